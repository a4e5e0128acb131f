import { addDays, addWorkdays, dateAt, instantAt, nextLunarBirthday, timeAt, type Calendar } from './calendar/index.js';
import { nextOccurrence } from './recurrence.js';

const WEEKDAYS_ONLY = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';

/**
 * When a repeated reminder speaks next, after an instant. 「每个工作日」 follows the bank's calendar, make-up days included; lunar
 * rules (RSCALE=CHINESE) the lunar year; all others RFC 5545. Undefined when the rule has ended.
 * @param words the sentence it came from: only there 「工作日」 and 「周一到周五」 differ.
 */
export function nextReminderAt(reminder: { recurrence: string; dueAt: Date; words: string }, after: Date, calendar: Calendar): Date | undefined {
  const { recurrence, dueAt, words } = reminder;
  const time = timeAt(dueAt);
  if (recurrence.startsWith('RSCALE=CHINESE')) {
    const part = (name: string) => Number(new RegExp(`${name}=(\\d+)`).exec(recurrence)?.[1]);
    return instantAt(nextLunarBirthday(addDays(dateAt(after), 1), { month: part('BYMONTH'), day: part('BYMONTHDAY'), leap: false }), time);
  }
  if (recurrence === WEEKDAYS_ONLY && words.includes('工作日')) return instantAt(addWorkdays(dateAt(after), 1, calendar), time);
  return nextOccurrence(recurrence, dueAt, after);
}
