import type { PrismaClient } from '../../generated/sqlite/client.js';
import { isPostgres } from './url.js';

/** Typed reads that nobody waits for in a chat: written against the SQLite client, the narrower of the two, they run on both. */
export type Prisma = PrismaClient;

/**
 * Prisma on a database that openDb() has migrated. Loaded only when asked for: its client costs a start more than all of ours.
 * The road of a message does not use it (docs/decisions/0001-database.md).
 */
export async function openPrisma(url: string): Promise<Prisma> {
  if (isPostgres(url)) {
    const [{ PrismaPg }, { PrismaClient: Client }] = await Promise.all([
      import('@prisma/adapter-pg'),
      import('../../generated/postgresql/client.js'),
    ]);
    // Any other session time zone shifts every instant (adapter-pg drops the offset).
    const adapter = new PrismaPg({ connectionString: url, options: '-c TimeZone=UTC', max: 2 });
    return new Client({ adapter }) as unknown as Prisma;
  }
  const [{ SqliteAdapter }, { PrismaClient: Client }] = await Promise.all([import('./prisma-sqlite.js'), import('../../generated/sqlite/client.js')]);
  return new Client({ adapter: new SqliteAdapter(url) });
}

/** Opens, works, closes. */
export async function withPrisma<T>(url: string, work: (prisma: Prisma) => Promise<T>): Promise<T> {
  const prisma = await openPrisma(url);
  try {
    return await work(prisma);
  } finally {
    await prisma.$disconnect();
  }
}
