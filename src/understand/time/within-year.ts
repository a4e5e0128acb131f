import { dayNumberOf } from '../../domain/calendar/index.js';
import type { SmallNumber } from '../numbers.js';
import { byCharacter } from '../characters.js';
import { fixedDay, fixedStretch } from './found.js';
import { monthRange, numberIn, quarterRange, skipSpaces, wordAt, yearRange } from './present.js';
import { readLunarMonthDay, resolveLunarInYear } from './lunar-day.js';
import { readFestivalName } from './named-day.js';
import { resolveFestivalInYear } from './feast-date.js';
import type { Found, Present } from './types.js';
import { readInRange } from './within.js';
import { readInMonth, readDay } from './within-month.js';

/** What stands behind a year: months, quarters, seasons, festivals. */

/** 去年泼水节: a festival the calendar does not know; the end of its name. Undefined when none stands there. */
export function readUnknownFestival(text: string, at: number): number | undefined {
  const match = /^的?[\u4e00-\u9fff]{1,6}?(?:[节](?![目奏约省日余拍气点能课流假制哀令])|斋[月期节]|新年)/.exec(text.slice(at, at + 9));
  return match && !/[,。的了在和给有是我他她你去来到]/.test(match[0].slice(1)) ? at + match[0].length : undefined;
}

const SEASONS = byCharacter({ 春: 3, 夏: 6, 秋: 9, 冬: 12 });

/** What may follow a year: a month, a festival, 底, 上半年, 三季度 …; undefined when nothing does. */
export function readInYear(text: string, start: number, year: number, present: Present): Found | undefined {
  let at = skipSpaces(text, start);
  if (text[at] === '的' || text[at] === ',') at = skipSpaces(text, at + 1);
  const whole = yearRange(year);
  const lunar = readLunarMonthDay(text, at);
  if (lunar) return resolveLunarInYear(lunar, year);
  const festival = readFestivalName(text, at, true);
  if (festival) return resolveFestivalInYear(text, festival, year, present);
  const month = numberIn(text, at, 1, 12);
  const stretch = month && readMonthsOfYear(text, month, year);
  if (stretch) return stretch;
  if (month) {
    const monthEnd = skipSpaces(text, month.end);
    if (text[monthEnd] === '月') {
      const after = text[monthEnd + 1] === '份' ? monthEnd + 2 : monthEnd + 1;
      const inMonth = readInMonth(text, after, year, month.value, present);
      if (inMonth) return inMonth;
      const range = monthRange(year, month.value);
      return fixedStretch(after, range.from, range.to, 'month', '说了年月');
    }
  }
  const quarter = readQuarter(text, at);
  if (quarter) return inQuarter(text, quarter.end, year, quarter.quarter, present);
  const half = wordAt(text, at, ['上半年', '下半年']);
  if (half) {
    const end = at + 3;
    const range = half === '上半年' ? { from: whole.from, to: dayNumberOf(year, 6, 30) } : { from: dayNumberOf(year, 7, 1), to: whole.to };
    const part = readInRange(text, end, range.from, range.to, present);
    if (part) return part;
    return fixedStretch(end, range.from, range.to, 'halfYear', half);
  }
  const char = text[at] ?? '';
  if (char === '底' || char === '末' || char === '尾') return fixedDay(at + 1, whole.to, '年底按12月31日');
  if (char === '初') return fixedDay(at + 1, whole.from, '年初按1月1日');
  if (char === '中' && !'国秋央'.includes(text[at + 1] ?? ' ')) {
    const found = fixedDay(at + 1, dayNumberOf(year, 6, 30), '年中约在6月底');
    found.vague = true;
    return found;
  }
  const season = SEASONS.get(text.charCodeAt(at) | 0);
  if (season && /^(?:[天季]|$|[,。;!?\s])/.test(text.slice(at + 1, at + 2))) {
    const end = monthRange(season === 12 ? year + 1 : year, season === 12 ? 2 : season + 2).to;
    const after = at + ('天季'.includes(text[at + 1] ?? ' ') ? 2 : 1);
    const found = fixedStretch(after, dayNumberOf(year, season, 1), end, 'quarter', '季节没有确切的日子');
    found.vague = true;
    return found;
  }
  if (text.startsWith('伊始', at)) return fixedDay(at + 2, whole.from, '年初按1月1日');
  const holiday = wordAt(text, at, ['暑假', '寒假']);
  if (holiday) {
    const first = holiday === '暑假' ? 7 : 1;
    const last = first + 1;
    const found = fixedStretch(at + 2, dayNumberOf(year, first, 1), monthRange(year, last).to, 'quarter', '假期没有确切的日子');
    found.vague = true;
    return found;
  }
  return readInRange(text, start, whole.from, whole.to, present);
}

/** 1-5月, 一至三月份 of a year that was said. */
function readMonthsOfYear(text: string, first: SmallNumber, year: number): Found | undefined {
  const connector = wordAt(text, first.end, ['--', '-', '~', '到', '至']);
  if (!connector) return undefined;
  const second = numberIn(text, first.end + connector.length, 1, 12);
  if (!second || second.value <= first.value) return undefined;
  const unitAt = skipSpaces(text, second.end);
  if (text[unitAt] !== '月' || readDay(text, unitAt + 1)) return undefined;
  const end = text[unitAt + 1] === '份' ? unitAt + 2 : unitAt + 1;
  return fixedStretch(end, monthRange(year, first.value).from, monthRange(year, second.value).to, 'days', '按自然月');
}

/** 一季度, 第三季度, Q4, 四季度. */
export function readQuarter(text: string, at: number): { quarter: number; end: number } | undefined {
  if (text[at] === 'Q' || text[at] === 'q') {
    const digit = Number(text[at + 1]);
    return digit >= 1 && digit <= 4 && !/[0-9A-Za-z.]/.test(text[at + 2] ?? '') ? { quarter: digit, end: at + 2 } : undefined;
  }
  const start = text[at] === '第' ? at + 1 : at;
  const number = numberIn(text, start, 1, 4);
  if (number && text.startsWith('季度', number.end)) return { quarter: number.value, end: number.end + 2 };
  if (text.startsWith('首季度', at)) return { quarter: 1, end: at + 3 };
  return undefined;
}

/** A quarter and what stands after it: 末, 初, 第一个月, 最后一个工作日. */
export function inQuarter(text: string, end: number, year: number, quarter: number, present: Present): Found {
  const range = quarterRange(year, quarter);
  const char = text[end];
  if (char === '末' || char === '底') return fixedDay(end + 1, range.to, '季度末按最后一天');
  if (char === '初') return fixedDay(end + 1, range.from, '季度初按第一天');
  const inside = readInRange(text, end, range.from, range.to, present);
  return inside ?? fixedStretch(end, range.from, range.to, 'quarter', '按自然季度');
}
