import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

const CLIENTS = [{ name: '王建国', honorific: '王总' }, '张敏'];

test('after 撤销 of one of two acts of a sentence the other is named, and 撤销 again takes it back', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('补充资料 张敏 喜欢喝茶，顺便明天十点提醒我交表');
  expect(await chat.say('撤销')).toBe('已撤销：交表\n这条不再提醒。\n\n同一句里的还留着：「补充资料」那条\n再打「撤销」就收回它。');
  await chat.say('撤销');
  expect(await chat.say('对')).toBe('已收回：刚补充的张敏的资料\n喜欢喝茶');
});

test('one that was confirmed in a later message belongs to the same sentence', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('刚跟张敏通完电话聊了理财，另外明天十点提醒我给王总送资料');
  await chat.say('对');
  expect(await chat.say('撤销')).toContain('同一句里的还留着：给王总送资料\n再打「撤销」就收回它。');
  expect(await chat.say('撤销')).not.toContain('同一句');
  expect(await chat.core.store.task.listOpen('chenyu', 5)).toEqual([]);
});

test('what of it still waits for a yes is said', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('刚跟张敏通完电话聊了理财，另外明天十点提醒我给王总送资料');
  expect(await chat.say('撤销')).toContain('还等您确认：“刚跟张敏通完电话聊了理财”');
  expect(await chat.say('对')).toContain('已记：张敏');
});

test('what another sentence stored is not spoken of', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('提醒我 15:30 交月报');
  await chat.say('记 张敏 电话 聊了理财');
  expect(await chat.say('撤销')).not.toContain('还留着');
});

test('the audit names by each act only what that act stored', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('补充资料 张敏 喜欢喝茶，顺便明天十点提醒我交表');
  const acts = await chat.core.store.audit.listStored('chenyu', new Date(0));
  expect(acts.map(({ action, stored }) => [action, stored.map(({ kind }) => kind)])).toEqual([
    ['profile', ['profileFact']],
    ['reminder', ['task']],
  ]);
});
