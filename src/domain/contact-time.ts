import { dateAt, instantAt } from './calendar/index.js';
import type { WhenValue } from './intent.js';

/** A contact told without a time of day is put at noon of its day. */
const UNTOLD_TIME = '12:00';

/** The instant a told contact took place: no time in the sentence means now (design §2). Never later than `now`. */
export function contactAt(when: WhenValue | undefined, now: Date): Date {
  if (when === undefined) return now;
  const at = when.time === undefined ? (when.date === dateAt(now) ? now : instantAt(when.date, UNTOLD_TIME)) : instantAt(when.date, when.time);
  return at > now ? now : at;
}
