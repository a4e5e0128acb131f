import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { migratePostgres, migrateSqlite } from './migrate.js';
import { openPostgres } from './postgresql.js';
import type { Db } from './sql.js';
import { openSqlite } from './sqlite.js';

export * from './sql.js';

/** The project's folder: the same from src/ and from dist/. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/**
 * Opens the database, made empty and migrated when absent.
 * @param url `file:<path>` for SQLite, `postgresql://…` for PostgreSQL.
 */
export async function openDb(url: string): Promise<Db> {
  const migrations = (provider: string) => path.join(projectRoot, 'prisma', provider, 'migrations');
  if (/^postgres(ql)?:/.test(url)) {
    await migratePostgres(url, migrations('postgresql'));
    return openPostgres(url);
  }
  const file = url.replace(/^file:/, '');
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  migrateSqlite(file, migrations('sqlite'));
  return openSqlite(file);
}
