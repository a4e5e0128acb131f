import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('lists by time, marks what is late, and takes several numbers', async () => {
  const chat = await startChat();
  await chat.hear('提醒我 9:00 交月报');
  await chat.hear('提醒我 15:30 回电');
  await chat.hear('提醒我 明天10:00 开会');
  chat.at('2026-11-23T10:00:00+08:00');
  const list = await chat.hear('待办');
  expect(list.replies[0]?.text.split('\n').slice(0, 5)).toEqual([
    '待办3件，超时1件',
    '勾好点完成；推迟回「推迟 2 明天」',
    '1 超时 09:00 交月报',
    '2 15:30 回电',
    '3 明天 10:00 开会',
  ]);
  expect(await chat.say('1 3')).toContain('完成2件，剩1件');
});

test('ticking on the card is the same', async () => {
  const chat = await startChat();
  await chat.hear('提醒我 15:30 回电');
  const list = await chat.hear('待办');
  const check = list.replies[0]!.card!.check!;
  const done = await chat.tap(list.replies[0]!.card!.submit!.key, { [check.key]: [check.options[0]!.id] });
  expect(done.replies[0]?.text).toContain('完成1件，剩0件');
  expect(await chat.say('待办')).toContain('没有待办');
});

test('a task outlives the right to see its client: his name is masked, also in one’s own words', async () => {
  const chat = await startChat({ clients: [{ name: '李秀兰', honorific: '李阿姨' }, '王建国'] });
  await chat.say('提醒我 15:30 给李秀兰回电');
  await chat.say('记 李秀兰 电话 聊近况 明天送方案');
  await chat.say('提醒我 16:30 给王建国回电');
  expect(await chat.say('待办')).toContain('给李秀兰回电');
  const relation = await chat.db.get<{ id: string }>(`SELECT id FROM ManagerRelation WHERE clientId = ?`, [chat.idOf('李秀兰')]);
  await chat.core.store.tx((tx) => tx.managerRelation.end(relation!.id, chat.now()));
  const list = await chat.say('待办');
  expect(list).toContain('给李*兰回电');
  expect(list).toContain('李*兰 送方案');
  expect(list).toContain('给王建国回电');
  expect(list).not.toMatch(/李秀兰|李阿姨/);
  expect(await chat.say('完成 1')).toContain('给李*兰回电');
});
