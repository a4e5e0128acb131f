import { addDays, countWorkdays, daysBetween, type Calendar } from './calendar/index.js';
import { HOUSE_SOURCE, reason, type Reason } from './reason.js';
import type { Rules } from './rules.js';

export type RelationRole = 'main' | 'deputy' | 'acting' | 'roaming';
export type ActingReason = 'leave' | 'training' | 'illness' | 'businessTrip' | 'other';

/** How an absence names its manager where the speaker tells of his own: 「让林悦替我」. */
export const SPEAKER = '我';

export const ACTING_REASON_TITLES: Readonly<Record<ActingReason, string>> = {
  leave: '休假',
  training: '培训',
  illness: '病假',
  businessTrip: '出差',
  other: '其他',
};

/** Who looks after a client, and from when to when. Days are 'YYYY-MM-DD', both included. */
export interface ManagerRelation {
  id: string;
  clientId: string;
  userId: string;
  role: RelationRole;
  from: string;
  /** Absent = until ended. */
  to?: string;
  setBy: string;
  reason: string;
  /** acting, roaming: whom they stand in for. */
  forUserId?: string;
  /** acting: the supervisor ticked that restricted and private notes are read too. */
  withConfidentialNotes?: boolean;
  state: 'active' | 'ended';
}

/** In force on a day: not ended, begun and not past its last day. */
export function isRelationActive(relation: ManagerRelation, today: string): boolean {
  return relation.state === 'active' && relation.from <= today && (relation.to === undefined || today <= relation.to);
}

export function findActive(relations: readonly ManagerRelation[], role: RelationRole, today: string): ManagerRelation | undefined {
  return relations.find((one) => one.role === role && isRelationActive(one, today));
}

/** Who gets the client's tasks, reminders and alerts: the stand-in, else the main manager; undefined = the outlet's pool. */
export function responsibleFor(relations: readonly ManagerRelation[], today: string): string | undefined {
  return (findActive(relations, 'acting', today) ?? findActive(relations, 'main', today))?.userId;
}

export interface ProposedRelation {
  role: RelationRole;
  userId: string;
  from: string;
  to?: string;
  forUserId?: string;
}

/** Who sets it, in which right. */
export interface Setter {
  userId: string;
  isSupervisor: boolean;
}

function overlaps(one: ManagerRelation, from: string, to: string | undefined): boolean {
  return one.state === 'active' && (one.to === undefined || one.to >= from) && (to === undefined || one.from <= to);
}

/**
 * What stands against a new relation; empty = it may be set. Every hindrance is told.
 * `levelAsksForDeputy`: the level has two managers (双客户经理制).
 */
export function relationProblems(
  relations: readonly ManagerRelation[],
  proposed: ProposedRelation,
  setter: Setter,
  levelAsksForDeputy: boolean,
  rules: Rules,
): Reason[] {
  const problems: Reason[] = [];
  const refuse = (code: string, text: string): void => void problems.push(reason(code, text));
  const same = relations.filter((one) => one.role === proposed.role && overlaps(one, proposed.from, proposed.to));
  const main = relations.find((one) => one.role === 'main' && overlaps(one, proposed.from, proposed.to));
  if (proposed.to !== undefined && proposed.to < proposed.from) refuse('period-reversed', '结束日不能早于开始日');
  switch (proposed.role) {
    case 'main':
      if (same.length > 0) refuse('main-taken', '已有主办客户经理，先移交再设置');
      break;
    case 'deputy':
      if (!levelAsksForDeputy && !setter.isSupervisor) refuse('deputy-not-asked', '这个等级不配副办，需主管设置');
      if (main?.userId === proposed.userId) refuse('deputy-is-main', '副办不能是主办本人');
      if (same.length > 0) refuse('deputy-taken', '已有副办客户经理');
      break;
    case 'acting':
      if (!setter.isSupervisor) refuse('acting-not-supervisor', '代理由支行主管设置，客户经理不能自己设');
      if (main === undefined) refuse('acting-without-main', '没有主办客户经理，不用设代理');
      if (proposed.to === undefined) refuse('acting-without-end', '代理要写明起止日期');
      if (main?.userId === proposed.userId) refuse('acting-is-main', '代理人不能是主办本人');
      if (same.length > 0) refuse('acting-taken', '这段时间已有代理');
      break;
    case 'roaming':
      if (proposed.to === undefined) refuse('roaming-without-end', '漫游服务要写明结束日期');
      else if (daysBetween(proposed.from, proposed.to) + 1 > rules.relation.roamingMaxDays) {
        refuse('roaming-too-long', `漫游服务最长${rules.relation.roamingMaxDays}天`);
      }
      break;
  }
  return problems;
}

/** Ends a stand-in: only the supervisor, on the last day or before. */
export function endActingProblems(relation: ManagerRelation, setter: Setter): Reason[] {
  if (relation.role !== 'acting' || relation.state !== 'active') return [reason('not-acting', '没有在代理')];
  return setter.isSupervisor ? [] : [reason('acting-not-supervisor', '回岗由支行主管确认')];
}

/** Whether an absence needs a stand-in: from `actingFromWorkdays` working days on. */
export function isActingRequired(from: string, to: string, calendar: Calendar, rules: Rules): boolean {
  return countWorkdays(addDays(from, -1), to, calendar) >= rules.relation.actingFromWorkdays;
}

/** What a change of level asks the supervisor to do about the second manager. */
export function deputyTask(hadDual: boolean, hasDual: boolean, hasDeputy: boolean): 'addDeputy' | 'removeDeputy' | undefined {
  if (!hadDual && hasDual && !hasDeputy) return 'addDeputy';
  if (hadDual && !hasDual && hasDeputy) return 'removeDeputy';
  return undefined;
}

export interface HandBackItem {
  id: string;
  kind: 'task' | 'case' | 'referral' | 'appointment' | 'note';
  clientId: string;
  title: string;
  open: boolean;
  dueOn?: string;
}

/** Everything that happened on the clients while somebody stood in. */
export interface HandBackFacts {
  acting: { userId: string; forUserId: string; from: string; to: string };
  contacts: readonly { clientId: string; at: Date; mode: string; outcome?: string }[];
  promises: readonly { clientId: string; text: string; dueOn: string; done: boolean }[];
  items: readonly HandBackItem[];
  profileChanges: readonly { clientId: string; field: string }[];
}

export interface HandBackClient {
  clientId: string;
  contacts: number;
  promises: { text: string; dueOn: string }[];
  open: HandBackItem[];
  changedFields: string[];
}

export interface HandBackDigest {
  /** Workdays in the period. */
  workdays: number;
  contactCount: number;
  contactedClients: number;
  openPromises: number;
  nextPromiseOn?: string;
  openCounts: Record<HandBackItem['kind'], number>;
  changedClients: number;
  changes: number;
  /** The open items that go to the main manager, in the order they fall due. */
  move: HandBackItem[];
  /** Nearest promise or open item first. */
  byClient: HandBackClient[];
  reasons: Reason[];
}

const LAST = '9999-12-31';

/** What the main manager reads on coming back, and which open items move to him. Notes keep their author. */
export function handBackDigest(facts: HandBackFacts, calendar: Calendar): HandBackDigest {
  const clients = new Map<string, HandBackClient>();
  const clientOf = (clientId: string): HandBackClient => {
    const known = clients.get(clientId) ?? { clientId, contacts: 0, promises: [], open: [], changedFields: [] };
    clients.set(clientId, known);
    return known;
  };
  for (const contact of facts.contacts) clientOf(contact.clientId).contacts++;
  const promises = facts.promises.filter((promise) => !promise.done);
  for (const { clientId, text, dueOn } of promises) clientOf(clientId).promises.push({ text, dueOn });
  const move = facts.items.filter((item) => item.open).sort((a, b) => (a.dueOn ?? LAST).localeCompare(b.dueOn ?? LAST) || a.id.localeCompare(b.id));
  for (const item of move) clientOf(item.clientId).open.push(item);
  for (const change of facts.profileChanges) {
    const fields = clientOf(change.clientId).changedFields;
    if (!fields.includes(change.field)) fields.push(change.field);
  }
  const openCounts: HandBackDigest['openCounts'] = { task: 0, case: 0, referral: 0, appointment: 0, note: 0 };
  for (const item of move) openCounts[item.kind]++;
  const nearest = (client: HandBackClient): string =>
    [...client.promises.map((one) => one.dueOn), ...client.open.map((one) => one.dueOn ?? LAST)].sort()[0] ?? LAST;
  const byClient = [...clients.values()].sort((a, b) => nearest(a).localeCompare(nearest(b)) || a.clientId.localeCompare(b.clientId));
  for (const client of byClient) client.promises.sort((a, b) => a.dueOn.localeCompare(b.dueOn));
  const nextPromiseOn = promises.map((promise) => promise.dueOn).sort()[0];
  return {
    workdays: countWorkdays(addDays(facts.acting.from, -1), facts.acting.to, calendar),
    contactCount: facts.contacts.length,
    contactedClients: new Set(facts.contacts.map((contact) => contact.clientId)).size,
    openPromises: promises.length,
    ...(nextPromiseOn === undefined ? {} : { nextPromiseOn }),
    openCounts,
    changedClients: byClient.filter((client) => client.changedFields.length > 0).length,
    changes: byClient.reduce((sum, client) => sum + client.changedFields.length, 0),
    move,
    byClient,
    reasons: [reason('hand-back', '回岗时未办完的事转回主办，记录仍署原来的名字', HOUSE_SOURCE)],
  };
}
