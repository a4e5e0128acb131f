import { open } from 'node:fs/promises';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addMonths, dateAt } from '../domain/calendar/index.js';
import { levelOfTitle } from '../domain/client-level-name.js';
import { insertRows, type Columns } from '../import/bulk.js';
import { gramsOf } from '../store/client-find.js';
import { openDb, type Sql } from '../store/db/index.js';
import { SqliteConnection } from '../store/db/sqlite.js';
import { branchCount, branchId, HEAD_OFFICE, managerId, outletCount, outletId, outletOf, personAt, type BenchPerson } from './people.js';

/** The instant bench banks live at: a Monday morning. */
export const BANK_NOW = new Date('2026-11-23T08:39:00+08:00');

const SLICE = 5000;
const BRANCH_OUTLETS = 20;
const SUPERVISOR = 'supervisor';
/** Sees every client, as head office does. */
export const HEAD_USER = 'head0';

let scratch: string | undefined;
/** Measures in this folder instead of the system's temporary one: on the disk the bank will run on. */
export function measureIn(folder: string): void {
  mkdirSync(folder, { recursive: true });
  scratch = folder;
}

/** Runs with a folder of its own, which is gone afterwards. */
export async function inTempDir<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(path.join(scratch ?? tmpdir(), 'caiban-bench-'));
  // A killed measurement must not leave a million clients behind either.
  const remove = () => rmSync(dir, { recursive: true, force: true });
  const leave = () => process.exit(130);
  process.once('exit', remove);
  process.once('SIGINT', leave).once('SIGTERM', leave);
  try {
    return await work(dir);
  } finally {
    process.removeListener('exit', remove);
    process.removeListener('SIGINT', leave).removeListener('SIGTERM', leave);
    remove();
  }
}

/** Head office, branches, outlets, and their managers: what a client row refers to. */
export async function addStaff(sql: Sql, managers: number): Promise<void> {
  const orgs: Columns[] = [{ id: HEAD_OFFICE, name: '示例银行', parentId: null, level: 'headOffice', path: `/${HEAD_OFFICE}/` }];
  for (let i = 0; i < branchCount(managers); i++)
    orgs.push({ id: branchId(i), name: `第${i + 1}分行`, parentId: HEAD_OFFICE, level: 'branch', path: `/${HEAD_OFFICE}/${branchId(i)}/` });
  for (let i = 0; i < outletCount(managers); i++) {
    const parentId = branchId(Math.floor(i / BRANCH_OUTLETS));
    orgs.push({ id: outletId(i), name: `第${i + 1}支行`, parentId, level: 'subBranch', path: `/${HEAD_OFFICE}/${parentId}/${outletId(i)}/` });
  }
  await insertRows(sql, 'Org', ['id', 'name', 'parentId', 'level', 'path'], orgs);
  const staff: Columns[] = [];
  const roles: Columns[] = [];
  const add = (id: string, name: string, orgId: string, role: string) => {
    staff.push({ id, name, pinyin: id, orgId, licences: '[]', state: 'active', clientsVersion: 0, updatedAt: BANK_NOW.getTime() });
    roles.push({ staffId: id, role, orgId });
  };
  for (let i = 0; i < managers; i++) add(managerId(i), `经理${i + 1}`, outletId(outletOf(i)), 'relationshipManager');
  for (let i = 0; i < outletCount(managers); i++) add(`${SUPERVISOR}${i}`, `主管${i + 1}`, outletId(i), 'branchSupervisor');
  add(HEAD_USER, '总行', HEAD_OFFICE, 'headOfficeManager');
  await insertRows(sql, 'Staff', ['id', 'name', 'pinyin', 'orgId', 'licences', 'state', 'clientsVersion', 'updatedAt'], staff);
  await insertRows(sql, 'StaffRole', ['staffId', 'role', 'orgId'], roles);
}

const CLIENT = [
  'id',
  'clientNo',
  'name',
  'gender',
  'birthOn',
  'birthCalendar',
  'birthKey',
  'mobile',
  'mobileTail',
  'orgId',
  'level',
  'privateBanking',
  'status',
  'marketingConsent',
  'pinyin',
  'initials',
  'pinyinAlt',
  'initialsAlt',
  'mainManagerId',
  'nextContactOn',
  'relationStartOn',
  'createdBy',
  'createdAt',
  'updatedBy',
  'updatedAt',
  'version',
  'sourceSystem',
  'sourceOn',
];
const RELATION = ['id', 'clientId', 'userId', 'role', 'fromOn', 'setBy', 'confidential', 'state', 'createdAt'];

function clientRow(one: BenchPerson, today: string): Columns {
  const at = BANK_NOW.getTime();
  return {
    id: one.id,
    clientNo: one.clientNo,
    name: one.name,
    gender: one.gender,
    birthOn: one.birthOn,
    birthCalendar: 'solar',
    birthKey: one.birthOn.slice(5),
    mobile: one.mobile,
    mobileTail: one.mobile.slice(-4),
    orgId: one.orgId,
    level: levelOfTitle(one.levelTitle) ?? 'general',
    privateBanking: 0,
    status: 'active',
    marketingConsent: 'granted',
    pinyin: one.pinyin,
    initials: one.initials,
    pinyinAlt: one.pinyinAlt,
    initialsAlt: one.initialsAlt,
    mainManagerId: one.managerId,
    nextContactOn: addMonths(today, 3),
    relationStartOn: today,
    createdBy: 'import',
    createdAt: at,
    updatedBy: 'import',
    updatedAt: at,
    version: 1,
    sourceSystem: 'import',
    sourceOn: today,
  };
}

const relationRow = (clientId: string, userId: string, role: 'main' | 'deputy', n: number, today: string): Columns => ({
  id: `R${role.charAt(0)}${String(n).padStart(24, '0')}`,
  clientId,
  userId,
  role,
  fromOn: today,
  setBy: 'import',
  confidential: 0,
  state: 'active',
  createdAt: BANK_NOW.getTime(),
});

/**
 * Fills a new database with a bank as the import would leave it. Without durability and with the indexes made last: this is
 * the set-up of a measurement, not one.
 */
export async function buildBank(file: string, clients: number, managers: number, note: (line: string) => void): Promise<void> {
  const db = await openDb(`file:${file}`);
  await db.tx((tx) => addStaff(tx, managers));
  await db.close();
  const connection = new SqliteConnection(file);
  const raw = sqlOn(connection);
  connection.exec('PRAGMA synchronous=OFF; PRAGMA wal_autocheckpoint=100000; PRAGMA cache_size=-256000');
  const indexes = await raw.all<{ name: string; sql: string }>(
    `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name IN ('Client', 'ManagerRelation') AND sql IS NOT NULL`,
  );
  for (const { name } of indexes) connection.exec(`DROP INDEX "${name}"`);
  connection.exec('CREATE TEMP TABLE bench_gram(gram TEXT, "clientId" TEXT)');
  const today = dateAt(BANK_NOW);
  for (let from = 0; from < clients; from += SLICE) {
    const people = Array.from({ length: Math.min(SLICE, clients - from) }, (_one, i) => personAt(from + i, managers));
    connection.exec('BEGIN IMMEDIATE');
    await insertRows(
      raw,
      'Client',
      CLIENT,
      people.map((one) => clientRow(one, today)),
    );
    await insertRows(
      raw,
      'bench_gram',
      ['gram', 'clientId'],
      people.flatMap((one) => gramsOf(one.name).map((gram) => ({ gram, clientId: one.id }))),
    );
    const relations = people.flatMap((one, i) => [
      relationRow(one.id, one.managerId, 'main', from + i, today),
      ...(one.deputyId === null ? [] : [relationRow(one.id, one.deputyId, 'deputy', from + i, today)]),
    ]);
    await insertRows(raw, 'ManagerRelation', RELATION, relations);
    connection.exec('COMMIT');
    if (from % 200_000 === 0) note(`bank: ${from} of ${clients} clients`);
  }
  note('bank: indexes');
  connection.exec('INSERT INTO "ClientGram" SELECT DISTINCT gram, "clientId" FROM bench_gram ORDER BY 1, 2');
  for (const { sql } of indexes) connection.exec(sql);
  const names = 'name, pinyin, "pinyinAlt", initials, "initialsAlt", "mobileTail", "clientNo"';
  connection.exec(
    `INSERT INTO "RelatedName"("userId", "clientId", ${names}) SELECT r."userId", c.id, ${names} FROM "ManagerRelation" r JOIN "Client" c ON c.id = r."clientId" WHERE r.role = 'deputy' ORDER BY 1, 2`,
  );
  connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  connection.close();
  // On the disk before anything is measured: else the first commits wait for these pages too.
  const written = await open(file, 'r+');
  await written.sync();
  await written.close();
}

/** The bare library as an Sql, for set-up work. */
export function sqlOn(connection: SqliteConnection): Sql {
  return {
    dialect: 'sqlite',
    all: async <T>(sql: string, params: readonly unknown[] = []) => connection.prepare(sql).all(params) as T[],
    get: async <T>(sql: string, params: readonly unknown[] = []) => (connection.prepare(sql).get(params) ?? undefined) as T | undefined,
    run: async (sql, params = []) => connection.prepare(sql).run(params).changes,
  };
}
