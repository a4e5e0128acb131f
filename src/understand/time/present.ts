import {
  dateAt,
  dayNumberOf,
  daysInMonth,
  fromDayNumber,
  isRealDay,
  minuteOfDayAt,
  partsOfDayNumber,
  toDayNumber,
  weekdayOfDayNumber,
  type Calendar,
} from '../../domain/calendar/index.js';
import { byCharacter } from '../characters.js';
import { readSmallNumber, type SmallNumber } from '../numbers.js';
import type { Present, TimeOptions } from './types.js';

const MOST_KEPT = 2000;
const dates = new Map<number, string>();
const dayNumbers = new Map<string, number>();

/** 'YYYY-MM-DD' of a day number, kept: sentences of one day speak of the same few days. */
export function dateOfDayNumber(dayNumber: number): string {
  let date = dates.get(dayNumber);
  if (date === undefined) {
    if (dates.size >= MOST_KEPT) dates.clear();
    date = fromDayNumber(dayNumber);
    dates.set(dayNumber, date);
  }
  return date;
}

/** Day number of 'YYYY-MM-DD', kept as well. */
export function dayNumberOfDate(date: string): number {
  let dayNumber = dayNumbers.get(date);
  if (dayNumber === undefined) {
    if (dayNumbers.size >= MOST_KEPT) dayNumbers.clear();
    dayNumber = toDayNumber(date);
    dayNumbers.set(date, dayNumber);
  }
  return dayNumber;
}

let lastInstant = NaN;
let lastToday = 0;

function todayAt(now: Date): number {
  const instant = now.getTime();
  if (instant !== lastInstant) {
    lastToday = dayNumberOfDate(dateAt(now));
    lastInstant = instant;
  }
  return lastToday;
}

/** A month-day that passed less than this long ago may still be meant as past: 11月20日 said on the 23rd. */
const RECENTLY_PASSED_DAYS = 90;

/** The present of one reading, which remembers whether its lean made a difference. A copy of it brings a lean of its own. */
class ReadingPresent implements Present {
  readonly today: number;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly minute: number;
  readonly calendar: Calendar;
  lastDay: number | undefined = undefined;
  lastMonth: Present['lastMonth'] = undefined;
  rangeStart: number | undefined = undefined;
  isLeanUsed = false;
  readonly #lean: Present['lean'];

  constructor({ now, calendar, lean }: TimeOptions) {
    this.today = todayAt(now);
    const { year, month, day } = partsOfDayNumber(this.today);
    this.year = year;
    this.month = month;
    this.day = day;
    this.weekday = weekdayOfDayNumber(this.today);
    this.minute = minuteOfDayAt(now);
    this.calendar = calendar;
    this.#lean = lean;
  }

  get lean(): Present['lean'] {
    this.isLeanUsed = true;
    return this.#lean;
  }
}

export function presentOf(options: TimeOptions): Present & { isLeanUsed: boolean } {
  return new ReadingPresent(options);
}

export function skipSpaces(text: string, at: number): number {
  let next = at;
  while (next - at < 3 && text[next] === ' ') next++;
  return next;
}

/** The first of the words that stands at an offset; longer ones must come first. */
export function wordAt(text: string, at: number, words: readonly string[]): string | undefined {
  // A plain loop: this runs for every candidate position, and most fail on the first character.
  const code = text.charCodeAt(at);
  for (const word of words) if (word.charCodeAt(0) === code && text.startsWith(word, at)) return word;
  return undefined;
}

/** A year and month with the month counted on from it. */
export function shiftMonth(year: number, month: number, by: number): { year: number; month: number } {
  const index = year * 12 + month - 1 + by;
  return { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
}

export function monthRange(year: number, month: number): { from: number; to: number } {
  const from = dayNumberOf(year, month, 1);
  return { from, to: from + daysInMonth(year, month) - 1 };
}

export function yearRange(year: number): { from: number; to: number } {
  return { from: dayNumberOf(year, 1, 1), to: dayNumberOf(year, 12, 31) };
}

/** `quarter` is 1–4. */
export function quarterRange(year: number, quarter: number): { from: number; to: number } {
  return { from: dayNumberOf(year, quarter * 3 - 2, 1), to: monthRange(year, quarter * 3).to };
}

/** Day number moved by months, clamped to the end of the month. */
export function addMonthsToNumber(dayNumber: number, months: number): number {
  const { year, month, day } = partsOfDayNumber(dayNumber);
  const target = shiftMonth(year, month, months);
  return dayNumberOf(target.year, target.month, Math.min(day, daysInMonth(target.year, target.month)));
}

/** Which day is meant, and how sure that is. */
export interface Resolved {
  from: number | undefined;
  reason: string;
  guessed: boolean | undefined;
  vague: boolean | undefined;
}

function resolved(from: number | undefined, reason: string, guessed?: boolean, vague?: boolean): Resolved {
  return { from, reason, guessed, vague };
}

export const NO_SUCH_DAY = '没有这一天';

/** A month and day without a year: this year's, or the next or last one by the lean. */
export function resolveMonthDay(present: Present, month: number, day: number): Resolved {
  if (!isRealDay(2000, month, day)) return resolved(undefined, NO_SUCH_DAY, undefined, true);
  const at = (year: number): number | undefined => (isRealDay(year, month, day) ? dayNumberOf(year, month, day) : undefined);
  const thisYear = at(present.year);
  if (thisYear === undefined) {
    const step = present.lean === 'past' ? -1 : 1;
    let year = present.year + step;
    while (at(year) === undefined) year += step;
    return resolved(at(year), '2月29日只在闰年有', true);
  }
  if (present.lean === 'past') {
    if (thisYear <= present.today) return resolved(thisYear, '已经发生，按最近的这一天');
    return resolved(at(present.year - 1), '已经发生，按去年', true);
  }
  if (thisYear >= present.today) return resolved(thisYear, '今年还没到');
  const isRecent = present.today - thisYear <= RECENTLY_PASSED_DAYS;
  const isEither = isRecent && present.lean === undefined;
  return resolved(at(present.year + 1) ?? thisYear, '今年的已经过了，按明年', isRecent || undefined, isEither || undefined);
}

/** N号 without a month. Only a day still to come this month has one reading. Source: design §2. */
/** `isListed`: nothing but 和 or 、 stands between it and a day said with its month. */
export function resolveDayOfMonth(present: Present, day: number, isListed = false): Resolved {
  if (day < 1 || day > 31) return resolved(undefined, NO_SUCH_DAY, undefined, true);
  const inMonth = (by: number): number | undefined => {
    const target = shiftMonth(present.year, present.month, by);
    return isRealDay(target.year, target.month, day) ? dayNumberOf(target.year, target.month, day) : undefined;
  };
  const nearest = (step: 1 | -1): number => {
    let by: number = step;
    while (inMonth(by) === undefined) by += step;
    return inMonth(by) as number;
  };
  const thisMonth = inMonth(0);
  const said = present.lastMonth;
  // 下月5号和15号: the later day is of the month that was said.
  if (said && present.lean !== 'past' && day > said.day && isRealDay(said.year, said.month, day)) {
    const from = dayNumberOf(said.year, said.month, day);
    const isEitherMonth = !isListed && thisMonth !== undefined && thisMonth > present.today && thisMonth !== from;
    return resolved(from, isEitherMonth ? '可能是本月，也可能是前面说的那个月' : '按前面说的那个月', true, isEitherMonth || undefined);
  }
  if (present.lean === 'past') {
    if (thisMonth !== undefined && thisMonth <= present.today) return resolved(thisMonth, '已经发生，按本月');
    return resolved(nearest(-1), '已经发生，按上一个有这天的月', true);
  }
  if (thisMonth === undefined) return resolved(nearest(1), '本月没有这一天', undefined, true);
  if (thisMonth > present.today) return resolved(thisMonth, '本月还没到');
  if (thisMonth === present.today) return resolved(thisMonth, '今天就是这一天，也可能是下个月', undefined, true);
  return resolved(nearest(1), '本月的已经过了', undefined, true);
}

const SURNAMES = codesOf(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范石廖贾夏韦傅方邹熊孟秦邱侯江尹薛阎段雷龙史陶贺顾毛郝龚邵万钱严覃武戴莫孔汤康施牛洪',
);
const NAME_BOUNDARIES = codesOf(' ,。;:!?、()给查找约跟和与对叫帮替向问是的了见访记把让请联系电拜');

function codesOf(characters: string): ReadonlySet<number> {
  return new Set([...characters].map((character) => character.charCodeAt(0)));
}

/** True when the character before an offset is a surname at the start of a word: 王明天, 张国庆. */
export function followsSurname(text: string, at: number): boolean {
  if (at < 1 || !SURNAMES.has(text.charCodeAt(at - 1))) return false;
  return at < 2 || NAME_BOUNDARIES.has(text.charCodeAt(at - 2));
}

export function isSurname(char: string | undefined): boolean {
  return char !== undefined && SURNAMES.has(char.charCodeAt(0));
}

const WEEKDAYS = byCharacter({ 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7 });

/** 1–7 for 一…日天 or a lone digit 1–7 that counts nothing. */
export function weekdayAt(text: string, at: number): number | undefined {
  const code = text.charCodeAt(at) | 0;
  const named = WEEKDAYS.get(code);
  if (named !== undefined) return named;
  if (code >= 0x31 && code <= 0x37 && !/[0-9.:,点天次个年月号日周]/.test(text[at + 1] ?? '')) return code - 0x30;
  return undefined;
}

/** After 周 or 星期: words that only begin like a weekday. */
const BEHIND_NO_WEEKDAY = '文历报刊起次直共样般些定个';
const NOT_A_WEEKDAY = /^(?:天文|日历|日报|日刊|一起(?!每)|一[次直共样般些]|一定(?!期)|[一二三四五六]个)/;

export function isWeekdayWord(text: string, at: number): boolean {
  return weekdayAt(text, at) !== undefined && !(BEHIND_NO_WEEKDAY.includes(text[at + 1] ?? ' ') && NOT_A_WEEKDAY.test(text.slice(at, at + 3)));
}

/** The whole number at an offset, spaces before it skipped, when it lies in a range. */
export function numberIn(text: string, at: number, min: number, max: number): SmallNumber | undefined {
  const number = readSmallNumber(text, skipSpaces(text, at));
  return number && number.value >= min && number.value <= max && !number.sequence ? number : undefined;
}
