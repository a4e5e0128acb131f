import type { IncomingMessage } from '../bot/message.js';
import type { Clock } from '../clock.js';
import type { Tx } from '../store/db/index.js';
import type { InboxRow, inboxStore } from '../store/inbox.js';
import { createArrivals } from './arrivals.js';
import { faultNumber, growingPause, isInfrastructure, nextTurn, type Log } from './faults.js';

/** Below the 50 ms a write transaction may hold the database, so that the message under way still fits. */
const SLICE_MS = 20;
const LONG_MS = 50;
const PEOPLE_AT_ONCE = 64;
const ROWS_AT_ONCE = 16;
const POLL_MS = 1000;
/** A message under which this many processes died in a row is not tried again. */
const MAX_ATTEMPTS = 5;

interface InboxParts {
  sql: Tx;
  inbox: ReturnType<typeof inboxStore>;
}

export interface InboxOptions<S extends InboxParts> {
  store: { tx<T>(work: (store: S) => Promise<T>): Promise<T>; inbox: ReturnType<typeof inboxStore> };
  clock: Clock;
  log: Log;
  /** Writes effect, audit and outbox rows through the store given; runs inside the transaction that marks the row done. */
  process(store: S, row: InboxRow): Promise<void>;
  /** The handler threw its own bug and what it wrote is undone: writes the notice to the person, with this number. */
  onBug(store: S, row: InboxRow, faultNo: string, error: unknown): Promise<void>;
  /** Rows were committed; the outbox may have work. */
  onCommitted?(): void;
  /** A new message is durable and about to be processed. */
  onAccepted?(id: number, message: IncomingMessage): void;
  random?(): number;
  /** People whose messages are processed side by side. Default: 1 on SQLite, which has one writer, else 4. */
  workers?: number;
}

export interface InboxRunner {
  /** Resolves when the message is durable. `repeat`: it was here before. */
  accept(message: IncomingMessage): Promise<'new' | 'repeat'>;
  /** Also takes what a process before this one left, and what other instances leave. */
  start(): void;
  /** Until everything accepted so far is processed. */
  drain(): Promise<void>;
  /** Takes nothing new and ends the transaction under way. */
  stop(): Promise<void>;
}

/**
 * Messages in, each once, and their processing: one person's in order, several people's in one COMMIT.
 *
 * The claim on a person's messages is the transaction itself: on SQLite a writer is alone, on PostgreSQL a lock on the person
 * is held until the transaction ends. So a killed process frees its messages at once, and there is no lease to wait for.
 */
export function createInbox<S extends InboxParts>(options: InboxOptions<S>): InboxRunner {
  const { store, clock, log } = options;
  const random = options.random ?? Math.random;
  /** People with something to do, in order; `true`: left behind by another process. */
  const queue = new Map<string, boolean>();
  const busy = new Set<string>();
  const resting = new Map<string, { failures: number; timer: NodeJS.Timeout | undefined }>();
  let workers = 0;
  let isStopping = false;
  let poll: NodeJS.Timeout | undefined;
  let idle: (() => void)[] = [];
  const arrivals = createArrivals({
    ...options,
    random,
    onNew(id, message) {
      options.onAccepted?.(id, message);
      enqueue(message.from, false);
    },
    onIdle: settle,
  });

  function enqueue(person: string, isLeftBehind: boolean): void {
    if (resting.get(person)?.timer) return; // comes back by itself
    if (!queue.has(person)) queue.set(person, isLeftBehind);
    const most = options.workers ?? 1;
    while (workers < most && workers < queue.size) {
      workers++;
      void work();
    }
  }

  async function work(): Promise<void> {
    try {
      for (;;) {
        await nextTurn(); // sockets come first: a new message is stored before an old one is worked on
        if (isStopping) return;
        const people = take();
        if (people.size === 0) return;
        await workOn(people);
      }
    } finally {
      workers--;
      settle();
    }
  }

  /** Those with a fault behind them go alone, so that it stays theirs. */
  function take(): Map<string, boolean> {
    const taken = new Map<string, boolean>();
    for (const [person, isLeftBehind] of queue) {
      if (busy.has(person)) continue;
      const isAlone = resting.has(person);
      if (isAlone && taken.size > 0) continue;
      taken.set(person, isLeftBehind);
      if (isAlone || taken.size >= PEOPLE_AT_ONCE) break;
    }
    for (const person of taken.keys()) {
      queue.delete(person);
      busy.add(person);
    }
    return taken;
  }

  async function workOn(people: Map<string, boolean>): Promise<void> {
    try {
      const leftBehind = [...people].filter(([, left]) => left).map(([person]) => person);
      const careful = leftBehind.length > 0 ? await countAttempts(leftBehind) : new Set<string>();
      for (const person of careful) {
        await carefully(person);
        people.delete(person);
        busy.delete(person);
        enqueue(person, true);
      }
      const left = await slice([...people.keys()]);
      for (const person of people.keys()) {
        busy.delete(person);
        if (!left.has(person)) resting.delete(person);
      }
      for (const person of left) enqueue(person, people.get(person) ?? false);
    } catch (error) {
      for (const person of people.keys()) {
        busy.delete(person);
        rest(person, error);
      }
    }
    options.onCommitted?.();
  }

  /** The database could not: later again, each person for himself. */
  function rest(person: string, error: unknown): void {
    const failures = (resting.get(person)?.failures ?? 0) + 1;
    const pauseMs = growingPause(failures, 20, 5000, random);
    log.warn({ event: 'inbox-retry', failures, pauseMs, error: String(error) }, 'processing is repeated');
    const timer = setTimeout(() => {
      resting.set(person, { failures, timer: undefined });
      enqueue(person, false);
    }, pauseMs);
    resting.set(person, { failures, timer });
  }

  /** Works through these people's messages until the slice is over. Answers who has more. */
  async function slice(people: string[]): Promise<Set<string>> {
    if (people.length === 0) return new Set();
    const began = performance.now();
    let left = new Set<string>();
    await store.tx(async (tx) => {
      left = new Set(); // the transaction may be run a second time
      const inTx = performance.now();
      for (const person of people) {
        if (performance.now() - inTx >= SLICE_MS) {
          left.add(person);
          continue;
        }
        if (!(await tx.inbox.lockPerson(person))) {
          left.add(person);
          continue;
        }
        const rows = await tx.inbox.listWaiting(person, ROWS_AT_ONCE);
        if (rows.length === ROWS_AT_ONCE) left.add(person);
        for (const row of rows) {
          if (performance.now() - inTx >= SLICE_MS) {
            left.add(person);
            break;
          }
          await one(tx, row);
        }
      }
    });
    const ms = performance.now() - began;
    if (ms > LONG_MS) log.debug({ event: 'inbox-slice', ms: Math.round(ms), people: people.length }, 'a long transaction');
    return left;
  }

  async function one(tx: S, row: InboxRow): Promise<void> {
    try {
      await tx.sql.savepoint(async () => {
        await options.process(tx, row);
        await tx.inbox.markDone(row.id, clock.now());
      });
    } catch (error) {
      if (isInfrastructure(error)) throw error;
      await fail(tx, row, error);
    }
  }

  async function fail(tx: S, row: InboxRow, error: unknown): Promise<void> {
    const faultNo = faultNumber(random);
    log.error({ event: 'inbox-fault', inboxId: row.id, faultNo, error: error instanceof Error ? error.stack : String(error) }, 'a handler failed');
    await tx.inbox.markFailed(row.id, clock.now(), faultNo);
    try {
      await tx.sql.savepoint(() => options.onBug(tx, row, faultNo, error));
    } catch (second) {
      if (isInfrastructure(second)) throw second;
      log.error({ event: 'inbox-fault', inboxId: row.id, faultNo, error: String(second) }, 'the fault could not be told');
    }
  }

  /** Remembers that these were begun; answers whose first message was begun before, by a process that is gone. */
  async function countAttempts(people: string[]): Promise<Set<string>> {
    let suspects = new Set<string>();
    await store.tx(async (tx) => {
      suspects = new Set();
      for (const person of people) {
        if (!(await tx.inbox.lockPerson(person))) continue;
        const rows = await tx.inbox.listWaiting(person, ROWS_AT_ONCE);
        if (rows[0] && rows[0].attempts > 0) suspects.add(person);
        else await tx.inbox.countAttempts(rows.map((row) => row.id));
      }
    });
    return suspects;
  }

  /** One message, one transaction: a message that ends the process is found, and ends nobody else's. */
  async function carefully(person: string): Promise<void> {
    const [head] = await store.inbox.listWaiting(person, 1);
    if (!head) return;
    await store.tx((tx) => tx.inbox.countAttempts([head.id]));
    await store.tx(async (tx) => {
      if (!(await tx.inbox.lockPerson(person))) return;
      const [row] = await tx.inbox.listWaiting(person, 1);
      if (row?.id !== head.id) return;
      if (row.attempts > MAX_ATTEMPTS) await fail(tx, row, new Error(`given up after ${MAX_ATTEMPTS} processes ended while it was handled`));
      else await one(tx, row);
    });
  }

  async function takeLeftBehind(): Promise<void> {
    try {
      for (const person of await store.inbox.listWaitingPeople(1000))
        if (!queue.has(person) && !busy.has(person) && !resting.has(person)) enqueue(person, true);
    } catch (error) {
      log.warn({ event: 'inbox-poll', error: String(error) }, 'the inbox could not be read');
    }
  }

  function isIdle(): boolean {
    return arrivals.isIdle() && workers === 0 && (isStopping || (queue.size === 0 && [...resting.values()].every((r) => !r.timer)));
  }

  function settle(): void {
    if (!isIdle()) return;
    const waiting = idle;
    idle = [];
    for (const resolve of waiting) resolve();
  }

  const whenIdle = (): Promise<void> => (isIdle() ? Promise.resolve() : new Promise((resolve) => idle.push(resolve)));

  return {
    accept: (message) => (isStopping ? Promise.reject(new Error('the inbox is stopping')) : arrivals.accept(message)),
    start() {
      void takeLeftBehind();
      poll = setInterval(() => void takeLeftBehind(), POLL_MS);
      poll.unref();
    },
    drain: whenIdle,
    async stop() {
      isStopping = true;
      clearInterval(poll);
      for (const { timer } of resting.values()) clearTimeout(timer);
      await whenIdle();
    },
  };
}
