import { isDate, instantAt, isRealDay, dateOf } from '../domain/calendar/index.js';
import { fenFromYuan } from '../domain/money.js';
import { isLunarDay, type Birthday } from '../store/birthday.js';

/** What a cell was read as: a value, or in Chinese why it is none. */
export type Read<T> = { value: T } | { problem: string };
export type Reader<T> = (cell: string) => Read<T>;

const MOST_TEXT = 2000;

const bad = (problem: string) => ({ problem });

/** Words of at most so many characters. */
export function text(most = MOST_TEXT): Reader<string> {
  return (cell) => ([...cell].length > most ? bad(`超过${most}个字`) : { value: cell });
}

/** One of a list; each value is named by Chinese words and its identifier, capitals aside. */
export function oneOf<T extends string | number>(words: Readonly<Record<string, T>>): Reader<T> {
  const known = new Map(
    Object.entries(words).flatMap(
      ([word, value]) =>
        [
          [word.toLowerCase(), value],
          [String(value).toLowerCase(), value],
        ] as [string, T][],
    ),
  );
  const titles = Object.keys(words)
    .filter((word) => /\p{Script=Han}|^[A-Z]\d$/u.test(word))
    .join('、');
  return (cell) => {
    const value = known.get(cell.normalize('NFKC').toLowerCase());
    return value === undefined ? bad(`不认识「${cell}」，可填：${titles}`) : { value };
  };
}

/** Titles turned round, for `oneOf`. */
export function byTitle<T extends string>(titles: Readonly<Record<T, string>>): Record<string, T> {
  return Object.fromEntries((Object.entries(titles) as [T, string][]).map(([value, title]) => [title, value]));
}

export const yesNo: Reader<0 | 1> = (cell) => {
  if (/^(是|有|允许|同意|y|yes|true|1)$/i.test(cell)) return { value: 1 };
  if (/^(否|无|不允许|不同意|n|no|false|0)$/i.test(cell)) return { value: 0 };
  return bad(`不认识「${cell}」，填是或否`);
};

/** Items split by ; or ；, without repeats. */
export function listOf<T>(item: Reader<T>): Reader<T[]> {
  return (cell) => {
    const values: T[] = [];
    for (const part of cell
      .split(/[;；]/)
      .map((one) => one.trim())
      .filter(Boolean)) {
      const read = item(part);
      if ('problem' in read) return read;
      if (!values.includes(read.value)) values.push(read.value);
    }
    return { value: values };
  };
}

export function whole(min: number, max: number): Reader<number> {
  return (cell) => {
    const digits = cell.normalize('NFKC').replace(/,/g, '');
    const value = /^[+-]?\d{1,12}(?:\.0+)?$/.test(digits) ? Number(digits) : NaN;
    return value >= min && value <= max ? { value } : bad(`「${cell}」不是${min}到${max}的整数`);
  };
}

/** 元 with up to two decimals, as fen; exact, no floating point on the way. */
export const amountFen: Reader<number> = (cell) => {
  const plain = cell
    .normalize('NFKC')
    .replace(/^[¥￥]|元$/gu, '')
    .trim();
  const value = fenFromYuan(plain);
  return value === undefined || !Number.isSafeInteger(value) ? bad(`「${cell}」不是金额，按元填，最多两位小数`) : { value };
};

export const positiveFen: Reader<number> = (cell) => {
  const read = amountFen(cell);
  return 'value' in read && read.value < 0 ? bad(`金额不能为负：「${cell}」`) : read;
};

const SEPARATED = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;

/** 'YYYY-MM-DD' of YYYY-MM-DD, YYYY/MM/DD or YYYYMMDD. */
export const day: Reader<string> = (cell) => {
  const half = cell.normalize('NFKC').replace(/[ T]0{1,2}:00(?::00(?:\.0+)?)?$/, '');
  const match = SEPARATED.exec(half) ?? COMPACT.exec(half);
  const [year, month, date] = match ? [Number(match[1]), Number(match[2]), Number(match[3])] : [0, 0, 0];
  if (!match || !isRealDay(year, month, date)) return bad(`「${cell}」不是日期，例：2026-11-23`);
  const value = dateOf(year, month, date);
  return isDate(value) ? { value } : bad(`「${cell}」不是日期，例：2026-11-23`);
};

/** An instant in milliseconds: a day alone is its midnight in China, a time is China's, an ISO text with an offset is itself. */
export const instant: Reader<number> = (cell) => {
  const half = cell.normalize('NFKC');
  const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/.test(half) ? Date.parse(half) : NaN;
  if (!Number.isNaN(iso)) return { value: iso };
  const match = /^(\S+?)(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/.exec(half);
  const on = match ? day(match[1] as string) : bad('');
  if (!match || 'problem' in on) return bad(`「${cell}」不是时间，例：2026-11-23 09:30`);
  const [hour, minute, second] = [Number(match[2] ?? 0), Number(match[3] ?? 0), Number(match[4] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return bad(`「${cell}」不是时间，例：2026-11-23 09:30`);
  return { value: instantAt(on.value).getTime() + ((hour * 60 + minute) * 60 + second) * 1000 };
};

const DIGITS = '〇一二三四五六七八九';
const MONTHS: Readonly<Record<string, number>> = {
  正: 1,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  十一: 11,
  冬: 11,
  十二: 12,
  腊: 12,
};

/** 初八, 十五, 廿三, 二十三, 三十, 卅 and plain digits. */
function lunarDayOf(words: string): number {
  if (/^\d{1,2}$/.test(words)) return Number(words);
  const unit = (one: string | undefined) => (one === undefined || one === '' ? 0 : DIGITS.indexOf(one));
  const initial = /^初([一二三四五六七八九十])$/.exec(words);
  if (initial) return initial[1] === '十' ? 10 : unit(initial[1]);
  const tens = /^(十|廿|二十|卅|三十)([一二三四五六七八九]?)$/.exec(words);
  if (!tens) return 0;
  return { 十: 10, 廿: 20, 二十: 20, 卅: 30, 三十: 30 }[tens[1] as '十'] + unit(tens[2]);
}

const LUNAR =
  /^(?:(?:农历|阴历|旧历)?(?:([\d〇零一二三四五六七八九]{4})年)?|(?:([\d〇零一二三四五六七八九]{4})年)(?:农历|阴历|旧历))(闰)?(正|十一|十二|[一二三四五六七八九十冬腊]|\d{1,2})月(初[一二三四五六七八九十]|[十廿卅][一二三四五六七八九]?|[二三]十[一二三四五六七八九]?|\d{1,2})[日号]?$/;

/** A solar day, or 「农历八月十五」「1958年农历八月十五」「农历1958年八月十五」「农历闰六月初十」. */
export const birthday: Reader<Birthday> = (cell) => {
  const half = cell.normalize('NFKC').replace(/\s/g, '');
  if (!/农历|阴历|旧历/.test(half)) {
    const read = day(cell);
    return 'value' in read ? { value: { calendar: 'solar', date: read.value } } : bad(`「${cell}」不是生日，例：1958-11-08 或 1958年农历八月十五`);
  }
  const match = LUNAR.exec(half);
  const words = match?.[1] ?? match?.[2];
  const year =
    words === undefined ? undefined : Number([...words].map((one) => (/\d/.test(one) ? one : one === '零' ? '0' : DIGITS.indexOf(one))).join(''));
  const month = match ? (MONTHS[match[4] as string] ?? Number(match[4])) : 0;
  const dayOfMonth = match ? lunarDayOf(match[5] as string) : 0;
  const leap = match?.[3] !== undefined;
  if (!match || !isLunarDay(month, dayOfMonth, leap, year) || (year !== undefined && (year < 1850 || year > 2200)))
    return bad(`「${cell}」不是农历日子，例：1958年农历八月十五`);
  return { value: { calendar: 'lunar', ...(year === undefined ? {} : { year }), month, day: dayOfMonth, leap } };
};

/** Digits of a phone number, 5 to 15 of them; spaces, dashes and a country code may stand in it. */
export const phone: Reader<string> = (cell) => {
  const half = cell.normalize('NFKC');
  const digits = half.replace(/[\s()\-.+]/g, '');
  return /^\d{5,15}$/.test(digits) ? { value: half } : bad(`「${cell}」不是手机号`);
};
