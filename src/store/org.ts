import type { Org } from '../generated/sqlite/client.js';
import type { Row, Sql } from './db/index.js';
import { insertInto, updateSet } from './db/index.js';
import { afterPath, inSubtree } from './reader.js';

export type OrgRow = Row<Org>;

export const ORG_LEVELS = ['headOffice', 'branch', 'subBranch'] as const;
export type OrgLevel = (typeof ORG_LEVELS)[number];

export const orgPathOf = (parentPath: string | undefined, id: string): string => `${parentPath ?? '/'}${id}/`;

export function orgStore(sql: Sql) {
  const find = (id: string) => sql.get<OrgRow>('SELECT * FROM Org WHERE id = ?', [id]);
  return {
    find,
    /** The org and everything below it. */
    listSubtree: (path: string) => sql.all<OrgRow>(`SELECT * FROM Org WHERE ${inSubtree('path')} ORDER BY path`, [path, afterPath(path)]),
    listAll: () => sql.all<OrgRow>('SELECT * FROM Org ORDER BY path'),
    async add(org: { id: string; name: string; parentId: string | null; level: OrgLevel }): Promise<OrgRow> {
      const parent = org.parentId === null ? undefined : await find(org.parentId);
      const row: OrgRow = { ...org, path: orgPathOf(parent?.path, org.id) };
      await sql.run(...insertInto('Org', row));
      return row;
    },
    /** A new parent moves the whole subtree along. */
    async change(id: string, changes: { name?: string; parentId?: string | null; level?: OrgLevel }): Promise<void> {
      const before = await find(id);
      if (!before) return;
      const parentId = changes.parentId === undefined ? before.parentId : changes.parentId;
      const parent = parentId === null ? undefined : await find(parentId);
      const path = orgPathOf(parent?.path, id);
      await sql.run(...updateSet('Org', { ...changes, path }, 'id = ?', [id]));
      if (path === before.path) return;
      const below = await sql.all<OrgRow>(`SELECT * FROM Org WHERE ${inSubtree('path')}`, [before.path, afterPath(before.path)]);
      for (const org of below) await sql.run('UPDATE Org SET path = ? WHERE id = ?', [path + org.path.slice(before.path.length), org.id]);
    },
  };
}
