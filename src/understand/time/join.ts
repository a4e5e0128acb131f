import { timeOfMinutes } from '../../domain/calendar/index.js';
import { readDayExpression } from './day.js';
import { DAY, readHours } from './hours.js';
import { dateOfDayNumber, skipSpaces, wordAt } from './present.js';
import { HEDGES, READER, readersAt } from './starts.js';
import { CLOSING_WORDS, type Found, type MomentSpan, type Present, type TimeValue } from './types.js';
import { isArabicDigitPair, finishDay } from './join-day.js';
import { readTimeAlone, readFromNow } from './join-alone.js';

/** A span before its text and start are known. */
export type Draft = Omit<MomentSpan, 'text' | 'start'> & { weak?: boolean; hasDay: boolean };

export const EVENING = 18 * 60;
const AROUND = ['左右', '前后', '上下', '许'];
/** 五点来钟, 五点多钟: behind a full hour. */
const AROUND_HOUR = ['多钟', '来钟', '出头'];
const BY = ['之前', '以前', '为止', '截止', '前'];
const BY_DAY = [...CLOSING_WORDS, ...BY];
const SINCE = ['以后', '之后', '过后', '后'];
const ON = ['当天', '那天', '这天', '那一天', '当日'];
const BY_STOPS = /^前(?:台|言|锋|景|列|途|端|面|女友|夫|妻|往|来|去|任|两个|几个)/;
const SINCE_STOPS = /^后(?:台|勤|续|悔|面|果|来|备|端|期|半)/;

export function valueOf(parts: {
  from?: number;
  to?: number;
  minute?: number;
  endMinute?: number;
  vague?: boolean;
  recurrence?: string;
  found?: Pick<Found, 'lunar'>;
  workdays?: boolean;
}): TimeValue {
  const { from, to, minute, endMinute: last, vague, recurrence, found, workdays } = parts;
  const startDay = from === undefined ? undefined : from + Math.floor((minute ?? 0) / DAY);
  let endDay = to;
  let endTime: string | undefined;
  if (last !== undefined) {
    const lastDay = (to ?? from ?? 0) + Math.floor(last / DAY);
    endTime = timeOfMinutes(((last % DAY) + DAY) % DAY);
    endDay = lastDay === startDay ? undefined : lastDay;
  }
  // Set one by one: absent keys stay absent in JSON and in comparisons.
  const value: TimeValue = {};
  if (startDay !== undefined) value.date = dateOfDayNumber(startDay);
  if (minute !== undefined) value.time = timeOfMinutes(((minute % DAY) + DAY) % DAY);
  if (endDay !== undefined && endDay !== startDay) value.endDate = dateOfDayNumber(endDay);
  if (endTime !== undefined) value.endTime = endTime;
  if (recurrence !== undefined) value.recurrence = recurrence;
  if (vague || from === undefined) value.vague = true;
  if (found?.lunar) value.lunar = found.lunar;
  if (workdays) value.workdays = true;
  return value;
}

/** 昨天后半夜 is of the next day by the calendar. */
export function isAfterMidnight(period: string | undefined): boolean {
  return period === '后半夜' || period === '下半夜';
}

export interface Tail {
  end: number;
  bound?: 'by' | 'after';
  around: boolean;
  isClosing?: boolean;
}

/** What follows a day or time: 左右, 前, 之后, 当天. */
export function readTail(text: string, end: number, hasTime: boolean): Tail {
  let at = end;
  const on = hasTime ? undefined : wordAt(text, at, ON);
  if (on) at += on.length;
  const around = wordAt(text, at, AROUND) ?? (hasTime && text[at - 1] === '点' ? wordAt(text, at, AROUND_HOUR) : undefined);
  if (around) return { end: at + around.length, around: true };
  const spaced = text[at] === ' ' ? at + 1 : at;
  const by = wordAt(text, spaced, hasTime ? BY : BY_DAY);
  if (by && !BY_STOPS.test(text.slice(spaced, spaced + 3)))
    return { end: spaced + by.length, bound: 'by', around: false, isClosing: by.startsWith('下班') };
  const since = wordAt(text, at, SINCE);
  if (since && !SINCE_STOPS.test(text.slice(at, at + 2))) return { end: at + since.length, bound: 'after', around: false };
  return { end: at, around: false };
}

/** A day with its time, stretch and bounds; or a time alone. */
export function readMoment(text: string, start: number, present: Present, readers = readersAt(text, start)): Draft | undefined {
  const hedge = readers & READER.hedge ? wordAt(text, start, HEDGES) : undefined;
  if (hedge) {
    const inner = readMoment(text, skipSpaces(text, start + hedge.length), present);
    return inner && { ...inner, guessed: true };
  }
  const fromNow = readers & READER.present ? readFromNow(text, start, present) : undefined;
  if (fromNow) return fromNow;
  const said = readDayExpression(text, start, present, readers);
  if (!said) return readers & READER.clock ? readTimeAlone(text, start, present) : undefined;
  const found = inOneShape(said);
  if (found.from === undefined || found.minute !== undefined) return finishCounted(text, found);
  return finishDay(text, start, found, present);
}

/** Every reader makes what it found in its own way; from here on it is asked often, and one shape is found fastest. */
function inOneShape(found: Found): Found {
  const { end, from, to, grain, reason, vague, guessed, provisional, bound, lunar, minute, endMinute, period, fixed } = found;
  const { weak, ahead, isWeekday, holiday, relative } = found;
  const shaped: { [Key in keyof Required<Found>]: Found[Key] } = {
    end,
    from,
    to,
    grain,
    reason,
    vague,
    guessed,
    provisional,
    bound,
    lunar,
    minute,
    endMinute,
    period,
    fixed,
    weak,
    ahead,
    isWeekday,
    holiday,
    relative,
  };
  return shaped;
}

function finishCounted(text: string, read: Found): Draft {
  // 2月30号下午三点: the hour belongs to the day that does not exist.
  const hours = read.from === undefined && read.grain === 'day' ? readHours(text, skipToClock(text, read.end), true, read.end) : undefined;
  const found = hours ? { ...read, end: hours.end } : read;
  const tail = found.bound ? { end: found.end, around: false } : readAround(text, found.end);
  return {
    kind: found.minute === undefined ? 'date' : 'time',
    end: tail.end,
    value: valueOf({ ...found, found, vague: found.vague }),
    grain: found.grain,
    guessed: found.guessed || tail.around || undefined,
    reason: found.reason,
    bound: found.bound,
    provisional: found.provisional,
    weak: found.weak,
    hasDay: true,
  };
}

export function readAround(text: string, end: number): { end: number; around: boolean } {
  const around = wordAt(text, end, ['左右']);
  return { end: end + (around ?? '').length, around: around !== undefined };
}

export function skipToClock(text: string, end: number): number {
  const at = skipSpaces(text, end);
  // 2026-12-05-09:30
  if (text[at] === '-' && /^-\d{1,2}:\d\d/.test(text.slice(at, at + 6)) && !isArabicDigitPair(text, at)) return at + 1;
  return text[at] === '的' ? at + 1 : at;
}
