import type { ManagerRelation } from '../domain/manager-relation.js';
import { dateAt, instantAt } from '../domain/calendar/index.js';
import { caseStore } from './case.js';
import { insertInto, marks, type Param, type Sql } from './db/index.js';
import { newId } from './ids.js';
import { relationOf, versionsUp, type ManagerRelationRow } from './manager-relation.js';
import { renewRelatedNames } from './related-name.js';

/** One colleague standing in for another over all his clients, for a time. Days are both included. */
export interface ActingPeriod {
  userId: string;
  forUserId: string;
  fromOn: string;
  toOn: string | null;
}

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

  const PERIOD = `userId, forUserId, fromOn, toOn, MIN(reason) AS reason, MIN(setBy) AS setBy, MAX(confidential) AS confidential, COUNT(*) AS clients`;
  const counted = (rows: ActingRow[]): ActingRow[] =>
    rows.map((row) => ({ ...row, confidential: Number(row.confidential), clients: Number(row.clients) }));

  /** Referrals of people who are no clients yet: the mark in the reasons says for whom the stand-in has them. */
  async function moveProspects(forUserId: string, from: string, to: string, at: Date): Promise<void> {
    const mark = `acting-for:${forUserId}`;
    const rows = await sql.all<{ id: string; reasons: string }>(
      `SELECT id, reasons FROM Referral WHERE toUserId = ? AND clientId IS NULL AND ${OPEN_REFERRAL}`,
      [from],
    );
    for (const row of rows) {
      const reasons = (JSON.parse(row.reasons) as { code: string; text: string; source: string }[]).filter((one) => one.code !== mark);
      const isMarked = row.reasons.includes(`"${mark}"`);
      if (from !== forUserId && !isMarked) continue;
      // What he has for somebody else goes with that absence, not with his own.
      if (from === forUserId && row.reasons.includes('"acting-for:')) continue;
      if (to !== forUserId) reasons.push({ code: mark, text: '您在代理主办客户经理', source: '' });
      await sql.run('UPDATE Referral SET toUserId = ?, reasons = ?, updatedAt = ?, version = version + 1 WHERE id = ?', [
        to,
        JSON.stringify(reasons),
        at.getTime(),
        row.id,
      ]);
    }
  }

  /** Cases the stand-in took in on these clients go to their manager, unless he is complained about. */
  async function moveCases(period: ActingPeriod, at: Date): Promise<void> {
    const { text, params } = clientsOf(period);
    const taken = await sql.all<{ id: string; accusedIds: string }>(
      `SELECT id, accusedIds FROM "Case" WHERE ownerId = ? AND receivedAt >= ? AND ${OPEN_CASE} AND clientId IN (${text})`,
      [period.userId, instantAt(period.fromOn).getTime(), ...params],
    );
    for (const row of taken) {
      if ((JSON.parse(row.accusedIds) as string[]).includes(period.forUserId)) continue;
      await sql.run('UPDATE "Case" SET ownerId = ?, updatedAt = ?, version = version + 1 WHERE id = ?', [period.forUserId, at.getTime(), row.id]);
      await caseStore(sql).addEvent(row.id, 'reassigned', period.userId, at, null, { from: period.userId, to: period.forUserId });
    }
  }

  /** Open work on these clients passes from one to the other; how many things did. */
  async function move(period: ActingPeriod, from: string, to: string, at: Date): Promise<number> {
    const { text, params } = clientsOf(period);
    const ms = at.getTime();
    await moveProspects(period.forUserId, from, to, at);
    // What somebody wrote down for himself before he stood in stays his: he may be the client's second manager too.
    const tasks = await sql.run(
      `UPDATE Task SET ownerId = ?, updatedAt = ?, version = version + 1 WHERE ownerId = ? AND state = 'open' AND clientId IN (${text}) AND NOT (createdBy = ? AND createdAt < ?)`,
      [to, ms, from, ...params, period.userId, instantAt(period.fromOn).getTime()],
    );
    const referrals = await sql.run(
      `UPDATE Referral SET toUserId = ?, updatedAt = ?, version = version + 1 WHERE toUserId = ? AND ${OPEN_REFERRAL} AND clientId IN (${text})`,
      [to, ms, from, ...params],
    );
    await sql.run(`UPDATE Retention SET ownerId = ?, updatedAt = ? WHERE ownerId = ? AND state = 'open' AND clientId IN (${text})`, [
      to,
      ms,
      from,
      ...params,
    ]);
    await sql.run(
      `UPDATE Opportunity SET ownerId = ?, updatedAt = ? WHERE ownerId = ? AND state IN ('open', 'contacted') AND clientId IN (${text})`,
      [to, ms, from, ...params],
    );
    return tasks + referrals;
  }

  /** Clients who went to another manager meanwhile are none of his any more: what is open goes to whoever has them now. */
  async function leaveTransferred(period: ActingPeriod, at: Date): Promise<void> {
    const { text, params } = clientsOf(period);
    const gone = `SELECT id FROM Client WHERE id IN (${text}) AND COALESCE(mainManagerId, '') <> ?`;
    const goneParams = [...params, period.forUserId];
    await sql.run(
      `UPDATE Task SET ownerId = (SELECT c.mainManagerId FROM Client c WHERE c.id = Task.clientId), updatedAt = ?, version = version + 1
       WHERE ownerId = ? AND state = 'open' AND clientId IN (${gone} AND mainManagerId IS NOT NULL) AND NOT (createdBy = ? AND createdAt < ?)
         AND EXISTS (SELECT 1 FROM ManagerRelation r WHERE r.clientId = Task.clientId AND r.userId = ? AND r.role = 'acting' AND r.state = 'active')`,
      [at.getTime(), period.userId, ...goneParams, period.userId, instantAt(period.fromOn).getTime(), period.userId],
    );
    await sql.run(
      `UPDATE ManagerRelation SET state = 'ended', toOn = ?, endedAt = ? WHERE role = 'acting' AND state = 'active' AND userId = ? AND forUserId = ? AND clientId IN (${gone})`,
      [dateAt(at), at.getTime(), period.userId, period.forUserId, ...goneParams],
    );
  }

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
      await leaveTransferred(period, at);
      await add(period, period.setBy, period.reason ?? 'other', period.confidential === 1, at);
      const moved = await move(period, period.forUserId, period.userId, at);
      await versionsUp(sql, [period.userId, period.forUserId], []);
      return moved;
    },

    /** What happened on these clients while the other one stood in. */
    async loadFacts(period: ActingPeriod): Promise<ActingFacts> {
      const { text, params } = clientsOf(period);
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
      const moved = await move(period, period.userId, next, at);
      await moveCases(period, at);
      const last = period.toOn === null || period.toOn > today ? today : period.toOn;
      // One that never began ends where it would have begun.
      const toOn = last < period.fromOn ? period.fromOn : last;
      await sql.run(
        `UPDATE ManagerRelation SET state = 'ended', toOn = ?, endedAt = ? WHERE role = 'acting' AND state = 'active' AND userId = ? AND forUserId = ? AND fromOn = ?`,
        [toOn, at.getTime(), period.userId, period.forUserId, period.fromOn],
      );
      const { text, params } = clientsOf(period);
      await renewRelatedNames(
        sql,
        (await sql.all<{ clientId: string }>(text, params)).map((row) => row.clientId),
      );
      await versionsUp(sql, [period.userId, period.forUserId], []);
      return moved;
    },
  };
}
