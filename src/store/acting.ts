import type { ManagerRelation } from '../domain/manager-relation.js';
import { dateAt, instantAt } from '../domain/calendar/index.js';
import { insertInto, marks, type Param, type Sql } from './db/index.js';
import { newId } from './ids.js';
import { relationOf, versionsUp, type ManagerRelationRow } from './manager-relation.js';

/** One colleague standing in for another over all his clients, for a time. Days are both included. */
export interface ActingPeriod {
  userId: string;
  forUserId: string;
  fromOn: string;
  toOn: string | null;
}

export interface ActingCounts {
  levels: { level: string; n: number }[];
  tasks: number;
  cases: number;
  referrals: number;
}

export interface ActingFacts {
  contacts: { clientId: string; at: number; mode: string | null }[];
  tasks: { id: string; clientId: string; kind: string; text: string; dueOn: string; state: string; createdAt: number }[];
  cases: { id: string; clientId: string; no: string; dueAt: number }[];
  referrals: { id: string; clientId: string | null; no: string; dueAt: number }[];
  profileChanges: { clientId: string; field: string }[];
}

const OPEN_CASE = `state NOT IN ('closed', 'withdrawn', 'merged', 'notProcessed')`;
const OPEN_REFERRAL = `state IN ('assigned', 'accepted', 'followedUp')`;
const ROWS_AT_ONCE = 50;

/** Absence as sets: the clients, tasks, referrals and leads of one colleague pass to another and back. Source: domain §5. */
export function actingStore(sql: Sql) {
  /** The clients of a period, also after it ended. */
  const clientsOf = (period: ActingPeriod): { text: string; params: Param[] } => ({
    text: `SELECT clientId FROM ManagerRelation WHERE role = 'acting' AND userId = ? AND forUserId = ? AND fromOn = ?`,
    params: [period.userId, period.forUserId, period.fromOn],
  });

  /** Open work on these clients passes from one to the other; how many things did. */
  async function move(period: ActingPeriod, from: string, to: string, at: Date): Promise<number> {
    const { text, params } = clientsOf(period);
    const ms = at.getTime();
    const tasks = await sql.run(`UPDATE Task SET ownerId = ?, updatedAt = ?, version = version + 1 WHERE ownerId = ? AND state = 'open' AND clientId IN (${text})`, [to, ms, from, ...params]);
    const referrals = await sql.run(`UPDATE Referral SET toUserId = ?, updatedAt = ?, version = version + 1 WHERE toUserId = ? AND ${OPEN_REFERRAL} AND clientId IN (${text})`, [to, ms, from, ...params]);
    await sql.run(`UPDATE Retention SET ownerId = ?, updatedAt = ? WHERE ownerId = ? AND state = 'open' AND clientId IN (${text})`, [to, ms, from, ...params]);
    await sql.run(`UPDATE Opportunity SET ownerId = ?, updatedAt = ? WHERE ownerId = ? AND state IN ('open', 'contacted') AND clientId IN (${text})`, [to, ms, from, ...params]);
    return tasks + referrals;
  }

  return {
    /** What the stand-in takes over. */
    async countFor(managerId: string): Promise<ActingCounts> {
      const mine = `SELECT id FROM Client WHERE mainManagerId = ? AND status NOT IN ('lost', 'deceased')`;
      const one = async (text: string, params: readonly Param[]) => Number((await sql.get<{ n: number }>(text, params))?.n ?? 0);
      return {
        levels: (await sql.all<{ level: string; n: number }>(`SELECT level, COUNT(*) AS n FROM Client WHERE mainManagerId = ? AND status NOT IN ('lost', 'deceased') GROUP BY level`, [managerId])).map((row) => ({ ...row, n: Number(row.n) })),
        tasks: await one(`SELECT COUNT(*) AS n FROM Task WHERE ownerId = ? AND state = 'open' AND clientId IN (${mine})`, [managerId, managerId]),
        cases: await one(`SELECT COUNT(*) AS n FROM "Case" WHERE ${OPEN_CASE} AND clientId IN (${mine})`, [managerId]),
        referrals: await one(`SELECT COUNT(*) AS n FROM Referral WHERE toUserId = ? AND ${OPEN_REFERRAL}`, [managerId]),
      };
    },

    /** Stand-ins set already for any client of this manager. */
    listOverlapping: async (managerId: string): Promise<ManagerRelation[]> =>
      (await sql.all<ManagerRelationRow>(`SELECT * FROM ManagerRelation WHERE forUserId = ? AND state = 'active' AND role = 'acting'`, [managerId])).map(relationOf),

    /** A stand-in for every client the manager has now. Checks come before. */
    async add(period: ActingPeriod & { toOn: string }, setBy: string, reason: string, withConfidentialNotes: boolean, at: Date): Promise<number> {
      const clients = await sql.all<{ id: string; orgId: string }>(`SELECT id, orgId FROM Client WHERE mainManagerId = ? AND status NOT IN ('lost', 'deceased') ORDER BY id`, [period.forUserId]);
      for (let from = 0; from < clients.length; from += ROWS_AT_ONCE) {
        const rows = clients.slice(from, from + ROWS_AT_ONCE).map((client) => ({
          id: newId(at), clientId: client.id, userId: period.userId, role: 'acting', fromOn: period.fromOn, toOn: period.toOn, setBy, reason, forUserId: period.forUserId,
          confidential: withConfidentialNotes ? 1 : 0, state: 'active', createdAt: at.getTime(),
        }));
        const [first] = rows as [(typeof rows)[number]];
        const [text] = insertInto('ManagerRelation', first);
        const values = rows.map((row) => `(${marks(Object.keys(row))})`).join(', ');
        await sql.run(`${text.slice(0, text.indexOf('VALUES'))}VALUES ${values}`, rows.flatMap((row) => Object.values(row)));
      }
      await versionsUp(sql, [period.userId, period.forUserId], [...new Set(clients.map((client) => client.orgId))]);
      return clients.length;
    },

    /** Periods in force on a day, and those over that were not handed back. */
    listRunning: (today: string) =>
      sql.all<ActingPeriod & { clients: number; reason: string | null }>(
        `SELECT r.userId, r.forUserId, r.fromOn, r.toOn, MIN(r.reason) AS reason, COUNT(*) AS clients FROM Staff s CROSS JOIN ManagerRelation r
         WHERE r.userId = s.id AND r.state = 'active' AND r.role = 'acting' AND r.fromOn <= ? GROUP BY r.userId, r.forUserId, r.fromOn, r.toOn ORDER BY r.fromOn, r.userId`,
        [today],
      ),

    /** Those in which a manager is stood in for, begun or to come. */
    listForManager: (managerId: string) =>
      sql.all<ActingPeriod & { clients: number }>(
        `SELECT userId, forUserId, fromOn, toOn, COUNT(*) AS clients FROM ManagerRelation WHERE forUserId = ? AND state = 'active' AND role = 'acting' GROUP BY userId, forUserId, fromOn, toOn ORDER BY fromOn`,
        [managerId],
      ),

    /** From its first day on: what is open passes to the stand-in. Harmless to repeat. */
    async begin(period: ActingPeriod, at: Date): Promise<number> {
      const moved = await move(period, period.forUserId, period.userId, at);
      await versionsUp(sql, [period.userId, period.forUserId], []);
      return moved;
    },

    /** What happened on these clients while the other one stood in. */
    async loadFacts(period: ActingPeriod): Promise<ActingFacts> {
      const { text, params } = clientsOf(period);
      const since = instantAt(period.fromOn).getTime();
      return {
        contacts: await sql.all(`SELECT clientId, at, mode FROM ContactRecord WHERE byUserId = ? AND createdAt >= ? AND undoneAt IS NULL AND clientId IN (${text}) ORDER BY at`, [period.userId, since, ...params]),
        tasks: await sql.all(
          `SELECT id, clientId, kind, text, dueOn, state, createdAt FROM Task WHERE undoneAt IS NULL AND clientId IN (${text}) AND ((ownerId = ? AND state = 'open') OR (createdBy = ? AND createdAt >= ?)) ORDER BY dueAt, id`,
          [...params, period.userId, period.userId, since],
        ),
        cases: await sql.all(`SELECT id, clientId, no, resultDueAt AS dueAt FROM "Case" WHERE ${OPEN_CASE} AND clientId IN (${text}) ORDER BY resultDueAt`, params),
        referrals: await sql.all(`SELECT id, clientId, no, dueAt FROM Referral WHERE toUserId = ? AND ${OPEN_REFERRAL} AND clientId IN (${text}) ORDER BY dueAt`, [period.userId, ...params]),
        profileChanges: await sql.all(`SELECT clientId, kind AS field FROM ProfileFact WHERE createdBy = ? AND createdAt >= ? AND undoneAt IS NULL AND clientId IN (${text})`, [period.userId, since, ...params]),
      };
    },

    /** Ends it now and passes back what is open. */
    async end(period: ActingPeriod, at: Date): Promise<number> {
      const today = dateAt(at);
      const moved = await move(period, period.userId, period.forUserId, at);
      const toOn = period.toOn === null || period.toOn > today ? today : period.toOn;
      await sql.run(`UPDATE ManagerRelation SET state = 'ended', toOn = ?, endedAt = ? WHERE role = 'acting' AND state = 'active' AND userId = ? AND forUserId = ? AND fromOn = ?`, [
        toOn, at.getTime(), period.userId, period.forUserId, period.fromOn,
      ]);
      await versionsUp(sql, [period.userId, period.forUserId], []);
      return moved;
    },
  };
}
