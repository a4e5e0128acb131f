import type { Frame, SlotSpec } from '../domain/intent.js';
import type { Command } from './command.js';
import { replyButtons } from './reply.js';
import { leftWaiting } from './confirm.js';
import { editCard } from './contact-edit.js';
import { itemLines, tasksMeant } from './task-acts.js';
import { ask, fill, say, turnOf, type Road } from './road.js';

/** Asks the one thing that is missing; the sentence waits as a draft. */
export async function askFor(road: Road, command: Command, asked: Frame, slot: string, draftId?: string): Promise<void> {
  const passed = slot === 'at' ? command.passedTime?.(asked, road.now) : undefined;
  const frame = passed ? { ...asked, args: { ...asked.args, at: { ...passed.offer, vague: true }, text: passed.text } } : asked;
  const spec = command.slots.find((s) => s.name === slot);
  const draft = draftId ? { id: draftId } : await road.store.draft.add(road.user.id, frame.text, frame, road.now);
  if (spec?.kind === 'items' && (await askItem(road, command, frame, slot, draft.id))) return;
  if (spec?.kind === 'changes' && (await askChanges(road, draft.id))) return;
  const value = frame.args[slot] as { date?: string; time?: string; vague?: boolean } | undefined;
  const vague = frame.spans.find((s) => (s.value as { vague?: boolean } | null)?.vague === true);
  const isNamed = passed !== undefined || vague !== undefined;
  const reading = value?.vague === true && value.date !== undefined && isNamed ? { date: value.date, time: value.time ?? null } : null;
  const words = spec?.kind === 'word' ? wordButtons(spec, draft.id) : [];
  const reply = fill(road, 'ask-slot', {
    kind: spec?.kind ?? (slot.startsWith('promises') ? 'when' : 'text'),
    slot,
    word: wordOf(command, frame),
    who: (frame.args['client'] as { name?: string } | undefined)?.name ?? null,
    way: wayOf(frame.args['mode']),
    about: shortText(frame.args['text']),
    example: command.examples.find((one) => one.startsWith(wordOf(command, frame))) ?? command.examples[0] ?? '',
    reading,
    passed: passed !== undefined,
    vague: passed?.words ?? vague?.text ?? null,
    words,
    draftId: draft.id,
  });
  const left = await leftWaiting(road, draft.id);
  ask(road, {
    kind: 'fill-slot',
    command: command.name,
    frame,
    slot,
    draftId: draft.id,
    tries: 1,
    options: replyButtons(reply).map(({ key, text }) => ({ key, text })),
  });
  road.out.replies.push(reply);
  if (left) say(road, 'left-waiting', left);
}

/** 「诉求」 where that is how it was begun, else the act's first word. */
function wordOf(command: Command, frame: Frame): string {
  const words = frame.text.trim();
  return command.aliases.find((alias) => alias.length <= 2 && words.startsWith(alias)) ?? command.aliases[0] ?? command.name;
}

/** As one speaks of it. */
const wayOf = (mode: unknown): string | null => (mode === 'phone' ? '电话' : mode === 'faceToFace' ? '面谈' : null);

const shortText = (text: unknown): string | null =>
  typeof text !== 'string' || text === '' ? null : text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text;
const MOST_TEXT = 9;

/** 「修改上条」 alone: the card of the record, where it can still be changed. False: what to change is asked in words. */
async function askChanges(road: Road, draftId: string): Promise<boolean> {
  const turn = turnOf(road);
  const contact = await road.store.contactRecord.findLastBy(road.user.id);
  if (!contact) return false;
  await road.store.draft.close(draftId, 'dropped', road.now);
  road.out.replies.push(await editCard({ ...turn, tap: { id: contact.id } }));
  return true;
}

/** The words a slot takes, each meaning once by its first word. */
function wordButtons({ values = {} }: SlotSpec, draftId: string): { key: string; text: string }[] {
  const firstWords = new Map<string, string>();
  for (const [word, value] of Object.entries(values)) if (!firstWords.has(value)) firstWords.set(value, word);
  return [...firstWords].slice(0, MOST_WORDS).map(([value, text]) => ({ key: `fill:${draftId}.${value}`, text }));
}

const MOST_WORDS = 5;
const MOST_OFFERED = 4;

/** Which of the list is meant: those the words fit, else the next ones due, as buttons. False: the list is empty. */
export async function askItem(road: Road, command: Command, frame: Frame, slot: string, draftId: string): Promise<boolean> {
  const turn = { ...turnOf(road), text: frame.text };
  const fit = (await tasksMeant(turn, frame.args)).slice(0, MOST_OFFERED);
  const open = fit.length > 1 ? fit : await road.store.task.listOpen(road.user.id, MOST_OFFERED);
  if (open.length === 0) {
    say(road, 'todo-empty', {});
    await road.store.draft.close(draftId, 'dropped', road.now);
    return true;
  }
  const lines = await itemLines(
    turn,
    open.map(({ id }) => id),
  );
  const word = frame.args['cancel'] === true ? '取消' : (command.aliases[0] ?? command.name);
  const reply = fill(road, 'ask-task', { draftId, word, fit: fit.length > 1, tasks: lines.map((one, i) => ({ ...one, n: i + 1 })) });
  ask(road, {
    kind: 'fill-slot',
    command: command.name,
    frame,
    slot,
    draftId,
    tries: 1,
    options: replyButtons(reply).map(({ key, text }) => ({ key, text })),
  });
  road.out.replies.push(reply);
  return true;
}
