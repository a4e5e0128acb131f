import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

const CLIENTS = [{ name: '孙丽' }, { name: '王建国', honorific: '王总', level: 'blackGold' as const }];

test('what was said before the question stays: the mode and the day', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('记 孙丽 昨天 电话');
  const said = await chat.hear('聊了孩子上学的事');
  expect(said.stored.map((one) => one.kind)).toContain('contactRecord');
  const [row] = await chat.db.all<{ mode: string; at: number }>('SELECT mode, at FROM ContactRecord', []);
  expect(row?.mode).toBe('phone');
  expect(new Date(Number(row?.at) + 8 * 3_600_000).toISOString().slice(0, 10)).toBe('2026-11-22');
});

test('a client alone is who the complaint is about; the words are asked for next', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('投诉');
  expect(await chat.say('王总')).toContain('一句话就行');
  const asked = await chat.hear('手续费收错了，要求退200');
  const text = asked.replies.map((one) => one.text).join('\n');
  expect(text).toContain('王建国');
  expect(text).toContain('手续费收错了，要求退200');
  await chat.press('对，登记');
  const row = await chat.core.store.case.get('TS-1');
  expect(row.clientId).toBe(chat.idOf('王建国'));
  expect(row.clientWords).toBe('手续费收错了，要求退200');
});

test('the act said anew with everything ends its question: the next word answers nothing', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('预约 孙丽');
  await chat.say('预约 孙丽 12月1日 15:00');
  expect(await chat.say('对')).toBe('好');
  await chat.say('登记日子 孙丽');
  expect(await chat.say('登记日子 孙丽 结婚纪念日 5月20日')).toContain('已登记：孙丽 结婚纪念日');
  expect(await chat.say('关系人 孙丽 女儿 孙小雨 5月12日')).toContain('孙小雨');
});

test('a question about one client stays open while the same act is done for another', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('预约 孙丽');
  await chat.say('预约 王建国 12月1日 15:00');
  expect(await chat.say('12月2日 10:00')).toContain('已约：孙丽 12月2日 周三 10:00');
});

test('a kind that is asked for is offered in its plain words', async () => {
  const chat = await startChat({ clients: CLIENTS });
  const asked = await chat.hear('登记日子 孙丽');
  expect(asked.replies[0]?.text).toContain('1 生日 2 纪念日 3 出行 4 探望 5 大事 6 先不办');
});
