import { describe, expect, test } from 'vitest';
import { createCalendar } from '../../src/domain/calendar/index.js';
import { isMuted, keptShare, retentionFindings, type Movement, type PastTrigger, type RetentionFacts } from '../../src/domain/retention.js';
import { DEFAULT_RULES as rules } from '../../src/domain/rules.js';

const calendar = createCalendar();
const WAN = 1_000_000;
const now = new Date('2026-11-23T08:30:00+08:00');
const out = (wan: number, more: Partial<Movement> = {}): Movement => ({
  date: '2026-11-22',
  amountFen: wan * WAN,
  direction: 'out',
  counterparty: 'outside',
  ...more,
});

function facts(more: Partial<RetentionFacts> = {}): RetentionFacts {
  return {
    clientId: 'c',
    level: 'platinum',
    averageFen: 100 * WAN,
    yesterdayFen: 100 * WAN,
    movements: [],
    relationStartOn: '2026-01-01',
    lastEffectiveOn: '2026-11-01',
    past: [],
    ...more,
  };
}

function codes(more: Partial<RetentionFacts>): string[] {
  return retentionFindings(facts(more), now, '2026-11-23', calendar, rules).map((one) => one.code);
}

describe('triggers', () => {
  test.each<[string, Partial<RetentionFacts>, string[]]>([
    ['nothing happened', {}, []],
    ['a drop of exactly 20 %', { yesterdayFen: 80 * WAN }, ['aumDrop']],
    ['a fen less', { yesterdayFen: 80 * WAN + 1 }, []],
    ['20 % but under 5 万', { averageFen: 20 * WAN, yesterdayFen: 15 * WAN + 1 }, []],
    ['20 % and 5 万', { averageFen: 25 * WAN, yesterdayFen: 20 * WAN }, ['aumDrop']],
    ['nothing known of last month', { averageFen: null, yesterdayFen: 0 }, []],
    ['nothing known of yesterday', { yesterdayFen: null }, []],
    ['an outflow of 20 万, platinum', { movements: [out(20)] }, ['largeOutflow']],
    ['a fen less, platinum', { movements: [out(20, { amountFen: 20 * WAN - 1 })] }, []],
    ['two on one day', { movements: [out(12), out(8)] }, ['largeOutflow']],
    ['two on two days', { movements: [out(12), out(8, { date: '2026-11-21' })] }, []],
    ['into own products', { movements: [out(50, { counterparty: 'inside' })] }, []],
    ['money coming in', { movements: [out(50, { direction: 'in' })] }, []],
    ['10 % is more than 20 万', { averageFen: 290 * WAN, yesterdayFen: 290 * WAN, movements: [out(28)] }, []],
    ['10 % reached', { averageFen: 290 * WAN, yesterdayFen: 290 * WAN, movements: [out(29)] }, ['largeOutflow']],
    ['black gold under 50 万', { level: 'blackGold', averageFen: 400 * WAN, yesterdayFen: 400 * WAN, movements: [out(49.99)] }, []],
    ['black gold 50 万', { level: 'blackGold', averageFen: 400 * WAN, yesterdayFen: 400 * WAN, movements: [out(50)] }, ['largeOutflow']],
    ['gold has no such trigger', { level: 'gold', movements: [out(90)] }, []],
    ['below the bound this month', { evaluation: { levelState: 'atRisk' } }, ['levelAtRisk']],
    ['fallen', { evaluation: { levelState: 'steady', change: 'down' } }, ['levelDrop']],
    ['risen', { evaluation: { levelState: 'steady', change: 'up' } }, []],
    ['closing applied for', { accountClosing: 'applied' }, ['accountClosing']],
    ['silent for 91 days', { lastLoginOn: '2026-08-24', lastEffectiveOn: '2026-08-24' }, ['silentLeaving']],
    ['silent for 90 days', { lastLoginOn: '2026-08-25', lastEffectiveOn: '2026-08-24' }, []],
    ['never logged in, contacted of late', { lastLoginOn: null }, []],
    ['never logged in, never contacted', { lastLoginOn: null, lastEffectiveOn: undefined }, ['silentLeaving']],
    ['silent but small', { lastLoginOn: null, lastEffectiveOn: undefined, averageFen: 50 * WAN, yesterdayFen: 50 * WAN - 1 }, []],
    ['logins unknown', { lastEffectiveOn: undefined }, []],
    [
      'everything at once, most pressing first',
      { accountClosing: 'done', movements: [out(90)], yesterdayFen: 10 * WAN, evaluation: { levelState: 'atRisk' } },
      ['accountClosing', 'largeOutflow', 'aumDrop', 'levelAtRisk'],
    ],
  ])('%s', (_name, more, expected) => expect(codes(more)).toEqual(expected));
});

test('tasks are due as the table says', () => {
  const found = retentionFindings(
    facts({
      accountClosing: 'applied',
      movements: [out(90)],
      yesterdayFen: 60 * WAN,
      evaluation: { levelState: 'atRisk' },
      lastLoginOn: null,
      lastEffectiveOn: undefined,
    }),
    now,
    '2026-11-23',
    calendar,
    rules,
  );
  expect(found.map((one) => [one.code, one.dueOn])).toEqual([
    ['accountClosing', '2026-11-23'],
    ['largeOutflow', '2026-11-23'],
    ['aumDrop', '2026-11-25'],
    ['levelAtRisk', '2026-11-25'],
    ['silentLeaving', '2026-11-30'],
  ]);
  expect(found[0]?.dueAt).toEqual(now);
  expect(found[1]?.dueAt).toEqual(new Date('2026-11-23T18:00:00+08:00'));
});

test('says the share as a manager reads it', () => {
  const [one] = retentionFindings(
    facts({ level: 'blackGold', averageFen: 612.8 * WAN, yesterdayFen: 600 * WAN, movements: [out(80)] }),
    now,
    '2026-11-23',
    calendar,
    rules,
  );
  expect(one?.reasons[0]?.text).toBe('2026-11-22转到行外80.00万，占上月日均612.80万的13.05%');
});

describe('silence for 30 days unless it gets worse by half', () => {
  const past: PastTrigger[] = [{ code: 'aumDrop', on: '2026-11-01', measure: 0.2 }];
  test.each([
    ['2026-11-02', 0.2, true],
    ['2026-11-30', 0.29, true],
    ['2026-11-30', 0.3, false],
    ['2026-12-01', 0.2, false],
  ])('on %s at %d: muted %s', (today, measure, muted) => expect(isMuted('aumDrop', measure, past, today, rules)).toBe(muted));

  test('another trigger is not muted, and the worst seen is what counts', () => {
    expect(isMuted('largeOutflow', 0.2, past, '2026-11-02', rules)).toBe(false);
    const twice = [...past, { code: 'aumDrop' as const, on: '2026-11-10', measure: 0.3 }];
    expect(isMuted('aumDrop', 0.44, twice, '2026-11-12', rules)).toBe(true);
    expect(isMuted('aumDrop', 0.45, twice, '2026-11-12', rules)).toBe(false);
  });

  test('findings are muted', () => {
    expect(codes({ yesterdayFen: 80 * WAN, past })).toEqual([]);
    expect(codes({ yesterdayFen: 70 * WAN, past })).toEqual(['aumDrop']);
  });
});

test.each([
  [50 * WAN, 100 * WAN, 0.5],
  [1, 0, null],
  [1, null, null],
])('%d after 30 days of %s before: %s kept', (after, before, kept) => expect(keptShare(after, before)).toBe(kept));
