import { dayNumberOf } from '../../domain/calendar/index.js';
import { fixedDay, fixedStretch } from './found.js';
import { addMonthsToNumber, monthRange, wordAt, yearRange } from './present.js';
import { byCharacter, characterBefore } from '../characters.js';
import { isPartOfWord } from './day-word.js';
import type { Found, Present } from './types.js';
import { readInYear, readUnknownFestival } from './within-year.js';
import { readInMonth } from './within-month.js';

/** Years and half-years by their distance from the present one: 明年, 今明两年, 下半年. */

const YEAR_STEMS = byCharacter({ 今: 0, 本: 0, 明: 1, 来: 1, 后: 2, 去: -1, 前: -2 });

/** 今年, 明年, 去年, 大后年, 本年, 上一年 and what stands inside: 明年春节, 去年12月31日, 今年年底. */
export function readYearWord(text: string, start: number, present: Present): Found | undefined {
  let at = start;
  while (text[at] === '大' && at - start < 4) at++;
  const larger = at - start;
  const stem = text[at] ?? '';
  let offset = YEAR_STEMS.get(text.charCodeAt(at) | 0);
  const years = readYearPair(text, at, present);
  if (years) return years;
  if (offset === undefined || text[at + 1] !== '年') return undefined;
  if (larger && stem !== '后' && stem !== '前') return undefined;
  if (!larger && isPartOfWord(text, start)) return undefined;
  if (stem === '后' && /[0-9天月周期]/.test(characterBefore(text, start))) return undefined;
  offset += offset > 0 ? larger : -larger;
  let end = at + 2;
  if (text[end] === '度') end++;
  if ('级龄轻薪华会货'.includes(text[end] ?? ' ')) return undefined;
  return yearFound(text, end, present.year + offset, present);
}

/** 今明两年, 去今两年: two years beside each other. */
function readYearPair(text: string, at: number, present: Present): Found | undefined {
  const first = YEAR_STEMS.get(text.charCodeAt(at) | 0);
  const second = first === undefined ? undefined : YEAR_STEMS.get(text.charCodeAt(at + 1) | 0);
  if (first === undefined || second !== first + 1 || !/^[两二]个?年/.test(text.slice(at + 2, at + 5))) return undefined;
  const end = text.indexOf('年', at + 2) + 1;
  return fixedStretch(end, yearRange(present.year + first).from, yearRange(present.year + second).to, 'days', '按两个整年');
}

const SAME_DAY = ['今天', '今日', '同期', '此时', '这个时候', '这一天', '这天', '这时候', '同一天', '同日'];

export function yearFound(text: string, start: number, year: number, present: Present): Found {
  let end = start;
  // 今年年底, 明年年初
  if (text[end] === '年' && '底末初中尾'.includes(text[end + 1] ?? ' ')) end++;
  const inside = readInYear(text, end, year, present);
  if (inside) return inside;
  const same = wordAt(text, text[end] === '的' ? end + 1 : end, SAME_DAY);
  if (same) {
    const length = (text[end] === '的' ? 1 : 0) + same.length;
    return fixedDay(end + length, addMonthsToNumber(present.today, (year - present.year) * 12), '按同月同日');
  }
  const sameMonth = readMonthInYear(text, text[end] === '的' ? end + 1 : end, year, present);
  if (sameMonth) return sameMonth;
  const range = yearRange(year);
  const unknown = readUnknownFestival(text, end);
  if (unknown !== undefined) {
    const found = fixedStretch(unknown, range.from, range.to, 'year', '这个节日不在日历里');
    found.vague = true;
    return found;
  }
  const within = wordAt(text, end, ['以内', '之内', '内']);
  if (within && year >= present.year && !/^内[容部控行]/.test(text.slice(end, end + 2))) {
    const found = fixedDay(end + within.length, range.to, '年内到12月31日');
    found.bound = 'by';
    return found;
  }
  return fixedStretch(end, range.from, range.to, 'year', '按整年');
}

/** 去年本月十日, 明年同月: this month in another year. */
function readMonthInYear(text: string, at: number, year: number, present: Present): Found | undefined {
  const word = wordAt(text, at, ['这个月', '本月', '同月', '这月']);
  if (!word) return undefined;
  const end = at + word.length;
  const inside = readInMonth(text, end, year, present.month, present);
  if (inside) return inside;
  const { from, to } = monthRange(year, present.month);
  return fixedStretch(end, from, to, 'month', '按同一个月');
}

/** 下年 and 上年 as whole words: not 以上年化, not 上年纪. */
export function isYearBeside(text: string, at: number, before: string): boolean {
  return !/[0-9一二三四五六七八九十以之往早晚年岁天月期]/.test(before) && !'纪级化薪轻龄货利结终会级少'.includes(text[at + 1] ?? ' ');
}

/** 上个半年, 下个半年: the half-year beside the present one. */
export function readHalfYearBeside(end: number, offset: number, present: Present): Found {
  const index = present.year * 2 + (present.month > 6 ? 1 : 0) + offset;
  const year = Math.floor(index / 2);
  const isFirst = index % 2 === 0;
  return {
    end,
    from: dayNumberOf(year, isFirst ? 1 : 7, 1),
    to: dayNumberOf(year, isFirst ? 6 : 12, isFirst ? 30 : 31),
    grain: 'halfYear',
    reason: '按自然半年',
    fixed: true,
  };
}

export function readHalfYear(text: string, start: number, present: Present): Found | undefined {
  const { year } = present;
  const first = text[start] === '上';
  if (text[start] === '本') {
    const isFirst = present.month <= 6;
    return {
      end: start + 3,
      from: dayNumberOf(year, isFirst ? 1 : 7, 1),
      to: dayNumberOf(year, isFirst ? 6 : 12, isFirst ? 30 : 31),
      grain: 'halfYear',
      reason: '按今年的半年',
    };
  }
  if (text[start] !== '上' && text[start] !== '下') return undefined;
  const isOver = first && present.month > 6;
  const rolled = isOver && present.lean === 'future' ? year + 1 : year;
  return {
    end: start + 3,
    from: dayNumberOf(rolled, first ? 1 : 7, 1),
    to: dayNumberOf(rolled, first ? 6 : 12, first ? 30 : 31),
    grain: 'halfYear',
    reason: '按今年的半年',
    guessed: rolled !== year || undefined,
  };
}
