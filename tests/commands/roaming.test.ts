import { describe, expect, test } from 'vitest';
import { startChat, type Chat } from '../helpers/chat.js';
import { jobsOf } from '../helpers/jobs.js';

const CLIENTS = [{ name: '王建国', level: 'blackGold' as const, mobile: '13800002001', honorific: '王总' }];
const roaming = (chat: Chat) =>
  chat.db.all(`SELECT userId, fromOn, toOn, setBy, forUserId, state FROM ManagerRelation WHERE role = 'roaming' ORDER BY createdAt`);

/** Everything on its way to somebody, also what waits for the morning. */
const onItsWay = async (chat: Chat, to: string) =>
  (await chat.db.all<{ payload: string }>(`SELECT payload FROM Outbox WHERE recipient = ? AND act = 'push' ORDER BY id`, [to])).map(
    (row) => row.payload,
  );

async function set(chat: Chat, words: string, as = 'xubin') {
  const asked = await chat.say(words, as);
  return { asked, done: await chat.press('对，就这样', as) };
}

describe('漫游', () => {
  test('the branch asks a colleague elsewhere; he sees name, level and phone, never what the client holds', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.db.run('UPDATE Client SET aumFen = 53280000000');
    expect(await chat.say('查 王建国', 'fangyuan')).toContain('没找到');
    const { asked, done } = await set(chat, '漫游 王建国 给 方媛 至11月30日');
    expect(asked).toContain('请方媛服务王建国（王总），这样设吗');
    expect(asked).toContain('11月23日 周一至11月30日 周一，确认后生效');
    expect(done.stored.map((one) => one.kind)).toEqual(['managerRelation']);
    expect(await roaming(chat)).toEqual([
      { userId: 'fangyuan', fromOn: '2026-11-23', toOn: '2026-11-30', setBy: 'xubin', forUserId: 'chenyu', state: 'active' },
    ]);
    expect((await chat.pushed('fangyuan')).at(-1)).toBe('请您服务王建国 黑金');
    expect((await chat.pushed('chenyu')).at(-1)).toContain('王建国出行由方媛临时服务');
    const seen = await chat.say('查 王建国', 'fangyuan');
    expect(seen).toContain('王建国');
    expect(seen).not.toMatch(/5\.3280亿|5\.33亿|资产：\d/);
    expect(await chat.say('持仓 王建国', 'fangyuan')).not.toMatch(/存款|理财\d/);
    expect(seen).toContain('临时可见：姓名、等级、联系方式和偏好');
    expect(seen).toContain('记一笔');
    expect(await chat.say('我的客户', 'fangyuan')).not.toContain('王建国');
  });

  test('what he does goes to the main manager, and with the last day he sees nothing more', async () => {
    const chat = await startChat({ clients: CLIENTS });
    const jobs = jobsOf(chat);
    await set(chat, '漫游 王建国 给 方媛 11月24日至11月26日');
    expect(await chat.say('查 王建国', 'fangyuan')).toContain('没找到');
    await jobs.run('roaming', '2026-11-24T00:02:00+08:00');
    expect((await onItsWay(chat, 'fangyuan')).at(-1)).toContain('请您服务王建国 黑金');
    chat.at('2026-11-24T15:00:00+08:00');
    const said = await chat.hear('记 王建国 面访 办了换汇 11月30日寄回单', 'fangyuan');
    if (said.stored.length === 0) await chat.press('对，记下', 'fangyuan');
    await jobs.run('roaming', '2026-11-26T00:02:00+08:00');
    expect(await chat.say('查 王建国', 'fangyuan')).toContain('王建国');
    chat.at('2026-11-27T00:01:00+08:00');
    expect(await chat.say('查 王建国', 'fangyuan')).toContain('没找到');
    await jobs.run('roaming', '2026-11-27T00:02:00+08:00');
    await jobs.run('roaming', '2026-11-28T00:02:00+08:00');
    const told = (await onItsWay(chat, 'chenyu')).filter((text) => text.includes('漫游服务结束'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('1次');
    expect(told[0]).toContain('1件转给您了');
    expect(await chat.db.get(`SELECT ownerId FROM Task WHERE text LIKE '%寄回单%'`)).toEqual({ ownerId: 'chenyu' });
    expect(await chat.db.get(`SELECT onBehalfOf FROM ContactRecord`)).toEqual({ onBehalfOf: 'chenyu' });
  });

  test('without a last day it is fourteen days, longer is refused', async () => {
    const chat = await startChat({ clients: CLIENTS });
    expect((await set(chat, '漫游 王建国 给 方媛')).asked).toContain('11月23日 周一至12月6日 周日');
    expect(await chat.say('漫游 王建国 给 方媛 至12月7日', 'xubin')).toContain('漫游服务最长14天');
  });

  test('结束漫游 takes it back at once', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await set(chat, '漫游 王建国 给 方媛 至11月30日', 'zhoumin');
    expect(await chat.say('结束漫游 王建国', 'zhoumin')).toContain('结束王建国（王总）的漫游服务吗');
    await chat.press('对，结束', 'zhoumin');
    expect(await chat.say('查 王建国', 'fangyuan')).toContain('没找到');
    expect(await chat.say('结束漫游 王建国', 'zhoumin')).toContain('没有在漫游服务中');
  });

  test('not by a manager himself, not to who looks after him anyway, not by a supervisor of elsewhere', async () => {
    const chat = await startChat({ clients: [...CLIENTS, { name: '卢静', org: '001202', manager: 'fangyuan' }] });
    expect(await chat.say('漫游 王建国 给 方媛 至11月30日')).toContain('不在您的岗位里');
    expect(await chat.say('漫游 王建国 给 陈宇 至11月30日', 'xubin')).toContain('陈宇本来就维护这位客户');
    expect(await chat.say('漫游 卢静 给 陈宇 至11月30日', 'zhoumin')).toContain('没找到');
    expect(await chat.say('漫游 王建国 给 王二麻 至11月30日', 'xubin')).toContain('没找到叫王二麻的理财经理');
    expect(await roaming(chat)).toEqual([]);
  });
});
