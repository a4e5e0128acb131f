import { addDays, lastWorkdayOnOrBefore, lunarBirthdaysInSolarYear, solarBirthdayIn, type Calendar, type LunarMonthDay } from '../calendar/index.js';
import type { Rules } from '../rules.js';

export const CARE_KINDS = ['festival', 'birthday', 'relativeBirthday', 'anniversary', 'travel', 'illness', 'milestone'] as const;
export type CareKind = (typeof CARE_KINDS)[number];

/** When a care date comes round. Days are 'YYYY-MM-DD'. */
export type CareRule =
  | { rule: 'solarYearly'; month: number; day: number }
  | ({ rule: 'lunarYearly' } & LunarMonthDay)
  | { rule: 'once'; on: string }
  | { rule: 'range'; from: string; to: string };

export interface CareDate {
  id: string;
  clientId: string;
  relatedPersonId?: string;
  kind: CareKind;
  when: CareRule;
  /** Days before; absent = the bank's own for this kind. */
  leadDays?: readonly number[];
  /** relativeBirthday: the client agreed that the relative is greeted. */
  careAllowed?: boolean;
  active: boolean;
}

export interface CareNotice {
  careDateId: string;
  clientId: string;
  kind: CareKind;
  /** The day itself. */
  on: string;
  /** Days before `on` this notice is for. */
  lead: number;
  /** The day it is spoken of. */
  speakOn: string;
}

/** Days before the event on which each kind is spoken of. */
export function leadsOf(kind: CareKind, rules: Rules): readonly number[] {
  switch (kind) {
    case 'festival':
      return rules.care.festivalLead;
    case 'birthday':
      return rules.care.birthdayLead;
    case 'relativeBirthday':
      return rules.care.relativeLead;
    case 'anniversary':
      return rules.care.anniversaryLead;
    case 'milestone':
      return rules.care.milestoneLead;
    case 'travel':
    case 'illness':
      return [0];
  }
}

/** The days between two days, both included, on which it falls; a range counts on its first day. */
export function careDays(when: CareRule, from: string, to: string, rules: Rules): string[] {
  const within = (day: string): boolean => from <= day && day <= to;
  if (when.rule === 'once') return [when.on].filter(within);
  if (when.rule === 'range') return [when.from].filter(within);
  const days: string[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
    if (when.rule === 'solarYearly') days.push(solarBirthdayIn(year, when.month, when.day));
    else days.push(...lunarBirthdaysInSolarYear(year, when, rules.lunar.leapBirthday));
  }
  return days.filter(within);
}

/** The next day, today included, on which it falls; undefined when it is over. */
export function nextCareDay(when: CareRule, today: string, rules: Rules): string | undefined {
  const to = when.rule === 'solarYearly' || when.rule === 'lunarYearly' ? addDays(today, 800) : '9999-12-31';
  return careDays(when, today, to, rules)[0];
}

/**
 * The day a lead is spoken of: the birthday's own day on any calendar day, every other lead on the last workday on or
 * before its date.
 */
export function careSpeakOn(kind: CareKind, on: string, lead: number, calendar: Calendar): string {
  if (kind === 'birthday' && lead === 0) return on;
  return lastWorkdayOnOrBefore(addDays(on, -lead), calendar);
}

/** No holiday is longer: how far a workday may lie before its date. */
const LONGEST_BREAK_DAYS = 30;

/** All notices of one care date spoken of between two days, both included, in order. None for who is dead or lost. */
export function careNotices(date: CareDate, clientStatus: string, from: string, to: string, calendar: Calendar, rules: Rules): CareNotice[] {
  if (!date.active || isCareStopped(clientStatus)) return [];
  if (date.kind === 'relativeBirthday' && date.careAllowed !== true) return [];
  const leads = [...new Set(date.leadDays ?? leadsOf(date.kind, rules))];
  if (leads.length === 0) return [];
  const last = addDays(to, Math.max(...leads) + LONGEST_BREAK_DAYS);
  const notices: CareNotice[] = [];
  for (const on of careDays(date.when, from, last, rules)) {
    for (const lead of leads) {
      const speakOn = careSpeakOn(date.kind, on, lead, calendar);
      if (from <= speakOn && speakOn <= to) notices.push({ careDateId: date.id, clientId: date.clientId, kind: date.kind, on, lead, speakOn });
    }
  }
  return notices.sort((a, b) => a.speakOn.localeCompare(b.speakOn) || b.lead - a.lead);
}

/** Care for the dead and the lost stops, for their relatives too. */
export function isCareStopped(clientStatus: string): boolean {
  return clientStatus === 'deceased' || clientStatus === 'lost';
}
