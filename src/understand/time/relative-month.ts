import { characterBefore } from '../characters.js';
import { fromDayNumber, lastWorkdayOfMonth, partsOfDayNumber, toDayNumber } from '../../domain/calendar/index.js';
import { copyOf, fixedDay, fixedStretch } from './found.js';
import { addMonthsToNumber, monthRange, shiftMonth, wordAt } from './present.js';
import type { Found, Present } from './types.js';
import { readInMonth } from './within-month.js';
import { yearFound } from './relative-year.js';

/** Months by their distance from the present one or the one named before: 下个月, 同月, 次月. */

const NOT_A_MONTH_WORD = '薪均供租嫂饼费息亮球光卡票台经季';

/** 本月, 下个月, 上月 and the day in it. `end` stands after 月. */
export function readMonthWord(text: string, afterUnit: number, offset: number, present: Present): Found | undefined {
  if (NOT_A_MONTH_WORD.includes(text[afterUnit] ?? ' ')) return undefined;
  const { year, month } = shiftMonth(present.year, present.month, offset);
  const end = text[afterUnit] === '份' ? afterUnit + 1 : afterUnit;
  const inside = readInMonth(text, end, year, month, present);
  if (inside) return inside;
  const linked = text[end] === '的' ? end + 1 : end;
  const same = wordAt(text, linked, ['今天', '今日', '同一天', '同日', '这一天', '这天']);
  if (same) return fixedDay(linked + same.length, addMonthsToNumber(present.today, offset), '按同一天');
  const range = monthRange(year, month);
  const within = wordAt(text, end, ['以内', '之内', '内']);
  if (within && offset >= 0 && !/^内[容部控行]/.test(text.slice(end, end + 2))) {
    const found = fixedDay(end + within.length, range.to, '月内到最后一天');
    found.bound = 'by';
    return found;
  }
  return fixedStretch(end, range.from, range.to, 'month', '按自然月');
}

/** 同月9号, 当月9号: the month of the day named before in this text, else this month. */
export function readSameMonth(text: string, start: number, present: Present): Found | undefined {
  if (text[start + 1] !== '月' || (text[start] !== '同' && text[start] !== '当')) return undefined;
  const origin = present.lastDay ?? present.today;
  const { year, month } = shiftFrom(origin);
  const inside = readInMonth(text, start + 2, year, month, present);
  if (inside) return inside;
  if (text[start] !== '当') return undefined;
  const { from, to } = monthRange(year, month);
  return fixedStretch(start + 2, from, to, 'month', '按当月');
}

/** 次月5号, 次年1月: of the month or year after the day named before in this text, else after now. */
export function readNextAfter(text: string, start: number, present: Present): Found | undefined {
  const unit = text[start + 1];
  if ((unit !== '月' && unit !== '年') || /[0-9一二三四五六七八九十两几多每首数再上下本这那层其名档]/.test(characterBefore(text, start)))
    return undefined;
  const { lastDay } = present;
  const origin: Present = lastDay === undefined ? present : { ...present, lean: present.lean, ...partsOfDayNumber(lastDay) };
  const found = unit === '月' ? readMonthWord(text, start + 2, 1, origin) : yearFound(text, start + 2, origin.year + 1, origin);
  if (!found) return undefined;
  const next = copyOf(found);
  if (lastDay === undefined) next.guessed = true;
  return next;
}

export function shiftFrom(dayNumber: number): { year: number; month: number } {
  const { year, month } = partsOfDayNumber(dayNumber);
  return { year, month };
}

/** 月底最后一个工作日: the last workday of the month. */
export function readMonthEndWorkday(text: string, found: Found, present: Present): Found {
  if (found.reason !== '月底按最后一天') return found;
  const at = text[found.end] === '的' ? found.end + 1 : found.end;
  const word = wordAt(text, at, ['最后一个工作日', '最后1个工作日']);
  if (!word || found.from === undefined) return found;
  const date = lastWorkdayOfMonth(fromDayNumber(found.from), present.calendar);
  const workday = copyOf(found);
  workday.end = at + word.length;
  workday.from = toDayNumber(date);
  workday.reason = '按工作日数';
  return workday;
}
