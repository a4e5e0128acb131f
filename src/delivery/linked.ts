import { linkItems, type Reply } from '../bot/reply.js';
import type { OutboxRow } from '../store/outbox.js';

/** The page about what number n of a row brings. */
export type ItemPath = (row: Pick<OutboxRow, 'id' | 'recipient' | 'createdAt'>, n: number) => string;

/** What is said as a new message; undefined: a change that only greys a card, or one meant for that card alone. */
export function insteadOf(payload: OutboxRow['payload']): Reply | undefined {
  if (payload.kind !== 'card-change') return payload;
  return payload.onlyInPlace ? undefined : payload.card;
}

/** The row with its links to items leading to pages; without pages they are left out. */
export function linkedRow(row: OutboxRow, itemPath: ItemPath | undefined): OutboxRow {
  const pathOf = itemPath && ((n: number) => itemPath(row, n));
  const { payload } = row;
  if (payload.kind !== 'card-change') return { ...row, payload: linkItems(payload, pathOf) };
  return payload.card ? { ...row, payload: { ...payload, card: linkItems(payload.card, pathOf) } } : row;
}
