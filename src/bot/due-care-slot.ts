import { dateAt } from '../domain/calendar/index.js';
import { careNotices, type CareDate } from '../domain/care/index.js';
import type { DueClient } from '../store/due-rows.js';
import type { JobContext } from './job.js';
import { activeNames, parts } from './job-days.js';

const ROWS_AT_ONCE = 500;

/** A date that is spoken of, `lead` days before the day `on` which it falls; `to` is who is told, by name. */
export interface SaidDate<Row> {
  row: Row;
  date: CareDate;
  on: string;
  lead: number;
  to: string;
  name: string;
}

/** What a slot says of these dates, in slices, to whoever still works here; a date that is over by now is left out. */
export async function* saidInSlot<Row extends DueClient>(
  { slot, now, store, rules, calendarOf }: JobContext,
  rows: readonly { row: Row; date: CareDate }[],
): AsyncGenerator<SaidDate<Row>[]> {
  const [day, today] = [dateAt(slot), dateAt(now)];
  for (const part of parts(rows, ROWS_AT_ONCE)) {
    const due = part
      .flatMap(({ row, date }) => careNotices(date, row.status, day, day, calendarOf(row.orgPath), rules).map((one) => ({ row, date, ...one })))
      .filter((one) => one.on >= today);
    const names = await activeNames(
      store,
      due.map(({ row }) => row.receiverId),
    );
    yield due.flatMap(({ row, date, on, lead }) => {
      const to = row.receiverId;
      const name = to === null ? undefined : names.get(to);
      return to === null || name === undefined ? [] : [{ row, date, on, lead, to, name }];
    });
  }
}
