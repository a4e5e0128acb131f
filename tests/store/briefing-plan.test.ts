import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db, Param } from '../../src/store/db/index.js';
import { openStore, type Store } from '../../src/store/index.js';
import { emptyDb } from '../helpers/bank.js';

let store: Store;
let remove: () => Promise<void>;
let db: Db;
let asked: { sql: string; params: readonly Param[] }[] = [];

beforeAll(async () => {
  ({ db, remove } = await emptyDb());
  const note = (sql: string, params: readonly Param[] = []) => void asked.push({ sql, params });
  const seen: Db = {
    ...db,
    all: (sql, params) => (note(sql, params), db.all(sql, params)),
    get: (sql, params) => (note(sql, params), db.get(sql, params)),
  };
  store = openStore(seen, () => new Date('2026-11-23T00:30:00Z'));
});
afterAll(() => remove());

const page = { after: 'c1', limit: 100 };

test.each([
  ['birthdays', () => store.briefing.listBirthdays('solar', '11-23', page)],
  ['maturities', () => store.briefing.listMaturing('2026-11-23', page)],
  ['assessments', () => store.briefing.listAssessed(1, 2, { id: 'a', clientId: 'c', assessedAt: 1 }, 100)],
])('a page of the bank’s %s is read from an index in its order: nothing is sorted, nothing read twice', async (_name, read) => {
  asked = [];
  await read();
  expect(asked).toHaveLength(1);
  for (const { sql, params } of asked) {
    const plan = (await db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params)).map((row) => row.detail);
    expect(
      plan.filter((line) => /TEMP B-TREE|^SCAN (?!\()/.test(line)),
      plan.join('\n'),
    ).toEqual([]);
  }
});

test.each([
  ['contacts due', () => store.briefing.listContactsDue(['chenyu', 'lintao'], '2026-11-23')],
  ['expiring assessments', () => store.briefing.listExpiring(1, 2, '2026-11-23', { clientIds: ['c1', 'c2'] })],
  ['what a quiet day offers', () => store.briefing.countOptional('chenyu', '2026-11-23', { from: '2026-12-01', to: '2026-12-31' }, '2026-08-25')],
])('%s start from an index', async (_name, read) => {
  asked = [];
  await read();
  expect(asked.length).toBeGreaterThan(0);
  for (const { sql, params } of asked) {
    const plan = (await db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params)).map((row) => row.detail);
    expect(
      plan.filter((line) => /^SCAN (?!\(|m$)/.test(line)),
      plan.join('\n'),
    ).toEqual([]);
  }
});
