import { dateAt, HOUR_MS, instantAt, isWorkday, lastWorkdayOnOrBefore, type Calendar } from './calendar/index.js';
import { isQuiet } from './quiet-hours.js';
import type { Rules } from './rules.js';

/** A promise without a time: a day it is due and no more. */
export interface DatedPromise {
  dueOn: string;
  /** When it was made, or last moved. */
  madeAt: Date;
}

/** How long before business ends, and not sooner after it was made. */
const LEAD_MS = HOUR_MS;
/** A day off begins with what was promised for it before. */
const MORNING = '08:30';

/**
 * Whether a promise that missed its morning is spoken of now: one made after 08:30 of the last workday on or before its day.
 * An hour before business ends on that workday, else on the day itself; one made later than that, an hour after it was made; never in
 * the night, whose promises wait for the next workday. One made before a day off for that day speaks in its morning.
 * Source: docs/rules.md#Contacts.
 */
export function isLatePromiseDue({ dueOn, madeAt }: DatedPromise, now: Date, calendar: Calendar, rules: Rules): boolean {
  const today = dateAt(now);
  if (isQuiet(now, rules.staffQuietHours) || now.getTime() < madeAt.getTime() + LEAD_MS) return false;
  if (today > dueOn) return isWorkday(today, calendar);
  if (today !== dueOn && today !== lastWorkdayOnOrBefore(dueOn, calendar)) return false;
  if (today === dueOn && !isWorkday(today, calendar) && dateAt(madeAt) < today) return now >= instantAt(today, MORNING);
  return now.getTime() >= instantAt(today, rules.calendar.businessDayEnd).getTime() - LEAD_MS;
}
