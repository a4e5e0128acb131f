import path from 'node:path';
import type { IncomingMessage } from '../bot/message.js';
import { clockFrom, type Clock } from '../clock.js';
import { openCore } from '../core.js';
import { createInbox } from '../delivery/inbox.js';
import { DEFAULT_RULES } from '../domain/rules.js';
import { createLog } from '../log.js';
import { openDb } from '../store/db/index.js';
import { SqliteConnection } from '../store/db/sqlite.js';
import type { StoreTx } from '../store/index.js';
import { BANK_NOW, buildBank, inTempDir } from './bank.js';
import { personAt } from './people.js';
import { rate, type Bench, type BenchCase } from './report.js';
import { rawCommand, type RawKind } from './command-limit.js';

/** People who wait for an answer at the same time. */
const IN_FLIGHT = 8;
const ROUNDS = 5;
/**
 * A service answers all day, and is measured as such: the compiler of the engine is done with the road of a command after some
 * thousands of them, and by then every manager of a bank of the usual size has spoken twice.
 */
const WARM_UP_COMMANDS = 6000;
/** A short run warms up shortly: at most so many times as long as it measures. */
const WARM_UP_SHARE = 4;

const KINDS: readonly { name: RawKind; text(name: string, n: number): string }[] = [
  { name: 'view', text: (name) => `查 ${name}` },
  { name: 'contact', text: (name, n) => `记 ${name} 电话 聊了近况，没有新的需要 ${n}` },
];

export const commandBench: Bench = {
  name: 'command',
  summary: '查、记从收到到回复写进发件箱，对照所需的裸 SQL',
  sizes: { clients: 100_000, managers: 3000, seconds: 10 },
  run: ({ clients, managers, seconds }, note) =>
    inTempDir(async (dir) => {
      const file = path.join(dir, 'bank.db');
      await buildBank(file, clients, managers, note);
      const chat = await openChat(file);
      const bare = new SqliteConnection(file);
      const cases: BenchCase[] = [];
      let n = 0;
      /** Another manager and another client each time, none of them in order. */
      const nextPerson = () => personAt((++n * 7_919) % clients, managers);
      try {
        for (const kind of KINDS) {
          note(kind.name);
          const raw = rawCommand(bare, kind.name);
          const ours = { done: 0, ms: 0, times: [] as number[] };
          const limit = { done: 0, ms: 0 };
          const sliceMs = (seconds * 1000) / ROUNDS;
          const next = () => {
            const person = nextPerson();
            return { from: person.managerId, text: kind.text(person.name, n) };
          };
          await chat.talk(seconds * 1000 * WARM_UP_SHARE, next, WARM_UP_COMMANDS);
          raw.run(sliceMs / 4, IN_FLIGHT, nextPerson);
          for (let round = 0; round < ROUNDS; round++) {
            const slice = await chat.talk(sliceMs, next);
            const rawSlice = raw.run(sliceMs / 4, IN_FLIGHT, nextPerson);
            ours.done += slice.done;
            ours.ms += slice.ms;
            ours.times.push(...slice.times);
            limit.done += rawSlice.done;
            limit.ms += rawSlice.ms;
          }
          cases.push(rate(kind.name, 'commands/s', (ours.done / ours.ms) * 1000, { times: ours.times, limit: (limit.done / limit.ms) * 1000 }));
        }
      } finally {
        bare.close();
        await chat.close();
      }
      return cases;
    }),
};

/** The real road without HTTP and without sending: inbox, dispatch, outbox on one database. */
async function openChat(file: string) {
  const clock: Clock = clockFrom(BANK_NOW);
  const db = await openDb(`file:${file}`);
  const core = await openCore({ db, rules: DEFAULT_RULES, now: () => clock.now(), pushChannel: 'app' });
  const waiting = new Map<string, () => void>();
  let processed: string[] = [];
  let fault: Error | undefined;
  const inbox = createInbox<StoreTx>({
    store: core.store,
    clock,
    log: createLog('silent'),
    process: async (tx, row) => {
      const { replies } = await core.process(tx, row);
      if (replies.length === 0) throw new Error('no reply');
      processed.push(row.dedupeKey);
    },
    onBug: async (_tx, row, _faultNo, error) => {
      fault = error instanceof Error ? error : new Error(String(error));
      processed.push(row.dedupeKey);
    },
    onCommitted: () => {
      const done = processed;
      processed = [];
      for (const key of done) waiting.get(key)?.();
    },
  });
  let sent = 0;

  async function say(from: string, text: string): Promise<void> {
    const dedupeKey = `bench:${++sent}`;
    const message: IncomingMessage = {
      dedupeKey,
      channel: 'app',
      from,
      place: 'private',
      sentAt: clock.now(),
      content: { kind: 'text', text },
      replyTo: { channel: 'app', userId: from },
    };
    const answered = new Promise<void>((resolve) => waiting.set(dedupeKey, resolve));
    await inbox.accept(message);
    await answered;
    waiting.delete(dedupeKey);
    if (fault) throw fault;
  }

  return {
    /** So many people at once, each asking again as soon as the answer is in the outbox; for so long, or until `most` are answered. */
    async talk(ms: number, next: () => { from: string; text: string }, most = Infinity): Promise<{ done: number; ms: number; times: number[] }> {
      const times: number[] = [];
      const began = performance.now();
      await Promise.all(
        Array.from({ length: IN_FLIGHT }, async () => {
          do {
            const { from, text } = next();
            const start = performance.now();
            await say(from, text);
            times.push(performance.now() - start);
          } while (performance.now() - began < ms && times.length < most);
        }),
      );
      return { done: times.length, ms: performance.now() - began, times };
    },
    async close() {
      await inbox.drain();
      await inbox.stop();
      await db.close();
    },
  };
}
