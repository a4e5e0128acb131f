import { dateAt } from '../domain/calendar/index.js';
import type { Decision } from '../domain/permission.js';
import type { ClientArg, Frame } from '../domain/intent.js';
import { findActive } from '../domain/manager-relation.js';
import { CLAIMING } from '../domain/role-group.js';
import { askReason, askTicket, auditDenied, auditedRole, decideOn, rightOf } from './access.js';
import type { Command } from './command.js';
import { resolveClient } from './find-client.js';
import { replyButtons, type Reply } from './reply.js';
import { isAtCounter } from './speaker.js';
import { ask, fill, say, type Road } from './road.js';

/** Who was meant was looked up exactly: an act that only its own word names needs no tap for that. */
function nothingGuessed(command: Command, frame: Frame): void {
  if (command.cues) return;
  frame.needsConfirm = command.alwaysConfirm === true || frame.spans.some((s) => s.kind !== 'client' && s.guessed === true);
}

/**
 * Settles who is meant by the argument `client` and whether this person may: one client stays in the frame, several become
 * a choice, none says so in the same words whether he does not exist or belongs to somebody else.
 */
export async function settleClient(road: Road, command: Command, frame: Frame, options: { draftId?: string }): Promise<Decision | null | 'asked'> {
  const slot = command.slots.find((s) => s.kind === 'client');
  const arg = slot && (frame.args[slot.name] as ClientArg | undefined);
  if (!slot || arg === undefined || arg === null) return null;
  const action = rightOf(command);
  const found = await resolveClient(road, arg, command);
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
    const people = await peopleShown(road, similar.slice(0, 4));
    askWhich(road, command, frame, slot, draft.id, fill(road, 'nothing-found', { text, people, draftId: draft.id }));
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

/** Numbered, with what tells namesakes apart. */
const peopleShown = async (road: Road, found: readonly { id: string }[]) =>
  (await road.store.clientSearch.summaries(found.map(({ id }) => id))).map((p, i) => ({ ...p, n: i + 1, tail: p.mobileTail }));

/** Leaves open which of the people on a card is meant: its buttons are the answers. */
function askWhich(road: Road, command: Command, frame: Frame, slot: string, draftId: string, card: Reply): void {
  const options = replyButtons(card).map(({ key, text: label }) => ({ key, text: label }));
  ask(road, { kind: 'choose-client', command: command.name, frame, slot, draftId, options });
  road.out.replies.push(card);
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
  const people = await peopleShown(road, hits.slice(0, 5));
  const oneName = new Set(people.map((p) => p.name)).size === 1;
  const reply = fill(road, 'choose-client', {
    text,
    total: hits.length,
    shown: people.length,
    oneName,
    // Nobody is called so: these sound like it.
    isNear: (frame.args[slot] as { by?: string } | undefined)?.by === 'fuzzy',
    people,
    draftId: draft.id,
    effect: command.effect,
    quote: command.effect === 'write' ? frame.text.slice(0, 20) : null,
  });
  askWhich(road, command, frame, slot, draft.id, reply);
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
