import { addDays, countWorkdays, dateAt, daysBetween, formatFullDay } from '../domain/calendar/index.js';
import { handBackDigest, type ActingReason, type HandBackDigest, type HandBackItem } from '../domain/manager-relation.js';
import { staffPushAt } from '../domain/quiet-hours.js';
import type { ActingFacts, ActingRow } from '../store/acting.js';
import type { ActingPeriod } from '../store/acting-work.js';
import type { StoreTx } from '../store/index.js';
import type { StaffRow } from '../store/staff.js';
import { periodKey, startNotices, type ActingDesk } from './acting.js';
import type { Notice } from './command.js';

/** How standing in ends: back to the manager, or on to the next stand-in. Source: domain §5. */

export interface Relay {
  /** Whose clients these are. */
  manager: StaffRow;
  period: ActingRow;
  /** First day of the one who takes over. */
  from: string;
}

/** Absences in which the one who goes away stands in himself, and from when somebody else must: nobody's clients are left with one who is not there. */
export async function relaysOf(desk: Pick<ActingDesk, 'store'>, away: { userId: string; from: string; to: string }): Promise<Relay[]> {
  const relays: Relay[] = [];
  for (const period of await desk.store.acting.listByStandIn(away.userId)) {
    if (period.fromOn > away.to || (period.toOn !== null && period.toOn < away.from)) continue;
    const manager = await desk.store.staff.find(period.forUserId);
    if (manager) relays.push({ manager, period, from: period.fromOn > away.from ? period.fromOn : away.from });
  }
  return relays;
}

/** Another stand-in for the rest of an absence: at once when he begins today, else from his first morning on. */
export async function relay(
  desk: ActingDesk & { store: Pick<StoreTx, 'audit'> },
  { period, from }: Relay,
  standInId: string,
  by: string,
): Promise<Notice[]> {
  const { store, now } = desk;
  const today = dateAt(now);
  const next = { ...period, userId: standInId, fromOn: from, setBy: by };
  if (period.fromOn >= from && period.fromOn > today) {
    await store.acting.end(period, now);
    await store.acting.add(next, by, period.reason ?? 'other', period.confidential === 1, now);
    return [];
  }
  if (from > today) {
    await store.acting.shorten(period, addDays(from, -1));
    await store.acting.add(next, by, period.reason ?? 'other', period.confidential === 1, now);
    return [];
  }
  const notices = await handBack(desk, period, by, next);
  await store.acting.add(next, by, period.reason ?? 'other', period.confidential === 1, now);
  await store.acting.begin(next, now);
  return [...notices, ...(await startNotices(desk, next, (period.reason ?? 'other') as ActingReason))];
}

/** Who takes over from a stand-in on the day after his last; undefined = the manager is back. */
export const successorOf = async (desk: Pick<ActingDesk, 'store'>, period: ActingPeriod): Promise<ActingRow | undefined> =>
  period.toOn === null
    ? undefined
    : (await desk.store.acting.listForManager(period.forUserId)).find(
        (one) => one.userId !== period.userId && one.fromOn === addDays(period.toOn as string, 1),
      );

/** What is open, in the order the digest names it. */
const WORK = [
  ['case', '案件'],
  ['referral', '推荐'],
  ['appointment', '面谈'],
  ['task', '待办'],
  ['note', '便签'],
] as const;

/** The digest of a period, from what was done on its clients. */
export function digestOf(
  period: ActingPeriod,
  facts: ActingFacts,
  endedOn: string,
  desk: Pick<ActingDesk, 'calendarOf'>,
  orgPath: string,
): HandBackDigest {
  const items: HandBackItem[] = [
    ...facts.tasks
      .filter((one) => one.kind !== 'promise')
      .map((one): HandBackItem => ({
        id: one.id,
        kind: one.kind === 'appointment' ? 'appointment' : 'task',
        clientId: one.clientId,
        title: one.text,
        open: one.state === 'open',
        dueOn: one.dueOn,
      })),
    ...facts.cases.map((one): HandBackItem => ({
      id: one.id,
      kind: 'case',
      clientId: one.clientId,
      title: one.no,
      open: true,
      dueOn: dateAt(new Date(one.dueAt)),
    })),
    ...facts.referrals.flatMap((one): HandBackItem[] =>
      one.clientId === null
        ? []
        : [{ id: one.id, kind: 'referral', clientId: one.clientId, title: one.no, open: true, dueOn: dateAt(new Date(one.dueAt)) }],
    ),
  ];
  return handBackDigest(
    {
      acting: { userId: period.userId, forUserId: period.forUserId, from: period.fromOn, to: endedOn },
      contacts: facts.contacts.map((one) => ({ clientId: one.clientId, at: new Date(one.at), mode: one.mode ?? '' })),
      promises: facts.tasks
        .filter((one) => one.kind === 'promise')
        .map((one) => ({ clientId: one.clientId, text: one.text, dueOn: one.dueOn, done: one.state !== 'open' })),
      items,
      profileChanges: facts.profileChanges,
    },
    desk.calendarOf(orgPath),
  );
}

/**
 * 回岗 in one transaction: what happened is gathered, the relation ends, what is open passes back, both are told.
 * `next`: the manager stays away and somebody else stands in from now on, who gets what is open.
 */
export async function handBack(
  desk: ActingDesk & { store: Pick<StoreTx, 'audit'> },
  period: ActingPeriod,
  by: string,
  next?: ActingPeriod,
): Promise<Notice[]> {
  const { store, now } = desk;
  const today = dateAt(now);
  const endedOn = period.toOn === null || period.toOn > today ? today : period.toOn;
  const people = new Map(
    (await store.staff.listByIds([period.userId, period.forUserId, ...(next ? [next.userId] : [])])).map((one) => [one.id, one]),
  );
  const manager = people.get(period.forUserId);
  const standIn = people.get(period.userId);
  const facts = await store.acting.loadFacts(period);
  await store.acting.end(period, now, next?.userId);
  await store.audit.append({
    at: now,
    actor: by,
    action: 'acting.end',
    objectType: 'staff',
    objectId: period.forUserId,
    after: { standIn: period.userId, from: period.fromOn, to: endedOn, ...(next ? { next: next.userId } : {}) },
    place: by === 'job' ? 'job' : 'private',
    result: 'ok',
  });
  if (!manager || !standIn) return [];
  if (endedOn < period.fromOn) return calledOff(desk, period, manager, standIn);
  const successor = next ? (people.get(next.userId)?.name ?? next.userId) : null;
  const orgPath = (await store.org.find(manager.orgId))?.path ?? '';
  const digest = digestOf(period, facts, endedOn, desk, orgPath);
  const first = digest.byClient[0];
  const name = first ? (await store.clientSearch.summaries([first.clientId]))[0]?.name : undefined;
  const nearest = first?.promises[0] ?? (first?.open[0] ? { text: first.open[0].title, dueOn: first.open[0].dueOn ?? endedOn } : undefined);
  const words = {
    key: periodKey({ ...period }),
    standIn: standIn.name,
    manager: manager.name,
    from: formatFullDay(period.fromOn, now),
    to: formatFullDay(endedOn, now),
    days: daysBetween(period.fromOn, endedOn) + 1,
    workdays: countWorkdays(addDays(period.fromOn, -1), endedOn, desk.calendarOf(orgPath)),
    contactCount: digest.contactCount,
    contactedClients: digest.contactedClients,
    promises: digest.openPromises,
    nextPromiseOn: digest.nextPromiseOn ?? null,
    work: WORK.flatMap(([kind, title]) => (digest.openCounts[kind] === 0 ? [] : [`${title}${digest.openCounts[kind]}`])),
    changedClients: digest.changedClients,
    changes: digest.changes,
    first: name !== undefined && nearest ? { name, on: nearest.dueOn, text: nearest.text } : null,
    endedAt: now,
    relayTo: successor,
  };
  const at = staffPushAt(now, 'other', desk.rules);
  return [
    { to: manager.id, kind: 'acting', dedupeKey: `hand-back:${periodKey(period)}`, reply: desk.reply('hand-back', words), notBefore: at },
    { to: standIn.id, kind: 'acting', dedupeKey: `hand-back-done:${periodKey(period)}`, reply: desk.reply('acting-over', words), notBefore: at },
  ];
}

/** An absence that never began: there is nothing to hand over. */
function calledOff(desk: ActingDesk, period: ActingPeriod, manager: StaffRow, standIn: StaffRow): Notice[] {
  const words = { manager: manager.name, standIn: standIn.name, from: formatFullDay(period.fromOn, desk.now) };
  return [standIn.id, manager.id].map((to) => ({
    to,
    kind: 'acting',
    dedupeKey: `acting-off:${periodKey(period)}:${to}:${desk.now.getTime()}`,
    reply: desk.reply('acting-off', words),
    notBefore: staffPushAt(desk.now, 'other', desk.rules),
  }));
}
