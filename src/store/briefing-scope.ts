import { marks, type Param } from './db/index.js';

/** How the morning's reads say whom they are about. */

export const CLIENT = 'c.id AS clientId, c.name, c.level, c.mainManagerId, c.lastContactOn';
export const CLIENT_COLUMNS = ['clientId', 'name', 'level', 'mainManagerId', 'lastContactOn'] as const;
export const LIVING = `c.status NOT IN ('lost', 'deceased')`;
export const OPEN_CASE = `k.state NOT IN ('closed', 'withdrawn', 'merged', 'notProcessed')`;

/** Whose clients: of these colleagues, or everybody's, a page at a time after this id. */
export type BriefingReach = { userIds: readonly string[] } | { after: string; limit: number };

/** Ids of the clients somebody works with, by main, acting or deputy relation. */
export const clientsOf = (userIds: readonly string[]): { text: string; params: Param[] } => ({
  text: `SELECT id FROM Client WHERE mainManagerId IN (${marks(userIds)}) UNION SELECT clientId FROM ManagerRelation WHERE userId IN (${marks(userIds)}) AND state = 'active' AND role IN ('acting', 'deputy')`,
  params: [...userIds, ...userIds],
});

/** `column` narrowed to the reach; for pages also the order and how many. */
export function within(reach: BriefingReach, client: string, id: string): { where: string; tail: string; params: Param[]; tailParams: Param[] } {
  if ('userIds' in reach) {
    const own = clientsOf(reach.userIds);
    return { where: `AND ${client} IN (${own.text})`, tail: '', params: own.params, tailParams: [] };
  }
  return { where: `AND ${id} > ?`, tail: `ORDER BY ${id} LIMIT ?`, params: [reach.after], tailParams: [reach.limit] };
}
