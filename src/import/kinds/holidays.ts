import { rowsWith, type Columns } from '../bulk.js';
import { day, oneOf, text } from '../cells.js';
import type { ImportKind } from '../kind.js';
import { tableWriter } from '../table.js';

/** 节假日: what the State Council announced, for the whole bank. */
export const holidays: ImportKind = {
  name: 'holidays',
  title: '节假日',
  columns: [
    { key: 'date', header: '日期', read: day, isKey: true },
    { key: 'name', header: '名称', read: text(40) },
    { key: 'kind', header: '类型', aliases: ['类型(休/班)'], read: oneOf({ 休: 'off', 班: 'work' }) },
    { key: 'status', header: '年份状态', aliases: ['年份状态(正式/暂估)', '状态'], read: oneOf({ 正式: 'official', 暂估: 'provisional' }) },
    { key: 'source', header: '来源', read: text(300) },
  ],
  begin: async () =>
    tableWriter<undefined>({
      table: 'Holiday',
      key: ['date', 'orgId'],
      required: [
        ['name', '名称'],
        ['kind', '类型'],
      ],
      load: async (sql, rows) => ({
        context: undefined,
        existing: await rowsWith<Columns>(
          sql,
          `SELECT * FROM Holiday WHERE orgId = '' AND date IN (?)`,
          rows.map((row) => row.fields['date'] as string),
        ),
      }),
      give: ({ fields }) => ({
        date: fields['date'] as string,
        orgId: '',
        name: fields['name'] as string | undefined,
        kind: fields['kind'] as string | undefined,
        status: fields['status'] as string | undefined,
        source: fields['source'] as string | undefined,
      }),
      fresh: () => ({ status: 'official', source: '' }),
    }),
};
