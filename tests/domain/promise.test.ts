import { describe, expect, test } from 'vitest';
import { isLatePromiseDue } from '../../src/domain/promise.js';
import { DEFAULT_RULES as rules } from '../../src/domain/rules.js';
import { createCalendar } from '../../src/domain/calendar/index.js';

const calendar = createCalendar();
const at = (text: string): Date => new Date(`${text}:00+08:00`);

// 2026-11-23 is a Monday; 26 September 2026 is a Saturday in the holiday of 25 to 27, the 20th a Sunday that is worked.
describe('a promise that missed its morning', () => {
  test.each([
    ['today, made at nine: not before five', '2026-11-23', '2026-11-23T09:00', '2026-11-23T16:59', false],
    ['at five', '2026-11-23', '2026-11-23T09:00', '2026-11-23T17:00', true],
    ['made at half past five: not at six', '2026-11-23', '2026-11-23T17:30', '2026-11-23T18:00', false],
    ['but an hour later', '2026-11-23', '2026-11-23T17:30', '2026-11-23T18:30', true],
    ['never in the night', '2026-11-23', '2026-11-23T20:10', '2026-11-23T21:10', false],
    ['nor before eight', '2026-11-23', '2026-11-23T20:10', '2026-11-24T07:59', false],
    ['but the next morning', '2026-11-23', '2026-11-23T20:10', '2026-11-24T08:00', true],
    ['which is a working day', '2026-11-27', '2026-11-27T20:10', '2026-11-28T09:00', false],
    ['after the weekend', '2026-11-27', '2026-11-27T20:10', '2026-11-30T08:00', true],
    ['for Sunday, made on Friday: on Friday', '2026-11-29', '2026-11-27T10:00', '2026-11-27T17:00', true],
    ['for Sunday, made on Friday: not on Saturday', '2026-11-29', '2026-11-27T10:00', '2026-11-28T17:00', false],
    ['for Sunday, made on Saturday: in the morning', '2026-11-29', '2026-11-28T10:00', '2026-11-29T08:30', true],
    ['not earlier', '2026-11-29', '2026-11-28T10:00', '2026-11-29T08:29', false],
    ['for a Sunday that is worked: on the Sunday', '2026-09-20', '2026-09-20T10:00', '2026-09-20T17:00', true],
    ['for next week: not today', '2026-11-30', '2026-11-23T10:00', '2026-11-23T17:00', false],
    ['in a holiday, made before it: on its last working day', '2026-09-26', '2026-09-24T10:00', '2026-09-24T17:00', true],
  ] as const)('%s', (_what, dueOn, madeAt, now, is) => {
    expect(isLatePromiseDue({ dueOn, madeAt: at(madeAt) }, at(now), calendar, rules)).toBe(is);
  });
});
