import type { ImportRun } from '../generated/sqlite/client.js';
import type { Row, Sql } from './db/index.js';
import { insertInto } from './db/index.js';
import { newId } from './ids.js';

export type ImportRunRow = Row<ImportRun>;

export interface ImportCounts {
  read: number;
  added: number;
  changed: number;
  unchanged: number;
  rejected: number;
}

/** How far the import of a file has come: a run that was cut off goes on behind its last committed slice. */
export function importRunStore(sql: Sql) {
  return {
    find: (kind: string, fileHash: string) => sql.get<ImportRunRow>('SELECT * FROM ImportRun WHERE kind = ? AND fileHash = ?', [kind, fileHash]),
    /** Begins, or begins again after the file was imported to its end. */
    async start(kind: string, fileHash: string, at: Date): Promise<void> {
      await sql.run(
        ...insertInto(
          'ImportRun',
          { id: newId(at), kind, fileHash, rowsDone: 0, state: 'running', counts: '{}', startedAt: at.getTime() },
          `ON CONFLICT (kind, fileHash) DO UPDATE SET rowsDone = 0, state = 'running', counts = '{}', startedAt = excluded.startedAt, finishedAt = NULL`,
        ),
      );
    },
    /** In the transaction of the slice itself. `rejectedBytes`: how much of the rejected-rows file belongs to committed slices. */
    advance: (kind: string, fileHash: string, rowsDone: number, counts: ImportCounts, rejectedBytes: number) =>
      sql.run('UPDATE ImportRun SET rowsDone = ?, counts = ? WHERE kind = ? AND fileHash = ?', [
        rowsDone,
        JSON.stringify({ ...counts, rejectedBytes }),
        kind,
        fileHash,
      ]),
    finish: (kind: string, fileHash: string, counts: ImportCounts, at: Date) =>
      sql.run(`UPDATE ImportRun SET state = 'done', counts = ?, finishedAt = ? WHERE kind = ? AND fileHash = ?`, [
        JSON.stringify(counts),
        at.getTime(),
        kind,
        fileHash,
      ]),
  };
}
