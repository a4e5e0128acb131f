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
  };
}
