import {
  addWorkdays,
  dayNumberOf,
  fromDayNumber,
  isProvisional,
  lastWorkdayOfMonth,
  subtractWorkdays,
  toDayNumber,
} from '../../domain/calendar/index.js';
import { readSmallNumber } from '../numbers.js';
import { addMonthsToNumber, followsSurname, isWeekdayWord, monthRange, shiftMonth, wordAt, yearRange } from './present.js';
import { CLOSING_WORDS, type Found, type Present } from './types.js';
import { inWeek, readWeekday, WEEK_UNITS } from './week.js';
import { inQuarter, readDay, readInMonth, readInYear, readMonthPart, readQuarter } from './within.js';

const DAY_UNITS = ['天', '日', '儿个', '儿'];
/** 明早, 今晚: the half-day is left for the clock. */
const HALF_DAY_CHARS = '早晚晨夜朝';

const DAY_STEMS: Readonly<Record<string, number>> = { 今: 0, 明: 1, 后: 2, 昨: -1, 前: -2, 听: 1, 琴: -1, 寻: -1 };

const YEAR_STEMS: Readonly<Record<string, number>> = { 今: 0, 本: 0, 明: 1, 来: 1, 后: 2, 去: -1, 前: -2 };

/** Characters that make the stem part of another word: 说明天气, 以后天天, 目前天气, 证明年收入. */
const NOT_AFTER: Readonly<Record<string, string>> = {
  明: '证表声文聪透光鲜清黎昆查注标阐',
  后: '以之然今最背落先幕售',
  前: '以之目提从先眼',
  今: '至如当古现而',
  去: '过失',
  来: '以从未将近历向',
  昨: '',
  本: '基根成版资日',
  听: '打收好',
  寻: '',
  琴: '钢',
};

function dayFound(present: Present, end: number, offset: number): Found {
  return { end, from: present.today + offset, grain: 'day', reason: '按今天推算', fixed: true };
}

/** 今天, 明早, 大后天, 昨晚, 今明两天, 听日. */
function readDayWord(text: string, start: number, present: Present): Found | undefined {
  let at = start;
  while (text[at] === '大' && at - start < 4) at++;
  const larger = at - start;
  const stem = text[at] ?? '';
  const base = DAY_STEMS[stem];
  if (base === undefined) return undefined;
  if (larger && stem !== '后' && stem !== '前') return undefined;
  if (!larger && start > 0 && (NOT_AFTER[stem] ?? '').includes(text[start - 1] as string)) return undefined;
  const offset = base + (base > 0 ? larger : -larger);
  const next = text[at + 1] ?? '';
  const pair = stem === '今' || stem === '明' ? readPair(text, at, present) : undefined;
  if (pair) return pair;
  if ('听琴寻'.includes(stem)) return next === '日' || next === '晚' ? dayFound(present, at + (next === '日' ? 2 : 1), offset) : undefined;
  const unit = wordAt(text, at + 1, DAY_UNITS);
  if (unit) {
    if (stem === '明' && unit === '天' && (followsSurname(text, start) || isExplained(text, start))) return undefined;
    if (unit === '日' && (stem === '后' || stem === '前') && /[0-9一二三四五六七八九十月]/.test(text[start - 1] ?? '')) return undefined;
    if (unit === '天' && stem === '后' && text.startsWith('天天', at + 1)) return undefined;
    const found = dayFound(present, at + 1 + unit.length, offset);
    const within = unit === '天' || unit === '日' ? wordAt(text, found.end, ['之内', '以内', '内']) : undefined;
    if (!within || offset < 0 || /^内[容部控行]/.test(text.slice(found.end, found.end + 2))) return found;
    return { ...found, end: found.end + within.length, bound: 'by', reason: '当天之内' };
  }
  if (!HALF_DAY_CHARS.includes(next) || next === '') return undefined;
  if (stem === '后' || stem === '前') return next === '晚' && larger === 0 ? dayFound(present, at + 1, offset) : undefined;
  if (stem === '明' && (next === '朝' || followsSurname(text, start))) return undefined;
  return dayFound(present, at + 1, offset);
}

/** 说明天气: 说明 and 天气. */
function isExplained(text: string, start: number): boolean {
  return text[start - 1] === '说' && text[start + 2] === '气';
}

function readPair(text: string, at: number, present: Present): Found | undefined {
  const pairs: readonly (readonly [string, number, number])[] = [
    ['今明两天', 0, 1],
    ['今明两日', 0, 1],
    ['今明后三天', 0, 2],
    ['明后两天', 1, 2],
    ['明后天', 1, 2],
    ['明后两日', 1, 2],
  ];
  const pair = pairs.find(([word]) => text.startsWith(word, at));
  if (!pair) return undefined;
  const [word, from, to] = pair;
  return {
    end: at + word.length,
    from: present.today + from,
    to: present.today + to,
    grain: 'days',
    reason: '两天里没有说哪天',
    vague: word === '明后天' || undefined,
    fixed: true,
  };
}

/** 今年, 明年, 去年, 大后年, 本年, 上一年 and what stands inside: 明年春节, 去年12月31日, 今年年底. */
function readYearWord(text: string, start: number, present: Present): Found | undefined {
  let at = start;
  while (text[at] === '大' && at - start < 4) at++;
  const larger = at - start;
  const stem = text[at] ?? '';
  let offset = YEAR_STEMS[stem];
  if (offset === undefined || text[at + 1] !== '年') return undefined;
  if (larger && stem !== '后' && stem !== '前') return undefined;
  if (!larger && start > 0 && (NOT_AFTER[stem] ?? '').includes(text[start - 1] as string)) return undefined;
  if (stem === '后' && /[0-9天月周期]/.test(text[start - 1] ?? '')) return undefined;
  offset += offset > 0 ? larger : -larger;
  let end = at + 2;
  if (text[end] === '度') end++;
  if ('级龄轻薪华会货'.includes(text[end] ?? ' ')) return undefined;
  return yearFound(text, end, present.year + offset, present);
}

function yearFound(text: string, start: number, year: number, present: Present): Found {
  let end = start;
  // 今年年底, 明年年初
  if (text[end] === '年' && '底末初中尾'.includes(text[end + 1] ?? ' ')) end++;
  const inside = readInYear(text, end, year, present);
  if (inside) return inside;
  const same = wordAt(text, text[end] === '的' ? end + 1 : end, ['今天', '今日', '同期', '此时', '这个时候', '这一天', '这天', '这时候', '同一天']);
  if (same) {
    const length = (text[end] === '的' ? 1 : 0) + same.length;
    return { end: end + length, from: addMonthsToNumber(present.today, (year - present.year) * 12), grain: 'day', reason: '按同月同日', fixed: true };
  }
  const range = yearRange(year);
  const within = wordAt(text, end, ['以内', '之内', '内']);
  if (within && year >= present.year && !/^内[容部控行]/.test(text.slice(end, end + 2))) {
    return { end: end + within.length, from: range.to, grain: 'day', bound: 'by', reason: '年内到12月31日', fixed: true };
  }
  return { end, ...range, grain: 'year', reason: '按整年', fixed: true };
}

/** 上, 下 (repeated), 本, 这 before 周, 月, 季度, 年, 个工作日, 旬. */
function readPrefixed(text: string, start: number, present: Present): Found | undefined {
  const stem = text[start] as string;
  let at = start;
  let offset = 0;
  const before = text[start - 1] ?? '';
  if (stem === '上' || stem === '下') {
    while (text[at] === stem && at - start < 5) at++;
    if (text[at] === stem) return undefined;
    offset = (at - start) * (stem === '下' ? 1 : -1);
    if ('以线如网名旗手乡楼路马身'.includes(before) && before !== '') return undefined;
  } else at++;
  let isCounted = false;
  if (stem === '本' && (NOT_AFTER['本'] as string).includes(before) && before !== '') return undefined;
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
      if (next !== found.from && next > present.today) return { ...found, vague: true };
    }
    return found;
  }
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
  if (text[at] === '年' && text[at + 1] === '度') return yearFound(text, at + 2, present.year + offset, present);
  if (text.startsWith('半年', at) && at === start + 1 && stem !== '这') return readHalfYear(text, start, present);
  if (text.startsWith('半月', at) && at === start + 1) return readMonthPart(text, start, present.year, present.month);
  return undefined;
}

function readHalfYear(text: string, start: number, present: Present): Found | undefined {
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

function readNearWorkday(end: number, offset: number, present: Present): Found {
  const today = fromDayNumber(present.today);
  const date = offset > 0 ? addWorkdays(today, offset, present.calendar) : subtractWorkdays(today, -offset, present.calendar);
  const provisional = isProvisional(date, present.calendar) || undefined;
  return { end, from: toDayNumber(date), grain: 'day', reason: '按工作日数', provisional, guessed: provisional, fixed: true };
}

const NOT_A_MONTH_WORD = '薪均供租嫂饼费息亮球光卡票台经季';

/** 本月, 下个月, 上月 and the day in it. `end` stands after 月. */
function readMonthWord(text: string, afterUnit: number, offset: number, present: Present): Found | undefined {
  if (NOT_A_MONTH_WORD.includes(text[afterUnit] ?? ' ')) return undefined;
  const { year, month } = shiftMonth(present.year, present.month, offset);
  const end = text[afterUnit] === '份' ? afterUnit + 1 : afterUnit;
  const inside = readInMonth(text, end, year, month, present);
  if (inside) return inside;
  const linked = text[end] === '的' ? end + 1 : end;
  const same = wordAt(text, linked, ['今天', '今日', '同一天', '这一天', '这天']);
  if (same) return { end: linked + same.length, from: addMonthsToNumber(present.today, offset), grain: 'day', reason: '按同一天', fixed: true };
  const range = monthRange(year, month);
  const within = wordAt(text, end, ['以内', '之内', '内']);
  if (within && offset >= 0 && !/^内[容部控行]/.test(text.slice(end, end + 2))) {
    return { end: end + within.length, from: range.to, grain: 'day', bound: 'by', reason: '月内到最后一天', fixed: true };
  }
  return { end, ...range, grain: 'month', reason: '按自然月', fixed: true };
}

/** 月底, 月初, 月中, 年底, 年初, 季末, 季度末, 上旬, 上半年 … without the month or year they belong to. */
function readBarePart(text: string, start: number, present: Present): Found | undefined {
  const before = text[start - 1] ?? '';
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
    if (next === '内')
      return text[start + 2] === '部'
        ? undefined
        : { end: start + 2, from: yearRange(present.year).to, grain: 'day', bound: 'by', reason: '年内到12月31日' };
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
  const third = wordAt(text, start, ['上旬', '中旬', '下旬']);
  if (third) {
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
  const last = found.to ?? found.from ?? present.today;
  if (present.lean === 'past') {
    return (found.from as number) <= present.today ? { ...found, fixed: undefined } : { ...at(-1), fixed: undefined, guessed: true };
  }
  if (last >= present.today) return { ...found, fixed: undefined };
  return { ...at(1), fixed: undefined, guessed: true };
}

/** 同月9号, 当月9号: the month of the day named before in this text, else this month. */
function readSameMonth(text: string, start: number, present: Present): Found | undefined {
  if (text[start + 1] !== '月' || (text[start] !== '同' && text[start] !== '当')) return undefined;
  const origin = present.lastDay ?? present.today;
  const { year, month } = { ...shiftFrom(origin) };
  const inside = readInMonth(text, start + 2, year, month, present);
  if (inside) return inside;
  return text[start] === '当' ? { end: start + 2, ...monthRange(year, month), grain: 'month', reason: '按当月', fixed: true } : undefined;
}

function shiftFrom(dayNumber: number): { year: number; month: number } {
  const date = fromDayNumber(dayNumber);
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)) };
}

/** 这N天, 这几天, 这两天: around now. */
function readTheseDays(text: string, start: number, present: Present): Found | undefined {
  if (text[start] !== '这') return undefined;
  const word = wordAt(text, start + 1, ['几天', '两天', '些天', '几日', '两日', '几周', '段时间', '阵子']);
  if (word === '段时间' || word === '阵子') return undefined;
  if (word)
    return {
      end: start + 1 + word.length,
      from: present.today,
      to: present.today + 2,
      grain: 'days',
      vague: true,
      reason: '没有确切的日子',
      fixed: true,
    };
  return undefined;
}

/** 下班前: by the end of today; what that hour is differs between outlets. */
function readBeforeClosing(text: string, start: number, present: Present): Found | undefined {
  const word = wordAt(text, start, CLOSING_WORDS);
  return word === undefined ? undefined : { end: start + word.length, from: present.today, grain: 'day', bound: 'by', reason: '没有说哪天，按今天', fixed: true };
}

/** 双休日: the coming Saturday and Sunday. */
function readDaysOff(text: string, start: number, present: Present): Found | undefined {
  if (!text.startsWith('双休日', start) || text[start - 1] === '每') return undefined;
  const found = inWeek('周末', 1, present.lean === 'past' && present.weekday < 6 ? -1 : 0, present, false);
  return found && { ...found, end: start + 3, fixed: undefined };
}

/** Days told by the one named before in the same text. */
const BESIDE: readonly (readonly [word: string, by: number])[] = [
  ['前一天', -1],
  ['头一天', -1],
  ['后一天', 1],
  ['次日', 1],
  ['翌日', 1],
  ['当天', 0],
  ['当日', 0],
  ['当晚', 0],
];

/** 12月10号办沙龙,当天早上8点; 次日 alone is tomorrow. */
function readBesideNamed(text: string, start: number, present: Present): Found | undefined {
  const found = BESIDE.find(([word]) => text.startsWith(word, start));
  if (!found || '以之目先应每正屡几首多再初本'.includes(text[start - 1] ?? '-')) return undefined;
  const [word, by] = found;
  const end = start + (word === '当晚' ? 1 : word.length);
  if (present.lastDay !== undefined) return { end, from: present.lastDay + by, grain: 'day', ahead: true, reason: '按前面说的日子', fixed: true };
  return by === 1 && word !== '后一天' ? { end, from: present.today + 1, grain: 'day', guessed: true, reason: '没有说哪天的次日，按明天', fixed: true } : undefined;
}

/** 月底最后一个工作日: the last workday of the month. */
function readMonthEndWorkday(text: string, found: Found, present: Present): Found {
  const at = text[found.end] === '的' ? found.end + 1 : found.end;
  const word = wordAt(text, at, ['最后一个工作日', '最后1个工作日']);
  if (!word || found.from === undefined || found.reason !== '月底按最后一天') return found;
  const date = lastWorkdayOfMonth(fromDayNumber(found.from), present.calendar);
  return { ...found, end: at + word.length, from: toDayNumber(date), reason: '按工作日数' };
}

/** A word that names a day from today, a week, a month, a year or a part of one. */
export function readRelativeDay(text: string, start: number, present: Present): Found | undefined {
  const stem = text[start] as string;
  switch (stem) {
    case '今':
    case '明':
    case '昨':
    case '后':
    case '前':
    case '大':
    case '听':
    case '琴':
    case '寻':
    case '去':
    case '来':
      return readBesideNamed(text, start, present) ?? readDayWord(text, start, present) ?? readYearWord(text, start, present);
    case '上':
    case '下':
    case '本':
    case '这': {
      const found =
        (stem === '下' ? readBeforeClosing(text, start, present) : undefined) ??
        readTheseDays(text, start, present) ??
        readPrefixed(text, start, present) ??
        readBarePart(text, start, present) ??
        (stem === '本' ? readYearWord(text, start, present) : undefined);
      return found && readMonthEndWorkday(text, found, present);
    }
    case '中':
    case '月':
    case '年':
    case '季': {
      const found = readBarePart(text, start, present);
      return found && readMonthEndWorkday(text, found, present);
    }
    case '次':
    case '翌':
    case '头':
      return readBesideNamed(text, start, present);
    case '双':
      return readDaysOff(text, start, present);
    case '同':
    case '当':
      return readSameMonth(text, start, present) ?? readBesideNamed(text, start, present);
    case '周':
    case '星':
    case '礼':
      return readWeekday(text, start, present);
    default:
      return undefined;
  }
}

/** After 两周后 or 三个月后: the 周三 or 15号 in that week or month. */
export function readInRelative(text: string, found: Found, present: Present): Found | undefined {
  if (!found.relative || found.from === undefined) return undefined;
  const at = text[found.end] === '的' ? found.end + 1 : found.end;
  if (found.relative === 'week') {
    const unit = wordAt(text, at, WEEK_UNITS);
    if (!unit || !isWeekdayWord(text, at + unit.length)) return undefined;
    const offset = Math.round((found.from - present.today) / 7);
    const weekday = inWeek(text, at + unit.length, offset, present, true);
    return weekday && { ...weekday, vague: found.vague };
  }
  const same = wordAt(text, at, ['今天', '今日']);
  if (same) return { ...found, end: at + same.length };
  const { year, month } = shiftFrom(found.from);
  if (found.relative === 'month') {
    const day = readSmallNumber(text, at) ? readDay(text, at) : undefined;
    const hasUnit = day && (text[day.end - 1] === '号' || text[day.end - 1] === '日');
    const inside =
      hasUnit || '月底初中'.includes(text[at] ?? ' ') ? readInMonth(text, text[at] === '月' ? at + 1 : at, year, month, present) : undefined;
    return inside && { ...inside, vague: found.vague || inside.vague };
  }
  const inside = readInYear(text, at, year, present);
  return inside && { ...inside, vague: found.vague || inside.vague };
}

/** 三季度, 第三季度, Q3 without a year. */
export function readBareQuarter(text: string, start: number, present: Present): Found | undefined {
  const quarter = readQuarter(text, start);
  if (!quarter) return undefined;
  if (/[0-9A-Za-z个]/.test(text[start - 1] ?? '')) return undefined;
  const found = inQuarter(text, quarter.end, present.year, quarter.quarter, present);
  const last = found.to ?? found.from ?? present.today;
  if (present.lean === 'past') {
    return (found.from as number) <= present.today
      ? { ...found, fixed: undefined }
      : inQuarter(text, quarter.end, present.year - 1, quarter.quarter, present);
  }
  if (last >= present.today) return { ...found, fixed: undefined };
  return { ...inQuarter(text, quarter.end, present.year + 1, quarter.quarter, present), vague: true, fixed: undefined };
}
