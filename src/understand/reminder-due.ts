import { addDays } from '../domain/calendar/index.js';
import type { WhenValue } from '../domain/intent.js';
import { earlier, ruleEarlier, type LeadTime } from './lead-time.js';
import { EVERY_MINUTE } from './recurrence.js';
import type { Reading } from './reading.js';
import { hourApart, hourBehind, isBefore, withHour } from './reminder-hours.js';
import {
  beginHour,
  beginOf,
  beginsRun,
  DAY_BEFORE,
  firstFrom,
  isEveryWorkday,
  isWithinAnother,
  isWithoutDay,
  onWeekdays,
  RUN,
  runOf,
  severalDays,
  stretchOf,
  TWICE,
  untilOf,
} from './reminder-repeats.js';
import { widened, type Stretch } from './reminder-text.js';
import type { MomentSpan } from './time/types.js';
import { isVague, whenAhead } from './when.js';

/** What stands around the moment of a reminder and says more of when it is due. */
export interface Around {
  cueStart: number;
  cueEnd: number;
  /** 提前三天 */
  lead: LeadTime | undefined;
  /** 提前, and not by how much. */
  early: Stretch | undefined;
  /** 25点 */
  noSuch: Stretch | undefined;
  /** The hour of a day that was reckoned, or of a repetition. */
  hour: MomentSpan | undefined;
  /** An hour behind the asking, on the day before it. */
  called: MomentSpan | undefined;
}

/** When a reminder is due. `isOpen`: the words leave it open, and it is asked; `isGuessed`: it is shown before it is kept. */
export interface ReminderDue {
  at: WhenValue;
  recurrence?: string;
  isOpen: boolean;
  isGuessed: boolean;
}

/** What a moment comes to once its lead, its repetition and their ends are reckoned. */
interface Reckoned {
  at: WhenValue;
  /** As it was told, before a lead moved it. */
  rule: string | undefined;
  recurrence: string | undefined;
  /** A lead that stands apart from its moment. */
  isLed: boolean;
  /** The day and hour the lead comes to; undefined where it comes to none. */
  ahead: WhenValue | undefined;
  /** The first day a repetition may be on, and the first it is on. */
  begin: string | undefined;
  first: string | undefined;
  isRun: boolean;
  /** As RFC 5545 writes it. */
  until: string | undefined;
}

/** When a reminder whose moment was found is due, with its repetition. */
export function reminderDue(reading: Reading, moment: MomentSpan, around: Around): ReminderDue {
  const reckoned = reckon(reading, moment, around.lead);
  const { at, recurrence, until } = reckoned;
  const repeated = until === undefined ? recurrence : `${recurrence};UNTIL=${until}`;
  reading.reasons.push(
    `时间看“${reading.verbatim(moment.start, moment.end)}”${moment.value.date ? `，按${moment.value.date}${moment.value.time ? ` ${moment.value.time}` : ''}` : '，还不能定'}`,
  );
  const more = repeated ? { recurrence: repeated } : {};
  return isOpenDue(reading, moment, around, reckoned)
    ? { at: { ...at, vague: true }, ...more, isOpen: true, isGuessed: false }
    : { at: { ...at, ...more }, ...more, isOpen: false, isGuessed: isGuessedDue(reading, moment, around, reckoned) };
}

function reckon(reading: Reading, moment: MomentSpan, lead: LeadTime | undefined): Reckoned {
  const { recurrence: rule, ...told } = onWeekdays(reading, moment) ?? whenAhead(moment);
  const isLed = lead !== undefined && !moment.ahead && (lead.end <= moment.start || lead.start >= moment.end);
  const said = isLed
    ? withHour(reading, told, moment)
    : { ...told, ...(moment.ahead ? (lead?.period ? { period: lead.period } : hourOfDay(reading, moment)) : {}), ...hourApart(reading, moment) };
  const isDaily = moment.kind === 'time' || rule === 'FREQ=DAILY' || beginsRun(reading, moment);
  const run = isDaily && !isLed && !isVague(moment) ? runOf(reading) : undefined;
  const recurrence = run ? 'FREQ=DAILY' : rule !== undefined && isLed && lead.days > 0 ? ruleEarlier(rule, lead.days) : rule;
  const ahead = isLed ? nextOf(reading, recurrence, earlier(said, lead)) : undefined;
  const begin = recurrence === undefined || (run && rule === undefined) ? undefined : beginOf(reading, moment);
  const first =
    begin && recurrence !== undefined ? firstFrom(recurrence, stillAhead(reading, begin > told.date ? begin : told.date, said)) : undefined;
  const hours = beginHour(reading, moment);
  const at =
    first === undefined ? { ...(ahead ?? said), ...(hours ? { date: hours.date, time: hours.time } : {}) } : { ...(ahead ?? said), date: first };
  const stretch = first === undefined ? undefined : stretchOf(reading, moment)?.value.endDate;
  const until = stretch
    ? stretch.replaceAll('-', '')
    : run
      ? addDays(at.date, run.count - 1).replaceAll('-', '')
      : recurrence === undefined
        ? undefined
        : untilOf(reading, moment)?.until;
  return { at, rule, recurrence, isLed, ahead, begin, first, isRun: run !== undefined, until };
}

function isOpenDue(
  reading: Reading,
  moment: MomentSpan,
  { cueStart, lead, early, noSuch, hour }: Around,
  { at, rule, recurrence, isLed, ahead, begin, first, isRun }: Reckoned,
): boolean {
  return (
    (isVague(moment) && (!rule || moment.kind === 'recurrence')) ||
    (begin !== undefined && (first === undefined || first > (stretchOf(reading, moment)?.value.endDate ?? first))) ||
    (rule !== undefined && !isLed && DAY_BEFORE.test(reading.text)) ||
    (isLed && (ahead === undefined || (rule !== undefined && recurrence === undefined) || isBefore(reading, ahead))) ||
    isWithoutDay(recurrence) ||
    recurrence === EVERY_MINUTE ||
    isWithinAnother(reading, moment) ||
    noSuch !== undefined ||
    (early !== undefined && !lead) ||
    isHourRange(reading, moment, cueStart) ||
    TWICE.test(reading.text) ||
    severalDays(reading, moment) ||
    isEveryWorkday(reading, moment) ||
    HOLIDAY_OVER.test(reading.text.slice(0, moment.start)) ||
    isHourOrDay(moment, cueStart) ||
    (isRun
      ? at.time === undefined && at.period === undefined && moment.kind === 'date'
      : isUnsettled(
          reading,
          hour && hour.start >= moment.end && hour.end <= cueStart && SAYS_CLOCK.test(hour.text) ? { ...moment, end: hour.end } : moment,
          cueStart,
        ))
  );
}

function isGuessedDue(
  reading: Reading,
  moment: MomentSpan,
  { cueStart, cueEnd, hour, called }: Around,
  { at, rule, recurrence, until }: Reckoned,
): boolean {
  return (
    moment.guessed === true ||
    hour?.guessed === true ||
    OF_ITS_DAY.test(reading.text.slice(moment.end, Math.max(moment.end, cueStart))) ||
    TO_ALL.test(reading.text.slice(cueEnd, cueEnd + 2)) ||
    (moment.ahead === true && at.time !== undefined) ||
    isLoose(moment) ||
    (rule !== undefined &&
      at.time === undefined &&
      reading.moments('future').some(({ kind, value }) => kind === 'time' && value.time !== undefined)) ||
    isOfWhatIsBefore(reading, moment, cueStart, cueEnd) ||
    (moment.bound === 'by' && /[点:]/.test(moment.text)) ||
    until !== undefined ||
    called !== undefined ||
    recurrence?.startsWith('FREQ=MINUTELY') === true
  );
}

/** 「晚上的复盘我打算…，你提醒我复习」: the day belongs to what is told. */
const OF_ITS_DAY = /^的(?!时)[^,。]{4,}[,。]/;

/** 「明天下午三点的飞机，提醒我坐车」: the hour is that of the flight, and the reminder at it is shown first. */
const isOfWhatIsBefore = ({ text }: Reading, moment: MomentSpan, cueStart: number, cueEnd: number): boolean =>
  moment.value.time !== undefined &&
  moment.kind === 'time' &&
  !moment.ahead &&
  cueEnd > cueStart &&
  OF_WHAT.test(text.slice(moment.end, Math.max(moment.end, cueStart))) &&
  /^(?!一[下声])[\u4e00-\u9fff]{2}/.test(text.slice(cueEnd));
const OF_WHAT = /^\s?的?[\u4e00-\u9fff]{2,12}[,。]\s?(?:你|请|记得|麻烦|帮我|到时候?|[\s,])*$/;

/** 「提醒大家明天停水」: told everybody, or to be told then. */
const TO_ALL = /^(?:大家|各位|诸位|同志|同事)/;

/** 「每周一三…，提前一天」 said on a Monday: the first one to come. */
function nextOf(reading: Reading, rule: string | undefined, at: WhenValue | undefined): WhenValue | undefined {
  const isOver = at !== undefined && rule !== undefined && isBefore(reading, at);
  const date = isOver ? firstFrom(rule, (at.time ?? '24') > reading.time ? reading.today : addDays(reading.today, 1)) : undefined;
  return at && date ? { ...at, date } : at;
}

/** 「今天起每天十点」 said at five past ten: the first one is tomorrow's. */
const stillAhead = (reading: Reading, date: string, { time }: WhenValue): string =>
  date === reading.today && time !== undefined && time <= reading.time ? addDays(date, 1) : date;

/** 「后天晚上八点开会，提前一天提醒我」: the day before, at that hour. */
function hourOfDay(reading: Reading, moment: MomentSpan): { time?: string } {
  const same = dayPointedAt(reading, moment);
  if (same?.value.time !== undefined) return { time: same.value.time };
  const day = moment.text.startsWith('提前') && !reading.text.slice(moment.end).startsWith('的') ? ownDay(reading, moment) : undefined;
  return day?.value.time === undefined || hourBehind(reading, moment) ? {} : { time: day.value.time };
}

/** 「18号上午九点办赎回，那天记得叫我」: the day and hour that 那天 points at, where no other hour and nothing to do before it is said. */
export function dayPointedAt(reading: Reading, moment: MomentSpan): MomentSpan | undefined {
  if (!moment.ahead || !/^(?:那一?天|当[天日])$/.test(moment.text) || !ASKED_ALONE.test(reading.text.slice(moment.end))) return undefined;
  const day = ownDay(reading, moment);
  if (day?.value.time === undefined || day.value.endTime !== undefined || day.value.date !== moment.value.date || isVague(day)) return undefined;
  return { ...day, start: widened(reading.text, day.start) };
}

const ASKED_ALONE = /^(?:的时候|记得|一定|千万|务必|要|再|请|你|[\s,])*(?:提醒|[叫喊])一?下?我(?:一下|一声)?(?:啊|哦|吧)?[\s。.!]*$/;

/** The day such a moment was reckoned from. */
export const ownDay = (reading: Reading, moment: MomentSpan): MomentSpan | undefined =>
  reading.moments('future').findLast((span) => span.end <= moment.start && span.value.date !== undefined);

/** 「过完元旦提醒我」: some day behind it. */
const HOLIDAY_OVER = /过完$|过了$/;

/** 「3到4点提醒我」: at which of them, is not said. */
const BETWEEN = /^\s?之?[间内]$/;
const isHourRange = ({ text }: Reading, moment: MomentSpan, cueStart: number): boolean =>
  moment.kind === 'time' &&
  moment.value.endTime !== undefined &&
  moment.value.endDate === undefined &&
  cueStart > 0 &&
  (moment.end === cueStart || BETWEEN.test(text.slice(moment.end, cueStart)));

/** 「8.30提醒我」: the 30th of August, or half past eight. */
const isHourOrDay = (moment: MomentSpan, cueStart: number): boolean =>
  moment.kind === 'date' && moment.end <= cueStart && /^(?:1[0-2]|0?[1-9])\.[0-3][05]$/.test(moment.text);

/** 月初, 年底前: a stretch of days of which the words name the edge. */
export const isLoose = (moment: MomentSpan): boolean => /[月年]初$|月[底末]$|年[底末]前?$|年前$/.test(moment.text);

/** 「每天下班前提醒我」「明天出门前提醒我」: a day and a moment no clock tells, or a run of days; it is asked. */
function isUnsettled({ text }: Reading, moment: MomentSpan, cueStart: number): boolean {
  if (moment.kind !== 'recurrence' && RUN.test(text)) return true;
  if (moment.value.time !== undefined || moment.end > cueStart) return false;
  const between = text.slice(moment.end, cueStart);
  // 「周四下午开完那个会之后半小时」: reckoned from something that ends nobody knows when.
  if (/^[^,。]{1,8}(?:之后|以后)[^,。]{1,6}$/.test(between)) return true;
  if (/^的?(?:晚些|晚点|晚一点|稍晚|稍后|有空|抽空|得空|找个?时间)/.test(between)) return true;
  return (
    /^(?:起来|起床|(?:上班|下班|出门|睡觉?|起床|到家|回家|[早午晚中]?饭|吃饭|开会|散会|下课|放学|收工)(?:之?前|之?后|以前|以后|时|的时候))/.test(
      between,
    ) || HAPPENS_THEN.test(between)
  );
}

/** 「每周五下班前四点半」: 下班前 leads to an hour of its own. */
const SAYS_CLOCK = /[点:]/;

/** 「明天上车时」「明天到公司的时候」「每天收车后」: a moment that something makes, not a clock. */
const HAPPENS_THEN =
  /^(?:我|等我|一|快)?(?![今明之以前的])[\u4e00-\u9fff]{1,6}(?:之?前|之?后|以前|以后|的时候?|(?<![准按及定随到届临])时候?)(?:记得|请|再|就|都|[\s,])*$/;
