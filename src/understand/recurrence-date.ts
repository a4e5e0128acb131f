import { daysInMonth, partsOfDayNumber, type LunarMonthDay } from '../domain/calendar/index.js';
import { readSmallNumber } from './numbers.js';
import type { RecurrenceRead } from './recurrence.js';
import { readLunarMonthDay } from './time/lunar-day.js';
import { readFestivalName } from './time/named-day.js';
import { resolveFestival } from './time/feast-date.js';
import { isWeekdayWord, skipSpaces, weekdayAt, wordAt } from './time/present.js';
import type { Present } from './time/types.js';
import { readDay } from './time/within-month.js';

/** RFC 5545 names of Monday to Sunday. */
export const DAY_CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export const WEEK_UNITS = ['星期', '礼拜', '周'];

/** The 29th to 31st fall on the last day of months that lack them. */
export function byMonthDay(...days: number[]): string {
  if (days.length === 1 && (days[0] as number) >= 29) {
    const day = days[0] as number;
    if (day === 31) return 'BYMONTHDAY=-1';
    return `BYMONTHDAY=${Array.from({ length: day - 27 }, (_, i) => 28 + i).join(',')};BYSETPOS=-1`;
  }
  return `BYMONTHDAY=${days.join(',')}`;
}

export function monthly(text: string, end: number, interval: string): RecurrenceRead | undefined {
  if ('薪均供饼供息费租'.includes(text[end] ?? ' ')) return undefined;
  return { end, rule: `FREQ=MONTHLY${interval}`, reason: '每月一次', ...unreadPart(text, end) };
}

/** A part of the stretch is named that no rule here reads: which day is left open. */
function unreadPart(text: string, end: number): { vague: true } | undefined {
  return /^的?(?:第|首|头|最后|最末|倒数|前[0-9一二两三四五六七八九十几]|上旬|中旬|下旬|[上下]半)/.test(text.slice(end, end + 4))
    ? { vague: true }
    : undefined;
}

/** After 每月: 15号, 15号和30号, 底, 初, 最后一天, 最后一个工作日, 第一个周一. */
export function readMonthDay(text: string, start: number, present: Present, interval: string): RecurrenceRead | undefined {
  const linked = skipSpaces(text, text[start] === '的' ? start + 1 : start);
  // 每月月底, 每月月初
  const at = text[linked] === '月' && '底末初'.includes(text[linked + 1] ?? ' ') ? linked + 1 : linked;
  const result = (end: number, by: string, reason: string, workdays?: boolean): RecurrenceRead => ({
    end,
    rule: `FREQ=MONTHLY${interval};${by}`,
    reason,
    workdays,
  });
  const same = wordAt(text, at, ['今天', '今日', '这一天', '这天']);
  if (same) return result(at + same.length, byMonthDay(present.day), '每月这一天');
  const ordinal = readOrdinal(text, at);
  if (ordinal) return result(ordinal.end, ordinal.by, '每月固定的日子', ordinal.workdays);
  const last = wordAt(text, at, ['底', '末', '最后一天', '最后一日']);
  if (last) {
    const workday = wordAt(text, at + last.length, ['最后一个工作日']);
    if (workday) return result(at + last.length + workday.length, 'BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '每月固定的日子', true);
    return result(at + last.length, 'BYMONTHDAY=-1', '月底按最后一天');
  }
  const third = ['上旬', '中旬', '下旬'].indexOf(text.slice(at, at + 2));
  if (third >= 0) return { ...result(at + 2, `BYMONTHDAY=${third * 10 + 1}`, '没有说旬里哪天'), vague: true };
  const first = wordAt(text, at, ['第一天', '初']);
  if (first && !/[一二三四五六七八九十]/.test(text[at + first.length] ?? '')) return result(at + first.length, 'BYMONTHDAY=1', '月初按第一天');
  const listed = readListedDays(text, at);
  return listed && result(listed.end, byMonthDay(...listed.days), '每月固定的日子');
}

const MOST_DAYS = 8;
const ASKED_BEHIND = /^\s?(?:提醒|[叫喊]我|[上下中]午|早上|晚上)/;

/** 15号, 15号和30号, 1、18、25号, 1到3号: days of a month, 号 at least behind the last. */
function readListedDays(text: string, start: number): { end: number; days: number[] } | undefined {
  const days: number[] = [];
  let closed: { end: number; count: number } | undefined;
  let last = start;
  for (let at = start; days.length < MOST_DAYS;) {
    const number = readSmallNumber(text, skipSpaces(text, at));
    if (!number || number.sequence || number.approx || number.value < 1 || number.value > 31 || days.includes(number.value)) break;
    const before = days.at(-1);
    if (before !== undefined && '-~到至'.includes(text[at - 1] as string)) {
      if (number.value <= before || number.value - before >= MOST_DAYS) break;
      for (let day = before + 1; day < number.value; day++) days.push(day);
    }
    days.push(number.value);
    const unitAt = skipSpaces(text, number.end);
    const hasUnit = '日号'.includes(text[unitAt] ?? '-');
    const end = hasUnit ? unitAt + 1 : number.end;
    last = end;
    if (hasUnit) closed = { end, count: days.length };
    const hasMark = '、,和及与-~到至'.includes(text[end] ?? ' ');
    if (!hasMark && !(hasUnit && /^[0-9]{1,2}[号日]/.test(text.slice(end, end + 3)))) break;
    at = hasMark ? end + 1 : end;
  }
  // 「每月1,18,25提醒我」
  if (!closed && days.length > 1 && ASKED_BEHIND.test(text.slice(last, last + 4))) closed = { end: last, count: days.length };
  return closed && { end: closed.end, days: days.slice(0, closed.count).sort((a, b) => a - b) };
}

/** 第一个周一, 最后一个工作日, 第二个星期三. */
function readOrdinal(text: string, start: number): { end: number; by: string; workdays?: boolean } | undefined {
  let at = start;
  let nth: number;
  const last = wordAt(text, at, ['最后一个', '最后1个']);
  const isBackwards = text.startsWith('倒数', at);
  if (isBackwards) at += 2;
  if (last) {
    nth = -1;
    at += last.length;
  } else if (text.startsWith('头一个', at) || text.startsWith('首个', at)) {
    nth = 1;
    at += text[at] === '头' ? 3 : 2;
  } else if (text[at] === '第') {
    const number = readSmallNumber(text, at + 1);
    if (!number || number.value < 1 || number.value > 23) return undefined;
    nth = isBackwards ? -number.value : number.value;
    at = text[number.end] === '个' ? number.end + 1 : number.end;
    if (text[at] === '天') return { end: at + 1, by: `BYMONTHDAY=${nth}` };
  } else return undefined;
  const workday = wordAt(text, at, ['工作日', '交易日']);
  if (workday) return { end: at + workday.length, by: `BYDAY=MO,TU,WE,TH,FR;BYSETPOS=${nth}`, workdays: true };
  const unit = wordAt(text, at, WEEK_UNITS);
  if (!unit || !isWeekdayWord(text, at + unit.length) || Math.abs(nth) > 5) return undefined;
  return { end: at + unit.length + 1, by: `BYDAY=${nth}${DAY_CODES[(weekdayAt(text, at + unit.length) as number) - 1]}` };
}

export function readQuarterly(text: string, at: number): RecurrenceRead {
  const linked = text[at] === '的' ? at + 1 : at;
  const last = wordAt(text, linked, ['最后一个工作日']);
  if (last)
    return {
      end: linked + last.length,
      rule: 'FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      reason: '季度末的工作日',
      workdays: true,
    };
  const end = wordAt(text, linked, ['最后一天', '末', '底']);
  if (end) return { end: linked + end.length, rule: 'FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1', reason: '季度末按最后一天' };
  const first = wordAt(text, linked, ['第一天', '初']);
  if (first) return { end: linked + first.length, rule: 'FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=1', reason: '季度初按第一天' };
  const inMonth = readMonthOfQuarter(text, linked);
  if (inMonth) return inMonth;
  const ordinal = readOrdinal(text, linked);
  if (ordinal?.workdays) {
    const months = ordinal.by.includes('BYSETPOS=-') ? '3,6,9,12' : '1,4,7,10';
    return { end: ordinal.end, rule: `FREQ=MONTHLY;BYMONTH=${months};${ordinal.by}`, reason: '每季度固定的工作日', workdays: true };
  }
  return { end: at, rule: 'FREQ=MONTHLY;INTERVAL=3', reason: '每季度一次', ...unreadPart(text, at) };
}

const MONTHS_OF_QUARTER: readonly (readonly [word: string, months: string])[] = [
  ['首月', '1,4,7,10'],
  ['第一个月', '1,4,7,10'],
  ['第二个月', '2,5,8,11'],
  ['第三个月', '3,6,9,12'],
  ['最后一个月', '3,6,9,12'],
  ['末月', '3,6,9,12'],
];

/** 每季度首月5号, 每季度最后一个月15日. */
function readMonthOfQuarter(text: string, at: number): RecurrenceRead | undefined {
  const found = MONTHS_OF_QUARTER.find(([word]) => text.startsWith(word, at));
  if (!found) return undefined;
  const after = at + found[0].length;
  const day = readDay(text, text[after] === '的' ? after + 1 : after);
  if (!day || day.lastDay !== undefined || !/[日号]/.test(text[day.end - 1] ?? '')) return undefined;
  return { end: day.end, rule: `FREQ=MONTHLY;BYMONTH=${found[1]};${byMonthDay(day.day)}`, reason: '每季度固定的日子' };
}

export function readSolarMonthDay(text: string, start: number): { end: number; by: string; month: number; day: number } | undefined {
  const at = skipSpaces(text, text[start] === '的' ? start + 1 : start);
  const month = readSmallNumber(text, at);
  if (!month || month.value < 1 || month.value > 12 || month.sequence || text[skipSpaces(text, month.end)] !== '月') return undefined;
  const after = skipSpaces(text, month.end) + 1;
  const day = readDay(text, text[after] === '份' ? after + 1 : after);
  if (!day || day.day > daysInMonth(2000, month.value)) return undefined;
  const isLeapDay = month.value === 2 && day.day === 29;
  return { end: day.end, by: `BYMONTH=${month.value};BYMONTHDAY=${isLeapDay ? -1 : day.day}`, month: month.value, day: day.day };
}

export function readYearly(text: string, start: number, present: Present): RecurrenceRead {
  const at = skipSpaces(text, text[start] === '的' ? start + 1 : start);
  const lunar = readLunarMonthDay(text, at);
  if (lunar?.day !== undefined) return lunarYearly(lunar.end, { month: lunar.month, day: lunar.day, leap: lunar.leap });
  const festival = readFestivalName(text, at, true);
  if (festival) {
    if (festival.day.lunar) return lunarYearly(festival.end, festival.day.lunar);
    const found = resolveFestival(text, festival, { ...present, lean: 'future' });
    const { month, day } = partsOfDayNumber(found.from as number);
    const isFixed = festival.day
      .dates(2025)
      .concat(festival.day.dates(2026), festival.day.dates(2028))
      .every((number) => {
        const parts = partsOfDayNumber(number);
        return parts.month === month && parts.day === day;
      });
    if (isFixed) return { end: festival.end, rule: `FREQ=YEARLY;BYMONTH=${month};BYMONTHDAY=${day}`, reason: '每年这一天' };
    return { end: festival.end, rule: 'FREQ=YEARLY', reason: '这个日子每年不同', vague: true };
  }
  const monthDay = readSolarMonthDay(text, start);
  if (monthDay) return { end: monthDay.end, rule: `FREQ=YEARLY;${monthDay.by}`, reason: '每年这一天' };
  const month = readSmallNumber(text, at);
  if (month && month.value >= 1 && month.value <= 12 && text[month.end] === '月') {
    const edge = wordAt(text, month.end + 1, ['底', '末', '初']);
    if (edge) {
      const by = `BYMONTH=${month.value};BYMONTHDAY=${edge === '初' ? 1 : -1}`;
      return { end: month.end + 2, rule: `FREQ=YEARLY;${by}`, reason: edge === '初' ? '月初按第一天' : '月底按最后一天' };
    }
    return { end: month.end + 1, rule: `FREQ=YEARLY;BYMONTH=${month.value};BYMONTHDAY=1`, reason: '没有说月里哪天', vague: true };
  }
  const same = wordAt(text, at, ['今天', '今日', '这一天', '这天']);
  if (same)
    return {
      end: at + same.length,
      rule: `FREQ=YEARLY;BYMONTH=${present.month};BYMONTHDAY=${present.month === 2 && present.day === 29 ? -1 : present.day}`,
      reason: '每年这一天',
    };
  const ordinal = readOrdinal(text, at);
  if (ordinal?.workdays) {
    return {
      end: ordinal.end,
      rule: `FREQ=YEARLY;BYMONTH=${ordinal.by.includes('BYSETPOS=-') ? 12 : 1};${ordinal.by}`,
      reason: '每年固定的工作日',
      workdays: true,
    };
  }
  if (text.startsWith('生日', at)) return { end: at + 2, rule: 'FREQ=YEARLY', reason: '生日要看客户资料', vague: true };
  if ('底末'.includes(text[at] ?? ' ')) return { end: at + 1, rule: 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31', reason: '年底按12月31日' };
  if (text[at] === '初') return { end: at + 1, rule: 'FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1', reason: '年初按1月1日' };
  return { end: start, rule: 'FREQ=YEARLY', reason: '每年一次', ...unreadPart(text, start) };
}

function lunarYearly(end: number, lunar: LunarMonthDay): RecurrenceRead {
  return {
    end,
    rule: `RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=${lunar.month};BYMONTHDAY=${lunar.day}`,
    reason: '每年农历这一天',
    lunar: { month: lunar.month, day: lunar.day, leap: lunar.leap },
  };
}

const FIRST_TEN = '一二三四五六七八九十';
const TENS = [0, 10, 20];
const NOT_A_MARKET_DAY = /^(?:[号日月年周星点个件次人]|[一二三四五六七八九十])/;

/** 逢五逢十, 逢三、六、九, 逢单日: every day of a month whose number ends so. */
export function readMarketDays(text: string, start: number): RecurrenceRead | undefined {
  const parity = /^逢([单双])[日号]/.exec(text.slice(start, start + 3));
  if (parity) {
    const days = Array.from({ length: 31 }, (_, i) => i + 1).filter((day) => (day % 2 === 1) === (parity[1] === '单'));
    return { end: start + 3, rule: `FREQ=MONTHLY;BYMONTHDAY=${days.join(',')}`, reason: `每月的${parity[1]}日` };
  }
  const days: number[] = [];
  let end = start;
  for (let at = start; days.length < 9;) {
    const isMarked = text[at] === '逢' || (days.length > 0 && '、,'.includes(text[at] ?? ' '));
    const digit = isMarked ? FIRST_TEN.indexOf(text[at + 1] ?? '-') + 1 : 0;
    if (digit === 0 || NOT_A_MARKET_DAY.test(text.slice(at + 2, at + 3))) break;
    days.push(...TENS.map((ten) => ten + digit));
    end = at + 2;
    at = end;
  }
  if (days.length < 6) return undefined;
  return { end, rule: `FREQ=MONTHLY;BYMONTHDAY=${[...new Set(days)].sort((a, b) => a - b).join(',')}`, reason: '按公历尾数', guessed: true };
}
