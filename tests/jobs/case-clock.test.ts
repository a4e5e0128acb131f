import { expect, onTestFinished, test } from 'vitest';
import caseClockJob from '../../src/jobs/case-clock.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import { createSchedule } from '../../src/schedule.js';
import type { CardReply } from '../../src/bot/reply.js';
import { startChat } from '../helpers/chat.js';
import { ticking } from './ticking.js';

const at = (text: string) => new Date(`${text}+08:00`);
const local = (date: Date) => new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** A complaint of 赵敏, 白金, taken on Monday 2026-11-23 at 09:30, and the clock's job by the real schedule. */
async function withJob(words = ['投诉 赵敏 赎回的钱三天没到账'], now = '2026-11-23T09:29:59') {
  const chat = await startChat({
    clients: [
      { name: '赵敏', gender: 'female' },
      { name: '王建国', level: 'blackGold' },
    ],
    now: at(now).toISOString(),
  });
  for (const one of words) {
    await chat.hear(one);
    await chat.press('对，登记');
  }
  const quiet = (): void => undefined;
  const schedule = createSchedule({
    jobs: [caseClockJob],
    store: chat.core.store,
    clock: { now: () => chat.now(), onChange: () => quiet } as never,
    log: { info: quiet, warn: quiet, error: (fields) => expect.fail(JSON.stringify(fields)) },
    instanceId: 'test',
    rules: DEFAULT_RULES,
    calendarOf: chat.core.deps.calendarOf,
    render: chat.core.deps.render,
    pushChannel: 'app',
  });
  onTestFinished(() => schedule.stop());
  /** Every minute of the span whose run says something: who hears what. */
  const speak = async (from: string, to: string, step = 60_000): Promise<string[]> => {
    const before = new Set((await chat.db.all<{ id: number }>('SELECT id FROM Outbox')).map((row) => row.id));
    for (let time = at(from).getTime(); time <= at(to).getTime(); time += step) {
      chat.at(new Date(time).toISOString());
      await schedule.runJob('case-clock', new Date(time));
    }
    const rows = await chat.db.all<{ id: number; recipient: string; payload: string; notBefore: number }>(
      `SELECT id, recipient, payload, notBefore FROM Outbox WHERE act = 'push' ORDER BY id`,
    );
    return rows
      .filter((row) => !before.has(row.id))
      .map((row) => `${local(new Date(row.notBefore))} ${row.recipient} ${(JSON.parse(row.payload) as CardReply).title}`);
  };
  const cards = async (to: string) =>
    (await chat.core.store.outbox.listNewest(to, 20)).filter((row) => row.act === 'push').map((row) => row.payload as CardReply);
  return { chat, schedule, speak, cards };
}

test('half, four fifths and the end of the first contact: owner, then supervisor, then the head of the wealth centre', async () => {
  const { speak } = await withJob();
  // 24 hours from 09:30: 50 % at 21:30 and 80 % at 04:42 are both night; one card leaves at 08:00, and tells what is left then
  expect(await speak('2026-11-23T21:28:00', '2026-11-23T21:32:00')).toEqual([]);
  expect((await speak('2026-11-24T04:40:00', '2026-11-24T04:44:00')).sort()).toEqual([
    '2026-11-24 08:00 chenyu TS-1 首次联系剩1小时30分',
    '2026-11-24 08:00 zhoumin TS-1 首次联系剩1小时30分',
  ]);
  expect((await speak('2026-11-24T09:29:00', '2026-11-24T09:33:00')).sort()).toEqual([
    '2026-11-24 09:30 chenyu 超时：TS-1 首次联系',
    '2026-11-24 09:30 xubin 超时：TS-1 首次联系',
    '2026-11-24 09:30 zhoumin 超时：TS-1 首次联系',
  ]);
});

test('by day half and four fifths are two cards', async () => {
  const { speak } = await withJob(['投诉 王建国 柜面排队太久']);
  // two business hours from 09:30
  expect(await speak('2026-11-23T10:29:00', '2026-11-23T10:31:00')).toEqual(['2026-11-23 10:30 chenyu TS-1 首次联系剩1小时']);
  expect((await speak('2026-11-23T11:05:00', '2026-11-23T11:07:00')).sort()).toEqual([
    '2026-11-23 11:06 chenyu TS-1 首次联系剩24分',
    '2026-11-23 11:06 zhoumin TS-1 首次联系剩24分',
  ]);
});

test('a slot that runs again says nothing twice', async () => {
  const { schedule, speak, chat } = await withJob();
  expect(await speak('2026-11-24T09:30:00', '2026-11-24T09:30:00')).toHaveLength(3);
  await schedule.runJob('case-clock', at('2026-11-24T09:30:00'));
  expect(await chat.db.all(`SELECT id FROM Outbox WHERE dedupeKey LIKE 'case-clock:%'`)).toHaveLength(3);
});

test('a clock that was kept is silent', async () => {
  const { chat, speak } = await withJob();
  await chat.hear('联系了 赵敏 电话 告诉她受理了');
  expect(await speak('2026-11-23T21:30:00', '2026-11-23T21:30:00')).toEqual([]);
  expect(await speak('2026-11-24T09:30:00', '2026-11-24T09:30:00')).toEqual([]);
});

test('after a breach every workday when business begins, and not on Saturday', async () => {
  const { chat, speak } = await withJob();
  await chat.hear('联系了 赵敏 电话 告诉她受理了');
  expect(await speak('2026-11-26T18:00:00', '2026-11-26T18:00:00')).toHaveLength(3);
  const days = await speak('2026-11-27T09:00:00', '2026-12-01T09:00:00', 24 * 3_600_000);
  expect([...new Set(days.map((line) => line.slice(0, 16)))]).toEqual(['2026-11-27 09:00', '2026-11-30 09:00', '2026-12-01 09:00']);
});

test('the breach card says what is late and what can be done, to the owner and to those above him', async () => {
  const { speak, cards, chat } = await withJob();
  await chat.hear('联系了 赵敏 电话 告诉她受理了');
  await speak('2026-11-27T09:00:00', '2026-11-27T09:00:00');
  const [own] = await cards('chenyu');
  expect(own).toMatchObject({ source: { word: '超时', urgent: true }, title: '超时：TS-1 行内答复', desc: '应于11月26日 周四 18:00前' });
  expect(own!.rows.map((row) => `${row.key}=${row.value}`)).toEqual([
    '客户=赵敏 白金，投诉',
    '受理人=陈宇',
    '现状=11月23日 周一已联系，未给结论',
    '监管期限=12月8日 周二 24:00前，满15日',
  ]);
  expect(own!.sub).toMatch(/^今天先告诉赵女士进展和新的答复时间，再定结论。.*同时收到。$/);
  expect(own!.buttons.map((b) => b.text)).toEqual(['看案件', '记进展', '转办', '依据']);
  const [above] = await cards('zhoumin');
  expect(above!.buttons.map((b) => b.text)).toEqual(['批示', '改派', '换调查人', '看案件']);
});

test('two cases in one minute are one card', async () => {
  const { chat, speak, cards } = await withJob(['投诉 赵敏 赎回的钱三天没到账', '投诉 王建国 柜面排队太久']);
  await chat.hear('案件 TS-1 联系了 电话');
  await chat.hear('案件 TS-2 联系了 电话');
  expect((await speak('2026-11-27T09:00:00', '2026-11-27T09:00:00')).map((line) => line.slice(17)).sort()).toEqual([
    'chenyu 2件案件要盯，2件超时',
    'xubin 2件案件要盯，2件超时',
    'zhoumin 2件案件要盯，2件超时',
  ]);
  const [card] = await cards('chenyu');
  expect(card!.rows.map((row) => row.value)).toEqual(['TS-2 王建国 行内答复 超时2天', 'TS-1 赵敏 行内答复 超时15小时']);
});

test('a client who rises brings the stricter promise once, and the owner hears; a fall changes nothing', async () => {
  const { chat, speak } = await withJob();
  await chat.db.run(`UPDATE Client SET level = 'blackGold' WHERE id = ?`, [chat.idOf('赵敏')]);
  expect(await speak('2026-11-23T15:00:00', '2026-11-23T15:02:00')).toEqual([
    '2026-11-23 15:00 chenyu TS-1 客户升为黑金，期限收紧',
    '2026-11-23 15:00 zhoumin TS-1 客户升为黑金，期限收紧',
  ]);
  const row = await chat.core.store.case.get('TS-1');
  // first contact: two business hours from receipt are over, so from the rise; result: 24 hours from receipt
  expect([row.clockLevel, local(new Date(row.contactDueAt)), local(new Date(row.resultDueAt))]).toEqual([
    'blackGold',
    '2026-11-23 17:00',
    '2026-11-24 09:30',
  ]);
  await chat.db.run(`UPDATE Client SET level = 'general' WHERE id = ?`, [chat.idOf('赵敏')]);
  expect(await speak('2026-11-23T15:03:00', '2026-11-23T15:03:00')).toEqual([]);
  expect((await chat.core.store.case.get('TS-1')).clockLevel).toBe('blackGold');
});

test('somebody of the private bank’s upper layers is served as 黑金', async () => {
  const { chat, speak } = await withJob();
  await chat.db.run(`UPDATE Client SET adminLayer = 'branch' WHERE id = ?`, [chat.idOf('赵敏')]);
  expect(await speak('2026-11-23T10:00:00', '2026-11-23T10:01:00')).toEqual([
    '2026-11-23 10:00 chenyu TS-1 客户分层上升，期限收紧',
    '2026-11-23 10:00 zhoumin TS-1 客户分层上升，期限收紧',
  ]);
  expect(local(new Date((await chat.core.store.case.get('TS-1')).contactDueAt))).toBe('2026-11-23 11:30');
});

test('the one complained about hears as owner, not as a supervisor', async () => {
  const { speak } = await withJob(['投诉 赵敏 周敏态度差']);
  const heard = await speak('2026-11-24T09:30:00', '2026-11-24T09:30:00');
  expect(heard.map((line) => line.split(' ')[2]).sort()).toEqual(['chenyu', 'xubin', 'yejun']);
});

test('what fell due while nothing ran is said once, by the latest word on each clock', async () => {
  const chat = await startChat({ clients: [{ name: '赵敏', gender: 'female' }], now: '2026-11-23T09:29:59+08:00' });
  const clock = await ticking(chat, ['case-clock']);
  await chat.hear('投诉 赵敏 赎回的钱三天没到账');
  await chat.press('对，登记');
  // Nothing runs from Monday to Saturday noon: contact breached on Tuesday, result on Thursday, then daily on workdays.
  await clock.tick('2026-11-28T12:00:00');
  await clock.tick('2026-11-28T12:01:00');
  for (const to of ['chenyu', 'zhoumin', 'xubin'])
    expect(
      (await clock.left(to)).filter((line) => line > '11-24'),
      to,
    ).toEqual(['11-28 12:00 超时：TS-1 首次联系']);
  await clock.tick('2026-11-30T09:00:00');
  expect((await clock.left('chenyu')).at(-1)).toBe('11-30 09:00 超时：TS-1 首次联系');
});
