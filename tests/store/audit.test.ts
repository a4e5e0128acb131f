import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Db } from '../../src/store/db/index.js';
import type { Store } from '../../src/store/index.js';
import { canonicalJson, type AuditEntry } from '../../src/store/audit.js';
import { AT, openBank, tempFolder } from './bank.js';

let db: Db;
let store: Store;
beforeEach(async () => void ({ db, store } = await openBank()));
afterEach(() => db.close());

const entry = (n: number): AuditEntry => ({
  at: AT,
  actor: 'chenyu',
  role: 'relationshipManager',
  action: 'client.view',
  clientId: `c${n}`,
  place: 'private',
  after: { b: n, a: '张*' },
  result: 'ok',
});
const fill = (count: number) => store.tx(({ audit }) => audit.append(...Array.from({ length: count }, (_x, i) => entry(i))));

test('canonical JSON does not depend on the order of keys or on absent values', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined, e: 0 })).toBe('{"b":[1,{"c":"x"}],"e":0}');
});

test('every event is chained to the one before', async () => {
  await fill(3);
  await fill(2);
  expect(await store.audit.verify()).toMatchObject({ ok: true, events: 5, lastSeq: 5 });
  expect(await store.audit.verify(3)).toMatchObject({ ok: true, events: 3 });
});

test('characters that no database keeps do not break the chain', async () => {
  await store.tx(({ audit }) =>
    audit.append({ ...entry(1), action: 'tap.\ud800', objectId: 'a\0b', purpose: '半\udc00个', after: { text: 'x\0\ud83d' } }),
  );
  await fill(1);
  expect(await store.audit.verify()).toMatchObject({ ok: true, events: 2 });
  expect(await db.get('SELECT objectId FROM AuditEvent WHERE seq = 1')).toEqual({ objectId: 'ab' });
});

test('an event stands or falls with its transaction', async () => {
  await store
    .tx(async ({ audit }) => {
      await audit.append(entry(1));
      throw new Error('no');
    })
    .catch(() => undefined);
  await fill(1);
  expect(await store.audit.verify()).toMatchObject({ ok: true, events: 1 });
});

test.each([
  ['actor', 'somebody'],
  ['at', 1],
  ['action', 'x'],
  ['clientId', null],
  ['after', '{}'],
  ['result', 'denied'],
  ['place', 'job'],
  ['purpose', '督办'],
  ['prevHash', 'f'.repeat(64)],
  ['hash', 'f'.repeat(64)],
])('a changed %s is found', async (field, value) => {
  await fill(5);
  await db.run(`UPDATE AuditEvent SET ${field === 'at' || field === 'after' ? field : `"${field}"`} = ? WHERE seq = 3`, [value]);
  expect(await store.audit.verify()).toMatchObject({ ok: false, seq: 3 });
});

test('a removed and a moved event are found', async () => {
  await fill(5);
  await db.run('DELETE FROM AuditEvent WHERE seq = 3');
  expect(await store.audit.verify()).toEqual({ ok: false, seq: 3, problem: 'gap' });
  await db.run('UPDATE AuditEvent SET seq = 3 WHERE seq = 4');
  expect(await store.audit.verify()).toMatchObject({ ok: false, seq: 3 });
});

test('an anchor kept elsewhere finds a chain that was rewritten as a whole', async () => {
  await fill(3);
  const file = path.join(tempFolder(), 'anchors.jsonl');
  await store.audit.anchor(file, AT);
  const anchors = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { date: string; seq: number; hash: string });
  expect(anchors).toMatchObject([{ date: '2026-11-23', seq: 3 }]);
  expect(await store.audit.findBrokenAnchor(anchors)).toBeUndefined();
  await db.run('DELETE FROM AuditEvent');
  await store.tx(({ audit }) => audit.append(entry(7), entry(8), entry(9)));
  expect(await store.audit.verify()).toMatchObject({ ok: true });
  expect(await store.audit.findBrokenAnchor(anchors)).toBe(3);
});
