import { addDays, daysBetween, dueAfter, type Calendar, type DurationSpec } from './calendar/index.js';
import { LEVEL_TITLES, type ClientLevel } from './client-level-name.js';
import { formatFen, formatPercent } from './money.js';
import { reason, type Reason } from './reason.js';
import type { Rules } from './rules.js';

export const RETENTION_TRIGGERS = ['accountClosing', 'largeOutflow', 'aumDrop', 'levelDrop', 'levelAtRisk', 'silentLeaving', 'onSite'] as const;
export type RetentionTrigger = (typeof RETENTION_TRIGGERS)[number];

export const RETENTION_TITLES: Readonly<Record<RetentionTrigger, string>> = {
  accountClosing: '要销户',
  largeOutflow: '大额转出',
  aumDrop: '资产下降',
  levelDrop: '等级下降',
  levelAtRisk: '可能降级',
  silentLeaving: '久未往来',
  onSite: '现场',
};

export const LEAVING_REASONS = [
  'rate',
  'productMatured',
  'competitor',
  'serviceComplaint',
  'needOfMoney',
  'moving',
  'family',
  'death',
  'other',
] as const;
export type LeavingReason = (typeof LEAVING_REASONS)[number];

export const LEAVING_REASON_TITLES: Readonly<Record<LeavingReason, string>> = {
  rate: '利率',
  productMatured: '产品到期',
  competitor: '他行吸引',
  serviceComplaint: '服务不满意',
  needOfMoney: '用钱',
  moving: '搬迁',
  family: '家庭变化',
  death: '去世',
  other: '其他',
};

export interface Movement {
  date: string;
  amountFen: number;
  direction: 'in' | 'out';
  /** Money that stays in the bank (own accounts, products here) is `inside`. */
  counterparty: 'inside' | 'outside';
}

/** A trigger that already spoke. */
export interface PastTrigger {
  code: RetentionTrigger;
  on: string;
  measure: number;
}

export interface RetentionFacts {
  clientId: string;
  level: ClientLevel;
  /** A0, daily average of the last full month; null = not known. */
  averageFen: number | null;
  /** A1, yesterday's closing value; null = not known. */
  yesterdayFen: number | null;
  /** All of yesterday, or of the missed days since the last run. */
  movements: readonly Movement[];
  accountClosing?: 'applied' | 'done';
  /** Result of this month's evaluation, when one was made. */
  evaluation?: { levelState: 'steady' | 'atRisk'; change?: 'up' | 'down' };
  /** null = the client never logged in; undefined = the bank does not tell us, no conclusion. */
  lastLoginOn?: string | null;
  lastEffectiveOn?: string;
  /** Day the relation began: without any contact, silence counts from here. */
  relationStartOn: string;
  past: readonly PastTrigger[];
}

export interface RetentionFinding {
  code: RetentionTrigger;
  clientId: string;
  /** How bad it is, comparable within one code: a share, an amount, a number of days, or 1. */
  measure: number;
  /** The amount shown, if one. */
  amountFen?: number;
  dueAt: Date;
  dueOn: string;
  reasons: Reason[];
}

/** A millionth of a fen: hides the binary tail of a share. */
const TAIL = 1e-6;

type Draft = Omit<RetentionFinding, 'clientId' | 'dueAt' | 'dueOn'>;

function aumDrop(facts: RetentionFacts, rules: Rules): Draft | undefined {
  const { averageFen, yesterdayFen } = facts;
  if (averageFen === null || yesterdayFen === null || averageFen <= 0) return undefined;
  const drop = averageFen - yesterdayFen;
  if (drop < rules.retention.dropMinFen || drop < rules.retention.dropRatio * averageFen - TAIL) return undefined;
  const text = `昨天${formatFen(yesterdayFen)}，比上月日均${formatFen(averageFen)}少${formatFen(drop)}（${formatPercent(drop / averageFen)}）`;
  return { code: 'aumDrop', measure: drop / averageFen, amountFen: drop, reasons: [reason('aumDrop', text)] };
}

function largeOutflow(facts: RetentionFacts, rules: Rules): Draft | undefined {
  const { outflow } = rules.retention;
  const floor = facts.level === 'platinum' ? outflow.platinumFen : facts.level === 'blackGold' ? outflow.blackGoldFen : undefined;
  if (floor === undefined) return undefined;
  const byDay = new Map<string, number>();
  for (const movement of facts.movements) {
    if (movement.direction === 'out' && movement.counterparty === 'outside')
      byDay.set(movement.date, (byDay.get(movement.date) ?? 0) + movement.amountFen);
  }
  const bound = Math.max(floor, outflow.ratio * (facts.averageFen ?? 0));
  const [largest] = [...byDay].sort((a, b) => b[1] - a[1] || b[0].localeCompare(a[0]));
  if (largest === undefined || largest[1] < bound - TAIL) return undefined;
  const [date, amountFen] = largest;
  const part =
    facts.averageFen !== null && facts.averageFen > 0
      ? `，占上月日均${formatFen(facts.averageFen)}的${formatPercent(amountFen / facts.averageFen)}`
      : '';
  return { code: 'largeOutflow', measure: amountFen, amountFen, reasons: [reason('largeOutflow', `${date}转到行外${formatFen(amountFen)}${part}`)] };
}

function level(facts: RetentionFacts): Draft | undefined {
  if (facts.evaluation?.change === 'down')
    return { code: 'levelDrop', measure: 1, reasons: [reason('levelDrop', `连续低于下限，已降为${LEVEL_TITLES[facts.level]}`)] };
  if (facts.evaluation?.levelState === 'atRisk')
    return { code: 'levelAtRisk', measure: 1, reasons: [reason('levelAtRisk', `上月日均低于${LEVEL_TITLES[facts.level]}下限`)] };
  return undefined;
}

function closing(facts: RetentionFacts): Draft | undefined {
  if (facts.accountClosing === undefined) return undefined;
  const text = facts.accountClosing === 'applied' ? '客户申请销户' : '客户已销户';
  return { code: 'accountClosing', measure: facts.accountClosing === 'done' ? 2 : 1, reasons: [reason('accountClosing', text)] };
}

function silent(facts: RetentionFacts, today: string, rules: Rules): Draft | undefined {
  const { silentDays, silentMinFen } = rules.retention;
  if (facts.lastLoginOn === undefined || facts.yesterdayFen === null || facts.yesterdayFen < silentMinFen) return undefined;
  const sinceLogin = facts.lastLoginOn === null ? Infinity : daysBetween(facts.lastLoginOn, today);
  const sinceContact = daysBetween(facts.lastEffectiveOn ?? facts.relationStartOn, today);
  if (sinceLogin <= silentDays || sinceContact <= silentDays) return undefined;
  const days = Math.min(sinceLogin, sinceContact);
  return {
    code: 'silentLeaving',
    measure: days,
    reasons: [reason('silentLeaving', `${days}天没有登录，也没有有效联络，资产${formatFen(facts.yesterdayFen)}`)],
  };
}

/** The same trigger is silent for `retention.mutedDays`, unless it got worse by half. */
export function isMuted(code: RetentionTrigger, measure: number, past: readonly PastTrigger[], today: string, rules: Rules): boolean {
  const recent = past.filter((one) => one.code === code && today < addDays(one.on, rules.retention.mutedDays) && one.on <= today);
  const worst = Math.max(...recent.map((one) => one.measure), -Infinity);
  return recent.length > 0 && measure < worst * (1 + rules.retention.worseBy) - TAIL;
}

/** A duration, or the word `now`: at once. */
function dueOf(code: RetentionTrigger, rules: Rules): DurationSpec {
  const { due } = rules.retention;
  switch (code) {
    case 'aumDrop':
      return due.aumDrop;
    case 'levelDrop':
    case 'levelAtRisk':
      return due.level;
    case 'largeOutflow':
      return due.largeOutflow;
    case 'silentLeaving':
      return due.silentLeaving;
    case 'accountClosing':
    case 'onSite':
      return 'now';
  }
}

/** The triggers that speak this morning, most pressing first; each becomes a task with its reasons. */
export function retentionFindings(facts: RetentionFacts, now: Date, today: string, calendar: Calendar, rules: Rules): RetentionFinding[] {
  const drafts = [closing(facts), largeOutflow(facts, rules), aumDrop(facts, rules), level(facts), silent(facts, today, rules)];
  return drafts
    .filter((draft): draft is Draft => draft !== undefined)
    .filter((draft) => !isMuted(draft.code, draft.measure, facts.past, today, rules))
    .map((draft) => {
      const duration = dueOf(draft.code, rules);
      const deadline = duration === 'now' ? { at: now, date: today } : dueAfter(now, duration, calendar, rules.calendar);
      return { ...draft, clientId: facts.clientId, dueAt: deadline.at, dueOn: deadline.date };
    });
}

export type RetentionResult = 'retained' | 'partly' | 'lost' | 'falseAlarm';

export const RETENTION_RESULT_TITLES: Readonly<Record<RetentionResult, string>> = {
  retained: '留住',
  partly: '留住一部分',
  lost: '流失',
  falseAlarm: '误报',
};

/** What was kept: assets 30 days later ÷ A0; null when A0 is 0 or unknown. */
export function keptShare(aumAfter30DaysFen: number, averageFen: number | null): number | null {
  return averageFen !== null && averageFen > 0 ? aumAfter30DaysFen / averageFen : null;
}
