import { expect, test } from 'vitest';
import { createCalendar } from '../../src/domain/calendar/index.js';
import { creditDay, isMaturedMoneyIdle, isMoneyIdle, maturityMonth, maturityNotices, type MaturingHolding } from '../../src/domain/maturity.js';
import { DEFAULT_RULES as rules } from '../../src/domain/rules.js';

const calendar = createCalendar();
const holding = (id: string, maturesOn: string | undefined, amountFen = 50_000_000): MaturingHolding => ({
  id,
  clientId: 'c',
  productCode: 'SL180A',
  amountFen,
  maturesOn,
});

test('a month by day and week, the larger first', () => {
  const month = maturityMonth(
    [
      holding('a', '2026-11-30'),
      holding('b', '2026-11-30', 60_000_000),
      holding('c', '2026-11-01', 1),
      holding('d', '2026-12-01'),
      holding('e', undefined),
      holding('f', '2026-11-28', 5),
    ],
    '2026-11-23',
    calendar,
  );
  expect(month.days.map((day) => [day.date, day.isWorkday, day.totalFen, day.holdings.map((one) => one.id)])).toEqual([
    ['2026-11-01', false, 1, ['c']],
    ['2026-11-28', false, 5, ['f']],
    ['2026-11-30', true, 110_000_000, ['b', 'a']],
  ]);
  expect(month.weeks).toEqual([
    { monday: '2026-10-26', totalFen: 1, count: 1 },
    { monday: '2026-11-23', totalFen: 5, count: 1 },
    { monday: '2026-11-30', totalFen: 110_000_000, count: 2 },
  ]);
  expect(month).toMatchObject({ totalFen: 110_000_006, count: 4 });
});

test.each([
  ['2026-11-30', undefined, '2026-11-30'],
  ['2026-11-28', undefined, '2026-11-30'],
  ['2026-10-01', undefined, '2026-10-08'],
  ['2026-11-30', '2026-12-02', '2026-12-02'],
])('maturing %s, by the product %s: credited %s', (maturesOn, creditOn, expected) => {
  expect(creditDay({ ...holding('a', maturesOn), maturesOn, creditOn }, calendar)).toBe(expected);
});

test.each([
  // T−30 31 October (Saturday), T−7, T−1 29 November (Sunday), T+1.
  ['2026-11-30', ['-30 2026-10-30', '-7 2026-11-23', '-1 2026-11-27', '1 2026-12-01']],
  // T−7 24 September, T−1 30 September, T+1 2 October is in the holiday.
  ['2026-10-01', ['-30 2026-09-01', '-7 2026-09-24', '-1 2026-09-30', '1 2026-10-08']],
])('maturing %s speaks on %j', (maturesOn, expected) => {
  const notices = maturityNotices(holding('a', maturesOn), '2026-08-01', '2026-12-31', calendar, rules);
  expect(notices.map((one) => `${one.lead} ${one.speakOn}`)).toEqual(expected);
  expect(notices.map((one) => one.onlyIfIdle)).toEqual([false, false, false, true]);
});

test('what renews itself says nothing afterwards, what has no end nothing at all', () => {
  expect(maturityNotices({ ...holding('a', '2026-11-30'), autoRenew: true }, '2026-08-01', '2026-12-31', calendar, rules)).toHaveLength(3);
  expect(maturityNotices(holding('a', undefined), '2026-08-01', '2026-12-31', calendar, rules)).toEqual([]);
});

test.each([
  [100, 100, true],
  [100, 99, false],
  [0, 100, false],
])('%d matured, %d there: idle %s', (matured, balance, idle) => expect(isMaturedMoneyIdle(matured, balance)).toBe(idle));

test.each<[string, number[], number | undefined, boolean]>([
  ['ten days above both bounds', Array<number>(10).fill(30_000_001), 10_000_000, true],
  ['exactly three times the spending', Array<number>(10).fill(30_000_000), 10_000_000, false],
  ['nine days', Array<number>(9).fill(30_000_001), 10_000_000, false],
  ['one low day', [...Array<number>(9).fill(30_000_001), 1], 10_000_000, false],
  ['low before the ten days', [1, ...Array<number>(10).fill(30_000_001)], 10_000_000, true],
  ['exactly 5 万', Array<number>(10).fill(5_000_000), 1, false],
  ['above 5 万, spending unknown', Array<number>(10).fill(5_000_001), undefined, true],
])('money lies idle: %s', (_name, balances, spend, idle) => expect(isMoneyIdle(balances, spend, rules)).toBe(idle));
