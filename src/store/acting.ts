import type { ManagerRelation } from '../domain/manager-relation.js';
import { dateAt, instantAt } from '../domain/calendar/index.js';
import { actingWork, clientsOfPeriod, OPEN_CASE, OPEN_REFERRAL, type ActingPeriod } from './acting-work.js';
import { insertInto, marks, type Param, type Sql } from './db/index.js';
import { newId } from './ids.js';
import { relationOf, versionsUp, type ManagerRelationRow } from './manager-relation.js';
import { renewRelatedNames } from './related-name.js';

/** A period as it stands in the books. */
export interface ActingRow extends ActingPeriod {
  reason: string | null;
  setBy: string;
  /** 1 = the supervisor opened restricted and private notes. */
  confidential: number;
  clients: number;
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

const ROWS_AT_ONCE = 50;

/** Absence as sets: the clients, tasks, referrals and leads of one colleague pass to another and back. Source: domain §5. */
export function actingStore(sql: Sql) {
  const PERIOD = `userId, forUserId, fromOn, toOn, MIN(reason) AS reason, MIN(setBy) AS setBy, MAX(confidential) AS confidential, COUNT(*) AS clients`;
  const counted = (rows: ActingRow[]): ActingRow[] =>
    rows.map((row) => ({ ...row, confidential: Number(row.confidential), clients: Number(row.clients) }));

  const work = actingWork(sql);

  /** A stand-in for every client of the manager who has none for these days yet. */
  async function add(period: ActingPeriod, setBy: string, reason: string, withConfidentialNotes: boolean, at: Date): Promise<number> {
    const clients = await sql.all<{ id: string; orgId: string }>(
      `SELECT c.id, c.orgId FROM Client c WHERE c.mainManagerId = ? AND c.status NOT IN ('lost', 'deceased')
         AND NOT EXISTS (SELECT 1 FROM ManagerRelation r WHERE r.clientId = c.id AND r.state = 'active' AND r.role = 'acting' AND r.fromOn <= ? AND (r.toOn IS NULL OR r.toOn >= ?)) ORDER BY c.id`,
      [period.forUserId, period.toOn ?? '9999-12-31', period.fromOn],
    );
    for (let from = 0; from < clients.length; from += ROWS_AT_ONCE) {
      const rows = clients.slice(from, from + ROWS_AT_ONCE).map((client) => ({
        id: newId(at),
        clientId: client.id,
        userId: period.userId,
        role: 'acting',
        fromOn: period.fromOn,
        toOn: period.toOn,
        setBy,
        reason,
        forUserId: period.forUserId,
        confidential: withConfidentialNotes ? 1 : 0,
        state: 'active',
        createdAt: at.getTime(),
      }));
      const [first] = rows as [(typeof rows)[number]];
      const [text] = insertInto('ManagerRelation', first);
      const values = rows.map((row) => `(${marks(Object.keys(row))})`).join(', ');
      await sql.run(
        `${text.slice(0, text.indexOf('VALUES'))}VALUES ${values}`,
        rows.flatMap((row) => Object.values(row)),
      );
    }
    await renewRelatedNames(
      sql,
      clients.map((client) => client.id),
    );
    await versionsUp(sql, [period.userId, period.forUserId], [...new Set(clients.map((client) => client.orgId))]);
    return clients.length;
  }

  return {
    /** What the stand-in takes over. */
    async countFor(managerId: string): Promise<ActingCounts> {
      const mine = `SELECT id FROM Client WHERE mainManagerId = ? AND status NOT IN ('lost', 'deceased')`;
      const one = async (text: string, params: readonly Param[]) => Number((await sql.get<{ n: number }>(text, params))?.n ?? 0);
      return {
        levels: (
          await sql.all<{ level: string; n: number }>(
            `SELECT level, COUNT(*) AS n FROM Client WHERE mainManagerId = ? AND status NOT IN ('lost', 'deceased') GROUP BY level`,
            [managerId],
          )
        ).map((row) => ({ ...row, n: Number(row.n) })),
        tasks: await one(`SELECT COUNT(*) AS n FROM Task WHERE ownerId = ? AND state = 'open' AND clientId IN (${mine})`, [managerId, managerId]),
        cases: await one(`SELECT COUNT(*) AS n FROM "Case" WHERE ${OPEN_CASE} AND clientId IN (${mine})`, [managerId]),
        referrals: await one(`SELECT COUNT(*) AS n FROM Referral WHERE toUserId = ? AND ${OPEN_REFERRAL}`, [managerId]),
      };
    },

    /** Stand-ins set already for any client of this manager. */
    listOverlapping: async (managerId: string): Promise<ManagerRelation[]> =>
      (
        await sql.all<ManagerRelationRow>(`SELECT * FROM ManagerRelation WHERE forUserId = ? AND state = 'active' AND role = 'acting'`, [managerId])
      ).map(relationOf),

    /** Checks come before. */
    add,

    /** Periods in force on a day, and those over that were not handed back. */
    listRunning: (today: string) =>
      sql
        .all<ActingRow>(
          `SELECT r.userId, r.forUserId, r.fromOn, r.toOn, MIN(r.reason) AS reason, MIN(r.setBy) AS setBy, MAX(r.confidential) AS confidential, COUNT(*) AS clients
           FROM Staff s CROSS JOIN ManagerRelation r
           WHERE r.userId = s.id AND r.state = 'active' AND r.role = 'acting' AND r.fromOn <= ? GROUP BY r.userId, r.forUserId, r.fromOn, r.toOn ORDER BY r.fromOn, r.userId`,
          [today],
        )
        .then(counted),

    /** Those in which a manager is stood in for, begun or to come. */
    listForManager: (managerId: string) =>
      sql
        .all<ActingRow>(
          `SELECT ${PERIOD} FROM ManagerRelation WHERE forUserId = ? AND state = 'active' AND role = 'acting' GROUP BY userId, forUserId, fromOn, toOn ORDER BY fromOn`,
          [managerId],
        )
        .then(counted),

    /** Those in which a colleague stands in for others, begun or to come. */
    listByStandIn: (userId: string) =>
      sql
        .all<ActingRow>(
          `SELECT ${PERIOD} FROM ManagerRelation WHERE userId = ? AND state = 'active' AND role = 'acting' GROUP BY userId, forUserId, fromOn, toOn ORDER BY fromOn, forUserId`,
          [userId],
        )
        .then(counted),

    /** The ledger: periods of these managers, and of one who stands in, that last, come, or ended on `since` or later; the newest first. */
    listLedger: (managerIds: readonly string[], standInId: string, since: string, limit: number) =>
      managerIds.length === 0
        ? Promise.resolve([])
        : sql
            .all<ActingRow & { state: string }>(
              `SELECT ${PERIOD}, state FROM ManagerRelation WHERE (forUserId IN (${marks(managerIds)}) OR userId = ?) AND role = 'acting' AND (state = 'active' OR toOn >= ?)
               GROUP BY userId, forUserId, fromOn, toOn, state ORDER BY fromOn DESC, forUserId, userId LIMIT ?`,
              [...managerIds, standInId, since, limit],
            )
            .then((rows) => rows.map((row) => ({ ...row, clients: Number(row.clients), confidential: Number(row.confidential) }))),

    /** Opens restricted and private notes to the stand-in; false when there is no such period. */
    openNotes: async (period: Pick<ActingPeriod, 'userId' | 'forUserId' | 'fromOn'>): Promise<boolean> =>
      (await sql.run(
        `UPDATE ManagerRelation SET confidential = 1 WHERE role = 'acting' AND state = 'active' AND userId = ? AND forUserId = ? AND fromOn = ?`,
        [period.userId, period.forUserId, period.fromOn],
      )) > 0,

    /** Another last day for a period that goes on: somebody else takes over from the next day. */
    async shorten(period: ActingPeriod, toOn: string): Promise<void> {
      await sql.run(
        `UPDATE ManagerRelation SET toOn = ? WHERE role = 'acting' AND state = 'active' AND userId = ? AND forUserId = ? AND fromOn = ?`,
        [toOn, period.userId, period.forUserId, period.fromOn],
      );
    },

    /** From its first day on: what is open passes to the stand-in, also of clients who came since. Harmless to repeat. */
    async begin(period: ActingRow, at: Date): Promise<number> {
      await work.leaveTransferred(period, at);
      await add(period, period.setBy, period.reason ?? 'other', period.confidential === 1, at);
      const moved = await work.move(period, period.forUserId, period.userId, at);
      await versionsUp(sql, [period.userId, period.forUserId], []);
      return moved;
    },

    /** What happened on these clients while the other one stood in. */
    async loadFacts(period: ActingPeriod): Promise<ActingFacts> {
      const { text, params } = clientsOfPeriod(period);
      const since = instantAt(period.fromOn).getTime();
      return {
        contacts: await sql.all(
          `SELECT clientId, at, mode FROM ContactRecord WHERE byUserId = ? AND createdAt >= ? AND undoneAt IS NULL AND clientId IN (${text}) ORDER BY at`,
          [period.userId, since, ...params],
        ),
        tasks: await sql.all(
          `SELECT id, clientId, kind, text, dueOn, state, createdAt FROM Task WHERE undoneAt IS NULL AND clientId IN (${text}) AND ((ownerId = ? AND state = 'open') OR (createdBy = ? AND createdAt >= ?)) ORDER BY dueAt, id`,
          [...params, period.userId, period.userId, since],
        ),
        cases: await sql.all(
          `SELECT id, clientId, no, resultDueAt AS dueAt FROM "Case" WHERE ${OPEN_CASE} AND clientId IN (${text}) ORDER BY resultDueAt`,
          params,
        ),
        referrals: await sql.all(
          `SELECT id, clientId, no, dueAt FROM Referral WHERE toUserId = ? AND ${OPEN_REFERRAL} AND clientId IN (${text}) ORDER BY dueAt`,
          [period.userId, ...params],
        ),
        profileChanges: await sql.all(
          `SELECT clientId, kind AS field FROM ProfileFact WHERE createdBy = ? AND createdAt >= ? AND undoneAt IS NULL AND clientId IN (${text})`,
          [period.userId, since, ...params],
        ),
      };
    },

    /** Ends it now and passes what is open back, or on to who stands in next. */
    async end(period: ActingPeriod, at: Date, next = period.forUserId): Promise<number> {
      const today = dateAt(at);
      const moved = await work.move(period, period.userId, next, at);
      await work.moveCases(period, at);
      const last = period.toOn === null || period.toOn > today ? today : period.toOn;
      // One that never began ends where it would have begun.
      const toOn = last < period.fromOn ? period.fromOn : last;
      await sql.run(
        `UPDATE ManagerRelation SET state = 'ended', toOn = ?, endedAt = ? WHERE role = 'acting' AND state = 'active' AND userId = ? AND forUserId = ? AND fromOn = ?`,
        [toOn, at.getTime(), period.userId, period.forUserId, period.fromOn],
      );
      const { text, params } = clientsOfPeriod(period);
      await renewRelatedNames(
        sql,
        (await sql.all<{ clientId: string }>(text, params)).map((row) => row.clientId),
      );
      await versionsUp(sql, [period.userId, period.forUserId], []);
      return moved;
    },
  };
}
