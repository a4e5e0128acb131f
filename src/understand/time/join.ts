import { timeOfMinutes } from '../../domain/calendar/index.js';
import { readDayExpression } from './day.js';
import { DAY, readHours } from './hours.js';
import { dateOfDayNumber, skipSpaces, wordAt } from './present.js';
import { HEDGES, READER, readersAt } from './starts.js';
import { CLOSING_WORDS, type Grain, type MomentSpan, type Present, type TimeValue } from './types.js';
import { copyOf, type FoundDay } from './found.js';
import { isArabicDigitPair, finishDay } from './join-day.js';
import { readTimeAlone, readFromNow } from './join-alone.js';

/** A span before its text and start are known; of one shape, as `FoundDay` is. */
export class Draft {
  kind: MomentSpan['kind'];
  end: number;
  value: TimeValue;
  grain: Grain;
  reason: string;
  hasDay: boolean;
  guessed: boolean | undefined = undefined;
  bound: MomentSpan['bound'] = undefined;
  period: string | undefined = undefined;
  provisional: boolean | undefined = undefined;
  ahead: boolean | undefined = undefined;
  weak: boolean | undefined = undefined;

  constructor(kind: MomentSpan['kind'], end: number, value: TimeValue, grain: Grain, reason: string, hasDay: boolean) {
    this.kind = kind;
    this.end = end;
    this.value = value;
    this.grain = grain;
    this.reason = reason;
    this.hasDay = hasDay;
  }
}

export const EVENING = 18 * 60;
const AROUND = ['左右', '前后', '上下', '许'];
/** 五点来钟, 五点多钟: behind a full hour. */
const AROUND_HOUR = ['多钟', '来钟', '出头'];
const BY = ['之前', '以前', '为止', '截止', '前'];
const BY_DAY = [...CLOSING_WORDS, ...BY];
const SINCE = ['以后', '之后', '过后', '后'];
export const ON = ['当天', '那天', '这天', '那一天', '当日'];
const BY_STOPS = /^前(?:台|言|锋|景|列|途|端|面|女友|夫|妻|往|来|去|任|两个|几个)/;
const SINCE_STOPS = /^后(?:台|勤|续|悔|面|果|来|备|端|期|半)/;

/** Days as day numbers; minutes are those since midnight of the first and the last of them. */
export function valueOf(
  from: number | undefined,
  to: number | undefined,
  minute: number | undefined,
  last: number | undefined,
  vague: boolean | undefined,
  lunar: TimeValue['lunar'],
): TimeValue {
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
  if (vague || from === undefined) value.vague = true;
  if (lunar) value.lunar = lunar;
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

function tailOf(end: number, bound: Tail['bound'], around: boolean, isClosing = false): Tail {
  return { end, bound, around, isClosing };
}

/** What `readTail` accepts first. */
const TAIL_STARTS = new Uint8Array(65_536);
for (const word of [' ', ...ON, ...AROUND, ...AROUND_HOUR, ...BY_DAY, ...SINCE]) TAIL_STARTS[word.charCodeAt(0)] = 1;

/** What follows a day or time: 左右, 前, 之后, 当天. */
export function readTail(text: string, end: number, hasTime: boolean): Tail {
  if (TAIL_STARTS[text.charCodeAt(end) | 0] === 0) return tailOf(end, undefined, false);
  let at = end;
  const on = hasTime ? undefined : wordAt(text, at, ON);
  if (on) at += on.length;
  const around = wordAt(text, at, AROUND) ?? (hasTime && text[at - 1] === '点' ? wordAt(text, at, AROUND_HOUR) : undefined);
  if (around) return tailOf(at + around.length, undefined, true);
  const spaced = text[at] === ' ' ? at + 1 : at;
  const by = wordAt(text, spaced, hasTime ? BY : BY_DAY);
  if (by && !BY_STOPS.test(text.slice(spaced, spaced + 3))) return tailOf(spaced + by.length, 'by', false, by.startsWith('下班'));
  const since = wordAt(text, at, SINCE);
  if (since && !SINCE_STOPS.test(text.slice(at, at + 2))) return tailOf(at + since.length, 'after', false);
  return tailOf(at, undefined, false);
}

/** A day with its time, stretch and bounds; or a time alone. */
export function readMoment(text: string, start: number, present: Present, readers = readersAt(text, start)): Draft | undefined {
  const hedge = readers & READER.hedge ? wordAt(text, start, HEDGES) : undefined;
  if (hedge) {
    const inner = readMoment(text, skipSpaces(text, start + hedge.length), present);
    if (inner) inner.guessed = true;
    return inner;
  }
  const fromNow = readers & READER.present ? readFromNow(text, start, present) : undefined;
  if (fromNow) return fromNow;
  const found = readDayExpression(text, start, present, readers);
  if (!found) return readers & READER.clock ? readTimeAlone(text, start, present) : undefined;
  if (found.from === undefined || found.minute !== undefined) return finishCounted(text, found);
  return finishDay(text, start, found, present);
}

function finishCounted(text: string, read: FoundDay): Draft {
  // 2月30号下午三点: the hour belongs to the day that does not exist.
  const hours = read.from === undefined && read.grain === 'day' ? readHours(text, skipToClock(text, read.end), true, read.end) : undefined;
  const found = hours ? copyOf(read) : read;
  if (hours) found.end = hours.end;
  const tail = found.bound ? { end: found.end, around: false } : readAround(text, found.end);
  const { from, to, minute, endMinute, vague, lunar, grain, reason } = found;
  const value = valueOf(from, to, minute, endMinute, vague, lunar);
  const draft = new Draft(minute === undefined ? 'date' : 'time', tail.end, value, grain, reason, true);
  if (found.guessed || tail.around) draft.guessed = true;
  draft.bound = found.bound;
  draft.provisional = found.provisional;
  draft.weak = found.weak;
  return draft;
}

export function readAround(text: string, end: number): { end: number; around: boolean } {
  const around = text.startsWith('左右', end);
  return { end: around ? end + 2 : end, around };
}

export function skipToClock(text: string, end: number): number {
  const at = skipSpaces(text, end);
  // 2026-12-05-09:30
  if (text[at] === '-' && /^-\d{1,2}:\d\d/.test(text.slice(at, at + 6)) && !isArabicDigitPair(text, at)) return at + 1;
  return text[at] === '的' ? at + 1 : at;
}
