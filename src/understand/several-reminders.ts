import { addDays, weekdayOf } from '../domain/calendar/index.js';
import type { ClientArg, IntentSpec, WhenValue } from '../domain/intent.js';
import { clientArg } from './client-mention.js';
import { draft, type Draft } from './draft.js';
import { isDoneAt } from './errand.js';
import { fillReminder } from './fill-reminder.js';
import { spec } from './free-guard.js';
import { earlier, leadTime } from './lead-time.js';
import { Reading } from './reading.js';
import { DAY_CODES } from './recurrence-date.js';
import { askedIn, marksIn } from './reminder-cues.js';
import { reminderText } from './reminder-text.js';
import type { MomentSpan } from './time/types.js';
import { whenAhead } from './when.js';

/** One reminder of several in a sentence. */
interface OneOfSeveral {
  at: WhenValue;
  text: string;
  client?: ClientArg;
}

const POINTS = /^(?:刚才|刚刚|上面|前面)?的?(?:这|那)(?:个|条|件)?(?:事(?:情|儿)?|提醒|待办)?$/;

/** 「再过一个小时提醒我 刚才那个」「明天再提醒我这个」: no new one, an item of the list moves. */
function pointedAt(reading: Reading, { args }: Draft): Draft | undefined {
  const intent = spec(reading, 'snooze');
  const at = args['at'] as WhenValue | undefined;
  if (!intent || at === undefined || args['recurrence'] !== undefined || typeof args['text'] !== 'string' || !POINTS.test(args['text']))
    return undefined;
  return draft(intent, { to: at }, { missing: ['items'], isGuessed: true, confidence: 0.8 });
}

const LONGEST_THING = 18;
const HALF_A_DAY = 720;
/** In minutes. */
const LITTLE_BEFORE = 60;
const MOST = 6;
/** Between two hours of one thing: 「9点和14点」「八点、中午十二点、晚上八点」. */
const JOINS = /^\s?(?:[、,]|和|及|与|跟|还有|以及|\s)?\s?$/;
const CUE_WORDS =
  /(?:到时候?|分别|都|各|再|还要?|也|要|请|记得|提前[^,。;]{1,8}?(?=提醒|[叫喊]|通知))*(?:提醒|叫|喊|通知)(?:一下)?我?(?:一[次遍下声])*/g;
const OWN_HOUR = /^(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|早|晚)?[0-9零一二两三四五六七八九十]+(?:点|:|$)/;
const BARE_HOUR = /^[0-9零一二两三四五六七八九十]/;
const CLOCK_ONLY = /^[0-9零一二两三四五六七八九十]+[点:]/;
/** 14点, 十五点, 08:30. */
const OF_24 = /^(?:1[3-9]|2[0-4]|十[三四五六七八九]|二十|0[0-9])/;
/** All of them are to be told. */
export const OF_ALL = /(?:都|各|分别|分头)(?:请|要|[各]?提前[^,。;]{1,8}?)?(?:提醒|叫|喊|通知)/;

/**
 * The reminder a cue asks for; of several the first, the others beside it in `also`: they are shown before they are kept.
 * `isGlued`: no mark need stand between them, 「八点起床下午三点开会」.
 */
export function fillReminders(reading: Reading, intent: IntentSpec, cueStart: number, cueEnd: number, isGlued = false): Draft {
  const filled = fillReminder(reading, intent, cueStart, cueEnd);
  const several = severalReminders(reading, cueStart, cueEnd, isGlued);
  const apart = several ? undefined : saidApart(reading, intent);
  if (apart === 'open' || (!several && isOpenFirst(reading))) return asked(filled);
  const pointed = several || apart ? undefined : pointedAt(reading, filled);
  if (pointed) return pointed;
  if (!several && !apart) return holdsAnother(reading, filled) ? { ...filled, isGuessed: true } : filled;
  const [first, ...also] = several ?? apart ?? [];
  const { recurrence: _, client: named, ...args } = filled.args;
  const recurrence = first?.at.recurrence;
  const isOwn = also.some((one) => one.text !== first?.text);
  const client = isOwn ? first?.client : named;
  return {
    ...filled,
    args: { ...args, at: first?.at, text: first?.text, ...(client ? { client } : {}), ...(recurrence ? { recurrence } : {}), also },
    missing: [],
    taken: client ? filled.taken : undefined,
    isGuessed: true,
    confidence: 0.88,
  };
}

/** 「周二周四早晚八点」: which day the first hour is on is not said, so the second has none either. */
function isOpenFirst(reading: Reading): boolean {
  const [first, second] = reading.moments('future').filter((span) => span.value.time !== undefined);
  return first !== undefined && second !== undefined && first.kind === 'time' && first.value.vague === true && OWN_HOUR.test(second.text);
}

function asked(filled: Draft): Draft {
  const { at: _, ...args } = filled.args;
  return { ...filled, args, missing: ['at', ...filled.missing.filter((name) => name !== 'at')] };
}

/**
 * 「每天八点提醒我吃药，每周一提醒我交周报」: each said whole, with its own day and its own 提醒我. 'open' where one of them does
 * not say when; undefined where the sentence asks for one.
 */
function saidApart(reading: Reading, intent: IntentSpec): OneOfSeveral[] | 'open' | undefined {
  const { text } = reading;
  const cues = askedIn(text);
  if (cues.length < 2 || cues.length > MOST) return undefined;
  const days = reading.moments('future').filter((span) => span.value.recurrence !== undefined || !OWN_HOUR.test(span.text));
  // 「11点10分提醒我出发，12点半提醒我回来」: all of them of today.
  const dated = days.length > 0 ? days : reading.moments('future').filter((span) => span.value.time !== undefined);
  const bounds: { end: number; start: number }[] = [];
  for (const [index, cue] of cues.slice(1).entries()) {
    const last = cues[index] as RegExpExecArray;
    const behind = last.index + last[0].length;
    const day = dated.findLast((span) => span.start >= behind && span.end <= cue.index);
    const lastMark = (to: number) => marksIn(text.slice(behind, to)).at(-1);
    const mark = (day && lastMark(day.start)) ?? lastMark(cue.index);
    if (!mark) return undefined;
    bounds.push({ end: behind + mark.index, start: behind + mark.index + mark[0].length });
  }
  const parts = [0, ...bounds.map((one) => one.start)].map((start, index) => ({ start, end: bounds[index]?.end ?? text.length }));
  if (parts.some(({ start, end }) => !dated.some((span) => span.start >= start && span.end <= end))) return undefined;
  const found = parts.map(({ start, end }) => oneSaid(reading, intent, start, end));
  return found.every((one) => one !== undefined) ? found : 'open';
}

function oneSaid(whole: Reading, intent: IntentSpec, start: number, end: number): OneOfSeveral | undefined {
  const reading = new Reading(whole.verbatim(start, end), whole.context);
  const [cue] = askedIn(reading.text);
  if (!cue) return undefined;
  const { args, missing } = fillReminder(reading, intent, cue.index, cue.index + cue[0].length);
  if (missing.length > 0) return undefined;
  const client = args['client'] as ClientArg | undefined;
  return {
    at: args['at'] as WhenValue,
    text: args['text'] as string,
    ...(client && 'id' in client && !client.guessed ? { client } : {}),
  };
}

/**
 * Another day or asking stands in what is to be told, 「给客户打电话下午提醒我写总结」: it may be a reminder of its own, so all of it
 * is shown first.
 */
function holdsAnother(reading: Reading, { args }: Draft): boolean {
  const words = typeof args['text'] === 'string' ? args['text'] : '';
  if (/(?:提醒|[叫喊])我/.test(words)) return true;
  if (HOUR_BEHIND.test(words)) return true;
  const isMarked = /[,，。;；\s]/.test(words);
  return reading.moments('future').some(({ text, start, kind, value }) => {
    const at = words.indexOf(text);
    // 「明天下午3点去学校开会，晚上8点提醒我复习」: two things, each with its hour.
    if (at === 0 && start === 0 && value.time !== undefined && words[text.length] !== '的') return true;
    if (at <= 0 || start === 0) return false;
    if (isMarked && /[,，。;；\s]/.test(words.slice(0, at))) return true;
    return (
      kind === 'time' && at >= 2 && /^[\u4e00-\u9fff]{2}/.test(words.slice(at + text.length)) && !/[到至从在于等的和跟与前]$/.test(words.slice(0, at))
    );
  });
}

/** 「吃药，还有九点量血压」. */
const HOUR_BEHIND =
  /[,，。;；、\s](?:还有|然后|接着|再|以及)?(?:早上|上午|中午|下午|傍晚|晚上|[早晚])?(?:[0-9]{1,2}|[二两三四五六七八九十]{1,3})(?:点(?![儿的]|[心评赞名菜])|:[0-5][0-9])(?=[^\s,，。]{2})/;

/** 「提醒我三点开会、五点接孩子」「明天9点和14点提醒我吃药」: each with its time; undefined where the sentence asks for one. */
function severalReminders(reading: Reading, cueStart: number, cueEnd: number, isGlued: boolean): OneOfSeveral[] | undefined {
  const timed = reading.moments('future').filter((span) => span.value.time !== undefined && span.value.endTime === undefined);
  const isAsked = isGlued || OF_ALL.test(reading.text);
  const days = timed.length < 2 && (isAsked || isAskedFirst(reading, cueStart, cueEnd)) ? daysIn(reading) : undefined;
  const moments = days ?? timed;
  if (moments.length < 2 || moments.length > MOST || moments.some((span) => span.ahead || span.bound)) return undefined;
  if (!days && isBeforeIt(moments, cueStart)) return undefined;
  if (!days && goesBack(moments)) return undefined;
  const said = days ? sharedHours(reading, days) : timesOf(reading, moments);
  const lead = said && isAsked ? leadTime(reading) : undefined;
  const ats = lead ? said?.map((at) => earlier(at, lead)) : said;
  if (!ats || !isEach(ats)) return undefined;
  const texts = sharedText(reading, moments, cueStart, cueEnd) ?? ownTexts(reading, moments, cueStart, cueEnd, isGlued);
  // 「会开到五点，五点提醒我打卡」: one hour, said twice.
  const isTwice = texts && !texts.isOwn && new Set(ats.map((at) => `${at.date} ${at.time}`)).size < ats.length;
  if (!texts || isTwice || (days && !isAsked && !(texts.isOwn && texts.words.every(isDoneAt)))) return undefined;
  return ats.map((at, index) => {
    const client = texts.isOwn ? clientIn(reading, moments[index] as MomentSpan, moments[index + 1]) : undefined;
    return { at, text: texts.words[index] as string, ...(client ? { client } : {}) };
  });
}

/** 「明天和后天晚上八点」: the hour said last is of each of the days joined. */
function sharedHours({ text }: Reading, days: readonly MomentSpan[]): WhenValue[] {
  const found = days.map(whenAhead);
  for (let index = days.length - 2; index >= 0; index--) {
    const [day, next] = [days[index] as MomentSpan, days[index + 1] as MomentSpan];
    const isJoined = /^\s?(?:[、和及与跟]|还有)\s?$/.test(text.slice(day.end, next.start));
    const { time, period } = found[index + 1] as WhenValue;
    if (isJoined && day.value.time === undefined && day.period === undefined && (time ?? period) !== undefined)
      found[index] = { ...(found[index] as WhenValue), ...(time ? { time } : {}), ...(period ? { period } : {}) };
  }
  return found;
}

const isEach = (ats: readonly (WhenValue | undefined)[]): ats is WhenValue[] => ats.every((at) => at !== undefined);

/** 「年会12月31日晚六点，12月30日下午四点提醒我」: the second lies before the first, and is when to be told of it. */
const goesBack = (moments: readonly MomentSpan[]): boolean =>
  moments.some(({ text, value }, index) => {
    const last = moments[index - 1]?.value;
    if (!last) return false;
    const isHour = OWN_HOUR.test(text);
    return isHour ? !BARE_HOUR.test(text) && (value.time ?? '') < (last.time ?? '') : (value.date ?? '') < (last.date ?? '');
  });

/** 「提醒我明天九点给李秀兰回电，后天下午给张伟送资料」「提醒我周三交报表周五交周报」: asked once at the head. */
function isAskedFirst(reading: Reading, cueStart: number, cueEnd: number): boolean {
  const [first, ...rest] = reading.moments('future');
  return first !== undefined && rest.length > 0 && cueStart <= 6 && first.start >= cueEnd;
}

/** 「周三去银行，周四下午去医院，都提醒我」: each with a day of its own; undefined where one of them has none. */
export function daysIn(reading: Reading): MomentSpan[] | undefined {
  const days = reading.moments('future');
  const isOwn = ({ kind, value }: MomentSpan): boolean =>
    kind !== 'recurrence' && value.date !== undefined && value.date >= reading.today && !value.vague && !value.endDate;
  const isAscending = days.every((span, index) => index === 0 || (days[index - 1]?.value.date ?? '') < (span.value.date ?? ''));
  return days.every(isOwn) && isAscending ? [...days] : undefined;
}

/** 「抢课在明天中午十二点，十一点五十五叫我」: a little before the thing, and no second reminder of it. */
function isBeforeIt([first, then, more]: readonly MomentSpan[], cueStart: number): boolean {
  if (!first || !then || more || then.end !== cueStart || !BARE_HOUR.test(then.text)) return false;
  const minutes = (time = '00:00'): number => (Number(time.slice(0, 2)) % 12) * 60 + Number(time.slice(3));
  const ahead = (minutes(first.value.time) - minutes(then.value.time) + HALF_A_DAY) % HALF_A_DAY;
  return ahead > 0 && ahead <= LITTLE_BEFORE;
}

/** Who is named without doubt behind one hour and before the next. */
function clientIn(reading: Reading, from: MomentSpan, to: MomentSpan | undefined): ClientArg | undefined {
  const named = reading.mentions.find((one) => one.start >= from.end && one.end <= (to?.start ?? reading.text.length) && one.people.length === 1);
  const client = named && !named.guessed ? clientArg(reading.text, named) : undefined;
  return client && 'id' in client && !client.guessed ? client : undefined;
}

/** The day of the first holds for hours that name none; an hour without its half of the day follows the one before it. */
function timesOf(reading: Reading, moments: readonly MomentSpan[]): WhenValue[] | undefined {
  const found: WhenValue[] = [];
  for (const [index, { kind, value, text }] of moments.entries()) {
    const last = found[index - 1];
    const { date, time } = value;
    if (date === undefined || time === undefined || (kind === 'recurrence' && index > 0)) return undefined;
    if (!last) {
      if (value.vague) return undefined;
      found.push({ date, time, ...(value.recurrence ? { recurrence: value.recurrence } : {}) });
    } else if (OWN_HOUR.test(text)) {
      const hour = BARE_HOUR.test(text) && !OF_24.test(text) ? nearest(time, last.time as string) : time;
      found.push({ ...last, date: last.recurrence ? firstOf(reading, last, hour) : last.date, time: hour });
    } else if (value.vague || last.recurrence) return undefined;
    else found.push({ date, time });
  }
  const isOver = found.some((at) => at.date === reading.today && (at.time as string) <= reading.time);
  return isOver ? undefined : found;
}

/** 下午四点 … 三点半: the half of the day of the hour before; 9点 … 1点: the next one behind it. */
function nearest(time: string, last: string): string {
  const hour = Number(time.slice(0, 2)) % 12;
  const late = `${String(hour + 12).padStart(2, '0')}${time.slice(2)}`;
  const early = `${String(hour).padStart(2, '0')}${time.slice(2)}`;
  return last >= '12:00' || early <= last ? late : early === '00:00' || time.startsWith('12') ? time : early;
}

function firstOf(reading: Reading, last: WhenValue, time: string): string {
  if (last.recurrence === 'FREQ=DAILY') return time > reading.time ? reading.today : addDays(reading.today, 1);
  // 「周一到周五每天早晚八点」 said on a Monday at nine: the evening is still to come.
  const days = /^FREQ=WEEKLY;BYDAY=([A-Z,]+)$/.exec(last.recurrence ?? '')?.[1]?.split(',');
  const isToday = days?.includes(DAY_CODES[weekdayOf(reading.today) - 1] as string) && (last.time as string) <= reading.time;
  return isToday && time > reading.time ? reading.today : last.date;
}

interface Texts {
  words: string[];
  /** Each hour has its own thing. */
  isOwn: boolean;
}

/** One thing at several hours. */
function sharedText(reading: Reading, moments: readonly MomentSpan[], cueStart: number, cueEnd: number): Texts | undefined {
  for (let index = 1; index < moments.length; index++) {
    const [from, to] = [(moments[index - 1] as MomentSpan).end, (moments[index] as MomentSpan).start];
    if (!JOINS.test(reading.text.slice(from, to))) return undefined;
  }
  // 「下班是早上八点，八点半提醒我」
  if (!OF_ALL.test(reading.text) && /[是在到]$/.test(reading.text.slice(0, moments[0]?.start))) return undefined;
  const run = { start: (moments[0] as MomentSpan).start, end: (moments.at(-1) as MomentSpan).end };
  const words = reminderText(reading, cueStart, cueEnd, run, [])
    .replace(/^(?:各|都|分别)\s*|\s*(?:各|都|分别)$/g, '')
    .replace(/^(?:各|都)?\s*一[次遍]\s*/, '');
  return words ? { words: moments.map(() => words), isOwn: false } : undefined;
}

/** Right behind an hour. */
const ASKED_AT = /^(?:的时候|时|准时)?(?:还|再|也|请|记得|就)*(?:提醒|叫|喊|通知)/;

/** Each hour with its own thing behind it. */
function ownTexts(reading: Reading, moments: readonly MomentSpan[], cueStart: number, cueEnd: number, isGlued: boolean): Texts | undefined {
  const { text } = reading;
  const first = moments[0] as MomentSpan;
  const isFirst = cueEnd <= first.start && cueStart <= 6;
  const things = moments.map((span, index) => text.slice(span.end, moments[index + 1]?.start ?? text.length));
  const isEach = things.every((thing) => /(?:提醒|叫|喊|通知)/.test(thing));
  if (!isFirst && !isEach && !OF_ALL.test(text)) return undefined;
  const bare = things.map((thing) =>
    thing
      .replace(CUE_WORDS, '')
      .replace(/^[\s,的要再]+(?=.)|^(?:的时候|时)/, '')
      .replace(/(?:然后|和|还有|另外|[,、。;.!\s])+$/, '')
      .trim(),
  );
  // 「八点提醒我吃药九点提醒我睡觉」「八点起床八点半吃饭」: each asked for, or each to be done, is a thing of its own.
  const isApart = things.every((thing) => ASKED_AT.test(thing)) || (isFirst && bare.every(isDoneAt));
  const words: string[] = [];
  for (const [index, thing] of things.entries()) {
    // A clause ends before the next hour, or the hour belongs to the thing: 「三点跟五点来的客户」.
    const isOpen = index < things.length - 1 && !isApart && !(isGlued && !CLOCK_ONLY.test(moments[index + 1]?.text ?? '0点'));
    if (isOpen && !/(?:[,、。;\s]|然后|和|还有)$/.test(thing)) return undefined;
    const said = bare[index] as string;
    const isAgain = said === '' && index > 0 && /再/.test(thing);
    if (said.length > LONGEST_THING || (said === '' && !isAgain) || said.startsWith('的')) return undefined;
    words.push(isAgain ? (words[index - 1] as string) : said);
  }
  return { words, isOwn: true };
}
