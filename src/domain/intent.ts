/**
 * What a sentence was understood to be. `Frame` is the `parse --json` contract (design §4); `IntentSpec` is what a command
 * declares about its own words. Types only.
 */

export type SpanKind =
  | 'time'
  | 'date'
  | 'duration'
  | 'recurrence'
  | 'amount'
  | 'client'
  | 'mode'
  | 'phone'
  | 'clientNo'
  | 'product'
  | 'caseNo'
  | 'referralNo'
  | 'staff'
  | 'level'
  | 'number';

/** A time as people say it; `vague` = the words do not settle it, the bot asks. */
/** A part of the day named without an hour. */
export type DayPeriod = 'dawn' | 'morning' | 'noon' | 'afternoon' | 'dusk' | 'evening' | 'night';

export interface WhenValue {
  date: string;
  time?: string;
  /** 明天下午: only where no hour was said. */
  period?: DayPeriod;
  endDate?: string;
  endTime?: string;
  /** RFC 5545 RRULE. */
  recurrence?: string;
  vague?: boolean;
}

export interface Span {
  kind: SpanKind;
  text: string;
  /** UTF-16 offsets into the text as it was typed. */
  start: number;
  end: number;
  value: unknown;
  /** Read from words that leave a doubt (part of a name, pinyin, pronoun …). */
  guessed?: boolean;
}

/** How an argument `client` leaves understanding. */
export type ClientArg =
  /** Exactly one. `by` says how it was named; `guessed` asks for confirmation before a write. */
  | { id: string; name: string; by: ClientNaming; guessed?: boolean }
  /** Several fit: the bot asks which. */
  | { text: string; candidates: { id: string; name: string }[]; by?: ClientNaming }
  /** Nobody within reach fits; `similar` may be offered. */
  | { text: string; candidates: []; similar?: { id: string; name: string }[] };

export type ClientNaming =
  | 'fullName'
  | 'clientNo'
  | 'phone'
  | 'phoneTail'
  | 'honorific'
  | 'partOfName'
  | 'pinyin'
  | 'initials'
  | 'pronoun'
  | 'lastSpokenOf'
  | 'fuzzy'
  | 'chosen';

export interface Frame {
  text: string;
  now: string;
  intent: string | null;
  effect: 'read' | 'write' | null;
  needsConfirm: boolean;
  confidence: number;
  args: Record<string, unknown>;
  missing: string[];
  spans: Span[];
  alternatives: { intent: string; confidence: number }[];
  reasons: string[];
  /** The speaker asks: `which` begins with who or which, `any` anywhere; absent where he tells. No part of `parse --json`. */
  asks?: 'which' | 'any';
  /** What is asked where `intent` is null and it is no small talk either. No part of `parse --json`. */
  about?: PlainQuestion;
  /** A second act of the same sentence, to be done beside this one. No part of `parse --json`. */
  then?: Frame;
  /** What the sentence tells of other clients, each shown when the one before is settled. No part of `parse --json`. */
  next?: Frame[];
  /** The words of this act, where the sentence holds those in `next` too. No part of `parse --json`. */
  part?: string;
}

/** Questions that no command answers, by what a short true answer to them is about. */
export type PlainQuestion =
  | 'later'
  | 'cadence'
  | 'levelBand'
  | 'caseClock'
  | 'effectiveContact'
  | 'clock'
  | 'day'
  | 'holiday'
  | 'weather'
  | 'market'
  | 'product'
  | 'policy'
  | 'dataDate'
  | 'send'
  | 'colleague'
  | 'script'
  | 'pastime'
  | 'mood';

export type SlotKind =
  /** One client; `clients` several. */
  | 'client'
  | 'clients'
  /** A point in time or a day, {date, time?…}. */
  | 'when'
  /** A span of days, for lists. */
  | 'period'
  /** What is left of the sentence, verbatim. */
  | 'text'
  /** Words of a fixed list, see `values`. */
  | 'word'
  | 'amount'
  | 'phone'
  | 'clientNo'
  | 'name'
  | 'mode'
  | 'outcome'
  | 'product'
  | 'staff'
  | 'caseNo'
  | 'referralNo'
  /** Numbers of list items, 「完成 1 3」. */
  | 'items'
  /** 等级 临界 未联系 到期 生日 标签. */
  | 'filters'
  /** Structured by understanding itself: facts[], promises[], changes. */
  | 'facts'
  | 'promises'
  | 'changes'
  | 'minutes'
  /** A day of somebody's life, see `DayArg`. */
  | 'day';

export interface SlotSpec {
  name: string;
  kind: SlotKind;
  required?: boolean;
  /** For kind 'word': the words and the value each stands for. */
  values?: Record<string, string>;
}

export interface IntentSpec {
  /** = command name. */
  name: string;
  effect: 'read' | 'write';
  /** First words that name the act exactly: 「查 张三」. Matched before anything else. */
  keywords: string[];
  /** Words or short shapes inside a free sentence that speak for this act, with a weight 0..1. Plain words, no regular expressions. */
  cues?: { words: string[]; weight: number }[];
  /** Words that speak against it. */
  notCues?: string[];
  slots: SlotSpec[];
  /** Starts a legal clock or reaches a client: always shown first (design §2). */
  alwaysConfirm?: boolean;
}

/** A day of somebody's life: `date` is the day said, or its next occurrence when no year was said. */
export interface DayArg {
  /** Solar 'YYYY-MM-DD'. */
  date: string;
  /** Absent when the words name no year; then it comes back every year. */
  year?: number;
  /** As said: lunar ones when `lunar`. 1–12 and 1–31. */
  month: number;
  day: number;
  lunar?: boolean;
  leap?: boolean;
  vague?: boolean;
}

export type FactKind =
  'family' | 'education' | 'work' | 'health' | 'travel' | 'hobby' | 'preference' | 'milestone' | 'birthday' | 'housing' | 'finance' | 'other';

/** Something learned about a client. */
export interface FactArg {
  kind: FactKind;
  /** The words, without the filler around them. */
  text: string;
  /** 女儿, 老伴 …; absent when it is about the client. */
  who?: string;
  /** A year that was said, or that 明年 stands for. */
  year?: number;
  /** A day that was said. */
  day?: DayArg;
  /** Illness and grief are kept out of lists (domain §7). */
  confidentiality?: 'restricted';
}

/** Something the manager said he will do. */
export interface PromiseArg {
  text: string;
  /** 'YYYY-MM-DD'; absent when the words do not settle it. */
  dueOn?: string;
  /** 'HH:mm'. */
  dueTime?: string;
  vague?: boolean;
}

/** What 「我的客户」 is narrowed to. */
export interface FiltersArg {
  /** general, gold, platinum, blackGold. */
  level?: string[];
  tierCritical?: boolean;
  notContactedDays?: number;
  overdue?: boolean;
  /** Both days included. */
  maturing?: { date: string; endDate: string };
  birthday?: { date: string; endDate: string };
  tag?: string;
  /** What could not be read as a condition. */
  text?: string;
}

/** What 「修改上条」 changes; only what was said. */
export interface ChangesArg {
  client?: ClientArg;
  mode?: string;
  outcome?: string;
  /** When the contact was. */
  at?: WhenValue;
  minutes?: number;
  summary?: string;
  /** The day of the promise or the reminder. */
  dueOn?: string;
  dueTime?: string;
  /** How the reminder is to repeat: RFC 5545 without 'RRULE:'. */
  recurrence?: string;
  nextContactOn?: string;
  /** To be added to what stands there. */
  addition?: string;
}
