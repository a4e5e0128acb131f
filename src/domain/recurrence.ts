import rrule from 'rrule';
import { HOUR_MS, MINUTE_MS } from './calendar/index.js';

const { RRule } = rrule;
type RRule = InstanceType<typeof RRule>;

/** `rrule` counts in UTC; moving instants by China's one offset makes its hours ours. */
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS;

function toWall(instant: Date): Date {
  return new Date(instant.getTime() + SHANGHAI_OFFSET_MS);
}

function fromWall(wall: Date): Date {
  return new Date(wall.getTime() - SHANGHAI_OFFSET_MS);
}

/**
 * The parts each frequency may have: a part that narrows days down to none would be searched to the year 9999.
 * Steps within the day have no parts and are reckoned, not searched.
 */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  DAILY: ['BYDAY'],
  WEEKLY: ['BYDAY'],
  MONTHLY: ['BYDAY', 'BYMONTHDAY', 'BYSETPOS', 'BYMONTH'],
  YEARLY: ['BYDAY', 'BYMONTHDAY', 'BYSETPOS', 'BYMONTH'],
};
const STEP_MS: Readonly<Record<string, number>> = { HOURLY: HOUR_MS, MINUTELY: MINUTE_MS };
const STEP_PARTS = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL'];
const COMMON_PARTS = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', 'BYHOUR', 'BYMINUTE'];
const LONGEST_MONTH: readonly number[] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function partsOfRule(text: string): Map<string, string> | undefined {
  const parts = new Map<string, string>();
  for (const part of text.split(';')) {
    const match = /^([A-Z]+)=([A-Z0-9,+-]+)$/i.exec(part);
    if (!match) return undefined;
    parts.set((match[1] as string).toUpperCase(), (match[2] as string).toUpperCase());
  }
  return parts;
}

function isWithinSubset(parts: ReadonlyMap<string, string>): boolean {
  const frequency = parts.get('FREQ') ?? '';
  const own = PARTS[frequency];
  if (own === undefined) return false;
  for (const name of parts.keys()) if (!COMMON_PARTS.includes(name) && !own.includes(name)) return false;
  const interval = Number(parts.get('INTERVAL') ?? 1);
  if (!Number.isInteger(interval) || interval < 1) return false;
  // Every n-th day falls on a weekday of its own.
  if (interval > 1 && ((frequency === 'DAILY' && parts.has('BYDAY')) || (frequency === 'MONTHLY' && parts.has('BYMONTH')))) return false;
  const months = (parts.get('BYMONTH') ?? '1').split(',').map(Number);
  const days = (parts.get('BYMONTHDAY') ?? '1').split(',').map((day) => Math.abs(Number(day)));
  return months.some((month) => days.some((day) => day >= 1 && day <= (LONGEST_MONTH[month - 1] ?? 0)));
}

function bareRule(rule: string): string {
  return rule.trim().replace(/^RRULE:/i, '');
}

function ruleOf(rule: string, startAt: Date): RRule | undefined {
  const text = bareRule(rule);
  const parts = partsOfRule(text);
  if (parts === undefined || !isWithinSubset(parts)) return undefined;
  try {
    const options = RRule.parseString(text);
    return new RRule({ ...options, ...(options.until ? { until: untilOf(text, options.until) } : {}), dtstart: toWall(startAt), tzid: null });
  } catch {
    return undefined;
  }
}

/** UNTIL is written in UTC or not: 20261231T155959Z is an instant; 20261231T235959 and 20261231 are on the wall, a bare day to its end. */
function untilOf(text: string, until: Date): Date {
  const written = /UNTIL=(\d{8})(T\d{6})?(Z)?/i.exec(text);
  if (written?.[3] !== undefined) return toWall(until);
  return written?.[2] === undefined ? new Date(until.getTime() + 24 * HOUR_MS - 1000) : until;
}

/** An hour is an hour on every wall: the k-th step after the start. */
function nextStep(text: string, startAt: Date, after: Date): Date | undefined | 'notAStep' {
  const parts = partsOfRule(text);
  const unit = STEP_MS[parts?.get('FREQ') ?? ''];
  if (parts === undefined || unit === undefined) return 'notAStep';
  const interval = Number(parts.get('INTERVAL') ?? 1);
  if (!Number.isInteger(interval) || interval < 1 || [...parts.keys()].some((name) => !STEP_PARTS.includes(name))) return 'notAStep';
  const step = interval * unit;
  const index = Math.max(0, Math.floor((after.getTime() - startAt.getTime()) / step) + 1);
  if (parts.has('COUNT') && index >= Number(parts.get('COUNT'))) return undefined;
  const next = new Date(startAt.getTime() + index * step);
  const until = parts.has('UNTIL') ? RRule.parseString(text).until : undefined;
  return until && next > fromWall(untilOf(text, until)) ? undefined : next;
}

/** True for an RFC 5545 RRULE that a reminder can follow: MINUTELY to YEARLY with the parts above. */
export function isRecurrence(rule: string): boolean {
  return nextStep(bareRule(rule), new Date(0), new Date(0)) !== 'notAStep' || ruleOf(rule, new Date(0)) !== undefined;
}

/**
 * The first occurrence strictly after an instant, on China's wall clock: a rule that began at 09:00 stays at 09:00.
 * `startAt` is the first occurrence and gives what the rule leaves open (time, weekday, day of the month). Undefined
 * when the rule has ended or is none.
 */
export function nextOccurrence(rule: string, startAt: Date, after: Date): Date | undefined {
  const step = nextStep(bareRule(rule), startAt, after);
  if (step !== 'notAStep') return step;
  const found = ruleOf(rule, startAt)?.after(toWall(after), false);
  return found ? fromWall(found) : undefined;
}
