import type { ManagerRelation as Relation } from '../domain/manager-relation.js';
import type { ClientSubject } from '../domain/permission.js';
import type { ManagerRelation } from '../generated/sqlite/client.js';
import type { Row, Sql } from './db/index.js';

/** The facts a permission on one client rests on, read at the moment of asking. */
export function clientAccessStore(sql: Sql) {
  return {
    async subjectOf(clientId: string): Promise<ClientSubject> {
      const client = await sql.get<{ path: string | null; status: string }>(
        'SELECT o.path, c.status FROM Client c LEFT JOIN Org o ON o.id = c.orgId WHERE c.id = ?',
        [clientId],
      );
      const rows = await sql.all<Row<ManagerRelation>>(`SELECT * FROM ManagerRelation WHERE clientId = ? AND state = 'active'`, [clientId]);
      return {
        kind: 'client',
        orgPath: (client?.path ?? '').split('/').filter(Boolean),
        relations: rows.map(toRelation),
        sealed: client === undefined || client.status === 'lost',
      };
    },
  };
}

function toRelation(row: Row<ManagerRelation>): Relation {
  return {
    id: row.id,
    clientId: row.clientId,
    userId: row.userId,
    role: row.role as Relation['role'],
    from: row.fromOn,
    ...(row.toOn === null ? {} : { to: row.toOn }),
    setBy: row.setBy,
    reason: row.reason ?? '',
    ...(row.confidential === 1 ? { withConfidentialNotes: true } : {}),
    ...(row.forUserId === null ? {} : { forUserId: row.forUserId }),
    state: row.state as Relation['state'],
  };
}
