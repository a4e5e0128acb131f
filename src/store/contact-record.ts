import type { ContactAmendment, ContactRecord } from '../generated/sqlite/client.js';
import { insertInto, marks, updateSet, type Param, type Row, type Sql } from './db/index.js';
import { newId } from './ids.js';

export type ContactRow = Row<ContactRecord>;

/** The client's contact dates before a record was stored: what undo puts back. */
export interface ContactDatesBefore {
  lastContactOn: string | null;
  lastEffectiveContactOn: string | null;
  nextContactOn: string | null;
}

/** A record as a list of one's own days shows it. */
export type ContactOfDays = Pick<ContactRow, 'clientId' | 'byUserId' | 'onDate' | 'mode' | 'outcome' | 'summary' | 'confidentiality'> & {
  clientName: string;
};

/** Interactions with clients. Source: domain §6. */
export function contactRecordStore(sql: Sql) {
  return {
    async add(record: Omit<ContactRow, 'id' | 'version' | 'updatedAt' | 'undoneAt'>): Promise<string> {
      const id = newId(new Date(record.createdAt));
      await sql.run(...insertInto('ContactRecord', { ...record, id, version: 1, updatedAt: record.createdAt, undoneAt: null }));
      return id;
    },

    /** Not the undone ones. */
    async find(id: string): Promise<ContactRow | undefined> {
      return sql.get<ContactRow>('SELECT * FROM ContactRecord WHERE id = ? AND undoneAt IS NULL', [id]);
    },

    async findAny(id: string): Promise<ContactRow | undefined> {
      return sql.get<ContactRow>('SELECT * FROM ContactRecord WHERE id = ?', [id]);
    },

    /** Newest first. */
    async listByClient(clientId: string, limit: number, before?: number): Promise<ContactRow[]> {
      return sql.all<ContactRow>(
        `SELECT * FROM ContactRecord WHERE clientId = ? AND undoneAt IS NULL ${before === undefined ? '' : 'AND at < ?'} ORDER BY at DESC, id DESC LIMIT ?`,
        before === undefined ? [clientId, limit] : [clientId, before, limit],
      );
    },

    async countByClient(clientId: string): Promise<number> {
      return (await sql.get<{ n: number }>('SELECT COUNT(*) AS n FROM ContactRecord WHERE clientId = ? AND undoneAt IS NULL', [clientId]))!.n;
    },

    /** What these colleagues recorded of these days, both included, newest first; of clients who are still ours. */
    async listOfDays(userIds: readonly string[], from: string, to: string, limit: number): Promise<ContactOfDays[]> {
      if (userIds.length === 0) return [];
      return sql.all<ContactOfDays>(
        `SELECT r.clientId, r.byUserId, r.onDate, r.mode, r.outcome, r.summary, r.confidentiality, c.name AS clientName FROM ContactRecord r JOIN Client c ON c.id = r.clientId
         WHERE r.byUserId IN (${marks(userIds)}) AND r.onDate >= ? AND r.onDate <= ? AND r.undoneAt IS NULL AND c.status <> 'lost'
         ORDER BY r.at DESC, r.id DESC LIMIT ?`,
        [...userIds, from, to, limit],
      );
    },

    /** The newest one this colleague wrote. */
    async findLastBy(userId: string): Promise<ContactRow | undefined> {
      return sql.get<ContactRow>('SELECT * FROM ContactRecord WHERE byUserId = ? AND undoneAt IS NULL ORDER BY createdAt DESC, id DESC LIMIT 1', [
        userId,
      ]);
    },

    async change(id: string, changes: Partial<Record<keyof ContactRow, Param>>, at: Date): Promise<void> {
      await sql.run(...updateSet('ContactRecord', { ...changes, updatedAt: at.getTime() }, 'id = ?', [id]));
      await sql.run('UPDATE ContactRecord SET version = version + 1 WHERE id = ?', [id]);
    },

    /** It was another client: what came from the record goes with it. */
    async moveTo(id: string, clientId: string): Promise<void> {
      await sql.run('UPDATE ProfileFact SET clientId = ? WHERE contactId = ?', [clientId, id]);
      await sql.run('UPDATE CareDate SET clientId = ? WHERE contactId = ?', [clientId, id]);
      await sql.run(`UPDATE Task SET clientId = ? WHERE sourceKind = 'contact' AND sourceId = ?`, [clientId, id]);
    },

    async addAmendment(contactId: string, byUserId: string, changes: unknown, at: Date): Promise<string> {
      const id = newId(at);
      await sql.run(...insertInto('ContactAmendment', { id, contactId, byUserId, at: at.getTime(), changes: JSON.stringify(changes) }));
      return id;
    },

    async listAmendments(contactId: string): Promise<Row<ContactAmendment>[]> {
      return sql.all<Row<ContactAmendment>>('SELECT * FROM ContactAmendment WHERE contactId = ? ORDER BY at', [contactId]);
    },

    /** Takes back the record and everything it made: facts, care dates, tasks. */
    async undo(id: string, at: Date): Promise<{ facts: number; tasks: number }> {
      const ms = at.getTime();
      await sql.run('UPDATE ContactRecord SET undoneAt = ?, updatedAt = ? WHERE id = ?', [ms, ms, id]);
      const facts = await sql.run('UPDATE ProfileFact SET undoneAt = ? WHERE contactId = ? AND undoneAt IS NULL', [ms, id]);
      await sql.run('UPDATE CareDate SET undoneAt = ?, active = 0 WHERE contactId = ? AND undoneAt IS NULL', [ms, id]);
      const tasks = await sql.run(
        `UPDATE Task SET undoneAt = ?, state = 'cancelled', updatedAt = ? WHERE sourceKind = 'contact' AND sourceId = ? AND undoneAt IS NULL`,
        [ms, ms, id],
      );
      return { facts, tasks };
    },
  };
}
