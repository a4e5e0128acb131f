import { isRealDay } from '../../domain/calendar/index.js';
import { isArabicDigit, readSmallNumber, type SmallNumber } from '../numbers.js';
import { monthRange, resolveMonthDay } from './present.js';
import type { Found, Present } from './types.js';
import { noSuchDay, unglued } from './within-month.js';
import { followsIdentifier, dayFound } from './calendar-date.js';
import { fullYear, isYear, isAnyYear } from './year-figures.js';

/** Days told in figures and marks, without 年, 月 and 日: 2026-12-05, 12/5, 12.5日. */

export function isBoundaryBefore(text: string, start: number, present?: Present): boolean {
  if (present?.rangeStart === start) return true;
  const before = text[start - 1];
  if (before === ':') return /[\u4e00-\u9fff\s]/.test(text[start - 2] ?? ' '); // 时间：11/27
  return before === undefined || !/[0-9A-Za-z.\-/#_]/.test(before);
}

/** 2026-12-05, 2026/12/5, 2026.12.5, 20261205, 2026-12. */
export function readIso(text: string, start: number, first: SmallNumber, present: Present): Found | undefined {
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
export function readYearLast(text: string, start: number, first: SmallNumber, present: Present): Found | undefined {
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

/** Behind 2/30: it was meant as a day. */
const IS_ASKED = /^[号日]?\s?(?:[上下中]午|早上|晚上|提醒|[叫喊]我)/;

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
export function readMonthDayMark(text: string, start: number, first: SmallNumber, present: Present): Found | undefined {
  const mark = text[first.end] ?? '';
  if (!'/.-'.includes(mark) || mark === '' || first.length > 2 || first.value < 1 || first.value > 12) return undefined;
  if (!isBoundaryBefore(text, start, present) || followsIdentifier(text, start)) return undefined;
  const second = readSmallNumber(text, first.end + 1);
  if (!second || second.form !== 'arabic' || second.length > 2) return undefined;
  const after = text.slice(second.end, second.end + 8);
  if (!isRealDay(2000, first.value, second.value)) return second.value <= 31 && IS_ASKED.test(after) ? noSuchDay(second.end) : undefined;
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
