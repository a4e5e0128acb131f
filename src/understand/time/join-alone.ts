import { CONNECTORS, endMinute, placeAlone, readHours, type Hours } from './hours.js';
import { skipSpaces, wordAt } from './present.js';
import { resolveClock } from './resolve-clock.js';
import type { Present } from './types.js';
import { Draft, valueOf, readTail, readAround } from './join.js';
import { fixedDay } from './found.js';
import { readLaterEnd } from './join-day.js';

/** An hour without a day, and what begins now. */

/** 15:30, 下午三点 without a day. */
export function readTimeAlone(text: string, start: number, present: Present): Draft | undefined {
  const hours = readHours(text, start, false, start);
  if (!hours) return undefined;
  const { clock } = hours;
  if (clock.hour === undefined) {
    const tail = readAround(text, hours.end);
    const today = valueOf(present.today, undefined, undefined, undefined, undefined, undefined);
    const draft = new Draft('date', tail.end, today, 'day', '没有说哪天，按今天', false);
    draft.period = clock.period;
    return draft;
  }
  const resolved = resolveClock(clock);
  const across = hours.to || present.lean === 'past' ? undefined : readAcrossDays(text, hours, present);
  if (across) return across;
  const placed = placeAlone(clock, resolved, present);
  const last = hours.to ? endMinute(placed.minute, hours.to) : undefined;
  const tail = readTail(text, hours.end, true);
  const value = valueOf(placed.day, undefined, placed.minute, last, placed.vague, undefined);
  const draft = new Draft('time', tail.end, value, 'minute', placed.reason ?? '没有说哪天，按最近的一次', false);
  if (placed.guessed || tail.around) draft.guessed = true;
  draft.bound = tail.bound;
  return draft;
}

/** 现在到八点, 现在到明天中午, 现在到周五: from this minute on. */
export function readFromNow(text: string, start: number, present: Present): Draft | undefined {
  const word = wordAt(text, start, ['从现在', '现在', '此刻']);
  if (!word) return undefined;
  const begun = start + word.length;
  const at = begun + (wordAt(text, begun, ['开始', '起']) ?? '').length;
  const connector = wordAt(text, at, CONNECTORS);
  if (!connector || present.lean === 'past') return undefined;
  const reason = '从现在起';
  const base = fixedDay(at, present.today, reason);
  const later = readLaterEnd(text, at, base, present, present.minute);
  if (later?.minute !== undefined) {
    const value = valueOf(present.today, later.to, present.minute, later.minute, undefined, undefined);
    return new Draft('time', later.end, value, 'minute', reason, true);
  }
  if (later) return new Draft('date', later.end, valueOf(present.today, later.to, undefined, undefined, undefined, undefined), 'days', reason, true);
  const hourAt = skipSpaces(text, at + connector.length);
  const hours = readHours(text, hourAt, true, hourAt);
  if (hours?.clock.hour === undefined || hours.to) return undefined;
  const last = endMinute(present.minute, hours.clock);
  return new Draft('time', hours.end, valueOf(present.today, undefined, present.minute, last, hours.clock.approx, undefined), 'minute', reason, true);
}

/** 2点到明天4点: what lasts till another day begins today, though its hour is over. */
function readAcrossDays(text: string, { clock, end }: Hours, present: Present): Draft | undefined {
  const reason = '从今天起';
  const today = fixedDay(end, present.today, reason);
  const { minute, open } = resolveClock(clock);
  const later = readLaterEnd(text, end, today, present, minute);
  if (!later || later.to <= present.today) return undefined;
  const isOver = minute <= present.minute;
  const value = valueOf(present.today, later.to, minute, later.minute, isOver, undefined);
  const draft = new Draft('time', later.end, value, 'minute', reason, true);
  if (open) draft.guessed = true;
  return draft;
}
