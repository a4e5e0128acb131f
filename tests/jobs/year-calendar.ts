import { type LunarDay, type LunarMonth, SolarDay } from 'tyme4ts';

/** Days as the rules' text has them, written down once more and in the plainest way (domain §3). */

export const at = (day: string, time: string): Date => new Date(`${day}T${time}:00+08:00`);
const DAY = 86_400_000;
const dayOf = (n: number): string => new Date(n * DAY).toISOString().slice(0, 10);
const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY;
export const plus = (day: string, days: number): string => dayOf(numberOf(day) + days);
export const days = (from: string, to: string): string[] => Array.from({ length: numberOf(to) - numberOf(from) + 1 }, (_one, i) => plus(from, i));

/** 国务院办公厅关于2026年部分节假日安排的通知, typed here once more; 2025 and 2027 only as far as a lead reaches. */
const OFF = new Set([
  ...days('2026-01-01', '2026-01-03'),
  ...days('2026-02-15', '2026-02-23'),
  ...days('2026-04-04', '2026-04-06'),
  ...days('2026-05-01', '2026-05-05'),
  ...days('2026-06-19', '2026-06-21'),
  ...days('2026-09-25', '2026-09-27'),
  ...days('2026-10-01', '2026-10-07'),
  '2027-01-01',
]);
const WORKED = new Set(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
export const works = (day: string): boolean => WORKED.has(day) || (!OFF.has(day) && ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()));
export function lastWorkday(day: string): string {
  let found = day;
  while (!works(found)) found = plus(found, -1);
  return found;
}
export function firstWorkday(day: string): string {
  let found = day;
  while (!works(found)) found = plus(found, 1);
  return found;
}
/** The n-th workday after a day. */
export function workdaysAfter(day: string, n: number): string {
  let found = day;
  for (let left = n; left > 0;) {
    found = plus(found, 1);
    if (works(found)) left--;
  }
  return found;
}
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last))).toISOString().slice(0, 10);
}

/** Every day of a span on which a birthday is kept (domain §3.5), day by day. */
export function birthdaysIn(birth: { calendar: 'solar' | 'lunar'; month: number; day: number }, from: string, to: string): string[] {
  return days(from, to).filter((day) => {
    const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
    if (birth.calendar === 'solar') {
      if (month === birth.month && date === birth.day) return true;
      const isCommon = new Date(Date.UTC(year, 1, 29)).getUTCMonth() !== 1;
      return isCommon && birth.month === 2 && birth.day === 29 && month === 2 && date === 28;
    }
    const lunar: LunarDay = SolarDay.fromYmd(year, month, date).getLunarDay();
    const lunarMonth: LunarMonth = lunar.getLunarMonth();
    if (lunarMonth.isLeap() || lunarMonth.getMonth() !== birth.month) return false;
    return lunar.getDay() === birth.day || (birth.day === 30 && lunar.getDay() === 29 && lunarMonth.getDayCount() === 29);
  });
}
