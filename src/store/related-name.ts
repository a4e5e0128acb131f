import type { Sql } from './db/index.js';
import { marks } from './db/index.js';

const NAMES = ['name', 'pinyin', 'pinyinAlt', 'initials', 'initialsAlt', 'mobileTail', 'clientNo'] as const;
/** Clients of one statement: within every database's limit of parameters. */
const CLIENTS_AT_ONCE = 500;

/**
 * Copies what these clients are called to everybody who looks after them beside their manager. To be called after a relation
 * began or ended, or a client's name, phone or number changed; an unchanged client costs one look.
 */
export async function renewRelatedNames(sql: Sql, clientIds: readonly string[]): Promise<void> {
  for (let from = 0; from < clientIds.length; from += CLIENTS_AT_ONCE) {
    const ids = clientIds.slice(from, from + CLIENTS_AT_ONCE);
    await sql.run(`DELETE FROM RelatedName WHERE clientId IN (${marks(ids)})`, ids);
    await sql.run(
      `INSERT INTO RelatedName(userId, clientId, ${NAMES.join(', ')})
       SELECT DISTINCT r.userId, c.id, ${NAMES.map((name) => `c.${name}`).join(', ')} FROM ManagerRelation r CROSS JOIN Client c
       WHERE r.clientId IN (${marks(ids)}) AND r.state = 'active' AND r.role IN ('deputy', 'acting', 'roaming') AND c.id = r.clientId`,
      ids,
    );
  }
}
