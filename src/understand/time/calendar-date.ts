import { characterBefore } from '../characters.js';
import { dayNumberOf, isRealDay } from '../../domain/calendar/index.js';
import { readSmallNumber, type SmallNumber } from '../numbers.js';
import { copyOf, fixedDay, FoundDay } from './found.js';
import { isSurname, monthRange, resolveDayOfMonth, resolveMonthDay, skipSpaces, type Resolved } from './present.js';
import type { Found, Present } from './types.js';
import { readEnglishDayFirst } from './english-day.js';
import { readDecade } from './era.js';
import { noSuchDay, readDay, readInMonth, readMonthPart, readNoSuchDay } from './within-month.js';
import { readInYear } from './within-year.js';
import { isYear, readYearsInFigures, readYear } from './year-figures.js';
import { isBoundaryBefore, readIso, readYearLast, readMonthDayMark } from './date-figures.js';

/** Words before a number that make it an identifier rather than a day. */
const IDENTIFIER = /(?:[^0-9零〇一二三四五六七八九十\s,]号|流水|代码|电话|手机|号码|合同|凭证|批次)[为是:\s]{0,2}$/;

export function followsIdentifier(text: string, start: number): boolean {
  return IDENTIFIER.test(text.slice(Math.max(0, start - 6), start));
}

export function dayFound(year: number, month: number, day: number, end: number): Found {
  return isRealDay(year, month, day) ? fixedDay(end, dayNumberOf(year, month, day), '说了年月日') : noSuchDay(end);
}

function resolvedDay(end: number, { from, reason, guessed, vague }: Resolved): FoundDay {
  const found = new FoundDay(end, from, undefined, 'day', reason);
  found.guessed = guessed;
  found.vague = vague;
  return found;
}

const NOT_A_MONTH = /^(?:薪|均|供|租|嫂|饼|费|息|亮|龄|期|销|光|[一二三四五六七八九十两0-9]+[次回]|子里|老)/;

/** 12月5日, 十二月, 3月底, 三月第一个周一. The number stands before 月. */
function readMonth(text: string, start: number, number: SmallNumber, present: Present): Found | undefined {
  const { value: month } = number;
  if (month === 0 || (month > 12 && month < 100)) return readNoSuchMonth(text, number);
  if (month < 1 || month > 12 || number.sequence || number.approx) return undefined;
  const before = characterBefore(text, start);
  if (
    before !== '' &&
    '.第个/-~到至'.includes(before) &&
    present.rangeStart !== start &&
    // 设个12月5日的提醒, 那个12月5日提醒我
    !/(?:[设定加建弄订约置]一?|那)个$/.test(text.slice(Math.max(0, start - 3), start)) &&
    (!'到至'.includes(before) || /[0-9一二三四五六七八九十]/.test(text[start - 2] ?? ''))
  )
    return undefined;
  const unitAt = skipSpaces(text, number.end);
  let end = unitAt + 1;
  if (text[end] === '份') end++;
  const day = readDay(text, end);
  if (day) {
    const found = resolvedDay(day.end, resolveMonthDay(present, month, day.day));
    // 八月十五 without 日 or 号 is how the lunar feast is said too.
    const isFeast =
      /[一二三四五六七八九十]/.test(text[day.end - 1] ?? '') &&
      !/[日号]/.test(text[day.end - 1] ?? '') &&
      ['2-2', '5-5', '7-7', '8-15', '9-9'].includes(`${month}-${day.day}`);
    if (isFeast) found.guessed = true;
    if (day.approx) found.vague = true;
    if (day.lastDay === undefined || found.from === undefined) return found;
    found.to = found.from + day.lastDay - day.day;
    found.grain = 'days';
    return found;
  }
  const noSuch = readNoSuchDay(text, end);
  if (noSuch !== undefined) return noSuchDay(noSuch);
  const rest = text.slice(end, end + 4);
  if (NOT_A_MONTH.test(rest)) return undefined;
  if (isSurname(before) && number.form === 'chinese') return undefined;
  const year = yearOfMonth(present, month);
  const inside = readMonthPart(text, text[end] === '的' ? end + 1 : end, year, month) ?? readInMonth(text, end, year, month, present);
  const wasPassed = year !== present.year;
  const isRecent = present.lean === undefined && wasPassed && present.month - month <= 3;
  const isGuessed = present.lean === 'past' && wasPassed;
  if (inside) {
    const found = copyOf(inside);
    if (isRecent) found.vague = true;
    if (isGuessed) found.guessed = true;
    found.fixed = undefined;
    return found;
  }
  const isDuration = /^(?:后|以后|之后|内|之内|以内|前)/.test(rest) && number.form === 'chinese';
  const { from, to } = monthRange(year, month);
  const found = new FoundDay(end, from, to, 'month', wasPassed ? '今年的已经过了' : '按自然月');
  if (isRecent || isDuration) found.vague = true;
  if (isGuessed) found.guessed = true;
  return found;
}

/** 13月5号: a day of a month there is none of; 18月龄 and 24月 are no days. */
function readNoSuchMonth(text: string, number: SmallNumber): Found | undefined {
  const day = number.sequence || number.approx ? undefined : readDay(text, skipSpaces(text, number.end) + 1);
  if (!day || !/[日号]/.test(text[day.end - 1] ?? '')) return undefined;
  return noSuchDay(day.end, '没有这个月');
}

function yearOfMonth(present: Present, month: number): number {
  if (present.lean === 'past') return month <= present.month ? present.year : present.year - 1;
  return month >= present.month ? present.year : present.year + 1;
}

const AFTER_NUMBER_SIGN = '楼线店窗柜院馆门厅桌床机员库仓铺车文令元选位室间屋店站球牌字码院桥井岛地会厅公别墅标';
const BEFORE_NUMBER_SIGN = '路街巷弄道里村栋幢座第编账帐卡尾证单型期园区城苑头前工桌排胡同门楼墅庄镇组线层';
const AFTER_DAY_SIGN = '均志利薪终结报线游租元本语历常子化圆记光期程';

/** 「存单27号到期」「定期30号到期」: what falls due on that day, not its number. */
const FALLS_DUE = /^(?:就要?|要|快要?)?(?:到期|过期|兑付|还款|扣款|扣费|缴费|续[保期存费])/;

/** 25号, 15日. Never after a month or year that did not fit. */
function readDayOfMonth(text: string, start: number, number: SmallNumber, present: Present): Found | undefined {
  const unitAt = skipSpaces(text, number.end);
  const sign = text[unitAt];
  if (number.value < 1 || number.value > 31 || number.length > 3) return undefined;
  const before = characterBefore(text, start);
  // 到期25号前: the word ends in a character that numbers are given behind.
  const isDue = before === '期' && text[start - 2] === '到';
  // 提醒我:10日下午
  const isLed = before === ':' && /[\u4e00-\u9fff]/.test(text[start - 2] ?? '-');
  const isProduct = '单期卡'.includes(before || '-') && FALLS_DUE.test(text.slice(unitAt + 1, unitAt + 6));
  if (before !== '' && !isDue && !isLed && !isProduct && (BEFORE_NUMBER_SIGN.includes(before) || '月年.-/#:+'.includes(before))) return undefined;
  if (/[A-Za-z]/.test(before)) return undefined;
  const after = text[unitAt + 1] ?? '';
  if (sign === '号' && after !== '' && AFTER_NUMBER_SIGN.includes(after)) return undefined;
  if (sign === '日' && after !== '' && (AFTER_DAY_SIGN.includes(after) || text.startsWith('年化', unitAt + 1))) return undefined;
  if (followsIdentifier(text, start)) return undefined;
  if (text[start] === '两' || text[start] === '俩') return undefined;
  if (number.approx) {
    const found = resolvedDay(unitAt + 1, resolveDayOfMonth(present, number.approx.low));
    found.vague = true;
    return found;
  }
  if (number.sequence) return undefined;
  const gap = present.lastMonth ? text.slice(present.lastMonth.end, start) : '-';
  return resolvedDay(unitAt + 1, resolveDayOfMonth(present, number.value, /^ ?[、,和及与跟或]? ?$/.test(gap)));
}

/** 5、6号, 5-8号, 3到5日: a stretch of days of a month. */
function readDayStretch(text: string, first: SmallNumber, present: Present): Found | undefined {
  if (!'-~到至、'.includes(text[first.end] ?? ' ') || first.value < 1 || first.value > 31 || first.sequence) return undefined;
  const second = readSmallNumber(text, first.end + 1);
  if (!second || second.sequence || second.value <= first.value || second.value > 31) return undefined;
  const unitAt = skipSpaces(text, second.end);
  if (text[unitAt] !== '号' && (text[unitAt] !== '日' || '内以之'.includes(text[unitAt + 1] ?? ' '))) return undefined;
  if (AFTER_NUMBER_SIGN.includes(text[unitAt + 1] ?? ' ')) return undefined;
  const found = resolvedDay(unitAt + 1, resolveDayOfMonth(present, first.value));
  if (found.from === undefined) return found;
  found.grain = 'days';
  found.to = found.from + second.value - first.value;
  return found;
}

/** 3-5月, 三到五月: a stretch of months. */
function readMonthStretch(text: string, first: SmallNumber, present: Present): Found | undefined {
  if (!'-~到至'.includes(text[first.end] ?? ' ') || first.value < 1 || first.value > 12 || first.sequence) return undefined;
  const second = readSmallNumber(text, first.end + 1);
  if (!second || second.sequence || second.value <= first.value || second.value > 12) return undefined;
  const unitAt = skipSpaces(text, second.end);
  if (text[unitAt] !== '月' || readDay(text, unitAt + 1)) return undefined;
  const end = text[unitAt + 1] === '份' ? unitAt + 2 : unitAt + 1;
  const year = yearOfMonth(present, second.value);
  const found = new FoundDay(end, monthRange(year, first.value).from, monthRange(year, second.value).to, 'days', '按自然月');
  if (year !== present.year && present.lean === undefined && present.month - second.value <= 3) found.vague = true;
  return found;
}

/** A date that begins with a number. Clock times, lengths of time and lunar days are read elsewhere. */
export function readCalendarDate(text: string, start: number, present: Present): Found | undefined {
  const number = readSmallNumber(text, start);
  if (!number) return undefined;
  if (number.form === 'arabic') {
    const found =
      readYearsInFigures(text, start, number, present) ??
      readIso(text, start, number, present) ??
      readYearLast(text, start, number, present) ??
      readMonthDayMark(text, start, number, present);
    if (found) return found;
    if (text[start - 1] === '.' || text[number.end] === '.') return undefined;
    if (
      number.length <= 3 &&
      /^(?:st|nd|rd|th)? ?[A-Za-z]{3}/.test(text.slice(number.end, number.end + 6)) &&
      isBoundaryBefore(text, start, present)
    ) {
      const english = readEnglishDayFirst(text, start, present);
      if (english) return english;
    }
  }
  const unit = text[skipSpaces(text, number.end)];
  if (unit === '世' || unit === '年') {
    const decade = isBoundaryBefore(text, start, present) ? readDecade(text, number) : undefined;
    if (decade) return decade;
  }
  if (unit === '年') return readYear(text, start, number, present);
  if (unit === '月') return readMonth(text, start, number, present);
  if (unit === '号' || unit === '日') return readDayOfMonth(text, start, number, present);
  const months = readMonthStretch(text, number, present);
  if (months) return months;
  const stretch = readDayStretch(text, number, present);
  if (stretch && !'月年第路'.includes(characterBefore(text, start) || ' ')) return stretch;
  // 2026Q3, 26年Q3
  if (number.length === 4 && isYear(number.value) && /^Q[1-4]/i.test(text.slice(number.end, number.end + 2))) {
    return readInYear(text, number.end, number.value, present);
  }
  return undefined;
}

/** 12月1日至3日: the end is a day of the same month. Used by the joiner with the start's year and month. */
export function readEndDay(text: string, start: number, year: number, month: number): { end: number; day: number } | undefined {
  const read = readDay(text, start);
  if (!read || read.lastDay !== undefined || !isRealDay(year, month, read.day)) return undefined;
  return /[日号]/.test(text[read.end - 1] ?? '') ? { end: read.end, day: dayNumberOf(year, month, read.day) } : undefined;
}
