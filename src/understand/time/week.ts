import { characterBefore } from '../characters.js';
import { englishWeekdayAt } from './english-day.js';
import { copyOf, fixedDay, fixedStretch, FoundDay } from './found.js';
import { isWeekdayWord, skipSpaces, weekdayAt, wordAt } from './present.js';
import type { Found, Present } from './types.js';
import { readInRange } from './within.js';

export const WEEK_UNITS = ['星期', '礼拜', '周'];
const NOT_A_WEEK = '期岁转边围折知密详刊易身遭全到旋济口';

/** 下个礼拜 3, but not 下周 3位客户. */
const SPACED_WEEKDAY = /^ [1-7](?![0-9.:,点月日号/%-]| ?[个位名笔家场次件份台支只万亿块套条张天户楼期点年周页元本])/;

/** A week `offset` from this one, and the weekday, 末 or part in it. `end` stands after the unit. */
export function inWeek(text: string, unitEnd: number, offset: number, present: Present, isExplicit: boolean): Found | undefined {
  const monday = present.today - present.weekday + 1 + offset * 7;
  let end = unitEnd;
  const isSpaced = isExplicit && text[end] === ' ' && SPACED_WEEKDAY.test(text.slice(end, end + 4));
  const direct = weekdayOfWeek(text, isSpaced ? end + 1 : end, monday, offset);
  if (direct) return direct;
  const english = (text.charCodeAt(end) | 32) < 128 ? englishWeekdayAt(text, skipSpaces(text, end)) : undefined;
  if (english) return fixedDay(english.end, monday + english.weekday - 1, '按自然周，周一到周日');
  if (text[end] === '末') {
    const from = offset === 0 && present.weekday === 7 ? present.today : monday + 5;
    return fixedStretch(end + 1, from, monday + 6, 'weekend', '周末是周六和周日');
  }
  if (!isExplicit || NOT_A_WEEK.includes(text[end] ?? ' ')) return undefined;
  // 下周周三, 下周的星期三, 下个星期的周三
  const linked = skipSpaces(text, text[end] === '的' ? end + 1 : end);
  const second = wordAt(text, linked, WEEK_UNITS);
  if (second) {
    const nested = weekdayOfWeek(text, linked + second.length, monday, offset);
    if (nested) return nested;
  }
  const today = wordAt(text, linked, ['今天', '今日']);
  if (today) return fixedDay(linked + 2, present.today + offset * 7, '按同一个周几');
  const within = wordAt(text, end, ['以内', '之内', '内']);
  if (within && offset >= 0 && !/^内[容部控行]/.test(text.slice(end, end + 2))) {
    const found = fixedDay(end + within.length, monday + 6, '周内到周日');
    found.bound = 'by';
    return found;
  }
  const half = wordAt(text, end, ['上半周', '前半周', '下半周', '后半周']);
  if (half) return halfWeek(end + 3, monday, half.startsWith('上') || half.startsWith('前'));
  const part = text[end];
  if ((part === '初' || part === '中') && !/^[中初][国午秋间心]/.test(text.slice(end, end + 2))) {
    const found = fixedDay(end + 1, monday + (part === '中' ? 2 : 0), `周${part}没有确切的日子`);
    found.vague = true;
    return found;
  }
  if (text[end] === '里') end++;
  const inside = readInRange(text, end, monday, monday + 6, present);
  return inside ?? fixedStretch(end, monday, monday + 6, 'week', '按自然周，周一到周日');
}

/** 三, 六日 behind the words of a week that begins on that Monday. */
function weekdayOfWeek(text: string, at: number, monday: number, offset: number): FoundDay | undefined {
  if (!isWeekdayWord(text, at)) return undefined;
  const weekday = weekdayAt(text, at) as number;
  const pair = weekday === 6 ? wordAt(text, at + 1, ['日', '、日', '周日', '、周日', '和周日']) : undefined;
  if (pair) return fixedStretch(at + 1 + pair.length, monday + 5, monday + 6, 'weekend', '周六和周日');
  return fixedDay(at + 1, monday + weekday - 1, offset === 1 ? '下周按下一个自然周' : '按自然周，周一到周日');
}

/** 上半周 is Monday to Wednesday, 下半周 Thursday to Sunday. */
export function halfWeek(end: number, monday: number, isFirst: boolean): Found {
  const from = isFirst ? monday : monday + 3;
  return fixedStretch(end, from, isFirst ? monday + 2 : monday + 6, 'days', '上半周到周三，下半周从周四起');
}

/** 周三, 星期天, 礼拜五, 周末, 周六日 without a week: the coming one, today counts. */
export function readWeekday(text: string, start: number, present: Present): Found | undefined {
  const unit = wordAt(text, start, WEEK_UNITS);
  if (!unit) return undefined;
  const before = characterBefore(text, start);
  // 一周一次, 两周三次, 第二周五
  if (
    /[0-9一二两三四五六七八九十几每第单双整半多]/.test(before) ||
    (before === '个' && !/(?:[这那下上]|[设定加建弄订约置]一?)个$/.test(text.slice(Math.max(0, start - 3), start)))
  )
    return undefined;
  const at = start + unit.length;
  // 圣周六, 神圣星期四: days of a church.
  if (before === '色' && text[start - 2] === '黑') return undefined;
  if ('圣神默匝路'.includes(before || ' ') && isWeekdayWord(text, at) && /[圣默匝撒]/.test(text.slice(Math.max(0, start - 2), start)))
    return undefined;
  if (text[at] === '末') {
    const weekend = inWeek(text, at, weekendOffset(present), present, false);
    // Said on a Sunday it is this evening or the next one.
    if (!weekend || present.weekday !== 7 || present.lean === 'past') return weekend;
    const either = copyOf(weekend);
    either.vague = true;
    return either;
  }
  if (!isWeekdayWord(text, at)) return undefined;
  // 周天 is a name more often than a Sunday.
  if (unit === '周' && text[at] === '天' && !AFTER_SUNDAY.test(text.slice(at + 1, at + 4))) return undefined;
  const found = inWeek(text, at, 0, present, false);
  if (!found) return undefined;
  let from = found.from as number;
  const isPast = present.lean === 'past';
  if (!isPast && (found.to ?? from) < present.today) from += 7;
  if (isPast && from > present.today) from -= 7;
  const to = found.to === undefined ? undefined : found.to + (from - (found.from as number));
  // 复活节星期一: nobody knows which feast it belongs to.
  const isOfWeek = /(?:第.{1,3}|[首末])(?:个?星期|个?礼拜|周)的?$/.test(text.slice(Math.max(0, start - 7), start));
  const isOfFeast = before === '节' && !'过完了'.includes(text[start - 2] ?? ' ');
  const list = to === undefined && text[found.end] !== undefined ? LISTED.exec(text.slice(found.end, found.end + 8)) : null;
  const isListed = list !== null && isRising(text[found.end - 1] as string, list[1] as string);
  const end = found.end + (isListed ? (list[1] as string).length : 0);
  const nearest = new FoundDay(end, from, to, found.grain, isPast ? '已经发生，按最近的一个' : '按最近的一个，今天也算');
  if (to === undefined && !isListed) nearest.isWeekday = true;
  if (isOfFeast || isOfWeek || isListed) nearest.vague = true;
  return nearest;
}

/** 周天上午, 周天提醒我: an hour, a half-day or the asking makes it a Sunday. */
const AFTER_SUNDAY = /^的?(?:提醒|叫我|喊我|别忘|[上下中]午|早上|早晨|凌晨|傍晚|晚上|[早晚]?[0-9一二两三四五六七八九十]{1,2}[点:])/;

/** 周一三五: figures right behind the weekday, with nothing behind them that they could count. */
const LISTED = /^(、?[二三四五六日天](?:、?[三四五六日天])*)(?=$|[,。;!?\s的都各要去在早晚上下中给找约])/;
const WEEK_ORDER = '一二三四五六日天';

function isRising(first: string, others: string): boolean {
  let last = WEEK_ORDER.indexOf(first);
  for (const char of others.replaceAll('、', '')) {
    const next = WEEK_ORDER.indexOf(char);
    if (next <= last) return false;
    last = next;
  }
  return last >= 0;
}

function weekendOffset(present: Present): number {
  return present.lean === 'past' && present.weekday < 6 ? -1 : 0;
}
