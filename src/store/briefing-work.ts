import { marks, type Sql } from './db/index.js';
import type { DueTaskRow, RunningCaseRow, DueReferralRow, OpenRetentionRow, OpenLeadRow } from './briefing-rows.js';
import { CLIENT, OPEN_CASE } from './briefing-scope.js';

/** What falls due of somebody's own work: tasks, cases, referrals, retentions, leads. */
export function briefingWork(sql: Sql) {
  return {
    /** Open work of these colleagues that is due before an instant. */
    listTasksDue: (userIds: readonly string[], before: Date) =>
      sql.all<DueTaskRow>(
        `SELECT ${CLIENT}, t.id, t.ownerId, t.kind, t.text, t.dueAt, t.dueOn, t.dueTime, t.place FROM Task t LEFT JOIN Client c ON c.id = t.clientId
         WHERE t.ownerId IN (${marks(userIds)}) AND t.state = 'open' AND t.dueAt < ? ORDER BY t.dueAt, t.id`,
        [...userIds, before.getTime()],
      ),

    /** Cases these colleagues own or investigate, and those whose owner they stand in for. */
    listCases: (userIds: readonly string[]) => {
      const select = `SELECT ${CLIENT}, k.id, k.no, k.kind, k.ownerId, k.investigatorId, k.complainantName, k.contactDueAt, k.contactedAt, k.resultDueAt, k.regDueAt, k.decidedAt, k.notifiedAt, k.receivedAt FROM "Case" k LEFT JOIN Client c ON c.id = k.clientId`;
      return sql.all<RunningCaseRow>(
        `${select} WHERE k.ownerId IN (${marks(userIds)}) AND ${OPEN_CASE} UNION ${select} WHERE k.investigatorId IN (${marks(userIds)}) AND ${OPEN_CASE}
         UNION ${select} JOIN ManagerRelation r ON r.clientId = k.clientId AND r.forUserId = k.ownerId WHERE r.userId IN (${marks(userIds)}) AND r.state = 'active' AND r.role = 'acting' AND ${OPEN_CASE}`,
        [...userIds, ...userIds, ...userIds],
      );
    },

    /** Referrals to these colleagues that want an answer before an instant. */
    listReferralsDue: (userIds: readonly string[], before: Date) =>
      sql.all<DueReferralRow>(
        `SELECT ${CLIENT}, f.id, f.no, f.toUserId, f.fromUserId, f.prospectName, f.dueAt, f.createdAt FROM Referral f LEFT JOIN Client c ON c.id = f.clientId
         WHERE f.toUserId IN (${marks(userIds)}) AND f.state IN ('assigned', 'accepted') AND f.dueAt < ?`,
        [...userIds, before.getTime()],
      ),

    listRetentions: (userIds: readonly string[]) =>
      sql.all<OpenRetentionRow>(
        `SELECT ${CLIENT}, f.id, f.ownerId, f.code, f.onDate, f.amountFen, f.taskId FROM Retention f JOIN Client c ON c.id = f.clientId WHERE f.ownerId IN (${marks(userIds)}) AND f.state = 'open'`,
        userIds,
      ),

    listLeadsDue: (userIds: readonly string[], until: string) =>
      sql.all<OpenLeadRow>(
        `SELECT ${CLIENT}, f.id, f.ownerId, f.reason, f.expectedFen, f.dueOn FROM Opportunity f JOIN Client c ON c.id = f.clientId
         WHERE f.ownerId IN (${marks(userIds)}) AND f.state = 'open' AND f.dueOn <= ?`,
        [...userIds, until],
      ),
  };
}
