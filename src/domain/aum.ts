import { addDays, daysBetween, daysInMonth, partsOf } from './calendar/index.js';

/** Closing value of one day (管理资产). */
export interface Balance {
  date: string;
  aumFen: number;
}

export interface DailyAverage {
  /** Rounded down to a whole fen, so that comparing it with a bound in fen is exact. */
  averageFen: number;
  days: number;
  /** Days whose value is known, their own or carried forward; below `days` when the history starts late. */
  knownDays: number;
}

/**
 * 日均金融资产: the mean over all calendar days from `from` to `to`, both included. A day without a value takes the last
 * known one, also from before `from`; days before the first known value count 0. Null when nothing is known.
 */
export function aumDailyAverage(balances: readonly Balance[], from: string, to: string): DailyAverage | null {
  const days = daysBetween(from, to) + 1;
  if (days < 1) return null;
  const sorted = balances.filter((one) => one.date <= to).sort((a, b) => a.date.localeCompare(b.date));
  // Each value holds from its own day to the day before the next one.
  let sum = 0n;
  let knownDays = 0;
  for (const [index, balance] of sorted.entries()) {
    const next = sorted[index + 1];
    const start = balance.date < from ? from : balance.date;
    const end = next === undefined ? to : addDays(next.date, -1);
    const held = daysBetween(start, end) + 1;
    if (held <= 0) continue;
    sum += BigInt(balance.aumFen) * BigInt(held);
    knownDays += held;
  }
  if (knownDays === 0) return null;
  return { averageFen: Number(sum / BigInt(days)), days, knownDays };
}

export interface Period {
  from: string;
  to: string;
}

/** The last full calendar month before a day. */
export function lastFullMonth(today: string): Period {
  const to = addDays(`${today.slice(0, 8)}01`, -1);
  return { from: `${to.slice(0, 8)}01`, to };
}

/** From the first of the month to the day itself. */
export function monthToDate(today: string): Period {
  return { from: `${today.slice(0, 8)}01`, to: today };
}

/** Days of the month still to count, today included, and the month's length. */
export function daysLeftInMonth(today: string): { left: number; length: number } {
  const { year, month, day } = partsOf(today);
  const length = daysInMonth(year, month);
  return { left: length - day + 1, length };
}

/** Joint holdings count by share: part of an amount in fen, half-up. */
export function shareOfFen(amountFen: number, share: number): number {
  return Math.round(amountFen * share);
}
