import { appendFileSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runImport } from '../../src/import/index.js';
import { AT, openBank } from '../store/bank.js';
import { ORGS, counts, fileOf, importText } from './files.js';

/** 2,000 clients, more than three slices however fast they grow; every hundredth belongs to an org there is not. */
const rows = Array.from({ length: 2000 }, (_x, i) => `K${String(i).padStart(4, '0')},客户${i},${i % 100 === 99 ? '9999' : '1001'}`);
const content = `客户号,姓名,机构号\n${rows.join('\n')}\n`;
const rejectedLines = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => Number(line.split(',')[0]));

test.each([1, 2, 3])('cut off after slice %i, a run goes on behind what was committed and counts the whole file', async (slices) => {
  const { db } = await openBank();
  await importText(db, 'orgs', ORGS);
  const file = fileOf(content);
  let seen = 0;
  const cut = runImport({
    db,
    kind: 'clients',
    file,
    now: AT,
    onProgress: () => {
      if (++seen === slices) throw new Error('killed');
    },
  });
  await expect(cut).rejects.toThrow('killed');
  const before = (await db.get<{ n: number }>('SELECT COUNT(*) AS n FROM Client'))!.n;
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(1980);
  // A crash between the file's write and the commit leaves lines that belong to no slice.
  appendFileSync(`${file}.rejected.csv`, '999,半行');
  const result = await runImport({ db, kind: 'clients', file, now: AT });
  expect(counts(result)).toEqual([2000, 1980, 0, 0, 20]);
  expect(result.resumedAt).toBeGreaterThanOrEqual(before);
  expect(rejectedLines(result.rejectedFile!)).toEqual(Array.from({ length: 20 }, (_x, i) => i * 100 + 101));
  expect((await db.get<{ n: number }>('SELECT COUNT(*) AS n FROM Client'))!.n).toBe(1980);
  const again = await runImport({ db, kind: 'clients', file, now: AT });
  expect(counts(again)).toEqual([2000, 0, 0, 1980, 20]);
  expect(again.resumedAt).toBe(0);
  expect(rejectedLines(again.rejectedFile!)).toHaveLength(20);
  await db.close();
});

test('a service that shares the database writes while an import runs', async () => {
  const { db, store } = await openBank();
  await importText(db, 'orgs', ORGS);
  let written = 0;
  const file = fileOf(content);
  await runImport({ db, kind: 'clients', file, now: AT, onProgress: () => void store.tx(({ counter }) => counter.next('n')).then(() => written++) });
  await store.tx(({ counter }) => counter.next('n'));
  expect(await store.counter.find('n')).toBe(written + 1);
  expect(written).toBeGreaterThan(1);
  await db.close();
});

test.each([
  ['to its end', false],
  ['cut off', true],
])('commits are as durable as before after an import %s, while its slices are not each', async (_how, isCut) => {
  const { db } = await openBank();
  await importText(db, 'orgs', ORGS);
  const settings = () =>
    db.tx(async (tx) => ({
      synchronous: (await tx.get<{ synchronous: number }>('PRAGMA synchronous'))?.synchronous,
      pages: (await tx.get<{ wal_autocheckpoint: number }>('PRAGMA wal_autocheckpoint'))?.wal_autocheckpoint,
    }));
  const before = await settings();
  expect(before.synchronous).toBe(2);
  let during: Promise<{ synchronous: number | undefined }> | undefined;
  const run = runImport({
    db,
    kind: 'clients',
    file: fileOf(content),
    now: AT,
    onProgress: () => {
      during ??= settings();
      if (isCut) throw new Error('killed');
    },
  });
  if (isCut) await expect(run).rejects.toThrow('killed');
  else await run;
  expect((await during)?.synchronous).toBe(1);
  expect(await settings()).toEqual(before);
  await db.close();
});
