import type { ClientLevel } from '../domain/client-level-name.js';
import type { Relation } from '../domain/relation-words.js';

/** A client as whatever comes due shows him, and who is told: the stand-in while one acts, else the main manager. */
export interface DueClient {
  clientId: string;
  name: string;
  honorific: string | null;
  gender: 'male' | 'female' | null;
  occupation: string | null;
  level: ClientLevel;
  adminLayer: string | null;
  /** 1 = signed. */
  privateBanking: number;
  status: string;
  birthOn: string | null;
  birthCalendar: string;
  lunarMonth: number | null;
  lunarDay: number | null;
  lunarLeap: number | null;
  orgId: string;
  orgPath: string;
  mobile: string | null;
  mobileTail: string | null;
  mainManagerId: string | null;
  /** null = nobody looks after him. */
  receiverId: string | null;
  cadenceMonths: number | null;
  relationStartOn: string | null;
  lastContactOn: string | null;
  lastEffectiveContactOn: string | null;
  nextContactOn: string | null;
  aumFen: number | null;
  aumOn: string | null;
}

export interface DueRelative extends DueClient {
  relativeId: string;
  relation: Relation;
  relativeName: string;
  relativeBirthOn: string | null;
  relativeCalendar: string;
  relativeLunarMonth: number | null;
  relativeLunarDay: number | null;
  relativeLunarLeap: number | null;
}

export interface DueCareDate extends DueClient {
  careDateId: string;
  kind: string;
  rule: string;
  month: number | null;
  day: number | null;
  leap: number | null;
  onDate: string | null;
  endDate: string | null;
  leadDays: string | null;
  note: string | null;
  confidentiality: string;
  relatedPersonId: string | null;
  careAllowed: number | null;
}

export interface DueHolding extends DueClient {
  holdingId: string;
  productCode: string;
  productName: string;
  amountFen: number;
  maturesOn: string;
}

export interface DueAssessment extends DueClient {
  assessmentId: string;
  assessedAt: number;
  tolerance: number;
}

/** `riskLevel` of R1–R5 and `tolerance` of C1–C5 as numbers. */
export interface RatedHolding {
  clientId: string;
  productCode: string;
  productName: string;
  riskLevel: number;
  tolerance: number;
  fen: number;
}
