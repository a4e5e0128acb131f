import { describe, expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

const CLIENTS = ['王建国', '李秀兰', { name: '周岚', manager: 'lintao' }];

describe('a manager tells of his own absence', () => {
  test('he is shown what goes to his supervisor, who sets it with a tap', async () => {
    const chat = await startChat({ clients: CLIENTS });
    const asked = await chat.hear('我周三到周五休假，客户让林涛代一下');
    expect(asked.understood).toMatchObject({
      intent: 'acting',
      needsConfirm: true,
      args: { manager: '我', actingManager: '林涛', from: { date: '2026-11-25' }, to: { date: '2026-11-27' } },
    });
    expect(asked.replies[0]!.text).toContain('请周敏设代理：林涛代您');
    expect(await chat.pushed('zhoumin')).toEqual([]);
    const sent = await chat.press('发给主管');
    expect(sent.replies[0]!.text).toContain('已请周敏设代理：林涛代您，11月25日 周三至11月27日 周五');
    expect(await chat.pushed('zhoumin')).toEqual(['陈宇请您设代理：林涛']);
    expect(await chat.db.all(`SELECT * FROM ManagerRelation WHERE role = 'acting'`)).toEqual([]);
    const set = await chat.tap('say:林涛,代理,陈宇,2026-11-25至2026-11-27,休假', undefined, 'zhoumin');
    expect(set.replies[0]!.text).toContain('林涛代理陈宇，这样设吗');
    await chat.press('对，就这样', 'zhoumin');
    // Back again: he says so, the supervisor confirms.
    expect(await chat.say('休假结束了，今天回来上班')).toContain('请周敏确认您回岗');
    expect((await chat.press('发给主管')).replies[0]!.text).toContain('已请周敏确认您回岗');
    expect(await chat.pushed('zhoumin')).toContain('陈宇说已回岗，请您确认');
  });

  test('a colleague is away and he will stand in: only a supervisor sets that, and he is told so', async () => {
    const chat = await startChat({ clients: CLIENTS });
    const asked = await chat.hear('林涛明天请假，我代他');
    expect(asked.understood).toMatchObject({
      intent: 'acting',
      args: { manager: '林涛', actingManager: '我', from: { date: '2026-11-24' }, to: { date: '2026-11-24' } },
    });
    expect(asked.replies[0]!.text).toBe(
      '林涛的代理由主管来定\n代理由支行主管设置和结束，客户经理不能自己定（行内规定）。\n请周敏说「陈宇 代理 林涛 11月24日至11月24日」，或请林涛自己说「我休假，让陈宇替我」，会转给主管来设。',
    );
    expect(await chat.db.all(`SELECT * FROM ManagerRelation WHERE role = 'acting'`)).toEqual([]);
    // Both sentences do what they promise.
    expect(await chat.say('陈宇 代理 林涛 11月24日至11月24日', 'zhoumin')).toContain('陈宇代理林涛，这样设吗');
    expect(await chat.say('我休假，让陈宇替我', 'lintao')).toMatch(/请周敏设代理：陈宇代您|代理到哪一天/);
    // The supervisor says the same of herself, and is asked before anything is set.
    const lead = await chat.hear('林涛明天请假，我代他', 'zhoumin');
    expect(lead.replies[0]!.text).toContain('周敏');
    expect(await chat.db.all(`SELECT * FROM ManagerRelation WHERE role = 'acting'`)).toEqual([]);
  });

  test('the last day is asked for, and nothing is sent for somebody unknown', async () => {
    const chat = await startChat({ clients: CLIENTS });
    expect(await chat.say('让林涛替我')).toContain('代理到哪一天');
    expect(await chat.say('周五')).toContain('请周敏设代理：林涛代您');
    expect(await chat.say('我明天培训，客户转给高翔')).toContain('没找到叫高翔的理财经理');
    expect(await chat.say('我回岗了')).toContain('陈宇没有在代理中');
    expect(await chat.pushed('zhoumin')).toEqual([]);
  });

  test('somebody nobody is called is said to be so before a day is asked for; a nickname finds who is called nearly so', async () => {
    const chat = await startChat({ clients: CLIENTS });
    for (const words of ['我休假，客户给张三', '我明天到周五休假，客户交给张三代管', '张三 代理 我 明天到周五'])
      expect(await chat.say(words)).toBe('没找到叫张三的理财经理\n写全名再说一次，比如「我明天到周五休假，客户给方媛」。');
    expect(await chat.say('我休假，客户给小林')).toContain('1 林涛');
    expect(await chat.say('1')).toContain('代理到哪一天');
    expect(await chat.say('到周五')).toContain('请周敏设代理：林涛代您');
  });

  test('who stands in is asked again by name, and the days are kept', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('我明天到周五休假');
    expect(await chat.say('张三')).toContain('没有叫张三的同事\n写同事的全名');
    expect(await chat.say('林涛')).toContain('请周敏设代理：林涛代您');
    const other = await startChat({ clients: CLIENTS });
    await other.say('我明天到周五休假');
    expect(await other.say('小林')).toContain('没有叫小林的同事\n名字相近的：林涛');
  });

  test('the word of office takes the speaker as well as a name', async () => {
    const chat = await startChat({ clients: CLIENTS });
    expect(await chat.say('林涛 代理 我 明天到周五')).toContain('请周敏设代理：林涛代您');
    expect(await chat.say('林涛代理我到周五')).toContain('请周敏设代理：林涛代您');
    expect(await chat.say('我代理林涛到周五')).toContain('林涛的代理由主管来定');
  });

  test.each(['我休假的时候客户给我打电话', '我代理的客户有几个', '小林替我说了好话', '我们代理的基金卖完了', '我出差，客户给了张名片'])(
    'no absence is heard in talk: %s',
    async (words) => {
      const chat = await startChat({ clients: CLIENTS });
      expect((await chat.hear(words)).understood?.intent).not.toBe('acting');
    },
  );

  test('that a colleague is back is confirmed by the supervisor, and he is told how', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('林涛 代理 陈宇 至11月27日', 'zhoumin');
    await chat.press('对，就这样', 'zhoumin');
    expect(await chat.say('陈宇 回岗', 'lintao')).toBe(
      '陈宇的代理由主管来定\n代理由支行主管设置和结束，客户经理不能自己定（行内规定）。\n请周敏说「陈宇 回岗」，或请陈宇自己说「我回岗了」，会转给主管确认。',
    );
    expect(await chat.say('陈宇 回岗', 'zhoumin')).toContain('陈宇');
    expect(await chat.db.all(`SELECT state FROM ManagerRelation WHERE role = 'acting' AND state = 'ended'`)).toEqual([]);
  });

  test('one day, as its button says it, asks for no other day', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('我明天休假，客户让林涛代一下');
    await chat.press('发给主管');
    expect((await chat.tap('say:林涛,代理,陈宇,2026-11-24至2026-11-24,休假', undefined, 'zhoumin')).replies[0]!.text).toContain(
      '林涛代理陈宇，这样设吗',
    );
    await chat.press('对，就这样', 'zhoumin');
    expect(await chat.db.all(`SELECT DISTINCT fromOn, toOn FROM ManagerRelation WHERE role = 'acting'`)).toEqual([
      { fromOn: '2026-11-24', toOn: '2026-11-24' },
    ]);
  });
});

test('回岗 of who supervises nobody is his own', async () => {
  const chat = await startChat({ clients: CLIENTS });
  expect(await chat.say('回岗')).toContain('陈宇没有在代理中');
  expect(await chat.say('回岗', 'zhoumin')).toContain('哪位同事');
});

test('another day for one day of absence is its first and its last', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.say('周四休假，客户交给林涛');
  expect(await chat.say('改成明天')).toContain('时间：11月24日 周二，');
  expect(await chat.say('改成周五')).toContain('时间：11月27日 周五，');
});

test('who is not away and says he is back is told how he asks for somebody', async () => {
  const chat = await startChat({ clients: CLIENTS });
  expect(await chat.say('回岗')).toContain('会转给主管来设');
});
