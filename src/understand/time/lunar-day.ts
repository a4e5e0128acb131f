import { fromDayNumber, leapMonthOf, lunarMonthLength, lunarToSolar, solarToLunar, toDayNumber } from '../../domain/calendar/index.js';
import { readSmallNumber } from '../numbers.js';
import { byCharacter } from '../characters.js';
import { copyOf, fixedDay, fixedStretch, FoundDay } from './found.js';
import { skipSpaces, wordAt } from './present.js';
import type { Found, Present } from './types.js';

export interface LunarRead {
  end: number;
  /** 0 for 农历十五: the next such day. */
  month: number;
  /** Absent for 正月, 腊月 alone. */
  day?: number;
  leap: boolean;
  /** 初五 without anything: of which lunar month is not said. */
  isAlone?: boolean;
  /** Said inside: 农历2027年八月十五. */
  year?: number;
}

/** 农历十三月: said as a lunar month, but none has that number. */
const NO_SUCH_MONTH = -1;

/** The end of a lunar day in a month above the twelfth. */
function readNoSuchMonth(text: string, at: number): number | undefined {
  const number = readSmallNumber(text, at);
  if (!number || number.sequence || (number.value >= 1 && number.value <= 12)) return undefined;
  const unitAt = skipSpaces(text, number.end);
  if (text[unitAt] !== '月') return undefined;
  return readLunarDay(text, unitAt + 1)?.end ?? unitAt + 1;
}

/** The number of 正月, 冬月 and 腊月, by the character before 月. */
function namedMonth(name: string | undefined): number | undefined {
  if (name === '正') return 1;
  if (name === '冬') return 11;
  return name === '腊' ? 12 : undefined;
}

/** Longest first where one begins another. */
export const LUNAR_PREFIXES: readonly string[] = ['农历的', '农历', '阴历', '旧历', '夏历', '古历'];

/** 农历八月十五, 正月十五, 腊月廿三, 闰六月初十, 六月初六, 大年初一. Undefined when the words are solar. */
export function readLunarMonthDay(text: string, start: number): LunarRead | undefined {
  if (text[start] === '正' && text.startsWith('正月正时', start)) return undefined;
  const prefix = wordAt(text, start, LUNAR_PREFIXES);
  let at = skipSpaces(text, start + (prefix?.length ?? 0));
  const newYear = prefix ? undefined : readNewYearDay(text, at);
  if (newYear) return newYear;
  let year: number | undefined;
  if (prefix) {
    const number = readSmallNumber(text, at);
    const said = text[number?.end ?? 0] === '年' ? number : undefined;
    if (said && said.value >= 1900 && said.value <= 2100) {
      year = said.value;
      at = skipSpaces(text, said.end + 1);
    }
  }
  if (!prefix && text[at] === '初' && !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) {
    const alone = readLunarDay(text, at);
    return alone && { end: alone.end, month: 0, day: alone.value, leap: false, isAlone: true };
  }
  const leap = text[at] === '闰';
  if (leap) at++;
  const month = readLunarMonth(text, at);
  if (!month) {
    const noSuch = prefix || leap ? readNoSuchMonth(text, at) : undefined;
    if (noSuch !== undefined) return { end: noSuch, month: NO_SUCH_MONTH, leap, year };
    const alone = prefix && !leap ? readLunarDay(text, at) : undefined;
    return alone && { end: alone.end, month: 0, day: alone.value, leap: false };
  }
  const day = readLunarDay(text, month.end);
  const isLunar = prefix !== undefined || leap || month.isLunarName || day?.isLunarName;
  if (!isLunar) return undefined;
  if (!day) {
    if (month.isLunarName && (prefix || text[month.end] !== '薪')) return { end: month.end, month: month.value, leap, year };
    return prefix || leap ? { end: month.end, month: month.value, leap, year } : undefined;
  }
  return { end: day.end, month: month.value, day: day.value, leap, year };
}

const NEW_YEAR = ['大年初', '大年', '年初'];

function readNewYearDay(text: string, at: number): LunarRead | undefined {
  const word = wordAt(text, at, NEW_YEAR);
  if (!word) return undefined;
  if (word === '年初' && /[今明去本后前每半学成0-9一二三四五六七八九十零〇]/.test(text[at - 1] ?? '')) return undefined;
  const number = readSmallNumber(text, at + word.length);
  if (!number || number.sequence || number.value < 1) return undefined;
  if (word === '大年') return number.value === 30 ? { end: number.end, month: 12, day: 30, leap: false } : undefined;
  if (number.value > 15 || (word === '年初' && (number.value > 7 || /[位个月件]/.test(text[number.end] ?? '')))) return undefined;
  return { end: number.end, month: 1, day: number.value, leap: false };
}

function readLunarMonth(text: string, at: number): { value: number; end: number; isLunarName: boolean } | undefined {
  const named = text[at + 1] === '月' ? namedMonth(text[at]) : undefined;
  if (named !== undefined) return { value: named, end: at + 2, isLunarName: true };
  const number = readSmallNumber(text, at);
  if (!number || number.sequence || number.value < 1 || number.value > 12) return undefined;
  const end = skipSpaces(text, number.end);
  return text[end] === '月' ? { value: number.value, end: end + 1, isLunarName: false } : undefined;
}

/** Days named by the moon: new, full and last. */
const PHASES = byCharacter({ 朔: 1, 望: 15, 晦: 30 });

function readLunarDay(text: string, start: number): { value: number; end: number; isLunarName: boolean } | undefined {
  const at = skipSpaces(text, text[start] === '份' ? start + 1 : start);
  if (text[at] === '初') {
    const number = readSmallNumber(text, at + 1);
    if (!number || number.sequence || number.value < 1 || number.value > 10) return undefined;
    return { value: number.value, end: skipDayUnit(text, number.end), isLunarName: true };
  }
  const phase = text[at + 1] === '日' ? PHASES.get(text.charCodeAt(at)) : undefined;
  if (phase !== undefined) return { value: phase, end: at + 2, isLunarName: true };
  const number = readSmallNumber(text, at);
  if (!number || number.sequence || number.value < 1 || number.value > 30) return undefined;
  const end = skipDayUnit(text, number.end);
  // 腊月廿三 is lunar; 廿六日 and 廿六号 are a solar day in old figures.
  return { value: number.value, end, isLunarName: (text[at] === '廿' || text[at] === '卅') && end === number.end };
}

function skipDayUnit(text: string, at: number): number {
  return text[at] === '日' || text[at] === '号' ? at + 1 : at;
}

/** Between 1900 and 2200 no lunar year repeats its first or last month. */
function isEverRepeated(month: number): boolean {
  return month > 1 && month < 12;
}

function noSuchDay(end: number, reason: string): Found {
  const found = new FoundDay(end, undefined, undefined, 'day', reason);
  found.vague = true;
  found.fixed = true;
  return found;
}

/** A lunar day in a lunar year that was said. */
export function resolveLunarInYear(read: LunarRead, lunarYear: number): Found {
  if (read.month === NO_SUCH_MONTH) return noSuchDay(read.end, '农历没有这个月');
  if (read.month === 0) return noSuchDay(read.end, '没有说农历几月');
  const year = read.year ?? lunarYear;
  const { month, leap } = read;
  if (leap && !isEverRepeated(month)) return noSuchDay(read.end, `没有闰${month === 1 ? '正' : '腊'}月`);
  const hasLeap = leap && leapMonthOf(year) === month;
  if (read.day === undefined) {
    const from = toDayNumber(lunarToSolar(year, month, 1, hasLeap));
    return fixedStretch(read.end, from, from + lunarMonthLength(year, month, hasLeap) - 1, 'month', '按农历的月');
  }
  const isShort = read.day === 30 && lunarMonthLength(year, month, hasLeap) === 29;
  const day = toDayNumber(lunarToSolar(year, month, read.day, hasLeap));
  const found = fixedDay(read.end, day, isShort ? '农历当月没有三十，按最后一天' : '按农历');
  if (leap && !hasLeap) found.guessed = true;
  found.lunar = { month, day: read.day, leap };
  return found;
}

/** A lunar day without a year: the next one, today included; with a lean to the past the last one. */
export function resolveLunar(read: LunarRead, present: Present): Found {
  if (read.year !== undefined) return resolveLunarInYear(read, read.year);
  if (read.month === NO_SUCH_MONTH) return resolveLunarInYear(read, present.year);
  if (read.month === 0) return resolveLunarDay(read, present);
  const lunarYear = solarToLunar(fromDayNumber(present.today)).year;
  const candidates = [lunarYear - 1, lunarYear, lunarYear + 1].map((year) => resolveLunarInYear(read, year));
  const isPast = present.lean === 'past';
  const found = isPast
    ? candidates.filter((candidate) => (candidate.from as number) <= present.today).at(-1)
    : candidates.find((candidate) => (candidate.to ?? (candidate.from as number)) >= present.today);
  const nearest = copyOf(found ?? (candidates[1] as Found));
  nearest.fixed = undefined;
  return nearest;
}

/** 农历十五: the next 15th of a lunar month, or the last one. */
function resolveLunarDay(read: LunarRead, present: Present): Found {
  const step = present.lean === 'past' ? -1 : 1;
  let number = present.today;
  // Two months always hold the day, unless it is the 30th of two short ones.
  for (let tries = 0; tries < 120; tries++) {
    const lunar = solarToLunar(fromDayNumber(number));
    if (lunar.day === read.day) {
      const found = new FoundDay(read.end, number, undefined, 'day', '按最近的农历这一天');
      found.guessed = true;
      found.vague = read.isAlone;
      found.weak = read.isAlone;
      found.lunar = { month: lunar.month, day: lunar.day, leap: lunar.leap };
      return found;
    }
    number += step;
  }
  const none = new FoundDay(read.end, undefined, undefined, 'day', '没有这一天');
  none.vague = true;
  return none;
}
