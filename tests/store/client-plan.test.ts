import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db, Param, Sql } from '../../src/store/db/index.js';
import { clientLookups } from '../../src/store/client-find.js';
import { clientLists } from '../../src/store/client-list.js';
import type { Reader } from '../../src/store/reader.js';
import { openStore } from '../../src/store/index.js';
import { AT, addOrgs, openBank } from './bank.js';

let db: Db;
const asked: { text: string; params: readonly Param[] }[] = [];
let lookups: ReturnType<typeof clientLookups>;

beforeAll(async () => {
  ({ db } = await openBank());
  await addOrgs(openStore(db));
  const recording: Sql = {
    dialect: db.dialect,
    get: (text, params) => db.get(text, params),
    run: (text, params) => db.run(text, params),
    all: (text, params) => {
      asked.push({ text, params: params ?? [] });
      return db.all(text, params);
    },
  };
  lookups = clientLookups(recording, () => AT);
});
afterAll(() => db.close());

async function planOf(look: () => Promise<unknown>): Promise<string[]> {
  asked.length = 0;
  await look();
  // Nobody is found: those whom a case or referral opens are asked for as well, and are few.
  expect(asked).toHaveLength(2);
  expect(asked[0]!.text).not.toMatch(/\b(LIKE|GLOB|REGEXP)\b/i);
  const granted = await db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${asked[1]!.text}`, asked[1]!.params);
  const looks = granted.map((row) => row.detail).filter((detail) => /Case|Referral|SEARCH c|SCAN c/.test(detail));
  expect(looks).toHaveLength(4);
  for (const look of looks)
    expect(look).toMatch(
      /SEARCH (Case USING INDEX Case_(owner|investigator)Id_state_idx|Referral USING INDEX Referral_toUserId_state_dueAt_idx|c USING INDEX sqlite_autoindex_Client_1)/,
    );
  const rows = await db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${asked[0]!.text}`, asked[0]!.params);
  return rows.map((row) => row.detail);
}

const manager: Reader = { id: 'm1', roles: [{ role: 'relationshipManager', orgId: '1001', orgPath: '/001/0011/1001/' }] };
const supervisor: Reader = { id: 's1', roles: [{ role: 'branchSupervisor', orgId: '1001', orgPath: '/001/0011/1001/' }] };
const office: Reader = { id: 'o1', roles: [{ role: 'headOfficeManager', orgId: '001', orgPath: '/001/' }] };

/* What the plan must say about Client, per reader; every step is a search by an index. */
const cases: [string, (reader: Reader) => Promise<unknown>, { own: RegExp[]; team: RegExp[]; bank: RegExp[] }][] = [
  [
    'exact name',
    (r) => lookups.findByName(r, '李秀兰'),
    {
      own: [/mainManagerId_name_idx \(mainManagerId=\? AND name=\?\)/],
      team: [/Client_name_idx \(name=\?\)/],
      bank: [/Client_name_idx \(name=\?\)/],
    },
  ],
  [
    'part of a name',
    (r) => lookups.findByPart(r, '秀兰'),
    {
      own: [/mainManagerId_name_idx \(mainManagerId=\? AND name>\?\)/],
      team: [/g USING PRIMARY KEY \(gram=\?\)/],
      bank: [/g USING PRIMARY KEY \(gram=\?\)/],
    },
  ],
  [
    'three characters of a name',
    (r) => lookups.findByPart(r, '阳娜娜'),
    {
      own: [/mainManagerId_name_idx/],
      team: [/g USING PRIMARY KEY \(gram=\?\)/, /h USING PRIMARY KEY \(gram=\? AND clientId=\?\)/],
      bank: [/h USING PRIMARY KEY \(gram=\? AND clientId=\?\)/],
    },
  ],
  [
    'one character',
    (r) => lookups.findByPart(r, '娜'),
    { own: [/mainManagerId_name_idx/], team: [/g USING PRIMARY KEY \(gram>\? AND gram<\?\)/], bank: [/g USING PRIMARY KEY \(gram>\? AND gram<\?\)/] },
  ],
  [
    'pinyin',
    (r) => lookups.findByPinyin(r, 'lixiu'),
    {
      own: [
        /mainManagerId_pinyin_idx \(mainManagerId=\? AND pinyin>\? AND pinyin<\?\)/,
        /mainManagerId_pinyinAlt_idx \(mainManagerId=\? AND pinyinAlt>\? AND pinyinAlt<\?\)/,
      ],
      team: [/orgId_pinyin_idx \(orgId=\? AND pinyin>\? AND pinyin<\?\)/, /orgId_pinyinAlt_idx/],
      bank: [/orgId_pinyin_idx \(orgId=\? AND pinyin>\? AND pinyin<\?\)/],
    },
  ],
  [
    'initials',
    (r) => lookups.findByInitials(r, 'lxl'),
    {
      own: [/mainManagerId_initials_idx \(mainManagerId=\? AND initials=\?\)/, /mainManagerId_initialsAlt_idx/],
      team: [/orgId_initials_idx \(orgId=\? AND initials=\?\)/],
      bank: [/orgId_initials_idx/],
    },
  ],
  [
    'phone tail',
    (r) => lookups.findByPhoneTail(r, '5678'),
    {
      own: [/mainManagerId_mobileTail_idx \(mainManagerId=\? AND mobileTail=\?\)/],
      team: [/mobileTail_orgId_idx \(mobileTail=\?/],
      bank: [/mobileTail_orgId_idx \(mobileTail=\?/],
    },
  ],
  [
    'mobile',
    (r) => lookups.findByMobile(r, '13800005678'),
    { own: [/Client_(mainManagerId_mobileTail|mobile)_idx/], team: [/Client_mobile(Tail_orgId)?_idx/], bank: [/Client_mobile(Tail_orgId)?_idx/] },
  ],
  [
    'client number',
    (r) => lookups.findByClientNo(r, 'C1'),
    { own: [/Client_clientNo_key \(clientNo=\?\)/], team: [/Client_clientNo_key \(clientNo=\?\)/], bank: [/Client_clientNo_key/] },
  ],
];

test.each(cases)('%s goes by its index for a manager, a supervisor and the head office', async (_name, look, wanted) => {
  for (const [reader, lines] of [
    [manager, wanted.own],
    [supervisor, wanted.team],
    [office, wanted.bank],
  ] as const) {
    const plan = await planOf(() => look(reader));
    for (const line of lines)
      expect(
        plan.some((step) => line.test(step)),
        `${line}\n${plan.join('\n')}`,
      ).toBe(true);
    const scans = plan.filter((step) => /^SCAN/.test(step) && !/^SCAN o\b/.test(step));
    expect(scans, plan.join('\n')).toEqual([]);
    // Whom he looks after beside: by the names that stand side by side, then only those that fit.
    if (reader === manager)
      expect(plan.join('\n')).toMatch(/SEARCH c USING PRIMARY KEY \(userId=\?\)\nSEARCH r USING INDEX ManagerRelation_clientId_state_role_idx/);
  }
});

test('a manager’s names come from one index, without a look at his clients’ rows', async () => {
  const texts: string[] = [];
  const recording: Sql = { ...db, get: (text, params) => (texts.push(text), db.get(text, params)) };
  await clientLists(recording, () => AT).listNames(manager);
  const plan = await db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${texts[0]}`, ['m1', 'm1', '2026-11-22', '2026-11-22', 'm1', 'm1', 'm1']);
  expect(plan.map((row) => row.detail)).toContain('SEARCH c USING COVERING INDEX Client_mainManagerId_name_idx (mainManagerId=?)');
  expect(plan.map((row) => row.detail).join()).not.toMatch(/SCAN (c|r|Case|Referral)\b/);
});
