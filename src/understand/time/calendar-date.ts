import { dayNumberOf, isRealDay } from '../../domain/calendar/index.js';
import { isArabicDigit, readSmallNumber, type SmallNumber } from '../numbers.js';
import { isSurname, monthRange, noSuchDay, resolveDayOfMonth, resolveMonthDay, skipSpaces, wordAt, yearRange } from './present.js';
import type { Found, Present } from './types.js';
import { readEnglishDayFirst } from './english-day.js';
import { readDecade } from './era.js';
import { readFestivalName } from './named-day.js';
import { readDay, readInMonth, readInYear, readMonthPart, readNoSuchDay, readUnknownFestival, unglued } from './within.js';

/** Words before a number that make it an identifier rather than a day. */
const IDENTIFIER = /(?:[^0-9零〇一二三四五六七八九十\s,]号|流水|代码|电话|手机|号码|合同|凭证|批次)[为是:\s]{0,2}$/;

export function followsIdentifier(text: string, start: number): boolean {
  return IDENTIFIER.test(text.slice(Math.max(0, start - 6), start));
}

function dayFound(year: number, month: number, day: number, end: number): Found {
  if (!isRealDay(year, month, day)) return { ...noSuchDay(), end, grain: 'day', fixed: true };
  return { end, from: dayNumberOf(year, month, day), grain: 'day', reason: '说了年月日', fixed: true };
}

/** 98年 and 26年: two digits are of this century up to 2049. */
function fullYear(value: number, digits: number): number {
  if (digits !== 2) return value;
  return value < 50 ? 2000 + value : 1900 + value;
}

function isYear(value: number): boolean {
  return value >= 1900 && value <= 2199;
}

/** Years of history books: only with a month and a day beside them, where no other number could stand. */
function isAnyYear(value: number): boolean {
  return value >= 1000 && value <= 2999;
}

function isBoundaryBefore(text: string, start: number, present?: Present): boolean {
  if (present?.rangeStart === start) return true;
  const before = text[start - 1];
  if (before === ':') return /[\u4e00-\u9fff\s]/.test(text[start - 2] ?? ' '); // 时间：11/27
  return before === undefined || !/[0-9A-Za-z.\-/#_]/.test(before);
}

/** 2026-12-05, 2026/12/5, 2026.12.5, 20261205, 2026-12. */
function readIso(text: string, start: number, first: SmallNumber, present: Present): Found | undefined {
  if (!isBoundaryBefore(text, start, present) || followsIdentifier(text, start)) return undefined;
  if (first.length === 8) {
    const [year, month, day] = [Math.floor(first.value / 10_000), Math.floor(first.value / 100) % 100, first.value % 100];
    if (!isYear(year) || !isRealDay(year, month, day) || /[0-9A-Za-z.\-元万%]/.test(text[first.end] ?? '')) return undefined;
    return dayFound(year, month, day, first.end);
  }
  const mark = text[first.end] ?? '';
  if (mark === ' ') return readSpaced(text, first);
  if (mark === '-' && first.length === 2) return readShortYear(text, first);
  if (!'-/.'.includes(mark) || mark === '') return undefined;
  const second = readSmallNumber(text, first.end + 1);
  if (!second || second.form !== 'arabic' || second.length > 2 || second.value < 1 || second.value > 12) return undefined;
  const isMixed = first.length === 4 && second.length === 2 && '-/.'.includes(text[second.end] ?? ' ');
  if (text[second.end] === mark || isMixed) {
    const third = unglued(text, readSmallNumber(text, second.end + 1));
    if (!third || third.form !== 'arabic' || third.length > 2) return undefined;
    if (text[third.end] === mark && isArabicDigit(text.charCodeAt(third.end + 1)) && !/^-\d{1,2}:\d\d/.test(text.slice(third.end, third.end + 6)))
      return undefined;
    const year = fullYear(first.value, first.length);
    if (first.length !== 4 && (first.length !== 2 || mark === '.' || mark === '-')) return undefined;
    if (!isAnyYear(year)) return undefined;
    if (first.length === 2 && !isRealDay(year, second.value, third.value)) return undefined;
    const end = text[third.end] === 'T' && isArabicDigit(text.charCodeAt(third.end + 1)) ? third.end + 1 : third.end;
    const found = dayFound(year, second.value, third.value, end);
    return first.length === 2 ? { ...found, guessed: true } : found;
  }
  if (first.length !== 4 || !isYear(first.value) || second.length !== 2 || mark === '.') return undefined;
  if (/[0-9A-Za-z.\-/%]/.test(text[second.end] ?? '')) return undefined;
  return { end: second.end, ...monthRange(first.value, second.value), grain: 'month', reason: '说了年月', fixed: true };
}

/** 27-7-3, 12-11-10: two digits for the year; where the year could stand last as well, nobody can tell. */
function readShortYear(text: string, first: SmallNumber): Found | undefined {
  const second = readSmallNumber(text, first.end + 1);
  if (second?.form !== 'arabic' || second.length > 2 || text[second.end] !== '-') return undefined;
  const third = readSmallNumber(text, second.end + 1);
  if (third?.form !== 'arabic' || third.length > 2 || /[0-9A-Za-z.\-/:%万元折比号室单栋楼]/.test(text[third.end] ?? '')) return undefined;
  const year = fullYear(first.value, 2);
  if (!isRealDay(year, second.value, third.value)) return undefined;
  const isEitherEnd = third.length === 2 && isRealDay(fullYear(third.value, 2), second.value, first.value);
  return { ...dayFound(year, second.value, third.value, third.end), guessed: true, vague: isEitherEnd || undefined, reason: '前两位按年' };
}

/** 2026 12 05. */
function readSpaced(text: string, first: SmallNumber): Found | undefined {
  if (first.length !== 4 || !isYear(first.value)) return undefined;
  const second = readSmallNumber(text, first.end + 1);
  if (second?.form !== 'arabic' || second.length !== 2 || text[second.end] !== ' ') return undefined;
  const third = readSmallNumber(text, second.end + 1);
  if (third?.form !== 'arabic' || third.length !== 2 || /[0-9A-Za-z.\-/%万元]/.test(text[third.end] ?? '')) return undefined;
  return isRealDay(first.value, second.value, third.value) ? dayFound(first.value, second.value, third.value, third.end) : undefined;
}

/** 12/31/2026, 31-12-2026: the year stands last. Where both numbers could be the month, nobody can tell. */
function readYearLast(text: string, start: number, first: SmallNumber, present: Present): Found | undefined {
  const mark = text[first.end] ?? '';
  if (!'-/.'.includes(mark) || mark === '' || first.length > 2) return undefined;
  if (!isBoundaryBefore(text, start, present) || followsIdentifier(text, start)) return undefined;
  const second = readSmallNumber(text, first.end + 1);
  if (second?.form !== 'arabic' || second.length > 2 || text[second.end] !== mark) return undefined;
  const third = readSmallNumber(text, second.end + 1);
  if (third?.form !== 'arabic' || (third.length !== 4 && (third.length !== 2 || mark !== '/'))) return undefined;
  const isStretch = /^-\d{1,2}[/.]\d/.test(text.slice(third.end, third.end + 5));
  if (!isStretch && /[0-9A-Za-z.\-/%]/.test(text[third.end] ?? '')) return undefined;
  const year = fullYear(third.value, third.length);
  const [one, other] = [first.value, second.value];
  if (!isYear(year)) return undefined;
  const byMonth = isRealDay(year, one, other);
  const byDay = isRealDay(year, other, one);
  if (!byMonth && !byDay) return undefined;
  const found = byMonth ? dayFound(year, one, other, third.end) : dayFound(year, other, one, third.end);
  if (byMonth && byDay && one !== other) return { ...found, vague: true, reason: '月和日分不清' };
  return { ...found, guessed: third.length === 2 || undefined };
}

/** 1995-1997年, 2016 - 2018年, 1999.08-2002.02: a stretch of years or of their months, written in figures. */
const YEARS = /^(\d{4})(?:\.(0[1-9]|1[0-2]))? ?(?:--|[-~到至]) ?(\d{4})(?:\.(0[1-9]|1[0-2])(?!\d)|(年)|(?!\d))/;

function readYearsInFigures(text: string, start: number, first: SmallNumber, present: Present): Found | undefined {
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

const FRACTIONS = new Set(['1/2', '1/3', '2/3', '1/4', '3/4', '1/5', '2/5', '1/6', '1/8', '1/10']);
const AFTER_DOTTED = /^(?:日|号|之?前|以前|上午|下午|早上|晚上|中午|凌晨|\s?\d{1,2}:\d{2}|\s?[(（]?(?:周|星期)[一二三四五六日天])/;

const NOT_A_DOTTED_DAY = /^\s?(?:的|左右|上下|厘|米|公里|斤|吨|平|度|级|版|寸|利|折|克|升|码|净值|收益|年化|个)/;
const DOTTED_RANGE = /^\s?(?:[-~到至])\s?(?:1[0-2]|[1-9])\.(?:[12][0-9]|3[01]|0?[1-9])(?![0-9.%‰]|元|万|亿|倍|个|点|厘|米)/;
/** What a day told in digits may follow: nothing, or words that lead to one. */
const BEFORE_DOTTED = /(?:^|[,。;:!?(、]|我|于|在|到|至|从|约|记|年)\s?$/;

/** 12.1-12.5, 12.15 交材料, 11.20电话高洁: where a price or a net value would not stand. */
function isDottedDay(text: string, start: number, second: SmallNumber, after: string, present: Present): boolean {
  if (present.rangeStart === start) return true;
  if (second.length === 2 && text[second.end - 2] === '0' && text[start + 1] === '.') return false;
  if (!BEFORE_DOTTED.test(text.slice(Math.max(0, start - 2), start))) return false;
  if (DOTTED_RANGE.test(text.slice(second.end, second.end + 10))) return true;
  if (after.trim() === '') return text.slice(0, start).trim() === '';
  return /^\s?[\u4e00-\u9fff]/.test(after) && !NOT_A_DOTTED_DAY.test(after);
}

/** 09-01 交材料: a month written with its zero, words behind it. */
function isZeroLed(text: string, start: number, after: string): boolean {
  const isLabelled = '第栋幢楼号座期次版卷章'.includes(text[start - 1] ?? ' ');
  return text[start] === '0' && !isLabelled && /^ ?(?:[\u4e00-\u9fff,。;!?]|$)/.test(after) && !/^ ?[号室单栋楼比期]/.test(after);
}

/** 12/5, 12.5日, 11-25 15:00: month and day without 月, when nothing else fits. */
function readMonthDayMark(text: string, start: number, first: SmallNumber, present: Present): Found | undefined {
  const mark = text[first.end] ?? '';
  if (!'/.-'.includes(mark) || mark === '' || first.length > 2 || first.value < 1 || first.value > 12) return undefined;
  if (!isBoundaryBefore(text, start, present) || followsIdentifier(text, start)) return undefined;
  const second = readSmallNumber(text, first.end + 1);
  if (!second || second.form !== 'arabic' || second.length > 2 || !isRealDay(2000, first.value, second.value)) return undefined;
  const after = text.slice(second.end, second.end + 8);
  if (
    /^[0-9A-Za-z%‰.:\-/]|^(?:元|万|亿|折|倍|个|点|块|成|人|岁|天|年|月|周|小时|分|以上|以下|股|手|份|户|%)/.test(after) &&
    !/^-\d{1,2}[/.]\d/.test(after)
  ) {
    return undefined;
  }
  const hasHint = AFTER_DOTTED.test(after);
  const isWhole = second.end >= text.trimEnd().length && text.slice(0, start).trim() === '';
  if (mark === '.' && !hasHint && !isDottedDay(text, start, second, after, present)) return undefined;
  if (mark === '-' && !(hasHint && second.length === 2) && !(first.length === 2 && second.length === 2 && (isWhole || isZeroLed(text, start, after))))
    return undefined;
  const said = text.slice(start, second.end);
  if (FRACTIONS.has(said) && /^(?:的|左右)/.test(after)) return undefined;
  const unit = text[second.end] === '日' || text[second.end] === '号' ? 1 : 0;
  const resolved = resolveMonthDay(present, first.value, second.value);
  return {
    end: second.end + unit,
    grain: 'day',
    ...resolved,
    vague: resolved.vague || (FRACTIONS.has(said) && !hasHint) || undefined,
    guessed: resolved.guessed || (mark !== '/' && !unit) || undefined,
  };
}

const AFTER_YEAR_STOPS =
  /^(?:期|来|多|前|后|以|之|内|左|代|老|级|限|间|均|化|报|利|存|定|国债|长|龄|纪|轮|半|的(?:时间|老)|理财|保|型|缴|交|付|等|一|两|三)/;

/** 2026年, 二零二六年, 98年, 两千零八年 and what stands inside. */
function readYear(text: string, start: number, number: SmallNumber, present: Present): Found | undefined {
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

const NOT_A_MONTH = /^(?:薪|均|供|租|嫂|饼|费|息|亮|龄|期|销|光|[一二三四五六七八九十两0-9]+[次回]|子里|老)/;

/** 12月5日, 十二月, 3月底, 三月第一个周一. The number stands before 月. */
function readMonth(text: string, start: number, number: SmallNumber, present: Present): Found | undefined {
  const { value: month } = number;
  if (month === 0 || (month > 12 && month < 100)) return readNoSuchMonth(text, number);
  if (month < 1 || month > 12 || number.sequence || number.approx) return undefined;
  const before = text[start - 1] ?? '';
  if (
    before !== '' &&
    '.第个/-~到至'.includes(before) &&
    present.rangeStart !== start &&
    // 设个12月5日的提醒
    !/[设定加建弄订约置]一?个$/.test(text.slice(Math.max(0, start - 3), start)) &&
    (!'到至'.includes(before) || /[0-9一二三四五六七八九十]/.test(text[start - 2] ?? ''))
  )
    return undefined;
  const unitAt = skipSpaces(text, number.end);
  let end = unitAt + 1;
  if (text[end] === '份') end++;
  const day = readDay(text, end);
  if (day) {
    const resolved = resolveMonthDay(present, month, day.day);
    const found: Found = { end: day.end, grain: 'day', ...resolved };
    // 八月十五 without 日 or 号 is how the lunar feast is said too.
    const isFeast =
      /[一二三四五六七八九十]/.test(text[day.end - 1] ?? '') &&
      !/[日号]/.test(text[day.end - 1] ?? '') &&
      ['2-2', '5-5', '7-7', '8-15', '9-9'].includes(`${month}-${day.day}`);
    if (isFeast) found.guessed = true;
    if (day.approx) found.vague = true;
    if (day.lastDay === undefined || found.from === undefined) return found;
    return { ...found, to: found.from + day.lastDay - day.day, grain: 'days' };
  }
  const noSuch = readNoSuchDay(text, end);
  if (noSuch !== undefined) return { ...noSuchDay(), end: noSuch, grain: 'day', fixed: true };
  const rest = text.slice(end, end + 4);
  if (NOT_A_MONTH.test(rest)) return undefined;
  if (isSurname(before) && number.form === 'chinese') return undefined;
  const year = yearOfMonth(present, month);
  const inside = readMonthPart(text, text[end] === '的' ? end + 1 : end, year, month) ?? readInMonth(text, end, year, month, present);
  const wasPassed = year !== present.year;
  const isRecent = present.lean === undefined && wasPassed && present.month - month <= 3;
  const flags = { vague: isRecent || undefined, guessed: (present.lean === 'past' && wasPassed) || undefined };
  if (inside) return { ...inside, vague: inside.vague || flags.vague, guessed: inside.guessed || flags.guessed, fixed: undefined };
  const isDuration = /^(?:后|以后|之后|内|之内|以内|前)/.test(rest) && number.form === 'chinese';
  return {
    end,
    ...monthRange(year, month),
    grain: 'month',
    reason: wasPassed ? '今年的已经过了' : '按自然月',
    ...flags,
    vague: flags.vague || isDuration || undefined,
  };
}

/** 13月5号: a day of a month there is none of; 18月龄 and 24月 are no days. */
function readNoSuchMonth(text: string, number: SmallNumber): Found | undefined {
  const day = number.sequence || number.approx ? undefined : readDay(text, skipSpaces(text, number.end) + 1);
  if (!day || !/[日号]/.test(text[day.end - 1] ?? '')) return undefined;
  return { ...noSuchDay(), reason: '没有这个月', end: day.end, grain: 'day', fixed: true };
}

function yearOfMonth(present: Present, month: number): number {
  if (present.lean === 'past') return month <= present.month ? present.year : present.year - 1;
  return month >= present.month ? present.year : present.year + 1;
}

const AFTER_NUMBER_SIGN = '楼线店窗柜院馆门厅桌床机员库仓铺车文令元选位室间屋店站球牌字码院桥井岛地会厅公别墅标';
const BEFORE_NUMBER_SIGN = '路街巷弄道里村栋幢座第编账帐卡尾证单型期园区城苑头前工桌排胡同门楼墅庄镇组线层';
const AFTER_DAY_SIGN = '均志利薪终结报线游租元本语历常子化圆记光期程';

/** 25号, 15日. Never after a month or year that did not fit. */
function readDayOfMonth(text: string, start: number, number: SmallNumber, present: Present): Found | undefined {
  const unitAt = skipSpaces(text, number.end);
  const sign = text[unitAt];
  if (number.value < 1 || number.value > 31 || number.length > 3) return undefined;
  const before = text[start - 1] ?? '';
  // 到期25号前: the word ends in a character that numbers are given behind.
  const isDue = before === '期' && text[start - 2] === '到';
  if (before !== '' && !isDue && (BEFORE_NUMBER_SIGN.includes(before) || '月年.-/#:+'.includes(before))) return undefined;
  if (/[A-Za-z]/.test(before)) return undefined;
  const after = text[unitAt + 1] ?? '';
  if (sign === '号' && after !== '' && AFTER_NUMBER_SIGN.includes(after)) return undefined;
  if (sign === '日' && after !== '' && (AFTER_DAY_SIGN.includes(after) || text.startsWith('年化', unitAt + 1))) return undefined;
  if (followsIdentifier(text, start)) return undefined;
  if (text[start] === '两' || text[start] === '俩') return undefined;
  if (number.approx) {
    return { end: unitAt + 1, grain: 'day', ...resolveDayOfMonth(present, number.approx.low), vague: true };
  }
  if (number.sequence) return undefined;
  const gap = present.lastMonth ? text.slice(present.lastMonth.end, start) : '-';
  return { end: unitAt + 1, grain: 'day', ...resolveDayOfMonth(present, number.value, /^ ?[、,和及与跟或]? ?$/.test(gap)) };
}

/** 5、6号, 5-8号, 3到5日: a stretch of days of a month. */
function readDayStretch(text: string, first: SmallNumber, present: Present): Found | undefined {
  if (!'-~到至、'.includes(text[first.end] ?? ' ') || first.value < 1 || first.value > 31 || first.sequence) return undefined;
  const second = readSmallNumber(text, first.end + 1);
  if (!second || second.sequence || second.value <= first.value || second.value > 31) return undefined;
  const unitAt = skipSpaces(text, second.end);
  if (text[unitAt] !== '号' && (text[unitAt] !== '日' || '内以之'.includes(text[unitAt + 1] ?? ' '))) return undefined;
  if (AFTER_NUMBER_SIGN.includes(text[unitAt + 1] ?? ' ')) return undefined;
  const resolved = resolveDayOfMonth(present, first.value);
  if (resolved.from === undefined) return { end: unitAt + 1, grain: 'day', ...resolved };
  return { end: unitAt + 1, grain: 'days', ...resolved, to: resolved.from + second.value - first.value };
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
  return {
    end,
    from: monthRange(year, first.value).from,
    to: monthRange(year, second.value).to,
    grain: 'days',
    reason: '按自然月',
    vague: year !== present.year && present.lean === undefined && present.month - second.value <= 3 ? true : undefined,
  };
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
  if (stretch && !'月年第路'.includes(text[start - 1] ?? ' ')) return stretch;
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
