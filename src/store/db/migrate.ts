import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import pg from 'pg';

interface Applied {
  migration_name: string;
  checksum: string;
}
interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/* Prisma's own table, so that its tools understand what was applied here. */
const table = (instant: string) =>
  `CREATE TABLE IF NOT EXISTS "_prisma_migrations" ("id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" ${instant}, "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" ${instant}, "started_at" ${instant} NOT NULL DEFAULT CURRENT_TIMESTAMP, "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;
const APPLIED = 'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL';
/** Any number, the same for every process that migrates. */
const MIGRATION_LOCK = 20_260_901;

function migrationsIn(dir: string): Migration[] {
  return readdirSync(dir)
    .filter((name) => existsSync(path.join(dir, name, 'migration.sql')))
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(dir, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

function pending(all: Migration[], applied: Applied[]): Migration[] {
  const known = new Map(applied.map((a) => [a.migration_name, a.checksum]));
  for (const m of all)
    if (known.has(m.name) && known.get(m.name) !== m.checksum) throw new Error(`migration ${m.name} was edited after it was applied`);
  return all.filter((m) => !known.has(m.name));
}

/** Applies what is new; safe when several processes start at once. Returns the names applied. */
export function migrateSqlite(file: string, dir: string): string[] {
  const db = new Database(file, { timeout: 30_000 });
  try {
    db.exec('PRAGMA journal_mode=WAL');
    db.exec('PRAGMA foreign_keys=OFF'); // before BEGIN: inside a transaction it is ignored, and a rebuilt table would lose its children
    db.exec('BEGIN IMMEDIATE');
    try {
      db.exec(table('DATETIME'));
      const todo = pending(migrationsIn(dir), db.prepare(APPLIED).all() as Applied[]);
      for (const m of todo) {
        db.exec(m.sql);
        db.prepare(
          'INSERT INTO _prisma_migrations(id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES (?, ?, ?, ?, ?, 1)',
        ).run([randomUUID(), m.checksum, m.name, Date.now(), Date.now()]);
      }
      const broken = db.prepare('PRAGMA foreign_key_check').all();
      if (broken.length > 0) throw new Error(`foreign keys broken after migration: ${JSON.stringify(broken[0])}`);
      db.exec('COMMIT');
      return todo.map((m) => m.name);
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK');
      throw error;
    }
  } finally {
    db.close();
  }
}

export async function migratePostgres(url: string, dir: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await client.query(table('TIMESTAMPTZ'));
    const todo = pending(migrationsIn(dir), (await client.query<Applied>(APPLIED)).rows);
    for (const m of todo) {
      await client.query(m.sql);
      await client.query(
        'INSERT INTO _prisma_migrations(id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)',
        [randomUUID(), m.checksum, m.name],
      );
    }
    await client.query('COMMIT');
    return todo.map((m) => m.name);
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}
