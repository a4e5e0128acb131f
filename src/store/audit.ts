import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import type { AuditEvent } from '../generated/sqlite/client.js';
import { dateAt } from '../domain/calendar/index.js';
import type { Row, Sql } from './db/index.js';
import { insertInto, storableText } from './db/index.js';

export type AuditRow = Row<AuditEvent>;

/** One thing somebody did or was refused. `before`, `after`: masked values only. Source: domain §21. */
export interface AuditEntry {
  at: Date;
  /** A userid, `import`, `job:<name>` … */
  actor: string;
  role?: string;
  onBehalfOf?: string;
  action: string;
  objectType?: string;
  objectId?: string;
  clientId?: string;
  purpose?: string;
  place: 'private' | 'group' | 'web' | 'job';
  before?: unknown;
  after?: unknown;
  result: 'ok' | 'denied' | 'error';
  ruleVersion?: string;
  channelMsgId?: string;
}

export type AuditProof =
  { ok: true; events: number; lastSeq: number; lastHash: string } | { ok: false; seq: number; problem: 'hash' | 'chain' | 'gap' };

const FIELDS = [
  'seq',
  'at',
  'actor',
  'role',
  'onBehalfOf',
  'action',
  'objectType',
  'objectId',
  'clientId',
  'purpose',
  'place',
  'before',
  'after',
  'result',
  'ruleVersion',
  'channelMsgId',
] as const;
const FIRST_HASH = '0'.repeat(64);
/** Any number, the same for every process that writes the chain. */
const CHAIN_LOCK = 20_260_902;
const SLICE = 2000;
/** So far back one looks for what somebody did a moment ago. */
const NEWEST = 5000;

/** JSON with sorted keys and without what is absent: the same event gives the same text everywhere. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, v]) => v !== undefined && v !== null)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, v]) => `${JSON.stringify(key)}:${canonicalJson(v)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

type Hashed = Pick<AuditRow, (typeof FIELDS)[number]>;

/** hash = SHA-256(prevHash + canonicalJson(event)), over the columns as they are stored. */
function hashOf(prevHash: string, event: Hashed): string {
  const plain = Object.fromEntries(FIELDS.map((field) => [field, event[field]]));
  return createHash('sha256')
    .update(prevHash + canonicalJson(plain))
    .digest('hex');
}

function asStored(event: Hashed): Hashed {
  return Object.fromEntries(
    Object.entries(event).map(([field, value]) => [field, typeof value === 'string' ? storableText(value) : value]),
  ) as Hashed;
}

export function auditStore(sql: Sql) {
  const last = () => sql.get<{ seq: number; hash: string }>('SELECT seq, hash FROM AuditEvent ORDER BY seq DESC LIMIT 1');
  const text = (value: unknown) => (value === undefined || value === null ? null : canonicalJson(value));

  async function verify(from = 1): Promise<AuditProof> {
    let prevHash = FIRST_HASH;
    let seq = from - 1;
    let events = 0;
    if (from > 1) {
      const before = await sql.get<{ hash: string }>('SELECT hash FROM AuditEvent WHERE seq = ?', [seq]);
      if (!before) return { ok: false, seq, problem: 'gap' };
      prevHash = before.hash;
    }
    for (;;) {
      const rows = await sql.all<AuditRow>('SELECT * FROM AuditEvent WHERE seq > ? ORDER BY seq LIMIT ?', [seq, SLICE]);
      for (const row of rows) {
        if (row.seq !== seq + 1) return { ok: false, seq: seq + 1, problem: 'gap' };
        if (row.prevHash !== prevHash) return { ok: false, seq: row.seq, problem: 'chain' };
        if (hashOf(prevHash, row) !== row.hash) return { ok: false, seq: row.seq, problem: 'hash' };
        seq = row.seq;
        prevHash = row.hash;
        events++;
      }
      if (rows.length < SLICE) return { ok: true, events, lastSeq: seq, lastHash: prevHash };
    }
  }

  return {
    /** Appends to the chain, in the transaction of what it tells: both stand, or neither. */
    async append(...entries: readonly AuditEntry[]): Promise<void> {
      if (entries.length === 0) return;
      // On SQLite the transaction is the only writer; on PostgreSQL the chain has one writer until this one commits.
      if (sql.dialect === 'postgresql') await sql.get('SELECT pg_advisory_xact_lock(?)', [CHAIN_LOCK]);
      const end = await last();
      let seq = end?.seq ?? 0;
      let prevHash = end?.hash ?? FIRST_HASH;
      for (const entry of entries) {
        seq++;
        // Hashed as it will be read back: text that a database would alter is altered before.
        const event = asStored({
          seq,
          at: entry.at.getTime(),
          actor: entry.actor,
          role: entry.role ?? null,
          onBehalfOf: entry.onBehalfOf ?? null,
          action: entry.action,
          objectType: entry.objectType ?? null,
          objectId: entry.objectId ?? null,
          clientId: entry.clientId ?? null,
          purpose: entry.purpose ?? null,
          place: entry.place,
          before: text(entry.before),
          after: text(entry.after),
          result: entry.result,
          ruleVersion: entry.ruleVersion ?? null,
          channelMsgId: entry.channelMsgId ?? null,
        });
        const hash = hashOf(prevHash, event);
        await sql.run(...insertInto('AuditEvent', { ...event, prevHash, hash }));
        prevHash = hash;
      }
    },
    /** Walks the chain in slices; `from` > 1 trusts the event before it. */
    verify,
    /**
     * Writes the chain's end to a file that is kept elsewhere, one line a day: a chain that was rewritten as a whole no
     * longer fits it.
     */
    async anchor(file: string, at: Date): Promise<{ date: string; seq: number; hash: string } | undefined> {
      const end = await last();
      if (!end) return undefined;
      const line = { date: dateAt(at), seq: end.seq, hash: end.hash };
      appendFileSync(file, `${JSON.stringify(line)}\n`);
      return line;
    },
    /** The first anchor the chain does not fit; undefined when all fit. */
    async findBrokenAnchor(anchors: readonly { seq: number; hash: string }[]): Promise<number | undefined> {
      for (const { seq, hash } of anchors) {
        const row = await sql.get<{ hash: string }>('SELECT hash FROM AuditEvent WHERE seq = ?', [seq]);
        if (row?.hash !== hash) return seq;
      }
      return undefined;
    },
    /** What somebody did lately and was not refused, the newest first and each once. */
    async listLastActions(actor: string): Promise<string[]> {
      const newest = (await last())?.seq ?? 0;
      const rows = await sql.all<{ action: string }>(
        `SELECT action FROM AuditEvent WHERE seq > ? AND actor = ? AND result = 'ok' ORDER BY seq DESC LIMIT 50`,
        [newest - NEWEST, actor],
      );
      return [...new Set(rows.map(({ action }) => action))];
    },
    /** What somebody stored since, among the newest events, the newest first. */
    async listStored(actor: string, since: Date): Promise<{ action: string; at: number; stored: { kind: string; id: string }[] }[]> {
      const newest = (await last())?.seq ?? 0;
      const rows = await sql.all<{ action: string; at: number; after: string }>(
        `SELECT action, at, after FROM AuditEvent WHERE seq > ? AND actor = ? AND at >= ? AND result = 'ok' AND after IS NOT NULL ORDER BY seq DESC LIMIT 20`,
        [newest - NEWEST, actor, since.getTime()],
      );
      return rows
        .filter((row) => row.after.startsWith('['))
        .map(({ action, at, after }) => ({ action, at, stored: JSON.parse(after) as { kind: string; id: string }[] }));
    },
    /** Newest first; for compliance only, and reading it is itself written down. */
    listForClient: (clientId: string, limit: number) =>
      sql.all<AuditRow>('SELECT * FROM AuditEvent WHERE clientId = ? ORDER BY at DESC LIMIT ?', [clientId, limit]),
  };
}
