import type { Channel, ReplyTo } from '../bot/message.js';
import { replyButtons, type Reply } from '../bot/reply.js';
import type { Outbox } from '../generated/sqlite/client.js';
import { insertInto, marks, updateSet, type Row, type Sql } from './db/index.js';
import {
  cardOf,
  numberedOf,
  payloadText,
  toOutboxRow,
  type Lane,
  type NewOutboxRow,
  type NumberedMessage,
  type OutboxMark,
  type OutboxRow,
  type OutboxState,
} from './outbox-row.js';

export type * from './outbox-row.js';

/** States in which a row counts as said to the person, or about to be. */
const SAID: readonly OutboxState[] = ['sent', 'waiting', 'unknown'];

/** What leaves, in the order it leaves. Source: design §3 «Outbox». */
export function outboxStore(sql: Sql) {
  async function newestBy(recipient: string, condition: string, limit: number): Promise<OutboxRow[]> {
    // One indexed look per state, each newest first by the index (recipient, state, id), merged until there are enough.
    const look = `SELECT * FROM Outbox WHERE recipient = ? AND state = ? AND act <> 'placeholder' ${condition}`;
    const rows = await sql.all<Row<Outbox>>(`${SAID.map(() => look).join(' UNION ALL ')} ORDER BY id DESC LIMIT ?`, [
      ...SAID.flatMap((state) => [recipient, state]),
      limit,
    ]);
    return rows.map(toOutboxRow);
  }

  const store = {
    /** The new row's id; null when the key was there. */
    async add(row: NewOutboxRow): Promise<number | null> {
      const printed = row.channel === 'cli';
      const createdAt = (row.now ?? row.notBefore).getTime();
      const card = cardOf(row.payload);
      const answerable = row.payload.kind === 'text' ? row.payload : card;
      const buttons = answerable ? replyButtons(answerable).map(({ key, text }) => ({ key, text })) : [];
      const added = await sql.get<{ id: number }>(
        ...insertInto(
          'Outbox',
          {
            dedupeKey: row.dedupeKey,
            channel: row.channel,
            recipient: row.recipient,
            replyTo: row.replyTo ? JSON.stringify(row.replyTo) : null,
            inboxId: row.inboxId ?? null,
            act: row.act,
            notice: row.notice ?? null,
            mergeLine: row.merge ? JSON.stringify(row.merge) : null,
            payload: payloadText(row.payload),
            buttons: buttons.length === 0 ? null : JSON.stringify(buttons),
            about: card ? `${card.name}:${card.ref ?? ''}` : null,
            notBefore: row.notBefore.getTime(),
            attempts: 0,
            leaseUntil: 0,
            state: printed ? 'sent' : row.merge ? 'held' : 'waiting',
            createdAt,
            sentAt: printed ? createdAt : null,
          },
          'ON CONFLICT ("dedupeKey") DO NOTHING RETURNING id',
        ),
      );
      return added?.id ?? null;
    },

    /** How many were new. */
    async addAll(rows: readonly NewOutboxRow[]): Promise<number> {
      let added = 0;
      for (const row of rows) if ((await store.add(row)) !== null) added++;
      return added;
    },

    async find(id: number): Promise<OutboxRow | undefined> {
      const row = await sql.get<Row<Outbox>>('SELECT * FROM Outbox WHERE id = ?', [id]);
      return row && toOutboxRow(row);
    },

    async findByKey(dedupeKey: string): Promise<OutboxRow | undefined> {
      const row = await sql.get<Row<Outbox>>('SELECT * FROM Outbox WHERE dedupeKey = ?', [dedupeKey]);
      return row && toOutboxRow(row);
    },

    /** The newest row under this task id: the card as the person has it now. */
    async findByTask(taskId: string): Promise<OutboxRow | undefined> {
      const row = await sql.get<Row<Outbox>>('SELECT * FROM Outbox WHERE taskId = ? ORDER BY id DESC LIMIT 1', [taskId]);
      return row && toOutboxRow(row);
    },

    /** What a message caused, in order. */
    async listByInbox(inboxId: number): Promise<OutboxRow[]> {
      const rows = await sql.all<Row<Outbox>>('SELECT * FROM Outbox WHERE inboxId = ? ORDER BY id', [inboxId]);
      return rows.map(toOutboxRow);
    },

    /** The newest messages to a person, newest first; what could not be delivered does not count. */
    async listNewest(recipient: string, limit = 1): Promise<OutboxRow[]> {
      return newestBy(recipient, '', limit);
    },

    /**
     * The newest message a bare digit can mean, on the channel the person writes on; on the command line any channel.
     * A card that was greyed since does not count.
     */
    async newestNumbered(recipient: string, channel: Channel): Promise<NumberedMessage | undefined> {
      // It is asked before every short sentence, and is nearly always the newest: the others are read only when it is not.
      for (const limit of [1, 20]) {
        const greyed = new Set<string>();
        const rows = await newestBy(recipient, `AND (buttons IS NOT NULL OR act = 'change')`, limit);
        for (const row of rows) {
          if (channel !== 'cli' && row.channel !== channel) continue;
          if (row.replyTo?.chatId !== undefined) continue;
          if (row.buttons.length > 0 && !(row.taskId !== null && greyed.has(row.taskId))) return numberedOf(row);
          if (row.act === 'change' && row.replyTo?.taskId) greyed.add(row.replyTo.taskId);
        }
        if (rows.length < limit) return undefined;
      }
      return undefined;
    },

    /** The newest message with a button of this key among the person's last 200 with buttons. */
    async findByButton(recipient: string, key: string): Promise<OutboxRow | undefined> {
      const rows = await newestBy(recipient, 'AND buttons IS NOT NULL', 200);
      return rows.find((row) => row.buttons.some((button) => button.key === key));
    },

    /** Recipients with something due now, oldest first. `except`: lanes this instance is busy with. */
    async listDueLanes(now: Date, channels: readonly Channel[], except: readonly Lane[], limit: number): Promise<Lane[]> {
      const busy = sql.dialect === 'sqlite' ? 'SELECT value FROM json_each(?)' : 'SELECT json_array_elements_text(?::json)';
      return sql.all<Lane>(
        `SELECT channel, recipient, MIN(id) AS first FROM (
           SELECT id, channel, recipient FROM Outbox
           WHERE state = 'waiting' AND notBefore <= ? AND leaseUntil <= ? AND channel IN (${marks(channels)})
             AND (channel || ':' || recipient) NOT IN (${busy})
           ORDER BY notBefore, id LIMIT ?) AS due
         GROUP BY channel, recipient ORDER BY first`,
        [now.getTime(), now.getTime(), ...channels, JSON.stringify(except.map((lane) => `${lane.channel}:${lane.recipient}`)), limit],
      );
    },

    /** On PostgreSQL one instance leases at a time, so none can step between the rows of a recipient. Ends with the transaction. */
    async lockLeasing(): Promise<void> {
      if (sql.dialect === 'postgresql') await sql.get('SELECT pg_advisory_xact_lock(20260902)');
    },

    /**
     * What may leave next for one recipient, in order: due rows up to the first that is leased or pauses after a fault.
     * A row that is only due later holds nobody up. `heldUntil`: nothing may leave before.
     */
    async listNext(lane: Lane, now: Date, limit: number): Promise<{ rows: OutboxRow[]; heldUntil?: Date }> {
      // The + keeps SQLite from the index over notBefore, which would read everybody's rows.
      const rows = await sql.all<Row<Outbox>>(
        `SELECT * FROM Outbox WHERE recipient = ? AND state = 'waiting' AND channel = ? AND +notBefore <= ? ORDER BY id LIMIT ?`,
        [lane.recipient, lane.channel, now.getTime(), limit],
      );
      const held = rows.findIndex((row) => row.leaseUntil > now.getTime());
      if (held === 0) return { rows: [], heldUntil: new Date(rows[0]!.leaseUntil) };
      return { rows: (held === -1 ? rows : rows.slice(0, held)).map(toOutboxRow) };
    },

    /** Leases a row; with a request, this is also the start of an attempt: the request stands in the row before it is sent. */
    async lease(id: number, by: string, until: Date, attempt?: { request: string; taskId: string | null }): Promise<void> {
      if (attempt)
        await sql.run(
          'UPDATE Outbox SET leaseBy = ?, leaseUntil = ?, request = ?, taskId = COALESCE(?, taskId), attempts = attempts + 1 WHERE id = ?',
          [by, until.getTime(), attempt.request, attempt.taskId, id],
        );
      else await sql.run('UPDATE Outbox SET leaseBy = ?, leaseUntil = ? WHERE id = ?', [by, until.getTime(), id]);
    },

    /** The newest request made for a recipient. */
    async lastRequest(lane: Lane): Promise<string | null> {
      let newest: { id: number; request: string } | undefined;
      for (const state of ['sent', 'waiting', 'unknown', 'dead'] satisfies OutboxState[]) {
        const row = await sql.get<{ id: number; request: string }>(
          `SELECT id, request FROM Outbox WHERE recipient = ? AND state = ? AND channel = ? AND request IS NOT NULL ORDER BY id DESC LIMIT 1`,
          [lane.recipient, state, lane.channel],
        );
        if (row && (!newest || row.id > newest.id)) newest = row;
      }
      return newest?.request ?? null;
    },

    /** False when somebody else has the row by now. */
    async renew(ids: readonly number[], by: string, until: Date): Promise<boolean> {
      return (
        (await sql.run(`UPDATE Outbox SET leaseUntil = ? WHERE leaseBy = ? AND id IN (${marks(ids)})`, [until.getTime(), by, ...ids])) === ids.length
      );
    },

    /** SQLite has one service: what a killed one held is free as soon as the next starts. */
    async releaseAll(): Promise<number> {
      return sql.run(`UPDATE Outbox SET leaseBy = NULL, leaseUntil = 0 WHERE state = 'waiting' AND leaseUntil > 0 AND leaseBy IS NOT NULL`);
    },

    /** A row that somebody else leased since is put back to waiting only by him. */
    async mark(mark: OutboxMark, by: string): Promise<void> {
      const [condition, params] = mark.state === 'waiting' ? [' AND leaseBy = ?', [by]] : ['', []];
      await sql.run(
        ...updateSet(
          'Outbox',
          {
            state: mark.state,
            leaseBy: null,
            leaseUntil: mark.pausedUntil?.getTime() ?? 0,
            sentAt: mark.sentAt?.getTime(),
            msgid: mark.msgid,
            responseCode: mark.responseCode,
            error: mark.error,
            request: mark.request,
          },
          `id = ? AND state = 'waiting'${condition}`,
          [mark.id, ...params],
        ),
      );
    },

    /** A frame of a stream that says "being looked up"; it belongs to no row of its own that could be repeated. */
    async addPlaceholder(row: { inboxId: number; recipient: string; replyTo: ReplyTo; request: string; payload: Reply; at: Date }): Promise<boolean> {
      const at = row.at.getTime();
      const added = await sql.run(
        ...insertInto(
          'Outbox',
          {
            dedupeKey: `placeholder:${row.inboxId}`,
            channel: 'aibot',
            recipient: row.recipient,
            replyTo: JSON.stringify(row.replyTo),
            inboxId: row.inboxId,
            act: 'placeholder',
            payload: payloadText(row.payload),
            request: row.request,
            notBefore: at,
            attempts: 1,
            leaseUntil: 0,
            state: 'sent',
            createdAt: at,
            sentAt: at,
          },
          'ON CONFLICT ("dedupeKey") DO NOTHING',
        ),
      );
      return added === 1;
    },

    /** Instants at which something was sent to this recipient since then. */
    async listSentAt(lane: Lane, since: Date): Promise<number[]> {
      const rows = await sql.all<{ sentAt: number }>('SELECT sentAt FROM Outbox WHERE recipient = ? AND sentAt > ? AND channel = ? ORDER BY sentAt', [
        lane.recipient,
        since.getTime(),
        lane.channel,
      ]);
      return rows.map((row) => row.sentAt);
    },

    /** What was given up, newest first, for the operator. */
    async listUndelivered(limit = 100): Promise<OutboxRow[]> {
      const rows = await sql.all<Row<Outbox>>(`SELECT * FROM Outbox WHERE state IN ('dead', 'unknown') ORDER BY id DESC LIMIT ?`, [limit]);
      return rows.map(toOutboxRow);
    },

    /** The operator sends it again, as a new request: the old one was refused, or nobody knows. */
    async revive(id: number, now: Date): Promise<boolean> {
      return (
        (await sql.run(
          `UPDATE Outbox SET state = 'waiting', request = NULL, attempts = 0, error = NULL, leaseBy = NULL, leaseUntil = 0, notBefore = ? WHERE id = ? AND state IN ('dead', 'unknown')`,
          [now.getTime(), id],
        )) === 1
      );
    },

    /** For /metrics. */
    async countByState(): Promise<Record<OutboxState, number>> {
      const rows = await sql.all<{ state: OutboxState; n: number }>('SELECT state, COUNT(*) AS n FROM Outbox GROUP BY state');
      const counts: Record<OutboxState, number> = { waiting: 0, held: 0, merged: 0, recalled: 0, sent: 0, dead: 0, unknown: 0 };
      for (const row of rows) counts[row.state] = Number(row.n);
      return counts;
    },
  };
  return store;
}
