import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { IncomingMessage } from '../../src/bot/message.js';
import { openDb, type Db, type Sql, type Tx } from '../../src/store/db/index.js';
import { inboxStore } from '../../src/store/inbox.js';
import { jobRunStore } from '../../src/store/job-run.js';
import { leaseStore } from '../../src/store/lease.js';
import { outboxStore } from '../../src/store/outbox.js';

export const newDatabase = (): string => `file:${path.join(mkdtempSync(path.join(tmpdir(), 'caiban-')), 'caiban.db')}`;

const nouns = (sql: Sql) => ({ inbox: inboxStore(sql), outbox: outboxStore(sql), lease: leaseStore(sql), jobRun: jobRunStore(sql) });
export type PartsTx = ReturnType<typeof nouns> & { sql: Tx };
export type Parts = ReturnType<typeof nouns> & { sql: Db; tx<T>(work: (store: PartsTx) => Promise<T>): Promise<T> };

/** The nouns of the road alone, on a real database. */
export async function openParts(url = newDatabase()): Promise<Parts> {
  const db = await openDb(url);
  return { ...nouns(db), sql: db, tx: (work) => db.tx((sql) => work({ ...nouns(sql), sql })) };
}

let made = 0;
export const text = (from: string, words: string, dedupeKey = `m${++made}`): IncomingMessage => ({
  dedupeKey,
  channel: 'app',
  from,
  place: 'private',
  content: { kind: 'text', text: words },
  replyTo: { channel: 'app', userId: from },
});
