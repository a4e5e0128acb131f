import { addMonths, dateAt } from '../domain/calendar/index.js';
import { can, viewerOf, type Claim } from '../domain/permission.js';
import { present, type MaskedField } from '../domain/masking.js';
import { LEVEL_TITLES, type ClientLevel } from '../domain/client-level.js';
import type { ClientView } from '../store/client.js';
import { claimFrom } from './access.js';
import type { Turn } from './command.js';

/** 李秀兰（李阿姨）first, 李阿姨 after. */
export const fullCall = (client: Pick<ClientView, 'name' | 'honorific'>): string =>
  client.honorific && client.honorific !== client.name ? `${client.name}（${client.honorific}）` : client.name;

export const shortCall = (client: Pick<ClientView, 'name' | 'honorific'>): string => client.honorific ?? client.name;

export const levelTitle = (client: Pick<ClientView, 'level'>): string => LEVEL_TITLES[client.level as ClientLevel];

export const tailOf = (client: Pick<ClientView, 'mobileTail'>): string => (client.mobileTail ? `尾号${client.mobileTail}` : '');

/** Who looks, and when: a turn of the chat, or a job that speaks to somebody. */
export type Looking = Pick<Turn, 'user' | 'now' | 'readGrant'> & { store: Pick<Turn['store'], 'client'> };

/** The one road from a client's data to words: masked by what this person may see now. An answer to a group is read in private. */
export async function presenterFor(
  turn: Looking,
  clientId: string,
): Promise<(value: string | number | null | undefined, field: MaskedField) => string> {
  const subject = await turn.store.client.getSubject(clientId);
  const viewer = viewerOf(
    { userId: turn.user.id, roles: turn.user.roles, assistsUserIds: turn.user.assistsUserIds ?? [] },
    subject,
    turn.now,
    claimOf(turn, clientId),
  );
  return (value, field) => present(value, field, viewer, 'private');
}

/** Whether a card may dial the client for this person: the number goes into the link and is not shown. Source: domain §20. */
export async function mayDial(turn: Looking, clientId: string): Promise<boolean> {
  const actor = { userId: turn.user.id, roles: turn.user.roles, assistsUserIds: turn.user.assistsUserIds ?? [] };
  return can(actor, 'client.reveal', await turn.store.client.getSubject(clientId), turn.now, claimOf(turn, clientId));
}

/** The reason given for looking at this client today, for the roles that must give one. */
export function claimOf(turn: Pick<Turn, 'readGrant' | 'now'>, clientId: string): Claim {
  return claimFrom(turn.readGrant, clientId, turn.now);
}

/** Last day a risk assessment may be used. Source: domain §13. */
export function assessedUntil(assessedAtMs: number, validMonths: number): string {
  return addMonths(dateAt(new Date(assessedAtMs)), validMonths);
}
