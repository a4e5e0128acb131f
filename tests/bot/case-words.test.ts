import { expect, test } from 'vitest';
import { clockWords, nearestWords } from '../../src/bot/case-words.js';
import type { CaseClock } from '../../src/domain/case/index.js';

const at = (text: string) => new Date(`${text}+08:00`);
const clock = (kind: CaseClock['kind'], startedAt: string, dueAt: string, dueOn: string, more: Partial<CaseClock> = {}): CaseClock => ({
  kind,
  startedAt: at(startedAt),
  dueAt: at(dueAt),
  dueOn,
  provisional: false,
  reasons: [],
  ...more,
});

test.each([
  [
    'the law’s date in full, with the number of days',
    clock('regulator', '2026-11-23T09:30:00', '2026-12-09T00:00:00', '2026-12-08'),
    '2026-11-23T09:30:00',
    '12月8日 周二 24:00前，满15日',
  ],
  [
    'the last 48 hours with what is left',
    clock('contact', '2026-11-23T09:30:00', '2026-11-24T09:30:00', '2026-11-24'),
    '2026-11-23T09:30:00',
    '11月24日 周二 09:30前 剩24小时',
  ],
  [
    'today in full as well',
    clock('result', '2026-11-20T09:30:00', '2026-11-23T18:00:00', '2026-11-23'),
    '2026-11-23T14:00:00',
    '今天（11月23日 周一）18:00前 剩4小时',
  ],
  [
    'today where the row has no room for the blank',
    clock('result', '2026-11-20T09:30:00', '2026-11-23T18:00:00', '2026-11-23'),
    '2026-11-23T12:31:00',
    '今天（11月23日 周一）18:00前剩5小时29分',
  ],
  [
    'today where it has no room for the word either',
    clock('result', '2026-11-20T09:30:00', '2026-11-23T18:00:00', '2026-11-23'),
    '2026-11-23T06:31:00',
    '11月23日 周一 18:00前 剩11小时29分',
  ],
  ['past it', clock('result', '2026-11-20T09:30:00', '2026-11-23T18:00:00', '2026-11-23'), '2026-11-24T09:00:00', '11月23日 周一 18:00前 超时15小时'],
  [
    'kept',
    clock('contact', '2026-11-23T09:30:00', '2026-11-24T09:30:00', '2026-11-24', { doneAt: at('2026-11-23T11:00:00') }),
    '2026-11-25T09:00:00',
    '11月23日 周一 11:00完成',
  ],
  [
    'kept late',
    clock('contact', '2026-11-23T09:30:00', '2026-11-24T09:30:00', '2026-11-24', { doneAt: at('2026-11-24T11:35:00') }),
    '2026-11-25T09:00:00',
    '11月24日 周二 11:35完成，晚2小时5分',
  ],
])('%s', (_what, one, now, words) => {
  expect(clockWords(one, at(now))).toBe(words);
  expect([...words].length).toBeLessThanOrEqual(26);
});

test('whatever is left, a row holds it', () => {
  const due = at('2026-11-23T23:59:00');
  for (let minutes = 0; minutes < 5 * 24 * 60; minutes += 7) {
    const now = new Date(due.getTime() + (minutes - 2 * 24 * 60) * 60_000);
    expect([...clockWords(clock('result', '2026-11-01T09:30:00', '2026-11-23T23:59:00', '2026-11-23'), now)].length).toBeLessThanOrEqual(26);
  }
});

test('a list names what ends first, and marks what is estimated', () => {
  const far = clock('regulator', '2026-12-30T10:00:00', '2027-01-15T00:00:00', '2027-01-14', { provisional: true });
  expect(nearestWords([far], at('2026-12-30T10:00:00'))).toBe('2027年1月14日 周四，暂估');
  expect(nearestWords([far, clock('contact', '2026-12-30T10:00:00', '2026-12-31T10:00:00', '2026-12-31')], at('2026-12-30T10:00:00'))).toBe(
    '剩24小时',
  );
  expect(nearestWords([{ ...far, doneAt: at('2026-12-31T10:00:00') }], at('2027-01-02T10:00:00'))).toBe('时限已完成');
});
