import type { Opportunity } from '../generated/sqlite/client.js';
import { insertInto, marks, updateSet, type Param, type Row, type Sql } from './db/index.js';
import { newId } from './ids.js';

export type OpportunityRow = Row<Opportunity>;

/** Leads made by rules: one per client, rule and thing. Source: domain §11. */
export function opportunityStore(sql: Sql) {
  return {
    find: (id: string) => sql.get<OpportunityRow>('SELECT * FROM Opportunity WHERE id = ?', [id]),

    /** Of these clients, whatever became of them. */
    listOf: (clientIds: readonly string[]): Promise<OpportunityRow[]> =>
      clientIds.length === 0
        ? Promise.resolve([])
        : sql.all<OpportunityRow>(`SELECT * FROM Opportunity WHERE clientId IN (${marks(clientIds)})`, clientIds),

    /** The new row's id; undefined when the lead is known. */
    async add(row: Omit<OpportunityRow, 'id' | 'state' | 'handledOn' | 'updatedAt'>): Promise<string | undefined> {
      const id = newId(new Date(row.createdAt));
      const added = await sql.run(
        ...insertInto('Opportunity', { ...row, id, state: 'open', updatedAt: row.createdAt }, 'ON CONFLICT ("clientId", "source", "ref") DO NOTHING'),
      );
      return added === 1 ? id : undefined;
    },

    change: (id: string, changes: Partial<Record<keyof OpportunityRow, Param>>, at: Date) =>
      sql.run(...updateSet('Opportunity', { ...changes, updatedAt: at.getTime() }, 'id = ?', [id])),

    /** Untouched leads whose day is over. */
    expire: (today: string, at: Date, limit: number): Promise<number> =>
      sql.run(
        `UPDATE Opportunity SET state = 'expired', handledOn = ?, updatedAt = ? WHERE id IN (SELECT id FROM Opportunity WHERE state = 'open' AND dueOn < ? ORDER BY dueOn LIMIT ?)`,
        [today, at.getTime(), today, limit],
      ),
  };
}
