import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('moves one to another time and it speaks then', async () => {
  const chat = await startChat();
  await chat.hear('提醒我 15:30 回电');
  await chat.hear('待办');
  expect(await chat.say('推迟 1 明天10:00')).toContain('已改到明天 10:00');
  expect(await chat.core.store.task.listOpen('chenyu', 5)).toMatchObject([{ dueOn: '2026-11-24', dueTime: '10:00' }]);
});

test('never into the past', async () => {
  const chat = await startChat({ now: '2026-11-23T14:00:00+08:00' });
  await chat.hear('提醒我 15:30 回电');
  await chat.hear('待办');
  await chat.hear('推迟 1 今天9:00');
  expect(await chat.core.store.task.listOpen('chenyu', 5)).toMatchObject([{ dueOn: '2026-11-23', dueTime: '15:30' }]);
});

test('what came once comes back, at its own hour', async () => {
  const chat = await startChat();
  await chat.hear('明天下午三点提醒我对账');
  await chat.hear('把对账的提醒改成每周四');
  expect(await chat.say('1')).toContain('改成每周四，下次11月26日 周四 15:00');
  expect(await chat.core.store.task.listOpen('chenyu', 5)).toMatchObject([
    { dueOn: '2026-11-26', dueTime: '15:00', recurrence: 'FREQ=WEEKLY;BYDAY=TH' },
  ]);
});

test.each([
  ['王建国说改下午', '2026-11-25T14:00'],
  ['改到上午', '2026-11-25T09:00'],
  ['推到晚上吧', '2026-11-25T19:00'],
  ['推迟 1 下午', '2026-11-25T14:00'],
  ['推迟 1 明天下午', '2026-11-24T14:00'],
])('a part of the day by itself is that of the item’s own day: %s', async (words, at) => {
  const chat = await startChat({ clients: ['王建国'] });
  await chat.say('预约 王建国 周三上午十点');
  if ((await chat.say(words)).includes('这件，对吗')) await chat.say('对');
  expect((await chat.core.store.task.listOpen('chenyu', 1))[0]?.dueAt).toBe(Date.parse(`${at}:00+08:00`));
});
