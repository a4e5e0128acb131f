import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  festivalDate,
  festivalDatesIn,
  findFestival,
  fromDayNumber,
  leapMonthOf,
  lunarBirthdayIn,
  lunarBirthdaysInSolarYear,
  lunarMonthLength,
  lunarName,
  lunarToSolar,
  nextFestivalDate,
  nextLunarBirthday,
  nextSolarBirthday,
  solarBirthdayIn,
  solarTermDate,
  solarToLunar,
  toDayNumber,
  type Festival,
} from '../../../src/domain/calendar/index.js';

const festival = (name: string): Festival => {
  const found = findFestival(name);
  if (!found) throw new Error(name);
  return found;
};

describe('fixed points', () => {
  test.each([
    ['春节', 2026, '2026-02-17'],
    ['春节', 2027, '2027-02-06'],
    ['元宵', 2027, '2027-02-20'],
    ['端午', 2026, '2026-06-19'],
    ['端午', 2027, '2027-06-09'],
    ['七夕', 2026, '2026-08-19'],
    ['中秋', 2026, '2026-09-25'],
    ['中秋', 2027, '2027-09-15'],
    ['重阳', 2026, '2026-10-18'],
    ['重阳', 2027, '2027-10-08'],
    ['腊八', 2026, '2027-01-15'],
    ['除夕', 2026, '2027-02-05'],
    ['清明', 2027, '2027-04-05'],
    ['冬至', 2026, '2026-12-22'],
    ['母亲节', 2027, '2027-05-09'],
    ['父亲节', 2027, '2027-06-20'],
    ['感恩节', 2026, '2026-11-26'],
    ['国庆', 2027, '2027-10-01'],
    ['妇女节', 2027, '2027-03-08'],
  ])('%s of %i is %s', (name, year, expected) => {
    expect(festivalDate(festival(name), year)).toBe(expected);
  });

  test('a festival late in the lunar year is found in its solar year', () => {
    expect(festivalDatesIn(festival('腊八'), 2027)).toEqual(['2027-01-15']);
    expect(festivalDatesIn(festival('除夕'), 2026)).toEqual(['2026-02-16']);
    expect(nextFestivalDate(festival('除夕'), '2026-11-23')).toBe('2027-02-05');
    expect(nextFestivalDate(festival('元旦'), '2027-01-01')).toBe('2027-01-01');
    expect(nextFestivalDate(festival('小年'), '2026-11-23')).toBe('2027-01-30');
  });

  test('solar terms', () => {
    expect(solarTermDate(2026, '冬至')).toBe('2026-12-22');
    expect(solarTermDate(2026, '小寒')).toBe('2026-01-05');
    expect(solarTermDate(2027, '立春')).toBe('2027-02-04');
    expect(() => solarTermDate(2026, '春天')).toThrow(RangeError);
  });
});

describe('lunar birthdays', () => {
  test('day 30 falls back to the last day of a short month', () => {
    expect(lunarMonthLength(2026, 12)).toBe(29);
    expect(lunarBirthdayIn(2026, { month: 12, day: 30, leap: false })).toBe('2027-02-05');
  });

  test('born in a leap month: the ordinary month, unless asked otherwise', () => {
    const birthday = { month: 6, day: 10, leap: true };
    expect(leapMonthOf(2025)).toBe(6);
    expect(lunarBirthdayIn(2025, birthday)).toBe('2025-07-04');
    expect(lunarBirthdayIn(2025, birthday, 'leapIfPresent')).toBe('2025-08-03');
    expect(lunarBirthdayIn(2026, birthday, 'leapIfPresent')).toBe(lunarBirthdayIn(2026, birthday));
  });

  test('a solar year holds none, one or two', () => {
    const counts = new Set<number>();
    for (let year = 1990; year <= 2060; year++) {
      const found = lunarBirthdaysInSolarYear(year, { month: 11, day: 25, leap: false });
      counts.add(found.length);
      expect([...found].sort()).toEqual(found);
    }
    expect([...counts].sort()).toEqual([0, 1, 2]);
    expect(lunarBirthdaysInSolarYear(2027, { month: 12, day: 8, leap: false })).toEqual(['2027-01-15']);
    expect(lunarBirthdaysInSolarYear(2026, { month: 8, day: 15, leap: false })).toEqual(['2026-09-25']);
  });

  test('the next one', () => {
    expect(nextLunarBirthday('2026-11-23', { month: 8, day: 15, leap: false })).toBe('2027-09-15');
    expect(nextLunarBirthday('2026-09-25', { month: 8, day: 15, leap: false })).toBe('2026-09-25');
    expect(nextLunarBirthday('2027-01-10', { month: 12, day: 8, leap: false })).toBe('2027-01-15');
    expect(nextLunarBirthday('2026-12-31', { month: 11, day: 23, leap: false })).toBe('2026-12-31');
  });

  test('29 February', () => {
    expect(solarBirthdayIn(2027, 2, 29)).toBe('2027-02-28');
    expect(solarBirthdayIn(2028, 2, 29)).toBe('2028-02-29');
    expect(nextSolarBirthday('2026-11-23', 2, 29)).toBe('2027-02-28');
    expect(nextSolarBirthday('2026-11-23', 11, 23)).toBe('2026-11-23');
    expect(nextSolarBirthday('2026-11-23', 11, 22)).toBe('2027-11-22');
  });

  test('names', () => {
    expect(lunarName(solarToLunar('2026-11-23'))).toBe('十月十五');
    expect(lunarName(solarToLunar('2026-11-24'))).toBe('十月十六');
    expect(lunarName({ month: 6, day: 10, leap: true })).toBe('闰六月初十');
    expect(lunarName({ month: 12, day: 29, leap: false })).toBe('腊月廿九');
    expect(lunarName({ month: 1, day: 20, leap: false })).toBe('正月二十');
    expect(lunarName({ month: 11, day: 30, leap: false })).toBe('冬月三十');
  });

  test('what no lunar year has is refused', () => {
    for (const [month, day] of [
      [0, 1],
      [13, 1],
      [1, 0],
      [1, 31],
    ] as const) {
      expect(() => lunarToSolar(2026, month, day)).toThrow(RangeError);
    }
    expect(() => lunarToSolar(99_999, 1, 1)).toThrow(RangeError);
  });

  test('lunar and solar are each other’s inverse', () => {
    const days = fc.integer({ min: toDayNumber('1901-02-19'), max: toDayNumber('2099-12-31') }).map(fromDayNumber);
    fc.assert(
      fc.property(days, (date) => {
        const lunar = solarToLunar(date);
        expect(lunarToSolar(lunar.year, lunar.month, lunar.day, lunar.leap)).toBe(date);
      }),
    );
  });

  test('the next birthday is never more than 13 lunar months away', () => {
    const days = fc.integer({ min: toDayNumber('1950-01-01'), max: toDayNumber('2090-12-31') }).map(fromDayNumber);
    const birthdays = fc.record({
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 30 }),
      leap: fc.boolean(),
    });
    fc.assert(
      fc.property(days, birthdays, fc.constantFrom('regular' as const, 'leapIfPresent' as const), (from, b, rule) => {
        const next = nextLunarBirthday(from, b, rule);
        expect(next >= from).toBe(true);
        expect(toDayNumber(next) - toDayNumber(from)).toBeLessThan(420);
      }),
    );
  });
});
