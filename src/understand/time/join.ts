import { timeOfMinutes } from '../../domain/calendar/index.js';
import { readDayExpression, readDayRangeEnd } from './day.js';
import { CONNECTORS, DAY, endMinute, NOON, placeAlone, placeOn, readHours, resolveOnDay, type Hours } from './hours.js';
import { workdayBefore } from './named-day.js';
import { dateOfDayNumber, skipSpaces, wordAt } from './present.js';
import { resolveClock } from './resolve-clock.js';
import { HEDGES, mayGoOn, READER, readersAt } from './starts.js';
import { BEFORE_CLOSING_MINUTE, CLOSING_WORDS, type Found, type MomentSpan, type Present, type TimeValue } from './types.js';

/** A span before its text and start are known. */
export type Draft = Omit<MomentSpan, 'text' | 'start'> & { weak?: boolean; hasDay: boolean };

const EVENING = 18 * 60;

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
function isAfterMidnight(period: string | undefined): boolean {
  return period === '后半夜' || period === '下半夜';
}

interface Tail {
  end: number;
  bound?: 'by' | 'after';
  around: boolean;
  isClosing?: boolean;
}

/** What follows a day or time: 左右, 前, 之后, 当天. */
function readTail(text: string, end: number, hasTime: boolean): Tail {
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

function readAround(text: string, end: number): { end: number; around: boolean } {
  const around = wordAt(text, end, ['左右']);
  return { end: end + (around ?? '').length, around: around !== undefined };
}

export function skipToClock(text: string, end: number): number {
  const at = skipSpaces(text, end);
  // 2026-12-05-09:30
  if (text[at] === '-' && /^-\d{1,2}:\d\d/.test(text.slice(at, at + 6)) && !isArabicDigitPair(text, at)) return at + 1;
  return text[at] === '的' ? at + 1 : at;
}

/** 9:00-11:30 is a stretch of hours, 2026-12-05-09:30 a day and its hour. */
function isArabicDigitPair(text: string, at: number): boolean {
  return text[at - 3] === ':';
}

function finishDay(text: string, start: number, first: Found, present: Present): Draft {
  if (!mayGoOn(text, first.end)) return finishAsDay(first, { end: first.end, bound: first.bound, around: false }, undefined);
  let found = first;
  let hours: Hours | undefined;
  let lastMinute: number | undefined;
  let to: number | undefined;
  // 年初至今: what reaches to now began in the past.
  if (found.from !== undefined && found.from > present.today && /^(?:至今|到现在|到今天|到目前|以来)/.test(text.slice(found.end, found.end + 3))) {
    found = readDayExpression(text, start, { ...present, lean: 'past' }) ?? found;
  }
  const ahead = readDayRangeEnd(text, found.end, found, present);
  const range = ahead && (readRunningRange(text, start, ahead, present) ?? ahead);
  const isSpanning = range !== undefined;
  if (range) found = range;
  const isWeekend = found.grain === 'weekend' && !isSpanning;
  const takesTime = (found.grain === 'day' || isWeekend) && !found.bound ? true : isSpanning;
  if (takesTime) hours = readHours(text, skipToClock(text, found.end), true, start);
  if (!hours) {
    const noSuch =
      takesTime && '23456789早上下中晚'.includes(text[found.end] ?? ' ') ? NO_SUCH_HOUR.exec(text.slice(found.end, found.end + 6)) : null;
    if (noSuch) found = { ...found, end: found.end + noSuch[0].length, vague: true, reason: '没有这个钟点' };
    return finishWithoutTime(text, found, undefined, present);
  }
  if (hours.clock.hour === undefined) {
    const later = found.to === undefined ? readLaterEnd(text, hours.end, found, present) : undefined;
    if (later) return finishWithoutTime(text, { ...found, ...later, grain: 'days' }, hours.clock.period, present);
    return finishWithoutTime(text, { ...found, end: hours.end }, hours.clock.period, present);
  }
  // 周末下午4点: Saturday or Sunday.
  const isEitherDay = isWeekend && found.to !== undefined && found.to !== found.from;
  if (isEitherDay) found = { ...found, to: undefined, vague: true, reason: '没有说周六还是周日' };
  const resolved = resolveOnDay(text, start, hours.clock);
  const placed = placeOn(found, hours.clock, resolved, present);
  let { end } = hours;
  if (hours.to) lastMinute = endMinute(placed.minute, hours.to);
  else {
    const later = readLaterEnd(text, end, found, present, placed.minute);
    if (later) {
      ({ to, end } = later);
      lastMinute = later.minute;
    }
  }
  const tail = readTail(text, end, true);
  // 周一到周三下午3点: on the last day, or on each.
  const isOneHour = isSpanning && hours.to === undefined && to === undefined;
  return {
    kind: 'time',
    end: tail.end,
    value: valueOf({
      from: placed.day,
      to: to ?? found.to,
      minute: placed.minute,
      endMinute: lastMinute,
      vague: found.vague || placed.vague || isOneHour,
      found,
    }),
    grain: 'minute',
    guessed: found.guessed || placed.guessed || tail.around || undefined,
    reason: placed.reason ?? found.reason,
    bound: tail.bound,
    provisional: found.provisional,
    ahead: found.ahead,
    hasDay: true,
  };
}

/** 明天99点: said as an hour, but none has that number. A level of an index has more figures. */
const NO_SUCH_HOUR = /^(?:[早上下中晚][上午]?)?(?:2[5-9]|[3-9][0-9])点(?:钟|整|半|(?=$|[,。;!?开见来去提]))/;

/** 3月到9月 said in June, 20号到25号 said on the 23rd: the stretch that runs now is meant, not the next one. */
function readRunningRange(text: string, start: number, ahead: Found, present: Present): Found | undefined {
  if (ahead.fixed || ahead.from === undefined || ahead.from <= present.today || present.lean === 'past') return undefined;
  // 周五到周一: a weekday is the coming one.
  if ('周星礼'.includes(text[start] as string)) return undefined;
  const past: Present = { ...present, lean: 'past' };
  const first = readDayExpression(text, start, past);
  if (first?.from === undefined || first.from > present.today) return undefined;
  const range = readDayRangeEnd(text, first.end, first, past);
  if (range?.to === undefined || range.end !== ahead.end || range.to < present.today) return undefined;
  // 「28号到下月3号」: the start still to come reaches the same end.
  if (range.to === ahead.to && (ahead.from ?? 0) > present.today) return undefined;
  return { ...range, vague: undefined, guessed: true, reason: '正在其间' };
}

/** 明天上午9点到后天下午5点, 前天中午到明天晚上: the day a stretch ends on, and its hour if one is said. */
function readLaterEnd(
  text: string,
  end: number,
  found: Found,
  present: Present,
  startMinute?: number,
): { to: number; end: number; minute?: number } | undefined {
  const later = readDayRangeEnd(text, end, { ...found, to: undefined, grain: 'day' }, present);
  if (later?.to === undefined) return undefined;
  const hours = readHours(text, skipToClock(text, later.end), true, later.end);
  if (!hours) return { to: later.to, end: later.end };
  if (hours.clock.hour === undefined) return { to: later.to, end: hours.end };
  const { minute, open } = resolveClock(hours.clock);
  // 22点到明天4点: what begins in the evening ends before noon.
  const isMorning = open && startMinute !== undefined && startMinute >= EVENING && later.to - (found.from ?? later.to) === 1 && minute >= NOON;
  return { to: later.to, end: hours.end, minute: isMorning ? minute - NOON : minute };
}

/** 春节前: by the last working day before the days off; undefined when that is over. */
function beforeHoliday(found: Found, present: Present): Found | undefined {
  if (found.from === undefined || found.vague || found.to !== undefined) return undefined;
  const { day, provisional } = workdayBefore(found.from, present);
  if (day < present.today) return undefined;
  return {
    ...found,
    from: day,
    lunar: undefined,
    provisional: provisional || found.provisional,
    reason: `${found.reason}，节前按放假前最后一个工作日`,
  };
}

/** 周五下班前: at an hour of that day, unless the day is today and the hour is over. */
function finishAtClosing(found: Found, end: number, present: Present): Draft {
  const isOver = found.from === present.today && present.minute >= BEFORE_CLOSING_MINUTE;
  const minute = isOver ? undefined : BEFORE_CLOSING_MINUTE;
  return {
    kind: isOver ? 'date' : 'time',
    end,
    value: valueOf({ from: found.from, minute, found }),
    grain: isOver ? 'day' : 'minute',
    guessed: found.guessed,
    reason: isOver ? found.reason : `${found.reason}，下班前按17:30`,
    bound: 'by',
    provisional: found.provisional,
    ahead: found.ahead,
    hasDay: true,
  };
}

function finishWithoutTime(text: string, found: Found, period: string | undefined, present: Present): Draft {
  const tail: Tail = found.bound ? { end: found.end, bound: found.bound, around: false } : readTail(text, found.end, false);
  const early = tail.bound === 'by' && found.holiday && period === undefined ? beforeHoliday(found, present) : undefined;
  if (early) return finishAsDay(early, tail, period);
  if (tail.isClosing && found.grain === 'day' && !found.vague) return finishAtClosing(found, tail.end, present);
  return finishAsDay(found, tail, period);
}

function finishAsDay(found: Found, tail: Tail, period: string | undefined): Draft {
  const isStretch = found.to !== undefined && found.to !== found.from;
  const isLoose = tail.around || tail.bound === 'after' || (tail.bound === 'by' && isStretch && !found.bound);
  return {
    kind: 'date',
    end: tail.end,
    value: valueOf({ from: found.from, to: found.to, vague: found.vague || isLoose || isAfterMidnight(period), found }),
    grain: found.grain,
    guessed: found.guessed || tail.around || undefined,
    reason: tail.around ? '大约的日子' : found.reason,
    bound: tail.bound,
    period,
    provisional: found.provisional,
    weak: found.weak,
    ahead: found.ahead,
    hasDay: true,
  };
}

/** 15:30, 下午三点 without a day. */
function readTimeAlone(text: string, start: number, present: Present): Draft | undefined {
  const hours = readHours(text, start, false, start);
  if (!hours) return undefined;
  const { clock } = hours;
  if (clock.hour === undefined) {
    const tail = readAround(text, hours.end);
    return {
      kind: 'date',
      end: tail.end,
      value: { date: dateOfDayNumber(present.today) },
      grain: 'day',
      period: clock.period,
      reason: '没有说哪天，按今天',
      hasDay: false,
    };
  }
  const resolved = resolveClock(clock);
  const across = hours.to || present.lean === 'past' ? undefined : readAcrossDays(text, hours, present);
  if (across) return across;
  const placed = placeAlone(clock, resolved, present);
  const last = hours.to ? endMinute(placed.minute, hours.to) : undefined;
  const tail = readTail(text, hours.end, true);
  return {
    kind: 'time',
    end: tail.end,
    value: valueOf({ from: placed.day, minute: placed.minute, endMinute: last, vague: placed.vague }),
    grain: 'minute',
    guessed: placed.guessed || tail.around || undefined,
    reason: placed.reason ?? '没有说哪天，按最近的一次',
    bound: tail.bound,
    hasDay: false,
  };
}

/** 现在到八点, 现在到明天中午, 现在到周五: from this minute on. */
function readFromNow(text: string, start: number, present: Present): Draft | undefined {
  const word = wordAt(text, start, ['从现在', '现在', '此刻']);
  if (!word) return undefined;
  const begun = start + word.length;
  const at = begun + (wordAt(text, begun, ['开始', '起']) ?? '').length;
  const connector = wordAt(text, at, CONNECTORS);
  if (!connector || present.lean === 'past') return undefined;
  const base: Found = { end: at, from: present.today, grain: 'day', reason: '从现在起' };
  const draft = { grain: 'minute' as const, reason: base.reason, hasDay: true };
  const later = readLaterEnd(text, at, base, present, present.minute);
  if (later?.minute !== undefined) {
    const value = valueOf({ from: present.today, to: later.to, minute: present.minute, endMinute: later.minute });
    return { ...draft, kind: 'time', end: later.end, value };
  }
  if (later) return { ...draft, kind: 'date', grain: 'days', end: later.end, value: valueOf({ from: present.today, to: later.to }) };
  const hourAt = skipSpaces(text, at + connector.length);
  const hours = readHours(text, hourAt, true, hourAt);
  if (hours?.clock.hour === undefined || hours.to) return undefined;
  const value = valueOf({
    from: present.today,
    minute: present.minute,
    endMinute: endMinute(present.minute, hours.clock),
    vague: hours.clock.approx,
  });
  return { ...draft, kind: 'time', end: hours.end, value };
}

/** 2点到明天4点: what lasts till another day begins today, though its hour is over. */
function readAcrossDays(text: string, { clock, end }: Hours, present: Present): Draft | undefined {
  const today: Found = { end, from: present.today, grain: 'day', reason: '从今天起' };
  const { minute, open } = resolveClock(clock);
  const later = readLaterEnd(text, end, today, present, minute);
  if (!later || later.to <= present.today) return undefined;
  const isOver = minute <= present.minute;
  return {
    kind: 'time',
    end: later.end,
    value: valueOf({ from: present.today, to: later.to, minute, endMinute: later.minute, vague: isOver || undefined }),
    grain: 'minute',
    guessed: open || undefined,
    reason: '从今天起',
    hasDay: true,
  };
}
