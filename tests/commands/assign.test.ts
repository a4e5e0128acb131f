import { describe, expect, test } from 'vitest';
import { startChat, type Chat } from '../helpers/chat.js';

const CLIENTS = [{ name: '王建国', level: 'blackGold' as const, honorific: '王总' }, { name: '李秀兰' }];
const mainOf = async (chat: Chat, name: string) =>
  (await chat.db.get<{ mainManagerId: string | null }>('SELECT mainManagerId FROM Client WHERE id = ?', [chat.idOf(name)]))?.mainManagerId;
async function orphan(chat: Chat, name: string) {
  const relation = await chat.db.get<{ id: string }>(`SELECT id FROM ManagerRelation WHERE clientId = ? AND role = 'main'`, [chat.idOf(name)]);
  await chat.core.store.tx((tx) => tx.managerRelation.end(relation!.id, chat.now()));
}

describe('分配', () => {
  test('a transfer is shown first; history stays, open work passes on, both managers hear it', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('记 王建国 电话 聊了换汇 11月30日送方案');
    await chat.say('提醒我 11月25日 15:00 自己去体检');
    const asked = await chat.hear('分配 王建国 给 林涛', 'zhoumin');
    expect(asked.stored).toEqual([]);
    expect(asked.replies[0]!.text).toContain('王建国交给林涛，这样分吗');
    expect(asked.replies[0]!.text).toContain('现在由陈宇主办，确认后移交');
    expect(asked.replies[0]!.text).toContain('在办：待办1，一并交过去');
    expect(asked.replies[0]!.text).toContain('企业微信好友不会自动转');
    expect(await mainOf(chat, '王建国')).toBe('chenyu');
    const done = await chat.press('对，交过去', 'zhoumin');
    expect(done.replies[0]!.text).toContain('已分配：王建国由林涛主办');
    expect(await mainOf(chat, '王建国')).toBe('lintao');
    expect((await chat.pushed('lintao')).at(-1)).toBe('周敏把王建国交给您');
    expect((await chat.pushed('chenyu')).at(-1)).toContain('王建国已移交给林涛');
    expect(await chat.say('待办', 'lintao')).toContain('送方案');
    expect(await chat.say('待办')).not.toContain('送方案');
    expect(await chat.say('待办')).toContain('体检');
    expect(await chat.say('查 王建国')).toContain('没找到');
    expect(await chat.say('历史 王建国', 'lintao')).toContain('聊了换汇');
    const history = await chat.db.all(
      `SELECT userId, setBy, state FROM ManagerRelation WHERE role = 'main' AND clientId = ? ORDER BY createdAt, state DESC`,
      [chat.idOf('王建国')],
    );
    expect(history).toEqual(expect.arrayContaining([{ userId: 'lintao', setBy: 'zhoumin', state: 'active' }]));
    expect(history).toHaveLength(2);
    const audit = await chat.db.all<{ action: string }>(`SELECT action FROM AuditEvent WHERE clientId = ? AND actor = 'zhoumin'`, [
      chat.idOf('王建国'),
    ]);
    expect(audit.map((row) => row.action)).toContain('relation.set');
  });

  test('who holds several roles is written down under the one that lets her assign', async () => {
    const chat = await startChat({ clients: CLIENTS });
    const { staff } = chat.core.store;
    const [{ orgId } = { orgId: '' }] = await staff.rolesOf('zhoumin');
    await chat.core.store.tx((tx) =>
      tx.staff.setRoles('zhoumin', [
        { role: 'compliance', orgId },
        { role: 'branchSupervisor', orgId },
      ]),
    );
    await chat.hear('分配 王建国 给 林涛', 'zhoumin');
    await chat.press('对，交过去', 'zhoumin');
    expect(await mainOf(chat, '王建国')).toBe('lintao');
    expect(await chat.db.all(`SELECT role FROM AuditEvent WHERE action = 'relation.set' AND actor = 'zhoumin'`)).toEqual([
      { role: 'branchSupervisor' },
    ]);
  });

  test.each(['把 李秀兰 分给 林涛', '把李秀兰分给林涛', '分配 李秀兰 林涛', '移交 李秀兰 给林涛'])('「%s」, and 对 is the tap', async (words) => {
    const chat = await startChat({ clients: CLIENTS });
    expect(await chat.say(words, 'zhoumin')).toContain('李秀兰交给林涛，这样分吗');
    expect(await chat.say('对', 'zhoumin')).toContain('已分配：李秀兰由林涛主办');
    expect(await mainOf(chat, '李秀兰')).toBe('lintao');
  });

  test('the pool: nobody’s clients, the higher level first; a tap on a colleague gives him one', async () => {
    const chat = await startChat({ clients: CLIENTS });
    expect(await chat.say('分配', 'zhoumin')).toContain('没有待分配的客户和推荐');
    await orphan(chat, '李秀兰');
    await orphan(chat, '王建国');
    const list = await chat.say('分配', 'zhoumin');
    expect(list).toContain('待分配2件\n1 王建国 黑金：没有主办\n2 李秀兰 白金：没有主办');
    const card = (await chat.hear('2', 'zhoumin')).replies[0]!;
    expect(card.text).toContain('李秀兰 白金，分给谁');
    expect(card.buttons!.map((one) => one.text)).toEqual(['给陈宇', '给林涛', '先不分']);
    expect((await chat.press('给林涛', 'zhoumin')).replies[0]!.text).toContain('已分配：李秀兰由林涛主办');
    expect((await chat.pushed('lintao')).at(-1)).toBe('周敏把李秀兰交给您');
  });

  test('a referral by its number, or by the name of who is no client yet', async () => {
    const chat = await startChat();
    await chat.say('推荐 周岚 尾号7745 想开户', 'sunyue');
    await chat.say('推荐 顾明 尾号2210 教育金', 'sunyue');
    expect(await chat.say('分配', 'zhoumin')).toContain('1 周岚 TJ-1：推荐待分配');
    expect(await chat.say('分配 TJ-1 给 林涛', 'zhoumin')).toContain('已给林涛：周岚 TJ-1');
    expect(await chat.say('把 顾明 分给 陈宇', 'zhoumin')).toContain('已给陈宇：顾明 TJ-2');
    expect((await chat.core.store.referral.get('TJ-2')).toUserId).toBe('chenyu');
  });

  test('while the new manager is away his stand-in has the client', async () => {
    const chat = await startChat({ clients: [...CLIENTS, { name: '冯岩', manager: 'lintao' }] });
    await chat.say('何婧 代理 林涛 至11月27日', 'zhoumin');
    await chat.press('对，就这样', 'zhoumin');
    await chat.say('记 李秀兰 电话 聊了近况 11月30日送方案');
    expect(await chat.say('分配 李秀兰 给 林涛', 'zhoumin')).toContain('先由：何婧代理，林涛不在岗');
    await chat.say('对', 'zhoumin');
    expect((await chat.pushed('hejing')).at(-1)).toBe('周敏把李秀兰交给林涛');
    expect(await chat.say('待办', 'hejing')).toContain('送方案');
    expect(await chat.say('查 李秀兰', 'hejing')).toContain('李秀兰');
    await chat.say('林涛 回岗', 'zhoumin');
    await chat.press('对，回岗', 'zhoumin');
    expect(await chat.say('待办', 'lintao')).toContain('送方案');
  });

  test('only the supervisor of that outlet, only to a manager there', async () => {
    const chat = await startChat({ clients: [...CLIENTS, { name: '卢静', org: '001202', manager: 'fangyuan' }] });
    expect(await chat.say('分配 王建国 给 林涛')).toContain('不在您的岗位里');
    expect(await chat.say('分配 王建国 给 方媛', 'zhoumin')).toContain('方媛不在您的网点');
    expect(await chat.say('分配 卢静 给 陈宇', 'zhoumin')).toContain('没找到');
    expect(await chat.say('分配 王建国 给 陈宇', 'zhoumin')).toContain('已经由陈宇维护');
    await chat.tap(`assignTo:${chat.idOf('卢静')}.chenyu`, undefined, 'zhoumin');
    await chat.tap(`assignTo:${chat.idOf('王建国')}.fangyuan`, undefined, 'zhoumin');
    await chat.tap(`assignTo:${chat.idOf('王建国')}.lintao`, undefined, 'lintao');
    expect(await mainOf(chat, '卢静')).toBe('fangyuan');
    expect(await mainOf(chat, '王建国')).toBe('chenyu');
  });
});
