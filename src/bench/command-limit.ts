import type { SqliteConnection } from '../store/db/sqlite.js';
import { BANK_NOW } from './bank.js';
import type { BenchPerson } from './people.js';

export type RawKind = 'view' | 'contact';

const CLIENT = 'SELECT * FROM Client WHERE mainManagerId = ? AND name = ?';
const READS: Readonly<Record<RawKind, readonly string[]>> = {
  view: [
    `SELECT * FROM ManagerRelation WHERE clientId = ? AND state = 'active'`,
    'SELECT h.*, p.* FROM Holding h JOIN Product p ON p.code = h.productCode WHERE h.clientId = ?',
    'SELECT * FROM RiskAssessment WHERE clientId = ? ORDER BY assessedAt DESC LIMIT 1',
    'SELECT * FROM ContactRecord WHERE clientId = ? ORDER BY at DESC LIMIT 5',
    `SELECT * FROM Task WHERE clientId = ? AND state = 'open' LIMIT 5`,
  ],
  contact: [`SELECT * FROM ManagerRelation WHERE clientId = ? AND state = 'active'`],
};

/**
 * What a command cannot do without, as plain statements on the bare library: the message in and durable; who asks, where the
 * talk stands, the client and what is shown of him; then effect, audit, session, reply and mark, durable together. A group of
 * messages shares each of the two commits, as in the service.
 */
export function rawCommand(bare: SqliteConnection, kind: RawKind) {
  const at = BANK_NOW.getTime();
  // Ours has written some by now: a reply of the same size.
  const sample = () =>
    bare.prepare('SELECT payload, buttons FROM Outbox ORDER BY id DESC LIMIT 1').get([]) as { payload: string; buttons: string | null } | undefined;
  let n = 0;

  const take = (person: BenchPerson): number => {
    const content = JSON.stringify({ kind: 'text', text: `记 ${person.name} 电话 聊了近况` });
    const row = bare
      .prepare(
        `INSERT INTO Inbox(dedupeKey, channel, fromUser, place, receivedAt, content, replyTo, state, attempts) VALUES (?, 'app', ?, 'private', ?, ?, ?, 'new', 0) RETURNING id`,
      )
      .all([`raw:${kind}:${++n}`, person.managerId, at, content, '{}']);
    return Number(row[0]?.['id']);
  };

  const answer = (person: BenchPerson, id: number, payload: string, buttons: string | null): void => {
    const get = (sql: string, params: readonly (string | number | null)[]) => bare.prepare(sql).all(params);
    const run = (sql: string, params: readonly (string | number | null)[]) => bare.prepare(sql).run(params);
    get(`SELECT * FROM Inbox WHERE fromUser = ? AND state = 'new' ORDER BY id LIMIT 16`, [person.managerId]);
    get('SELECT s.*, r.role, o.path FROM Staff s JOIN StaffRole r ON r.staffId = s.id JOIN Org o ON o.id = r.orgId WHERE s.id = ?', [
      person.managerId,
    ]);
    get('SELECT * FROM Session WHERE staffId = ?', [person.managerId]);
    const clientId = String(get(CLIENT, [person.managerId, person.name])[0]?.['id']);
    for (const read of READS[kind]) get(read, [clientId]);
    if (kind === 'contact') {
      run(
        `INSERT INTO ContactRecord(id, clientId, byUserId, mode, direction, at, onDate, purpose, summary, confidentiality, effective, version, createdAt, updatedAt)
         VALUES (?, ?, ?, 'phone', 'out', ?, '2026-11-23', 'other', ?, 'normal', 1, 1, ?, ?)`,
        [`RAW${String(n).padStart(10, '0')}${id}`, clientId, person.managerId, at, '聊了近况，没有新的需要', at, at],
      );
      run('UPDATE Client SET lastContactOn = ?, lastEffectiveContactOn = ?, nextContactOn = ? WHERE id = ?', [
        '2026-11-23',
        '2026-11-23',
        '2027-02-23',
        clientId,
      ]);
    }
    run(
      `INSERT INTO Session(staffId, lastClientId, misses, updatedAt) VALUES (?, ?, 0, ?) ON CONFLICT(staffId) DO UPDATE SET lastClientId = excluded.lastClientId, updatedAt = excluded.updatedAt`,
      [person.managerId, clientId, at],
    );
    run(
      `INSERT INTO Outbox(dedupeKey, channel, recipient, replyTo, inboxId, act, payload, buttons, notBefore, state, createdAt) VALUES (?, 'app', ?, '{}', ?, 'reply', ?, ?, ?, 'waiting', ?)`,
      [`raw:${id}`, person.managerId, id, payload, buttons, at, at],
    );
    const end = get('SELECT seq, hash FROM AuditEvent ORDER BY seq DESC LIMIT 1', [])[0];
    run(
      `INSERT INTO AuditEvent(seq, at, actor, role, action, objectType, objectId, clientId, place, result, prevHash, hash) VALUES (?, ?, ?, 'relationshipManager', ?, 'client', ?, ?, 'private', 'ok', ?, ?)`,
      [Number(end?.['seq'] ?? 0) + 1, at, person.managerId, kind, clientId, clientId, String(end?.['hash'] ?? ''), String(end?.['hash'] ?? '')],
    );
    run(`UPDATE Inbox SET state = 'done', processedAt = ? WHERE id = ?`, [at, id]);
  };

  return {
    run(ms: number, group: number, next: () => BenchPerson): { done: number; ms: number } {
      const { payload = '{}', buttons = null } = sample() ?? {};
      const began = performance.now();
      let done = 0;
      do {
        const people = Array.from({ length: group }, next);
        bare.exec('BEGIN IMMEDIATE');
        const ids = people.map(take);
        bare.exec('COMMIT');
        bare.exec('BEGIN IMMEDIATE');
        people.forEach((person, i) => answer(person, ids[i] as number, payload, buttons));
        bare.exec('COMMIT');
        done += group;
      } while (performance.now() - began < ms);
      return { done, ms: performance.now() - began };
    },
  };
}
