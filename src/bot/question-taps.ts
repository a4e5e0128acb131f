import { timeAt } from '../domain/calendar/index.js';
import type { Frame } from '../domain/intent.js';
import { VIEW_REASONS } from '../domain/permission.js';
import type { StoredDraft } from '../store/draft.js';
import { auditDenied, decideOn, readGrantFor, rightOf } from './access.js';
import { addWords } from './added-words.js';
import { askItem } from './ask-for.js';
import type { Command } from './command.js';
import { ask, closeQuestion, say, type Road } from './road.js';
import { runFrame, runNext } from './run.js';
import type { Question } from './session.js';

/** The buttons of open questions: what each does with the draft that waits. Those of what is done belong to commands. */

/** `<draft>.<answer>`, as the keys of a question's buttons are made. */
export function splitKey(id: string): [string, string] {
  const cut = id.indexOf('.');
  return cut < 0 ? [id, ''] : [id.slice(0, cut), id.slice(cut + 1)];
}

interface OpenDraft {
  draft: StoredDraft;
  frame: Frame;
}

/** The draft a button is of; where it is gone or done already, that is said. */
async function openDraft(road: Road, id: string): Promise<OpenDraft | undefined> {
  const draft = await road.store.draft.find(road.user.id, id);
  if (!draft || draft.frame === null) {
    say(road, 'card-gone');
    return undefined;
  }
  if (draft.state !== 'open') {
    say(road, 'draft-done', { text: draft.text.slice(0, 40), stored: draft.state === 'stored' });
    return undefined;
  }
  return { draft, frame: draft.frame };
}

const commandOf = (road: Road, { frame }: OpenDraft): Command | undefined =>
  frame.intent === null ? undefined : road.deps.commands.get(frame.intent);

/** The tapped card says `after`; the question that was open is answered. */
function settle(road: Road, after: string): void {
  road.out.change = { kind: 'card-change', after };
  closeQuestion(road);
}

function fillIn({ frame }: OpenDraft, slot: string, value: unknown): void {
  frame.args[slot] = value;
  frame.missing = frame.missing.filter((name) => name !== slot);
}

const goOn = (road: Road, { frame, draft }: OpenDraft): Promise<void> => runFrame(road, frame, { draftId: draft.id });

async function confirmed(road: Road, { frame, draft }: OpenDraft): Promise<void> {
  settle(road, `已确认 ${timeAt(road.now)}`);
  await runFrame(road, frame, { confirmed: true, draftId: draft.id });
}

/** Asks for a part of what waits once more. */
function askPart(road: Road, { frame, draft }: OpenDraft, question: Pick<Question, 'kind' | 'slot'>, asked: { kind: string; slot: string }): void {
  ask(road, { ...question, command: frame.intent ?? '', frame, draftId: draft.id, tries: 1 });
  say(road, 'ask-slot', {
    ...asked,
    word: '',
    who: null,
    way: null,
    about: null,
    example: '',
    reading: null,
    passed: false,
    vague: null,
    words: [],
    draftId: draft.id,
  });
}

type QuestionTap = (road: Road, id: string) => Promise<void>;

export const QUESTION_TAPS: Readonly<Record<string, QuestionTap>> = {
  /** 对，记下 */
  async ok(road, id) {
    const open = await openDraft(road, id);
    if (open) await confirmed(road, open);
  },
  /** Confirmed together with one argument: `<draft>.<slot>.<value>`. */
  async okas(road, id) {
    const [draftId, rest] = splitKey(id);
    const [slot, value] = splitKey(rest);
    const open = await openDraft(road, draftId);
    if (!open) return;
    const isWord = commandOf(road, open)?.slots.some((s) => s.name === slot && s.kind === 'word' && Object.values(s.values ?? {}).includes(value));
    if (!isWord) return say(road, 'card-gone');
    fillIn(open, slot, value);
    await confirmed(road, open);
  },
  /** A draft taken up again: as far as it goes without a tap, else shown to be confirmed. */
  async resume(road, id) {
    const open = await openDraft(road, id);
    if (!open) return;
    if (open.frame.intent !== null) return goOn(road, open);
    await road.store.draft.close(open.draft.id, 'dropped', road.now);
    say(road, 'draft-words', { text: open.draft.text.slice(0, 200) });
  },
  /** 不记了 / 都不是 */
  async drop(road, id) {
    const open = await openDraft(road, id);
    if (!open) return;
    await road.store.draft.close(open.draft.id, 'dropped', road.now);
    const recorded = open.frame.intent === null || commandOf(road, open)?.isNote === true;
    settle(road, `${recorded ? '没有记' : '没有办'} ${timeAt(road.now)}`);
    say(road, 'dropped', { draftNo: open.draft.no, recorded, quote: open.draft.text.slice(0, MOST_QUOTED) });
    await runNext(road, open.frame);
  },
  /** One of several people. */
  async who(road, id) {
    const [draftId, clientId] = splitKey(id);
    const open = await openDraft(road, draftId);
    if (!open) return;
    const command = commandOf(road, open);
    const slot = command?.slots.find((s) => s.kind === 'client');
    if (!command || !slot) return say(road, 'card-gone');
    const [person] = await road.store.clientSearch.summaries([clientId]);
    if (!person) return say(road, 'card-gone');
    const decision = await decideOn(road, rightOf(command), clientId);
    if (!decision.allowed && decision.needs !== 'reason' && decision.needs !== 'ticket') {
      await auditDenied(road, command.name, clientId);
      return say(road, 'errors/client-not-found', {});
    }
    fillIn(open, slot.name, { id: person.id, name: person.name, by: 'chosen' });
    // Chosen by hand is not guessed: only another doubt, or an act that always asks, still needs a tap. Of the act itself
    // there is doubt when other acts stood beside it; the confidence is low merely because the client was open.
    open.frame.needsConfirm =
      command.alwaysConfirm === true || open.frame.spans.some((s) => s.kind !== 'client' && s.guessed === true) || open.frame.alternatives.length > 0;
    settle(road, `已选 ${person.mobileTail ? `尾号${person.mobileTail}` : person.name}`);
    await goOn(road, open);
  },
  /** 换客户: asks for the name. */
  async swap(road, id) {
    const open = await openDraft(road, id);
    if (open) askPart(road, open, { kind: 'fill-slot', slot: 'client' }, { kind: 'client', slot: 'client' });
  },
  /** 改日期 */
  async redate(road, id) {
    const open = await openDraft(road, id);
    if (open) askPart(road, open, { kind: 'correct' }, { kind: 'when', slot: 'at' });
  },
  /** 改内容: the sentence said again takes its place. */
  async reword(road, id) {
    const open = await openDraft(road, id);
    if (!open) return;
    ask(road, { kind: 'reword', command: open.frame.intent ?? '', frame: open.frame, draftId: open.draft.id, tries: 1 });
    say(road, 'ask-reword', { text: open.draft.text.slice(0, 80) });
  },
  /** A word of a fixed list answers the open slot. */
  async fill(road, id) {
    const [draftId, value] = splitKey(id);
    const open = await openDraft(road, draftId);
    const slot = road.session.question?.slot;
    if (!open) return;
    const words = commandOf(road, open)?.slots.filter((s) => s.kind === 'word') ?? [];
    const spec = words.find((s) => s.name === slot) ?? words[0];
    if (!spec || !Object.values(spec.values ?? {}).includes(value)) return say(road, 'card-gone');
    fillIn(open, spec.name, value);
    road.out.change = { kind: 'card-change', after: '已选' };
    await goOn(road, open);
  },
  /** One of the items offered: `<draft>.<task>`. */
  async item(road, id) {
    const [draftId, taskId] = splitKey(id);
    const open = await openDraft(road, draftId);
    if (!open) return;
    const task = await road.store.task.find(taskId);
    if (!task || task.ownerId !== road.user.id) return say(road, 'card-gone');
    fillIn(open, 'items', { ids: [task.id] });
    open.frame.needsConfirm = false;
    settle(road, '已选');
    await goOn(road, open);
  },
  /** 不是这件: another one of the list. */
  async other(road, id) {
    const open = await openDraft(road, id);
    const command = open && commandOf(road, open);
    if (!open || !command) return;
    delete open.frame.args['items'];
    closeQuestion(road);
    await askItem(road, command, open.frame, 'items', open.draft.id);
  },
  /** 是: the date that was offered is meant. */
  async yes(road, id) {
    const open = await openDraft(road, id);
    if (!open) return;
    for (const value of [open.frame.args, ...((open.frame.args['promises'] as Record<string, unknown>[] | undefined) ?? [])])
      for (const inner of Object.values(value))
        if (inner !== null && typeof inner === 'object' && (inner as { vague?: boolean }).vague) delete (inner as { vague?: boolean }).vague;
    open.frame.missing = [];
    road.out.change = { kind: 'card-change', after: '已定' };
    await goOn(road, open);
  },
  /** 回访 / 督办 / 投诉 / 其他: opens one client for the rest of the day, on the record. */
  async reason(road, id) {
    const [draftId, reason] = splitKey(id);
    const open = await openDraft(road, draftId);
    if (!open) return;
    const client = open.frame.args['client'] as { id?: string } | undefined;
    if (!client?.id || !(VIEW_REASONS as readonly string[]).includes(reason)) return say(road, 'card-gone');
    road.session.readGrant = readGrantFor(client.id, reason, road.now);
    settle(road, `原因 ${reason}，已记录`);
    await goOn(road, open);
  },
  /** What was not understood belongs to the record or case that waits: `<its draft>.<the waiting one>`. */
  async join(road, id) {
    const [ownId, waitingId] = splitKey(id);
    const own = await openDraft(road, ownId);
    const waiting = own && (await openDraft(road, waitingId));
    if (!own || !waiting) return;
    if (!(await addWords(road, waiting.frame, waiting.draft.id, own.draft.text))) return say(road, 'card-gone');
    await road.store.draft.close(own.draft.id, 'stored', road.now);
    road.out.change = { kind: 'card-change', after: '已补进' };
  },
  /** One of the nearest things offered after a miss. */
  async try(road, id) {
    const [draftId, name] = splitKey(id);
    const open = await openDraft(road, draftId);
    if (!open) return;
    const command = road.deps.commands.get(name);
    if (!command) return say(road, 'card-gone');
    settle(road, `已选 ${command.label ?? command.aliases[0] ?? ''}`);
    const heard = (words: string) => road.deps.understand(words, { store: road.store, user: road.user, session: road.session, now: road.now });
    // Its words with the act named in front are a keyword sentence; where they are of no use to the act, it stands alone.
    const word = command.aliases[0] ?? '';
    const whole = await heard(`${word} ${open.draft.text}`);
    const frame = whole.intent === name ? whole : await heard(word);
    road.out.frame = frame;
    await runFrame(road, { ...frame, text: open.draft.text, needsConfirm: frame.effect === 'write' }, { draftId: open.draft.id });
  },
};

/** Of the words that were given up. */
const MOST_QUOTED = 40;
