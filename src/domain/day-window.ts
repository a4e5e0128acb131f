import { addDays, dateAt, instantAt, nextWorkday, previousWorkday, type Calendar } from './calendar/index.js';
import type { Rules } from './rules.js';

/** What one day's briefing covers: the days missed since the last working day, today, and the days off ahead that nobody speaks on. */
export interface DayWindow {
  today: string;
  /** The working day before. */
  last: string;
  /** Missed days and today, oldest first. */
  days: string[];
  /** The last day before the next working day: what falls due on a day off is spoken of today. */
  until: string;
  calendar: Calendar;
}

export function dayWindow(now: Date, calendar: Calendar): DayWindow {
  const today = dateAt(now);
  const last = previousWorkday(today, calendar);
  const days: string[] = [];
  for (let day = addDays(last, 1); day <= today; day = addDays(day, 1)) days.push(day);
  return { today, last, days, until: addDays(nextWorkday(today, calendar), -1), calendar };
}

/** The end of the window as an instant. */
export const windowEnd = (window: Pick<DayWindow, 'until'>): Date => instantAt(addDays(window.until, 1));

/** Days on which a holding may mature to be spoken of today; wider than needed where days off lie between. */
export function maturityDays(window: DayWindow, rules: Rules): string[] {
  const days = new Set(window.days);
  days.add(window.last);
  for (const lead of rules.maturity.remind) {
    // What a day off moves here lies between the neighbouring working days.
    const [from, to] = lead > 0 ? [window.last, window.today] : [window.today, window.until];
    for (let day = from; day <= to; day = addDays(day, 1)) days.add(addDays(day, -lead));
  }
  return [...days].sort();
}

/** The widest window of several: one read serves all calendars, each colleague's own decides. */
export function widest(windows: readonly DayWindow[]): DayWindow {
  const [first, ...rest] = windows as [DayWindow, ...DayWindow[]];
  return rest.reduce(
    (wide, one) => ({
      ...wide,
      last: one.last < wide.last ? one.last : wide.last,
      until: one.until > wide.until ? one.until : wide.until,
      days: one.days.length > wide.days.length ? one.days : wide.days,
    }),
    first,
  );
}
