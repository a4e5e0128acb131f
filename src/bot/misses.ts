import type { Frame, Span } from '../domain/intent.js';
import { allowedAs } from './access.js';
import { takesWords } from './added-words.js';
import type { Command } from './command.js';
import { namesAnother } from './names-another.js';
import { supervisorsOf } from './line.js';
import { ask, say, type Road } from './road.js';

const MAX_OFFERS = 4;
/** What anybody does on any day. */
const USUAL = ['briefing', 'todo', 'client-list'];
/** What a statement of some length may be worth. */
const TO_KEEP = ['contact', 'case', 'reminder'];
const LEAST_STATEMENT = 8;
/** Signs and pictures alone say nothing that could be kept. */
const HAS_WORDS = /[\p{L}\p{N}]/u;

/**
 * Not understood. First it says what was seen and offers the nearest things; the second time it explains differently and
 * keeps the sentence as a draft; the third time it stops asking and shows the likeliest ways on (voice rule 6).
 */
export async function notUnderstood(road: Road, frame: Frame): Promise<void> {
  road.out.isPrivate = true;
  const typed = frame.text.trim();
  if (!HAS_WORDS.test(typed)) return say(road, 'nothing-said', { waiting: waitingWords(road) });
  const misses = ++road.session.misses;
  const draft = await road.store.draft.add(road.user.id, typed, frame, road.now);
  const waiting = road.session.question;
  const joins = takesWords(road, waiting) && !namesAnother(frame, waiting.frame);
  const offers = [
    ...(joins ? [{ key: `join:${draft.id}.${waiting.draftId}`, text: '补进上面这条' }] : []),
    ...offersFor(road, frame).map((command) => ({ key: `try:${draft.id}.${command.name}`, text: labelOf(command) })),
  ].slice(0, MAX_OFFERS);
  if (misses >= 3 && !joins) return waysOn(road, draft.no);
  if ((misses === 2 && !joins) || offers.length === 0) return say(road, 'not-understood-2', { draftNo: draft.no, latin: isLatin(typed) });
  // What is asked already stays open (design §4); the offers are on this card.
  const isWaiting = waiting !== null && waiting.kind !== 'offer';
  if (!isWaiting)
    ask(road, {
      kind: 'offer',
      command: 'not-understood',
      draftId: draft.id,
      options: [...offers, { key: `drop:${draft.id}`, text: '都不是' }],
      frame,
    });
  say(road, 'not-understood', { quote: typed.slice(0, 60), seen: seenWords(frame.spans), latin: isLatin(typed), offers, draftId: draft.id });
}

/** What a sign alone asks after: the sentence that waits. */
const waitingWords = ({ session }: Road): string | null => session.question?.frame?.text.trim().slice(0, MOST_QUOTED) ?? null;
const MOST_QUOTED = 40;

/** Of the letters, most are Latin ones. */
const isLatin = (typed: string): boolean => (typed.match(/[a-z]/giu)?.length ?? 0) > 2 * (typed.match(/\p{Script=Han}/gu)?.length ?? 0);

/** So many ways on, and so many supervisors by name. */
const MOST_WAYS = 3;
const MOST_LEADS = 2;
/** They have buttons of their own, or go back instead of on. */
const NO_WAYS_ON = ['help', 'drafts', 'undo', 'amend', 'why'];

/** Nothing more is asked: what he did last is a tap away, else the usual, and who can help is named. */
async function waysOn(road: Road, draftNo: string): Promise<void> {
  const names = [...(await road.store.audit.listLastActions(road.user.id)), ...USUAL].filter((name) => !NO_WAYS_ON.includes(name));
  const leads = (await supervisorsOf(road, road.user.orgId)).filter((id) => id !== road.user.id).slice(0, MOST_LEADS);
  const namesOfLeads = await road.store.staff.listNames(leads);
  say(road, 'not-understood-3', {
    draftNo,
    leads: leads.map((id) => namesOfLeads.get(id) ?? id),
    ways: commandsFor(road, names)
      .slice(0, MOST_WAYS)
      .map((command) => ({ key: `say:${command.aliases[0] ?? command.name}`, text: labelOf(command) })),
  });
}

const labelOf = (command: Command): string => command.label ?? command.aliases[0] ?? command.name;

/** Of these names the commands that are this person's, each once. */
function commandsFor(road: Road, names: readonly string[]): Command[] {
  return [...new Set(names)].flatMap((name) => road.deps.commands.get(name) ?? []).filter((command) => allowedAs(road.user, command) !== undefined);
}

/** The nearest commands this person may use: what understanding named, filled up with the usual ones. */
function offersFor(road: Road, frame: Frame): Command[] {
  const isStatement = frame.asks === undefined && frame.text.trim().length >= LEAST_STATEMENT;
  const usual = frame.spans.some((s) => s.kind === 'client')
    ? ['client', 'contact', 'reminder', 'appointment']
    : [...(isStatement ? TO_KEEP : USUAL), 'help'];
  return commandsFor(road, [...frame.alternatives.map((a) => a.intent), ...usual]).slice(0, MAX_OFFERS);
}

/** 「看到了李秀兰、30号」: the pieces that were recognised, as typed. */
function seenWords(spans: readonly Span[]): string {
  return [...new Set(spans.filter((s) => s.kind !== 'number').map((s) => s.text.trim()))].slice(0, 3).join('、');
}
