import type { Product } from '../generated/sqlite/client.js';
import type { Row, Sql } from './db/index.js';
import { tableState } from './db/index.js';

export type ProductRow = Row<Product>;
export const PRODUCT_KINDS = ['deposit', 'wealth', 'fund', 'insurance', 'metal', 'bond', 'trust', 'structuredDeposit', 'privateFund'] as const;
export type ProductKind = (typeof PRODUCT_KINDS)[number];

export function productStore(sql: Sql) {
  return {
    find: (code: string) => sql.get<ProductRow>('SELECT * FROM Product WHERE code = ?', [code]),
    listByName: (name: string) => sql.all<ProductRow>('SELECT * FROM Product WHERE name = ? ORDER BY code', [name]),
    /** On the shelf on a day. */
    listOnShelf: (date: string) =>
      sql.all<ProductRow>(
        'SELECT * FROM Product WHERE (onShelfOn IS NULL OR onShelfOn <= ?) AND (offShelfOn IS NULL OR offShelfOn > ?) ORDER BY code',
        [date, date],
      ),
    /** All, also those off the shelf: clients hold them. */
    listNames: () => sql.all<Pick<ProductRow, 'code' | 'name'>>('SELECT code, name FROM Product ORDER BY code'),
    /** Another text whenever names may have changed. */
    namesState: () => tableState(sql, 'Product'),
    listAll: () => sql.all<ProductRow>('SELECT * FROM Product ORDER BY code'),
  };
}
