import { addDays } from '../domain/calendar/index.js';
import type { WhenValue } from '../domain/intent.js';
import { ASKS, NAMES_DAY } from './future-moment.js';
import { skipSeparators } from './keyword.js';
import type { Reading } from './reading.js';
import { firstFrom } from './reminder-repeats.js';
import type { MomentSpan } from './time/types.js';
import { isVague } from './when.js';

/** To get up at. */
export const WAKES = /^(?:起床|起来|闹钟|早起|晨跑)$/;

/** 「明天6点50的闹钟」: to get up is in the morning where nothing else was said. */
export function inTheMorning(reading: Reading, at: WhenValue, moment: MomentSpan): WhenValue {
  const hour = Number(at.time?.slice(0, 2) ?? 0);
  if (hour < 16 || hour > 21 || /下午|晚|傍|夜|午|1[6-9]|2[01]/.test(moment.text)) return at;
  const early = `${String(hour - 12).padStart(2, '0')}${at.time?.slice(2)}`;
  if (at.recurrence) {
    const soonest = early <= reading.time ? addDays(reading.today, 1) : reading.today;
    const date = firstFrom(at.recurrence, at.date > soonest ? at.date : soonest);
    return date ? { ...at, date, time: early } : at;
  }
  return { ...at, date: at.date === reading.today && early <= reading.time ? addDays(at.date, 1) : at.date, time: early };
}

/** 「明天叫我8:10起床」「明晚提醒我8点吃药」: the hour stands behind the asking, on the day before it. */
export function calledAt(reading: Reading, first: MomentSpan | undefined, cueStart: number, cueEnd: number): MomentSpan | undefined {
  if (first && isVague(first)) return exactBehind(reading, first);
  const last = first && hourLast(reading, first);
  if (last) return last;
  if (first?.kind !== 'date' || first.value.vague || first.value.endDate || first.end > cueStart || cueEnd === cueStart) return undefined;
  const hour = reading.moments('future').find((span) => span.kind === 'time' && span.start === cueEnd && span.value.time !== undefined);
  if (!hour || !/^(?:[上下中]午|早上|晚上|凌晨|早|晚)?[0-9零一二两三四五六七八九十]/.test(hour.text) || hour.value.endTime) return undefined;
  const time = hour.value.time as string;
  const isLate = first.period !== undefined && /[下晚傍]/.test(first.text) && time < '12:00';
  const said = /^[0-9零一二两三四五六七八九十]/.test(hour.text) && /上午|早/.test(first.text) && time >= '12:00' ? minusHalf(time) : time;
  return { ...hour, value: { ...hour.value, date: first.value.date, time: isLate ? plusHalf(time) : said, vague: false } };
}

const SAYS_HOUR = /[,\s](?:时间|大概|大约|就|是|[:\s])*$/;
const OWN_HALF = /^(?:凌晨|清晨|早上|早晨|[上下中]午|傍晚|晚上|夜里)/;
const SAYS_NO_DAY = /^(?:凌晨|清晨|早上|早晨|[上下中]午|傍晚|晚上|夜里|早|晚)?[0-9零一二两三四五六七八九十]+[点:]/;

/** 「提醒我中午喝药，十二点」「明天体检提醒我，早上八点吧」: the hour of the day is said last. */
function hourLast(reading: Reading, day: MomentSpan): MomentSpan | undefined {
  if (day.kind !== 'date' || day.value.endDate || day.value.vague || day.bound || day.ahead || day.value.date === undefined) return undefined;
  const hours = reading.moments('future').filter((span) => span.start >= day.end);
  const [hour] = hours;
  const time = hour?.value.time;
  if (hours.length !== 1 || hour?.kind !== 'time' || time === undefined || hour.value.endTime || hour.value.endDate) return undefined;
  const { text } = reading;
  const between = text.slice(day.end, hour.start);
  const isGlued = OWN_HALF.test(hour.text) && /[\u4e00-\u9fff]$/.test(between) && !/[到至从在]$|[,。;]/.test(between);
  if ((!SAYS_HOUR.test(between) && !isGlued) || !/^(?:左右|吧|啊|哈|哦|[\s。.!])*$/.test(text.slice(hour.end))) return undefined;
  if (!SAYS_NO_DAY.test(hour.text) || hour.value.date !== day.value.date) return undefined;
  const isOver = day.value.date === reading.today && time <= reading.time;
  return isOver ? undefined : { ...hour, guessed: true, value: { date: day.value.date, time } };
}

const plusHalf = (time: string): string => `${String(Number(time.slice(0, 2)) + 12).padStart(2, '0')}${time.slice(2)}`;
const minusHalf = (time: string): string => `${String(Number(time.slice(0, 2)) - 12).padStart(2, '0')}${time.slice(2)}`;

/** 「一会儿十一点」: the hour says what 一会儿 leaves open. */
function exactBehind(reading: Reading, vague: MomentSpan): MomentSpan | undefined {
  if (!/^(?:过?一?会儿?|待会儿?|等会儿?|等一会儿?|晚点|晚些|稍后|回头)$/.test(vague.text)) return undefined;
  const at = skipSeparators(reading.text, vague.end);
  const hour = reading.moments('future').find((span) => span.start === at && span.kind === 'time' && span.value.time !== undefined);
  if (!hour || hour.value.date !== reading.today || (hour.value.time ?? '') <= reading.time) return undefined;
  return { ...hour, guessed: true, value: { ...hour.value, vague: false } };
}

/** 「提前一天晚上九点提醒我」「每逢15号，上午9点提醒我」: the hour of the day that was reckoned back, or of a repetition. */
export function hourApart(reading: Reading, moment: MomentSpan): { time?: string; date?: string } {
  if ((!moment.ahead && moment.kind !== 'recurrence') || moment.value.time !== undefined) return {};
  const time = hourBehind(reading, moment)?.value.time;
  if (time === undefined) return {};
  const { date, recurrence } = moment.value;
  const isOver = recurrence !== undefined && date === reading.today && time <= reading.time;
  const next = isOver ? firstFrom(recurrence, addDays(date, 1)) : undefined;
  return next ? { time, date: next } : { time };
}

/** 「下周三的飞机 提前三小时叫我 飞机十点四十五」: the hour of the day before which it is to be. */
export function withHour(reading: Reading, said: WhenValue, moment: MomentSpan): WhenValue {
  if (said.time !== undefined || moment.kind === 'recurrence') return said;
  const hours = reading.moments('future').filter((span) => span.start >= moment.end && span.value.time !== undefined && !span.ahead);
  const [hour] = hours;
  const time = hour?.value.time;
  if (hours.length !== 1 || hour?.kind !== 'time' || time === undefined || hour.value.endTime) return said;
  // 「后天…十点零五的火车」, said at ten in the morning: half past ten of another day is none of this evening.
  const isOpen = said.date !== reading.today && time >= '19:00' && /^(?:[7-9]|1[01]|[七八九]|十一?)(?:点|:)/.test(hour.text);
  return { ...said, time: isOpen ? minusHalf(time) : time };
}

/** What was reckoned back is over already. */
export function isBefore(reading: Reading, { date, time }: WhenValue): boolean {
  return date < reading.today || (date === reading.today && time !== undefined && time <= reading.time);
}

/** The hour that stands right behind a day or a repetition, or apart from the repetition it belongs to. */
export function hourBehind(reading: Reading, moment: MomentSpan): MomentSpan | undefined {
  const at = skipSeparators(reading.text, reading.text[moment.end] === '的' ? moment.end + 1 : moment.end);
  const next = reading.moments('future').find((span) => span.start === at && span.value.time !== undefined && span.grain === 'minute');
  return next ?? (moment.kind === 'recurrence' ? hourOfEach(reading, moment) : undefined);
}

/** 「每天早上空腹那个胰岛素六点半提醒我」: the one hour beside a repetition, where it stands for it, in the half of the day that was named. */
function hourOfEach(reading: Reading, each: MomentSpan): MomentSpan | undefined {
  const { text } = reading;
  const [hour, ...more] = reading.moments('future').filter((span) => span.kind !== 'recurrence');
  const time = hour?.value.time;
  if (!hour || more.length > 0 || hour.kind !== 'time' || time === undefined || hour.value.endTime !== undefined || NAMES_DAY.test(hour.text))
    return undefined;
  const isAskedBetween = hour.start >= each.end && ASKED_BETWEEN.test(text.slice(each.end, hour.start));
  if (!isAskedBetween && !isSaidBeside(text, each, hour)) return undefined;
  const isBare = BARE.test(hour.text);
  const said = isBare && !/^[零0]/.test(hour.text) ? inHalf(each.period, time) : time;
  return { ...hour, guessed: isBare || !isAskedBetween, value: { ...hour.value, time: said, vague: false } };
}

/** 「晚上八点每天提醒我吃药」「晚上八点提醒我吃药，每天」「每天提醒我吃药晚上八点」. */
function isSaidBeside(text: string, each: MomentSpan, hour: MomentSpan): boolean {
  if (hour.end <= each.start) return /^[\s,的]*$/.test(text.slice(hour.end, each.start)) || CLOSES.test(text.slice(each.end));
  if (hour.start < each.end) return false;
  const behind = text.slice(hour.end);
  if (ASKS.test(behind)) return true;
  const isApart = /[,\s]$/.test(text.slice(0, hour.start));
  return CLOSES.test(behind) && (isApart || (OWN_HALF.test(hour.text) && !/[到至从在等]$/.test(text.slice(0, hour.start))));
}

const CLOSES = /^[\s。.!吧]*$/;

/** 「每天提醒我下午三点喝水」「设个每天的提醒，晚上八点吃药」: the asking stands between the two. */
const ASKED_BETWEEN =
  /^(?:(?:都|要|请|你|可以|能|一定|记得|别忘了?|不要忘了?|帮我|给我|麻烦|[\s,])*(?:提醒|叫|喊|通知|告诉)(?:一[下声])?我?(?:一[下声])?[在到于\s,]*|的?(?:提醒|闹[钟铃])[\s,:]*)$/;

const BARE = /^[0-9零一二两三四五六七八九十]/;

/** 八点 of the evening, where 晚上 was said before; else of the working day. */
function inHalf(period: string | undefined, time: string): string {
  const early = time >= '12:00' && !time.startsWith('12') ? minusHalf(time) : time;
  if (period !== undefined && /[下晚傍夜]/.test(period)) return early < '12:00' ? plusHalf(early) : early;
  if (period !== undefined && /中午/.test(period)) return early < '10:00' ? plusHalf(early) : early;
  if (period !== undefined && /[早晨上]/.test(period)) return early;
  return early < '07:00' ? plusHalf(early) : early;
}

const BREATH = '[,\\s。.…]|一下|[哦噢喔啊呃额嗯哎欸]|是';
const PUTS_RIGHT = '(?:不对|不是|说?错了|应该是|还是|改成|不(?=[,\\s]|$))';
const BREATHES = new RegExp(`^(?:${BREATH})*$`);
const IS_PUT_RIGHT = new RegExp(`^(?:${BREATH})*(?:${PUTS_RIGHT}(?:${BREATH})*)+$|^[,\\s]*[哦噢喔][,\\s]*$`);
const STANDS_ALONE = /^(?:吧|整|左右)?(?:[,\s。.…]|$)/;
const HALF_A_DAY = 12;

/**
 * 「下午两点提醒我啊不两点半」「周三提醒我，下午两点半，去…」: the hour right behind the asking that puts the first one right or says
 * what the day left open, HH:mm, and its words from the asking on.
 */
export function hourAtOnce(reading: Reading, moment: MomentSpan, cueEnd: number): { time: string; start: number; end: number } | undefined {
  const { text } = reading;
  const { time: first, recurrence } = moment.value;
  const hour = reading.moments('future').find(({ start }) => start >= cueEnd);
  if (!hour || hour === moment || hour.kind !== 'time' || hour.value.time === undefined || recurrence !== undefined || moment.start >= cueEnd)
    return undefined;
  // It begins no day of its own.
  if (!HOUR_FIRST.test(hour.text) || !STANDS_ALONE.test(text.slice(hour.end))) return undefined;
  const lead = text.slice(cueEnd, hour.start);
  if (!(first === undefined ? BREATHES.test(lead) || IS_PUT_RIGHT.test(lead) : IS_PUT_RIGHT.test(lead))) return undefined;
  const own = hour.value.time;
  const isBare = /^[0-9一二两三四五六七八九十]/.test(hour.text);
  const half =
    first !== undefined && isBare && Number(own.slice(0, 2)) <= HALF_A_DAY * 2
      ? Number(first.slice(0, 2)) >= HALF_A_DAY
        ? HALF_A_DAY
        : 0
      : undefined;
  const time =
    half === undefined || /^(?:1[3-9]|2[0-3])/.test(hour.text)
      ? own
      : `${String((Number(own.slice(0, 2)) % HALF_A_DAY) + half).padStart(2, '0')}${own.slice(2)}`;
  if (first === undefined && hour.value.vague) return undefined;
  return moment.value.date === reading.today && time <= reading.time
    ? undefined
    : { time, start: cueEnd, end: hour.end + (text[hour.end] === '吧' ? 1 : 0) };
}

const HOUR_FIRST = /^(?:大概|大约|差不多)?(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|早|晚)?[0-9零一二两三四五六七八九十]+[点:]/;

const ROUGHLY = /^(?:[,\s。.…]|吧|大概|大约|差不多|左右|就|那就|在)*$/;

/** 「明天下午，三点半吧，提醒我…」「晚一点，九点吧晚上，提醒我…」: a day or a part of it, and its hour set apart before the asking. */
export function hourJustBefore(reading: Reading, moment: MomentSpan, cueStart: number): { time: string; start: number; end: number } | undefined {
  const { text } = reading;
  if (moment.value.time !== undefined || moment.value.recurrence !== undefined || moment.value.endDate !== undefined || moment.end > cueStart)
    return undefined;
  const hour = reading
    .moments('future')
    .find((span) => span !== moment && span.kind === 'time' && span.value.time !== undefined && span.end <= cueStart && HOUR_FIRST.test(span.text));
  if (!hour) return undefined;
  const [first, last] = hour.start < moment.start ? [hour, moment] : [moment, hour];
  if (!ROUGHLY.test(text.slice(first.end, last.start)) || !ROUGHLY.test(text.slice(last.end, cueStart))) return undefined;
  const own = hour.value.time as string;
  const isBare = /^(?:大概|大约|差不多)?[0-9一二两三四五六七八九十]/.test(hour.text);
  if (hour.value.vague && moment.period === undefined) return undefined;
  const time = isBare && moment.period !== undefined ? inHalf(moment.period, own) : own;
  return moment.value.date === reading.today && time <= reading.time ? undefined : { time, start: first.start, end: cueStart };
}
