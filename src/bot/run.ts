import { addDays, dateAt, formatMoment, instantAt } from '../domain/calendar/index.js';
import { decide, VIEW_REASONS, type Action, type Decision } from '../domain/permission.js';
import type { ClientArg, Frame } from '../domain/intent.js';
import { usageOf, type Command } from './command.js';
import { resolveClient } from './find-client.js';
import { replyButtons } from './reply.js';
import { ask, closeQuestion, fill, say, take, turnOf, type Road } from './road.js';

/** Goes on with what was understood, as far as it can: to the handler, or to the one question that is missing. */
export async function runFrame(road: Road, frame: Frame, options: { confirmed?: boolean; draftId?: string } = {}): Promise<void> {
  const command = frame.intent === null ? undefined : road.deps.commands.get(frame.intent);
  if (!command) return say(road, 'not-yet', { word: frame.text.slice(0, 20) });
  road.out.isPrivate ||= command.group !== 'help';
  road.session.misses = 0;
  if (!command.roles.some((role) => road.user.roles.some((held) => held.role === role))) {
    await road.store.audit.append({ at: road.now, actor: road.user.id, action: command.name, place: placeOf(road), result: 'denied' });
    return say(road, 'no-role', { word: command.aliases[0] ?? command.name });
  }
  if (road.message.place === 'group' && command.effect === 'write') return say(road, 'group-write');

  const access = await settleClient(road, command, frame, options);
  if (access === 'asked') return;
  if (command.defaults) await fillDefaults(road, command, frame, access);
  const missing = missingOf(command, frame);
  if (missing !== undefined) return askFor(road, command, frame, missing, options.draftId);

  if (!options.confirmed && command.effect === 'write' && (frame.needsConfirm || command.alwaysConfirm)) return confirm(road, command, frame, access, options.draftId);
  const parsed = command.args.safeParse(plainArgs(frame.args));
  if (!parsed.success) return say(road, 'usage', { usage: usageOf(command), example: command.examples[0] ?? '' });
  // A new topic leaves an open question open (design §4).
  if (options.draftId !== undefined && road.session.question?.draftId === options.draftId) closeQuestion(road);
  road.text = frame.text;
  take(road, await command.handle({ ...turnOf(road, access), saidAt: saidAt(frame, road), args: parsed.data }));
  if (options.draftId) await road.store.draft.close(options.draftId, 'stored', road.now);
  const clientId = clientIdOf(frame);
  if (clientId !== undefined) road.session.lastClientId = clientId;
  await road.store.audit.append({
    at: road.now,
    actor: road.user.id,
    role: road.user.roles[0]?.role,
    action: command.name,
    ...(clientId === undefined ? {} : { objectType: 'client', objectId: clientId, clientId }),
    ...(road.session.readGrant && clientId === road.session.readGrant.clientId ? { purpose: road.session.readGrant.reason } : {}),
    ...(road.out.stored.length > 0 ? { after: JSON.stringify(road.out.stored) } : {}),
    place: placeOf(road),
    result: 'ok',
  });
}

/**
 * Settles who is meant by the argument `client` and whether this person may: one client stays in the frame, several become
 * a choice, none says so in the same words whether he does not exist or belongs to somebody else.
 */
async function settleClient(road: Road, command: Command, frame: Frame, options: { draftId?: string }): Promise<Decision | null | 'asked'> {
  const slot = command.slots.find((s) => s.kind === 'client');
  const arg = slot && (frame.args[slot.name] as ClientArg | undefined);
  if (!slot || arg === undefined || arg === null) return null;
  const action: Action = command.action ?? (command.effect === 'read' ? 'client.view' : 'contact.write');
  const found = await resolveClient(road, arg, command, action);
  if (found.hits.length === 0) {
    if (!slot.required && command.effect === 'write') {
      // A case may be about somebody who is no client of ours: the words stay in the text.
      delete frame.args[slot.name];
      return null;
    }
    await road.store.audit.append({ at: road.now, actor: road.user.id, action: `${command.name}.search`, after: JSON.stringify({ hits: 0 }), place: placeOf(road), result: 'ok' });
    return notFound(road, command, frame, slot.name, found.text, found.similar, options.draftId);
  }
  if (found.hits.length > 1) return chooseClient(road, command, frame, slot.name, found.text, found.hits, options.draftId);
  const hit = found.hits[0]!;
  frame.args[slot.name] = { id: hit.id, name: hit.name, by: found.by, ...(found.guessed ? { guessed: true } : {}) };
  const subject = await road.store.client.getSubject(hit.id);
  const grant = road.session.readGrant;
  const reason = grant && grant.clientId === hit.id && grant.until > road.now.getTime() ? { viewReason: grant.reason as (typeof VIEW_REASONS)[number] } : {};
  const decision = decide({ userId: road.user.id, roles: road.user.roles, assistsUserIds: road.user.assistsUserIds ?? [] }, action, subject, road.now, reason);
  if (decision.allowed) return decision;
  if (decision.needs === 'reason') {
    const draft = options.draftId ? { id: options.draftId } : await road.store.draft.add(road.user.id, frame.text, frame, road.now);
    const buttons = VIEW_REASONS.map((word) => ({ key: `reason:${draft.id}.${word}`, text: word }));
    ask(road, { kind: 'reason', command: command.name, frame, draftId: draft.id, options: buttons });
    say(road, 'ask-reason', { name: hit.name, buttons });
    return 'asked';
  }
  await road.store.audit.append({ at: road.now, actor: road.user.id, action: command.name, clientId: hit.id, place: placeOf(road), result: 'denied' });
  return notFound(road, command, frame, slot.name, found.text, [], options.draftId);
}

async function notFound(
  road: Road,
  command: Command,
  frame: Frame,
  slot: string,
  text: string,
  similar: { id: string; name: string }[],
  draftId?: string,
): Promise<'asked'> {
  const draft = draftId ? { id: draftId, no: '' } : await road.store.draft.add(road.user.id, frame.text, frame, road.now);
  if (similar.length > 0) {
    const people = await road.store.clientSearch.summaries(similar.slice(0, 4).map((s) => s.id));
    const options = people.map((p, i) => ({ key: `who:${draft.id}.${p.id}`, text: `${i + 1} ${p.name}` }));
    ask(road, { kind: 'choose-client', command: command.name, frame, slot, draftId: draft.id, options: [...options, { key: `drop:${draft.id}`, text: '都不是' }] });
    say(road, 'nothing-found', { text, people: people.map((p, i) => ({ ...p, n: i + 1, tail: p.mobileTail })), draftId: draft.id });
    return 'asked';
  }
  ask(road, { kind: 'fill-slot', command: command.name, frame, slot, draftId: draft.id, tries: 1 });
  say(road, 'client-not-found', { text, canCreate: command.name === 'client' && road.user.roles.some((r) => r.role === 'relationshipManager' || r.role === 'wealthAdviser') });
  return 'asked';
}

/** Several people fit: at most five of them as buttons, with what tells them apart. */
async function chooseClient(
  road: Road,
  command: Command,
  frame: Frame,
  slot: string,
  text: string,
  hits: { id: string; name: string }[],
  draftId?: string,
): Promise<'asked'> {
  const draft = draftId ? { id: draftId } : await road.store.draft.add(road.user.id, frame.text, frame, road.now);
  const people = (await road.store.clientSearch.summaries(hits.slice(0, 5).map((h) => h.id))).map((p, i) => ({ ...p, n: i + 1, tail: p.mobileTail }));
  const oneName = new Set(people.map((p) => p.name)).size === 1;
  const reply = fill(road, 'choose-client', {
    text,
    total: hits.length,
    shown: people.length,
    oneName,
    people,
    draftId: draft.id,
    effect: command.effect,
    quote: command.effect === 'write' ? frame.text.slice(0, 20) : null,
  });
  ask(road, { kind: 'choose-client', command: command.name, frame, slot, draftId: draft.id, options: replyButtons(reply).map(({ key, text: label }) => ({ key, text: label })) });
  road.out.replies.push(reply);
  await road.store.audit.append({ at: road.now, actor: road.user.id, action: `${command.name}.search`, after: JSON.stringify({ hits: hits.length }), place: placeOf(road), result: 'ok' });
  return 'asked';
}

async function fillDefaults(road: Road, command: Command, frame: Frame, access: Decision | null): Promise<void> {
  const known = await command.defaults!({ ...turnOf(road, access), text: frame.text, args: plainArgs(frame.args) });
  for (const [name, value] of Object.entries(known)) {
    if (frame.args[name] !== undefined && frame.args[name] !== null && frame.args[name] !== '') continue;
    frame.args[name] = value;
    frame.missing = frame.missing.filter((one) => one !== name);
  }
}

/** The first required argument that is not there; a time that the words do not settle counts as missing. */
function missingOf(command: Command, frame: Frame): string | undefined {
  for (const slot of command.slots) {
    const value = frame.args[slot.name];
    const absent = value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0 && slot.required);
    if (slot.required && absent) return slot.name;
  }
  return frame.missing.find((name) => command.slots.some((slot) => slot.name === name) || name.includes('.'));
}

/** Asks the one thing that is missing; the sentence waits as a draft. */
async function askFor(road: Road, command: Command, asked: Frame, slot: string, draftId?: string): Promise<void> {
  const passed = slot === 'at' && command.name === 'reminder' ? passedTime(asked, road.now) : undefined;
  const frame = passed ? { ...asked, args: { ...asked.args, at: { ...passed.offer, vague: true }, text: passed.text } } : asked;
  const draft = draftId ? { id: draftId } : await road.store.draft.add(road.user.id, frame.text, frame, road.now);
  const spec = command.slots.find((s) => s.name === slot);
  const value = frame.args[slot] as { date?: string; time?: string; vague?: boolean } | undefined;
  const reading = value?.vague === true && value.date !== undefined ? { date: value.date, time: value.time ?? null } : null;
  const vague = frame.spans.find((s) => (s.value as { vague?: boolean } | null)?.vague === true);
  const words = spec?.kind === 'word' ? [...new Map(Object.entries(spec.values ?? {}).map(([word, v]) => [v, word]))].slice(0, 5).map(([v, word]) => ({ key: `fill:${draft.id}.${v}`, text: word })) : [];
  const reply = fill(road, 'ask-slot', {
    kind: spec?.kind ?? (slot.startsWith('promises') ? 'when' : 'text'),
    slot,
    word: command.aliases[0] ?? command.name,
    example: command.examples[0] ?? '',
    reading,
    passed: passed !== undefined,
    vague: passed?.words ?? vague?.text ?? null,
    words,
    draftId: draft.id,
  });
  ask(road, { kind: 'fill-slot', command: command.name, frame, slot, draftId: draft.id, tries: 1, options: replyButtons(reply).map(({ key, text }) => ({ key, text })) });
  road.out.replies.push(reply);
}

/** A reminder told for a time that has passed: what was said, the same time on the next day it can be, and the words without it. */
function passedTime(frame: Frame, now: Date): { words: string; offer: { date: string; time: string }; text: string } | undefined {
  const span = frame.spans.find((s) => s.kind === 'time' || s.kind === 'date');
  const value = span?.value as { date?: string; time?: string; vague?: boolean } | undefined;
  if (!span || !value?.date || !value.time || value.vague || frame.args['at'] !== undefined || instantAt(value.date, value.time) > now) return undefined;
  const today = dateAt(now);
  const date = instantAt(today, value.time) > now ? today : addDays(today, 1);
  const text = String(frame.args['text'] ?? '').replace(span.text, '').trim();
  return { words: formatMoment(instantAt(value.date, value.time), now), offer: { date, time: value.time }, text };
}

/** Shows what would be stored and waits for a tap; the sentence is kept as a draft until then. */
async function confirm(road: Road, command: Command, frame: Frame, access: Decision | null, draftId?: string): Promise<void> {
  const draft = draftId ? { id: draftId } : await road.store.draft.add(road.user.id, frame.text, frame, road.now);
  if (draftId) await road.store.draft.setFrame(draftId, frame, road.now);
  const parsed = command.args.safeParse(plainArgs(frame.args));
  if (!parsed.success) return say(road, 'usage', { usage: usageOf(command), example: command.examples[0] ?? '' });
  road.text = frame.text;
  const reply = command.confirm
    ? await command.confirm({ ...turnOf(road, access), saidAt: saidAt(frame, road), args: parsed.data, draftId: draft.id })
    : fill(road, 'confirm', { word: command.aliases[0] ?? command.name, quote: frame.text.slice(0, 80), draftId: draft.id, rows: confirmRows(frame) });
  ask(road, { kind: 'confirm', command: command.name, frame, draftId: draft.id, options: replyButtons(reply).map(({ key, text }) => ({ key, text })) });
  const clientId = clientIdOf(frame);
  if (clientId !== undefined) road.session.lastClientId = clientId;
  road.out.replies.push(reply);
}

function confirmRows(frame: Frame): { key: string; value: string }[] {
  const client = frame.args['client'] as { name?: string; guessed?: boolean } | undefined;
  const rows = client?.name ? [{ key: '客户', value: client.guessed ? `${client.name}（猜）` : client.name }] : [];
  for (const span of frame.spans) if (span.kind === 'date' || span.kind === 'time') rows.push({ key: '时间', value: span.text });
  return rows.slice(0, 5);
}

/** The instant of the message that the frame came from; it may have waited for a tap since. */
function saidAt(frame: Frame, road: Road): Date {
  const said = new Date(frame.now);
  return said < road.now ? said : road.now;
}

const placeOf = (road: Road): 'private' | 'group' => road.message.place;

function clientIdOf(frame: Frame): string | undefined {
  const client = frame.args['client'] as { id?: string } | undefined;
  return client?.id;
}

/** Without the keys that say nothing, so that zod's `.optional()` holds. */
function plainArgs(args: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null && value !== undefined));
}

/** A tap: `<verb>:<id>`. The verbs of open questions are here, all others belong to commands. */
export async function runTap(road: Road, key: string, selected: Record<string, string[]>, taskId: string): Promise<void> {
  const cut = key.indexOf(':');
  const verb = cut < 0 ? key : key.slice(0, cut);
  const id = cut < 0 ? '' : key.slice(cut + 1);
  road.out.isPrivate = true;
  if (verb === 'closed') return; // a greyed card on the aibot: there is nothing to say
  const own = QUESTION_TAPS[verb];
  if (own) return own(road, id);
  if (verb === 'say') return runWords(road, id);
  if (verb === 'open') return say(road, 'open-link', { href: id });
  for (const command of road.deps.commands.values()) {
    const handler = command.taps?.[verb];
    if (!handler) continue;
    if (!command.roles.some((role) => road.user.roles.some((held) => held.role === role))) return say(road, 'no-role', { word: command.aliases[0] ?? command.name });
    const outcome = await handler({ ...turnOf(road), tap: { id, selected, taskId } });
    take(road, outcome);
    const clientId = 'session' in outcome ? outcome.session?.lastClientId : undefined;
    await road.store.audit.append({
      at: road.now, actor: road.user.id, role: road.user.roles[0]?.role, action: `${command.name}.${verb}`, objectId: id.slice(0, 60), ...(clientId ? { clientId } : {}),
      ...(road.out.stored.length > 0 ? { after: JSON.stringify(road.out.stored) } : {}), place: placeOf(road), result: 'ok',
    });
    return;
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
    if (!open || !command?.slots.some((s) => s.name === slot && s.kind === 'word')) return open ? say(road, 'card-gone') : undefined;
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
    road.out.change = { kind: 'card-change', after: `没有记 ${clock(road)}` };
    say(road, 'dropped', { draftNo: open.draft.no });
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
    open.frame.args[slot.name] = { id: person.id, name: person.name, by: 'chosen' };
    open.frame.missing = open.frame.missing.filter((name) => name !== slot.name);
    // Chosen by hand is not guessed: only another doubt, or an act that always asks, still needs a tap. Of the act itself
    // there is doubt when other acts stood beside it; the confidence is low merely because the client was open.
    open.frame.needsConfirm = command.alwaysConfirm === true || open.frame.spans.some((s) => s.kind !== 'client' && s.guessed === true) || open.frame.alternatives.length > 0;
    road.out.change = { kind: 'card-change', after: `已选 ${person.mobileTail ? `尾号${person.mobileTail}` : person.name}` };
    closeQuestion(road);
    await runFrame(road, open.frame, { draftId: open.draft.id });
  },
  /** 换客户: asks for the name. */
  async swap(road, id) {
    const open = await openDraft(road, id);
    if (!open) return;
    ask(road, { kind: 'fill-slot', command: open.frame.intent ?? '', frame: open.frame, slot: 'client', draftId: open.draft.id, tries: 1 });
    say(road, 'ask-slot', { kind: 'client', slot: 'client', word: '', example: '', reading: null, passed: false, vague: null, words: [], draftId: open.draft.id });
  },
  /** 改日期 */
  async redate(road, id) {
    const open = await openDraft(road, id);
    if (!open) return;
    ask(road, { kind: 'correct', command: open.frame.intent ?? '', frame: open.frame, draftId: open.draft.id, tries: 1 });
    say(road, 'ask-slot', { kind: 'when', slot: 'at', word: '', example: '', reading: null, passed: false, vague: null, words: [], draftId: open.draft.id });
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
    const spec = command?.slots.find((s) => (slot ? s.name === slot : s.kind === 'word') && s.kind === 'word') ?? command?.slots.find((s) => s.kind === 'word');
    if (!spec) return say(road, 'card-gone');
    open.frame.args[spec.name] = value;
    open.frame.missing = open.frame.missing.filter((name) => name !== spec.name);
    road.out.change = { kind: 'card-change', after: '已选' };
    await runFrame(road, open.frame, { draftId: open.draft.id });
  },
  /** 是: the date that was offered is meant. */
  async yes(road, id) {
    const open = await openDraft(road, id);
    if (!open) return;
    for (const value of [open.frame.args, ...((open.frame.args['promises'] as Record<string, unknown>[] | undefined) ?? [])])
      for (const inner of Object.values(value)) if (inner !== null && typeof inner === 'object' && (inner as { vague?: boolean }).vague) delete (inner as { vague?: boolean }).vague;
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
  /** One of the nearest things offered after a miss. */
  async try(road, id) {
    const [draftId, name] = splitDraft(id);
    const open = await openDraft(road, draftId);
    const command = road.deps.commands.get(name);
    if (!open || !command) return say(road, 'card-gone');
    road.out.change = { kind: 'card-change', after: `已选 ${command.label ?? command.aliases[0] ?? ''}` };
    closeQuestion(road);
    // Its words with the act named in front are a keyword sentence.
    const words = `${command.aliases[0] ?? ''} ${open.draft.text}`;
    const frame = await road.deps.understand(words, { store: road.store, user: road.user, session: road.session, now: road.now });
    road.out.frame = frame;
    await runFrame(road, { ...frame, text: open.draft.text, needsConfirm: frame.effect === 'write' }, { draftId: open.draft.id });
  },
};

/** The verbs that belong to open questions; no command may take one of them. */
export const questionVerbs: readonly string[] = [...Object.keys(QUESTION_TAPS), 'say', 'open', 'closed'];
