import type { Param, Sql } from '../store/db/index.js';

export type Columns = Record<string, Param>;

const quoted = (column: string): string => `"${column}"`;

/** One statement for all rows: they go over as one JSON text (libraries §1). Every row has these columns. */
export async function insertRows(sql: Sql, table: string, columns: readonly string[], rows: readonly Columns[], suffix = ''): Promise<void> {
  if (rows.length === 0) return;
  const names = columns.map(quoted).join(', ');
  if (sql.dialect === 'postgresql') {
    const json = JSON.stringify(rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null]))));
    await sql.run(`INSERT INTO "${table}"(${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::"${table}", ?::jsonb) ${suffix}`, [json]);
    return;
  }
  const json = JSON.stringify(rows.map((row) => columns.map((column) => row[column] ?? null)));
  // "WHERE true" keeps SQLite from reading ON CONFLICT as part of a join.
  await sql.run(
    `INSERT INTO "${table}"(${names}) SELECT ${columns.map((_c, i) => `value->>${i}`).join(', ')} FROM json_each(?) WHERE true ${suffix}`,
    [json],
  );
}

/** Sets columns of rows found by their keys, all in one statement. */
export async function updateRows(
  sql: Sql,
  table: string,
  keys: readonly string[],
  columns: readonly string[],
  rows: readonly Columns[],
  and = '',
): Promise<void> {
  if (rows.length === 0 || columns.length === 0) return;
  const all = [...keys, ...columns];
  const set = columns.map((column) => `${quoted(column)} = x.${quoted(column)}`).join(', ');
  const where = keys.map((key) => `"${table}".${quoted(key)} = x.${quoted(key)}`).join(' AND ');
  const json = JSON.stringify(
    rows.map((row) => (sql.dialect === 'postgresql' ? Object.fromEntries(all.map((c) => [c, row[c] ?? null])) : all.map((c) => row[c] ?? null))),
  );
  const source =
    sql.dialect === 'postgresql'
      ? `jsonb_populate_recordset(NULL::"${table}", ?::jsonb) AS x`
      : `(SELECT ${all.map((column, i) => `value->>${i} AS ${quoted(column)}`).join(', ')} FROM json_each(?)) AS x`;
  await sql.run(`UPDATE "${table}" SET ${set} FROM ${source} WHERE ${where} ${and}`, [json]);
}

/** Rows whose column is one of many texts: `(?)` in the select stands for them. They go over as one JSON text, so the statement is always the same. */
export async function rowsWith<T>(sql: Sql, select: string, values: readonly Param[]): Promise<T[]> {
  if (values.length === 0) return [];
  const list = sql.dialect === 'postgresql' ? '(SELECT jsonb_array_elements_text(?::jsonb))' : '(SELECT value FROM json_each(?))';
  return sql.all<T>(select.replace('(?)', list), [JSON.stringify([...new Set(values)])]);
}
