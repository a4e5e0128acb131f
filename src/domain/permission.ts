import { dateAt } from './calendar/index.js';
import { isRelationActive, type ManagerRelation } from './manager-relation.js';
import type { MaskedField, Viewer } from './masking.js';
import { reason, type Reason } from './reason.js';
import { PERMISSIONS, type Action, type Condition, type PermissionRule } from './permission-table.js';
import { AT_COUNTER } from './role-group.js';
import type { Role } from './role.js';

export { PERMISSIONS, rolesWith, type Action, type Condition, type Scope } from './permission-table.js';

/** What roles that need a reason are asked before a single client is shown. */
export const VIEW_REASONS = ['回访', '督办', '投诉', '其他'] as const;
export type ViewReason = (typeof VIEW_REASONS)[number];

export interface Actor {
  userId: string;
  /** Each role with the org it is bound to; a role without its org reaches nobody. */
  roles: readonly { role: Role; orgId: string }[];
  /** rmAssistant: the managers he works for. */
  assistsUserIds?: readonly string[];
}

/** A right that ends: beside the relations, what case, referral or event work opens. */
export interface Grant {
  userId: string;
  kind: 'referral' | 'case' | 'event';
  /** First and last day, both included. */
  from: string;
  to?: string;
}

/** All facts a permission on one client rests on; loaded with the client, never cached. */
export interface ClientSubject {
  kind: 'client';
  /** Ids from the head office down to the client's outlet. */
  orgPath: readonly string[];
  relations: readonly ManagerRelation[];
  grants?: readonly Grant[];
  /** The file of a lost or handed-down client: compliance only. */
  sealed?: boolean;
}

/** A colleague (KPIs) or an org (bulletins, parameters). */
export interface OrgSubject {
  kind: 'org';
  orgPath: readonly string[];
  /** The colleague concerned, if one. */
  userId?: string;
}

export type Subject = ClientSubject | OrgSubject;

/** Said with the request: the reason chosen, the ticket, or that only totals will be shown. */
export interface Claim {
  viewReason?: ViewReason;
  ticket?: string;
  aggregated?: boolean;
}

export interface Decision {
  allowed: boolean;
  /** What would allow it: ask for it. Absent when nothing would. */
  needs?: Condition;
  /** Allowed, but the manager confirms afterwards (assistants). */
  confirmedByManager: boolean;
  /** Only name, level, contact data and preferences: no holdings, no balances. */
  reduced: boolean;
  role?: Role;
  reasons: Reason[];
}

const REDUCED_ROAMING: readonly Action[] = ['client.find', 'client.view', 'client.reveal', 'contact.write'];
const GRANTED: Readonly<Record<Grant['kind'], readonly Action[]>> = {
  referral: ['client.find', 'client.view', 'client.reveal', 'contact.write'],
  case: ['client.find', 'client.view', 'client.reveal', 'contact.write', 'case.view', 'case.handle'],
  event: ['client.find', 'client.view', 'contact.write'],
};
const OWN_ROLES: readonly ManagerRelation['role'][] = ['main', 'deputy', 'acting'];
const READS: readonly Action[] = ['client.find', 'client.view', 'client.list', 'contact.read', 'case.view', 'proposal.view'];

function isOwn(actor: Actor, role: Role, subject: ClientSubject, action: Action, today: string): boolean {
  const standsFor = role === 'rmAssistant' ? (actor.assistsUserIds ?? []) : [actor.userId];
  const own = subject.relations.filter((one) => OWN_ROLES.includes(one.role) && standsFor.includes(one.userId) && isRelationActive(one, today));
  if (own.length === 0) return false;
  // While somebody stands in, the main manager reads; the deputy goes on as before.
  const replaced = own.every((one) => one.role === 'main') && subject.relations.some((one) => one.role === 'acting' && isRelationActive(one, today));
  return !replaced || READS.includes(action);
}

function reaches(
  rule: PermissionRule,
  actor: Actor,
  held: { role: Role; orgId: string },
  action: Action,
  subject: Subject | undefined,
  today: string,
): boolean {
  if (rule.scope === 'any') return true;
  if (subject === undefined) return false;
  switch (rule.scope) {
    case 'all':
      return true;
    case 'self':
      return subject.kind === 'org' && subject.userId === actor.userId;
    case 'team':
    case 'org':
      return subject.orgPath.includes(held.orgId);
    case 'own':
      return subject.kind === 'client' && isOwn(actor, held.role, subject, action, today);
  }
}

function met(condition: Condition | undefined, claim: Claim): boolean {
  switch (condition) {
    case undefined:
    case 'confirmedByManager':
      return true;
    case 'reason':
      return claim.viewReason !== undefined;
    case 'ticket':
      return claim.ticket !== undefined && claim.ticket.trim() !== '';
    case 'aggregated':
      return claim.aggregated === true;
  }
}

function grantOf(actor: Actor, action: Action, subject: ClientSubject, today: string): boolean {
  const roaming = subject.relations.some((one) => one.role === 'roaming' && one.userId === actor.userId && isRelationActive(one, today));
  if (roaming && REDUCED_ROAMING.includes(action)) return true;
  return (subject.grants ?? []).some(
    (grant) =>
      grant.userId === actor.userId && grant.from <= today && (grant.to === undefined || today <= grant.to) && GRANTED[grant.kind].includes(action),
  );
}

const isWider = (one: { reduced: boolean; confirmed: boolean }, other: { reduced: boolean; confirmed: boolean }): boolean =>
  one.reduced === other.reduced ? other.confirmed && !one.confirmed : other.reduced;

const DENIED = '没有这项权限，或不在您的范围内';

/**
 * May this colleague do this, to this subject, now? The widest way in wins: a full right before a reduced one, an
 * unconditional one before one that asks. `subject` is absent for what concerns nobody in particular.
 */
export function decide(actor: Actor, action: Action, subject: Subject | undefined, now: Date, claim: Claim = {}): Decision {
  const today = dateAt(now);
  let needs: Condition | undefined;
  let best: { role: Role; confirmed: boolean; reduced: boolean } | undefined;
  const sealed = subject?.kind === 'client' && subject.sealed === true;
  for (const held of actor.roles) {
    if (sealed && held.role !== 'compliance') continue;
    for (const rule of PERMISSIONS[held.role]) {
      if (!rule.actions.includes(action) || !reaches(rule, actor, held, action, subject, today)) continue;
      if (!met(rule.condition, claim)) {
        needs ??= rule.condition;
        continue;
      }
      const way = { role: held.role, confirmed: rule.condition === 'confirmedByManager', reduced: AT_COUNTER.includes(held.role) };
      if (best === undefined || isWider(way, best)) best = way;
    }
  }
  if (best !== undefined) {
    return {
      allowed: true,
      confirmedByManager: best.confirmed,
      reduced: best.reduced,
      role: best.role,
      reasons: [],
    };
  }
  if (!sealed && subject?.kind === 'client' && grantOf(actor, action, subject, today)) {
    return { allowed: true, confirmedByManager: false, reduced: true, reasons: [reason('grant', '因漫游、推荐、案件或活动临时可见，不含持仓')] };
  }
  const base = { allowed: false, confirmedByManager: false, reduced: true, reasons: [reason('denied', DENIED)] };
  return needs === undefined ? base : { ...base, needs };
}

/** `decide` as a yes or no. */
export function can(actor: Actor, action: Action, subject: Subject | undefined, now: Date, claim: Claim = {}): boolean {
  return decide(actor, action, subject, now, claim).allowed;
}

/**
 * The fields `present` shows this colleague in full. Phone and identity numbers are not among them: they are
 * revealed one at a time, with a reason. Pass the revealed field to have it shown once.
 */
export function viewerOf(actor: Actor, subject: ClientSubject, now: Date, options: Claim & { revealed?: MaskedField } = {}): Viewer {
  const view = decide(actor, 'client.view', subject, now, options);
  const full: MaskedField[] = [];
  if (view.allowed) full.push('name', 'birthday', 'email', 'address');
  if (view.allowed && !view.reduced) full.push('amountFen');
  if (!view.allowed && can(actor, 'client.find', subject, now, options)) full.push('name');
  if (options.revealed !== undefined && can(actor, 'client.reveal', subject, now, options)) full.push(options.revealed);
  return { full };
}

export type Confidentiality = 'normal' | 'restricted' | 'private';

/**
 * Who reads a note: `normal` whoever reads contacts; `restricted` the pair, the supervisor, and above with a reason;
 * `private` only the pair. A stand-in reads the last two only where the supervisor ticked it.
 */
export function canReadNote(actor: Actor, confidentiality: Confidentiality, subject: ClientSubject, now: Date, claim: Claim = {}): boolean {
  const decision = decide(actor, 'contact.read', subject, now, claim);
  if (!decision.allowed || decision.reduced) return false;
  if (confidentiality === 'normal' || decision.role === 'compliance') return true;
  const today = dateAt(now);
  const mine = subject.relations.filter((one) => one.userId === actor.userId && isRelationActive(one, today));
  if (mine.some((one) => one.role === 'main' || one.role === 'deputy')) return true;
  if (mine.some((one) => one.role === 'acting' && one.withConfidentialNotes === true)) return true;
  if (confidentiality === 'private') return false;
  switch (decision.role) {
    case 'branchSupervisor':
      return true;
    case 'wealthCentreHead':
    case 'branchManager':
      return claim.viewReason !== undefined;
    default:
      return false;
  }
}

const KNOW_OWNERSHIP: readonly Role[] = ['relationshipManager', 'wealthAdviser', 'branchSupervisor'];

/** What was given about a person and agrees with our client. */
export interface IdentityMatch {
  name: boolean;
  mobile?: boolean;
  birthDate?: boolean;
  clientNo?: boolean;
}

/**
 * Whether it may be said that a client belongs to somebody else: to managers, advisers and supervisors, when the name
 * and one of phone, birth date or client number agree. Everybody else reads what a name that does not exist gets.
 */
export function canKnowOwnership(actor: Actor, match: IdentityMatch): boolean {
  const certain = match.name && (match.mobile === true || match.birthDate === true || match.clientNo === true);
  return certain && actor.roles.some((held) => KNOW_OWNERSHIP.includes(held.role));
}

export type FindBy = 'clientNo' | 'mobile' | 'phoneTail' | 'fullName' | 'other';

/** Acts in which a lobby manager or teller may name a client of the own outlet: 现场, 推荐 and 投诉. */
export const NAMED_AT_COUNTER: readonly string[] = ['on-site', 'referral', 'case'];

/**
 * How a client may be looked for. Lobby and counter: by exact number or phone tail; in 现场, 推荐 and 投诉 also by the
 * exact full name of a client of the own outlet, when it fits one only (`hits` = 1).
 */
export function canFindBy(actor: Actor, by: FindBy, intent: string, hits: number): boolean {
  const wide = actor.roles.some((held) => PERMISSIONS[held.role].some((rule) => rule.actions.includes('client.view')));
  if (wide) return true;
  if (!actor.roles.some((held) => AT_COUNTER.includes(held.role))) return false;
  if (by === 'clientNo' || by === 'mobile' || by === 'phoneTail') return true;
  return by === 'fullName' && hits === 1 && NAMED_AT_COUNTER.includes(intent);
}
