import type { Role } from '../domain/role.js';
import type { Sql } from './db/index.js';

/** Who asks for client data. Every read of it takes one; a chat's `Speaker` is one. */
export interface Reader {
  /** WeCom userid in lower case. */
  id: string;
  roles: readonly { role: Role; orgId: string; orgPath: string }[];
}

/**
 * Whose clients somebody reaches; empty lists reach nobody. Source: domain §19, `PERMISSIONS` in domain/permission.
 * Roles that must first give a reason or a ticket are inside: the caller asks before it shows.
 */
export interface ClientScope {
  /** Users whose active relations count: oneself, or the manager an assistant works for. */
  ownUserIds: readonly string[];
  /** Paths of org subtrees whose clients are all within reach. */
  paths: readonly string[];
  all: boolean;
}

/** `find`: one client that was named. `list`: sets of clients, for those who may page through them. `desk`: the own outlet's counter. */
export type Reach = 'find' | 'list' | 'desk';

const OWN: readonly Role[] = ['relationshipManager', 'wealthAdviser'];
const SUBTREE: Readonly<Record<Reach, readonly Role[]>> = {
  find: ['branchSupervisor', 'wealthCentreHead', 'branchManager'],
  list: ['branchSupervisor', 'wealthCentreHead'],
  desk: ['branchSupervisor', 'wealthCentreHead', 'branchManager', 'teller', 'lobbyManager'],
};
const ALL: Readonly<Record<Reach, readonly Role[]>> = {
  find: ['headOfficeManager', 'compliance'],
  list: ['compliance'],
  desk: ['headOfficeManager', 'compliance'],
};

export async function clientScope(sql: Sql, reader: Reader, reach: Reach): Promise<ClientScope> {
  const ownUserIds: string[] = [];
  let paths: string[] = [];
  let all = false;
  for (const { role, orgPath } of reader.roles) {
    if (OWN.includes(role)) ownUserIds.push(reader.id);
    else if (role === 'rmAssistant') ownUserIds.push(...(await assistedBy(sql, reader.id)));
    else if (ALL[reach].includes(role)) all = true;
    else if (SUBTREE[reach].includes(role)) paths.push(orgPath);
  }
  // A path inside another one adds nothing.
  paths = [...new Set(paths)].filter((path, _i, list) => !list.some((other) => other !== path && path.startsWith(other)));
  return { ownUserIds: [...new Set(ownUserIds)], paths, all };
}

/** An assistant works for the colleague he reports to. */
async function assistedBy(sql: Sql, assistantId: string): Promise<string[]> {
  const row = await sql.get<{ supervisorId: string | null }>('SELECT supervisorId FROM Staff WHERE id = ?', [assistantId]);
  return row?.supervisorId ? [row.supervisorId] : [];
}

/** The first text after all that begin with a path: '/001/0012/' -> '/001/00120', as '0' follows '/'. */
export const afterPath = (path: string): string => `${path.slice(0, -1)}0`;

/** `column` (a path) lies in a subtree: two parameters, path and `afterPath(path)`. */
export const inSubtree = (column: string): string => `${column} >= ? AND ${column} < ?`;

/**
 * Ids of the clients somebody may see for the sake of an open case he owns or looks into, or of a referral that is his, as the
 * column `clientId`: `grantParams(userId)`. Source: domain §9, §19.
 */
export const GRANTED = `SELECT clientId FROM "Case" WHERE ownerId = ? AND closedAt IS NULL AND mergedIntoId IS NULL AND clientId IS NOT NULL
  UNION SELECT clientId FROM "Case" WHERE investigatorId = ? AND closedAt IS NULL AND mergedIntoId IS NULL AND clientId IS NOT NULL
  UNION SELECT clientId FROM Referral WHERE toUserId = ? AND state IN ('assigned', 'accepted', 'followedUp') AND clientId IS NOT NULL`;

export const grantParams = (userId: string): string[] => [userId, userId, userId];
