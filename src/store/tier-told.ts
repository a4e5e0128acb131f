import type { TierTold } from '../generated/sqlite/client.js';
import { insertInto, marks, type Row, type Sql } from './db/index.js';

export type TierToldRow = Row<TierTold>;

/** What of 临界 was told to a client's manager, by month ('YYYY-MM') and axis. */
export function tierToldStore(sql: Sql) {
  return {
    /** What of these clients was told in a month. */
    async listOf(clientIds: readonly string[], month: string): Promise<TierToldRow[]> {
      if (clientIds.length === 0) return [];
      return sql.all<TierToldRow>(`SELECT * FROM TierTold WHERE month = ? AND clientId IN (${marks(clientIds)})`, [month, ...clientIds]);
    },

    /** All of one client and month. What he was told in earlier months is forgotten: it is asked of the present month alone. */
    async add(rows: readonly TierToldRow[]): Promise<void> {
      for (const row of rows) {
        await sql.run('DELETE FROM TierTold WHERE clientId = ? AND month < ?', [row.clientId, row.month]);
        await sql.run(...insertInto('TierTold', row, 'ON CONFLICT ("clientId", "month", "axis", "finding") DO NOTHING'));
      }
    },
  };
}
