import { readSmallNumber, type SmallNumber } from '../numbers.js';
import { monthRange, skipSpaces, wordAt, yearRange } from './present.js';
import type { Found, Present } from './types.js';
import { readFestivalName } from './named-day.js';
import { readDay } from './within-month.js';
import { readInYear, readUnknownFestival } from './within-year.js';
import { dayFound } from './calendar-date.js';
import { isBoundaryBefore } from './date-figures.js';

/** Years told by their number, and stretches of them. */

/** 98年 and 26年: two digits are of this century up to 2049. */
export function fullYear(value: number, digits: number): number {
  if (digits !== 2) return value;
  return value < 50 ? 2000 + value : 1900 + value;
}

export function isYear(value: number): boolean {
  return value >= 1900 && value <= 2199;
}

/** Years of history books: only with a month and a day beside them, where no other number could stand. */
export function isAnyYear(value: number): boolean {
  return value >= 1000 && value <= 2999;
}

/** 1995-1997年, 2016 - 2018年, 1999.08-2002.02: a stretch of years or of their months, written in figures. */
const YEARS = /^(\d{4})(?:\.(0[1-9]|1[0-2]))? ?(?:--|[-~到至]) ?(\d{4})(?:\.(0[1-9]|1[0-2])(?!\d)|(年)|(?!\d))/;

export function readYearsInFigures(text: string, start: number, first: SmallNumber, present: Present): Found | undefined {
  if (first.length !== 4 || !isYear(first.value) || !isBoundaryBefore(text, start, present)) return undefined;
  const match = YEARS.exec(text.slice(start, start + 20));
  if (!match) return undefined;
  const [whole, , firstMonth, lastYear, lastMonth, unit] = match;
  const year = Number(lastYear);
  if (!isYear(year) || year <= first.value) return undefined;
  // Four digits twice may be anything, but behind 从 or with months they are years.
  if (unit === undefined && firstMonth === undefined && lastMonth === undefined && !'从自于在'.includes(text[start - 1] ?? '-')) return undefined;
  const end = start + whole.length;
  if (unit === undefined && /[-/.:A-Za-z%元万]/.test(text[end] ?? '')) return undefined;
  return {
    end,
    from: firstMonth === undefined ? yearRange(first.value).from : monthRange(first.value, Number(firstMonth)).from,
    to: lastMonth === undefined ? yearRange(year).to : monthRange(year, Number(lastMonth)).to,
    grain: 'days',
    reason: '按整年',
    fixed: true,
  };
}

const AFTER_YEAR_STOPS =
  /^(?:期|来|多|前|后|以|之|内|左|代|老|级|限|间|均|化|报|利|存|定|国债|长|龄|纪|轮|半|的(?:时间|老)|理财|保|型|缴|交|付|等|一|两|三)/;

/** 2026年, 二零二六年, 98年, 两千零八年 and what stands inside. */
export function readYear(text: string, start: number, number: SmallNumber, present: Present): Found | undefined {
  const isDigits = number.form === 'arabic' || number.sequence;
  const digits = isDigits ? number.length : String(number.value).length;
  const year = fullYear(number.value, isDigits ? digits : 4);
  const isFour = (digits === 4 || !isDigits) && isYear(year);
  const isTwo = isDigits && number.length === 2;
  if (!isFour && !isTwo) return readOldYear(text, start, number, present);
  if (!isBoundaryBefore(text, start, present) || (text[start - 1] ?? '') === '第') return undefined;
  let end = skipSpaces(text, number.end) + 1;
  if (isFour && text[end] === '度') end++;
  if (text[end] === '年' && '底末初中'.includes(text[end + 1] ?? ' ')) end++;
  if (isTwo && number.approx && number.form === 'chinese' && AFTER_YEAR_STOPS.test(text.slice(end, end + 2))) return undefined;
  // 三三年, 五八年: figures spoken one by one are no length; 三四年 is three or four.
  const isSpoken = number.sequence && !number.approx && isTwo;
  const inside = isTwo && !isSpoken && !isTwoDigitInside(text, end) ? undefined : readInYear(text, end, year, present);
  if (inside) return inside;
  const rest = text.slice(end, end + 4);
  if (isTwo) {
    // 20年, 30年 are lengths; 98年 and 08年 are years.
    const isPadded = number.value < 10;
    if (isSpoken && number.value >= 10) {
      const isFar = year > present.year + 9;
      return {
        end,
        ...yearRange(year),
        grain: 'year',
        reason: isFar ? '没有说哪个世纪' : '按整年',
        vague: isFar || undefined,
        guessed: true,
        fixed: true,
      };
    }
    if ((number.value < 60 && !isPadded) || number.approx || (AFTER_YEAR_STOPS.test(rest) && !(isPadded && /^[前以之]/.test(rest)))) return undefined;
    const edge = isPadded ? wordAt(text, end, ['以前', '之前', '前']) : undefined;
    if (edge)
      return { end: end + edge.length, ...yearRange(year), grain: 'year', vague: true, bound: 'by', reason: '没有说那年之前的哪天', fixed: true };
    return { end, ...yearRange(year), grain: 'year', reason: '按整年', guessed: true, fixed: true };
  }
  if (/^(?:代|级)/.test(rest)) return undefined;
  const unknown = readUnknownFestival(text, end);
  if (unknown !== undefined) return { end: unknown, ...yearRange(year), grain: 'year', vague: true, reason: '这个节日不在日历里', fixed: true };
  return { end, ...yearRange(year), grain: 'year', reason: '按整年', fixed: true };
}

/** 1789年7月14日, 三六七年一月一日: a year of history with its month and day. */
function readOldYear(text: string, start: number, number: SmallNumber, present: Present): Found | undefined {
  const isYearLong = number.length === 4 || (number.length === 3 && number.sequence);
  if ((number.form === 'chinese' && !number.sequence) || !isYearLong || number.value < 100 || number.value > 2999) return undefined;
  if (!isBoundaryBefore(text, start, present)) return undefined;
  const month = readSmallNumber(text, skipSpaces(text, skipSpaces(text, number.end) + 1));
  if (!month || month.sequence || month.value < 1 || month.value > 12) return undefined;
  const monthEnd = skipSpaces(text, month.end);
  if (text[monthEnd] !== '月') return undefined;
  const day = readDay(text, monthEnd + 1);
  if (!day || day.lastDay !== undefined || day.approx) {
    return { end: monthEnd + 1, ...monthRange(number.value, month.value), grain: 'month', reason: '说了年月', fixed: true };
  }
  return dayFound(number.value, month.value, day.day, day.end);
}

/** After two digits and 年 only a month, a quarter, 底, 初 or 上半年 make it a year. */
function isTwoDigitInside(text: string, at: number): boolean {
  const next = skipSpaces(text, at);
  if (/^第/.test(text.slice(next, next + 1)))
    return readSmallNumber(text, next + 1) !== undefined && !/^第.{1,3}[年期代季届轮]/.test(text.slice(next, next + 5));
  if (/^(?:底|末|初|上半年|下半年|国庆|春节|中秋|元旦|五一|农历|Q[1-4]|第?[一二三四1-4]季度)/.test(text.slice(next, next + 5))) return true;
  if (readFestivalName(text, next, true)) return true;
  const month = readSmallNumber(text, next);
  return month !== undefined && month.value >= 1 && month.value <= 12 && text[skipSpaces(text, month.end)] === '月';
}
