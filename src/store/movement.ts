import type { Movement } from '../generated/sqlite/client.js';
import { marks, type Row, type Sql } from './db/index.js';

export type MovementRow = Row<Movement>;

/** Money in and out of clients' accounts, as imported. */
export function movementStore(sql: Sql) {
  return {
    /** Of these clients, between two days, both included, oldest first. */
    listOf: (clientIds: readonly string[], from: string, to: string): Promise<MovementRow[]> =>
      clientIds.length === 0
        ? Promise.resolve([])
        : sql.all<MovementRow>(`SELECT * FROM Movement WHERE clientId IN (${marks(clientIds)}) AND onDate >= ? AND onDate <= ? ORDER BY at, id`, [
            ...clientIds,
            from,
            to,
          ]),

    /** Clients whose money left for other banks on one of these days: at least so much on one day, a page at a time. */
    clientsWithOutflow: async (from: string, to: string, atLeastFen: number, afterId: string, limit: number): Promise<string[]> => {
      const rows = await sql.all<{ clientId: string }>(
        `SELECT DISTINCT clientId FROM (SELECT clientId, onDate FROM Movement WHERE onDate >= ? AND onDate <= ? AND direction = 'out' AND counterparty = 'outside'
           GROUP BY clientId, onDate HAVING SUM(amountFen) >= ?) AS large WHERE clientId > ? ORDER BY clientId LIMIT ?`,
        [from, to, atLeastFen, afterId, limit],
      );
      return rows.map((row) => row.clientId);
    },
  };
}
