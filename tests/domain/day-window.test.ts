import { expect, test } from 'vitest';
import { createCalendar, instantAt } from '../../src/domain/calendar/index.js';
import { dayWindow, maturityDays, widest, windowEnd } from '../../src/domain/day-window.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';

const calendar = createCalendar();
const on = (day: string) => dayWindow(new Date(`${day}T08:40:00+08:00`), calendar);

// 2026-11-23 is a Monday.
test.each([
  ['a Monday holds the days off before it', '2026-11-23', '2026-11-20', ['2026-11-21', '2026-11-22', '2026-11-23'], '2026-11-23'],
  ['a Tuesday is one day', '2026-11-24', '2026-11-23', ['2026-11-24'], '2026-11-24'],
  ['a Friday reaches to Sunday', '2026-11-27', '2026-11-26', ['2026-11-27'], '2026-11-29'],
])('%s', (_name, day, last, days, until) => {
  expect(on(day)).toMatchObject({ today: day, last, days, until });
  expect(windowEnd(on(day))).toEqual(new Date(instantAt(until).getTime() + 24 * 60 * 60 * 1000));
});

test('the widest of several reaches from the earliest working day to the latest day off', () => {
  const early = { ...on('2026-11-24'), last: '2026-11-20', days: ['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24'] };
  const late = { ...on('2026-11-24'), until: '2026-11-26' };
  expect(widest([late, early])).toMatchObject({ today: '2026-11-24', last: '2026-11-20', days: early.days, until: '2026-11-26' });
});

test('a maturity is looked for on every day a notice of it may be moved from', () => {
  const rules = { ...DEFAULT_RULES, maturity: { ...DEFAULT_RULES.maturity, remind: [-7, 1] } };
  // Seven days before; the day after, for whatever fell due from Thursday to Sunday; and the days since Friday.
  expect(maturityDays(on('2026-11-23'), rules)).toEqual(['2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-11-30']);
});
