import { addMonths, addWorkdays, countWorkdays, lastWorkdayOnOrBefore, parseDuration, addDays, type Calendar } from './calendar/index.js';
import { isBranchLayer, LEVEL_TITLES, type AdminLayer, type ClientLevel } from './client-level-name.js';
import { reason, type Reason } from './reason.js';
import type { Rules } from './rules.js';

export interface CadenceFacts {
  level: ClientLevel;
  adminLayer?: AdminLayer;
  /** The client's own wish in months; `none` = 勿扰; absent = no wish. */
  wish?: number | 'none';
}

/** 联络周期 in months; null = no duty to contact. */
export function cadenceMonths(facts: CadenceFacts, rules: Rules): number | null {
  if (facts.wish === 'none') return null;
  if (facts.wish !== undefined) return facts.wish;
  const byLevel = rules.cadenceMonths[facts.level];
  if (!isBranchLayer(facts.adminLayer)) return byLevel;
  const byLayer = rules.cadenceMonths.branchLayer;
  return byLayer === null || byLevel === null ? (byLayer ?? byLevel) : Math.min(byLayer, byLevel);
}

export interface ContactDueFacts extends CadenceFacts {
  /** Day of the last effective contact. */
  lastEffectiveOn?: string;
  /** Day the main manager's relation began. */
  relationStartOn: string;
  /** A day agreed with the client («下次») since the last contact: it replaces the cadence. */
  agreedOn?: string;
}

export interface ContactDue {
  dueOn: string;
  /** The last workday on or before: the day it is put before the manager. */
  shownOn: string;
  reasons: Reason[];
}

/** When the client should next be contacted; null = never, by level or by wish. */
export function nextContactDue(facts: ContactDueFacts, calendar: Calendar, rules: Rules): ContactDue | null {
  const months = cadenceMonths(facts, rules);
  const shown = (dueOn: string, text: string): ContactDue => ({
    dueOn,
    shownOn: lastWorkdayOnOrBefore(dueOn, calendar),
    reasons: [reason('contact-due', text)],
  });
  if (facts.agreedOn !== undefined) return shown(facts.agreedOn, '按上次约好的日子');
  if (months === null) return null;
  const since = facts.lastEffectiveOn ?? facts.relationStartOn;
  const why = typeof facts.wish === 'number' ? `按客户意愿每${months}个月一次` : `${LEVEL_TITLES[facts.level]}每${months}个月一次`;
  const from = facts.lastEffectiveOn === undefined ? `${since}起维护，还没有有效联络` : `上次有效联络${since}`;
  return shown(addMonths(since, months), `${why}，${from}`);
}

export type ContactState = 'notDue' | 'dueSoon' | 'due' | 'overdue';

export interface ContactStanding {
  state: ContactState;
  /** Workdays past the due day; 0 unless overdue. */
  overdueWorkdays: number;
  /** The highest step reached. */
  escalation?: 'remindAgain' | 'supervisor';
}

/**
 * Where a contact stands on a day. It is due from the day it is shown to the due day itself, due soon when that is at
 * most `contact.dueSoonWorkdays` workdays away, overdue from the day after.
 */
export function contactStanding(due: Pick<ContactDue, 'dueOn' | 'shownOn'>, today: string, calendar: Calendar, rules: Rules): ContactStanding {
  const { dueSoonWorkdays, remindAgainAfter, supervisorAfter } = rules.contact;
  if (today > due.dueOn) {
    const overdueWorkdays = countWorkdays(due.dueOn, today, calendar);
    const escalation = overdueWorkdays >= supervisorAfter ? 'supervisor' : overdueWorkdays >= remindAgainAfter ? 'remindAgain' : undefined;
    return { state: 'overdue', overdueWorkdays, ...(escalation === undefined ? {} : { escalation }) };
  }
  if (today >= due.shownOn) return { state: 'due', overdueWorkdays: 0 };
  return { state: countWorkdays(today, due.shownOn, calendar) <= dueSoonWorkdays ? 'dueSoon' : 'notDue', overdueWorkdays: 0 };
}

export interface ContactStep {
  kind: 'due' | 'remindAgain' | 'supervisor';
  /** Always a workday. */
  on: string;
}

/** The days on which a contact that stays undone is spoken of. `supervisor` is for the team list. */
export function contactSteps(due: Pick<ContactDue, 'dueOn' | 'shownOn'>, calendar: Calendar, rules: Rules): ContactStep[] {
  return [
    { kind: 'due', on: due.shownOn },
    { kind: 'remindAgain', on: addWorkdays(due.dueOn, rules.contact.remindAgainAfter, calendar) },
    { kind: 'supervisor', on: addWorkdays(due.dueOn, rules.contact.supervisorAfter, calendar) },
  ];
}

/** After an introduction letter or mail: the day of the first call. */
export function firstCallDueOn(sentOn: string, calendar: Calendar, rules: Rules): string {
  const { unit, count } = parseDuration(rules.letter.firstCallAfter);
  return unit === 'workdays' ? addWorkdays(sentOn, count, calendar) : addDays(sentOn, unit === 'naturalDays' ? count : Math.ceil(count / 24));
}

/** What a stored client says about the cadence; `cadenceMonths` 0 = 勿扰, null = no wish of the client's own. */
export interface StoredContactFacts {
  level: ClientLevel;
  adminLayer: AdminLayer | null;
  cadenceMonths: number | null;
  lastEffectiveContactOn: string | null;
  relationStartOn: string | null;
}

/** The day the next contact is due by cadence alone; null = by neither level nor wish, or no relation yet. */
export function cadenceDueOn(client: StoredContactFacts, rules: Rules): string | null {
  const months = cadenceMonths(
    {
      level: client.level,
      ...(client.adminLayer === null ? {} : { adminLayer: client.adminLayer }),
      ...(client.cadenceMonths === null ? {} : { wish: client.cadenceMonths === 0 ? ('none' as const) : client.cadenceMonths }),
    },
    rules,
  );
  const since = client.lastEffectiveContactOn ?? client.relationStartOn;
  return months === null || since === null ? null : addMonths(since, months);
}

/** The next contact after level, wish or relation changed: by cadence, unless a day was agreed with the client before. */
export function movedContactOn(
  before: StoredContactFacts & { nextContactOn: string | null },
  after: StoredContactFacts,
  rules: Rules,
): string | null {
  const isAgreed = before.nextContactOn !== null && before.nextContactOn !== cadenceDueOn(before, rules);
  return isAgreed ? before.nextContactOn : cadenceDueOn(after, rules);
}
