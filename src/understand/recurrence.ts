import {
  addWorkdays,
  dayNumberOf,
  daysInMonth,
  fromDayNumber,
  isWorkday,
  nextLunarBirthday,
  partsOf,
  partsOfDayNumber,
  subtractWorkdays,
  toDayNumber,
  weekdayOfDayNumber,
  type Calendar,
  type LunarMonthDay,
} from '../domain/calendar/index.js';
import { readQuantity } from './duration.js';
import { readSmallNumber } from './numbers.js';
import { readFestivalName, readLunarMonthDay, resolveFestival } from './time/named-day.js';
import { isWeekdayWord, skipSpaces, weekdayAt, wordAt } from './time/present.js';
import type { Present } from './time/types.js';
import { readDay } from './time/within.js';

/** A repetition as said, before its first day and time are known. */
export interface RecurrenceRead {
  end: number;
  /** RFC 5545 without 'RRULE:'; lunar ones begin 'RSCALE=CHINESE;'. */
  rule: string;
  reason: string;
  lunar?: LunarMonthDay;
  /** On working days of the bank's calendar rather than Monday to Friday. */
  workdays?: boolean;
  /** 每年生日: the day is not in the words. */
  vague?: boolean;
  guessed?: boolean;
  /** 每两小时: repeats inside the day. */
  isWithinDay?: boolean;
}

const DAY_CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const WORKDAY_RULE = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';
const WEEK_UNITS = ['星期', '礼拜', '周'];

/** 每…, 隔…, 逢…, 天天 at an offset; undefined when the word says no repetition. The text must be folded. */
export function readRecurrence(text: string, start: number, present: Present): RecurrenceRead | undefined {
  const stem = text[start];
  if (stem === '每') return readEvery(text, start + 1, present);
  if (stem === '逢') return readOn(text, start + 1, present, '');
  if (stem === '隔' && !'间相分阻'.includes(text[start - 1] ?? ' ')) return readEveryOther(text, start + 1, present);
  if (stem === '天' && text[start + 1] === '天' && /^(?:早|晚|上午|下午|中午|[0-9一二三四五六七八九十两]{1,2}[点:]|都?要?提醒)/.test(text.slice(start + 2, start + 7))) {
    return { end: start + 2, rule: 'FREQ=DAILY', reason: '每天一次' };
  }
  return undefined;
}

function readEvery(text: string, start: number, present: Present): RecurrenceRead | undefined {
  let at = skipSpaces(text, start);
  if (text[at] === '逢') return readOn(text, at + 1, present, '');
  if (text[at] === '隔') return readEveryOther(text, at + 1, present);
  if (text[at] === '个' || (text[at] === '一' && text[at + 1] === '个')) at += text[at] === '个' ? 1 : 2;
  else if (text[at] === '一' && '天周月年日'.includes(text[at + 1] ?? ' ')) at++;
  const plain = readOn(text, at, present, '');
  if (plain) return plain;
  const quantity = readQuantity(text, at);
  if (!quantity || quantity.approx) return undefined;
  return everyQuantity(text, quantity, present, 0);
}

/** 隔天, 隔周周三, 每隔三天. 隔 leaves that many out, so the step is one more. */
function readEveryOther(text: string, start: number, present: Present): RecurrenceRead | undefined {
  const unit = wordAt(text, start, ['天', '日', '周', '星期', '礼拜', '月', '年']);
  if (unit) {
    if (unit === '年' || (unit === '月' && text[start + 1] === '饼')) return undefined;
    const end = start + unit.length;
    if (unit === '天' || unit === '日') return { end, rule: 'FREQ=DAILY;INTERVAL=2', reason: '隔天一次' };
    return readOn(text, start, present, ';INTERVAL=2') ?? undefined;
  }
  const quantity = readQuantity(text, start);
  if (!quantity || quantity.approx || quantity.bareMonth) return undefined;
  return everyQuantity(text, quantity, present, 1);
}

function everyQuantity(
  text: string,
  quantity: NonNullable<ReturnType<typeof readQuantity>>,
  present: Present,
  skipped: 0 | 1,
): RecurrenceRead | undefined {
  const { minutes, days, months, workdays, grain, end } = quantity;
  const guessed = skipped === 1 || undefined;
  if (minutes > 0) {
    if (days || months || workdays || !Number.isInteger(minutes)) return undefined;
    const rule = minutes % 60 === 0 ? `FREQ=HOURLY;INTERVAL=${minutes / 60}` : `FREQ=MINUTELY;INTERVAL=${minutes}`;
    return { end, rule: rule.replace(';INTERVAL=1', minutes === 60 ? '' : ';INTERVAL=1'), reason: '按间隔重复', isWithinDay: true };
  }
  if (workdays) return undefined;
  if (months && !days && Number.isInteger(months)) {
    if (months % 12 === 0) return everyYears(text, end, months / 12 + skipped, guessed);
    const interval = months === 1 ? months + skipped : months + (skipped && months < 3 ? 1 : 0);
    const on = readMonthDay(text, end, present, `;INTERVAL=${interval}`);
    return on ? { ...on, guessed } : { end, rule: `FREQ=MONTHLY;INTERVAL=${interval}`, reason: '按间隔重复', guessed };
  }
  if (months || !Number.isInteger(days) || days === 0) return undefined;
  if (grain === 'week') {
    const weeks = days / 7 + skipped;
    const linked = text[end] === '的' ? end + 1 : end;
    const unit = wordAt(text, linked, WEEK_UNITS);
    const list = unit ? readWeekdays(text, linked + unit.length) : undefined;
    if (list) return { end: list.end, rule: `FREQ=WEEKLY;INTERVAL=${weeks};BYDAY=${list.codes}`, reason: '按间隔重复', guessed: days > 7 ? guessed : undefined };
    return { end, rule: `FREQ=WEEKLY;INTERVAL=${weeks}`, reason: '按间隔重复', guessed: days > 7 ? guessed : undefined };
  }
  const interval = days + skipped;
  return { end, rule: interval === 1 ? 'FREQ=DAILY' : `FREQ=DAILY;INTERVAL=${interval}`, reason: '按间隔重复', guessed: days > 1 ? guessed : undefined };
}

function everyYears(text: string, end: number, years: number, guessed: boolean | undefined): RecurrenceRead {
  const interval = years === 1 ? '' : `;INTERVAL=${years}`;
  const monthDay = readSolarMonthDay(text, end);
  if (monthDay) return { end: monthDay.end, rule: `FREQ=YEARLY${interval};${monthDay.by}`, reason: '按间隔重复', guessed };
  return { end, rule: `FREQ=YEARLY${interval}`, reason: '按间隔重复', guessed };
}

/** The part after 每 or 逢: 天, 晚, 工作日, 周一三五, 月15号, 季度末, 年12月5日. */
function readOn(text: string, at: number, present: Present, interval: string): RecurrenceRead | undefined {
  const workday = wordAt(text, at, ['工作日', '交易日']);
  if (workday) return { end: at + workday.length, rule: WORKDAY_RULE, reason: '每个工作日', workdays: true };
  if (text.startsWith('周末', at) || text.startsWith('星期末', at)) {
    return { end: at + (text[at] === '周' ? 2 : 3), rule: `FREQ=WEEKLY${interval};BYDAY=SA,SU`, reason: '周末是周六和周日' };
  }
  const week = wordAt(text, at, WEEK_UNITS);
  if (week) return readWeekly(text, at + week.length, interval);
  if (text[at] === '天' || (text[at] === '日' && !'均限优一二三四五六'.includes(text[at + 1] ?? ' '))) {
    return { end: at + 1, rule: 'FREQ=DAILY', reason: '每天一次' };
  }
  if ('早晚夜'.includes(text[at] ?? ' ') || wordAt(text, at, ['上午', '下午', '中午', '凌晨', '傍晚'])) {
    return { end: at, rule: 'FREQ=DAILY', reason: '每天一次' };
  }
  if (text[at] === '月') return readMonthDay(text, at + 1, present, interval) ?? monthly(text, at + 1, interval);
  if (text.startsWith('季度', at) || (text[at] === '季' && '末初底'.includes(text[at + 1] ?? ' '))) {
    return readQuarterly(text, text[at + 1] === '度' ? at + 2 : at + 1);
  }
  if (text.startsWith('半年', at)) return { end: at + 2, rule: 'FREQ=MONTHLY;INTERVAL=6', reason: '每半年一次' };
  if (text[at] === '年' && !'会轻级'.includes(text[at + 1] ?? ' ')) return readYearly(text, at + 1, present);
  const hour = wordAt(text, at, ['小时', '钟头']);
  if (hour) return { end: at + hour.length, rule: 'FREQ=HOURLY', reason: '每小时一次', isWithinDay: true };
  const day = readSmallNumber(text, at) ? readDay(text, at) : undefined;
  if (day && /[号日]/.test(text[day.end - 1] ?? '') && text[at - 1] === '逢') {
    return { end: day.end, rule: `FREQ=MONTHLY;${byMonthDay(day.day)}`, reason: '每月这一天' };
  }
  return undefined;
}

function readWeekly(text: string, start: number, interval: string): RecurrenceRead | undefined {
  const linked = text[start] === '的' ? start + 1 : start;
  const unit = linked > start || WEEK_UNITS.some((word) => text.startsWith(word, linked)) ? wordAt(text, linked, WEEK_UNITS) : undefined;
  const at = unit ? linked + unit.length : start;
  if (text[at] === '末') return { end: at + 1, rule: `FREQ=WEEKLY${interval};BYDAY=SA,SU`, reason: '周末是周六和周日' };
  const list = readWeekdays(text, at);
  if (list) return { end: list.end, rule: `FREQ=WEEKLY${interval};BYDAY=${list.codes}`, reason: '每周固定的日子' };
  if ('期年岁刊报'.includes(text[start] ?? ' ')) return undefined;
  return { end: start, rule: `FREQ=WEEKLY${interval}`, reason: '每周一次' };
}

/** 一三五, 一、三、五, 一和周四, 一到五. */
function readWeekdays(text: string, start: number): { end: number; codes: string } | undefined {
  if (!isWeekdayWord(text, start)) return undefined;
  const days = [weekdayAt(text, start) as number];
  let end = start + 1;
  const separator = text[end];
  if (separator === '到' || separator === '至' || separator === '-' || separator === '~') {
    const at = end + 1 + (wordAt(text, end + 1, WEEK_UNITS) ?? '').length;
    const last = weekdayAt(text, at);
    if (last !== undefined && last > (days[0] as number)) {
      for (let day = (days[0] as number) + 1; day <= last; day++) days.push(day);
      return { end: at + 1, codes: codesOf(days) };
    }
  }
  while (days.length < 7) {
    let at = end;
    const hasSeparator = '、,和及与跟'.includes(text[at] ?? ' ');
    if (hasSeparator) at++;
    const unit = wordAt(text, at, WEEK_UNITS);
    if (unit) at += unit.length;
    const day = weekdayAt(text, at);
    // 每周三三点: the second numeral is an hour.
    if (day === undefined || '点时刻个次分.:'.includes(text[at + 1] ?? ' ') || days.includes(day)) break;
    if (!hasSeparator && !unit && day <= (days[days.length - 1] as number)) break;
    if (!hasSeparator && !unit && !isListEnd(text, at + 1)) break;
    days.push(day);
    end = at + 1;
  }
  return { end, codes: codesOf(days) };
}

/** 每周一三五下午 is a list; 每周一二十号 is not. */
function isListEnd(text: string, at: number): boolean {
  return !/[0-9百千号日月年十个次]/.test(text[at] ?? '') || text[at] === '日';
}

function codesOf(days: readonly number[]): string {
  return [...days].sort((a, b) => a - b).map((day) => DAY_CODES[day - 1]).join(',');
}

/** The 29th to 31st fall on the last day of months that lack them. */
function byMonthDay(...days: number[]): string {
  if (days.length === 1 && (days[0] as number) >= 29) {
    const day = days[0] as number;
    if (day === 31) return 'BYMONTHDAY=-1';
    return `BYMONTHDAY=${Array.from({ length: day - 27 }, (_, i) => 28 + i).join(',')};BYSETPOS=-1`;
  }
  return `BYMONTHDAY=${days.join(',')}`;
}

function monthly(text: string, end: number, interval: string): RecurrenceRead | undefined {
  if ('薪均供饼供息费租'.includes(text[end] ?? ' ')) return undefined;
  return { end, rule: `FREQ=MONTHLY${interval}`, reason: '每月一次' };
}

/** After 每月: 15号, 15号和30号, 底, 初, 最后一天, 最后一个工作日, 第一个周一. */
function readMonthDay(text: string, start: number, _present: Present, interval: string): RecurrenceRead | undefined {
  const at = skipSpaces(text, text[start] === '的' ? start + 1 : start);
  const result = (end: number, by: string, reason: string, workdays?: boolean): RecurrenceRead => ({
    end, rule: `FREQ=MONTHLY${interval};${by}`, reason, workdays,
  });
  const ordinal = readOrdinal(text, at);
  if (ordinal) return result(ordinal.end, ordinal.by, '每月固定的日子', ordinal.workdays);
  const last = wordAt(text, at, ['底', '末', '最后一天', '最后一日']);
  if (last) {
    const workday = wordAt(text, at + last.length, ['最后一个工作日']);
    if (workday) return result(at + last.length + workday.length, 'BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '每月固定的日子', true);
    return result(at + last.length, 'BYMONTHDAY=-1', '月底按最后一天');
  }
  const first = wordAt(text, at, ['第一天', '初']);
  if (first && !/[一二三四五六七八九十]/.test(text[at + first.length] ?? '')) return result(at + first.length, 'BYMONTHDAY=1', '月初按第一天');
  const day = readSmallNumber(text, at) ? readDay(text, at) : undefined;
  if (!day || !/[日号]/.test(text[day.end - 1] ?? '')) return undefined;
  const days = [day.day];
  let { end } = day;
  while (days.length < 6 && '、,和及与'.includes(text[end] ?? ' ')) {
    const next = readDay(text, end + 1);
    if (!next || !/[日号]/.test(text[next.end - 1] ?? '') || days.includes(next.day)) break;
    days.push(next.day);
    end = next.end;
  }
  return result(end, byMonthDay(...days.sort((a, b) => a - b)), '每月固定的日子');
}

/** 第一个周一, 最后一个工作日, 第二个星期三. */
function readOrdinal(text: string, start: number): { end: number; by: string; workdays?: boolean } | undefined {
  let at = start;
  let nth: number;
  const last = wordAt(text, at, ['最后一个', '最后1个']);
  if (last) {
    nth = -1;
    at += last.length;
  } else if (text[at] === '第') {
    const number = readSmallNumber(text, at + 1);
    if (!number || number.value < 1 || number.value > 23) return undefined;
    nth = number.value;
    at = text[number.end] === '个' ? number.end + 1 : number.end;
  } else return undefined;
  const workday = wordAt(text, at, ['工作日', '交易日']);
  if (workday) return { end: at + workday.length, by: `BYDAY=MO,TU,WE,TH,FR;BYSETPOS=${nth}`, workdays: true };
  const unit = wordAt(text, at, WEEK_UNITS);
  if (!unit || !isWeekdayWord(text, at + unit.length) || nth > 5) return undefined;
  return { end: at + unit.length + 1, by: `BYDAY=${nth}${DAY_CODES[(weekdayAt(text, at + unit.length) as number) - 1]}` };
}

function readQuarterly(text: string, at: number): RecurrenceRead {
  const linked = text[at] === '的' ? at + 1 : at;
  const last = wordAt(text, linked, ['最后一个工作日']);
  if (last) return { end: linked + last.length, rule: 'FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', reason: '季度末的工作日', workdays: true };
  const end = wordAt(text, linked, ['最后一天', '末', '底']);
  if (end) return { end: linked + end.length, rule: 'FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1', reason: '季度末按最后一天' };
  const first = wordAt(text, linked, ['第一天', '初']);
  if (first) return { end: linked + first.length, rule: 'FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=1', reason: '季度初按第一天' };
  return { end: at, rule: 'FREQ=MONTHLY;INTERVAL=3', reason: '每季度一次' };
}

function readSolarMonthDay(text: string, start: number): { end: number; by: string; month: number; day: number } | undefined {
  const at = skipSpaces(text, text[start] === '的' ? start + 1 : start);
  const month = readSmallNumber(text, at);
  if (!month || month.value < 1 || month.value > 12 || month.sequence || text[skipSpaces(text, month.end)] !== '月') return undefined;
  const after = skipSpaces(text, month.end) + 1;
  const day = readDay(text, text[after] === '份' ? after + 1 : after);
  if (!day || day.day > daysInMonth(2000, month.value)) return undefined;
  const isLeapDay = month.value === 2 && day.day === 29;
  return { end: day.end, by: `BYMONTH=${month.value};BYMONTHDAY=${isLeapDay ? -1 : day.day}`, month: month.value, day: day.day };
}

function readYearly(text: string, start: number, present: Present): RecurrenceRead {
  const at = skipSpaces(text, text[start] === '的' ? start + 1 : start);
  const lunar = readLunarMonthDay(text, at);
  if (lunar?.day !== undefined) return lunarYearly(lunar.end, { month: lunar.month, day: lunar.day, leap: lunar.leap });
  const festival = readFestivalName(text, at, true);
  if (festival) {
    if (festival.day.lunar) return lunarYearly(festival.end, festival.day.lunar);
    const found = resolveFestival(text, festival, { ...present, lean: 'future' });
    const { month, day } = partsOfDayNumber(found.from as number);
    const isFixed = festival.day.dates(2025).concat(festival.day.dates(2026), festival.day.dates(2028)).every((number) => {
      const parts = partsOfDayNumber(number);
      return parts.month === month && parts.day === day;
    });
    if (isFixed) return { end: festival.end, rule: `FREQ=YEARLY;BYMONTH=${month};BYMONTHDAY=${day}`, reason: '每年这一天' };
    return { end: festival.end, rule: 'FREQ=YEARLY', reason: '这个日子每年不同', vague: true };
  }
  const monthDay = readSolarMonthDay(text, start);
  if (monthDay) return { end: monthDay.end, rule: `FREQ=YEARLY;${monthDay.by}`, reason: '每年这一天' };
  if (text.startsWith('生日', at)) return { end: at + 2, rule: 'FREQ=YEARLY', reason: '生日要看客户资料', vague: true };
  if ('底末'.includes(text[at] ?? ' ')) return { end: at + 1, rule: 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31', reason: '年底按12月31日' };
  if (text[at] === '初') return { end: at + 1, rule: 'FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1', reason: '年初按1月1日' };
  return { end: start, rule: 'FREQ=YEARLY', reason: '每年一次' };
}

function lunarYearly(end: number, lunar: LunarMonthDay): RecurrenceRead {
  return {
    end,
    rule: `RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=${lunar.month};BYMONTHDAY=${lunar.day}`,
    reason: '每年农历这一天',
    lunar: { month: lunar.month, day: lunar.day, leap: lunar.leap },
  };
}

/** What `nextOccurrence` needs of a stored repetition. */
export interface Recurrence {
  /** First day, 'YYYY-MM-DD'; intervals count from it. */
  date: string;
  recurrence: string;
  workdays?: boolean;
  lunar?: LunarMonthDay;
}

const SEARCH_DAYS = 366 * 9;

/**
 * The first day of a repetition after a day; undefined for repetitions inside a day (每两小时) and when none
 * comes within nine years. Understands the rules this module writes: with `workdays` the bank's calendar decides.
 */
export function nextOccurrence(repetition: Recurrence, after: string, calendar: Calendar): string | undefined {
  const parts = new Map(repetition.recurrence.split(';').map((part) => part.split('=') as [string, string]));
  const frequency = parts.get('FREQ');
  if (frequency === 'HOURLY' || frequency === 'MINUTELY') return undefined;
  const start = toDayNumber(repetition.date);
  const from = Math.max(toDayNumber(after) + 1, start);
  if (parts.get('RSCALE') === 'CHINESE') {
    const lunar = repetition.lunar ?? { month: Number(parts.get('BYMONTH')), day: Number(parts.get('BYMONTHDAY')), leap: false };
    return nextLunarBirthday(fromDayNumber(from), lunar);
  }
  const matches = dayTest(parts, start, repetition.workdays === true, calendar);
  for (let number = from; number < from + SEARCH_DAYS; number++) if (matches(number)) return fromDayNumber(number);
  return undefined;
}

function dayTest(
  parts: ReadonlyMap<string, string>,
  start: number,
  isWorkdays: boolean,
  calendar: Calendar,
): (number: number) => boolean {
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const months = parts.get('BYMONTH')?.split(',').map(Number);
  const monthDays = parts.get('BYMONTHDAY')?.split(',').map(Number);
  const byDay = parts.get('BYDAY')?.split(',');
  const position = parts.has('BYSETPOS') ? Number(parts.get('BYSETPOS')) : undefined;
  const origin = partsOfDayNumber(start);
  const startMonday = start - weekdayOfDayNumber(start);
  switch (parts.get('FREQ')) {
    case 'DAILY':
      return (number) => (number - start) % interval === 0;
    case 'WEEKLY':
      if (isWorkdays) return (number) => isWorkday(fromDayNumber(number), calendar);
      return (number) => {
        const weekday = weekdayOfDayNumber(number);
        const weeks = Math.round((number - weekday - startMonday) / 7);
        if (weeks % interval !== 0) return false;
        return byDay ? byDay.includes(DAY_CODES[weekday - 1] as string) : weekday === weekdayOfDayNumber(start);
      };
    case 'MONTHLY':
      return (number) => {
        const { year, month, day } = partsOfDayNumber(number);
        const distance = (year - origin.year) * 12 + month - origin.month;
        if (months ? !months.includes(month) : distance % interval !== 0) return false;
        if (byDay) return isNthWeekday(number, byDay, position, isWorkdays, calendar);
        return matchesMonthDay(year, month, day, monthDays ?? [origin.day], position);
      };
    case 'YEARLY':
      return (number) => {
        const { year, month, day } = partsOfDayNumber(number);
        if ((year - origin.year) % interval !== 0) return false;
        if (!(months ?? [origin.month]).includes(month)) return false;
        return matchesMonthDay(year, month, day, monthDays ?? [origin.day], undefined);
      };
    default:
      return () => false;
  }
}

function matchesMonthDay(year: number, month: number, day: number, wanted: readonly number[], position: number | undefined): boolean {
  const length = daysInMonth(year, month);
  if (wanted.includes(-1) && day === length) return true;
  if (position === -1) return day === Math.max(...wanted.filter((candidate) => candidate <= length));
  return wanted.includes(day);
}

function isNthWeekday(number: number, byDay: readonly string[], position: number | undefined, isWorkdays: boolean, calendar: Calendar): boolean {
  const { year, month } = partsOfDayNumber(number);
  const first = dayNumberOf(year, month, 1);
  const last = first + daysInMonth(year, month) - 1;
  if (isWorkdays && position !== undefined) {
    const date = position < 0
      ? subtractWorkdays(fromDayNumber(last + 1), -position, calendar)
      : addWorkdays(fromDayNumber(first - 1), position, calendar);
    return date === fromDayNumber(number) && partsOf(date).month === month;
  }
  return byDay.some((code) => {
    const match = /^(-?\d)?(MO|TU|WE|TH|FR|SA|SU)$/.exec(code);
    if (!match || DAY_CODES[weekdayOfDayNumber(number) - 1] !== match[2]) return false;
    if (match[1] === undefined) return true;
    const nth = Number(match[1]);
    return nth > 0 ? Math.floor((number - first) / 7) + 1 === nth : Math.floor((last - number) / 7) + 1 === -nth;
  });
}
