import type { ChangesArg } from '../domain/intent.js';
import { findAmountSpans } from './amount.js';
import { clientArg } from './client-mention.js';
import { partBegin } from './free-told.js';
import { skipSeparators } from './keyword.js';
import type { Reading } from './reading.js';
import { isResolved, takeClient, tokenEnd } from './slots.js';
import type { MomentSpan } from './time/types.js';
import { whenOf } from './when.js';

const FIELDS: readonly [string, keyof ChangesArg][] = [
  ['下次联络', 'nextContactOn'],
  ['下次联系', 'nextContactOn'],
  ['下次', 'nextContactOn'],
  ['方式', 'mode'],
  ['结果', 'outcome'],
  ['内容', 'summary'],
  ['摘要', 'summary'],
  ['客户', 'client'],
  ['时间', 'at'],
  ['日期', 'at'],
  ['时长', 'minutes'],
  ['待办', 'dueOn'],
  ['补充', 'addition'],
  ['加上', 'addition'],
  ['再加', 'addition'],
  ['还有', 'addition'],
];

/** What may stand around the value in 「是今天上午打的」. */
const AROUND = /[\s,.;!。的了啊哦呃嗯哈呀呢]|那个|其实|应该|就|而?不是|不叫|是|为|改成|打|聊|见|谈|发|跟他|跟她|在|这次|那次|那条|这条/g;
const LONGEST_PLAIN = 24;
const OPENS_PLAIN =
  /^((?:[啊哦呃嗯哈,\s]|那个|其实|应该|就|(?:上一?|刚才那|那)[条个次](?:记录)?(?:帮我|请|要)?(?:改一?下|改改|不对|错了|记错了|有误)[,\s])*)((?:刚才|刚刚|刚|上面|上)?(?:[这那]?一?[次条个笔])?(?:的)?(?:联络|见面|提醒|待办|预约|记录)?(时间|日期|方式|结果|客户|时长)?)?(?:其实|应该|就)?(?:是|为|应为)(?!不是|否|吗|什么|啥|谁|哪|几)/;
/** 「客户是李秀兰，不是张国强」 says by itself that something was wrong. */
const SAYS_WRONG = /,?(?:而)?不是/;

/**
 * 「是面谈」「时间是昨天」 right behind a record: nothing but 是, the field, and what is to be different. At any time where
 * both what is right and what was wrong are named.
 */
export function plainChangesIn(reading: Reading, justRecorded: boolean): FoundChanges | undefined {
  const { text } = reading;
  const opening = text.length > LONGEST_PLAIN ? null : OPENS_PLAIN.exec(text);
  if (!opening) return undefined;
  const lead = opening[1]?.length ?? 0;
  const deniesOne = SAYS_WRONG.test(text.slice(opening[0].length));
  const points = opening[2] !== undefined && opening[2] !== '' && opening[3] === undefined;
  if (!justRecorded && !(deniesOne && (opening[3] !== undefined || namesTwoOfAKind(reading)))) return undefined;
  const found = changesIn(reading, points ? opening[0].length : opening[3] === undefined ? lead : opening[0].indexOf(opening[3]));
  if (Object.keys(found.changes).length === 0 && found.missing.length === 0) return undefined;
  const used = [...reading.times('future'), ...reading.hits('mode'), ...reading.hits('outcome'), ...reading.mentions];
  let rest = '';
  const from = points || opening[3] !== undefined ? opening[0].length : lead;
  for (let at = from; at < text.length; at++) if (!used.some((one) => at >= one.start && at < one.end)) rest += text[at];
  return rest.replace(AROUND, '') === '' ? found : undefined;
}

/** 「是面谈不是电话」: what is right and what was wrong are of one kind. */
const namesTwoOfAKind = (reading: Reading): boolean =>
  reading.hits('mode').length > 1 ||
  reading.hits('outcome').length > 1 ||
  reading.moments('future').length > 1 ||
  reading.mentions.filter((one) => one.people.length > 0).length > 1;

/** 「金额是50万」: what the figure is of, and the figure. */
const NAMES_FIGURE = /^(?:金额|数额|数目|资金|存款|存的|买的|转的|保费|本金|额度|余额|总共|一共|资产)?\s*(?:其实|应该)?(?:是|为)/;

/** 「张伟说的是80万不是50万」 */
const SAYS_FIGURE = /是[^,。]{0,3}[0-9一二三四五六七八九十百千].{0,12}(?:不是|而不是)|不是.{1,12}是[^,。]{0,3}[0-9一二三四五六七八九十百千]/;

export interface FoundChanges {
  changes: ChangesArg;
  missing: string[];
  isGuessed: boolean;
}

/** What is to be different in what was recorded last; a name of a field settles which, else the kind of word does. */
export function changesIn(reading: Reading, from: number): FoundChanges {
  const { text } = reading;
  const changes: ChangesArg = {};
  const missing: string[] = [];
  let isGuessed = false;
  let at = skipSeparators(text, from);
  for (const word of ['的', '把', '一下']) if (text.startsWith(word, at)) at = skipSeparators(text, at + word.length);
  const field = FIELDS.find(([word]) => text.startsWith(word, at));
  const valueAt = field ? skipValueLead(text, at + field[0].length) : skipValueLead(text, at);
  if (field?.[1] === 'summary' || field?.[1] === 'addition') {
    const words = reading.verbatim(valueAt, text.length).trim();
    if (words) changes[field[1]] = words;
    return { changes, missing, isGuessed };
  }
  const modes = reading.hits('mode', valueAt);
  const mode = modes.find((hit) => !isDenied(text, hit.start));
  if (mode && field?.[1] !== 'client') changes.mode = mode.value;
  const outcome = reading.hits('outcome', valueAt).find((hit) => !isDenied(text, hit.start));
  if (outcome && (field?.[1] === 'outcome' || !mode || outcome.start >= mode.end)) changes.outcome = outcome.value;
  const duration = reading.durations().find((span) => span.start >= valueAt);
  if (duration && field?.[1] !== 'nextContactOn') changes.minutes = duration.value.minutes;
  const moment = momentIn(reading, valueAt, field?.[1] === 'nextContactOn' || field?.[1] === 'dueOn' ? 'future' : undefined);
  if (moment) {
    if (moment.value.vague || moment.value.date === undefined) missing.push('changes');
    else if (field?.[1] === 'nextContactOn') changes.nextContactOn = moment.value.date;
    else if (field?.[1] !== 'dueOn' && (hasBegun(reading, moment) || (field?.[1] === 'at' && moment.value.date === reading.today)))
      changes.at = whenOf(moment);
    else {
      changes.dueOn = moment.value.date;
      if (moment.value.time) changes.dueTime = moment.value.time;
      if (moment.value.recurrence) changes.recurrence = moment.value.recurrence;
    }
    isGuessed = moment.guessed === true;
  }
  const client = reading.mentions
    .filter(
      (one) =>
        one.start >= valueAt &&
        one.people.length > 0 &&
        one.by !== 'pronoun' &&
        !isDenied(text, one.start) &&
        (field?.[1] === 'client' || ENDS_NAME.test(text.slice(one.end))),
    )
    .at(-1);
  if (client) changes.client = clientArg(text, client);
  else if (field?.[1] === 'client') {
    const taken = takeClient(reading, valueAt);
    if (taken) changes.client = taken.arg;
  }
  if (changes.client && !isResolved(changes.client)) isGuessed = true;
  // 「错了，金额是50万」: a figure in the words of the record is put right behind them.
  if (Object.keys(changes).length === 0 && !field && missing.length === 0 && findAmountSpans(text).some((span) => span.start >= valueAt)) {
    const words = reading.verbatim(at, text.length).trim();
    const of = /(?:金额|数额|数字|保费|本金)/.exec(text.slice(0, from));
    if (NAMES_FIGURE.test(words) || SAYS_FIGURE.test(words)) changes.addition = of && /^[是为]/.test(words) ? `${of[0]}${words}` : words;
  }
  if (Object.keys(changes).length === 0 && field && missing.length === 0) {
    const word = reading.verbatim(valueAt, tokenEnd(text, valueAt)).trim();
    if (word && field[1] === 'outcome')
      changes.outcome =
        { 接通: 'reached', 没接通: 'notReached', 拒绝: 'refused', 已回复: 'replied', 回复: 'replied', 参加: 'attended' }[word] ?? word;
  }
  return { changes, missing, isGuessed };
}

function momentIn(reading: Reading, from: number, lean: 'future' | undefined): MomentSpan | undefined {
  const spans = reading.moments(lean ?? 'future').filter((span) => span.start >= from);
  return spans.find((span) => !isDenied(reading.text, span.start)) ?? undefined;
}

/** Over, or a time or part of today that is: 「今天上午」 said at ten. A bare 今天 may be the day of what was promised. */
function hasBegun(reading: Reading, { value, text }: MomentSpan): boolean {
  if (value.date !== reading.today) return value.date !== undefined && value.date < reading.today;
  return value.time === undefined
    ? text !== '今天' && /[早晨上中下午晚夜]/.test(text) && partBegin(text) <= reading.time
    : value.time <= reading.time;
}

function skipValueLead(text: string, from: number): number {
  let at = skipSeparators(text, from);
  for (let turns = 0; turns < 3; turns++) {
    const word = ['应该是', '应该', '改成', '改为', '改到', '换成', '变成', '应为', '就是', '是', '为', '到', '成'].find((one) =>
      text.startsWith(one, at),
    );
    if (!word) break;
    at = skipSeparators(text, at + word.length);
  }
  return at;
}

/** Behind a name that is itself what is right: 「更正：张伟说的是80万」 tells of him, and does not put him in. */
const ENDS_NAME =
  /^(?:$|[\s,。.;!]|吧|啊|呢|哈|哦|了|呀|才对|才是|而?不是|那[个位条]|这[个位]|客户|先生|女士|阿姨|的(?:电话|记录|微信|事|那|$|[\s,。])|打|聊|来的|约)/;

/** 「不是周三，是周四」: what is denied is no value. */
function isDenied(text: string, at: number): boolean {
  return /(?:不是|不叫|并非|而不是)\s*$/.test(text.slice(Math.max(0, at - 5), at));
}
