import type { Frame } from '../domain/intent.js';
import type { Draft } from '../generated/sqlite/client.js';
import { insertInto, type Row, type Sql } from './db/index.js';
import { counterStore } from './counter.js';
import { newId } from './ids.js';

export interface StoredDraft {
  id: string;
  /** D-18 */
  no: string;
  staffId: string;
  text: string;
  frame: Frame | null;
  state: 'open' | 'stored' | 'dropped';
  createdAt: Date;
}

const toDraft = (row: Row<Draft>): StoredDraft => ({
  id: row.id,
  no: row.no,
  staffId: row.staffId,
  text: row.text,
  frame: row.frame === null ? null : (JSON.parse(row.frame) as Frame),
  state: row.state as StoredDraft['state'],
  createdAt: new Date(row.createdAt),
});

/** Sentences that wait: for a tap, for an answer, or to be said in other words. Nothing typed is lost. */
export function draftStore(sql: Sql) {
  return {
    async add(staffId: string, text: string, frame: Frame | null, now: Date): Promise<StoredDraft> {
      const draft: StoredDraft = {
        id: newId(now),
        no: `D-${await counterStore(sql).next('draft')}`,
        staffId,
        text,
        frame,
        state: 'open',
        createdAt: now,
      };
      await sql.run(
        ...insertInto('Draft', {
          id: draft.id,
          no: draft.no,
          staffId,
          text,
          frame: frame === null ? null : JSON.stringify(frame),
          state: 'open',
          createdAt: now.getTime(),
          updatedAt: now.getTime(),
        }),
      );
      return draft;
    },

    async find(staffId: string, id: string): Promise<StoredDraft | undefined> {
      const row = await sql.get<Row<Draft>>('SELECT * FROM Draft WHERE staffId = ? AND (id = ? OR no = ?)', [staffId, id, id]);
      return row && toDraft(row);
    },

    /** When the sentence was said that became stored at an instant; undefined when it waited for nothing, or was said before `since`. */
    async findSaidAt(staffId: string, storedAt: number, since: Date): Promise<number | undefined> {
      const row = await sql.get<{ createdAt: number }>(
        `SELECT createdAt FROM Draft WHERE staffId = ? AND state = 'stored' AND createdAt >= ? AND updatedAt = ? ORDER BY createdAt LIMIT 1`,
        [staffId, since.getTime(), storedAt],
      );
      return row?.createdAt;
    },

    async setFrame(id: string, frame: Frame, now: Date): Promise<void> {
      await sql.run('UPDATE Draft SET frame = ?, updatedAt = ? WHERE id = ?', [JSON.stringify(frame), now.getTime(), id]);
    },

    async close(id: string, state: 'stored' | 'dropped', now: Date): Promise<void> {
      await sql.run('UPDATE Draft SET state = ?, updatedAt = ? WHERE id = ?', [state, now.getTime(), id]);
    },

    /** Newest first, from `offset` on. */
    async listOpen(staffId: string, limit = 12, offset = 0): Promise<StoredDraft[]> {
      const rows = await sql.all<Row<Draft>>(
        `SELECT * FROM Draft WHERE staffId = ? AND state = 'open' ORDER BY createdAt DESC, id DESC LIMIT ? OFFSET ?`,
        [staffId, limit, offset],
      );
      return rows.map(toDraft);
    },

    async countOpen(staffId: string): Promise<number> {
      const row = await sql.get<{ n: number }>(`SELECT COUNT(*) AS n FROM Draft WHERE staffId = ? AND state = 'open'`, [staffId]);
      return Number(row?.n ?? 0);
    },
  };
}
