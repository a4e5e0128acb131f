/** Instants are `Date`; calendar days are 'YYYY-MM-DD' in Asia/Shanghai, which has had one offset since 1992. */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const SHANGHAI_OFFSET_MS = 8 * HOUR_MS;

/** The calendar day in Shanghai. */
export function dayOf(instant: Date): string {
  return new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** 'HH:mm' on the wall in Shanghai. */
export function clockOf(instant: Date): string {
  return new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(11, 16);
}

/** The instant of a wall-clock time in Shanghai; '24:00' is the end of the day. */
export function instantOf(day: string, clock: string = '00:00'): Date {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  const midnight = Date.parse(`${day}T00:00:00Z`) - SHANGHAI_OFFSET_MS;
  return new Date(midnight + hours * HOUR_MS + minutes * MINUTE_MS);
}

/** `days` may be negative. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole calendar days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** Same day of the month `months` later; the last day when that month is shorter. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const index = year * 12 + (month - 1) + months;
  const lastDate = new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate();
  return new Date(Date.UTC(Math.floor(index / 12), index % 12, Math.min(date, lastDate))).toISOString().slice(0, 10);
}

/** Age in whole years on a day; the birthday itself counts. 29 February is reached on 28 February. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day >= addMonths(birthDate, years * 12) ? years : years - 1;
}
