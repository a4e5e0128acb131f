import type { ContactMode, ContactOutcome, ContactPurpose } from '../domain/contact-record.js';

/** A past talk; `on` as of a start on 2026-11-23. */
export interface DemoContact {
  on: string;
  time: string;
  mode: ContactMode;
  outcome: ContactOutcome;
  purpose: ContactPurpose;
  summary: string;
  minutes?: number;
  place?: string;
  confidentiality?: 'normal' | 'restricted' | 'private';
}

/** 万元, as people say it; days as of a start on 2026-11-23. */
export interface DemoHolding {
  product: string;
  startOn: string;
  wan: number;
  maturesOn?: string;
  /** 万元 now, where it moves. */
  valueWan?: number;
}

export interface DemoClient {
  name: string;
  gender: 'male' | 'female';
  manager: string | null;
  deputy?: string;
  level: '大众' | '金卡' | '白金' | '黑金';
  tail: string;
  honorific?: string;
  occupation?: string;
  /** A solar day, or age and lunar month-day relative to the start day: see `lunarToday`. */
  born?: string;
  /** Birthday today by the lunar calendar, this many years old. */
  lunarTodayAge?: number;
  lunar?: string;
  wan: number;
  /** 万元 before yesterday, where it changed. */
  wanBefore?: number;
  holdings: readonly DemoHolding[];
  assessed?: { on: string; level: string };
  contacts: readonly DemoContact[];
  cadence?: number;
  modes?: string;
  consent?: '是' | '否' | '撤回';
  tags?: string;
  relatives?: readonly { name: string; relation: string; birthday?: string; careAllowed: boolean }[];
}

/** An ordinary talk of each kind, but for what is given. */
export const phone = (on: string, summary: string, more: Partial<DemoContact> = {}): DemoContact => ({
  on,
  time: '10:20',
  mode: 'phone',
  outcome: 'reached',
  purpose: 'service',
  summary,
  minutes: 8,
  ...more,
});
export const talk = (on: string, summary: string, more: Partial<DemoContact> = {}): DemoContact => ({
  on,
  time: '15:00',
  mode: 'faceToFace',
  outcome: 'reached',
  purpose: 'review',
  summary,
  minutes: 40,
  place: '园区支行',
  ...more,
});
/** What lies on the current account. */
export const HQ = (wan: number): DemoHolding => ({ product: 'HQ', startOn: '2026-01-05', wan });
