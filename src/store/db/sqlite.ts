import Database from 'libsql';
import { quoteIdentifiers, storable, type Db, type Param, type Tx } from './sql.js';

type Value = null | string | number | bigint | Buffer;
interface Prepared {
  run(args: readonly unknown[]): { changes: number; lastInsertRowid: number | bigint };
  all(args: readonly unknown[]): Record<string, Value>[];
  get(args: readonly unknown[]): Record<string, Value> | undefined;
}

/** One connection with its prepared statements. Prisma's adapter (prisma.ts) uses its own connections to the same library. */
export class SqliteConnection {
  readonly handle: InstanceType<typeof Database>;
  readonly #statements = new Map<string, Prepared>();

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
    ])
      this.handle.exec(`PRAGMA ${pragma}`);
  }

  prepare(sql: string): Prepared {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.handle.prepare(quoteIdentifiers(sql)) as unknown as Prepared;
      if (this.#statements.size >= 500) this.#statements.clear();
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  exec(sql: string): void {
    this.handle.exec(sql);
  }

  close(): void {
    this.#statements.clear();
    this.handle.close();
  }
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

  const on = (connection: SqliteConnection) => ({
    dialect: 'sqlite' as const,
    all: async <T>(sql: string, params: readonly Param[] = []) => connection.prepare(sql).all(storable(params)) as T[],
    get: async <T>(sql: string, params: readonly Param[] = []) => {
      const row = connection.prepare(sql).get(storable(params));
      // The library adds its own timing to a single row; a row that is spread or compared must not carry it.
      if (row) delete row['_metadata'];
      return (row ?? undefined) as T | undefined;
    },
    run: async (sql: string, params: readonly Param[] = []) => connection.prepare(sql).run(storable(params)).changes,
  });

  const tx: Tx = {
    ...on(writer),
    async savepoint(work) {
      const name = `sp${++points}`;
      writer.exec(`SAVEPOINT ${name}`);
      try {
        const result = await work();
        writer.exec(`RELEASE ${name}`);
        return result;
      } catch (error) {
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
    ...on(reader),
    url: `file:${file}`,
    // A single statement outside a transaction also goes through the queue, so that it never joins somebody's transaction.
    run: (sql, params = []) => queued(async () => writer.prepare(sql).run(storable(params)).changes),
    tx: (work) =>
      queued(async () => {
        writer.exec('BEGIN IMMEDIATE');
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
