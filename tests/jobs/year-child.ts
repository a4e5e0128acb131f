import { readFileSync } from 'node:fs';
import { openCore } from '../../src/core.js';
import { stoppedClock } from '../../src/clock.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import { jobs } from '../../src/jobs/index.js';
import { createSchedule } from '../../src/schedule.js';
import { insertInto, openDb } from '../../src/store/db/index.js';
import type { Step } from './year-script.js';

/**
 * A program of its own (`year.ts` starts it): lives through a script of the simulated year on one database, and goes on where
 * a killed one stopped. Arguments: the database file and the script.
 */
const [, , dbFile = '', scriptFile = ''] = process.argv;
const { from, without, steps } = JSON.parse(readFileSync(scriptFile, 'utf8')) as { from: string; without: string[]; steps: Step[] };

const db = await openDb(`file:${dbFile}`);
// Processes are killed here, machines are not: what the system was handed is there afterwards.
await db.tx((tx) => tx.all('PRAGMA synchronous=OFF')).catch(() => undefined);
const clock = stoppedClock(new Date(from));
const core = await openCore({ db, rules: DEFAULT_RULES, now: () => clock.now(), pushChannel: 'app' });
const silent = (): void => undefined;
const schedule = createSchedule({
  jobs: jobs.filter((job) => !without.includes(job.name)),
  store: core.store,
  clock,
  log: {
    info: silent,
    warn: silent,
    error(fields, text) {
      process.stderr.write(`${text} ${JSON.stringify(fields)}\n`);
      process.exit(3);
    },
  },
  instanceId: `year-${process.pid}`,
  rules: DEFAULT_RULES,
  calendarOf: (orgPath) => core.calendars.of(orgPath),
  render: core.deps.render,
  pushChannel: 'app',
});

async function settle(): Promise<void> {
  await schedule.tick();
  await schedule.drain();
}

async function buttonOf(as: string, label: string): Promise<string> {
  for (const row of await core.store.outbox.listNewest(as, 20)) {
    const found = row.act === 'reply' ? row.buttons.find((one) => one.text === label) : undefined;
    if (found) return found.key;
  }
  throw new Error(`${as} has no button ${label}`);
}

/** What a step says or taps, through the inbox: a repeat after a kill is the same message and is dropped there. */
async function speak(n: number, { as = '', text, press, sql }: Step): Promise<void> {
  const at = clock.now();
  if (await db.get('SELECT id FROM Inbox WHERE dedupeKey = ?', [`year:${n}`])) return;
  const row = sql && (await db.get<{ id: string }>(sql.text, sql.params));
  if (sql && !row) throw new Error(`step ${n} found nothing`);
  const key = press !== undefined ? await buttonOf(as, press) : sql && row ? `${sql.verb}:${row.id}` : undefined;
  await core.store.tx(async (tx) => {
    const [id] = await tx.inbox.addAll(
      [
        {
          dedupeKey: `year:${n}`,
          channel: 'cli',
          from: as,
          place: 'private',
          sentAt: at,
          content:
            key === undefined ? { kind: 'text', text: text ?? '' } : { kind: 'tap', key, taskId: '', cardType: 'button_interaction', selected: {} },
          replyTo: { channel: 'cli', userId: as },
        },
      ],
      at,
    );
    const stored = await tx.inbox.find(id ?? 0);
    if (!stored) throw new Error(`step ${n} was not taken in`);
    const record = await core.process(tx, stored);
    await tx.inbox.markDone(stored.id, at);
    if (text !== undefined && record.stored.length === 0 && !record.asked)
      throw new Error(`step ${n} stored nothing: ${text} -> ${JSON.stringify(record.replies)}`);
  });
}

const done = (await core.store.counter.find('year.step')) ?? 0;
// A killed one goes on with the step it died in: what it began there is open to be taken up at the same minute.
if (done > 0) await core.store.tx((tx) => tx.jobRun.releaseAll());
process.stdout.write('ready\n');
if (done === 0) await settle();
for (const [n, step] of steps.entries()) {
  if (n < done) continue;
  clock.set(new Date(step.at));
  if (step.as !== undefined) await speak(n, step);
  const { rows = [], run } = step;
  if (rows.length > 0)
    await core.store.tx(async (tx) => {
      for (const { table, row } of rows) await tx.sql.run(...insertInto(table, row, 'ON CONFLICT DO NOTHING'));
    });
  if (run) await core.store.tx((tx) => tx.sql.run(run.text, run.params));
  if (step.tick === true) await settle();
  await core.store.tx((tx) => tx.counter.set('year.step', n + 1));
}
await schedule.stop();
await db.close();
