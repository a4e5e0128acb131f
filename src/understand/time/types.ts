import type { Calendar, LunarMonthDay } from '../../domain/calendar/index.js';

/** A moment, a day, or a stretch of days, as understood. The keys are the contract of design §4. */
export interface TimeValue {
  /** 'YYYY-MM-DD'. Absent only together with `vague`, when the words name no day at all (有空, 改天). */
  date?: string;
  /** 'HH:mm'. */
  time?: string;
  /** Last day of a stretch, included; the first is `date`. */
  endDate?: string;
  /** 'HH:mm'; the end of a stretch of hours, on `endDate` when that is set, else on `date`. */
  endTime?: string;
  /**
   * An RFC 5545 rule without 'RRULE:'. A lunar one begins 'RSCALE=CHINESE;' (RFC 7529); 'FREQ=WEEKLY' with
   * Monday to Friday stands for working days when `workdays` is set.
   */
  recurrence?: string;
  /** Several readings or none: ask. `date` is then the best of them, if there is one. */
  vague?: boolean;
  /** The lunar day it was said as. */
  lunar?: LunarMonthDay;
  /** Recurrence on working days, make-up days included and holidays left out. */
  workdays?: boolean;
}

export interface DurationValue {
  minutes: number;
}

interface SpanBase {
  text: string;
  /** UTF-16 offsets into the text that was given; `end` is exclusive. */
  start: number;
  end: number;
  /** One reading was chosen among others: show it and have it confirmed. */
  guessed?: boolean;
  /** Chinese, for 「依据」: how the words were read. */
  reason: string;
}

export interface MomentSpan extends SpanBase {
  kind: 'time' | 'date' | 'recurrence';
  value: TimeValue;
  /** How much the words cover. `day` and finer are one day. */
  grain: Grain;
  /** `by`: 周五前, 月底前, 3天内. `after`: 春节后. Absent: on the day. */
  bound?: 'by' | 'after';
  /** 上午, 晚上 …: said without an hour. */
  period?: string;
  /** Rests on a year whose holidays are not published: show PROVISIONAL_NOTICE. */
  provisional?: boolean;
  /** 提前三天: the day is counted back from the date named before it. */
  ahead?: boolean;
}

export interface DurationSpan extends SpanBase {
  kind: 'duration';
  value: DurationValue;
}

export type TimeSpan = MomentSpan | DurationSpan;

export type Grain = 'minute' | 'day' | 'weekend' | 'week' | 'days' | 'month' | 'quarter' | 'halfYear' | 'year';

export interface TimeOptions {
  now: Date;
  calendar: Calendar;
  /** A reminder lies in the future, a logged contact in the past; absent when the intent is not known yet. */
  lean?: 'future' | 'past';
}

/** What the grammar knows about the present. */
export interface Present {
  /** Day number of today, see domain/calendar/date. */
  today: number;
  year: number;
  month: number;
  day: number;
  /** 1 = Monday … 7 = Sunday. */
  weekday: number;
  /** Minutes since midnight. */
  minute: number;
  calendar: Calendar;
  readonly lean: 'future' | 'past' | undefined;
  /** The day named last in this text, for 同月9号 and 提前三天. */
  lastDay?: number;
  /** Set when that day was said with its month, so that a bare N号 behind it is most likely of the same one. */
  lastMonth?: { year: number; month: number; day: number; end: number };
  /** Offset where the end of a stretch begins, so that the '-' before it is no part of a number. */
  rangeStart?: number;
}

/** By the end of the working day. */
export const CLOSING_WORDS: readonly string[] = ['下班以前', '下班之前', '下班前'];
/** Half an hour before the end of business (domain §3.2), so that there is time left to act. Minutes since midnight. */
export const BEFORE_CLOSING_MINUTE = 17 * 60 + 30;

/** A day or stretch of days found at an offset, before a time of day is joined to it. */
export interface Found {
  end: number;
  /** Day numbers; `to` is included. Absent `from` means no day can be named. */
  from?: number;
  to?: number;
  grain: Grain;
  reason: string;
  vague?: boolean;
  guessed?: boolean;
  provisional?: boolean;
  bound?: 'by' | 'after';
  lunar?: LunarMonthDay;
  /** Set by 三小时后: minutes since midnight of `from`. */
  minute?: number;
  endMinute?: number;
  period?: string;
  /** The year was said, so the day is not rolled. */
  fixed?: boolean;
  /** Counted only when it is all that was said: an answer to 「哪天」. */
  weak?: boolean;
  ahead?: boolean;
  /** 周三 without a week: another follows seven days later. */
  isWeekday?: true;
  /** Days off begin here, so 前 means a working day before them: 春节前, 国庆前. */
  holiday?: true;
  /** 天/周/月 counting from now, after which 的周三 or 的15号 may follow. */
  relative?: 'week' | 'month' | 'year';
}
