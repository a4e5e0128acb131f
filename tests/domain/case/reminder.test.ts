import { expect, test } from 'vitest';
import { createCalendar } from '../../../src/domain/calendar/index.js';
import { caseClocks, caseReminders, type CaseFacts } from '../../../src/domain/case/index.js';
import { DEFAULT_RULES as rules } from '../../../src/domain/rules.js';

const calendar = createCalendar();
const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const local = (instant: Date): string => new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

function spoken(facts: Partial<CaseFacts>, until: string): string[] {
  const whole: CaseFacts = { kind: 'request', state: 'received', receivedAt: at('2026-11-23 09:00'), levelAtIntake: 'platinum', ...facts };
  const clocks = caseClocks(whole, calendar, rules, at(until));
  return caseReminders(clocks, at(until), calendar, rules).map(
    (one) =>
      `${local(one.at)} ${one.to.length} ${one.clocks.map((clock) => `${clock.kind}${clock.daily ? '+' : Math.round(clock.share * 100)}`).join(' ')}`,
  );
}

test('half, four fifths and the end of both promises, then each workday', () => {
  // 首次联系 24 h: 21:00, 04:12, 09:00. 答复 81 h (to Thursday 18:00): 01:30 on the 25th, 01:48 on the 26th, 18:00.
  expect(spoken({}, '2026-11-30 12:00')).toEqual([
    '2026-11-23 21:00 1 contact50',
    '2026-11-24 04:12 2 contact80',
    '2026-11-24 09:00 3 contact100',
    '2026-11-25 01:30 1 result50',
    '2026-11-25 09:00 3 contact+',
    '2026-11-26 01:48 2 result80',
    '2026-11-26 09:00 3 contact+',
    '2026-11-26 18:00 3 result100',
    '2026-11-27 09:00 3 contact+ result+',
    '2026-11-30 09:00 3 contact+ result+',
  ]);
});

test('a clock that is kept falls silent', () => {
  expect(spoken({ firstContactAt: at('2026-11-23 20:00'), resultAt: at('2026-11-25 10:00') }, '2026-11-30 12:00')).toEqual([
    '2026-11-25 01:30 1 result50',
  ]);
});

test('what falls into one minute is said once', () => {
  const clock = caseClocks(
    { kind: 'request', state: 'received', receivedAt: at('2026-11-23 09:00'), levelAtIntake: 'platinum' },
    calendar,
    rules,
    at('2026-11-23 09:00'),
  )[0];
  if (clock === undefined) throw new Error('no clock');
  const twice = caseReminders(
    [clock, { ...clock, kind: 'result', dueAt: new Date(clock.dueAt.getTime() - 20_000) }],
    at('2026-11-24 09:00'),
    calendar,
    rules,
  );
  expect(twice.map((one) => one.clocks.length)).toEqual([2, 2, 2]);
});

test('breaches over a holiday speak on workdays only', () => {
  expect(
    spoken({ receivedAt: at('2026-09-29 10:00'), resultAt: at('2026-09-29 11:00') }, '2026-10-10 12:00').filter((line) => line.includes('+')),
  ).toEqual(['2026-10-08 09:00 3 contact+', '2026-10-09 09:00 3 contact+', '2026-10-10 09:00 3 contact+']);
});
