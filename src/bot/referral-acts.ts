import { dateAt, firstWorkdayOnOrAfter, instantAt, isWorkday } from '../domain/calendar/index.js';
import { LEVEL_TITLES, type ClientLevel } from '../domain/client-level-name.js';
import { findActive, responsibleFor } from '../domain/manager-relation.js';
import { staffPushAt } from '../domain/quiet-hours.js';
import type { Reason } from '../domain/reason.js';
import {
  assignReferral,
  canMoveReferral,
  hasFigures,
  referralClock,
  REFERRAL_STATE_TITLES,
  tellsReferrer,
  type Assignment,
  type ReferralState,
} from '../domain/referral.js';
import { hasDualManagers } from '../domain/client-level.js';
import { UserError } from '../errors.js';
import type { ReferralRow } from '../store/referral.js';
import type { StoreTx } from '../store/index.js';
import { nearestAbove } from './case-people.js';
import type { Notice, Outcome, Turn } from './command.js';
import { supervisorsOf } from './line.js';

/** What referral words need: a turn of the chat has it, and a job. */
export type ReferralDesk = Pick<Turn, 'rules' | 'now' | 'calendarOf' | 'reply'> & {
  store: Pick<StoreTx, 'referral' | 'staff' | 'org' | 'clientSearch' | 'managerRelation' | 'client'>;
};

/** Somebody to be referred: a client, or a name. */
export interface Referred {
  client: { id: string; name: string; level: string; orgId: string } | null;
  name: string;
  tail: string | null;
}

export const reasonsOf = (row: Pick<ReferralRow, 'reasons'>): Reason[] => JSON.parse(row.reasons) as Reason[];

/** Who gets it, and why. Whoever is away is passed over; his stand-in takes what was meant for him. Source: domain §11. */
export async function assign(
  desk: ReferralDesk,
  who: Referred,
  orgId: string,
  namedUserId: string | undefined,
  except: readonly string[] = [],
): Promise<Assignment> {
  const { store, now } = desk;
  const today = dateAt(now);
  const relations = who.client ? await store.managerRelation.listForClient(who.client.id) : [];
  const responsible = responsibleFor(relations, today);
  const main = findActive(relations, 'main', today)?.userId;
  const candidates = (await store.referral.listCandidates(orgId)).filter((one) => !except.includes(one.userId));
  const away = await store.managerRelation.listPeriods([...candidates.map((one) => one.userId), ...(namedUserId === undefined ? [] : [namedUserId])]);
  const standIn = new Map(away.map((one) => [one.forUserId, one.userId]));
  const named = namedUserId === undefined ? undefined : (standIn.get(namedUserId) ?? namedUserId);
  const assignment = assignReferral(
    {
      outletId: orgId,
      ...(named === undefined ? {} : { namedUserId: named }),
      ...(responsible === undefined || except.includes(responsible) ? {} : { responsibleUserId: responsible }),
    },
    candidates
      .filter((one) => !standIn.has(one.userId))
      .map(({ licences, ...one }) => ({
        ...one,
        openReferrals: Number(one.openReferrals),
        clients: Number(one.clients),
        isLicensed: who.client === null || licensedFor(who.client.level as ClientLevel, licences),
      })),
  );
  const acts = assignment.userId !== undefined && assignment.userId === responsible && responsible !== main;
  return acts ? { ...assignment, reasons: assignment.reasons.map((one) => ({ ...one, text: '您在代理主办客户经理' })) } : assignment;
}

/** Whether a colleague's licences (JSON) fit a client of this level: from platinum on one is asked for. */
export const licensedFor = (level: ClientLevel, licences: string): boolean =>
  (level !== 'platinum' && !hasDualManagers(level)) || (JSON.parse(licences) as string[]).length > 0;

/** When a half-way reminder is spoken: never at night, nor on a day off. */
export function halfSpokenAt(halfAt: Date, desk: Pick<ReferralDesk, 'rules' | 'calendarOf'>, orgPath: string): Date {
  const calendar = desk.calendarOf(orgPath);
  const at = staffPushAt(halfAt, 'other', desk.rules);
  const on = dateAt(at);
  return isWorkday(on, calendar) ? at : instantAt(firstWorkdayOnOrAfter(on, calendar), desk.rules.calendar.businessDayStart);
}

export async function addReferral(turn: Turn, who: Referred, need: string, orgId: string, assignment: Assignment): Promise<ReferralRow> {
  const orgPath = (await turn.store.org.find(orgId))?.path ?? turn.user.orgPath;
  const clock = referralClock(turn.saidAt, 'identified', turn.calendarOf(orgPath), turn.rules);
  return turn.store.referral.add({
    fromUserId: turn.user.id,
    fromRole: turn.user.roles[0]?.role ?? '',
    clientId: who.client?.id ?? null,
    prospectName: who.client ? null : who.name,
    prospectTail: who.client ? null : who.tail,
    need,
    line: 'retail',
    orgId,
    toUserId: assignment.userId ?? null,
    reasons: JSON.stringify(assignment.reasons),
    state: assignment.userId === undefined ? 'identified' : 'assigned',
    createdAt: turn.saidAt.getTime(),
    dueAt: clock.due.at.getTime(),
    halfAt: halfSpokenAt(clock.halfAt, turn, orgPath).getTime(),
    reassignFromAt: clock.reassignFrom.getTime(),
    provisional: clock.due.provisional ? 1 : 0,
  });
}

/** Whom a referral is about, as far as the one it goes to may know. */
export async function referredOf(
  store: Pick<StoreTx, 'clientSearch'>,
  row: Pick<ReferralRow, 'clientId' | 'prospectName' | 'no'>,
): Promise<{ name: string; level: string }> {
  const client = row.clientId === null ? undefined : (await store.clientSearch.summaries([row.clientId]))[0];
  return client ? { name: client.name, level: LEVEL_TITLES[client.level] } : { name: row.prospectName ?? row.no, level: '' };
}

type Button = { key: string; text: string };

/** What the one it was given to can do next. */
function receiverButtons(row: ReferralRow): Button[] {
  const take = { key: `refTake:${row.id}`, text: '接下' };
  const met = { key: `refMet:${row.id}`, text: '已联系' };
  const meet = { key: `refMeet:${row.id}`, text: '约时间' };
  const back = { key: `refBack:${row.id}`, text: '转回' };
  const why = { key: `refWhy:${row.id}`, text: '依据' };
  const view = row.clientId === null ? [] : [{ key: `view:${row.clientId}`, text: '看客户' }];
  switch (row.state as ReferralState) {
    case 'assigned':
      return [take, meet, back, why];
    case 'accepted':
      return [met, meet, back, ...view, why];
    case 'followedUp':
      return [
        { key: `refEnd:${row.id}.signed`, text: '已签约' },
        { key: `refEnd:${row.id}.declined`, text: '暂不需要' },
        { key: `refEnd:${row.id}.invalid`, text: '无效' },
        meet,
        ...(view.length > 0 ? view : [why]),
      ];
    default:
      return [why];
  }
}

/** The colleagues a supervisor may give it to. */
async function giveButtons(desk: ReferralDesk, row: ReferralRow): Promise<Button[]> {
  const fit = (await desk.store.referral.listCandidates(row.orgId)).filter((one) => one.userId !== row.toUserId);
  return fit.slice(0, 4).map((one) => ({ key: `refGive:${row.id}.${one.userId}`, text: `给${one.name}`.slice(0, 6) }));
}

export interface ReferralCardOptions {
  /** What stands above the card: why it is shown now. */
  form: 'new' | 'half' | 'late' | 'reassign' | 'look';
  to: 'receiver' | 'supervisor' | 'referrer';
}

/** The card of one referral, for one of the three who may see it. */
export async function referralCard(desk: ReferralDesk, row: ReferralRow, { form, to }: ReferralCardOptions) {
  const { store, now } = desk;
  const names = await store.staff.listNames([row.fromUserId, ...(row.toUserId === null ? [] : [row.toUserId])]);
  const { name, level } = await referredOf(store, row);
  const open = ['identified', 'assigned', 'accepted'].includes(row.state);
  const mayGive = row.state === 'identified' || (open && now.getTime() >= row.reassignFromAt);
  const buttons =
    to === 'receiver'
      ? receiverButtons(row)
      : to === 'supervisor' && mayGive
        ? [...(await giveButtons(desk, row)), { key: `refWhy:${row.id}`, text: '依据' }]
        : [{ key: `refWhy:${row.id}`, text: '依据' }];
  return desk.reply('referral-in', {
    id: row.id,
    no: row.no,
    form,
    from: names.get(row.fromUserId) ?? row.fromUserId,
    name,
    level: to === 'referrer' ? '' : level,
    need: row.need,
    at: row.createdAt,
    dueAt: row.dueAt,
    open,
    urgent: form === 'late' || form === 'reassign',
    provisional: row.provisional === 1,
    why:
      to === 'receiver'
        ? reasonsOf(row)
            .map((one) => one.text)
            .join('、')
        : '',
    to: row.toUserId === null ? '' : (names.get(row.toUserId) ?? row.toUserId),
    state: REFERRAL_STATE_TITLES[row.state as ReferralState],
    tail: row.prospectTail ?? '',
    note: row.note === null || (to === 'referrer' && hasFigures(row.note)) ? '' : row.note,
    assignable: to === 'supervisor' && mayGive,
    reassignFrom: row.reassignFromAt,
    buttons: buttons.map((one, i) => ({ ...one, primary: i === 0 && one.text !== '依据' })),
  });
}

/** Tells the one it went to, or where nobody was found the supervisors. */
export async function tellAssigned(desk: ReferralDesk, row: ReferralRow, form: 'new' | 'reassign' = 'new'): Promise<Notice[]> {
  if (row.toUserId !== null) {
    return [
      {
        to: row.toUserId,
        kind: 'referral',
        dedupeKey: `referral:${row.id}:in:${row.toUserId}:${row.version}`,
        reply: await referralCard(desk, row, { form: 'new', to: 'receiver' }),
        notBefore: staffPushAt(desk.now, 'other', desk.rules),
      },
    ];
  }
  const card = await referralCard(desk, row, { form, to: 'supervisor' });
  return (await supervisorsFor(desk, row)).map((to) => ({
    to,
    kind: 'referral',
    dedupeKey: `referral:${row.id}:open:${to}:${row.version}`,
    reply: card,
    notBefore: staffPushAt(desk.now, 'other', desk.rules),
  }));
}

/** Who supervises it: the outlet's, where there is none those above. */
export async function supervisorsFor(desk: Pick<ReferralDesk, 'store'>, row: Pick<ReferralRow, 'orgId'>): Promise<string[]> {
  const own = await supervisorsOf(desk as Pick<Turn, 'store'>, row.orgId);
  return own.length > 0 ? own : nearestAbove(desk.store, row.orgId, ['branchSupervisor', 'wealthCentreHead', 'branchManager']);
}

/** Tells the referrer what became of it, never with a figure. */
export async function tellReferrer(turn: Turn, row: ReferralRow): Promise<Notice[]> {
  if (!tellsReferrer(row.state as ReferralState) || row.fromUserId === turn.user.id) return [];
  const { name } = await referredOf(turn.store, row);
  return [
    {
      to: row.fromUserId,
      kind: 'referral',
      dedupeKey: `referral:${row.id}:back:${row.state}:${row.version}`,
      reply: turn.reply('referral-back', {
        no: row.no,
        name,
        who: turn.user.name,
        state: row.state,
        note: row.note !== null && !hasFigures(row.note) ? row.note : '',
      }),
      notBefore: staffPushAt(turn.now, 'other', turn.rules),
    },
  ];
}

/** Takes back what the referrer was told: the contact it rested on was undone. */
export function tellReopened(turn: Turn, row: ReferralRow, name: string): Notice[] {
  if (row.fromUserId === turn.user.id) return [];
  return [
    {
      to: row.fromUserId,
      kind: 'referral',
      dedupeKey: `referral:${row.id}:back:reopened:${row.version}`,
      reply: turn.reply('referral-back', { no: row.no, name, who: turn.user.name, state: 'reopened', note: '' }),
      notBefore: staffPushAt(turn.now, 'other', turn.rules),
    },
  ];
}

export interface FoundReferral {
  row: ReferralRow;
  right: ReferralCardOptions['to'];
}

/**
 * The referral, if this person is part of it.
 * @throws UserError referral-not-found else: whoever may not see it reads what a number that does not exist gets.
 */
export async function referralFor(turn: Turn, idOrNo: string): Promise<FoundReferral> {
  const row = await turn.store.referral.get(idOrNo);
  if (row.toUserId === turn.user.id) return { row, right: 'receiver' };
  const path = (await turn.store.org.find(row.orgId))?.path ?? '';
  if (
    turn.user.roles.some(
      (held) => ['branchSupervisor', 'wealthCentreHead', 'branchManager'].includes(held.role) && held.orgPath !== '' && path.startsWith(held.orgPath),
    )
  )
    return { row, right: 'supervisor' };
  if (row.fromUserId === turn.user.id) return { row, right: 'referrer' };
  throw new UserError('referral-not-found', { no: row.no });
}

/** One step onwards by its receiver; what lies between is gone through. */
export async function moveReferral(turn: Turn, id: string, to: ReferralState, note?: string): Promise<Outcome> {
  const { row, right } = await referralFor(turn, id);
  if (right !== 'receiver') return stale(turn, row, right);
  let state = row.state as ReferralState;
  const at = turn.now.getTime();
  const changes: Record<string, string | number | null> = note === undefined ? {} : { note };
  if (state === 'assigned' && to === 'followedUp') {
    state = 'accepted';
    changes['acceptedAt'] = at;
  }
  const isAgain = state === to && note !== undefined;
  if (!isAgain && !canMoveReferral(state, to)) return stale(turn, row, right);
  if (to === 'accepted') changes['acceptedAt'] = at;
  if (to === 'followedUp' && row.followedUpAt === null) changes['followedUpAt'] = at;
  if (to === 'signed' || to === 'declined' || to === 'invalid') changes['closedAt'] = at;
  const moved = await turn.store.referral.change(row.id, { ...changes, state: to }, turn.now);
  return {
    replies: [await referralCard(turn, moved, { form: 'look', to: 'receiver' })],
    stored: [{ kind: 'referral', id: row.id }],
    notices: await tellReferrer(turn, moved),
    change: { kind: 'card-change', after: `${turn.user.name}${REFERRAL_STATE_TITLES[to]} ${clock(turn.now)}` },
    ...(row.clientId === null ? {} : { session: { lastClientId: row.clientId } }),
    why: reasonsOf(moved),
  };
}

/** A button that no longer works answers with how it stands. */
async function stale(turn: Turn, row: ReferralRow, to: ReferralCardOptions['to']): Promise<Outcome> {
  return { replies: [await referralCard(turn, row, { form: 'look', to })] };
}

/** 转回: the supervisor finds somebody else. */
export async function giveBack(turn: Turn, id: string): Promise<Outcome> {
  const { row, right } = await referralFor(turn, id);
  if (right !== 'receiver' || !canMoveReferral(row.state as ReferralState, 'identified')) return stale(turn, row, right);
  const moved = await turn.store.referral.change(row.id, { state: 'identified', toUserId: null, acceptedAt: null }, turn.now);
  return {
    replies: [turn.reply('referral-returned', { no: row.no, name: (await referredOf(turn.store, row)).name })],
    stored: [{ kind: 'referral', id: row.id }],
    notices: await tellAssigned(turn, moved, 'reassign'),
    change: { kind: 'card-change', after: `已转回 ${clock(turn.now)}` },
  };
}

/** 给…: the supervisor names who takes it. */
export async function giveTo(turn: Turn, id: string, userId: string): Promise<Outcome> {
  const { row, right } = await referralFor(turn, id);
  const target = await turn.store.staff.findSpeaker(userId);
  const open = ['identified', 'assigned', 'accepted'].includes(row.state);
  const mayGive = row.state === 'identified' || turn.now.getTime() >= row.reassignFromAt;
  if (right !== 'supervisor' || !open || !mayGive || !target) return stale(turn, row, right);
  const reasons = JSON.stringify([{ code: 'referral-supervisor', text: `主管${turn.user.name}指定`, source: '' }]);
  const orgPath = (await turn.store.org.find(row.orgId))?.path ?? turn.user.orgPath;
  // Whoever takes it over gets the full time; the referral keeps the day it began.
  const clockNow = referralClock(turn.now, 'assigned', turn.calendarOf(orgPath), turn.rules);
  const late = turn.now.getTime() >= row.dueAt;
  const moved = await turn.store.referral.change(
    row.id,
    {
      state: 'assigned',
      toUserId: userId,
      acceptedAt: null,
      reasons,
      ...(late
        ? {
            dueAt: clockNow.due.at.getTime(),
            halfAt: halfSpokenAt(clockNow.halfAt, turn, orgPath).getTime(),
            reassignFromAt: clockNow.reassignFrom.getTime(),
            halfToldAt: null,
            breachToldAt: null,
            reassignToldAt: null,
          }
        : { halfToldAt: null }),
    },
    turn.now,
  );
  return {
    replies: [turn.reply('referral-given', { no: row.no, name: (await referredOf(turn.store, row)).name, to: target.name, dueAt: moved.dueAt })],
    stored: [{ kind: 'referral', id: row.id }],
    notices: await tellAssigned(turn, moved),
    change: { kind: 'card-change', after: `已给${target.name} ${clock(turn.now)}` },
  };
}

const clock = (now: Date): string => new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
