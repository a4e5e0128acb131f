import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { insertInto, openDb, quoteIdentifiers } from '../../src/store/db/index.js';

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
    await tx.savepoint(async () => {
      await tx.run(...insertInto('Counter', { name: 'c', value: 1 }));
      throw new Error('no');
    }).catch(() => undefined);
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
