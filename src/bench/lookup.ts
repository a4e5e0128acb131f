import path from 'node:path';
import type { Param } from '../store/db/index.js';
import { openDb } from '../store/db/index.js';
import { SqliteConnection } from '../store/db/sqlite.js';
import { clientLookups } from '../store/client-find.js';
import type { Reader } from '../store/reader.js';
import { BANK_NOW, buildBank, HEAD_USER, inTempDir } from './bank.js';
import { branchId, HEAD_OFFICE, outletId, outletOf, personAt, type BenchPerson } from './people.js';
import { times, type Bench, type BenchCase } from './report.js';

/** As ours reads them. */
const COLUMNS = 'id, clientNo, name, gender, honorific, level, status, mobileTail, orgId, mainManagerId, lastContactOn, nextContactOn';
/** No more looks than this: enough for a 99th percentile, and over soon. */
const MOST_LOOKS = 20_000;
const WARM_UP = 300;

type Lookups = ReturnType<typeof clientLookups>;

interface Naming {
  name: string;
  /** Everybody's clients instead of one manager's. */
  everywhere?: boolean;
  /** What somebody types to find this person. */
  typed(person: BenchPerson): string;
  find(lookups: Lookups, reader: Reader, typed: string): Promise<readonly unknown[]>;
  /** The indexed query a programmer would write for this one naming, without roles, relations or order. */
  raw: string;
  params(managerId: string, typed: string): Param[];
}

const beyond = (prefix: string): string => `${prefix}${'z'.repeat(24)}`;
const part = (name: string): string => [...name].slice(-2).join('');
const own = (condition: string, index: string): string =>
  `SELECT ${COLUMNS} FROM Client INDEXED BY "Client_mainManagerId_${index}_idx" WHERE mainManagerId = ? AND ${condition} LIMIT 50`;

const NAMINGS: readonly Naming[] = [
  { name: 'exact', typed: (p) => p.name, find: (l, r, t) => l.findByName(r, t), raw: own('name = ?', 'name'), params: (m, t) => [m, t] },
  {
    name: 'part',
    typed: (p) => part(p.name),
    find: (l, r, t) => l.findByPart(r, t),
    raw: own('instr(name, ?) > 0', 'name'),
    params: (m, t) => [m, t],
  },
  {
    name: 'pinyin',
    typed: (p) => p.pinyin.slice(0, 6),
    find: (l, r, t) => l.findByPinyin(r, t),
    raw: own('pinyin >= ? AND pinyin < ?', 'pinyin'),
    params: (m, t) => [m, t, beyond(t)],
  },
  {
    name: 'initials',
    typed: (p) => p.initials,
    find: (l, r, t) => l.findByInitials(r, t),
    raw: own('initials = ?', 'initials'),
    params: (m, t) => [m, t],
  },
  {
    name: 'phone-tail',
    typed: (p) => p.mobile.slice(-4),
    find: (l, r, t) => l.findByPhoneTail(r, t),
    raw: own('mobileTail = ?', 'mobileTail'),
    params: (m, t) => [m, t],
  },
  {
    name: 'client-no',
    typed: (p) => p.clientNo,
    find: (l, r, t) => l.findByClientNo(r, t),
    raw: `SELECT ${COLUMNS} FROM Client WHERE clientNo = ? AND mainManagerId = ?`,
    params: (m, t) => [t, m],
  },
  {
    name: 'part-everywhere',
    everywhere: true,
    typed: (p) => part(p.name),
    find: (l, r, t) => l.findByPart(r, t),
    raw: `SELECT ${COLUMNS} FROM ClientGram g CROSS JOIN Client c WHERE g.gram = ? AND c.id = g.clientId LIMIT 50`,
    params: (_m, t) => [t],
  },
];

export const lookupBench: Bench = {
  name: 'lookup',
  summary: '按姓名、姓名的一部分、拼音、首字母、手机尾号、客户号找一位客户，对照同样的裸查询',
  sizes: { clients: 1_000_000, managers: 3000, seconds: 4 },
  run: ({ clients, managers, seconds }, note) =>
    inTempDir(async (dir) => {
      const file = path.join(dir, 'bank.db');
      await buildBank(file, clients, managers, note);
      const db = await openDb(`file:${file}`);
      const bare = new SqliteConnection(file);
      const lookups = clientLookups(db, () => BANK_NOW);
      const cases: BenchCase[] = [];
      try {
        for (const naming of NAMINGS) {
          note(naming.name);
          const measured = await alternate(naming, lookups, bare, { clients, managers, seconds });
          cases.push(...times(naming.name, 'µs', measured.ours, measured.raw));
        }
      } finally {
        bare.close();
        await db.close();
      }
      return cases;
    }),
};

/** One look ours, one look bare, at the same person, who is another one each time; which of the two goes first changes. */
async function alternate(naming: Naming, lookups: Lookups, bare: SqliteConnection, sizes: { clients: number; managers: number; seconds: number }) {
  const statement = bare.prepare(naming.raw);
  const ours: number[] = [];
  const raw: number[] = [];
  const until = performance.now() + sizes.seconds * 1000;
  for (let look = 0; look < MOST_LOOKS + WARM_UP && (performance.now() < until || raw.length === 0); look++) {
    const i = (look * 7_919) % sizes.clients;
    const person = personAt(i, sizes.managers);
    const reader = naming.everywhere ? headOffice : managerOf(person);
    const typed = naming.typed(person);
    const params = naming.params(person.managerId, typed);
    const lookBare = () => {
      const start = performance.now();
      const rows = statement.all(params);
      const ms = performance.now() - start;
      return { rows: rows.length, ms };
    };
    const lookOurs = async () => {
      const start = performance.now();
      const hits = await naming.find(lookups, reader, typed);
      const ms = performance.now() - start;
      return { rows: hits.length, ms };
    };
    const isBareFirst = look % 2 === 0;
    const early = isBareFirst ? lookBare() : undefined;
    const found = await lookOurs();
    const other = early ?? lookBare();
    if (found.rows === 0 || other.rows === 0) throw new Error(`${naming.name} did not find ${person.clientNo}`);
    if (look < Math.min(WARM_UP, sizes.clients / 10)) continue;
    ours.push(found.ms * 1000);
    raw.push(other.ms * 1000);
  }
  return { ours, raw };
}

function managerOf(person: BenchPerson): Reader {
  const outlet = outletOf(Number(person.managerId.slice(2)));
  const orgPath = `/${HEAD_OFFICE}/${branchId(Math.floor(outlet / 20))}/${outletId(outlet)}/`;
  return { id: person.managerId, roles: [{ role: 'relationshipManager', orgId: person.orgId, orgPath }] };
}

const headOffice: Reader = { id: HEAD_USER, roles: [{ role: 'headOfficeManager', orgId: HEAD_OFFICE, orgPath: `/${HEAD_OFFICE}/` }] };
