import { dateAt, formatDayTime } from '../domain/calendar/index.js';
import type { Decision } from '../domain/permission.js';
import type { ClientArg, Frame, Span } from '../domain/intent.js';
import { findActive } from '../domain/manager-relation.js';
import { CLAIMING } from '../domain/role-group.js';
import { ROLE_TITLES } from '../domain/role.js';
import { aboutClient, afterOf, allowedAs, askReason, askTicket, auditDenied, auditedRole, decideOn, rightOf } from './access.js';
import { usageOf, type Command } from './command.js';
import { resolveClient } from './find-client.js';
import { replyButtons } from './reply.js';
import { isAtCounter } from './speaker.js';
import { itemLines, tasksMeant } from './task-acts.js';
import { ask, closeQuestion, fill, say, take, turnOf, type Road } from './road.js';

/** Goes on with what was understood, as far as it can: to the handler, or to the one question that is missing. */
export async function runFrame(road: Road, frame: Frame, options: { confirmed?: boolean; draftId?: string } = {}): Promise<void> {
  const command = frame.intent === null ? undefined : road.deps.commands.get(frame.intent);
  if (!command) return say(road, 'not-yet', { word: frame.text.slice(0, 20), advice: frame.intent === 'suitability' });
  road.out.isPrivate ||= command.group !== 'help';
  road.session.misses = 0;
  road.role = allowedAs(road.user, command);
  if (road.role === undefined) {
    await auditDenied(road, command.name);
    return say(road, 'no-role', { word: command.aliases[0] ?? command.name, who: doersOf(command), refers: hasInstead(road, command) });
  }
  if (road.message.place === 'group' && command.effect === 'write') return say(road, 'group-write');

  const access = await settleClient(road, command, frame, options);
  if (access === 'asked') return;
  road.role = allowedAs(road.user, command, access);
  if (command.defaults) await fillDefaults(road, command, frame, access);
  const missing = missingOf(command, frame);
  if (missing !== undefined) return askFor(road, command, frame, missing, options.draftId);

  if (!options.confirmed && command.effect === 'write' && (frame.needsConfirm || command.alwaysConfirm))
    return confirm(road, command, frame, access, options.draftId);
  const parsed = command.args.safeParse(plainArgs(frame.args));
  if (!parsed.success) return say(road, 'usage', { usage: usageOf(command), example: command.examples[0] ?? '' });
  // A new topic leaves an open question open (design §4).
  if (options.draftId !== undefined && road.session.question?.draftId === options.draftId) closeQuestion(road);
  if (command.effect === 'write' && isAskedAgain(road, command, frame)) closeQuestion(road);
  road.text = frame.text;
  const outcome = await command.handle({ ...turnOf(road, access), saidAt: saidAt(frame, road), args: parsed.data });
  take(road, outcome);
  if (options.draftId) await road.store.draft.close(options.draftId, 'stored', road.now);
  const clientId = clientIdOf(frame);
  if (clientId !== undefined) road.session.lastClientId = clientId;
  await road.store.audit.append({
    at: road.now,
    actor: road.user.id,
    role: auditedRole(road),
    action: command.name,
    ...aboutClient(road, clientId),
    ...afterOf(road, outcome),
    place: road.message.place,
    result: 'ok',
  });
}

/** The act that waited for one more thing was said anew with everything: nobody answers that question any more. */
function isAskedAgain(road: Road, command: Command, frame: Frame): boolean {
  const question = road.session.question;
  if (question?.kind !== 'fill-slot' || question.command !== command.name) return false;
  const [waiting, now] = [question.frame && clientIdOf(question.frame), clientIdOf(frame)];
  return waiting === undefined || waiting === now;
}

/** Who was meant was looked up exactly: an act that only its own word names needs no tap for that. */
function nothingGuessed(command: Command, frame: Frame): void {
  if (command.cues) return;
  frame.needsConfirm = command.alwaysConfirm === true || frame.spans.some((s) => s.kind !== 'client' && s.guessed === true);
}

/**
 * Settles who is meant by the argument `client` and whether this person may: one client stays in the frame, several become
 * a choice, none says so in the same words whether he does not exist or belongs to somebody else.
 */
async function settleClient(road: Road, command: Command, frame: Frame, options: { draftId?: string }): Promise<Decision | null | 'asked'> {
  const slot = command.slots.find((s) => s.kind === 'client');
  const arg = slot && (frame.args[slot.name] as ClientArg | undefined);
  if (!slot || arg === undefined || arg === null) return null;
  const action = rightOf(command);
  const found = await resolveClient(road, arg, command, action);
  if (found.hits.length === 0) {
    if (!slot.required && command.effect === 'write') {
      // A case or a referral may be about somebody who is no client of ours: the words stay in the text.
      delete frame.args[slot.name];
      nothingGuessed(command, frame);
      return null;
    }
    await road.store.audit.append({
      at: road.now,
      actor: road.user.id,
      role: auditedRole(road),
      action: `${command.name}.search`,
      after: { hits: 0 },
      place: road.message.place,
      result: 'ok',
    });
    return notFound(road, command, frame, slot.name, found.text, found.similar, options.draftId);
  }
  if (found.hits.length > 1) return chooseClient(road, command, frame, slot.name, found.text, found.hits, options.draftId);
  const hit = found.hits[0]!;
  frame.args[slot.name] = { id: hit.id, name: hit.name, by: found.by, ...(found.guessed ? { guessed: true } : {}) };
  if (!('id' in arg) && arg.candidates.length === 0 && found.guessed !== true) nothingGuessed(command, frame);
  const decision = await decideOn(road, action, hit.id);
  if (decision.allowed) return decision;
  if (decision.needs === 'reason') return askReason(road, command, frame, hit, options.draftId);
  if (decision.needs === 'ticket') return askTicket(road, command, frame, options.draftId);
  await auditDenied(road, command.name, hit.id);
  // A name he did not say himself, of somebody he no longer sees or never saw, is not told.
  if (!frame.text.includes(found.text)) {
    say(road, 'errors/client-not-found', {});
    return 'asked';
  }
  // Whom he may see is no secret to him: then it is the act that is not his.
  if ((await decideOn(road, 'client.find', hit.id)).allowed) {
    say(road, 'no-right', { name: hit.name, word: command.aliases[0] ?? command.name, standIn: await standInOf(road, hit.id) });
    return 'asked';
  }
  return notFound(road, command, frame, slot.name, found.text, [], options.draftId);
}

const hasInstead = (road: Road, refused: Command): boolean =>
  [...road.deps.commands.values()].some((command) => command.insteadOf?.(refused, road.user) === true);

/** Whose work it is, where it is that of a few: a person is told whom to ask. */
export const doersOf = (command: Pick<Command, 'roles'>): string | null =>
  command.roles.length <= MOST_DOERS ? command.roles.map((role) => ROLE_TITLES[role]).join('、') : null;
const MOST_DOERS = 3;

/** Who stands in for the speaker with this client today; null = nobody. */
async function standInOf(road: Road, clientId: string): Promise<string | null> {
  const today = dateAt(road.now);
  const acting = findActive(await road.store.managerRelation.listForClient(clientId), 'acting', today);
  if (acting?.forUserId !== road.user.id) return null;
  return (await road.store.staff.listNames([acting.userId])).get(acting.userId) ?? acting.userId;
}

/** How the speaker reaches clients, for the words of a miss: his own, a team or branch, or the counter's numbers only. */
function reachOf(road: Road): 'own' | 'scope' | 'desk' {
  const roles = road.user.roles.map((held) => held.role);
  if (roles.some((role) => role === 'relationshipManager' || role === 'wealthAdviser' || role === 'rmAssistant')) return 'own';
  return isAtCounter(road.user) ? 'desk' : 'scope';
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
    ask(road, {
      kind: 'choose-client',
      command: command.name,
      frame,
      slot,
      draftId: draft.id,
      options: [...options, { key: `drop:${draft.id}`, text: '都不是' }],
    });
    say(road, 'nothing-found', { text, people: people.map((p, i) => ({ ...p, n: i + 1, tail: p.mobileTail })), draftId: draft.id });
    return 'asked';
  }
  const reach = reachOf(road);
  if (command.unknownClient && reach === 'desk' && road.message.place === 'private') {
    const { verb, text: label } = command.unknownClient;
    const button = { key: `${verb}:${draft.id}`, text: label };
    ask(road, { kind: 'fill-slot', command: command.name, frame, slot, draftId: draft.id, tries: 1, options: [button] });
    say(road, 'client-not-here', { text, key: button.key, label, draftId: draft.id });
    return 'asked';
  }
  ask(road, { kind: 'fill-slot', command: command.name, frame, slot, draftId: draft.id, tries: 1 });
  say(road, 'client-not-found', {
    text,
    reach,
    canCreate: command.offersNew === true && road.user.roles.some((held) => CLAIMING.includes(held.role)),
  });
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
  ask(road, {
    kind: 'choose-client',
    command: command.name,
    frame,
    slot,
    draftId: draft.id,
    options: replyButtons(reply).map(({ key, text: label }) => ({ key, text: label })),
  });
  road.out.replies.push(reply);
  await road.store.audit.append({
    at: road.now,
    actor: road.user.id,
    role: auditedRole(road),
    action: `${command.name}.search`,
    after: { hits: hits.length },
    place: road.message.place,
    result: 'ok',
  });
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
  const passed = slot === 'at' ? command.passedTime?.(asked, road.now) : undefined;
  const frame = passed ? { ...asked, args: { ...asked.args, at: { ...passed.offer, vague: true }, text: passed.text } } : asked;
  const spec = command.slots.find((s) => s.name === slot);
  const draft = draftId ? { id: draftId } : await road.store.draft.add(road.user.id, frame.text, frame, road.now);
  if (spec?.kind === 'items' && (await askItem(road, command, frame, slot, draft.id))) return;
  const value = frame.args[slot] as { date?: string; time?: string; vague?: boolean } | undefined;
  const reading = value?.vague === true && value.date !== undefined ? { date: value.date, time: value.time ?? null } : null;
  const vague = frame.spans.find((s) => (s.value as { vague?: boolean } | null)?.vague === true);
  const words =
    spec?.kind === 'word'
      ? [
          ...new Map(
            Object.entries(spec.values ?? {})
              .reverse()
              .map(([word, v]) => [v, word]),
          ),
        ]
          .reverse()
          .slice(0, 5)
          .map(([v, word]) => ({ key: `fill:${draft.id}.${v}`, text: word }))
      : [];
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
}

const MOST_OFFERED = 4;

/** Which of the list is meant: those the words fit, else the next ones due, as buttons. False: the list is empty. */
export async function askItem(road: Road, command: Command, frame: Frame, slot: string, draftId: string): Promise<boolean> {
  const turn = { ...turnOf(road), text: frame.text };
  const fit = (await tasksMeant(turn, frame.args['client'] as { id?: string; name?: string } | undefined)).slice(0, MOST_OFFERED);
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

/** Shows what would be stored and waits for a tap; the sentence is kept as a draft until then. */
async function confirm(road: Road, command: Command, frame: Frame, access: Decision | null, draftId?: string): Promise<void> {
  const draft = draftId ? { id: draftId } : await road.store.draft.add(road.user.id, frame.text, frame, road.now);
  if (draftId) await road.store.draft.setFrame(draftId, frame, road.now);
  const parsed = command.args.safeParse(plainArgs(frame.args));
  if (!parsed.success) return say(road, 'usage', { usage: usageOf(command), example: command.examples[0] ?? '' });
  road.text = frame.text;
  const several = command.several?.(parsed.data, road.now);
  const reply = command.confirm
    ? await command.confirm({ ...turnOf(road, access), saidAt: saidAt(frame, road), args: parsed.data, draftId: draft.id })
    : fill(road, 'confirm', {
        word: command.aliases[0] ?? command.name,
        quote: frame.text.slice(0, 80),
        draftId: draft.id,
        hasClient: frame.args['client'] !== undefined && frame.args['client'] !== null,
        hasDate: several === undefined && frame.spans.some(isWhen),
        rows: several?.slice(0, MOST_ROWS) ?? confirmRows(frame, road.now),
      });
  ask(road, {
    kind: 'confirm',
    command: command.name,
    frame,
    draftId: draft.id,
    options: replyButtons(reply).map(({ key, text }) => ({ key, text })),
  });
  const clientId = clientIdOf(frame);
  if (clientId !== undefined) {
    road.session.lastClientId = clientId;
    await road.store.audit.append({
      at: road.now,
      actor: road.user.id,
      role: auditedRole(road),
      action: `${command.name}.confirm`,
      ...aboutClient(road, clientId),
      place: road.message.place,
      result: 'ok',
    });
  }
  road.out.replies.push(reply);
}

/** What a card has room for. */
const MOST_ROWS = 6;

const isWhen = (span: Span): boolean => span.kind === 'date' || span.kind === 'time';

function confirmRows(frame: Frame, now: Date): { key: string; value: string }[] {
  const client = frame.args['client'] as { name?: string; guessed?: boolean } | undefined;
  const rows = client?.name ? [{ key: '客户', value: client.guessed ? `${client.name}（猜）` : client.name }] : [];
  for (const span of frame.spans.filter(isWhen)) {
    const read = span.value as { date?: string; time?: string; vague?: boolean } | null;
    rows.push({ key: '时间', value: read?.date && !read.vague ? formatDayTime(read.date, read.time, now) : span.text });
  }
  return rows.slice(0, 5);
}

/** The instant of the message that the frame came from; it may have waited for a tap since. */
function saidAt(frame: Frame, road: Road): Date {
  const said = new Date(frame.now);
  return said < road.now ? said : road.now;
}

function clientIdOf(frame: Frame): string | undefined {
  const client = frame.args['client'] as { id?: string } | undefined;
  return client?.id;
}

/** Without the keys that say nothing, so that zod's `.optional()` holds. */
function plainArgs(args: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null && value !== undefined));
}
