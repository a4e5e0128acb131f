import { byCharacter, characterBefore } from './characters.js';
import { readNumber, readSmallNumber } from './numbers.js';

/** A length of time as it was said; months and working days have no fixed number of minutes. */
export interface Quantity {
  /** Offset after the last character. */
  end: number;
  minutes: number;
  days: number;
  months: number;
  workdays: number;
  /** The finest unit said. */
  grain: 'second' | 'minute' | 'hour' | 'day' | 'workday' | 'week' | 'month' | 'year';
  /** 几天, 两三天, 三天多: no exact length. */
  approx: boolean;
  /** Written without 个 where 个 would settle it: 三月 is March rather than three months. */
  bareMonth: boolean;
}

type UnitKey = 'minutes' | 'days' | 'months' | 'workdays';
const UNIT_KEYS: readonly UnitKey[] = ['minutes', 'days', 'months', 'workdays'];

interface Unit {
  word: string;
  key: UnitKey;
  size: number;
  grain: Quantity['grain'];
  /** Allowed, required or impossible between the number and the unit. */
  measure: 'may' | 'must' | 'never';
}

/** Longest first where one begins another. */
const UNITS: readonly Unit[] = [
  { word: '工作日', key: 'workdays', size: 1, grain: 'workday', measure: 'may' },
  { word: '交易日', key: 'workdays', size: 1, grain: 'workday', measure: 'may' },
  { word: '小时', key: 'minutes', size: 60, grain: 'hour', measure: 'may' },
  { word: '钟头', key: 'minutes', size: 60, grain: 'hour', measure: 'may' },
  { word: '钟', key: 'minutes', size: 60, grain: 'hour', measure: 'must' },
  { word: '分钟', key: 'minutes', size: 1, grain: 'minute', measure: 'never' },
  { word: '刻钟', key: 'minutes', size: 15, grain: 'minute', measure: 'may' },
  { word: '秒钟', key: 'minutes', size: 1 / 60, grain: 'second', measure: 'never' },
  { word: '秒', key: 'minutes', size: 1 / 60, grain: 'second', measure: 'never' },
  { word: '星期', key: 'days', size: 7, grain: 'week', measure: 'may' },
  { word: '礼拜', key: 'days', size: 7, grain: 'week', measure: 'may' },
  { word: '季度', key: 'months', size: 3, grain: 'month', measure: 'may' },
  { word: '世纪', key: 'months', size: 1200, grain: 'year', measure: 'may' },
  { word: '周年', key: 'months', size: 12, grain: 'year', measure: 'never' },
  { word: '年头', key: 'months', size: 12, grain: 'year', measure: 'must' },
  { word: '年', key: 'months', size: 12, grain: 'year', measure: 'never' },
  { word: '月', key: 'months', size: 1, grain: 'month', measure: 'may' },
  { word: '周', key: 'days', size: 7, grain: 'week', measure: 'may' },
  { word: '天', key: 'days', size: 1, grain: 'day', measure: 'never' },
  { word: '日', key: 'days', size: 1, grain: 'day', measure: 'never' },
  { word: '夜', key: 'days', size: 1, grain: 'day', measure: 'never' },
  { word: '旬', key: 'days', size: 10, grain: 'day', measure: 'may' },
];

const HALF_UNITS: readonly { word: string; key: UnitKey; size: number; grain: Quantity['grain']; approx?: true }[] = [
  { word: '半个小时', key: 'minutes', size: 30, grain: 'hour' },
  { word: '半小时', key: 'minutes', size: 30, grain: 'hour' },
  { word: '半个钟头', key: 'minutes', size: 30, grain: 'hour' },
  { word: '半个钟', key: 'minutes', size: 30, grain: 'hour' },
  { word: '半钟头', key: 'minutes', size: 30, grain: 'hour' },
  { word: '半分钟', key: 'minutes', size: 0.5, grain: 'second' },
  { word: '半个月', key: 'days', size: 15, grain: 'day' },
  { word: '半月', key: 'days', size: 15, grain: 'day' },
  { word: '半年', key: 'months', size: 6, grain: 'month' },
  { word: '半个季度', key: 'days', size: 45, grain: 'day', approx: true },
  { word: '半天', key: 'minutes', size: 240, grain: 'hour', approx: true },
  { word: '半日', key: 'minutes', size: 240, grain: 'hour', approx: true },
  { word: '半个星期', key: 'days', size: 3, grain: 'day', approx: true },
  { word: '半周', key: 'days', size: 3, grain: 'day', approx: true },
];

function skipSpace(text: string, at: number): number {
  return text[at] === ' ' ? at + 1 : at;
}

function findUnit(text: string, at: number, hasMeasure: boolean): Unit | undefined {
  return UNITS.find((unit) => unit.measure !== (hasMeasure ? 'never' : 'must') && text.startsWith(unit.word, at));
}

/** 五个半分钟: with 半 between, units that never take 个 alone do. */
function findHalvedUnit(text: string, at: number): Unit | undefined {
  return UNITS.find((unit) => text.startsWith(unit.word, at));
}

/**
 * One or more numbers with units, added up: 三天, 两小时二十分, 一个半月, 一年半, 3.5小时, 半年. The text must be
 * folded (`foldCharacters`). Undefined when none starts at the offset.
 */
export function readQuantity(text: string, start: number): Quantity | undefined {
  const quantity = readSum(text, start);
  return quantity && (readLaterSum(text, quantity) ?? quantity);
}

const TO = ['一直到', '--', '-', '~', '到', '至'];

/** 3天到5天, 半小时-一小时: the longer one, as no exact length. 5日到8日 and 10年到12年 are days and years more often. */
function readLaterSum(text: string, first: Quantity): Quantity | undefined {
  const connector = TO.find((word) => text.startsWith(word, first.end));
  if (!connector || first.bareMonth || '日年'.includes(text[first.end - 1] as string)) return undefined;
  const later = readSum(text, skipSpace(text, first.end + connector.length));
  if (!later || later.bareMonth || '日年'.includes(text[later.end - 1] as string)) return undefined;
  const isLonger = UNIT_KEYS.every((key) => later[key] >= first[key]) && UNIT_KEYS.some((key) => later[key] > first[key]);
  return isLonger ? { ...later, approx: true } : undefined;
}

function readSum(text: string, start: number): Quantity | undefined {
  const quantity: Quantity = {
    end: start,
    minutes: 0,
    days: 0,
    months: 0,
    workdays: 0,
    grain: 'day',
    approx: false,
    bareMonth: false,
  };
  const half = text[start] === '半' ? readHalf(text, start) : readOneAndHalf(text, start);
  if (half) return half;
  let at = start;
  let lastSize = Infinity;
  let lastKey: UnitKey | undefined;
  let isAdded = false;
  for (let parts = 0; parts < 6; parts++) {
    const part = readPart(text, at, lastKey);
    if (!part || (parts > 0 && (isAdded ? part.weight === lastSize : part.weight >= lastSize))) break;
    // 两小时二十 without its unit is left to others.
    quantity[part.key] += part.amount;
    quantity.grain = part.grain;
    quantity.approx ||= part.approx;
    quantity.bareMonth ||= part.bareMonth;
    quantity.end = part.end;
    lastSize = part.weight;
    lastKey = part.key;
    at = skipSpace(text, part.end);
    // 两天又一个月: what 又 adds may be the larger part.
    isAdded = text[at] === '又';
    if ('零又余'.includes(text[at] ?? ' ')) at++;
  }
  return quantity.end > start ? quantity : undefined;
}

/** 个半小时, 个半月, 分半钟: one and a half, where no number stands before. */
function readOneAndHalf(text: string, start: number): Quantity | undefined {
  if (text[start + 1] !== '半' || /[0-9一二两三四五六七八九十几半每]/.test(characterBefore(text, start))) return undefined;
  const base = { minutes: 0, days: 0, months: 0, workdays: 0, approx: false, bareMonth: false };
  if (text[start] === '分' && text[start + 2] === '钟') return { ...base, end: start + 3, minutes: 1.5, grain: 'minute' };
  // 来个半小时, 约个半天: 个 belongs to the verb.
  if (text[start] !== '个' || /[\u4e00-\u9fff]/.test(text[start - 1] ?? '')) return undefined;
  const unit = findHalvedUnit(text, start + 2);
  if (!unit || unit.measure === 'never') return undefined;
  return { ...base, end: start + 2 + unit.word.length, [unit.key]: 1.5 * unit.size, grain: unit.grain };
}

function readHalf(text: string, start: number): Quantity | undefined {
  const found = HALF_UNITS.find((unit) => text.startsWith(unit.word, start));
  if (!found) return undefined;
  const quantity: Quantity = {
    end: start + found.word.length,
    minutes: 0,
    days: 0,
    months: 0,
    workdays: 0,
    grain: found.grain,
    approx: found.approx === true,
    bareMonth: false,
  };
  quantity[found.key] = found.size;
  return quantity;
}

interface Part {
  end: number;
  key: UnitKey;
  amount: number;
  grain: Quantity['grain'];
  approx: boolean;
  bareMonth: boolean;
  /** For the order of parts: 两小时二十分 but never 二十分两小时. */
  weight: number;
}

const WEIGHT: Readonly<Record<UnitKey, number>> = { minutes: 1, days: 1440, workdays: 1440, months: 43_200 };

/** 几十天, 几百天: the lowest such number. */
const ROUND = byCharacter({ 十: 30, 百: 300, 千: 3000 });

/** `before` is the kind of the part read before this one; absent for the first. */
function readPart(text: string, start: number, before: UnitKey | undefined): Part | undefined {
  let at: number;
  let count: number;
  let approx = false;
  let isArabic = false;
  if (text[start] === '几' || text[start] === '数') {
    approx = true;
    const round = ROUND.get(text.charCodeAt(start + 1) | 0);
    count = round ?? 3;
    at = start + (round === undefined ? 1 : 2);
  } else {
    const small = readSmallNumber(text, start);
    if (!small) return undefined;
    // 几十年后: the number began before.
    if (start > 0 && '几数'.includes(text[start - 1] as string) && '十百千'.includes(text[start] as string)) return undefined;
    at = small.end;
    count = small.value;
    isArabic = small.form === 'arabic';
    if (small.approx) {
      approx = true;
      count = small.approx.high;
    } else if (small.sequence) return undefined;
    if (isArabic && text[at] === '.') {
      const decimal = readNumber(text, start);
      if (!decimal) return undefined;
      count = decimal.value;
      at = decimal.end;
    }
    // 三点五小时; 十点一刻钟 and 三点五分 are times of day.
    if (!isArabic && text[at] === '点' && !small.sequence) {
      const decimal = readNumber(text, start);
      const unit = decimal && decimal.end > at + 1 ? findUnit(text, skipMeasure(text, decimal.end), text[decimal.end] === '个') : undefined;
      if (decimal && unit && unit.word !== '刻钟') {
        count = decimal.value;
        at = decimal.end;
      }
    }
    // 2-3天, 三到五天, 3~5个工作日: the later end, as no exact length.
    const range = readRangeEnd(text, at);
    if (range && findUnit(text, skipMeasure(text, range.end), text[range.end] === '个')) {
      count = range.value;
      approx = true;
      at = range.end;
    }
    if (text[at] === '来' || text[at] === '多' || text[at] === '余' || text[at] === '几') {
      approx = true;
      at++;
    }
  }
  at = skipSpace(text, at);
  const hasMeasure = text[at] === '个';
  if (hasMeasure) at++;
  let halfBefore = false;
  if (hasMeasure && text[at] === '半') {
    halfBefore = true;
    at++;
  } else if (hasMeasure && text[at] === '多') {
    approx = true;
    at++;
  }
  const unit = halfBefore ? findHalvedUnit(text, at) : findUnit(text, at, hasMeasure);
  // 07年 is a year.
  if (unit?.word === '年' && isArabic && text[start] === '0' && at - start > 1) return undefined;
  if (!unit) return readClockPart(text, at, count, approx, start, before);
  at += unit.word.length;
  if (unit.key === 'minutes' && unit.size === 60 && unit.word === '钟' && text[at] === '头') at++;
  let halfAfter = false;
  // 三天半, 一年半; 一个月半 is said too. 半 before a unit of its own (一年半年) is not ours.
  if (!halfBefore && text[at] === '半' && !HALF_UNITS.some((half) => text.startsWith(half.word, at))) {
    halfAfter = true;
    at++;
  } else if (text[at] === '多' || text[at] === '来') {
    if (text[at] === '多') {
      approx = true;
      at++;
    }
  }
  // 三天三夜, 六天五晚 are three and six days.
  if (unit.word === '天' && !halfAfter) {
    const nights = readSmallNumber(text, at);
    if (nights && !nights.sequence && (nights.value === count || nights.value === count - 1) && '夜晚'.includes(text[nights.end] ?? ' '))
      at = nights.end + 1;
  }
  const isHalf = halfBefore || halfAfter;
  const part: Part = {
    end: at,
    key: unit.key,
    amount: (count + (isHalf ? 0.5 : 0)) * unit.size,
    grain: unit.grain,
    approx,
    bareMonth: unit.word === '月' && !hasMeasure && !'俩仨'.includes(text[start] as string),
    weight: WEIGHT[unit.key] * unit.size,
  };
  return part;
}

/** 二十分 after an hour; alone 十分 is an adverb, so it needs a number before it that was an hour. */
function readClockPart(text: string, at: number, count: number, approx: boolean, start: number, before: UnitKey | undefined): Part | undefined {
  const part = { key: 'minutes' as const, approx, bareMonth: false };
  // 8天20时: hours of a length that began with days.
  if (text[at] === '时' && before === 'days' && !'候间代期段刻'.includes(text[at + 1] ?? ' ')) {
    return { ...part, end: at + 1, amount: count * 60, grain: 'hour', weight: 60 };
  }
  if (text[at] !== '分') return undefined;
  const isAfterHour =
    start > 0 && ('时头钟'.includes(text[start - 1] as string) || (before === 'minutes' && '零又余 '.includes(text[start - 1] as string)));
  if (isAfterHour) return { ...part, end: at + 1, amount: count, grain: 'minute', weight: 1 };
  // 五分三十秒, 一分半钟
  const seconds = readSmallNumber(text, at + 1);
  if (seconds && !seconds.sequence && seconds.value < 60 && text[seconds.end] === '秒')
    return { ...part, end: at + 1, amount: count, grain: 'minute', weight: 1 };
  if (text.startsWith('半钟', at + 1)) return { ...part, end: at + 3, amount: count + 0.5, grain: 'minute', weight: 1 };
  // 45分后: behind a mark of an exam a word would stand in front.
  if (/^[以之]?后/.test(text.slice(at + 1, at + 3)) && !/[\u4e00-\u9fff]/.test(text[start - 1] ?? ''))
    return { ...part, end: at + 1, amount: count, grain: 'minute', weight: 1 };
  // 五分半 is a length where no word goes on; a mark of an exam or a share would have one.
  const isWhole = text[at + 1] === '半' && /^\s*(?:$|以?内|之内|[以之]?[前后]$)/.test(text.slice(at + 2)) && text.slice(0, start).trim() === '';
  return isWhole ? { ...part, end: at + 2, amount: count + 0.5, grain: 'minute', weight: 1 } : undefined;
}

function skipMeasure(text: string, at: number): number {
  return text[at] === '个' ? at + 1 : at;
}

function readRangeEnd(text: string, at: number): { value: number; end: number } | undefined {
  const connector = text[at];
  if (connector !== '-' && connector !== '~' && connector !== '到' && connector !== '至') return undefined;
  const high = readSmallNumber(text, at + 1);
  return high && !high.sequence ? { value: high.value, end: high.end } : undefined;
}

const DAY_MINUTES = 24 * 60;

/** Minutes of a quantity: years count 365 days, months beyond them 30, working days one. Only for display and comparing. */
export function minutesOfQuantity({ minutes, days, months, workdays }: Quantity): number {
  const isHalfYears = months % 6 === 0;
  const years = isHalfYears ? months / 12 : Math.floor(months / 12);
  return Math.round(minutes + (days + workdays + years * 365 + (months - years * 12) * 30) * DAY_MINUTES);
}
