import { addDays, weekdayOf } from '../domain/calendar/index.js';
import type { ClientArg, IntentSpec, WhenValue } from '../domain/intent.js';
import { clientArg } from './client-mention.js';
import { momentAtCue } from './cue-moment.js';
import { draft, type Draft } from './draft.js';
import { futureMoment } from './future-moment.js';
import { isSeparator, skipSeparators } from './keyword.js';
import { earlier, leadTime, ruleEarlier } from './lead-time.js';
import { readSmallNumber } from './numbers.js';
import { DAY_CODES } from './recurrence-date.js';
import type { Reading } from './reading.js';
import { lastSpokenOf, mainMention, takeClient } from './slots.js';
import type { MomentSpan } from './time/types.js';
import { fromNow, isVague, whenAhead } from './when.js';
import { byHead, wordAt } from './words.js';

const REMINDER_LEADS = [
  '事项是',
  '事项为',
  '事项',
  '主题是',
  '内容是',
  '内容为',
  '内容',
  '时间是',
  '时间为',
  '时间',
  '一下我',
  '一下',
  '提醒我一下',
  '提醒我',
  '晚些时候',
  '一定要',
  '一定',
  '老规矩',
  '哈,',
  '喂,',
  '一次',
  '两次',
  '三次',
  '四次',
  '我自己',
  '我',
  '要',
  '记得',
  '记住',
  '记着',
  '别忘了',
  '不要忘了',
  '别忘',
  '该',
  '得',
  '需要',
  '应该',
  '的时候',
  '时候',
  '的',
  '到时候',
  '到时',
  '说',
  '一声',
  '是',
  '把提醒设在',
  '请',
];
const TAILS =
  /(?:别忘了|不要忘了|别忘|不要忘|记得|时间是|时间为|时间|提醒我一下|提醒一下我|提醒我|提醒一下|提醒下我|叫我一下|叫我|喊我|到时候|到时|一下我|的时候|谢谢|麻烦了|行吗|好吗|可以吗|吧|哦|啊|哈|[\s,，.。;；:：!！?？、])+$/;

/**
 * What to remind of and when: the sentence without the words that ask for it and without its time. The cue stands from
 * `cueStart` to `cueEnd`, anywhere in the sentence; `closing` is its second half where words of the act stand between the
 * two, 「设个…的提醒」.
 */
export function fillReminder(reading: Reading, intent: IntentSpec, cueStart: number, cueEnd: number, closing?: Stretch): Draft {
  const missing: string[] = [];
  const first = futureMoment(reading);
  const atCue = first && momentAtCue(reading, first, cueStart);
  const called = atCue ? undefined : calledAt(reading, first, cueStart, cueEnd);
  const found = atCue?.moment ?? called ?? first;
  const moment = found && !isOfThing(reading, found, cueStart) ? found : undefined;
  const args: Record<string, unknown> = {};
  let isGuessed = false;
  const lead = leadTime(reading);
  const duration = moment
    ? undefined
    : reading
        .durations()
        .find(
          (span) =>
            (span.start >= cueEnd && span.start <= cueEnd + 2) ||
            (span.end === cueStart && span.value.minutes < 1440 && /(?:^|[\s,。])$/.test(reading.text.slice(0, span.start))),
        );
  if (moment) {
    const { recurrence: rule, ...told } = onWeekdays(reading, moment) ?? whenAhead(moment);
    const isLed = lead !== undefined && !moment.ahead && (lead.end <= moment.start || lead.start >= moment.end);
    const said = isLed ? withHour(reading, told, moment) : { ...told, ...hourApart(reading, moment) };
    const ahead = isLed ? earlier(said, lead) : undefined;
    const isDaily = moment.kind === 'time' || rule === 'FREQ=DAILY';
    const run = isDaily && !isLed && !isVague(moment) ? runOf(reading) : undefined;
    const recurrence = run ? `FREQ=DAILY;COUNT=${run.count}` : rule !== undefined && isLed && lead.days > 0 ? ruleEarlier(rule, lead.days) : rule;
    const begin = recurrence === undefined || (run && rule === undefined) ? undefined : beginOf(reading, moment);
    const first = begin && recurrence !== undefined ? firstFrom(run ? 'FREQ=DAILY' : recurrence, begin) : undefined;
    const isOpen =
      (isVague(moment) && !rule) ||
      (begin !== undefined && first === undefined) ||
      (rule !== undefined && !isLed && DAY_BEFORE.test(reading.text)) ||
      (isLed && (ahead === undefined || (rule !== undefined && recurrence === undefined) || isBefore(reading, ahead))) ||
      isWithoutDay(recurrence) ||
      isHourRange(moment, cueStart) ||
      TWICE.test(reading.text) ||
      severalDays(reading, moment) ||
      isEveryWorkday(reading, moment) ||
      (!run && isUnsettled(reading, moment, cueStart));
    const at = first === undefined ? (ahead ?? said) : { ...(ahead ?? said), date: first };
    const last = recurrence === undefined || run ? undefined : untilOf(reading, moment);
    const repeated = last ? `${recurrence};UNTIL=${last.until}` : recurrence;
    args['at'] = isOpen ? { ...at, vague: true } : repeated ? { ...at, recurrence: repeated } : at;
    if (repeated) args['recurrence'] = repeated;
    if (isOpen) missing.push('at');
    else isGuessed = moment.guessed === true || isLoose(moment) || last !== undefined || called !== undefined || run !== undefined;
    reading.reasons.push(
      `时间看“${reading.verbatim(moment.start, moment.end)}”${moment.value.date ? `，按${moment.value.date}${moment.value.time ? ` ${moment.value.time}` : ''}` : '，还不能定'}`,
    );
  } else if (duration) {
    args['at'] = fromNow(reading, duration.value.minutes);
    isGuessed = true;
  } else missing.push('at');
  const hour =
    moment && (moment.ahead || (moment.kind === 'recurrence' && moment.value.time === undefined)) ? hourBehind(reading, moment) : undefined;
  const over = moment ? [...beginSpans(reading, moment), ...runSpans(reading, moment), ...untilSpans(reading, moment)] : overToday(reading);
  const others = [closing, atCue?.tail, called && first, hour, moment && !moment.ahead ? lead : undefined, ...over].filter(
    (one) => one !== undefined,
  );
  const text = reminderText(reading, cueStart, cueEnd, moment ?? duration, others);
  if (args['at'] && WAKES.test(text || '闹钟') && moment) args['at'] = inTheMorning(reading, args['at'] as WhenValue, moment);
  if (text) args['text'] = text;
  else if (/闹[钟铃]/.test(reading.text.slice(cueStart, cueEnd))) args['text'] = '闹钟';
  else missing.push('text');
  const main = mainMention(reading);
  const pronounOnly = main?.by === 'pronoun';
  const last = pronounOnly ? lastSpokenOf(reading) : undefined;
  const named = main ?? undefined;
  const client =
    pronounOnly && last && 'id' in last ? { ...last, by: 'pronoun' as const } : named ? clientArg(reading.text, named) : strangerIn(reading, cueEnd);
  if (client) args['client'] = client;
  return draft(intent, args, {
    missing,
    isGuessed,
    ...(named && !pronounOnly && client ? { taken: { arg: client, start: named.start, end: named.end, mention: named } } : {}),
  });
}

/** 「今天早上8:10叫我」 said later: the time is asked again, and is no part of the words. */
const overToday = (reading: Reading): MomentSpan[] =>
  reading.moments('future').filter((span) => span.value.date !== undefined && span.value.date <= reading.today && !span.value.recurrence);

/** To get up at. */
const WAKES = /^(?:起床|起来|闹钟|早起|晨跑)$/;

/** 「明天6点50的闹钟」: to get up is in the morning where nothing else was said. */
export function inTheMorning(reading: Reading, at: WhenValue, moment: MomentSpan): WhenValue {
  const hour = Number(at.time?.slice(0, 2) ?? 0);
  if (hour < 16 || hour > 21 || /下午|晚|傍|夜|午|1[6-9]|2[01]/.test(moment.text)) return at;
  const early = `${String(hour - 12).padStart(2, '0')}${at.time?.slice(2)}`;
  if (at.recurrence) {
    const date = firstFrom(at.recurrence, early <= reading.time ? addDays(reading.today, 1) : reading.today);
    return date ? { ...at, date, time: early } : at;
  }
  return { ...at, date: at.date === reading.today && early <= reading.time ? addDays(at.date, 1) : at.date, time: early };
}

interface Stretch {
  start: number;
  end: number;
}

/** 「明天叫我8:10起床」「明晚提醒我8点吃药」: the hour stands behind the asking, on the day before it. */
function calledAt(reading: Reading, first: MomentSpan | undefined, cueStart: number, cueEnd: number): MomentSpan | undefined {
  if (first && isVague(first)) return exactBehind(reading, first);
  if (first?.kind !== 'date' || first.value.vague || first.value.endDate || first.end > cueStart || cueEnd === cueStart) return undefined;
  const hour = reading.moments('future').find((span) => span.kind === 'time' && span.start === cueEnd && span.value.time !== undefined);
  if (!hour || !/^(?:[上下中]午|早上|晚上|凌晨|早|晚)?[0-9零一二两三四五六七八九十]/.test(hour.text) || hour.value.endTime) return undefined;
  const time = hour.value.time as string;
  const isLate = first.period !== undefined && /[下晚傍]/.test(first.text) && time < '12:00';
  const said = /^[0-9零一二两三四五六七八九十]/.test(hour.text) && /上午|早/.test(first.text) && time >= '12:00' ? minusHalf(time) : time;
  return { ...hour, value: { ...hour.value, date: first.value.date, time: isLate ? plusHalf(time) : said, vague: false } };
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

/** 「每天早晚八点」: two hours in one word; they are asked. */
const TWICE = /早中?晚(?=[0-9一二两三四五六七八九十]+点|各|都|提醒|[叫喊]我)|[一每][天日][两二三四五六2-6]次/;

/** 「每月一号交，前一天提醒我」: no rule says the day before the first of a month. */
const DAY_BEFORE = /前[一两二三四五六七1-7]天(?:[早晚]上)?(?:再)?(?:提醒|叫|喊)/;

/** 「12月起每周一」「下周起每天」「从周三开始每天」: the first day a repetition may be on. */
function beginOf(reading: Reading, moment: MomentSpan): string | undefined {
  const begin = reading.moments('future').findLast((span) => span.end < moment.start && span.value.date !== undefined && span.kind === 'date');
  return begin && /^(?:份)?(?:起|开始|以后|之后|往后)[\s,]?$/.test(reading.text.slice(begin.end, moment.start)) ? begin.value.date : undefined;
}

/** The words of such a beginning, 起 included. */
function beginSpans(reading: Reading, moment: MomentSpan): Stretch[] {
  if (moment.kind !== 'recurrence' || beginOf(reading, moment) === undefined) return [];
  const begin = reading.moments('future').findLast((span) => span.end < moment.start);
  const start = begin && (/[从自]$/.test(reading.text.slice(0, begin.start)) ? begin.start - 1 : widened(reading.text, begin.start));
  return start === undefined ? [] : [{ start, end: moment.start }];
}

/** The first day of a rule on or after a date; undefined for rules that name no plain days. */
function firstFrom(rule: string, date: string): string | undefined {
  if (rule === 'FREQ=DAILY') return date;
  const days = /^FREQ=WEEKLY;BYDAY=([A-Z,]+)$/.exec(rule)?.[1]?.split(',');
  const ofMonth = /^FREQ=MONTHLY;BYMONTHDAY=([0-9]{1,2})$/.exec(rule)?.[1];
  if (!days && !ofMonth) return undefined;
  let day = date;
  for (let tries = 0; tries < 62; tries++, day = addDays(day, 1)) {
    if (days ? days.includes(DAY_CODES[weekdayOf(day) - 1] as string) : Number(day.slice(8)) === Number(ofMonth)) return day;
  }
  return undefined;
}

/** 「3到4点提醒我」: at which of them, is not said. */
const isHourRange = (moment: MomentSpan, cueStart: number): boolean =>
  moment.kind === 'time' && moment.value.endTime !== undefined && moment.value.endDate === undefined && moment.end === cueStart && cueStart > 0;

/** 「每周提醒我」「每月提醒我」: on which day was not said. */
const isWithoutDay = (recurrence: string | undefined): boolean => /^FREQ=(?:WEEKLY|MONTHLY|YEARLY)$/.test(recurrence ?? '');

const WEEKDAY = /^(?:周|星期|礼拜)[一二三四五六日天]/;

/** 「周三、周五给他打电话」「周二周四晚上」: two days, one reminder. */
function severalDays(reading: Reading, moment: MomentSpan): boolean {
  const next = reading.moments('future').find((span) => span.start > moment.start);
  const last = reading.moments('future').findLast((span) => span.end < moment.start);
  if (last?.kind === 'date' && moment.kind !== 'recurrence' && /^(?:[、和及与]|或者?|还是)$/.test(reading.text.slice(last.end, moment.start)))
    return true;
  const between = next && reading.text.slice(moment.end, next.start);
  if (moment.kind === 'recurrence' || next === undefined || between === undefined) return false;
  return /^\s?(?:[、和及与]|或者?|还是)\s?$/.test(between) || (between === '' && WEEKDAY.test(moment.text) && WEEKDAY.test(next.text));
}

/** 「工作日晚上8点」 without 每: one of them or all, the words do not say. */
function isEveryWorkday(reading: Reading, moment: MomentSpan): boolean {
  return moment.kind === 'time' && /(?:工作日|周末|平时|平日)的?$/.test(reading.text.slice(Math.max(0, moment.start - 4), moment.start));
}

const RANGE_OF_DAYS = /^(?:周|星期|礼拜)([一二三四五六])(?:到|至|-|~)(?:周|星期|礼拜)?([二三四五六日天])(?:的|每天|都)?/;

/** 「周一到周五11点50提醒我订饭」: days of the week with an hour and no week named are every week's; to be shown before it is kept. */
export function onWeekdays(reading: Reading, { text, value, kind }: MomentSpan): WhenValue | undefined {
  const range = kind === 'recurrence' || value.time === undefined ? null : RANGE_OF_DAYS.exec(text);
  if (!range) return undefined;
  const [first, last] = [1, 2].map((group) => '一二三四五六日'.indexOf((range[group] as string).replace('天', '日')) + 1) as [number, number];
  if (first >= last) return undefined;
  const isOn = (day: number): boolean => day >= first && day <= last;
  let date = (value.time as string) > reading.time ? reading.today : addDays(reading.today, 1);
  while (!isOn(weekdayOf(date))) date = addDays(date, 1);
  return { date, time: value.time, recurrence: `FREQ=WEEKLY;BYDAY=${DAY_CODES.slice(first - 1, last).join(',')}` };
}

/** 「提醒我跟领导请周五的假」: the day is that of the leave; when to remind, is asked. */
function isOfThing({ text }: Reading, moment: MomentSpan, cueStart: number): boolean {
  return moment.start > cueStart && text[moment.end] === '的' && '请订买抢定'.includes(text[moment.start - 1] ?? '-');
}

/** 月初, 年底前: a stretch of days of which the words name the edge. */
const isLoose = (moment: MomentSpan): boolean => /[月年]初$|年[底末]前?$|年前$/.test(moment.text);

/** 「从明天起连续五天」: a repetition with an end. */
const RUN = /(?:连续|连着|一连)(?:([0-9一二两三四五六七八九十]+)(天|周|个?星期|个?礼拜|个月)|(半个月))(?:的|每天|都)?/;
const DAYS_IN: Readonly<Record<string, number>> = { 天: 1, 周: 7, 星期: 7, 礼拜: 7, 月: 30 };
const HALF_A_MONTH = 15;
const LONGEST_RUN = 366;

/** How many days in a row, where the words say it. */
function runOf({ text }: Reading): (Stretch & { count: number }) | undefined {
  const run = RUN.exec(text);
  const count = !run
    ? 0
    : run[3]
      ? HALF_A_MONTH
      : (readSmallNumber(run[1] as string, 0)?.value ?? 0) * (DAYS_IN[(run[2] as string).replace('个', '')] ?? 0);
  return run && count > 1 && count <= LONGEST_RUN ? { count, start: run.index, end: run.index + run[0].length } : undefined;
}

/** 「每天…，到12月底为止」「每5分钟…，直到18:00」「…，持续1小时」: when a repetition ends, as RFC 5545 writes it, and its words. */
function untilOf(reading: Reading, moment: MomentSpan): (Stretch & { until: string }) | undefined {
  if (moment.kind !== 'recurrence') return undefined;
  const { text } = reading;
  const isWithinDay = /FREQ=(?:HOURLY|MINUTELY)/.test(moment.value.recurrence ?? '');
  for (const span of reading.moments('future')) {
    const date = span.value.endDate ?? span.value.date;
    if (span === moment || span.kind === 'recurrence' || date === undefined || date < reading.today || span.value.vague) continue;
    if (date === reading.today && !(isWithinDay && (span.value.time ?? '') > reading.time)) continue;
    const lead = /(?:一?直到|截止到?|截至|到)$/.exec(text.slice(Math.max(0, span.start - 4), span.start));
    const tail = /^(?:为止|止|之?前|结束|那天)?(?=[\s,。.]|$|每)/.exec(text.slice(span.end));
    if (!lead || !tail || (tail[0] === '' && span.bound !== 'by' && lead[0].length === 1)) continue;
    const time = isWithinDay && span.value.time ? `T${span.value.time.replace(':', '')}00` : '';
    return { until: `${date.replaceAll('-', '')}${time}`, start: span.start - lead[0].length, end: span.end + tail[0].length };
  }
  const lasts = isWithinDay ? /持续(?:时间)?(?:为|是)?$/ : undefined;
  const length = lasts && reading.durations().find((span) => lasts.test(text.slice(0, span.start)));
  if (!length || !lasts) return undefined;
  const end = fromNow(reading, length.value.minutes);
  const start = lasts.exec(text.slice(0, length.start))?.index ?? length.start;
  return { until: `${end.date.replaceAll('-', '')}T${(end.time ?? '23:59').replace(':', '')}00`, start, end: length.end };
}

function untilSpans(reading: Reading, moment: MomentSpan): Stretch[] {
  const last = untilOf(reading, moment);
  return last ? [last] : [];
}

/** The words of a run, with 「从明天起」 before it. */
function runSpans(reading: Reading, moment: MomentSpan): Stretch[] {
  const run = moment.kind === 'time' || moment.value.recurrence === 'FREQ=DAILY' ? runOf(reading) : undefined;
  if (!run) return [];
  const { text } = reading;
  const begin = reading.moments('future').find((span) => span.end <= run.start && /^(?:起|开始)?[\s,]*$/.test(text.slice(span.end, run.start)));
  if (!begin) return [run];
  return [{ start: /[从自]$/.test(text.slice(0, begin.start)) ? begin.start - 1 : begin.start, end: run.end }];
}

/** 「每天下班前提醒我」「明天出门前提醒我」: a day and a moment no clock tells, or a run of days; it is asked. */
function isUnsettled({ text }: Reading, moment: MomentSpan, cueStart: number): boolean {
  if (moment.kind !== 'recurrence' && RUN.test(text)) return true;
  if (moment.value.time !== undefined || moment.end > cueStart) return false;
  const between = text.slice(moment.end, cueStart);
  // 「周四下午开完那个会之后半小时」: reckoned from something that ends nobody knows when.
  if (/^[^,。]{1,8}(?:之后|以后)[^,。]{1,6}$/.test(between)) return true;
  if (/^的?(?:晚些|晚点|晚一点|稍晚|稍后|有空|抽空|得空|找个?时间)/.test(between)) return true;
  return /^(?:起来|起床|(?:上班|下班|出门|睡觉?|起床|到家|回家|[早午晚中]?饭|吃饭|开会|散会|下课|放学|收工)(?:之?前|之?后|以前|以后|时|的时候))/.test(
    between,
  );
}

/** 「提前一天晚上九点提醒我」「每逢15号，上午9点提醒我」: the hour of the day that was reckoned back, or of a repetition. */
function hourApart(reading: Reading, moment: MomentSpan): { time?: string } {
  if ((!moment.ahead && moment.kind !== 'recurrence') || moment.value.time !== undefined) return {};
  const hour = hourBehind(reading, moment);
  return hour?.value.time === undefined ? {} : { time: hour.value.time };
}

/** 「下周三的飞机 提前三小时叫我 飞机十点四十五」: the hour of the day before which it is to be. */
function withHour(reading: Reading, said: WhenValue, moment: MomentSpan): WhenValue {
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
function isBefore(reading: Reading, { date, time }: WhenValue): boolean {
  return date < reading.today || (date === reading.today && time !== undefined && time <= reading.time);
}

function hourBehind(reading: Reading, moment: MomentSpan): MomentSpan | undefined {
  const at = skipSeparators(reading.text, reading.text[moment.end] === '的' ? moment.end + 1 : moment.end);
  return reading.moments('future').find((span) => span.start === at && span.value.time !== undefined && span.grain === 'minute');
}

/** 「给张三打电话」 where 张三 is nobody among the clients: only behind a word that is followed by a person. */
function strangerIn(reading: Reading, from: number): ClientArg | undefined {
  const match = /(?:给|跟|和|约|联系|拜访|回访)(?=[\u4e00-\u9fff]{2,3})/.exec(reading.text.slice(from));
  if (!match) return undefined;
  const at = from + match.index + match[0].length;
  const taken = takeClient(reading, at, { anyToken: false });
  // 「给车充电」「给花浇水」: a thing.
  if (taken && /^[车花猫狗鱼门窗手机][充加洗换修浇喂关打]/.test(reading.text.slice(at, at + 2))) return undefined;
  return taken && !taken.mention && /^[打回发送送约说讲聊见面电办签]/.test(reading.text.slice(taken.end, taken.end + 1)) ? taken.arg : undefined;
}

/** The sentence without the words that ask, the time and what else is cut. */
export function reminderText(
  reading: Reading,
  cueStart: number,
  cueEnd: number,
  moment: Stretch | MomentSpan | undefined,
  others: readonly Stretch[],
): string {
  const { text } = reading;
  const cuts: [number, number][] = [[cueStart, cueEnd], ...others.map(({ start, end }): [number, number] => [start, end])];
  if (moment) {
    // 「12月18日到期，提前三天」: the day something happens stays in the words.
    const stays = 'ahead' in moment && moment.ahead === true;
    cuts.push(
      stays
        ? aheadPart(text, moment.start, moment.end)
        : [widened(text, moment.start), moment.end + (/^整(?=[\s,提叫喊催]|$)/.test(text.slice(moment.end, moment.end + 2)) ? 1 : 0)],
    );
  }
  for (const span of reading.moments('future'))
    if (moment && span.start > moment.end && /^\s?(?:[、和及与]|或者?|还是)\s?$/.test(text.slice(moment.end, span.start)))
      cuts.push([moment.end, span.end]);
  // 周一到周五 before 每天早上7点 belongs to the same time.
  for (const span of reading.moments('future'))
    if (moment && (span.end === moment.start || span.end === moment.start - 1)) cuts.push([span.start, span.end]);
  cuts.sort(([one], [other]) => one - other);
  const pieces: string[] = [];
  let at = 0;
  for (const [start, end] of cuts) {
    if (start > at) pieces.push(clean(reading, at, start));
    at = Math.max(at, end);
  }
  pieces.push(clean(reading, at, text.length));
  const all = pieces.map((piece) => piece.replace(WEIGHT, '')).filter((piece) => piece !== '');
  const said = all.filter(
    (piece) => !(all.length > 1 && ASIDE.test(piece)) && piece !== '提醒' && !/^(?:(?:会议?|考试|面试|时间|[它这那])?是|[和或]者?|还是)$/.test(piece),
  );
  const joint = said.length > 1 && said.some((piece) => piece.length > 6) ? '，' : ' ';
  const words = said.reduce((line, piece) => (line === '' ? piece : `${line}${HAPPENS.test(line) ? '' : joint}${piece}`), '').trim();
  if (ASKED_ONLY.test(words)) return '';
  return MAY_YOU.test(text.slice(Math.max(0, cueStart - 24), cueStart)) ? words.replace(/^(?:能|可以)\s/, '').replace(/[吗么不][?？]?$/, '') : words;
}

/** How much it matters is no part of what to do. */
const WEIGHT = /[,，]\s*(?:这个?|这件?事)?(?:很|特别|非常|比较|挺)?(?:重要|关键|要紧|紧急)(?:的)?$/;
/** What only leads up to it: 「添加一个12月3日提醒我…」「我在开会，5分钟后提醒我…」. */
const ASIDE =
  /^(?:(?:添加|创建|新建|安排|预约|设置|设定)(?:一?[个条])?|正?在(?:开会|开车|忙|路上|外面|外地|家)|(?:这个?|这件?事)?(?:很|特别|非常|比较|挺)?(?:重要|关键|要紧|紧急)(?:的)?)$/;
/** 「睡前」「饭后」「天黑前」: goes with what follows. */
const HAPPENS = /^[\u4e00-\u9fff]{1,6}(?:前|后|时|时候|前一[天周])$/;

/** 「可以提醒我…吗」: the asking is no part of the words. */
const MAY_YOU = /(?:能|可以|可不可以|能不能|行不行)(?:请?你?您?)[^,。]{0,16}$/;
/** 「明天能提醒我一下吗」: nothing is said yet of what. */
const ASKED_ONLY = /^(?:能|可以|行|好|可不可以|能不能)?\s?(?:吗|么|不|呢)?[?？]?$/;

/** A 在, 到 or 于 that only leads to the time. */
function widened(text: string, start: number): number {
  return start > 0 && '在于到'.includes(text[start - 1] as string) && !'现存'.includes(text[start - 2] || '-') ? start - 1 : start;
}

function aheadPart(text: string, start: number, end: number): [number, number] {
  const at = text.slice(start, end).search(/提前|之前|前/);
  return at < 0 ? [start, end] : [start + at, end];
}

function clean(reading: Reading, from: number, to: number): string {
  const { text } = reading;
  let start = from;
  for (let turns = 0; turns < 6; turns++) {
    start = skipSeparators(text, start);
    const lead = wordAt(text, start, LEADS, to);
    if (
      !lead ||
      (lead === '要' && text[start + 1] === '求') ||
      (lead === '请' && ('客假教示帖柬'.includes(text[start + 1] || '-') || reading.mentions.some((one) => one.start === start + 1))) ||
      (lead === '得' && start > from) ||
      (lead.endsWith('次') && '性数元级'.includes(text[start + 2] || '-')) ||
      (lead === '说' && text[start + 1] === '明') ||
      (lead === '该' && text[start + 1] === '客') ||
      (lead === '给我' && '爸妈老儿女爷奶哥姐弟妹家'.includes(text[start + 2] || '-'))
    )
      break;
    if (lead === '的' && start === from && from > 0 && reading.mentions.some((one) => one.end === start)) break;
    start += lead.length;
  }
  let end = to;
  while (end > start && isSeparator(text.charCodeAt(end - 1))) end--;
  if (start >= end) return '';
  return reading.verbatim(start, end).replace(TAILS, '').trim();
}

const POLITE_LEADS = [
  '请帮我',
  '就是说',
  '那个',
  '嗯',
  '呃',
  '帮忙',
  '请帮忙',
  '麻烦帮忙',
  '麻烦帮我',
  '能不能',
  '可不可以',
  '帮我',
  '麻烦你',
  '麻烦',
  '请你',
  '你',
  '您',
  '请',
  '给我',
  '能否',
  '可以',
  '财伴',
  '小财',
  '财宝',
  '务必',
  '千万',
  '我怕忘',
  '怕忘',
  '怕忘了',
  '小助手',
  '小助理',
  '助手',
  '好的',
  '嗯',
  '那',
  '对了',
  '还有',
  '另外',
  '然后',
  '定个',
  '设个',
  '定时',
  '设置',
  '加个',
];

const LEADS = byHead([...POLITE_LEADS, ...REMINDER_LEADS]);
