import type { Channel } from '../bot/message.js';
import type { Reply } from '../bot/reply.js';
import type { Clock } from '../clock.js';
import type { leaseStore } from '../store/lease.js';
import type { Lane, outboxStore, OutboxRow } from '../store/outbox.js';
import { AIBOT_PATH, type AibotPort } from './aibot-road.js';
import { SEND_PATH, type AppPort } from './app-road.js';
import { createBreaker } from './breaker.js';
import { createDispatcher, type Taken } from './dispatcher.js';
import { growingPause, wait, type Log } from './faults.js';
import { createLimits, WECOM_LIMITS, type LimitRules } from './limits.js';
import { createMarks } from './marks.js';
import { createPlaceholders, type Placeholders } from './placeholder.js';

/** As long as the slowest calls of the rows taken together could last; renewed while they do. */
const LEASE_MS = 60_000;
const LANES_AT_ONCE = 200;
const SLICE_MS = 20;
const POLL_MS = 250;
const FEW_PLACES = 8;
const GATHER_MS = 5;
const SWEEP_MS = 10 * 60_000;

export interface OutboxParts {
  outbox: ReturnType<typeof outboxStore>;
  lease: ReturnType<typeof leaseStore>;
}

export interface SenderOptions<S extends OutboxParts> {
  store: OutboxParts & { sql: { dialect: 'sqlite' | 'postgresql' }; tx<T>(work: (store: S) => Promise<T>): Promise<T> };
  clock: Clock;
  log: Log;
  /** Names this process in leases. */
  instanceId: string;
  app?: AppPort;
  aibot?: AibotPort;
  /**
   * A row ended as dead or unknown, in the transaction that says so: writes the operator's notice. Once per row; rows of notice
   * `operator` are not reported.
   */
  onGivenUp(store: S, row: OutboxRow, end: 'dead' | 'unknown', error: string): Promise<void>;
  /** The set-up is wrong (secret, trusted address …): once an hour for each code. */
  onAlarm?(code: number | string, fix: string): void;
  limits?: LimitRules;
  /** Recipients served side by side. Default 16. */
  parallel?: number;
  pauses?: { firstMs: number; mostMs: number };
  pollMs?: number;
  random?(): number;
  /** Shown on the aibot when an answer takes longer. `afterMs` default 1000. */
  placeholder?: { reply: Reply; afterMs?: number };
}

export interface Sender {
  start(): Promise<void>;
  /** Something was written to the outbox, or the clock jumped. */
  wake(): void;
  /** A message came in that will be answered on the aibot: after a while a placeholder says it is looked up. */
  expectAnswer: Placeholders['expect'];
  /** Until nothing is due and nothing is under way. Rows that pause or wait for a limit are not due. */
  drain(): Promise<void>;
  /** Takes no new rows, ends those under way, and gives the rest back. */
  stop(): Promise<void>;
}

const laneKey = (lane: Lane): string => `${lane.channel}:${lane.recipient}`;

/**
 * What is in the outbox leaves: leased rows, one recipient's in order, several recipients side by side, within WeCom's limits.
 * Lease, request and attempt are committed together before anything is sent; many results share a COMMIT afterwards.
 */
export function createSender<S extends OutboxParts>(options: SenderOptions<S>): Sender {
  const { store, clock, log } = options;
  const random = options.random ?? Math.random;
  const pauses = options.pauses ?? { firstMs: 1000, mostMs: 30_000 };
  const breaker = createBreaker(random, pauses);
  const limits = createLimits(options.limits ?? WECOM_LIMITS);
  const marks = createMarks<S>({
    store,
    log,
    by: options.instanceId,
    random,
    onGivenUp: options.onGivenUp,
  });
  const dispatcher = createDispatcher<S>({
    ...options,
    breaker,
    limits,
    marks,
    leaseMs: LEASE_MS,
    pauseMs: (attempt) => growingPause(attempt, pauses.firstMs, pauses.mostMs, random),
    onCrowded: () => {
      parallel = Math.max(1, Math.floor(parallel / 2));
    },
  });
  const placeholders = createPlaceholders<S>({ ...options, limits });

  const most = options.parallel ?? 16;
  let parallel = most;
  /** Lanes with rows under way in this process. */
  const busy = new Map<string, { lane: Lane; done: Promise<void> }>();
  /** Lanes over a limit or in a pause, until when. */
  const resting = new Map<string, { lane: Lane; until: number }>();
  let isPumping = false;
  let isWoken = false;
  let isStopping = false;
  /** Places were waited for long enough. */
  let isPatient = false;
  let later: NodeJS.Timeout | undefined;
  let isStarted = false;
  let poll: NodeJS.Timeout | undefined;
  let sweep: NodeJS.Timeout | undefined;

  function channelsOpen(now: Date): Channel[] {
    const open: Channel[] = [];
    if (options.app && !breaker.isOpen(SEND_PATH, now)) open.push('app');
    if (options.aibot?.sender.ready && !breaker.isOpen(AIBOT_PATH, now)) open.push('aibot');
    return open;
  }

  function room(now: Date): number {
    const doubtful = breaker.isDoubtful(SEND_PATH) && !breaker.isOpen(SEND_PATH, now);
    return (doubtful ? 1 : parallel) - busy.size;
  }

  async function pump(): Promise<void> {
    if (!isStarted || isStopping) return;
    isWoken = true;
    if (isPumping) return;
    isPumping = true;
    try {
      while (isWoken && !isStopping) {
        isWoken = false;
        await takeAndSend();
      }
    } catch (error) {
      log.warn({ event: 'outbox-lease', error: String(error) }, 'the outbox could not be read');
    } finally {
      isPumping = false;
    }
  }

  async function takeAndSend(): Promise<void> {
    const now = clock.now();
    for (const [key, { until }] of resting) if (until <= now.getTime()) resting.delete(key);
    const channels = channelsOpen(now);
    const places = room(now);
    if (channels.length === 0 || places <= 0) return;
    // A COMMIT for one free place each time would cost more than the sending: a moment later others are free as well.
    if (places < FEW_PLACES && busy.size > 0 && !isPatient) {
      later ??= setTimeout(() => {
        later = undefined;
        isPatient = true;
        void pump();
      }, GATHER_MS);
      return;
    }
    isPatient = false;
    const except = [...busy.values(), ...resting.values()].map((entry) => entry.lane);
    const lanes = await store.outbox.listDueLanes(now, channels, except, LANES_AT_ONCE);
    if (lanes.length === 0) return;
    const taken = await take(lanes.slice(0, places), now);
    for (const { lane, rows } of taken) serve(lane, rows);
    // More may be due: as soon as a place is free, or now.
    if (taken.length > 0 && room(now) > 0) isWoken = true;
  }

  async function take(lanes: Lane[], now: Date): Promise<Taken[]> {
    for (const lane of lanes) await dispatcher.prepare(lane, now);
    let taken: Taken[] = [];
    const until = new Date(now.getTime() + LEASE_MS);
    await store.tx(async (tx) => {
      dispatcher.unreserve(taken); // the transaction may be run a second time
      taken = [];
      const began = performance.now();
      await tx.outbox.lockLeasing();
      for (const lane of lanes) {
        if (performance.now() - began > SLICE_MS) break;
        const part = await dispatcher.take(tx, lane, now, until);
        if (part.restUntil) resting.set(laneKey(lane), { lane, until: part.restUntil.getTime() });
        if (part.rows.length > 0) taken.push({ lane, rows: part.rows });
      }
    });
    return taken;
  }

  function serve(lane: Lane, rows: Taken['rows']): void {
    const key = laneKey(lane);
    const done = dispatcher
      .run(rows)
      .catch((error: unknown) => log.error({ event: 'outbox-lane', error: error instanceof Error ? error.stack : String(error) }, 'sending stopped'))
      .then(() => {
        busy.delete(key);
        if (parallel < most && random() < 0.01) parallel++;
        void pump();
      });
    busy.set(key, { lane, done });
  }

  return {
    async start() {
      if (store.sql.dialect === 'sqlite') await store.tx((tx) => tx.outbox.releaseAll());
      isStarted = true;
      poll = setInterval(() => void pump(), options.pollMs ?? POLL_MS);
      sweep = setInterval(() => limits.sweep(clock.now()), SWEEP_MS);
      poll.unref();
      sweep.unref();
      void pump();
    },
    wake: () => void pump(),
    expectAnswer: placeholders.expect,
    async drain() {
      for (;;) {
        await pump();
        await Promise.all([...busy.values()].map((entry) => entry.done));
        while (isPumping) await wait(1);
        if (busy.size > 0) continue;
        const now = clock.now();
        const channels = channelsOpen(now);
        const due =
          channels.length === 0
            ? []
            : await store.outbox.listDueLanes(
                now,
                channels,
                [...resting.values()].map((e) => e.lane),
                1,
              );
        if (due.length === 0) return marks.idle();
      }
    },
    async stop() {
      isStopping = true;
      clearInterval(poll);
      clearInterval(sweep);
      clearTimeout(later);
      placeholders.stop();
      dispatcher.stop();
      while (isPumping) await wait(1);
      await Promise.all([...busy.values()].map((entry) => entry.done));
      await marks.idle();
    },
  };
}
