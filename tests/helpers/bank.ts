import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ClientLevel } from '../../src/domain/client-level.js';
import type { Role } from '../../src/domain/role.js';
import { insertInto, openDb, type Db } from '../../src/store/db/index.js';
import { openStore, type Store } from '../../src/store/index.js';

/** Monday, the day of the samples in the style guide. */
export const MONDAY = '2026-11-23T08:39:00+08:00';

export interface BankClient {
  name: string;
  level?: ClientLevel;
  manager?: string;
  deputy?: string;
  org?: string;
  mobile?: string;
  clientNo?: string;
  honorific?: string;
  birthOn?: string;
  gender?: 'male' | 'female';
}

const ORGS = [
  { id: '001', name: '示例银行', parentId: null, level: 'headOffice' },
  { id: '0012', name: '示例银行苏州分行', parentId: '001', level: 'branch' },
  { id: '001201', name: '示例银行园区支行', parentId: '0012', level: 'subBranch' },
  { id: '001202', name: '示例银行姑苏支行', parentId: '0012', level: 'subBranch' },
] as const;

/** userid, name, org, role */
const STAFF: readonly [string, string, string, Role][] = [
  ['chenyu', '陈宇', '001201', 'relationshipManager'],
  ['lintao', '林涛', '001201', 'relationshipManager'],
  ['fangyuan', '方媛', '001202', 'relationshipManager'],
  ['hejing', '何婧', '0012', 'wealthAdviser'],
  ['sunyue', '孙悦', '001201', 'lobbyManager'],
  ['zhoumin', '周敏', '001201', 'branchSupervisor'],
  ['xubin', '徐斌', '0012', 'wealthCentreHead'],
  ['tangwei', '唐薇', '001', 'headOfficeManager'],
  ['yejun', '叶军', '0012', 'branchManager'],
  ['hegui', '贺规', '001', 'compliance'],
  ['admin', '管理员', '001', 'sysAdmin'],
];

let templateFile: Promise<string> | undefined;

/** One migrated file for the whole worker; every bank is a copy. */
async function migratedFile(): Promise<string> {
  templateFile ??= (async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'caiban-template-')), 'empty.db');
    await (await openDb(`file:${file}`)).close();
    return file;
  })();
  return templateFile;
}

export async function emptyDb(): Promise<{ db: Db; file: string; remove(): Promise<void> }> {
  const dir = mkdtempSync(path.join(tmpdir(), 'caiban-test-'));
  const file = path.join(dir, 'caiban.db');
  const template = await migratedFile();
  copyFileSync(template, file);
  for (const suffix of ['-wal', '-shm']) if (existsSync(template + suffix)) copyFileSync(template + suffix, file + suffix);
  const db = await openDb(`file:${file}`);
  return {
    db,
    file,
    async remove() {
      await db.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A small branch: two outlets, a few colleagues in every role, and the clients named. */
export async function fillBank(
  db: Db,
  clients: readonly (string | BankClient)[],
  now: Date,
): Promise<{ store: Store; clientIds: Map<string, string[]> }> {
  const store = openStore(db, () => now);
  const clientIds = new Map<string, string[]>();
  await store.tx(async (tx) => {
    for (const org of ORGS) await tx.org.add({ ...org });
    for (const [id, name, orgId, role] of STAFF) {
      await tx.sql.run(
        ...insertInto('Staff', {
          id,
          staffNo: null,
          name,
          pinyin: id,
          orgId,
          supervisorId: null,
          mobile: null,
          licences: '[]',
          state: 'active',
          clientsVersion: 0,
          updatedAt: now.getTime(),
        }),
      );
      await tx.staff.setRoles(id, [{ role, orgId }]);
    }
    for (const entry of clients) {
      const client: BankClient = typeof entry === 'string' ? { name: entry } : entry;
      const row = await tx.client.add(
        {
          name: client.name,
          level: client.level ?? 'platinum',
          orgId: client.org ?? '001201',
          mainManagerId: client.manager ?? 'chenyu',
          ...(client.mobile ? { mobile: client.mobile } : {}),
          ...(client.clientNo ? { clientNo: client.clientNo } : {}),
          ...(client.honorific ? { honorific: client.honorific } : {}),
          ...(client.gender ? { gender: client.gender } : {}),
          ...(client.birthOn ? { birthday: { calendar: 'solar' as const, date: client.birthOn } } : {}),
        },
        'test',
        now,
      );
      if (client.deputy)
        await tx.managerRelation.add({ clientId: row.id, userId: client.deputy, role: 'deputy', fromOn: '2026-01-01', setBy: 'zhoumin' }, now);
      clientIds.set(client.name, [...(clientIds.get(client.name) ?? []), row.id]);
    }
  });
  return { store, clientIds };
}
