import { describe, expect, test } from 'vitest';
import { createCalendar } from '../../src/domain/calendar/index.js';
import {
  cadenceMonths,
  contactStanding,
  contactSteps,
  firstCallDueOn,
  nextContactDue,
  type CadenceFacts,
  type ContactDueFacts,
} from '../../src/domain/cadence.js';
import { DEFAULT_RULES as rules } from '../../src/domain/rules.js';

const calendar = createCalendar();

test.each<[CadenceFacts, number | null]>([
  [{ level: 'blackGold' }, 1],
  [{ level: 'platinum' }, 2],
  [{ level: 'gold' }, 3],
  [{ level: 'general' }, null],
  [{ level: 'platinum', adminLayer: 'branch' }, 1],
  [{ level: 'platinum', adminLayer: 'headOffice' }, 1],
  [{ level: 'platinum', adminLayer: 'subBranch' }, 2],
  [{ level: 'blackGold', wish: 6 }, 6],
  [{ level: 'blackGold', wish: 'none' }, null],
  [{ level: 'general', wish: 3 }, 3],
])('%j: %s months', (facts, months) => expect(cadenceMonths(facts, rules)).toBe(months));

test.each<[string, ContactDueFacts, string | null, string | null]>([
  ['platinum, last on 23 September', { level: 'platinum', relationStartOn: '2026-01-01', lastEffectiveOn: '2026-09-23' }, '2026-11-23', '2026-11-23'],
  [
    'due on a Saturday, shown on Friday',
    { level: 'platinum', relationStartOn: '2026-01-01', lastEffectiveOn: '2026-11-23' },
    '2027-01-23',
    '2027-01-22',
  ],
  ['never reached: from the start of the relation', { level: 'blackGold', relationStartOn: '2026-10-15' }, '2026-11-15', '2026-11-13'],
  ['month end is clamped', { level: 'blackGold', relationStartOn: '2026-01-01', lastEffectiveOn: '2026-01-31' }, '2026-02-28', '2026-02-28'],
  ['in a holiday: shown before it', { level: 'gold', relationStartOn: '2026-01-01', lastEffectiveOn: '2026-07-04' }, '2026-10-04', '2026-09-30'],
  ['no duty', { level: 'general', relationStartOn: '2026-01-01' }, null, null],
  ['勿扰', { level: 'gold', wish: 'none', relationStartOn: '2026-01-01' }, null, null],
  [
    'a day agreed with the client rules',
    { level: 'gold', relationStartOn: '2026-01-01', lastEffectiveOn: '2026-11-01', agreedOn: '2026-12-01' },
    '2026-12-01',
    '2026-12-01',
  ],
])('%s', (_name, facts, dueOn, shownOn) => {
  const due = nextContactDue(facts, calendar, rules);
  expect(due?.dueOn ?? null).toBe(dueOn);
  expect(due?.shownOn ?? null).toBe(shownOn);
});

describe('standing of a contact due on Monday 9 November', () => {
  const due = { dueOn: '2026-11-09', shownOn: '2026-11-09' };
  test.each([
    ['2026-10-30', 'notDue', 0, undefined],
    ['2026-11-01', 'notDue', 0, undefined],
    ['2026-11-02', 'dueSoon', 0, undefined],
    ['2026-11-08', 'dueSoon', 0, undefined],
    ['2026-11-09', 'due', 0, undefined],
    ['2026-11-10', 'overdue', 1, undefined],
    ['2026-11-13', 'overdue', 4, undefined],
    ['2026-11-15', 'overdue', 4, undefined],
    ['2026-11-16', 'overdue', 5, 'remindAgain'],
    ['2026-11-20', 'overdue', 9, 'remindAgain'],
    ['2026-11-23', 'overdue', 10, 'supervisor'],
  ])('on %s: %s, %i workdays, %s', (today, state, overdueWorkdays, escalation) => {
    expect(contactStanding(due, today, calendar, rules)).toEqual({ state, overdueWorkdays, ...(escalation === undefined ? {} : { escalation }) });
  });
});

test('a contact due on a Saturday is due on Friday and Saturday', () => {
  const due = { dueOn: '2027-01-23', shownOn: '2027-01-22' };
  expect(contactStanding(due, '2027-01-21', calendar, rules).state).toBe('dueSoon');
  expect(contactStanding(due, '2027-01-22', calendar, rules).state).toBe('due');
  expect(contactStanding(due, '2027-01-23', calendar, rules).state).toBe('due');
  expect(contactStanding(due, '2027-01-24', calendar, rules)).toEqual({ state: 'overdue', overdueWorkdays: 0 });
});

test('steps, across the national holiday', () => {
  expect(contactSteps({ dueOn: '2026-09-29', shownOn: '2026-09-29' }, calendar, rules)).toEqual([
    { kind: 'due', on: '2026-09-29' },
    { kind: 'remindAgain', on: '2026-10-12' },
    { kind: 'supervisor', on: '2026-10-19' },
  ]);
});

test.each([
  ['2026-09-30', '2026-10-09'],
  ['2026-11-20', '2026-11-24'],
  ['2026-11-21', '2026-11-24'],
])('a letter sent on %s: first call by %s', (sentOn, dueOn) => expect(firstCallDueOn(sentOn, calendar, rules)).toBe(dueOn));
