import { afterEach, describe, expect, test } from 'vitest';
import { stoppedClock } from '../../src/clock.js';
import { silentLog } from '../../src/delivery/faults.js';
import { createInbox, type InboxOptions, type InboxRunner } from '../../src/delivery/inbox.js';
import { newDatabase, openParts, text, type Parts, type PartsTx } from './parts.js';

const NOW = new Date('2026-11-23T08:39:00+08:00');
const opened: { runner?: InboxRunner; store: Parts }[] = [];

afterEach(async () => {
  const all = opened.splice(0);
  for (const { runner } of all) await runner?.stop();
  for (const store of new Set(all.map((one) => one.store))) await store.sql.close();
});

type Options = InboxOptions<PartsTx>;

/** @param on a store that another instance of this process has open: two connections of one thread would wait for each other. */
async function start(options: Partial<Options> = {}, url = newDatabase(), on?: Parts) {
  const store = on ?? (await openParts(url));
  const handled: string[] = [];
  const runner = createInbox<PartsTx>({
    store,
    clock: stoppedClock(NOW),
    log: silentLog,
    process: async (_tx, row) => {
      handled.push(`${row.from}:${row.content.kind === 'text' ? row.content.text : ''}`);
    },
    onBug: async () => {},
    ...options,
  });
  opened.push({ runner, store });
  return { store, runner, handled, url };
}

const count = async (store: Parts, name: string): Promise<number> =>
  (await store.sql.get<{ value: number }>('SELECT value FROM Counter WHERE name = ?', [name]))?.value ?? 0;
const addOne = (tx: PartsTx, name: string) =>
  tx.sql.run('INSERT INTO Counter(name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = Counter.value + 1', [name]);

describe('accept', () => {
  test('a message is durable when accepted, and its repeat stops there', async () => {
    const { store, runner, handled } = await start();
    expect(await runner.accept(text('a', 'one', 'k1'))).toBe('new');
    expect(await store.inbox.findByKey('k1')).toMatchObject({ from: 'a', content: { kind: 'text', text: 'one' }, receivedAt: NOW });
    expect(await runner.accept(text('a', 'one', 'k1'))).toBe('repeat');
    const both = await Promise.all([runner.accept(text('a', 'two', 'k2')), runner.accept(text('a', 'two', 'k2'))]);
    expect(both).toEqual(['new', 'repeat']);
    await runner.drain();
    expect(handled).toEqual(['a:one', 'a:two']);
  });

  test('what arrives together shares a commit', async () => {
    let commits = 0;
    const url = newDatabase();
    const store = await openParts(url);
    const runner = createInbox<PartsTx>({
      store: { ...store, tx: (work) => (commits++, store.tx(work)) },
      clock: stoppedClock(NOW),
      log: silentLog,
      process: async () => {},
      onBug: async () => {},
    });
    opened.push({ runner, store });
    await Promise.all(Array.from({ length: 200 }, (_none, i) => runner.accept(text(`p${i}`, 'x'))));
    expect(commits).toBe(1);
  });
});

describe('order', () => {
  test('each person is served in order, under parallel load from many', async () => {
    const { runner, handled } = await start();
    const people = Array.from({ length: 20 }, (_none, i) => `p${i}`);
    for (let n = 0; n < 30; n++) {
      const wave = people.map((p) => runner.accept(text(p, String(n))));
      if (n % 7 === 0) await Promise.all(wave);
    }
    await runner.drain();
    expect(handled).toHaveLength(600);
    for (const p of people) expect(handled.filter((h) => h.startsWith(`${p}:`))).toEqual(Array.from({ length: 30 }, (_none, n) => `${p}:${n}`));
  });

  test('a long line of slow messages is cut into transactions below 50 ms', async () => {
    const lengths: number[] = [];
    const store = await openParts();
    const runner = createInbox<PartsTx>({
      store: {
        ...store,
        tx: async (work) =>
          store.tx(async (tx) => {
            const began = performance.now();
            const result = await work(tx);
            lengths.push(performance.now() - began);
            return result;
          }),
      },
      clock: stoppedClock(NOW),
      log: silentLog,
      process: async () => {
        const until = performance.now() + 5;
        while (performance.now() < until);
      },
      onBug: async () => {},
    });
    opened.push({ runner, store });
    await Promise.all(Array.from({ length: 60 }, (_none, i) => runner.accept(text(`p${i % 3}`, 'x'))));
    await runner.drain();
    expect((await store.inbox.backlog()).waiting).toBe(0);
    // 60 × 5 ms cannot be in fewer than 300 / (20 + 5) transactions.
    expect(lengths.length).toBeGreaterThanOrEqual(12);
  });
});

describe('faults', () => {
  test('a handler that throws leaves nothing but the fault and its notice, and the next is not blocked', async () => {
    const { store, runner, handled } = await start({
      process: async (tx, row) => {
        await addOne(tx, 'effect');
        if (row.content.kind === 'text' && row.content.text === 'bad') throw new TypeError('of our own');
        handled.push(row.content.kind === 'text' ? row.content.text : '');
      },
      onBug: async (tx, row, faultNo) => {
        await tx.outbox.add({
          dedupeKey: `bug:${row.id}`,
          channel: 'app',
          recipient: row.from,
          act: 'reply',
          payload: { kind: 'text', text: faultNo },
          notBefore: NOW,
        });
      },
    });
    await Promise.all(['good', 'bad', 'next'].map((words) => runner.accept(text('a', words, words))));
    await runner.drain();
    expect(handled).toEqual(['good', 'next']);
    expect(await count(store, 'effect')).toBe(2);
    const failed = await store.inbox.findByKey('bad');
    expect(failed).toMatchObject({ state: 'failed', processedAt: NOW });
    expect(failed!.faultNo).toMatch(/^[2-9A-HJ-NP-Z]{4}$/);
    expect((await store.outbox.findByKey(`bug:${failed!.id}`))!.payload).toEqual({ kind: 'text', text: failed!.faultNo });
  });

  test('a notice of a fault that itself fails is only logged', async () => {
    const errors: string[] = [];
    const { store, runner } = await start({
      process: async () => Promise.reject(new Error('one')),
      onBug: async () => Promise.reject(new Error('two')),
      log: { ...silentLog, error: (_fields, words) => errors.push(words) },
    });
    await runner.accept(text('a', 'x', 'k'));
    await runner.drain();
    expect(await store.inbox.findByKey('k')).toMatchObject({ state: 'failed' });
    expect(errors).toEqual(['a handler failed', 'the fault could not be told']);
  });

  test('a busy database is tried again, for the person it hit alone', async () => {
    let refusals = 3;
    const { store, runner, handled } = await start({
      process: async (tx, row) => {
        await addOne(tx, row.from);
        if (row.from === 'a' && refusals-- > 0) throw Object.assign(new Error('busy'), { code: 'SQLITE_BUSY' });
        handled.push(row.from);
      },
    });
    await Promise.all(['a', 'b', 'c'].map((p) => runner.accept(text(p, 'x'))));
    await runner.drain();
    expect(handled.sort().filter((p) => p === 'a')).toEqual(['a']);
    for (const p of ['a', 'b', 'c']) expect(await count(store, p)).toBe(1);
  });
});

describe('restart', () => {
  test('what was accepted and not processed is taken up by the next process, in order', async () => {
    const url = newDatabase();
    const first = await openParts(url);
    await first.tx((tx) => tx.inbox.addAll([text('a', '1'), text('b', '1'), text('a', '2')], NOW));
    await first.sql.close();
    const { runner, handled, store } = await start({}, url);
    runner.start();
    await runner.accept(text('a', '3'));
    await expect.poll(async () => (await store.inbox.backlog()).waiting).toBe(0);
    expect(handled.filter((h) => h.startsWith('a'))).toEqual(['a:1', 'a:2', 'a:3']);
    expect(handled).toContain('b:1');
  });

  test('a message under which processes keep dying is given up, with its notice, and the next goes on', async () => {
    const url = newDatabase();
    const first = await openParts(url);
    await first.tx((tx) => tx.inbox.addAll([text('a', 'deadly', 'deadly'), text('a', 'after', 'after')], NOW));
    const { id } = (await first.inbox.findByKey('deadly'))!;
    for (let i = 0; i < 5; i++) await first.tx((tx) => tx.inbox.countAttempts([id]));
    await first.sql.close();
    const told: string[] = [];
    const { runner, handled, store } = await start({ onBug: async (_tx, row) => void told.push(row.dedupeKey) }, url);
    runner.start();
    await expect.poll(async () => (await store.inbox.backlog()).waiting).toBe(0);
    expect(await store.inbox.findByKey('deadly')).toMatchObject({ state: 'failed' });
    expect(told).toEqual(['deadly']);
    expect(handled).toEqual(['a:after']);
  });

  test('two instances on one database share the work and do each message once', async () => {
    const url = newDatabase();
    const one = await start({ process: async (tx, row) => void (await addOne(tx, `${row.id}`)) }, url);
    const two = await start({ process: async (tx, row) => void (await addOne(tx, `${row.id}`)) }, url, one.store);
    one.runner.start();
    two.runner.start();
    await Promise.all(Array.from({ length: 60 }, (_none, i) => (i % 2 ? one : two).runner.accept(text(`p${i % 5}`, 'x'))));
    await expect.poll(async () => (await one.store.inbox.backlog()).waiting).toBe(0);
    const counts = await one.store.sql.all<{ value: number }>('SELECT value FROM Counter');
    expect(counts).toHaveLength(60);
    expect(counts.every((c) => c.value === 1)).toBe(true);
  });
});
