/** 规定动作: what a manager does each day, week and month; done is computed from data, never ticked by hand. Source: domain §16. */
export type RoutineCycle = 'day' | 'week' | 'month';
export type RoutineAct = 'briefing' | 'contactsDue' | 'logContacts' | 'overdue' | 'maturities' | 'weekPlan' | 'files' | 'tierCritical';

export interface RoutineFacts {
  readBriefing: boolean;
  /** Contacts due by today that are still open, those overdue among them. */
  contactsDue: number;
  contactsOverdue: number;
  contactsLoggedToday: number;
  /** Clients with something maturing within 14 days whom nobody spoke with for 14 days. */
  maturingUnmet: number;
  lookedAtWeek: boolean;
  incompleteFiles: number;
  lookedAtCritical: boolean;
}

export interface RoutineRow {
  act: RoutineAct;
  cycle: RoutineCycle;
  mandatory: boolean;
  done: boolean;
  /** What is left, or what was done for `logContacts`. */
  count: number;
}

/** Days before a maturity on which its client should have been spoken with. */
export const ROUTINE_MATURITY_DAYS = 14;

export function routineChecklist(facts: RoutineFacts): RoutineRow[] {
  const row = (act: RoutineAct, cycle: RoutineCycle, done: boolean, count = 0, mandatory = true): RoutineRow => ({
    act,
    cycle,
    mandatory,
    done,
    count,
  });
  return [
    row('briefing', 'day', facts.readBriefing),
    row('contactsDue', 'day', facts.contactsDue === 0, facts.contactsDue),
    row('logContacts', 'day', facts.contactsLoggedToday > 0, facts.contactsLoggedToday),
    row('overdue', 'week', facts.contactsOverdue === 0, facts.contactsOverdue),
    row('maturities', 'week', facts.maturingUnmet === 0, facts.maturingUnmet),
    row('weekPlan', 'week', facts.lookedAtWeek, 0, false),
    row('files', 'month', facts.incompleteFiles === 0, facts.incompleteFiles),
    row('tierCritical', 'month', facts.lookedAtCritical, 0, false),
  ];
}
