import { describe, expect, test } from 'vitest';
import { createCalendar } from '../../src/domain/calendar/index.js';
import {
  deputyTask,
  endActingProblems,
  handBackDigest,
  isActingRequired,
  isRelationActive,
  relationProblems,
  responsibleFor,
  type ManagerRelation,
  type ProposedRelation,
  type RelationRole,
} from '../../src/domain/manager-relation.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';

const calendar = createCalendar();
const today = '2026-11-23';
const rm = { userId: 'chen', isSupervisor: false };
const boss = { userId: 'zhou', isSupervisor: true };

function relation(role: RelationRole, userId: string, more: Partial<ManagerRelation> = {}): ManagerRelation {
  return { id: `${role}-${userId}`, clientId: 'c', userId, role, from: '2026-01-01', setBy: 'zhou', reason: '', state: 'active', ...more };
}

function codes(relations: ManagerRelation[], proposed: ProposedRelation, setter = boss, dual = false): string[] {
  return relationProblems(relations, proposed, setter, dual, DEFAULT_RULES).map((one) => one.code);
}

test.each<[Partial<ManagerRelation>, boolean]>([
  [{}, true],
  [{ from: today }, true],
  [{ from: '2026-11-24' }, false],
  [{ to: today }, true],
  [{ to: '2026-11-22' }, false],
  [{ state: 'ended' }, false],
])('%j is active: %s', (more, expected) => expect(isRelationActive(relation('main', 'chen', more), today)).toBe(expected));

describe('a new relation', () => {
  const main = relation('main', 'chen');
  const week = { from: '2026-11-23', to: '2026-11-27' };
  test.each<[string, ManagerRelation[], ProposedRelation, typeof boss, boolean, string[]]>([
    ['a main where there is none', [], { role: 'main', userId: 'chen', from: today }, boss, false, []],
    ['a second main', [main], { role: 'main', userId: 'lin', from: today }, boss, false, ['main-taken']],
    ['a main after an ended one', [{ ...main, state: 'ended' }], { role: 'main', userId: 'lin', from: today }, boss, false, []],
    ['a deputy the level asks for', [main], { role: 'deputy', userId: 'he', from: today }, rm, true, []],
    ['a deputy the supervisor sets', [main], { role: 'deputy', userId: 'he', from: today }, boss, false, []],
    ['a deputy nobody asked for', [main], { role: 'deputy', userId: 'he', from: today }, rm, false, ['deputy-not-asked']],
    ['a deputy who is the main', [main], { role: 'deputy', userId: 'chen', from: today }, boss, true, ['deputy-is-main']],
    ['a stand-in by the supervisor', [main], { role: 'acting', userId: 'fang', ...week }, boss, false, []],
    ['a stand-in by the manager himself', [main], { role: 'acting', userId: 'fang', ...week }, rm, false, ['acting-not-supervisor']],
    ['a stand-in without a main', [], { role: 'acting', userId: 'fang', ...week }, boss, false, ['acting-without-main']],
    ['a stand-in without an end', [main], { role: 'acting', userId: 'fang', from: today }, boss, false, ['acting-without-end']],
    [
      'two stand-ins at once',
      [main, relation('acting', 'xu', week)],
      { role: 'acting', userId: 'fang', from: '2026-11-27', to: '2026-12-01' },
      boss,
      false,
      ['acting-taken'],
    ],
    [
      'a stand-in after another',
      [main, relation('acting', 'xu', week)],
      { role: 'acting', userId: 'fang', from: '2026-11-28', to: '2026-12-01' },
      boss,
      false,
      [],
    ],
    ['standing in for oneself', [main], { role: 'acting', userId: 'chen', ...week }, boss, false, ['acting-is-main']],
    ['a reversed period', [main], { role: 'acting', userId: 'fang', from: '2026-11-27', to: '2026-11-23' }, boss, false, ['period-reversed']],
    ['roaming for 14 days', [main], { role: 'roaming', userId: 'wu', from: '2026-11-01', to: '2026-11-14' }, boss, false, []],
    ['roaming for 15 days', [main], { role: 'roaming', userId: 'wu', from: '2026-11-01', to: '2026-11-15' }, boss, false, ['roaming-too-long']],
    ['roaming without an end', [main], { role: 'roaming', userId: 'wu', from: today }, boss, false, ['roaming-without-end']],
  ])('%s', (_name, relations, proposed, setter, dual, expected) => expect(codes(relations, proposed, setter, dual)).toEqual(expected));

  test('every hindrance is told at once', () => {
    expect(codes([], { role: 'acting', userId: 'fang', from: today }, rm)).toEqual([
      'acting-not-supervisor',
      'acting-without-main',
      'acting-without-end',
    ]);
  });
});

test('only the supervisor ends a stand-in', () => {
  const acting = relation('acting', 'fang', { to: '2026-11-27' });
  expect(endActingProblems(acting, boss)).toEqual([]);
  expect(endActingProblems(acting, rm)).toHaveLength(1);
  expect(endActingProblems(relation('main', 'chen'), boss)).toHaveLength(1);
});

test.each([
  ['2026-11-23', '2026-11-24', false],
  ['2026-11-23', '2026-11-25', true],
  ['2026-11-20', '2026-11-23', false],
  ['2026-02-14', '2026-02-24', false],
  ['2026-02-14', '2026-02-25', true],
])('an absence %s to %s needs a stand-in: %s', (from, to, expected) => expect(isActingRequired(from, to, calendar, DEFAULT_RULES)).toBe(expected));

test('work goes to the stand-in, else to the main, else to the pool', () => {
  const main = relation('main', 'chen');
  const acting = relation('acting', 'fang', { from: '2026-11-23', to: '2026-11-27' });
  expect(responsibleFor([main, acting], '2026-11-23')).toBe('fang');
  expect(responsibleFor([main, acting], '2026-11-28')).toBe('chen');
  expect(responsibleFor([], today)).toBeUndefined();
});

test.each([
  [false, true, false, 'addDeputy'],
  [false, true, true, undefined],
  [true, false, true, 'removeDeputy'],
  [true, false, false, undefined],
  [true, true, false, undefined],
])('dual before %s, now %s, deputy %s: %s', (before, after, deputy, task) => expect(deputyTask(before, after, deputy)).toBe(task));

describe('hand-back', () => {
  const at = new Date('2026-11-24T10:00:00+08:00');
  const facts = {
    acting: { userId: 'fang', forUserId: 'xu', from: '2026-11-23', to: '2026-11-27' },
    contacts: [
      { clientId: 'a', at, mode: 'phone' },
      { clientId: 'a', at, mode: 'phone' },
      { clientId: 'b', at, mode: 'sms' },
    ],
    promises: [
      { clientId: 'feng', text: '送方案', dueOn: '2026-11-30', done: false },
      { clientId: 'a', text: '回电', dueOn: '2026-11-24', done: true },
    ],
    items: [
      { id: 't1', kind: 'task' as const, clientId: 'b', title: '寄材料', open: false },
      { id: 'k1', kind: 'case' as const, clientId: 'b', title: 'TS-1', open: true, dueOn: '2026-12-02' },
      { id: 'r1', kind: 'referral' as const, clientId: 'c', title: 'TJ-1', open: true },
    ],
    profileChanges: [
      { clientId: 'a', field: 'mobile' },
      { clientId: 'a', field: 'mobile' },
      { clientId: 'c', field: 'address' },
    ],
  };
  const digest = handBackDigest(facts, calendar);

  test('counts what happened', () => {
    expect(digest).toMatchObject({
      workdays: 5,
      contactCount: 3,
      contactedClients: 2,
      openPromises: 1,
      nextPromiseOn: '2026-11-30',
      changedClients: 2,
      changes: 2,
    });
    expect(digest.openCounts).toEqual({ task: 0, case: 1, referral: 1, appointment: 0, note: 0 });
  });

  test('moves what is open and lists the most pressing client first', () => {
    expect(digest.move.map((item) => item.id)).toEqual(['k1', 'r1']);
    expect(digest.byClient.map((one) => one.clientId)).toEqual(['feng', 'b', 'a', 'c']);
  });
});
