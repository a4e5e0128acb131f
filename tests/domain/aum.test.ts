import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aumDailyAverage, daysLeftInMonth, lastFullMonth, monthToDate, shareOfFen, type Balance } from '../../src/domain/aum.js';
import { addDays, daysBetween } from '../../src/domain/calendar/index.js';

describe('daily average', () => {
  test.each<[string, Balance[], { averageFen: number; days: number; knownDays: number } | null]>([
    [
      'one value a day',
      [
        { date: '2026-11-01', aumFen: 100 },
        { date: '2026-11-02', aumFen: 200 },
        { date: '2026-11-03', aumFen: 300 },
      ],
      { averageFen: 200, days: 3, knownDays: 3 },
    ],
    [
      'a gap takes the last known value',
      [
        { date: '2026-11-01', aumFen: 100 },
        { date: '2026-11-03', aumFen: 400 },
      ],
      { averageFen: 200, days: 3, knownDays: 3 },
    ],
    [
      'a value from before the period counts',
      [
        { date: '2026-10-20', aumFen: 300 },
        { date: '2026-11-03', aumFen: 600 },
      ],
      { averageFen: 400, days: 3, knownDays: 3 },
    ],
    ['days before the first value count 0 and are told', [{ date: '2026-11-03', aumFen: 900 }], { averageFen: 300, days: 3, knownDays: 1 }],
    ['values after the period do not count', [{ date: '2026-11-04', aumFen: 900 }], null],
    ['nothing known', [], null],
    [
      'rounded down to a fen',
      [
        { date: '2026-11-01', aumFen: 1 },
        { date: '2026-11-02', aumFen: 0 },
      ],
      { averageFen: 0, days: 3, knownDays: 3 },
    ],
  ])('%s', (_name, balances, expected) => expect(aumDailyAverage([...balances].reverse(), '2026-11-01', '2026-11-03')).toEqual(expected));

  test('equals the sum over every single day', () => {
    const day = fc.integer({ min: 0, max: 60 });
    const rows = fc.uniqueArray(fc.tuple(day, fc.integer({ min: 0, max: 10 ** 12 })), { selector: ([offset]) => offset, maxLength: 20 });
    fc.assert(
      fc.property(rows, day, day, (pairs, a, b) => {
        const [from, to] = [addDays('2026-01-01', Math.min(a, b)), addDays('2026-01-01', Math.max(a, b))];
        const balances = pairs.map(([offset, aumFen]) => ({ date: addDays('2026-01-01', offset), aumFen }));
        let sum = 0n;
        let known = 0;
        for (let offset = 0; offset <= daysBetween(from, to); offset++) {
          const today = addDays(from, offset);
          const last = balances
            .filter((one) => one.date <= today)
            .sort((x, y) => (x.date < y.date ? -1 : 1))
            .at(-1);
          if (last !== undefined) {
            sum += BigInt(last.aumFen);
            known++;
          }
        }
        const days = daysBetween(from, to) + 1;
        expect(aumDailyAverage(balances, from, to)).toEqual(known === 0 ? null : { averageFen: Number(sum / BigInt(days)), days, knownDays: known });
      }),
    );
  });
});

test('months', () => {
  expect(lastFullMonth('2026-03-01')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(lastFullMonth('2026-01-31')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  expect(monthToDate('2026-11-23')).toEqual({ from: '2026-11-01', to: '2026-11-23' });
  expect(daysLeftInMonth('2026-11-23')).toEqual({ left: 8, length: 30 });
  expect(daysLeftInMonth('2026-02-28')).toEqual({ left: 1, length: 28 });
  expect(shareOfFen(333, 0.5)).toBe(167);
});
