import type { IncomingMessage, MessageContent, ReplyTo } from '../bot/message.js';
import type { Inbox } from '../generated/sqlite/client.js';
import { marks, type Param, type Row, type Sql } from './db/index.js';

/** A message as it waits, or was handled. */
export interface InboxRow {
  id: number;
  dedupeKey: string;
  channel: IncomingMessage['channel'];
  from: string;
  place: IncomingMessage['place'];
  receivedAt: Date;
  sentAt: Date | null;
  /** Erased 30 days after processing: then an event named `erased`. */
  content: MessageContent;
  replyTo: ReplyTo;
  state: 'new' | 'done' | 'failed';
  /** How often a process began it after a restart. */
  attempts: number;
  processedAt: Date | null;
  faultNo: string | null;
}

const ERASED: MessageContent = { kind: 'event', name: 'erased', fields: {} };

const toInboxRow = (row: Row<Inbox>): InboxRow => ({
  id: row.id,
  dedupeKey: row.dedupeKey,
  channel: row.channel as InboxRow['channel'],
  from: row.fromUser,
  place: row.place as InboxRow['place'],
  receivedAt: new Date(row.receivedAt),
  sentAt: row.sentAt === null ? null : new Date(row.sentAt),
  content: row.content === null ? ERASED : (JSON.parse(row.content) as MessageContent),
  replyTo: JSON.parse(row.replyTo) as ReplyTo,
  state: row.state as InboxRow['state'],
  attempts: row.attempts,
  processedAt: row.processedAt === null ? null : new Date(row.processedAt),
  faultNo: row.faultNo,
});

/** SQLite prepares one row once and runs it often; PostgreSQL pays for each round trip. */
const ROWS_AT_ONCE = { sqlite: 1, postgresql: 200 };

/** Messages that came in, each once. Source: design §3 «Inbox». */
export function inboxStore(sql: Sql) {
  return {
    /** In the order given; null where the same message was here already. */
    async addAll(messages: readonly IncomingMessage[], receivedAt: Date): Promise<(number | null)[]> {
      const ids = new Map<string, number>();
      const step = ROWS_AT_ONCE[sql.dialect];
      for (let from = 0; from < messages.length; from += step) {
        const part = messages.slice(from, from + step);
        const params = part.flatMap((m): Param[] => [
          m.dedupeKey,
          m.channel,
          m.from,
          m.place,
          receivedAt.getTime(),
          m.sentAt?.getTime() ?? null,
          JSON.stringify(m.content),
          JSON.stringify(m.replyTo),
        ]);
        const rows = await sql.all<{ id: number; dedupeKey: string }>(
          `INSERT INTO Inbox(dedupeKey, channel, fromUser, place, receivedAt, sentAt, content, replyTo, state, attempts)
           VALUES ${part.map(() => `(?, ?, ?, ?, ?, ?, ?, ?, 'new', 0)`).join(', ')}
           ON CONFLICT (dedupeKey) DO NOTHING RETURNING id, dedupeKey`,
          params,
        );
        for (const row of rows) ids.set(row.dedupeKey, row.id);
      }
      return messages.map((m) => {
        const id = ids.get(m.dedupeKey) ?? null;
        ids.delete(m.dedupeKey); // the second of two equal ones in one batch is a repeat
        return id;
      });
    },

    /** What one person still waits for, oldest first. */
    async listWaiting(from: string, limit: number): Promise<InboxRow[]> {
      const rows = await sql.all<Row<Inbox>>(`SELECT * FROM Inbox WHERE fromUser = ? AND state = 'new' ORDER BY id LIMIT ?`, [from, limit]);
      return rows.map(toInboxRow);
    },

    /** Who waits, in the order of their oldest message. */
    async listWaitingPeople(limit: number): Promise<string[]> {
      const rows = await sql.all<{ fromUser: string }>(
        `SELECT fromUser, MIN(id) AS first FROM (SELECT fromUser, id FROM Inbox WHERE state = 'new' ORDER BY id LIMIT ?) AS waiting GROUP BY fromUser ORDER BY first`,
        [limit],
      );
      return rows.map((row) => row.fromUser);
    },

    /** Whoever holds it is alone with this person's messages until the transaction ends. False: another instance holds it. */
    async lockPerson(from: string): Promise<boolean> {
      if (sql.dialect === 'sqlite') return true; // a write transaction is alone already
      const row = await sql.get<{ held: boolean }>(`SELECT pg_try_advisory_xact_lock(hashtextextended(?, 1)) AS held`, [from]);
      return row?.held === true;
    },

    async countAttempts(ids: readonly number[]): Promise<void> {
      if (ids.length > 0) await sql.run(`UPDATE Inbox SET attempts = attempts + 1 WHERE id IN (${marks(ids)})`, ids);
    },

    /** False when it was done before: nothing may be done then. */
    async markDone(id: number, at: Date): Promise<boolean> {
      return (await sql.run(`UPDATE Inbox SET state = 'done', processedAt = ? WHERE id = ? AND state = 'new'`, [at.getTime(), id])) === 1;
    },

    async markFailed(id: number, at: Date, faultNo: string): Promise<boolean> {
      return (
        (await sql.run(`UPDATE Inbox SET state = 'failed', processedAt = ?, faultNo = ? WHERE id = ? AND state = 'new'`, [
          at.getTime(),
          faultNo,
          id,
        ])) === 1
      );
    },

    /** Puts other words in the place of what was typed: a password or a code. */
    async overwrite(id: number, content: MessageContent): Promise<void> {
      await sql.run('UPDATE Inbox SET content = ? WHERE id = ?', [JSON.stringify(content), id]);
    },

    async countOld(before: Date): Promise<number> {
      return (await sql.get<{ n: number }>('SELECT COUNT(*) AS n FROM Inbox WHERE processedAt < ? AND content IS NOT NULL', [before.getTime()]))!.n;
    },

    /** Erases what was typed in messages processed before this instant. Call again until it says 0. */
    async eraseOld(before: Date, limit = 500): Promise<number> {
      return sql.run(
        `UPDATE Inbox SET content = NULL WHERE id IN (SELECT id FROM Inbox WHERE processedAt < ? AND content IS NOT NULL ORDER BY processedAt LIMIT ?)`,
        [before.getTime(), limit],
      );
    },

    async find(id: number): Promise<InboxRow | undefined> {
      const row = await sql.get<Row<Inbox>>('SELECT * FROM Inbox WHERE id = ?', [id]);
      return row && toInboxRow(row);
    },

    async findByKey(dedupeKey: string): Promise<InboxRow | undefined> {
      const row = await sql.get<Row<Inbox>>('SELECT * FROM Inbox WHERE dedupeKey = ?', [dedupeKey]);
      return row && toInboxRow(row);
    },

    /** For /metrics: how many wait, and since when the oldest. */
    async backlog(): Promise<{ waiting: number; oldestAt: Date | null; failed: number }> {
      const row = await sql.get<{ n: number; oldest: number | null }>(
        `SELECT COUNT(*) AS n, MIN(receivedAt) AS oldest FROM Inbox WHERE state = 'new'`,
      );
      const failed = await sql.get<{ n: number }>(`SELECT COUNT(*) AS n FROM Inbox WHERE state = 'failed'`);
      return { waiting: Number(row?.n ?? 0), oldestAt: row?.oldest == null ? null : new Date(Number(row.oldest)), failed: Number(failed?.n ?? 0) };
    },
  };
}
