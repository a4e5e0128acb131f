import type { ManagerRelation as RelationModel } from '../generated/sqlite/client.js';
import type { ManagerRelation, RelationRole } from '../domain/manager-relation.js';
import { dateAt } from '../domain/calendar/index.js';
import type { Row, Sql } from './db/index.js';
import { insertInto, marks } from './db/index.js';
import { newId } from './ids.js';
import { afterPath, inSubtree } from './reader.js';
import { renewRelatedNames } from './related-name.js';

export type ManagerRelationRow = Row<RelationModel>;

export interface NewRelation {
  clientId: string;
  userId: string;
  role: RelationRole;
  fromOn: string;
  toOn?: string;
  /** Who set it: a userid, or `import`. */
  setBy: string;
  reason?: string;
  forUserId?: string;
  withConfidentialNotes?: boolean;
}

export function relationOf(row: ManagerRelationRow): ManagerRelation {
  return {
    id: row.id,
    clientId: row.clientId,
    userId: row.userId,
    role: row.role as RelationRole,
    from: row.fromOn,
    ...(row.toOn === null ? {} : { to: row.toOn }),
    setBy: row.setBy,
    reason: row.reason ?? '',
    ...(row.forUserId === null ? {} : { forUserId: row.forUserId }),
    withConfidentialNotes: row.confidential === 1,
    state: row.state === 'active' ? 'active' : 'ended',
  };
}

/**
 * Tells everybody whose set of clients, or what they are called, changed: the managers of these clients, their
 * assistants and the supervisors of these outlets; and the users named beside. Renews the names kept beside relations.
 */
export async function clientsChanged(
  sql: Sql,
  what: { clientIds: readonly string[]; userIds?: readonly string[]; orgIds?: readonly string[] },
): Promise<void> {
  const { clientIds, userIds = [], orgIds = [] } = what;
  const users = new Set<string>(userIds);
  const orgs = new Set<string>(orgIds);
  if (clientIds.length > 0) {
    await renewRelatedNames(sql, clientIds);
    const related = await sql.all<{ userId: string }>(
      `SELECT DISTINCT userId FROM ManagerRelation WHERE state = 'active' AND clientId IN (${marks(clientIds)})`,
      clientIds,
    );
    related.forEach((row) => users.add(row.userId));
    const outlets = await sql.all<{ orgId: string }>(`SELECT DISTINCT orgId FROM Client WHERE id IN (${marks(clientIds)})`, clientIds);
    outlets.forEach((row) => orgs.add(row.orgId));
  }
  await versionsUp(sql, [...users], [...orgs]);
}

/** One more on `clientsVersion` of these users, their assistants, and the supervisors of these outlets. */
export async function versionsUp(sql: Sql, userIds: readonly string[], orgIds: readonly string[]): Promise<void> {
  if (userIds.length > 0) {
    await sql.run(`UPDATE Staff SET clientsVersion = clientsVersion + 1 WHERE id IN (${marks(userIds)})`, userIds);
    await sql.run(
      `UPDATE Staff SET clientsVersion = clientsVersion + 1 WHERE supervisorId IN (${marks(userIds)}) AND id IN (SELECT staffId FROM StaffRole WHERE role = 'rmAssistant')`,
      userIds,
    );
  }
  if (orgIds.length > 0) {
    const paths = await sql.all<{ path: string }>(`SELECT path FROM Org WHERE id IN (${marks(orgIds)})`, orgIds);
    const above = [...new Set(paths.flatMap(({ path }) => path.split('/').filter(Boolean)))];
    if (above.length > 0)
      await sql.run(
        `UPDATE Staff SET clientsVersion = clientsVersion + 1 WHERE id IN (SELECT staffId FROM StaffRole WHERE role = 'branchSupervisor' AND orgId IN (${marks(above)}))`,
        above,
      );
  }
}

export function managerRelationStore(sql: Sql, now: () => Date) {
  const find = (id: string) => sql.get<ManagerRelationRow>('SELECT * FROM ManagerRelation WHERE id = ?', [id]);
  const today = () => dateAt(now());

  /** A client given to somebody who is away, or will be, is looked after by who stands in for him. Source: domain §5. */
  async function joinAbsences(clientId: string, managerId: string, at: Date): Promise<void> {
    const periods = await sql.all<ManagerRelationRow>(
      `SELECT * FROM ManagerRelation WHERE id IN (SELECT MIN(id) FROM ManagerRelation WHERE forUserId = ? AND state = 'active' AND role = 'acting' AND (toOn IS NULL OR toOn >= ?) GROUP BY userId, fromOn, toOn)`,
      [managerId, today()],
    );
    for (const period of periods) await sql.run(...insertInto('ManagerRelation', { ...period, id: newId(at), clientId, createdAt: at.getTime() }));
  }

  async function add(relation: NewRelation, at: Date): Promise<ManagerRelationRow> {
    const id = newId(at);
    await sql.run(
      ...insertInto('ManagerRelation', {
        id,
        clientId: relation.clientId,
        userId: relation.userId,
        role: relation.role,
        fromOn: relation.fromOn,
        toOn: relation.toOn ?? null,
        setBy: relation.setBy,
        reason: relation.reason ?? null,
        forUserId: relation.forUserId ?? null,
        confidential: relation.withConfidentialNotes ? 1 : 0,
        state: 'active',
        createdAt: at.getTime(),
      }),
    );
    if (relation.role === 'main') {
      await sql.run('UPDATE Client SET mainManagerId = ?, relationStartOn = ? WHERE id = ?', [relation.userId, relation.fromOn, relation.clientId]);
      await joinAbsences(relation.clientId, relation.userId, at);
    }
    await clientsChanged(sql, { clientIds: [relation.clientId] });
    return (await find(id)) as ManagerRelationRow;
  }

  /** Ends it now; `toOn` becomes today when it would have gone on. Nothing happens to one that has ended. */
  async function end(id: string, at: Date): Promise<ManagerRelationRow | undefined> {
    const row = await find(id);
    if (!row || row.state !== 'active') return row;
    const day = dateAt(at);
    await sql.run(`UPDATE ManagerRelation SET state = 'ended', toOn = ?, endedAt = ? WHERE id = ?`, [
      row.toOn === null || row.toOn > day ? day : row.toOn,
      at.getTime(),
      id,
    ]);
    if (row.role === 'main') {
      await sql.run('UPDATE Client SET mainManagerId = NULL WHERE id = ? AND mainManagerId = ?', [row.clientId, row.userId]);
      // Nobody is stood in for any more.
      const acting = await sql.all<{ id: string }>(
        `SELECT id FROM ManagerRelation WHERE clientId = ? AND role = 'acting' AND state = 'active' AND forUserId = ?`,
        [row.clientId, row.userId],
      );
      for (const one of acting) await end(one.id, at);
    }
    await clientsChanged(sql, { clientIds: [row.clientId], userIds: [row.userId] });
    return find(id);
  }

  return {
    /** Checks of domain §5 (`relationProblems`) come before; two active mains of one client the database itself refuses. */
    add,
    end,
    find,
    /** Ends the main relation, if there is one, and begins the new one: a regular transfer. */
    async transfer(clientId: string, userId: string, setBy: string, at: Date, reason?: string): Promise<ManagerRelationRow> {
      const main = await sql.get<ManagerRelationRow>(`SELECT * FROM ManagerRelation WHERE clientId = ? AND role = 'main' AND state = 'active'`, [
        clientId,
      ]);
      if (main?.userId === userId) return main;
      if (main) await end(main.id, at);
      return add({ clientId, userId, role: 'main', fromOn: dateAt(at), setBy, ...(reason === undefined ? {} : { reason }) }, at);
    },
    /** Active ones, also those whose period has not begun or is over: `isRelationActive` tells. */
    listForClient: async (clientId: string): Promise<ManagerRelation[]> =>
      (
        await sql.all<ManagerRelationRow>(`SELECT * FROM ManagerRelation WHERE clientId = ? AND state = 'active' ORDER BY createdAt, id`, [clientId])
      ).map(relationOf),
    listHistory: (clientId: string) =>
      sql.all<ManagerRelationRow>('SELECT * FROM ManagerRelation WHERE clientId = ? ORDER BY createdAt, id', [clientId]),
    /** Every roaming relation that has not ended, begun or to come. */
    listRoaming: () =>
      sql.all<ManagerRelationRow>(
        `SELECT r.* FROM Staff s CROSS JOIN ManagerRelation r WHERE r.userId = s.id AND r.state = 'active' AND r.role = 'roaming' ORDER BY r.fromOn, r.id`,
      ),
    /** Who of these stands in, or is stood in for, today: one row per pair and period. */
    listPeriods: (userIds: readonly string[]) =>
      userIds.length === 0
        ? Promise.resolve([])
        : sql.all<{ userId: string; forUserId: string; fromOn: string; toOn: string | null; reason: string | null; clients: number }>(
            `SELECT userId, forUserId, fromOn, toOn, MIN(reason) AS reason, COUNT(*) AS clients FROM ManagerRelation
             WHERE forUserId IN (${marks(userIds)}) AND state = 'active' AND role = 'acting' AND fromOn <= ? AND (toOn IS NULL OR toOn >= ?) GROUP BY userId, forUserId, fromOn, toOn ORDER BY fromOn, userId`,
            [...userIds, today(), today()],
          ),
    /** Clients nobody looks after, in these subtrees, the higher levels first. */
    listPool: async (paths: readonly string[]): Promise<{ id: string; name: string; level: string }[]> =>
      paths.length === 0
        ? []
        : sql.all<{ id: string; name: string; level: string }>(
            `SELECT c.id, c.name, c.level FROM Org o CROSS JOIN Client c WHERE (${paths.map(() => inSubtree('o.path')).join(' OR ')}) AND c.orgId = o.id
               AND c.mainManagerId IS NULL AND c.status NOT IN ('lost', 'deceased')
             ORDER BY CASE c.level WHEN 'blackGold' THEN 0 WHEN 'platinum' THEN 1 WHEN 'gold' THEN 2 ELSE 3 END, c.id LIMIT 200`,
            paths.flatMap((path) => [path, afterPath(path)]),
          ),

    /** What is open on a client and passes on with him. */
    async countOpenWork(clientId: string): Promise<{ tasks: number; referrals: number; leads: number }> {
      const count = async (text: string) => Number((await sql.get<{ n: number }>(text, [clientId]))?.n ?? 0);
      return {
        tasks: await count(`SELECT COUNT(*) AS n FROM Task WHERE clientId = ? AND state = 'open'`),
        referrals: await count(`SELECT COUNT(*) AS n FROM Referral WHERE clientId = ? AND state IN ('assigned', 'accepted', 'followedUp')`),
        leads: await count(`SELECT COUNT(*) AS n FROM Opportunity WHERE clientId = ? AND state IN ('open', 'contacted')`),
      };
    },

    /** Open work on one client passes from these colleagues to another; how many things did. Cases stay with who took them. */
    async passOn(clientId: string, from: readonly string[], to: string, at: Date): Promise<number> {
      if (from.length === 0) return 0;
      const rest = [to, at.getTime(), clientId, ...from];
      const tasks = await sql.run(
        `UPDATE Task SET ownerId = ?, updatedAt = ?, version = version + 1 WHERE clientId = ? AND state = 'open' AND ownerId IN (${marks(from)})`,
        rest,
      );
      const referrals = await sql.run(
        `UPDATE Referral SET toUserId = ?, updatedAt = ?, version = version + 1 WHERE clientId = ? AND state IN ('assigned', 'accepted', 'followedUp') AND toUserId IN (${marks(from)})`,
        rest,
      );
      const leads = await sql.run(
        `UPDATE Opportunity SET ownerId = ?, updatedAt = ? WHERE clientId = ? AND state IN ('open', 'contacted') AND ownerId IN (${marks(from)})`,
        rest,
      );
      await sql.run(`UPDATE Retention SET ownerId = ?, updatedAt = ? WHERE clientId = ? AND state = 'open' AND ownerId IN (${marks(from)})`, rest);
      return tasks + referrals + leads;
    },
  };
}
