import { readDayExpression, readDayRangeEnd } from './day.js';
import { endMinute, NOON, placeOn, readHours, resolveOnDay, type Hours } from './hours.js';
import { workdayBefore } from './named-day.js';
import { resolveClock } from './resolve-clock.js';
import { mayGoOn } from './starts.js';
import { BEFORE_CLOSING_MINUTE, type Found, type Present } from './types.js';
import { type Draft, EVENING, valueOf, isAfterMidnight, type Tail, readTail, skipToClock } from './join.js';

/** A day finished with what stands behind it: an hour, an end, a bound. */

/** 9:00-11:30 is a stretch of hours, 2026-12-05-09:30 a day and its hour. */
export function isArabicDigitPair(text: string, at: number): boolean {
  return text[at - 3] === ':';
}

export function finishDay(text: string, start: number, first: Found, present: Present): Draft {
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
export function readLaterEnd(
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
