import type { ClientArg, Frame, Span, WhenValue } from '../domain/intent.js';
import { correctFrame, wordsBesides } from './correct.js';
import { closeQuestion, say, type Road } from './road.js';
import { runFrame } from './run.js';
import type { Question } from './session.js';
import { understand, isContactBeside, isNewTopic, isAnotherAct, isWholeAnew, opensAnotherAct } from './answer-topic.js';

/** The answer to the one thing that was asked for: a value for its place in the waiting sentence, or words that complete it. */

export const clientName = (frame: Frame): string => (frame.args['client'] as { name?: string } | undefined)?.name ?? '';

/** The doubt of a sentence lies only in a client it could not find by itself, and that one is known. */
const isOnlyUnresolved = (waiting: Frame, whole: Frame): boolean => {
  const client = whole.args['client'] as ClientArg | undefined;
  const settled = waiting.args['client'] as ClientArg | undefined;
  return (
    client !== undefined &&
    !('id' in client) &&
    client.candidates.length === 0 &&
    settled !== undefined &&
    'id' in settled &&
    !whole.spans.some((span) => span.kind !== 'client' && span.guessed === true)
  );
};

/** A colleague's full name, as a question for one takes it; a particle around it is no part of it. */
async function colleagueNamed(road: Road, typed: string): Promise<string | undefined> {
  const said = typed.normalize('NFKC').trim();
  const plain = said.replace(/^(?:给|由|让|请|是|就)|(?:吧|来|了|呀|啊|。)$/gu, '').trim();
  for (const name of [said, plain]) {
    if (name.length < 2 || name.length > 20) continue;
    if ((await road.store.staff.listByName(name)).length > 0) return name;
  }
  return undefined;
}

export async function fillSlot(road: Road, question: Question, frame: Frame, draftId: string, typed: string): Promise<boolean> {
  const command = road.deps.commands.get(question.command);
  const slot = command?.slots.find((s) => s.name === question.slot);
  const heard = await understand(road, typed);
  const isTold = slot?.kind === 'text' && tellsMore(heard) && !opensAnotherAct(road, question, heard);
  if ((!isTold && isNewTopic(road, question, heard)) || isWholeAnew(road, frame, heard) || isContactBeside(road, question, heard)) return false;
  if (slot?.kind === 'when' && (isAnotherAct(question, heard, frame) || isBeside(heard))) return false;
  if (slot?.kind === 'text' && (road.deps.smallTalk(typed) !== null || isAsked(heard) || CALLS_OFF.test(typed))) return false;
  if (command && slot?.kind === 'text') {
    const whole = await wholeWith(road, command.aliases[0] ?? '', frame, typed, slot.name);
    if (whole) {
      closeQuestion(road);
      road.out.frame = whole;
      await runFrame(road, whole, { draftId });
      return true;
    }
  }
  const repeated = question.command === 'reminder' && slot?.kind === 'when' ? repeatedIn(heard) : undefined;
  const value =
    repeated ?? (slot === undefined ? undefined : slot.kind === 'staff' ? await colleagueNamed(road, typed) : slotValue(slot, heard, typed));
  // Words that name nobody are no answer to who is meant.
  if (slot?.kind === 'client' && (value === undefined || road.deps.smallTalk(typed) !== null)) return false;
  if (value === undefined) {
    const whole = question.slot?.startsWith('promises') && command ? correctFrame(frame, heard, command) : undefined;
    if (!whole) return miss(road, question, slot?.kind ?? 'text', slot?.kind === 'staff' ? await noColleague(road, typed) : {});
    closeQuestion(road);
    await runFrame(road, whole, { draftId });
    return true;
  }
  const next: Frame = {
    ...frame,
    reasons: [...frame.reasons, `“${typed.trim().slice(0, 20)}”是后来说的`],
    args: { ...frame.args, [slot!.name]: value, ...(repeated ? { recurrence: repeated.recurrence } : {}) },
    missing: frame.missing.filter((name) => name !== slot!.name),
    spans: frame.spans,
  };
  closeQuestion(road);
  road.out.frame = next;
  await runFrame(road, next, { draftId });
  return true;
}

/**
 * The waiting sentence with the words left out behind it, read as one: a mode or a time in either is heard. Where that reads as
 * something else, the words stand behind the act and its client. A client alone is who it is about, and the words are asked again.
 */
async function wholeWith(road: Road, act: string, frame: Frame, typed: string, slot: string): Promise<Frame | undefined> {
  const readings = [`${frame.text} ${typed}`, [act, clientName(frame), typed].filter(Boolean).join(' ')];
  for (const words of readings) {
    const whole = await understand(road, words);
    if (whole.intent !== frame.intent) continue;
    const isOnlyClient =
      frame.args['client'] === undefined && isOneClient(whole.args['client']) && whole.missing.length === 1 && whole.missing[0] === slot;
    if (whole.missing.length > 0 && !isOnlyClient) continue;
    return {
      ...whole,
      text: `${frame.text} ${typed}`.trim(),
      args: { ...whole.args, ...(frame.args['client'] ? { client: frame.args['client'] } : {}) },
      // A client settled already is no doubt of these words.
      needsConfirm: frame.needsConfirm || (whole.needsConfirm && !isOnlyUnresolved(frame, whole)),
    };
  }
  return undefined;
}

const isOneClient = (client: unknown): boolean => client !== undefined && 'id' in (client as ClientArg);

/** Could be a name, initials, a phone number, a client number or a tail. */
const nameLike = (typed: string): boolean =>
  !/[你您我吗呢么啥]|什么|怎么|多少|哪|谁|^(?:全部|更多|都是|都行|都要|随便|其他|其它)$/u.test(typed) &&
  /^(?:[\p{Script=Han}·]{1,6}|[A-Za-z][A-Za-z .'’-]{0,39}|(?:尾号\s*)?[A-Za-z]{0,4}[\d -]{2,20})$/u.test(typed.normalize('NFKC').trim());

/** 「今天天气怪怪的」 while a day is asked for: it holds one and tells something else. With an hour it is an answer. */
const isBeside = (heard: Frame): boolean =>
  heard.intent === null &&
  !heard.spans.some((span) => span.kind === 'time') &&
  heard.spans.some((span) => span.kind === 'date') &&
  wordsBesides(heard).join('').length > MOST_BESIDE;

/** 「两个都取消」: of what there is, and no words of something new. */
const CALLS_OFF = /^\s*(?:把|这|那|[两三四五]?[个条件]|全部|所有|这些|它们?|都|全)*(?:取消|不要|不用|作废|删掉|删除|删)(?:掉|了|吧)*[\s。.]*$/u;

/** 「他的持仓亏了两万没人通知」: a topic is named, and more is told than a question needs. */
const tellsMore = (heard: Frame): boolean =>
  heard.effect === 'read' && heard.asks === undefined && !isAsked(heard) && wordsBesides(heard).join('').length >= LEAST_TOLD;
const LEAST_TOLD = 7;

/** 「有没有投诉」 where the words of a complaint are awaited: something is looked up. */
const isAsked = (heard: Frame): boolean => heard.effect === 'read' && /[?？吗呢么]|有没有|多少|哪|几[件个位户]/u.test(heard.text);

/** Of words around a day that answers. */
const MOST_BESIDE = 3;

/** 「每周五下午三点」, asked when a reminder is due. */
function repeatedIn(heard: Frame): WhenValue | undefined {
  const value = heard.spans.find((span) => span.kind === 'recurrence')?.value as WhenValue | undefined;
  return value?.vague || /^FREQ=(?:WEEKLY|MONTHLY|YEARLY)$/.test(value?.recurrence ?? '') ? undefined : value;
}

function slotValue(slot: { kind: string; values?: Record<string, string> }, heard: Frame, typed: string): unknown {
  const spanOf = (...kinds: Span['kind'][]) => heard.spans.find((s) => kinds.includes(s.kind));
  switch (slot.kind) {
    case 'client': {
      const arg = heard.args['client'] as ClientArg | undefined;
      return arg ?? (nameLike(typed) && !spanOf('time', 'date', 'amount', 'recurrence', 'mode') ? { text: typed.trim(), candidates: [] } : undefined);
    }
    case 'when':
    case 'period': {
      const value = spanOf('time', 'date')?.value as { vague?: boolean } | undefined;
      return value?.vague ? undefined : value;
    }
    case 'word':
      return Object.entries(slot.values ?? {}).find(([word]) => typed.includes(word))?.[1];
    case 'mode':
      return spanOf('mode')?.value;
    case 'amount':
      return spanOf('amount')?.value;
    case 'phone':
      return spanOf('phone')?.value;
    case 'text':
    case 'name':
      return typed.trim() === '' ? undefined : typed.trim();
    default:
      return undefined;
  }
}

interface NoColleague {
  /** What was taken for a name; null where the words are none. */
  name?: string | null;
  near?: readonly string[];
}

/** Of whom there is nobody, and who is called nearly so. */
async function noColleague({ store }: Road, typed: string): Promise<NoColleague> {
  const name = /^\s*(?:给|由|让|请)?([\p{Script=Han}·]{2,4})\s*$/u.exec(typed)?.[1];
  return name === undefined ? {} : { name, near: await store.staff.listNearNames(name) };
}

/** The answer did not fit: explained once more with an example, then it stops asking and the draft stays. */
export async function miss(road: Road, question: Question, kind: string, { name = null, near = [] }: NoColleague = {}): Promise<boolean> {
  const tries = (question.tries ?? 1) + 1;
  if (tries > 2) {
    // Third: stop asking. The sentence that did not fit is handled as new.
    closeQuestion(road);
    return false;
  }
  road.session.question = { ...question, tries };
  say(road, 'ask-again', { kind, name, near });
  return true;
}
