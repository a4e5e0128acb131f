import type { NewOutboxRow, OutboxMark, OutboxRow } from '../store/outbox.js';
import { growingPause, isInfrastructure, wait, type Log } from './faults.js';
import type { OutboxParts } from './sender.js';

const SLICE_MS = 20;

interface Entry {
  mark: OutboxMark;
  row: OutboxRow;
  /** The row's error reaches nobody's notice. */
  quiet: boolean;
  /** Another try on another channel, written with the mark. */
  instead?: NewOutboxRow;
  resolve(): void;
}

export interface Marks {
  /** Resolves when committed. */
  add(entry: Omit<Entry, 'resolve'>): Promise<void>;
  idle(): Promise<void>;
}

/** What became of rows, many in one COMMIT. A result is never forgotten: while the database is away it is kept and tried again. */
export function createMarks<S extends OutboxParts>(options: {
  store: { tx<T>(work: (store: S) => Promise<T>): Promise<T> };
  log: Log;
  by: string;
  random(): number;
  onGivenUp(store: S, row: OutboxRow, end: 'dead' | 'unknown', error: string): Promise<void>;
}): Marks {
  const { store, log } = options;
  let waiting: Entry[] = [];
  let running: Promise<void> | undefined;

  async function write(tx: S, entry: Entry): Promise<void> {
    const { mark, row } = entry;
    await tx.outbox.mark(mark, options.by);
    if (entry.instead) await tx.outbox.add(entry.instead);
    if ((mark.state !== 'dead' && mark.state !== 'unknown') || entry.quiet || row.notice === 'operator') return;
    log.warn({ event: 'outbox-given-up', outboxId: row.id, state: mark.state, error: mark.error }, 'a message could not be delivered');
    await options.onGivenUp(tx, row, mark.state, mark.error ?? '');
  }

  async function flush(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve)); // gathers what ends in the same turn
    for (let failures = 0; waiting.length > 0;) {
      const batch = waiting;
      let done = 0;
      try {
        await store.tx(async (tx) => {
          done = 0;
          const began = performance.now();
          while (done < batch.length && performance.now() - began < SLICE_MS) await write(tx, batch[done++]!);
        });
        failures = 0;
      } catch (error) {
        failures++;
        log.error({ event: 'outbox-mark', failures, error: String(error) }, 'results could not be stored');
        // A notice that cannot be written must not keep the results of others from being kept.
        if (!isInfrastructure(error) && failures > 1) batch.forEach((entry) => (entry.quiet = true));
        await wait(growingPause(failures, 50, 5000, options.random));
        continue;
      }
      const written = batch.slice(0, done);
      waiting = waiting.slice(done);
      for (const entry of written) entry.resolve();
    }
    running = undefined;
  }

  return {
    add: (entry) =>
      new Promise((resolve) => {
        waiting.push({ ...entry, resolve });
        running ??= flush();
      }),
    idle: async () => {
      while (running) await running;
    },
  };
}
