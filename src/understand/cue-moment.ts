import { addDays, daysBetween, weekdayOf } from '../domain/calendar/index.js';
import { isSeparator, skipSeparators } from './keyword.js';
import { NAMES_DAY } from './future-moment.js';
import type { Reading } from './reading.js';
import type { MomentSpan } from './time/types.js';
import { isVague } from './when.js';

const CLOCK_ONLY = /^[0-9零一二两三四五六七八九十]{1,3}(?:点|:)/;

/** 下午五点, with no day. */
const HALF_AND_HOUR = /^(?:凌晨|[上下中]午|早上|晚上|傍晚|早|晚)[0-9零一二两三四五六七八九十]/;

export interface CueMoment {
  moment: MomentSpan;
  /** A second 提醒 right behind it, part of the asking. */
  tail?: { start: number; end: number };
}

/**
 * The moment that stands at the words of reminding, where another one stands before it: 「三点来 两点五十喊我」, 「…年底前换身份证，
 * 12月15号提醒」. Undefined where the sentence names one only, or the two are one time.
 */
export function momentAtCue(reading: Reading, first: MomentSpan, cueStart: number, cueEnd: number): CueMoment | undefined {
  const { text } = reading;
  if (first.kind === 'recurrence') return undefined;
  if (first.ahead) return dayAtCue(reading, first, cueStart);
  const closing = /(?:的时候|时)?再?(?:提醒|叫|喊)(?:我|一下|我一下)?[\s。.!]*$/.exec(text);
  const others = reading
    .moments('future')
    .filter((span) => span !== first && span.start >= first.end && (!isVague(span) || isBareHour(span)) && span.kind !== 'recurrence');
  const isDated = first.value.time === undefined && (first.bound === 'by' || /月/.test(first.text));
  const earlier = first.value.endDate || isDated ? dayBefore(reading, first, cueStart) : undefined;
  if (earlier) return { moment: earlier };
  // 「今天中午吃饭花了38元，下周提醒我还款」: when, the words at the cue say, and leave it open.
  const open = reading
    .moments('future')
    .find((span) => isVague(span) && span.start > first.end && span.end <= cueStart && isNothing(text, span.end, cueStart));
  if (open && !isBareHour(open) && /[,。;]/.test(text.slice(first.end, open.start))) return { moment: open };
  const last = dayToldLast(reading, first, cueStart) ?? dayThen(reading, first, cueStart, cueEnd);
  if (last) return { moment: last };
  const before = others.find((span) => span.end <= cueStart && isNothing(text, span.end, cueStart));
  if (before && text.slice(first.end, before.start).trim() !== '') return { moment: inThatWeek(first, before) ?? onThatDay(reading, first, before) };
  // 「12月31号之前要缴满，提醒我12月20日催她」
  const told = text.slice(first.end, cueStart);
  // 「周四十一点半发版提醒我十点半先备份」: a thing with its hour, and the hour to be told of it.
  const isThing = first.value.time !== undefined && /^[\u4e00-\u9fff]{2,8}$/.test(told) && !ASKING.test(told);
  // 「会议是周三上午，提醒我周五前发纪要」
  const isOwnClause = /^\s?[,。;]/.test(told) && /[\u4e00-\u9fff]{2}$/.test(text.slice(0, first.start));
  const behind =
    isThing || /[\u4e00-\u9fff][^,。;]*[,。;\s]/.test(told) || isOwnClause
      ? others.find((span) => span.start === skipSeparators(text, cueEnd))
      : undefined;
  if (behind) return { moment: onThatDay(reading, first, behind) };
  const after = closing && closing.index > cueStart ? others.find((span) => isNothing(text, span.end, closing.index)) : undefined;
  return after && closing ? { moment: onThatDay(reading, first, after), tail: { start: closing.index, end: text.length } } : undefined;
}

/** 「29号打针，前一天晚上看看发不发烧，28号晚上八点提醒我」: the day named right before the asking, not the one reckoned back. */
function dayAtCue(reading: Reading, first: MomentSpan, cueStart: number): CueMoment | undefined {
  const day = reading
    .moments('future')
    .find((span) => span.start > first.end && span.end <= cueStart && !span.ahead && !isVague(span) && isNothing(reading.text, span.end, cueStart));
  return day && NAMES_DAY.test(day.text) && day.kind !== 'recurrence' ? { moment: { ...day, guessed: true } } : undefined;
}

/**
 * 「她下周三回来，周四上午提醒我」: a weekday behind one of the next week is of that week, but for the Sunday before 下周一; shown first.
 */
function inThatWeek(first: MomentSpan, then: MomentSpan): MomentSpan | undefined {
  const { date, endDate } = then.value;
  if (!/^下+个?(?:周|星期|礼拜)/.test(first.text) || first.value.date === undefined || date === undefined || endDate) return undefined;
  if (!/^(?:周|星期|礼拜)[一二三四五六日天]/.test(then.text)) return undefined;
  const monday = addDays(first.value.date, 1 - weekdayOf(first.value.date));
  const ofWeek = addDays(monday, weekdayOf(date) - 1);
  const isBefore = first.value.endDate === undefined && daysBetween(date, first.value.date) < daysBetween(first.value.date, ofWeek);
  return { ...then, guessed: true, value: { ...then.value, date: isBefore && date < first.value.date ? date : ofWeek } };
}

/** 「12月5号妈妈过寿，12月4号去拿蛋糕，提醒我」: what is to be done stands in the clause before the asking, ahead of the day it is for. */
function dayToldLast(reading: Reading, first: MomentSpan, cueStart: number): MomentSpan | undefined {
  const { text } = reading;
  const last = reading.moments('future').findLast((span) => span.end <= cueStart);
  const { date, endDate } = last?.value ?? {};
  if (!last || last === first || first.kind !== 'date' || date === undefined || endDate || isVague(last)) return undefined;
  if (!/[,。;]\s?$/.test(text.slice(first.end, last.start)) || !/[\u4e00-\u9fff]{2}[,。;]\s?$/.test(text.slice(last.end, cueStart))) return undefined;
  return date >= reading.today && date < (first.value.date ?? '') ? { ...last, guessed: true } : undefined;
}

const THEN = /到时候?/;

/** 「卡12月10号过期我打算12月5号去换你到时候提醒我」: the day told last. */
function dayThen(reading: Reading, first: MomentSpan, cueStart: number, cueEnd: number): MomentSpan | undefined {
  const last = reading.text.includes('到时') ? reading.moments('future').findLast((span) => span.end <= cueStart) : undefined;
  const isDay = last && last !== first && !isVague(last) && NAMES_DAY.test(last.text) && last.value.endDate === undefined;
  return isDay && last.kind !== 'recurrence' && THEN.test(reading.text.slice(last.end, cueEnd)) ? { ...last, guessed: true } : undefined;
}

/** 「12月18日到20日去三亚，17号晚上提醒我」: the day before a stretch begins, said at the words of reminding. */
function dayBefore(reading: Reading, stretch: MomentSpan, cueStart: number): MomentSpan | undefined {
  const day = reading
    .moments('future')
    .find((span) => span.start >= stretch.end && span.end <= cueStart && isNothing(reading.text, span.end, cueStart));
  const { date, endDate } = day?.value ?? {};
  if (!day || date === undefined || endDate || date < reading.today || date > (stretch.value.date ?? '')) return undefined;
  if ((isVague(day) || !stretch.value.endDate) && !/^[0-9一二三四五六七八九十]{1,3}[日号]/.test(day.text)) return undefined;
  return { ...day, guessed: true, value: { ...day.value, vague: false } };
}

/** Between the time and the words of reminding, and part of the asking: 「八点二十准时提醒我」. */
const ASKING = /^(?:要|请|麻烦你?|再|准时|准点|按时|帮忙|帮我|务必|一定要?|得|就|记得|你|的时候|[\s,])*$/;
const LONGEST_ASKING = 8;

function isNothing(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isSeparator(text.charCodeAt(at))) return to - from <= LONGEST_ASKING && ASKING.test(text.slice(from, to));
  return true;
}

/** 「明早8:15的动车 7点喊我」: a bare hour is that of the day named before it, in its half of the day where it stands before. */
function onThatDay(reading: Reading, first: MomentSpan, then: MomentSpan): MomentSpan {
  const { date } = first.value;
  const time = first.value.time ?? hourBetween(reading, first, then);
  const hour = then.value.time;
  // 「周五有个饭局。下午五点提醒我」: told in another sentence, and of that day.
  const isOfToday = then.value.date === reading.today && !then.value.vague && HALF_AND_HOUR.test(then.text);
  if (isOfToday && date !== undefined && date > reading.today && first.value.time === undefined && !first.value.endDate && !first.value.vague)
    return { ...then, guessed: true, value: { ...then.value, date } };
  if (date === undefined || hour === undefined || !CLOCK_ONLY.test(then.text) || then.value.endDate) return then;
  // 「周六早上别让我睡过头，八点叫我」: in the half of the day that was named.
  if (first.value.time === undefined && first.period !== undefined && isBareHour(then)) {
    const hours = Number(hour.slice(0, 2)) % 12;
    const isLate = /[下晚傍夜]/.test(first.period);
    if (isLate || /[早晨上]/.test(first.period)) {
      const said = `${String(hours + (isLate ? 12 : 0)).padStart(2, '0')}${hour.slice(2)}`;
      return { ...then, guessed: true, value: { ...then.value, date, time: said, vague: false } };
    }
  }
  // 「今晚12点截止，十点提醒我」: midnight ends the evening it was said of.
  if (time === '00:00' && /晚|夜/.test(first.text) && hour >= '06:00' && isBareHour(then)) {
    const evening = hour < '12:00' ? `${String(Number(hour.slice(0, 2)) + 12).padStart(2, '0')}${hour.slice(2)}` : hour;
    return { ...then, guessed: true, value: { ...then.value, date: addDays(date, -1), time: evening, vague: false } };
  }
  // 「今晚11点下班，10点50分提醒我」: in the half of the day the first is in.
  const night = reading.moments('future').findLast((span) => span.end <= then.start && span.value.time !== undefined)?.value;
  // 「从晚上十点跑到凌晨两点，一点半提醒我」: in the night that was named.
  if (
    night?.date !== undefined &&
    (night.time ?? '12:00') < '06:00' &&
    hour >= '12:00' &&
    isBareHour(then) &&
    minusNoon(hour) <= (night.time ?? '')
  ) {
    const day = night.date === reading.today ? addDays(night.date, 1) : night.date;
    return { ...then, guessed: true, value: { ...then.value, date: day, time: minusNoon(hour), vague: false } };
  }
  const late = `${String(Number(hour.slice(0, 2)) + 12).padStart(2, '0')}${hour.slice(2)}`;
  if (time !== undefined && time >= '13:00' && hour < '12:00' && late <= time && isBareHour(then) && !/^(?:1[3-9]|2[0-4]|0)/.test(then.text))
    return { ...then, guessed: true, value: { ...then.value, date, time: late, vague: false } };
  if (first.value.vague || (!then.value.vague && then.value.date === date && (time === undefined || hour <= time))) return then;
  if (!isBareHour(then)) return then;
  const early = hour >= '13:00' ? minusNoon(hour) : hour;
  const isOfMorning = date > reading.today && hour >= '19:00' && (time ?? '00:00') < '13:00' && MORNING_HOUR.test(then.text);
  const near = isOfMorning || (time !== undefined && time < '13:00' && hour > time && early <= time) ? early : hour;
  return { ...then, value: { ...then.value, date, time: near, vague: false } };
}

const minusNoon = (time: string): string => `${String(Number(time.slice(0, 2)) - 12).padStart(2, '0')}${time.slice(2)}`;

/** 「我明天去趟医院窗口七点半开你六点四十提醒我出门」: the hour of what happens that day. */
function hourBetween(reading: Reading, first: MomentSpan, then: MomentSpan): string | undefined {
  const between = reading.moments('future').findLast((span) => span.start >= first.end && span.end <= then.start && span.value.time !== undefined);
  return between?.kind === 'time' && between.value.date === first.value.date && !between.value.vague ? between.value.time : undefined;
}

/** Of another day these are said of the morning. */
const MORNING_HOUR = /^(?:[7-9]|1[01]|[七八九]|十一?)(?:点|:)/;

/** 「7点」: which half of the day it is, the words around it may say. */
const isBareHour = (span: MomentSpan): boolean => span.value.time !== undefined && CLOCK_ONLY.test(span.text);
