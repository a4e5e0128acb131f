import { describe, expect, test } from 'vitest';
import type { ManagerRelation, RelationRole } from '../../src/domain/manager-relation.js';
import {
  can,
  canFindBy,
  canKnowOwnership,
  canReadNote,
  decide,
  viewerOf,
  type Action,
  type Actor,
  type ClientSubject,
} from '../../src/domain/permission.js';
import type { Role } from '../../src/domain/role.js';

const now = new Date('2026-11-23T09:00:00+08:00');

function actor(role: Role, orgId = 'outlet', userId = 'me'): Actor {
  return { userId, roles: [{ role, orgId }] };
}

function relation(role: RelationRole, userId: string, more: Partial<ManagerRelation> = {}): ManagerRelation {
  return { id: `${role}-${userId}`, clientId: 'c', userId, role, from: '2026-01-01', setBy: 'boss', reason: '', state: 'active', ...more };
}

function client(relations: ManagerRelation[] = [relation('main', 'other')], more: Partial<ClientSubject> = {}): ClientSubject {
  return { kind: 'client', orgPath: ['head', 'branch', 'outlet'], relations, ...more };
}

const mine = client([relation('main', 'me')]);
const others = client();
const elsewhere = client([relation('main', 'other')], { orgPath: ['head', 'branch2', 'outlet9'] });

describe('who sees a client', () => {
  test.each<[Role, string, ClientSubject, boolean]>([
    ['relationshipManager', 'outlet', mine, true],
    ['relationshipManager', 'outlet', others, false],
    ['wealthAdviser', 'branch', client([relation('main', 'other'), relation('deputy', 'me')]), true],
    ['wealthAdviser', 'branch', others, false],
    ['branchSupervisor', 'outlet', others, true],
    ['branchSupervisor', 'outlet8', others, false],
    ['wealthCentreHead', 'branch', others, true],
    ['wealthCentreHead', 'branch', elsewhere, false],
    ['teller', 'outlet', others, false],
    ['lobbyManager', 'outlet', others, false],
    ['branchManager', 'branch', others, false],
    ['headOfficeManager', 'head', others, false],
    ['compliance', 'head', others, false],
    ['productManager', 'head', others, false],
    ['sysAdmin', 'head', others, false],
  ])('%s of %s', (role, orgId, subject, expected) => expect(can(actor(role, orgId), 'client.view', subject, now)).toBe(expected));

  test('roles that need a reason or a ticket are asked for it, within their scope', () => {
    expect(decide(actor('branchManager', 'branch'), 'client.view', others, now)).toMatchObject({ allowed: false, needs: 'reason' });
    expect(can(actor('branchManager', 'branch'), 'client.view', others, now, { viewReason: '督办' })).toBe(true);
    expect(can(actor('branchManager', 'branch'), 'client.view', elsewhere, now, { viewReason: '督办' })).toBe(false);
    expect(decide(actor('branchManager', 'branch'), 'client.view', elsewhere, now).needs).toBeUndefined();
    expect(can(actor('headOfficeManager', 'head'), 'client.view', elsewhere, now, { viewReason: '投诉' })).toBe(true);
    expect(decide(actor('compliance', 'head'), 'client.view', others, now)).toMatchObject({ allowed: false, needs: 'ticket' });
    expect(can(actor('compliance', 'head'), 'client.view', others, now, { ticket: ' ' })).toBe(false);
    expect(can(actor('compliance', 'head'), 'client.view', others, now, { ticket: 'T-1' })).toBe(true);
  });

  test('aggregated lists only show totals', () => {
    expect(decide(actor('branchManager', 'branch'), 'client.list', others, now)).toMatchObject({ allowed: false, needs: 'aggregated' });
    expect(can(actor('branchManager', 'branch'), 'client.list', others, now, { aggregated: true })).toBe(true);
  });

  test('a relation counts only on its days and while it is active', () => {
    const rm = actor('relationshipManager');
    expect(can(rm, 'client.view', client([relation('main', 'me', { to: '2026-11-23' })]), now)).toBe(true);
    expect(can(rm, 'client.view', client([relation('main', 'me', { to: '2026-11-22' })]), now)).toBe(false);
    expect(can(rm, 'client.view', client([relation('main', 'me', { from: '2026-11-24' })]), now)).toBe(false);
    expect(can(rm, 'client.view', client([relation('main', 'me', { state: 'ended' })]), now)).toBe(false);
  });

  test('a sealed file is for compliance only', () => {
    const sealed = { ...mine, sealed: true };
    expect(can(actor('relationshipManager'), 'client.view', sealed, now)).toBe(false);
    expect(can(actor('branchSupervisor'), 'client.view', sealed, now)).toBe(false);
    expect(can(actor('compliance', 'head'), 'client.view', sealed, now, { ticket: 'T-1' })).toBe(true);
  });

  test('an assistant sees the clients of the manager he works for, without export; what he writes is confirmed', () => {
    const assistant: Actor = { ...actor('rmAssistant'), assistsUserIds: ['other'] };
    expect(can(assistant, 'client.view', others, now)).toBe(true);
    expect(can(assistant, 'client.view', mine, now)).toBe(false);
    expect(can(assistant, 'client.export', others, now)).toBe(false);
    expect(decide(assistant, 'contact.write', others, now)).toMatchObject({ allowed: true, confirmedByManager: true });
    expect(canReadNote(assistant, 'private', others, now)).toBe(false);
  });
});

describe('standing in', () => {
  const period = { from: '2026-11-23', to: '2026-11-27' };
  const subject = client([relation('main', 'me'), relation('acting', 'fang', { ...period, forUserId: 'me' })]);
  test('the stand-in works, the main manager reads', () => {
    expect(can(actor('relationshipManager', 'outlet', 'fang'), 'contact.write', subject, now)).toBe(true);
    expect(can(actor('relationshipManager'), 'client.view', subject, now)).toBe(true);
    expect(can(actor('relationshipManager'), 'contact.write', subject, now)).toBe(false);
  });

  test('the deputy goes on as before', () => {
    const withDeputy = client([...subject.relations, relation('deputy', 'he')]);
    expect(can(actor('wealthAdviser', 'branch', 'he'), 'contact.write', withDeputy, now)).toBe(true);
  });

  test('access ends with the period', () => {
    const after = new Date('2026-11-28T09:00:00+08:00');
    expect(can(actor('relationshipManager', 'outlet', 'fang'), 'client.view', subject, after)).toBe(false);
    expect(can(actor('relationshipManager'), 'contact.write', subject, after)).toBe(true);
  });

  test('confidential notes only where ticked', () => {
    const fang = actor('relationshipManager', 'outlet', 'fang');
    expect(canReadNote(fang, 'normal', subject, now)).toBe(true);
    expect(canReadNote(fang, 'restricted', subject, now)).toBe(false);
    expect(canReadNote(fang, 'private', subject, now)).toBe(false);
    const ticked = client([relation('main', 'me'), relation('acting', 'fang', { ...period, withConfidentialNotes: true })]);
    expect(canReadNote(fang, 'restricted', ticked, now)).toBe(true);
    expect(canReadNote(fang, 'private', ticked, now)).toBe(true);
  });

  test('roaming and case work see a reduced client', () => {
    const roaming = client([relation('main', 'other'), relation('roaming', 'me', period)]);
    expect(decide(actor('relationshipManager'), 'client.view', roaming, now)).toMatchObject({ allowed: true, reduced: true });
    expect(decide(actor('relationshipManager'), 'client.view', roaming, now)).toMatchObject({ reduced: true });
    expect(can(actor('relationshipManager'), 'contact.read', roaming, now)).toBe(false);
    const granted = client([relation('main', 'other')], { grants: [{ userId: 'me', kind: 'case', from: '2026-11-20', to: '2026-11-23' }] });
    expect(can(actor('relationshipManager'), 'case.handle', granted, now)).toBe(true);
    expect(can(actor('relationshipManager'), 'case.handle', granted, new Date('2026-11-24T00:00:00+08:00'))).toBe(false);
  });
});

describe('fields', () => {
  test('a manager sees name and amounts of own clients, phone and id only revealed', () => {
    expect(viewerOf(actor('relationshipManager'), mine, now).full).toEqual(['name', 'birthday', 'email', 'address', 'amountFen']);
    expect(viewerOf(actor('relationshipManager'), mine, now, { revealed: 'mobile' }).full).toContain('mobile');
    expect(viewerOf(actor('relationshipManager'), others, now, { revealed: 'mobile' }).full).toEqual([]);
  });

  test('lobby and counter see the name in their outlet, no balances, and reveal nothing', () => {
    expect(viewerOf(actor('lobbyManager'), others, now, { revealed: 'mobile' }).full).toEqual(['name']);
    expect(viewerOf(actor('lobbyManager', 'outlet8'), others, now).full).toEqual([]);
    expect(decide(actor('lobbyManager'), 'client.view', others, now)).toMatchObject({ reduced: true });
  });

  test('private notes belong to the pair', () => {
    expect(canReadNote(actor('relationshipManager'), 'private', mine, now)).toBe(true);
    expect(canReadNote(actor('branchSupervisor'), 'private', others, now)).toBe(false);
    expect(canReadNote(actor('branchSupervisor'), 'restricted', others, now)).toBe(true);
    expect(canReadNote(actor('wealthCentreHead', 'branch'), 'normal', others, now)).toBe(true);
    expect(canReadNote(actor('wealthCentreHead', 'branch'), 'restricted', others, now)).toBe(false);
    expect(canReadNote(actor('wealthCentreHead', 'branch'), 'restricted', others, now, { viewReason: '督办' })).toBe(true);
    expect(canReadNote(actor('compliance', 'head'), 'private', others, now, { ticket: 'T-1' })).toBe(true);
    expect(canReadNote(actor('teller'), 'normal', others, now)).toBe(false);
  });
});

describe('acts', () => {
  test.each<[Role, string, Action, boolean]>([
    ['teller', 'outlet', 'referral.create', true],
    ['teller', 'outlet', 'case.create', true],
    ['teller', 'outlet', 'onSite.report', true],
    ['teller', 'outlet', 'client.find', true],
    ['teller', 'outlet', 'contact.write', false],
    ['teller', 'outlet', 'case.handle', false],
    ['relationshipManager', 'outlet', 'acting.set', false],
    ['relationshipManager', 'outlet', 'supervise', false],
    ['branchSupervisor', 'outlet', 'acting.set', true],
    ['branchSupervisor', 'outlet', 'case.assign', true],
    ['branchSupervisor', 'outlet', 'kpi.scheme', true],
    ['branchSupervisor', 'outlet', 'parameter.branch', false],
    ['branchManager', 'branch', 'parameter.branch', true],
    ['branchManager', 'branch', 'acting.set', false],
    ['wealthCentreHead', 'branch', 'callback.manage', true],
    ['headOfficeManager', 'head', 'parameter.global', true],
    ['headOfficeManager', 'head', 'acting.set', false],
    ['productManager', 'head', 'product.edit', true],
    ['productManager', 'head', 'client.find', false],
    ['compliance', 'head', 'audit.export', true],
    ['compliance', 'head', 'client.edit', false],
    ['sysAdmin', 'head', 'staff.edit', true],
    ['sysAdmin', 'head', 'client.find', false],
    ['sysAdmin', 'head', 'audit.read', false],
  ])('%s of %s, %s', (role, orgId, action, expected) => expect(can(actor(role, orgId), action, others, now)).toBe(expected));

  test('one sees only his own figures', () => {
    const org = { kind: 'org' as const, orgPath: ['head', 'branch', 'outlet'] };
    expect(can(actor('relationshipManager'), 'kpi.view', { ...org, userId: 'me' }, now)).toBe(true);
    expect(can(actor('relationshipManager'), 'kpi.view', { ...org, userId: 'other' }, now)).toBe(false);
    expect(can(actor('branchSupervisor'), 'kpi.view', { ...org, userId: 'other' }, now)).toBe(true);
  });

  test('of two roles that reach, the one that sees all of it wins, in whatever order they are held', () => {
    const roles = [
      { role: 'lobbyManager', orgId: 'outlet' },
      { role: 'relationshipManager', orgId: 'outlet' },
    ] as const;
    for (const held of [roles, roles.toReversed()])
      expect(decide({ userId: 'me', roles: held }, 'client.find', mine, now)).toMatchObject({
        allowed: true,
        reduced: false,
        role: 'relationshipManager',
      });
    expect(decide({ userId: 'me', roles }, 'client.find', others, now)).toMatchObject({ allowed: true, reduced: true, role: 'lobbyManager' });
  });

  test('two roles add up', () => {
    const both: Actor = {
      userId: 'me',
      roles: [
        { role: 'relationshipManager', orgId: 'outlet' },
        { role: 'branchSupervisor', orgId: 'outlet' },
      ],
    };
    expect(can(both, 'client.view', others, now)).toBe(true);
    expect(can(both, 'client.claim', undefined, now)).toBe(true);
  });

  test('nobody without a role does anything', () => expect(can({ userId: 'me', roles: [] }, 'task.own', undefined, now)).toBe(false));
});

test.each<[Role, Parameters<typeof canKnowOwnership>[1], boolean]>([
  ['relationshipManager', { name: true, mobile: true }, true],
  ['wealthAdviser', { name: true, birthDate: true }, true],
  ['branchSupervisor', { name: true, clientNo: true }, true],
  ['relationshipManager', { name: true }, false],
  ['relationshipManager', { name: false, mobile: true }, false],
  ['teller', { name: true, mobile: true }, false],
  ['sysAdmin', { name: true, mobile: true }, false],
])('%s may know the owner on %j: %s', (role, match, expected) => expect(canKnowOwnership(actor(role), match)).toBe(expected));

test.each<[Role, Parameters<typeof canFindBy>[1], string, number, boolean]>([
  ['relationshipManager', 'other', 'client', 3, true],
  ['lobbyManager', 'clientNo', 'client', 1, true],
  ['lobbyManager', 'phoneTail', 'client', 2, true],
  ['lobbyManager', 'fullName', 'client', 1, false],
  ['lobbyManager', 'fullName', 'on-site', 1, true],
  ['teller', 'fullName', 'referral', 1, true],
  ['teller', 'fullName', 'case', 2, false],
  ['teller', 'other', 'case', 1, false],
  ['productManager', 'clientNo', 'client', 1, false],
])('%s finds by %s in %s with %i hits: %s', (role, by, intent, hits, expected) => expect(canFindBy(actor(role), by, intent, hits)).toBe(expected));
