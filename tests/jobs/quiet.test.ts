import { describe, expect, test } from 'vitest';
import { NOTICE_KINDS } from '../../src/domain/notice-kind.js';
import { insertInto } from '../../src/store/db/index.js';
import { startChat, type Chat } from '../helpers/chat.js';
import { ticking } from './ticking.js';

/** Quiet rules for colleagues: design issue «The bot speaks first», domain §8 and §10. */
const at = (text: string): string => `${text}+08:00`;

describe('in the night', () => {
  test.each<[string, (chat: Chat) => Promise<unknown>, string, string]>([
    ['a referral waits for the morning', (chat) => chat.say('推荐 顾明 教育金', 'sunyue'), 'chenyu', '11-24 08:00'],
    ['somebody in the lobby does not', (chat) => chat.say('现场 顾明 要转走资金', 'sunyue'), 'chenyu', '11-23 22:00'],
    [
      'a complaint taken by a colleague waits',
      async (chat) => {
        await chat.say('投诉 顾明 排队太久', 'sunyue');
        await chat.press('对，登记', 'sunyue');
      },
      'zhoumin',
      '11-24 08:00',
    ],
  ])('%s', async (_name, act, to, when) => {
    const chat = await startChat({ clients: ['顾明'], now: at('2026-11-23T22:00:00') });
    const clock = await ticking(chat);
    await act(chat);
    await clock.tick('2026-11-23T22:01:00');
    await clock.tick('2026-11-24T07:59:00');
    const early = (await clock.left(to)).filter((line) => !line.includes('无人应答'));
    if (when < '11-24') expect(early.map((line) => line.slice(0, 11))).toEqual([when]);
    else expect(early).toEqual([]);
    await clock.tick('2026-11-24T08:00:00');
    expect((await clock.left(to))[0]?.slice(0, 11)).toBe(when);
  });

  test('a reminder at a named time speaks at that time', async () => {
    const chat = await startChat({ now: at('2026-11-23T20:00:00') });
    const clock = await ticking(chat);
    await chat.say('提醒我 今晚11点半 关空调');
    await clock.tick('2026-11-23T23:30:00');
    expect(await clock.left('chenyu')).toEqual(['11-23 23:30 23:30 关空调']);
  });

  test('what was held leaves at eight as one card', async () => {
    const chat = await startChat({ clients: ['顾明', '赵敏'], now: at('2026-11-23T22:00:00') });
    const clock = await ticking(chat);
    await chat.say('推荐 顾明 教育金', 'sunyue');
    await chat.say('推荐 赵敏 养老', 'sunyue');
    for (const time of ['22:30', '23:59']) await clock.tick(`2026-11-23T${time}:00`);
    await clock.tick('2026-11-24T08:00:00');
    expect((await clock.left('chenyu')).filter((line) => line.startsWith('11-24 08:00'))).toEqual(['11-24 08:00 到日子的事2件']);
  });

  test('a breach speaks in the night', async () => {
    const chat = await startChat({ clients: ['赵敏'], now: at('2026-11-23T02:00:00') });
    const clock = await ticking(chat);
    await chat.hear('投诉 赵敏 赎回的钱三天没到账');
    await chat.press('对，登记');
    for (const time of ['2026-11-23T14:01', '2026-11-23T21:13', '2026-11-24T02:01']) await clock.tick(`${time}:00`);
    const said = await clock.left('chenyu');
    // 24 hours: half of it at 14:00, four fifths at 21:12 (held, and said by the breach), the end at 02:00; a minute begun is the next one.
    expect(said).toHaveLength(2);
    expect(said[0]).toMatch(/^11-23 14:01 TS-1 首次联系/);
    expect(said[1]).toMatch(/^11-24 02:01 超时：TS-1 首次联系/);
  });
});

test('kinds that meet in one minute are one card, what is late first', async () => {
  const chat = await startChat({ clients: [{ name: '赵敏', birthOn: '1985-11-25' }, '王建国'], now: at('2026-11-23T09:00:00') });
  const clock = await ticking(chat);
  await chat.say('记 王建国 电话 接通 11月25日给他送方案');
  await chat.say('提醒我 11月25日 8:30 交月报');
  for (const day of ['24', '25']) await clock.tick(`2026-11-${day}T08:30:00`);
  expect((await clock.left('chenyu')).filter((line) => line.startsWith('11-25 08:30'))).toEqual(['11-25 08:30 到日子的事3件']);
  const [row] = await chat.db.all<{ payload: string }>(`SELECT payload FROM Outbox WHERE dedupeKey LIKE 'merged:%' ORDER BY id DESC`);
  const card = JSON.parse(row!.payload) as { desc: string; rows: { value: string }[]; buttons: { key: string }[] };
  expect(card.desc).toBe('提醒1 答应的事1 生日1');
  expect(card.rows.map((one) => one.value)).toEqual(['08:30 交月报', '答应王建国 今天送方案', '赵敏 今天生日']);
  expect((await chat.tap(card.buttons[2]!.key)).replies[0]?.text).toContain('今天生日');
});

test('a case on its clock joins what else the minute has', async () => {
  const chat = await startChat({ clients: [{ name: '赵敏' }, { name: '王建国', level: 'blackGold' }], now: at('2026-11-23T09:30:00') });
  const clock = await ticking(chat);
  await chat.hear('投诉 王建国 柜面排队太久');
  await chat.press('对，登记');
  // Two business hours: half of them are over at 10:30.
  const [row] = await chat.db.all<{ receivedAt: number }>('SELECT receivedAt FROM "Case"');
  const half = new Date(Math.ceil((row!.receivedAt + 3_600_000) / 60_000) * 60_000 + 8 * 3_600_000).toISOString().slice(11, 16);
  await chat.say(`提醒我 今天${half} 交月报`);
  await clock.tick(`2026-11-23T${half}:00`);
  expect(await clock.left('chenyu')).toEqual([`11-23 ${half} 到日子的事2件`]);
});

describe('switched off', () => {
  const WAN = 1_000_000;
  async function everything(off: readonly string[]): Promise<Set<string>> {
    const chat = await startChat({
      clients: [
        { name: '赵敏', birthOn: '1985-12-02', level: 'platinum' },
        { name: '何伟', level: 'gold' },
      ],
      now: at('2026-11-22T09:00:00'),
    });
    const id = chat.idOf('赵敏');
    const clock = await ticking(chat);
    for (const title of off) await chat.say(`关闭 ${title}`);
    await chat.say('登记日子 赵敏 结婚纪念日 12月4日');
    await chat.say('记 赵敏 电话 接通 12月1日给她送方案 下次12月1日');
    await chat.db.run('UPDATE Client SET aumFen = 1, aumOn = ?', ['2026-01-01']);
    for (const [who, onDate, wan] of [
      ['赵敏', '2026-10-31', 300],
      ['何伟', '2026-10-31', 45],
    ] as const)
      await chat.db.run(...insertInto('Balance', { clientId: chat.idOf(who), onDate, aumFen: wan * WAN }));
    await chat.db.run(...insertInto('Product', { code: 'HQ', name: '活期', kind: 'deposit', updatedAt: 0 }));
    await chat.db.run(
      ...insertInto('Holding', { id: 'h1', clientId: id, productCode: 'HQ', startOn: '2026-01-01', amountFen: 60 * WAN, updatedAt: 0 }),
    );
    await chat.db.run(
      ...insertInto('Holding', {
        id: 'h2',
        clientId: id,
        productCode: 'LC',
        startOn: '2026-01-01',
        amountFen: 20 * WAN,
        maturesOn: '2026-12-02',
        updatedAt: 0,
      }),
    );
    await chat.db.run(...insertInto('RiskAssessment', { id: 'a', clientId: id, assessedAt: Date.parse(at('2025-12-08T10:00:00')), level: 3 }));
    for (const day of ['2026-11-30', '2026-12-01']) for (const time of ['08:20', '08:30', '08:40']) await clock.tick(`${day}T${time}:00`);
    await clock.tick('2026-12-02T08:30:00');
    const rows = await chat.db.all<{ notice: string }>(
      `SELECT DISTINCT notice FROM Outbox WHERE recipient = 'chenyu' AND act = 'push' AND notice IS NOT NULL`,
    );
    return new Set(rows.map((row) => row.notice));
  }
  const HERE = NOTICE_KINDS.filter(({ kind }) => kind !== 'prospect');

  test('with nothing switched off every kind speaks', async () => {
    const said = await everything([]);
    expect(HERE.map(({ kind }) => kind).filter((kind) => !said.has(kind))).toEqual([]);
  });

  test.each(HERE.map(({ kind, title }) => [title, kind] as const))('%s: only this kind is silent', async (title, kind) => {
    const said = await everything([title]);
    expect(HERE.map((one) => one.kind).filter((one) => !said.has(one))).toEqual([kind]);
  });

  test.each(['案件', '投诉', '现场', '推荐', '督办', '挽留', '超时'])('%s is a duty', async (title) => {
    const chat = await startChat();
    expect(await chat.say(`关闭 ${title}`)).toContain('不能关');
  });
});
