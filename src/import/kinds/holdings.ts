import { newId } from '../../store/ids.js';
import { rowsWith, type Columns } from '../bulk.js';
import { amountFen, day, positiveFen, text } from '../cells.js';
import type { ImportKind } from '../kind.js';
import { clientIds, existingIds, unknownClient } from '../refs.js';
import { tableWriter } from '../table.js';

interface Context {
  clients: Map<string, string>;
  products: Set<string>;
}

/** 持仓. One row per client, product and first day of interest. */
export const holdings: ImportKind = {
  name: 'holdings',
  title: '持仓',
  columns: [
    { key: 'clientNo', header: '客户号', read: text(32), isKey: true },
    { key: 'productCode', header: '产品代码', aliases: ['code'], read: text(40), isKey: true },
    { key: 'startOn', header: '起息日', aliases: ['startDate'], read: day, isKey: true },
    { key: 'amountFen', header: '金额', aliases: ['amount'], read: positiveFen },
    { key: 'costFen', header: '成本', aliases: ['cost'], read: amountFen },
    { key: 'valueFen', header: '市值', aliases: ['value', 'marketValue'], read: amountFen },
    { key: 'valueOn', header: '市值日期', aliases: ['valueDate'], read: day },
    { key: 'maturesOn', header: '到期日', aliases: ['maturityDate', 'maturity'], read: day },
  ],
  begin: async (_sql, run) =>
    tableWriter<Context>({
      table: 'Holding',
      key: ['clientId', 'productCode', 'startOn'],
      required: [['amountFen', '金额']],
      async load(sql, rows) {
        const context = { clients: await clientIds(sql, rows), products: await existingIds(sql, 'Product', 'code', rows, 'productCode') };
        return { context, existing: await rowsWith<Columns>(sql, 'SELECT * FROM Holding WHERE clientId IN (?)', [...context.clients.values()]) };
      },
      give(row, { clients, products }) {
        const { fields } = row;
        const clientId = clients.get(fields['clientNo'] as string);
        const code = fields['productCode'] as string;
        const problems = [...(clientId === undefined ? [unknownClient(row)] : []), ...(products.has(code) ? [] : [`没有产品代码「${code}」`])];
        if (problems.length > 0) return problems.join('；');
        return {
          clientId,
          productCode: code,
          startOn: fields['startOn'] as string,
          amountFen: fields['amountFen'] as number | undefined,
          costFen: fields['costFen'] as number | undefined,
          valueFen: fields['valueFen'] as number | undefined,
          valueOn: fields['valueOn'] as string | undefined,
          maturesOn: fields['maturesOn'] as string | undefined,
        };
      },
      fresh: () => ({ id: newId(run.now), updatedAt: run.now.getTime() }),
      touch: () => ({ updatedAt: run.now.getTime() }),
      check: (row) => (row['maturesOn'] && String(row['maturesOn']) < String(row['startOn']) ? '到期日早于起息日' : undefined),
    }),
};
