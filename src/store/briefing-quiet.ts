import { marks, type Sql } from './db/index.js';
import type { BriefingClientRow } from './briefing-rows.js';
import { CLIENT, clientsOf, LIVING } from './briefing-scope.js';

/** What could be done on a quiet day, and what was done already. */
export function briefingQuiet(sql: Sql) {
  return {
    /** What could be done on a quiet day, counted over the clients of one manager. */
    async countOptional(
      userId: string,
      today: string,
      nextMonth: { from: string; to: string },
      unmetSince: string,
    ): Promise<{ incompleteFiles: number; maturingNextMonth: number; longUnmet: number; openOpportunities: number }> {
      const counts = `SUM(CASE WHEN c.mobile IS NULL OR c.birthKey IS NULL OR c.occupation IS NULL THEN 1 ELSE 0 END) AS files,
           SUM(CASE WHEN EXISTS (SELECT 1 FROM Holding h WHERE h.clientId = c.id AND h.maturesOn >= ? AND h.maturesOn <= ?) THEN 1 ELSE 0 END) AS maturing,
           SUM(CASE WHEN c.lastContactOn IS NULL OR c.lastContactOn <= ? THEN 1 ELSE 0 END) AS unmet`;
      const counted = [nextMonth.from, nextMonth.to, unmetSince];
      // His own clients straight from the index; those beside them are few.
      const rows = await sql.all<Record<'files' | 'maturing' | 'unmet', number | null>>(
        `SELECT ${counts} FROM Client c WHERE c.mainManagerId = ? AND ${LIVING}
         UNION ALL SELECT ${counts} FROM (SELECT DISTINCT clientId FROM ManagerRelation WHERE userId = ? AND state = 'active' AND role IN ('acting', 'deputy')) m
         CROSS JOIN Client c WHERE c.id = m.clientId AND (c.mainManagerId IS NULL OR c.mainManagerId <> ?) AND ${LIVING}`,
        [...counted, userId, ...counted, userId, userId],
      );
      const sum = (key: 'files' | 'maturing' | 'unmet') => rows.reduce((total, row) => total + Number(row[key] ?? 0), 0);
      const leads = await sql.get<{ n: number }>(`SELECT COUNT(*) AS n FROM Opportunity WHERE ownerId = ? AND state = 'open' AND dueOn > ?`, [
        userId,
        today,
      ]);
      return {
        incompleteFiles: sum('files'),
        maturingNextMonth: sum('maturing'),
        longUnmet: sum('unmet'),
        openOpportunities: Number(leads?.n ?? 0),
      };
    },

    /** Clients with something maturing between two days whom nobody spoke with since a day. */
    async countMaturingUnmet(userId: string, from: string, to: string, since: string): Promise<number> {
      const own = clientsOf([userId]);
      const row = await sql.get<{ n: number }>(
        `SELECT COUNT(*) AS n FROM (${own.text}) m JOIN Client c ON c.id = m.id
         WHERE ${LIVING} AND (c.lastContactOn IS NULL OR c.lastContactOn < ?) AND EXISTS (SELECT 1 FROM Holding h WHERE h.clientId = c.id AND h.maturesOn >= ? AND h.maturesOn <= ?)`,
        [...own.params, since, from, to],
      );
      return Number(row?.n ?? 0);
    },

    /** Clients whose file lacks something, the highest level first, with what is there. */
    listIncompleteFiles(
      userId: string,
      limit: number,
    ): Promise<(BriefingClientRow & { mobile: string | null; birthKey: string | null; occupation: string | null })[]> {
      const own = clientsOf([userId]);
      return sql.all(
        `SELECT ${CLIENT}, c.mobile, c.birthKey, c.occupation FROM (${own.text}) m JOIN Client c ON c.id = m.id
         WHERE ${LIVING} AND (c.mobile IS NULL OR c.birthKey IS NULL OR c.occupation IS NULL)
         ORDER BY CASE c.level WHEN 'blackGold' THEN 0 WHEN 'platinum' THEN 1 WHEN 'gold' THEN 2 ELSE 3 END, c.id LIMIT ?`,
        [...own.params, limit],
      );
    },

    /** Whether somebody did one of these acts since an instant, by the audit. */
    async hasDone(userId: string, actions: readonly string[], since: Date): Promise<boolean> {
      return (
        (await sql.get(`SELECT 1 AS done FROM AuditEvent WHERE actor = ? AND at >= ? AND action IN (${marks(actions)}) AND result = 'ok' LIMIT 1`, [
          userId,
          since.getTime(),
          ...actions,
        ])) !== undefined
      );
    },

    async countContactsBy(userId: string, since: Date): Promise<number> {
      return (await sql.get<{ n: number }>('SELECT COUNT(*) AS n FROM ContactRecord WHERE byUserId = ? AND createdAt >= ? AND undoneAt IS NULL', [
        userId,
        since.getTime(),
      ]))!.n;
    },
  };
}
