import { dateAt } from '../../domain/calendar/index.js';
import { rowsWith, type Columns } from '../bulk.js';
import { instant, oneOf, positiveFen, text } from '../cells.js';
import type { ImportKind } from '../kind.js';
import { clientIds, unknownClient } from '../refs.js';
import { tableWriter } from '../table.js';

/** 资金变动: money in and out of a client's accounts; the other side is another bank or this one. */
export const movements: ImportKind = {
  name: 'movements',
  title: '资金变动',
  columns: [
    { key: 'movementNo', header: '流水号', aliases: ['id'], read: text(64), isKey: true },
    { key: 'clientNo', header: '客户号', read: text(32) },
    { key: 'at', header: '时间', read: instant },
    { key: 'direction', header: '方向', aliases: ['方向(入/出)'], read: oneOf({ 入: 'in', 出: 'out', 转入: 'in', 转出: 'out' }) },
    { key: 'amountFen', header: '金额', aliases: ['amount'], read: positiveFen },
    { key: 'counterparty', header: '对手', aliases: ['对手(行内/行外)'], read: oneOf({ 行内: 'inside', 行外: 'outside' }) },
  ],
  begin: async () =>
    tableWriter<Map<string, string>>({
      table: 'Movement',
      key: ['id'],
      required: [
        ['clientId', '客户号'],
        ['at', '时间'],
        ['direction', '方向'],
        ['amountFen', '金额'],
        ['counterparty', '对手'],
      ],
      async load(sql, rows) {
        const context = await clientIds(sql, rows);
        return {
          context,
          existing: await rowsWith<Columns>(
            sql,
            'SELECT * FROM Movement WHERE id IN (?)',
            rows.map((row) => row.fields['movementNo'] as string),
          ),
        };
      },
      give(row, ids) {
        const { fields } = row;
        const clientNo = fields['clientNo'] as string | undefined;
        const clientId = clientNo === undefined ? undefined : ids.get(clientNo);
        if (clientNo !== undefined && clientId === undefined) return unknownClient(row);
        const at = fields['at'] as number | undefined;
        return {
          id: fields['movementNo'] as string,
          clientId,
          at,
          onDate: at === undefined ? undefined : dateAt(new Date(at)),
          direction: fields['direction'] as string | undefined,
          amountFen: fields['amountFen'] as number | undefined,
          counterparty: fields['counterparty'] as string | undefined,
        };
      },
      fresh: () => ({}),
    }),
};
