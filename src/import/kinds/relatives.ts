import { birthColumns, type Birthday } from '../../store/birthday.js';
import { newId } from '../../store/ids.js';
import { rowsWith, type Columns } from '../bulk.js';
import { birthday, oneOf, text, yesNo } from '../cells.js';
import type { ImportKind } from '../kind.js';
import { clientIds, unknownClient } from '../refs.js';
import { tableWriter } from '../table.js';

/** 关系人: only what care needs. */
export const relatives: ImportKind = {
  name: 'relatives',
  title: '关系人',
  columns: [
    { key: 'clientNo', header: '客户号', read: text(32), isKey: true },
    { key: 'name', header: '姓名', read: text(64), isKey: true },
    { key: 'relation', header: '关系', read: oneOf({ 配偶: 'spouse', 子女: 'child', 父母: 'parent', 兄弟姐妹: 'sibling', 其他: 'other' }) },
    { key: 'birthday', header: '生日', aliases: ['出生日期', 'birthDate'], read: birthday },
    { key: 'careAllowed', header: '允许关怀', read: yesNo },
  ],
  begin: async (_sql, run) =>
    tableWriter<Map<string, string>>({
      table: 'RelatedPerson',
      key: ['clientId', 'name'],
      required: [['relation', '关系']],
      async load(sql, rows) {
        const ids = await clientIds(sql, rows);
        return { context: ids, existing: await rowsWith<Columns>(sql, 'SELECT * FROM RelatedPerson WHERE clientId IN (?)', [...ids.values()]) };
      },
      give(row, ids) {
        const clientId = ids.get(row.fields['clientNo'] as string);
        if (clientId === undefined) return unknownClient(row);
        const born = row.fields['birthday'] as Birthday | undefined;
        return {
          clientId,
          name: row.fields['name'] as string,
          relation: row.fields['relation'] as string | undefined,
          ...(born === undefined ? {} : birthColumns(born)),
          careAllowed: row.fields['careAllowed'] as number | undefined,
        };
      },
      fresh: () => ({
        id: newId(run.now),
        birthCalendar: 'solar',
        careAllowed: 0,
        createdBy: run.actor,
        createdAt: run.now.getTime(),
        updatedBy: run.actor,
        updatedAt: run.now.getTime(),
      }),
      touch: () => ({ updatedBy: run.actor, updatedAt: run.now.getTime() }),
    }),
};
