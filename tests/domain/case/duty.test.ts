import { describe, expect, test } from 'vitest';
import { createCalendar } from '../../../src/domain/calendar/index.js';
import {
  canEditFindings,
  canMove,
  canReadStatement,
  CASE_STATES,
  closingProblems,
  downgradeProblems,
  investigatorProblems,
  isEnded,
  majorReasons,
  mayStayUnprocessed,
  needsInvestigator,
  nextStates,
  noticeProblems,
  presetKind,
  recusalDue,
  repeatOutcome,
  type CaseKind,
  type CaseState,
  type DecisionNotice,
} from '../../../src/domain/case/index.js';
import { DEFAULT_RULES as rules } from '../../../src/domain/rules.js';

const calendar = createCalendar();

test.each<[string, string | undefined]>([
  ['我要投诉你们', '投诉'],
  ['要求赔偿损失', '赔偿'],
  ['经理误导我买的', '误导'],
  ['你们这是欺骗', '欺骗'],
  ['我去找监管', '监管'],
  ['打12378', '12378'],
  ['帮我开个资产证明', undefined],
  ['我不是要投诉，就是问问', undefined],
  ['不投诉，但要赔偿', '赔偿'],
  ['不想投诉', undefined],
  ['', undefined],
])('%s presets %s', (words, word) => expect(presetKind(words)?.word).toBe(word));

test('only a supervisor with a reason makes a complaint a request', () => {
  expect(downgradeProblems({ isSupervisor: true }, '客户确认只是咨询')).toEqual([]);
  expect(downgradeProblems({ isSupervisor: false }, '').map((one) => one.code)).toEqual(['downgrade-not-supervisor', 'downgrade-without-reason']);
});

describe('states', () => {
  const road: CaseState[] = ['received', 'accepted', 'contacted', 'investigating', 'decided', 'notified', 'closed'];
  test('the road from intake to closing', () => {
    for (const [index, state] of road.slice(0, -1).entries()) expect(canMove(state, road[index + 1] as CaseState, 'request')).toBe(true);
  });

  test.each<[CaseState, CaseState, CaseKind, boolean]>([
    ['received', 'decided', 'complaint', false],
    ['received', 'closed', 'complaint', false],
    ['contacted', 'closed', 'complaint', false],
    ['decided', 'closed', 'complaint', false],
    ['received', 'contacted', 'complaint', true],
    ['investigating', 'withdrawn', 'complaint', true],
    ['investigating', 'merged', 'complaint', true],
    ['received', 'notProcessed', 'complaint', true],
    ['notified', 'withdrawn', 'complaint', false],
    ['notified', 'rechecking', 'complaint', true],
    ['notified', 'rechecking', 'request', false],
    ['closed', 'rechecking', 'complaint', true],
    ['rechecking', 'rechecked', 'complaint', true],
    ['rechecked', 'closed', 'complaint', true],
    ['withdrawn', 'accepted', 'complaint', false],
    ['closed', 'received', 'complaint', false],
  ])('%s to %s of a %s: %s', (from, to, kind, expected) => expect(canMove(from, to, kind)).toBe(expected));

  test('exits lead nowhere, and every state can be reached', () => {
    for (const state of ['withdrawn', 'merged', 'notProcessed'] as const) {
      expect(nextStates(state, 'complaint')).toEqual([]);
      expect(isEnded(state)).toBe(true);
    }
    const reached = new Set<CaseState>(['received']);
    for (const state of reached) for (const next of nextStates(state, 'complaint')) reached.add(next);
    expect(reached.size).toBe(CASE_STATES.length);
  });
});

describe('recusal', () => {
  const people = { ownerId: 'chen', accusedUserIds: ['chen'] };
  test('the accused owner does not look into it', () => {
    expect(needsInvestigator('complaint', people)).toBe(true);
    expect(needsInvestigator('request', people)).toBe(false);
    expect(needsInvestigator('complaint', { ...people, investigatorId: 'lin' })).toBe(false);
    expect(needsInvestigator('complaint', { ...people, investigatorId: 'chen' })).toBe(true);
    expect(needsInvestigator('complaint', { ownerId: 'chen', accusedUserIds: ['xu'] })).toBe(false);
  });

  test('the supervisor names another within one working day', () => {
    expect(recusalDue(new Date('2026-09-30T20:00:00+08:00'), calendar, rules).at).toEqual(new Date('2026-10-08T18:00:00+08:00'));
    expect(investigatorProblems(people, 'lin', { isSupervisor: true })).toEqual([]);
    expect(investigatorProblems(people, 'chen', { isSupervisor: true })).toMatchObject([
      { code: 'investigator-accused', source: '《银行业保险业消费投诉处理管理办法》第十七条' },
    ]);
    expect(investigatorProblems(people, 'lin', { isSupervisor: false })).toHaveLength(1);
  });

  test('the accused edits no findings and reads only his own statement', () => {
    const named = { ...people, investigatorId: 'lin' };
    expect(canEditFindings(named, 'chen')).toBe(false);
    expect(canEditFindings(named, 'lin')).toBe(true);
    expect(canEditFindings(people, 'chen')).toBe(false);
    expect(canReadStatement(named, 'chen', 'sun')).toBe(false);
    expect(canReadStatement(named, 'chen', 'chen')).toBe(true);
    expect(canReadStatement(named, 'lin', 'sun')).toBe(true);
  });
});

test.each([
  [{ peopleTogether: 19 }, []],
  [{ peopleTogether: 20 }, ['major-people']],
  [{ disaster: true }, ['major-disaster']],
  [{ setByCompliance: true, peopleTogether: 30 }, ['major-people', 'major-compliance']],
  [{}, []],
])('%j is major for %j', (facts, codes) => expect(majorReasons(facts, rules).map((one) => one.code)).toEqual(codes));

describe('decision notice', () => {
  const whole: DecisionNotice = {
    verified: '核对了流水和录音',
    basis: '合同第三条',
    remedies: ['核查', '调解', '仲裁', '诉讼'],
    channel: 'letter',
    sentAt: new Date('2026-12-01T10:00:00+08:00'),
    evidence: ['EMS123'],
  };
  test.each<[string, Partial<DecisionNotice>, string[]]>([
    ['complete', {}, []],
    ['nothing verified', { verified: ' ' }, ['notice-verified']],
    ['no basis', { basis: undefined }, ['notice-basis']],
    ['a remedy missing', { remedies: ['核查', '诉讼', '仲裁'] }, ['notice-remedies']],
    ['no channel', { channel: undefined }, ['notice-channel']],
    ['not sent', { sentAt: undefined }, ['notice-sent']],
    ['no evidence', { evidence: [] }, ['notice-evidence']],
    [
      'empty',
      { verified: undefined, basis: undefined, remedies: [], channel: undefined, sentAt: undefined, evidence: [] },
      ['notice-verified', 'notice-basis', 'notice-remedies', 'notice-channel', 'notice-sent', 'notice-evidence'],
    ],
  ])('%s', (_name, more, codes) => expect(noticeProblems({ ...whole, ...more }).map((one) => one.code)).toEqual(codes));
});

test.each<[CaseKind, CaseState, string | undefined, string[]]>([
  ['complaint', 'notified', '系统延迟', []],
  ['complaint', 'notified', undefined, ['closing-root-cause']],
  ['request', 'notified', undefined, []],
  ['complaint', 'rechecked', '系统延迟', []],
  ['complaint', 'decided', '系统延迟', ['closing-early']],
  ['complaint', 'received', undefined, ['closing-early', 'closing-root-cause']],
])('closing a %s that is %s with cause %s: %j', (kind, state, rootCause, codes) => {
  expect(closingProblems({ kind, state, rootCause }).map((one) => one.code)).toEqual(codes);
});

test('the same complaint again', () => {
  const at = new Date('2026-11-24T10:00:00+08:00');
  expect(repeatOutcome({ running: true }, { hasNewFacts: false, at })).toEqual({ action: 'merge' });
  expect(repeatOutcome({ running: true }, { hasNewFacts: true, at })).toEqual({ action: 'merge', restartedAt: at });
  expect(repeatOutcome({ running: false }, { hasNewFacts: true, at })).toEqual({ action: 'newCase' });
});

test('only somebody without any right may stay unprocessed', () => {
  const nobody = { isConcerned: false, isAuthorised: false, isHeir: false };
  expect(mayStayUnprocessed(nobody)).toBe(true);
  expect(mayStayUnprocessed({ ...nobody, isAuthorised: true })).toBe(false);
  expect(mayStayUnprocessed({ ...nobody, isHeir: true })).toBe(false);
  expect(mayStayUnprocessed({ ...nobody, isConcerned: true })).toBe(false);
});
