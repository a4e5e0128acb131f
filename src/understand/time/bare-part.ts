import { characterBefore } from '../characters.js';
import { copyOf, FoundDay } from './found.js';
import { shiftMonth, wordAt, yearRange } from './present.js';
import type { Found, Present } from './types.js';
import { inQuarter, readInYear } from './within-year.js';
import { readMonthPart } from './within-month.js';

/** 月底, 月初, 月中, 年底, 年初, 季末, 季度末, 上旬, 上半年 … without the month or year they belong to. */
export function readBarePart(text: string, start: number, present: Present): Found | undefined {
  const before = characterBefore(text, start);
  const stem = text[start];
  if (/[0-9一二三四五六七八九十两几多数]/.test(before) && before !== '') return undefined;
  if (stem === '月') {
    const found = readMonthPart(text, start + 1, present.year, present.month);
    if (!found || '上下'.includes(text[start + 1] ?? ' ')) return undefined;
    return rollPart(found, present, (by) => {
      const target = shiftMonth(present.year, present.month, by);
      return readMonthPart(text, start + 1, target.year, target.month) as Found;
    });
  }
  if (stem === '年') {
    if ('成多往近少青早中今明去当每常'.includes(before) && before !== '') return undefined;
    const next = text[start + 1] ?? '';
    if (next === '内') {
      if (text[start + 2] === '部') return undefined;
      const within = new FoundDay(start + 2, yearRange(present.year).to, undefined, 'day', '年内到12月31日');
      within.bound = 'by';
      return within;
    }
    if (!'底末初中尾'.includes(next) || next === '' || (next === '初' && /[一二三四五六七八九十]/.test(text[start + 2] ?? ''))) return undefined;
    const found = readInYear(text, start + 1, present.year, present);
    if (!found) return undefined;
    return rollPart(found, present, (by) => readInYear(text, start + 1, present.year + by, present) as Found);
  }
  if (stem === '季') {
    const unit = text[start + 1] === '度' ? start + 2 : start + 1;
    if (!'末底初'.includes(text[unit] ?? ' ') || '一二三四本上下每第'.includes(before || ' ')) return undefined;
    const current = Math.floor((present.month - 1) / 3) + 1;
    return rollPart(inQuarter(text, unit, present.year, current, present), present, (by) => {
      const index = present.year * 4 + current - 1 + by;
      return inQuarter(text, unit, Math.floor(index / 4), (index % 4) + 1, present);
    });
  }
  if (text[start + 1] === '旬' && wordAt(text, start, ['上旬', '中旬', '下旬'])) {
    const found = readMonthPart(text, start, present.year, present.month) as Found;
    return rollPart(found, present, (by) => {
      const target = shiftMonth(present.year, present.month, by);
      return readMonthPart(text, start, target.year, target.month) as Found;
    });
  }
  return undefined;
}

/** 月初 late in the month is the next one's, unless the past is spoken of. */
function rollPart(found: Found, present: Present, at: (by: number) => Found): Found {
  const isPast = present.lean === 'past';
  const isHere = isPast ? (found.from as number) <= present.today : (found.to ?? found.from ?? present.today) >= present.today;
  const rolled = copyOf(isHere ? found : at(isPast ? -1 : 1));
  rolled.fixed = undefined;
  if (!isHere) rolled.guessed = true;
  return rolled;
}
