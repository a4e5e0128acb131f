import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { insertInto, openDb, type Db } from '../../src/store/db/index.js';
import { openStore, type Store } from '../../src/store/index.js';
import type { Role } from '../../src/domain/role.js';

export const AT = new Date('2026-11-23T00:39:00Z');

export const tempFolder = () => mkdtempSync(path.join(tmpdir(), 'caiban-'));

/**
 * An empty bank whose clock stands at 2026-11-23 08:39: a new SQLite file, or a new database beside `TEST_PG_URL` when
 * `TEST_STORE=postgresql` asks for it, so that the same suites run on both.
 */
export async function openBank(now: () => Date = () => AT): Promise<{ db: Db; store: Store }> {
  const db = await openDb(process.env['TEST_STORE'] === 'postgresql' ? await newPostgres() : `file:${path.join(tempFolder(), 'caiban.db')}`);
  return { db, store: openStore(db, now) };
}

async function newPostgres(): Promise<string> {
  const url = new URL(process.env['TEST_PG_URL'] ?? 'postgresql://postgres@localhost/postgres');
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const name = `caiban_${randomUUID().replaceAll('-', '')}`;
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}

/** 总行 001 > 分行 0011 > 园区支行 1001, 湖东支行 1002; another branch 0012 > 2001. */
export async function addOrgs(store: Store): Promise<void> {
  await store.tx(async ({ org }) => {
    await org.add({ id: '001', name: '总行', parentId: null, level: 'headOffice' });
    await org.add({ id: '0011', name: '苏州分行', parentId: '001', level: 'branch' });
    await org.add({ id: '1001', name: '园区支行', parentId: '0011', level: 'subBranch' });
    await org.add({ id: '1002', name: '湖东支行', parentId: '0011', level: 'subBranch' });
    await org.add({ id: '0012', name: '南京分行', parentId: '001', level: 'branch' });
    await org.add({ id: '2001', name: '鼓楼支行', parentId: '0012', level: 'subBranch' });
  });
}

export async function addStaff(store: Store, id: string, role: Role, orgId = '1001', supervisorId?: string): Promise<void> {
  await store.tx(async ({ sql, staff }) => {
    await sql.run(
      ...insertInto('Staff', {
        id,
        name: id,
        pinyin: id,
        orgId,
        supervisorId: supervisorId ?? null,
        licences: '[]',
        state: 'active',
        updatedAt: AT.getTime(),
      }),
    );
    await staff.setRoles(id, [{ role, orgId }]);
  });
}
