import { readSmallNumber, type SmallNumber } from '../numbers.js';
import { numberIn, skipSpaces, wordAt, yearRange } from './present.js';
import type { Found, Present } from './types.js';
import { readDay } from './within-month.js';

/** The first year of reigns people still name, 民国 among them. */
const ERAS: readonly (readonly [name: string, firstYear: number])[] = [
  ['民国', 1912],
  ['宣统', 1909],
  ['光绪', 1875],
  ['同治', 1862],
  ['咸丰', 1851],
  ['道光', 1821],
  ['嘉庆', 1796],
  ['乾隆', 1736],
  ['雍正', 1723],
  ['康熙', 1662],
  ['顺治', 1644],
  ['崇祯', 1628],
  ['万历', 1573],
  ['嘉靖', 1522],
  ['永乐', 1403],
  ['洪武', 1368],
  ['天宝', 742],
  ['开元', 713],
  ['神龙', 705],
  ['贞观', 627],
];

export const ERA_NAMES: readonly string[] = ERAS.map(([name]) => name);

/**
 * 康熙三年, 民国三十八年五月. Its months were lunar until 1912 and are not reckoned here: with a month or day the
 * year is given and asked about.
 */
export function readEra(text: string, start: number): Found | undefined {
  const era = ERAS.find(([name]) => text.startsWith(name, start));
  if (!era) return undefined;
  const at = skipSpaces(text, start + era[0].length);
  const number = text[at] === '元' ? { value: 1, end: at + 1 } : numberIn(text, at, 1, 120);
  if (!number || text[skipSpaces(text, number.end)] !== '年') return undefined;
  const end = skipSpaces(text, number.end) + 1;
  const range = yearRange(era[1] + number.value - 1);
  const inside = endOfMonthDay(text, end);
  if (inside === undefined) return { end, ...range, grain: 'year', reason: '按年号推算', fixed: true };
  return { end: inside, ...range, grain: 'year', vague: true, reason: '年号里的月日没有推算', fixed: true };
}

function endOfMonthDay(text: string, start: number): number | undefined {
  const at = skipSpaces(text, start);
  const monthEnd = '正冬腊元闰'.includes(text[at] ?? ' ')
    ? text[at] === '闰'
      ? (readSmallNumber(text, at + 1)?.end ?? at + 1)
      : at + 1
    : readSmallNumber(text, at)?.end;
  if (monthEnd === undefined || text[monthEnd] !== '月') return undefined;
  const dayAt = text[monthEnd + 1] === '初' ? monthEnd + 2 : monthEnd + 1;
  return readDay(text, dayAt)?.end ?? monthEnd + 1;
}

/** 上世纪, 本世纪 with what stands inside; the words before 世纪 begin at `start`. */
export function readNearCentury(text: string, start: number, present: Present): Found | undefined {
  const word = wordAt(text, start, ['上个世纪', '上世纪', '这个世纪', '本世纪', '下个世纪', '下世纪']);
  if (!word) return undefined;
  const offset = word.startsWith('上') ? -1 : word.startsWith('下') ? 1 : 0;
  return inCentury(text, start + word.length, Math.floor(present.year / 100) + 1 + offset);
}

/** 19世纪70年代, 二十一世纪初, 90年代, 1980年代: stretches of years that begin with a number. */
export function readDecade(text: string, number: SmallNumber): Found | undefined {
  if (number.approx) return undefined;
  const at = text[number.end] === '世' && text[number.end + 1] === '纪' ? number.end + 2 : undefined;
  if (at !== undefined) return number.value >= 1 && number.value <= 30 ? inCentury(text, at, number.value) : undefined;
  if (!text.startsWith('年代', number.end) || number.value % 10 !== 0) return undefined;
  const end = number.end + 2;
  if (number.value >= 1000 && number.value < 2200 && number.length === 4) return decade(text, end, number.value);
  if (number.value >= 100 || (number.form === 'arabic' && number.length !== 2)) return undefined;
  // 80年代 is the last century's; 20年代 may be either.
  const from = number.value >= 30 ? 1900 + number.value : 2000 + number.value;
  const found = decade(text, end, from);
  return number.value < 30 && number.value > 0 ? { ...found, vague: true, reason: '没有说哪个世纪' } : found;
}

/** The 20th century runs from 1900 to 1999, as ISO 8601 writes it and people speak of it. */
function inCentury(text: string, start: number, century: number): Found {
  const at = text[start] === '的' ? start + 1 : start;
  const first = (century - 1) * 100;
  const number = readSmallNumber(text, at);
  if (number && number.value % 10 === 0 && number.value < 100 && !number.approx && text.startsWith('年代', number.end)) {
    return decade(text, number.end + 2, first + number.value);
  }
  return withPart(text, start, {
    end: start,
    from: yearRange(first).from,
    to: yearRange(first + 99).to,
    grain: 'year',
    reason: '按世纪',
    fixed: true,
  });
}

function decade(text: string, end: number, from: number): Found {
  return withPart(text, end, { end, from: yearRange(from).from, to: yearRange(from + 9).to, grain: 'year', reason: '按年代', fixed: true });
}

/** 初, 中期, 末: no exact years. */
function withPart(text: string, end: number, found: Found): Found {
  const part = wordAt(text, end, ['初期', '早期', '中叶', '中期', '末期', '后期', '末叶', '初', '末']);
  return part ? { ...found, end: end + part.length, vague: true, reason: '没有确切的年份' } : found;
}
