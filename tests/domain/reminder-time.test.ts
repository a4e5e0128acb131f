import { describe, expect, test } from 'vitest';
import { reminderTime } from '../../src/domain/reminder-time.js';

const NOW = new Date('2026-11-23T15:00:00+08:00');

describe('a day to come', () => {
  test.each([
    [{ date: '2026-11-26' }, '2026-11-26T09:00'],
    [{ date: '2026-11-26', period: 'morning' as const }, '2026-11-26T09:00'],
    [{ date: '2026-11-26', period: 'noon' as const }, '2026-11-26T12:00'],
    [{ date: '2026-11-26', period: 'afternoon' as const }, '2026-11-26T14:00'],
    [{ date: '2026-11-26', period: 'dusk' as const }, '2026-11-26T18:00'],
    [{ date: '2026-11-23', period: 'evening' as const }, '2026-11-23T19:00'],
    [{ date: '2026-11-26', period: 'evening' as const, time: '21:30' }, '2026-11-26T21:30'],
  ])('%o speaks at %s', (when, at) => {
    expect(reminderTime(when, NOW, '09:00')).toMatchObject({ ok: true, at: new Date(`${at}:00+08:00`) });
  });
});

test.each([
  [{ date: '2026-11-23' }],
  [{ date: '2026-11-23', period: 'afternoon' as const }],
  [{ date: '2026-11-26', period: 'dawn' as const }],
  [{ date: '2026-11-26', period: 'night' as const }],
])('%o leaves the hour to be asked', (when) => {
  expect(reminderTime(when, NOW, '09:00')).toEqual({ ok: false, askTime: true });
});

test('a time that has passed is offered again, the next day it can be', () => {
  expect(reminderTime({ date: '2026-11-23', time: '14:00' }, NOW, '09:00')).toMatchObject({
    ok: false,
    offer: { date: '2026-11-24', time: '14:00' },
  });
});
