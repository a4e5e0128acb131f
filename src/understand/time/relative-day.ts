import { addWorkdays, fromDayNumber, isProvisional, subtractWorkdays, toDayNumber } from '../../domain/calendar/index.js';
import { readSmallNumber } from '../numbers.js';
import { byCharacter, characterBefore } from '../characters.js';
import { copyOf, fixedDay } from './found.js';
import { isWeekdayWord, wordAt } from './present.js';
import { readBarePart } from './bare-part.js';
import { isPartOfWord, readBeforeClosing, readBesideNamed, readNthDayBeside, readDaysOff, readDayWord, readTheseDays } from './day-word.js';
import type { Found, Present } from './types.js';
import { readNearCentury } from './era.js';
import { readCountBeside } from './offset.js';
import { halfWeek, inWeek, readWeekday, WEEK_UNITS } from './week.js';
import { inQuarter, readInYear, readQuarter } from './within-year.js';
import { readDay, readInMonth, readMonthPart } from './within-month.js';
import { readYearWord, yearFound, isYearBeside, readHalfYearBeside, readHalfYear } from './relative-year.js';
import { readMonthWord, readSameMonth, readNextAfter, shiftFrom, readMonthEndWorkday } from './relative-month.js';

/** 上, 下 (repeated), 本, 这 before 周, 月, 季度, 年, 个工作日, 旬. */
function readPrefixed(text: string, start: number, present: Present, further = 0): Found | undefined {
  const stem = text[start] as string;
  let at = start;
  let offset = 0;
  const before = further ? '' : characterBefore(text, start);
  if (stem === '上' || stem === '下') {
    while (text[at] === stem && at - start < 5) at++;
    if (text[at] === stem) return undefined;
    offset = (at - start + further) * (stem === '下' ? 1 : -1);
    // 所以下周四, 可以下周去: not 以下.
    const isSo = before === '以' && '所可'.includes(text[start - 2] ?? '-');
    if ('以线如网名旗手乡楼路马身'.includes(before) && before !== '' && !isSo) return undefined;
    // 「记一下周五要交表」: 一下 belongs to the verb; 十一下周 is no word.
    if (stem === '下' && before === '一' && !/[周期拜十]/.test(text[start - 2] ?? '周')) return undefined;
  } else at++;
  let isCounted = false;
  if (stem === '本' && !further && isPartOfWord(text, start)) return undefined;
  if (
    (text[at] === '一' || text[at] === '1') &&
    (text[at + 1] === '个' || WEEK_UNITS.some((unit) => text.startsWith(unit, at + 1)) || '年季月'.includes(text[at + 1] ?? ' '))
  ) {
    isCounted = true;
    at++;
  }
  if (text[at] === '个') at++;
  else if (text[at] === '整' && text[at + 1] === '个') at += 2;
  const week = wordAt(text, at, WEEK_UNITS);
  if (week) {
    const found = inWeek(text, at + week.length, offset, present, true);
    // 下一个周三 said on Monday may be this week's.
    if (found && isCounted && found.grain === 'day' && text[at - 1] === '个' && offset === 1) {
      const next = present.today + (((((found.from as number) - present.today) % 7) + 7) % 7);
      if (next !== found.from && next > present.today) {
        const either = copyOf(found);
        either.vague = true;
        return either;
      }
    }
    return found;
  }
  const hour = offset === 1 || offset === -1 ? wordAt(text, at, ['小时', '钟头', '钟']) : undefined;
  if (hour && at > start + 1 && (hour !== '钟' || text[at - 1] === '个')) return hourBeside(at + hour.length, offset, present);
  const workday = wordAt(text, at, ['工作日', '交易日']);
  if (workday && offset !== 0) return readNearWorkday(at + workday.length, offset, present);
  if (text[at] === '月') return readMonthWord(text, at + 1, offset, present);
  const quarterWord = wordAt(text, at, ['季度', '季']);
  if (quarterWord && !'节报后军风'.includes(text[at + quarterWord.length] ?? ' ')) {
    const current = Math.floor((present.month - 1) / 3);
    const index = present.year * 4 + current + offset;
    return inQuarter(text, at + quarterWord.length, Math.floor(index / 4), (((index % 4) + 4) % 4) + 1, present);
  }
  if (text[at] === '年' && (isCounted || stem === '本' || stem === '这')) {
    if (stem === '这' && !isCounted) return undefined;
    return yearFound(text, text[at + 1] === '度' ? at + 2 : at + 1, present.year + offset, present);
  }
  if (text[at] === '年' && offset !== 0 && at === start + Math.abs(offset) && isYearBeside(text, at, before))
    return yearFound(text, text[at + 1] === '度' ? at + 2 : at + 1, present.year + offset, present);
  if (text[at] === '年' && text[at + 1] === '度') return yearFound(text, at + 2, present.year + offset, present);
  if (text.startsWith('半年', at) && at === start + 1 && stem !== '这') return readHalfYear(text, start, present);
  if (text.startsWith('半年', at) && offset !== 0 && text[at - 1] === '个') return readHalfYearBeside(at + 2, offset, present);
  if (text.startsWith('半周', at) && at === start + 1 && stem !== '这' && stem !== '本')
    return halfWeek(at + 2, present.today - present.weekday + 1, stem === '上');
  if (text.startsWith('半月', at) && at === start + 1) return readMonthPart(text, start, present.year, present.month);
  return undefined;
}

/** 上个小时, 下一个钟头: an hour long, up to now or from now. */
function hourBeside(end: number, offset: number, present: Present): Found {
  const minute = offset < 0 ? present.minute - 60 : present.minute;
  const found = fixedDay(end, present.today, offset < 0 ? '到现在为止的一小时' : '从现在起的一小时');
  found.grain = 'minute';
  found.minute = minute;
  found.endMinute = minute + 60;
  found.guessed = true;
  return found;
}

function readNearWorkday(end: number, offset: number, present: Present): Found {
  const today = fromDayNumber(present.today);
  const date = offset > 0 ? addWorkdays(today, offset, present.calendar) : subtractWorkdays(today, -offset, present.calendar);
  const provisional = isProvisional(date, present.calendar) || undefined;
  const found = fixedDay(end, toDayNumber(date), '按工作日数');
  found.provisional = provisional;
  found.guessed = provisional;
  return found;
}

/** What a first character may begin. */
const KINDS = byCharacter({
  ...kindOf('day', '今明昨后前大听琴寻去来'),
  ...kindOf('beside', '上下本这'),
  ...kindOf('part', '中月年季'),
  ...kindOf('settlement', 'Tt'),
  ...kindOf('nth', '第'),
  ...kindOf('next', '次翌'),
  ...kindOf('first', '头那'),
  ...kindOf('off', '双'),
  ...kindOf('same', '同当'),
  ...kindOf('week', '周星礼'),
});

function kindOf<Kind extends string>(kind: Kind, characters: string): Record<string, Kind> {
  return Object.fromEntries([...characters].map((character) => [character, kind]));
}

/** A word that names a day from today, a week, a month, a year or a part of one. */
export function readRelativeDay(text: string, start: number, present: Present): Found | undefined {
  const stem = text[start] as string;
  switch (KINDS.get(text.charCodeAt(start))) {
    case 'day':
      if (stem === '大' && /^大[上下](?:一?个|周|星期|礼拜|月)/.test(text.slice(start, start + 4))) return readPrefixed(text, start + 1, present, 1);
      return (
        readCantoneseThis(text, start, present) ??
        readBesideNamed(text, start, present) ??
        readDayWord(text, start, present) ??
        readYearWord(text, start, present)
      );
    case 'beside': {
      if (
        stem === '本' &&
        text[start + 1] === '日' &&
        /^(?:内|的|前|上午|下午|晚|[0-9]|$|[,。;!?\s])/.test(text.slice(start + 2, start + 4)) &&
        !/[日基根成版资]/.test(characterBefore(text, start))
      ) {
        return fixedDay(start + 2, present.today, '按今天推算');
      }
      const century = readNearCentury(text, start, present);
      if (century) return century;
      const found =
        (stem === '下' ? readBeforeClosing(text, start, present) : undefined) ??
        (stem === '上' || stem === '下' ? readCountBeside(text, start, present) : undefined) ??
        readTheseDays(text, start, present) ??
        readPrefixed(text, start, present) ??
        readBarePart(text, start, present) ??
        (stem === '本' ? readYearWord(text, start, present) : undefined);
      return found && readMonthEndWorkday(text, found, present);
    }
    case 'part': {
      const found = readBarePart(text, start, present);
      return found && readMonthEndWorkday(text, found, present);
    }
    case 'settlement':
      return readSettlementDay(text, start, present);
    case 'nth':
      return readNthDayBeside(text, start, present);
    case 'next':
      return readNextAfter(text, start, present) ?? readBesideNamed(text, start, present);
    case 'first':
      return readBesideNamed(text, start, present);
    case 'off':
      return readDaysOff(text, start, present);
    case 'same':
      return readSameMonth(text, start, present) ?? readBesideNamed(text, start, present);
    case 'week':
      return readWeekday(text, start, present);
    default:
      return undefined;
  }
}

/** 今个星期三, 今星期二, 今个月20号. */
function readCantoneseThis(text: string, start: number, present: Present): Found | undefined {
  if (text[start] !== '今' || !/[个星礼]/.test(text[start + 1] ?? '')) return undefined;
  const at = text[start + 1] === '个' ? start + 2 : start + 1;
  const week = wordAt(text, at, WEEK_UNITS);
  if (week) return inWeek(text, at + week.length, 0, present, true);
  return text[at] === '月' ? readMonthWord(text, at + 1, 0, present) : undefined;
}

/** After 两周后 or 三个月后: the 周三 or 15号 in that week or month. */
export function readInRelative(text: string, found: Found, present: Present): Found | undefined {
  if (!found.relative || found.from === undefined) return undefined;
  const at = text[found.end] === '的' ? found.end + 1 : found.end;
  // 两周后的今天, 一个月后的这一天
  const same = wordAt(text, at, ['今天', '今日', '这一天', '这天', '同一天']);
  if (same) {
    const sameDay = copyOf(found);
    sameDay.end = at + same.length;
    return sameDay;
  }
  if (found.relative === 'week') {
    const unit = wordAt(text, at, WEEK_UNITS);
    if (!unit || !isWeekdayWord(text, at + unit.length)) return undefined;
    const offset = Math.round((found.from - present.today) / 7);
    const weekday = inWeek(text, at + unit.length, offset, present, true);
    return weekday && asVagueAs(weekday, found.vague);
  }
  const { year, month } = shiftFrom(found.from);
  if (found.relative === 'month') {
    const day = readSmallNumber(text, at) ? readDay(text, at) : undefined;
    const hasUnit = day && (text[day.end - 1] === '号' || text[day.end - 1] === '日');
    const inside =
      hasUnit || '月底初中'.includes(text[at] ?? ' ') ? readInMonth(text, text[at] === '月' ? at + 1 : at, year, month, present) : undefined;
    return inside && asVagueAs(inside, found.vague || inside.vague);
  }
  const inside = readInYear(text, at, year, present);
  return inside && asVagueAs(inside, found.vague || inside.vague);
}

function asVagueAs(read: Found, vague: boolean | undefined): Found {
  if (read.vague === vague) return read;
  const found = copyOf(read);
  found.vague = vague;
  return found;
}

/** 三季度, 第三季度, Q3 without a year. */
export function readBareQuarter(text: string, start: number, present: Present): Found | undefined {
  const quarter = readQuarter(text, start);
  if (!quarter) return undefined;
  if (/[0-9A-Za-z个]/.test(characterBefore(text, start))) return undefined;
  const found = inQuarter(text, quarter.end, present.year, quarter.quarter, present);
  const last = found.to ?? found.from ?? present.today;
  if (present.lean === 'past') {
    return (found.from as number) <= present.today ? unfixed(found) : inQuarter(text, quarter.end, present.year - 1, quarter.quarter, present);
  }
  if (last >= present.today) return unfixed(found);
  return asVagueAs(unfixed(inQuarter(text, quarter.end, present.year + 1, quarter.quarter, present)), true);
}

function unfixed(read: Found): Found {
  const found = copyOf(read);
  found.fixed = undefined;
  return found;
}

/** T+1, T+3日: working days from a day that is not named here; the best guess counts from today. */
function readSettlementDay(text: string, start: number, present: Present): Found | undefined {
  const number = text[start + 1] === '+' && !/[0-9A-Za-z]/.test(characterBefore(text, start)) ? readSmallNumber(text, start + 2) : undefined;
  if (!number || number.form !== 'arabic' || number.value > 60) return undefined;
  const unit = wordAt(text, number.end, ['个工作日', '个交易日', '工作日', '交易日', '日', '天']);
  const day = addWorkdays(fromDayNumber(present.today), number.value, present.calendar);
  return asVagueAs(fixedDay(number.end + (unit ?? '').length, toDayNumber(day), '没有说从哪天算起'), true);
}
