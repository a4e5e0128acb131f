import type { Holiday } from '../generated/sqlite/client.js';
import type { Row, Sql } from './db/index.js';

/** What a bank imported beside the built-in years. `orgId` '' = everywhere. */
export type HolidayRow = Row<Holiday>;

export function holidayStore(sql: Sql) {
  return {
    listBetween: (from: string, to: string) =>
      sql.all<HolidayRow>('SELECT * FROM Holiday WHERE date >= ? AND date <= ? ORDER BY date, orgId', [from, to]),
    listAll: () => sql.all<HolidayRow>('SELECT * FROM Holiday ORDER BY date, orgId'),
  };
}
