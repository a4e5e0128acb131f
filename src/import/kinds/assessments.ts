import { newId } from '../../store/ids.js';
import { rowsWith, type Columns } from '../bulk.js';
import { instant, oneOf, text } from '../cells.js';
import type { ImportKind } from '../kind.js';
import { clientIds, unknownClient } from '../refs.js';
import { tableWriter } from '../table.js';

/** 风险测评. */
export const assessments: ImportKind = {
  name: 'assessments',
  title: '风险测评',
  columns: [
    { key: 'clientNo', header: '客户号', read: text(32), isKey: true },
    { key: 'assessedAt', header: '测评时间', aliases: ['测评日期', 'assessedOn'], read: instant, isKey: true },
    { key: 'level', header: '等级', aliases: ['测评等级', 'riskLevel'], read: oneOf({ C1: 1, C2: 2, C3: 3, C4: 4, C5: 5 }) },
    { key: 'channel', header: '渠道', read: text(40) },
  ],
  begin: async (_sql, run) =>
    tableWriter<Map<string, string>>({
      table: 'RiskAssessment',
      key: ['clientId', 'assessedAt'],
      required: [['level', '等级']],
      async load(sql, rows) {
        const ids = await clientIds(sql, rows);
        return { context: ids, existing: await rowsWith<Columns>(sql, 'SELECT * FROM RiskAssessment WHERE clientId IN (?)', [...ids.values()]) };
      },
      give(row, ids) {
        const clientId = ids.get(row.fields['clientNo'] as string);
        if (clientId === undefined) return unknownClient(row);
        return {
          clientId,
          assessedAt: row.fields['assessedAt'] as number,
          level: row.fields['level'] as number | undefined,
          channel: row.fields['channel'] as string | undefined,
        };
      },
      fresh: () => ({ id: newId(run.now) }),
    }),
};
