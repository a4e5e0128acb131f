import { isArabicDigit, isChineseNumeral, readNumber } from './numbers.js';
import { foldCharacters } from './time/normalise.js';

export interface AmountValue {
  /** Integer fen; of a range the lower end. */
  fen: number;
  /** The upper end of 10–20万. */
  maxFen?: number;
}

export interface AmountSpan {
  kind: 'amount';
  text: string;
  /** UTF-16 offsets into the text that was given; `end` is exclusive. */
  start: number;
  end: number;
  value: AmountValue;
  /** 三十来万, 左右, foreign money: not exact. */
  guessed?: boolean;
  /** Absent for renminbi; `value` counts hundredths of this currency. */
  currency?: string;
  reason: string;
}

const FOREIGN: readonly (readonly [word: string, code: string])[] = [
  ['美元', 'USD'],
  ['美金', 'USD'],
  ['欧元', 'EUR'],
  ['港币', 'HKD'],
  ['港元', 'HKD'],
  ['日元', 'JPY'],
  ['英镑', 'GBP'],
  ['澳元', 'AUD'],
];
/** After 万 or 亿: what is counted is not money. */
const NOT_MONEY =
  /^(?:人|户|股|份|名|次|条|步|公里|千米|米|吨|家|只|件|个(?!亿)|台|套|平|亩|字|张|辆|册|粉丝|里|年|小时|分之|一|能|事|火急|不|别|要|勿|万|众|像素|英里|度|号|天|月|伏|瓦|点)/;
const BEFORE_NUMBER = /[0-9A-Za-z.]/;
const RANGE_MARKS = '-~到至';

interface Money {
  end: number;
  value: number;
  approx: boolean;
  /** 万, 亿, 元, w: something says it is money. */
  hasUnit: boolean;
  /** What a number without a unit before it is counted in: 10-20万. */
  scale: number;
  currency?: string;
}

function readMoney(text: string, start: number): Money | undefined {
  const number = readNumber(text, start);
  if (!number) return undefined;
  let { end, value, approx } = number;
  const said = text.slice(start, end);
  let scale = /亿/.test(said) ? 100_000_000 : /万/.test(said) ? 10_000 : 1;
  let hasUnit = scale > 1;
  const mark = text[end] ?? '';
  if (!hasUnit && (mark === 'w' || mark === 'W') && isArabicDigit(text.charCodeAt(end - 1)) && !/[A-Za-z0-9]/.test(text[end + 1] ?? '')) {
    scale = 10_000;
  } else if (!hasUnit && (mark === 'k' || mark === 'K') && isArabicDigit(text.charCodeAt(end - 1)) && !/[A-Za-z0-9]/.test(text[end + 1] ?? '')) {
    scale = 1000;
    approx = true;
  }
  if (!hasUnit && scale > 1) {
    value *= scale;
    end++;
    hasUnit = true;
  }
  if ('多来余'.includes(text[end] ?? ' ') && (hasUnit || text[end + 1] === '元' || text[end + 1] === '块')) {
    approx = true;
    end++;
  }
  const foreign = FOREIGN.find(([word]) => text.startsWith(word, end));
  if (foreign) return { end: end + foreign[0].length, value, approx, hasUnit: true, scale, currency: foreign[1] };
  const yuan = ['块钱', '元钱', '人民币', '元', '块', '圆'].find((word) => text.startsWith(word, end));
  if (yuan) {
    const isPlain = yuan === '块' || yuan === '元' ? !/^[个头]/.test(text.slice(end + 1, end + 2)) : true;
    if (!isPlain) return undefined;
    end += yuan.length;
    const small = readSmallMoney(text, end);
    if (small) return { end: small.end, value: value + small.value, approx, hasUnit: true, scale };
    return { end, value, approx, hasUnit: true, scale };
  }
  if (hasUnit && NOT_MONEY.test(text.slice(end, end + 3))) return undefined;
  return { end, value, approx, hasUnit, scale };
}

/** 三块五, 5元3角2分. */
function readSmallMoney(text: string, start: number): { end: number; value: number } | undefined {
  let at = start;
  let value = 0;
  for (const [unit, size] of [
    ['角毛', 0.1],
    ['分', 0.01],
  ] as const) {
    const number = readNumber(text, at);
    if (number && number.value < 10 && unit.includes(text[number.end] ?? ' ')) {
      value += number.value * size;
      at = number.end + 1;
    }
  }
  return at > start ? { end: at, value } : undefined;
}

function fenOf(value: number): number {
  return Math.round(value * 100);
}

/** Every amount of money in a text, in order: 50万, 一百二十万, 1.2亿, 3000元, 五千块, 20w, 10–20万, ¥1,200. */
export function findAmountSpans(text: string): AmountSpan[] {
  const folded = foldCharacters(text);
  const spans: AmountSpan[] = [];
  let at = 0;
  while (at < folded.length) {
    const code = folded.charCodeAt(at);
    const isSign = folded[at] === '¥' || folded[at] === '￥' || code === 0xa5;
    if (!isArabicDigit(code) && !isChineseNumeral(code) && !isSign && folded[at] !== '半') {
      at++;
      continue;
    }
    const span = readAmount(text, folded, at, isSign);
    if (span) {
      spans.push(span);
      at = span.end;
    } else at = afterMiss(folded, at);
  }
  return spans;
}

function afterMiss(text: string, at: number): number {
  let next = at + 1;
  if (isArabicDigit(text.charCodeAt(at))) {
    while (isArabicDigit(text.charCodeAt(next)) || ('.,'.includes(text[next] ?? ' ') && isArabicDigit(text.charCodeAt(next + 1)))) next++;
  } else if (isChineseNumeral(text.charCodeAt(at))) while (isChineseNumeral(text.charCodeAt(next))) next++;
  return next;
}

function readAmount(text: string, folded: string, start: number, isSign: boolean): AmountSpan | undefined {
  const before = folded[start - 1] ?? '';
  if (!isSign && (BEFORE_NUMBER.test(before) || before === '第')) return undefined;
  if (folded[start] === '半') {
    if (!folded.startsWith('半个亿', start)) return undefined;
    return finish(text, folded, start, { end: start + 3, value: 50_000_000, approx: false, hasUnit: true, scale: 1 }, undefined);
  }
  const numberAt = isSign ? start + 1 : start;
  // 千万别, 百万: a place without a digit counts only before 元.
  if (/^[千百]万/.test(folded.slice(numberAt, numberAt + 2)) && !/^[千百]万(?:元|块|人民币)/.test(folded.slice(numberAt, numberAt + 5))) {
    if (folded[numberAt] === '千') return undefined;
  }
  const first = readMoney(folded, folded[numberAt] === ' ' ? numberAt + 1 : numberAt);
  if (!first) return undefined;
  if (isSign) first.hasUnit = true;
  const mark = folded[first.end] ?? '';
  const second = mark !== '' && RANGE_MARKS.includes(mark) ? readMoney(folded, first.end + 1) : undefined;
  if (second?.hasUnit && !isTime(folded, first.end)) {
    const low = first.hasUnit && first.scale > 1 ? first.value : first.value * (first.value * second.scale <= second.value ? second.scale : 1);
    if (low < second.value) return finish(text, folded, start, { ...first, value: low, hasUnit: true, currency: second.currency }, second);
  }
  return first.hasUnit ? finish(text, folded, start, first, undefined) : undefined;
}

function isTime(text: string, at: number): boolean {
  return '年月日号点时'.includes(text[at] ?? ' ') && at < text.length;
}

function finish(text: string, folded: string, start: number, first: Money, second: Money | undefined): AmountSpan | undefined {
  let end = second?.end ?? first.end;
  const around = ['左右', '上下', '以上', '出头', '不到'].find((word) => folded.startsWith(word, end));
  if (around) end += around.length;
  const fen = fenOf(first.value);
  const maxFen = second && fenOf(second.value);
  if (!Number.isSafeInteger(fen) || (maxFen !== undefined && !Number.isSafeInteger(maxFen))) return undefined;
  const currency = second?.currency ?? first.currency;
  const span: AmountSpan = {
    kind: 'amount',
    text: text.slice(start, end),
    start,
    end,
    value: maxFen === undefined ? { fen } : { fen, maxFen },
    reason: second ? '一个范围，取下限' : '按字面',
  };
  if (first.approx || second?.approx || around || currency) span.guessed = true;
  if (currency) span.currency = currency;
  return span;
}
