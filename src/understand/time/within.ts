import {
  addWorkdays,
  dayNumberOf,
  fromDayNumber,
  isProvisional,
  isRealDay,
  partsOfDayNumber,
  subtractWorkdays,
  tenDayPeriodOf,
  toDayNumber,
  weekdayOfDayNumber,
} from '../../domain/calendar/index.js';
import { readSmallNumber, type SmallNumber } from '../numbers.js';
import { isWeekdayWord, monthRange, noSuchDay, numberIn, quarterRange, shiftMonth, skipSpaces, weekdayAt, wordAt, yearRange } from './present.js';
import { readLunarMonthDay, resolveLunarInYear } from './lunar-day.js';
import { readFestivalName, resolveFestivalInYear } from './named-day.js';
import type { Found, Present } from './types.js';

/** Places inside a known stretch: 第一个工作日, 最后一个周五, 第二周, 最后一天, 倒数第二天. */
export function readInRange(text: string, start: number, from: number, to: number, present: Present): Found | undefined {
  let at = skipSpaces(text, start);
  if (text[at] === '的') at++;
  const several = readSeveral(text, at, from, to, present);
  if (several) return several;
  let nth: number;
  let backwards = false;
  const last = wordAt(text, at, ['最后一个', '最末一个', '最后1个', '最后一', '最后1', '末个']);
  const first = last ? undefined : wordAt(text, at, ['第一个', '首个', '头一个', '头个', '首', '头一']);
  if (last) {
    nth = 1;
    backwards = true;
    at += last.length;
  } else if (first) {
    nth = 1;
    at += first.length;
  } else {
    if (text.startsWith('倒数', at)) {
      backwards = true;
      at += 2;
    }
    if (text[at] !== '第') return undefined;
    const number = numberIn(text, at + 1, 1, 366);
    if (!number) return undefined;
    nth = number.value;
    at = text[number.end] === '个' ? number.end + 1 : number.end;
  }
  return resolveNth(text, at, nth, backwards, from, to, present);
}

function resolveNth(text: string, at: number, nth: number, backwards: boolean, from: number, to: number, present: Present): Found | undefined {
  const workday = wordAt(text, at, ['工作日', '交易日']);
  if (workday) {
    const date = backwards
      ? subtractWorkdays(fromDayNumber(to + 1), nth, present.calendar)
      : addWorkdays(fromDayNumber(from - 1), nth, present.calendar);
    const provisional = isProvisional(date, present.calendar) || undefined;
    const number = toDayNumber(date);
    const base = { end: at + workday.length, grain: 'day' as const, reason: '按工作日数', provisional, fixed: true };
    return number < from || number > to ? { ...base, vague: true } : { ...base, from: number };
  }
  const week = wordAt(text, at, ['周', '星期', '礼拜']);
  if (week) {
    at += week.length;
    if (isWeekdayWord(text, at)) {
      const weekday = weekdayAt(text, at) as number;
      const number = backwards
        ? to - ((weekdayOfDayNumber(to) - weekday + 7) % 7) - (nth - 1) * 7
        : from + ((weekday - weekdayOfDayNumber(from) + 7) % 7) + (nth - 1) * 7;
      const base = { end: at + 1, grain: 'day' as const, reason: '按第几个周几数', fixed: true };
      return number < from || number > to ? { ...base, vague: true } : { ...base, from: number };
    }
    if (text[at] === '末') {
      const saturday = backwards
        ? to - ((weekdayOfDayNumber(to) + 1) % 7) - (nth - 1) * 7
        : from + ((6 - weekdayOfDayNumber(from) + 7) % 7) + (nth - 1) * 7;
      return { end: at + 1, from: saturday, to: saturday + 1, grain: 'weekend', reason: '按第几个周末数', fixed: true };
    }
    if (backwards) {
      const monday = to - weekdayOfDayNumber(to) + 1 - (nth - 1) * 7;
      return { end: at, from: Math.max(monday, from), to, grain: 'week', reason: '按最后一周', vague: true, fixed: true };
    }
    // Whole weeks are counted. Where most of a week stands before the first Monday, others count it as the first (ISO 8601).
    const gap = (8 - weekdayOfDayNumber(from)) % 7;
    const monday = from + gap + (nth - 1) * 7;
    const linked = text[at] === '的' ? at + 1 : at;
    const unit = monday > to ? undefined : wordAt(text, linked, ['周', '星期', '礼拜']);
    if (unit && isWeekdayWord(text, linked + unit.length)) {
      const weekday = weekdayAt(text, linked + unit.length) as number;
      return {
        end: linked + unit.length + 1,
        from: monday + weekday - 1,
        grain: 'day',
        reason: '按第几个整周数',
        guessed: true,
        vague: gap > 3 || undefined,
        fixed: true,
      };
    }
    if (monday > to) return { end: at, grain: 'week', vague: true, reason: '没有这么多周', fixed: true };
    return {
      end: at,
      from: monday,
      to: monday + 6,
      grain: 'week',
      reason: '按第几个整周数',
      guessed: true,
      vague: gap > 3 || undefined,
      fixed: true,
    };
  }
  const inMonths = readNthOfMonths(text, at, backwards ? -nth : nth, from, to, present);
  if (inMonths) return inMonths;
  if (text[at] === '天' || text[at] === '日') {
    const number = backwards ? to - nth + 1 : from + nth - 1;
    const base = { end: at + 1, grain: 'day' as const, reason: '按第几天数', fixed: true };
    return number < from || number > to ? { ...base, vague: true } : { ...base, from: number };
  }
  return undefined;
}

const UNITS_OF_STRETCH: readonly (readonly [word: string, days: number, months: number])[] = [
  ['个季度', 0, 3],
  ['季度', 0, 3],
  ['个星期', 7, 0],
  ['个礼拜', 7, 0],
  ['星期', 7, 0],
  ['礼拜', 7, 0],
  ['个月', 0, 1],
  ['周', 7, 0],
  ['天', 1, 0],
  ['日', 1, 0],
];

/** 前三季度, 前五个月, 最后5天, 前半年, 后半年 of a stretch whose ends are known. */
function readSeveral(text: string, start: number, from: number, to: number, present: Present): Found | undefined {
  if (!'前头后最'.includes(text[start] ?? ' ')) return undefined;
  const word = wordAt(text, start, ['最后的', '最后', '最初的', '最初', '前', '头', '后']);
  if (!word) return undefined;
  const isLast = word.includes('后');
  const at = skipSpaces(text, start + word.length);
  const length = to - from + 1;
  if (text.startsWith('半年', at) && length > 360 && word.length === 1) {
    const { year } = partsOfDayNumber(from);
    const middle = dayNumberOf(year, 7, 1);
    return {
      end: at + 2,
      from: isLast ? middle : from,
      to: isLast ? to : middle - 1,
      grain: 'halfYear',
      reason: isLast ? '下半年' : '上半年',
      fixed: true,
    };
  }
  const number = readSmallNumber(text, at);
  if (!number || number.sequence || number.approx || number.value < (word.length > 1 || isLast ? 2 : 1)) return undefined;
  const unitAt = skipSpaces(text, number.end);
  // 前两月, 后三月: after 两 or behind 后 it cannot be March.
  const isBareMonth = text[unitAt] === '月' && length > 31 && (text[at] === '两' || isLast);
  const workday = wordAt(text, unitAt, ['个工作日', '工作日', '个交易日', '交易日']);
  if (workday) {
    const edge = isLast
      ? subtractWorkdays(fromDayNumber(to + 1), number.value, present.calendar)
      : addWorkdays(fromDayNumber(from - 1), number.value, present.calendar);
    const day = toDayNumber(edge);
    return day < from || day > to
      ? undefined
      : { end: unitAt + workday.length, from: isLast ? day : from, to: isLast ? to : day, grain: 'days', reason: '按工作日数', fixed: true };
  }
  const unit = isBareMonth ? (['月', 0, 1] as const) : UNITS_OF_STRETCH.find(([name]) => text.startsWith(name, unitAt));
  if (!unit) return undefined;
  const [name, days, months] = unit;
  const end = unitAt + name.length;
  if (name === '日' && word.length === 1) return undefined;
  if ('前后内'.includes(text[end] ?? ' ')) return undefined;
  if (days === 7 && length > 27) return readWholeWeeks(end, number.value, isLast, from, to);
  const size = number.value * days;
  let [first, last] = isLast ? [to - size + 1, to] : [from, from + size - 1];
  if (months > 0) {
    const { year, month } = partsOfDayNumber(isLast ? to : from);
    const count = number.value * months;
    if (count * 28 > length || length < 60) return undefined;
    if (isLast) first = dayNumberOf(...firstOf(year, month - count + 1));
    else last = dayNumberOf(...firstOf(year, month + count)) - 1;
  }
  if (first < from || last > to) return undefined;
  return { end, from: first, to: last, grain: 'days', reason: isLast ? '从末尾往前数' : '从开头数起', guessed: days > 0 || undefined, fixed: true };
}

/** 前两周, 最后三周 of a month or year: whole weeks, Monday to Sunday, as 第二周 is counted. */
function readWholeWeeks(end: number, count: number, isLast: boolean, from: number, to: number): Found | undefined {
  const gap = isLast ? weekdayOfDayNumber(to) % 7 : (8 - weekdayOfDayNumber(from)) % 7;
  const first = isLast ? to - gap - count * 7 + 1 : from + gap;
  const last = first + count * 7 - 1;
  if (first < from || last > to) return undefined;
  return { end, from: first, to: last, grain: 'days', reason: '按整周数', guessed: true, vague: gap > 3 || undefined, fixed: true };
}

/** The first of a month whose number may run over the year. */
function firstOf(year: number, month: number): [number, number, number] {
  const { year: inYear, month: inMonth } = shiftMonth(year, 1, month - 1);
  return [inYear, inMonth, 1];
}

/** 第三个月, 首月, 最后一个季度 of a quarter, half-year or year; a negative number counts from the end. */
function readNthOfMonths(text: string, at: number, nth: number, from: number, to: number, present: Present): Found | undefined {
  const quarter = text.startsWith('季度', at);
  if (!quarter && text[at] !== '月') return undefined;
  const size = quarter ? 3 : 1;
  if (to - from < 59) return undefined;
  const { year, month } = partsOfDayNumber(nth < 0 ? to : from);
  const [startYear, startMonth] = nth < 0 ? firstOf(year, month - -nth * size + 1) : firstOf(year, month + (nth - 1) * size);
  const end = at + (quarter ? 2 : 1);
  const last = shiftMonth(startYear, startMonth, size - 1);
  const range = { from: monthRange(startYear, startMonth).from, to: monthRange(last.year, last.month).to };
  if (range.from < from || range.to > to) return { end, grain: 'month', vague: true, reason: '没有这么多个月', fixed: true };
  if (quarter) return { end, ...range, grain: 'quarter', reason: '按自然季度', fixed: true };
  return readInMonth(text, end, startYear, startMonth, present) ?? { end, ...range, grain: 'month', reason: '按自然月', fixed: true };
}

/** 去年泼水节: a festival the calendar does not know; the end of its name. Undefined when none stands there. */
export function readUnknownFestival(text: string, at: number): number | undefined {
  const match = /^的?[\u4e00-\u9fff]{1,6}?(?:[节](?![目奏约省日余拍气点能课流假制哀令])|斋[月期节]|新年)/.exec(text.slice(at, at + 9));
  return match && !/[,。的了在和给有是我他她你去来到]/.test(match[0].slice(1)) ? at + match[0].length : undefined;
}

const AFTER_DAY_STOPS = '个万亿%.折倍块元人件户笔楼岁路年月周线店窗天小分次回场趟遍';

/** What may follow a month: a day, 底, 初, 上旬, 最后一个工作日 …; undefined when nothing does. */
export function readInMonth(text: string, start: number, year: number, month: number, present: Present): Found | undefined {
  const { from, to } = monthRange(year, month);
  let at = skipSpaces(text, start);
  if (text[at] === '的') at++;
  const part = readMonthPart(text, at, year, month);
  if (part) return part;
  const day = readDay(text, at);
  if (day) {
    if (!isRealDay(year, month, day.day)) return { ...noSuchDay(), end: day.end, grain: 'day', fixed: true };
    const number = dayNumberOf(year, month, day.day);
    const base: Found = { end: day.end, from: number, grain: 'day', reason: '说了年月日', fixed: true };
    return day.lastDay !== undefined && day.lastDay > day.day && isRealDay(year, month, day.lastDay)
      ? { ...base, to: dayNumberOf(year, month, day.lastDay), grain: 'days' }
      : { ...base, vague: day.approx };
  }
  const noSuch = readNoSuchDay(text, at);
  return noSuch === undefined ? readInRange(text, start, from, to, present) : { ...noSuchDay(), end: noSuch, grain: 'day', fixed: true };
}

/** 下个月32号: the end of a day no month has. */
export function readNoSuchDay(text: string, at: number): number | undefined {
  const number = readSmallNumber(text, at);
  if (!number || number.value < 32 || number.value > 99 || number.sequence || number.approx) return undefined;
  return /^[号日](?![楼线店窗柜院馆房桌床机库铺文令])/.test(text.slice(number.end, number.end + 2)) ? number.end + 1 : undefined;
}

/** 底, 末, 初, 中, 上旬, 上半月 after a month whose year is known. */
export function readMonthPart(text: string, start: number, year: number, month: number): Found | undefined {
  const { from, to } = monthRange(year, month);
  // 12月月底, 本月月初
  const at = text[start] === '月' && '底末尾初中'.includes(text[start + 1] ?? ' ') ? start + 1 : start;
  const base = { grain: 'day' as const, fixed: true };
  const third = wordAt(text, at, ['上旬', '中旬', '下旬']);
  if (third) {
    const period = tenDayPeriodOf(year, month, third === '上旬' ? 1 : third === '中旬' ? 2 : 3);
    return {
      end: at + 2,
      from: toDayNumber(period.start),
      to: toDayNumber(period.end),
      grain: 'days',
      reason: `按${third}`,
      fixed: true,
    };
  }
  const half = wordAt(text, at, ['上半月', '前半月', '下半月', '后半月']);
  if (half) {
    return half === '上半月' || half === '前半月'
      ? { end: at + 3, from, to: from + 14, grain: 'days', reason: '上半月到15日', fixed: true }
      : { end: at + 3, from: from + 15, to, grain: 'days', reason: '下半月从16日起', fixed: true };
  }
  const char = text[at];
  if (char === '底' || char === '末' || char === '尾') return { ...base, end: at + 1, from: to, reason: '月底按最后一天' };
  if (char === '初' && !/[一二三四五六七八九十]/.test(text[at + 1] ?? '')) {
    return { ...base, end: at + 1, from, reason: '月初按第一天' };
  }
  if (char === '中' && !'国午秋介间心小学文医标'.includes(text[at + 1] ?? ' ')) {
    return { ...base, end: at + 1, from: from + 14, reason: '月中约在15日', vague: true };
  }
  return undefined;
}

/** 6月2911:30: the day, with the hour glued to it. */
export function unglued(text: string, number: SmallNumber | undefined): SmallNumber | undefined {
  if (!number || number.length !== 4 || number.form !== 'arabic' || text[number.end] !== ':') return number;
  return { ...number, value: Math.floor(number.value / 100), end: number.end - 2, length: 2 };
}

interface DayRead {
  day: number;
  /** 1-3日, 5、6号: the last of them. */
  lastDay?: number;
  end: number;
  approx: boolean | undefined;
}

/** The day of a month after its month: 5日, 5号, 5, 二十五, 1-3日, 5、6号. */
export function readDay(text: string, start: number): DayRead | undefined {
  const first = unglued(text, readSmallNumber(text, skipSpaces(text, start)));
  if (!first || first.value < 1 || first.length > 3 || (first.sequence && !first.approx)) return undefined;
  if (first.approx) {
    const end = text[first.end] === '号' || text[first.end] === '日' ? first.end + 1 : -1;
    return end < 0 ? undefined : { day: first.approx.low, end, approx: true };
  }
  if (first.value > 31) return undefined;
  const unitAt = skipSpaces(text, first.end);
  if (text[unitAt] === '号' || text[unitAt] === '日') {
    return { day: first.value, end: unitAt + 1, approx: undefined };
  }
  const connector = text[first.end] ?? '';
  if ('-~到至、,和'.includes(connector) && connector !== '') {
    const second = readSmallNumber(text, skipSpaces(text, first.end + 1));
    if (second && !second.sequence && second.value > first.value && second.value <= 31) {
      const secondUnit = skipSpaces(text, second.end);
      if (text[secondUnit] === '号' || text[secondUnit] === '日') {
        return { day: first.value, lastDay: second.value, end: secondUnit + 1, approx: undefined };
      }
    }
  }
  // Without 日 or 号 only a number that counts nothing: 12月5, but not 12月5个.
  if (AFTER_DAY_STOPS.includes(connector) && connector !== '') return undefined;
  if (text[first.end - 1] === '两') return undefined;
  return { day: first.value, end: first.end, approx: undefined };
}

const SEASONS: Readonly<Record<string, number>> = { 春: 3, 夏: 6, 秋: 9, 冬: 12 };

/** What may follow a year: a month, a festival, 底, 上半年, 三季度 …; undefined when nothing does. */
export function readInYear(text: string, start: number, year: number, present: Present): Found | undefined {
  let at = skipSpaces(text, start);
  if (text[at] === '的' || text[at] === ',') at = skipSpaces(text, at + 1);
  const whole = yearRange(year);
  const fixed = true;
  const lunar = readLunarMonthDay(text, at);
  if (lunar) return resolveLunarInYear(lunar, year);
  const festival = readFestivalName(text, at, true);
  if (festival) return resolveFestivalInYear(text, festival, year, present);
  const month = numberIn(text, at, 1, 12);
  const stretch = month && readMonthsOfYear(text, month, year);
  if (stretch) return stretch;
  if (month) {
    const monthEnd = skipSpaces(text, month.end);
    if (text[monthEnd] === '月') {
      const after = text[monthEnd + 1] === '份' ? monthEnd + 2 : monthEnd + 1;
      const inMonth = readInMonth(text, after, year, month.value, present);
      if (inMonth) return inMonth;
      return { end: after, ...monthRange(year, month.value), grain: 'month', reason: '说了年月', fixed };
    }
  }
  const quarter = readQuarter(text, at);
  if (quarter) return inQuarter(text, quarter.end, year, quarter.quarter, present);
  const half = wordAt(text, at, ['上半年', '下半年']);
  if (half) {
    const end = at + 3;
    const range = half === '上半年' ? { from: whole.from, to: dayNumberOf(year, 6, 30) } : { from: dayNumberOf(year, 7, 1), to: whole.to };
    const part = readInRange(text, end, range.from, range.to, present);
    if (part) return part;
    return half === '上半年'
      ? { end: at + 3, from: whole.from, to: dayNumberOf(year, 6, 30), grain: 'halfYear', reason: '上半年', fixed }
      : { end: at + 3, from: dayNumberOf(year, 7, 1), to: whole.to, grain: 'halfYear', reason: '下半年', fixed };
  }
  const char = text[at] ?? '';
  if (char === '底' || char === '末' || char === '尾') return { end: at + 1, from: whole.to, grain: 'day', reason: '年底按12月31日', fixed };
  if (char === '初') return { end: at + 1, from: whole.from, grain: 'day', reason: '年初按1月1日', fixed };
  if (char === '中' && !'国秋央'.includes(text[at + 1] ?? ' ')) {
    return { end: at + 1, from: dayNumberOf(year, 6, 30), grain: 'day', reason: '年中约在6月底', vague: true, fixed };
  }
  const season = SEASONS[char];
  if (season && /^(?:[天季]|$|[,。;!?\s])/.test(text.slice(at + 1, at + 2))) {
    const end = monthRange(season === 12 ? year + 1 : year, season === 12 ? 2 : season + 2).to;
    return {
      end: at + ('天季'.includes(text[at + 1] ?? ' ') ? 2 : 1),
      from: dayNumberOf(year, season, 1),
      to: end,
      grain: 'quarter',
      reason: '季节没有确切的日子',
      vague: true,
      fixed,
    };
  }
  if (text.startsWith('伊始', at)) return { end: at + 2, from: whole.from, grain: 'day', reason: '年初按1月1日', fixed };
  const holiday = wordAt(text, at, ['暑假', '寒假']);
  if (holiday) {
    const [first, last] = holiday === '暑假' ? [7, 8] : [1, 2];
    return {
      end: at + 2,
      from: dayNumberOf(year, first, 1),
      to: monthRange(year, last).to,
      grain: 'quarter',
      reason: '假期没有确切的日子',
      vague: true,
      fixed,
    };
  }
  return readInRange(text, start, whole.from, whole.to, present);
}

/** 1-5月, 一至三月份 of a year that was said. */
function readMonthsOfYear(text: string, first: SmallNumber, year: number): Found | undefined {
  const connector = wordAt(text, first.end, ['--', '-', '~', '到', '至']);
  if (!connector) return undefined;
  const second = numberIn(text, first.end + connector.length, 1, 12);
  if (!second || second.value <= first.value) return undefined;
  const unitAt = skipSpaces(text, second.end);
  if (text[unitAt] !== '月' || readDay(text, unitAt + 1)) return undefined;
  return {
    end: text[unitAt + 1] === '份' ? unitAt + 2 : unitAt + 1,
    from: monthRange(year, first.value).from,
    to: monthRange(year, second.value).to,
    grain: 'days',
    reason: '按自然月',
    fixed: true,
  };
}

/** 一季度, 第三季度, Q4, 四季度. */
export function readQuarter(text: string, at: number): { quarter: number; end: number } | undefined {
  if (text[at] === 'Q' || text[at] === 'q') {
    const digit = Number(text[at + 1]);
    return digit >= 1 && digit <= 4 && !/[0-9A-Za-z.]/.test(text[at + 2] ?? '') ? { quarter: digit, end: at + 2 } : undefined;
  }
  const start = text[at] === '第' ? at + 1 : at;
  const number = numberIn(text, start, 1, 4);
  if (number && text.startsWith('季度', number.end)) return { quarter: number.value, end: number.end + 2 };
  if (text.startsWith('首季度', at)) return { quarter: 1, end: at + 3 };
  return undefined;
}

/** A quarter and what stands after it: 末, 初, 第一个月, 最后一个工作日. */
export function inQuarter(text: string, end: number, year: number, quarter: number, present: Present): Found {
  const range = quarterRange(year, quarter);
  const char = text[end];
  if (char === '末' || char === '底') return { end: end + 1, from: range.to, grain: 'day', reason: '季度末按最后一天', fixed: true };
  if (char === '初') return { end: end + 1, from: range.from, grain: 'day', reason: '季度初按第一天', fixed: true };
  const inside = readInRange(text, end, range.from, range.to, present);
  return inside ?? { end, ...range, grain: 'quarter', reason: '按自然季度', fixed: true };
}
