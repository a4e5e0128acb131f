import { characterBefore } from './characters.js';
import type { LunarMonthDay } from '../domain/calendar/index.js';
import { readQuantity } from './duration.js';
import { readSmallNumber } from './numbers.js';
import {
  byMonthDay,
  DAY_CODES,
  monthly,
  readMarketDays,
  readMonthDay,
  readQuarterly,
  readSolarMonthDay,
  readYearly,
  WEEK_UNITS,
} from './recurrence-date.js';
import { readEnglishEvery } from './recurrence-english.js';
import { isWeekdayWord, skipSpaces, weekdayAt, wordAt } from './time/present.js';
import type { Present } from './time/types.js';
import { readDay, readNoSuchDay } from './time/within-month.js';

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
  /** 单周, 双周: the parity of the first week. */
  oddWeek?: boolean;
  /** 每两小时: repeats inside the day. */
  isWithinDay?: boolean;
}

/** So often nobody wants to hear of a thing: it is asked. */
export const EVERY_MINUTE = 'FREQ=MINUTELY;INTERVAL=1';
const WORKDAY_RULE = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';

/** 每…, 隔…, 逢…, 天天 at an offset; undefined when the word says no repetition. The text must be folded. */
export function readRecurrence(text: string, start: number, present: Present): RecurrenceRead | undefined {
  const stem = text[start];
  if (stem === '每') return readEvery(text, start + 1, present);
  if (stem === '逢') return readMarketDays(text, start) ?? readOn(text, start + 1, present, '');
  if (stem === '隔' && !'间相分阻'.includes(characterBefore(text, start) || ' ')) return readEveryOther(text, start + 1, present);
  if (
    stem === '天' &&
    text[start + 1] === '天' &&
    /^\s?(?:早|晚|上午|下午|中午|[0-9一二三四五六七八九十两]{1,2}[点:]|都?要?提醒)/.test(text.slice(start + 2, start + 8))
  ) {
    return { end: start + 2, rule: 'FREQ=DAILY', reason: '每天一次' };
  }
  if (stem === '周' || stem === '星' || stem === '礼' || stem === '工' || stem === '交') return readDaysThenEvery(text, start);
  if (stem === '单' || stem === '双') return readParity(text, start);
  if ((stem === '一' && '三二'.includes(text[start + 1] ?? '-')) || (stem === '二' && text[start + 1] === '四')) return readBareWeekdays(text, start);
  if (stem === 'e' || stem === 'E') return readEnglishEvery(text, start);
  return undefined;
}

const EVERY_DAY = /^(?:的?每[天日]|的?每(?=[早晚]|上午|下午|中午)|的?天天)/;

/** 工作日晚上8点: on each of them. */
const AT_AN_HOUR = /^的?\s?(?=[早晚]|[上下中]午|凌晨|傍晚|[0-9一二三四五六七八九十两]{1,3}\s?[点:])/;

/** 周一到周五每天9点, 周二和周四每天, 工作日每天: the days stand before 每天. */
function readDaysThenEvery(text: string, start: number): RecurrenceRead | undefined {
  const workday = /[0-9一二三四五六七八九十两几第个每隔前后上下本次首末的非]/.test(characterBefore(text, start))
    ? undefined
    : wordAt(text, start, ['工作日', '交易日']);
  const unit = workday ? undefined : wordAt(text, start, WEEK_UNITS);
  const list = unit && !'每上下本这双单隔'.includes(characterBefore(text, start) || '-') ? readWeekdays(text, start + unit.length) : undefined;
  const end = workday ? start + workday.length : list?.end;
  if (end === undefined) return undefined;
  const every = EVERY_DAY.exec(text.slice(end, end + 4));
  const atAnHour = every || !workday ? null : AT_AN_HOUR.exec(text.slice(end, end + 8));
  if (atAnHour) return { end: end + atAnHour[0].length, rule: WORKDAY_RULE, reason: '没有说哪一个，按每个工作日', workdays: true, guessed: true };
  if (!every) return undefined;
  const rule = list ? `FREQ=WEEKLY;BYDAY=${list.codes}` : WORKDAY_RULE;
  return { end: end + every[0].length, rule, reason: list ? '每周固定的日子' : '每个工作日', ...(workday ? { workdays: true } : {}) };
}

const BARE_WEEKDAYS = /^(?:一三五|二四六|一二三四五)(?=的?(?:早上|晚上|[上下中]午|傍晚|提醒|[0-9一二两三四五六七八九十]{1,3}[点:]))/;

/** 「一三五晚上八点」: the days of every week, with 周 left out. */
function readBareWeekdays(text: string, start: number): RecurrenceRead | undefined {
  const days = /[0-9一二三四五六七八九十百千周期拜第月]/.test(characterBefore(text, start))
    ? null
    : BARE_WEEKDAYS.exec(text.slice(start, start + 10));
  if (!days) return undefined;
  const codes = codesOf([...days[0]].map((day) => '一二三四五六'.indexOf(day) + 1));
  return { end: start + days[0].length, rule: `FREQ=WEEKLY;BYDAY=${codes}`, reason: '按每周这几天', guessed: true };
}

/** 单周周五, 双周的星期三: every other week, the first one by the parity of the week in the year. */
function readParity(text: string, start: number): RecurrenceRead | undefined {
  // 「报销单周五截止」: 单 belongs to what stands before it.
  if (text[start + 1] !== '周' || /(?![每逢在是于隔按和及])[\u4e00-\u9fff]/.test(characterBefore(text, start))) return undefined;
  const at = text[start + 2] === '的' ? start + 3 : start + 2;
  const unit = wordAt(text, at, WEEK_UNITS);
  const list = unit ? readWeekdays(text, at + unit.length) : readWeekdays(text, at);
  if (!list) return undefined;
  return {
    end: list.end,
    rule: `FREQ=WEEKLY;INTERVAL=2;BYDAY=${list.codes}`,
    reason: '单双周按一年里的第几周',
    guessed: true,
    oddWeek: text[start] === '单',
  };
}

const FIRST_TEN = '一二三四五六七八九十';

/** 每逢初一十五, 每月农历初一和十五: days of every lunar month. */
function readLunarMonthly(text: string, start: number, isLunarSaid: boolean): RecurrenceRead | undefined {
  const days: number[] = [];
  let end = start;
  for (let at = start; days.length < 4;) {
    // 初一十五 is two days: behind 初 stands one numeral.
    const nth = text[at] === '初' ? FIRST_TEN.indexOf(text[at + 1] ?? '-') + 1 : 0;
    const number = nth > 0 ? { value: nth, end: at + 2, sequence: false } : readSmallNumber(text, at);
    if (!number || number.sequence || number.value < 1 || number.value > 30) break;
    if (days.length === 0 && nth === 0 && !isLunarSaid) break;
    days.push(number.value);
    end = '日号'.includes(text[number.end] ?? '-') ? number.end + 1 : number.end;
    at = '、,和及与 '.includes(text[end] ?? '-') ? end + 1 : end;
  }
  if (days.length === 0) return undefined;
  return { end, rule: `RSCALE=CHINESE;FREQ=MONTHLY;BYMONTHDAY=${days.sort((a, b) => a - b).join(',')}`, reason: '每个农历月的这一天' };
}

/** 每两个月15日: the day is one of the month, no more of the length. */
const EVERY_MONTHS = /^[0-9一二两三四五六七八九十]{1,3}个月的?(?=[0-9一二三四五六七八九十]{1,3}[日号])/;

function readEvery(text: string, start: number, present: Present): RecurrenceRead | undefined {
  let at = skipSpaces(text, start);
  if (text[at] === '逢') return readOn(text, at + 1, present, '');
  // 每到周末, 每到月底, 每到晚上
  if (text[at] === '到') return readOn(text, at + 1, present, '');
  if (text[at] === '隔') {
    const other = readEveryOther(text, skipSpaces(text, at + 1), present);
    return other && { ...other, vague: undefined };
  }
  if (text[at] === '个' || (text[at] === '一' && text[at + 1] === '个')) at += text[at] === '个' ? 1 : 2;
  else if (text[at] === '一' && '天周月年日'.includes(text[at + 1] ?? ' ')) at++;
  const plain = readOn(text, at, present, '');
  if (plain) return plain;
  const months = EVERY_MONTHS.exec(text.slice(at, at + 8));
  if (months) {
    const count = readSmallNumber(text, at)?.value ?? 0;
    return count > 1 && count < 12 ? (readMonthDay(text, at + months[0].length, present, `;INTERVAL=${count}`) ?? undefined) : undefined;
  }
  const quantity = readQuantity(text, at);
  if (!quantity || quantity.approx) return undefined;
  return everyQuantity(text, quantity, present, 0);
}

/** Behind 隔天: words of what is done again and again. */
const COMES_BACK = /^(?:[^,。;]{0,8}(?:一次|提醒|都)|的?(?:[早晚]|[上下中]午|[0-9一二两三四五六七八九十]{1,3}[点:]))/;

/** 隔天, 隔周周三, 每隔三天. 隔 leaves that many out, so the step is one more. */
function readEveryOther(text: string, start: number, present: Present): RecurrenceRead | undefined {
  const unit = wordAt(text, start, ['天', '日', '周', '星期', '礼拜', '月', '年']);
  if (unit) {
    if (unit === '年' || (unit === '月' && text[start + 1] === '饼')) return undefined;
    const end = start + unit.length;
    if (unit === '天' || unit === '日') {
      // 隔天见 is once, on the day after; 隔天提醒我 comes back.
      const isOnce = !COMES_BACK.test(text.slice(end, end + 12));
      return { end, rule: 'FREQ=DAILY;INTERVAL=2', reason: isOnce ? '可能是第二天，也可能是每隔一天' : '隔天一次', vague: isOnce || undefined };
    }
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
    const isGlued = !unit && linked === end && text[end - 1] === '周' && isWeekdayWord(text, end) && !'次回个天点趟'.includes(text[end + 1] ?? '-');
    const list = unit ? readWeekdays(text, linked + unit.length) : isGlued ? readWeekdays(text, end) : undefined;
    if (list)
      return {
        end: list.end,
        rule: `FREQ=WEEKLY;INTERVAL=${weeks};BYDAY=${list.codes}`,
        reason: '按间隔重复',
        guessed: days > 7 ? guessed : undefined,
      };
    return { end, rule: `FREQ=WEEKLY;INTERVAL=${weeks}`, reason: '按间隔重复', guessed: days > 7 ? guessed : undefined };
  }
  const interval = days + skipped;
  return {
    end,
    rule: interval === 1 ? 'FREQ=DAILY' : `FREQ=DAILY;INTERVAL=${interval}`,
    reason: '按间隔重复',
    guessed: days > 1 ? guessed : undefined,
  };
}

function everyYears(text: string, end: number, years: number, guessed: boolean | undefined): RecurrenceRead {
  const interval = years === 1 ? '' : `;INTERVAL=${years}`;
  const monthDay = readSolarMonthDay(text, end);
  if (monthDay) return { end: monthDay.end, rule: `FREQ=YEARLY${interval};${monthDay.by}`, reason: '按间隔重复', guessed };
  return { end, rule: `FREQ=YEARLY${interval}`, reason: '按间隔重复', guessed };
}

/** The part after 每 or 逢: 天, 晚, 工作日, 周一三五, 月15号, 季度末, 年12月5日. */
function readOn(text: string, at: number, present: Present, interval: string): RecurrenceRead | undefined {
  const lunar = wordAt(text, at, ['月的农历', '月农历', '月阴历', '个农历月', '农历']);
  const lunarDays = readLunarMonthly(text, at + (lunar ?? '').length, lunar !== undefined);
  if (lunarDays && (lunar !== undefined || text[at] === '初')) return lunarDays;
  // 每月初一, 每月初一十五: the name of the day is lunar.
  const ofMonth =
    text[at] === '月' && text[at + 1] === '初' && FIRST_TEN.includes(text[at + 2] ?? ' ') ? readLunarMonthly(text, at + 1, false) : undefined;
  if (ofMonth) return ofMonth;
  if ((text[at] === '单' || text[at] === '双') && text[at + 1] === '周') return readParity(text, at) ?? undefined;
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
  if (text[at] === '月') {
    const noSuch = readNoSuchDay(text, at + 1);
    if (noSuch !== undefined) return { end: noSuch, rule: `FREQ=MONTHLY${interval}`, reason: '没有这一天', vague: true };
    return readMonthDay(text, at + 1, present, interval) ?? monthly(text, at + 1, interval);
  }
  if (text.startsWith('季度', at) || (text[at] === '季' && '末初底'.includes(text[at + 1] ?? ' '))) {
    return readQuarterly(text, text[at + 1] === '度' ? at + 2 : at + 1);
  }
  if (text.startsWith('半年', at)) return { end: at + 2, rule: 'FREQ=MONTHLY;INTERVAL=6', reason: '每半年一次' };
  if (text[at] === '年' && !'会轻级'.includes(text[at + 1] ?? ' ')) return readYearly(text, at + 1, present);
  const hour = wordAt(text, at, ['小时', '钟头']);
  if (hour) return { end: at + hour.length, rule: 'FREQ=HOURLY', reason: '每小时一次', isWithinDay: true };
  const minute = wordAt(text, at, ['分钟', '秒钟']);
  if (minute) return { end: at + minute.length, rule: EVERY_MINUTE, reason: '每分钟一次', isWithinDay: true };
  const day = readSmallNumber(text, at) ? readDay(text, at) : undefined;
  if (day && /[号日]/.test(text[day.end - 1] ?? '') && '逢到'.includes(text[at - 1] ?? '-')) {
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
    const hasSeparator = '、,和及与跟'.includes(text[at] ?? '-') || /^ [一二三四五六日天](?![点时刻个次分])/.test(text.slice(at, at + 3));
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
  return !/[0-9百千号日月年十个次]/.test(text[at] ?? '') || text[at] === '日' || /^[0-9]{1,2}[点:]/.test(text.slice(at, at + 3));
}

function codesOf(days: readonly number[]): string {
  return [...days]
    .sort((a, b) => a - b)
    .map((day) => DAY_CODES[day - 1])
    .join(',');
}
