import type { Channel } from '../bot/message.js';
import type { Reply } from '../bot/reply.js';
import { marks, type Sql } from './db/index.js';
import type { OutboxState } from './outbox-row.js';

/** A push that waits to leave with the others of its minute. */
export interface HeldNotice {
  id: number;
  channel: Channel;
  recipient: string;
  notice: string;
  /** Who it is about, and what is said, in one line. */
  who: string;
  line: string;
  /** It is late: it comes first, and the card says so. */
  urgent: boolean;
  payload: Reply;
}

/** How the newest push about something fared; `at`: when it came. A message nobody knows the fate of counts as come. */
export type LastAbout = { id: number; came: 'lost' | 'onItsWay' } | { id: number; came: 'there'; at: Date };

/** Pushes that leave merged: rows of the outbox no sender takes until `release` decides. */
export function heldNoticeStore(sql: Sql) {
  const noticeOf = (row: {
    id: number;
    channel: Channel;
    recipient: string;
    notice: string | null;
    mergeLine: string;
    payload: string;
  }): HeldNotice => {
    const { who, line, urgent = false } = JSON.parse(row.mergeLine) as { who: string; line: string; urgent?: boolean };
    return {
      id: row.id,
      channel: row.channel,
      recipient: row.recipient,
      notice: row.notice ?? '',
      who,
      line,
      urgent,
      payload: JSON.parse(row.payload) as Reply,
    };
  };
  const COLUMNS = 'id, channel, recipient, notice, mergeLine, payload';

  return {
    /** People with something that may leave, the longest waiting first. */
    async listRecipients(now: Date, limit: number): Promise<{ recipient: string; channel: Channel }[]> {
      return sql.all<{ recipient: string; channel: Channel }>(
        `SELECT recipient, channel FROM Outbox WHERE state = 'held' AND notBefore <= ? GROUP BY recipient, channel ORDER BY MIN(notBefore), MIN(id) LIMIT ?`,
        [now.getTime(), limit],
      );
    },

    async listDue(recipient: string, channel: Channel, now: Date): Promise<HeldNotice[]> {
      const rows = await sql.all<Parameters<typeof noticeOf>[0]>(
        `SELECT ${COLUMNS} FROM Outbox WHERE recipient = ? AND state = 'held' AND channel = ? AND notBefore <= ? ORDER BY id`,
        [recipient, channel, now.getTime()],
      );
      return rows.map(noticeOf);
    },

    /** One of them, for whom it was meant, however it left. */
    async find(recipient: string, id: number): Promise<HeldNotice | undefined> {
      const row = await sql.get<Parameters<typeof noticeOf>[0]>(
        `SELECT ${COLUMNS} FROM Outbox WHERE id = ? AND recipient = ? AND mergeLine IS NOT NULL`,
        [id, recipient],
      );
      return row && noticeOf(row);
    },

    /** What left merged between two rows. */
    async listMerged(recipient: string, first: number, last: number): Promise<HeldNotice[]> {
      const rows = await sql.all<Parameters<typeof noticeOf>[0]>(
        `SELECT ${COLUMNS} FROM Outbox WHERE recipient = ? AND state = 'merged' AND id >= ? AND id <= ? ORDER BY id`,
        [recipient, first, last],
      );
      return rows.map(noticeOf);
    },

    /** The newest push about this (`<template>:<ref>`) to somebody, in a card of its own or among others. */
    async findLastAbout(recipient: string, about: string): Promise<LastAbout | undefined> {
      const row = await sql.get<{ id: number; state: OutboxState; notBefore: number; sentAt: number | null }>(
        `SELECT id, state, notBefore, sentAt FROM Outbox WHERE recipient = ? AND about = ? AND act = 'push' ORDER BY id DESC LIMIT 1`,
        [recipient, about],
      );
      if (!row) return undefined;
      const { id, state, sentAt, notBefore } = row;
      if (state === 'dead' || state === 'recalled') return { id, came: 'lost' };
      if (state === 'waiting' || state === 'held') return { id, came: 'onItsWay' };
      return { id, came: 'there', at: new Date(sentAt ?? notBefore) };
    },

    /** What is about this (`<template>:<ref>`) and has not begun to leave never does. */
    async dropAbout(recipient: string, about: string): Promise<number> {
      return sql.run(
        `UPDATE Outbox SET state = 'recalled' WHERE recipient = ? AND state IN ('held', 'waiting') AND about = ? AND act = 'push' AND request IS NULL`,
        [recipient, about],
      );
    },

    /** Cards about this that were pushed over the app since an instant and carry the code that changes them once. */
    async listChangeable(
      recipient: string,
      about: string,
      since: Date,
    ): Promise<{ id: number; responseCode: string; taskId: string; cardType: string }[]> {
      const rows = await sql.all<{ id: number; responseCode: string; taskId: string; payload: string }>(
        `SELECT id, responseCode, taskId, payload FROM Outbox WHERE recipient = ? AND state = 'sent' AND channel = 'app' AND about = ? AND sentAt >= ?
           AND act <> 'change' AND responseCode IS NOT NULL AND taskId IS NOT NULL ORDER BY id`,
        [recipient, about, since.getTime()],
      );
      return rows.map(({ payload, ...row }) => ({ ...row, cardType: (JSON.parse(payload) as { form?: string }).form ?? '' }));
    },

    /** Lets it leave as it is. */
    send: (id: number) => sql.run(`UPDATE Outbox SET state = 'waiting' WHERE id = ? AND state = 'held'`, [id]),
    /** It leaves inside another card. */
    merge: (ids: readonly number[]) => sql.run(`UPDATE Outbox SET state = 'merged' WHERE state = 'held' AND id IN (${marks(ids)})`, ids),
  };
}
