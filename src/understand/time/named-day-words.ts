import {
  festivalDate,
  festivals,
  partsOfDayNumber,
  SOLAR_TERMS,
  solarTermDate,
  toDayNumber,
  type Festival,
  type LunarMonthDay,
} from '../../domain/calendar/index.js';
import { FEASTS } from './feasts.js';

/** The table of days with a name: festivals, holidays and solar terms, and the words each is known by. */

export interface NamedDay {
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
/** By the UTF-16 code of the first character. */
export const byFirstChar = new Map<number, NamedDay[]>();

function register(day: NamedDay): void {
  const first = day.word.charCodeAt(0);
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
    const isKnown = byFirstChar.get(word.charCodeAt(0))?.some((day) => day.word === word);
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
