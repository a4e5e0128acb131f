import type { Role } from '../domain/role.js';
import { birthKeysOn } from './birthday.js';
import { marks, wideRows, type Sql } from './db/index.js';
import type { BriefingPerson, StandInRow } from './briefing-rows.js';
import { briefingClients } from './briefing-clients.js';
import { briefingWork } from './briefing-work.js';
import { briefingQuiet } from './briefing-quiet.js';

const RECEIVERS: readonly Role[] = ['relationshipManager', 'wealthAdviser'];

/** Reads of the morning, for one colleague or for all of them: sets, never one client at a time. Source: domain §22, design §12. */
export function briefingStore(sql: Sql) {
  return {
    /** The keys of birthdays that fall on a day, by calendar: what `listBirthdays` and `listCareDays` take. */
    birthKeysOn,

    /** Everybody who gets a briefing of his own clients, or these of them. */
    async listPeople(ids?: readonly string[]): Promise<BriefingPerson[]> {
      const rows = await wideRows<Omit<BriefingPerson, 'isAdviser' | 'orgPath'> & { orgPath: string | null; adviser: number }>(
        sql,
        ['id', 'name', 'orgId', 'orgPath', 'adviser'],
        `SELECT s.id, s.name, s.orgId, o.path AS orgPath, MIN(CASE r.role WHEN 'wealthAdviser' THEN 1 ELSE 0 END) AS adviser
         FROM StaffRole r JOIN Staff s ON s.id = r.staffId LEFT JOIN Org o ON o.id = s.orgId
         WHERE r.role IN (${marks(RECEIVERS)}) AND s.state = 'active' ${ids ? `AND s.id IN (${marks(ids)})` : ''} GROUP BY s.id, s.name, s.orgId, o.path ORDER BY s.id`,
        [...RECEIVERS, ...(ids ?? [])],
      );
      return rows.map(({ adviser, orgPath, ...person }) => ({ ...person, orgPath: orgPath ?? '/', isAdviser: Number(adviser) === 1 }));
    },

    /** Supervisors with the subtree each looks after. */
    listSupervisors: () =>
      sql.all<{ id: string; name: string; orgId: string; orgPath: string }>(
        `SELECT s.id, s.name, r.orgId, o.path AS orgPath FROM StaffRole r JOIN Staff s ON s.id = r.staffId JOIN Org o ON o.id = r.orgId
         WHERE r.role = 'branchSupervisor' AND s.state = 'active' ORDER BY s.id, r.orgId`,
      ),

    /** On a day: where these colleagues stand in, and who stands in for them. */
    listStandIns: (today: string, userIds: readonly string[]) => {
      const rows = (column: string) =>
        `SELECT clientId, userId, forUserId FROM ManagerRelation WHERE ${column} IN (${marks(userIds)}) AND state = 'active' AND role = 'acting' AND fromOn <= ? AND (toOn IS NULL OR toOn >= ?)`;
      return sql.all<StandInRow>(`${rows('userId')} UNION ${rows('forUserId')}`, [...userIds, today, today, ...userIds, today, today]);
    },

    /** The clients these colleagues are the second manager of, as advisers. */
    listAdvised: (today: string, userIds: readonly string[]) =>
      sql.all<StandInRow>(
        `SELECT r.clientId, r.userId FROM StaffRole s CROSS JOIN ManagerRelation r
         WHERE s.staffId IN (${marks(userIds)}) AND s.role = 'wealthAdviser' AND r.userId = s.staffId AND r.state = 'active' AND r.role = 'deputy' AND r.fromOn <= ? AND (r.toOn IS NULL OR r.toOn >= ?)`,
        [...userIds, today, today],
      ),

    ...briefingClients(sql),
    ...briefingWork(sql),
    ...briefingQuiet(sql),
  };
}
