import type { Sql } from '../store/db/index.js';
import { rowsWith } from './bulk.js';
import type { FileRow } from './kind.js';

const texts = (rows: readonly FileRow[], field: string): string[] =>
  rows.flatMap((row) => (typeof row.fields[field] === 'string' ? [row.fields[field]] : []));

/** Client ids by client number, for the rows of one slice. */
export async function clientIds(sql: Sql, rows: readonly FileRow[]): Promise<Map<string, string>> {
  const found = await rowsWith<{ id: string; clientNo: string }>(
    sql,
    'SELECT id, clientNo FROM Client WHERE clientNo IN (?)',
    texts(rows, 'clientNo'),
  );
  return new Map(found.map((row) => [row.clientNo, row.id]));
}

/** Which of the ids named in these fields exist in a table. */
export async function existingIds(sql: Sql, table: string, idColumn: string, rows: readonly FileRow[], ...fields: string[]): Promise<Set<string>> {
  const named = fields.flatMap((field) => texts(rows, field));
  if (named.length === 0) return new Set();
  const found = await rowsWith<{ id: string }>(sql, `SELECT ${idColumn} AS id FROM ${table} WHERE ${idColumn} IN (?)`, named);
  return new Set(found.map((row) => row.id));
}

export const unknownClient = (row: FileRow): string => `没有客户号「${String(row.fields['clientNo'])}」`;
