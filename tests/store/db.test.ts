import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { insertInto, openDb, quoteIdentifiers, remembered, wideRows, type Sql } from '../../src/store/db/index.js';

const open = () => openDb(`file:${path.join(mkdtempSync(path.join(tmpdir(), 'caiban-')), 'caiban.db')}`);

test('quotes identifiers of mixed case only', () => {
  expect(quoteIdentifiers(`SELECT clientNo, "Case".no, COUNT(*) FROM Case WHERE name = 'Li Na' AND aumOn >= ?`)).toBe(
    `SELECT "clientNo", "Case".no, COUNT(*) FROM "Case" WHERE name = 'Li Na' AND "aumOn" >= ?`,
  );
});

test('a reader never sees an open transaction, and a failed one leaves nothing', async () => {
  const db = await open();
  const seen: number[] = [];
  const count = async () => Number((await db.get<{ n: number }>('SELECT COUNT(*) AS n FROM Counter'))!.n);
  await db
    .tx(async (tx) => {
      await tx.run(...insertInto('Counter', { name: 'a', value: 1 }));
      seen.push(await count());
      throw new Error('no');
    })
    .catch(() => undefined);
  seen.push(await count());
  await db.tx(async (tx) => {
    await tx.run(...insertInto('Counter', { name: 'b', value: 1 }));
    await tx
      .savepoint(async () => {
        await tx.run(...insertInto('Counter', { name: 'c', value: 1 }));
        throw new Error('no');
      })
      .catch(() => undefined);
  });
  seen.push(await count());
  expect(seen).toEqual([0, 0, 1]);
  await db.close();
});

test('transactions that overlap run one after the other', async () => {
  const db = await open();
  await db.run(...insertInto('Counter', { name: 'n', value: 0 }));
  await Promise.all(
    Array.from({ length: 50 }, () =>
      db.tx(async (tx) => {
        const row = await tx.get<{ value: number }>('SELECT value FROM Counter WHERE name = ?', ['n']);
        await Promise.resolve();
        await tx.run('UPDATE Counter SET value = ? WHERE name = ?', [row!.value + 1, 'n']);
      }),
    ),
  );
  expect(await db.get('SELECT value FROM Counter WHERE name = ?', ['n'])).toMatchObject({ value: 50 });
  await db.close();
});

test('one text asked for all rows and for one row answers each question by itself', async () => {
  const db = await open();
  await db.tx(async (tx) => {
    for (const [name, value] of [
      ['a', 1],
      ['b', 2],
    ] as const)
      await tx.run(...insertInto('Counter', { name, value }));
    const sql = 'SELECT name, value FROM Counter WHERE name = ?';
    expect(await tx.all(sql, ['nobody'])).toEqual([]);
    expect(await tx.get(sql, ['b'])).toEqual({ name: 'b', value: 2 });
    expect(await tx.all(sql, ['a'])).toEqual([{ name: 'a', value: 1 }]);
    expect(await tx.get(sql, ['nobody'])).toBeUndefined();
    const add = 'INSERT INTO Counter(name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING RETURNING name';
    expect(await tx.all(add, ['c', 3])).toEqual([{ name: 'c' }]);
    expect(await tx.get(add, ['d', 4])).toEqual({ name: 'd' });
    expect(await tx.get(add, ['d', 5])).toBeUndefined();
  });
  expect(await db.all('SELECT name, value FROM Counter ORDER BY name')).toEqual([
    { name: 'a', value: 1 },
    { name: 'b', value: 2 },
    { name: 'c', value: 3 },
    { name: 'd', value: 4 },
  ]);
  await db.close();
});

test('a remembered read is asked again after every write, an undone savepoint and a new transaction', async () => {
  const db = await open();
  let reads = 0;
  const readerOn = (sql: Sql) =>
    remembered(sql, async (name: string) => {
      reads++;
      return (await sql.get<{ value: number }>('SELECT value FROM Counter WHERE name = ?', [name]))?.value;
    });
  let read: (name: string) => Promise<number | undefined> = readerOn(db);
  expect([await read('n'), await read('n')]).toEqual([undefined, undefined]);
  expect(reads).toBe(2); // outside of a transaction nothing is remembered
  await db.tx(async (tx) => {
    read = readerOn(tx);
    expect([await read('n'), await read('n')]).toEqual([undefined, undefined]);
    expect(reads).toBe(3);
    await tx.get('INSERT INTO Counter(name, value) VALUES (?, ?) RETURNING name', ['n', 1]);
    expect([await read('n'), await read('m'), await read('n')]).toEqual([1, undefined, 1]);
    await tx
      .savepoint(async () => {
        await tx.run('UPDATE Counter SET value = 2 WHERE name = ?', ['n']);
        expect(await read('n')).toBe(2);
        throw new Error('no');
      })
      .catch(() => undefined);
    expect(await read('n')).toBe(1);
  });
  await db.run('UPDATE Counter SET value = 7 WHERE name = ?', ['n']);
  await db.tx(async () => expect(await read('n')).toBe(7));
  await db.close();
});

test('a large read gives the rows of the plain one, in its order', async () => {
  const db = await open();
  await db.tx(async (tx) => {
    for (let i = 0; i < 300; i++)
      await tx.run(
        ...insertInto('Holding', {
          id: `h${(i * 7) % 300}`,
          clientId: i % 2 ? '李"雷\\' : '𠮷\n',
          productCode: `p${i}`,
          startOn: '2026-01-01',
          amountFen: 9_007_199_254_740_991 - i,
          maturesOn: i % 3 ? '2026-11-23' : null,
          updatedAt: -i,
        }),
      );
  });
  const select = 'SELECT id, clientId, amountFen, maturesOn, updatedAt AS at FROM Holding WHERE id > ? ORDER BY id DESC LIMIT ?';
  const wide = await wideRows<Record<string, unknown>>(db, ['id', 'clientId', 'amountFen', 'maturesOn', 'at'], select, ['h1', 200]);
  expect(wide).toHaveLength(200);
  expect(wide).toEqual(await db.all(select, ['h1', 200]));
  expect(await wideRows(db, ['id'], 'SELECT id FROM Holding WHERE id = ?', ['none'])).toEqual([]);
  await db.close();
});
