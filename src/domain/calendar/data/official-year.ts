import { fromDayNumber, toDayNumber } from '../date.js';
import type { HolidayRow } from '../holiday.js';

interface PublishedHoliday {
  name: string;
  /** First and last day off, both included. */
  off: readonly [first: string, last: string];
  /** Weekend days worked instead (调休上班). */
  work: readonly string[];
}

/** The rows of one published plan, in the order of the notice. */
export function officialYear(source: string, holidays: readonly PublishedHoliday[]): HolidayRow[] {
  const rows: HolidayRow[] = [];
  for (const { name, off, work } of holidays) {
    for (let day = toDayNumber(off[0]); day <= toDayNumber(off[1]); day++) {
      rows.push({ date: fromDayNumber(day), name, kind: '休', status: 'official', source });
    }
    for (const date of work) rows.push({ date, name, kind: '班', status: 'official', source });
  }
  return rows;
}
