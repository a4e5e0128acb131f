import { PRODUCT_KIND_TITLES, REGIME_TITLES } from '../../domain/product.js';
import { rowsWith, type Columns } from '../bulk.js';
import { byTitle, day, oneOf, positiveFen, text, whole } from '../cells.js';
import type { ImportKind } from '../kind.js';
import { tableWriter } from '../table.js';

const COLUMNS = [
  'name',
  'kind',
  'issuer',
  'regime',
  'riskLevel',
  'minFirstFen',
  'stepFen',
  'currency',
  'termDays',
  'benchmark',
  'benchmarkBasis',
  'fees',
  'onShelfOn',
  'offShelfOn',
] as const;

export const riskLevel = oneOf({ R1: 1, R2: 2, R3: 3, R4: 4, R5: 5 });

/** 产品. */
export const products: ImportKind = {
  name: 'products',
  title: '产品',
  columns: [
    { key: 'code', header: '产品代码', aliases: ['productCode'], read: text(40), isKey: true },
    { key: 'name', header: '名称', aliases: ['产品名称'], read: text(120) },
    {
      key: 'kind',
      header: '类别',
      read: oneOf({ ...byTitle(PRODUCT_KIND_TITLES), structuredDeposit: 'structured' as const }),
    },
    { key: 'issuer', header: '发行机构', read: text(80) },
    { key: 'regime', header: '监管口径', read: oneOf(byTitle(REGIME_TITLES)) },
    { key: 'riskLevel', header: '风险等级', read: riskLevel },
    { key: 'minFirstFen', header: '起购金额', aliases: ['minFirst'], read: positiveFen },
    { key: 'stepFen', header: '递增金额', aliases: ['step'], read: positiveFen },
    { key: 'currency', header: '币种', read: text(16) },
    { key: 'termDays', header: '期限天数', read: whole(0, 36_600) },
    { key: 'benchmark', header: '业绩比较基准', read: text(80) },
    { key: 'benchmarkBasis', header: '基准说明', read: text(300) },
    { key: 'fees', header: '费率', read: text(300) },
    { key: 'onShelfOn', header: '上架日', read: day },
    { key: 'offShelfOn', header: '下架日', read: day },
  ],
  begin: async (_sql, run) =>
    tableWriter<undefined>({
      table: 'Product',
      key: ['code'],
      required: [
        ['name', '名称'],
        ['kind', '类别'],
      ],
      load: async (sql, rows) => ({
        context: undefined,
        existing: await rowsWith<Columns>(
          sql,
          'SELECT * FROM Product WHERE code IN (?)',
          rows.map((row) => row.fields['code'] as string),
        ),
      }),
      give: ({ fields }) => ({
        code: fields['code'] as string,
        ...Object.fromEntries(COLUMNS.map((column) => [column, fields[column] as string | number | undefined])),
      }),
      fresh: () => ({ updatedAt: run.now.getTime() }),
      touch: () => ({ updatedAt: run.now.getTime() }),
      check: (row) =>
        row['onShelfOn'] && row['offShelfOn'] && String(row['offShelfOn']) < String(row['onShelfOn']) ? '下架日早于上架日' : undefined,
    }),
};
