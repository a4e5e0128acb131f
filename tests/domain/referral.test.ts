import { expect, test } from 'vitest';
import { createCalendar } from '../../src/domain/calendar/index.js';
import {
  assignReferral,
  canMoveReferral,
  hasFigures,
  isFollowUp,
  onSiteAckUntil,
  referralClock,
  REFERRAL_STATES,
  tellsReferrer,
  type Candidate,
  type ReferralState,
} from '../../src/domain/referral.js';
import { DEFAULT_RULES as rules } from '../../src/domain/rules.js';

const calendar = createCalendar();
const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`);

test.each([
  ['2026-11-23 10:12', '2026-11-24 18:00', '2026-11-24 02:06', '2026-11-26 18:00'],
  ['2026-11-20 10:00', '2026-11-23 18:00', '2026-11-22 02:00', '2026-11-25 18:00'],
  ['2026-09-30 10:00', '2026-10-08 18:00', '2026-10-04 14:00', '2026-10-10 18:00'],
  ['2026-09-18 19:00', '2026-09-20 18:00', '2026-09-19 18:30', '2026-09-22 18:00'],
])('created %s: due %s, half %s, free to reassign from %s', (created, due, half, reassign) => {
  const clock = referralClock(at(created), 'assigned', calendar, rules);
  expect([clock.due.at, clock.halfAt, clock.reassignFrom]).toEqual([at(due), at(half), at(reassign)]);
});

test('following up stops the clock', () => {
  const stopped = REFERRAL_STATES.filter((state) => referralClock(at('2026-11-23 10:00'), state, calendar, rules).stopped);
  expect(stopped).toEqual(['followedUp', 'signed', 'declined', 'invalid', 'closed']);
});

test.each<[ReferralState, ReferralState, boolean]>([
  ['identified', 'assigned', true],
  ['assigned', 'accepted', true],
  ['accepted', 'followedUp', true],
  ['followedUp', 'signed', true],
  ['followedUp', 'declined', true],
  ['signed', 'closed', true],
  ['declined', 'closed', true],
  ['assigned', 'identified', true],
  ['identified', 'accepted', false],
  ['assigned', 'signed', false],
  ['closed', 'signed', false],
])('%s to %s: %s', (from, to, expected) => expect(canMoveReferral(from, to)).toBe(expected));

test('every road ends closed', () => {
  const reached = new Set<ReferralState>(['identified']);
  for (const state of reached) for (const next of REFERRAL_STATES.filter((to) => canMoveReferral(state, to))) reached.add(next);
  expect(reached.size).toBe(REFERRAL_STATES.length);
  expect(REFERRAL_STATES.filter((to) => canMoveReferral('closed', to))).toEqual([]);
});

test('the referrer hears of every step', () => {
  expect(REFERRAL_STATES.filter(tellsReferrer)).toEqual(['accepted', 'followedUp', 'signed', 'declined', 'invalid']);
});

const candidate = (userId: string, more: Partial<Candidate> = {}): Candidate => ({
  userId,
  name: userId,
  outletId: 'o',
  isLicensed: true,
  openReferrals: 1,
  clients: 100,
  ...more,
});

test.each<[string, { namedUserId?: string; responsibleUserId?: string }, Candidate[], string | undefined, string]>([
  ["the client's own manager", { responsibleUserId: 'chen', namedUserId: 'lin' }, [candidate('fang')], 'chen', '您是主办客户经理'],
  ['the one named', { namedUserId: 'lin' }, [candidate('fang')], 'lin', '推荐人指定'],
  [
    'the one with the licence',
    {},
    [candidate('a', { isLicensed: false, openReferrals: 0 }), candidate('b', { openReferrals: 9 })],
    'b',
    '资格与客户等级相符',
  ],
  [
    'the fewest open referrals',
    {},
    [candidate('a', { openReferrals: 2, clients: 1 }), candidate('b', { openReferrals: 1, clients: 300 })],
    'b',
    '在办推荐最少',
  ],
  ['the fewest clients', {}, [candidate('a', { clients: 101 }), candidate('b')], 'b', '客户数最少'],
  ['a tie', {}, [candidate('a'), candidate('b'), candidate('z', { clients: 500 })], undefined, '几位条件相同，请主管指定'],
  ['the same outlet only', {}, [candidate('a', { outletId: 'x' }), candidate('b', { openReferrals: 9 })], 'b', '本网点只有一位客户经理'],
  ['nobody', {}, [candidate('a', { outletId: 'x' })], undefined, '本网点没有可分配的客户经理，请主管指定'],
])('assigns to %s', (_name, facts, candidates, userId, why) => {
  const assignment = assignReferral({ outletId: 'o', ...facts }, candidates);
  expect(assignment.userId).toBe(userId);
  expect(assignment.reasons[0]?.text).toBe(why);
});

test('a tie names those to choose from', () => {
  expect(assignReferral({ outletId: 'o' }, [candidate('b'), candidate('a'), candidate('z', { clients: 500 })]).candidates).toEqual(['a', 'b']);
});

test('somebody in the lobby waits ten minutes at most', () => expect(onSiteAckUntil(at('2026-11-23 10:41'), rules)).toEqual(at('2026-11-23 10:51')));

test.each([
  [{}, true],
  [{ mode: 'phone' as const }, true],
  [{ mode: 'phone' as const, outcome: 'notReached' as const }, false],
  [{ mode: 'faceToFace' as const, outcome: 'refused' as const }, true],
  [{ mode: 'sms' as const }, false],
  [{ mode: 'digital' as const }, false],
  [{ mode: 'digital' as const, outcome: 'replied' as const }, true],
  [{ mode: 'letter' as const }, false],
])('%j follows a referral up: %s', (facts, expected) => expect(isFollowUp(facts)).toBe(expected));

test.each([
  ['约了11月25日 15:00面谈', false],
  ['下周三上午在园区支行2楼', false],
  ['电话13800002210，改天再说', false],
  ['他有200万', true],
  ['大概两百多万吧', true],
  ['1.2亿', true],
  ['存了5,000元', true],
  ['余额1864000', true],
  ['５０万', true],
])('「%s」 tells an amount: %s', (text, expected) => expect(hasFigures(text)).toBe(expected));
