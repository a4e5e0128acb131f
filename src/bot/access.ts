import { HOUR_MS } from '../domain/calendar/index.js';
import { decide, VIEW_REASONS, type Action, type Claim, type Decision } from '../domain/permission.js';
import { present } from '../domain/masking.js';
import type { Role } from '../domain/role.js';
import type { Frame } from '../domain/intent.js';
import type { AuditEntry } from '../store/audit.js';
import type { ReadGrant } from '../store/session.js';
import type { Command, Outcome } from './command.js';
import type { Reply } from './reply.js';
import { ask, say, type Road } from './road.js';
import type { Speaker } from './speaker.js';

/** Who may see whom, asked at the moment of every read, and what of it the audit keeps. Source: domain §19, §21. */

/** The client an audit row is about, and the reason given for looking at him. */
export function aboutClient(road: Road, clientId: string | undefined): Partial<AuditEntry> {
  return clientId === undefined ? {} : { objectType: 'client', objectId: clientId, clientId, ...purposeOf(road, clientId) };
}

export function purposeOf({ session: { readGrant } }: Road, clientId: string | undefined): Partial<AuditEntry> {
  return readGrant && readGrant.clientId === clientId ? { purpose: readGrant.reason } : {};
}

/** What this act stored, or how many a list found; what another of the same sentence stored stands in its own row. */
export function afterOf(outcome: Reply | Outcome): Partial<AuditEntry> {
  if (!('replies' in outcome)) return {};
  if (outcome.stored && outcome.stored.length > 0) return { after: outcome.stored };
  return outcome.hits === undefined ? {} : { after: { hits: outcome.hits } };
}

/** Of somebody's roles the one an act is open to: what the decision on its client rests on, else the first the command is for. */
export const allowedAs = (user: Speaker, command: Pick<Command, 'roles'>, access: Decision | null = null): Role | undefined =>
  access?.role ?? user.roles.find((held) => command.roles.includes(held.role))?.role;

/** What the audit names: the role an act is allowed under; for one refused outright, the first of his. */
export const auditedRole = (road: Road): Role | undefined => road.role ?? road.user.roles[0]?.role;

export const rightOf = (command: Command): Action => command.action ?? (command.effect === 'read' ? 'client.view' : 'contact.write');

/** At this moment, with the reason given today if there is one. */
export async function decideOn(road: Road, action: Action, clientId: string): Promise<Decision> {
  const subject = await road.store.client.getSubject(clientId);
  const grant = road.session.readGrant;
  return decide(
    { userId: road.user.id, roles: road.user.roles, assistsUserIds: road.user.assistsUserIds ?? [] },
    action,
    subject,
    road.now,
    claimFrom(grant, clientId, road.now),
  );
}

/** What stands before a ticket's number in a reason given. */
const TICKET = '工单';

/** What was said for looking at this client today: a reason, or a ticket. */
export function claimFrom(grant: ReadGrant | null, clientId: string, now: Date): Claim {
  if (!grant || grant.clientId !== clientId || grant.until <= now.getTime()) return {};
  return grant.reason.startsWith(TICKET)
    ? { ticket: grant.reason.slice(TICKET.length).trim() }
    : { viewReason: grant.reason as (typeof VIEW_REASONS)[number] };
}

/** Compliance reads with a ticket's number, which stays on record. */
export async function askTicket(road: Road, command: Command, frame: Frame, draftId?: string): Promise<'asked'> {
  const draft = draftId ? { id: draftId } : await road.store.draft.add(road.user.id, frame.text, frame, road.now);
  ask(road, { kind: 'ticket', command: command.name, frame, draftId: draft.id });
  say(road, 'ask-ticket', {});
  return 'asked';
}

/** The number in an answer to 「工单号是多少」; undefined = none. */
export const ticketIn = (typed: string): string | undefined =>
  /^(?:工单号?)?[\s：:是]*([A-Za-z]{0,8}[-_]?\d[\w-]{2,30})$/u.exec(typed.normalize('NFKC').trim())?.[1];

/** Opens one client for the rest of the day, on the record. */
export const readGrantFor = (clientId: string, reason: string, now: Date): ReadGrant => ({
  clientId,
  reason,
  until: now.getTime() + GRANT_HOURS * HOUR_MS,
});
export const ticketGrant = (clientId: string, ticket: string, now: Date): ReadGrant => readGrantFor(clientId, `${TICKET} ${ticket}`, now);
const GRANT_HOURS = 8;

/** 回访, 督办, 投诉 or 其他 first. A name he did not say himself stays masked until then. */
export async function askReason(road: Road, command: Command, frame: Frame, { name }: { name: string }, draftId?: string): Promise<'asked'> {
  const draft = draftId ? { id: draftId } : await road.store.draft.add(road.user.id, frame.text, frame, road.now);
  const buttons = VIEW_REASONS.map((word) => ({ key: `reason:${draft.id}.${word}`, text: word }));
  ask(road, { kind: 'reason', command: command.name, frame, draftId: draft.id, options: buttons });
  say(road, 'ask-reason', { name: frame.text.includes(name) ? name : present(name, 'name', { full: [] }, 'private'), buttons });
  return 'asked';
}

export const auditDenied = (road: Road, action: string, clientId?: string): Promise<unknown> =>
  road.store.audit.append({
    at: road.now,
    actor: road.user.id,
    role: auditedRole(road),
    action,
    ...aboutClient(road, clientId),
    place: road.message.place,
    result: 'denied',
  });

/** The client a tapped key names, settled like one named in words; false when this tap ends here. */
export async function settleTapped(road: Road, command: Command, verb: string, clientId: string, action: Action): Promise<Decision | false> {
  const client = await road.store.client.findRow(clientId);
  if (client) {
    const decision = await decideOn(road, action, clientId);
    if (decision.allowed) {
      road.role = allowedAs(road.user, command, decision);
      return decision;
    }
    if (decision.needs === 'reason' || decision.needs === 'ticket') {
      const frame: Frame = {
        text: command.aliases[0] ?? '',
        now: road.now.toISOString(),
        intent: command.name,
        effect: command.effect,
        needsConfirm: false,
        confidence: 1,
        args: { client: { id: clientId, name: client.name, by: 'chosen' } },
        missing: [],
        spans: [],
        alternatives: [],
        reasons: [],
      };
      await (decision.needs === 'ticket' ? askTicket(road, command, frame) : askReason(road, command, frame, client));
      return false;
    }
  }
  await auditDenied(road, `${command.name}.${verb}`, client?.id);
  say(road, 'errors/client-not-found', {});
  return false;
}
