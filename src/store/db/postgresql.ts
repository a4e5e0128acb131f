import pg from 'pg';
import { isRead, quoteIdentifiers, storable, type Db, type Param, type Tx } from './sql.js';

const INT8 = 20;
const texts = new Map<string, string>();

/** `?` outside of literals becomes $1, $2 …; kept per text. */
function numbered(sql: string): string {
  let text = texts.get(sql);
  if (text === undefined) {
    let n = 0;
    text = quoteIdentifiers(sql).replace(/'(?:[^']|'')*'|\?/g, (part) => (part === '?' ? `$${++n}` : part));
    if (texts.size >= 2000) texts.clear();
    texts.set(sql, text);
  }
  return text;
}

/** A connection answers one query after another; whoever asks several at once waits here, not inside the driver. */
function oneAtATime(client: pg.ClientBase): { query(text: string, params: unknown[]): Promise<pg.QueryResult> } {
  let last: Promise<unknown> = Promise.resolve();
  return {
    query(text, params) {
      const next = last.then(() => client.query(text, params));
      last = next.catch(() => undefined);
      return next;
    },
  };
}

const RETRYABLE = new Set(['40001', '40P01']);

export function openPostgres(url: string): Db {
  const pool = new pg.Pool({
    connectionString: url,
    options: '-c TimeZone=UTC',
    max: 8,
    types: {
      // int8 as number: fen and milliseconds stay below 2^53.
      getTypeParser: ((oid: number, format?: 'text' | 'binary'): unknown =>
        oid === INT8 ? (text: string) => Number(text) : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  });
  pool.on('error', () => undefined); // an idle connection was cut: the pool opens another

  interface Runner {
    query(text: string, params: unknown[]): Promise<pg.QueryResult>;
  }
  const on = (runner: Runner) => ({
    dialect: 'postgresql' as const,
    all: async <T>(sql: string, params: readonly Param[] = []) => (await runner.query(numbered(sql), storable(params) as unknown[])).rows as T[],
    get: async <T>(sql: string, params: readonly Param[] = []) =>
      (await runner.query(numbered(sql), storable(params) as unknown[])).rows[0] as T | undefined,
    run: async (sql: string, params: readonly Param[] = []) => (await runner.query(numbered(sql), storable(params) as unknown[])).rowCount ?? 0,
  });

  async function once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let points = 0;
    let state = 0;
    const all = on(oneAtATime(client));
    const told = (sql: string): string => {
      if (!isRead(sql)) state++;
      return sql;
    };
    const tx: Tx = {
      dialect: all.dialect,
      all: (sql, params) => all.all(told(sql), params),
      get: (sql, params) => all.get(told(sql), params),
      run: (sql, params) => all.run(told(sql), params),
      state: () => state,
      async savepoint(inner) {
        const name = `sp${++points}`;
        await client.query(`SAVEPOINT ${name}`);
        try {
          const result = await inner();
          await client.query(`RELEASE SAVEPOINT ${name}`);
          return result;
        } catch (error) {
          state++;
          await client.query(`ROLLBACK TO SAVEPOINT ${name}`);
          throw error;
        }
      },
    };
    try {
      await client.query('BEGIN');
      const result = await work(tx);
      await client.query('COMMIT');
      client.release();
      return result;
    } catch (error) {
      const broken = await client.query('ROLLBACK').then(
        () => undefined,
        (e: Error) => e,
      );
      client.release(broken);
      throw error;
    }
  }

  return {
    ...on(pool),
    url,
    async tx(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(work);
        } catch (error) {
          if (attempt >= 5 || !RETRYABLE.has((error as { code?: string }).code ?? '')) throw error;
        }
      }
    },
    close: () => pool.end(),
  };
}
