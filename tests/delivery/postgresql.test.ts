import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defineJob } from '../../src/bot/job.js';
import { systemClock } from '../../src/clock.js';
import { silentLog } from '../../src/delivery/faults.js';
import { createInbox } from '../../src/delivery/inbox.js';
import { createSender } from '../../src/delivery/sender.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import { createSchedule } from '../../src/schedule.js';
import { openDb } from '../../src/store/db/index.js';
import { openStore, type Store, type StoreTx } from '../../src/store/index.js';
import { postgresTitle, startPostgres } from '../helpers/postgres.js';
import { text } from './parts.js';
import { appPeer } from './peer.js';

const pg = await startPostgres();

describe.runIf(pg.url)(postgresTitle('two instances', pg), () => {
  const peer = appPeer();
  const stores: Store[] = [];
  const stops: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    for (let i = 0; i < 2; i++) stores.push(openStore(await openDb(pg.url!)));
  });
  afterAll(async () => {
    for (const stop of stops) await stop();
    for (const store of stores) await store.sql.close();
    await pg.stop?.();
  });

  test('share messages and answers: each takes effect once, each answer is sent once, in order per person', async () => {
    peer.slow(1);
    const runners = stores.map((store, i) => {
      const sender = createSender<StoreTx>({
        store,
        clock: systemClock,
        log: silentLog,
        instanceId: `i${i}`,
        app: peer.port,
        onGivenUp: async () => {},
        limits: { perMinute: 9999, perHour: 9999 },
        pollMs: 20,
      });
      const inbox = createInbox<StoreTx>({
        store,
        clock: systemClock,
        log: silentLog,
        workers: 3,
        process: async (tx, row) => {
          const words = row.content.kind === 'text' ? row.content.text : '';
          if (words === '7') throw new Error('a bug');
          await tx.counter.next(`effect:${row.from}:${words}`);
          await tx.outbox.add({
            dedupeKey: `in:${row.id}`,
            channel: 'app',
            recipient: row.from,
            inboxId: row.id,
            act: 'reply',
            payload: { kind: 'text', text: words },
            notBefore: new Date(),
          });
        },
        onBug: async (tx, row) =>
          void (await tx.outbox.add({
            dedupeKey: `in:${row.id}`,
            channel: 'app',
            recipient: row.from,
            act: 'reply',
            payload: { kind: 'text', text: 'bug' },
            notBefore: new Date(),
          })),
        onCommitted: () => sender.wake(),
      });
      stops.push(
        () => inbox.stop(),
        () => sender.stop(),
      );
      return { inbox, sender };
    });
    for (const { inbox, sender } of runners) {
      await sender.start();
      inbox.start();
    }
    const people = ['a', 'b', 'c', 'd'];
    for (let n = 0; n < 25; n++)
      await Promise.all(
        people.flatMap((person) => {
          const message = text(person, `${n}`, `${person}${n}`);
          // The same delivery reaches both instances at once.
          return runners.map(({ inbox }) => inbox.accept(message));
        }),
      );
    await expect.poll(() => peer.shown.length, { timeout: 20_000 }).toBe(100);
    for (const person of people) expect(peer.to(person)).toEqual(Array.from({ length: 25 }, (_none, n) => (n === 7 ? 'bug' : `${n}`)));
    const effects = await stores[0]!.sql.all<{ value: number }>(`SELECT value FROM Counter WHERE name LIKE 'effect:%'`);
    expect(effects.length).toBe(96);
    expect(effects.every((effect) => effect.value === 1)).toBe(true);
    await expect.poll(async () => (await stores[0]!.outbox.countByState()).waiting).toBe(0);
    expect(await stores[0]!.sql.get(`SELECT COUNT(*) AS n FROM Inbox WHERE state = 'failed'`)).toEqual({ n: 4 });
  });

  test('share the slots of a job', async () => {
    let ran = 0;
    const job = defineJob({
      name: 'shared',
      summary: 'counts',
      cron: '* * * * *',
      usefulUntil: (slot) => new Date(slot.getTime() + 3_600_000),
      run: async function* ({ slot }) {
        ran++;
        for (let i = 0; i < 150; i++) yield (tx) => tx.counter.next(`slot:${slot.getTime()}`);
      },
    });
    const since = new Date(Math.floor(Date.now() / 60_000) * 60_000 - 10 * 60_000);
    await stores[0]!.tx((tx) => tx.jobRun.note('shared', since, 'baseline', since, null));
    const schedules = stores.map((store, i) =>
      createSchedule({
        jobs: [job],
        store,
        clock: systemClock,
        log: silentLog,
        instanceId: `i${i}`,
        rules: DEFAULT_RULES,
        calendarOf: () => {
          throw new Error('not asked for here');
        },
        render: (name) => ({ kind: 'text', text: name }),
        pushChannel: 'app',
      }),
    );
    await Promise.all(schedules.map(async (schedule) => (await schedule.tick(), schedule.drain())));
    const slots = await stores[0]!.sql.all<{ value: number }>(`SELECT value FROM Counter WHERE name LIKE 'slot:%'`);
    expect(ran).toBe(slots.length);
    expect(slots.length).toBeGreaterThanOrEqual(10);
    expect(slots.every((slot) => slot.value === 150)).toBe(true);
  });
});
