import { describe, expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';
import { jobsOf } from '../helpers/jobs.js';

test.each([
  ['提醒我 15:30 回电王总', '今天 15:30', '2026-11-23T15:30:00+08:00'],
  ['提醒我明天下午三点给王总打电话', '明天 15:00', '2026-11-24T15:00:00+08:00'],
  ['下周三上午十点提醒我开会', '12月2日 周三 10:00', '2026-12-02T10:00:00+08:00'],
  ['半小时后提醒我回电', '今天 09:09', '2026-11-23T09:09:00+08:00'],
])('%s', async (text, moment, iso) => {
  const chat = await startChat({ clients: [{ name: '王建国', honorific: '王总' }] });
  const said = await chat.hear(text);
  expect(said.replies[0]?.text).toContain(`已定：${moment}`);
  const [task] = await chat.core.store.task.listOpen('chenyu', 5);
  expect(Math.abs(task!.dueAt - Date.parse(iso))).toBeLessThan(60_000);
});

test('a time that has passed is offered for the next day, one word does it', async () => {
  const chat = await startChat({ now: '2026-11-23T16:00:00+08:00' });
  const asked = await chat.hear('提醒我 今天9:00 交月报');
  expect(asked.stored).toEqual([]);
  const done = await chat.hear('好');
  expect(done.replies[0]?.text).toContain('已定：明天 09:00 交月报');
});

test('a day without a time today asks for the time', async () => {
  const chat = await startChat();
  expect((await chat.hear('提醒我 今天 交月报')).asked).toBe(true);
  expect(await chat.say('17:00')).toContain('已定：今天 17:00 交月报');
});

test('undo by the button, for ten minutes', async () => {
  const chat = await startChat();
  await chat.hear('提醒我 15:30 交月报');
  expect((await chat.press('撤销')).replies[0]?.text).toContain('已撤销：交月报');
  expect(await chat.core.store.task.countOpen('chenyu')).toBe(0);
});

test('it speaks with the name masked when the client is seen no more, and says who set it', async () => {
  const chat = await startChat({ clients: [{ name: '李秀兰', honorific: '李阿姨' }, '王建国'] });
  const jobs = jobsOf(chat);
  await chat.say('提醒我 15:30 给李秀兰回电');
  await chat.say('提醒我 16:30 给王建国回电');
  const relation = await chat.db.get<{ id: string }>(`SELECT id FROM ManagerRelation WHERE clientId = ?`, [chat.idOf('李秀兰')]);
  await chat.core.store.tx((tx) => tx.managerRelation.end(relation!.id, chat.now()));
  await chat.say('林涛 代理 陈宇 至周五', 'zhoumin');
  await chat.press('对，就这样', 'zhoumin');
  await jobs.run('reminder', '2026-11-23T15:30:00+08:00');
  const told = (await jobs.pushes('chenyu')).at(-1)!;
  expect(told).toContain('15:30 给李*兰回电');
  expect(told).not.toMatch(/李秀兰|李阿姨/);
  await jobs.run('reminder', '2026-11-23T16:30:00+08:00');
  expect((await jobs.pushes('lintao')).at(-1)).toContain('陈宇今天 08:39定的');
});

test('several in one sentence are shown, then kept each at its own time', async () => {
  const chat = await startChat({ clients: ['李秀兰', '张伟'] });
  const asked = await chat.hear('提醒我明天上午九点给李秀兰打电话，下午三点去张伟公司');
  expect(asked.stored).toEqual([]);
  expect(asked.replies[0]?.text).toContain('明天 09:00');
  expect(asked.replies[0]?.text).toContain('明天 15:00');
  const kept = await chat.press('对，就这样');
  expect(kept.replies[0]?.text).toContain('已定2条提醒');
  const tasks = (await chat.core.store.task.listOpen('chenyu', 5)).map(({ text, clientId, dueAt }) => ({ text, clientId, dueAt }));
  expect(tasks).toEqual([
    { text: '给李秀兰打电话', clientId: chat.idOf('李秀兰'), dueAt: Date.parse('2026-11-24T09:00:00+08:00') },
    { text: '去张伟公司', clientId: chat.idOf('张伟'), dueAt: Date.parse('2026-11-24T15:00:00+08:00') },
  ]);
});

test('one thing at several hours', async () => {
  const chat = await startChat();
  await chat.hear('明天早上八点、中午十二点、晚上八点提醒我吃药');
  await chat.press('对，就这样');
  const tasks = await chat.core.store.task.listOpen('chenyu', 5);
  expect(tasks.map(({ text, dueAt }) => `${new Date(dueAt).toISOString()} ${text}`)).toEqual([
    '2026-11-24T00:00:00.000Z 吃药',
    '2026-11-24T04:00:00.000Z 吃药',
    '2026-11-24T12:00:00.000Z 吃药',
  ]);
});

test('a card says how its reminder repeats, before it is kept and after', async () => {
  const chat = await startChat();
  expect(await chat.say('每周一早上9点提醒我报周计划')).toContain('重复：每周一');
  const asked = await chat.say('周一到周五每天早晚八点提醒我吃药');
  expect(asked).toContain('提醒：每周一到周五 08:00 吃药');
  expect(asked).toContain('每周一到周五 20:00 吃药');
  expect((await chat.press('对，就这样')).replies[0]?.text).toContain('每周一到周五 20:00 吃药');
  expect(await chat.say('每个工作日下午五点看一遍待办提醒我')).toContain('重复：每个工作日 17:00');
});

test('of several, one that repeats and names no hour speaks from today on, or next time where the day has begun', async () => {
  const chat = await startChat();
  await chat.hear('每天八点提醒我吃药，每周一提醒我交周报');
  expect((await chat.press('对，就这样')).replies[0]?.text).toContain('已定2条提醒');
  const tasks = await chat.core.store.task.listOpen('chenyu', 5);
  expect(tasks.map(({ text, dueAt }) => `${new Date(dueAt).toISOString()} ${text}`).sort()).toEqual([
    '2026-11-23T01:00:00.000Z 交周报',
    '2026-11-24T00:00:00.000Z 吃药',
  ]);
});

test('a day whose hour stands apart is shown once', async () => {
  const chat = await startChat();
  const asked = await chat.say('12月17号产检，上午八点空腹');
  expect(asked).toContain('时间：12月17日 周四 08:00');
  expect(asked.match(/12月17日/g)).toHaveLength(1);
});

test('a day that is asked for is never quoted as empty words', async () => {
  const chat = await startChat();
  const asked = await chat.say('每年提醒我给妈妈打电话');
  expect(asked).not.toContain('“”');
  expect(asked).toContain('哪一天');
});

describe('what repeats within the day', () => {
  test('too often and without an end is not set, and the words to say instead are understood', async () => {
    const chat = await startChat();
    const no = await chat.hear('每5分钟提醒我看盘');
    expect(no.replies[0]?.text).toBe(
      '每5分钟提醒一次太密，没有定\n盯一阵子就说到几点，比如「每5分钟提醒我看盘，直到09:39」。\n不说到几点的，最密30分钟一次。',
    );
    expect(no.asked).toBe(false);
    expect(await chat.say('每5分钟提醒我看盘，直到09:39')).toContain('重复：每5分钟，到11月23日 09:39\n第一次：今天 08:44');
    expect(await chat.say('对')).toContain('已定：今天 08:44 看盘');
    expect(await chat.core.store.task.listOpen('chenyu', 5)).toHaveLength(1);
  });

  test('every half hour is set after a yes, from now; every hour on and on is asked when it begins', async () => {
    const chat = await startChat();
    expect(await chat.say('每半小时提醒我看一下行情')).toContain('重复：每30分钟\n第一次：今天 09:09');
    expect(await chat.say('对')).toContain('已定：今天 09:09 看一下行情');
    expect(await chat.say('每小时提醒我喝水')).toMatch(/^每小时提醒，从今天几点开始\n/);
    expect(await chat.say('10点')).toContain('已定：今天 10:00 喝水\n重复：每小时');
  });

  test('one of whole days is never too often', async () => {
    const chat = await startChat();
    expect(await chat.say('每天9点提醒我看盘')).toContain('重复：每天');
  });
});
