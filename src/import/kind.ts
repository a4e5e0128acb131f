import type { Rules } from '../domain/rules.js';
import type { Sql } from '../store/db/index.js';
import type { Reader } from './cells.js';

export interface Column {
  /** Name of the field inside, also an English header. */
  key: string;
  /** Chinese header, as in design §9. */
  header: string;
  /** Other headers that mean the same. */
  aliases?: readonly string[];
  read: Reader<unknown>;
  /** Part of what tells one row from another: never empty. */
  isKey?: boolean;
}

/** A row of the file whose cells were all readable. An empty cell has no field: it leaves what is stored as it is. */
export interface FileRow {
  /** Where the row begins in the file; the header is line 1. */
  line: number;
  fields: Readonly<Record<string, unknown>>;
}

/** What became of a row: a text is the reason why it was turned away, in Chinese. */
export type Outcome = 'added' | 'changed' | 'unchanged' | { rejected: string };

export interface RunFacts {
  now: Date;
  /** Who lets the import run: a userid, or `import`. */
  actor: string;
  /** The bank's own numbers: an import decides when a client is to be contacted. */
  rules: Rules;
}

/** Writes the rows of one slice, in order, inside one transaction. */
export interface SliceWriter {
  /** One outcome per row. With `dryRun` nothing is written. */
  write(sql: Sql, rows: readonly FileRow[], dryRun: boolean): Promise<Outcome[]>;
}

export interface ImportKind {
  name: string;
  /** What its rows are, in Chinese: 客户. */
  title: string;
  columns: readonly Column[];
  /** Rows may name other rows of the same file: those come first, whatever the order in the file. */
  parents?: { key: string; parent: string };
  /** Field whose equal values lie together in the table's indexes: rows of a long file are stored in its order, window by window. */
  together?: string;
  /** Absent: the columns are known, but nothing stores them yet. */
  begin?(sql: Sql, run: RunFacts): Promise<SliceWriter>;
}

/** Something about the whole file stops the import; the sentence is Chinese and says what to do. */
export class ImportError extends Error {
  override name = 'ImportError';
}

/** There is no such kind of file: whoever typed it used the command wrongly. */
export class UnknownKindError extends ImportError {
  override name = 'UnknownKindError';
}
