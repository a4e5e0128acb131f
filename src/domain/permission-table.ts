import { ROLES, type Role } from './role.js';

/** What somebody wants to do. Source of the whole table: docs/rules.md#permission. */
export type Action =
  | 'client.find'
  | 'client.view'
  | 'client.list'
  | 'client.export'
  | 'client.reveal'
  | 'client.create'
  | 'client.claim'
  | 'client.edit'
  | 'contact.write'
  | 'contact.read'
  | 'case.create'
  | 'case.view'
  | 'case.handle'
  | 'case.assign'
  | 'case.markMajor'
  | 'proposal.draft'
  | 'proposal.view'
  | 'proposal.approve'
  | 'retention.handle'
  | 'opportunity.handle'
  | 'referral.create'
  | 'onSite.report'
  | 'kpi.view'
  | 'kpi.scheme'
  | 'bulletin.view'
  | 'bulletin.publish'
  | 'relation.set'
  | 'acting.set'
  | 'roaming.set'
  | 'client.assign'
  | 'supervise'
  | 'callback.manage'
  | 'reviewMeeting.manage'
  | 'parameter.branch'
  | 'parameter.global'
  | 'catalogue.edit'
  | 'product.edit'
  | 'product.stats'
  | 'text.edit'
  | 'textRule.edit'
  | 'audit.read'
  | 'audit.export'
  | 'staff.edit'
  | 'integration.edit'
  | 'import.run'
  | 'task.own';

/** How far a permission reaches. `any` needs no subject, `self` only oneself. */
export type Scope = 'any' | 'self' | 'own' | 'team' | 'org' | 'all';

/** `reason`: ask 回访/督办/投诉/其他 first, for one client. `ticket`: a ticket number. `aggregated`: counts, no single client. */
export type Condition = 'reason' | 'ticket' | 'aggregated' | 'confirmedByManager';

export interface PermissionRule {
  scope: Scope;
  actions: readonly Action[];
  condition?: Condition;
}

const CLIENT_WORK = [
  'client.view',
  'client.list',
  'client.edit',
  'client.reveal',
  'contact.read',
  'contact.write',
  'retention.handle',
  'opportunity.handle',
] as const;
const FRONT = ['task.own', 'case.create', 'referral.create', 'onSite.report', 'product.stats', 'bulletin.view'] as const;

export const PERMISSIONS: Readonly<Record<Role, readonly PermissionRule[]>> = {
  teller: [
    { scope: 'any', actions: ['task.own', 'case.create', 'referral.create', 'onSite.report'] },
    { scope: 'team', actions: ['client.find', 'bulletin.view', 'kpi.view'] },
  ],
  lobbyManager: [
    { scope: 'any', actions: ['task.own', 'case.create', 'referral.create', 'onSite.report'] },
    { scope: 'team', actions: ['client.find', 'bulletin.view', 'kpi.view'] },
  ],
  rmAssistant: [
    { scope: 'any', actions: ['task.own', 'case.create', 'referral.create', 'onSite.report', 'client.create'] },
    {
      scope: 'own',
      actions: ['client.find', 'client.view', 'client.list', 'client.reveal', 'contact.read', 'case.view', 'proposal.draft', 'proposal.view'],
    },
    { scope: 'own', actions: ['contact.write', 'client.edit'], condition: 'confirmedByManager' },
  ],
  relationshipManager: [
    { scope: 'any', actions: [...FRONT, 'client.create', 'client.claim'] },
    { scope: 'self', actions: ['kpi.view'] },
    { scope: 'own', actions: ['client.find', ...CLIENT_WORK, 'client.export', 'case.view', 'case.handle', 'proposal.draft', 'proposal.view'] },
  ],
  wealthAdviser: [
    { scope: 'any', actions: [...FRONT, 'client.create', 'client.claim'] },
    { scope: 'self', actions: ['kpi.view'] },
    { scope: 'own', actions: ['client.find', ...CLIENT_WORK, 'client.export', 'case.view', 'case.handle', 'proposal.draft', 'proposal.view'] },
  ],
  branchSupervisor: [
    { scope: 'any', actions: [...FRONT, 'client.create'] },
    {
      scope: 'team',
      actions: [
        'client.find',
        ...CLIENT_WORK,
        'client.export',
        'case.view',
        'case.handle',
        'case.assign',
        'proposal.view',
        'proposal.approve',
        'kpi.view',
        'kpi.scheme',
        'bulletin.view',
        'bulletin.publish',
        'relation.set',
        'acting.set',
        'roaming.set',
        'client.assign',
        'supervise',
      ],
    },
  ],
  wealthCentreHead: [
    { scope: 'any', actions: [...FRONT] },
    {
      scope: 'org',
      actions: [
        'client.find',
        ...CLIENT_WORK,
        'case.view',
        'case.handle',
        'case.assign',
        'proposal.view',
        'proposal.approve',
        'kpi.view',
        'bulletin.view',
        'bulletin.publish',
        'callback.manage',
        'reviewMeeting.manage',
        'roaming.set',
        'supervise',
      ],
    },
  ],
  branchManager: [
    { scope: 'any', actions: [...FRONT] },
    { scope: 'org', actions: ['client.list'], condition: 'aggregated' },
    { scope: 'org', actions: ['client.find', 'client.view', 'client.reveal', 'contact.read'], condition: 'reason' },
    {
      scope: 'org',
      actions: [
        'case.view',
        'case.handle',
        'case.assign',
        'proposal.view',
        'proposal.approve',
        'kpi.view',
        'bulletin.view',
        'bulletin.publish',
        'parameter.branch',
        'roaming.set',
        'supervise',
      ],
    },
  ],
  headOfficeManager: [
    { scope: 'any', actions: ['task.own', 'referral.create', 'product.stats', 'bulletin.view'] },
    { scope: 'all', actions: ['client.list', 'case.view', 'proposal.view'], condition: 'aggregated' },
    { scope: 'all', actions: ['client.find', 'client.view'], condition: 'reason' },
    { scope: 'all', actions: ['kpi.view', 'bulletin.publish', 'parameter.global', 'parameter.branch', 'catalogue.edit'] },
  ],
  productManager: [{ scope: 'any', actions: ['task.own', 'bulletin.view', 'product.stats', 'product.edit', 'text.edit'] }],
  compliance: [
    {
      scope: 'any',
      actions: ['task.own', 'bulletin.view', 'product.stats', 'case.create', 'case.markMajor', 'textRule.edit', 'audit.read', 'audit.export'],
    },
    { scope: 'all', actions: ['client.find', 'client.view', 'client.list', 'client.reveal', 'contact.read'], condition: 'ticket' },
    { scope: 'all', actions: ['case.view', 'proposal.view', 'kpi.view'] },
  ],
  sysAdmin: [{ scope: 'any', actions: ['task.own', 'staff.edit', 'integration.edit', 'import.run'] }],
};

/** Who holds this right on some client or org, be it only with a reason, a ticket or a confirmation; totals are no such right. */
export const rolesWith = (action: Action): readonly Role[] =>
  ROLES.filter((role) => PERMISSIONS[role].some((rule) => rule.actions.includes(action) && rule.condition !== 'aggregated'));
