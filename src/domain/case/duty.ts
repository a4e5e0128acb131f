import { dueAfter, type Calendar, type Deadline } from '../calendar/index.js';
import { LAW, reason, type Reason } from '../reason.js';
import type { Rules } from '../rules.js';
import type { CaseKind } from './kind.js';
import { canMove, type CaseState } from './state.js';

/** Who has to do with a case. */
export interface CasePeople {
  ownerId: string;
  investigatorId?: string;
  accusedUserIds: readonly string[];
}

/** The one accused may not look into the complaint: true while another investigator is still to be named. */
export function needsInvestigator(kind: CaseKind, people: CasePeople): boolean {
  if (kind !== 'complaint') return false;
  const present = people.investigatorId ?? people.ownerId;
  return people.accusedUserIds.includes(present);
}

/** By when the supervisor names another investigator. */
export function recusalDue(receivedAt: Date, calendar: Calendar, rules: Rules): Deadline {
  return dueAfter(receivedAt, rules.case.recusal, calendar, rules.calendar);
}

/** What stands against an investigator; empty = he may be named. */
export function investigatorProblems(people: CasePeople, investigatorId: string, by: { isSupervisor: boolean }): Reason[] {
  const problems: Reason[] = [];
  if (!by.isSupervisor) problems.push(reason('investigator-not-supervisor', '调查人由主管指定'));
  if (people.accusedUserIds.includes(investigatorId))
    problems.push(reason('investigator-accused', '被投诉的人不能调查这件投诉', `${LAW.complaint}第十七条`));
  return problems;
}

/** The accused writes no findings. */
export function canEditFindings(people: CasePeople, userId: string): boolean {
  return !people.accusedUserIds.includes(userId) && (people.investigatorId ?? people.ownerId) === userId;
}

/** The accused reads only his own statement. */
export function canReadStatement(people: CasePeople, userId: string, statementBy: string): boolean {
  return userId === statementBy || !people.accusedUserIds.includes(userId);
}

export interface MajorFacts {
  /** People complaining together, face to face. */
  peopleTogether?: number;
  disaster?: boolean;
  setByCompliance?: boolean;
}

/** 重大投诉: told to the branch head and compliance at once. */
export function majorReasons(facts: MajorFacts, rules: Rules): Reason[] {
  const law = `${LAW.complaint}第二十九条`;
  const found: Reason[] = [];
  if ((facts.peopleTogether ?? 0) >= rules.case.majorFromPeople) {
    found.push(reason('major-people', `${facts.peopleTogether ?? 0}人当面共同投诉，代表不超过${rules.case.representatives}人`, law));
  }
  if (facts.disaster === true) found.push(reason('major-disaster', '与灾害或突发事件有关', law));
  if (facts.setByCompliance === true) found.push(reason('major-compliance', '合规部门定为重大投诉', law));
  return found;
}

export const REMEDIES = ['核查', '调解', '仲裁', '诉讼'] as const;

export interface DecisionNotice {
  /** What was verified. */
  verified?: string;
  /** Basis and reasons of the decision. */
  basis?: string;
  /** Which remedies the notice names; all of them are needed. */
  remedies: readonly string[];
  channel?: 'letter' | 'sms' | 'email' | 'phone';
  sentAt?: Date;
  /** What proves the sending. */
  evidence: readonly string[];
}

/** What a decision notice still lacks before it counts as sent; empty = complete. Sent late is told, not refused. */
export function noticeProblems(notice: DecisionNotice): Reason[] {
  const problems: Reason[] = [];
  const content = `${LAW.complaint}第十九条`;
  if (!notice.verified?.trim()) problems.push(reason('notice-verified', '缺核实的情况', content));
  if (!notice.basis?.trim()) problems.push(reason('notice-basis', '缺决定的依据和理由', content));
  const missing = REMEDIES.filter((remedy) => !notice.remedies.includes(remedy));
  if (missing.length > 0) problems.push(reason('notice-remedies', `缺救济途径：${missing.join('、')}`, content));
  const sending = `${LAW.complaint}第二十一条`;
  if (notice.channel === undefined) problems.push(reason('notice-channel', '缺告知方式：书面信函、短信、邮件或电话', sending));
  if (notice.sentAt === undefined) problems.push(reason('notice-sent', '缺告知的时间', sending));
  if (notice.evidence.length === 0) problems.push(reason('notice-evidence', '缺告知的凭证', sending));
  return problems;
}

/** What stands against closing; empty = it may be closed. */
export function closingProblems(facts: { kind: CaseKind; state: CaseState; rootCause?: string }): Reason[] {
  const problems: Reason[] = [];
  if (!canMove(facts.state, 'closed', facts.kind)) problems.push(reason('closing-early', '先把结论告知客户，再办结'));
  if (facts.kind === 'complaint' && !facts.rootCause?.trim())
    problems.push(reason('closing-root-cause', '投诉办结要写明根本原因', `${LAW.complaint}第二十六条`));
  return problems;
}

/** The same complaint again: merged while the first runs; with new facts the period starts anew from them. */
export function repeatOutcome(
  first: { running: boolean },
  again: { hasNewFacts: boolean; at: Date },
): { action: 'merge'; restartedAt?: Date } | { action: 'newCase' } {
  if (!first.running) return { action: 'newCase' };
  return again.hasNewFacts ? { action: 'merge', restartedAt: again.at } : { action: 'merge' };
}

/** Somebody who is neither the one concerned nor authorised: the case may be closed, and he is told so. */
export function mayStayUnprocessed(complainant: { isConcerned: boolean; isAuthorised: boolean; isHeir: boolean }): boolean {
  return !complainant.isConcerned && !complainant.isAuthorised && !complainant.isHeir;
}
