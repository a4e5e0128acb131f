import { describe, expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';
import { jobsOf } from '../helpers/jobs.js';

const CLIENTS = [{ name: '李秀兰', honorific: '李阿姨' }, { name: '王建国', level: 'blackGold' as const }, { name: '冯岩', manager: 'lintao' }];
const owner = async (chat: Awaited<ReturnType<typeof startChat>>, text: string) => (await chat.db.get<{ ownerId: string }>('SELECT ownerId FROM Task WHERE text LIKE ? ORDER BY createdAt DESC', [`%${text}%`]))?.ownerId;

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
    await jobs.run('acting-start', '2026-11-24T08:05:00+08:00');
    expect((await jobs.pushes('lintao')).join()).not.toContain('今天起您代理');
    await jobs.run('acting-start', '2026-11-25T08:05:00+08:00');
    await jobs.run('acting-start', '2026-11-26T08:05:00+08:00');
    expect((await jobs.pushes('lintao')).filter((text) => text.includes('今天起您代理陈宇'))).toHaveLength(1);
    await jobs.run('briefing', '2026-11-25T08:40:00+08:00');
    expect((await jobs.pushes('lintao')).at(-1)).toContain('李秀兰 白金：该联络');
    expect((await jobs.pushes('chenyu')).at(-1)).not.toContain('李秀兰');
    expect(await chat.say('今天', 'zhoumin')).toContain('代理：林涛代陈宇，至11月27日 周五');
  });
});
