import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRecurrence, nextOccurrence } from '../../src/domain/recurrence.js';

const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`);

test.each<[string, string, string, string | undefined]>([
  ['FREQ=DAILY', '2026-11-23 09:00', '2026-11-23 09:00', '2026-11-24 09:00'],
  ['FREQ=DAILY', '2026-11-23 09:00', '2026-11-23 08:59', '2026-11-23 09:00'],
  ['FREQ=DAILY;INTERVAL=2', '2026-11-23 09:00', '2026-11-24 12:00', '2026-11-25 09:00'],
  // Half past seven in the morning in China is the evening before in UTC.
  ['FREQ=DAILY', '2026-11-23 07:30', '2026-11-23 07:30', '2026-11-24 07:30'],
  ['FREQ=WEEKLY;BYDAY=MO', '2026-11-23 07:30', '2026-11-23 07:30', '2026-11-30 07:30'],
  ['FREQ=WEEKLY;BYDAY=MO,WE,FR', '2026-11-23 07:30', '2026-11-23 08:00', '2026-11-25 07:30'],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '2026-11-20 09:00', '2026-11-20 09:00', '2026-11-23 09:00'],
  ['FREQ=WEEKLY', '2026-11-23 09:00', '2026-12-01 00:00', '2026-12-07 09:00'],
  ['FREQ=MONTHLY;BYMONTHDAY=5', '2026-11-05 00:30', '2026-11-05 00:30', '2026-12-05 00:30'],
  ['FREQ=MONTHLY;BYMONTHDAY=-1', '2026-11-30 09:00', '2026-11-30 09:00', '2026-12-31 09:00'],
  ['FREQ=MONTHLY;BYMONTHDAY=31', '2026-10-31 09:00', '2026-10-31 09:00', '2026-12-31 09:00'],
  ['FREQ=YEARLY', '2026-11-23 09:00', '2026-11-23 09:00', '2027-11-23 09:00'],
  ['RRULE:FREQ=DAILY', '2026-11-23 09:00', '2026-11-23 09:00', '2026-11-24 09:00'],
  ['FREQ=DAILY;COUNT=2', '2026-11-23 09:00', '2026-11-24 09:00', undefined],
  ['FREQ=DAILY;UNTIL=20261124', '2026-11-23 09:00', '2026-11-23 09:00', '2026-11-24 09:00'],
  ['FREQ=DAILY;UNTIL=20261124', '2026-11-23 09:00', '2026-11-24 09:00', undefined],
  ['FREQ=DAILY;UNTIL=20261124T010000Z', '2026-11-23 09:00', '2026-11-23 09:00', '2026-11-24 09:00'],
  ['FREQ=DAILY;UNTIL=20261124T005959Z', '2026-11-23 09:00', '2026-11-23 09:00', undefined],
  ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', '2026-11-23 09:00', '2026-11-23 09:00', undefined],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2024-02-29 09:00', '2024-02-29 09:00', '2028-02-29 09:00'],
  ['FREQ=HOURLY', '2026-11-23 09:10', '2026-11-23 09:10', '2026-11-23 10:10'],
  ['FREQ=HOURLY;INTERVAL=2', '2026-11-23 09:10', '2026-11-24 00:00', '2026-11-24 01:10'],
  ['FREQ=MINUTELY;INTERVAL=30', '2026-11-23 09:10', '2027-11-23 09:11', '2027-11-23 09:40'],
  ['FREQ=HOURLY', '2026-11-23 09:10', '2026-11-20 00:00', '2026-11-23 09:10'],
  ['FREQ=HOURLY;COUNT=3', '2026-11-23 09:10', '2026-11-23 10:10', '2026-11-23 11:10'],
  ['FREQ=HOURLY;COUNT=3', '2026-11-23 09:10', '2026-11-23 11:10', undefined],
  ['FREQ=HOURLY;UNTIL=20261123T110000', '2026-11-23 09:10', '2026-11-23 10:10', undefined],
  ['FREQ=WEEKLY;BYDAY=SA;BYHOUR=10;BYMINUTE=15', '2026-11-23 09:00', '2026-11-23 09:00', '2026-11-28 10:15'],
])('%s begun %s, after %s: %s', (rule, start, after, next) => {
  expect(nextOccurrence(rule, at(start), at(after))).toEqual(next === undefined ? undefined : at(next));
});

test.each([
  ['FREQ=DAILY', true],
  ['FREQ=HOURLY', true],
  ['FREQ=MINUTELY;INTERVAL=30', true],
  ['FREQ=HOURLY;BYDAY=MO', false],
  ['FREQ=HOURLY;INTERVAL=0', false],
  ['FREQ=SECONDLY', false],
  ['', false],
  ['每天', false],
  ['FREQ=NEVER', false],
  ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', false],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', false],
  ['FREQ=DAILY;INTERVAL=2;BYDAY=MO', false],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', true],
  ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', true],
  ['FREQ=DAILY;INTERVAL=0', false],
  ['FREQ=DAILY;INTERVAL=-1', false],
])('%s is a recurrence: %s', (rule, expected) => expect(isRecurrence(rule)).toBe(expected));

test('each next one is later and keeps the hour', () => {
  const rules = ['FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=TU,SU', 'FREQ=MONTHLY;BYMONTHDAY=15', 'FREQ=YEARLY'];
  fc.assert(
    fc.property(fc.constantFrom(...rules), fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 1_000_000 }), (rule, minute, later) => {
      const start = new Date(at('2026-11-15 00:00').getTime() + minute * 60_000);
      const after = new Date(start.getTime() + later * 60_000);
      const next = nextOccurrence(rule, start, after);
      expect(next && next > after).toBe(true);
      expect(((next?.getTime() ?? 0) - start.getTime()) % 86_400_000).toBe(0);
    }),
    { numRuns: 60 },
  );
});
