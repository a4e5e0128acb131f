import type { ClientArg, IntentSpec, WhenValue } from '../domain/intent.js';
import { clientArg } from './client-mention.js';
import { momentAtCue } from './cue-moment.js';
import { draft, type Draft } from './draft.js';
import { futureMoment } from './future-moment.js';
import { NO_SUCH_HOUR, turnsToAsk } from './reminder-guard.js';
import { leadTime } from './lead-time.js';
import type { Reading } from './reading.js';
import { dayPointedAt, isLoose, ownDay, reminderDue } from './reminder-due.js';
import { calledAt, hourAtOnce, hourBehind, hourJustBefore, inTheMorning, WAKES } from './reminder-hours.js';
import { beginSpans, eachBehind, runSpans, untilSpans } from './reminder-repeats.js';
import { reminderText, type Stretch } from './reminder-text.js';
import { lastSpokenOf, mainMention, takeClient } from './slots.js';
import type { DurationSpan, MomentSpan } from './time/types.js';
import { fromNow, isVague } from './when.js';

/**
 * What to remind of and when: the sentence without the words that ask for it and without its time. The cue stands from
 * `cueStart` to `cueEnd`, anywhere in the sentence; `closing` is its second half where words of the act stand between the
 * two, 「设个…的提醒」.
 */
export function fillReminder(reading: Reading, intent: IntentSpec, cueStart: number, cueEnd: number, closing?: Stretch): Draft {
  const missing: string[] = [];
  const each = eachBehind(reading);
  const next = each?.moment ?? futureMoment(reading);
  const rest = next && A_WHILE.test(next.text) ? lengthBefore(reading, cueStart) : undefined;
  const first = rest ? undefined : each ? next : onlyDay(reading, next, cueStart, cueEnd);
  const atCue = first && !each ? momentAtCue(reading, first, cueStart, cueEnd) : undefined;
  const called = atCue || each ? undefined : calledAt(reading, first, cueStart, cueEnd);
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
    const due = reminderDue(reading, moment, { cueStart, cueEnd, lead, early, noSuch, hour, called });
    args['at'] = due.at;
    if (due.recurrence) args['recurrence'] = due.recurrence;
    if (due.isOpen) missing.push('at');
    isGuessed = due.isGuessed;
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
    each?.behind,
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

/** 「提醒我下午三点再打」: to whom was spoken of last. */
const ONCE_MORE = /^再(?:给[他她])?(?:打|联系|联络|约|跟进|回访|问)(?:一?下|一次|过去|一?个电话|电话|[他她])?$/;

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

/** 「今天早上8:10叫我」 said later: the time is asked again, and is no part of the words. */
const overToday = (reading: Reading): MomentSpan[] =>
  reading.moments('future').filter((span) => span.value.date !== undefined && span.value.date <= reading.today && !span.value.recurrence);

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

/** 「提醒我跟领导请周五的假」: the day is that of the leave; when to remind, is asked. */
function isOfThing({ text }: Reading, moment: MomentSpan, cueStart: number): boolean {
  return (
    moment.start > cueStart && '请订买抢定'.includes(text[moment.start - 1] ?? '-') && /^的(?!闹|提醒)/.test(text.slice(moment.end, moment.end + 3))
  );
}

/** 「年底冲刺会 12月15日14:30」: 年底 is part of a name, and the one day and hour of the sentence stand apart. */
function exactBeside(reading: Reading, loose: MomentSpan): MomentSpan | undefined {
  if (!/^[\u4e00-\u9fff]{2}/.test(reading.text.slice(loose.end)) || loose.bound) return undefined;
  const others = reading.moments('future').filter((span) => span.start >= loose.end);
  const [only] = others;
  const isExact = only?.kind === 'time' && /[月日号\/-]/.test(only.text) && only.value.time !== undefined && !isVague(only);
  return isExact && others.length === 1 && /^[\s,]/.test(reading.text.slice(only.start - 1)) ? { ...only, guessed: true } : undefined;
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
