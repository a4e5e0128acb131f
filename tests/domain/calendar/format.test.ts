import { describe, expect, test } from 'vitest';
import {
  formatDataDate,
  formatDay,
  formatDayDeadline,
  formatDayRange,
  formatDayTime,
  formatDeadline,
  formatFullDay,
  formatFullMoment,
  formatMoment,
  formatRemaining,
  formatSpan,
  formatTimeRange,
} from '../../../src/domain/calendar/index.js';

const at = (text: string): Date => new Date(`${text}:00+08:00`);
const now = at('2026-11-23T14:40');

describe('days and moments as the bot writes them', () => {
  test.each([
    ['2026-11-23', '今天'],
    ['2026-11-24', '明天'],
    ['2026-11-22', '昨天'],
    ['2026-11-25', '11月25日 周三'],
    ['2026-11-21', '11月21日 周六'],
    ['2027-02-06', '2027年2月6日 周六'],
    ['2025-12-31', '2025年12月31日 周三'],
  ])('%s is %s', (date, expected) => {
    expect(formatDay(date, now)).toBe(expected);
  });

  test.each([
    ['2026-11-23T15:30', '今天 15:30'],
    ['2026-11-24T09:00', '明天 09:00'],
    ['2026-11-22T18:00', '昨天 18:00'],
    ['2026-11-25T15:30', '11月25日 周三 15:30'],
    ['2027-01-22T09:05', '2027年1月22日 周五 09:05'],
  ])('%s is %s', (moment, expected) => {
    expect(formatMoment(at(moment), now)).toBe(expected);
  });

  test('near days cross the year', () => {
    expect(formatDay('2027-01-01', at('2026-12-31T23:59'))).toBe('明天');
    expect(formatDay('2026-12-31', at('2027-01-01T00:00'))).toBe('昨天');
  });

  test('full forms never say 今天', () => {
    expect(formatFullDay('2026-11-23', now)).toBe('11月23日 周一');
    expect(formatFullMoment(at('2026-11-24T09:00'), now)).toBe('11月24日 周二 09:00');
  });

  test('a day with or without a time', () => {
    expect(formatDayTime('2026-11-24', '09:00', now)).toBe('明天 09:00');
    expect(formatDayTime('2026-11-24', undefined, now)).toBe('明天');
  });
});

describe('deadlines', () => {
  test.each([
    ['2026-11-26T18:00', '11月26日 周四 18:00前'],
    ['2026-11-25T09:30', '11月25日 周三 09:30前 剩42小时50分'],
    ['2026-11-24T14:40', '11月24日 周二 14:40前 剩24小时'],
    ['2026-11-23T18:00', '今天 18:00前 剩3小时20分'],
    ['2026-11-23T12:35', '今天 12:35前 超时2小时5分'],
    ['2026-11-20T18:00', '11月20日 周五 18:00前 超时2天'],
    ['2026-12-09T00:00', '12月8日 周二 24:00前'],
    ['2026-11-24T00:00', '今天 24:00前 剩9小时20分'],
    ['2027-01-04T18:00', '2027年1月4日 周一 18:00前'],
  ])('%s is %s', (due, expected) => {
    expect(formatDeadline(at(due), now)).toBe(expected);
  });

  test('a clock of law writes today out', () => {
    expect(formatDeadline(at('2026-11-23T18:00'), now, { law: true, countdown: false })).toBe('今天（11月23日 周一）18:00前');
    expect(formatDeadline(at('2026-11-26T18:00'), now, { law: true })).toBe('11月26日 周四 18:00前');
  });

  test('what is left', () => {
    expect(formatRemaining(at('2026-11-23T18:00'), now)).toBe('剩3小时20分');
    expect(formatRemaining(at('2026-11-23T14:40'), now)).toBe('剩0分');
    expect(formatRemaining(at('2026-11-23T14:10'), now)).toBe('超时30分');
    expect(formatRemaining(at('2026-12-03T00:00'), now)).toBe('剩9天');
    expect(formatSpan(40 * 60_000)).toBe('40分');
  });

  test('a whole day', () => {
    expect(formatDayDeadline('2027-01-22', now)).toBe('2027年1月22日 周五前');
  });
});

test('spans and data dates', () => {
  expect(formatDayRange('2026-11-20', '2026-11-22', now)).toBe('11月20日至11月22日');
  expect(formatDayRange('2026-12-30', '2027-01-02', now)).toBe('12月30日至2027年1月2日');
  expect(formatDayRange('2026-12-30', '2026-12-30', now)).toBe('12月30日');
  expect(formatTimeRange(at('2026-11-23T10:00'), at('2026-11-23T11:30'))).toBe('10:00–11:30');
  expect(formatTimeRange(at('2026-11-23T22:00'), at('2026-11-24T00:00'))).toBe('22:00–24:00');
  expect(formatDataDate('2026-11-22', now)).toBe('截至11月22日');
  expect(formatDataDate('2025-11-22', now)).toBe('截至2025年11月22日');
});
