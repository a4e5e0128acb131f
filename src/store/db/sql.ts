/**
 * The one way to the database: SQL text with `?` parameters, the same on SQLite and PostgreSQL.
 *
 * Words of mixed case are identifiers and are quoted for you (`SELECT clientNo FROM Client`), keywords are all upper case.
 * Integers come back as numbers (fen and milliseconds stay below 2^53), absent as null, JSON as text.
 */
export interface Sql {
  readonly dialect: 'sqlite' | 'postgresql';
  all<T>(sql: string, params?: readonly Param[]): Promise<T[]>;
  get<T>(sql: string, params?: readonly Param[]): Promise<T | undefined>;
  /** How many rows were changed. */
  run(sql: string, params?: readonly Param[]): Promise<number>;
}

export interface Tx extends Sql {
  /** Undoes only what `work` wrote when it throws. */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
  /** Another number after everything that may have changed what is read: a statement that writes, a savepoint undone, the next transaction. */
  state(): number;
}

/** Whether a statement only reads. */
export const isRead = (sql: string): boolean => /^\s*(?:SELECT|WITH)\b/.test(sql) && !/\b(?:INSERT|UPDATE|DELETE)\b/.test(sql);

/**
 * A read whose last answer is given again while nothing was written in the same transaction since; outside of one it is read
 * each time. Callers leave the answer as it is.
 */
export function remembered<T>(sql: Sql, read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const state = 'state' in sql ? (sql as Tx).state.bind(sql) : undefined;
  if (!state) return read;
  let last: { key: string; state: number; answer: T } | undefined;
  return async (key) => {
    if (last?.key === key && last.state === state()) return last.answer;
    const before = state();
    const answer = await read(key);
    last = { key, state: before, answer };
    return answer;
  };
}

export interface Db extends Sql {
  readonly url: string;
  /**
   * One transaction, committed when `work` resolves. Await nothing but this `tx` inside: on SQLite it is the only writer,
   * and no write transaction may hold the database over 50 ms (design §3).
   */
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export type Param = string | number | bigint | null | Uint8Array;

/** Text as both databases keep it: without NUL, which one refuses and the other ends at, and with U+FFFD for half a character. */
export function storableText(text: string): string {
  const whole = text.includes('\0') ? text.replaceAll('\0', '') : text;
  return /[\ud800-\udfff]/.test(whole) ? Buffer.from(whole).toString() : whole;
}

/** Parameters without NUL; half a character the drivers themselves replace. */
export function storable(params: readonly Param[]): readonly Param[] {
  return params.some((value) => typeof value === 'string' && value.includes('\0'))
    ? params.map((value) => (typeof value === 'string' ? storableText(value) : value))
    : params;
}

type Plain<T> = T extends bigint ? number : T;
/** A Prisma model as a row of this layer. */
export type Row<Model> = { [Key in keyof Model]: Plain<Model[Key]> };

/** Quotes every identifier of mixed case, outside of string literals and of identifiers already quoted. */
export function quoteIdentifiers(sql: string): string {
  return sql.replace(/'(?:[^']|'')*'|"[^"]*"|\b[A-Za-z_][A-Za-z0-9_]*\b/g, (word) =>
    word.startsWith("'") || word.startsWith('"') || !/[a-z]/.test(word) || !/[A-Z]/.test(word) ? word : `"${word}"`,
  );
}

/** `?, ?, ?` for a list of parameters. */
export const marks = (list: readonly unknown[]): string => list.map(() => '?').join(', ');

/** INSERT text and its parameters from a plain object: `insertInto('Task', {...})`. */
export function insertInto(table: string, row: Readonly<Record<string, Param | undefined>>, suffix = ''): [string, Param[]] {
  const entries = Object.entries(row).filter((e): e is [string, Param] => e[1] !== undefined);
  const columns = entries.map(([name]) => `"${name}"`).join(', ');
  return [`INSERT INTO "${table}"(${columns}) VALUES (${marks(entries)}) ${suffix}`, entries.map(([, value]) => value)];
}

/** UPDATE text and its parameters; undefined fields stay as they are. */
export function updateSet(
  table: string,
  changes: Readonly<Record<string, Param | undefined>>,
  where: string,
  whereParams: readonly Param[],
): [string, Param[]] {
  const entries = Object.entries(changes).filter((e): e is [string, Param] => e[1] !== undefined);
  const set = entries.map(([name]) => `"${name}" = ?`).join(', ');
  return [`UPDATE "${table}" SET ${set} WHERE ${where}`, [...entries.map(([, value]) => value), ...whereParams]];
}

/**
 * Rows of a large read. On SQLite they come as one text, as setting every cell through the library costs more than finding the row.
 * @param columns what the select gives, in its order, by the names given there. No BLOBs.
 */
export async function wideRows<T>(sql: Sql, columns: readonly (keyof T & string)[], select: string, params: readonly Param[]): Promise<T[]> {
  if (sql.dialect === 'postgresql') return sql.all<T>(select, params);
  const found = await sql.get<{ cells: string }>(`SELECT json_group_array(json_array(${columns.join(', ')})) AS cells FROM (${select})`, params);
  return (JSON.parse(found?.cells ?? '[]') as unknown[][]).map((cells) => {
    const row: Record<string, unknown> = {};
    for (let i = 0; i < columns.length; i++) row[columns[i] as string] = cells[i];
    return row as T;
  });
}

/** Another text after rows of a table with `updatedAt` were added, changed or removed; one pass over a small table. */
export async function tableState(sql: Sql, table: string): Promise<string> {
  const row = await sql.get<{ n: number; at: number | null }>(`SELECT COUNT(*) AS n, MAX(updatedAt) AS at FROM "${table}"`);
  return `${row?.n ?? 0}:${row?.at ?? 0}`;
}
