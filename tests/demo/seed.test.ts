import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_CAST, DEMO_STAFF, demoConsole, demoDirectory, makeDemoBank, seedDemo } from '../../src/demo/index.js';
import { addDays, solarToLunar } from '../../src/domain/calendar/index.js';
import type { Db } from '../../src/store/db/index.js';
import type { Store } from '../../src/store/index.js';
import { AT, openBank } from '../store/bank.js';

let db: Db;
let store: Store;
const lines: string[] = [];
beforeAll(async () => {
  ({ db, store } = await openBank());
  expect(await seedDemo({ db, now: AT, log: { info: (line) => void lines.push(line) } })).toBe(true);
});
afterAll(() => db.close());

const count = async (table: string, where = '1 = 1') => Number((await db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`))!.n);
const speaker = (id: string) => store.staff.getSpeaker(id);
const one = async (name: string) => (await db.all<Record<string, unknown>>('SELECT * FROM Client WHERE name = ? ORDER BY level', [name]))[0]!;

test('has the people a branch has, and nothing was rejected', async () => {
  expect(lines.every((line) => line.endsWith(' 0 rejected'))).toBe(true);
  const roles = await db.all<{ role: string; n: number }>('SELECT role, COUNT(*) AS n FROM StaffRole GROUP BY role');
  expect(Object.fromEntries(roles.map((row) => [row.role, Number(row.n)]))).toEqual({
    relationshipManager: 6,
    wealthAdviser: 2,
    branchSupervisor: 3,
    wealthCentreHead: 1,
    lobbyManager: 1,
    headOfficeManager: 1,
  });
  expect(await count('Org', `level = 'subBranch'`)).toBe(3);
  expect(await count('Client')).toBe(240);
  for (const level of ['general', 'gold', 'platinum', 'blackGold']) expect(await count('Client', `level = '${level}'`)).toBeGreaterThan(10);
  expect(await count('Client', `birthCalendar = 'lunar'`)).toBeGreaterThan(20);
  expect(await count('Client', `birthCalendar = 'solar'`)).toBeGreaterThan(100);
  expect(await count('Client', `nextContactOn < '2026-11-23'`)).toBeGreaterThan(10);
  expect(await count('Client', 'mainManagerId IS NULL')).toBe(10);
  expect(await count('ManagerRelation', `role = 'deputy'`)).toBe(await count('Client', `level = 'blackGold' AND name NOT IN ('张伟')`));
});

test('names are such as Chinese banks have', async () => {
  const names = (await db.all<{ name: string }>('SELECT name FROM Client')).map((row) => row.name);
  expect(names.some((name) => /^(欧阳|上官|尉迟|司马|诸葛|令狐|皇甫)/.test(name))).toBe(true);
  expect(names.some((name) => /[䶮𬱖]/u.test(name))).toBe(true);
  expect(names.some((name) => /[喆堃]/.test(name))).toBe(true);
  expect(names.filter((name) => name === '张伟')).toHaveLength(3);
  expect(new Set(names).size).toBe(238);
});

test('李秀兰 is as the sample card shows her', async () => {
  const li = await one('李秀兰');
  expect(li).toMatchObject({
    honorific: '李阿姨',
    level: 'platinum',
    mobileTail: '5678',
    mainManagerId: 'chenyu',
    aumFen: 186_400_000,
    aumOn: '2026-11-22',
    birthCalendar: 'lunar',
    lunarMonth: 10,
    lunarDay: 15,
    lunarYear: 1958,
    lastContactOn: '2026-09-23',
    lastEffectiveContactOn: '2026-09-23',
    nextContactOn: '2026-11-23',
  });
  const held = await store.holding.listForClient(String(li['id']));
  const byKind = new Map<string, number>();
  for (const holding of held) byKind.set(holding.productKind, (byKind.get(holding.productKind) ?? 0) + (holding.valueFen ?? holding.amountFen));
  expect(Object.fromEntries(byKind)).toEqual({ deposit: 60_000_000, wealth: 96_400_000, fund: 30_000_000 });
  expect(held.filter((holding) => holding.maturesOn === '2026-11-30').map((holding) => [holding.productCode, holding.amountFen])).toEqual([
    ['SL180A', 50_000_000],
  ]);
  expect(await store.riskAssessment.findLatest(String(li['id']))).toMatchObject({ level: 2, assessedAt: Date.parse('2026-03-11T02:30:00Z') });
  expect(await db.get('SELECT * FROM ContactRecord WHERE clientId = ? AND onDate = ?', [String(li['id']), '2026-09-23'])).toMatchObject({
    mode: 'phone',
    outcome: 'reached',
    byUserId: 'chenyu',
    effective: 1,
  });
});

test('the three of one name differ as the choice shows them', async () => {
  const hits = await store.client.findByName(await speaker('chenyu'), '张伟');
  expect(hits.map((hit) => [hit.level, hit.mobileTail, hit.lastContactOn])).toEqual([
    ['blackGold', '3321', '2026-11-12'],
    ['gold', '0917', '2026-09-02'],
    ['general', '7745', null],
  ]);
});

test('others of the samples stand where their sentences say', async () => {
  expect(await one('王建国')).toMatchObject({ honorific: '王总', level: 'blackGold', lastContactOn: '2026-11-18', aumFen: 532_800_000 });
  expect(await one('何伟')).toMatchObject({ nextContactOn: '2026-11-11' });
  expect(await one('孙丽')).toMatchObject({ nextContactOn: '2026-11-23' });
  expect(await one('马骏')).toMatchObject({ aumFen: 41_800_000, level: 'gold' });
  for (const name of ['冯岩', '卢静', '白薇']) expect(await one(name)).toMatchObject({ mainManagerId: 'lintao', nextContactOn: '2026-11-09' });
  expect(await store.client.findByName(await speaker('hejing'), '王建国')).toHaveLength(1);
  expect(await store.client.findByPart(await speaker('chenyu'), '玉梅')).toEqual([]);
});

test('a named client of one manager has no double among the invented ones', async () => {
  const mine = (await store.client.list(await speaker('chenyu'), {}, { limit: 100 })).rows;
  expect(mine).toHaveLength(48);
  expect(mine.filter((row) => row.name.startsWith('王')).map((row) => row.name)).toEqual(['王建国']);
  expect(
    mine
      .filter((row) => row.honorific !== null)
      .map((row) => row.honorific)
      .sort(),
  ).toEqual(['张', '李', '王'].map((s) => ({ 张: '老张', 李: '李阿姨', 王: '王总' })[s]).sort());
  expect(new Set(mine.map((row) => row.mobileTail)).size).toBe(48);
});

test('a second start keeps everything', async () => {
  const tables = ['Client', 'ContactRecord', 'ManagerRelation', 'Holding', 'AuditEvent', 'ImportRun'];
  const before = await Promise.all(tables.map((table) => count(table)));
  expect(await seedDemo({ db, now: new Date(AT.getTime() + 5 * 86_400_000) })).toBe(false);
  expect(await Promise.all(tables.map((table) => count(table)))).toEqual(before);
});

test('the same start gives the same bank, another start the same people on other days', () => {
  expect(makeDemoBank('2026-11-23')).toEqual(makeDemoBank('2026-11-23'));
  for (const start of ['2026-11-23', '2027-02-06', '2028-02-29', '2026-12-31']) {
    const bank = makeDemoBank(start);
    expect(bank.people.map((person) => person.name)).toEqual(makeDemoBank('2026-11-23').people.map((person) => person.name));
    const li = bank.people.find((person) => person.name === '李秀兰')!;
    expect(li.holdings.find((holding) => holding.product === 'SL180A')!.maturesOn).toBe(addDays(start, 7));
    expect(li.lunar).toContain(`${solarToLunar(start).year - 68}年农历`);
  }
});

test('another start imports as cleanly', async () => {
  const other = await openBank(() => new Date('2028-02-29T01:00:00Z'));
  expect(await seedDemo({ db: other.db, now: new Date('2028-02-29T01:00:00Z') })).toBe(true);
  await other.db.close();
});

test('the cast names everybody with sentences to try', () => {
  expect(DEMO_CAST).toHaveLength(DEMO_STAFF.length);
  expect(DEMO_CAST[0]).toMatchObject({ userid: 'chenyu', name: '陈宇', title: '理财经理', orgName: '示例银行园区支行' });
  for (const member of DEMO_CAST) expect(member.sentences.length).toBeGreaterThanOrEqual(3);
});

test('the directory and the words of the console fit the bank', async () => {
  const { members, clients, departments } = demoDirectory();
  expect(members.map((one) => one.userid)).toEqual(DEMO_STAFF.map((one) => one.userid));
  for (const member of members) expect(departments.map((one) => one.id)).toContain(member.department[0]);
  const stored = await db.all<{ externalUserId: string; name: string; mainManagerId: string }>(
    'SELECT externalUserId, name, mainManagerId FROM Client WHERE externalUserId IS NOT NULL ORDER BY clientNo',
  );
  expect(clients.map((one) => [one.externalUserid, one.name, one.followedBy[0]]).sort()).toEqual(
    stored.map((row) => [row.externalUserId, row.name, row.mainManagerId]).sort(),
  );
  expect(Object.keys(demoConsole().chips)).toEqual(DEMO_STAFF.map((one) => one.userid));
});

test('money moved: a large sum left the evening before, another on the morning of the start', async () => {
  const large = await db.all<{ name: string; onDate: string; amountFen: number }>(
    `SELECT c.name, m.onDate, m.amountFen FROM Movement m JOIN Client c ON c.id = m.clientId WHERE m.direction = 'out' AND m.counterparty = 'outside' AND m.amountFen >= 20000000 ORDER BY m.onDate`,
  );
  expect(large).toEqual([
    { name: '王建国', onDate: '2026-11-22', amountFen: 80_000_000 },
    { name: '高洁', onDate: '2026-11-23', amountFen: 26_000_000 },
  ]);
  expect(await count('Movement')).toBeGreaterThan(50);
  expect(await count('Movement', `onDate > '2026-11-23'`)).toBe(0);
});

test('the clock may jump to birthdays to come and past the first term of a complaint', () => {
  const now = new Date('2026-11-23T10:00:00+08:00');
  const { places } = demoConsole(now);
  expect(places.filter((place) => 'at' in place)).toHaveLength(3);
  for (const place of places) expect(place.at === undefined ? place.afterMs : Date.parse(place.at) - now.getTime()).toBeGreaterThan(0);
  expect(places.map((place) => place.text)).toContain('周岚的生日 12月8日 周二 08:30');
  expect(places.at(-1)).toMatchObject({ afterMs: 86_460_000 });
});
