import { rowsWith, updateRows, type Columns } from '../bulk.js';
import { day, positiveFen, text } from '../cells.js';
import type { ImportKind } from '../kind.js';
import { clientIds, unknownClient } from '../refs.js';
import { tableWriter } from '../table.js';

/** 余额: a day's assets under management. The newest day is also kept with the client. */
export const balances: ImportKind = {
  name: 'balances',
  title: '余额',
  columns: [
    { key: 'clientNo', header: '客户号', read: text(32), isKey: true },
    { key: 'onDate', header: '日期', aliases: ['date'], read: day, isKey: true },
    { key: 'aumFen', header: '管理资产', aliases: ['aum'], read: positiveFen },
  ],
  begin: async () =>
    tableWriter<Map<string, string>>({
      table: 'Balance',
      key: ['clientId', 'onDate'],
      required: [['aumFen', '管理资产']],
      async load(sql, rows) {
        const ids = await clientIds(sql, rows);
        const days = new Set(rows.map((row) => row.fields['onDate'] as string));
        const first = [...days].reduce((a, b) => (a < b ? a : b), '9999-12-31');
        const known = await rowsWith<Columns>(sql, `SELECT * FROM Balance WHERE clientId IN (?) AND onDate >= '${first}'`, [...ids.values()]);
        const existing = known.filter((row) => days.has(String(row['onDate'])));
        return { context: ids, existing };
      },
      give(row, ids) {
        const clientId = ids.get(row.fields['clientNo'] as string);
        if (clientId === undefined) return unknownClient(row);
        return { clientId, onDate: row.fields['onDate'] as string, aumFen: row.fields['aumFen'] as number | undefined };
      },
      fresh: () => ({}),
      async after(sql, { added, changed }) {
        const newest = new Map<string, Columns>();
        for (const row of [...added, ...changed.map((one) => one.after)]) {
          const id = String(row['clientId']);
          if (String(newest.get(id)?.['aumOn'] ?? '') <= String(row['onDate']))
            newest.set(id, { id, aumFen: row['aumFen'] as number, aumOn: row['onDate'] as string });
        }
        await updateRows(sql, 'Client', ['id'], ['aumFen', 'aumOn'], [...newest.values()], 'AND (Client.aumOn IS NULL OR Client.aumOn <= x.aumOn)');
      },
    }),
};
