import { describe, expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';
import { jobsOf } from '../helpers/jobs.js';

const CLIENTS = [
  { name: '李秀兰', honorific: '李阿姨' },
  { name: '王建国', level: 'blackGold' as const },
  { name: '冯岩', manager: 'lintao' },
];
const owner = async (chat: Awaited<ReturnType<typeof startChat>>, text: string) =>
  (await chat.db.get<{ ownerId: string }>('SELECT ownerId FROM Task WHERE text LIKE ? ORDER BY createdAt DESC', [`%${text}%`]))?.ownerId;

describe('代理', () => {
  test('the supervisor sets it after one look; clients, tasks and reminders go to the stand-in and back', async () => {
    const chat = await startChat({ clients: CLIENTS });
    const jobs = jobsOf(chat);
    await chat.say('提醒我 11月25日 15:00 给李秀兰回电');
    await chat.say('提醒我 11月26日 15:00 自己去体检中心');
    expect(await chat.say('查 李秀兰', 'lintao')).toContain('没找到');

    const asked = await chat.hear('林涛 代理 陈宇 至11月27日 休假', 'zhoumin');
    expect(asked.stored).toEqual([]);
    expect(asked.replies[0]!.text).toContain('林涛代理陈宇，这样设吗');
    expect(asked.replies[0]!.text).toContain('时间：11月23日 周一至11月27日 周五，休假');
    expect(asked.replies[0]!.text).toContain('客户：2户，黑金1 白金1');
    const done = await chat.press('对，就这样', 'zhoumin');
    expect(done.stored.map((s) => s.kind)).toEqual(['managerRelation']);
    expect(done.replies[0]!.text).toContain('待办1件、推荐0件已交给林涛');
    expect((await chat.pushed('lintao')).at(-1)).toBe('今天起您代理陈宇的客户');
    expect((await chat.pushed('chenyu')).at(-1)).toContain('您的客户由林涛代理');

    expect(await chat.say('查 李秀兰', 'lintao')).toContain('李秀兰');
    expect(await chat.say('查 李秀兰')).toContain('李秀兰');
    expect(await chat.say('记 李秀兰 电话 聊了近况')).not.toContain('已记');
    await jobs.run('reminder', '2026-11-25T15:00:00+08:00');
    expect((await chat.pushed('lintao')).at(-1)).toContain('15:00');
    expect((await jobs.pushes('chenyu')).join()).not.toContain('李秀兰');
    await jobs.run('reminder', '2026-11-26T15:00:00+08:00');
    expect((await jobs.pushes('chenyu')).at(-1)).toContain('体检中心');

    chat.at('2026-11-26T16:00:00+08:00');
    await chat.say('记 王建国 电话 接通 聊了换汇 11月30日送方案', 'lintao');
    expect(await owner(chat, '送方案')).toBe('lintao');
    await jobs.run('hand-back', '2026-11-26T18:00:00+08:00');
    expect(await chat.say('查 李秀兰', 'lintao')).toContain('李秀兰');
    await jobs.run('hand-back', '2026-11-27T18:00:00+08:00');
    await jobs.run('hand-back', '2026-11-27T18:00:00+08:00');
    expect(await owner(chat, '送方案')).toBe('chenyu');
    expect(await chat.say('查 李秀兰', 'lintao')).toContain('没找到');
    const digest = (await jobs.pushes('chenyu')).filter((text) => text.includes('回岗交接'));
    expect(digest).toHaveLength(1);
    expect(digest[0]).toContain('回岗交接：林涛代您5天');
    expect(digest[0]).toContain('联络：1次，1户');
    expect(digest[0]).toContain('答应的事：1件，最近11月30日 周一');
    expect(await chat.say('记 李秀兰 电话 聊了近况')).toContain('已记');
  });

  test('a colleague nobody is called so is named, and the nearest ones go on with a tap', async () => {
    const chat = await startChat({ clients: CLIENTS });
    const asked = await chat.hear('代理 陈宇 林悦 11月24日到11月28日 休假', 'zhoumin');
    expect(asked.replies[0]!.text).toContain('没找到叫林悦的理财经理');
    expect(asked.replies[0]!.buttons?.map((button) => button.text)).toContain('林涛');
    expect((await chat.press('林涛', 'zhoumin')).replies[0]!.text).toContain('林涛代理陈宇，这样设吗');
    expect((await chat.press('对，就这样', 'zhoumin')).replies[0]!.text).toContain('林涛');
    const back = await chat.hear('陈雨 回岗', 'zhoumin');
    expect(back.replies[0]!.buttons?.map((button) => button.text)).toEqual(['陈宇']);
    expect((await chat.press('陈宇', 'zhoumin')).replies[0]!.text).toContain('陈宇回岗，这样办吗');
    expect(await chat.say('高翔 代理 陈宇 至11月27日', 'zhoumin')).toContain('没找到叫高翔的理财经理');
    expect(await chat.say('代理 陈宇', 'zhoumin')).toContain('由谁代理');
  });

  test('回岗 early, by the supervisor; the digest opens client by client', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('林涛 代理 陈宇 至11月27日', 'zhoumin');
    await chat.press('对，就这样', 'zhoumin');
    await chat.say('记 王建国 电话 接通 聊了换汇 11月30日送方案', 'lintao');
    expect(await chat.say('陈宇 回岗', 'zhoumin')).toContain('陈宇回岗，这样办吗');
    expect((await chat.press('对，回岗', 'zhoumin')).replies[0]!.text).toContain('陈宇已回岗，林涛的代理结束');
    expect((await chat.tap('handList:lintao/chenyu/2026-11-23')).replies[0]!.text).toContain('1 王建国：联络1次');
    expect((await chat.tap('handList:lintao/chenyu/2026-11-23', undefined, 'fangyuan')).replies[0]!.text).not.toContain('王建国');
    expect(await chat.say('陈宇 回岗', 'zhoumin')).toContain('陈宇没有在代理中');
  });

  test('a manager cannot set it himself, nobody is stood in for twice, nor by one who is away', async () => {
    const chat = await startChat({ clients: CLIENTS });
    expect(await chat.say('林涛 代理 陈宇 至11月27日')).toContain('代理由支行主管设置');
    await chat.say('林涛 代理 陈宇 至11月27日', 'zhoumin');
    await chat.press('对，就这样', 'zhoumin');
    expect(await chat.say('何婧 代理 陈宇 至11月25日', 'zhoumin')).toContain('这段时间已有代理');
    expect(await chat.say('陈宇 代理 林涛 至11月25日', 'zhoumin')).toContain('陈宇这段时间自己也不在岗');
    expect(await chat.say('林涛 代理 林涛 至11月25日', 'zhoumin')).toContain('代理人不能是主办本人');
  });

  test('set for later: it begins on its first morning, and the briefing goes to the stand-in', async () => {
    const chat = await startChat({ clients: CLIENTS });
    const jobs = jobsOf(chat);
    await chat.db.run(`UPDATE Client SET nextContactOn = '2026-11-25' WHERE name = '李秀兰'`);
    await chat.say('林涛 代理 陈宇 11月25日到11月27日', 'zhoumin');
    await chat.press('对，就这样', 'zhoumin');
    expect(await chat.say('查 李秀兰', 'lintao')).toContain('没找到');
    await jobs.run('acting-start', '2026-11-24T00:01:00+08:00');
    expect((await jobs.pushes('lintao')).join()).not.toContain('今天起您代理');
    await jobs.run('acting-start', '2026-11-25T00:01:00+08:00');
    await jobs.run('acting-start', '2026-11-26T00:01:00+08:00');
    expect((await jobs.pushes('lintao')).filter((text) => text.includes('今天起您代理陈宇'))).toHaveLength(1);
    await jobs.run('briefing', '2026-11-25T08:40:00+08:00');
    expect((await jobs.pushes('lintao')).at(-1)).toContain('李秀兰 白金：该联络');
    expect((await jobs.pushes('chenyu')).at(-1)).not.toContain('李秀兰');
    expect(await chat.say('今天', 'zhoumin')).toContain('代理：林涛代陈宇，至11月27日 周五');
  });
});

describe('absence, the year of dates', () => {
  const set = async (chat: Awaited<ReturnType<typeof startChat>>, words: string) => {
    await chat.say(words, 'zhoumin');
    return chat.press('对，就这样', 'zhoumin');
  };

  test('a client given to the manager while he is away goes to the stand-in too', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await set(chat, '林涛 代理 陈宇 至11月27日');
    await chat.say('新建客户 孙小满 13900009999', 'hejing');
    const client = await chat.db.get<{ id: string }>(`SELECT id FROM Client WHERE name = '孙小满'`);
    await chat.core.store.tx((tx) => tx.managerRelation.transfer(client!.id, 'chenyu', 'zhoumin', chat.now()));
    expect(await chat.say('查 孙小满', 'lintao')).toContain('孙小满');
    await chat.core.store.tx((tx) => tx.managerRelation.transfer(client!.id, 'hejing', 'zhoumin', chat.now()));
    expect(await chat.say('查 孙小满', 'lintao')).toContain('没找到');
  });

  test('one that came by an import is found the next morning', async () => {
    const chat = await startChat({ clients: CLIENTS });
    const jobs = jobsOf(chat);
    await set(chat, '林涛 代理 陈宇 至11月27日');
    await chat.db.run(`UPDATE Client SET mainManagerId = 'chenyu' WHERE name = '冯岩'`);
    await chat.db.run(`UPDATE ManagerRelation SET userId = 'chenyu' WHERE clientId = ? AND role = 'main'`, [chat.idOf('冯岩')]);
    await jobs.run('acting-start', '2026-11-24T00:01:00+08:00');
    const acting = await chat.db.all<{ userId: string }>(
      `SELECT userId FROM ManagerRelation WHERE clientId = ? AND role = 'acting' AND state = 'active'`,
      [chat.idOf('冯岩')],
    );
    expect(acting).toEqual([{ userId: 'lintao' }]);
  });

  test('called off before it began: nothing is handed over, both hear it', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await set(chat, '林涛 代理 陈宇 11月25日到11月27日');
    await chat.say('陈宇 回岗', 'zhoumin');
    expect((await chat.press('对，回岗', 'zhoumin')).replies[0]!.text).toContain('已取消：林涛不代理陈宇了');
    expect((await chat.pushed('lintao')).at(-1)).toContain('代理取消');
    expect((await chat.pushed('chenyu')).join()).not.toContain('回岗交接');
    await jobsOf(chat).run('acting-start', '2026-11-25T00:01:00+08:00');
    expect(await chat.say('查 李秀兰', 'lintao')).toContain('没找到');
  });

  test('the last day is a holiday: handed back on it, access ends with it', async () => {
    const chat = await startChat({ clients: CLIENTS, now: '2026-09-29T09:00:00+08:00' });
    const jobs = jobsOf(chat);
    await set(chat, '林涛 代理 陈宇 至10月3日');
    await jobs.run('hand-back', '2026-10-02T18:00:00+08:00');
    expect((await jobs.pushes('chenyu')).join()).not.toContain('回岗交接');
    await jobs.run('hand-back', '2026-10-03T18:00:00+08:00');
    expect((await jobs.pushes('chenyu')).at(-1)).toContain('回岗交接：林涛代您5天');
    expect(await chat.say('查 李秀兰', 'lintao')).toContain('没找到');
  });

  test('the hand-back was missed: access ended all the same, the next evening hands back', async () => {
    const chat = await startChat({ clients: CLIENTS });
    const jobs = jobsOf(chat);
    await set(chat, '林涛 代理 陈宇 至11月24日');
    await chat.say('提醒我 11月30日 10:00 给李秀兰回电', 'lintao');
    chat.at('2026-11-25T09:00:00+08:00');
    expect(await chat.say('查 李秀兰', 'lintao')).toContain('没找到');
    await jobs.run('hand-back', '2026-11-25T18:00:00+08:00');
    expect(await owner(chat, '给李秀兰回电')).toBe('chenyu');
    expect((await jobs.pushes('chenyu')).at(-1)).toContain('回岗交接：林涛代您2天');
  });

  test('the stand-in goes away too: the next one takes over all of it, also what she stood in for', async () => {
    const chat = await startChat({ clients: [...CLIENTS, { name: '卢静', manager: 'lintao' }] });
    const jobs = jobsOf(chat);
    await chat.say('提醒我 11月27日 15:00 给李秀兰回电');
    await set(chat, '林涛 代理 陈宇 至11月30日');
    expect(await owner(chat, '给李秀兰回电')).toBe('lintao');
    chat.at('2026-11-24T09:00:00+08:00');
    const asked = await chat.say('何婧 代理 林涛 至11月26日', 'zhoumin');
    expect(asked).toContain('一并：何婧接着代理陈宇，11月24日 周二至11月30日 周一');
    await chat.press('对，就这样', 'zhoumin');
    expect(await owner(chat, '给李秀兰回电')).toBe('hejing');
    expect(await chat.say('查 李秀兰', 'hejing')).toContain('李秀兰');
    expect(await chat.say('查 冯岩', 'hejing')).toContain('冯岩');
    expect(await chat.say('查 李秀兰', 'lintao')).toContain('没找到');
    expect(await chat.pushed('chenyu')).toContain('代理换人：林涛代您2天');
    await jobs.run('hand-back', '2026-11-26T18:00:00+08:00');
    expect(await chat.say('查 冯岩', 'hejing')).toContain('没找到');
    expect(await chat.say('查 李秀兰', 'hejing')).toContain('李秀兰');
    await jobs.run('hand-back', '2026-11-30T18:00:00+08:00');
    expect(await owner(chat, '给李秀兰回电')).toBe('chenyu');
    expect((await jobs.pushes('chenyu')).filter((text) => text.includes('回岗交接'))).toHaveLength(1);
  });

  test('she goes away later in the absence: the change happens on the evening before', async () => {
    const chat = await startChat({ clients: CLIENTS });
    const jobs = jobsOf(chat);
    await set(chat, '林涛 代理 陈宇 至11月30日');
    await chat.say('提醒我 11月28日 15:00 给李秀兰回电', 'lintao');
    await set(chat, '何婧 代理 林涛 11月26日到11月27日');
    expect(await chat.say('查 李秀兰', 'hejing')).toContain('没找到');
    await jobs.run('hand-back', '2026-11-25T18:00:00+08:00');
    const told = (await jobs.pushes('chenyu')).at(-1)!;
    expect(told).toContain('代理换人：林涛代您3天');
    expect(await owner(chat, '给李秀兰回电')).toBe('hejing');
    await jobs.run('acting-start', '2026-11-26T00:01:00+08:00');
    expect(await chat.say('查 李秀兰', 'hejing')).toContain('李秀兰');
    await jobs.run('hand-back', '2026-11-30T18:00:00+08:00');
    expect(await owner(chat, '给李秀兰回电')).toBe('chenyu');
  });

  test('a referral of somebody who is no client yet goes there and back', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('推荐 周岚 尾号7745 给陈宇 想开户', 'sunyue');
    await set(chat, '林涛 代理 陈宇 至11月27日');
    const to = async () => (await chat.core.store.referral.get('TJ-1')).toUserId;
    expect(await to()).toBe('lintao');
    await chat.say('推荐 许敏 尾号7746 给林涛 想开户', 'sunyue');
    await chat.say('陈宇 回岗', 'zhoumin');
    await chat.press('对，回岗', 'zhoumin');
    expect(await to()).toBe('chenyu');
    expect((await chat.core.store.referral.get('TJ-2')).toUserId).toBe('lintao');
  });

  test('a referral he has for somebody else stays with that absence when he goes away himself', async () => {
    const chat = await startChat({ clients: [...CLIENTS, { name: '卢静', manager: 'lintao' }] });
    const jobs = jobsOf(chat);
    await chat.say('推荐 周岚 尾号7745 给陈宇 想开户', 'sunyue');
    await set(chat, '林涛 代理 陈宇 至11月30日');
    chat.at('2026-11-24T09:00:00+08:00');
    await set(chat, '何婧 代理 林涛 至11月26日');
    const to = async () => (await chat.core.store.referral.get('TJ-1')).toUserId;
    expect(await to()).toBe('hejing');
    await jobs.run('hand-back', '2026-11-26T18:00:00+08:00');
    expect(await to()).toBe('hejing');
    await jobs.run('hand-back', '2026-11-30T18:00:00+08:00');
    expect(await to()).toBe('chenyu');
  });

  test('a stand-in of later is not named as one of today', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await set(chat, '林涛 代理 陈宇 11月25日到11月27日');
    expect(await chat.say('查 李秀兰')).toContain('主办陈宇。');
  });

  test('a case the stand-in took in goes to the manager; his own work with the client from before stays', async () => {
    const chat = await startChat({ clients: [{ name: '李秀兰', deputy: 'hejing' }] });
    await chat.say('提醒我 11月30日 10:00 陪李秀兰看展', 'hejing');
    chat.at('2026-11-24T09:00:00+08:00');
    await set(chat, '何婧 代理 陈宇 至11月27日');
    await chat.say('投诉 李秀兰 排队一小时没人管', 'hejing');
    await chat.press('对，登记', 'hejing');
    expect((await chat.core.store.case.get('TS-1')).ownerId).toBe('hejing');
    await chat.say('陈宇 回岗', 'zhoumin');
    await chat.press('对，回岗', 'zhoumin');
    expect((await chat.core.store.case.get('TS-1')).ownerId).toBe('chenyu');
    expect(await owner(chat, '看展')).toBe('hejing');
  });

  test('private notes stay closed until the supervisor opens them', async () => {
    const chat = await startChat({ clients: CLIENTS });
    const done = await set(chat, '林涛 代理 陈宇 至11月27日');
    expect(done.replies[0]!.text).toContain('不含私密记录');
    const acting = () => chat.db.get(`SELECT MIN(confidential) AS n FROM ManagerRelation WHERE role = 'acting'`);
    expect(await acting()).toEqual({ n: 0 });
    expect((await chat.tap('actNotes:lintao/chenyu/2026-11-23', undefined, 'lintao')).replies[0]!.text).not.toContain('已开放');
    expect((await chat.press('开放私密', 'zhoumin')).replies[0]!.text).toContain('已开放：林涛可看陈宇客户的私密记录');
    expect(await acting()).toEqual({ n: 1 });
  });

  test('two absences set beforehand keep apart; one day in both is refused', async () => {
    const chat = await startChat({ clients: CLIENTS });
    const jobs = jobsOf(chat);
    await set(chat, '林涛 代理 陈宇 至11月24日');
    await set(chat, '何婧 代理 陈宇 12月21日到12月25日');
    expect(await chat.say('何婧 代理 陈宇 12月25日到12月28日', 'zhoumin')).toContain('这段时间已有代理');
    await jobs.run('hand-back', '2026-11-24T18:00:00+08:00');
    expect(await chat.say('查 李秀兰', 'hejing')).toContain('没找到');
    await jobs.run('acting-start', '2026-12-21T00:01:00+08:00');
    expect(await chat.say('查 李秀兰', 'hejing')).toContain('李秀兰');
  });

  test('nobody is stood in for who has no clients', async () => {
    const chat = await startChat({ clients: ['李秀兰'] });
    expect(await chat.say('陈宇 代理 林涛 至11月27日', 'zhoumin')).toContain('林涛名下没有客户，不用设代理');
  });
});

describe('代理 as it is said', () => {
  test.each([
    ['林涛 代理 陈宇 至11月27日 培训', '林涛代理陈宇，这样设吗', '11月23日 周一至11月27日 周五，培训'],
    ['陈宇下周休假，林涛代理', '林涛代理陈宇，这样设吗', '11月30日 周一至12月6日 周日，休假'],
    ['陈宇出差到周五 让林涛代理', '林涛代理陈宇，这样设吗', '11月23日 周一至11月27日 周五，出差'],
    ['陈宇11月25日到11月27日培训，由林涛代', '林涛代理陈宇，这样设吗', '11月25日 周三至11月27日 周五，培训'],
  ])('%s', async (words, title, period) => {
    const chat = await startChat({ clients: CLIENTS });
    const asked = await chat.say(words, 'zhoumin');
    expect(asked).toContain(title);
    expect(asked).toContain(period);
  });

  test('said once more with other people it is another absence, never a mixture; a correction stays one', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('林涛 代理 陈宇 至11月25日', 'zhoumin');
    expect(await chat.say('不对，是11月26日', 'zhoumin')).toContain('11月23日 周一至11月26日 周四');
    const other = await chat.say('何婧 代理 林涛 12月21日到12月25日 休假', 'zhoumin');
    expect(other).toContain('何婧代理林涛，这样设吗');
    expect(other).toContain('12月21日 周一至12月25日 周五');
    expect(await chat.say('陈宇下周休假，何婧代理', 'zhoumin')).toContain('何婧代理陈宇，这样设吗');
  });
});

test('a single day is named once, the rules of standing in answer 依据', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  const asked = await chat.say('林涛 代理 陈宇 至11月23日 年假', 'zhoumin');
  expect(asked).toContain('时间：11月23日 周一，休假');
  expect((await chat.press('对，就这样', 'zhoumin')).replies[0]?.text).toContain('11月23日 周一，休假');
  expect(await chat.say('依据', 'zhoumin')).toContain('代理期间待办、提醒、告警归代理人');
});

test('收下 answers the digest though another card was read since', async () => {
  const chat = await startChat({ clients: CLIENTS });
  const jobs = jobsOf(chat);
  await chat.say('林涛 代理 陈宇 今天到周三 休假', 'zhoumin');
  await chat.say('对', 'zhoumin');
  await jobs.run('hand-back', '2026-11-25T18:00:00+08:00');
  expect((await jobs.pushes('chenyu')).at(-1)).not.toContain('联络：0次');
  expect(await chat.say('查 王建国')).toContain('记一笔');
  expect(await chat.say('收下')).toContain('收下了');
});
