import {
  addWorkdays,
  dayNumberOf,
  fromDayNumber,
  isProvisional,
  partsOfDayNumber,
  subtractWorkdays,
  toDayNumber,
  weekdayOfDayNumber,
} from '../../domain/calendar/index.js';
import { readSmallNumber } from '../numbers.js';
import { isWeekdayWord, monthRange, numberIn, shiftMonth, skipSpaces, weekdayAt, wordAt } from './present.js';
import type { Found, Present } from './types.js';
import { readInMonth } from './within-month.js';

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
