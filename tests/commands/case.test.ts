import { expect, test } from 'vitest';
import { startChat, type Chat } from '../helpers/chat.js';

const ZHAO = { name: '赵敏', gender: 'female' as const, mobile: '13800002004' };
const text = (said: { replies: { text: string }[] }): string => said.replies.map((reply) => reply.text).join('\n--\n');
const only = async (chat: Chat, no = 'TS-1') => chat.core.store.case.get(no);
const at = (instant: number | null) => (instant === null ? null : new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' '));

async function take(chat: Chat, words: string, as = 'chenyu', button = '对，登记') {
  await chat.hear(words, as);
  return chat.press(button, as);
}

test('a complaint is shown with the client’s own words first and starts three clocks when confirmed', async () => {
  const chat = await startChat({ clients: [ZHAO], now: '2026-11-23T09:29:59+08:00' });
  const asked = await chat.hear('投诉 赵敏 赎回的钱三天没到账，打电话也没人管');
  expect(asked.stored).toEqual([]);
  expect(text(asked)).toContain('确认后登记，从今天 09:30起算');
  expect(asked.replies[0]?.card?.quote).toBe('赎回的钱三天没到账，打电话也没人管');

  const said = await chat.press('对，登记');
  expect(said.stored.map((s) => s.kind)).toEqual(['case']);
  const card = said.replies[0]!.card!;
  expect(card.title).toBe('投诉已登记：赵敏 白金 TS-1');
  expect(card.desc).toBe('今天 09:30起算，受理人陈宇');
  expect(card.quote).toBe('赎回的钱三天没到账，打电话也没人管');
  expect(card.rows).toEqual([
    { key: '首次联系', value: '11月24日 周二 09:30前 剩23小时59分' },
    { key: '行内答复', value: '11月26日 周四 18:00前' },
    { key: '监管期限', value: '12月8日 周二 24:00前，满15日' },
    { key: '已通知', value: '主管周敏' },
  ]);
  expect(card.buttons.map((b) => b.text)).toEqual(['联系了', '记进展', '转办', '依据', '看案件']);
  expect(await chat.pushed('zhoumin')).toEqual(['TS-1 投诉已登记']);
  expect(await only(chat)).toMatchObject({
    kind: 'complaint',
    ownerId: 'chenyu',
    receivedBy: 'chenyu',
    levelAtIntake: 'platinum',
    state: 'received',
    clientWords: '赎回的钱三天没到账，打电话也没人管',
  });
});

test.each([
  // domain §9.1 with the official days of 2026, and §3.2’s examples
  [
    'blackGold',
    '投诉',
    '2026-11-23T09:30:00',
    { contact: '2026-11-23 11:30', result: '2026-11-24 09:30', reg: '2026-12-09 00:00', internal: '2026-12-08' },
  ],
  [
    'blackGold',
    '投诉',
    '2026-11-23T17:00:00',
    { contact: '2026-11-24 10:00', result: '2026-11-24 17:00', reg: '2026-12-09 00:00', internal: '2026-12-08' },
  ],
  [
    'platinum',
    '投诉',
    '2026-09-18T10:00:00',
    { contact: '2026-09-19 10:00', result: '2026-09-22 18:00', reg: '2026-10-04 00:00', internal: '2026-09-30' },
  ],
  [
    'platinum',
    '投诉',
    '2026-09-30T16:00:00',
    { contact: '2026-10-01 16:00', result: '2026-10-10 18:00', reg: '2026-10-16 00:00', internal: '2026-10-15' },
  ],
  [
    'platinum',
    '投诉',
    '2026-02-13T10:00:00',
    { contact: '2026-02-14 10:00', result: '2026-02-25 18:00', reg: '2026-03-01 00:00', internal: '2026-02-28' },
  ],
  [
    'gold',
    '投诉',
    '2026-09-18T10:00:00',
    { contact: '2026-09-20 18:00', result: '2026-09-30 18:00', reg: '2026-10-04 00:00', internal: '2026-09-30' },
  ],
  ['gold', '诉求', '2026-04-30T10:00:00', { contact: '2026-05-06 18:00', result: '2026-05-11 18:00', reg: null, internal: null }],
  ['general', '诉求', '2026-11-23T10:00:00', { contact: '2026-11-24 18:00', result: '2026-11-30 18:00', reg: null, internal: null }],
] as const)('%s %s of %s', async (level, kind, now, due) => {
  const chat = await startChat({ clients: [{ name: '何涛', level }], now: new Date(Date.parse(`${now}+08:00`) - 1000).toISOString() });
  await take(chat, `${kind} 何涛 存单到期没有人告诉我`);
  const row = await only(chat, kind === '投诉' ? 'TS-1' : 'SQ-1');
  expect({ contact: at(row.contactDueAt), result: at(row.resultDueAt), reg: at(row.regDueAt), internal: row.internalDueOn }).toEqual(due);
});

test('confirmed three hours later it still counts from the message', async () => {
  const chat = await startChat({ clients: [ZHAO], now: '2026-11-23T09:29:59+08:00' });
  await chat.hear('投诉 赵敏 赎回的钱三天没到账');
  chat.later(3 * 3_600_000);
  const said = await chat.press('对，登记');
  expect(text(said)).toContain('今天 09:30起算');
  expect(at((await only(chat)).receivedAt)).toBe('2026-11-23 09:30');
  expect(at((await only(chat)).contactDueAt)).toBe('2026-11-24 09:30');
});

test('a time of day the sentence tells is when it was received', async () => {
  const chat = await startChat({ clients: [ZHAO], now: '2026-11-23T09:30:00+08:00' });
  expect(text(await chat.hear('投诉 赵敏 昨天下午三点来网点说，赎回的钱没到账'))).toContain('从昨天 15:00起算（话里的时间）');
  await chat.press('对，登记');
  expect(at((await only(chat)).receivedAt)).toBe('2026-11-22 15:00');
  expect(at((await only(chat)).regDueAt)).toBe('2026-12-08 00:00');
});

test('a time told while the card waits starts the clocks; of a day alone the hour is asked', async () => {
  const chat = await startChat({ clients: ['赵敏'] });
  await chat.hear('投诉 赵敏 赎回的钱没到账');
  expect(text(await chat.hear('不对，是上周五'))).toContain('11月20日 周五几点说的');
  expect(text(await chat.hear('下午三点'))).toContain('从11月20日 周五 15:00起算（话里的时间）');
  await chat.press('对，登记');
  expect((await only(chat, 'TS-1')).receivedAt).toBe(Date.parse('2026-11-20T15:00:00+08:00'));
});

test('where nothing tells the kind the card asks, and either tap registers it', async () => {
  for (const [button, no] of [
    ['投诉', 'TS-1'],
    ['诉求', 'SQ-1'],
  ] as const) {
    const chat = await startChat({ clients: [ZHAO] });
    const asked = await chat.hear('登记案件 赵敏 想把大额存单换个期限');
    expect(asked.replies[0]!.card!.title).toBe('是投诉还是诉求：赵敏');
    expect(asked.replies[0]!.buttons!.slice(0, 2).map((b) => b.text)).toEqual(['投诉', '诉求']);
    const said = await chat.press(button);
    expect(said.stored).toHaveLength(1);
    expect(text(said)).toContain(`${button}已登记：赵敏 白金 ${no}`);
  }
});

test('“对” does not decide the kind', async () => {
  const chat = await startChat({ clients: [ZHAO] });
  await chat.hear('登记案件 赵敏 想把大额存单换个期限');
  const said = await chat.hear('对');
  expect(said.stored).toEqual([]);
  expect(text(said)).toContain('是投诉还是诉求');
  expect(text(await chat.hear('诉求'))).toContain('诉求已登记：赵敏 白金 SQ-1');
});

test('a request over words of a complaint is not taken for granted', async () => {
  const chat = await startChat({ clients: [ZHAO] });
  const asked = await chat.hear('诉求 赵敏 说我们误导她，要求赔偿利息');
  expect(text(asked)).toContain('是投诉还是诉求');
  expect(text(asked)).toMatch(/话里有“(误导|赔偿)”/);
});

test('a request has two clocks and no regulator', async () => {
  const chat = await startChat({ clients: [ZHAO], now: '2026-11-23T09:29:59+08:00' });
  const said = await take(chat, '诉求 赵敏 想换一张大额存单');
  expect(said.replies[0]!.card!.rows.map((row) => row.key)).toEqual(['首次联系', '行内答复', '已通知']);
  expect((await only(chat, 'SQ-1')).regDueAt).toBeNull();
});

test('somebody who is no client: counts as 大众, with the name and number of the words', async () => {
  const chat = await startChat({ clients: [ZHAO] });
  const asked = await chat.hear('投诉 王五 排队太久，电话13900001111');
  expect(text(asked)).toContain('没找到“王五”，按非本行客户记');
  await chat.press('对，登记');
  expect(await only(chat)).toMatchObject({ clientId: null, complainantName: '王五', complainantContact: '13900001111', levelAtIntake: 'general' });
});

test('the bank’s lobby takes one by full name and owns it; the main manager is told; nothing of assets is shown', async () => {
  const chat = await startChat({ clients: [ZHAO] });
  const said = await take(chat, '投诉 赵敏 排队一小时没人理', 'sunyue');
  expect(text(said)).toContain('已通知：主管周敏、主办陈宇');
  expect(text(said)).not.toMatch(/万|资产/);
  expect(await chat.pushed('chenyu')).toEqual(['TS-1 投诉已登记']);
  expect((await only(chat)).ownerId).toBe('sunyue');
  expect(text(await chat.hear('案件', 'sunyue'))).toContain('赵敏 白金 投诉');
});

test('whoever is complained about and owns it: a supervisor names another investigator within a workday', async () => {
  const chat = await startChat({ clients: [ZHAO], now: '2026-09-18T10:00:00+08:00' });
  const said = await take(chat, '赵敏说要投诉我，理财亏了没说清楚');
  expect(text(said)).toContain('涉及您本人，主管会在9月20日 18:00前另定调查人');
  const tasks = await chat.core.store.task.listOpen('zhoumin', 9);
  expect(tasks).toMatchObject([{ kind: 'recusal', text: 'TS-1 指定调查人', dueOn: '2026-09-20', dueTime: '18:00' }]);
  expect(JSON.parse((await only(chat)).accusedIds)).toEqual(['chenyu']);

  await chat.hear('联系了 赵敏 电话 告诉她受理了');
  const refused = await chat.hear('结论 TS-1 已核实，没有问题');
  expect(text(refused)).toContain('这件投诉涉及您本人');

  await chat.hear('案件 TS-1 换调查人 林涛', 'zhoumin');
  expect((await only(chat)).investigatorId).toBe('lintao');
  expect(await chat.core.store.task.listOpen('zhoumin', 9)).toEqual([]);
  await chat.hear('案件 TS-1 进展 林涛已调取双录', 'lintao');
  expect(text(await chat.hear('案件 TS-1 历程'))).not.toContain('双录');
  expect(text(await chat.hear('案件 TS-1 历程', 'lintao'))).toContain('双录');
});

test('a colleague named in the words cannot be made investigator', async () => {
  const chat = await startChat({ clients: [ZHAO] });
  expect(text(await chat.hear('投诉 赵敏 林涛说的收益和实际不一样'))).toContain('涉及：林涛');
  await chat.press('对，登记');
  const said = await chat.hear('案件 TS-1 换调查人 林涛', 'zhoumin');
  expect(text(said)).toContain('被投诉的人不能调查这件投诉');
  expect(text(said)).toContain('第十七条');
  expect((await only(chat)).investigatorId).toBeNull();
});

test('a second complaint while one runs: put to it, counted anew, or a new one', async () => {
  const chat = await startChat({ clients: [ZHAO], now: '2026-11-23T09:29:59+08:00' });
  await take(chat, '投诉 赵敏 赎回的钱三天没到账');
  chat.at('2026-11-25T10:00:00+08:00');
  const asked = await chat.hear('投诉 赵敏 赎回的钱还是没到');
  expect(asked.replies[0]!.buttons!.map((b) => b.text)).toEqual(['并入TS-1', '有新情况', '新案件', '不登记']);
  const merged = await chat.press('并入TS-1');
  expect(text(merged)).toContain('已并入：TS-1');
  expect(at((await only(chat)).regDueAt)).toBe('2026-12-09 00:00');

  const renewed = await take(chat, '投诉 赵敏 她拿来了新的流水', 'chenyu', '有新情况');
  expect(text(renewed)).toContain('重新起算');
  expect(at((await only(chat)).regDueAt)).toBe('2026-12-11 00:00');
  expect(at((await only(chat)).resultDueAt)).toBe('2026-11-30 18:00');

  await take(chat, '投诉 赵敏 柜员态度差', 'chenyu', '新案件');
  expect((await only(chat, 'TS-2')).clientWords).toBe('柜员态度差');
});

test('a confirmation tapped twice registers one case', async () => {
  const chat = await startChat({ clients: [ZHAO] });
  const asked = await chat.hear('投诉 赵敏 赎回的钱三天没到账');
  const ok = asked.replies[0]!.buttons!.find((b) => b.text === '对，登记')!.key;
  await chat.tap(ok);
  const again = await chat.tap(ok);
  expect(again.stored).toEqual([]);
  expect(await chat.core.store.case.find('TS-2')).toBeUndefined();
});

test('«对» while the client has a case registers nothing: which of the three is asked again', async () => {
  const chat = await startChat({ clients: [ZHAO] });
  await take(chat, '投诉 赵敏 赎回的钱三天没到账');
  await chat.hear('投诉 赵敏 赎回的钱还是没到');
  const said = await chat.hear('对');
  expect(said.stored).toEqual([]);
  expect(said.replies[0]!.buttons!.map((b) => b.text)).toContain('并入TS-1');
  expect(await chat.core.store.case.find('TS-2')).toBeUndefined();
  expect(text(await chat.press('新案件'))).toContain('TS-2');
});

test('what it is about and the money are taken from the words, and left open where they tell none', async () => {
  const chat = await startChat({ clients: [ZHAO] });
  await take(chat, '投诉 赵敏 理财亏了20万，要你们赔三万');
  expect(await only(chat)).toMatchObject({ category: 'wealth', amountFen: 3_000_000 });
  await take(chat, '投诉 赵敏 我要找你们行长', 'chenyu', '新案件');
  expect(await only(chat, 'TS-2')).toMatchObject({ category: null, amountFen: null });
});

test('at the end of the year the promise rests on days not published yet, and says so', async () => {
  const chat = await startChat({ clients: [ZHAO], now: '2026-12-30T10:00:00+08:00' });
  const said = await take(chat, '投诉 赵敏 赎回的钱三天没到账');
  expect(text(said)).toContain('（节假日安排未公布，暂估）');
  expect((await only(chat)).provisional).toBe(1);
  expect(text(await chat.hear('案件 TS-1'))).toContain('（节假日安排未公布，暂估）');
});

test('a case of minutes ago is taken back only while nobody acted, stays on record, and everybody told is told again', async () => {
  const chat = await startChat({ clients: [ZHAO] });
  await take(chat, '投诉 赵敏 赎回的钱三天没到账');
  expect(text(await chat.hear('撤销'))).toContain('已撤销登记：TS-1');
  expect((await only(chat)).state).toBe('notProcessed');
  expect(await chat.pushed('zhoumin')).toEqual(['TS-1 投诉已登记', 'TS-1 登记错了，已撤销']);

  await take(chat, '投诉 赵敏 赎回的钱三天没到账');
  await chat.hear('案件 TS-2 进展 已调流水');
  expect(text(await chat.hear('撤销'))).toContain('TS-2已经在办，不能撤销');
  expect((await only(chat, 'TS-2')).state).toBe('accepted');
});

test('the intake leaves an audit row with the case and the client', async () => {
  const chat = await startChat({ clients: [ZHAO] });
  await take(chat, '投诉 赵敏 赎回的钱三天没到账');
  const rows = await chat.db.all<{ actor: string; objectId: string; clientId: string }>(
    `SELECT actor, objectId, clientId FROM AuditEvent WHERE action = 'case.taken'`,
  );
  expect(rows).toEqual([{ actor: 'chenyu', objectId: (await only(chat)).id, clientId: chat.idOf('赵敏') }]);
});
