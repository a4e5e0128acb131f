import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { replyText } from '../../src/bot/reply.js';
import { openCore } from '../../src/core.js';
import { seedDemo } from '../../src/demo/index.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import { jobs } from '../../src/jobs/index.js';
import type { Db } from '../../src/store/db/index.js';
import type { OutboxRow } from '../../src/store/outbox.js';
import { bothDatabases } from '../helpers/both.js';
import { postgresTitle, startPostgres } from '../helpers/postgres.js';
import { scheduleOn } from '../helpers/schedule.js';

const NOW = new Date('2026-11-24T08:50:00+08:00');
const pg = await startPostgres();

/** What every job says to whom on the demo bank, and how it ended. */
async function runAll(db: Db, folder: string): Promise<Record<string, string[]>> {
  await seedDemo({ db, now: new Date('2026-11-23T08:39:00+08:00') });
  const clock = { now: () => NOW };
  const core = await openCore({ db, rules: DEFAULT_RULES, now: clock.now, pushChannel: 'app' });
  const schedule = scheduleOn(core, clock, { anchorFile: path.join(folder, 'anchors.jsonl') });
  for (const words of ['提醒我 1分钟后 回电李秀兰', '投诉 赵敏 赎回的钱三天没到账'])
    await core.say('chenyu', { text: words }, new Date(NOW.getTime() - 3_600_000));
  const said: Record<string, string[]> = {};
  for (const job of jobs) {
    const before = new Set((await rows(db)).map((row) => row.id));
    const run = await schedule.runJob(job.name);
    said[job.name] = [
      `${run.state} ${run.error ?? ''}`,
      ...(await rows(db))
        .filter((row) => !before.has(row.id))
        .map((row) => `${row.recipient}: ${row.words}`)
        .sort(),
    ];
  }
  await schedule.stop();
  return said;
}

async function rows(db: Db): Promise<{ id: number; recipient: string; words: string }[]> {
  const all = await db.all<{ id: number; recipient: string; payload: string }>('SELECT id, recipient, payload FROM Outbox ORDER BY id', []);
  return all.map(({ id, recipient, payload }) => {
    const reply = JSON.parse(payload) as OutboxRow['payload'];
    return { id, recipient, words: reply.kind === 'card-change' ? '' : replyText(reply) };
  });
}

describe.runIf(pg.url)(postgresTitle('every job', pg), () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'caiban-jobs-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const databases = bothDatabases(pg);

  test('says the same as on SQLite', async () => {
    const expected = await runAll(await databases.sqlite(), folder);
    const found = await runAll(await databases.postgresql(), folder);
    expect(
      Object.values(expected)
        .flat()
        .filter((line) => !line.startsWith('done')).length,
    ).toBeGreaterThan(0);
    for (const [name, lines] of Object.entries(found)) expect.soft(lines, name).toEqual(expected[name]);
    for (const [name, lines] of Object.entries(found)) expect.soft(lines[0], name).toMatch(/^done /);
  }, 180_000);
});
