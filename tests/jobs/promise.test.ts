import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';
import { ticking } from './ticking.js';

const CLIENTS = [{ name: '王建国', honorific: '王总' }, { name: '李秀兰' }];

test('a promise is spoken of once, at 08:30 of its day', async () => {
  const chat = await startChat({ clients: CLIENTS, now: '2026-11-23T09:00:00+08:00' });
  const clock = await ticking(chat, ['promise', 'reminder']);
  await chat.say('记 王建国 电话 接通 11月25日给他送方案');
  for (const at of ['2026-11-24T08:30', '2026-11-25T08:29', '2026-11-25T08:30', '2026-11-25T08:31', '2026-11-25T18:00', '2026-11-26T08:30'])
    await clock.tick(`${at}:00`);
  expect(await clock.left('chenyu')).toEqual(['11-25 08:30 今天：送方案']);
});

test('due on a day off it is spoken of on the last working day before', async () => {
  const chat = await startChat({ clients: CLIENTS, now: '2026-09-21T09:00:00+08:00' });
  const clock = await ticking(chat, ['promise']);
  await chat.say('记 王建国 电话 接通 9月27日给他送方案');
  for (const day of ['22', '23', '24', '25', '26', '27', '28']) await clock.tick(`2026-09-${day}T08:30:00`);
  expect(await clock.left('chenyu')).toEqual(['09-24 08:30 9月27日前：送方案']);
});

test('one with a time, made on its own day, speaks at that time; one put off speaks again then', async () => {
  const chat = await startChat({ clients: CLIENTS, now: '2026-11-23T09:00:00+08:00' });
  const clock = await ticking(chat, ['promise', 'reminder']);
  await chat.say('记 王建国 电话 接通 今天下午三点给他送方案');
  for (const time of ['14:59', '15:00', '15:01']) await clock.tick(`2026-11-23T${time}:00`);
  expect(await clock.left('chenyu')).toEqual(['11-23 15:00 15:00 送方案']);
  const [task] = await chat.core.store.task.listOpen('chenyu', 5);
  await chat.tap(`later:${task!.id}.day`);
  for (const at of ['2026-11-24T08:30', '2026-11-24T09:00', '2026-11-25T08:30']) await clock.tick(`${at}:00`);
  expect(await clock.left('chenyu')).toEqual(['11-23 15:00 15:00 送方案', '11-24 08:30 今天 09:00：送方案']);
});

test('kept or taken back it is silent; a switched-off kind is silent too', async () => {
  const chat = await startChat({ clients: CLIENTS, now: '2026-11-23T09:00:00+08:00' });
  const clock = await ticking(chat, ['promise']);
  await chat.say('记 王建国 电话 接通 11月25日给他送方案');
  await chat.say('完成 1');
  await chat.say('记 李秀兰 电话 接通 11月25日给她送资料');
  await chat.say('撤销');
  await clock.tick('2026-11-25T08:30:00');
  expect(await clock.left('chenyu')).toEqual([]);
  await chat.say('记 李秀兰 电话 接通 11月26日给她送资料');
  await chat.say('关闭 答应的事');
  await clock.tick('2026-11-26T08:30:00');
  expect(await clock.left('chenyu')).toEqual([]);
});

test('two promises of one morning are one card; each opens', async () => {
  const chat = await startChat({ clients: CLIENTS, now: '2026-11-23T09:00:00+08:00' });
  const clock = await ticking(chat, ['promise']);
  await chat.say('记 王建国 电话 接通 11月25日给他送方案');
  await chat.say('记 李秀兰 电话 接通 11月25日给她送资料');
  await clock.tick('2026-11-25T08:30:00');
  expect(await clock.left('chenyu')).toEqual(['11-25 08:30 到日子的事2件']);
});

test('after a letter of introduction the first call is due two working days later, and undoing takes it back', async () => {
  const chat = await startChat({ clients: CLIENTS, now: '2026-09-30T10:00:00+08:00' });
  const clock = await ticking(chat, ['promise']);
  const said = await chat.hear('记 王建国 寄信 寄了介绍信');
  expect(said.stored.map((one) => one.kind)).toEqual(['contactRecord', 'task']);
  // 1 to 7 October are off: 8 and 9 are the two working days.
  expect(await chat.db.get('SELECT kind, dueOn FROM Task')).toEqual({ kind: 'firstCall', dueOn: '2026-10-09' });
  await clock.tick('2026-10-08T08:30:00');
  await clock.tick('2026-10-09T08:30:00');
  expect(await clock.left('chenyu')).toEqual(['10-09 08:30 今天：给王总打第一个电话']);
  await chat.say('记 李秀兰 邮件 发了自我介绍');
  await chat.say('撤销');
  expect(await chat.db.all(`SELECT state FROM Task ORDER BY id`)).toEqual([{ state: 'open' }, { state: 'cancelled' }]);
});

test('made after half past eight of its own day it is spoken of an hour before business ends, once', async () => {
  const chat = await startChat({ clients: CLIENTS, now: '2026-11-23T09:00:00+08:00' });
  const clock = await ticking(chat, ['promise', 'promise-late', 'reminder']);
  await chat.say('记 王建国 电话 接通 今天给他送方案');
  for (const time of ['09:10', '16:50', '17:00', '17:10', '18:00']) await clock.tick(`2026-11-23T${time}:00`);
  await clock.tick('2026-11-24T08:30:00');
  expect(await clock.left('chenyu')).toEqual(['11-23 17:00 今天：送方案']);
});

test('made in the last hour it is spoken of an hour later; in the evening the next morning; kept it is silent', async () => {
  const chat = await startChat({ clients: CLIENTS, now: '2026-11-23T17:34:00+08:00' });
  const clock = await ticking(chat, ['promise', 'promise-late', 'reminder']);
  await chat.say('记 王建国 电话 接通 今天给他送方案');
  for (const time of ['17:40', '18:30', '18:40']) await clock.tick(`2026-11-23T${time}:00`);
  chat.at('2026-11-23T20:30:00+08:00');
  await chat.say('记 李秀兰 电话 接通 今天给她送资料');
  await clock.tick('2026-11-23T20:50:00');
  await clock.tick('2026-11-23T21:30:00');
  expect(await clock.left('chenyu')).toEqual(['11-23 18:40 今天：送方案']);
  await clock.tick('2026-11-24T08:00:00');
  await clock.tick('2026-11-24T08:30:00');
  expect(await clock.left('chenyu')).toEqual(['11-23 18:40 今天：送方案', '11-24 08:00 11月23日前：送资料']);
  chat.at('2026-11-24T09:00:00+08:00');
  await chat.say('记 李秀兰 电话 接通 今天给她送礼品');
  await chat.say('撤销');
  await clock.tick('2026-11-24T17:00:00');
  expect((await clock.left('chenyu')).length).toBe(2);
});

test('one for a weekend made on its Friday speaks that Friday; one made on the Saturday speaks on the Sunday morning', async () => {
  const chat = await startChat({ clients: CLIENTS, now: '2026-11-27T10:00:00+08:00' });
  const clock = await ticking(chat, ['promise', 'promise-late']);
  await chat.say('记 王建国 电话 接通 11月29日给他送方案');
  await clock.tick('2026-11-27T17:00:00');
  chat.at('2026-11-28T10:00:00+08:00');
  await chat.say('记 李秀兰 电话 接通 11月29日给她送资料');
  for (const at of ['2026-11-28T17:00', '2026-11-29T08:20', '2026-11-29T08:30', '2026-11-29T17:00', '2026-11-30T08:30']) await clock.tick(`${at}:00`);
  expect(await clock.left('chenyu')).toEqual(['11-27 17:00 11月29日前：送方案', '11-29 08:30 今天：送资料']);
});

test('after a stop over the morning and the evening it is said once', async () => {
  const chat = await startChat({ clients: CLIENTS, now: '2026-11-23T09:00:00+08:00' });
  const clock = await ticking(chat, ['promise', 'promise-late', 'reminder']);
  await chat.say('记 王建国 电话 接通 11月25日给他送方案');
  await clock.tick('2026-11-25T17:20:00');
  await clock.tick('2026-11-25T17:30:00');
  expect(await clock.left('chenyu')).toEqual(['11-25 17:20 今天：送方案']);
});

test('who may no longer see the client is told his own words without the name, and no way to the client', async () => {
  const chat = await startChat({ clients: CLIENTS, now: '2026-11-23T09:00:00+08:00' });
  const clock = await ticking(chat, ['promise', 'promise-late']);
  await chat.say('记 王建国 电话 接通 11月25日给王建国送方案');
  await chat.db.run(`UPDATE ManagerRelation SET state = 'ended' WHERE clientId = ?`, [chat.idOf('王建国')]);
  await chat.db.run(`UPDATE Client SET mainManagerId = NULL WHERE id = ?`, [chat.idOf('王建国')]);
  await clock.tick('2026-11-25T08:30:00');
  const [row] = await chat.db.all<{ payload: string; mergeLine: string }>(`SELECT payload, mergeLine FROM Outbox WHERE notice = 'promise'`);
  expect(row!.payload).toContain('王*国');
  expect(`${row!.payload}${row!.mergeLine}`).not.toMatch(/王建国|王总|view:|note:/);
});
