import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addWorkdays,
  addYears,
  businessDeadline,
  businessHoursDeadline,
  countWorkdays,
  createCalendar,
  dateAt,
  daysBetween,
  dueAfter,
  firstWorkdayOnOrAfter,
  fromDayNumber,
  instantAt,
  isDate,
  isProvisional,
  isWorkday,
  lastWorkdayOfMonth,
  lastWorkdayOnOrBefore,
  mondayOf,
  naturalDeadline,
  parseDuration,
  partsOf,
  statutoryHolidays,
  subtractWorkdays,
  tenDayPeriod,
  timeAt,
  toDayNumber,
  weekdayName,
  weekdayOf,
  withClosures,
  withHolidays,
  type HolidayRow,
} from '../../../src/domain/calendar/index.js';

const calendar = createCalendar();

describe('working days of the official 2026 plan', () => {
  test.each([
    ['2026-09-18', 1, '2026-09-20'],
    ['2026-09-18', 3, '2026-09-22'],
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-02-13', 3, '2026-02-25'],
    ['2026-02-14', 1, '2026-02-24'],
    ['2026-04-30', 1, '2026-05-06'],
    ['2026-04-30', 3, '2026-05-08'],
    ['2026-05-08', 3, '2026-05-12'],
    ['2026-01-02', 1, '2026-01-04'],
    ['2026-06-18', 1, '2026-06-22'],
    ['2026-12-31', 1, '2027-01-04'],
    ['2026-11-23', 0, '2026-11-23'],
    ['2026-11-21', 0, '2026-11-23'],
    ['2026-02-15', 0, '2026-02-24'],
  ])('%s plus %i is %s', (from, n, expected) => {
    expect(addWorkdays(from, n, calendar)).toBe(expected);
  });

  test.each([
    ['2026-01-04', true],
    ['2026-02-14', true],
    ['2026-02-28', true],
    ['2026-05-09', true],
    ['2026-09-20', true],
    ['2026-10-10', true],
    ['2026-10-01', false],
    ['2026-10-07', false],
    ['2026-10-08', true],
    ['2026-11-21', false],
    ['2026-11-23', true],
    ['2025-10-08', false],
    ['2025-10-11', true],
    ['2025-01-26', true],
    ['2025-02-04', false],
    ['2027-01-01', false],
    ['2027-10-03', false],
    ['2027-10-04', true],
  ])('%s worked: %s', (date, expected) => {
    expect(isWorkday(date, calendar)).toBe(expected);
  });

  test.each([
    [2025, 28, 5],
    [2026, 33, 6],
  ])('%i has %i days off and %i make-up days', (year, off, work) => {
    const rows = [...calendar.days.values()].filter((row) => row.date.startsWith(String(year)));
    expect(rows.filter((row) => row.kind === '休')).toHaveLength(off);
    expect(rows.filter((row) => row.kind === '班')).toHaveLength(work);
  });

  test('neighbouring workdays', () => {
    expect(lastWorkdayOnOrBefore('2026-10-03', calendar)).toBe('2026-09-30');
    expect(lastWorkdayOnOrBefore('2026-10-18', calendar)).toBe('2026-10-16');
    expect(lastWorkdayOnOrBefore('2026-10-10', calendar)).toBe('2026-10-10');
    expect(firstWorkdayOnOrAfter('2026-10-01', calendar)).toBe('2026-10-08');
    expect(subtractWorkdays('2026-10-08', 1, calendar)).toBe('2026-09-30');
    expect(lastWorkdayOfMonth('2026-11-04', calendar)).toBe('2026-11-30');
    expect(lastWorkdayOfMonth('2026-02-04', calendar)).toBe('2026-02-28');
    expect(lastWorkdayOfMonth('2026-12-04', calendar)).toBe('2026-12-31');
  });

  test('a count that is no count is refused', () => {
    expect(() => addWorkdays('2026-11-23', -1, calendar)).toThrow(RangeError);
    expect(() => addWorkdays('2026-11-23', 1.5, calendar)).toThrow(RangeError);
    expect(() => addWorkdays('2026-11-31', 1, calendar)).toThrow(RangeError);
  });
});

describe('years without a published plan', () => {
  test('the law names 13 days', () => {
    for (const year of [2027, 2029, 2030]) expect(statutoryHolidays(year).size).toBe(13);
    // 中秋 of 2028 falls on 3 October: no substitute day is guessed.
    expect(statutoryHolidays(2028).size).toBe(12);
    expect([...statutoryHolidays(2027).keys()].sort()).toEqual([
      '2027-01-01',
      '2027-02-05',
      '2027-02-06',
      '2027-02-07',
      '2027-02-08',
      '2027-04-05',
      '2027-05-01',
      '2027-05-02',
      '2027-06-09',
      '2027-09-15',
      '2027-10-01',
      '2027-10-02',
      '2027-10-03',
    ]);
  });

  test('2027 is provisional until its plan arrives, and then counted by it', () => {
    expect(isProvisional('2027-01-04', calendar)).toBe(true);
    expect(isProvisional('2026-12-31', calendar)).toBe(false);
    const row = (date: string, kind: '休' | '班'): HolidayRow => ({
      date,
      kind,
      name: '元旦',
      status: 'official',
      source: '测试',
    });
    const later = withHolidays(calendar, [row('2027-01-01', '休'), row('2027-01-04', '休'), row('2027-01-09', '班')]);
    expect(isProvisional('2027-01-04', later)).toBe(false);
    expect(addWorkdays('2026-12-31', 1, later)).toBe('2027-01-05');
    expect(isWorkday('2027-01-09', later)).toBe(true);
    expect(isWorkday('2027-01-09', calendar)).toBe(false);
  });

  test('provisional rows count until the official ones come', () => {
    const provisional = withHolidays(calendar, [{ date: '2027-10-04', name: '国庆节', kind: '休', status: 'provisional', source: '内部预估' }]);
    expect(isProvisional('2027-10-04', provisional)).toBe(true);
    expect(isWorkday('2027-10-04', provisional)).toBe(false);
    const official = withHolidays(provisional, [{ date: '2027-01-01', name: '元旦', kind: '休', status: 'official', source: '测试' }]);
    expect(isWorkday('2027-10-04', official)).toBe(true);
  });

  test('a local closure is off for its branch only', () => {
    const branch = withClosures(calendar, [{ date: '2026-07-13', name: '那达慕' }]);
    expect(isWorkday('2026-07-13', branch)).toBe(false);
    expect(isWorkday('2026-07-13', calendar)).toBe(true);
    expect(addWorkdays('2026-07-10', 1, branch)).toBe('2026-07-14');
  });
});

describe('deadlines', () => {
  const at = (text: string): Date => new Date(`${text}+08:00`);

  test.each([
    ['2026-09-18', 15, '2026-10-03', '2026-09-30'],
    ['2026-09-18', 30, '2026-10-18', '2026-10-16'],
    ['2026-09-18', 60, '2026-11-17', '2026-11-17'],
    ['2026-11-23', 15, '2026-12-08', '2026-12-08'],
  ])('%s plus %i natural days ends with %s, kept by %s', (from, days, date, internalDueOn) => {
    const due = naturalDeadline(from, days, calendar);
    expect(due).toEqual({ at: instantAt(addDays(date, 1)), date, provisional: false, internalDueOn });
  });

  test.each([
    ['2026-11-23T09:30:00', '24h', '2026-11-24T09:30:00', false],
    ['2026-11-23T09:30:00', '3wd', '2026-11-26T18:00:00', false],
    ['2026-11-23T09:30:00', '1wd', '2026-11-24T18:00:00', false],
    ['2026-11-20T20:00:00', '1wd', '2026-11-23T18:00:00', false],
    ['2026-11-21T10:00:00', '1wd', '2026-11-23T18:00:00', false],
    ['2026-11-23T09:30:00', '2bh', '2026-11-23T11:30:00', false],
    ['2026-11-23T08:00:00', '2bh', '2026-11-23T11:00:00', false],
    ['2026-11-23T16:00:00', '2bh', '2026-11-23T18:00:00', false],
    ['2026-11-23T17:00:30', '2bh', '2026-11-24T10:00:30', false],
    ['2026-11-20T17:00:00', '2bh', '2026-11-23T10:00:00', false],
    ['2026-09-30T17:30:00', '2bh', '2026-10-08T10:30:00', false],
    ['2026-11-23T18:00:00', '2bh', '2026-11-24T11:00:00', false],
    ['2026-11-21T23:59:00', '10bh', '2026-11-24T10:00:00', false],
    ['2026-12-31T10:00:00', '1wd', '2027-01-04T18:00:00', true],
    ['2026-12-31T17:00:00', '2bh', '2027-01-04T10:00:00', true],
    ['2026-12-31T17:00:00', '24h', '2027-01-01T17:00:00', false],
    ['2026-11-23T09:30:00', 15, '2026-12-09T00:00:00', false],
    ['2026-11-23T09:30:00', '15', '2026-12-09T00:00:00', false],
  ])('%s and %s end at %s, provisional %s', (start, duration, expected, provisional) => {
    const due = dueAfter(at(start), duration, calendar);
    expect(due.at).toEqual(at(expected));
    expect(due.provisional).toBe(provisional);
  });

  test('the end of business is configuration', () => {
    const day = { businessDayStart: '08:30', businessDayEnd: '17:00' };
    expect(businessDeadline(at('2026-11-23T09:30:00'), 1, calendar, day).at).toEqual(at('2026-11-24T17:00:00'));
    expect(businessHoursDeadline(at('2026-11-23T16:00:00'), 2, calendar, day).at).toEqual(at('2026-11-24T09:30:00'));
  });

  test('durations are read strictly', () => {
    expect(parseDuration('2bh')).toEqual({ unit: 'businessHours', count: 2 });
    expect(parseDuration('1.5h')).toEqual({ unit: 'clockHours', count: 1.5 });
    expect(parseDuration(30)).toEqual({ unit: 'naturalDays', count: 30 });
    for (const wrong of ['', 'h', '3d', '-1h', '1.5wd', '2 bh', 'reg', NaN]) {
      expect(() => parseDuration(wrong)).toThrow(RangeError);
    }
  });
});

describe('days, months, 旬', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-01-15', -13, '2024-12-15'],
  ])('%s plus %i months is %s', (from, months, expected) => {
    expect(addMonths(from, months)).toBe(expected);
  });

  test('29 February clamps', () => {
    expect(addYears('2024-02-29', 1)).toBe('2025-02-28');
    expect(addYears('2024-02-29', 4)).toBe('2028-02-29');
  });

  test.each([
    ['2026-11-10', { year: 2026, month: 11, part: 1, start: '2026-11-01', end: '2026-11-10' }],
    ['2026-11-11', { year: 2026, month: 11, part: 2, start: '2026-11-11', end: '2026-11-20' }],
    ['2026-11-21', { year: 2026, month: 11, part: 3, start: '2026-11-21', end: '2026-11-30' }],
    ['2024-02-29', { year: 2024, month: 2, part: 3, start: '2024-02-21', end: '2024-02-29' }],
    ['2026-12-31', { year: 2026, month: 12, part: 3, start: '2026-12-21', end: '2026-12-31' }],
  ])('%s', (date, expected) => {
    expect(tenDayPeriod(date)).toEqual(expected);
  });

  test('weekdays', () => {
    expect(weekdayName('2026-11-23')).toBe('周一');
    expect(weekdayName('2026-11-22')).toBe('周日');
    expect(mondayOf('2026-11-22')).toBe('2026-11-16');
    expect(mondayOf('2026-11-23')).toBe('2026-11-23');
    expect(weekdayOf('1969-12-31')).toBe(3);
  });

  test('instants are read in China, whatever the process believes', () => {
    expect(dateAt(new Date('2026-11-22T16:00:00Z'))).toBe('2026-11-23');
    expect(dateAt(new Date('2026-11-22T15:59:59Z'))).toBe('2026-11-22');
    expect(timeAt(new Date('2026-11-22T15:59:59Z'))).toBe('23:59');
    expect(instantAt('2026-11-23', '24:00')).toEqual(instantAt('2026-11-24'));
    expect(instantAt('2026-11-23', '08:39').toISOString()).toBe('2026-11-23T00:39:00.000Z');
  });

  test('texts that are no day', () => {
    for (const text of ['2026-02-29', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', '']) {
      expect(isDate(text)).toBe(false);
      expect(() => partsOf(text)).toThrow(RangeError);
    }
  });
});

describe('algebra', () => {
  const someDay = fc.integer({ min: toDayNumber('2024-01-01'), max: toDayNumber('2029-12-31') }).map(fromDayNumber);
  const someCount = fc.integer({ min: 0, max: 60 });

  test('the result is a workday and grows with n', () => {
    fc.assert(
      fc.property(someDay, someCount, (date, n) => {
        const due = addWorkdays(date, n, calendar);
        expect(isWorkday(due, calendar)).toBe(true);
        expect(addWorkdays(date, n + 1, calendar) > due).toBe(n > 0 || isWorkday(date, calendar));
        expect(addWorkdays(date, n + 1, calendar) >= due).toBe(true);
      }),
    );
  });

  test('adding in two steps is adding at once', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 40 }), someCount, (date, a, b) => {
        expect(addWorkdays(addWorkdays(date, a, calendar), b, calendar)).toBe(addWorkdays(date, a + b, calendar));
      }),
    );
  });

  test('(d, d + n workdays] holds n workdays', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 60 }), (date, n) => {
        expect(countWorkdays(date, addWorkdays(date, n, calendar), calendar)).toBe(n);
      }),
    );
  });

  test('going back undoes going forth between workdays', () => {
    fc.assert(
      fc.property(someDay, someCount, (date, n) => {
        const from = firstWorkdayOnOrAfter(date, calendar);
        expect(subtractWorkdays(addWorkdays(from, n, calendar), n, calendar)).toBe(from);
      }),
    );
  });

  test('day numbers and dates are one to one and agree with the platform', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (number) => {
        const date = fromDayNumber(number);
        expect(toDayNumber(date)).toBe(number);
        expect(new Date(number * 86_400_000).toISOString().slice(0, 10)).toBe(date);
        expect(daysBetween(date, addDays(date, 7))).toBe(7);
      }),
    );
  });
});
