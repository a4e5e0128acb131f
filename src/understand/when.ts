import { addMonths, dateAt, timeAt } from '../domain/calendar/index.js';
import type { WhenValue } from '../domain/intent.js';
import type { Reading } from './reading.js';
import type { DurationSpan, MomentSpan } from './time/types.js';

/** The contract's shape of a moment: only its own keys. */
export function whenOf(span: MomentSpan): WhenValue {
  const { date, time, endDate, endTime, recurrence, vague } = span.value;
  return {
    ...(date === undefined ? {} : { date }),
    ...(time === undefined ? {} : { time }),
    ...(endDate === undefined ? {} : { endDate }),
    ...(endTime === undefined ? {} : { endTime }),
    ...(recurrence === undefined ? {} : { recurrence }),
    ...(vague ? { vague } : {}),
  } as WhenValue;
}

/** A length of time said where a moment is meant, 「推迟 2 两小时」: that long from now. */
export function fromNow(reading: Reading, span: DurationSpan): WhenValue {
  const at = new Date(reading.context.now.getTime() + span.value.minutes * 60_000);
  return span.value.minutes % 1440 === 0 ? { date: dateAt(at) } : { date: dateAt(at), time: timeAt(at) };
}

/** Both days included; a single day is a period of one day. */
export function periodOf(span: MomentSpan): { date: string; endDate: string } | undefined {
  const { date, endDate } = span.value;
  if (date === undefined || span.value.vague) return undefined;
  return { date, endDate: endDate ?? date };
}

export function monthsAhead(reading: Reading, months: number): string {
  return addMonths(reading.today, months);
}
