import type { Product } from '../generated/sqlite/client.js';
import type { Row, Sql } from './db/index.js';
import { tableState } from './db/index.js';

export type ProductRow = Row<Product>;

export function productStore(sql: Sql) {
  return {
    find: (code: string) => sql.get<ProductRow>('SELECT * FROM Product WHERE code = ?', [code]),
    listByName: (name: string) => sql.all<ProductRow>('SELECT * FROM Product WHERE name = ? ORDER BY code', [name]),
    /** All, also those off the shelf: clients hold them. */
    listNames: () => sql.all<Pick<ProductRow, 'code' | 'name'>>('SELECT code, name FROM Product ORDER BY code'),
    /** Another text whenever names may have changed. */
    namesState: () => tableState(sql, 'Product'),
    listAll: () => sql.all<ProductRow>('SELECT * FROM Product ORDER BY code'),
  };
}
