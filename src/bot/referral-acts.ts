import { dateAt, firstWorkdayOnOrAfter, instantAt, isWorkday, timeAt } from '../domain/calendar/index.js';
import { hasDualManagers } from '../domain/client-level.js';
import type { ClientLevel } from '../domain/client-level-name.js';
import { findActive, responsibleFor } from '../domain/manager-relation.js';
import { staffPushAt } from '../domain/quiet-hours.js';
import { assignReferral, canMoveReferral, referralClock, REFERRAL_STATE_TITLES, type Assignment, type ReferralState } from '../domain/referral.js';
import { UserError } from '../errors.js';
import type { ReferralRow } from '../store/referral.js';
import type { Outcome, Turn } from './command.js';
import { recallCards } from './recall.js';
import { reasonsOf, referralCard, referredOf, tellAssigned, tellReferrer, type ReferralCardOptions, type ReferralDesk } from './referral-card.js';
import type { CardReply } from './reply.js';

/** What is done with a referral: who gets it, each step onwards, back and to somebody else. Source: domain §11. */

/** Somebody to be referred: a client, or a name. */
export interface Referred {
  client: { id: string; name: string; level: string; orgId: string } | null;
  name: string;
  tail: string | null;
}

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

/** @param sentBy the client who spoke of this one. */
export async function addReferral(
  turn: Turn,
  who: Referred,
  need: string,
  orgId: string,
  assignment: Assignment,
  sentBy?: { id: string },
): Promise<ReferralRow> {
  const orgPath = (await turn.store.org.find(orgId))?.path ?? turn.user.orgPath;
  const clock = referralClock(turn.saidAt, 'identified', turn.calendarOf(orgPath), turn.rules);
  return turn.store.referral.add({
    fromUserId: turn.user.id,
    fromRole: turn.role ?? '',
    clientId: who.client?.id ?? null,
    prospectName: who.client ? null : who.name,
    prospectTail: who.client ? null : who.tail,
    referrerClientId: sentBy?.id ?? null,
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
    change: { kind: 'card-change', after: `${turn.user.name}${REFERRAL_STATE_TITLES[to]} ${timeAt(turn.now)}` },
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
    change: { kind: 'card-change', card: movedOn(turn, row, null), after: `已转回 ${timeAt(turn.now)}` },
  };
}

/** 给…: the supervisor names who takes it. */
export async function giveTo(turn: Turn, id: string, userId: string): Promise<Outcome> {
  const { row, right } = await referralFor(turn, id);
  // What is meant for somebody who is away goes to who stands in for him.
  const away = (await turn.store.managerRelation.listPeriods([userId]))[0];
  const receiverId = away?.userId ?? userId;
  const target = await turn.store.staff.findSpeaker(receiverId);
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
      toUserId: receiverId,
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
  const left = row.toUserId !== null && row.toUserId !== receiverId ? row.toUserId : null;
  if (left !== null) await recallCards(turn, left, `referral-in:${row.id}`, movedOn(turn, row, target.name));
  return {
    replies: [turn.reply('referral-given', { no: row.no, name: (await referredOf(turn.store, row)).name, to: target.name, dueAt: moved.dueAt })],
    stored: [{ kind: 'referral', id: row.id }],
    notices: [
      ...(await tellAssigned(turn, moved)),
      ...(left === null
        ? []
        : [
            {
              to: left,
              kind: 'referral',
              dedupeKey: `referral:${row.id}:away:${left}:${moved.version}`,
              reply: turn.reply('referral-away', { no: row.no, to: target.name, by: turn.user.name }),
            },
          ]),
    ],
    change: { kind: 'card-change', after: `已给${target.name} ${timeAt(turn.now)}` },
  };
}

/** What stands on the card of somebody who no longer has it: nothing of the client. */
function movedOn(turn: Turn, row: ReferralRow, to: string | null): CardReply {
  const card = turn.reply('referral-moved', { id: row.id, no: row.no, to, at: turn.now });
  if (card.kind !== 'card') throw new Error('referral-moved is no card');
  return card;
}
