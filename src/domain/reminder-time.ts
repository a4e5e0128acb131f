import { addDays, dateAt, instantAt } from './calendar/index.js';
import type { DayPeriod, WhenValue } from './intent.js';

export type ReminderTime =
  | { ok: true; at: Date; dueOn: string; dueTime?: string }
  /** The time told has passed; `offer` is the same clock time on the next day it can be. */
  | { ok: false; told: Date; offer: { date: string; time: string } }
  /** Today, without a time: it must be asked. */
  | { ok: false; askTime: true };

/** When 中午 or 晚上 without an hour speaks; before dawn and late at night the hour is asked, 上午 is when business begins. */
const PERIOD_TIMES: Partial<Record<DayPeriod, string>> = { noon: '12:00', afternoon: '14:00', dusk: '18:00', evening: '19:00' };
const ASKED_PERIODS: readonly DayPeriod[] = ['dawn', 'night'];

/** HH:mm that was said, 下午 and the like at their usual hour; undefined where a day stands alone. */
export const timeTold = (when: WhenValue): string | undefined => when.time ?? (when.period === undefined ? undefined : PERIOD_TIMES[when.period]);

/**
 * When a reminder speaks. A reminder lies in the future (design §4); a day without a time speaks when business begins, a part
 * of a day at its usual hour.
 * @param dayStart 'HH:mm'
 */
export function reminderTime(when: WhenValue, now: Date, dayStart: string): ReminderTime {
  const today = dateAt(now);
  if (when.time === undefined && when.period !== undefined && ASKED_PERIODS.includes(when.period)) return { ok: false, askTime: true };
  const told = timeTold(when);
  if (told === undefined && when.date === today) return { ok: false, askTime: true };
  const time = told ?? dayStart;
  const at = instantAt(when.date, time);
  if (at > now) return { ok: true, at, dueOn: when.date, ...(told === undefined ? {} : { dueTime: told }) };
  if (when.time === undefined && when.date === today) return { ok: false, askTime: true };
  const later = instantAt(today, time) > now ? today : addDays(today, 1);
  return { ok: false, told: at, offer: { date: later, time } };
}
