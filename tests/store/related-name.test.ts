import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reader } from '../../src/store/reader.js';
import type { Store } from '../../src/store/index.js';
import { openStore } from '../../src/store/index.js';
import type { Db } from '../../src/store/db/index.js';
import { emptyDb, fillBank, MONDAY } from '../helpers/bank.js';

const NOW = new Date(MONDAY);
let db: Db;
let remove: () => Promise<void>;
let store: Store;
let ids: readonly string[];
const second: Reader = { id: 'hejing', roles: [{ role: 'relationshipManager', orgId: '001201', orgPath: '/001/0012/001201/' }] };

beforeAll(async () => {
  ({ db, remove } = await emptyDb());
  await fillBank(
    db,
    [
      { name: '单雄信', deputy: 'hejing', mobile: '13912345678', clientNo: 'KH0001' },
      { name: '王建国', mobile: '13912340917' },
      { name: '陈静', manager: 'hejing' },
    ],
    NOW,
  );
  store = openStore(db, () => NOW);
  ids = (await db.all<{ id: string }>('SELECT id FROM Client ORDER BY name')).map((row) => row.id);
});
afterAll(() => remove());

const idOf = async (name: string): Promise<string> => (await db.get<{ id: string }>('SELECT id FROM Client WHERE name = ?', [name]))!.id;
const names = (hits: readonly { name: string }[]): string[] => hits.map((hit) => hit.name).sort();
const change = async (name: string, fields: Parameters<Store['client']['change']>[2]): Promise<void> => {
  const row = (await db.get<{ id: string; version: number }>('SELECT id, version FROM Client WHERE name = ?', [name]))!;
  await store.tx((tx) => tx.client.change(row.id, row.version, fields, 'zhoumin', NOW));
};

test('a second manager finds a client by every naming', async () => {
  expect(ids).toHaveLength(3);
  expect(names(await store.client.findByName(second, '单雄信'))).toEqual(['单雄信']);
  expect(names(await store.client.findByPart(second, '雄'))).toEqual(['单雄信']);
  expect(names(await store.client.findByPinyin(second, 'shanxiong'))).toEqual(['单雄信']);
  expect(names(await store.client.findByPinyin(second, 'danxiong'))).toEqual(['单雄信']);
  expect(names(await store.client.findByInitials(second, 'sxx'))).toEqual(['单雄信']);
  expect(names(await store.client.findByPhoneTail(second, '5678'))).toEqual(['单雄信']);
  expect(names(await store.client.findByMobile(second, '13912345678'))).toEqual(['单雄信']);
  expect(names(await store.client.findByClientNo(second, 'kh0001'))).toEqual(['单雄信']);
  expect(await store.client.findByName(second, '王建国')).toEqual([]);
});

test('what changes about the client is found at once, and what it was no more', async () => {
  await change('单雄信', { name: '单小雨', mobile: '13700001111', clientNo: 'KH0002' });
  expect(names(await store.client.findByPart(second, '小雨'))).toEqual(['单小雨']);
  expect(await store.client.findByName(second, '单雄信')).toEqual([]);
  expect(names(await store.client.findByPhoneTail(second, '1111'))).toEqual(['单小雨']);
  expect(await store.client.findByPhoneTail(second, '5678')).toEqual([]);
  expect(names(await store.client.findByClientNo(second, 'KH0002'))).toEqual(['单小雨']);
});

test('a stand-in finds all whom he stands in for, and nobody after it ended', async () => {
  const period = { userId: 'hejing', forUserId: 'chenyu', fromOn: '2026-11-23', toOn: '2026-11-27' };
  await store.tx((tx) => tx.acting.add(period, 'zhoumin', 'leave', false, NOW));
  expect(names(await store.client.findByPart(second, '建国'))).toEqual(['王建国']);
  expect(await db.all('SELECT clientId FROM RelatedName WHERE userId = ? AND clientId = ?', ['hejing', await idOf('王建国')])).toHaveLength(1);
  await store.tx((tx) => tx.acting.end(period, NOW));
  expect(await store.client.findByPart(second, '建国')).toEqual([]);
  expect(await db.all('SELECT clientId FROM RelatedName WHERE clientId = ?', [await idOf('王建国')])).toEqual([]);
  // Second manager of the other one he still is.
  expect(names(await store.client.findByPart(second, '小雨'))).toEqual(['单小雨']);
});

test('two relations to one client name him once', async () => {
  const relation = await store.tx(async (tx) =>
    tx.managerRelation.add(
      { clientId: await idOf('单小雨'), userId: 'hejing', role: 'acting', fromOn: '2026-11-23', setBy: 'zhoumin', forUserId: 'chenyu' },
      NOW,
    ),
  );
  expect(names(await store.client.findByPart(second, '小雨'))).toEqual(['单小雨']);
  await store.tx((tx) => tx.managerRelation.end(relation.id, NOW));
  expect(names(await store.client.findByPart(second, '小雨'))).toEqual(['单小雨']);
});
