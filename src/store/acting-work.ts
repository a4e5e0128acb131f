import { dateAt, instantAt } from '../domain/calendar/index.js';
import { caseStore } from './case.js';
import type { Param, Sql } from './db/index.js';

/** One colleague standing in for another over all his clients, for a time. Days are both included. */
export interface ActingPeriod {
  userId: string;
  forUserId: string;
  fromOn: string;
  toOn: string | null;
}

export const OPEN_CASE = `state NOT IN ('closed', 'withdrawn', 'merged', 'notProcessed')`;
export const OPEN_REFERRAL = `state IN ('assigned', 'accepted', 'followedUp')`;

/** The clients of a period, also after it ended. */
export const clientsOfPeriod = (period: ActingPeriod): { text: string; params: Param[] } => ({
  text: `SELECT clientId FROM ManagerRelation WHERE role = 'acting' AND userId = ? AND forUserId = ? AND fromOn = ?`,
  params: [period.userId, period.forUserId, period.fromOn],
});

/** What is open on the clients of an absence passes from one colleague to the other, as sets. Source: domain §5. */
export function actingWork(sql: Sql) {
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
    const { text, params } = clientsOfPeriod(period);
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
    const { text, params } = clientsOfPeriod(period);
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
    const { text, params } = clientsOfPeriod(period);
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

  return { move, moveCases, leaveTransferred };
}
