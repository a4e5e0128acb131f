import { addDays, dateAt, instantAt, minuteOfDayAt, minutesOfTime } from './calendar/index.js';
import type { Rules } from './rules.js';

/** A part of the day, 'HH:mm', from inclusive, to exclusive; it may run over midnight. Equal ends mean never. */
export interface QuietHours {
  from: string;
  to: string;
}

export function isQuiet(at: Date, quiet: QuietHours): boolean {
  const minute = minuteOfDayAt(at);
  const from = minutesOfTime(quiet.from);
  const to = minutesOfTime(quiet.to);
  return from <= to ? from <= minute && minute < to : minute >= from || minute < to;
}

/** The first instant on or after `at` that is not quiet. */
export function quietUntil(at: Date, quiet: QuietHours): Date {
  return isQuiet(at, quiet) ? nextTime(at, quiet.to) : at;
}

/** The next time the wall clock in China shows this, strictly later unless it shows it now. */
function nextTime(at: Date, time: string): Date {
  const today = instantAt(dateAt(at), time);
  return today >= at ? today : instantAt(addDays(dateAt(at), 1), time);
}

/**
 * When a client may be written to: undefined = now. In quiet hours, and before 08:30 for a birthday, the draft is kept
 * and put before the manager again at this instant; no timer sends it. `own` = the client's own quiet hours.
 */
export function clientDraftAgainAt(at: Date, isBirthday: boolean, rules: Rules, own?: QuietHours): Date | undefined {
  const quiet = [rules.quietHours, ...(own === undefined ? [] : [own])].some((hours) => isQuiet(at, hours));
  const tooEarly = isBirthday && minuteOfDayAt(at) < minutesOfTime(rules.quietHours.birthdayFrom);
  if (!quiet && !tooEarly) return undefined;
  let again = nextTime(at, rules.quietHours.draftAgainAt);
  if (isBirthday && again < instantAt(dateAt(again), rules.quietHours.birthdayFrom)) again = instantAt(dateAt(again), rules.quietHours.birthdayFrom);
  return own === undefined ? again : quietUntil(again, own);
}

/** What may reach a colleague at night: a breach, somebody in the lobby, a reminder at a time he named himself, an answer. */
export type PushKind = 'breach' | 'onSite' | 'namedTime' | 'answer' | 'other';

/** When a push to a colleague may leave: at once, or at the end of the night, merged with what else was held. */
export function staffPushAt(at: Date, kind: PushKind, rules: Rules): Date {
  return kind === 'other' ? quietUntil(at, rules.staffQuietHours) : at;
}
