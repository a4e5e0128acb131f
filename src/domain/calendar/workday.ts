import { dateAt, fromDayNumber, toDayNumber, weekdayOfDayNumber } from './date.js';
import { isProvisional, statutoryHolidays, type Calendar } from './holiday.js';

/** Chinese New Year and a branch's own week never close a bank this long: reaching it means a broken calendar. */
const LONGEST_CLOSURE_DAYS = 400;

/**
 * Whether the bank works on a day: make-up days yes, days off and local closures no, else Monday to Friday.
 * In a year without a published plan the law's 13 holidays are off. Source: domain §3.1.
 */
export function isWorkday(date: string, calendar: Calendar): boolean {
  return isWorkdayNumber(toDayNumber(date), date, calendar);
}

function isWorkdayNumber(dayNumber: number, date: string, calendar: Calendar): boolean {
  if (calendar.closures.has(date)) return false;
  const row = calendar.days.get(date);
  if (row) return row.kind === '班';
  if (weekdayOfDayNumber(dayNumber) > 5) return false;
  return !statutoryHolidays(Number(date.slice(0, 4))).has(date);
}

function step(date: string, direction: 1 | -1, calendar: Calendar): string {
  let number = toDayNumber(date);
  for (let tries = 0; tries < LONGEST_CLOSURE_DAYS; tries++) {
    number += direction;
    const candidate = fromDayNumber(number);
    if (isWorkdayNumber(number, candidate, calendar)) return candidate;
  }
  throw new RangeError(`no working day within ${LONGEST_CLOSURE_DAYS} days of ${date}`);
}

/** The first workday strictly after the day. */
export function nextWorkday(date: string, calendar: Calendar): string {
  return step(date, 1, calendar);
}

/** The last workday strictly before the day. */
export function previousWorkday(date: string, calendar: Calendar): string {
  return step(date, -1, calendar);
}

/** The day itself when it is a workday, else the next one. */
export function firstWorkdayOnOrAfter(date: string, calendar: Calendar): string {
  return isWorkday(date, calendar) ? date : nextWorkday(date, calendar);
}

/** The day itself when it is a workday, else the one before. */
export function lastWorkdayOnOrBefore(date: string, calendar: Calendar): string {
  return isWorkday(date, calendar) ? date : previousWorkday(date, calendar);
}

/**
 * The n-th workday after a day; the day itself is not counted. `n = 0` gives the day itself when it is a
 * workday, else the next one. Source: domain §3.2.
 * @throws RangeError for a negative or broken `n`; `subtractWorkdays` goes back.
 */
export function addWorkdays(date: string, n: number, calendar: Calendar): string {
  assertCount(n);
  if (n === 0) return firstWorkdayOnOrAfter(date, calendar);
  let result = date;
  for (let counted = 0; counted < n; counted++) result = nextWorkday(result, calendar);
  return result;
}

/** The n-th workday before a day, the day itself not counted. */
export function subtractWorkdays(date: string, n: number, calendar: Calendar): string {
  assertCount(n);
  if (n === 0) return lastWorkdayOnOrBefore(date, calendar);
  let result = date;
  for (let counted = 0; counted < n; counted++) result = previousWorkday(result, calendar);
  return result;
}

function assertCount(n: number): void {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`not a number of working days: ${n}`);
}

/** The number of workdays in the half-open interval (from, to]; 0 when `to` is not later. */
export function countWorkdays(from: string, to: string, calendar: Calendar): number {
  const last = toDayNumber(to);
  let count = 0;
  for (let number = toDayNumber(from) + 1; number <= last; number++) {
    if (isWorkdayNumber(number, fromDayNumber(number), calendar)) count++;
  }
  return count;
}

/** The last workday of a month. */
export function lastWorkdayOfMonth(date: string, calendar: Calendar): string {
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  const first = `${String(month === 12 ? year + 1 : year).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
  return previousWorkday(first, calendar);
}

/** True when a period from an instant's day to a date reaches a year without a published plan. */
export function reachesProvisional(from: Date, to: string, calendar: Calendar): boolean {
  const last = Number(to.slice(0, 4));
  for (let year = Number(dateAt(from).slice(0, 4)); year <= last; year++) {
    if (isProvisional(`${year}-01-01`, calendar)) return true;
  }
  return false;
}
