import { HOUR_MS, MINUTE_MS } from './calendar/index.js';
import type { Rules } from './rules.js';

export const CONTACT_MODES = ['phone', 'faceToFace', 'sms', 'email', 'salon', 'digital', 'letter', 'onSite'] as const;
export type ContactMode = (typeof CONTACT_MODES)[number];

export const MODE_TITLES: Readonly<Record<ContactMode, string>> = {
  phone: '电话',
  faceToFace: '面访',
  sms: '短信',
  email: '邮件',
  salon: '沙龙',
  digital: '新型接触',
  letter: '信函',
  onSite: '到店',
};

export const CONTACT_OUTCOMES = ['reached', 'notReached', 'replied', 'attended', 'refused'] as const;
export type ContactOutcome = (typeof CONTACT_OUTCOMES)[number];

export const OUTCOME_TITLES: Readonly<Record<ContactOutcome, string>> = {
  reached: '接通',
  notReached: '没接通',
  replied: '已回复',
  attended: '到场',
  refused: '婉拒',
};

/** 「接通」 of a call, 「见面」 of a visit: how an outcome is said of this mode. */
export function outcomeTitle(outcome: ContactOutcome, mode?: ContactMode): string {
  return outcome === 'reached' && (mode === 'faceToFace' || mode === 'onSite') ? '见了面' : OUTCOME_TITLES[outcome];
}

export const CONTACT_PURPOSES = ['care', 'service', 'review', 'product', 'complaint', 'callback', 'retention', 'referral', 'event', 'other'] as const;
export type ContactPurpose = (typeof CONTACT_PURPOSES)[number];

/** What one contact came to; `mode` or `outcome` absent = the manager did not say. */
export interface ContactFacts {
  mode?: ContactMode;
  outcome?: ContactOutcome;
}

/**
 * Whether it counts as a contact for the cadence: reached or attended, or a written one the client answered.
 * A greeting without reply does not count.
 */
export function isEffectiveContact({ mode, outcome }: ContactFacts): boolean {
  if (outcome === 'reached' || outcome === 'attended') return true;
  return outcome === 'replied' && (mode === 'digital' || mode === 'sms' || mode === 'email');
}

/** What a contact of this mode came to when the manager said nothing else; undefined = not known. */
export function usualOutcome(mode: ContactMode): ContactOutcome | undefined {
  switch (mode) {
    case 'phone':
    case 'faceToFace':
    case 'onSite':
      return 'reached';
    case 'salon':
      return 'attended';
    default:
      return undefined;
  }
}

/** Until when the author may change it; after that he adds amendments. The instant itself is too late. */
export function editableUntil(createdAt: Date, rules: Rules): Date {
  return new Date(createdAt.getTime() + rules.contact.editHours * HOUR_MS);
}

export function canEdit(record: { byUserId: string; createdAt: Date }, userId: string, now: Date, rules: Rules): boolean {
  return record.byUserId === userId && now < editableUntil(record.createdAt, rules);
}

/** Until when one tap takes back the record with all that came from it. The instant itself is too late. */
export function undoableUntil(createdAt: Date, rules: Rules): Date {
  return new Date(createdAt.getTime() + rules.contact.undoMinutes * MINUTE_MS);
}

export function canUndo(record: { byUserId: string; createdAt: Date }, userId: string, now: Date, rules: Rules): boolean {
  return record.byUserId === userId && now < undoableUntil(record.createdAt, rules);
}

/**
 * A letter or mail that introduces the manager: it says so, or it is a letter and the first contact of all. The first call
 * follows it. Source: domain §5 «Letter → call chain».
 */
export function isIntroductionLetter(mode: ContactMode | undefined, summary: string, isFirst: boolean): boolean {
  return (mode === 'letter' && isFirst) || ((mode === 'letter' || mode === 'email') && summary.includes('介绍'));
}
