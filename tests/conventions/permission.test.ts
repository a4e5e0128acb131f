import { describe, expect, test } from 'vitest';
import { rightOf } from '../../src/bot/access.js';
import { commands } from '../../src/commands/index.js';
import { PERMISSIONS, rolesWith } from '../../src/domain/permission.js';
import { ROLES, type Role } from '../../src/domain/role.js';

/** domain §19, row by row, as the bank reads it: who may do what, be it with a reason or a ticket. */
const BY_THE_BOOK: Record<string, readonly Role[]> = {
  'client.find': [
    'teller',
    'lobbyManager',
    'rmAssistant',
    'relationshipManager',
    'wealthAdviser',
    'branchSupervisor',
    'wealthCentreHead',
    'branchManager',
    'headOfficeManager',
    'compliance',
  ],
  'client.view': [
    'rmAssistant',
    'relationshipManager',
    'wealthAdviser',
    'branchSupervisor',
    'wealthCentreHead',
    'branchManager',
    'headOfficeManager',
    'compliance',
  ],
  'contact.read': ['rmAssistant', 'relationshipManager', 'wealthAdviser', 'branchSupervisor', 'wealthCentreHead', 'branchManager', 'compliance'],
  'contact.write': ['rmAssistant', 'relationshipManager', 'wealthAdviser', 'branchSupervisor', 'wealthCentreHead'],
  'client.claim': ['relationshipManager', 'wealthAdviser'],
  'client.export': ['relationshipManager', 'wealthAdviser', 'branchSupervisor'],
  'acting.set': ['branchSupervisor'],
  'relation.set': ['branchSupervisor'],
  'client.assign': ['branchSupervisor'],
  'audit.read': ['compliance'],
  'staff.edit': ['sysAdmin'],
};

test.each(Object.entries(BY_THE_BOOK))('%s', (action, roles) => expect(rolesWith(action as Parameters<typeof rolesWith>[0])).toEqual(roles));

test('every role has its rows, and the system administrator sees no client', () => {
  expect(Object.keys(PERMISSIONS).sort()).toEqual([...ROLES].sort());
  const actions = PERMISSIONS.sysAdmin.flatMap((rule) => rule.actions);
  expect(actions.filter((action) => /^(client|contact|case|proposal)\./.test(action))).toEqual([]);
});

describe('who a command is for', () => {
  const aboutClients = commands.filter((command) => command.slots.some((slot) => slot.kind === 'client' && slot.required));
  test.each(aboutClients.map((command) => [command.name, command] as const))('%s: only those who have its right on a client', (_name, command) => {
    const allowed = rolesWith(rightOf(command));
    expect(command.roles.filter((role) => !allowed.includes(role))).toEqual([]);
  });

  test.each(aboutClients.map((command) => [command.name, command] as const))('%s: nobody who has its right is left out', (_name, command) => {
    expect(rolesWith(rightOf(command)).filter((role) => !command.roles.includes(role))).toEqual([]);
  });

  test('a tap asks no less of a role than its command: the right it needs is one somebody of the command has', () => {
    for (const command of commands)
      for (const [verb, action] of Object.entries(command.clientTaps ?? {})) {
        const able = rolesWith(action).filter((role) => command.roles.includes(role));
        expect(able.length, `${command.name}.${verb} ${action}`).toBeGreaterThan(0);
      }
  });
});
