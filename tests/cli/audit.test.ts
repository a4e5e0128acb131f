import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDb } from '../../src/store/db/index.js';
import { openStore } from '../../src/store/index.js';
import { runCli } from '../helpers/cli.js';

const data = mkdtempSync(path.join(tmpdir(), 'caiban-audit-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

const verify = () => runCli(['audit', 'verify', '--data', data, '--json']);

test('says where the chain was broken, and by what', async () => {
  const db = await openDb(`file:${path.join(data, 'caiban.db')}`);
  const store = openStore(db);
  await store.tx(async (tx) => {
    for (const actor of ['zhangsan', 'lisi', 'wangwu'])
      await tx.audit.append({
        at: new Date('2026-11-23T08:39:00+08:00'),
        actor,
        action: 'client.view',
        clientId: '1',
        place: 'private',
        result: 'ok',
      });
  });
  const whole = await verify();
  expect(whole.code, whole.stderr).toBe(0);
  expect(JSON.parse(whole.stdout)).toMatchObject({ ok: true, events: 3, lastSeq: 3, anchors: 0 });

  const { lastHash } = JSON.parse(whole.stdout) as { lastHash: string };
  writeFileSync(path.join(data, 'audit-anchors.jsonl'), `${JSON.stringify({ date: '2026-11-23', seq: 3, hash: lastHash })}\n`);
  expect(JSON.parse((await verify()).stdout)).toMatchObject({ ok: true, anchors: 1 });

  await db.run('DELETE FROM AuditEvent WHERE seq = 3');
  const shortened = await verify();
  expect(shortened.code).toBe(1);
  expect(JSON.parse(shortened.stdout)).toMatchObject({ ok: false, seq: 3 });

  await db.run(`UPDATE AuditEvent SET actor = 'somebody' WHERE seq = 2`);
  const changed = await verify();
  expect(changed.code).toBe(1);
  expect(JSON.parse(changed.stdout)).toMatchObject({ ok: false, seq: 2, problem: 'hash' });
  expect(changed.stderr).toContain('第2条');
  await db.close();
});
