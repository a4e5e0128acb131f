import { dateOf, daysInMonth, partsOf } from './date.js';

/** 旬: a third of a month. */
export interface TenDayPeriod {
  year: number;
  month: number;
  /** 1 = 上旬 (1–10), 2 = 中旬 (11–20), 3 = 下旬 (21 to month end). */
  part: 1 | 2 | 3;
  /** First day, included. */
  start: string;
  /** Last day, included. */
  end: string;
}

/** The 旬 a day lies in. Source: domain §3.4. */
export function tenDayPeriod(date: string): TenDayPeriod {
  const { year, month, day } = partsOf(date);
  return tenDayPeriodOf(year, month, day <= 10 ? 1 : day <= 20 ? 2 : 3);
}

export function tenDayPeriodOf(year: number, month: number, part: 1 | 2 | 3): TenDayPeriod {
  const end = part === 3 ? daysInMonth(year, month) : part * 10;
  return { year, month, part, start: dateOf(year, month, part * 10 - 9), end: dateOf(year, month, end) };
}
