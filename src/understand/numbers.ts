/**
 * Chinese and Arabic numbers inside a text. Every reader looks at a bounded number of characters, so scanning a
 * text stays linear whatever it contains.
 */

import { byCharacter } from './characters.js';

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  俩: 2,
  仨: 3,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const PLACES: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const GROUPS = byCharacter({ 万: 10_000, 亿: 100_000_000 });
const MAX_CHARS = 24;

/** 1 = digit, 2 = place (十百千), 3 = 廿 or 卅, by UTF-16 code. */
const CLASS = new Uint8Array(65_536);
const VALUE = new Uint16Array(65_536);
for (const [char, value] of Object.entries(DIGITS)) {
  CLASS[char.charCodeAt(0)] = 1;
  VALUE[char.charCodeAt(0)] = value;
}
for (const [char, value] of Object.entries(PLACES)) {
  CLASS[char.charCodeAt(0)] = 2;
  VALUE[char.charCodeAt(0)] = value;
}
CLASS['廿'.charCodeAt(0)] = 3;
VALUE['廿'.charCodeAt(0)] = 20;
CLASS['卅'.charCodeAt(0)] = 3;
VALUE['卅'.charCodeAt(0)] = 30;

export function isArabicDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** True for 零〇一二…九十百千廿卅 and the forms used on cheques; 万 and 亿 are not among them. */
export function isChineseNumeral(code: number): boolean {
  return (CLASS[code] ?? 0) > 0;
}

export interface SmallNumber {
  value: number;
  /** Offset after the last character. */
  end: number;
  form: 'arabic' | 'chinese';
  /** Characters read; years and days of month differ by it. */
  length: number;
  /** Chinese digits spoken one by one: 二零二六, 九八. A single digit is not a sequence. */
  sequence: boolean;
  /** Two neighbours said together: 两三, 十五六, 三五. `value` is the lower. */
  approx?: { low: number; high: number };
}

/** The whole number below ten thousand (Arabic: up to 8 digits) that starts at an offset; no sign, no decimals. */
export function readSmallNumber(text: string, start: number): SmallNumber | undefined {
  const code = text.charCodeAt(start);
  const isArabic = isArabicDigit(code);
  if (!isArabic && !CLASS[code]) return undefined;
  // Each rule of the time grammar asks for the number at the same place; the last answer is kept.
  if (start === lastStart && text === lastText) return lastNumber;
  lastNumber = isArabic ? readArabic(text, start) : readChinese(text, start);
  lastText = text;
  lastStart = start;
  return lastNumber;
}

let lastText = '';
let lastStart = -1;
let lastNumber: Readonly<SmallNumber> | undefined;

function readArabic(text: string, start: number): SmallNumber | undefined {
  let end = start;
  let value = 0;
  while (end - start < 9 && isArabicDigit(text.charCodeAt(end))) {
    value = value * 10 + text.charCodeAt(end) - 48;
    end++;
  }
  if (end - start > 8) return undefined;
  return numberOf(value, start, end, 'arabic', false, undefined);
}

function readChinese(text: string, start: number): SmallNumber | undefined {
  let end = start;
  let hasPlace = false;
  while (end - start < MAX_CHARS) {
    const kind = CLASS[text.charCodeAt(end)];
    if (!kind) break;
    if (kind >= 2) hasPlace = true;
    end++;
  }
  if (end - start >= MAX_CHARS) return undefined;
  if (!hasPlace) return readSequence(text, start, end);
  let total = 0;
  let pending = -1;
  let lastPlace = 10_000;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    const kind = CLASS[code];
    const value = VALUE[code] as number;
    if (kind === 3) {
      if (total || pending > 0) return undefined;
      total = value;
      lastPlace = 10;
      pending = -1;
    } else if (kind === 2) {
      if (value >= lastPlace) return undefined;
      total += (pending < 0 ? 1 : pending) * value;
      lastPlace = value;
      pending = -1;
    } else if (pending > 0) {
      // 十五六: a second digit with nothing after it names a neighbour.
      if (i === end - 1 && value === pending + 1) {
        return numberOf(total + pending, start, end, 'chinese', false, { low: total + pending, high: total + value });
      }
      return undefined;
    } else {
      pending = value;
    }
  }
  return numberOf(total + Math.max(pending, 0), start, end, 'chinese', false, undefined);
}

function readSequence(text: string, start: number, end: number): SmallNumber | undefined {
  const length = end - start;
  if (length > 8) return undefined;
  let value = 0;
  for (let i = start; i < end; i++) value = value * 10 + (VALUE[text.charCodeAt(i)] as number);
  let approx: SmallNumber['approx'];
  if (length === 2) {
    const low = VALUE[text.charCodeAt(start)] as number;
    const high = VALUE[text.charCodeAt(start + 1)] as number;
    if (low > 0 && (high === low + 1 || (low === 3 && high === 5))) approx = { low, high };
  }
  return numberOf(value, start, end, 'chinese', length > 1, approx);
}

/** Every number with the same keys in the same order: they are read at each place a time might begin. */
function numberOf(
  value: number,
  start: number,
  end: number,
  form: SmallNumber['form'],
  sequence: boolean,
  approx: SmallNumber['approx'],
): SmallNumber {
  return { value, end, form, length: end - start, sequence, approx };
}

export interface ReadNumber {
  value: number;
  end: number;
  /** True for 三十来, 十几, 二十多: the value is the round part. */
  approx: boolean;
}

/**
 * A general number: 12,345.67, 一百二十万, 三千五, 1.2亿, 十万零五百, 二点五. Returns undefined when no number
 * starts at the offset. Units (元, %) are the caller's.
 */
export function readNumber(text: string, start: number): ReadNumber | undefined {
  const first = readGroup(text, start);
  if (!first) return undefined;
  let { end, approx } = first;
  let total = 0;
  let current = first.value;
  let lastGroup = Infinity;
  // 万 and 亿 multiply what stands before them; 一亿二千万 has two groups, more than four is no number.
  for (let groups = 0; groups < 4; groups++) {
    let at = end;
    if ('多来余几'.includes(text[at] ?? ' ') && text[at + 1] !== undefined && GROUPS.has(text.charCodeAt(at + 1))) {
      approx = true;
      at++;
    }
    // 2个亿
    if (text[at] === '个' && text[at + 1] === '亿') at++;
    let multiplier = GROUPS.get(text.charCodeAt(at) | 0);
    if (!multiplier) break;
    at++;
    if (multiplier === 10_000 && text[at] === '亿') {
      multiplier *= 100_000_000;
      at++;
    }
    if (multiplier >= lastGroup) return undefined;
    lastGroup = multiplier;
    total += current * multiplier;
    current = 0;
    end = at;
    const next = readGroup(text, end);
    if (!next) break;
    // 三万五 is 35,000: a lone digit stands one place below the group.
    const isLoneDigit = next.end - end === 1 && next.value > 0 && next.value < 10;
    const followedByGroup = GROUPS.has(text.charCodeAt(next.end) | 0);
    if (isLoneDigit && !followedByGroup && CLASS[text.charCodeAt(end)] === 1) {
      total += (next.value * multiplier) / 10;
      end = next.end;
      break;
    }
    current = next.value;
    approx ||= next.approx;
    end = next.end;
  }
  return { value: total + current, end, approx };
}

/** A number below one 万, or an Arabic one with separators and decimals. */
function readGroup(text: string, start: number): ReadNumber | undefined {
  const code = text.charCodeAt(start);
  if (isArabicDigit(code)) return readDecimal(text, start);
  if (!CLASS[code]) return undefined;
  // 一亿零五百: the zero only marks the gap.
  let end = start;
  while (end - start < MAX_CHARS && CLASS[text.charCodeAt(end)]) end++;
  if (end - start >= MAX_CHARS) return undefined;
  const read = readSmallNumber(text, start);
  const run = text.slice(start, end);
  let value = read?.value;
  if (read === undefined) value = undefined;
  else if (!read.sequence) value = completeTail(run, read.value);
  if (value === undefined) return undefined;
  let approx = read?.approx !== undefined;
  if (text[end] === '点' && CLASS[text.charCodeAt(end + 1)] === 1) {
    let scale = 0.1;
    let at = end + 1;
    while (at - end < 10 && CLASS[text.charCodeAt(at)] === 1) {
      value += (VALUE[text.charCodeAt(at)] as number) * scale;
      scale /= 10;
      at++;
    }
    value = Number(value.toFixed(10));
    end = at;
  } else if ('几来多余'.includes(text[end] ?? ' ') && (run.endsWith('十') || run.endsWith('百') || run.endsWith('千'))) {
    approx = true;
    end++;
  }
  return { value, end, approx };
}

/** 三千五 is 3,500 and 一百二 is 120, but 三千零五 is 3,005 and 二十五 is 25. */
function completeTail(run: string, value: number): number {
  if (run.length < 3) return value;
  const last = DIGITS[run[run.length - 1] as string];
  const place = PLACES[run[run.length - 2] as string];
  return last && place && place > 10 ? value - last + (last * place) / 10 : value;
}

function readDecimal(text: string, start: number): ReadNumber | undefined {
  let end = start;
  let digits = '';
  while (end - start < 26) {
    const code = text.charCodeAt(end);
    if (isArabicDigit(code)) {
      digits += text[end];
      end++;
    } else if ((text[end] === ',' || text[end] === '，') && end - start <= 20 && digits.length > 0 && isThousandsGroup(text, end + 1)) {
      end++;
    } else break;
  }
  if (text[end] === '.' && isArabicDigit(text.charCodeAt(end + 1))) {
    const point = end;
    digits += '.';
    end++;
    while (end - point < 12 && isArabicDigit(text.charCodeAt(end))) {
      digits += text[end];
      end++;
    }
  }
  if (isArabicDigit(text.charCodeAt(end))) return undefined;
  return { value: Number(digits), end, approx: false };
}

function isThousandsGroup(text: string, at: number): boolean {
  return (
    isArabicDigit(text.charCodeAt(at)) &&
    isArabicDigit(text.charCodeAt(at + 1)) &&
    isArabicDigit(text.charCodeAt(at + 2)) &&
    !isArabicDigit(text.charCodeAt(at + 3))
  );
}

/** The value of a text that is nothing but a number; undefined otherwise. */
export function parseNumber(text: string): number | undefined {
  const trimmed = text.trim();
  const read = readNumber(trimmed, 0);
  return read && read.end === trimmed.length ? read.value : undefined;
}
