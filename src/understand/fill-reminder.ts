import { addDays } from '../domain/calendar/index.js';
import type { ClientArg, IntentSpec, WhenValue } from '../domain/intent.js';
import { clientArg } from './client-mention.js';
import { momentAtCue } from './cue-moment.js';
import { draft, type Draft } from './draft.js';
import { futureMoment } from './future-moment.js';
import { NO_SUCH_HOUR, turnsToAsk } from './reminder-guard.js';
import { EVERY_MINUTE } from './recurrence.js';
import { earlier, leadTime, ruleEarlier } from './lead-time.js';
import type { Reading } from './reading.js';
import { calledAt, hourApart, hourAtOnce, hourBehind, hourJustBefore, inTheMorning, isBefore, WAKES, withHour } from './reminder-hours.js';
import {
  beginHour,
  beginOf,
  beginSpans,
  beginsRun,
  DAY_BEFORE,
  firstFrom,
  isEveryWorkday,
  isWithinAnother,
  isWithoutDay,
  onWeekdays,
  RUN,
  runOf,
  runSpans,
  severalDays,
  stretchOf,
  TWICE,
  untilOf,
  untilSpans,
} from './reminder-repeats.js';
import { reminderText, widened, type Stretch } from './reminder-text.js';
import { lastSpokenOf, mainMention, takeClient } from './slots.js';
import type { DurationSpan, MomentSpan } from './time/types.js';
import { fromNow, isVague, whenAhead } from './when.js';

/**
 * What to remind of and when: the sentence without the words that ask for it and without its time. The cue stands from
 * `cueStart` to `cueEnd`, anywhere in the sentence; `closing` is its second half where words of the act stand between the
 * two, 「设个…的提醒」.
 */
export function fillReminder(reading: Reading, intent: IntentSpec, cueStart: number, cueEnd: number, closing?: Stretch): Draft {
  const missing: string[] = [];
  const next = futureMoment(reading);
  const rest = next && A_WHILE.test(next.text) ? lengthBefore(reading, cueStart) : undefined;
  const first = rest ? undefined : onlyDay(reading, next, cueStart, cueEnd);
  const atCue = first && momentAtCue(reading, first, cueStart, cueEnd);
  const called = atCue ? undefined : calledAt(reading, first, cueStart, cueEnd);
  const found = atCue?.moment ?? called ?? first;
  const moment = found && !isOfThing(reading, found, cueStart) ? found : undefined;
  const args: Record<string, unknown> = {};
  let isGuessed = false;
  const lead = leadTime(reading);
  const early = earlyWord(reading);
  const hour =
    moment && (moment.ahead || (moment.kind === 'recurrence' && moment.value.time === undefined)) ? hourBehind(reading, moment) : undefined;
  const noSuch = noSuchHour(reading);
  const duration = moment
    ? undefined
    : (reading
        .durations()
        .find(
          (span) =>
            (span.start >= cueEnd && span.start <= cueEnd + 2) ||
            (span.end === cueStart && !lead && span.value.minutes < 1440 && /(?:^|[\s,。])$/.test(reading.text.slice(0, span.start))),
        ) ?? lengthBefore(reading, cueStart));
  const left = moment ? undefined : lengthLeft(reading);
  if (moment) {
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
    const isOpen =
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
      (run
        ? at.time === undefined && at.period === undefined && moment.kind === 'date'
        : isUnsettled(
            reading,
            hour && hour.start >= moment.end && hour.end <= cueStart && SAYS_CLOCK.test(hour.text) ? { ...moment, end: hour.end } : moment,
            cueStart,
          ));
    const repeated = until === undefined ? recurrence : `${recurrence};UNTIL=${until}`;
    args['at'] = isOpen ? { ...at, vague: true } : repeated ? { ...at, recurrence: repeated } : at;
    if (repeated) args['recurrence'] = repeated;
    if (isOpen) missing.push('at');
    else
      isGuessed =
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
        recurrence?.startsWith('FREQ=MINUTELY') === true;
    reading.reasons.push(
      `时间看“${reading.verbatim(moment.start, moment.end)}”${moment.value.date ? `，按${moment.value.date}${moment.value.time ? ` ${moment.value.time}` : ''}` : '，还不能定'}`,
    );
  } else if (left) {
    args['at'] = fromNow(reading, left);
    isGuessed = true;
  } else if (duration) {
    args['at'] = fromNow(reading, duration.value.minutes);
    isGuessed = true;
  } else missing.push('at');
  const atOnce = moment && (hourAtOnce(reading, moment, cueEnd) ?? hourJustBefore(reading, moment, cueStart));
  if (atOnce && !missing.includes('at')) {
    const { period: _period, ...at } = args['at'] as WhenValue;
    args['at'] = { ...at, time: atOnce.time };
    isGuessed = true;
  }
  const over = moment ? [...beginSpans(reading, moment), ...runSpans(reading, moment), ...untilSpans(reading, moment)] : overToday(reading);
  const others = [
    closing,
    atOnce,
    atCue?.tail,
    called && first,
    hour,
    left || (moment && (!moment.ahead || lead?.period)) ? lead : undefined,
    lead ? undefined : early,
    noSuch,
    relativeDay(reading, moment),
    moment && dayPointedAt(reading, moment),
    turnsToAsk(reading, cueStart),
    ...sameDay(reading, moment, cueStart),
    ...over,
  ].filter((one) => one !== undefined);
  const text = reminderText(reading, cueStart, cueEnd, moment ?? duration, others);
  const isBell = text === '' && ALARM.test(reading.text);
  if (args['at'] && moment && (isBell || WAKES.test(text))) args['at'] = inTheMorning(reading, args['at'] as WhenValue, moment);
  if (text) args['text'] = text;
  else if (/闹[钟铃]/.test(reading.text.slice(cueStart, cueEnd))) args['text'] = '闹钟';
  else missing.push('text');
  const main = mainMention(reading);
  const pronounOnly = main?.by === 'pronoun';
  const last = pronounOnly || ONCE_MORE.test(text) ? lastSpokenOf(reading) : undefined;
  const named = main ?? undefined;
  const client =
    pronounOnly && last && 'id' in last
      ? { ...last, by: 'pronoun' as const }
      : named
        ? clientArg(reading.text, named)
        : (last ?? strangerIn(reading, cueEnd));
  if (client) args['client'] = client;
  return draft(intent, args, {
    missing,
    isGuessed: isGuessed || LEFT_OF_TIME.test(text) || PUT_RIGHT.test(text) || CALLED_OFF.test(text) || ASKS_TOO.test(text),
    ...(named && !pronounOnly && client ? { taken: { arg: client, start: named.start, end: named.end, mention: named } } : {}),
  });
}

/** Words that begin so are left of a time that was not wholly read: 「除了 开晨会」, 「十分钟 锁柜子」. They are shown first. */
const LEFT_OF_TIME =
  /^(?:除[了去开外]|不算|[各从至之]\s|现在开始|之?[前后内间]\s|每隔?\s|(?:[0-9一二两三四五六七八九十半几]+个?)(?:分钟|小时|钟头|刻钟|天|周|星期|礼拜|月|年|点|号)(?:[前后内\s]|$))/;

/** 「买牛奶哦不是买面包」: put right inside the words. */
const PUT_RIGHT = /[\u4e00-\u9fff](?:[哦啊噢哎呃]不是?|(?<!对)不对|说错了?|打错了?)[\s,，]*(?:是|应该)?[\u4e00-\u9fff]{2}/;

/** 「交报告算了不用了」: perhaps it is not wanted any more. */
const CALLED_OFF = /(?:算了|不用了|取消吧|当我没说)[\s。.!吧]*$/;

/** 「这两种药能一起吃吗，去医院」: a question stands before it. */
const ASKS_TOO = /[吗嗎呢]\s*[,，?？]/;

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

/** 「提醒我下午三点再打」: to whom was spoken of last. */
const ONCE_MORE = /^再(?:给[他她])?(?:打|联系|联络|约|跟进|回访|问)(?:一?下|一次|过去|一?个电话|电话|[他她])?$/;

/** 「提醒大家明天停水」: told everybody, or to be told then. */
const TO_ALL = /^(?:大家|各位|诸位|同志|同事)/;

const ALARM = /闹[钟铃]|叫|喊/;

/** 「7点提醒我带伞，今天天气不好」: the hour at the words of reminding, of either half of the day. */
const openHourAt = (reading: Reading, cueStart: number): MomentSpan | undefined =>
  reading
    .moments('future')
    .find(({ end, kind, value }) => kind === 'time' && value.vague === true && end <= cueStart && reading.text.slice(end, cueStart).trim() === '');

const RESTS = /(?:睡|眯|瞇|躺|歇|休息|打盹|午休)(?:个|一下|会儿?|上)?\s?$/;
const THEN = /^[\s,。]*(?:记得|待会儿?|等一?下|等等|等一?会儿?|一会儿?|到时候?|到点|再|就|请|可以|你|[\s,])*$/;

/** 「我眯二十分钟，等一会儿叫我」: the length says when. */
const A_WHILE = /^(?:过|等|待)?一?会儿?$/;

/** 「半小时叫我起床」「我睡二十分钟，记得叫我」: so long from now. */
export function lengthBefore(reading: Reading, cueStart: number): DurationSpan | undefined {
  const { text } = reading;
  return reading
    .durations()
    .find(
      (span) =>
        span.end <= cueStart &&
        !span.text.startsWith('提前') &&
        span.value.minutes < 1440 &&
        THEN.test(text.slice(span.end, cueStart)) &&
        (RESTS.test(text.slice(0, span.start)) ||
          (text.slice(span.end, cueStart).trim() === '' && /(?:^|[\s,。]|可以|能|麻烦|请)$/.test(text.slice(0, span.start)))),
    );
}

/** 「还剩50分钟走完，提前5分钟叫我」: in how many minutes; undefined where nothing is said to go on. */
export function lengthLeft(reading: Reading): number | undefined {
  const lead = leadTime(reading);
  if (!lead) return undefined;
  const span = reading
    .durations()
    .find((one) => one.end <= lead.start && /(?:还剩下?|还有|再有|再过|还要|还得)$/.test(reading.text.slice(0, one.start)));
  const minutes = span && lead.minutes > 0 ? span.value.minutes - lead.minutes : 0;
  return minutes > 0 ? minutes : undefined;
}

/** 「明天提醒我看每日报表」: the day stands at the words of reminding, and 每日 belongs to the thing. */
function onlyDay(reading: Reading, first: MomentSpan | undefined, cueStart: number, cueEnd: number): MomentSpan | undefined {
  const { text } = reading;
  const exact = first && isLoose(first) && exactBeside(reading, first);
  if (exact) return exact;
  const open = first && first.start > cueEnd && first.kind !== 'recurrence' ? openHourAt(reading, cueStart) : undefined;
  if (open) return open;
  if (first?.kind !== 'recurrence' || first.start <= cueEnd || first.value.time !== undefined) return first;
  const isOfThing = /[\u4e00-\u9fff]$/.test(text.slice(cueEnd, first.start)) && /^[\u4e00-\u9fffA-Za-z]/.test(text.slice(first.end));
  const day = isOfThing ? reading.moments('future').find((span) => span.end <= cueStart && span.kind !== 'recurrence' && !isVague(span)) : undefined;
  return day && /^(?:开始|准时|再|就|\s)*$/.test(text.slice(day.end, cueStart)) ? day : first;
}

/** 「每周一三…，提前一天」 said on a Monday: the first one to come. */
function nextOf(reading: Reading, rule: string | undefined, at: WhenValue | undefined): WhenValue | undefined {
  const isOver = at !== undefined && rule !== undefined && isBefore(reading, at);
  const date = isOver ? firstFrom(rule, (at.time ?? '24') > reading.time ? reading.today : addDays(reading.today, 1)) : undefined;
  return at && date ? { ...at, date } : at;
}

/** 「今天起每天十点」 said at five past ten: the first one is tomorrow's. */
const stillAhead = (reading: Reading, date: string, { time }: WhenValue): string =>
  date === reading.today && time !== undefined && time <= reading.time ? addDays(date, 1) : date;

/** 「今天早上8:10叫我」 said later: the time is asked again, and is no part of the words. */
const overToday = (reading: Reading): MomentSpan[] =>
  reading.moments('future').filter((span) => span.value.date !== undefined && span.value.date <= reading.today && !span.value.recurrence);

/** 「后天晚上八点开会，提前一天提醒我」: the day before, at that hour. */
function hourOfDay(reading: Reading, moment: MomentSpan): { time?: string } {
  const same = dayPointedAt(reading, moment);
  if (same?.value.time !== undefined) return { time: same.value.time };
  const day = moment.text.startsWith('提前') && !reading.text.slice(moment.end).startsWith('的') ? ownDay(reading, moment) : undefined;
  return day?.value.time === undefined || hourBehind(reading, moment) ? {} : { time: day.value.time };
}

/** 「18号上午九点办赎回，那天记得叫我」: the day and hour that 那天 points at, where no other hour and nothing to do before it is said. */
function dayPointedAt(reading: Reading, moment: MomentSpan): MomentSpan | undefined {
  if (!moment.ahead || !/^(?:那一?天|当[天日])$/.test(moment.text) || !ASKED_ALONE.test(reading.text.slice(moment.end))) return undefined;
  const day = ownDay(reading, moment);
  if (day?.value.time === undefined || day.value.endTime !== undefined || day.value.date !== moment.value.date || isVague(day)) return undefined;
  return { ...day, start: widened(reading.text, day.start) };
}

const ASKED_ALONE = /^(?:的时候|记得|一定|千万|务必|要|再|请|你|[\s,])*(?:提醒|[叫喊])一?下?我(?:一下|一声)?(?:啊|哦|吧)?[\s。.!]*$/;

/** The day such a moment was reckoned from. */
const ownDay = (reading: Reading, moment: MomentSpan): MomentSpan | undefined =>
  reading.moments('future').findLast((span) => span.end <= moment.start && span.value.date !== undefined);

/** 后天 is no longer true when the reminder speaks: it does not stay in the words. */
function relativeDay(reading: Reading, moment: MomentSpan | undefined): MomentSpan | undefined {
  const day = moment?.ahead ? ownDay(reading, moment) : undefined;
  return day && /^大?[今明后]/.test(day.text) ? day : undefined;
}

/** 「今天天黑前六点提醒我…」: the word of the day stands apart from its hour. */
const sameDay = (reading: Reading, moment: MomentSpan | undefined, cueStart: number): MomentSpan[] =>
  moment?.kind !== 'time'
    ? []
    : reading
        .moments('future')
        .filter(
          ({ kind, text, value, end }) =>
            kind === 'date' &&
            end <= moment.start &&
            value.date === moment.value.date &&
            (NAMED_BY_NOW.test(text) || end === cueStart) &&
            reading.text[end] !== '的',
        );

const NAMED_BY_NOW = /^(?:大?[今明后][天日儿早晚]?|下+个?(?:周|星期|礼拜)[一二三四五六日天])$/;

/** 「过完元旦提醒我」: some day behind it. */
const HOLIDAY_OVER = /过完$|过了$/;

/** 「明天十点开会，提前提醒我」: how long before, is asked. */
function earlyWord({ text }: Reading): Stretch | undefined {
  const found = text.includes('提前')
    ? /(?:记得|到时候?|请|麻烦|帮我)*提前(?:一点儿?|一些|一会儿?|点儿?|些)?(?:时间)?(?=[提叫喊通设发]|$)/.exec(text)
    : null;
  return found ? { start: found.index, end: found.index + found[0].length } : undefined;
}

/** 「25点提醒我」「8点70分叫我」: no clock shows it; the time is asked, never the nearest. */
function noSuchHour({ text }: Reading): Stretch | undefined {
  const found = NO_SUCH_HOUR.exec(text);
  return found ? { start: found.index, end: found.index + found[0].length } : undefined;
}

/** 「3到4点提醒我」: at which of them, is not said. */
const BETWEEN = /^\s?之?[间内]$/;
const isHourRange = ({ text }: Reading, moment: MomentSpan, cueStart: number): boolean =>
  moment.kind === 'time' &&
  moment.value.endTime !== undefined &&
  moment.value.endDate === undefined &&
  cueStart > 0 &&
  (moment.end === cueStart || BETWEEN.test(text.slice(moment.end, cueStart)));

/** 「提醒我跟领导请周五的假」: the day is that of the leave; when to remind, is asked. */
function isOfThing({ text }: Reading, moment: MomentSpan, cueStart: number): boolean {
  return (
    moment.start > cueStart && '请订买抢定'.includes(text[moment.start - 1] ?? '-') && /^的(?!闹|提醒)/.test(text.slice(moment.end, moment.end + 3))
  );
}

/** 「8.30提醒我」: the 30th of August, or half past eight. */
const isHourOrDay = (moment: MomentSpan, cueStart: number): boolean =>
  moment.kind === 'date' && moment.end <= cueStart && /^(?:1[0-2]|0?[1-9])\.[0-3][05]$/.test(moment.text);

/** 「年底冲刺会 12月15日14:30」: 年底 is part of a name, and the one day and hour of the sentence stand apart. */
function exactBeside(reading: Reading, loose: MomentSpan): MomentSpan | undefined {
  if (!/^[\u4e00-\u9fff]{2}/.test(reading.text.slice(loose.end)) || loose.bound) return undefined;
  const others = reading.moments('future').filter((span) => span.start >= loose.end);
  const [only] = others;
  const isExact = only?.kind === 'time' && /[月日号\/-]/.test(only.text) && only.value.time !== undefined && !isVague(only);
  return isExact && others.length === 1 && /^[\s,]/.test(reading.text.slice(only.start - 1)) ? { ...only, guessed: true } : undefined;
}

/** 月初, 年底前: a stretch of days of which the words name the edge. */
const isLoose = (moment: MomentSpan): boolean => /[月年]初$|月[底末]$|年[底末]前?$|年前$/.test(moment.text);

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
