import {
  addWorkdays,
  dayNumberOf,
  daysInMonth,
  fromDayNumber,
  isWorkday,
  nextLunarBirthday,
  partsOf,
  partsOfDayNumber,
  subtractWorkdays,
  toDayNumber,
  weekdayOfDayNumber,
  type Calendar,
  type LunarMonthDay,
} from '../../domain/calendar/index.js';
import { DAY_CODES } from '../recurrence.js';

/** What `nextOccurrence` needs of a stored repetition. */
export interface Recurrence {
  /** First day, 'YYYY-MM-DD'; intervals count from it. */
  date: string;
  recurrence: string;
  workdays?: boolean;
  lunar?: LunarMonthDay;
}

const SEARCH_DAYS = 366 * 9;

/**
 * The first day of a repetition after a day; undefined for repetitions inside a day (每两小时) and when none
 * comes within nine years. Understands the rules this module writes: with `workdays` the bank's calendar decides.
 */
export function nextOccurrence(repetition: Recurrence, after: string, calendar: Calendar): string | undefined {
  const parts = new Map(repetition.recurrence.split(';').map((part) => part.split('=') as [string, string]));
  const frequency = parts.get('FREQ');
  if (frequency === 'HOURLY' || frequency === 'MINUTELY') return undefined;
  const start = toDayNumber(repetition.date);
  const from = Math.max(toDayNumber(after) + 1, start);
  if (parts.get('RSCALE') === 'CHINESE') {
    const lunar = repetition.lunar ?? { month: Number(parts.get('BYMONTH')), day: Number(parts.get('BYMONTHDAY')), leap: false };
    return nextLunarBirthday(fromDayNumber(from), lunar);
  }
  const matches = dayTest(parts, start, repetition.workdays === true, calendar);
  for (let number = from; number < from + SEARCH_DAYS; number++) if (matches(number)) return fromDayNumber(number);
  return undefined;
}

function dayTest(parts: ReadonlyMap<string, string>, start: number, isWorkdays: boolean, calendar: Calendar): (number: number) => boolean {
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const months = parts.get('BYMONTH')?.split(',').map(Number);
  const monthDays = parts.get('BYMONTHDAY')?.split(',').map(Number);
  const byDay = parts.get('BYDAY')?.split(',');
  const position = parts.has('BYSETPOS') ? Number(parts.get('BYSETPOS')) : undefined;
  const origin = partsOfDayNumber(start);
  const startMonday = start - weekdayOfDayNumber(start);
  switch (parts.get('FREQ')) {
    case 'DAILY':
      return (number) => (number - start) % interval === 0;
    case 'WEEKLY':
      if (isWorkdays) return (number) => isWorkday(fromDayNumber(number), calendar);
      return (number) => {
        const weekday = weekdayOfDayNumber(number);
        const weeks = Math.round((number - weekday - startMonday) / 7);
        if (weeks % interval !== 0) return false;
        return byDay ? byDay.includes(DAY_CODES[weekday - 1] as string) : weekday === weekdayOfDayNumber(start);
      };
    case 'MONTHLY':
      return (number) => {
        const { year, month, day } = partsOfDayNumber(number);
        const distance = (year - origin.year) * 12 + month - origin.month;
        if (months ? !months.includes(month) : distance % interval !== 0) return false;
        if (byDay) return isNthWeekday(number, byDay, position, isWorkdays, calendar);
        return matchesMonthDay(year, month, day, monthDays ?? [origin.day], position);
      };
    case 'YEARLY':
      return (number) => {
        const { year, month, day } = partsOfDayNumber(number);
        if ((year - origin.year) % interval !== 0) return false;
        if (!(months ?? [origin.month]).includes(month)) return false;
        return matchesMonthDay(year, month, day, monthDays ?? [origin.day], undefined);
      };
    default:
      return () => false;
  }
}

function matchesMonthDay(year: number, month: number, day: number, wanted: readonly number[], position: number | undefined): boolean {
  const length = daysInMonth(year, month);
  if (wanted.includes(-1) && day === length) return true;
  if (position === -1) return day === Math.max(...wanted.filter((candidate) => candidate <= length));
  return wanted.includes(day);
}

function isNthWeekday(number: number, byDay: readonly string[], position: number | undefined, isWorkdays: boolean, calendar: Calendar): boolean {
  const { year, month } = partsOfDayNumber(number);
  const first = dayNumberOf(year, month, 1);
  const last = first + daysInMonth(year, month) - 1;
  if (isWorkdays && position !== undefined) {
    const date =
      position < 0 ? subtractWorkdays(fromDayNumber(last + 1), -position, calendar) : addWorkdays(fromDayNumber(first - 1), position, calendar);
    return date === fromDayNumber(number) && partsOf(date).month === month;
  }
  return byDay.some((code) => {
    const match = /^(-?\d)?(MO|TU|WE|TH|FR|SA|SU)$/.exec(code);
    if (!match || DAY_CODES[weekdayOfDayNumber(number) - 1] !== match[2]) return false;
    if (match[1] === undefined) return true;
    const nth = Number(match[1]);
    return nth > 0 ? Math.floor((number - first) / 7) + 1 === nth : Math.floor((last - number) / 7) + 1 === -nth;
  });
}
