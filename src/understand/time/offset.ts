import { characterBefore } from '../characters.js';
import { addWorkdays, fromDayNumber, isProvisional, subtractWorkdays, toDayNumber } from '../../domain/calendar/index.js';
import { readQuantity, type Quantity } from '../duration.js';
import { readSmallNumber } from '../numbers.js';
import { copyOf, fixedDay, fixedStretch, type FoundDay } from './found.js';
import { addMonthsToNumber, monthRange, shiftMonth, skipSpaces, wordAt } from './present.js';
import type { Found, Present } from './types.js';

const LATER = ['以后', '之后', '过后', '开外', '后'];
const EARLIER = ['以前', '之前', '前'];
/** Behind a day that was said. */
const BEFORE_DAY = ['之前', '以前', '提前', '前'];
const AFTER_DAY = ['之后', '以后', '过后', '后'];
const WITHIN = ['以内', '之内', '内', '里', '之间'];
const AROUND = ['前后', '左右', '上下'];

/** Words whose 后 or 前 belongs to them: 三天后天气 is rare, 一天后勤 and 两天前台 are not dates. */
const NOT_A_SUFFIX = /^(?:[前后]半[年月周夜]|后(?:勤|台|续|悔|来者)|前(?:台|言|列腺|景|锋)|内(?:容|部|控|行|存)|里(?:程|面))/;

/** Words that count forward from now: 再过三天, 过两周. */
const AHEAD_WORDS = ['再过', '再等', '再隔', '过个', '过', '等', '隔'];
const PAST_RANGE = ['之前的', '之前', '最近这', '最近的', '最近', '过去的', '过去这', '过去', '近'];
const FUTURE_RANGE = ['接下来的', '接下来', '未来的', '未来', '今后的', '今后', '往后', '之后的', '之后'];

/** The minute when hours were counted. */
interface Shifted {
  day: number;
  minute: number | undefined;
  provisional: boolean | undefined;
}

/** A quantity counted from a day. */
export function shiftBy(present: Present, origin: { day: number; minute?: number }, quantity: Quantity, sign: 1 | -1): Shifted {
  let day = origin.day;
  if (quantity.months) {
    // 一个半月 is one month and fifteen days.
    const whole = Math.trunc(quantity.months);
    day = addMonthsToNumber(day, sign * whole) + sign * Math.round((quantity.months - whole) * 30);
  }
  day += sign * Math.round(quantity.days);
  let provisional: boolean | undefined;
  if (quantity.workdays) {
    const from = fromDayNumber(day);
    const date = (sign > 0 ? addWorkdays : subtractWorkdays)(from, Math.round(quantity.workdays), present.calendar);
    provisional = isProvisional(date, present.calendar) || undefined;
    day = toDayNumber(date);
  }
  const isTimed = quantity.minutes > 0 || quantity.grain === 'minute' || quantity.grain === 'hour' || quantity.grain === 'second';
  if (!isTimed) return { day, minute: undefined, provisional };
  const minute = (origin.minute ?? present.minute) + sign * Math.ceil(quantity.minutes);
  return { day: day + Math.floor(minute / 1440), minute: ((minute % 1440) + 1440) % 1440, provisional };
}

function relativeOf(quantity: Quantity): Found['relative'] {
  if (quantity.grain === 'week') return 'week';
  if (quantity.grain === 'month') return 'month';
  return quantity.grain === 'year' ? 'year' : undefined;
}

/** 零天后 is no day either: whoever writes it means something else. */
function isUnusable(quantity: Quantity): boolean {
  if (quantity.days + quantity.months + quantity.workdays + quantity.minutes === 0) return true;
  return quantity.days > 40_000 || Math.abs(quantity.months) > 2400 || quantity.workdays > 500 || quantity.minutes > 1e7;
}

function shifted(present: Present, quantity: Quantity, sign: 1 | -1, end: number, reason: string): FoundDay {
  const { day, minute, provisional } = shiftBy(present, { day: present.today }, quantity, sign);
  const found = fixedDay(end, day, reason);
  if (minute !== undefined) {
    found.minute = minute;
    found.grain = 'minute';
  }
  if (quantity.approx) found.vague = true;
  found.guessed = provisional;
  found.provisional = provisional;
  found.relative = relativeOf(quantity);
  return found;
}

/**
 * A quantity at an offset with 后, 前, 内 … behind it: 三天后, 半小时前, 5个工作日内. A quantity alone is not
 * a day; the caller decides about durations.
 */
export function readOffset(text: string, start: number, present: Present): Found | undefined {
  const quantity = readQuantity(text, start);
  if (!quantity || isUnusable(quantity) || isNegative(text, start)) return undefined;
  const at = skipSpaces(text, quantity.end);
  if (NOT_A_SUFFIX.test(text.slice(at, at + 3))) return undefined;
  const around = wordAt(text, at, AROUND);
  if (around) {
    const after = at + around.length;
    const later = wordAt(text, after, LATER);
    const sign = later || around === '前后' ? 1 : wordAt(text, after, EARLIER) ? -1 : undefined;
    if (sign === undefined || (around !== '前后' && !later && sign === 1)) return undefined;
    const end = after + (later ?? (sign < 0 ? wordAt(text, after, EARLIER) : undefined) ?? '').length;
    const found = shifted(present, quantity, sign, end, '大约的日子');
    found.vague = true;
    return found;
  }
  // 3月后 is April or three months from now.
  const isUnclear = quantity.bareMonth;
  if (isUnclear && (quantity.days > 0 || quantity.months > 12)) return undefined;
  const later = wordAt(text, at, LATER);
  if (later) {
    const found = shifted(present, quantity, 1, at + later.length, '从现在往后数');
    if (isUnclear) found.vague = true;
    return found;
  }
  const earlier = wordAt(text, at, EARLIER);
  if (earlier) {
    // 3日前 is by the 3rd, which the caller reads; 两日前 cannot be.
    if (isUnclear || (text[quantity.end - 1] === '日' && text[start] !== '两' && text[start] !== '俩')) return undefined;
    return shifted(present, quantity, -1, at + earlier.length, '从现在往前数');
  }
  const within = wordAt(text, at, WITHIN);
  if (within) {
    if (isUnclear) return undefined;
    const found = shifted(present, quantity, 1, at + within.length, '从现在起算的期限');
    found.bound = 'by';
    found.relative = undefined;
    return found;
  }
  const since = wordAt(text, at, ['以来', '来']);
  if (since && !isUnclear && quantity.grain !== 'minute' && quantity.grain !== 'hour') {
    return pastRange(present, quantity, at + since.length);
  }
  return undefined;
}

/** -1分钟后, 负三天: a sign that makes no sense here; nothing is read rather than the number without it. */
export function isNegative(text: string, start: number): boolean {
  const before = text[start - 1];
  return before === '负' || (before === '-' && !/[0-9日号点月年周一二三四五六天]/.test(text[start - 2] ?? ''));
}

function pastRange(present: Present, quantity: Quantity, end: number): FoundDay {
  const { day, minute } = shiftBy(present, { day: present.today }, quantity, -1);
  const found = fixedStretch(end, day, present.today, 'days', '到现在为止的一段');
  found.minute = minute;
  if (minute !== undefined) found.endMinute = present.minute;
  if (quantity.approx) found.vague = true;
  return found;
}

function futureRange(present: Present, quantity: Quantity, end: number): FoundDay {
  const { day, minute } = shiftBy(present, { day: present.today }, quantity, 1);
  const found = fixedStretch(end, present.today, day, 'days', '从现在起的一段');
  if (minute !== undefined) found.minute = present.minute;
  found.endMinute = minute;
  if (quantity.approx) found.vague = true;
  return found;
}

/** 再过三天, 过两周, 最近三天, 过去两周, 未来一个月, 前三天, 后两周, 这三天. */
export function readCounted(text: string, start: number, present: Present): Found | undefined {
  if (!'再过等隔最近未接今往之前后头'.includes(text[start] ?? ' ')) return undefined;
  const ahead = wordAt(text, start, AHEAD_WORDS);
  if (ahead && !'不通经超跟隐可度路'.includes(characterBefore(text, start) || ' ')) {
    const quantity = readQuantity(text, skipSpaces(text, start + ahead.length));
    if (quantity && !isUnusable(quantity) && !quantity.bareMonth) {
      const later = wordAt(text, quantity.end, LATER);
      const needsLater = ahead === '等' || ahead === '隔';
      if (needsLater && !later) return undefined;
      const found = shifted(present, quantity, 1, quantity.end + (later ?? '').length, '从现在往后数');
      // 过两天 also means "in a few days"; 再过两天 does not.
      const isLoose = ahead === '过' && quantity.grain === 'day' && quantity.days === 2 && !later;
      if (isLoose) found.guessed = true;
      return found;
    }
  }
  const past = wordAt(text, start, PAST_RANGE);
  const isOpen = past?.startsWith('之前') !== true || !/[\p{L}\p{N}]/u.test(characterBefore(text, start));
  if (past && isOpen && !'附靠亲接远最临将'.includes(characterBefore(text, start) || ' ')) {
    const quantity = rangeQuantity(text, start + past.length);
    if (quantity) return pastRange(present, quantity, quantity.end);
  }
  const future = wordAt(text, start, FUTURE_RANGE);
  if (future && (future !== '之后' || !/[\p{L}\p{N}]/u.test(characterBefore(text, start)))) {
    const quantity = rangeQuantity(text, start + future.length);
    if (quantity) return futureRange(present, quantity, skipWithin(text, quantity.end));
  }
  const short = text[start];
  if (short === '前' || short === '后' || short === '头') {
    // 到期前7天 counts from something said before it.
    if (start > 0 && /[\p{L}\p{N}]/u.test(text[start - 1] as string) && !'在于查看这'.includes(text[start - 1] as string)) return undefined;
    const quarters = short === '前' ? readFirstQuarters(text, start + 1, present) : undefined;
    if (quarters) return quarters;
    const quantity = rangeQuantity(text, start + 1);
    if (!quantity || short === '头') return undefined;
    // 前两天 is loose, 前三天 is counted.
    const found = short === '前' ? pastRange(present, quantity, quantity.end) : followingRange(present, quantity);
    // 前两个月 are the whole ones before this one, or the first of the year, or counted from today.
    const isLoose = (quantity.days === 2 && quantity.grain === 'day') || (short === '前' && (quantity.months > 0 || quantity.minutes > 0));
    if (isLoose) found.vague = true;
    else found.guessed = true;
    return found;
  }
  return undefined;
}

/** 前三季度 as reports say it: the first ones of this year, while the third is over or running; else which year is open. */
function readFirstQuarters(text: string, start: number, present: Present): Found | undefined {
  const number = readSmallNumber(text, start);
  if (!number || number.value < 2 || number.value > 3 || number.sequence || !text.startsWith('季度', number.end)) return undefined;
  const last = monthRange(present.year, number.value * 3);
  const isBegun = monthRange(present.year, number.value * 3 - 2).from <= present.today;
  const found = fixedStretch(number.end + 2, monthRange(present.year, 1).from, last.to, 'days', '按今年的头几个季度');
  if (!isBegun) found.vague = true;
  found.guessed = true;
  return found;
}

/** 后三天, 下三天: from tomorrow, for today has begun; hours and minutes from now. */
function followingRange(present: Present, quantity: Quantity): FoundDay {
  const found = futureRange(present, quantity, quantity.end);
  if (found.minute === undefined) found.from = present.today + 1;
  return found;
}

/** 上两天, 下三个小时 count from now; 上两周, 下三个月, 前两年 are whole ones beside the present one. */
export function readCountBeside(text: string, start: number, present: Present): Found | undefined {
  const stem = text[start];
  const isPast = stem === '上';
  const before = characterBefore(text, start);
  if (before !== '' && '以线如网名旗手乡楼路马身之加早晚往向朝心放余地脚底桌案车船床天'.includes(before)) return undefined;
  if (!((readSmallNumber(text, start + 1)?.value ?? 0) > 1)) return undefined;
  const quantity = rangeQuantity(text, start + 1);
  if (!quantity || quantity.approx || quantity.workdays) return undefined;
  if ('前后内里多以之期'.includes(text[quantity.end] ?? ' ')) return undefined;
  const found = isPast ? pastRange(present, quantity, quantity.end) : followingRange(present, quantity);
  found.guessed = true;
  if (quantity.minutes > 0) return wholeHours(found, quantity, isPast, present);
  const whole = wholeUnits(quantity, isPast ? -1 : 1, present);
  if (whole) found.from = whole.from;
  found.to = whole?.to ?? (isPast ? present.today - 1 : found.to);
  found.minute = undefined;
  found.endMinute = undefined;
  return found;
}

/** 上两小时 and 下三分钟 are whole ones beside the present one, as 上两周 is. */
function wholeHours(found: FoundDay, quantity: Quantity, isPast: boolean, present: Present): FoundDay {
  const { grain, minutes } = quantity;
  const unit = grain === 'hour' ? 60 : 1;
  if (quantity.days > 0 || quantity.months > 0 || grain === 'second' || !Number.isInteger(minutes / unit)) return found;
  const now = Math.floor(present.minute / unit) * unit;
  const first = isPast ? now - minutes : now + unit;
  const last = first + minutes;
  const day = present.today + Math.floor(first / 1440);
  const wrap = (minute: number): number => ((minute % 1440) + 1440) % 1440;
  found.from = day;
  found.to = present.today + Math.floor(last / 1440);
  found.minute = wrap(first);
  found.endMinute = wrap(last);
  found.reason = '按整点数';
  return found;
}

function wholeUnits(quantity: Quantity, sign: 1 | -1, present: Present): { from: number; to: number } | undefined {
  const { days, months, grain } = quantity;
  if (grain === 'week' && days > 0 && months === 0 && days % 7 === 0) {
    const monday = present.today - present.weekday + 1;
    return sign < 0 ? { from: monday - days, to: monday - 1 } : { from: monday + 7, to: monday + 6 + days };
  }
  if (days > 0 || !Number.isInteger(months) || months === 0) return undefined;
  const step = grain === 'year' ? 12 : 1;
  const first = grain === 'year' ? 1 : present.month;
  const [from, to] = sign < 0 ? [-months, -1] : [step, step + months - 1];
  const start = shiftMonth(present.year, first, from);
  const last = shiftMonth(present.year, first, to);
  return { from: monthRange(start.year, start.month).from, to: monthRange(last.year, last.month).to };
}

function skipWithin(text: string, at: number): number {
  return at + (wordAt(text, at, WITHIN) ?? '').length;
}

function rangeQuantity(text: string, at: number): Quantity | undefined {
  const quantity = readQuantity(text, skipSpaces(text, at));
  return quantity && !isUnusable(quantity) && !quantity.bareMonth ? quantity : undefined;
}

/**
 * What counts from a day just read: 前一天, 后三天, 的前两天, 后第一个工作日 is the caller's. Undefined when the
 * words after it do not shift it.
 */
export function readShift(text: string, start: number, found: Found, present: Present): Found | undefined {
  if (found.from === undefined) return undefined;
  let at = skipSpaces(text, start);
  if (text[at] === '的') at++;
  const early = wordAt(text, at, BEFORE_DAY);
  const late = early ? undefined : wordAt(text, at, AFTER_DAY);
  const word = early ?? late;
  if (!word) return undefined;
  at += word.length;
  if (text[at] === '的') at++;
  const quantity = readQuantity(text, at);
  if (!quantity || isUnusable(quantity) || quantity.minutes > 0 || quantity.bareMonth) return undefined;
  const origin = early ? found.from : (found.to ?? found.from);
  const { day, provisional } = shiftBy(present, { day: origin }, quantity, early ? -1 : 1);
  const beside = copyOf(found);
  beside.end = quantity.end;
  beside.from = day;
  beside.to = undefined;
  beside.grain = 'day';
  beside.lunar = undefined;
  beside.reason = `${found.reason}，再${early ? '往前' : '往后'}数`;
  if (quantity.approx) beside.vague = true;
  beside.provisional ||= provisional;
  beside.guessed ||= provisional;
  return beside;
}
