import { RRule } from 'rrule';
import { DAY_MS, HOUR_MS } from './calendar/index.js';

/** `rrule` counts in UTC; moving instants by China's one offset makes its hours ours. */
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS;

function toWall(instant: Date): Date {
  return new Date(instant.getTime() + SHANGHAI_OFFSET_MS);
}

function fromWall(wall: Date): Date {
  return new Date(wall.getTime() - SHANGHAI_OFFSET_MS);
}

/** What a reminder may repeat by; finer than a day is no reminder. */
const FREQUENCIES = new Set(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']);

/** Nothing a reminder follows is rarer (29 February); a rule that never comes true must not be searched to the year 9999. */
const LONGEST_GAP_MS = 12 * 366 * DAY_MS;

function ruleOf(rule: string, startAt: Date, after: Date): RRule | undefined {
  const text = rule.trim().replace(/^RRULE:/i, '');
  const frequency = /(?:^|;)FREQ=([A-Z]+)/i.exec(text)?.[1]?.toUpperCase();
  if (frequency === undefined || !FREQUENCIES.has(frequency) || text.includes('\n')) return undefined;
  try {
    // UNTIL is written in UTC and must be moved like everything else.
    const options = RRule.parseString(text);
    if (options.interval !== undefined && (!Number.isInteger(options.interval) || options.interval < 1)) return undefined;
    const horizon = new Date(Math.max(startAt.getTime(), after.getTime()) + LONGEST_GAP_MS);
    const end = options.until ? untilOf(text, options.until) : horizon;
    return new RRule({ ...options, until: end < horizon ? end : horizon, dtstart: toWall(startAt), tzid: null });
  } catch {
    return undefined;
  }
}

/** 20261231T155959Z is an instant; 20261231T235959 and 20261231 are on the wall, a bare day to its end. */
function untilOf(text: string, until: Date): Date {
  const written = /UNTIL=(\d{8})(T\d{6})?(Z)?/i.exec(text);
  if (written?.[3] !== undefined) return toWall(until);
  return written?.[2] === undefined ? new Date(until.getTime() + 24 * HOUR_MS - 1000) : until;
}

/** True for an RFC 5545 RRULE that a reminder can follow: FREQ of DAILY to YEARLY with any of the usual parts. */
export function isRecurrence(rule: string): boolean {
  return ruleOf(rule, new Date(0), new Date(0)) !== undefined;
}

/**
 * The first occurrence strictly after an instant, on China's wall clock: a rule that began at 09:00 stays at 09:00.
 * `startAt` is the first occurrence and gives what the rule leaves open (time, weekday, day of the month). Undefined
 * when the rule has ended or is none.
 */
export function nextOccurrence(rule: string, startAt: Date, after: Date): Date | undefined {
  const found = ruleOf(rule, startAt, after)?.after(toWall(after), false);
  return found ? fromWall(found) : undefined;
}
