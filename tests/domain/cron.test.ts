import { expect, test } from 'vitest';
import { nextSlot, parseCron, slotsBetween } from '../../src/domain/cron.js';

const at = (text: string) => new Date(`${text}:00+08:00`);
const wall = (slot: Date | null) => (slot === null ? null : new Date(slot.getTime() + 8 * 3_600_000).toISOString().slice(0, 16));

test.each([
  ['40 8 * * *', '2026-11-23T08:39', '2026-11-23T08:40'],
  ['40 8 * * *', '2026-11-23T08:40', '2026-11-24T08:40'],
  ['*/15 * * * *', '2026-11-23T23:50', '2026-11-24T00:00'],
  ['5/20 * * * *', '2026-11-23T08:06', '2026-11-23T08:25'],
  ['30 8 * * 1-5', '2026-11-27T09:00', '2026-11-30T08:30'],
  ['0 9 * * 0', '2026-11-23T00:00', '2026-11-29T09:00'],
  ['0 9 * * 7', '2026-11-23T00:00', '2026-11-29T09:00'],
  ['0 6 1 * *', '2026-12-31T23:59', '2027-01-01T06:00'],
  ['0 0 29 2 *', '2026-03-01T00:00', '2028-02-29T00:00'],
  ['15,45 8-9 * 3,6 *', '2026-03-31T09:45', '2026-06-01T08:15'],
  ['0 8 13 * 5', '2026-11-10T00:00', '2026-11-13T08:00'],
  ['0 8 20 * 1', '2026-11-17T00:00', '2026-11-20T08:00'],
])('%s after %s comes at %s', (cron, after, expected) => {
  expect(wall(nextSlot(parseCron(cron), at(after)))).toBe(expected);
});

test('a day that never comes has no next slot', () => {
  expect(nextSlot(parseCron('0 0 31 2 *'), at('2026-01-01T00:00'))).toBeNull();
});

test('slots between leave out the start and take in the end, oldest first; of too many the newest', () => {
  const rule = parseCron('30 8 * * *');
  expect(slotsBetween(rule, at('2026-11-20T08:30'), at('2026-11-23T08:30'), 100).map(wall)).toEqual([
    '2026-11-21T08:30',
    '2026-11-22T08:30',
    '2026-11-23T08:30',
  ]);
  expect(slotsBetween(rule, at('2026-11-23T08:30'), at('2026-11-23T23:59'), 100)).toEqual([]);
  expect(slotsBetween(parseCron('* * * * *'), at('2026-11-01T00:00'), at('2026-11-23T00:00'), 3).map(wall)).toEqual([
    '2026-11-22T23:58',
    '2026-11-22T23:59',
    '2026-11-23T00:00',
  ]);
});

test.each(['* * * *', '60 * * * *', '* 24 * * *', '* * 0 * *', '* * * 13 *', '* * * * 8', '5-1 * * * *', '*/0 * * * *', 'x * * * *', '0 0 8 * * *'])(
  'refuses %s',
  (cron) => {
    expect(() => parseCron(cron)).toThrow(/cron/);
  },
);
