import { LunarDay, LunarMonth, LunarYear, SolarDay, SolarTerm } from 'tyme4ts';
import { dateOf, daysInMonth, NotATimeError, partsOf } from './date.js';

/** A day of the lunar year, as a birthday is kept: it recurs every lunar year. */
export interface LunarMonthDay {
  /** 1–12. */
  month: number;
  /** 1–30. */
  day: number;
  /** True when it lies in a leap month (闰月). */
  leap: boolean;
}

export interface LunarDate extends LunarMonthDay {
  /** The lunar year; it begins at 春节, so it differs from the solar year in January and part of February. */
  year: number;
}

/**
 * What a birthday in a leap month does in a year that has the same leap month:
 * `regular` keeps the ordinary month, `leapIfPresent` takes the leap one. Config `lunar.leapBirthday`.
 */
export type LeapBirthday = 'regular' | 'leapIfPresent';

/** tyme4ts calculates with historic precision inside these years; outside we answer nothing. */
const FIRST_YEAR = 1600;
const LAST_YEAR = 2300;

function isCovered(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/** New moons are reckoned astronomically, some 20 µs a day, and the days asked for are nearly always the same few. */
const MOST_REMEMBERED = 5000;
const solarDays = new Map<number, string>();
const lunarDays = new Map<string, LunarDate>();

function remembered<Key, Value>(known: Map<Key, Value>, key: Key, reckon: () => Value): Value {
  let value = known.get(key);
  if (value === undefined) {
    value = reckon();
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, value);
  }
  return value;
}

/** 0 when the lunar year has no leap month, else its number 1–12. */
export function leapMonthOf(lunarYear: number): number {
  return isCovered(lunarYear) ? LunarYear.fromYear(lunarYear).getLeapMonth() : 0;
}

/**
 * The solar day of a lunar day. Day 30 of a month with 29 days gives day 29; a leap month the year does not
 * have gives the ordinary month. Source: domain §3.5.
 * @throws RangeError for a month, day or year that no lunar year has.
 */
export function lunarToSolar(lunarYear: number, month: number, day: number, leap = false): string {
  if (!isCovered(lunarYear) || month < 1 || month > 12 || day < 1 || day > 30) {
    throw new NotATimeError(`not a lunar day: ${lunarYear}-${leap ? '闰' : ''}${month}-${day}`);
  }
  const key = ((lunarYear * 13 + month) * 31 + day) * 2 + (leap ? 1 : 0);
  return remembered(solarDays, key, () => {
    const signed = leap && leapMonthOf(lunarYear) === month ? -month : month;
    const length = LunarMonth.fromYm(lunarYear, signed).getDayCount();
    const solar = LunarDay.fromYmd(lunarYear, signed, Math.min(day, length)).getSolarDay();
    return dateOf(solar.getYear(), solar.getMonth(), solar.getDay());
  });
}

/** The lunar day of a solar day. */
export function solarToLunar(date: string): LunarDate {
  return { ...remembered(lunarDays, date, () => lunarOf(date)) };
}

function lunarOf(date: string): LunarDate {
  const { year, month, day } = partsOf(date);
  const lunar = SolarDay.fromYmd(year, month, day).getLunarDay();
  const signed = lunar.getMonth();
  return { year: lunar.getYear(), month: Math.abs(signed), day: lunar.getDay(), leap: signed < 0 };
}

/** Days of a lunar month: 29 or 30. */
export function lunarMonthLength(lunarYear: number, month: number, leap = false): number {
  return LunarMonth.fromYm(lunarYear, leap && leapMonthOf(lunarYear) === month ? -month : month).getDayCount();
}

/** The solar day on which a lunar birthday falls in one lunar year. Source: domain §3.5. */
export function lunarBirthdayIn(lunarYear: number, birthday: LunarMonthDay, leapBirthday: LeapBirthday = 'regular'): string {
  return lunarToSolar(lunarYear, birthday.month, birthday.day, birthday.leap && leapBirthday === 'leapIfPresent');
}

/**
 * All days of a solar year on which a lunar birthday falls, in order: none, one or two, because a day late in
 * the lunar year falls into January or February. Source: domain §3.5.
 */
export function lunarBirthdaysInSolarYear(solarYear: number, birthday: LunarMonthDay, leapBirthday: LeapBirthday = 'regular'): string[] {
  const prefix = `${String(solarYear).padStart(4, '0')}-`;
  return [solarYear - 1, solarYear].map((lunarYear) => lunarBirthdayIn(lunarYear, birthday, leapBirthday)).filter((date) => date.startsWith(prefix));
}

/** The first day on or after `from` on which a lunar birthday falls. */
export function nextLunarBirthday(from: string, birthday: LunarMonthDay, leapBirthday: LeapBirthday = 'regular'): string {
  const year = partsOf(from).year;
  const found = [year - 1, year, year + 1].map((lunarYear) => lunarBirthdayIn(lunarYear, birthday, leapBirthday)).find((date) => date >= from);
  return found as string;
}

/** A solar birthday in one year; 29 February is kept on 28 February in common years. */
export function solarBirthdayIn(year: number, month: number, day: number): string {
  return dateOf(year, month, Math.min(day, daysInMonth(year, month)));
}

/** The first day on or after `from` on which a solar birthday falls. */
export function nextSolarBirthday(from: string, month: number, day: number): string {
  const year = partsOf(from).year;
  const thisYear = solarBirthdayIn(year, month, day);
  return thisYear >= from ? thisYear : solarBirthdayIn(year + 1, month, day);
}

/** The 24 solar terms in the order of the solar year's tyme4ts index: 冬至 of the year before comes first. */
export const SOLAR_TERMS: readonly string[] = SolarTerm.NAMES;

const termDates = new Map<string, string>();

/**
 * The day of a solar term within the solar year: 清明 2027 is 2027-04-05, 冬至 2026 is 2026-12-22.
 * @throws RangeError for an unknown name.
 */
export function solarTermDate(solarYear: number, name: string): string {
  const index = SOLAR_TERMS.indexOf(name);
  if (index < 0) throw new RangeError(`not a solar term: ${name}`);
  const key = `${solarYear}${name}`;
  const known = termDates.get(key);
  if (known) return known;
  // Index 0 (冬至) belongs to December of the year before.
  const day = SolarTerm.fromIndex(index === 0 ? solarYear + 1 : solarYear, index).getSolarDay();
  const date = dateOf(day.getYear(), day.getMonth(), day.getDay());
  if (termDates.size > 4000) termDates.clear();
  termDates.set(key, date);
  return date;
}

const MONTH_NAMES = ['正', '二', '三', '四', '五', '六', '七', '八', '九', '十', '冬', '腊'] as const;
const DAY_DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** 十月十六, 闰六月初十, 腊月廿九. */
export function lunarName({ month, day, leap }: LunarMonthDay): string {
  const digit = DAY_DIGITS[day % 10] as string;
  let dayName = `初${digit}`;
  if (day === 10) dayName = '初十';
  else if (day === 20) dayName = '二十';
  else if (day === 30) dayName = '三十';
  else if (day > 20) dayName = `廿${digit}`;
  else if (day > 10) dayName = `十${digit}`;
  return `${leap ? '闰' : ''}${MONTH_NAMES[month - 1] as string}月${dayName}`;
}
