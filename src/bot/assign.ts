import { dateAt } from '../domain/calendar/index.js';
import { LEVEL_TITLES, type ClientLevel } from '../domain/client-level-name.js';
import { findActive, isRelationActive } from '../domain/manager-relation.js';
import { decide } from '../domain/permission.js';
import { staffPushAt } from '../domain/quiet-hours.js';
import { compareCandidates, type Candidate } from '../domain/referral.js';
import { UserError } from '../errors.js';
import type { ClientRow } from '../store/client.js';
import type { ReferralRow } from '../store/referral.js';
import type { StaffRow } from '../store/staff.js';
import type { Notice, Outcome, Turn } from './command.js';
import { startContactDates } from './contact-dates.js';
import type { ListLine } from './list-page.js';
import { giveTo, licensedFor } from './referral-acts.js';

/** 分配: the supervisor says who looks after a client. Source: domain §5, §11. */

/** Paths of the outlets the speaker assigns for. */
const reachOf = (turn: Turn): string[] => turn.user.roles.filter((held) => held.role === 'branchSupervisor').map((held) => held.orgPath);

/** Whether this colleague serves clients within the speaker's outlets. */
export async function mayTake(turn: Turn, who: Pick<StaffRow, 'id' | 'orgId' | 'state'>): Promise<boolean> {
  if (who.state !== 'active') return false;
  const held = await turn.store.staff.rolesOf(who.id);
  const serves = held.filter(({ role }) => role === 'relationshipManager' || role === 'wealthAdviser');
  return serves.some(({ orgPath }) => reachOf(turn).some((path) => orgPath.startsWith(path)));
}

export interface AssignCandidate extends Candidate {
  /** Away today: who stands in for him. */
  standIn?: string;
  why: string;
}

export interface AssignFacts {
  candidates: AssignCandidate[];
  /** 待办2 商机1: what passes on with him; empty = nothing is open. */
  work: string[];
  /** Name of the present main manager. */
  main?: string;
}

/** Who could take a client, in the order of domain §11: licence, fewest open referrals, fewest clients. */
export async function candidatesFor(turn: Turn, client: Pick<ClientRow, 'id' | 'orgId' | 'level' | 'mainManagerId'>): Promise<AssignFacts> {
  const { store } = turn;
  const rows = await store.referral.listCandidates(client.orgId);
  const away = await store.managerRelation.listPeriods(rows.map((one) => one.userId));
  const names = await store.staff.listNames([...away.map((one) => one.userId), ...(client.mainManagerId === null ? [] : [client.mainManagerId])]);
  const standIns = new Map(away.map((one) => [one.forUserId, names.get(one.userId) ?? one.userId]));
  const candidates = rows
    .map(({ licences, ...one }) => ({
      ...one,
      openReferrals: Number(one.openReferrals),
      clients: Number(one.clients),
      isLicensed: licensedFor(client.level as ClientLevel, licences),
    }))
    .sort((a, b) => Number(standIns.has(a.userId)) - Number(standIns.has(b.userId)) || compareCandidates(a, b))
    .map((one) => {
      const standIn = standIns.get(one.userId);
      return {
        ...one,
        ...(standIn === undefined ? {} : { standIn }),
        why: [
          `在办推荐${one.openReferrals}`,
          `客户${one.clients}`,
          ...(one.isLicensed ? [] : ['资格不符']),
          ...(standIn === undefined ? [] : [`${standIn}代理`]),
        ].join(' '),
      };
    });
  const open = await store.managerRelation.countOpenWork(client.id);
  const main = client.mainManagerId === null ? undefined : names.get(client.mainManagerId);
  return {
    candidates,
    work: [
      ['待办', open.tasks],
      ['推荐', open.referrals],
      ['商机', open.leads],
    ].flatMap(([word, n]) => (n === 0 ? [] : [`${word}${n}`])),
    ...(main === undefined ? {} : { main }),
  };
}

/**
 * The client's main manager from now on; what is open passes to him, or to who stands in for him. History and running cases
 * stay as they are, and friends in WeCom are moved by nobody but the platform.
 */
export async function assignClient(turn: Turn, clientId: string, to: StaffRow): Promise<Outcome> {
  const { store, user, now } = turn;
  const before = await store.client.findRow(clientId);
  if (!before) throw new UserError('client-not-found', {});
  const old = before.mainManagerId;
  const names = await store.staff.listNames(old === null ? [] : [old]);
  if (old === to.id) return { replies: [turn.reply('assign-same', { name: before.name, to: to.name })] };
  const today = dateAt(now);
  const held = await store.managerRelation.listForClient(clientId);
  // Nobody is his own second manager or guest.
  for (const one of held) if (one.userId === to.id && (one.role === 'deputy' || one.role === 'roaming')) await store.managerRelation.end(one.id, now);
  const acted = findActive(held, 'acting', today)?.userId;
  // As it was when he decided: the relations it rests on change below.
  const subject = await store.client.getSubject(clientId);
  await store.managerRelation.transfer(clientId, to.id, user.id, now, old === null ? 'assign' : 'transfer');
  const receiver =
    (await store.managerRelation.listForClient(clientId)).find((one) => one.role === 'acting' && isRelationActive(one, today))?.userId ?? to.id;
  const moved = await store.managerRelation.passOn(
    clientId,
    [old, acted].filter((id): id is string => id !== null && id !== undefined),
    receiver,
    now,
  );
  await startContactDates(turn, before);
  await store.audit.append({
    at: now,
    actor: user.id,
    role: decide({ userId: user.id, roles: user.roles }, 'client.assign', subject, now).role,
    action: 'relation.set',
    objectType: 'client',
    objectId: clientId,
    clientId,
    before: { main: old },
    after: { main: to.id, moved },
    place: turn.place,
    result: 'ok',
  });
  const level = LEVEL_TITLES[before.level as ClientLevel];
  const facts = {
    id: clientId,
    name: before.name,
    level,
    by: user.name,
    to: to.name,
    old: old === null ? null : (names.get(old) ?? old),
    moved,
    acts: null,
  };
  const at = staffPushAt(now, 'other', turn.rules);
  const notices: Notice[] = [
    { to: to.id, kind: 'assign', dedupeKey: `assign:${clientId}:${to.id}:${now.getTime()}`, reply: turn.reply('assign-in', facts), notBefore: at },
  ];
  if (receiver !== to.id)
    notices.push({
      to: receiver,
      kind: 'assign',
      dedupeKey: `assign-acting:${clientId}:${receiver}:${now.getTime()}`,
      reply: turn.reply('assign-in', { ...facts, acts: to.name }),
      notBefore: at,
    });
  if (old !== null)
    notices.push({
      to: old,
      kind: 'assign',
      dedupeKey: `assign-out:${clientId}:${old}:${now.getTime()}`,
      reply: turn.reply('assign-out', facts),
      notBefore: at,
    });
  const waiting = (await waitingReferrals(turn)).find((row) => row.clientId === clientId);
  if (waiting) notices.push(...((await giveTo(turn, waiting.id, to.id)).notices ?? []));
  return {
    replies: [turn.reply('assigned', { ...facts, referral: waiting?.no ?? null })],
    stored: [{ kind: 'managerRelation', id: clientId }],
    notices: notices.filter((notice) => notice.to !== user.id),
    change: { kind: 'card-change', after: `已给${to.name}` },
    session: { lastClientId: clientId },
  };
}

/** Referrals of the speaker's outlets that wait for a name. */
export async function waitingReferrals(turn: Turn): Promise<ReferralRow[]> {
  const orgs = (await Promise.all(reachOf(turn).map((path) => turn.store.org.listSubtree(path)))).flat();
  const rows = await Promise.all(orgs.map((org) => turn.store.referral.listOpenOfOrg(org.id, 50)));
  return rows.flat().filter((row) => row.state === 'identified');
}

/** Referrals first, for their clock runs; then clients without a main manager, the higher levels first. */
export async function poolLines(turn: Turn): Promise<ListLine[]> {
  const referrals = (await waitingReferrals(turn)).sort((a, b) => a.dueAt - b.dueAt);
  const about = new Map((await turn.store.clientSearch.summaries(referrals.flatMap((row) => row.clientId ?? []))).map((one) => [one.id, one.name]));
  const pool = await turn.store.managerRelation.listPool(reachOf(turn));
  return [
    ...referrals.map((row) => {
      const name = (row.clientId === null ? row.prospectName : about.get(row.clientId)) ?? row.no;
      return {
        key: `referral:${row.id}`,
        name: row.no,
        clientId: row.clientId,
        words: (shown: Parameters<ListLine['words']>[0]) => `${row.clientId === null ? name : shown(name, 'name')} ${row.no}：推荐待分配`,
      };
    }),
    ...pool.map((one) => ({
      key: `assignPick:${one.id}`,
      name: one.name,
      clientId: one.id,
      words: (shown: Parameters<ListLine['words']>[0]) => `${shown(one.name, 'name')} ${LEVEL_TITLES[one.level as ClientLevel]}：没有主办`,
    })),
  ];
}
