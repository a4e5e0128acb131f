import type { CaseKind } from './kind.js';

export const CASE_STATES = [
  'received',
  'accepted',
  'contacted',
  'investigating',
  'decided',
  'notified',
  'closed',
  'withdrawn',
  'merged',
  'notProcessed',
  'rechecking',
  'rechecked',
] as const;

export type CaseState = (typeof CASE_STATES)[number];

export const CASE_STATE_TITLES: Readonly<Record<CaseState, string>> = {
  received: '已登记',
  accepted: '已受理',
  contacted: '已联系',
  investigating: '调查中',
  decided: '已有结论',
  notified: '已告知',
  closed: '已办结',
  withdrawn: '已撤回',
  merged: '已合并',
  notProcessed: '不予办理',
  rechecking: '核查中',
  rechecked: '已核查',
};

const EXITS: readonly CaseState[] = ['withdrawn', 'merged', 'notProcessed'];

/** Contacting the client tells him it was accepted, so it may follow 已登记 directly; a clear matter needs no investigation. */
const NEXT: Readonly<Record<CaseState, readonly CaseState[]>> = {
  received: ['accepted', 'contacted', ...EXITS],
  accepted: ['contacted', ...EXITS],
  contacted: ['investigating', 'decided', ...EXITS],
  investigating: ['decided', ...EXITS],
  decided: ['notified', ...EXITS],
  notified: ['closed', 'rechecking'],
  // The complainant has 30 days to ask for a recheck, closed or not.
  closed: ['rechecking'],
  rechecking: ['rechecked', 'withdrawn'],
  rechecked: ['closed'],
  withdrawn: [],
  merged: [],
  notProcessed: [],
};

/** The states a case may go to from here. Only complaints are rechecked. */
export function nextStates(state: CaseState, kind: CaseKind): CaseState[] {
  return NEXT[state].filter((next) => kind === 'complaint' || next !== 'rechecking');
}

export function canMove(from: CaseState, to: CaseState, kind: CaseKind): boolean {
  return nextStates(from, kind).includes(to);
}

/** Nothing is left to do: no clock runs. */
export function isEnded(state: CaseState): boolean {
  return state === 'closed' || EXITS.includes(state);
}

/** The process ended without a decision: the clocks stop where they are. */
export function isExit(state: CaseState): boolean {
  return EXITS.includes(state);
}

const UNDECIDED: readonly CaseState[] = ['received', 'accepted', 'contacted', 'investigating'];

/** Nobody has come to a conclusion yet. */
export function isUndecided(state: CaseState): boolean {
  return UNDECIDED.includes(state);
}

/** The client has not been told a conclusion: there is none, or it waits to be told. */
export function isUntold(state: CaseState): boolean {
  return state === 'decided' || isUndecided(state);
}
