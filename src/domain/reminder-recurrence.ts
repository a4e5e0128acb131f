import {
  addDays,
  addMonths,
  addWorkdays,
  dateAt,
  dateOf,
  daysInMonth,
  instantAt,
  nextLunarBirthday,
  partsOf,
  solarToLunar,
  subtractWorkdays,
  timeAt,
  type Calendar,
  type LunarMonthDay,
} from './calendar/index.js';
import { nextOccurrence } from './recurrence.js';

/** A repetition of whole days. */
export interface Repetition {
  /** RFC 5545, or RSCALE=CHINESE (RFC 7529) for a day of the lunar year or of every lunar month. */
  recurrence: string;
  /** First day, 'YYYY-MM-DD'; gives what the rule leaves open, and intervals count from it. */
  startOn: string;
  /** Monday to Friday in the rule stand for the bank's working days, make-up days included. */
  workdays?: boolean;
  /** Says of a lunar day whether it lies in a leap month. */
  lunar?: LunarMonthDay;
}

/** Every lunar month is over in 30 days; some have no 30th. */
const LUNAR_SEARCH_DAYS = 120;
/** A rule for working days of some months of the year comes within this many months. */
const MONTHS_SEARCHED = 13;

/** Minutes from one to the next of a repetition within the day; undefined for one of whole days. */
export function stepMinutes(recurrence: string): number | undefined {
  const frequency = partOf(recurrence, 'FREQ');
  const unit = frequency === 'HOURLY' ? 60 : frequency === 'MINUTELY' ? 1 : undefined;
  return unit && unit * Number(partOf(recurrence, 'INTERVAL') ?? 1);
}

/** Speaks more often than anybody bears for long, and does not end on the day it begins. Source: docs/rules.md, house. */
export function isTooDense(recurrence: string, startOn: string, leastMinutes: number): boolean {
  const step = stepMinutes(recurrence);
  if (step === undefined || step >= leastMinutes || partOf(recurrence, 'COUNT') !== undefined) return false;
  return partOf(recurrence, 'UNTIL')?.slice(0, 8) !== startOn.replaceAll('-', '');
}

/** The first day of a repetition after a day; undefined when it has ended or repeats within the day (每两小时). */
export function nextRepetitionDay(repetition: Repetition, after: string, calendar: Calendar): string | undefined {
  const next = nextDayOf(repetition, after, calendar);
  const until = partOf(repetition.recurrence, 'UNTIL')?.slice(0, 8);
  return next !== undefined && until !== undefined && next.replaceAll('-', '') > until ? undefined : next;
}

function nextDayOf(repetition: Repetition, after: string, calendar: Calendar): string | undefined {
  const { recurrence, startOn, workdays } = repetition;
  const since = after < startOn ? addDays(startOn, -1) : after;
  if (/FREQ=(?:HOURLY|MINUTELY)/.test(recurrence)) return undefined;
  if (recurrence.startsWith('RSCALE=CHINESE')) return nextLunarDay(repetition, addDays(since, 1));
  if (workdays && recurrence.startsWith('FREQ=WEEKLY')) return addWorkdays(since, 1, calendar);
  if (workdays && partOf(recurrence, 'BYSETPOS') !== undefined) return nextWorkdayOfMonth(recurrence, since, calendar);
  const next = nextOccurrence(recurrence, instantAt(startOn, '00:00'), instantAt(since, '23:59'));
  return next && dateAt(next);
}

const partOf = (rule: string, name: string): string | undefined => new RegExp(`(?:^|;)${name}=([^;]+)`).exec(rule)?.[1];

function nextLunarDay({ recurrence, lunar }: Repetition, from: string): string | undefined {
  const days = (partOf(recurrence, 'BYMONTHDAY') ?? '').split(',').map(Number);
  if (partOf(recurrence, 'FREQ') === 'YEARLY') {
    return nextLunarBirthday(from, lunar ?? { month: Number(partOf(recurrence, 'BYMONTH')), day: days[0] as number, leap: false });
  }
  for (let date = from, tries = 0; tries < LUNAR_SEARCH_DAYS; date = addDays(date, 1), tries++)
    if (days.includes(solarToLunar(date).day)) return date;
  return undefined;
}

/** 每月最后一个工作日, 每季度第3个工作日: counted on the bank's calendar. */
function nextWorkdayOfMonth(recurrence: string, after: string, calendar: Calendar): string | undefined {
  const position = Number(partOf(recurrence, 'BYSETPOS'));
  const months = partOf(recurrence, 'BYMONTH')?.split(',').map(Number);
  for (let step = 0; step <= MONTHS_SEARCHED; step++) {
    const { year, month } = partsOf(addMonths(dateOf(partsOf(after).year, partsOf(after).month, 1), step));
    if (months && !months.includes(month)) continue;
    const first = dateOf(year, month, 1);
    const last = dateOf(year, month, daysInMonth(year, month));
    const day = position < 0 ? subtractWorkdays(addDays(last, 1), -position, calendar) : addWorkdays(addDays(first, -1), position, calendar);
    if (day > after && day >= first && day <= last) return day;
  }
  return undefined;
}

/** 每个工作日, 最后一个交易日, 工作日每天; not 工作日报表, which is what the reminder is about. */
export function saysWorkdays(words: string): boolean {
  return /[每逢]一?个?(?:工作日|交易日)|[第一二三四五六七八九十0-9]个?(?:工作日|交易日)|(?:工作日|交易日)(?:的|都|里)?(?:每|[早晚]|[上下中]午|[0-9一二两三四五六七八九十]+[点:])/.test(
    words,
  );
}

/**
 * When a repeated reminder speaks next, after an instant. Undefined when the rule has ended.
 * @param words the sentence it came from: only there 「工作日」 and 「周一到周五」 differ.
 */
export function nextReminderAt(reminder: { recurrence: string; dueAt: Date; words: string }, after: Date, calendar: Calendar): Date | undefined {
  const { recurrence, dueAt, words } = reminder;
  const isByWorkdays = recurrence.includes('BYDAY=MO,TU,WE,TH,FR') && saysWorkdays(words);
  if (!isByWorkdays && !recurrence.startsWith('RSCALE=CHINESE')) return nextOccurrence(recurrence, dueAt, after);
  const next = nextRepetitionDay({ recurrence, startOn: dateAt(dueAt), workdays: isByWorkdays }, dateAt(after), calendar);
  return next === undefined ? undefined : instantAt(next, timeAt(dueAt));
}
