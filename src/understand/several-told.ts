import type { ClientArg, Frame, Span, WhenValue } from '../domain/intent.js';
import type { Mention } from './client-mention.js';
import { SAYS_DAY } from './contact-day.js';
import { fillContact } from './fill-contact.js';
import { contactOf } from './free-contact.js';
import { argOf, isDreamt, isQuestion, isSighed, spec } from './free-guard.js';
import { frameOf } from './frame.js';
import { idOf, ITEM_MARK, JOINED, namedIn } from './others-met.js';
import { Reading, type UnderstandContext } from './reading.js';

/** What may stand between the beginning of a clause and the client it turns to: 「然后下午又见了」「还有」. */
const TURNS_TO =
  /^(?:然后|接着|顺便|后来|还有|另外|最后|随后|之后|以及|而|又|再|也|还|就|刚才?|刚刚|[\s,])*(?:见[了到过完]|见到了|[拜走家电面]访[了过]?|回访[了过]?|面谈了|联系[了上]+|打给了?|打电话给了?|(?:给|跟|和|与|陪|同|约)(?:客户)?)?(?:客户)?[\s,:]*$/;
/** 「今天见了三个客户」「打了几个电话」: how many, and nobody by name yet. */
const COUNTED =
  /(?:见|访|打|联系|跑|接待|聊|约|沟通|走|看|发)[^,。;:]{0,4}(?:[0-9一二两俩三四五六七八九十几]+(?:个|位|名|家|户|通|拨)|一圈|一?些|一?批)(?:老|大|到期|重点)?(?:客户|电话|微信|人)?(?:[\s,:。](?:分别)?(?:是|有)?)?[\s,:。]*$/;
/** 「上午电话：」「昨天的拜访情况：」 */
const LISTS =
  /^(?:今天|昨天|上午|中午|下午|早上)+(?:一共|总共)?[0-9一二两三四五六七八九十几]+(?:个|位|家|户)(?:客户)?\s*:|^(?:今天|昨天|前天|今早|早上|上午|中午|下午|晚上|刚才|本周|今日|昨日)+的?(?:客户)?(?:电话|电访|电联|面访|拜访|走访|回访|微信|联系|联络|沟通)(?:客户|记录|情况|小结|汇总|如下)*\s*:/;
/** 「老赵介绍来的」「张伟陪他来的」: goes on with the story of whom was spoken of. */
const BELONGS = /^(?:也)?(?:是|的|介绍|推荐|陪[他她]|带[他她]|送[他她]|[和跟][他她])/;
/** 「老赵也在，聊了聊基金」: was met with whom was spoken of. */
const WAS_THERE = /^(?:也|都|正好|刚好)*在(?:场|座|旁边)?(?:[\s,。]|$)/;
/** 「，都聊了存款」 behind the last of a list. */
const OF_ALL = /^[\s,]*(?:都|均|分别|各|一起|三个?|两个?|[几俩仨]个?)/;
const TOLD_ACTS = new Set(['contact', 'case']);
/** Whole sentences of these are cut: 「老赵约了明天上午十点，王总约了后天下午三点」 too. */
const CUT_ACTS = new Set([...TOLD_ACTS, 'appointment']);
/** Acts that may stand beside a record where the clause begins with the name. */
const OWN_ACTS = new Set([...TOLD_ACTS, 'appointment', 'profile', 'relative', 'care-date']);
/** Beside a case, which has no place for what is to be done, these are acts of their own. */
const BESIDE_CASE = new Set([...OWN_ACTS, 'reminder']);
/** 「王总聊了理财，老赵问了存单」: told of one after the other in the same way. */
const LIKEWISE =
  /^(?:那边|也|就|又|还|刚才?|今天|上午|下午)*(?:聊|问|谈|说|想|要(?!是)|签|存|买|取|办|续|转|定|看|没空|没时间|没兴趣|不想|不要|不考虑|考虑|再考虑|答应|同意|拒绝|婉拒|咨询|反映|打听)/;
const actsBeside = (intent: string | null): ReadonlySet<string> =>
  intent === 'case' ? BESIDE_CASE : intent === 'appointment' ? CUT_ACTS : TOLD_ACTS;
const BOUND = /[\s,。;:!\u2460-\u2473]/;
const LONGEST = 600;
const MOST_TURNS = 8;

/** A stretch of the sentence that tells of one client, or of several at once: 「李秀兰、张伟都没接」. */
interface Turn {
  mention: Mention;
  /** Who shares what is told. */
  beside: Mention[];
  words: string;
  /** The clause begins with the name. */
  isSubject: boolean;
  /** It goes on as 「王总聊了理财」 does. */
  isLikewise: boolean;
}

type Hear = (text: string, context: UnderstandContext) => Frame;

/**
 * 「今天见了三个客户：王总聊了理财，老赵问了存单，刘芳没空」: a record is of one client, so what is told of each becomes an act of its
 * own. The first one is the frame, the others follow in `next`; the frame itself where the sentence tells of one client only.
 */
export function severalTold(reading: Reading, frame: Frame, hear: Hear): Frame {
  if (!CUT_ACTS.has(frame.intent ?? '') || frame.effect !== 'write' || reading.text.length > LONGEST) return frame;
  const named = namedIn(reading);
  if (named.length < 2 || new Set(named.map(idOf)).size < 2) return frame;
  if (isQuestion(reading) || isSighed(reading) || isDreamt(reading, reading.text.length)) return frame;
  const { turns, heading } = turnsOf(reading, named);
  const told = turns.length > 1 ? heardApart(reading, turns, heading, hear, actsBeside(frame.intent)) : [];
  const frames = shared(reading, told.length > 1 ? told : turns.slice(0, 1).map((turn) => ({ turn, frame, more: [] })));
  return together(frame, frames, frame.needsConfirm || told.length > 1) ?? frame;
}

/** 「上午电话：孙丽 通 基金先不动；刘洋 未接」: a list of what was done, of which no sentence would be heard by itself. */
export function listTold(reading: Reading, hear: Hear): Frame | undefined {
  if (reading.text.length > LONGEST || isQuestion(reading)) return undefined;
  const named = namedIn(reading);
  if (!LISTS.test(reading.text) && !COUNTED.test(reading.text.slice(0, named[0]?.start ?? 0))) return undefined;
  if (new Set(named.map(idOf)).size < 2) return undefined;
  const { turns, heading } = turnsOf(reading, named);
  const frames = heading === '' ? [] : shared(reading, heardApart(reading, turns, heading, hear, TOLD_ACTS));
  const [first] = frames;
  return first && together({ ...first, text: reading.typed }, frames, true);
}

/** The first of several acts, with the others behind it; undefined for one. */
function together(frame: Frame, [first, ...next]: readonly Frame[], needsConfirm: boolean): Frame | undefined {
  if (!first || next.length === 0) return undefined;
  const args = first.intent === 'contact' ? { ...first.args, others: [...new Set(next.map(nameIn))] } : first.args;
  const whole = { ...first, args, text: frame.text, spans: spansIn(frame, first), needsConfirm, next };
  return first.text === frame.text ? whole : { ...whole, part: first.text };
}

/** What was found in the words of one act, by its place in the whole sentence. */
function spansIn(whole: Frame, part: Frame): Span[] {
  const from = whole.text.indexOf(part.text);
  return from < 0 ? whole.spans : part.spans.map((span) => ({ ...span, start: span.start + from, end: span.end + from }));
}

const nameIn = ({ args }: Frame): string => {
  const client = args['client'] as ClientArg;
  return 'id' in client ? client.name : client.text;
};

/** Where the sentence turns from one client to another; `heading` is what stands before the first and counts them. */
function turnsOf(reading: Reading, named: readonly Mention[]): { turns: Turn[]; heading: string } {
  const { text } = reading;
  const turns: (Omit<Turn, 'words'> & { start: number })[] = [];
  let last: Mention | undefined;
  for (const mention of named) {
    const turn = turns.at(-1);
    if (turn && last && (isListed(text, last.end, mention, named) || WAS_THERE.test(text.slice(mention.end)))) {
      if (idOf(turn.mention) !== idOf(mention)) turn.beside.push(mention);
      last = mention;
      continue;
    }
    const start = clauseStart(text, mention.start);
    const lead = withoutTimes(reading, start, mention.start).replace(ITEM_MARK, '');
    if ((turn && !TURNS_TO.test(lead)) || BELONGS.test(text.slice(mention.end)) || (turn && idOf(turn.mention) === idOf(mention))) continue;
    const isSubject = lead.trim() === '';
    turns.push({ mention, beside: [], start, isSubject, isLikewise: isSubject && LIKEWISE.test(text.slice(mention.end)) });
    last = mention;
  }
  const from = turns[0]?.start ?? 0;
  const isCounted = COUNTED.test(text.slice(0, from)) || (from > 0 && LISTS.test(text.slice(0, from)));
  const words = (start: number, end: number) => trimmed(reading.verbatim(start, end));
  return {
    heading: isCounted ? words(0, from) : '',
    turns: turns.slice(0, MOST_TURNS).map(({ start, ...turn }, index) => ({
      ...turn,
      words: words(index === 0 && !isCounted ? 0 : start, turns[index + 1]?.start ?? text.length),
    })),
  };
}

/** 「李秀兰、张伟」, and 「李秀兰，张伟，刘芳，都聊了」 where nothing is told between the names. */
function isListed(text: string, from: number, mention: Mention, named: readonly Mention[]): boolean {
  const between = text.slice(from, mention.start);
  if (between.trim() !== '' && !JOINED.test(between) && !/^\s?,\s?$/.test(between)) return false;
  if (!between.includes(',') && between.trim() !== '') return true;
  const rest = text.slice(mention.end);
  return (
    OF_ALL.test(rest) ||
    /^[\s,。]*$/.test(rest) ||
    named.some((next) => next.start > mention.end && /^[\s,、]*$/.test(text.slice(mention.end, next.start)))
  );
}

function clauseStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && !BOUND.test(text[start - 1] as string)) start--;
  return start;
}

function withoutTimes(reading: Reading, start: number, end: number): string {
  let words = '';
  for (let at = start; at < end; at++) {
    const span = reading.momentPlaces().find((one) => at >= one.start && at < one.end);
    if (span && span.end <= end) at = span.end - 1;
    else words += reading.text[at];
  }
  return words.replace(/早上|上午|中午|下午|傍晚|晚上/g, '');
}

/** Without what stands between items of a list, and their numbers. */
const trimmed = (words: string): string =>
  words
    .replace(/^[\s,，;；、。:：]*(?:[(（]?[0-9]{1,2}[)）.、．](?![0-9])|[\u2460-\u2473]|[-·*])?\s*/, '')
    .replace(/(?:[\r\n;；]\s*[(（]?[0-9]{1,2}[)）.、．]?|\s[(（]?[0-9]{1,2}[)）.、．])\s*$/, '')
    .replace(/[\s,，;；、:：]+$/, '');

interface Told {
  turn: Turn;
  frame: Frame;
  /** Further words about the same client. */
  more: string[];
}

/** Each turn heard by itself; one that is no act of its own belongs to the turn before. Empty where all are one act. */
function heardApart(reading: Reading, turns: readonly Turn[], heading: string, hear: Hear, acts: ReadonlySet<string>): Told[] {
  const listed = new Set(turns[0]?.beside.map(idOf));
  const isLed = ({ mention }: Turn) => heading !== '' || listed.has(idOf(mention));
  const isLikewise = (turn: Turn) => turn.isLikewise && (turns[0]?.isLikewise === true || (acts === BESIDE_CASE && turns[0]?.isSubject === true));
  const metHow = (turn: Turn) => (isLed(turn) ? 'listed' : isLikewise(turn) ? 'likewise' : undefined);
  const told: Told[] = [];
  for (const turn of turns) {
    const frame = heardOf(reading, turn, metHow(turn), hear, acts);
    const own = frame ? told.find((one) => idOf(one.turn.mention) === idOf(turn.mention)) : told.at(-1);
    if (own) own.more.push(turn.words);
    else if (frame) told.push({ turn, frame, more: [] });
    else return [];
  }
  const [first] = told;
  if (!first || told.length < 2) return [];
  for (const one of told) {
    if (one.more.length === 0) continue;
    one.turn = { ...one.turn, words: [one.turn.words, ...one.more].join('，') };
    one.frame = heardOf(reading, one.turn, metHow(one.turn), hear, acts) ?? one.frame;
  }
  const all = heading === '' ? first.frame.args : fillContact(new Reading(heading, reading.context), 0, heading.length, false).args;
  return told.map((one) => {
    if (one === first && heading === '') return one;
    const dated = onDayOf(reading, one.frame, all['at'] as WhenValue | undefined);
    return { ...one, frame: isLed(one.turn) ? withMode(dated, all['mode'] as string | undefined) : dated };
  });
}

/** What a turn is by itself; a contact where nothing else and `how` tells so. Of a list all were met. */
function heardOf(
  reading: Reading,
  { mention, words, isSubject }: Turn,
  how: 'listed' | 'likewise' | undefined,
  hear: Hear,
  acts: ReadonlySet<string>,
): Frame | undefined {
  const { context } = reading;
  const frame = hear(words, { ...context, lastClient: null });
  const isAct =
    frame.effect === 'write' &&
    !frame.missing.includes('client') &&
    (acts.has(frame.intent ?? '') || (isSubject && how !== 'listed' && OWN_ACTS.has(frame.intent ?? '')));
  if (isAct && isOf(frame, mention)) return { ...frame, needsConfirm: true };
  const intent = how ? spec(reading, 'contact') : undefined;
  const own = intent && new Reading(words, context);
  const named = own?.mentions.find((one) => idOf(one) === idOf(mention));
  if (!own || !named || own.text.length - named.end < LEAST_TOLD) return undefined;
  return frameOf(own, contactOf(own, intent, { client: argOf(own, named), mention: named, end: named.end, isSure: false }));
}

const LEAST_TOLD = 2;

function isOf({ args }: Frame, { people }: Mention): boolean {
  const client = args['client'] as ClientArg | undefined;
  if (client === undefined) return false;
  const ids = 'id' in client ? [client.id] : client.candidates.map((one) => one.id);
  return people.some((one) => ids.includes(one.id));
}

const withMode = (frame: Frame, mode: string | undefined): Frame =>
  mode === undefined || frame.intent !== 'contact' || frame.args['mode'] !== undefined ? frame : { ...frame, args: { ...frame.args, mode } };

/** 「昨天回访了孙丽，赵敏没接」: the day that was said first holds until another is. */
function onDayOf(reading: Reading, frame: Frame, led: WhenValue | undefined): Frame {
  const at = frame.args['at'] as WhenValue | undefined;
  if (frame.intent !== 'contact' || !led || !at || (led.date === reading.today && !led.vague)) return frame;
  const said = new Reading(frame.text, reading.context).moments('past').filter((span) => span.kind !== 'recurrence');
  if (said.some((span) => SAYS_DAY.test(span.text) || span.text.includes('今'))) return frame;
  if (led.vague) return { ...frame, args: { ...frame.args, at: led }, missing: [...new Set([...frame.missing, 'at'])] };
  const own = said.some((span) => span.value.time !== undefined) ? at.time : undefined;
  return {
    ...frame,
    args: { ...frame.args, at: { date: led.date, ...(own ? { time: own } : {}) } },
    missing: frame.missing.filter((name) => name !== 'at'),
  };
}

/** Who shares what is told gets a record of the same words, who is met together an appointment of his own. */
function shared(reading: Reading, told: readonly Told[]): Frame[] {
  const owners = new Set(told.map((one) => idOf(one.turn.mention)));
  return told.flatMap(({ turn, frame }) => {
    const { others: _others, ...args } = frame.args;
    const beside = frame.intent === 'contact' || frame.intent === 'appointment' ? turn.beside.filter((one) => !owners.has(idOf(one))) : [];
    const own = { ...frame, args };
    return [own, ...beside.map((mention): Frame => ({ ...own, args: { ...args, client: argOf(reading, mention) }, needsConfirm: true }))];
  });
}
