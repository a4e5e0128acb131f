import { dateAt } from '../domain/calendar/index.js';
import { correctedDay, correctedPast, isHourAlone } from '../domain/corrected-day.js';
import type { ClientArg, Frame, Span, WhenValue } from '../domain/intent.js';
import { placeSaid } from '../domain/place-said.js';
import type { CardTakes, Command } from './command.js';
import { namesAnother } from './names-another.js';

/** What a correction is said with besides what it names, longer words first within a class. */
const CORRECTION_WORDS = {
  denied: ['不对', '不是', '错了', '错', '搞混', '记成'],
  changed: ['改成', '改为', '改到', '改在', '改', '换成', '换', '推到', '挪到'],
  rather: ['应该', '应当', '其实', '那就', '就是', '是', '用', '而', '才', '要', '给', '都'],
  placed: ['定在', '约在', '在'],
  field: ['时间', '日期', '日子', '时长', '方式', '客户', '金额', '数字'],
  pointed: ['上条', '这条', '那条', '刚才'],
  told: ['我', '说', '记', '打'],
  polite: ['麻烦', '请'],
  particle: ['的', '了', '吧', '啊', '哦', '呢', '嘛', '哈', '吗'],
} as const;
const CORRECTING = new RegExp(Object.values(CORRECTION_WORDS).flat().join('|'), 'gu');
/** 「我今天还要干嘛」: the day in it is asked about. */
const ASKS_OF_IT = /[干做办忙][什啥嘛吗]|[有剩]啥|什么|哪[些几]|几[件个条户]|多少/u;
const TELLS_OF_HIM = /^[\s]*[他她]/u;
/** So many characters of something else make a sentence of its own. */
const MOST_OTHER_WORDS = 2;

/**
 * Whether a sentence only names a day, a client, a mode or an amount: 「周四」「应该是张薇」「不对，是面谈」, or with them says again what
 * waits (its words): 「下周四送方案」. One that tells more is no answer to it: 「周岚上周五来网点做了测评」; nor is one of another act
 * with as little as its verb: 「下午要去见刘洋」.
 */
export function isCorrection(heard: Frame, waiting: Pick<Frame, 'intent' | 'text' | 'args'>): boolean {
  if (heard.intent === 'amend') return true;
  if (waiting.intent === 'appointment' && placeSaid(heard.text) !== undefined) return true;
  // 「今天约了谁」 names a day and asks: it is no answer.
  if (heard.effect === 'read' && heard.intent !== 'client') return false;
  if (ASKS_OF_IT.test(heard.text)) return false;
  const told = wordsBesides(heard)
    .filter((words) => !waiting.text.includes(words))
    .join('');
  const isAnotherAct = heard.effect === 'write' && heard.intent !== waiting.intent;
  // 「他发微信说在开会」 names a way and tells what happened; 「不对，发微信那次」 puts right.
  const mostOthers = isAnotherAct || tellsOfAnother(heard, waiting) || TELLS_OF_HIM.test(heard.text) ? 0 : MOST_OTHER_WORDS;
  return told.length <= mostOthers;
}

/** 「张敏说周五来不了」 while something of 刘芳 waits: another client, and a day of hers. */
const tellsOfAnother = (heard: Frame, waiting: Pick<Frame, 'args'>): boolean => namesAnother(heard, waiting) && heard.spans.some(isWhen);

/** What is said besides what was recognised in it and the words that corrections are made of. */
export function wordsBesides({ text, spans }: Frame): string[] {
  const isRecognised = (at: number) => spans.some((span) => at >= span.start && at < span.end);
  const rest = [...text.matchAll(/./gsu)].map((one) => (isRecognised(one.index) ? ' ' : one[0])).join('');
  return rest.replace(CORRECTING, ' ').split(/[\s\p{P}]+/u);
}

/**
 * Puts a correction into a waiting frame: a day or time for the one the frame has (of the newest promise first), another
 * client, another mode, an amount. Undefined when the correction names nothing that the act has a place for.
 */
export function correctFrame(frame: Frame, heard: Frame, command: Waiting): Frame | undefined {
  if (frame.intent === 'amend') return correctAmend(frame, heard);
  const takes = command.takes ?? {};
  const hasPlace = (name: string): boolean => name in frame.args || takes.more?.includes(name) === true;
  const when = heard.spans.find((span) => isWhen(span) && !(span.value as WhenValue).vague);
  const moved = when && whenIn(frame, when, dateAt(new Date(heard.now)), takes.happened);
  const set = {
    ...moved?.set,
    ...(hasPlace('client') ? clientIn(frame, heard) : {}),
    ...(hasPlace('mode') ? modeIn(heard) : {}),
    ...wordIn(command, heard),
    ...placeIn(command, heard),
    ...othersIn(heard, hasPlace),
  };
  if (Object.keys(set).length === 0) return undefined;
  const reasons = [...frame.reasons, `后来按“${heard.text.trim().slice(0, 20)}”改过`];
  const changed = { ...frame, args: { ...frame.args, ...set }, reasons };
  if (!when || !moved) return changed;
  return {
    ...changed,
    spans: [...frame.spans.filter((span) => !isWhen(span)), { ...when, value: moved.shown }],
    missing: frame.missing.filter((name) => name !== 'at' && !name.startsWith('promises')),
  };
}

/** The act that waits, as it is declared. */
type Waiting = Pick<Command, 'slots' | 'takes'>;
type Args = Readonly<Record<string, unknown>>;

const isWhen = (span: Span): boolean => span.kind === 'time' || span.kind === 'date';

/** Another client, named: neither 他 nor the one last spoken of. */
function clientIn({ args }: Frame, heard: Frame): Args {
  // 「不用给老赵回电了」 while another item waits: that one is meant, and no other client of this one.
  if ('items' in args) return {};
  const client = (changesOf(heard)['client'] ?? heard.args['client']) as ClientArg | undefined;
  if (!client || !('id' in client) || client.by === 'lastSpokenOf' || client.by === 'pronoun') return {};
  return { client: { ...client, guessed: false } };
}

/** What it names by field, and a length of time by itself. */
function changesOf(heard: Frame): Args {
  const minutes = (heard.spans.find((span) => span.kind === 'duration')?.value as { minutes: number } | undefined)?.minutes;
  return { ...(minutes === undefined ? {} : { minutes }), ...(heard.args['changes'] as Args | undefined) };
}

/** 「不是面谈，是电话」: what is denied is no mode. */
function modeIn(heard: Frame): Args {
  const mode = changesOf(heard)['mode'] ?? heard.spans.find((span) => span.kind === 'mode')?.value;
  return mode === undefined ? {} : { mode };
}

/** Another one of the fixed words an argument has, at the end: 「改成诉求」「不是投诉，是诉求」. */
function wordIn({ slots, takes }: Waiting, heard: Frame): Args {
  const slot = takes?.word === undefined ? undefined : slots.find((one) => one.name === takes.word);
  const word = slot?.values && insteadOf(Object.keys(slot.values)).exec(heard.text)?.[1];
  return slot && word !== undefined ? { [slot.name]: slot.values?.[word] } : {};
}

/** 「地点改成二楼会议室」, where the act has one. */
function placeIn({ slots }: Waiting, { text }: Frame): Args {
  const place = slots.some(({ name }) => name === 'place') ? placeSaid(text) : undefined;
  return place === undefined ? {} : { place };
}

const insteadOf = (words: readonly string[]): RegExp =>
  new RegExp(`(?<!不)(?:改成|改为|换成|算|按|是|作为)(?:一[件个条])?(${words.join('|')})(?:吧|了|登记|来?办|处理)?[\\s。]*$`, 'u');

/** Whatever else a correction names and this one has a place for. */
function othersIn(heard: Frame, hasPlace: (name: string) => boolean): Args {
  return Object.fromEntries(Object.entries(changesOf(heard)).filter(([name]) => !['client', 'mode', 'at'].includes(name) && hasPlace(name)));
}

/** A correction waits to be confirmed, and another one goes into it: what it names takes the place of what it named before. */
function correctAmend(frame: Frame, heard: Frame): Frame | undefined {
  const before = changesIn(frame);
  const mode = heard.spans.find((span) => span.kind === 'mode')?.value;
  const named = { ...(mode === undefined ? {} : { mode }), ...changesIn(heard) };
  const day = dayNamed(heard, named, before);
  if (Object.keys({ ...named, ...day }).length === 0) return undefined;
  // One day is meant: that of the contact or that of what was promised.
  const changes = Object.keys(day).length === 0 ? { ...before, ...named } : { ...without(DAY, { ...before, ...named }), ...day };
  return {
    ...frame,
    text: `${frame.text}，${heard.text}`,
    args: { ...frame.args, changes },
    missing: frame.missing.filter((name) => name !== 'changes'),
  };
}

const changesIn = (frame: Frame): Args => ({ ...(frame.args['changes'] as Args | undefined) });
const DAY = ['at', 'dueOn', 'dueTime'];
const without = (names: readonly string[], args: Args): Args => Object.fromEntries(Object.entries(args).filter(([name]) => !names.includes(name)));

/** The day of a further correction, in its place: an hour alone is one of the day that was named before. */
function dayNamed(heard: Frame, named: Args, before: Args): Args {
  const span = heard.spans.find(isWhen);
  const when = span?.value as WhenValue | undefined;
  if (span && when?.time !== undefined && isHourAlone(span.text)) {
    if (before['dueOn'] !== undefined) return { dueOn: before['dueOn'], dueTime: when.time };
    if (before['at'] !== undefined) return { at: { ...when, date: (before['at'] as WhenValue).date } };
  }
  if (named['at'] !== undefined || named['dueOn'] !== undefined)
    return Object.fromEntries(DAY.flatMap((name) => (named[name] === undefined ? [] : [[name, named[name]]])));
  if (!when || when.vague) return {};
  return when.date > dateAt(new Date(heard.now)) ? { dueOn: when.date, ...(when.time ? { dueTime: when.time } : {}) } : { at: when };
}

/**
 * A day or time takes the place of the last promise's, else of the first there is; `shown` is what it comes to. Undefined where
 * the act has no place for it: what has happened has no day to come.
 */
function whenIn({ args }: Frame, span: Span, today: string, happened: CardTakes['happened']): { set: Args; shown: WhenValue } | undefined {
  const said = span.value as WhenValue;
  const promises = args['promises'] as { dueOn?: string; dueTime?: string; vague?: boolean }[] | undefined;
  const last = promises?.at(-1);
  if (promises && last) {
    const dueOn = dayToCome(span.text, said.date, last.dueOn, today);
    const set = { promises: [...promises.slice(0, -1), { ...last, dueOn, ...(said.time ? { dueTime: said.time } : {}), vague: false }] };
    return { set, shown: { ...said, date: dueOn } };
  }
  const isOfPast = happened !== undefined && (said.date <= today || args['nextContactOn'] === undefined);
  const slot = isOfPast ? happened.slot : TO_COME.find((name) => name !== happened?.slot && args[name] !== undefined);
  if (slot === undefined) return undefined;
  const before = args[slot] as WhenValue | string | undefined;
  const beforeOn = typeof before === 'string' ? before : before?.date;
  const date = (isOfPast ? correctedPast : dayToCome)(span.text, said.date, beforeOn, today);
  if (date === undefined) return undefined;
  if (typeof before === 'string') return { set: { [slot]: date }, shown: { ...said, date } };
  const shown = { ...(before?.time && !said.time ? { time: before.time } : {}), ...said, date };
  // Of one day its last day is its first as well.
  const isOneDay = slot === 'to' && (args['from'] as WhenValue | undefined)?.date === before?.date;
  return { set: { [slot]: shown, ...(isOneDay ? { from: shown } : {}) }, shown };
}

/** Where a day to come stands. */
const TO_COME = ['at', 'to', 'nextContactOn', 'date'];

const dayToCome = (said: string, read: string, before: string | undefined, today: string): string =>
  before === undefined || before <= today ? read : correctedDay(said, read, before, today);
