import { PrismaLibSql } from '@prisma/adapter-libsql';
import type Database from 'libsql';
import { SqliteConnection } from './sqlite.js';
import { fileOf } from './url.js';

interface Statement {
  run(args: readonly unknown[]): { changes: number; lastInsertRowid: number | bigint };
  all(args: readonly unknown[]): unknown[][];
  columns(): { name: string; type?: string | null }[];
  raw(on: boolean): void;
  safeIntegers(on: boolean): void;
}

interface Query {
  sql: string;
  args: unknown[];
}

interface ResultSet {
  columns: string[];
  columnTypes: string[];
  rows: unknown[][];
  rowsAffected: number;
  lastInsertRowid?: bigint;
}

const LARGEST_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * Prisma's libSQL adapter on connections of ours. The client it brings leaks two file handles a transaction, loses the PRAGMAs
 * when it swaps connections and cannot read integers above 2^53; ours keeps one connection for statements and one for
 * transactions, both with the settings of SqliteConnection.
 */
export class SqliteAdapter extends PrismaLibSql {
  readonly #file: string;

  constructor(url: string) {
    super({ url });
    this.#file = fileOf(url);
  }

  override createClient(): never {
    return localClient(this.#file) as never;
  }
}

function localClient(file: string) {
  const main = new SqliteConnection(file);
  let second: SqliteConnection | undefined;
  const client = {
    closed: false,
    protocol: 'file',
    execute: async (query: Query) => execute(main.handle, query),
    async executeMultiple(sql: string) {
      try {
        main.exec(sql);
      } finally {
        rollBack(main);
      }
    },
    async transaction() {
      const connection = (second ??= new SqliteConnection(file));
      connection.exec('BEGIN IMMEDIATE');
      return {
        get closed() {
          return !connection.handle.inTransaction;
        },
        execute: async (query: Query) => execute(connection.handle, query),
        async commit() {
          try {
            connection.exec('COMMIT');
          } catch (error) {
            rollBack(connection); // Prisma does not, and the next transaction would find this one open
            throw error;
          }
        },
        rollback: async () => rollBack(connection),
        close: () => rollBack(connection),
      };
    },
    close() {
      client.closed = true;
      main.close();
      second?.close();
    },
  };
  return client;
}

function rollBack(connection: SqliteConnection): void {
  if (connection.handle.inTransaction) connection.exec('ROLLBACK');
}

function execute(handle: InstanceType<typeof Database>, { sql, args }: Query): ResultSet {
  const statement = handle.prepare(sql) as unknown as Statement;
  statement.safeIntegers(true);
  const values = args.map(toSqlite);
  if (!isReader(statement)) {
    const { changes, lastInsertRowid } = statement.run(values);
    return { columns: [], columnTypes: [], rows: [], rowsAffected: changes, lastInsertRowid: BigInt(lastInsertRowid) };
  }
  const columns = statement.columns();
  const rows = statement.all(values).map((row) => row.map(fromSqlite));
  return { columns: columns.map((c) => c.name), columnTypes: columns.map((c) => c.type ?? ''), rows, rowsAffected: 0 };
}

/** A statement without rows refuses to give them as arrays; that is the only way the driver tells. */
function isReader(statement: Statement): boolean {
  try {
    statement.raw(true);
    return true;
  } catch {
    return false;
  }
}

function toSqlite(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  return ArrayBuffer.isView(value) ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value;
}

function fromSqlite(value: unknown): unknown {
  if (typeof value === 'bigint') return value <= LARGEST_SAFE && value >= -LARGEST_SAFE ? Number(value) : value;
  return Buffer.isBuffer(value) ? value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength) : value;
}
