import { addDays, addMonths, dateAt, lastWorkdayOnOrBefore, type Calendar } from './calendar/index.js';
import { LAW, reason, type Reason } from './reason.js';
import type { Rules } from './rules.js';

export const RISK_TOLERANCES = ['C1', 'C2', 'C3', 'C4', 'C5'] as const;
export type RiskTolerance = (typeof RISK_TOLERANCES)[number];

/** A product is riskier than the client bears: R4 for C3, both as numbers. Source: 《金融机构产品适当性管理办法》第十二条. */
export const isRiskAbove = (riskLevel: number, tolerance: number): boolean => riskLevel > tolerance;

export interface RiskAssessment {
  level: RiskTolerance;
  assessedAt: Date;
}

export interface AssessmentFacts {
  /** All of one client at this bank, in any order. */
  assessments: readonly RiskAssessment[];
  /** The client told of a change that may matter after the last one. */
  needsReassessment?: boolean;
  /** The client confirmed that the last result differs from the one before. */
  changeConfirmed?: boolean;
}

export type AssessmentState = 'valid' | 'missing' | 'expired' | 'needsReassessment' | 'changeUnconfirmed';

export interface AssessmentStanding {
  state: AssessmentState;
  level?: RiskTolerance;
  assessedOn?: string;
  /** Last usable day. */
  validUntil?: string;
  reasons: Reason[];
}

const VALIDITY = `${LAW.suitability}第二十九条`;

export function assessmentValidUntil(assessedAt: Date, rules: Rules): string {
  return addMonths(dateAt(assessedAt), rules.suitability.validMonths);
}

/** How the last assessment stands on a day. */
export function assessmentStanding(facts: AssessmentFacts, today: string, rules: Rules): AssessmentStanding {
  const sorted = [...facts.assessments].sort((a, b) => b.assessedAt.getTime() - a.assessedAt.getTime());
  const [last, before] = sorted;
  if (last === undefined) return { state: 'missing', reasons: [reason('assessment-missing', '没有做过风险测评', VALIDITY)] };
  const validUntil = assessmentValidUntil(last.assessedAt, rules);
  const known = { level: last.level, assessedOn: dateAt(last.assessedAt), validUntil };
  if (today > validUntil) return { state: 'expired', ...known, reasons: [reason('assessment-expired', `风险测评${validUntil}已过期`, VALIDITY)] };
  if (facts.needsReassessment === true) {
    return { state: 'needsReassessment', ...known, reasons: [reason('assessment-changed', '客户情况有变化，先重新测评', VALIDITY)] };
  }
  if (before !== undefined && before.level !== last.level && facts.changeConfirmed !== true) {
    return {
      state: 'changeUnconfirmed',
      ...known,
      reasons: [reason('assessment-unconfirmed', `结果由${before.level}变为${last.level}，要客户确认`, VALIDITY)],
    };
  }
  return { state: 'valid', ...known, reasons: [reason('assessment-valid', `${last.level}，至${validUntil}`, VALIDITY)] };
}

export interface AssessmentsLeft {
  today: number;
  in12Months: number;
  /** What may still be done now. */
  left: number;
}

/** How many assessments are still allowed: per day, and in the twelve months that end today. */
export function assessmentsLeft(assessments: readonly RiskAssessment[], today: string, rules: Rules): AssessmentsLeft {
  const { perDay, per12Months } = rules.suitability;
  const days = assessments.map((one) => dateAt(one.assessedAt));
  const since = addMonths(today, -12);
  const leftToday = Math.max(0, perDay - days.filter((day) => day === today).length);
  const leftInYear = Math.max(0, per12Months - days.filter((day) => since < day && day <= today).length);
  return { today: leftToday, in12Months: leftInYear, left: Math.min(leftToday, leftInYear) };
}

export interface AssessmentNotice {
  lead: number;
  validUntil: string;
  speakOn: string;
}

/** Renewal reminders spoken of between two days, both included: on the last workday on or before each lead. */
export function assessmentNotices(assessedAt: Date, from: string, to: string, calendar: Calendar, rules: Rules): AssessmentNotice[] {
  const validUntil = assessmentValidUntil(assessedAt, rules);
  return [...new Set(rules.suitability.renewalLead)]
    .map((lead) => ({ lead, validUntil, speakOn: lastWorkdayOnOrBefore(addDays(validUntil, -lead), calendar) }))
    .filter((notice) => from <= notice.speakOn && notice.speakOn <= to)
    .sort((a, b) => b.lead - a.lead);
}
