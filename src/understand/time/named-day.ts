import {
  dayNumberOf,
  festivalDate,
  festivals,
  fromDayNumber,
  isProvisional,
  isWorkday,
  partsOfDayNumber,
  SOLAR_TERMS,
  solarTermDate,
  subtractWorkdays,
  toDayNumber,
  type Festival,
  type LunarMonthDay,
} from '../../domain/calendar/index.js';
import { readSmallNumber } from '../numbers.js';
import { FEASTS } from './feasts.js';
import { followsSurname } from './present.js';
import type { Found, Present } from './types.js';

interface NamedDay {
  word: string;
  dates: (solarYear: number) => readonly number[];
  /** The lunar year's, for 今年腊八; absent when solar and lunar year cannot differ. */
  lunarYearDate?: (lunarYear: number) => number;
  reason: string;
  /** 大雪, 五一: only with 节, 前, 后, 那天 … after it, or a year before it. */
  needsHint: boolean;
  /** 国庆 is a given name too. */
  isGivenName: boolean;
  /** Its days off are a holiday, so 期间 and 假期 have an end. */
  isHoliday: boolean;
  lunar?: LunarMonthDay;
  /** Days it lasts; absent for one. */
  days?: number;
  /** Reckoned, while the date is announced by those who keep it. */
  guessed?: true;
}

export interface NamedDayRead {
  day: NamedDay;
  end: number;
}

const NEED_HINT = new Set([
  '五一',
  '十一',
  '六一',
  '七一',
  '八一',
  '五四',
  '三一五',
  '八月节',
  '大雪',
  '小雪',
  '雨水',
  '白露',
  '霜降',
  '小寒',
  '大寒',
  '大暑',
  '小暑',
  '小满',
  '芒种',
  '谷雨',
  '年夜',
  '跨年',
  '灯节',
  '寒露',
  '中元',
  '惊蛰',
  '春分',
  '秋分',
  '处暑',
]);
const GIVEN_NAMES = new Set([
  '国庆',
  '中秋',
  '元旦',
  '端午',
  '重阳',
  '清明',
  '建军',
  '立春',
  '立夏',
  '立秋',
  '立冬',
  '七夕',
  '元宵',
  '冬至',
  '夏至',
  '春分',
  '腊八',
  '小年',
  '除夕',
  '圣诞',
  '谷雨',
  '白露',
  '小满',
  '小雪',
  '大雪',
]);
const HOLIDAYS = new Set(['元旦', '春节', '清明', '劳动节', '端午', '中秋', '国庆']);

const byFirstChar = new Map<string, NamedDay[]>();

function register(day: NamedDay): void {
  const first = day.word[0] as string;
  const list = byFirstChar.get(first) ?? [];
  list.push(day);
  list.sort((a, b) => b.word.length - a.word.length);
  byFirstChar.set(first, list);
}

/** Years whose feasts are kept in memory: more than anybody speaks of. */
const MOST_YEARS = 300;

const cachedDates = new Map<string, number>();

function cached(key: string, find: () => string): number {
  const known = cachedDates.get(key);
  if (known !== undefined) return known;
  if (cachedDates.size > 5000) cachedDates.clear();
  const found = toDayNumber(find());
  cachedDates.set(key, found);
  return found;
}

function festivalNumber(festival: Festival, year: number): number {
  return cached(`${festival.name}${year}`, () => festivalDate(festival, year));
}

function isLateLunar(festival: Festival): boolean {
  return 'eve' in festival.rule || ('lunar' in festival.rule && festival.rule.lunar[0] === 12);
}

for (const festival of festivals) {
  const late = isLateLunar(festival);
  const dates = (solarYear: number): number[] =>
    (late ? [solarYear - 1, solarYear] : [solarYear])
      .map((year) => festivalNumber(festival, year))
      .filter((number) => partsOfDayNumber(number).year === solarYear);
  for (const word of [festival.name, ...festival.aliases]) {
    register({
      word,
      dates,
      lunarYearDate: late ? (year) => festivalNumber(festival, year) : undefined,
      reason: `${festival.name}按日历`,
      needsHint: NEED_HINT.has(word),
      isGivenName: GIVEN_NAMES.has(word),
      isHoliday: HOLIDAYS.has(festival.name),
      lunar: 'lunar' in festival.rule ? { month: festival.rule.lunar[0], day: festival.rule.lunar[1], leap: false } : undefined,
    });
  }
}
const SPRING_FESTIVAL = festivals.find(({ name }) => name === '春节') as Festival;
/** 过年前, 新春期间: the spring festival in words too common to be one alone. */
for (const word of ['过年', '新春', '正月正时']) {
  register({
    word,
    dates: (year) => [festivalNumber(SPRING_FESTIVAL, year)],
    reason: '春节按日历',
    needsHint: true,
    isGivenName: false,
    isHoliday: true,
    lunar: { month: 1, day: 1, leap: false },
    guessed: true,
  });
}
for (const term of SOLAR_TERMS) {
  if (term === '清明' || term === '冬至') continue;
  register({
    word: term,
    dates: (year) => [cached(`节气${term}${year}`, () => solarTermDate(year, term))],
    // The last two terms of a year of farming stand in the January after it.
    lunarYearDate: term === '小寒' || term === '大寒' ? (year) => cached(`节气${term}${year + 1}`, () => solarTermDate(year + 1, term)) : undefined,
    reason: '节气按日历',
    needsHint: NEED_HINT.has(term),
    isGivenName: GIVEN_NAMES.has(term),
    isHoliday: false,
  });
}

for (const { words, dates, days, guessed, needsHint = false, reason } of FEASTS) {
  for (const word of words) {
    const isKnown = byFirstChar.get(word.charAt(0))?.some((day) => day.word === word);
    if (!isKnown) register({ word, dates: keptByYear(dates), reason, needsHint, isGivenName: false, isHoliday: false, days, guessed });
  }
}

function keptByYear(dates: (solarYear: number) => readonly number[]): (solarYear: number) => readonly number[] {
  const kept = new Map<number, readonly number[]>();
  return (solarYear) => {
    const known = kept.get(solarYear);
    if (known) return known;
    const found = dates(solarYear);
    if (kept.size < MOST_YEARS) kept.set(solarYear, found);
    return found;
  };
}

export const NAMED_DAY_WORDS: readonly string[] = [...byFirstChar.values()].flatMap((days) => days.map(({ word }) => word));

const HINTS = /^(?:节|前|后|之前|之后|那天|当天|这天|假|长假|小长假|放假|黄金周|期间|以前|以后|当日|国庆|劳动|节气|的时候)/;
const NOT_A_DAY =
  /^(?:路|街|大道|小区|广场|店|桥|村|树|老人|帽|典|礼盒|套餐|木|湖|园|镇|乡|巷|号楼|上河|粽|月饼|卡|歌|袜|装|大餐|派对|茶|党|[一二三四五六七八九十0-9]+[号路]楼?店|大酒店|酒店|寺|门|公司|基金|精选|理财)/;

/**
 * The festival or solar term whose name stands at an offset. `afterYear` lifts the hints that single words like
 * 五一 need, because 明年五一 can only be the day.
 */
export function readFestivalName(text: string, start: number, afterYear: boolean): NamedDayRead | undefined {
  const list = byFirstChar.get(text[start] ?? '');
  const day = list?.find((candidate) => text.startsWith(candidate.word, start));
  if (!day) return undefined;
  let end = start + day.word.length;
  const after = text.slice(end, end + 4);
  if (NOT_A_DAY.test(after) || isParentBefore(text, start, day.word)) return undefined;
  const hasHint = HINTS.test(after) || isAlone(text, start, end, day.word);
  if (
    NATIONAL.has(day.word.replace(/节$/, '')) &&
    /(?:犹太|以色列|印度|淡米尔|泰米尔|美国|日本|韩国|法国|英国|德国|泰国|越南|俄罗斯|加拿大|澳大利亚|新加坡|马来西亚)的?$/.test(
      text.slice(Math.max(0, start - 6), start),
    )
  )
    return undefined;
  if (!hasHint && !afterYear) {
    if (day.needsHint && !(isHoliday51(day.word) && isFreeStanding(text, start, end))) return undefined;
    if (day.isGivenName && followsSurname(text, start)) return undefined;
  } else if (day.needsHint && !afterYear && /[0-9一二三四五六七八九十第.]/.test(text[start - 1] ?? '')) return undefined;
  if (day.isGivenName && followsSurname(text, start) && !/^(?:节|假|长假|期间)/.test(after)) return undefined;
  if (afterYear && day.needsHint && !hasHint && /^[个点号月年日万元岁]/.test(after)) return undefined;
  if (after.startsWith('节气')) end += 2;
  else if (text[end] === '节' && !day.word.endsWith('节')) end += 1;
  return { day, end };
}

/** 她父亲节后要来: her father, and the holiday; 父亲节后 alone is of the feast. */
export function isParentBefore(text: string, start: number, word: string): boolean {
  if (word !== '父亲节' && word !== '母亲节' && word !== '父亲' && word !== '母亲') return false;
  return /[我你您他她咱们家总姐哥士生太]的?$/.test(text.slice(Math.max(0, start - 2), start)) && /^节[前后]/.test(text.slice(start + 2, start + 4));
}

/** Feasts that lie elsewhere in other countries. */
const NATIONAL = new Set(['丰收', '国庆', '植树', '儿童', '教师', '劳动', '父亲', '建军', '青年', '老人']);

/** The name is all that was said; 十一 alone is a number. */
function isAlone(text: string, start: number, end: number, word: string): boolean {
  return word !== '十一' && text.slice(0, start).trim() === '' && /^[\s。,!?;]*$/.test(text.slice(end));
}

function isHoliday51(word: string): boolean {
  return word === '五一' || word === '十一' || word === '三一五' || word === '六一';
}

/** 五一去旅游: nothing counted before or after it. 十一 needs more, as a number. */
function isFreeStanding(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? '';
  if (/[0-9一二三四五六七八九十第.百千两周期]/.test(before)) return false;
  const after = text.slice(end, end + 2);
  if (text.startsWith('十一', start)) return /^(?:去|出|回|放|休|旅|要|想)/.test(after);
  return /^(?:去|出|回|放|休|旅|来|要|想|我|他|她|过|给|跟|约|联系|提醒|$|[,。!?;])/.test(after);
}

function vagueWord(text: string, end: number): { end: number; vague?: true } {
  return text.startsWith('前夕', end) ? { end: end + 2, vague: true } : { end };
}

function lastDayOff(number: number, present: Present): number {
  let to = number;
  while (to - number < 12 && !isWorkday(fromDayNumber(to + 1), present.calendar)) to++;
  return to;
}

/** 期间, 假期, 长假: the days off around the holiday. */
function readStretch(text: string, read: NamedDayRead, number: number, present: Present): Found | undefined {
  if (!read.day.isHoliday) return undefined;
  const word = ['小长假期间', '长假期间', '假期期间', '放假期间', '假期', '小长假', '长假', '期间', '黄金周', '放假'].find((w) =>
    text.startsWith(w, read.end),
  );
  const ownStretch = /(?:假期|长假)$/.test(read.day.word) ? '' : undefined;
  if (word === undefined && ownStretch === undefined) return undefined;
  let from = number;
  const isOff = (n: number): boolean => !isWorkday(fromDayNumber(n), present.calendar);
  while (number - from < 9 && isOff(from - 1)) from--;
  const to = lastDayOff(number, present);
  const date = fromDayNumber(to);
  return {
    end: read.end + (word ?? '').length,
    from,
    to,
    grain: 'days',
    reason: '按假期首日到末日',
    provisional: isProvisional(date, present.calendar) || undefined,
    guessed: isProvisional(date, present.calendar) || undefined,
    fixed: true,
  };
}

function foundDay(text: string, read: NamedDayRead, number: number, present: Present, vague: boolean): Found {
  const stretch = readStretch(text, read, number, present) ?? readDayBeside(text, read, number, vague);
  if (stretch) return stretch;
  const eve = vagueWord(text, read.end);
  let { end } = eve;
  const { days } = read.day;
  const suffix = ['那一天', '那天', '当天', '当日', '这天', '这一天', '当晚'].find((word) => text.startsWith(word, end));
  if (suffix) end += suffix === '当晚' ? 1 : suffix.length;
  return {
    end,
    from: number,
    ...(days === undefined ? { grain: 'day' } : { to: number + days - 1, grain: 'days' }),
    reason: read.day.reason,
    vague: vague || eve.vague,
    guessed: read.day.guessed,
    lunar: read.day.lunar,
    ...(read.day.isHoliday ? { holiday: true as const } : {}),
    fixed: true,
  };
}

/** The last working day before a public holiday, by which 春节前 has to be done. */
export function workdayBefore(number: number, present: Present): { day: number; provisional: boolean } {
  const date = subtractWorkdays(fromDayNumber(number), 1, present.calendar);
  return { day: toDayNumber(date), provisional: isProvisional(date, present.calendar) };
}

/** 中秋前夜, 中秋次日, 春节第三天: a day told by the feast beside it. */
function readDayBeside(text: string, read: NamedDayRead, number: number, vague: boolean): Found | undefined {
  const at = text[read.end] === '的' ? read.end + 1 : read.end;
  const base = { grain: 'day' as const, vague: vague || undefined, fixed: true };
  const word = ['前夜', '次日', '翌日'].find((candidate) => text.startsWith(candidate, at));
  if (word) {
    const by = word === '前夜' ? -1 : 1;
    return { ...base, end: at + word.length, from: number + by, reason: `${read.day.reason}，${by < 0 ? '前' : '后'}一天` };
  }
  if (text[at] !== '第') return undefined;
  const nth = readSmallNumber(text, at + 1);
  if (!nth || nth.sequence || nth.value < 1 || nth.value > 15 || text[nth.end] !== '天') return undefined;
  return { ...base, end: nth.end + 1, from: number + nth.value - 1, guessed: true, reason: `${read.day.reason}，从那天数起` };
}

/** 明年春节. Names late in the lunar year have two readings: 今年除夕 is in February or the coming one. */
export function resolveFestivalInYear(text: string, read: NamedDayRead, year: number, present: Present): Found {
  const bySolar = read.day.dates(year);
  const byLunar = read.day.lunarYearDate?.(year);
  if (byLunar !== undefined) {
    return foundDay(
      text,
      read,
      byLunar,
      present,
      bySolar.some((number) => number !== byLunar),
    );
  }
  const number = bySolar[0] ?? dayNumberOf(year, 1, 1);
  return foundDay(text, read, number, present, bySolar.length === 0);
}

/** 春节: the next one, today included; with a lean to the past the last one. */
export function resolveFestival(text: string, read: NamedDayRead, present: Present): Found {
  const years = [present.year - 1, present.year, present.year + 1, present.year + 2];
  const numbers = years.flatMap((year) => read.day.dates(year));
  const isPast = present.lean === 'past';
  const number = isPast ? numbers.filter((candidate) => candidate <= present.today).at(-1) : numbers.find((candidate) => candidate >= present.today);
  // 国庆期间 said on 3 October means the days running now.
  if (!isPast && read.day.isHoliday) {
    const running = numbers.filter((candidate) => candidate < present.today).at(-1);
    if (running !== undefined && lastDayOff(running, present) >= present.today) {
      const stretch = readStretch(text, read, running, present);
      if (stretch) return stretch;
      if (/^(?:之|以)?后/.test(text.slice(read.end, read.end + 2))) return foundDay(text, read, running, present, false);
    }
  }
  return { ...foundDay(text, read, number as number, present, false), fixed: undefined };
}

/** The first public holiday that ends on or after a day: what 节后 and 节前 speak of. */
export function nextHoliday(present: Present): { from: number; to: number; name: string } {
  const names = ['元旦', '春节', '清明', '劳动节', '端午', '中秋', '国庆'];
  const starts: { number: number; name: string }[] = [];
  for (const name of names) {
    const day = byFirstChar.get(name[0] as string)?.find((candidate) => candidate.word === name) as NamedDay;
    for (const year of [present.year, present.year + 1]) {
      for (const number of day.dates(year)) starts.push({ number, name });
    }
  }
  starts.sort((a, b) => a.number - b.number);
  for (const { number, name } of starts) {
    let from = number;
    let to = number;
    while (number - from < 9 && !isWorkday(fromDayNumber(from - 1), present.calendar)) from--;
    while (to - number < 12 && !isWorkday(fromDayNumber(to + 1), present.calendar)) to++;
    if (to >= present.today) return { from, to, name };
  }
  throw new RangeError('no public holiday within two years');
}
