import type { Case } from '../generated/sqlite/client.js';
import type { Row, Sql } from './db/index.js';

export type CaseRow = Row<Case>;

/** States in which a case still wants something done. */
const OPEN = `state NOT IN ('closed', 'withdrawn', 'merged', 'notProcessed')`;

/** Requests and complaints. Source: domain §9. */
export function caseStore(sql: Sql) {
  return {
    async countOpenByClient(clientId: string): Promise<number> {
      return (await sql.get<{ n: number }>(`SELECT COUNT(*) AS n FROM Case WHERE clientId = ? AND ${OPEN}`, [clientId]))!.n;
    },
  };
}
