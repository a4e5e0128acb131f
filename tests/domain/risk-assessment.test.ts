import { expect, test } from 'vitest';
import { createCalendar } from '../../src/domain/calendar/index.js';
import {
  assessmentNotices,
  assessmentsLeft,
  assessmentStanding,
  type AssessmentFacts,
  type RiskTolerance,
} from '../../src/domain/risk-assessment.js';
import { DEFAULT_RULES as rules } from '../../src/domain/rules.js';

const calendar = createCalendar();
const one = (day: string, level: RiskTolerance = 'C2') => ({ level, assessedAt: new Date(`${day}T10:00:00+08:00`) });

test.each<[string, AssessmentFacts, string, string, string | undefined]>([
  ['none', { assessments: [] }, '2026-11-23', 'missing', undefined],
  ['valid', { assessments: [one('2026-03-11')] }, '2026-11-23', 'valid', '2027-03-11'],
  ['on its last day', { assessments: [one('2025-11-23')] }, '2026-11-23', 'valid', '2026-11-23'],
  ['a day later', { assessments: [one('2025-11-22')] }, '2026-11-23', 'expired', '2026-11-22'],
  ['of 29 February', { assessments: [one('2024-02-29')] }, '2025-02-28', 'valid', '2025-02-28'],
  ['after a change told', { assessments: [one('2026-03-11')], needsReassessment: true }, '2026-11-23', 'needsReassessment', '2027-03-11'],
  [
    'another level, not confirmed',
    { assessments: [one('2026-03-11', 'C3'), one('2025-03-11', 'C2')] },
    '2026-11-23',
    'changeUnconfirmed',
    '2027-03-11',
  ],
  [
    'another level, confirmed',
    { assessments: [one('2025-03-11', 'C2'), one('2026-03-11', 'C3')], changeConfirmed: true },
    '2026-11-23',
    'valid',
    '2027-03-11',
  ],
  ['the same level again', { assessments: [one('2025-03-11'), one('2026-03-11')] }, '2026-11-23', 'valid', '2027-03-11'],
])('%s', (_name, facts, today, state, validUntil) => {
  const standing = assessmentStanding(facts, today, rules);
  expect(standing).toMatchObject({ state, reasons: [{ source: '《金融机构产品适当性管理办法》第二十九条' }] });
  expect(standing.validUntil).toBe(validUntil);
});

test.each([
  [[], 2, 8, 2],
  [['2026-11-23'], 1, 7, 1],
  [['2026-11-23', '2026-11-23'], 0, 6, 0],
  [Array<string>(7).fill('2026-06-01'), 2, 1, 1],
  [Array<string>(8).fill('2026-06-01'), 2, 0, 0],
  [Array<string>(8).fill('2025-11-23'), 2, 8, 2],
  [Array<string>(8).fill('2025-11-24'), 2, 0, 0],
])('after %j: %i today, %i in 12 months, %i left', (days, today, in12Months, left) => {
  expect(
    assessmentsLeft(
      days.map((day) => one(day)),
      '2026-11-23',
      rules,
    ),
  ).toEqual({ today, in12Months, left });
});

test('renewal reminders 30 and 7 days before, on workdays', () => {
  const notices = assessmentNotices(one('2025-12-20').assessedAt, '2026-11-01', '2026-12-31', calendar, rules);
  // Valid until 20 December 2026: 20 November (Friday), 13 December (Sunday).
  expect(notices.map((notice) => `${notice.lead} ${notice.speakOn}`)).toEqual(['30 2026-11-20', '7 2026-12-11']);
});
