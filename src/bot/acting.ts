import { dateAt, formatFullDay } from '../domain/calendar/index.js';
import { LEVEL_TITLES, type ClientLevel } from '../domain/client-level-name.js';
import { ACTING_REASON_TITLES, isActingRequired, relationProblems, type ActingReason, type ManagerRelation } from '../domain/manager-relation.js';
import { staffPushAt } from '../domain/quiet-hours.js';
import { HOUSE_SOURCE, reason, type Reason } from '../domain/reason.js';
import type { ActingPeriod } from '../store/acting-work.js';
import type { StoreTx } from '../store/index.js';
import type { StaffRow } from '../store/staff.js';
import type { Notice, Turn } from './command.js';

/** What absence needs: a turn of the chat has it, and a job. */
export type ActingDesk = Pick<Turn, 'now' | 'rules' | 'calendarOf' | 'reply'> & { store: Pick<StoreTx, 'acting' | 'staff' | 'clientSearch' | 'org'> };

/** 休假 unless the words tell another reason. */
export function actingReason(text: string): ActingReason {
  if (/培训|学习/.test(text)) return 'training';
  if (/病|住院|手术/.test(text)) return 'illness';
  if (/出差/.test(text)) return 'businessTrip';
  return /休假|年假|请假|休息|婚假|产假|陪产/.test(text) ? 'leave' : 'other';
}

/** One colleague by full name within reach of the speaker, who serves clients. */
export async function managerNamed(turn: Turn, name: string): Promise<StaffRow | 'none' | 'several'> {
  const found = await turn.store.staff.listByName(name.trim());
  const serving = [];
  for (const one of found) {
    const roles = await turn.store.staff.rolesOf(one.id);
    if (roles.some((held) => held.role === 'relationshipManager' || held.role === 'wealthAdviser'))
      serving.push({ one, paths: roles.map((held) => held.orgPath) });
  }
  const mine = serving.filter(({ paths }) =>
    turn.user.roles.some((held) => held.role === 'branchSupervisor' && paths.some((path) => path.startsWith(held.orgPath))),
  );
  const fit = mine.length > 0 ? mine : serving;
  if (fit.length > 1) return 'several';
  return fit[0]?.one ?? 'none';
}

/** Whether the speaker supervises the outlet this colleague belongs to. */
export async function supervises(turn: Turn, who: Pick<StaffRow, 'orgId'>): Promise<boolean> {
  const path = (await turn.store.org.find(who.orgId))?.path;
  return path !== undefined && turn.user.roles.some((held) => held.role === 'branchSupervisor' && path.startsWith(held.orgPath));
}

/** What stands against it, told in full. Source: domain §5. */
export async function actingProblems(turn: Turn, manager: StaffRow, standIn: StaffRow, from: string, to: string): Promise<Reason[]> {
  const today = dateAt(turn.now);
  const { levels } = await turn.store.acting.countFor(manager.id);
  const main: ManagerRelation = {
    id: 'main',
    clientId: '',
    userId: manager.id,
    role: 'main',
    from: '0000-01-01',
    setBy: '',
    reason: '',
    state: 'active',
  };
  const others = await turn.store.acting.listOverlapping(manager.id);
  const setter = { userId: turn.user.id, isSupervisor: await supervises(turn, manager) };
  const problems = relationProblems(
    [main, ...others],
    { role: 'acting', userId: standIn.id, from, to, forUserId: manager.id },
    setter,
    false,
    turn.rules,
  );
  const away = (await turn.store.acting.listForManager(standIn.id)).some((one) => one.fromOn <= to && (one.toOn === null || one.toOn >= from));
  if (away) problems.push(reason('stand-in-away', `${standIn.name}这段时间自己也不在岗`, HOUSE_SOURCE));
  if (levels.length === 0) problems.push(reason('acting-no-clients', `${manager.name}名下没有客户，不用设代理`, HOUSE_SOURCE));
  if (from < today) problems.push(reason('acting-begins-past', '开始日不能早于今天', HOUSE_SOURCE));
  return problems;
}

const levelCounts = (levels: readonly { level: string; n: number }[]): string[] =>
  (['blackGold', 'platinum', 'gold', 'general'] as const).flatMap((level: ClientLevel) => {
    const n = levels.find((one) => one.level === level)?.n ?? 0;
    return n === 0 ? [] : [`${LEVEL_TITLES[level]}${n}`];
  });

export interface ActingWords {
  from: string;
  to: string;
  /** null: none was told. */
  reasonTitle: string | null;
  clients: number;
  levels: string[];
  tasks: number;
  cases: number;
  referrals: number;
  required: boolean;
}

export async function actingWords(
  desk: ActingDesk,
  manager: Pick<StaffRow, 'id' | 'orgId'>,
  from: string,
  to: string,
  why: ActingReason,
): Promise<ActingWords> {
  const counts = await desk.store.acting.countFor(manager.id);
  const path = (await desk.store.org.find(manager.orgId))?.path ?? '';
  return {
    from: formatFullDay(from, desk.now),
    to: formatFullDay(to, desk.now),
    reasonTitle: why === 'other' ? null : ACTING_REASON_TITLES[why],
    clients: counts.levels.reduce((sum, one) => sum + one.n, 0),
    levels: levelCounts(counts.levels),
    tasks: counts.tasks,
    cases: counts.cases,
    referrals: counts.referrals,
    required: isActingRequired(from, to, desk.calendarOf(path), desk.rules),
  };
}

export const periodKey = (period: Pick<ActingPeriod, 'userId' | 'forUserId' | 'fromOn'>): string =>
  `${period.userId}/${period.forUserId}/${period.fromOn}`;

/** The cards of the first day: to the stand-in what he takes over, to the absent one that it is arranged. */
export async function startNotices(desk: ActingDesk, period: ActingPeriod & { confidential?: number }, why: ActingReason): Promise<Notice[]> {
  const people = new Map((await desk.store.staff.listByIds([period.userId, period.forUserId])).map((one) => [one.id, one]));
  const manager = people.get(period.forUserId);
  const standIn = people.get(period.userId);
  if (!manager || !standIn) return [];
  const words = await actingWords(desk, manager, period.fromOn, period.toOn ?? period.fromOn, why);
  const facts = { ...words, key: periodKey(period), manager: manager.name, standIn: standIn.name, notes: period.confidential === 1 };
  const at = staffPushAt(desk.now, 'other', desk.rules);
  return [
    { to: standIn.id, kind: 'acting', dedupeKey: `acting-start:${periodKey(period)}`, reply: desk.reply('acting-start', facts), notBefore: at },
    { to: manager.id, kind: 'acting', dedupeKey: `acting-away:${periodKey(period)}`, reply: desk.reply('acting-away', facts), notBefore: at },
  ];
}
