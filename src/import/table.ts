import type { Param, Sql } from '../store/db/index.js';
import { insertRows, updateRows, type Columns } from './bulk.js';
import type { FileRow, Outcome, SliceWriter } from './kind.js';

/** undefined = the file does not say: what is stored stays. */
export type Given = Record<string, Param | undefined>;

export interface RowChange {
  before: Columns;
  after: Columns;
}

/** How rows of a file become rows of one table. */
export interface TableWriter<Context> {
  table: string;
  /** Columns that tell one row from another. */
  key: readonly string[];
  /** Columns a new row must have, with the header to ask for. */
  required: readonly (readonly [column: string, header: string])[];
  /** Everything that deciding about these rows needs. */
  load(sql: Sql, rows: readonly FileRow[]): Promise<{ context: Context; existing: readonly Columns[] }>;
  /** The columns a row gives, its key among them; a text turns it away. */
  give(row: FileRow, context: Context): Given | string;
  /** Columns of a new row that do not come from the file. */
  fresh(given: Given): Columns;
  /** Columns that are compared like the others but live elsewhere: `after` writes them. */
  elsewhere?: readonly string[];
  /** Columns that a change moves along; `after` has what the file changed. */
  touch?(before: Columns, after: Columns): Columns;
  /** Whether the whole row is right, once it is known; a text turns it away. */
  check?(row: Columns, before: Columns | undefined): string | undefined;
  /** What hangs on the rows: other tables, versions, audit. In the same transaction. */
  after?(sql: Sql, done: { added: readonly Columns[]; changed: readonly RowChange[] }, context: Context): Promise<void>;
}

interface Pending {
  before?: Columns;
  row: Columns;
  changed: boolean;
}

/**
 * The shared way of writing a slice: rows are found by key, compared with what is stored, and only those that differ are
 * written, all new ones in one statement and all changed ones in another.
 */
export function tableWriter<Context>(spec: TableWriter<Context>): SliceWriter {
  const keyOf = (row: Given | Columns): string => JSON.stringify(spec.key.map((column) => row[column]));
  /** Dry run, where nothing reaches the table: what earlier slices of this file said under each key. */
  const saidBefore = new Map<string, string>();

  return {
    async write(sql, rows, dryRun) {
      const { context, existing } = await spec.load(sql, rows);
      const state = new Map<string, Pending>();
      for (const row of existing) state.set(keyOf(row), { before: row, row, changed: false });
      const outcomes = rows.map((fileRow): Outcome => {
        const given = spec.give(fileRow, context);
        if (typeof given === 'string') return { rejected: given };
        const key = keyOf(given);
        if (dryRun) {
          const earlier = saidBefore.get(key);
          const words = JSON.stringify(given);
          if (earlier !== undefined && !state.get(key)?.changed) return earlier === words ? 'unchanged' : 'changed';
          saidBefore.set(key, words);
        }
        const known = state.get(key);
        if (!known) {
          const missing = spec.required.filter(([column]) => given[column] === undefined || given[column] === null).map(([, header]) => header);
          if (missing.length > 0) return { rejected: `新增的行缺少${missing.join('、')}` };
          const row = { ...spec.fresh(given), ...defined(given) };
          const problem = spec.check?.(row, undefined);
          if (problem !== undefined) return { rejected: problem };
          state.set(key, { row, changed: false });
          return 'added';
        }
        const changes = Object.entries(defined(given)).filter(([column, value]) => (known.row[column] ?? null) !== value);
        if (changes.length === 0) return 'unchanged';
        const said = { ...known.row, ...Object.fromEntries(changes) };
        const row = { ...said, ...spec.touch?.(known.row, said) };
        const problem = spec.check?.(row, known.row);
        if (problem !== undefined) return { rejected: problem };
        state.set(key, { ...(known.before === undefined ? {} : { before: known.before }), row, changed: true });
        return 'changed';
      });
      if (dryRun) return outcomes;
      const added = [...state.values()].filter((one) => one.before === undefined).map((one) => one.row);
      const changed = [...state.values()].flatMap((one) => (one.before !== undefined && one.changed ? [{ before: one.before, after: one.row }] : []));
      const here = (column: string) => !spec.elsewhere?.includes(column);
      await insertRows(sql, spec.table, columnsOf(added).filter(here), added);
      const altered = new Set(
        changed.flatMap(({ before, after }) => Object.keys(after).filter((column) => here(column) && (before[column] ?? null) !== after[column])),
      );
      await updateRows(
        sql,
        spec.table,
        spec.key,
        [...altered],
        changed.map((one) => one.after),
      );
      await spec.after?.(sql, { added, changed }, context);
      return outcomes;
    },
  };
}

function defined(given: Given): Columns {
  const columns: Columns = {};
  for (const [column, value] of Object.entries(given)) if (value !== undefined) columns[column] = value;
  return columns;
}

function columnsOf(rows: readonly Columns[]): string[] {
  const columns = new Set<string>();
  for (const row of rows) for (const column of Object.keys(row)) columns.add(column);
  return [...columns];
}
