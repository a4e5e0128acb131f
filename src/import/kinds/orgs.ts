import { orgPathOf } from '../../store/org.js';
import { updateRows, type Columns } from '../bulk.js';
import { oneOf, text } from '../cells.js';
import type { ImportKind } from '../kind.js';
import { tableWriter } from '../table.js';
import { afterPath, inSubtree } from '../../store/reader.js';

export const orgId = (cell: string) => (/^[^/\s]{1,32}$/.test(cell) ? { value: cell } : { problem: `「${cell}」不是机构号` });

/** 机构. A new parent moves everything below along. */
export const orgs: ImportKind = {
  name: 'orgs',
  title: '机构',
  columns: [
    { key: 'orgId', header: '机构号', aliases: ['id'], read: orgId, isKey: true },
    { key: 'name', header: '机构名称', aliases: ['orgName'], read: text(60) },
    { key: 'parentId', header: '上级机构号', aliases: ['parent'], read: orgId },
    {
      key: 'level',
      header: '级别',
      aliases: ['orgLevel', '级别(总行/分行/支行)'],
      read: oneOf({ 总行: 'headOffice', 分行: 'branch', 支行: 'subBranch', 一级分行: 'branch', 二级分行: 'branch', 网点: 'subBranch' }),
    },
  ],
  parents: { key: 'orgId', parent: 'parentId' },
  begin: async () =>
    tableWriter<Map<string, string>>({
      table: 'Org',
      key: ['id'],
      required: [
        ['name', '机构名称'],
        ['level', '级别'],
      ],
      async load(sql, rows) {
        // Few orgs, and a slice may refer to its own rows: the whole tree is at hand.
        const all = await sql.all<Columns>('SELECT * FROM Org');
        const named = new Set(rows.map((row) => row.fields['orgId']));
        return { context: new Map(all.map((org) => [String(org['id']), String(org['path'])])), existing: all.filter((org) => named.has(org['id'])) };
      },
      give({ fields }, paths) {
        const id = fields['orgId'] as string;
        const parentId = fields['parentId'] as string | undefined;
        if (parentId === id) return '上级机构号不能是自己';
        const parentPath = parentId === undefined ? undefined : paths.get(parentId);
        if (parentId !== undefined && parentPath === undefined) return `没有上级机构号「${parentId}」`;
        if (parentPath?.includes(`/${id}/`)) return `上级机构号「${parentId}」是它自己的下级`;
        const known = paths.get(id);
        const path = parentId === undefined && known !== undefined ? known : orgPathOf(parentPath, id);
        if (fields['name'] !== undefined || known !== undefined) paths.set(id, path);
        return { id, name: fields['name'] as string, parentId, level: fields['level'] as string, path };
      },
      fresh: () => ({ parentId: null }),
      async after(sql, { changed }) {
        for (const { before, after } of changed) {
          const [from, to] = [String(before['path']), String(after['path'])];
          if (from === to) continue;
          const below = await sql.all<{ id: string; path: string }>(`SELECT id, path FROM Org WHERE ${inSubtree('path')}`, [from, afterPath(from)]);
          await updateRows(
            sql,
            'Org',
            ['id'],
            ['path'],
            below.map((org) => ({ id: org.id, path: to + org.path.slice(from.length) })),
          );
        }
      },
    }),
};
