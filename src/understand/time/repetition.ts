import { dateOf, dayNumberOf, fromDayNumber, partsOfDayNumber, toDayNumber, weekdayOfDayNumber } from '../../domain/calendar/index.js';
import { nextRepetitionDay, type Repetition } from '../../domain/reminder-recurrence.js';
import { readRecurrence, type RecurrenceRead } from '../recurrence.js';
import { resolveClock } from './resolve-clock.js';
import { endMinute, readHours } from './hours.js';
import { Draft, skipToClock, valueOf } from './join.js';
import type { Present } from './types.js';

/** 每周三下午3点: the repetition, its first day from now, and its time. */
export function readRepetition(text: string, start: number, present: Present): Draft | undefined {
  const read = readRecurrence(text, start, present);
  if (!read) return undefined;
  const hours = read.isWithinDay ? undefined : readHours(text, skipToClock(text, read.end), true, start);
  const resolved = hours?.clock.hour === undefined ? undefined : resolveClock(hours.clock);
  const minute = resolved?.minute;
  const first = firstDay(read, minute, present);
  const last = hours?.to && minute !== undefined ? endMinute(minute, hours.to) : undefined;
  const value = valueOf(first, undefined, minute, last, read.vague || resolved?.vague, read.lunar);
  value.recurrence = read.rule;
  if (read.workdays) value.workdays = true;
  const draft = new Draft('recurrence', hours?.end ?? read.end, value, minute === undefined ? 'day' : 'minute', read.reason, true);
  if (read.guessed || resolved?.guessed) draft.guessed = true;
  if (hours && minute === undefined) draft.period = hours.clock.period;
  return draft;
}

function firstDay(read: RecurrenceRead, minute: number | undefined, present: Present): number {
  if (read.isWithinDay) return present.today;
  const isOver = minute !== undefined && minute <= present.minute;
  const after = fromDayNumber(isOver ? present.today : present.today - 1);
  // A rule that names no day of its own counts from today.
  const isAnchored = read.rule.includes('BYDAY') || read.rule.includes('BYMONTHDAY');
  if (!isAnchored) return isOver && read.rule.startsWith('FREQ=DAILY') ? present.today + 1 : present.today;
  const date = anchorOf(read, present);
  const next = nextDay(
    {
      startOn: date,
      recurrence: read.rule.includes(';INTERVAL=') ? read.rule.replace(/;INTERVAL=\d+/, '') : read.rule,
      workdays: read.workdays,
      lunar: read.lunar,
    },
    after,
    present,
  );
  if (next === undefined) return present.today;
  const first = toDayNumber(next);
  return read.oddWeek !== undefined && isOddWeek(first) !== read.oddWeek ? first + 7 : first;
}

/** The first occurrence is looked for from the start of the present year's month, so that no rule skips it. */
function anchorOf(read: RecurrenceRead, present: Present): string {
  const withoutMonths = !read.rule.includes('BYMONTH=');
  return withoutMonths ? dateOf(present.year, present.month, 1) : dateOf(present.year - 1, 1, 1);
}

const MOST_KEPT = 500;
const kept = new Map<string, string | undefined>();

/** Rules by the book are looked up once a day; the bank's working days may differ between readers. */
function nextDay(repetition: Repetition, after: string, present: Present): string | undefined {
  if (repetition.workdays) return nextRepetitionDay(repetition, after, present.calendar);
  const key = `${repetition.recurrence} ${repetition.startOn} ${after} ${repetition.lunar?.leap ?? ''}`;
  if (kept.has(key)) return kept.get(key);
  if (kept.size >= MOST_KEPT) kept.clear();
  const next = nextRepetitionDay(repetition, after, present.calendar);
  kept.set(key, next);
  return next;
}

/** The week of the year by ISO 8601, as calendars and schools count 单周 and 双周. */
function isOddWeek(dayNumber: number): boolean {
  const thursday = dayNumber - weekdayOfDayNumber(dayNumber) + 4;
  const { year } = partsOfDayNumber(thursday);
  return Math.floor((thursday - dayNumberOf(year, 1, 1)) / 7) % 2 === 0;
}
