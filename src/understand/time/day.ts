import { characterBefore } from '../characters.js';
import {
  dayNumberOf,
  fromDayNumber,
  isRealDay,
  partsOfDayNumber,
  toDayNumber,
  addWorkdays,
  subtractWorkdays,
  isProvisional,
  weekdayOfDayNumber,
} from '../../domain/calendar/index.js';
import { readSmallNumber } from '../numbers.js';
import { readCalendarDate, readEndDay } from './calendar-date.js';
import { readEnglishDay } from './english-day.js';
import { readEra } from './era.js';
import { copyOf, fixedDay, type FoundDay, shaped } from './found.js';
import { readLunarMonthDay, resolveLunar } from './lunar-day.js';
import { isParentBefore, readFestivalName } from './named-day.js';
import { nextHoliday, resolveFestival } from './feast-date.js';
import { readCounted, readOffset, readShift } from './offset.js';
import { isWeekdayWord, skipSpaces, weekdayAt, wordAt } from './present.js';
import { readBareQuarter, readInRelative, readRelativeDay } from './relative-day.js';
import { HOLIDAY_EDGES, mayGoOn, READER, readersAt, SOLAR_PREFIXES } from './starts.js';
import type { Found, Present } from './types.js';
import { readInRange } from './within.js';

/** One day or stretch of days at an offset, without what may follow it. */
function readBase(text: string, start: number, present: Present, readers: number): Found | undefined {
  if (readers === 0) return undefined;
  const era = readers & READER.era ? readEra(text, start) : undefined;
  if (era) return era;
  const solar = readers & READER.solar ? wordAt(text, start, SOLAR_PREFIXES) : undefined;
  if (solar && !text.startsWith('新年', start + solar.length)) {
    const at = skipSpaces(text, start + solar.length);
    return readCalendarDate(text, text[at] === '的' ? at + 1 : at, present) ?? readRelativeDay(text, at, present);
  }
  const lunar = readers & READER.lunar ? readLunarMonthDay(text, start) : undefined;
  if (lunar) return resolveLunar(lunar, present);
  const festival = readers & READER.named ? readFestivalName(text, start, false) : undefined;
  if (festival) return resolveFestival(text, festival, present);
  const holiday = readers & READER.holidayEdge ? readHolidayEdge(text, start, present) : undefined;
  if (holiday) return holiday;
  const relative = readers & READER.relative ? readRelativeDay(text, start, present) : undefined;
  if (relative) return relative;
  const quarter = readers & READER.quarter ? readBareQuarter(text, start, present) : undefined;
  if (quarter) return quarter;
  if (readers & READER.number) {
    const before = characterBefore(text, start);
    // 第三天后, 1.5天后: the number began before.
    if (before !== '' && '第.,百千万零'.includes(before) && !(before === ',' && !/[0-9]/.test(text[start - 2] ?? ''))) return undefined;
    const offset = readOffset(text, start, present);
    if (offset) return readInRelative(text, offset, present) ?? offset;
    return readCalendarDate(text, start, present);
  }
  const english = readers & READER.english ? readEnglishDay(text, start, present) : undefined;
  if (english) return english;
  const counted = readers & READER.counted ? readCounted(text, start, present) : undefined;
  return counted && (readInRelative(text, counted, present) ?? counted);
}

/** 节后第一个工作日, 节前最后一个工作日, 节前, 假期后: the public holiday nearest ahead or running. */
function readHolidayEdge(text: string, start: number, present: Present): Found | undefined {
  const word = wordAt(text, start, HOLIDAY_EDGES);
  const isOfFeast = /[季时礼环细情关佳过春秋夕宵午阳明旦庆动女童师亲人至诞恩]/.test(characterBefore(text, start));
  if (!word || (isOfFeast && !isParentBefore(text, start - 2, text.slice(Math.max(0, start - 2), start)))) return undefined;
  const holiday = nextHoliday(present);
  const end = start + word.length;
  const isAfter = word.endsWith('后');
  const inside = readNthBeside(text, end, isAfter ? holiday.to : holiday.from, isAfter, present);
  if (inside) {
    inside.reason = `${holiday.name}${isAfter ? '之后' : '之前'}，${inside.reason}`;
    return inside;
  }
  const found = fixedDay(end, isAfter ? holiday.to + 1 : holiday.from - 1, `没有说${holiday.name}${isAfter ? '后' : '前'}哪天`);
  found.vague = true;
  found.bound = isAfter ? 'after' : 'by';
  return found;
}

/** 第一个工作日, 第二个周三 after a day; 最后一个工作日, 最后一个周五 before it. */
function readNthBeside(text: string, start: number, day: number, isAfter: boolean, present: Present): FoundDay | undefined {
  const at = text[start] === '的' ? start + 1 : start;
  const words = isAfter ? ['第一个', '首个', '头一个'] : ['最后一个', '最后1个'];
  const word = wordAt(text, at, words);
  let nth = 1;
  let unitAt = at + (word ?? '').length;
  if (!word) {
    const number = text[at] === '第' ? readSmallNumber(text, at + 1) : undefined;
    if (!number || !isAfter || number.value < 1 || number.value > 60) {
      return text.startsWith('首日', at) && isAfter ? workdayBeside(at + 2, day, 1, true, present) : undefined;
    }
    nth = number.value;
    unitAt = text[number.end] === '个' ? number.end + 1 : number.end;
  }
  const workday = wordAt(text, unitAt, ['工作日', '交易日']);
  if (workday) return workdayBeside(unitAt + workday.length, day, nth, isAfter, present);
  if (text[unitAt] === '天') {
    return fixedDay(unitAt + 1, isAfter ? day + nth : day - 1, '按天数');
  }
  const unit = wordAt(text, unitAt, ['周', '星期', '礼拜']);
  if (!unit || !isWeekdayWord(text, unitAt + unit.length)) return undefined;
  const weekday = weekdayAt(text, unitAt + unit.length) as number;
  const distance = isAfter ? (weekday - weekdayOfDayNumber(day + 1) + 7) % 7 : (weekdayOfDayNumber(day) - weekday + 7) % 7;
  const from = isAfter ? day + 1 + distance + (nth - 1) * 7 : day - distance;
  return fixedDay(unitAt + unit.length + 1, from, '按第几个周几数');
}

function workdayBeside(end: number, day: number, nth: number, isAfter: boolean, present: Present): FoundDay {
  const date = isAfter ? addWorkdays(fromDayNumber(day), nth, present.calendar) : subtractWorkdays(fromDayNumber(day), nth, present.calendar);
  const provisional = isProvisional(date, present.calendar) || undefined;
  const found = fixedDay(end, toDayNumber(date), '按工作日数');
  found.provisional = provisional;
  found.guessed = provisional;
  return found;
}

/** 12月5号(周六): a weekday said again has to agree. */
function readAgreeingWeekday(text: string, found: FoundDay, present: Present): FoundDay {
  if (found.grain !== 'day' || found.from === undefined || found.to !== undefined) return found;
  if (!' (周星礼'.includes(text[found.end] ?? '|')) return found;
  const match = /^ ?(?:\( ?(?:周|星期|礼拜)?|(?:周|星期|礼拜))([一二三四五六日天])(?: ?\))?/.exec(text.slice(found.end, found.end + 9));
  if (!match || !isWeekdayWord(text, found.end + match[0].search(/[一二三四五六日天]/))) return found;
  const isOpen = match[0].includes('(') !== match[0].includes(')');
  if (isOpen) return found;
  const weekday = weekdayAt(match[1] as string, 0);
  const agreed = copyOf(found);
  agreed.end = found.end + match[0].length;
  if (weekday === weekdayOfDayNumber(found.from)) return agreed;
  if (!found.fixed && found.lunar === undefined) {
    const { year, month, day } = partsOfDayNumber(found.from);
    const other = year - 1;
    // 11月20日周五 said on the 23rd: the one that has just been.
    const earlier = isRealDay(other, month, day) ? dayNumberOf(other, month, day) : undefined;
    if (earlier !== undefined && weekdayOfDayNumber(earlier) === weekday && present.today - earlier < 366) {
      agreed.from = earlier;
      agreed.vague = undefined;
      agreed.guessed = true;
      agreed.reason = '按周几对得上的那年';
      return agreed;
    }
  }
  agreed.vague = true;
  agreed.reason = '日期和周几对不上';
  return agreed;
}

/** A day or stretch at an offset with everything that shifts it: 中秋前三天, 国庆后第一个工作日, 月底前最后一个周五. */
export function readDayExpression(text: string, start: number, present: Present, readers = readersAt(text, start)): FoundDay | undefined {
  const read = readBase(text, start, present, readers);
  if (!read) return undefined;
  const base = shaped(read);
  if (!mayGoOn(text, base.end)) return base;
  let found = readAgreeingWeekday(text, base, present);
  if (found.from === undefined || found.minute !== undefined) return found;
  for (let turns = 0; turns < 2; turns++) {
    const next = readBeside(text, found, present) ?? (found.bound ? undefined : shiftOf(text, found, present));
    if (!next) break;
    found = shaped(next);
  }
  return found;
}

function shiftOf(text: string, found: Found, present: Present): Found | undefined {
  if (found.grain !== 'day' && found.grain !== 'days') return undefined;
  return readShift(text, found.end, found, present);
}

function readBeside(text: string, found: Found, present: Present): Found | undefined {
  let at = text[found.end] === '的' ? found.end + 1 : found.end;
  const late = wordAt(text, at, AFTER_DAY);
  const early = late ? undefined : wordAt(text, at, BEFORE_DAY);
  const word = late ?? early;
  if (!word) return found.to === undefined ? undefined : readInRange(text, found.end, found.from ?? found.to, found.to, present);
  at += word.length;
  const isAfter = late !== undefined;
  if (found.from === undefined) return undefined;
  const origin = isAfter ? (found.to ?? found.from) : found.from;
  const nth = readNthBeside(text, at, origin, isAfter, present);
  if (!nth) return undefined;
  nth.reason = `${found.reason}，${nth.reason}`;
  nth.vague ||= found.vague;
  nth.guessed ||= found.guessed;
  return nth;
}

const AFTER_DAY = ['之后', '以后', '后'];
const BEFORE_DAY = ['之前', '以前', '前'];
const CONNECTORS = ['一直到', '直到', '到', '至', '--', '-', '~'];
/** 三月和九月之间, 2007年与2009年间. */
const BETWEEN = '和与跟同';
/** What `readDayRangeEnd` accepts first: 以来, 起, 开始, and what connects. */
const GOES_ON_TO = ' 以起始开一直到至-~和与跟同';
const FROM_NOW = '今明昨前大上本这去';

/** The end of a stretch: 周三到周五, 12月1日至3日, 今天到月底, 上周至今. Undefined when no stretch follows. */
export function readDayRangeEnd(text: string, start: number, found: Found, present: Present): FoundDay | undefined {
  if (!mayGoOnTo(text, start)) return undefined;
  if (found.from === undefined || found.bound || found.minute !== undefined) return undefined;
  let at = skipSpaces(text, start);
  if (text.startsWith('以来', at) && found.from <= present.today) {
    const since = stretch(found, at + 2, present.today);
    since.fixed = true;
    return since;
  }
  // 从5月26日起至29日止
  const begun = text[at] === '起' || text[at] === '始' ? at + 1 : wordAt(text, at, ['开始']) ? at + 2 : at;
  const linked = begun > at && (text[begun] === ',' || text[begun] === ' ') ? begun + 1 : begun;
  const connector = wordAt(text, linked, CONNECTORS);
  if (!connector) return begun === at && BETWEEN.includes(text[at] ?? ' ') ? readBetween(text, at + 1, found, present) : undefined;
  if (begun > at && connector.startsWith('-')) return undefined;
  at = linked;
  at = skipSpaces(text, at + connector.length);
  const now = wordAt(text, at, ['今天', '现在', '目前', '今']);
  if (now && connector !== '-' && (now !== '今' || !'年天日后晚早'.includes(text[at + 1] ?? ' '))) {
    if (found.from > present.today) return undefined;
    const till = copyOf(found);
    till.end = at + now.length;
    till.to = present.today;
    till.grain = 'days';
    till.fixed = true;
    till.vague = undefined;
    return till;
  }
  const end = readRangeEnd(text, at, found, present);
  if (!end) return undefined;
  if (text.startsWith('之间', end.end)) end.end += 2;
  else if (text[end.end] === '止' && !/^止[损盈付痛]/.test(text.slice(end.end, end.end + 2))) end.end++;
  return end;
}

/** False where no end of a stretch stands at the offset. */
export function mayGoOnTo(text: string, at: number): boolean {
  return GOES_ON_TO.includes(text[at] ?? '|');
}

/** 三月和九月之间: only with 之间 or 间 behind. */
function readBetween(text: string, start: number, found: Found, present: Present): FoundDay | undefined {
  const end = readRangeEnd(text, skipSpaces(text, start), found, present);
  const word = end && !/^间[隔接谍距]/.test(text.slice(end.end, end.end + 2)) ? wordAt(text, end.end, ['之间', '间']) : undefined;
  if (word === undefined || !end) return undefined;
  end.end += word.length;
  return end;
}

function readRangeEnd(text: string, at: number, found: Found, present: Present): FoundDay | undefined {
  if (found.from === undefined) return undefined;
  const parts = partsOfDayNumber(found.from);
  const sameMonth = readSmallNumber(text, at) ? readEndDay(text, at, parts.year, parts.month) : undefined;
  if (sameMonth && sameMonth.day >= found.from) return stretch(found, sameMonth.end, sameMonth.day);
  const isFromNow = FROM_NOW.includes(text[at] ?? ' ') || text.startsWith('下', at) || text.startsWith('后天', at);
  const origin: Present = isFromNow
    ? { ...present, lean: present.lean === 'past' ? 'future' : present.lean }
    : { ...present, ...parts, today: found.from, weekday: weekdayOfDayNumber(found.from), lean: 'future', rangeStart: at };
  const end = readBase(text, at, origin, readersAt(text, at));
  if (!end || end.from === undefined || end.minute !== undefined) return undefined;
  const last = end.to ?? end.from;
  if (last < found.from) return undefined;
  const range = stretch(found, end.end, last);
  if (isFromNow) range.guessed ||= end.guessed;
  return range;
}

function stretch(found: Found, end: number, to: number): FoundDay {
  const range = copyOf(found);
  range.end = end;
  range.to = to;
  range.grain = 'days';
  range.lunar = undefined;
  return range;
}
