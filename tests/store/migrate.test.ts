import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { insertInto, openDb, projectRoot } from '../../src/store/db/index.js';
import { migratePostgres, migrateSqlite } from '../../src/store/db/migrate.js';
import { openPostgres } from '../../src/store/db/postgresql.js';
import { openSqlite } from '../../src/store/db/sqlite.js';
import { postgresTitle, startPostgres } from '../helpers/postgres.js';

const pg = await startPostgres();
const folder = mkdtempSync(path.join(os.tmpdir(), 'caiban-'));
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await pg.stop?.();
});

/** The migrations that were there before this one. */
function migrationsBefore(provider: 'sqlite' | 'postgresql', name: string): string {
  const all = path.join(projectRoot, 'prisma', provider, 'migrations');
  const those = mkdtempSync(path.join(folder, provider));
  for (const one of readdirSync(all)) if (/^\d/.test(one) && one < name) cpSync(path.join(all, one), path.join(those, one), { recursive: true });
  return those;
}

const OUTBOX = {
  channel: 'app',
  recipient: 'chenyu',
  act: 'push',
  payload: '{}',
  notBefore: 0,
  createdAt: 0,
};
const PRODUCT = { riskLevel: 2, updatedAt: 0 };

function suite(open: (before: string) => Promise<{ old: Awaited<ReturnType<typeof openDb>>; renew: () => ReturnType<typeof openDb> }>) {
  test('a database of an older version keeps its rows: what was taken back is no dead letter, one word for structured deposits', async () => {
    const { old, renew } = await open('20261122053050');
    for (const [dedupeKey, state, error] of [
      ['taken-back', 'dead', 'recalled'],
      ['refused', 'dead', '81013'],
      ['left', 'sent', null],
    ] as const)
      await old.run(...insertInto('Outbox', { ...OUTBOX, dedupeKey, state, error }));
    for (const [code, kind] of [
      ['JG1', 'structuredDeposit'],
      ['LC1', 'wealth'],
    ] as const)
      await old.run(...insertInto('Product', { ...PRODUCT, code, name: code, kind }));
    await old.close();
    const db = await renew();
    closers.push(() => db.close());
    expect(await db.all('SELECT dedupeKey, state, error FROM Outbox ORDER BY id')).toEqual([
      { dedupeKey: 'taken-back', state: 'recalled', error: null },
      { dedupeKey: 'refused', state: 'dead', error: '81013' },
      { dedupeKey: 'left', state: 'sent', error: null },
    ]);
    expect(await db.all('SELECT code, kind FROM Product ORDER BY code')).toEqual([
      { code: 'JG1', kind: 'structured' },
      { code: 'LC1', kind: 'wealth' },
    ]);
  });
}

describe('an older database on SQLite', () =>
  suite(async (before) => {
    const file = path.join(mkdtempSync(path.join(folder, 'db')), 'caiban.db');
    expect(migrateSqlite(file, migrationsBefore('sqlite', before)).length).toBeGreaterThan(10);
    return { old: openSqlite(file), renew: () => openDb(`file:${file}`) };
  }));

describe.runIf(pg.url)(postgresTitle('an older database', pg), () =>
  suite(async (before) => {
    expect((await migratePostgres(pg.url!, migrationsBefore('postgresql', before))).length).toBeGreaterThan(0);
    return { old: openPostgres(pg.url!), renew: () => openDb(pg.url!) };
  }),
);
