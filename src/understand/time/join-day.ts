import { mayGoOnTo, readDayExpression, readDayRangeEnd } from './day.js';
import { clockBeforeClosing } from './day-word.js';
import { copyOf, type FoundDay } from './found.js';
import { endMinute, NOON, placeOn, readHours, resolveOnDay, type Hours } from './hours.js';
import { workdayBefore } from './named-day.js';
import { resolveClock } from './resolve-clock.js';
import { wordAt } from './present.js';
import { mayGoOn } from './starts.js';
import { BEFORE_CLOSING_MINUTE, type Found, type Present } from './types.js';
import { Draft, EVENING, ON, valueOf, isAfterMidnight, type Tail, readTail, skipToClock } from './join.js';

/** A day finished with what stands behind it: an hour, an end, a bound. */

/** 9:00-11:30 is a stretch of hours, 2026-12-05-09:30 a day and its hour. */
export function isArabicDigitPair(text: string, at: number): boolean {
  return text[at - 3] === ':';
}

export function finishDay(text: string, start: number, first: FoundDay, present: Present): Draft {
  if (!mayGoOn(text, first.end)) return finishAsDay(first, { end: first.end, bound: first.bound, around: false, isClosing: false }, undefined);
  let found = first;
  let hours: Hours | undefined;
  let lastMinute: number | undefined;
  let to: number | undefined;
  // 年初至今: what reaches to now began in the past.
  if (
    found.from !== undefined &&
    found.from > present.today &&
    '至到以'.includes(text[found.end] ?? '-') &&
    /^(?:至今|到现在|到今天|到目前|以来)/.test(text.slice(found.end, found.end + 3))
  ) {
    found = readDayExpression(text, start, { ...present, lean: 'past' }) ?? found;
  }
  const ahead = readDayRangeEnd(text, found.end, found, present);
  const range = ahead && (readRunningRange(text, start, ahead, present) ?? ahead);
  const isSpanning = range !== undefined || (first.grain === 'days' && first.to !== undefined && !first.bound);
  if (range) found = range;
  const isWeekend = found.grain === 'weekend' && !isSpanning;
  const takesTime = (found.grain === 'day' || isWeekend) && !found.bound ? true : isSpanning;
  // 周五那天上午九点
  const on = takesTime ? (wordAt(text, found.end, ON)?.length ?? 0) : 0;
  if (takesTime) hours = readHours(text, skipToClock(text, found.end + on), true, start);
  if (!hours) {
    const noSuch =
      takesTime && '23456789早上下中晚'.includes(text[found.end] ?? ' ') ? NO_SUCH_HOUR.exec(text.slice(found.end, found.end + 6)) : null;
    if (noSuch) {
      found = copyOf(found);
      found.end += noSuch[0].length;
      found.vague = true;
      found.reason = '没有这个钟点';
    }
    return finishWithoutTime(text, found, undefined, present);
  }
  if (hours.clock.hour === undefined) {
    const later = found.to === undefined ? readLaterEnd(text, hours.end, found, present) : undefined;
    found = copyOf(found);
    found.end = later ? later.end : hours.end;
    if (later) {
      found.to = later.to;
      found.grain = 'days';
    }
    return finishWithoutTime(text, found, hours.clock.period, present);
  }
  // 周末下午4点: Saturday or Sunday.
  const isEitherDay = isWeekend && found.to !== undefined && found.to !== found.from;
  if (isEitherDay) {
    found = copyOf(found);
    found.to = undefined;
    found.vague = true;
    found.reason = '没有说周六还是周日';
  }
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
  const isVague = found.vague || placed.vague || isOneHour;
  const value = valueOf(placed.day, to ?? found.to, placed.minute, lastMinute, isVague, found.lunar);
  const draft = new Draft('time', tail.end, value, 'minute', placed.reason ?? found.reason, true);
  if (found.guessed || placed.guessed || tail.around) draft.guessed = true;
  draft.bound = tail.bound;
  draft.provisional = found.provisional;
  draft.ahead = found.ahead;
  return draft;
}

/** 明天99点: said as an hour, but none has that number. A level of an index has more figures. */
const NO_SUCH_HOUR = /^(?:[早上下中晚][上午]?)?(?:2[5-9]|[3-9][0-9])点(?:钟|整|半|(?=$|[,。;!?开见来去提]))/;

/** 3月到9月 said in June, 20号到25号 said on the 23rd: the stretch that runs now is meant, not the next one. */
function readRunningRange(text: string, start: number, ahead: Found, present: Present): FoundDay | undefined {
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
  range.vague = undefined;
  range.guessed = true;
  range.reason = '正在其间';
  return range;
}

/** 明天上午9点到后天下午5点, 前天中午到明天晚上: the day a stretch ends on, and its hour if one is said. */
export function readLaterEnd(
  text: string,
  end: number,
  found: Found,
  present: Present,
  startMinute?: number,
): { to: number; end: number; minute: number | undefined } | undefined {
  if (!mayGoOnTo(text, end)) return undefined;
  const first = copyOf(found);
  first.to = undefined;
  first.grain = 'day';
  const later = readDayRangeEnd(text, end, first, present);
  if (later?.to === undefined) return undefined;
  const hours = readHours(text, skipToClock(text, later.end), true, later.end);
  if (!hours) return { to: later.to, end: later.end, minute: undefined };
  if (hours.clock.hour === undefined) return { to: later.to, end: hours.end, minute: undefined };
  const { minute, open } = resolveClock(hours.clock);
  // 22点到明天4点: what begins in the evening ends before noon.
  const isMorning = open && startMinute !== undefined && startMinute >= EVENING && later.to - (found.from ?? later.to) === 1 && minute >= NOON;
  return { to: later.to, end: hours.end, minute: isMorning ? minute - NOON : minute };
}

/** 春节前: by the last working day before the days off; undefined when that is over. */
function beforeHoliday(found: FoundDay, present: Present): FoundDay | undefined {
  if (found.from === undefined || found.vague || found.to !== undefined) return undefined;
  const { day, provisional } = workdayBefore(found.from, present);
  if (day < present.today) return undefined;
  const before = copyOf(found);
  before.from = day;
  before.lunar = undefined;
  before.provisional ||= provisional;
  before.reason = `${found.reason}，节前按放假前最后一个工作日`;
  return before;
}

/** 周五下班前: at an hour of that day, unless the day is today and the hour is over. */
function finishAtClosing(text: string, found: Found, end: number, present: Present): Draft {
  const clock = clockBeforeClosing(text, end);
  if (clock) return finishAtMinute(found, clock.end, clock.minute, found.reason);
  const isOver = found.from === present.today && present.minute >= BEFORE_CLOSING_MINUTE;
  const minute = isOver ? undefined : BEFORE_CLOSING_MINUTE;
  const value = valueOf(found.from, undefined, minute, undefined, undefined, found.lunar);
  const reason = isOver ? found.reason : `${found.reason}，下班前按17:30`;
  const draft = new Draft(isOver ? 'date' : 'time', end, value, isOver ? 'day' : 'minute', reason, true);
  draft.guessed = found.guessed;
  draft.bound = 'by';
  draft.provisional = found.provisional;
  draft.ahead = found.ahead;
  return draft;
}

function finishAtMinute(found: Found, end: number, minute: number, reason: string): Draft {
  const draft = new Draft('time', end, valueOf(found.from, undefined, minute, undefined, undefined, found.lunar), 'minute', reason, true);
  draft.guessed = found.guessed;
  draft.provisional = found.provisional;
  return draft;
}

/** 同一时间 is not of them: of something that is moved, it is its own hour. */
const THIS_HOUR = ['的这个时候', '这个时候', '的这时候', '这时候', '的此时', '此时', '的这个点', '这个点'];

function finishWithoutTime(text: string, found: FoundDay, period: string | undefined, present: Present): Draft {
  const tail: Tail = found.bound ? { end: found.end, bound: found.bound, around: false, isClosing: false } : readTail(text, found.end, false);
  const early = tail.bound === 'by' && found.holiday && period === undefined ? beforeHoliday(found, present) : undefined;
  if (early) return finishAsDay(early, tail, period);
  const sameHour = tail.bound === undefined && found.grain === 'day' && !found.vague ? wordAt(text, found.end, THIS_HOUR) : undefined;
  if (sameHour) return finishAtMinute(found, found.end + sameHour.length, present.minute, `${found.reason}，钟点同现在`);
  if (tail.isClosing && found.grain === 'day' && !found.vague) return finishAtClosing(text, found, tail.end, present);
  return finishAsDay(found, tail, period);
}

function finishAsDay(found: FoundDay, tail: Tail, period: string | undefined): Draft {
  const isStretch = found.to !== undefined && found.to !== found.from;
  const isLoose = tail.around || tail.bound === 'after' || (tail.bound === 'by' && isStretch && !found.bound);
  const value = valueOf(found.from, found.to, undefined, undefined, found.vague || isLoose || isAfterMidnight(period), found.lunar);
  const draft = new Draft('date', tail.end, value, found.grain, tail.around ? '大约的日子' : found.reason, true);
  if (found.guessed || tail.around) draft.guessed = true;
  draft.bound = tail.bound;
  draft.period = period;
  draft.provisional = found.provisional;
  draft.weak = found.weak;
  draft.ahead = found.ahead;
  return draft;
}
