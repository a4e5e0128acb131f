import { NotATimeError } from '../domain/calendar/index.js';
import { VIEW_REASONS } from '../domain/permission.js';
import { UserError } from '../errors.js';
import { afterOf, allowedAs, auditDenied, auditedRole, decideOn, purposeOf, rightOf, settleTapped } from './access.js';
import { addWords } from './added-words.js';
import { goOnWith } from './again.js';
import { ask, closeQuestion, say, take, turnOf, type Road } from './road.js';
import { askItem } from './ask-for.js';
import { doersOf, runFrame, runNext } from './run.js';

/** A tap: `<verb>:<id>`. The verbs of open questions are here, all others belong to commands. */
export async function runTap(road: Road, key: string, selected: Record<string, string[]>, taskId: string): Promise<void> {
  const cut = key.indexOf(':');
  const verb = cut < 0 ? key : key.slice(0, cut);
  const id = cut < 0 ? '' : key.slice(cut + 1);
  road.out.isPrivate = true;
  if (verb === 'closed') return; // a greyed card on the aibot: there is nothing to say
  const own = Object.hasOwn(QUESTION_TAPS, verb) ? QUESTION_TAPS[verb] : undefined;
  if (own) return own(road, id);
  if (verb === 'say') return runWords(road, id);
  if (verb === 'open') return say(road, 'open-link', { href: id });
  for (const command of road.deps.commands.values()) {
    const handler = command.taps && Object.hasOwn(command.taps, verb) ? command.taps[verb] : undefined;
    if (!handler) continue;
    road.role = allowedAs(road.user, command);
    if (road.role === undefined) {
      await auditDenied(road, `${command.name}.${verb}`);
      return say(road, 'no-role', { word: command.aliases[0] ?? command.name, who: doersOf(command), refers: false });
    }
    const right = command.clientTaps?.[verb];
    const named = right && splitDraft(id)[0];
    const access = right && named !== undefined ? await settleTapped(road, command, verb, named, right) : null;
    if (access === false) return;
    const turn = { ...turnOf(road, access), tap: { id, selected, taskId } };
    const outcome = await Promise.resolve(turn)
      .then(handler)
      .catch((error: unknown) => {
        // A key is words from outside: made up, cut off, or of another version. A day in it that is none is not our bug.
        throw error instanceof NotATimeError ? new UserError('card-unreadable') : error;
      });
    take(road, outcome);
    const clientId = named ?? ('session' in outcome ? (outcome.session?.lastClientId ?? undefined) : undefined);
    await road.store.audit.append({
      at: road.now,
      actor: road.user.id,
      role: auditedRole(road),
      action: `${command.name}.${verb}`,
      objectId: id.slice(0, 60),
      ...(clientId === undefined ? {} : { clientId }),
      ...purposeOf(road, clientId),
      ...afterOf(road, outcome),
      place: road.message.place,
      result: 'ok',
    });
    return goOnWith(road, outcome, '');
  }
  say(road, 'card-gone');
}

/** A button that stands for words: `say:<words>`, as if they were typed. */
async function runWords(road: Road, words: string): Promise<void> {
  road.text = words;
  const frame = await road.deps.understand(words, { store: road.store, user: road.user, session: road.session, now: road.now });
  road.out.frame = frame;
  return runFrame(road, frame);
}

/** `<draftId>.<answer>` of a question's button. */
function splitDraft(id: string): [string, string] {
  const cut = id.indexOf('.');
  return cut < 0 ? [id, ''] : [id.slice(0, cut), id.slice(cut + 1)];
}

async function openDraft(road: Road, id: string) {
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

const clock = (road: Road): string => new Date(road.now.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);

type QuestionTap = (road: Road, id: string) => Promise<void>;

const QUESTION_TAPS: Record<string, QuestionTap> = {
  /** 对，记下 */
  async ok(road, id) {
    const open = await openDraft(road, id);
    if (!open) return;
    road.out.change = { kind: 'card-change', after: `已确认 ${clock(road)}` };
    closeQuestion(road);
    await runFrame(road, open.frame, { confirmed: true, draftId: open.draft.id });
  },
  /** Confirmed together with one argument: `<draft>.<slot>.<value>`. */
  async okas(road, id) {
    const [draftId, rest] = splitDraft(id);
    const [slot, value] = splitDraft(rest);
    const open = await openDraft(road, draftId);
    const command = open?.frame.intent ? road.deps.commands.get(open.frame.intent) : undefined;
    if (!open || !command?.slots.some((s) => s.name === slot && s.kind === 'word' && Object.values(s.values ?? {}).includes(value)))
      return open ? say(road, 'card-gone') : undefined;
    open.frame.args[slot] = value;
    open.frame.missing = open.frame.missing.filter((name) => name !== slot);
    road.out.change = { kind: 'card-change', after: `已确认 ${clock(road)}` };
    closeQuestion(road);
    await runFrame(road, open.frame, { confirmed: true, draftId: open.draft.id });
  },
  /** A draft taken up again: as far as it goes without a tap, else shown to be confirmed. */
  async resume(road, id) {
    const open = await openDraft(road, id);
    if (!open) return;
    if (open.frame.intent !== null) return runFrame(road, open.frame, { draftId: open.draft.id });
    await road.store.draft.close(open.draft.id, 'dropped', road.now);
    say(road, 'draft-words', { text: open.draft.text.slice(0, 200) });
  },
  /** 不记了 / 都不是 */
  async drop(road, id) {
    const open = await openDraft(road, id);
    if (!open) return;
    await road.store.draft.close(open.draft.id, 'dropped', road.now);
    closeQuestion(road);
    const recorded = open.frame.intent === null || road.deps.commands.get(open.frame.intent)?.isNote === true;
    road.out.change = { kind: 'card-change', after: `${recorded ? '没有记' : '没有办'} ${clock(road)}` };
    say(road, 'dropped', { draftNo: open.draft.no, recorded });
    await runNext(road, open.frame);
  },
  /** One of several people. */
  async who(road, id) {
    const [draftId, clientId] = splitDraft(id);
    const open = await openDraft(road, draftId);
    if (!open) return;
    const command = open.frame.intent === null ? undefined : road.deps.commands.get(open.frame.intent);
    const slot = command?.slots.find((s) => s.kind === 'client');
    if (!command || !slot) return say(road, 'card-gone');
    const [person] = await road.store.clientSearch.summaries([clientId]);
    if (!person) return say(road, 'card-gone');
    const decision = await decideOn(road, rightOf(command), clientId);
    if (!decision.allowed && decision.needs !== 'reason' && decision.needs !== 'ticket') {
      await auditDenied(road, command.name, clientId);
      return say(road, 'errors/client-not-found', {});
    }
    open.frame.args[slot.name] = { id: person.id, name: person.name, by: 'chosen' };
    open.frame.missing = open.frame.missing.filter((name) => name !== slot.name);
    // Chosen by hand is not guessed: only another doubt, or an act that always asks, still needs a tap. Of the act itself
    // there is doubt when other acts stood beside it; the confidence is low merely because the client was open.
    open.frame.needsConfirm =
      command.alwaysConfirm === true || open.frame.spans.some((s) => s.kind !== 'client' && s.guessed === true) || open.frame.alternatives.length > 0;
    road.out.change = { kind: 'card-change', after: `已选 ${person.mobileTail ? `尾号${person.mobileTail}` : person.name}` };
    closeQuestion(road);
    await runFrame(road, open.frame, { draftId: open.draft.id });
  },
  /** 换客户: asks for the name. */
  async swap(road, id) {
    const open = await openDraft(road, id);
    if (!open) return;
    ask(road, { kind: 'fill-slot', command: open.frame.intent ?? '', frame: open.frame, slot: 'client', draftId: open.draft.id, tries: 1 });
    say(road, 'ask-slot', {
      kind: 'client',
      slot: 'client',
      word: '',
      example: '',
      reading: null,
      passed: false,
      vague: null,
      words: [],
      draftId: open.draft.id,
    });
  },
  /** 改日期 */
  async redate(road, id) {
    const open = await openDraft(road, id);
    if (!open) return;
    ask(road, { kind: 'correct', command: open.frame.intent ?? '', frame: open.frame, draftId: open.draft.id, tries: 1 });
    say(road, 'ask-slot', {
      kind: 'when',
      slot: 'at',
      word: '',
      example: '',
      reading: null,
      passed: false,
      vague: null,
      words: [],
      draftId: open.draft.id,
    });
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
    const [draftId, value] = splitDraft(id);
    const open = await openDraft(road, draftId);
    const slot = road.session.question?.slot;
    if (!open) return;
    const command = open.frame.intent === null ? undefined : road.deps.commands.get(open.frame.intent);
    const spec =
      command?.slots.find((s) => (slot ? s.name === slot : s.kind === 'word') && s.kind === 'word') ?? command?.slots.find((s) => s.kind === 'word');
    if (!spec || !Object.values(spec.values ?? {}).includes(value)) return say(road, 'card-gone');
    open.frame.args[spec.name] = value;
    open.frame.missing = open.frame.missing.filter((name) => name !== spec.name);
    road.out.change = { kind: 'card-change', after: '已选' };
    await runFrame(road, open.frame, { draftId: open.draft.id });
  },
  /** One of the items offered: `<draft>.<task>`. */
  async item(road, id) {
    const [draftId, taskId] = splitDraft(id);
    const open = await openDraft(road, draftId);
    if (!open) return;
    const task = await road.store.task.find(taskId);
    if (!task || task.ownerId !== road.user.id) return say(road, 'card-gone');
    open.frame.args['items'] = { ids: [task.id] };
    open.frame.missing = open.frame.missing.filter((name) => name !== 'items');
    open.frame.needsConfirm = false;
    road.out.change = { kind: 'card-change', after: '已选' };
    closeQuestion(road);
    await runFrame(road, open.frame, { draftId: open.draft.id });
  },
  /** 不是这件: another one of the list. */
  async other(road, id) {
    const open = await openDraft(road, id);
    const command = open?.frame.intent ? road.deps.commands.get(open.frame.intent) : undefined;
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
    await runFrame(road, open.frame, { draftId: open.draft.id });
  },
  /** 回访 / 督办 / 投诉 / 其他: opens one client for the rest of the day, on the record. */
  async reason(road, id) {
    const [draftId, reason] = splitDraft(id);
    const open = await openDraft(road, draftId);
    const client = open?.frame.args['client'] as { id?: string } | undefined;
    if (!open || !client?.id || !(VIEW_REASONS as readonly string[]).includes(reason)) return say(road, 'card-gone');
    road.session.readGrant = { clientId: client.id, reason, until: road.now.getTime() + 8 * 3_600_000 };
    road.out.change = { kind: 'card-change', after: `原因 ${reason}，已记录` };
    closeQuestion(road);
    await runFrame(road, open.frame, { draftId: open.draft.id });
  },
  /** What was not understood belongs to the record or case that waits: `<its draft>.<the waiting one>`. */
  async join(road, id) {
    const [ownId, waitingId] = splitDraft(id);
    const own = await openDraft(road, ownId);
    const waiting = own && (await openDraft(road, waitingId));
    if (!own || !waiting) return;
    if (!(await addWords(road, waiting.frame, waiting.draft.id, own.draft.text))) return say(road, 'card-gone');
    await road.store.draft.close(own.draft.id, 'stored', road.now);
    road.out.change = { kind: 'card-change', after: '已补进' };
  },
  /** One of the nearest things offered after a miss. */
  async try(road, id) {
    const [draftId, name] = splitDraft(id);
    const open = await openDraft(road, draftId);
    const command = road.deps.commands.get(name);
    if (!open || !command) return say(road, 'card-gone');
    road.out.change = { kind: 'card-change', after: `已选 ${command.label ?? command.aliases[0] ?? ''}` };
    closeQuestion(road);
    const heard = (words: string) => road.deps.understand(words, { store: road.store, user: road.user, session: road.session, now: road.now });
    // Its words with the act named in front are a keyword sentence; where they are of no use to the act, it stands alone.
    const word = command.aliases[0] ?? '';
    const whole = await heard(`${word} ${open.draft.text}`);
    const frame = whole.intent === name ? whole : await heard(word);
    road.out.frame = frame;
    await runFrame(road, { ...frame, text: open.draft.text, needsConfirm: frame.effect === 'write' }, { draftId: open.draft.id });
  },
};
