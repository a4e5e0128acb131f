import {
  addDays,
  dateAt,
  daysBetween,
  dueAfter,
  instantAt,
  naturalDeadline,
  type Calendar,
  type Deadline,
  type DurationSpec,
} from '../calendar/index.js';
import { compareLayers, compareLevels, isBranchLayer, LEVEL_TITLES, type AdminLayer, type ClientLevel } from '../client-level-name.js';
import { HOUSE_SOURCE, LAW, reason, type Reason } from '../reason.js';
import type { Rules } from '../rules.js';
import type { CaseKind } from './kind.js';
import { isExit, type CaseState } from './state.js';

export interface LevelAt {
  at: Date;
  level: ClientLevel;
  adminLayer?: AdminLayer;
}

export interface Extension {
  to: 'complex' | 'special';
  at: Date;
  reason: string;
  /** special: the superior unit or head-office senior officer who approved. */
  approvedBy?: string;
  /** special: the complainant was told. */
  toldComplainant?: boolean;
}

/** Outside appraisal or mediation: days that do not count. Absent end = still going on. */
export interface Pause {
  kind: 'appraisal' | 'mediation';
  startedAt: Date;
  endedAt?: Date;
}

export interface CaseFacts {
  kind: CaseKind;
  state: CaseState;
  /** The instant of the client's words, not of our confirmation. */
  receivedAt: Date;
  /** Who is no client counts as 大众. */
  levelAtIntake: ClientLevel;
  adminLayerAtIntake?: AdminLayer;
  /** Later levels; falls change nothing. */
  levelChanges?: readonly LevelAt[];
  extensions?: readonly Extension[];
  pauses?: readonly Pause[];
  /** New facts arrived: the result and the regulator's period start anew. */
  restartedAt?: Date;
  firstContactAt?: Date;
  /** The client got the bank's final reply; for a complaint the decision notice is one. */
  resultAt?: Date;
  /** The decision notice was sent. */
  noticeAt?: Date;
  /** The process ended without a decision. */
  endedAt?: Date;
  recheck?: { requestedAt: Date; decidedAt?: Date };
}

export type ClockKind = 'contact' | 'result' | 'regulator' | 'recheck';

export const CLOCK_TITLES: Readonly<Record<ClockKind, string>> = {
  contact: '首次联系',
  result: '行内答复',
  regulator: '监管期限',
  recheck: '核查期限',
};

export interface CaseClock {
  kind: ClockKind;
  startedAt: Date;
  dueAt: Date;
  /** The last day of the period. */
  dueOn: string;
  /** Periods in natural days: the last workday on or before the end. */
  internalDueOn?: string;
  provisional: boolean;
  /** When it was kept, or when the process ended. */
  doneAt?: Date;
  /** Nothing was done: the case ended by withdrawal, merging or without being processed, and the clock with it. */
  isStopped?: true;
  reasons: Reason[];
}

type Row = { contact: DurationSpec; result: DurationSpec; name: string };

function rowOf(level: ClientLevel, layer: AdminLayer | undefined, kind: CaseKind, rules: Rules): Row {
  const promise = rules.case;
  if (level === 'blackGold' || isBranchLayer(layer))
    return { ...promise.blackGold, name: level === 'blackGold' ? LEVEL_TITLES.blackGold : '分行级以上' };
  if (level === 'platinum') return { ...promise.platinum, name: LEVEL_TITLES.platinum };
  return {
    contact: promise.default.contact,
    result: kind === 'complaint' ? promise.default.complaintResult : promise.default.requestResult,
    name: LEVEL_TITLES[level],
  };
}

const DURATION_WORDS: readonly [RegExp, string][] = [
  [/^(\d+(?:\.\d+)?)bh$/, '$1个工作小时'],
  [/^(\d+(?:\.\d+)?)h$/, '$1小时'],
  [/^(\d+)wd$/, '$1个工作日'],
  [/^(\d+)$/, '$1日'],
];

/** 「3个工作日」「24小时」「15日」. */
export function durationTitle(duration: DurationSpec): string {
  const text = String(duration);
  const words = DURATION_WORDS.find(([shape]) => shape.test(text));
  return words === undefined ? text : text.replace(words[0], words[1]);
}

/** Natural days inside the pauses from `startOn` on: the day of the start counts, the days to the end do not. Overlaps count once. */
export function pausedDays(pauses: readonly Pause[], startOn: string, now: Date): number {
  const spans = pauses.map((pause) => [dateAt(pause.startedAt), dateAt(pause.endedAt ?? now)] as const).sort((a, b) => a[0].localeCompare(b[0]));
  let days = 0;
  let covered = startOn;
  for (const [from, to] of spans) {
    const start = from > covered ? from : covered;
    if (to <= start) continue;
    days += daysBetween(start, to);
    covered = to;
  }
  return days;
}

/** How many natural days the law gives in the present state of extension, pauses not counted. */
export function regulatedDays(extensions: readonly Extension[], rules: Rules): number {
  const { simple, complex, special } = rules.case.reg;
  if (extensions.some((one) => one.to === 'special')) return special;
  return extensions.some((one) => one.to === 'complex') ? complex : simple;
}

function regulatorDeadline(facts: CaseFacts, calendar: Calendar, rules: Rules, now: Date): { deadline: Deadline; days: number; paused: number } {
  const startOn = dateAt(facts.restartedAt ?? facts.receivedAt);
  const days = regulatedDays(facts.extensions ?? [], rules);
  const until = facts.noticeAt ?? facts.endedAt ?? now;
  const paused = pausedDays(facts.pauses ?? [], startOn, until < now ? until : now);
  return { deadline: naturalDeadline(startOn, days + paused, calendar), days, paused };
}

/** What the bank itself asks for a period in natural days: the end of business of the last workday inside it. */
function internalDeadline(deadline: Deadline, rules: Rules): Deadline {
  const date = deadline.internalDueOn ?? deadline.date;
  return { at: instantAt(date, rules.calendar.businessDayEnd), date, provisional: deadline.provisional };
}

function promised(duration: DurationSpec, startedAt: Date, facts: CaseFacts, calendar: Calendar, rules: Rules, now: Date): Deadline {
  if (duration === 'reg') {
    const internal = internalDeadline(regulatorDeadline(facts, calendar, rules, now).deadline, rules);
    // A period that ends before its first workday would be due before it began.
    return internal.at > startedAt ? internal : dueAfter(startedAt, '1wd', calendar, rules.calendar);
  }
  const deadline = dueAfter(startedAt, duration, calendar, rules.calendar);
  return deadline.internalDueOn === undefined ? deadline : internalDeadline(deadline, rules);
}

/**
 * One of the bank's two promises. A rise of level brings the stricter row, counted from receipt; where that has passed
 * already it counts from the rise, so that nobody is late by somebody else's promotion. A fall changes nothing.
 */
function promiseClock(which: 'contact' | 'result', facts: CaseFacts, calendar: Calendar, rules: Rules, now: Date): CaseClock {
  const startedAt = which === 'result' ? (facts.restartedAt ?? facts.receivedAt) : facts.receivedAt;
  let row = rowOf(facts.levelAtIntake, facts.adminLayerAtIntake, facts.kind, rules);
  let best = promised(row[which], startedAt, facts, calendar, rules, now);
  const doneAt = which === 'contact' ? facts.firstContactAt : (facts.resultAt ?? facts.noticeAt);
  let highest: { level: ClientLevel; adminLayer?: AdminLayer } = { level: facts.levelAtIntake, adminLayer: facts.adminLayerAtIntake };
  for (const change of [...(facts.levelChanges ?? [])].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    if (change.at > now || (doneAt !== undefined && change.at >= doneAt)) break;
    const higher = compareLevels(change.level, highest.level) > 0 || compareLayers(change.adminLayer, highest.adminLayer) > 0;
    if (!higher) continue;
    highest = {
      level: compareLevels(change.level, highest.level) > 0 ? change.level : highest.level,
      adminLayer: compareLayers(change.adminLayer, highest.adminLayer) > 0 ? change.adminLayer : highest.adminLayer,
    };
    const stricter = rowOf(highest.level, highest.adminLayer, facts.kind, rules);
    const fromReceipt = promised(stricter[which], startedAt, facts, calendar, rules, now);
    const candidate = fromReceipt.at > change.at ? fromReceipt : promised(stricter[which], change.at, facts, calendar, rules, now);
    if (candidate.at < best.at) {
      best = candidate;
      row = stricter;
    }
  }
  const text =
    row[which] === 'reg'
      ? `${row.name}客户的投诉，在监管期限内的最后一个工作日前答复`
      : `${row.name}客户：${CLOCK_TITLES[which]}${durationTitle(row[which])}内`;
  return {
    kind: which,
    startedAt,
    dueAt: best.at,
    dueOn: best.date,
    provisional: best.provisional,
    ...done(facts, doneAt),
    reasons: [reason(`case-${which}`, text, HOUSE_SOURCE)],
  };
}

function done(facts: CaseFacts, doneAt: Date | undefined): Pick<CaseClock, 'doneAt' | 'isStopped'> {
  if (doneAt !== undefined) return { doneAt };
  return isExit(facts.state) && facts.endedAt !== undefined ? { doneAt: facts.endedAt, isStopped: true } : {};
}

function regulatorClock(facts: CaseFacts, calendar: Calendar, rules: Rules, now: Date): CaseClock {
  const { deadline, days, paused } = regulatorDeadline(facts, calendar, rules, now);
  const extended = (facts.extensions ?? []).length;
  const start = facts.restartedAt === undefined ? '收到投诉' : '收到新材料';
  const stage = extended === 0 ? '' : extended === 1 ? '，情况复杂，已延长一次' : '，情况特别复杂，已延长两次';
  const text = `${start}之日起${days}日内作出决定并告知${stage}${paused > 0 ? `，鉴定或调解${paused}日不计` : ''}`;
  return {
    kind: 'regulator',
    startedAt: facts.restartedAt ?? facts.receivedAt,
    dueAt: deadline.at,
    dueOn: deadline.date,
    internalDueOn: deadline.internalDueOn,
    provisional: deadline.provisional,
    ...done(facts, facts.noticeAt),
    reasons: [reason('case-regulator', text, `${LAW.complaint}第十八条`)],
  };
}

function recheckClock(recheck: NonNullable<CaseFacts['recheck']>, facts: CaseFacts, calendar: Calendar, rules: Rules): CaseClock {
  const deadline = naturalDeadline(dateAt(recheck.requestedAt), rules.case.reg.recheckDecide, calendar);
  return {
    kind: 'recheck',
    startedAt: recheck.requestedAt,
    dueAt: deadline.at,
    dueOn: deadline.date,
    internalDueOn: deadline.internalDueOn,
    provisional: deadline.provisional,
    ...done(facts, recheck.decidedAt),
    reasons: [reason('case-recheck', `收到核查申请之日起${rules.case.reg.recheckDecide}日内作出核查决定`, `${LAW.complaint}第二十条`)],
  };
}

/** All clocks of a case: first contact, the bank's result, for complaints the regulator's decision, and a recheck if asked. */
export function caseClocks(facts: CaseFacts, calendar: Calendar, rules: Rules, now: Date): CaseClock[] {
  const clocks = [promiseClock('contact', facts, calendar, rules, now), promiseClock('result', facts, calendar, rules, now)];
  if (facts.kind === 'complaint') clocks.push(regulatorClock(facts, calendar, rules, now));
  if (facts.kind === 'complaint' && facts.recheck !== undefined) clocks.push(recheckClock(facts.recheck, facts, calendar, rules));
  return clocks;
}

/** The running clock that ends first: it decides the order of lists. Undefined when none runs. */
export function nearestClock(clocks: readonly CaseClock[]): CaseClock | undefined {
  return clocks
    .filter((clock) => clock.doneAt === undefined)
    .reduce<CaseClock | undefined>((near, clock) => (near === undefined || clock.dueAt < near.dueAt ? clock : near), undefined);
}

export interface ClockStanding {
  state: 'running' | 'breached' | 'kept' | 'late';
  /** Until the end while running; since the end when breached or late; 0 when kept. */
  spanMs: number;
  /** Elapsed share of the period, above 1 once past. */
  elapsedShare: number;
}

/** Countdown facts. The due instant itself is still in time. */
export function clockStanding(clock: CaseClock, now: Date): ClockStanding {
  const at = clock.doneAt ?? now;
  const leftMs = clock.dueAt.getTime() - at.getTime();
  const elapsedShare = (at.getTime() - clock.startedAt.getTime()) / Math.max(1, clock.dueAt.getTime() - clock.startedAt.getTime());
  if (clock.doneAt !== undefined) return { state: leftMs >= 0 ? 'kept' : 'late', spanMs: Math.max(0, -leftMs), elapsedShare };
  return { state: leftMs >= 0 ? 'running' : 'breached', spanMs: Math.abs(leftMs), elapsedShare };
}

/** Last day on which the complainant may ask the superior unit, in writing, to look again. */
export function recheckAskUntil(noticeReceivedOn: string, rules: Rules): string {
  return addDays(noticeReceivedOn, rules.case.reg.recheckAsk);
}

/** What stands against extending the regulator's period; empty = it may be extended. */
export function extensionProblems(facts: CaseFacts, extension: Extension, calendar: Calendar, rules: Rules): Reason[] {
  const law = `${LAW.complaint}第十八条`;
  const problems: Reason[] = [];
  const refuse = (code: string, text: string): void => void problems.push(reason(code, text, law));
  const before = facts.extensions ?? [];
  if (facts.kind !== 'complaint') refuse('extension-no-complaint', '诉求没有监管期限，不用延长');
  if (isExit(facts.state) || facts.noticeAt !== undefined) refuse('extension-ended', '已告知或已终止，不能再延长');
  if (before.length >= 2) refuse('extension-third', '只能延长两次');
  else if (before.length === 1 && extension.to === 'complex') refuse('extension-again', '已按情况复杂延长过一次');
  else if (before.length === 0 && extension.to === 'special') refuse('extension-order', '先按情况复杂延长到30日，再按情况特别复杂延长');
  if (extension.reason.trim() === '') refuse('extension-without-reason', '要写明延长的理由');
  if (extension.to === 'special' && !extension.approvedBy) refuse('extension-without-approval', '再延长30日，要上级机构或总行高级管理人员批准');
  if (extension.to === 'special' && extension.toldComplainant !== true) refuse('extension-untold', '再延长30日，要告知投诉人');
  if (regulatorDeadline(facts, calendar, rules, extension.at).deadline.at < extension.at) refuse('extension-late', '期限已过，不能再延长');
  return problems;
}
