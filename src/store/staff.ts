import type { Staff } from '../generated/sqlite/client.js';
import { nearNames } from '../domain/near-name.js';
import type { Role } from '../domain/role.js';
import { UserError } from '../errors.js';
import type { Row, Sql } from './db/index.js';
import { marks, tableState, updateSet } from './db/index.js';
import { nameLetters } from './pinyin.js';
import { afterPath, inSubtree } from './reader.js';

export type StaffRow = Row<Staff>;

export interface HeldRole {
  role: Role;
  orgId: string;
  orgPath: string;
}

/** A colleague with what he may do: the same fields as the chat's `Speaker`. */
export interface StaffSpeaker {
  id: string;
  name: string;
  orgId: string;
  orgPath: string;
  roles: HeldRole[];
  clientsVersion: number;
  /** rmAssistant: the manager he works for. */
  assistsUserIds: string[];
}

/** WeCom does not tell capital letters apart in a userid. */
export const staffIdOf = (userid: string): string => userid.trim().toLowerCase();

export function staffStore(sql: Sql) {
  const rolesOf = (id: string) =>
    sql.all<HeldRole>(
      'SELECT s.role, s.orgId, o.path AS orgPath FROM StaffRole s JOIN Org o ON o.id = s.orgId WHERE s.staffId = ? ORDER BY s.role, s.orgId',
      [id],
    );

  async function findSpeaker(userid: string): Promise<StaffSpeaker | undefined> {
    const id = staffIdOf(userid);
    const rows = await sql.all<
      Omit<StaffSpeaker, 'orgPath' | 'roles' | 'assistsUserIds'> & {
        orgPath: string | null;
        supervisorId: string | null;
        role: Role | null;
        roleOrgId: string;
        rolePath: string | null;
      }
    >(
      `SELECT s.id, s.name, s.orgId, o.path AS orgPath, s.clientsVersion, s.supervisorId, r.role, r.orgId AS roleOrgId, h.path AS rolePath
       FROM Staff s LEFT JOIN Org o ON o.id = s.orgId LEFT JOIN StaffRole r ON r.staffId = s.id LEFT JOIN Org h ON h.id = r.orgId
       WHERE s.id = ? AND s.state = 'active' ORDER BY r.role, r.orgId`,
      [id],
    );
    const [row] = rows;
    if (!row) return undefined;
    const { name, orgId, orgPath, clientsVersion, supervisorId } = row;
    const roles = rows.flatMap((held): HeldRole[] =>
      held.role === null || held.rolePath === null ? [] : [{ role: held.role, orgId: held.roleOrgId, orgPath: held.rolePath }],
    );
    const assistsUserIds = supervisorId !== null && roles.some((held) => held.role === 'rmAssistant') ? [supervisorId] : [];
    return { id: row.id, name, orgId, orgPath: orgPath ?? '/', roles, clientsVersion, assistsUserIds };
  }

  return {
    /** Active colleagues only, by WeCom userid in any capitals. */
    findSpeaker,
    /** Names by userid, for those that are known. */
    async listNames(ids: readonly string[]): Promise<Map<string, string>> {
      if (ids.length === 0) return new Map();
      const rows = await sql.all<{ id: string; name: string }>(`SELECT id, name FROM Staff WHERE id IN (${marks(ids)})`, ids);
      return new Map(rows.map((row) => [row.id, row.name]));
    },

    /** Active colleagues who hold one of these roles at exactly this org. */
    async listIdsByRole(orgId: string, roles: readonly Role[]): Promise<string[]> {
      const rows = await sql.all<{ id: string }>(
        `SELECT DISTINCT s.id FROM StaffRole r JOIN Staff s ON s.id = r.staffId WHERE r.orgId = ? AND r.role IN (${marks(roles)}) AND s.state = 'active' ORDER BY s.id`,
        [orgId, ...roles],
      );
      return rows.map((row) => row.id);
    },

    /** Who looks after the installation. */
    async listAdmins(): Promise<string[]> {
      const rows = await sql.all<{ id: string }>(
        `SELECT DISTINCT s.id FROM StaffRole r JOIN Staff s ON s.id = r.staffId WHERE r.role = 'sysAdmin' AND s.state = 'active' ORDER BY s.id`,
      );
      return rows.map((row) => row.id);
    },

    async getSpeaker(userid: string): Promise<StaffSpeaker> {
      const speaker = await findSpeaker(userid);
      if (!speaker) throw new UserError('staff-not-found', { userid });
      return speaker;
    },
    find: (userid: string) => sql.get<StaffRow>('SELECT * FROM Staff WHERE id = ?', [staffIdOf(userid)]),
    rolesOf,
    listByName: (name: string) => sql.all<StaffRow>(`SELECT * FROM Staff WHERE name = ? AND state = 'active' ORDER BY id`, [name]),
    /** Serving colleagues whose names are most like one that nobody has, at most three. */
    async listNearNames(name: string): Promise<string[]> {
      const rows = await sql.all<{ name: string }>(
        `SELECT DISTINCT s.name FROM StaffRole r JOIN Staff s ON s.id = r.staffId WHERE r.role IN ('relationshipManager', 'wealthAdviser') AND s.state = 'active'`,
      );
      const sounding = (one: string) => ({ name: one, sound: nameLetters(one).pinyin });
      return nearNames(
        sounding(name),
        rows.map((row) => sounding(row.name)),
      );
    },
    listByIds: (ids: readonly string[]) =>
      ids.length === 0 ? Promise.resolve([]) : sql.all<StaffRow>(`SELECT * FROM Staff WHERE id IN (${marks(ids)})`, [...ids]),
    /** Active colleagues of an org and everything below it. */
    listInSubtree: (path: string) =>
      sql.all<StaffRow>(`SELECT s.* FROM Org o JOIN Staff s ON s.orgId = o.id WHERE ${inSubtree('o.path')} AND s.state = 'active' ORDER BY s.id`, [
        path,
        afterPath(path),
      ]),
    /** Every active colleague's name once. */
    listAllNames: async (): Promise<string[]> =>
      (await sql.all<{ name: string }>(`SELECT DISTINCT name FROM Staff WHERE state = 'active'`)).map((row) => row.name),
    /** Another text whenever names may have changed. */
    namesState: () => tableState(sql, 'Staff'),
    listAll: () => sql.all<StaffRow>(`SELECT * FROM Staff WHERE state = 'active' ORDER BY id`),
    change: (id: string, changes: Partial<Pick<StaffRow, 'name' | 'orgId' | 'supervisorId' | 'mobile' | 'state'>>, at: Date) =>
      sql.run(...updateSet('Staff', { ...changes, updatedAt: at.getTime() }, 'id = ?', [id])),
    async setRoles(id: string, roles: readonly { role: Role; orgId: string }[]): Promise<void> {
      await sql.run('DELETE FROM StaffRole WHERE staffId = ?', [id]);
      for (const { role, orgId } of roles) await sql.run('INSERT INTO StaffRole(staffId, role, orgId) VALUES (?, ?, ?)', [id, role, orgId]);
    },
  };
}
