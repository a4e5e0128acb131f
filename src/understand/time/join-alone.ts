import { CONNECTORS, endMinute, placeAlone, readHours, type Hours } from './hours.js';
import { dateOfDayNumber, skipSpaces, wordAt } from './present.js';
import { resolveClock } from './resolve-clock.js';
import type { Found, Present } from './types.js';
import { type Draft, valueOf, readTail, readAround } from './join.js';
import { readLaterEnd } from './join-day.js';

/** An hour without a day, and what begins now. */

/** 15:30, 下午三点 without a day. */
export function readTimeAlone(text: string, start: number, present: Present): Draft | undefined {
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
export function readFromNow(text: string, start: number, present: Present): Draft | undefined {
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
