import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db, Param } from '../../src/store/db/index.js';
import { openStore, type Store } from '../../src/store/index.js';
import { emptyDb } from '../helpers/bank.js';

let store: Store;
let remove: () => Promise<void>;
let asked: { sql: string; params: readonly Param[] }[] = [];
let db: Db;

beforeAll(async () => {
  const opened = await emptyDb();
  ({ db, remove } = opened);
  const seen: Db = {
    ...db,
    dialect: db.dialect,
    all: (sql, params) => {
      asked.push({ sql, params: params ?? [] });
      return db.all(sql, params);
    },
    get: (sql, params) => db.get(sql, params),
    run: (sql, params) => db.run(sql, params),
  };
  store = openStore(seen, () => new Date('2026-11-23T00:30:00Z'));
});
afterAll(() => remove());

const week = [{ from: '2026-11-23', to: '2026-11-30' }];

test.each([
  ['birthdays', () => store.due.birthdays(week)],
  ['relatives', () => store.due.relatives(week)],
  ['care dates', () => store.due.careDates(week)],
  ['contacts', () => store.due.contacts('2026-11-23', '2026-11-24')],
  ['maturities', () => store.due.maturities('2026-11-23', '2026-11-30')],
  ['assessments', () => store.due.assessments(new Date(0), new Date(1))],
  ['a manager’s clients', () => store.due.clientsOf('chenyu')],
  ['a page of clients', () => store.due.page('', 500)],
  ['current accounts', () => store.due.demandBalances(['a', 'b'])],
  ['balances of many', () => store.balance.listMany(['a', 'b'], '2026-11-01', '2026-11-22')],
  ['movements of many', () => store.movement.listOf(['a', 'b'], '2026-11-01', '2026-11-22')],
  ['held pushes', () => store.heldNotice.listRecipients(new Date(), 20)],
])('%s start from an index, never from the whole table', async (_name, ask) => {
  asked = [];
  await ask();
  expect(asked.length).toBeGreaterThan(0);
  for (const { sql, params } of asked) {
    const plan = (await db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params)).map((row) => row.detail);
    expect(
      plan.filter((line) => /^SCAN (?!o\b|mine\b|\()/.test(line)),
      plan.join('\n'),
    ).toEqual([]);
  }
});
