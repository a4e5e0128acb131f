import { leapMonthOf, lunarMonthLength, lunarToSolar, partsOf, isLeapYear, solarToLunar, addDays } from '../domain/calendar/index.js';

/** A birthday by the calendar the person keeps; the year is often not known. */
export type Birthday = { calendar: 'solar'; date: string } | { calendar: 'lunar'; year?: number; month: number; day: number; leap: boolean };

const pad = (value: number): string => String(value).padStart(2, '0');

/** The columns of a birthday, the same for clients and their relatives. */
export function birthColumns(birthday: Birthday | null) {
  if (birthday === null)
    return { birthOn: null, birthCalendar: 'solar', lunarYear: null, lunarMonth: null, lunarDay: null, lunarLeap: null, birthKey: null };
  if (birthday.calendar === 'solar')
    return {
      birthOn: birthday.date,
      birthCalendar: 'solar',
      lunarYear: null,
      lunarMonth: null,
      lunarDay: null,
      lunarLeap: null,
      birthKey: birthday.date.slice(5),
    };
  const { year, month, day, leap } = birthday;
  return {
    birthOn: year === undefined ? null : lunarToSolar(year, month, day, leap),
    birthCalendar: 'lunar',
    lunarYear: year ?? null,
    lunarMonth: month,
    lunarDay: day,
    lunarLeap: leap ? 1 : 0,
    birthKey: `${pad(month)}-${pad(day)}`,
  };
}

/**
 * The birth keys that fall on a day: solar ones ('02-29' on 28 February of common years), and lunar ones (day 30 on day 29
 * of a short month; a birthday in a leap month is kept in the ordinary one). Source: domain §3.5.
 */
export function birthKeysOn(date: string): { solar: string[]; lunar: string[] } {
  const { year, month, day } = partsOf(date);
  const solar = [date.slice(5)];
  if (month === 2 && day === 28 && !isLeapYear(year)) solar.push('02-29');
  const lunar = solarToLunar(date);
  if (lunar.leap) return { solar, lunar: [] };
  const keys = [`${pad(lunar.month)}-${pad(lunar.day)}`];
  if (lunar.day === 29 && lunarMonthLength(lunar.year, lunar.month) === 29) keys.push(`${pad(lunar.month)}-30`);
  return { solar, lunar: keys };
}

/** The same for every day from `from` to `to`, both included. */
export function birthKeysBetween(from: string, to: string): { solar: string[]; lunar: string[] } {
  const solar = new Set<string>();
  const lunar = new Set<string>();
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const keys = birthKeysOn(day);
    keys.solar.forEach((key) => solar.add(key));
    keys.lunar.forEach((key) => lunar.add(key));
  }
  return { solar: [...solar], lunar: [...lunar] };
}

/** True for a lunar day that can be: month 1–12, day 1–30, and a leap month only where that year has one. */
export function isLunarDay(month: number, day: number, leap: boolean, year?: number): boolean {
  if (month < 1 || month > 12 || day < 1 || day > 30) return false;
  if (year === undefined) return true;
  if (leap && leapMonthOf(year) !== month) return false;
  return day <= lunarMonthLength(year, month, leap);
}
