import { addDays, isWorkday, nextWorkday, previousWorkday, subtractWorkdays, type Calendar } from '../domain/calendar/index.js';
import type { Store } from '../store/index.js';
import type { JobContext } from './job.js';

/** Both days included. */
export interface Days {
  from: string;
  to: string;
}

type Bank = Pick<JobContext, 'calendarOf'> & { store: Pick<Store, 'org'> };

async function calendars({ store, calendarOf }: Bank): Promise<Set<Calendar>> {
  return new Set((await store.org.listAll()).map((org) => calendarOf(org.path)));
}

/**
 * The days whose last workday on or before is today, by the widest calendar of the bank: what leads before a date look for.
 * null = nobody works today. Each item is then looked at by its own outlet's calendar.
 */
export async function spokenBefore(bank: Bank, today: string): Promise<Days | null> {
  const ends = [...(await calendars(bank))].filter((one) => isWorkday(today, one)).map((one) => addDays(nextWorkday(today, one), -1));
  return ends.length === 0 ? null : { from: today, to: ends.reduce((a, b) => (a > b ? a : b)) };
}

/** The same for the first workday on or after: what is said after a date. */
export async function spokenAfter(bank: Bank, today: string): Promise<Days | null> {
  const begins = [...(await calendars(bank))].filter((one) => isWorkday(today, one)).map((one) => addDays(previousWorkday(today, one), 1));
  return begins.length === 0 ? null : { from: begins.reduce((a, b) => (a < b ? a : b)), to: today };
}

/** The days that lie so many workdays back today. */
export async function workdaysBack(bank: Bank, today: string, workdays: number): Promise<Days | null> {
  const spans = [...(await calendars(bank))]
    .filter((one) => isWorkday(today, one))
    .map((one) => ({ from: subtractWorkdays(today, workdays, one), to: addDays(subtractWorkdays(today, workdays - 1, one), -1) }));
  if (spans.length === 0) return null;
  return { from: spans.map((one) => one.from).reduce((a, b) => (a < b ? a : b)), to: spans.map((one) => one.to).reduce((a, b) => (a > b ? a : b)) };
}

/** The dates a lead of so many days speaks of when these days are spoken of today. */
export const shifted = (days: Days, lead: number): Days => ({ from: addDays(days.from, lead), to: addDays(days.to, lead) });

/** A dated push is worth saying until its slot is so old; what it says counts from the day it runs. */
export const DUE_USEFUL_MS = 3 * 24 * 3_600_000;

/** Active colleagues by id: somebody who left is told nothing. */
export async function activeNames(store: Pick<Store, 'staff'>, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id): id is string => id !== null))];
  const names = new Map<string, string>();
  for (const part of parts(known, 500)) for (const row of await store.staff.listByIds(part)) if (row.state === 'active') names.set(row.id, row.name);
  return names;
}

/** A list in pieces of at most so many. */
export function* parts<T>(list: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size);
}
