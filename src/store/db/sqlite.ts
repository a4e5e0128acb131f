import Database from 'libsql';
import { isRead, quoteIdentifiers, storable, type Db, type Param, type Tx } from './sql.js';

type Value = null | string | number | bigint | Buffer;
type PlainRow = Record<string, Value>;
interface Prepared {
  run(args: readonly unknown[]): { changes: number; lastInsertRowid: number | bigint };
  all(args: readonly unknown[]): PlainRow[];
  get(args: readonly unknown[]): PlainRow | undefined;
}
interface PreparedRaw {
  readonly reader: boolean;
  raw(): void;
  columns(): { name: string }[];
  all(args: readonly unknown[]): Value[][];
  get(args: readonly unknown[]): Value[] | undefined;
}

/** Pages of 4 KiB that gather in the log before they are copied to the file. */
export const CHECKPOINT_PAGES = 4000;

/** Prepared statements are kept; as many as all the texts of the service, with room for lists of different lengths. */
const MOST_STATEMENTS = 500;

/** Two uses of one SQL text: the library forgets to rewind after `all`, and a `get` on the same statement would answer the question before. */
interface Reading {
  /** Only reads: true of most, and found out once. */
  readonly isRead: boolean;
  all(args: readonly unknown[]): PlainRow[];
  get(args: readonly unknown[]): PlainRow | undefined;
}

/** One connection with its prepared statements. Prisma's adapter (prisma.ts) uses its own connections to the same library. */
export class SqliteConnection {
  readonly handle: InstanceType<typeof Database>;
  readonly #statements = new Map<string, Prepared>();
  readonly #readings = new Map<string, Reading>();

  constructor(file: string, busyMs = 5000) {
    this.handle = new Database(file, { timeout: busyMs });
    // synchronous=FULL: an acknowledged message survives power loss; WAL's own default is NORMAL.
    for (const pragma of [
      `busy_timeout=${busyMs}`,
      'journal_mode=WAL',
      'synchronous=FULL',
      'foreign_keys=ON',
      'temp_store=MEMORY',
      'cache_size=-64000',
      // Pages that many messages touch go to the file once; a copy of 16 MiB still takes some 10 ms only.
      `wal_autocheckpoint=${CHECKPOINT_PAGES}`,
    ])
      this.handle.exec(`PRAGMA ${pragma}`);
  }

  prepare(sql: string): Prepared {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.handle.prepare(quoteIdentifiers(sql)) as unknown as Prepared;
      if (this.#statements.size >= MOST_STATEMENTS) this.#statements.clear();
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** Rows as plain objects, for two thirds of what the library takes to make them. */
  rows(sql: string): Reading {
    let reading = this.#readings.get(sql);
    if (!reading) {
      reading = readingOf(isRead(sql), () => this.handle.prepare(quoteIdentifiers(sql)) as unknown as PreparedRaw);
      if (this.#readings.size >= MOST_STATEMENTS) this.#readings.clear();
      this.#readings.set(sql, reading);
    }
    return reading;
  }

  exec(sql: string): void {
    this.handle.exec(sql);
  }

  close(): void {
    this.#statements.clear();
    this.#readings.clear();
    this.handle.close();
  }
}

function readingOf(isReadOnly: boolean, prepare: () => PreparedRaw): Reading {
  let one: PreparedRaw | undefined;
  let many: PreparedRaw | undefined;
  let columns: string[] = [];
  const prepared = (): PreparedRaw => {
    const statement = prepare();
    if (statement.reader) {
      statement.raw();
      columns = statement.columns().map((column) => column.name);
    }
    return statement;
  };
  const rowOf = (cells: readonly Value[]): PlainRow => {
    const row: PlainRow = {};
    for (let i = 0; i < columns.length; i++) row[columns[i] as string] = cells[i] as Value;
    return row;
  };
  return {
    isRead: isReadOnly,
    all(args) {
      many ??= prepared();
      return many.all(args).map(rowOf);
    },
    get(args) {
      one ??= prepared();
      const cells = one.get(args);
      return cells === undefined || columns.length === 0 ? undefined : rowOf(cells);
    },
  };
}

/**
 * SQLite in this process: one connection writes, another reads what is committed, so nobody sees an open transaction.
 * Statements run at once; the promises are already resolved, which keeps a transaction within one turn of the event loop.
 */
export function openSqlite(file: string): Db {
  const writer = new SqliteConnection(file);
  const reader = new SqliteConnection(file);
  let tail: Promise<unknown> = Promise.resolve();
  let points = 0;
  let state = 0;

  const reading = (sql: string): Reading => {
    const found = writer.rows(sql);
    if (!found.isRead) state++;
    return found;
  };
  const tx: Tx = {
    dialect: 'sqlite',
    all: async <T>(sql: string, params: readonly Param[] = []) => reading(sql).all(storable(params)) as T[],
    get: async <T>(sql: string, params: readonly Param[] = []) => reading(sql).get(storable(params)) as T | undefined,
    run: async (sql, params = []) => {
      state++;
      return writer.prepare(sql).run(storable(params)).changes;
    },
    state: () => state,
    async savepoint(work) {
      const name = `sp${++points}`;
      writer.exec(`SAVEPOINT ${name}`);
      try {
        const result = await work();
        writer.exec(`RELEASE ${name}`);
        return result;
      } catch (error) {
        state++;
        // A statement error may already have ended the whole transaction; then there is nothing to go back to.
        if (writer.handle.inTransaction) writer.exec(`ROLLBACK TO ${name}; RELEASE ${name}`);
        throw error;
      }
    },
  };

  function queued<T>(work: () => Promise<T>): Promise<T> {
    const result = tail.then(work);
    tail = result.catch(() => undefined);
    return result;
  }

  return {
    dialect: 'sqlite',
    all: async <T>(sql: string, params: readonly Param[] = []) => reader.rows(sql).all(storable(params)) as T[],
    get: async <T>(sql: string, params: readonly Param[] = []) => reader.rows(sql).get(storable(params)) as T | undefined,
    url: `file:${file}`,
    // A single statement outside a transaction also goes through the queue, so that it never joins somebody's transaction.
    run: (sql, params = []) => queued(async () => writer.prepare(sql).run(storable(params)).changes),
    tx: (work) =>
      queued(async () => {
        writer.exec('BEGIN IMMEDIATE');
        state++;
        try {
          const result = await work(tx);
          writer.exec('COMMIT');
          return result;
        } catch (error) {
          if (writer.handle.inTransaction) writer.exec('ROLLBACK');
          throw error;
        }
      }),
    async close() {
      await tail;
      writer.close();
      reader.close();
    },
  };
}
