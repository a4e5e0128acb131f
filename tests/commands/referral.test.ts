import { describe, expect, test } from 'vitest';
import { startChat, type Chat } from '../helpers/chat.js';

const GU = { name: '顾明', level: 'gold' as const, mobile: '13800002210' };
const rows = (chat: Chat) =>
  chat.db.all<{
    no: string;
    state: string;
    toUserId: string | null;
    clientId: string | null;
    prospectName: string | null;
    prospectTail: string | null;
    need: string;
  }>('SELECT * FROM Referral ORDER BY createdAt');
const lastPush = async (chat: Chat, to: string) => (await chat.core.store.outbox.listNewest(to, 1))[0]!;
const buttons = async (chat: Chat, to: string) => (await lastPush(chat, to)).buttons.map((b) => b.text);
const pressPushed = async (chat: Chat, to: string, label: string) =>
  chat.tap((await lastPush(chat, to)).buttons.find((b) => b.text === label)!.key, undefined, to);

describe('推荐', () => {
  test('the lobby names a client of the own outlet; the main manager gets the card, the referrer a number', async () => {
    const chat = await startChat({ clients: [GU], now: '2026-11-23T10:11:59+08:00' });
    const said = await chat.hear('推荐 顾明 想了解孩子教育金', 'sunyue');
    expect(said.replies[0]!.text).toBe(
      '已推荐：顾明，给陈宇 TJ-1\n11月24日 周二 18:00前跟进并回复，每一步都告诉您。\n需要：想了解孩子教育金。随时可问「我的推荐」。',
    );
    expect(said.stored).toEqual([{ kind: 'referral', id: expect.any(String) }]);
    const card = (await lastPush(chat, 'chenyu')).payload;
    expect(card).toMatchObject({
      title: '孙悦推荐：顾明 金卡 TJ-1',
      rows: [
        { key: '需要', value: '想了解孩子教育金' },
        { key: '时间', value: '今天 10:12' },
        { key: '为何是您', value: '您是主办客户经理' },
      ],
    });
    expect(await buttons(chat, 'chenyu')).toEqual(['接下', '约时间', '转回', '依据']);
  });

  test('the loop: taken, met, signed; the referrer hears each step without a figure', async () => {
    const chat = await startChat({ clients: [GU] });
    await chat.db.run('UPDATE Client SET aumFen = 18640000000 WHERE id = ?', [chat.idOf('顾明')]);
    await chat.say('推荐 顾明 教育金', 'sunyue');
    const taken = await pressPushed(chat, 'chenyu', '接下');
    expect(taken.replies[0]!.buttons!.map((b) => b.text)).toEqual(['已联系', '约时间', '转回', '看客户', '依据']);
    expect((await chat.pushed('sunyue')).at(-1)).toContain('您推荐的顾明：陈宇已接下');
    await chat.press('约时间');
    expect(await chat.say('11月25日 15:00 园区支行')).toContain('面谈');
    expect((await chat.pushed('sunyue')).at(-1)).toBe(
      '您推荐的顾明：陈宇已联系上\n约了11月25日 15:00 园区支行面谈，谈完再告诉您。\nTJ-1，随时可问「我的推荐」。',
    );
    expect((await chat.db.all(`SELECT * FROM Task WHERE kind = 'appointment'`)).length).toBe(1);
    await chat.tap(`refEnd:${(await chat.core.store.referral.get('TJ-1')).id}.signed`);
    const told = await chat.pushed('sunyue');
    expect(told).toHaveLength(3);
    expect(told.at(-1)).toContain('您推荐的顾明：已经签约');
    expect(told.join('')).not.toMatch(/万|186/);
    expect((await rows(chat))[0]).toMatchObject({ state: 'signed' });
  });

  test('a prospect with a phone tail goes to the manager with the fewest open referrals', async () => {
    const chat = await startChat({ clients: [GU] });
    await chat.say('推荐 顾明 教育金', 'sunyue');
    expect(await chat.say('推荐 周岚 尾号7745 想开户', 'sunyue')).toContain('给林涛 TJ-2');
    expect((await rows(chat))[1]).toMatchObject({ clientId: null, prospectName: '周岚', prospectTail: '7745', toUserId: 'lintao', need: '想开户' });
    expect((await lastPush(chat, 'lintao')).payload).toMatchObject({
      rows: expect.arrayContaining([
        { key: '手机', value: '尾号7745，还不是我行客户' },
        { key: '为何是您', value: '在办推荐最少' },
      ]),
    });
  });

  test('a tie goes to the supervisor, who names one; only then does anybody get it', async () => {
    const chat = await startChat();
    expect(await chat.say('推荐 周岚 尾号7745 想开户', 'sunyue')).toContain('TJ-1，等主管分配');
    expect(await buttons(chat, 'zhoumin')).toEqual(['给陈宇', '给林涛', '依据']);
    const given = await pressPushed(chat, 'zhoumin', '给林涛');
    expect(given.replies[0]!.text).toContain('已给林涛：周岚 TJ-1');
    expect((await lastPush(chat, 'lintao')).payload).toMatchObject({ title: '孙悦推荐：周岚 TJ-1' });
  });

  test('named colleague, and one that does not exist', async () => {
    const chat = await startChat();
    expect(await chat.say('推荐 周岚 尾号7745 给林涛 想开户', 'sunyue')).toContain('给林涛');
    expect(await chat.say('推荐 周岚 尾号7745 给王二麻 想开户', 'sunyue')).toContain('没找到叫王二麻');
  });

  test('转回 goes to the supervisor', async () => {
    const chat = await startChat({ clients: [GU] });
    await chat.say('推荐 顾明 教育金', 'sunyue');
    const back = await pressPushed(chat, 'chenyu', '转回');
    expect(back.replies[0]!.text).toContain('已转回：顾明 TJ-1');
    expect((await rows(chat))[0]).toMatchObject({ state: 'identified', toUserId: null });
    expect(await buttons(chat, 'zhoumin')).toContain('给林涛');
    await pressPushed(chat, 'zhoumin', '给林涛');
    // who takes it over may see the client while it lasts, without what he holds
    await pressPushed(chat, 'lintao', '接下');
    const seen = (await chat.press('看客户', 'lintao')).replies[0]!.text;
    expect(seen).toContain('顾明 金卡');
    expect(seen).not.toContain('资产');
  });

  test('given to somebody else, the first one’s card loses the client where it can be changed, and he hears it', async () => {
    const chat = await startChat({ clients: [GU] });
    await chat.say('推荐 顾明 教育金', 'sunyue');
    const first = await lastPush(chat, 'chenyu');
    await chat.db.run(`UPDATE Outbox SET state = 'sent', sentAt = ?, responseCode = 'RC1', taskId = 'referral-in-1', request = '{}' WHERE id = ?`, [
      chat.now().getTime(),
      first.id,
    ]);
    const { id } = await chat.core.store.referral.get('TJ-1');
    // Two working days after the breach the supervisor may give it on.
    chat.at('2026-11-26T18:00:30+08:00');
    await chat.db.run('UPDATE Outbox SET sentAt = ? WHERE id = ?', [chat.now().getTime() - 3_600_000, first.id]);
    await chat.tap(`refGive:${id}.lintao`, undefined, 'zhoumin');
    const change = await chat.db.get<{ payload: string; replyTo: string; recipient: string }>(`SELECT * FROM Outbox WHERE dedupeKey = ?`, [
      `recall:${first.id}`,
    ]);
    expect(change).toMatchObject({ recipient: 'chenyu' });
    expect(JSON.parse(change!.replyTo)).toMatchObject({ responseCode: 'RC1', cardType: 'button_interaction' });
    expect(JSON.parse(change!.payload)).toMatchObject({ kind: 'card-change', onlyInPlace: true, card: { title: 'TJ-1改由林涛跟进' } });
    expect(change!.payload).not.toContain('顾明');
    expect((await chat.pushed('chenyu')).at(-1)).toBe('TJ-1改由林涛跟进\n周敏改派的，您不用再办。其余的打「我的推荐」看。');
    // The old button answers as a number that does not exist.
    const tapped = await chat.tap(`refTake:${id}`);
    expect(tapped.replies[0]!.text).toContain('没找到推荐TJ-1');
    expect(tapped.stored).toEqual([]);
    expect((await rows(chat))[0]).toMatchObject({ state: 'assigned', toUserId: 'lintao' });
  });

  test('what had not left yet never does', async () => {
    const chat = await startChat({ clients: [GU], now: '2026-11-23T21:30:00+08:00' });
    await chat.say('推荐 顾明 教育金', 'sunyue');
    const { id } = await chat.core.store.referral.get('TJ-1');
    expect(await chat.db.get(`SELECT state FROM Outbox WHERE recipient = 'chenyu' AND about = ?`, [`referral-in:${id}`])).toEqual({ state: 'held' });
    await chat.db.run(`UPDATE Referral SET reassignFromAt = 0 WHERE id = ?`, [id]);
    await chat.tap(`refGive:${id}.lintao`, undefined, 'zhoumin');
    expect(await chat.db.get(`SELECT state FROM Outbox WHERE recipient = 'chenyu' AND about = ?`, [`referral-in:${id}`])).toEqual({
      state: 'recalled',
    });
    // It is no dead letter: nobody is told of it, and sending those again does not send it.
    const { outbox } = chat.core.store;
    expect(await outbox.listUndelivered()).toEqual([]);
    expect(await outbox.countByState()).toMatchObject({ dead: 0, recalled: 1 });
    const row = await chat.db.get<{ id: number }>(`SELECT id FROM Outbox WHERE state = 'recalled'`);
    expect(await chat.core.store.tx((tx) => tx.outbox.revive(row!.id, chat.now()))).toBe(false);
    expect(await outbox.find(row!.id)).toMatchObject({ state: 'recalled' });
    expect(await chat.pushed('chenyu')).not.toContainEqual(expect.stringContaining('推荐：顾明'));
    expect(await chat.db.get(`SELECT COUNT(*) AS n FROM Outbox WHERE recipient = 'chenyu' AND state = 'held'`)).toEqual({ n: 1 });
  });

  test('a card out of several asks again who opens it', async () => {
    const chat = await startChat({ clients: [GU], now: '2026-11-23T21:30:00+08:00' });
    await chat.say('推荐 顾明 教育金', 'sunyue');
    const held = await chat.db.get<{ id: number }>(`SELECT id FROM Outbox WHERE recipient = 'chenyu' AND state = 'held'`);
    await chat.db.run(`UPDATE Outbox SET state = 'merged' WHERE id = ?`, [held!.id]);
    expect((await chat.tap(`notice:${held!.id}`)).replies[0]!.text).toContain('孙悦推荐：顾明 金卡 TJ-1');
    const { id } = await chat.core.store.referral.get('TJ-1');
    await chat.db.run(`UPDATE Referral SET reassignFromAt = 0 WHERE id = ?`, [id]);
    await chat.tap(`refGive:${id}.lintao`, undefined, 'zhoumin');
    expect((await chat.tap(`notice:${held!.id}`)).replies[0]!.text).not.toContain('顾明');
  });

  test('转回 takes the client off the card that was tapped', async () => {
    const chat = await startChat({ clients: [GU] });
    await chat.say('推荐 顾明 教育金', 'sunyue');
    const { id } = await chat.core.store.referral.get('TJ-1');
    const said = await chat.core.say('chenyu', { tap: `refBack:${id}` }, chat.now());
    expect(said.replies).toHaveLength(1);
    const change = await chat.db.get<{ payload: string }>(`SELECT payload FROM Outbox WHERE act = 'change' ORDER BY id DESC LIMIT 1`);
    expect(JSON.parse(change!.payload)).toMatchObject({ after: expect.stringContaining('已转回'), card: { title: 'TJ-1已转回' } });
    expect(change!.payload).not.toContain('顾明');
  });

  test('a tap that comes too late answers with how it stands', async () => {
    const chat = await startChat({ clients: [GU] });
    await chat.say('推荐 顾明 教育金', 'sunyue');
    const { id } = await chat.core.store.referral.get('TJ-1');
    await chat.tap(`refTake:${id}`);
    await chat.tap(`refMet:${id}`);
    const again = await chat.tap(`refTake:${id}`);
    expect(again.stored).toEqual([]);
    expect(again.replies[0]!.text).toContain('推荐：顾明 金卡 TJ-1');
    expect(await chat.pushed('sunyue')).toHaveLength(2);
  });

  test('namesakes of the outlet are asked for with the phone tail', async () => {
    const chat = await startChat({
      clients: [
        { name: '张伟', mobile: '13800003321' },
        { name: '张伟', mobile: '13800000917' },
      ],
    });
    expect(await chat.say('推荐 张伟 教育金', 'sunyue')).toContain('叫张伟的不止一位');
    expect(await chat.say('推荐 张伟 尾号0917 教育金', 'sunyue')).toContain('给陈宇');
    expect((await rows(chat))[0]).toMatchObject({ clientId: chat.idOf('张伟', 1) });
  });

  test('one’s own client is no referral; the same one twice is one', async () => {
    const chat = await startChat({ clients: [GU] });
    expect(await chat.say('推荐 顾明 教育金')).toContain('顾明由您跟进');
    await chat.say('推荐 顾明 教育金', 'sunyue');
    await chat.say('推荐 顾明 教育金', 'sunyue');
    expect(await rows(chat)).toHaveLength(1);
  });

  test('a client who sent somebody is kept with it, and shown to who may see him', async () => {
    const chat = await startChat({ clients: [{ name: '李秀兰', honorific: '李阿姨' }] });
    expect(await chat.say('推荐 顾明 尾号2210 给陈宇 教育金，李秀兰介绍的', 'sunyue')).toContain('需要：教育金。李秀兰介绍的。');
    expect(await chat.db.get('SELECT referrerClientId, prospectName, clientId, need FROM Referral')).toEqual({
      referrerClientId: chat.idOf('李秀兰'),
      prospectName: '顾明',
      clientId: null,
      need: '教育金',
    });
    expect((await lastPush(chat, 'chenyu')).payload).toMatchObject({ rows: expect.arrayContaining([{ key: '介绍', value: '李秀兰，老客户' }]) });
    // Whoever may not see her reads her masked; her 称呼 is known to who looks after her.
    expect(await chat.say('推荐 周岚 尾号7745 给林涛 李阿姨介绍来的 想买理财')).toContain('需要：想买理财。李秀兰介绍的。');
    expect((await lastPush(chat, 'lintao')).payload).toMatchObject({ rows: expect.arrayContaining([{ key: '介绍', value: '李*兰，老客户' }]) });
  });

  test('who is sent by nobody we know keeps the words', async () => {
    const chat = await startChat({ clients: ['李秀兰'] });
    await chat.say('推荐 顾明 尾号2210 给陈宇 教育金，马大哈介绍的', 'sunyue');
    expect(await chat.db.get('SELECT referrerClientId, need FROM Referral')).toEqual({ referrerClientId: null, need: '教育金，马大哈介绍的' });
  });

  test('who has no part in it cannot look at it', async () => {
    const chat = await startChat({ clients: [GU] });
    await chat.say('推荐 顾明 教育金', 'sunyue');
    const { id } = await chat.core.store.referral.get('TJ-1');
    expect((await chat.tap(`referral:${id}`, undefined, 'fangyuan')).replies[0]!.text).toContain('没找到推荐TJ-1');
  });
});

describe('a logged contact is the follow-up', () => {
  test('the receiver only says what he did; the referrer hears, the clock stops', async () => {
    const chat = await startChat({ clients: [GU] });
    await chat.say('推荐 顾明 教育金', 'sunyue');
    const said = await chat.hear('记 顾明 电话 接通 聊了教育金，手上有186万');
    expect(said.replies.map((r) => r.text).at(-1)).toBe('TJ-1也记为已联系，孙悦已收到\n有了结果打「我的推荐」，点已签约、暂不需要或无效。');
    expect(said.stored.map((s) => s.kind)).toContain('referral');
    expect((await rows(chat))[0]).toMatchObject({ state: 'followedUp' });
    const told = await chat.pushed('sunyue');
    expect(told).toEqual(['您推荐的顾明：陈宇已联系上\n谈完再告诉您。\nTJ-1，随时可问「我的推荐」。']);
    await chat.say('记 顾明 电话 又聊了几句');
    expect(await chat.pushed('sunyue')).toHaveLength(1);
  });

  test.each(['记 顾明 电话 没接通', '记 顾明 短信 发了介绍', '记 顾明 昨天面谈 聊了近况'])('not by %s', async (words) => {
    const chat = await startChat({ clients: [GU] });
    await chat.say('推荐 顾明 教育金', 'sunyue');
    await chat.say(words);
    expect((await rows(chat))[0]).toMatchObject({ state: 'assigned' });
    expect(await chat.pushed('sunyue')).toEqual([]);
  });

  test('nor by somebody else', async () => {
    const chat = await startChat({ clients: [{ ...GU, deputy: 'hejing' }] });
    await chat.say('推荐 顾明 教育金', 'sunyue');
    await chat.say('记 顾明 电话 接通 聊近况', 'hejing');
    expect((await rows(chat))[0]).toMatchObject({ state: 'assigned' });
  });

  test('undone, it waits again, and the referrer is not left with what was not so', async () => {
    const chat = await startChat({ clients: [GU] });
    await chat.say('推荐 顾明 教育金', 'sunyue');
    await pressPushed(chat, 'chenyu', '接下');
    await chat.say('记 顾明 电话 接通 聊教育金');
    expect(await chat.say('撤销')).toContain('TJ-1重新等您联系');
    expect((await rows(chat))[0]).toMatchObject({ state: 'accepted' });
    expect((await chat.pushed('sunyue')).at(-1)).toContain('您推荐的顾明：陈宇更正，还没联系上');
  });
});

describe('what the referrer never learns', () => {
  test('an amount in the words of the receiver', async () => {
    const chat = await startChat({ clients: [GU] });
    await chat.say('推荐 顾明 教育金', 'sunyue');
    const taken = await pressPushed(chat, 'chenyu', '接下');
    expect(taken.replies[0]!.buttons!.map((b) => b.text)).toContain('约时间');
    await chat.press('约时间');
    await chat.say('11月25日 15:00 谈他那200万怎么放');
    expect((await chat.pushed('sunyue')).join('')).not.toMatch(/200|万/);
    await chat.say('我的推荐', 'sunyue');
    expect(await chat.say('1', 'sunyue')).not.toMatch(/200|万/);
  });
});

test('约时间 with somebody who is no client yet becomes a reminder', async () => {
  const chat = await startChat();
  await chat.say('推荐 周岚 尾号7745 给林涛 想开户', 'sunyue');
  const { id } = await chat.core.store.referral.get('TJ-1');
  await chat.tap(`refMeet:${id}`, undefined, 'lintao');
  await chat.say('11月25日 15:00', 'lintao');
  expect((await chat.core.store.referral.get('TJ-1')).state).toBe('followedUp');
  expect(await chat.db.get(`SELECT text, dueOn, dueTime FROM Task WHERE ownerId = 'lintao'`)).toEqual({
    text: '和周岚面谈',
    dueOn: '2026-11-25',
    dueTime: '15:00',
  });
});

test('how somebody is called is no name: the full one is asked for', async () => {
  const chat = await startChat({ clients: [{ name: '王建国', honorific: '王总' }] });
  expect(await chat.say('推荐 王总 想买理财', 'sunyue')).toContain('还差客户的全名');
  expect(await chat.say('推荐 王建国 想买理财', 'sunyue')).toContain('已推荐：王建国，给陈宇');
});
