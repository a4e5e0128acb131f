import { dateAt, timeAt } from '../domain/calendar/index.js';
import type { WhenValue } from '../domain/intent.js';
import type { Reading } from './reading.js';
import { HALF_OF } from './time/day-period.js';
import type { MomentSpan } from './time/types.js';

/** The contract's shape of a moment: only its own keys. */
export function whenOf(span: MomentSpan): WhenValue {
  const { date, time, endDate, endTime, recurrence, vague } = span.value;
  const when: Partial<WhenValue> = {};
  if (date !== undefined) when.date = date;
  if (time !== undefined) when.time = time;
  if (endDate !== undefined) when.endDate = endDate;
  if (endTime !== undefined) when.endTime = endTime;
  if (recurrence !== undefined) when.recurrence = recurrence;
  if (vague) when.vague = vague;
  return when as WhenValue;
}

/** A moment to come: it keeps 下午 where no hour was said. */
export function whenAhead(span: MomentSpan): WhenValue {
  const period = span.value.time === undefined && span.period !== undefined ? HALF_OF.get(span.period) : undefined;
  return { ...whenOf(span), ...(period === undefined ? {} : { period }) };
}

/** Several days fit and no last one was said: the bot asks. */
export function isVague(span: MomentSpan): boolean {
  if (span.value.vague || (span.value.date === undefined && !span.value.recurrence)) return true;
  return span.kind !== 'recurrence' && span.grain !== 'minute' && span.grain !== 'day' && span.bound === undefined;
}

/** The day a thing is to be done by: the last one of 下周内, the day itself of 周五前. */
export function dueOf(span: MomentSpan): string | undefined {
  return span.bound === 'by' ? (span.value.endDate ?? span.value.date) : span.value.date;
}

/** A length of time said where a moment is meant, 「推迟 2 两小时」: that long from now. */
export function fromNow(reading: Reading, minutes: number): WhenValue {
  const at = new Date(reading.context.now.getTime() + minutes * 60_000);
  return minutes % 1440 === 0 ? { date: dateAt(at) } : { date: dateAt(at), time: timeAt(at) };
}

/** Both days included; a single day is a period of one day. */
export function periodOf(span: MomentSpan): { date: string; endDate: string } | undefined {
  const { date, endDate } = span.value;
  if (date === undefined || span.value.vague) return undefined;
  return { date, endDate: endDate ?? date };
}
