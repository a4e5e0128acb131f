import { afterEach, describe, expect, test } from 'vitest';
import { defineJob, type Job } from '../src/bot/job.js';
import { stoppedClock } from '../src/clock.js';
import { DEFAULT_RULES as rules } from '../src/domain/rules.js';
import { createSchedule, type Schedule } from '../src/schedule.js';
import { openDb } from '../src/store/db/index.js';
import { openStore, type Store } from '../src/store/index.js';
import { newDatabase } from './delivery/parts.js';

const at = (text: string) => new Date(`${text}+08:00`);
const opened: { schedule: Schedule; store: Store }[] = [];

afterEach(async () => {
  const all = opened.splice(0);
  for (const { schedule } of all) await schedule.stop();
  for (const store of new Set(all.map((one) => one.store))) await store.sql.close();
});

/** @param on a store that another instance of this process has open: two connections of one thread would wait for each other. */
async function start(jobs: Job[], now: string, url = newDatabase(), on?: Store) {
  const clock = stoppedClock(at(now));
  const store = on ?? openStore(await openDb(url), () => clock.now());
  const lines: string[] = [];
  const faults: string[] = [];
  const note = (fields: object, text: string): void => void lines.push(`${(fields as { event?: string }).event ?? ''} ${text}`);
  const schedule = createSchedule({
    jobs,
    store,
    clock,
    log: { info: note, warn: note, error: note },
    instanceId: `i${opened.length}`,
    rules,
    calendarOf: () => {
      throw new Error('not asked for here');
    },
    render: (name) => ({ kind: 'text', text: name }),
    pushChannel: 'app',
    onFault: (job, _slot, _error, isLast) => faults.push(`${job}${isLast ? ' last' : ''}`),
  });
  opened.push({ schedule, store });
  const tickAt = async (text: string) => {
    clock.set(at(text));
    await schedule.tick();
    await schedule.drain();
  };
  const said = async () =>
    (await store.sql.all<{ dedupeKey: string }>(`SELECT dedupeKey FROM Outbox WHERE dedupeKey NOT LIKE 'merged:%' ORDER BY id`)).map(
      (r) => r.dedupeKey,
    );
  return { clock, store, schedule, tickAt, said, lines, faults, url };
}

const hours = (n: number) => (slot: Date) => new Date(slot.getTime() + n * 3_600_000);
const wall = (slot: Date) => new Date(slot.getTime() + 8 * 3_600_000).toISOString().slice(5, 16);

/** Says its slot to one person. */
const daily = (more: Partial<Job> = {}): Job =>
  defineJob({
    name: 'daily',
    summary: 'says the slot',
    cron: '30 8 * * *',
    usefulUntil: hours(12),
    run: ({ slot, notice, reply }) => [notice({ to: 'a', kind: 'briefing', dedupeKey: `daily:${wall(slot)}`, reply: reply('daily', {}) })],
    ...more,
  });

describe('slots', () => {
  test('each slot runs once, however often the clock ticks', async () => {
    const { tickAt, said, store } = await start([daily()], '2026-11-23T08:29:00');
    for (const t of ['2026-11-23T08:29:30', '2026-11-23T08:30:00', '2026-11-23T08:30:20', '2026-11-23T08:31:00', '2026-11-24T08:30:05'])
      await tickAt(t);
    expect(await said()).toEqual(['daily:11-23T08:30', 'daily:11-24T08:30']);
    expect(await store.jobRun.find('daily', at('2026-11-23T08:30:00'))).toMatchObject({ state: 'done', attempts: 1, result: '1' });
  });

  test('the first start catches nothing up from before, but takes the minute it starts in', async () => {
    const late = await start([daily()], '2026-11-23T09:10:00');
    await late.tickAt('2026-11-23T09:10:00');
    expect(await late.said()).toEqual([]);
    const inTime = await start([daily()], '2026-11-23T08:30:40');
    await inTime.tickAt('2026-11-23T08:30:40');
    expect(await inTime.said()).toEqual(['daily:11-23T08:30']);
  });

  test('a slot missed while nothing ran is caught up while useful, else skipped and said so in the log', async () => {
    const first = await start([daily()], '2026-11-20T08:00:00');
    await first.tickAt('2026-11-20T08:00:00');
    await first.schedule.stop();
    const next = await start([daily()], '2026-11-23T12:00:00', first.url);
    await next.tickAt('2026-11-23T12:00:00');
    expect(await next.said()).toEqual(['daily:11-23T08:30']);
    const states = await next.store.sql.all<{ state: string }>('SELECT state FROM JobRun ORDER BY slotAt');
    expect(states.map((s) => s.state)).toEqual(['baseline', 'skipped', 'skipped', 'skipped', 'done']);
    expect(next.lines.filter((l) => l.startsWith('job-skipped'))).toHaveLength(3);
  });

  test('a job of every minute is caught up by its newest slot, which looks back to the last one; a fault keeps the span', async () => {
    const spans: string[] = [];
    let isBad = true;
    const job = daily({
      name: 'minutely',
      cron: '* * * * *',
      catchUp: 'newest',
      run: async ({ since, slot }) => {
        spans.push(`${wall(since)}–${wall(slot)}`);
        if (isBad && spans.length === 3) throw new Error('no data');
      },
    });
    const first = await start([job], '2026-11-20T08:00:00');
    await first.tickAt('2026-11-20T08:00:00');
    await first.tickAt('2026-11-20T08:01:00');
    await first.schedule.stop();
    const next = await start([job], '2026-11-23T12:00:00', first.url);
    await next.tickAt('2026-11-23T12:00:00');
    isBad = false;
    await next.tickAt('2026-11-23T12:00:30');
    await next.tickAt('2026-11-23T12:01:00');
    expect(spans).toEqual([
      '11-20T07:59–11-20T08:00',
      '11-20T08:00–11-20T08:01',
      '11-20T08:01–11-23T12:00',
      '11-20T08:01–11-23T12:00',
      '11-23T12:00–11-23T12:01',
    ]);
    expect(next.lines.filter((l) => l.startsWith('job-caught-up'))).toHaveLength(1);
  });

  test('a slot killed in the middle is run again, and its keys keep what was written from showing twice', async () => {
    const url = newDatabase();
    const job = daily({
      run: async function* ({ slot, notice, reply }) {
        for (let i = 0; i < 250; i++) {
          if (i === 180 && isDying) {
            hang();
            await new Promise(() => {});
          }
          yield notice({ to: `p${i}`, kind: 'briefing', dedupeKey: `daily:${wall(slot)}:${i}`, reply: reply('daily', {}) });
        }
      },
    });
    let isDying = true;
    let hang = (): void => undefined;
    const hangs = new Promise<void>((resolve) => (hang = resolve));
    const dead = await start([job], '2026-11-23T08:29:00', url);
    await dead.schedule.tick();
    dead.clock.set(at('2026-11-23T08:30:00'));
    await dead.schedule.tick();
    await hangs;
    const written = (await dead.said()).length;
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThanOrEqual(180);
    opened.splice(0); // as killed: nothing of it ends
    isDying = false;
    const next = await start([job], '2026-11-23T08:31:00', url);
    await next.schedule.start();
    await next.schedule.drain();
    expect(new Set(await next.said()).size).toBe(250);
    expect((await next.said()).length).toBe(250);
    expect(await next.store.jobRun.find('daily', at('2026-11-23T08:30:00'))).toMatchObject({ state: 'done', attempts: 2, result: '250' });
  });

  test.each([
    [12, 'done', ['daily:11-23T08:30'], 13],
    [40, 'failed', [], 40],
  ])('a slot in which %i processes died in a row is %s', async (lives, state, said, attempts) => {
    const url = newDatabase();
    const first = await start([daily()], '2026-11-23T08:29:00', url);
    await first.tickAt('2026-11-23T08:29:00');
    for (let life = 0; life < lives; life++) {
      let hang = (): void => undefined;
      const hangs = new Promise<void>((resolve) => (hang = resolve));
      const job = daily({
        run: async () => {
          hang();
          await new Promise(() => {});
        },
      });
      const dead = await start([job], '2026-11-23T08:30:00', url);
      await dead.schedule.start();
      await hangs;
      opened.splice(0); // as killed: nothing of it ends
    }
    const next = await start([daily()], '2026-11-23T08:30:30', url);
    await next.schedule.start();
    await next.schedule.drain();
    expect(await next.said()).toEqual(said);
    expect(await next.store.jobRun.find('daily', at('2026-11-23T08:30:00'))).toMatchObject({ state, attempts, faults: 0 });
  });

  test('two instances on one database run each slot once', async () => {
    let ran = 0;
    const job = daily({
      cron: '* * * * *',
      run: async () => {
        ran++;
        await new Promise((resolve) => setTimeout(resolve, 3));
        return [];
      },
    });
    const one = await start([job], '2026-11-23T08:00:00');
    await one.tickAt('2026-11-23T08:00:00');
    const two = await start([job], '2026-11-23T08:00:00', one.url, one.store);
    ran = 0;
    for (let minute = 1; minute <= 20; minute++) {
      const t = `2026-11-23T08:${String(minute).padStart(2, '0')}:00`;
      await Promise.all([one.tickAt(t), two.tickAt(t)]);
    }
    expect(ran).toBe(20);
  });
});

describe('faults', () => {
  test('a job that throws is tried again after a pause, reported, and stops nobody', async () => {
    let left = 2;
    const bad = daily({
      name: 'bad',
      run: async (context) => {
        if (left-- > 0) throw new Error('no data');
        return daily().run({ ...context, slot: context.slot }) as Promise<void>;
      },
    });
    const other = daily({ name: 'other', run: ({ notice, reply }) => [notice({ to: 'b', kind: 'x', dedupeKey: 'other', reply: reply('x', {}) })] });
    const { tickAt, said, faults, store } = await start([bad, other], '2026-11-23T08:29:00');
    await tickAt('2026-11-23T08:29:00');
    await tickAt('2026-11-23T08:30:00');
    expect(await said()).toEqual(['other']);
    await tickAt('2026-11-23T08:30:05');
    expect(faults).toEqual(['bad']);
    await tickAt('2026-11-23T08:30:10');
    await tickAt('2026-11-23T08:32:00');
    expect(faults).toEqual(['bad', 'bad']);
    expect(await said()).toEqual(['other', 'daily:11-23T08:30']);
    expect(await store.jobRun.find('bad', at('2026-11-23T08:30:00'))).toMatchObject({ state: 'done', attempts: 3 });
  });

  test('a job that never succeeds is given up, and its next slot runs', async () => {
    const { tickAt, faults, store } = await start([daily({ run: async () => Promise.reject(new Error('never')) })], '2026-11-23T08:29:00');
    await tickAt('2026-11-23T08:29:00');
    for (let minute = 30; minute < 60; minute++) for (const s of ['00', '30']) await tickAt(`2026-11-23T08:${minute}:${s}`);
    for (let minute = 10; minute < 60; minute += 5) await tickAt(`2026-11-23T09:${minute}:00`);
    expect(faults).toEqual(['daily', 'daily', 'daily', 'daily', 'daily last']);
    expect(await store.jobRun.find('daily', at('2026-11-23T08:30:00'))).toMatchObject({ state: 'failed', attempts: 5, faults: 5, error: 'never' });
    await tickAt('2026-11-24T08:30:00');
    expect(faults).toHaveLength(6);
  });

  test('a slice that fails leaves nothing of itself, and what came before stays once', async () => {
    let isBad = true;
    const job = daily({
      run: ({ notice, reply }) =>
        Array.from({ length: 150 }, (_none, i) => async (tx) => {
          if (i === 120 && isBad) throw new Error('in a write');
          await notice({ to: 'a', kind: 'x', dedupeKey: `k${i}`, reply: reply('x', {}) })(tx);
        }),
    });
    const { tickAt, said } = await start([job], '2026-11-23T08:29:00');
    await tickAt('2026-11-23T08:29:00');
    await tickAt('2026-11-23T08:30:00');
    const before = await said();
    expect(before.length).toBeGreaterThan(0);
    // Whole slices only: nothing of the one that the fault was in.
    expect(before).toEqual(Array.from({ length: before.length }, (_none, i) => `k${i}`));
    expect(before.length).toBeLessThanOrEqual(120);
    isBad = false;
    await tickAt('2026-11-23T08:30:30');
    expect(await said()).toHaveLength(150);
  });
});

describe('by hand', () => {
  test('one slot is run by name, again if need be, and the clock’s slots are not touched by it', async () => {
    const { schedule, tickAt, said } = await start([daily()], '2026-11-23T08:00:00');
    await tickAt('2026-11-23T08:00:00');
    expect(await schedule.runJob('daily', at('2026-11-25T08:30:00'))).toMatchObject({ state: 'done', attempts: 1 });
    expect(await schedule.runJob('daily', at('2026-11-25T08:30:00'))).toMatchObject({ state: 'done', attempts: 2 });
    await tickAt('2026-11-24T09:00:00');
    expect(await said()).toEqual(['daily:11-25T08:30', 'daily:11-23T08:30', 'daily:11-24T08:30'].filter((k) => k !== 'daily:11-23T08:30'));
    await expect(schedule.runJob('nobody')).rejects.toThrow(/there is no job nobody/);
  });

  test('the list tells last, next, duration and result', async () => {
    const { schedule, tickAt } = await start([daily(), daily({ name: 'weekly', cron: '0 9 * * 1' })], '2026-11-23T08:29:00');
    await tickAt('2026-11-23T08:29:00');
    await tickAt('2026-11-23T08:30:00');
    const [first, second] = await schedule.listJobs();
    expect(first).toMatchObject({
      name: 'daily',
      next: at('2026-11-24T08:30:00'),
      last: { state: 'done', slotAt: at('2026-11-23T08:30:00'), result: '1' },
    });
    expect(first!.last!.durationMs).toBeGreaterThanOrEqual(0);
    expect(second).toMatchObject({ name: 'weekly', last: null, next: at('2026-11-23T09:00:00') });
  });

  test('two jobs of one name are refused at start', async () => {
    await expect(start([daily(), daily()], '2026-11-23T08:29:00')).rejects.toThrow(/two jobs/);
  });

  test('a kind its receiver switched off is not said', async () => {
    const { store, tickAt, said } = await start([daily()], '2026-11-23T08:29:00');
    await store.tx((tx) => tx.noticeSwitch.switchOff('a', 'briefing', at('2026-11-23T08:00:00')));
    await tickAt('2026-11-23T08:29:00');
    await tickAt('2026-11-23T08:30:00');
    expect(await said()).toEqual([]);
  });
});
