import { readSmallNumber } from '../numbers.js';
import { periodOfWhatFollows, readClock, clockOf, withPeriod, type Clock } from './clock.js';
import { readOldHour } from './old-hours.js';
import { skipSpaces, wordAt } from './present.js';
import { inheritPeriod, resolveClock, type ResolvedClock } from './resolve-clock.js';
import type { Found, Present } from './types.js';

export const NOON = 12 * 60;
export const DAY = 24 * 60;

export interface Hours {
  end: number;
  clock: Clock;
  to: Clock | undefined;
}

export const CONNECTORS = ['一直到', '直到', '到了', '到', '至', '--', '-', '~'];

/** A time of day and, if one follows, the end of the stretch: 下午3点到5点, 9:00-11:30, 3-5点. */
export function readHours(text: string, start: number, afterDay: boolean, origin: number): Hours | undefined {
  const hours = readHoursAsSaid(text, start, afterDay, origin);
  if (hours?.clock.hour === undefined) return hours;
  const period = nightOfDay(text, start, afterDay, hours.clock) ?? periodOfWhatFollows(text, hours.end, hours.clock);
  if (!period) return hours;
  const clock = withPeriod(hours.clock, period);
  return { end: hours.end, clock, to: hours.to && inheritPeriod(clock, hours.to) };
}

/** 「平安夜七点」「除夕夜7:30」: the day is a night. */
function nightOfDay(text: string, start: number, afterDay: boolean, { hour = 0, period, digital }: Clock): string | undefined {
  if (!afterDay || text[start - 1] !== '夜' || period !== undefined) return undefined;
  return (!digital && hour >= 5 && hour <= 11) || (digital && '789'.includes(text[start] ?? '-')) ? '晚' : undefined;
}

function readHoursAsSaid(text: string, start: number, afterDay: boolean, origin: number): Hours | undefined {
  const old = readOldHour(text, start);
  if (old) return { end: old.from.end, clock: old.from, to: old.to };
  const clock = readClock(text, start, { afterDay, origin });
  const merged = clock?.hour === undefined ? readHourPair(text, start, clock) : undefined;
  if (merged || !clock) return merged;
  let at = skipSpaces(text, clock.end);
  const connector = clock.hour === undefined ? undefined : wordAt(text, at, CONNECTORS);
  if (connector) {
    at = skipSpaces(text, at + connector.length);
    const to = readClock(text, at, { afterDay: true, origin: at });
    if (to?.hour !== undefined && !to.approx) return { end: to.end, clock, to: inheritPeriod(clock, to) };
  }
  return { end: clock.end, clock, to: undefined };
}

/** 3-5点, 下午三到五点: the unit stands once. `period` is the part of the day before it. */
function readHourPair(text: string, start: number, period: Clock | undefined): Hours | undefined {
  const at = period ? skipSpaces(text, period.end) : start;
  const first = readSmallNumber(text, at);
  if (!first || first.sequence || first.value > 24 || !'到至-~'.includes(text[first.end] ?? ' ')) return undefined;
  const to = readClock(text, first.end + 1, { afterDay: true, origin: first.end + 1 });
  if (to?.hour === undefined || to.digital || to.period || to.hour <= first.value) return undefined;
  const clock = clockOf(to.end, first.value, 0, period?.period, false, false);
  return { end: to.end, clock, to: inheritPeriod(clock, to) };
}

/** The end of a stretch of hours is the first reading after its start. */
export function endMinute(start: number, to: Clock): number {
  const { minute, open } = resolveClock(to);
  if (minute > start) {
    const earlier = minute - NOON;
    return open && earlier > start ? earlier : minute;
  }
  if (minute + NOON > start && (to.hour ?? 13) <= 12 && !to.digital) return minute + NOON;
  return minute + DAY;
}

export interface Placed {
  day: number;
  minute: number;
  guessed: boolean;
  vague: boolean;
  reason: string | undefined;
}

function placedAt(day: number, minute: number, guessed: boolean, vague: boolean, reason?: string): Placed {
  return { day, minute, guessed, vague, reason };
}

/** A time without a day: the next one, with a lean to the past the last one. */
export function placeAlone(clock: Clock, resolved: ResolvedClock, present: Present): Placed {
  const { today, minute: now, lean } = present;
  const { minute, open, guessed, vague } = resolved;
  const other = minute >= NOON ? minute - NOON : minute + NOON;
  if (lean === 'past') {
    if (minute <= now) return placedAt(today, minute, guessed, vague);
    if (open && other <= now && clock.period === undefined) return placedAt(today, other, true, vague);
    return placedAt(today - 1, minute, true, vague, '已经发生，按昨天');
  }
  if (minute > now) return placedAt(today, minute, guessed, vague);
  if (open && other > now && other < DAY) {
    return placedAt(today, other, true, true, '今天还是明天，上午还是下午没有说');
  }
  return placedAt(today + 1, minute, true, vague, '今天的已经过了，按明天');
}

export function placeOn(found: Found, clock: Clock, resolved: ResolvedClock, present: Present): Placed {
  const day = found.from as number;
  const { minute, open } = resolved;
  const isPassedToday = day === present.today && open && minute < NOON && minute <= present.minute && present.lean !== 'past';
  if (isPassedToday && clock.period === undefined) {
    return placedAt(day, minute + NOON, true, true, '上午还是晚上没有说');
  }
  // 周一上午九点 said on Monday at ten: the next one.
  const isOver = day === present.today && found.isWeekday && minute <= present.minute && present.lean !== 'past';
  if (isOver) return placedAt(day + 7, minute, true, resolved.vague, '今天的已经过了，按下一个');
  // 明天半夜两点 may be before or after that day.
  const isNight = minute >= DAY && clock.period?.endsWith('半夜') === true && day !== present.today;
  return placedAt(day, minute, resolved.guessed, resolved.vague || isNight);
}

const FULL_DATE = /^(?:[12][0-9]{3}|[一二][〇零一二三四五六七八九]{3}) ?(?=[年./-]|[0-9]{2} [0-9])/;

/**
 * 2026-12-05 3:45 is a stamp of a clock with 24 hours; behind 2026年12月5日 nobody can tell whether 3点 is one. Only
 * without the year is it the hour of a working day.
 */
export function resolveOnDay(text: string, start: number, clock: Clock): ResolvedClock {
  const resolved = resolveClock(clock);
  const said = resolved.open && clock.period === undefined && (clock.hour ?? 12) <= 6 ? FULL_DATE.exec(text.slice(start, start + 10)) : null;
  if (!said) return resolved;
  const isStamp =
    (text[start + said[0].length] !== '年' && /^[0-9]:/.test(text.slice(clock.end - 4, clock.end))) ||
    /[0-9]:[0-9]{2}:[0-9]{2}$/.test(text.slice(clock.end - 7, clock.end));
  return isStamp ? { ...resolved, minute: resolved.minute - NOON, open: false, guessed: true } : { ...resolved, vague: true, guessed: true };
}
