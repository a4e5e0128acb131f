import type { ClientLevel } from '../domain/client-level-name.js';

/** What the morning's reads give back: a client with what falls due, or work with the client it is about. */

/** Somebody who gets a briefing. */
export interface BriefingPerson {
  id: string;
  name: string;
  orgId: string;
  orgPath: string;
  /** His clients are those he is the second manager of. */
  isAdviser: boolean;
}

/** What every line about a client needs of him. */
export interface BriefingClientRow {
  clientId: string;
  name: string;
  level: ClientLevel;
  mainManagerId: string | null;
  lastContactOn: string | null;
}

export interface DueContactRow extends BriefingClientRow {
  nextContactOn: string;
}
export interface BirthdayRow extends BriefingClientRow {
  birthKey: string;
  birthCalendar: string;
}
export interface CareDayRow extends BriefingClientRow {
  id: string;
  kind: string;
  rule: string;
  yearKey: string | null;
  onDate: string | null;
  note: string | null;
}
export interface MaturingRow extends BriefingClientRow {
  holdingId: string;
  maturesOn: string;
  amountFen: number;
}
export interface ExpiringRow extends BriefingClientRow {
  assessedAt: number;
}
/** An assessment by itself: whose it is. */
export interface AssessedRow {
  id: string;
  clientId: string;
  assessedAt: number;
}
export interface StandInRow {
  clientId: string;
  userId: string;
  /** acting: whom he stands in for. */
  forUserId?: string | null;
}
/** The columns of a client are null where the matter concerns none. */
type MaybeClient = { [Key in keyof BriefingClientRow]: BriefingClientRow[Key] | null };
export interface DueTaskRow extends MaybeClient {
  id: string;
  ownerId: string;
  kind: string;
  text: string;
  dueAt: number;
  dueOn: string;
  dueTime: string | null;
  place: string | null;
}
export interface RunningCaseRow extends MaybeClient {
  id: string;
  no: string;
  kind: string;
  ownerId: string;
  investigatorId: string | null;
  complainantName: string | null;
  contactDueAt: number;
  contactedAt: number | null;
  resultDueAt: number;
  regDueAt: number | null;
  decidedAt: number | null;
  notifiedAt: number | null;
  receivedAt: number;
}
export interface DueReferralRow extends MaybeClient {
  id: string;
  no: string;
  toUserId: string;
  fromUserId: string;
  prospectName: string | null;
  dueAt: number;
  createdAt: number;
}
export interface OpenRetentionRow extends BriefingClientRow {
  id: string;
  ownerId: string;
  code: string;
  onDate: string;
  amountFen: number | null;
  taskId: string | null;
}
export interface OpenLeadRow extends BriefingClientRow {
  id: string;
  ownerId: string;
  reason: string;
  expectedFen: number | null;
  dueOn: string;
}
