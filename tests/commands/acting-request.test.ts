import { describe, expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

const CLIENTS = ['王建国', '李秀兰'];

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
    expect(asked.replies[0]!.text).toContain('主管');
    expect(await chat.db.all(`SELECT * FROM ManagerRelation WHERE role = 'acting'`)).toEqual([]);
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
});
