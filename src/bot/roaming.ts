import { addDays, dateAt, formatFullDay, instantAt } from '../domain/calendar/index.js';
import { LEVEL_TITLES } from '../domain/client-level-name.js';
import { findActive, relationProblems, type ManagerRelation } from '../domain/manager-relation.js';
import { staffPushAt } from '../domain/quiet-hours.js';
import { HOUSE_SOURCE, reason, type Reason } from '../domain/reason.js';
import type { StoreTx } from '../store/index.js';
import type { ManagerRelationRow } from '../store/manager-relation.js';
import type { StaffRow } from '../store/staff.js';
import type { Notice, Turn } from './command.js';

/** 漫游服务: a colleague where the client travels serves him for a few days, and sees little of him. Source: domain §5. */

export type RoamingDesk = Pick<Turn, 'now' | 'rules' | 'reply'> & {
  store: Pick<StoreTx, 'managerRelation' | 'staff' | 'clientSearch' | 'contactRecord' | 'audit' | 'org'>;
};

/** A colleague of this name who serves clients, anywhere in the bank. */
export async function servingNamed(turn: Turn, name: string): Promise<StaffRow | 'none' | 'several'> {
  const serving: StaffRow[] = [];
  for (const one of await turn.store.staff.listByName(name.trim())) {
    const held = await turn.store.staff.rolesOf(one.id);
    if (held.some(({ role }) => role === 'relationshipManager' || role === 'wealthAdviser')) serving.push(one);
  }
  return serving.length > 1 ? 'several' : (serving[0] ?? 'none');
}

/** The last day when none was said: the longest that is allowed. */
export const lastRoamingDay = (from: string, rules: Turn['rules']): string => addDays(from, rules.relation.roamingMaxDays - 1);

/** What stands against it, told in full. */
export function roamingProblems(turn: Turn, held: readonly ManagerRelation[], to: StaffRow, from: string, until: string): Reason[] {
  const problems = relationProblems(
    held,
    { role: 'roaming', userId: to.id, from, to: until },
    { userId: turn.user.id, isSupervisor: true },
    false,
    turn.rules,
  );
  if (from < dateAt(turn.now)) problems.push(reason('roaming-begins-past', '开始日不能早于今天', HOUSE_SOURCE));
  const own = held.find(
    (one) =>
      one.userId === to.id && one.role !== 'roaming' && one.state === 'active' && one.from <= until && (one.to === undefined || one.to >= from),
  );
  if (own) problems.push(reason('roaming-own', `${to.name}本来就维护这位客户`, HOUSE_SOURCE));
  return problems;
}

const keyOf = (row: Pick<ManagerRelationRow, 'id'>, what: string): string => `roaming:${row.id}:${what}`;

/** To who serves him from today on: whom, until when, and how little he sees. */
export async function roamingStart(desk: RoamingDesk, row: ManagerRelationRow): Promise<Notice[]> {
  const client = (await desk.store.clientSearch.summaries([row.clientId]))[0];
  if (!client) return [];
  const names = await desk.store.staff.listNames(row.forUserId === null ? [] : [row.forUserId]);
  const main = row.forUserId === null ? null : (names.get(row.forUserId) ?? row.forUserId);
  return [
    {
      to: row.userId,
      kind: 'acting',
      dedupeKey: keyOf(row, 'start'),
      notBefore: staffPushAt(desk.now, 'other', desk.rules),
      reply: desk.reply('roaming-start', {
        id: client.id,
        name: client.name,
        level: LEVEL_TITLES[client.level],
        from: formatFullDay(row.fromOn, desk.now),
        to: row.toOn === null ? '' : formatFullDay(row.toOn, desk.now),
        main,
      }),
    },
  ];
}

/** It ends: what he promised goes to the main manager, who reads what was done; the guest sees the client no more. */
export async function endRoaming(desk: RoamingDesk, row: ManagerRelationRow, by: string): Promise<Notice[]> {
  const { store, now } = desk;
  const since = instantAt(row.fromOn).getTime();
  const contacts = (await store.contactRecord.listByClient(row.clientId, 50)).filter((one) => one.byUserId === row.userId && one.createdAt >= since);
  const main = findActive(await store.managerRelation.listForClient(row.clientId), 'main', dateAt(now))?.userId;
  const moved = main === undefined ? 0 : await store.managerRelation.passOn(row.clientId, [row.userId], main, now);
  await store.managerRelation.end(row.id, now);
  await store.audit.append({
    at: now,
    actor: by,
    action: 'roaming.end',
    objectType: 'client',
    objectId: row.clientId,
    clientId: row.clientId,
    after: { guest: row.userId, from: row.fromOn, contacts: contacts.length, moved },
    place: by === 'job' ? 'job' : 'private',
    result: 'ok',
  });
  const client = (await store.clientSearch.summaries([row.clientId]))[0];
  const names = await store.staff.listNames([row.userId]);
  const words = {
    id: row.clientId,
    name: client?.name ?? '',
    guest: names.get(row.userId) ?? row.userId,
    from: formatFullDay(row.fromOn, now),
    to: formatFullDay(row.toOn !== null && row.toOn < dateAt(now) ? row.toOn : dateAt(now), now),
    contacts: contacts.length,
    moved,
    last: contacts[0]?.summary ?? null,
  };
  const at = staffPushAt(now, 'other', desk.rules);
  const began = row.fromOn <= dateAt(now);
  const guest = [
    { to: row.userId, kind: 'acting', dedupeKey: keyOf(row, 'over'), reply: desk.reply('roaming-over', { ...words, began }), notBefore: at },
  ];
  return main === undefined || !began
    ? guest
    : [...guest, { to: main, kind: 'acting', dedupeKey: keyOf(row, 'back'), reply: desk.reply('roaming-back', words), notBefore: at }];
}
