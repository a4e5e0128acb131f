import { dayNumberOf, fromDayNumber, isRealDay, partsOfDayNumber, toDayNumber, weekdayOfDayNumber } from '../../domain/calendar/index.js';
import { minutesOfQuantity, readQuantity } from '../duration.js';
import { characterBefore } from '../characters.js';
import { isArabicDigit, isChineseNumeral } from '../numbers.js';
import { Draft, readMoment, valueOf } from './join.js';
import { foldCharacters } from './normalise.js';
import { isNegative, shiftBy } from './offset.js';
import { HALF_OF } from './day-period.js';
import { dateOfDayNumber, dayNumberOfDate, presentOf, skipSpaces, wordAt } from './present.js';
import { readRepetition } from './repetition.js';
import { nextBeginning, PRESENT_WORDS, READER, readersAt } from './starts.js';
import type { DurationSpan, MomentSpan, Present, TimeOptions, TimeSpan } from './types.js';
import { readVague } from './vague.js';

/** A time without a day this close after a day without a time belongs to it: 明天约王总吃饭,晚上7点. */
const JOIN_WITHIN_CHARS = 14;

/**
 * Every time, date, duration and repetition in a text, in order and without overlaps. Pure and linear in the
 * length of the text. Source: design §4.
 */
export function findTimeSpans(text: string, options: TimeOptions): TimeSpan[] {
  return readTimes(text, options).spans;
}

/** Spans with what a reading of the same text for another lean need not find out again. */
export interface TimeReading {
  spans: TimeSpan[];
  /** False where the lean was not asked for: then the spans are the same for every lean. */
  usesLean: boolean;
  /** Offsets where a span began or the lean was asked for, each followed by where the reading went on. */
  tried: number[];
}

/** Reads a text for a lean; `earlier` is what the same text gave for another one, whose misses are passed over. */
export function readTimes(text: string, options: TimeOptions, earlier?: TimeReading): TimeReading {
  const folded = foldCharacters(text);
  let present: ReturnType<typeof presentOf> | undefined;
  const spans: TimeSpan[] = [];
  const dayless = new Set<TimeSpan>();
  const tried: number[] = [];
  const { length } = folded;
  let usesLean = false;
  // Behind a place where this lean reads on from elsewhere, nothing is known.
  let known = earlier?.tried;
  let next = 0;
  let at = 0;
  while (at < length) {
    if (known) {
      while (next < known.length && (known[next] as number) < at) next += 2;
      if (next >= known.length) break;
      at = known[next] as number;
    } else {
      at = nextBeginning(folded, at);
      if (at === length) break;
    }
    const readers = readersAt(folded, at);
    if (readers === 0) {
      at = afterMiss(folded, at, folded.charCodeAt(at));
      continue;
    }
    present ??= presentOf(options);
    present.isLeanUsed = false;
    const span = readSpan(text, folded, at, readers, present, dayless);
    if (span) {
      spans.push(span);
      if (span.kind === 'date' || span.kind === 'time') {
        if (span.value.date !== undefined) rememberDay(span, present);
      }
    }
    const end = span ? span.end : afterMiss(folded, at, folded.charCodeAt(at));
    if (span || present.isLeanUsed) tried.push(at, end);
    if (known && known[next + 1] !== end) known = undefined;
    usesLean ||= present.isLeanUsed;
    at = end;
  }
  if (!present || spans.length === 0) return { spans: [], usesLean, tried };
  present.isLeanUsed = false;
  const settled = settle(text, folded, spans, dayless, present);
  return { spans: settled, usesLean: usesLean || present.isLeanUsed, tried };
}

/** Days told later in the text may lean on this one: 提前三天, 同月9号, and a bare 15号 behind 下月5号. */
function rememberDay(span: MomentSpan, present: Present): void {
  const day = dayNumberOfDate(span.value.date as string);
  present.lastDay = day;
  const isPlain = span.grain === 'day' || span.grain === 'minute';
  if (!isPlain || span.value.lunar || span.value.vague || (!present.lastMonth && !span.text.includes('月'))) return;
  const isOfMonth = /[0-9一二三四五六七八九十][号日]|月.{0,2}[0-9一二三四五六七八九十]/.test(span.text);
  if (!isOfMonth) return;
  const { year, month, day: dayOfMonth } = partsOfDayNumber(day);
  present.lastMonth = { year, month, day: dayOfMonth, end: span.end };
}

/** A number that was no date is passed over whole: 13800138000 holds no 8号, and 三十三 no 十三. */
function afterMiss(text: string, at: number, code: number): number {
  let next = at + 1;
  if (isArabicDigit(code)) {
    while (isArabicDigit(text.charCodeAt(next)) || (text[next] === '.' && isArabicDigit(text.charCodeAt(next + 1)))) next++;
  } else if (isChineseNumeral(code)) {
    while (isChineseNumeral(text.charCodeAt(next))) next++;
  }
  return next;
}

function readSpan(text: string, folded: string, at: number, readers: number, present: Present, dayless: Set<TimeSpan>): TimeSpan | undefined {
  if (readers & READER.ahead) return readAhead(text, folded, at, present);
  const draft =
    (readers & READER.repetition ? readRepetition(folded, at, present) : undefined) ??
    readMoment(folded, at, present, readers) ??
    (readers & READER.vague ? vagueDraft(folded, at, present) : undefined);
  if (draft) {
    if (draft.weak && !isAll(folded, at, draft.end)) return undefined;
    const span = momentSpan(text, at, draft);
    if (span.kind === 'time' && isElsewhere(folded, at, span.end)) {
      span.value.vague = true;
      span.reason = '说的是别处的时间';
    }
    if (!span.bound && span.value.endDate === undefined && span.kind !== 'recurrence' && isBoundBefore(folded, at)) span.bound = 'by';
    if (!draft.hasDay) dayless.add(span);
    return span;
  }
  return (
    (readers & READER.present ? readPresent(text, folded, at, present) : undefined) ??
    (readers & READER.length ? readDuration(text, folded, at) : undefined)
  );
}

const BOUND_BEFORE = /(?:截至|截止到?|截止至|最迟|最晚|至迟|至晚|不晚于|不迟于|赶在|限)[在于到是]?$/;

/** 最迟周五, 截至12月5日, 不晚于下周三: the bound is said first. */
function isBoundBefore(text: string, start: number): boolean {
  return start > 0 && '至止到迟晚于在是限'.includes(text[start - 1] as string) && BOUND_BEFORE.test(text.slice(Math.max(0, start - 5), start));
}

const ZONE_BEHIND = /^ ?(?:CET|CEST|GMT|UTC|BST|EST|EDT|CST|PST|PDT|JST|MST|MSK|AEST)(?![A-Za-z])/;
const ZONE_BEFORE =
  /(?:美国|美东|美西|东部|西部|太平洋|纽约|芝加哥|洛杉矶|旧金山|多伦多|温哥华|伦敦|英国|巴黎|法兰克福|苏黎世|欧洲|格林[尼威]治|莫斯科|迪拜|东京|日本|首尔|悉尼|墨尔本|当地|世界)(?:标准|当地)?时间的?,?$/;

const isCapital = (unit: number): boolean => unit >= 0x41 && unit <= 0x5a;

/** 4pm CET, 纽约时间早上9点: an hour of another place, which is not reckoned here. */
function isElsewhere(text: string, start: number, end: number): boolean {
  const next = text.charCodeAt(end);
  if ((next === 0x20 || isCapital(next)) && ZONE_BEHIND.test(text.slice(end, end + 6))) return true;
  return start > 0 && '间的,'.includes(text[start - 1] as string) && ZONE_BEFORE.test(text.slice(Math.max(0, start - 12), start));
}

function momentSpan(text: string, start: number, draft: Draft): MomentSpan {
  const { kind, end, value, grain, reason } = draft;
  const span: MomentSpan = { kind, text: text.slice(start, end), start, end, value, grain, reason };
  if (draft.guessed) span.guessed = true;
  if (draft.bound) span.bound = draft.bound;
  if (draft.period) span.period = draft.period;
  if (draft.provisional) span.provisional = true;
  if (draft.ahead) span.ahead = true;
  return span;
}

/** Whether a stretch is all that was said, but for spaces and marks. */
function isAll(text: string, start: number, end: number): boolean {
  return !/[\p{L}\p{N}]/u.test(text.slice(Math.max(0, start - 20), start)) && !/[\p{L}\p{N}]/u.test(text.slice(end, end + 20)) && start < 20;
}

function vagueDraft(text: string, at: number, present: Present): Draft | undefined {
  const found = readVague(text, at, present);
  if (!found) return undefined;
  const value = valueOf(found.from, undefined, undefined, undefined, true, undefined);
  const draft = new Draft('date', found.end, value, 'day', found.reason, true);
  draft.weak = found.weak;
  return draft;
}

/** 现在, 刚才: a moment only when it is the whole answer. */
function readPresent(text: string, folded: string, at: number, present: Present): MomentSpan | undefined {
  const word = wordAt(folded, at, PRESENT_WORDS);
  if (!word || !isAll(folded, at, at + word.length)) return undefined;
  const value = valueOf(present.today, undefined, present.minute, undefined, undefined, undefined);
  const draft = new Draft('time', at + word.length, value, 'minute', '就是现在', true);
  if (word.startsWith('刚')) draft.guessed = true;
  return momentSpan(text, at, draft);
}

/** Words that make days and weeks a length somebody spends, rather than a product's name. */
const SPENDS =
  /(?:为期|一共|共|住|出差|请假|休假|休息|玩|待|呆|持续|历时|[了过]|延期|延长|推迟|延后|推后|顺延|宽限|暂停|再给|还有|还剩|剩|间隔|(?:到期|生日|期|日)前)(?:了|约|大约|大概)?\s?$/;
/** 三年半过去了, 半年了. */
const SPENT = /^(?:了(?![^,。;!?呀啊呢吧\s])|(?:又?[快要]+)?过去了|下来|之久|有余|以上|以下)/;
const NOT_A_LENGTH =
  /^(?:期|通知|理财|定期|定存|存款|大额|结构|滚动|持有|封闭|产品|国债|利|收益|年化|逆回购|无理由|免息|热度|自助|营业|客服|银行|服务|在线|热线|不打烊|便利|岁|年|线|均|K|k|型|开放|内)/;

const AROUND_LENGTH = ['左右', '上下'];

/** A length of time: hours and minutes anywhere, days and weeks after words of spending or alone. */
function readDuration(text: string, folded: string, at: number): DurationSpan | undefined {
  const before = characterBefore(folded, at);
  if (before !== '' && ('第.×x*/每零几'.includes(before) || (before === '大' && folded[at] === '半'))) return undefined;
  const quantity = readQuantity(folded, at);
  if (!quantity || quantity.bareMonth || isNegative(folded, at)) return undefined;
  const around = wordAt(folded, quantity.end, AROUND_LENGTH);
  const end = quantity.end + (around ?? '').length;
  const after = folded.slice(quantity.end, quantity.end + 4);
  const alone = isAll(folded, at, end);
  const isClock = quantity.minutes > 0 && quantity.days === 0 && quantity.months === 0 && quantity.workdays === 0;
  if (!alone) {
    if (NOT_A_LENGTH.test(after)) return undefined;
    if (!isClock && !SPENDS.test(folded.slice(Math.max(0, at - 8), at)) && !SPENT.test(after)) return undefined;
    if (isClock && quantity.grain === 'second' && quantity.minutes < 1) return undefined;
  }
  if (/[0-9]/.test(folded[quantity.end] ?? '') && isClock) return undefined;
  const minutes = minutesOfQuantity(quantity);
  const span: DurationSpan = {
    kind: 'duration',
    text: text.slice(at, end),
    start: at,
    end,
    value: { minutes },
    reason: quantity.months ? '一个月按30天' : '按字面相加',
  };
  if (around || quantity.approx || quantity.months || quantity.workdays) span.guessed = true;
  return span;
}

/** 提前三天, 提前半小时: counted back from the day or time named before; else a length, settled afterwards. */
function readAhead(text: string, folded: string, at: number, present: Present): TimeSpan | undefined {
  const quantity = readQuantity(folded, skipSpaces(folded, at + 2));
  if (!quantity || quantity.bareMonth) return undefined;
  const base = { text: text.slice(at, quantity.end), start: at, end: quantity.end };
  if (present.lastDay !== undefined && quantity.minutes === 0) return aheadOf(text, base, quantity, present.lastDay, present);
  return { kind: 'duration', ...base, value: { minutes: minutesOfQuantity(quantity) }, reason: '提前的时间' };
}

function aheadOf(
  said: string,
  base: { start: number; end: number },
  quantity: NonNullable<ReturnType<typeof readQuantity>>,
  day: number,
  present: Present,
): MomentSpan {
  const shifted = shiftBy(present, { day }, quantity, -1);
  const value = valueOf(shifted.day, undefined, undefined, undefined, quantity.approx, undefined);
  const draft = new Draft('date', base.end, value, 'day', '从前面说的日子往前数', true);
  draft.ahead = true;
  draft.provisional = shifted.provisional;
  return momentSpan(said, base.start, draft);
}

/** What spans say about each other: a time takes the day before it, 或 leaves both open, 不是周三 is taken back. */
function settle(said: string, text: string, spans: TimeSpan[], dayless: Set<TimeSpan>, present: Present): TimeSpan[] {
  joinStart(said, text, spans);
  for (let i = 1; i < spans.length; i++) {
    const before = spans[i - 1] as TimeSpan;
    const span = spans[i] as TimeSpan;
    const gap = text.slice(before.end, span.start);
    if (before.kind === 'duration' || span.kind === 'duration') continue;
    if (dayless.has(span) && !dayless.has(before)) joinDay(before, span, gap, dayless, present);
    if (/^[ ,]?(?:或者?|还是|要么)[ 是]?$/.test(gap)) {
      before.value.vague = true;
      span.value.vague = true;
    }
  }
  joinWeekdays(text, spans, present);
  const kept = spans.filter((span, i) => !isTakenBack(text, span, spans[i + 1]));
  resolveAheadBefore(said, text, kept, present);
  return kept;
}

/** 下周一开始每天: the repetition begins on the day said before it. */
function joinStart(said: string, text: string, spans: TimeSpan[]): void {
  for (let i = spans.length - 1; i > 0; i--) {
    const before = spans[i - 1] as TimeSpan;
    const span = spans[i] as TimeSpan;
    if (span.kind !== 'recurrence' || before.kind !== 'date' || before.grain !== 'day' || before.value.vague) continue;
    if (/BY(?:MONTH)?DAY/.test(span.value.recurrence ?? 'BYDAY') || !/^(?:开始|起)[, ]?$/.test(text.slice(before.end, span.start))) continue;
    // 今天起每天十点, said at eleven: the first one is tomorrow's.
    const isOver = span.value.recurrence === 'FREQ=DAILY' && (before.value.date ?? '') < (span.value.date ?? '');
    if (!isOver) span.value.date = before.value.date;
    span.start = before.start;
    span.text = said.slice(span.start, span.end);
    spans.splice(i - 1, 1);
  }
}

/** 周日,12月6号: the weekday says which year is meant, or that something is wrong; it is no second day. */
function joinWeekdays(text: string, spans: TimeSpan[], present: Present): void {
  for (let i = spans.length - 1; i > 0; i--) {
    const before = spans[i - 1] as TimeSpan;
    const span = spans[i] as TimeSpan;
    if (before.kind !== 'date' || span.kind === 'duration' || span.kind === 'recurrence') continue;
    if (!/^(?:周|週|星期|礼拜|禮拜)[一二三四五六日天]$/.test(before.text) || !/^[ ,，、(（]{0,2}$/.test(text.slice(before.end, span.start))) continue;
    if (!/[月/\-.]/.test(span.text) || span.value.date === undefined || span.value.endDate !== undefined) continue;
    const weekday = weekdayOfDayNumber(toDayNumber(before.value.date as string));
    settleByWeekday(span, weekday, present);
    spans.splice(i - 1, 1);
  }
}

function settleByWeekday(span: MomentSpan, weekday: number, present: Present): void {
  const said = toDayNumber(span.value.date as string);
  if (weekdayOfDayNumber(said) === weekday) {
    delete span.value.vague;
    return;
  }
  const { month, day } = partsOfDayNumber(said);
  const hasYear = /[0-9]{4}|年/.test(span.text);
  const years = hasYear
    ? []
    : [present.year - 1, present.year, present.year + 1].filter(
        (year) => isRealDay(year, month, day) && weekdayOfDayNumber(dayNumberOf(year, month, day)) === weekday,
      );
  const [year] = years;
  if (year === undefined) {
    span.value.vague = true;
    span.reason = '日期和周几对不上';
    return;
  }
  span.value.date = fromDayNumber(dayNumberOf(year, month, day));
  span.guessed = true;
  delete span.value.vague;
  span.reason = '按周几对得上的那年';
}

function joinDay(before: MomentSpan, span: MomentSpan, gap: string, dayless: Set<TimeSpan>, present: Present): void {
  if (before.kind !== 'date' || before.value.date === undefined) return;
  if (before.value.endDate || gap.length > JOIN_WITHIN_CHARS || /[。;!?\n]/.test(gap)) return;
  span.value.date = before.value.date;
  const time = span.value.time && halfOfDay(span, before, present);
  if (time) span.value.time = time;
  dayless.delete(span);
  if (before.value.vague) span.value.vague = true;
  // The day was put there because the time was over today; now it has a day of its own.
  else if (span.reason.startsWith('今天')) delete span.value.vague;
  span.guessed = true;
  span.reason = `按前面说的“${before.text}”`;
}

/** Five to twelve, with no half of the day said: figures of a clock with 24 hours are none of these. */
const BARE_HOUR = /^(?:大概|大约|差不多|约)?(?:[5-9]|1[0-2]|[五六七八九]|十[一二]?)(?:点|時|时(?!间)|(?<=^[5-9]):)/;

/** 「明天早上做核磁，七点五十之前要到」: a bare hour is in the half of the day that was said with the day; of another day than today it is as said. */
function halfOfDay(span: MomentSpan, day: MomentSpan, present: Present): string | undefined {
  const time = span.value.time as string;
  if (!BARE_HOUR.test(span.text) || span.value.endTime) return undefined;
  const half = day.period === undefined ? undefined : HALF_OF.get(day.period);
  const hour = Number(time.slice(0, 2)) % 12;
  const at = (hours: number): string => `${String(hours).padStart(2, '0')}${time.slice(2)}`;
  if (half === undefined) return time >= '19:00' && span.value.date !== dateOfDayNumber(present.today) ? at(hour) : undefined;
  if (half === 'noon') return hour === 0 ? at(12) : at(hour);
  if (hour === 0) return undefined;
  return half === 'morning' || half === 'dawn' ? at(hour) : at(hour + 12);
}

/** 不是周三,是周四. */
function isTakenBack(text: string, span: TimeSpan, next: TimeSpan | undefined): boolean {
  if (!next) return false;
  const lead = text.slice(Math.max(0, span.start - 3), span.start);
  return lead.endsWith('不是') && !lead.endsWith('是不是') && /^(?:[,、 ]*)(?:而?是|改|应该|要)/.test(text.slice(span.end, span.end + 4));
}

/** 提前三天提醒我,存单12月18日到期: the day comes after. */
function resolveAheadBefore(said: string, text: string, spans: TimeSpan[], present: Present): void {
  spans.forEach((span, i) => {
    if (span.kind !== 'duration' || span.reason !== '提前的时间') return;
    const next = spans.slice(i + 1).find((candidate): candidate is MomentSpan => candidate.kind === 'date' || candidate.kind === 'time');
    const quantity = readQuantity(text, skipSpaces(text, span.start + 2));
    if (!quantity || quantity.minutes > 0 || next?.value.date === undefined) return;
    const { start, end } = span;
    spans[i] = aheadOf(said, { start, end }, quantity, dayNumberOfDate(next.value.date), present);
  });
}
