import type { Case, CaseEvent } from '../generated/sqlite/client.js';
import { UserError } from '../errors.js';
import { counterStore } from './counter.js';
import { insertInto, marks, updateSet, type Param, type Row, type Sql } from './db/index.js';
import { newId } from './ids.js';
import { versionsUp } from './manager-relation.js';
import { afterPath, inSubtree } from './reader.js';

export type CaseRow = Row<Case>;
export type CaseEventRow = Row<CaseEvent>;

/** What happened in a case, in order; the clocks are computed from these and the row. */
export type CaseEventKind =
  | 'taken'
  | 'contacted'
  | 'contactUndone'
  | 'accepted'
  | 'progress'
  | 'reply'
  | 'extensionAsked'
  | 'extensionRefused'
  | 'extension'
  | 'paused'
  | 'resumed'
  | 'merged'
  | 'newFacts'
  | 'withdrawn'
  | 'notProcessed'
  | 'decided'
  | 'notified'
  | 'recheckAsked'
  | 'rechecked'
  | 'closed'
  | 'investigator'
  | 'comment'
  | 'reassigned'
  | 'levelRise'
  | 'kind'
  | 'major';

/** States in which a case still wants something done. */
const OPEN = `state NOT IN ('closed', 'withdrawn', 'merged', 'notProcessed')`;
const PREFIX = { complaint: 'TS', request: 'SQ' } as const;

/** What decides who may see the client for the sake of the case: `GRANTED` in store/reader. */
const OPENS: readonly (keyof CaseRow)[] = ['clientId', 'ownerId', 'investigatorId', 'closedAt', 'mergedIntoId'];
const workingOn = ({ ownerId, investigatorId }: CaseRow): string[] => [ownerId, ...(investigatorId === null ? [] : [investigatorId])];

export type NewCase = Omit<CaseRow, 'id' | 'no' | 'version' | 'updatedAt'>;

/** Requests and complaints. Source: domain §9. */
export function caseStore(sql: Sql) {
  const find = (idOrNo: string) => sql.get<CaseRow>('SELECT * FROM "Case" WHERE id = ? OR no = ?', [idOrNo, idOrNo.toUpperCase()]);
  return {
    find,

    async get(idOrNo: string): Promise<CaseRow> {
      const row = await find(idOrNo);
      if (!row) throw new UserError('case-not-found', { no: idOrNo });
      return row;
    },

    /** Numbered TS-1, TS-2 … for complaints, SQ-1 … for requests. */
    async add(fields: NewCase): Promise<CaseRow> {
      const prefix = PREFIX[fields.kind as keyof typeof PREFIX];
      const row: CaseRow = {
        ...fields,
        id: newId(new Date(fields.createdAt)),
        no: `${prefix}-${await counterStore(sql).next(`case-${prefix}`)}`,
        version: 1,
        updatedAt: fields.createdAt,
      };
      await sql.run(...insertInto('Case', row));
      await versionsUp(sql, workingOn(row), []);
      return row;
    },

    async change(id: string, changes: Partial<Record<keyof CaseRow, Param>>, at: Date): Promise<CaseRow> {
      const before = OPENS.some((field) => field in changes) ? await find(id) : undefined;
      await sql.run(...updateSet('Case', { ...changes, updatedAt: at.getTime() }, 'id = ?', [id]));
      await sql.run('UPDATE "Case" SET version = version + 1 WHERE id = ?', [id]);
      const after = (await find(id)) as CaseRow;
      if (before) await versionsUp(sql, [...new Set([...workingOn(before), ...workingOn(after)])], []);
      return after;
    },

    async addEvent(
      caseId: string,
      kind: CaseEventKind,
      byUserId: string,
      at: Date,
      text: string | null = null,
      data: unknown = null,
    ): Promise<string> {
      const id = newId(at);
      await sql.run(
        ...insertInto('CaseEvent', { id, caseId, kind, at: at.getTime(), byUserId, text, data: data === null ? null : JSON.stringify(data) }),
      );
      return id;
    },

    listEvents: (caseId: string) => sql.all<CaseEventRow>('SELECT * FROM CaseEvent WHERE caseId = ? ORDER BY at, id', [caseId]),

    async countOpenByClient(clientId: string): Promise<number> {
      return (await sql.get<{ n: number }>(`SELECT COUNT(*) AS n FROM "Case" WHERE clientId = ? AND ${OPEN}`, [clientId]))!.n;
    },

    listOpenByClient: (clientId: string) => sql.all<CaseRow>(`SELECT * FROM "Case" WHERE clientId = ? AND ${OPEN} ORDER BY receivedAt`, [clientId]),

    /** The newest of a client, ended ones too. */
    findLastByClient: (clientId: string) =>
      sql.get<CaseRow>('SELECT * FROM "Case" WHERE clientId = ? ORDER BY receivedAt DESC, id DESC LIMIT 1', [clientId]),

    /** Open ones somebody took or works on, of clients he is the main manager of or stands in for today, or of the subtrees he supervises. */
    async listOpen(userId: string, paths: readonly string[], limit: number, today: string): Promise<CaseRow[]> {
      const mine = `SELECT * FROM "Case" WHERE ${OPEN} AND (ownerId = ? OR investigatorId = ? OR receivedBy = ?)`;
      const clients = `SELECT c.* FROM Client k JOIN "Case" c ON c.clientId = k.id WHERE k.mainManagerId = ? AND c.${OPEN}`;
      const acted = `SELECT c.* FROM ManagerRelation r JOIN "Case" c ON c.clientId = r.clientId
        WHERE r.userId = ? AND r.state = 'active' AND r.role = 'acting' AND r.fromOn <= ? AND (r.toOn IS NULL OR r.toOn >= ?) AND c.${OPEN}`;
      const team = paths.map(() => `SELECT c.* FROM Org o JOIN "Case" c ON c.orgId = o.id WHERE ${inSubtree('o.path')} AND c.${OPEN}`);
      return sql.all<CaseRow>(`SELECT * FROM (${[mine, clients, acted, ...team].join(' UNION ')}) cases ORDER BY resultDueAt, id LIMIT ?`, [
        userId,
        userId,
        userId,
        userId,
        userId,
        today,
        today,
        ...paths.flatMap((path) => [path, afterPath(path)]),
        limit,
      ]);
    },

    /** All open ones: for the clock job. */
    listAllOpen: () => sql.all<CaseRow>(`SELECT * FROM "Case" WHERE ${OPEN} ORDER BY id`),

    /** The newest one somebody took in. */
    findLastTaken: (userId: string) =>
      sql.get<CaseRow>('SELECT * FROM "Case" WHERE receivedBy = ? ORDER BY createdAt DESC, id DESC LIMIT 1', [userId]),

    /** Open ones whose client stands in another level or layer than the clocks run by. */
    listLevelChanged: () =>
      sql.all<CaseRow & { newLevel: string; newLayer: string | null }>(
        `SELECT c.*, k.level AS newLevel, k.adminLayer AS newLayer FROM "Case" c JOIN Client k ON k.id = c.clientId
         WHERE c.${OPEN} AND (k.level <> c.clockLevel OR COALESCE(k.adminLayer, '') <> COALESCE(c.adminLayer, '')) ORDER BY c.id`,
      ),

    /** What happened in all open ones, in order: for the clock job, in one pass. */
    listOpenEvents: () => sql.all<CaseEventRow>(`SELECT e.* FROM "Case" c JOIN CaseEvent e ON e.caseId = c.id WHERE c.${OPEN} ORDER BY e.at, e.id`),

    listByIds: (ids: readonly string[]) =>
      ids.length === 0 ? Promise.resolve([]) : sql.all<CaseRow>(`SELECT * FROM "Case" WHERE id IN (${marks(ids)})`, ids),
  };
}
