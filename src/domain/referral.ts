import type { ContactMode, ContactOutcome } from './contact-record.js';
import { dueAfter, MINUTE_MS, type Calendar, type Deadline } from './calendar/index.js';
import { reason, type Reason } from './reason.js';
import type { Rules } from './rules.js';

export const REFERRAL_STATES = ['identified', 'assigned', 'accepted', 'followedUp', 'signed', 'declined', 'invalid', 'closed'] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];

export const REFERRAL_STATE_TITLES: Readonly<Record<ReferralState, string>> = {
  identified: '待分配',
  assigned: '已分配',
  accepted: '已接下',
  followedUp: '已联系',
  signed: '已签约',
  declined: '客户不需要',
  invalid: '无效',
  closed: '已结束',
};

/** 「已签约」, and once it is put away 「已结束，已签约」. @param result how it ended; null while it has not. */
export function referralStateWords(state: ReferralState, result: string | null): string {
  const ended = result as ReferralState | null;
  return state === 'closed' && ended !== null ? `${REFERRAL_STATE_TITLES.closed}，${REFERRAL_STATE_TITLES[ended]}` : REFERRAL_STATE_TITLES[state];
}

const NEXT: Readonly<Record<ReferralState, readonly ReferralState[]>> = {
  identified: ['assigned', 'invalid'],
  // Back to 待分配: the receiver returns it (转回).
  assigned: ['accepted', 'identified', 'invalid'],
  accepted: ['followedUp', 'identified', 'invalid'],
  followedUp: ['signed', 'declined', 'invalid'],
  signed: ['closed'],
  declined: ['closed'],
  invalid: ['closed'],
  closed: [],
};

export function canMoveReferral(from: ReferralState, to: ReferralState): boolean {
  return NEXT[from].includes(to);
}

/** The steps at which the referrer is told, never with a figure on the client's assets. */
export function tellsReferrer(state: ReferralState): boolean {
  return state === 'accepted' || state === 'followedUp' || state === 'signed' || state === 'declined' || state === 'invalid';
}

export interface FollowUpFacts {
  mode?: ContactMode | undefined;
  outcome?: ContactOutcome | undefined;
}

/** Whether a logged contact followed a referral up: somebody was spoken with. A message waits for its answer; no way told counts. */
export function isFollowUp({ mode, outcome }: FollowUpFacts): boolean {
  if (outcome !== undefined) return outcome !== 'notReached';
  return mode === undefined || !['sms', 'email', 'letter', 'digital'].includes(mode);
}

const AMOUNT = /(?:\d+(?:[.,]\d+)*|[零一二两三四五六七八九十百千几]+)\s*(?:多|来|余)?\s*(?:[万亿wW]|千元|百元|元|块)|\d{5,}/u;

/** Whether words tell an amount: what a referrer must not learn of a client. */
export const hasFigures = (text: string): boolean => AMOUNT.test(text.normalize('NFKC').replace(/1\d{10}/g, ''));

export interface ReferralClock {
  due: Deadline;
  /** Half the time gone: the receiver is reminded. */
  halfAt: Date;
  /** At `due.at`: the receiver's supervisor is told. From here on he may give it to somebody else. */
  reassignFrom: Date;
  /** Follow-up and reply are done. */
  stopped: boolean;
  reasons: Reason[];
}

/** Follow-up and reply to the referrer within one working day of creation. */
export function referralClock(createdAt: Date, state: ReferralState, calendar: Calendar, rules: Rules): ReferralClock {
  const due = dueAfter(createdAt, rules.referral.followUp, calendar, rules.calendar);
  return {
    due,
    halfAt: new Date(createdAt.getTime() + (due.at.getTime() - createdAt.getTime()) / 2),
    reassignFrom: dueAfter(due.at, rules.referral.reassignAfter, calendar, rules.calendar).at,
    stopped: !['identified', 'assigned', 'accepted'].includes(state),
    reasons: [reason('referral-clock', '推荐要在1个工作日内跟进并回复推荐人')],
  };
}

export interface Candidate {
  userId: string;
  name: string;
  outletId: string;
  /** Holds the licence the client's level asks for. */
  isLicensed: boolean;
  openReferrals: number;
  clients: number;
}

export interface Assignment {
  /** Undefined = a tie or nobody: the supervisor decides. */
  userId?: string;
  /** Those the supervisor chooses from. */
  candidates: string[];
  reasons: Reason[];
}

/** The one with the licence before others, then fewest open referrals, then fewest clients; 0 = a tie. */
export const compareCandidates = (a: Candidate, b: Candidate): number =>
  Number(b.isLicensed) - Number(a.isLicensed) || a.openReferrals - b.openReferrals || a.clients - b.clients;

/**
 * Who gets a referral: the one named, else the client's responsible manager, else in the same outlet the one with the
 * licence, the fewest open referrals, the fewest clients.
 */
export function assignReferral(
  facts: { outletId: string; namedUserId?: string; responsibleUserId?: string },
  candidates: readonly Candidate[],
): Assignment {
  if (facts.responsibleUserId !== undefined) {
    return { userId: facts.responsibleUserId, candidates: [], reasons: [reason('referral-responsible', '您是主办客户经理')] };
  }
  if (facts.namedUserId !== undefined) return { userId: facts.namedUserId, candidates: [], reasons: [reason('referral-named', '推荐人指定')] };
  const here = candidates.filter((one) => one.outletId === facts.outletId);
  const sorted = [...here].sort((a, b) => compareCandidates(a, b) || a.userId.localeCompare(b.userId));
  const [first, second] = sorted;
  if (first === undefined) return { candidates: [], reasons: [reason('referral-nobody', '本网点没有可分配的客户经理，请主管指定')] };
  if (second !== undefined && compareCandidates(first, second) === 0) {
    return {
      candidates: sorted.filter((one) => compareCandidates(one, first) === 0).map((one) => one.userId),
      reasons: [reason('referral-tie', '几位条件相同，请主管指定')],
    };
  }
  const why =
    second === undefined
      ? '本网点只有一位客户经理'
      : first.isLicensed !== second.isLicensed
        ? '资格与客户等级相符'
        : first.openReferrals !== second.openReferrals
          ? '在办推荐最少'
          : '客户数最少';
  return { userId: first.userId, candidates: [], reasons: [reason('referral-assigned', why)] };
}

/** On-site alert: by when the manager answers, else the supervisor is told. */
export function onSiteAckUntil(reportedAt: Date, rules: Rules): Date {
  return new Date(reportedAt.getTime() + rules.retention.onSiteAckMinutes * MINUTE_MS);
}
