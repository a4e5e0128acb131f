import { addDays, dateAt, DAY_MS, HOUR_MS, instantAt, MINUTE_MS, minuteOfDayAt, minutesOfTime } from './date.js';
import { isProvisional, type Calendar } from './holiday.js';
import { addWorkdays, isWorkday, lastWorkdayOnOrBefore, nextWorkday, reachesProvisional } from './workday.js';

/** Config `calendar`: when the bank's day begins and ends, 'HH:mm'. */
export interface BusinessDay {
  businessDayStart: string;
  businessDayEnd: string;
}

export const DEFAULT_BUSINESS_DAY: BusinessDay = { businessDayStart: '09:00', businessDayEnd: '18:00' };

export interface Deadline {
  /** The instant the period ends. A period that ends with a day ends at 00:00 of the next. */
  at: Date;
  /** The last calendar day of the period. */
  date: string;
  /** True when working days of a year without a published plan were counted: show `PROVISIONAL_NOTICE`. */
  provisional: boolean;
  /** Natural days only: the last workday on or before the end, the day we hold ourselves to. */
  internalDueOn?: string;
}

/** Shown with every date that rests on an unpublished year. Source: domain §3.1, wording of voice §2.8. */
export const PROVISIONAL_NOTICE = '（节假日安排未公布，暂估）';

/**
 * '2bh' business hours, '24h' clock hours, '3wd' working days, a number natural days. Source: domain §23.
 * '15' is a number too.
 */
export type DurationSpec = string | number;

export interface ParsedDuration {
  unit: 'clockHours' | 'businessHours' | 'workdays' | 'naturalDays';
  count: number;
}

/**
 * Reads a configured duration.
 * @throws RangeError for anything that is not one of the four shapes.
 */
export function parseDuration(duration: DurationSpec): ParsedDuration {
  const match = /^(\d{1,6}(?:\.\d{1,2})?)(bh|h|wd)?$/.exec(String(duration));
  if (!match) throw new RangeError(`not a duration: ${duration}`);
  const count = Number(match[1]);
  const unit = ({ h: 'clockHours', bh: 'businessHours', wd: 'workdays' } as const)[match[2] as 'h' | 'bh' | 'wd'];
  const parsed: ParsedDuration = { unit: unit ?? 'naturalDays', count };
  if (!Number.isInteger(count) && (parsed.unit === 'workdays' || parsed.unit === 'naturalDays')) {
    throw new RangeError(`not a whole number of days: ${duration}`);
  }
  return parsed;
}

/** When a period that begins at an instant ends. Source: domain §3.2, §23. */
export function dueAfter(start: Date, duration: DurationSpec, calendar: Calendar, day: BusinessDay = DEFAULT_BUSINESS_DAY): Deadline {
  const { unit, count } = parseDuration(duration);
  switch (unit) {
    case 'workdays':
      return businessDeadline(start, count, calendar, day);
    case 'naturalDays':
      return naturalDeadline(dateAt(start), count, calendar);
    case 'clockHours': {
      const at = new Date(start.getTime() + count * HOUR_MS);
      return { at, date: dateAt(at), provisional: false };
    }
    case 'businessHours':
      return businessHoursDeadline(start, count, calendar, day);
  }
}

/**
 * "Within n working days": ends at the end of business of the n-th workday after the day of the event. An event
 * after business hours or on a day off starts on its own calendar day, which is not counted anyway.
 */
export function businessDeadline(
  start: Date,
  workdays: number,
  calendar: Calendar,
  { businessDayEnd }: BusinessDay = DEFAULT_BUSINESS_DAY,
): Deadline {
  const date = addWorkdays(dateAt(start), workdays, calendar);
  return { at: instantAt(date, businessDayEnd), date, provisional: reachesProvisional(start, date, calendar) };
}

/**
 * "Within n days": the start day is not counted, the period ends at 24:00 of day n, holidays or not. The law's
 * slack for an end on a day off is not used; we hold ourselves to `internalDueOn`. Source: 民法典 art. 201, 203.
 */
export function naturalDeadline(startDate: string, days: number, calendar: Calendar): Deadline {
  const date = addDays(startDate, days);
  const internalDueOn = lastWorkdayOnOrBefore(date, calendar);
  // The end itself is certain; only the day we hold ourselves to depends on a plan.
  return {
    at: instantAt(addDays(date, 1)),
    date,
    provisional: isProvisional(internalDueOn, calendar) || isProvisional(date, calendar),
    internalDueOn,
  };
}

/** "Within n business hours": only time between start and end of business on workdays counts. */
export function businessHoursDeadline(
  start: Date,
  hours: number,
  calendar: Calendar,
  { businessDayStart, businessDayEnd }: BusinessDay = DEFAULT_BUSINESS_DAY,
): Deadline {
  const opens = minutesOfTime(businessDayStart);
  const closes = minutesOfTime(businessDayEnd);
  if (closes <= opens) throw new RangeError(`business day ends before it starts: ${businessDayStart}–${businessDayEnd}`);
  let date = dateAt(start);
  // Seconds of the start are kept, so that two hours are two hours.
  let fromMs = start.getTime() - instantAt(date).getTime();
  if (!isWorkday(date, calendar) || minuteOfDayAt(start) >= closes) {
    date = nextWorkday(date, calendar);
    fromMs = opens * MINUTE_MS;
  }
  fromMs = Math.max(fromMs, opens * MINUTE_MS);
  let leftMs = hours * HOUR_MS;
  while (leftMs > closes * MINUTE_MS - fromMs) {
    leftMs -= closes * MINUTE_MS - fromMs;
    date = nextWorkday(date, calendar);
    fromMs = opens * MINUTE_MS;
  }
  const at = new Date(instantAt(date).getTime() + Math.min(fromMs + leftMs, DAY_MS));
  return { at, date, provisional: reachesProvisional(start, date, calendar) };
}
