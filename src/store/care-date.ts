import type { CareDate } from '../generated/sqlite/client.js';
import { insertInto, type Row, type Sql } from './db/index.js';
import { newId } from './ids.js';

export type CareDateRow = Row<CareDate>;

/** Days to think of a client. Source: domain §7. */
export function careDateStore(sql: Sql) {
  return {
    async add(care: Omit<CareDateRow, 'id' | 'undoneAt' | 'active'>): Promise<string> {
      const id = newId(new Date(care.createdAt));
      await sql.run(...insertInto('CareDate', { ...care, id, active: 1, undoneAt: null }));
      return id;
    },

    find: (id: string) => sql.get<CareDateRow>('SELECT * FROM CareDate WHERE id = ? AND active = 1 AND undoneAt IS NULL', [id]),
    /** Out of use from now on. */
    drop: (id: string, at: Date) => sql.run('UPDATE CareDate SET active = 0, undoneAt = ? WHERE id = ?', [at.getTime(), id]),

    async listByClient(clientId: string): Promise<CareDateRow[]> {
      return sql.all<CareDateRow>('SELECT * FROM CareDate WHERE clientId = ? AND active = 1 AND undoneAt IS NULL ORDER BY id', [clientId]);
    },
  };
}
