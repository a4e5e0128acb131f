import { dayNumberOf, isRealDay, tenDayPeriodOf, toDayNumber } from '../../domain/calendar/index.js';
import { readSmallNumber, type SmallNumber } from '../numbers.js';
import { fixedDay, fixedStretch, FoundDay } from './found.js';
import { monthRange, NO_SUCH_DAY, skipSpaces, wordAt } from './present.js';
import type { Found, Present } from './types.js';
import { readInRange } from './within.js';

/** What stands behind a month whose year is known: a day, a part of the month, a place in it. */

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
    if (!isRealDay(year, month, day.day)) return noSuchDay(day.end);
    const number = dayNumberOf(year, month, day.day);
    if (day.lastDay !== undefined && day.lastDay > day.day && isRealDay(year, month, day.lastDay))
      return fixedStretch(day.end, number, dayNumberOf(year, month, day.lastDay), 'days', '说了年月日');
    const found = fixedDay(day.end, number, '说了年月日');
    found.vague = day.approx;
    return found;
  }
  const noSuch = readNoSuchDay(text, at);
  return noSuch === undefined ? readInRange(text, start, from, to, present) : noSuchDay(noSuch);
}

/** 2月30日: said as a day, but there is none. */
export function noSuchDay(end: number, reason = NO_SUCH_DAY): Found {
  const found = new FoundDay(end, undefined, undefined, 'day', reason);
  found.vague = true;
  found.fixed = true;
  return found;
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
  const third = wordAt(text, at, ['上旬', '中旬', '下旬']);
  if (third) {
    const period = tenDayPeriodOf(year, month, third === '上旬' ? 1 : third === '中旬' ? 2 : 3);
    return fixedStretch(at + 2, toDayNumber(period.start), toDayNumber(period.end), 'days', `按${third}`);
  }
  const half = wordAt(text, at, ['上半月', '前半月', '下半月', '后半月']);
  if (half) {
    return half === '上半月' || half === '前半月'
      ? fixedStretch(at + 3, from, from + 14, 'days', '上半月到15日')
      : fixedStretch(at + 3, from + 15, to, 'days', '下半月从16日起');
  }
  const char = text[at];
  if (char === '底' || char === '末' || char === '尾') return fixedDay(at + 1, to, '月底按最后一天');
  if (char === '初' && !/[一二三四五六七八九十]/.test(text[at + 1] ?? '')) {
    return fixedDay(at + 1, from, '月初按第一天');
  }
  if (char === '中' && !'国午秋介间心小学文医标'.includes(text[at + 1] ?? ' ')) {
    const found = fixedDay(at + 1, from + 14, '月中约在15日');
    found.vague = true;
    return found;
  }
  return undefined;
}

/** 6月2911:30: the day, with the hour glued to it. */
export function unglued(text: string, number: SmallNumber | undefined): SmallNumber | undefined {
  if (!number || number.length !== 4 || number.form !== 'arabic' || text[number.end] !== ':') return number;
  const { value, end, form, sequence, approx } = number;
  return { value: Math.floor(value / 100), end: end - 2, form, length: 2, sequence, approx };
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
    return end < 0 ? undefined : { day: first.approx.low, lastDay: undefined, end, approx: true };
  }
  if (first.value > 31) return undefined;
  const unitAt = skipSpaces(text, first.end);
  if (text[unitAt] === '号' || text[unitAt] === '日') {
    return { day: first.value, lastDay: undefined, end: unitAt + 1, approx: undefined };
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
  return { day: first.value, lastDay: undefined, end: first.end, approx: undefined };
}
