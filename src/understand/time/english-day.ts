import { dayNumberOf, isRealDay } from '../../domain/calendar/index.js';
import { addMonthsToNumber, monthRange, resolveMonthDay, shiftMonth } from './present.js';
import type { Found, Present } from './types.js';

/** English days mixed into Chinese sentences: tomorrow at 3pm, 下周Friday, Dec 5, in 3 days. */

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS: Readonly<Record<string, number>> = { today: 0, tonight: 0, tomorrow: 1, tmr: 1, tmrw: 1, yesterday: -1 };
const COUNTS: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, ten: 10 };

/** The first two letters of every word a day can begin with, in both cases: where looking further is worth it. */
export const ENGLISH_STARTS: readonly string[] = [
  'to',
  'tm',
  'ye',
  'ne',
  'la',
  'th',
  'in',
  'da',
  ...[...WEEKDAYS, ...MONTHS].map((name) => name.slice(0, 2)),
].flatMap((pair) => [pair, pair.charAt(0).toUpperCase() + pair.charAt(1), pair.toUpperCase()]);

const WEEKDAY = '(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)(?![a-z])\\.?';
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\\.?';
const ORDINAL = '(\\d{1,2})(?:st|nd|rd|th)?(?![0-9:.%])';
const YEAR = '(?:,? (\\d{4})(?![0-9:]))?';

const DAY_WORD = /^(day after tomorrow|today|tonight|tomorrow|tmrw|tmr|yesterday)(?![a-z])/i;
const TONIGHT_AT = /^tonight(?: at)? (\d{1,2})(?::(\d\d))?(?! ?[ap]\.?m|[0-9:])/i;
const ON_WEEKDAY = new RegExp(`^(?:(next|last|this|coming) )?${WEEKDAY}`, 'i');
const AFTER_CHINESE = new RegExp(`^${WEEKDAY}`, 'i');
const STRETCH = /^(next|last|this) (week|month)(?![a-z])/i;
const MONTH_DAY = new RegExp(`^${MONTH} ?${ORDINAL}${YEAR}`, 'i');
const DAY_MONTH = new RegExp(`^${ORDINAL} ?${MONTH}${YEAR}`, 'i');
const IN_COUNT = /^in (\d{1,3}|an?|one|two|three|four|five|six|seven|ten) (minute|min|hour|day|week|month)s?(?![a-z])/i;
const COUNT_AGO = /^(\d{1,3}) (minute|min|hour|day|week|month)s? (later|from now|ago|before)(?![a-z])/i;
/** Longest that is matched. */
const MOST_CHARS = 28;

/** " at " in front of an hour belongs to the day. */
function endOf(text: string, start: number, length: number): number {
  const end = start + length;
  return /^ (?:at|@) ?\d/i.test(text.slice(end, end + 6)) ? end + 3 : end;
}

function dayFound(text: string, start: number, length: number, from: number, more?: Partial<Found>): Found {
  return { end: endOf(text, start, length), from, grain: 'day', reason: '按英文写的日子', fixed: true, ...more };
}

/** An English day at an offset; undefined inside a longer word. */
export function readEnglishDay(text: string, start: number, present: Present): Found | undefined {
  if (/[A-Za-z0-9_@./-]/.test(text[start - 1] ?? '')) return undefined;
  const words = text.slice(start, start + MOST_CHARS);
  const evening = TONIGHT_AT.exec(words);
  if (evening && Number(evening[1]) <= 12) {
    const minute = (Number(evening[1]) % 12) * 60 + 720 + Number(evening[2] ?? 0);
    return dayFound(text, start, evening[0].length, present.today, { minute, grain: 'minute' });
  }
  const word = DAY_WORD.exec(words);
  if (word) {
    const by = DAYS[(word[1] as string).toLowerCase()] ?? 2;
    const evening = /^tonight/i.test(words) ? { period: '晚' } : {};
    return dayFound(text, start, word[0].length, present.today + by, evening);
  }
  return (
    readWeekdayName(text, start, words, present) ??
    readStretch(start, words, present) ??
    readCount(text, start, words, present) ??
    readMonthName(text, start, words, present)
  );
}

function readWeekdayName(text: string, start: number, words: string, present: Present): Found | undefined {
  const match = ON_WEEKDAY.exec(words);
  if (!match) return undefined;
  const name = match[2] as string;
  const which = match[1]?.toLowerCase();
  // SAT is an examination, Sun a brand.
  const isShort = name.length <= 4;
  if (isShort && !which && (!/^[A-Z]?[a-z]+$/.test(name) || (/^s/i.test(name) && !/^(?: ?[0-9,(]|$)/.test(words.slice(match[0].length)))))
    return undefined;
  const weekday = WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  const monday = present.today - present.weekday + 1;
  const inWeek = monday + weekday - 1;
  const isPast = present.lean === 'past';
  if (which === 'next') return dayFound(text, start, match[0].length, inWeek + 7, { guessed: true });
  if (which === 'last') return dayFound(text, start, match[0].length, inWeek - 7, { guessed: true });
  if (which === 'this') return dayFound(text, start, match[0].length, inWeek);
  const from = isPast ? (inWeek > present.today ? inWeek - 7 : inWeek) : inWeek < present.today ? inWeek + 7 : inWeek;
  return dayFound(text, start, match[0].length, from, { isWeekday: true, fixed: undefined });
}

/** 下周Friday, 这周Wed: the weekday and its end; undefined when no English name stands there. */
export function englishWeekdayAt(text: string, start: number): { weekday: number; end: number } | undefined {
  const match = /[A-Za-z]/.test(text[start] ?? '') ? AFTER_CHINESE.exec(text.slice(start, start + 10)) : null;
  if (!match) return undefined;
  return { weekday: WEEKDAYS.indexOf((match[1] as string).slice(0, 3).toLowerCase()) + 1, end: start + match[0].length };
}

function readStretch(start: number, words: string, present: Present): Found | undefined {
  const match = STRETCH.exec(words);
  if (!match) return undefined;
  const which = (match[1] as string).toLowerCase();
  const by = which === 'next' ? 1 : which === 'last' ? -1 : 0;
  const end = start + match[0].length;
  if ((match[2] as string).toLowerCase() === 'week') {
    const from = present.today - present.weekday + 1 + by * 7;
    return { end, from, to: from + 6, grain: 'week', reason: '按自然周，周一到周日', fixed: true };
  }
  const { year, month } = shiftMonth(present.year, present.month, by);
  return { end, ...monthRange(year, month), grain: 'month', reason: '按自然月', fixed: true };
}

function readCount(text: string, start: number, words: string, present: Present): Found | undefined {
  const match = IN_COUNT.exec(words) ?? COUNT_AGO.exec(words);
  if (!match) return undefined;
  const said = (match[1] as string).toLowerCase();
  const count = COUNTS[said] ?? Number(said);
  const unit = (match[2] as string).toLowerCase();
  const sign = /^(?:ago|before)/i.test(match[3] ?? '') ? -1 : 1;
  if (count === 0) return undefined;
  if (unit === 'hour' || unit.startsWith('min')) {
    const minute = present.minute + sign * count * (unit === 'hour' ? 60 : 1);
    const day = present.today + Math.floor(minute / 1440);
    return dayFound(text, start, match[0].length, day, { minute: ((minute % 1440) + 1440) % 1440, grain: 'minute' });
  }
  const from = unit === 'month' ? addMonthsToNumber(present.today, sign * count) : present.today + sign * count * (unit === 'week' ? 7 : 1);
  return dayFound(text, start, match[0].length, from);
}

function readMonthName(text: string, start: number, words: string, present: Present): Found | undefined {
  const match = MONTH_DAY.exec(words);
  return match ? monthDay(text, start, match[0].length, match[1] as string, Number(match[2]), match[3], present) : undefined;
}

/** 5 Dec, 20th May 2027: the number stands first. */
export function readEnglishDayFirst(text: string, start: number, present: Present): Found | undefined {
  const words = text.slice(start, start + MOST_CHARS);
  const ago = COUNT_AGO.test(words) ? readCount(text, start, words, present) : undefined;
  if (ago) return ago;
  const match = DAY_MONTH.exec(words);
  return match ? monthDay(text, start, match[0].length, match[2] as string, Number(match[1]), match[3], present) : undefined;
}

function monthDay(
  text: string,
  start: number,
  length: number,
  name: string,
  day: number,
  said: string | undefined,
  present: Present,
): Found | undefined {
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  if (day < 1 || day > 31) return undefined;
  if (said === undefined) return { end: endOf(text, start, length), grain: 'day', ...resolveMonthDay(present, month, day) };
  const year = Number(said);
  if (year < 1900 || year > 2199 || !isRealDay(year, month, day)) return undefined;
  return dayFound(text, start, length, dayNumberOf(year, month, day));
}
