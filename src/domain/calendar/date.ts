/**
 * Calendar days as 'YYYY-MM-DD' strings and instants as `Date`, in China's time.
 *
 * China has kept one offset, +08:00, since its last summer time in 1991, so instants are converted with plain
 * arithmetic: independent of the process time zone and fast enough to be called for every message.
 */

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const SHANGHAI_OFFSET_MS = 8 * HOUR_MS;

export interface YearMonthDay {
  year: number;
  /** 1–12. */
  month: number;
  /** 1–31. */
  day: number;
}

/** Days since 1970-01-01 of a proleptic Gregorian date; negative before. Months outside 1–12 carry over. */
export function dayNumberOf(year: number, month: number, day: number): number {
  const carried = year + Math.floor((month - 1) / 12);
  const monthIndex = (((month - 1) % 12) + 12) % 12;
  const y = monthIndex < 2 ? carried - 1 : carried;
  const shifted = (monthIndex + 10) % 12;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * shifted + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The inverse of `dayNumberOf`. */
export function partsOfDayNumber(dayNumber: number): YearMonthDay {
  const z = dayNumber + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

const DATE_SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A text that should be a day or a time of day is none. Where the text came from outside, that is no fault of ours. */
export class NotATimeError extends RangeError {
  override name = 'NotATimeError';
}

/**
 * The parts of 'YYYY-MM-DD'.
 * @throws NotATimeError when the text is not a day that exists.
 */
export function partsOf(date: string): YearMonthDay {
  const match = DATE_SHAPE.exec(date);
  if (match) {
    const parts = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
    if (isRealDay(parts.year, parts.month, parts.day)) return parts;
  }
  throw new NotATimeError(`not a calendar day: ${date}`);
}

/** True for 'YYYY-MM-DD' of a day that exists. */
export function isDate(text: string): boolean {
  const match = DATE_SHAPE.exec(text);
  return match !== null && isRealDay(Number(match[1]), Number(match[2]), Number(match[3]));
}

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** 28–31; `month` is 1–12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function isRealDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** A month, day, hour or minute in two digits. */
const twoDigits = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** 'YYYY-MM-DD'; the caller answers for the day being real. */
export function dateOf(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** Days since 1970-01-01. */
export function toDayNumber(date: string): number {
  const { year, month, day } = partsOf(date);
  return dayNumberOf(year, month, day);
}

export function fromDayNumber(dayNumber: number): string {
  const { year, month, day } = partsOfDayNumber(dayNumber);
  return dateOf(year, month, day);
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOfDayNumber(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: string): number {
  return weekdayOfDayNumber(toDayNumber(date));
}

const WEEKDAY_NAMES = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;

/** 周一 … 周日. */
export function weekdayName(date: string): string {
  return WEEKDAY_NAMES[weekdayOf(date) - 1] as string;
}

export function addDays(date: string, days: number): string {
  return fromDayNumber(toDayNumber(date) + days);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** Clamped to the end of the month: 2026-01-31 plus one month is 2026-02-28. Source: domain §3.3. */
export function addMonths(date: string, months: number): string {
  const { year, month, day } = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = index - targetYear * 12 + 1;
  return dateOf(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)));
}

/** 29 February goes to 28 February in a common year. */
export function addYears(date: string, years: number): string {
  return addMonths(date, years * 12);
}

export function firstOfMonth(date: string): string {
  return `${date.slice(0, 8)}01`;
}

export function lastOfMonth(date: string): string {
  const { year, month } = partsOf(date);
  return dateOf(year, month, daysInMonth(year, month));
}

/** The Monday of the week the day lies in. */
export function mondayOf(date: string): string {
  const number = toDayNumber(date);
  return fromDayNumber(number - weekdayOfDayNumber(number) + 1);
}

/** The day asked for last: nearly always the same one, today. */
let known = { dayNumber: 0, date: fromDayNumber(0) };

/** The calendar day in China at an instant. */
export function dateAt(instant: Date): string {
  const dayNumber = Math.floor((instant.getTime() + SHANGHAI_OFFSET_MS) / DAY_MS);
  if (dayNumber !== known.dayNumber) known = { dayNumber, date: fromDayNumber(dayNumber) };
  return known.date;
}

/** Minutes since midnight in China at an instant, 0–1439. */
export function minuteOfDayAt(instant: Date): number {
  const shifted = instant.getTime() + SHANGHAI_OFFSET_MS;
  return Math.floor((shifted - Math.floor(shifted / DAY_MS) * DAY_MS) / MINUTE_MS);
}

/** 'HH:mm' in China at an instant. */
export function timeAt(instant: Date): string {
  return timeOfMinutes(minuteOfDayAt(instant));
}

/** 'HH:mm' of minutes since midnight; 1440 is '24:00'. */
export function timeOfMinutes(minutes: number): string {
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/**
 * Minutes since midnight of 'HH:mm', 0–1440.
 * @throws NotATimeError for anything else; '24:00' is the end of the day.
 */
export function minutesOfTime(time: string): number {
  const match = /^(\d{2}):(\d{2})$/.exec(time);
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : NaN;
  if (!match || Number(match[2]) > 59 || minutes > 1440) throw new NotATimeError(`not a time of day: ${time}`);
  return minutes;
}

/** The instant of a day and a time of day ('HH:mm', default midnight) in China. */
export function instantAt(date: string, time = '00:00'): Date {
  return new Date(toDayNumber(date) * DAY_MS + minutesOfTime(time) * MINUTE_MS - SHANGHAI_OFFSET_MS);
}

/** The longest span a list is made of: every day of the year comes round in it, by either calendar. */
const LONGEST_SPAN_DAYS = 400;

/**
 * A span from outside, cut to what a list can show.
 * @throws NotATimeError when one end is no day.
 */
export function listSpan(from: string, to: string): { from: string; to: string } {
  return { from, to: daysBetween(from, to) > LONGEST_SPAN_DAYS ? addDays(from, LONGEST_SPAN_DAYS) : to };
}
