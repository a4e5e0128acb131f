import type { LevelOverride } from '../generated/sqlite/client.js';
import { insertInto, marks, type Row, type Sql } from './db/index.js';
import { newId } from './ids.js';

export type LevelOverrideRow = Row<LevelOverride>;

/** What supervisors decided about levels. Source: domain §4.2. */
export function levelOverrideStore(sql: Sql) {
  return {
    async add(row: Omit<LevelOverrideRow, 'id'>): Promise<string> {
      const id = newId(new Date(row.createdAt));
      await sql.run(...insertInto('LevelOverride', { ...row, id }));
      return id;
    },

    /** The newest of each of these clients, where it still holds on a day. */
    async listFor(clientIds: readonly string[], onDate: string): Promise<Map<string, LevelOverrideRow>> {
      if (clientIds.length === 0) return new Map();
      const rows = await sql.all<LevelOverrideRow>(
        `SELECT * FROM LevelOverride WHERE clientId IN (${marks(clientIds)}) ORDER BY createdAt, id`,
        clientIds,
      );
      const newest = new Map(rows.map((row) => [row.clientId, row]));
      return new Map([...newest].filter(([, row]) => row.untilOn >= onDate));
    },
  };
}
