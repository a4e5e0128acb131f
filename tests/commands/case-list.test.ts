import { expect, test } from 'vitest';
import { startChat, type Chat } from '../helpers/chat.js';

const ZHAO = { name: '赵敏', gender: 'female' as const, mobile: '13800002004' };
const text = (said: { replies: { text: string }[] }): string => said.replies.map((reply) => reply.text).join('\n--\n');
const at = (instant: number | null) => (instant === null ? null : new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' '));
const stateOf = async (chat: Chat, no = 'TS-1') => (await chat.core.store.case.get(no)).state;

/** 赵敏’s complaint, taken by 陈宇 on Monday at 09:30. */
async function withCase(words = '投诉 赵敏 赎回的钱三天没到账', now = '2026-11-23T09:29:59+08:00') {
  const chat = await startChat({ clients: [ZHAO, { name: '王建国', level: 'blackGold', honorific: '王总' }, { name: '郑强', level: 'gold' }], now });
  await chat.hear(words);
  await chat.press('对，登记');
  return chat;
}

test('from intake to closing in words and taps, each state in its turn', async () => {
  const chat = await withCase();
  expect(text(await chat.hear('案件 TS-1 联系了 电话 告诉她受理了'))).toContain('首次联系已完成：TS-1 赵敏');
  expect(await stateOf(chat)).toBe('contacted');
  expect(text(await chat.hear('案件 TS-1 进展 已核实流水，等后台回复'))).toContain('已记进展');
  expect(await stateOf(chat)).toBe('investigating');
  expect(text(await chat.hear('答复 TS-1 电话告诉她周四前有结果'))).toContain('已记答复');

  await chat.hear('案件 TS-1');
  expect(text(await chat.press('结论'))).toContain('核实的情况是什么');
  expect(text(await chat.hear('赎回在途两天，柜台没有说清到账日'))).toContain('依据和理由');
  const decided = await chat.hear('产品说明书第7条，T+3到账');
  expect(text(decided)).toContain('救济：核查、调解、仲裁、诉讼');
  expect(await stateOf(chat)).toBe('decided');

  await chat.press('告知');
  expect(text(await chat.press('短信'))).toContain('凭证');
  expect(text(await chat.hear('短信回执 0911'))).toContain('已告知客户');
  expect(await stateOf(chat)).toBe('notified');

  expect(text(await chat.press('结案'))).toContain('根本原因');
  expect(text(await chat.hear('到账时间没有事先说清'))).toContain('已结案');
  expect(await chat.core.store.case.get('TS-1')).toMatchObject({ state: 'closed', rootCause: '到账时间没有事先说清' });
  const kinds = (await chat.core.store.case.listEvents((await chat.core.store.case.get('TS-1')).id)).map((e) => e.kind);
  expect(kinds).toEqual(['taken', 'contacted', 'progress', 'reply', 'decided', 'notified', 'closed']);
  expect(text(await chat.hear('案件'))).toContain('没有在办的案件');
});

test('「联系了 赵敏」 alone completes the first contact, and undoing it starts the clock again', async () => {
  const chat = await withCase();
  expect(text(await chat.hear('联系了 赵敏'))).toContain('TS-1 首次联系已完成');
  expect(await stateOf(chat)).toBe('contacted');
  expect(text(await chat.press('撤销'))).toContain('TS-1的首次联系又开始计时');
  expect(await chat.core.store.case.get('TS-1')).toMatchObject({ state: 'received', contactedAt: null });
  expect(text(await chat.hear('案件 TS-1'))).toContain('首次联系：11月24日 周二 09:30前');
});

test('a call nobody answered is progress, not the first contact', async () => {
  const chat = await withCase();
  await chat.press('联系了');
  expect(text(await chat.press('没联系上'))).toContain('首次联系还在计时');
  expect((await chat.core.store.case.get('TS-1')).contactedAt).toBeNull();
});

test('a call about something else leaves the first contact open', async () => {
  const chat = await withCase();
  await chat.hear('记 赵敏 电话 祝生日');
  expect(await stateOf(chat)).toBe('received');
});

test('steps out of order are told with the way on, and change nothing', async () => {
  const chat = await withCase();
  for (const words of ['结论 TS-1 已核实', '案件 TS-1 告知 短信', '结案 TS-1 没说清']) {
    const said = await chat.hear(words);
    expect(text(said)).toContain('先联系客户');
    expect(said.stored).toEqual([]);
  }
  expect(await stateOf(chat)).toBe('received');
});

test('the list puts the nearest clock first, of complaints and requests alike', async () => {
  const chat = await withCase();
  for (const words of ['投诉 王建国 柜面排队太久', '诉求 郑强 想改短信通知']) {
    await chat.hear(words);
    await chat.press('对，登记');
  }
  chat.at('2026-11-23T10:00:00+08:00');
  const card = (await chat.hear('案件')).replies[0]!.card!;
  expect(card.title).toBe('在办3件，1件今天到期');
  expect(card.rows.map((row) => row.value)).toEqual(['王建国 黑金 投诉 剩1小时30分', '赵敏 白金 投诉 剩23小时29分', '郑强 金卡 诉求 剩31小时59分']);
  expect(card.buttons.map((b) => b.text)).toEqual(['1 王建国', '2 赵敏', '3 郑强']);
  expect(text(await chat.hear('2'))).toContain('TS-1 赵敏 白金 投诉');
});

test('first extension: the owner asks, the supervisor approves in the card, the law’s date moves to day 30', async () => {
  const chat = await withCase();
  await chat.hear('案件 TS-1 延期 要总行查流水');
  expect(at((await chat.core.store.case.get('TS-1')).regDueAt)).toBe('2026-12-09 00:00');
  expect((await chat.pushed('zhoumin')).at(-1)).toBe('TS-1 申请延期，满30日');
  await chat.hear('案件 TS-1', 'zhoumin');
  expect(text(await chat.press('批准延期', 'zhoumin'))).toContain('12月23日 周三 24:00前');
  expect(at((await chat.core.store.case.get('TS-1')).regDueAt)).toBe('2026-12-24 00:00');
  expect((await chat.pushed('chenyu')).at(-1)).toBe('TS-1 延期已批准');
});

test('second extension: only the superior unit, and the complainant told; a third is refused', async () => {
  const chat = await withCase();
  await chat.hear('案件 TS-1 延期 要总行查流水');
  await chat.hear('批准延期 TS-1', 'zhoumin');
  chat.at('2026-12-20T10:00:00+08:00');
  expect(text(await chat.hear('案件 TS-1 延期 司法鉴定还没出来'))).toContain('延期告诉投诉人了吗');
  await chat.press('已告知投诉人');
  expect((await chat.pushed('xubin')).at(-1)).toBe('TS-1 申请延期，满60日');
  expect(text(await chat.hear('批准延期 TS-1', 'zhoumin'))).toContain('上级机构或总行高级管理人员批准');
  expect(at((await chat.core.store.case.get('TS-1')).regDueAt)).toBe('2026-12-24 00:00');
  expect(text(await chat.hear('批准延期 TS-1', 'xubin'))).toContain('2027年1月22日 周五 24:00前');
  expect(text(await chat.hear('案件 TS-1 延期 还要再查'))).toContain('延期告诉投诉人了吗');
  expect(text(await chat.press('已告知投诉人'))).toContain('只能延长两次');
});

test('not approved: the owner reads why and the date stays', async () => {
  const chat = await withCase();
  await chat.hear('案件 TS-1 延期 要总行查流水');
  await chat.hear('案件 TS-1', 'zhoumin');
  await chat.press('不批', 'zhoumin');
  await chat.hear('流水网点就能查', 'zhoumin');
  expect((await chat.pushed('chenyu')).at(-1)).toBe('TS-1 延期没有批');
  expect(at((await chat.core.store.case.get('TS-1')).regDueAt)).toBe('2026-12-09 00:00');
});

test('days of an appraisal are added to the law’s period, and only to it', async () => {
  const chat = await withCase();
  await chat.hear('案件 TS-1 暂停');
  await chat.press('鉴定，已告知');
  chat.at('2026-11-28T10:00:00+08:00');
  expect(text(await chat.hear('案件 TS-1 恢复'))).toContain('12月13日 周日 24:00前');
  expect(at((await chat.core.store.case.get('TS-1')).resultDueAt)).toBe('2026-11-26 18:00');
});

test('withdrawal ends it that day and the supervisor hears', async () => {
  const chat = await withCase();
  await chat.hear('撤诉 TS-1 今天电话说解决了');
  expect(await stateOf(chat)).toBe('withdrawn');
  expect((await chat.pushed('zhoumin')).at(-1)).toBe('TS-1 客户撤诉');
  expect(text(await chat.hear('案件 TS-1 进展 再看看'))).toContain('客户已撤诉');
});

test('not processed: only for somebody who may not complain, and told so', async () => {
  const chat = await withCase('投诉 王五 邻居的存款没到账');
  await chat.hear('案件 TS-1 不予办理');
  expect(text(await chat.press('是其中一种'))).toContain('本人、授权人、继承人都可以提');
  expect(await stateOf(chat)).toBe('received');
  await chat.hear('案件 TS-1 不予办理');
  await chat.press('都不是');
  await chat.hear('电话说明要本人来提');
  expect(await stateOf(chat)).toBe('notProcessed');
});

test('two cases of one client: one goes into the other', async () => {
  const chat = await withCase();
  await chat.hear('投诉 赵敏 柜员态度差');
  await chat.press('新案件');
  await chat.hear('案件 TS-2 合并');
  expect(text(await chat.press('TS-1'))).toContain('已并入TS-1');
  const merged = await chat.core.store.case.get('TS-2');
  expect(merged).toMatchObject({ state: 'merged', mergedIntoId: (await chat.core.store.case.get('TS-1')).id });
  expect(text(await chat.hear('案件 TS-1 历程'))).toContain('并入TS-2：柜员态度差');
});

async function notified() {
  const chat = await withCase();
  for (const words of ['案件 TS-1 联系了 电话 告诉她受理了', '案件 TS-1 结论 在途两天', '说明书第7条', '告知 TS-1 短信 回执0911'])
    await chat.hear(words);
  expect(await stateOf(chat)).toBe('notified');
  return chat;
}

test('a recheck goes to the superior unit, with its own thirty days', async () => {
  const chat = await notified();
  expect(text(await chat.hear('案件 TS-1 核查 今天交来书面申请'))).toContain('核查期限：12月23日 周三 24:00前');
  expect((await chat.pushed('xubin')).at(-1)).toBe('TS-1 客户申请核查');
  expect(text(await chat.hear('案件 TS-1 核查结论 维持', 'zhoumin'))).toContain('上级机构');
  await chat.hear('案件 TS-1 核查结论 维持原决定', 'xubin');
  expect(await stateOf(chat)).toBe('rechecked');
  await chat.hear('结案 TS-1 到账时间没有说清');
  expect(await stateOf(chat)).toBe('closed');
});

test('thirty-one days after the decision it is too late for a recheck', async () => {
  const chat = await notified();
  chat.at('2026-12-24T10:00:00+08:00');
  expect(text(await chat.hear('案件 TS-1 核查 今天交来书面申请'))).toContain('30日内可以申请');
  expect(await stateOf(chat)).toBe('notified');
});

test('a request ends without a notice of law and without a root cause', async () => {
  const chat = await withCase('诉求 赵敏 想换一张大额存单');
  for (const words of ['案件 SQ-1 联系了 电话', '案件 SQ-1 结论 已换好，下周一起息', '告知 SQ-1 电话', '结案 SQ-1']) await chat.hear(words);
  expect(await stateOf(chat, 'SQ-1')).toBe('closed');
});

test('a complaint becomes a request only by the supervisor and with a reason', async () => {
  const chat = await withCase();
  expect(text(await chat.hear('案件 TS-1 改为诉求 她只是想问问'))).toContain('要主管来办');
  await chat.hear('案件 TS-1 改为诉求 她只是想问到账时间', 'zhoumin');
  expect(await chat.core.store.case.get('TS-1')).toMatchObject({ kind: 'request', regDueAt: null });
  expect((await chat.pushed('chenyu')).at(-1)).toBe('TS-1 改为诉求');
});

test('the supervisor’s words and another owner reach those concerned', async () => {
  const chat = await withCase();
  await chat.hear('批示 TS-1 今天先给她回个电话', 'zhoumin');
  expect((await chat.pushed('chenyu')).at(-1)).toBe('TS-1 周敏批示');
  await chat.hear('案件 TS-1 改派 林涛', 'zhoumin');
  expect((await chat.core.store.case.get('TS-1')).ownerId).toBe('lintao');
  expect((await chat.pushed('lintao')).at(-1)).toBe('TS-1 已改派给林涛');
  expect((await chat.pushed('chenyu')).at(-1)).toBe('TS-1 已改派给林涛');
});

test('the owner does not hand it over himself: the supervisor is asked', async () => {
  const chat = await withCase();
  expect(text(await chat.hear('转办 TS-1 转给林涛，是他卖的'))).toContain('已请主管改派');
  expect((await chat.core.store.case.get('TS-1')).ownerId).toBe('chenyu');
  expect((await chat.pushed('zhoumin')).at(-1)).toBe('TS-1 请求转办');
});

test('major: branch head and compliance hear at once', async () => {
  const chat = await withCase();
  expect(text(await chat.hear('案件 TS-1 重大 22人当面一起投诉'))).toContain('要主管或合规来办');
  await chat.hear('案件 TS-1 重大 22人当面一起投诉', 'zhoumin');
  expect(await chat.pushed('yejun')).toEqual(['TS-1 定为重大投诉']);
  expect(await chat.pushed('hegui')).toEqual(['TS-1 定为重大投诉']);
  expect(text(await chat.hear('案件 TS-1', 'hegui'))).toContain('重大');
});

test('who has nothing to do with it reads what a number that does not exist gets', async () => {
  const chat = await withCase();
  const none = text(await chat.hear('案件 TS-9', 'fangyuan'));
  expect(text(await chat.hear('案件 TS-1', 'fangyuan'))).toBe(none.replace('TS-9', 'TS-1'));
  expect(text(await chat.hear('案件', 'fangyuan'))).toContain('没有在办的案件');
  expect(text(await chat.hear('案件 TS-1', 'sunyue'))).toContain('没找到TS-1');
  const row = await chat.core.store.case.get('TS-1');
  const taps = await Promise.all(
    [`case:${row.id}`, `caseDo:${row.id}.progress`, `caseMore:${row.id}`].map((key) => chat.tap(key, undefined, 'fangyuan')),
  );
  for (const said of taps) expect(text(said)).toContain('没找到这件案件');
});

test('a button of long ago says how it stands now and shows the card', async () => {
  const chat = await notified();
  const row = await chat.core.store.case.get('TS-1');
  const said = await chat.tap(`caseDo:${row.id}.decide`);
  expect(said.stored).toEqual([]);
  expect(text(said)).toContain('TS-1现在是“已告知”');
  expect(text(said)).toContain('TS-1 赵敏 白金 投诉');
});

test('the label typed does what its button does', async () => {
  const chat = await notified();
  await chat.hear('案件 TS-1');
  expect(text(await chat.hear('结案'))).toContain('TS-1 赵敏 根本原因是什么');
  expect(text(await chat.hear('到账时间没有说清'))).toContain('已结案');
});

test('an act on a client’s case is only done when it is certain whose', async () => {
  const chat = await withCase();
  const asked = await chat.hear('案件 小赵 进展 已调流水');
  expect(asked.stored).toEqual([]);
  expect(text(asked)).toContain('是赵敏的TS-1吗');
  expect(text(await chat.hear('对'))).toContain('已记进展');
});

test('in a group nothing of a case is shown or done', async () => {
  const chat = await withCase();
  const { store, deps } = chat.core;
  const row = {
    dedupeKey: 'g1',
    channel: 'app' as const,
    from: 'chenyu',
    place: 'group' as const,
    sentAt: chat.now(),
    content: { kind: 'text' as const, text: '案件 TS-1 进展 已调流水' },
    replyTo: { channel: 'app' as const, userId: 'chenyu' },
  };
  expect(deps.commands.has('case-list')).toBe(true);
  await store.tx(async (tx) => {
    const [id] = await tx.inbox.addAll([row], chat.now());
    await chat.core.process(tx, (await tx.inbox.find(id as number))!);
  });
  expect((await store.case.get('TS-1')).state).toBe('received');
});

test('an open question takes a sentence, leaves a command alone, and can be dropped', async () => {
  const chat = await withCase();
  await chat.press('记进展');
  expect((await chat.hear('待办')).understood?.intent).toBe('todo');
  expect(text(await chat.hear('已调流水，等后台回复'))).toContain('已记进展');
  await chat.hear('案件 TS-1');
  await chat.press('记进展').catch(() => chat.press('联系了'));
  expect(text(await chat.hear('算了'))).toContain('什么都没有存');
});

test('everything else is one tick away', async () => {
  const chat = await withCase();
  await chat.hear('案件 TS-1');
  const more = await chat.press('更多');
  const row = await chat.core.store.case.get('TS-1');
  expect(more.replies[0]!.card!.check!.options.map((o) => o.text)).toEqual(expect.arrayContaining(['申请延期', '撤诉', '历程', '依据']));
  const why = await chat.tap(`caseMoreDo:${row.id}`, { act: ['why'] });
  expect(text(why)).toContain('第十八条');
  expect(text(await chat.tap(`caseMoreDo:${row.id}`, { act: ['history'] }))).toContain('陈宇 登记');
});

test('every act on a case leaves an audit row; a refused one too', async () => {
  const chat = await withCase();
  await chat.hear('案件 TS-1 联系了 电话');
  await chat.hear('案件 TS-1 改为诉求 试试');
  const rows = await chat.db.all<{ action: string; result: string }>(`SELECT action, result FROM AuditEvent WHERE objectType = 'case' ORDER BY seq`);
  expect(rows).toEqual(
    expect.arrayContaining([
      { action: 'case.contacted', result: 'ok' },
      { action: 'case.downgrade', result: 'denied' },
    ]),
  );
});

test('cards fit a phone: six rows, five buttons, the limits of a card’s fields', async () => {
  const chat = await notified();
  const sent = await chat.db.all<{ payload: string }>('SELECT payload FROM Outbox');
  const cards = sent
    .map(
      (row) =>
        JSON.parse(row.payload) as {
          kind: string;
          name?: string;
          title: string;
          desc?: string;
          sub?: string;
          rows: { key: string; value: string }[];
          buttons: unknown[];
        },
    )
    .filter((one) => one.kind === 'card' && one.name?.startsWith('case'));
  expect(cards.length).toBeGreaterThan(5);
  for (const card of cards) {
    expect([...card.title].length, card.title).toBeLessThanOrEqual(26);
    expect([...(card.desc ?? '')].length, card.desc).toBeLessThanOrEqual(30);
    expect([...(card.sub ?? '')].length, card.sub).toBeLessThanOrEqual(112);
    expect(card.rows.length).toBeLessThanOrEqual(6);
    expect(card.buttons.length).toBeLessThanOrEqual(5);
  }
});

test('an act without a case asks which one and keeps the words', async () => {
  const chat = await withCase();
  await chat.hear('投诉 郑强 短信一直收不到');
  await chat.press('对，登记');
  await chat.hear('我是谁');
  // The client last spoken of has one: a tap says so.
  const asked = await chat.hear('答复客户 已恢复短信，致歉');
  expect(text(asked)).toContain('答复客户：是郑强的TS-2吗');
  expect(asked.stored).toEqual([]);
  expect(text(await chat.press('对，就是这件'))).toContain('已记答复');

  // The supervisor has spoken of nobody: all that run are offered.
  const which = await chat.hear('批示 先把录音调出来，今天下班前给我', 'zhoumin');
  expect(text(which)).toContain('批示：是哪一件');
  expect(text(which)).toContain('赵敏 TS-1');
  expect(text(await chat.press('1 TS-1', 'zhoumin'))).toContain('批示');
  const events = await chat.core.store.case.listEvents((await chat.core.store.case.get('TS-1')).id);
  expect(events.find((event) => event.kind === 'comment')).toMatchObject({ byUserId: 'zhoumin' });
});

test('an everyday word without a case is no act', async () => {
  const chat = await withCase();
  for (const typed of ['告知 大家明天开会', '答复领导的邮件写好了', '结论 大概就这样']) expect((await chat.hear(typed)).stored).toEqual([]);
});
