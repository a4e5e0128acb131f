import { addDays, weekdayOf } from '../domain/calendar/index.js';
import type { WhenValue } from '../domain/intent.js';
import { readSmallNumber } from './numbers.js';
import type { Reading } from './reading.js';
import { DAY_CODES } from './recurrence-date.js';
import { widened, type Stretch } from './reminder-text.js';
import type { MomentSpan } from './time/types.js';
import { fromNow } from './when.js';

/** 「每天早晚八点」: two hours in one word; they are asked. */
export const TWICE = /早中?晚(?=[0-9一二两三四五六七八九十]+点|各|都|提醒|[叫喊]我)|早中?晚[两二三四2-4]次|[一每][天日][两二三四五六2-6]次/;

/** 「每月一号交，前一天提醒我」: no rule says the day before the first of a month. */
export const DAY_BEFORE = /前[一两二三四五六七1-7]天(?:[早晚]上)?(?:再)?(?:提醒|叫|喊)/;

/** 「12月起每周一」「下周起每天」「从周三开始每天」: the first day a repetition may be on. */
export function beginOf(reading: Reading, moment: MomentSpan): string | undefined {
  const begin = reading.moments('future').findLast((span) => span.end < moment.start && span.value.date !== undefined && span.kind === 'date');
  const stretch = stretchOf(reading, moment);
  if (stretch) return stretch.value.date;
  return begin && /^(?:份)?(?:起|开始|以后|之后|往后)[\s,]?$/.test(reading.text.slice(begin.end, moment.start)) ? begin.value.date : undefined;
}

/** 「这周每天两点」「下个月每周五」: the days a repetition is for. */
export function stretchOf(reading: Reading, moment: MomentSpan): MomentSpan | undefined {
  if (moment.kind !== 'recurrence') return undefined;
  return reading
    .moments('future')
    .find(
      (span) =>
        span.kind === 'date' &&
        span.value.endDate !== undefined &&
        /^的?[\s,]?$/.test(reading.text.slice(span.end, moment.start)) &&
        span.end <= moment.start,
    );
}

/** 「上午9点开始每2小时」: from which hour on. */
export function beginHour(reading: Reading, moment: MomentSpan): (Stretch & { date: string; time: string }) | undefined {
  if (!/FREQ=(?:HOURLY|MINUTELY)/.test(moment.value.recurrence ?? '')) return undefined;
  const begin = reading.moments('future').findLast((span) => span.end < moment.start && span.kind === 'time' && span.value.time !== undefined);
  const { date, time } = begin?.value ?? {};
  if (!begin || date === undefined || time === undefined || begin.value.vague) return undefined;
  if (!/^(?:起|开始|以后|之后)[\s,]?$/.test(reading.text.slice(begin.end, moment.start))) return undefined;
  return { date, time, start: withFrom(reading.text, begin.start), end: moment.start };
}

/** Where 「从明天」 begins, 从 included. */
const withFrom = (text: string, start: number): number => (/[从自]/.test(text[start - 1] ?? '') ? start - 1 : start);

/** The words of such a beginning, 起 included. */
export function beginSpans(reading: Reading, moment: MomentSpan): Stretch[] {
  const hour = beginHour(reading, moment);
  if (hour) return [hour];
  const stretch = stretchOf(reading, moment);
  if (stretch) return [{ start: withFrom(reading.text, stretch.start), end: moment.start }];
  if (moment.kind !== 'recurrence' || beginOf(reading, moment) === undefined) return [];
  const begin = reading.moments('future').findLast((span) => span.end < moment.start);
  const start = begin && (/[从自]$/.test(reading.text.slice(0, begin.start)) ? begin.start - 1 : widened(reading.text, begin.start));
  return start === undefined ? [] : [{ start, end: moment.start }];
}

/** The first day of a rule on or after a date; undefined for rules that name no plain days. */
export function firstFrom(repeated: string, date: string): string | undefined {
  const rule = repeated.replace(/;UNTIL=.*$/, '');
  if (/^FREQ=DAILY(?:;INTERVAL=\d+)?$/.test(rule)) return date;
  const days = /^FREQ=WEEKLY;BYDAY=([A-Z,]+)$/.exec(rule)?.[1]?.split(',');
  const ofMonth = /^FREQ=MONTHLY;BYMONTHDAY=([0-9]{1,2})$/.exec(rule)?.[1];
  if (!days && !ofMonth) return undefined;
  let day = date;
  for (let tries = 0; tries < 62; tries++, day = addDays(day, 1)) {
    if (days ? days.includes(DAY_CODES[weekdayOf(day) - 1] as string) : Number(day.slice(8)) === Number(ofMonth)) return day;
  }
  return undefined;
}

/** 「每周提醒我」「每月提醒我」: on which day was not said. */
export const isWithoutDay = (recurrence: string | undefined): boolean => /^FREQ=(?:WEEKLY|MONTHLY|YEARLY)$/.test(recurrence ?? '');

/** 「每天下午一点到六点每小时提醒我」「早上八点到晚上十点每隔两小时提醒我」: hours inside each day; no rule says both. */
export function isWithinAnother(reading: Reading, moment: MomentSpan): boolean {
  const isHourly = ({ value }: MomentSpan): boolean => /FREQ=(?:HOURLY|MINUTELY)/.test(value.recurrence ?? '');
  return (
    moment.kind === 'recurrence' &&
    reading
      .moments('future')
      .some(
        (span) =>
          ((span.kind === 'recurrence' && isHourly(span) !== isHourly(moment)) || (isHourly(moment) && span.value.endTime !== undefined)) &&
          (span.start === moment.end || /^[\s,]?$/.test(reading.text.slice(span.end, moment.start))),
      )
  );
}

const WEEKDAY = /^(?:周|星期|礼拜)[一二三四五六日天]/;

/** 「周三、周五给他打电话」「周二周四晚上」: two days, one reminder. */
export function severalDays(reading: Reading, moment: MomentSpan): boolean {
  const next = reading.moments('future').find((span) => span.start > moment.start);
  const last = reading.moments('future').findLast((span) => span.end < moment.start);
  if (last?.kind === 'date' && moment.kind !== 'recurrence' && /^(?:[、和及与]|或者?|还是)$/.test(reading.text.slice(last.end, moment.start)))
    return true;
  const between = next && reading.text.slice(moment.end, next.start);
  if (moment.kind === 'recurrence' || next === undefined || between === undefined) return false;
  return /^\s?(?:[、和及与]|或者?|还是)\s?$/.test(between) || (between === '' && WEEKDAY.test(moment.text) && WEEKDAY.test(next.text));
}

/** 「工作日晚上8点」 without 每: one of them or all, the words do not say. */
export function isEveryWorkday(reading: Reading, moment: MomentSpan): boolean {
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

/** 「从明天起连续五天」, 「…吃药，吃两周」: a repetition with an end. */
export const RUN =
  /(?:连续|连着|一连|(?<=[\s,])(?:一共|总共|共|为期|持续|坚持|先|连着?)?(?:[吃喝服用敷滴涂打练跑走做背读量测]|持续|坚持|为期|共)(?=[^\s,。]{2,5}[\s。.]*$))(?:([0-9一二两三四五六七八九十]+)(天|周|个?星期|个?礼拜|个月)|(半个月))(?:的|每天|都)?/;
const DAYS_IN: Readonly<Record<string, number>> = { 天: 1, 周: 7, 星期: 7, 礼拜: 7, 月: 30 };
const HALF_A_MONTH = 15;
const LONGEST_RUN = 366;

/** How many days in a row, where the words say it. */
export function runOf({ text }: Reading): (Stretch & { count: number }) | undefined {
  const run = RUN.exec(text);
  const count = !run
    ? 0
    : run[3]
      ? HALF_A_MONTH
      : (readSmallNumber(run[1] as string, 0)?.value ?? 0) * (DAYS_IN[(run[2] as string).replace('个', '')] ?? 0);
  return run && count > 1 && count <= LONGEST_RUN ? { count, start: run.index, end: run.index + run[0].length } : undefined;
}

/** 「每天…，到12月底为止」「每5分钟…，直到18:00」「…，持续1小时」: when a repetition ends, as RFC 5545 writes it, and its words. */
export function untilOf(reading: Reading, moment: MomentSpan): (Stretch & { until: string }) | undefined {
  if (moment.kind !== 'recurrence') return undefined;
  const { text } = reading;
  const isWithinDay = /FREQ=(?:HOURLY|MINUTELY)/.test(moment.value.recurrence ?? '');
  for (const span of reading.moments('future')) {
    const date = span.value.endDate ?? span.value.date;
    if (span === moment || span.kind === 'recurrence' || date === undefined || date < reading.today || span.value.vague) continue;
    const last = span.value.endTime;
    if (isWithinDay && last !== undefined && date === reading.today && span.text.startsWith('现在') && last > reading.time) {
      const end = span.end + (/^(?:为止|止)/.exec(text.slice(span.end))?.[0].length ?? 0);
      return { until: untilAt(date, last), start: widened(text, span.start), end };
    }
    if (date === reading.today && !(isWithinDay && (span.value.time ?? '') > reading.time)) continue;
    const lead = /(?:一?直到|截止到?|截至|到)$/.exec(text.slice(Math.max(0, span.start - 4), span.start));
    const tail = /^(?:为止|止|之?前|结束|那天)?(?=[\s,。.]|$|每)/.exec(text.slice(span.end));
    const isBefore = span.bound === 'by' && span.end <= moment.start && /^的?[\s,]?$/.test(text.slice(span.end, moment.start));
    if (!isBefore && (!lead || !tail || (tail[0] === '' && span.bound !== 'by' && lead[0].length === 1 && !isLastWord(text, span)))) continue;
    const start = span.start - (lead?.[0].length ?? 0);
    return {
      until: untilAt(date, isWithinDay ? span.value.time : undefined),
      start,
      end: isBefore ? moment.start : span.end + (tail?.[0].length ?? 0),
    };
  }
  const lasts = isWithinDay ? /持续(?:时间)?(?:为|是)?$/ : undefined;
  const length = lasts && reading.durations().find((span) => lasts.test(text.slice(0, span.start)));
  if (!length || !lasts) return undefined;
  const end = fromNow(reading, length.value.minutes);
  const start = lasts.exec(text.slice(0, length.start))?.index ?? length.start;
  return { until: untilAt(end.date, end.time ?? '23:59'), start, end: length.end };
}

/** 「每天…打卡，到月底」: a clause of its own, and the last one. */
const isLastWord = (text: string, span: MomentSpan): boolean => /[\s,]到$/.test(text.slice(0, span.start)) && /^[\s。.]*$/.test(text.slice(span.end));

const untilAt = (date: string, time: string | undefined): string =>
  `${date.replaceAll('-', '')}${time === undefined ? '' : `T${time.replace(':', '')}00`}`;

export function untilSpans(reading: Reading, moment: MomentSpan): Stretch[] {
  const last = untilOf(reading, moment);
  return last ? [last] : [];
}

/** 「从明天起连续五天」 without an hour: the day begins the run. */
export function beginsRun(reading: Reading, { kind, end }: MomentSpan): boolean {
  const run = kind === 'date' ? runOf(reading) : undefined;
  return run !== undefined && end <= run.start && /^(?:起|开始)?[\s,]*$/.test(reading.text.slice(end, run.start));
}

/** The words of a run, with 「从明天起」 before it. */
export function runSpans(reading: Reading, moment: MomentSpan): Stretch[] {
  const run = moment.kind === 'time' || moment.value.recurrence === 'FREQ=DAILY' || beginsRun(reading, moment) ? runOf(reading) : undefined;
  if (!run) return [];
  const { text } = reading;
  const begin = reading.moments('future').find((span) => span.end <= run.start && /^(?:起|开始)?[\s,]*$/.test(text.slice(span.end, run.start)));
  if (!begin) return [run];
  return [{ start: withFrom(text, begin.start), end: run.end }];
}

const EACH_BEHIND =
  /(?<![,\s。])[,\s。]{1,4}(?:以后|之后|从此|并且)?(?:都是)?每个?(天|日|周|星期|礼拜|月)([一二三四五六日天])?(?:都(?:要|得|是|提醒|叫|这样|如此)?|重复|一次|要|如此|一样)+(?:我|的|哦|吧|啊)?[\s。.!]*$/;

/**
 * 「提醒我下周一早上八点半开晨会，每周一都要」: one day and hour told whole, and behind it that it repeats: the moment with its rule, and
 * the words of repeating. Undefined where the two do not agree.
 */
export function eachBehind(reading: Reading): { moment: MomentSpan; behind: Stretch } | undefined {
  const { text } = reading;
  const each = text.includes('每') ? EACH_BEHIND.exec(text) : null;
  const [told, ...others] = each ? reading.moments('future').filter((span) => span.end <= each.index) : [];
  const { date, time, vague, recurrence, endDate } = told?.value ?? {};
  if (!each || !told || others.length > 0 || date === undefined || time === undefined || vague || recurrence || endDate || told.ahead)
    return undefined;
  const weekday = DAY_CODES[weekdayOf(date) - 1] as string;
  const unit = each[1] as string;
  const named = each[2] && DAY_CODES['一二三四五六日'.indexOf(each[2].replace('天', '日'))];
  if (named !== undefined && (named !== weekday || !/周|星期|礼拜/.test(unit))) return undefined;
  const rule = /天|日/.test(unit)
    ? 'FREQ=DAILY'
    : unit === '月'
      ? `FREQ=MONTHLY;BYMONTHDAY=${Number(date.slice(8))}`
      : `FREQ=WEEKLY;BYDAY=${weekday}`;
  return {
    moment: { ...told, kind: 'recurrence', guessed: true, value: { date, time, recurrence: rule } },
    behind: { start: each.index, end: text.length },
  };
}
