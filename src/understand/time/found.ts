import type { LunarMonthDay } from '../../domain/calendar/index.js';
import type { Found, Grain } from './types.js';

/**
 * A day or stretch as it is handed on. Every rule behind the one that found it asks for its keys, and the engine finds those of
 * one shape at once; objects put together from spreads have another shape at every place they come from, and are searched.
 * So what is met often is made here and then changed, or copied with `copyOf`.
 */
export class FoundDay implements Found {
  end: number;
  from: number | undefined;
  to: number | undefined;
  grain: Grain;
  reason: string;
  vague: boolean | undefined = undefined;
  guessed: boolean | undefined = undefined;
  provisional: boolean | undefined = undefined;
  bound: 'by' | 'after' | undefined = undefined;
  lunar: LunarMonthDay | undefined = undefined;
  minute: number | undefined = undefined;
  endMinute: number | undefined = undefined;
  period: string | undefined = undefined;
  fixed: boolean | undefined = undefined;
  weak: boolean | undefined = undefined;
  ahead: boolean | undefined = undefined;
  isWeekday: true | undefined = undefined;
  holiday: true | undefined = undefined;
  relative: Found['relative'] = undefined;

  constructor(end: number, from: number | undefined, to: number | undefined, grain: Grain, reason: string) {
    this.end = end;
    this.from = from;
    this.to = to;
    this.grain = grain;
    this.reason = reason;
  }
}

/** A day that stays where it is, as its week, month or year was said. */
export function fixedDay(end: number, from: number, reason: string): FoundDay {
  const found = new FoundDay(end, from, undefined, 'day', reason);
  found.fixed = true;
  return found;
}

/** A stretch that stays where it is. */
export function fixedStretch(end: number, from: number, to: number, grain: Grain, reason: string): FoundDay {
  const found = new FoundDay(end, from, to, grain, reason);
  found.fixed = true;
  return found;
}

/** The same once more, to be changed. */
export function copyOf(read: Found): FoundDay {
  const found = new FoundDay(read.end, read.from, read.to, read.grain, read.reason);
  found.vague = read.vague;
  found.guessed = read.guessed;
  found.provisional = read.provisional;
  found.bound = read.bound;
  found.lunar = read.lunar;
  found.minute = read.minute;
  found.endMinute = read.endMinute;
  found.period = read.period;
  found.fixed = read.fixed;
  found.weak = read.weak;
  found.ahead = read.ahead;
  found.isWeekday = read.isWeekday;
  found.holiday = read.holiday;
  found.relative = read.relative;
  return found;
}

/** What a rarer rule put together in a way of its own, in the common shape. */
export function shaped(read: Found): FoundDay {
  return read instanceof FoundDay ? read : copyOf(read);
}
