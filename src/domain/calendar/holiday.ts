import { dateOf, dayNumberOf, fromDayNumber, isDate } from './date.js';
import { lunarToSolar, solarTermDate } from './lunar.js';
import { holidays2025 } from './data/holidays-2025.js';
import { holidays2026 } from './data/holidays-2026.js';

/** One day that differs from Monday-to-Friday. The columns of the `holidays` import are these. */
export interface HolidayRow {
  /** 'YYYY-MM-DD'. */
  date: string;
  /** 春节, 国庆节 … */
  name: string;
  /** 休 = a day off, 班 = a make-up working day (调休上班). */
  kind: '休' | '班';
  /** `official` = published by the State Council. */
  status: 'official' | 'provisional';
  /** Where the row is from: a document number or address. */
  source: string;
}

/** A day on which one branch is closed although the country works (那达慕 …). */
export interface LocalClosure {
  date: string;
  name: string;
}

/** Which days are worked. A plain value: build it with `createCalendar`, extend it with `withHolidays`, `withClosures`. */
export interface Calendar {
  readonly days: ReadonlyMap<string, HolidayRow>;
  /** Years with a published plan; deadlines that reach any other year are provisional. */
  readonly officialYears: ReadonlySet<number>;
  readonly closures: ReadonlyMap<string, LocalClosure>;
}

/** The published plans shipped with the product: 2025 and 2026. */
export const officialHolidays: readonly HolidayRow[] = [...holidays2025, ...holidays2026];

/**
 * A calendar of the given rows; of two rows for one day the later wins, and an official row is never
 * replaced by a provisional one. A year is official as soon as one official row lies in it.
 * @throws RangeError when a row's date does not exist.
 */
export function createCalendar(rows: Iterable<HolidayRow> = officialHolidays, closures: Iterable<LocalClosure> = []): Calendar {
  return withClosures(withHolidays({ days: new Map(), officialYears: new Set(), closures: new Map() }, rows), closures);
}

/** The same calendar with further rows laid over it, as an administrator's import does. */
export function withHolidays(calendar: Calendar, rows: Iterable<HolidayRow>): Calendar {
  const days = new Map(calendar.days);
  const officialYears = new Set(calendar.officialYears);
  const added = [...rows];
  for (const row of added) {
    if (!isDate(row.date)) throw new RangeError(`not a calendar day: ${row.date}`);
    if (row.status === 'official') officialYears.add(Number(row.date.slice(0, 4)));
  }
  for (const [date, row] of days) {
    if (row.status === 'provisional' && officialYears.has(Number(date.slice(0, 4)))) days.delete(date);
  }
  for (const row of added) {
    if (row.status === 'official' || !officialYears.has(Number(row.date.slice(0, 4)))) days.set(row.date, row);
  }
  return { ...calendar, days, officialYears };
}

/** The calendar of one branch: the closures of its own organisation and of those above it. */
export function withClosures(calendar: Calendar, closures: Iterable<LocalClosure>): Calendar {
  const merged = new Map(calendar.closures);
  for (const closure of closures) {
    if (!isDate(closure.date)) throw new RangeError(`not a calendar day: ${closure.date}`);
    merged.set(closure.date, closure);
  }
  return { ...calendar, closures: merged };
}

const statutoryByYear = new Map<number, ReadonlyMap<string, string>>();

/**
 * The law's own 13 public holidays of a year, date → name. Weekends next to them and make-up days are not
 * guessed. Source: 全国年节及纪念日放假办法 (2024-11-10); docs/rules.md#calendar.
 */
export function statutoryHolidays(year: number): ReadonlyMap<string, string> {
  const known = statutoryByYear.get(year);
  if (known) return known;
  const newYear = lunarToSolar(year, 1, 1);
  const springFestival = dayNumberOf(...ymd(newYear));
  const holidays = new Map<string, string>([[dateOf(year, 1, 1), '元旦']]);
  holidays.set(fromDayNumber(springFestival - 1), '除夕');
  for (const offset of [0, 1, 2]) holidays.set(fromDayNumber(springFestival + offset), '春节');
  holidays.set(solarTermDate(year, '清明'), '清明节');
  for (const day of [1, 2]) holidays.set(dateOf(year, 5, day), '劳动节');
  holidays.set(lunarToSolar(year, 5, 5), '端午节');
  holidays.set(lunarToSolar(year, 8, 15), '中秋节');
  for (const day of [1, 2, 3]) holidays.set(dateOf(year, 10, day), '国庆节');
  // Bounded: years come from typed text as well as from the calendar.
  if (statutoryByYear.size > 400) statutoryByYear.clear();
  statutoryByYear.set(year, holidays);
  return holidays;
}

function ymd(date: string): [number, number, number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

/** True when the year of the day has no published plan, so that only the law's own holidays are known. */
export function isProvisional(date: string, calendar: Calendar): boolean {
  return !calendar.officialYears.has(Number(date.slice(0, 4)));
}
