import { dateAt } from '../domain/calendar/index.js';
import { correctedDay } from '../domain/corrected-day.js';
import type { ClientArg, Frame, Span, WhenValue } from '../domain/intent.js';

/** What a correction is said with, besides what it names. */
const CORRECTING =
  /不对|不是|错了?|搞混|记成|改成|改为|改到|改在|改|换成|换|推到|挪到|应该|应当|其实|是|就是|用|在|定在|约在|那就|时间|日期|日子|方式|客户|金额|数字|上条|这条|那条|刚才|我|说|记|打|的|了|吧|啊|哦|呢|嘛|哈|吗|请|麻烦|都|要|给|才|而/gu;
/** So many characters of something else make a sentence of its own. */
const MOST_OTHER_WORDS = 2;

/**
 * Whether a sentence only names a day, a client, a mode or an amount: 「周四」「应该是张薇」「不对，是面谈」, or with them says again what
 * waits (its words): 「下周四送方案」. One that tells more is no answer to it: 「周岚上周五来网点做了测评」.
 */
export function isCorrection(heard: Frame, waiting: string): boolean {
  if (heard.intent === 'amend') return true;
  const text = [...heard.text];
  let at = 0;
  const rest = text
    .map((one) => {
      const from = at;
      at += one.length;
      return heard.spans.some((span) => from >= span.start && from < span.end) ? ' ' : one;
    })
    .join('');
  const told = rest.replace(CORRECTING, ' ').split(/[\s\p{P}]+/u);
  return told.filter((words) => !waiting.includes(words)).join('').length <= MOST_OTHER_WORDS;
}

/**
 * Puts a correction into a waiting frame: a day or time for the one the frame has (of the newest promise first), another
 * client, another mode, an amount. Undefined when the correction names nothing that the frame has a place for.
 */
export function correctFrame(frame: Frame, heard: Frame): Frame | undefined {
  if (frame.intent === 'amend') return correctAmend(frame, heard);
  const args: Record<string, unknown> = { ...frame.args };
  let changed = false;
  const when = heard.spans.find((s) => (s.kind === 'time' || s.kind === 'date') && !(s.value as WhenValue).vague);
  if (when) changed = setWhen(args, when, dateAt(new Date(heard.now))) || changed;
  const client = heard.args['client'] as ClientArg | undefined;
  if (client && 'id' in client && 'client' in args && client.by !== 'lastSpokenOf' && client.by !== 'pronoun') {
    args['client'] = { ...client, guessed: false };
    changed = true;
  }
  const mode = heard.spans.find((s) => s.kind === 'mode');
  if (mode && 'mode' in args) {
    args['mode'] = mode.value;
    changed = true;
  }
  const changes = heard.args['changes'] as Record<string, unknown> | undefined;
  for (const [name, value] of Object.entries(changes ?? {})) {
    if (name === 'client' || name === 'mode' || !(name in args) || name === 'at') continue;
    args[name] = value;
    changed = true;
  }
  if (!changed) return undefined;
  const spans: Span[] = [...frame.spans.filter((s) => !(when && (s.kind === 'time' || s.kind === 'date'))), ...(when ? [when] : [])];
  return { ...frame, args, spans, missing: frame.missing.filter((name) => !(when && (name === 'at' || name.startsWith('promises')))) };
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

function setWhen(args: Record<string, unknown>, span: Span, today: string): boolean {
  const said = span.value as WhenValue;
  const dayFor = (before: string | undefined) =>
    before === undefined || before <= today ? said.date : correctedDay(span.text, said.date, before, today);
  const promises = args['promises'] as { dueOn?: string; dueTime?: string; vague?: boolean }[] | undefined;
  if (promises && promises.length > 0) {
    const last = promises.length - 1;
    args['promises'] = promises.map((p, i) =>
      i === last ? { ...p, dueOn: dayFor(p.dueOn), ...(said.time ? { dueTime: said.time } : {}), vague: false } : p,
    );
    return true;
  }
  const slot = ['at', 'to', 'nextContactOn', 'date'].find((name) => args[name] !== undefined) ?? 'at';
  const before = args[slot] as WhenValue | string | undefined;
  if (typeof before === 'string') args[slot] = dayFor(before);
  else args[slot] = { ...(before?.time && !said.time ? { time: before.time } : {}), ...said, date: dayFor(before?.date) };
  return true;
}
