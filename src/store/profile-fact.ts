import type { ProfileFact } from '../generated/sqlite/client.js';
import { insertInto, type Row, type Sql } from './db/index.js';
import { newId } from './ids.js';

export type ProfileFactRow = Row<ProfileFact>;

/** What is known of a client beyond the bank's own data, each with its source. */
export function profileFactStore(sql: Sql) {
  return {
    async add(fact: Omit<ProfileFactRow, 'id' | 'undoneAt'>): Promise<string> {
      const id = newId(new Date(fact.createdAt));
      await sql.run(...insertInto('ProfileFact', { ...fact, id, undoneAt: null }));
      return id;
    },

    async find(id: string): Promise<ProfileFactRow | undefined> {
      return sql.get<ProfileFactRow>('SELECT * FROM ProfileFact WHERE id = ?', [id]);
    },

    /** Takes back what one sentence told of a client, this and what was put down with it; those that were still there. */
    async undoWith({ clientId, createdBy, createdAt }: ProfileFactRow, at: Date): Promise<ProfileFactRow[]> {
      const together = 'clientId = ? AND createdBy = ? AND createdAt = ? AND contactId IS NULL AND undoneAt IS NULL';
      const rows = await sql.all<ProfileFactRow>(`SELECT * FROM ProfileFact WHERE ${together} ORDER BY id`, [clientId, createdBy, createdAt]);
      await sql.run(`UPDATE ProfileFact SET undoneAt = ? WHERE ${together}`, [at.getTime(), clientId, createdBy, createdAt]);
      return rows;
    },

    /** Newest first; rejected and undone ones are left out. */
    async listByClient(clientId: string, limit = 20): Promise<ProfileFactRow[]> {
      return sql.all<ProfileFactRow>(
        `SELECT * FROM ProfileFact WHERE clientId = ? AND undoneAt IS NULL AND state IN ('suggested', 'confirmed') ORDER BY createdAt DESC, id DESC LIMIT ?`,
        [clientId, limit],
      );
    },
  };
}
