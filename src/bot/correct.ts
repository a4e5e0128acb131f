import { dateAt } from '../domain/calendar/index.js';
import { correctedDay } from '../domain/corrected-day.js';
import type { ClientArg, Frame, Span, WhenValue } from '../domain/intent.js';

/** What a correction is said with besides what it names, longer words first within a class. */
const CORRECTION_WORDS = {
  denied: ['不对', '不是', '错了', '错', '搞混', '记成'],
  changed: ['改成', '改为', '改到', '改在', '改', '换成', '换', '推到', '挪到'],
  rather: ['应该', '应当', '其实', '那就', '就是', '是', '用', '而', '才', '要', '给', '都'],
  placed: ['定在', '约在', '在'],
  field: ['时间', '日期', '日子', '方式', '客户', '金额', '数字'],
  pointed: ['上条', '这条', '那条', '刚才'],
  told: ['我', '说', '记', '打'],
  polite: ['麻烦', '请'],
  particle: ['的', '了', '吧', '啊', '哦', '呢', '嘛', '哈', '吗'],
} as const;
const CORRECTING = new RegExp(Object.values(CORRECTION_WORDS).flat().join('|'), 'gu');
/** So many characters of something else make a sentence of its own. */
const MOST_OTHER_WORDS = 2;

/**
 * Whether a sentence only names a day, a client, a mode or an amount: 「周四」「应该是张薇」「不对，是面谈」, or with them says again what
 * waits (its words): 「下周四送方案」. One that tells more is no answer to it: 「周岚上周五来网点做了测评」; nor is one of another act
 * with as little as its verb: 「下午要去见刘洋」.
 */
export function isCorrection(heard: Frame, waiting: Pick<Frame, 'intent' | 'text'>): boolean {
  if (heard.intent === 'amend') return true;
  const told = wordsBesides(heard)
    .filter((words) => !waiting.text.includes(words))
    .join('');
  const isAnotherAct = heard.effect === 'write' && heard.intent !== waiting.intent;
  return told.length <= (isAnotherAct ? 0 : MOST_OTHER_WORDS);
}

/** What is said besides what was recognised in it and the words that corrections are made of. */
export function wordsBesides({ text, spans }: Frame): string[] {
  const isRecognised = (at: number) => spans.some((span) => at >= span.start && at < span.end);
  const rest = [...text.matchAll(/./gsu)].map((one) => (isRecognised(one.index) ? ' ' : one[0])).join('');
  return rest.replace(CORRECTING, ' ').split(/[\s\p{P}]+/u);
}

/**
 * Puts a correction into a waiting frame: a day or time for the one the frame has (of the newest promise first), another
 * client, another mode, an amount. Undefined when the correction names nothing that the frame has a place for.
 */
export function correctFrame(frame: Frame, heard: Frame): Frame | undefined {
  if (frame.intent === 'amend') return correctAmend(frame, heard);
  const when = heard.spans.find((span) => isWhen(span) && !(span.value as WhenValue).vague);
  const set = {
    ...(when ? whenIn(frame, when, dateAt(new Date(heard.now))) : {}),
    ...clientIn(frame.args, heard),
    ...modeIn(frame.args, heard),
    ...changesIn(frame.args, heard),
  };
  if (Object.keys(set).length === 0) return undefined;
  const changed = { ...frame, args: { ...frame.args, ...set } };
  if (!when) return changed;
  return {
    ...changed,
    spans: [...frame.spans.filter((span) => !isWhen(span)), when],
    missing: frame.missing.filter((name) => name !== 'at' && !name.startsWith('promises')),
  };
}

type Args = Readonly<Record<string, unknown>>;

const isWhen = (span: Span): boolean => span.kind === 'time' || span.kind === 'date';

/** Another client, named: neither 他 nor the one last spoken of. */
function clientIn(args: Args, heard: Frame): Args {
  const client = heard.args['client'] as ClientArg | undefined;
  if (!client || !('id' in client) || !('client' in args) || client.by === 'lastSpokenOf' || client.by === 'pronoun') return {};
  return { client: { ...client, guessed: false } };
}

function modeIn(args: Args, heard: Frame): Args {
  const mode = heard.spans.find((span) => span.kind === 'mode');
  return mode && 'mode' in args ? { mode: mode.value } : {};
}

/** Whatever else a correction of a record names and this one has. */
function changesIn(args: Args, heard: Frame): Args {
  const changes = Object.entries((heard.args['changes'] as Args | undefined) ?? {});
  return Object.fromEntries(changes.filter(([name]) => name !== 'client' && name !== 'mode' && name !== 'at' && name in args));
}

/** A correction waits to be confirmed, and another one goes into it: what it names takes the place of what it named before. */
function correctAmend(frame: Frame, heard: Frame): Frame | undefined {
  const said = { ...(heard.args['changes'] as Record<string, unknown> | undefined) };
  const spanOf = (...kinds: Span['kind'][]) => heard.spans.find((s) => kinds.includes(s.kind))?.value;
  const mode = spanOf('mode');
  const when = spanOf('time', 'date') as WhenValue | undefined;
  if (mode !== undefined) said['mode'] ??= mode;
  if (when && !when.vague && said['dueOn'] === undefined && said['at'] === undefined) {
    if (when.date > dateAt(new Date(heard.now))) Object.assign(said, { dueOn: when.date, ...(when.time ? { dueTime: when.time } : {}) });
    else said['at'] = when;
  }
  if (Object.keys(said).length === 0) return undefined;
  const before = { ...(frame.args['changes'] as Record<string, unknown> | undefined) };
  // One day is meant: that of the contact or that of what was promised.
  if (said['at'] !== undefined || said['dueOn'] !== undefined) for (const name of ['at', 'dueOn', 'dueTime']) delete before[name];
  return { ...frame, args: { ...frame.args, changes: { ...before, ...said } }, missing: frame.missing.filter((name) => name !== 'changes') };
}

/** A day or time takes the place of the last promise's, else of the first there is. */
function whenIn({ args, intent }: Frame, span: Span, today: string): Args {
  const said = span.value as WhenValue;
  const dayFor = (before: string | undefined) =>
    before === undefined || before <= today ? said.date : correctedDay(span.text, said.date, before, today);
  const promises = args['promises'] as { dueOn?: string; dueTime?: string; vague?: boolean }[] | undefined;
  const last = promises?.at(-1);
  if (promises && last)
    return {
      promises: [...promises.slice(0, -1), { ...last, dueOn: dayFor(last.dueOn), ...(said.time ? { dueTime: said.time } : {}), vague: false }],
    };
  const told = ['at', 'to', 'nextContactOn', 'date'].find((name) => args[name] !== undefined);
  // What a client complained of has happened: a day to come is not its day.
  if (told === undefined && intent === 'case' && said.date > today) return {};
  const slot = told ?? 'at';
  const before = args[slot] as WhenValue | string | undefined;
  if (typeof before === 'string') return { [slot]: dayFor(before) };
  return { [slot]: { ...(before?.time && !said.time ? { time: before.time } : {}), ...said, date: dayFor(before?.date) } };
}
