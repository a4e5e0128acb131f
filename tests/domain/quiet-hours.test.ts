import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clientDraftAgainAt, isQuiet, quietUntil, staffPushAt } from '../../src/domain/quiet-hours.js';
import { DEFAULT_RULES as rules } from '../../src/domain/rules.js';

const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const night = { from: '21:00', to: '08:00' };

test.each([
  ['20:59', false],
  ['21:00', true],
  ['23:59', true],
  ['00:00', true],
  ['07:59', true],
  ['08:00', false],
  ['12:00', false],
])('at %s it is quiet: %s', (time, quiet) => expect(isQuiet(at(`2026-11-23 ${time}`), night)).toBe(quiet));

test.each([
  ['12:00', { from: '12:00', to: '14:00' }, true],
  ['14:00', { from: '12:00', to: '14:00' }, false],
  ['12:00', { from: '12:00', to: '12:00' }, false],
])('at %s with %j: %s', (time, quiet, expected) => expect(isQuiet(at(`2026-11-23 ${time}`), quiet)).toBe(expected));

test.each<[string, boolean, string | undefined]>([
  ['2026-11-23 21:40', false, '2026-11-24 08:30'],
  ['2026-11-24 07:00', false, '2026-11-24 08:30'],
  ['2026-11-24 08:00', false, undefined],
  ['2026-11-24 08:00', true, '2026-11-24 08:30'],
  ['2026-11-24 08:29', true, '2026-11-24 08:30'],
  ['2026-11-24 08:30', true, undefined],
  ['2026-11-23 20:59', true, undefined],
  ['2026-11-23 22:00', true, '2026-11-24 08:30'],
])('a draft at %s, birthday %s: again at %s', (now, birthday, again) => {
  expect(clientDraftAgainAt(at(now), birthday, rules)).toEqual(again === undefined ? undefined : at(again));
});

test("the client's own quiet hours come on top", () => {
  const own = { from: '12:00', to: '15:00' };
  expect(clientDraftAgainAt(at('2026-11-23 13:00'), false, rules, own)).toEqual(at('2026-11-24 08:30'));
  expect(clientDraftAgainAt(at('2026-11-23 22:00'), false, rules, { from: '20:00', to: '10:00' })).toEqual(at('2026-11-24 10:00'));
  expect(clientDraftAgainAt(at('2026-11-23 16:00'), false, rules, own)).toBeUndefined();
});

test.each([
  ['2026-11-23 21:00', 'other', '2026-11-24 08:00'],
  ['2026-11-24 03:00', 'other', '2026-11-24 08:00'],
  ['2026-11-24 08:00', 'other', '2026-11-24 08:00'],
  ['2026-11-24 03:00', 'breach', '2026-11-24 03:00'],
  ['2026-11-24 03:00', 'onSite', '2026-11-24 03:00'],
  ['2026-11-24 03:00', 'namedTime', '2026-11-24 03:00'],
  ['2026-11-24 03:00', 'answer', '2026-11-24 03:00'],
] as const)('a push at %s of kind %s leaves at %s', (now, kind, leaves) => expect(staffPushAt(at(now), kind, rules)).toEqual(at(leaves)));

test('waiting ends outside quiet hours, within a day, and only waits when it must', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (minute) => {
      const now = new Date(at('2026-11-23 00:00').getTime() + minute * 60_000);
      const until = quietUntil(now, night);
      expect(isQuiet(until, night)).toBe(false);
      expect(until.getTime() - now.getTime()).toBeLessThanOrEqual(11 * 3_600_000);
      expect(until.getTime() === now.getTime()).toBe(!isQuiet(now, night));
    }),
  );
});
