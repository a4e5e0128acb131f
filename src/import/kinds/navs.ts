import { day, text } from '../cells.js';
import type { ImportKind } from '../kind.js';

/** 净值: known by its columns; nothing stores it yet. */
export const navs: ImportKind = {
  name: 'navs',
  title: '净值',
  columns: [
    { key: 'productCode', header: '产品代码', aliases: ['code'], read: text(40), isKey: true },
    { key: 'onDate', header: '日期', aliases: ['date'], read: day, isKey: true },
    { key: 'nav', header: '净值', read: (cell) => (/^\d{1,8}(?:\.\d{1,8})?$/.test(cell) ? { value: cell } : { problem: `「${cell}」不是净值` }) },
  ],
};
