import { afterAll } from 'vitest';
import { openDb, type Db } from '../../src/store/db/index.js';
import { emptyDb } from './bank.js';
import type { TestPostgres } from './postgres.js';

export interface BothDatabases {
  sqlite(): Promise<Db>;
  postgresql(): Promise<Db>;
}

/** An empty database of each kind for the suite it is called in, which takes them away at its end. The PostgreSQL one is the same each time. */
export function bothDatabases(pg: TestPostgres): BothDatabases {
  const closers: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const close of closers) await close();
    await pg.stop?.();
  });
  return {
    async sqlite() {
      const { db, remove } = await emptyDb();
      closers.push(remove);
      return db;
    },
    async postgresql() {
      const db = await openDb(pg.url!);
      closers.push(() => db.close());
      return db;
    },
  };
}
