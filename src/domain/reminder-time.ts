import { addDays, dateAt, instantAt } from './calendar/index.js';
import type { WhenValue } from './intent.js';

export type ReminderTime =
  | { ok: true; at: Date; dueOn: string; dueTime?: string }
  /** The time told has passed; `offer` is the same clock time on the next day it can be. */
  | { ok: false; told: Date; offer: { date: string; time: string } }
  /** Today, without a time: it must be asked. */
  | { ok: false; askTime: true };

/**
 * When a reminder speaks. A reminder lies in the future (design §4); a day without a time speaks when business begins.
 * @param dayStart 'HH:mm'
 */
export function reminderTime(when: WhenValue, now: Date, dayStart: string): ReminderTime {
  const today = dateAt(now);
  if (when.time === undefined && when.date === today) return { ok: false, askTime: true };
  const time = when.time ?? dayStart;
  const at = instantAt(when.date, time);
  if (at > now) return { ok: true, at, dueOn: when.date, ...(when.time === undefined ? {} : { dueTime: when.time }) };
  const later = instantAt(today, time) > now ? today : addDays(today, 1);
  return { ok: false, told: at, offer: { date: later, time } };
}
