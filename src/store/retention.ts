import type { Retention } from '../generated/sqlite/client.js';
import { insertInto, marks, updateSet, type Param, type Row, type Sql } from './db/index.js';
import { newId } from './ids.js';

export type RetentionRow = Row<Retention>;

/** Retention triggers that spoke, with what became of them. Source: domain §10. */
export function retentionStore(sql: Sql) {
  return {
    find: (id: string) => sql.get<RetentionRow>('SELECT * FROM Retention WHERE id = ?', [id]),

    /** What spoke about these clients since a day: it mutes the same trigger. */
    listSince: (clientIds: readonly string[], since: string): Promise<RetentionRow[]> =>
      clientIds.length === 0
        ? Promise.resolve([])
        : sql.all<RetentionRow>(`SELECT * FROM Retention WHERE clientId IN (${marks(clientIds)}) AND onDate >= ?`, [...clientIds, since]),

    listOpen: (ownerId: string, limit = 50): Promise<RetentionRow[]> =>
      sql.all<RetentionRow>(`SELECT * FROM Retention WHERE ownerId = ? AND state = 'open' ORDER BY onDate DESC, id LIMIT ?`, [ownerId, limit]),

    /** Of these clients, who spoke of closing the account since an instant: in a contact, a case or at the counter. */
    async listClosing(clientIds: readonly string[], since: Date, before: Date): Promise<Set<string>> {
      if (clientIds.length === 0) return new Set();
      const said = (column: string): string =>
        `${column} LIKE '%销户%' AND ${column} NOT LIKE '%不销户%' AND ${column} NOT LIKE '%没%销户%' AND ${column} NOT LIKE '%不想销户%'`;
      const ids = marks(clientIds);
      const span = [since.getTime(), before.getTime()];
      const rows = await sql.all<{ clientId: string }>(
        `SELECT clientId FROM ContactRecord WHERE clientId IN (${ids}) AND at >= ? AND at < ? AND undoneAt IS NULL AND ${said('summary')}
         UNION SELECT clientId FROM "Case" WHERE clientId IN (${ids}) AND createdAt >= ? AND createdAt < ? AND ${said('clientWords')}
         UNION SELECT clientId FROM Task WHERE clientId IN (${ids}) AND kind = 'onSite' AND createdAt >= ? AND createdAt < ? AND undoneAt IS NULL AND ${said('text')}`,
        [...clientIds, ...span, ...clientIds, ...span, ...clientIds, ...span],
      );
      return new Set(rows.map((row) => row.clientId));
    },

    /** Those between two days, both included, of which it is not known yet what was kept. */
    listUnsettled: (from: string, to: string, limit: number): Promise<RetentionRow[]> =>
      sql.all<RetentionRow>('SELECT * FROM Retention WHERE onDate >= ? AND onDate <= ? AND keptFen IS NULL ORDER BY onDate, id LIMIT ?', [
        from,
        to,
        limit,
      ]),

    /** The new row's id; undefined when this trigger spoke about this client that day already. */
    async add(row: Omit<RetentionRow, 'id' | 'state' | 'cause' | 'handledOn' | 'taskId' | 'keptFen' | 'updatedAt'>): Promise<string | undefined> {
      const id = newId(new Date(row.createdAt));
      const added = await sql.run(
        ...insertInto('Retention', { ...row, id, state: 'open', updatedAt: row.createdAt }, 'ON CONFLICT ("clientId", "code", "onDate") DO NOTHING'),
      );
      return added === 1 ? id : undefined;
    },

    change: (id: string, changes: Partial<Record<keyof RetentionRow, Param>>, at: Date) =>
      sql.run(...updateSet('Retention', { ...changes, updatedAt: at.getTime() }, 'id = ?', [id])),
  };
}
