import { instant, oneOf, positiveFen, text } from '../cells.js';
import type { ImportKind } from '../kind.js';

/** 资金变动: known by its columns; nothing stores it yet. */
export const movements: ImportKind = {
  name: 'movements',
  title: '资金变动',
  columns: [
    { key: 'movementNo', header: '流水号', aliases: ['id'], read: text(64), isKey: true },
    { key: 'clientNo', header: '客户号', read: text(32) },
    { key: 'at', header: '时间', read: instant },
    { key: 'direction', header: '方向', aliases: ['方向(入/出)'], read: oneOf({ 入: 'in', 出: 'out' }) },
    { key: 'amountFen', header: '金额', aliases: ['amount'], read: positiveFen },
    { key: 'counterparty', header: '对手', aliases: ['对手(行内/行外)'], read: oneOf({ 行内: 'ownBank', 行外: 'otherBank' }) },
  ],
};
