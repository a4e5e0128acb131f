import type { ProductKind } from '../domain/product.js';
import type { Holding } from '../generated/sqlite/client.js';
import type { Row, Sql } from './db/index.js';
import { marks } from './db/index.js';
import type { ProductRow } from './product.js';

export type HoldingRow = Row<Holding>;
/** A holding with what its product is called. */
export type NamedHolding = HoldingRow & { productName: string; productKind: ProductKind; riskLevel: ProductRow['riskLevel'] };

const NAMED = `SELECT h.*, p.name AS productName, p.kind AS productKind, p.riskLevel FROM Holding h JOIN Product p ON p.code = h.productCode`;

/** What clients hold. Ask `client.getFor` first; a reduced view shows no holdings. */
export function holdingStore(sql: Sql) {
  return {
    /** Matured ones included: `maturesOn` tells. */
    listForClient: (clientId: string) => sql.all<NamedHolding>(`${NAMED} WHERE h.clientId = ? ORDER BY p.kind, h.maturesOn, h.id`, [clientId]),
    find: (id: string) => sql.get<NamedHolding>(`${NAMED} WHERE h.id = ?`, [id]),
    /** Of these clients, maturing from one day to another, both included. */
    listMaturing: (clientIds: readonly string[], from: string, to: string) =>
      clientIds.length === 0
        ? Promise.resolve([])
        : sql.all<NamedHolding>(
            `${NAMED} WHERE h.maturesOn >= ? AND h.maturesOn <= ? AND h.clientId IN (${marks(clientIds)}) ORDER BY h.maturesOn, h.id`,
            [from, to, ...clientIds],
          ),
  };
}
