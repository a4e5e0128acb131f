import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';
import { jobsOf } from '../helpers/jobs.js';

async function withCase() {
  const chat = await startChat({ clients: ['何涛'] });
  await chat.hear('投诉 何涛 存单到期没有人告诉我');
  await chat.press('对，登记');
  return chat;
}

test('督办: the owner is told, the supervisor hears back', async () => {
  const chat = await withCase();
  expect(await chat.say('督办 TS-1', 'zhoumin')).toContain('已督办：TS-1\n陈宇马上收到');
  expect((await chat.pushed('chenyu')).at(-1)).toBe('TS-1 周敏督办');
  const [card] = await chat.core.store.outbox.listNewest('chenyu', 1);
  await chat.tap(card!.buttons.find((b) => b.text === '回主管')!.key);
  expect(await chat.say('已核实流水，下午给客户回电')).toContain('主管已收到');
  expect((await chat.pushed('zhoumin')).at(-1)).toBe('TS-1 督办回复：陈宇');
  expect(await chat.core.store.task.countOpen('zhoumin')).toBe(0);
  const { id } = await chat.core.store.case.get('TS-1');
  expect((await chat.core.store.case.listEvents(id)).map((e) => e.kind)).toEqual(expect.arrayContaining(['comment', 'progress']));
});

test('without an answer the supervisor is reminded once the working day is over', async () => {
  const chat = await withCase();
  const jobs = jobsOf(chat);
  await chat.say('督办 TS-1', 'zhoumin');
  await jobs.run('reminder', '2026-11-24T18:00:00+08:00');
  expect((await jobs.pushes('zhoumin')).at(-1)).toContain('TS-1督办还没有回复');
});

test('only who stands above it; a stranger reads that there is none', async () => {
  const chat = await withCase();
  expect(await chat.say('督办 TS-1')).toContain('TS-1的“督办”要网点主管或上级来办');
  expect(await chat.say('督办 TS-1', 'fangyuan')).toContain('没找到');
  expect(await chat.pushed('chenyu')).toEqual([]);
});
