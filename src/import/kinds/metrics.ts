import { day, text } from '../cells.js';
import type { ImportKind } from '../kind.js';

const figure = (cell: string) => (/^[+-]?\d{1,15}(?:\.\d{1,6})?%?$/.test(cell) ? { value: cell } : { problem: `「${cell}」不是数` });

/** 指标: what bulletins cannot compute themselves; known by its columns, nothing stores it yet. */
export const metrics: ImportKind = {
  name: 'metrics',
  title: '指标',
  columns: [
    { key: 'metric', header: '指标', read: text(60), isKey: true },
    { key: 'objectType', header: '对象类型', read: text(20), isKey: true },
    { key: 'object', header: '对象', read: text(64), isKey: true },
    { key: 'onDate', header: '日期', aliases: ['date'], read: day, isKey: true },
    { key: 'value', header: '数值', read: figure },
    { key: 'target', header: '目标', read: figure },
  ],
};
