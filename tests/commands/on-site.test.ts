import { describe, expect, test } from 'vitest';
import { startChat, type Chat } from '../helpers/chat.js';

const WU = { name: '吴静', mobile: '13800006677' };
const lastPush = async (chat: Chat, to: string) => (await chat.core.store.outbox.listNewest(to, 1))[0]!;
const pressPushed = async (chat: Chat, to: string, label: string) =>
  chat.tap((await lastPush(chat, to)).buttons.find((b) => b.text === label)!.key, undefined, to);

describe('现场', () => {
  test('the manager is called at once, with the client’s words; the reporter hears who comes', async () => {
    const chat = await startChat({ clients: [WU], now: '2026-11-23T10:40:59+08:00' });
    const said = await chat.hear('现场 吴静 想把钱转到别的银行', 'sunyue');
    expect(said.replies[0]!.text).toBe('已叫陈宇：吴静在现场\n10:51前没有应答，会通知主管；应答了马上告诉您。');
    expect(said.stored.map((s) => s.kind)).toEqual(['task']);
    const alert = await lastPush(chat, 'chenyu');
    expect(alert.payload).toMatchObject({
      title: '现场：吴静 白金，在大堂',
      source: { urgent: true },
      rows: [
        { key: '来意', value: '“想把钱转到别的银行”' },
        { key: '位置', value: '园区支行大堂，孙悦陪着' },
      ],
    });
    expect(alert.buttons.map((b) => b.text)).toEqual(['马上到', '叫同事接']);
    expect((await pressPushed(chat, 'chenyu', '马上到')).replies[0]!.text).toContain('好，孙悦已知道您马上到');
    expect((await chat.pushed('sunyue')).at(-1)).toContain('陈宇已应答，马上到（今天 10:41）');
  });

  test('a colleague may take it; the next one reads that it is taken', async () => {
    const chat = await startChat({ clients: [WU] });
    await chat.say('现场 吴静 要转走资金', 'sunyue');
    expect((await pressPushed(chat, 'chenyu', '叫同事接')).replies[0]!.text).toContain('已叫同事：林涛');
    await pressPushed(chat, 'lintao', '马上到');
    expect((await chat.pushed('chenyu')).at(-1)).toContain('林涛已应答');
    const { id } = (await chat.db.get<{ id: string }>(`SELECT id FROM Task WHERE kind = 'onSite'`))!;
    const late = await chat.tap(`siteAck:${id}`);
    expect(late.replies[0]!.text).toMatch(/林涛今天 08:39已接手，不用再办/);
    expect(late.stored).toEqual([]);
  });

  test('a client nobody looks after: all managers of the outlet are called', async () => {
    const chat = await startChat({ clients: [WU] });
    await chat.db.run(`UPDATE ManagerRelation SET state = 'ended'`);
    await chat.db.run(`UPDATE Client SET mainManagerId = NULL`);
    expect(await chat.say('现场 吴静 想见经理', 'sunyue')).toContain('已叫在岗同事');
    expect((await chat.pushed('chenyu')).length).toBe(1);
    expect((await chat.pushed('lintao')).length).toBe(1);
    expect((await chat.pushed('fangyuan')).length).toBe(0);
  });

  test('one’s own client: no alarm; a stranger to the outlet may not answer', async () => {
    const chat = await startChat({ clients: [WU] });
    expect(await chat.say('现场 吴静 想见经理')).toContain('吴静由您跟进');
    await chat.say('现场 吴静 想见经理', 'sunyue');
    const { id } = (await chat.db.get<{ id: string }>(`SELECT id FROM Task WHERE kind = 'onSite'`))!;
    await chat.tap(`siteAck:${id}`, undefined, 'fangyuan');
    expect(await chat.core.store.task.find(id)).toMatchObject({ state: 'open' });
  });
});

describe('somebody the lobby does not find', () => {
  test('叫主管 calls the supervisor with the reporter’s words; the first answer is told', async () => {
    const chat = await startChat({ clients: [WU], now: '2026-11-23T10:40:58+08:00' });
    const said = await chat.hear('现场 王大力 要转走资金', 'sunyue');
    expect(said.replies[0]!.text).toContain('没找到「王大力」\n大堂和柜员按手机尾号、手机号或客户号找客户');
    expect(said.replies[0]!.buttons).toMatchObject([{ text: '叫主管' }]);
    expect(said.stored).toEqual([]);
    const called = await chat.press('叫主管', 'sunyue');
    expect(called.replies[0]!.text).toBe('已叫周敏到大堂\n10:51前没有应答会再催一次；应答了马上告诉您。');
    expect(called.stored.map((one) => one.kind)).toEqual(['task']);
    expect((await lastPush(chat, 'zhoumin')).payload).toMatchObject({
      title: '现场：大堂有人等，没查到是谁',
      rows: [
        { key: '来意', value: '“王大力：要转走资金”' },
        { key: '位置', value: '园区支行大堂，孙悦陪着' },
      ],
    });
    expect((await pressPushed(chat, 'zhoumin', '马上到')).replies[0]!.text).toContain('好，孙悦已知道您马上到');
    expect((await chat.pushed('sunyue')).at(-1)).toContain('周敏已应答，马上到（今天 10:41）');
    // Once is enough, and the sentence is no longer open.
    const { id } = (await chat.db.get<{ id: string }>(`SELECT id FROM Draft`))!;
    expect((await chat.tap(`siteCall:${id}`, undefined, 'sunyue')).stored).toEqual([]);
    expect(await chat.say('草稿', 'sunyue')).not.toContain('王大力');
  });

  test('a client of another outlet reads the same as nobody, and the supervisor learns no more', async () => {
    const chat = await startChat({ clients: [{ name: '郑成功', mobile: '13911112222', manager: 'fangyuan', org: '001202' }, WU] });
    const elsewhere = await chat.hear('现场 13911112222 想见经理', 'sunyue');
    const nobody = await chat.hear('现场 13911113333 想见经理', 'sunyue');
    const plain = (text: string) => text.replace(/139\d{8}|\*+\d{4}/gu, '…');
    expect(plain(elsewhere.replies[0]!.text)).toBe(plain(nobody.replies[0]!.text));
    await chat.press('叫主管', 'sunyue');
    const alert = JSON.stringify((await lastPush(chat, 'zhoumin')).payload);
    expect(alert).toContain('尾号3333：想见经理');
    expect(alert).not.toContain('13911113333');
    expect(alert).not.toContain('郑成功');
  });

  test('a number said next still finds the client; a digit takes the button', async () => {
    const chat = await startChat({ clients: [WU] });
    await chat.say('现场 王大力 要转走资金', 'sunyue');
    expect(await chat.say('6677', 'sunyue')).toContain('已叫陈宇：吴静在现场');
    await chat.say('现场 王大力 要转走资金', 'sunyue');
    expect(await chat.say('1', 'sunyue')).toContain('已叫周敏到大堂');
  });

  test('who looks after clients is answered as before', async () => {
    const chat = await startChat({ clients: [WU] });
    const said = await chat.hear('现场 王大力 要转走资金');
    expect(said.replies[0]!.text).toContain('您名下没有这位客户');
    expect(said.replies[0]!.buttons ?? []).toEqual([]);
  });
});

describe('现场 in the worklist', () => {
  test('完成 tells the reporter; there is no 推迟', async () => {
    const chat = await startChat({ clients: [WU], now: '2026-11-23T10:40:59+08:00' });
    await chat.say('现场 吴静 要转走资金', 'sunyue');
    expect(await chat.say('待办')).toContain('吴静 要转走资金');
    expect(await chat.say('推迟 1 明天')).toContain('客户在现场等着，这件不能推迟');
    expect(await chat.say('完成 1')).toContain('完成1件，剩0件');
    expect((await chat.pushed('sunyue')).at(-1)).toContain('陈宇已接待（今天 10:41）');
    const { id } = (await chat.db.get<{ id: string }>(`SELECT id FROM Task WHERE kind = 'onSite'`))!;
    expect((await chat.tap(`siteAck:${id}`, undefined, 'lintao')).replies[0]!.text).toContain('陈宇今天 10:41已接手，不用再办');
  });

  test('an appointment put off stays one', async () => {
    const chat = await startChat({ clients: [WU] });
    await chat.say('预约 吴静 明天 10:00 园区支行');
    await chat.say('推迟 1 11月25日 15:00');
    expect(await chat.db.get(`SELECT kind, dueOn, dueTime, place FROM Task`)).toEqual({
      kind: 'appointment',
      dueOn: '2026-11-25',
      dueTime: '15:00',
      place: '园区支行',
    });
  });
});
