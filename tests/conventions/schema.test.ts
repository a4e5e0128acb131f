import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { pendingSql } from '../../scripts/schema-diff.mjs';
import { projectRoot } from '../../src/config.js';
import { openDb } from '../../src/store/db/index.js';
import { openPrisma, type Prisma } from '../../src/store/db/prisma.js';
import { postgresTitle, startPostgres } from '../helpers/postgres.js';

const folder = mkdtempSync(path.join(tmpdir(), 'caiban-schema-'));
const postgres = await startPostgres();
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await postgres.stop?.();
});

const models = readdirSync(path.join(projectRoot, 'prisma/models')).flatMap((file) =>
  [...readFileSync(path.join(projectRoot, 'prisma/models', file), 'utf8').matchAll(/^model (\w+)/gm)].map((match) => match[1] ?? ''),
);

describe('migrations stand where the schema stands', () => {
  test.each(['sqlite', 'postgresql'] as const)('%s: nothing waits for npm run new:migration', async (provider) => {
    expect(await pendingSql(provider)).toBe('');
  });

  test('both databases have the same migrations', () => {
    const [sqlite, postgresql] = ['sqlite', 'postgresql'].map((provider) =>
      readdirSync(path.join(projectRoot, 'prisma', provider, 'migrations'), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name),
    );
    expect(sqlite).toEqual(postgresql);
  });

  test('both databases end with the same indexes, those written by hand among them', async () => {
    const db = await openDb(`file:${path.join(folder, 'indexes.db')}`);
    const sqlite = await db.all<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL`);
    await db.close();
    const postgresql = new Set<string>();
    const migrations = path.join(projectRoot, 'prisma/postgresql/migrations');
    for (const entry of readdirSync(migrations, { withFileTypes: true }).filter((one) => one.isDirectory()))
      for (const [, act, name] of readFileSync(path.join(migrations, entry.name, 'migration.sql'), 'utf8').matchAll(
        /^(CREATE|DROP) (?:UNIQUE )?INDEX "(\w+)"/gm,
      ))
        if (act === 'CREATE') postgresql.add(name!);
        else postgresql.delete(name!);
    expect(sqlite.map((row) => row.name).sort()).toEqual([...postgresql].sort());
  });
});

async function queryEveryModel(url: string): Promise<string[]> {
  await (await openDb(url)).close();
  const prisma = await openPrisma(url);
  try {
    const delegates = prisma as unknown as Record<string, { findFirst(): Promise<unknown> } | undefined>;
    for (const model of models) {
      const delegate = delegates[model.charAt(0).toLowerCase() + model.slice(1)];
      expect(await delegate?.findFirst(), model).toBeNull();
    }
    return await tables(prisma, url);
  } finally {
    await prisma.$disconnect();
  }
}

async function tables(prisma: Prisma, url: string): Promise<string[]> {
  const rows = url.startsWith('file:')
    ? await prisma.$queryRaw<{ name: string }[]>`SELECT name FROM sqlite_master WHERE type = 'table'`
    : await prisma.$queryRaw<{ name: string }[]>`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`;
  return rows.map((row) => row.name);
}

describe('all migrations from nothing', () => {
  test('SQLite: every model can be read through Prisma', async () => {
    expect(await queryEveryModel(`file:${path.join(folder, 'all.db')}`)).toEqual(expect.arrayContaining(models));
  });

  describe.runIf(postgres.url)(postgresTitle('the schema', postgres), () => {
    test('every model can be read through Prisma', async () => {
      expect(await queryEveryModel(postgres.url ?? '')).toEqual(expect.arrayContaining(models));
    });
  });

  test('opening a migrated database again changes nothing', async () => {
    const url = `file:${path.join(folder, 'again.db')}`;
    for (let round = 0; round < 2; round++) {
      const db = await openDb(url);
      const row = await db.get<{ n: number }>('SELECT COUNT(*) AS n FROM _prisma_migrations WHERE finished_at IS NOT NULL');
      expect(row?.n).toBe(
        readdirSync(path.join(projectRoot, 'prisma/sqlite/migrations'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).length,
      );
      await db.close();
    }
  });
});

describe('Prisma on our SQLite connections', () => {
  test('writes and reads large integers, rolls a failed transaction back, and leaves our own connection its data', async () => {
    const url = `file:${path.join(folder, 'prisma.db')}`;
    const db = await openDb(url);
    const prisma = await openPrisma(url);
    try {
      const org = { id: '1', name: '总行', level: 'headOffice', path: '/1/' };
      await prisma.org.create({ data: org });
      await expect(
        prisma.$transaction(async (tx) => {
          await tx.org.create({ data: { ...org, id: '2', path: '/2/' } });
          throw new Error('on purpose');
        }),
      ).rejects.toThrow('on purpose');
      expect(await prisma.org.count()).toBe(1);
      expect(await db.all<{ id: string }>('SELECT id FROM Org')).toEqual([{ id: '1' }]);
      const large = 9_007_199_254_740_993n;
      await prisma.lease.create({ data: { name: 'x', holder: 'y', until: large } });
      expect((await prisma.lease.findUnique({ where: { name: 'x' } }))?.until).toBe(large);
    } finally {
      await prisma.$disconnect();
      await db.close();
    }
  });
});
