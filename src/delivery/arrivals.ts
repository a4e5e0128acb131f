import type { IncomingMessage } from '../bot/message.js';
import type { Clock } from '../clock.js';
import type { inboxStore } from '../store/inbox.js';
import { growingPause, isInfrastructure, nextTurn, wait, type Log } from './faults.js';

const ACCEPT_AT_ONCE = 500;
const GATHER_MS = 2;
/** WeCom closes the connection after 5 s and calls again; by then we must have said no ourselves. */
const ACCEPT_PATIENCE_MS = 4000;

interface Arrival {
  message: IncomingMessage;
  resolve(result: 'new' | 'repeat'): void;
  reject(error: unknown): void;
}

export interface Arrivals {
  /** Resolves when the message is durable. `repeat`: it was here before. */
  accept(message: IncomingMessage): Promise<'new' | 'repeat'>;
  isIdle(): boolean;
}

/** Messages made durable, those that come together in one COMMIT. */
export function createArrivals<S extends { inbox: ReturnType<typeof inboxStore> }>(options: {
  store: { tx<T>(work: (store: S) => Promise<T>): Promise<T> };
  clock: Clock;
  log: Log;
  random(): number;
  /** Durable, and not here before. */
  onNew(id: number, message: IncomingMessage): void;
  /** Everything that came is durable, or refused. */
  onIdle(): void;
}): Arrivals {
  const { store, clock, log, random } = options;
  const waiting: Arrival[] = [];
  let isCommitting = false;

  function accept(message: IncomingMessage): Promise<'new' | 'repeat'> {
    return new Promise((resolve, reject) => {
      waiting.push({ message, resolve, reject });
      if (isCommitting) return;
      isCommitting = true;
      // One turn of the event loop gathers what came in with the same wake-up of the sockets.
      setImmediate(() => void commitArrivals());
    });
  }

  async function commitArrivals(): Promise<void> {
    while (waiting.length > 0) {
      await gather();
      const batch = waiting.splice(0, ACCEPT_AT_ONCE);
      try {
        const ids = await commitBatch(batch.map((a) => a.message));
        batch.forEach((arrival, i) => {
          const id = ids[i] ?? null;
          if (id !== null) options.onNew(id, arrival.message);
          arrival.resolve(id === null ? 'repeat' : 'new');
        });
      } catch (error) {
        log.error({ event: 'inbox-refused', count: batch.length, error: String(error) }, 'messages could not be stored');
        for (const arrival of batch) arrival.reject(error);
      }
    }
    isCommitting = false;
    options.onIdle();
  }

  /** As long as every turn of the event loop brings more, for a moment: a COMMIT costs more than some turns. */
  async function gather(): Promise<void> {
    const until = performance.now() + GATHER_MS;
    for (let before = 0; waiting.length > before && waiting.length < ACCEPT_AT_ONCE && performance.now() < until;) {
      before = waiting.length;
      await nextTurn();
    }
  }

  async function commitBatch(messages: IncomingMessage[]): Promise<(number | null)[]> {
    const until = performance.now() + ACCEPT_PATIENCE_MS;
    for (let attempt = 1; ; attempt++) {
      try {
        return await store.tx((tx) => tx.inbox.addAll(messages, clock.now()));
      } catch (error) {
        const pause = growingPause(attempt, 20, 500, random);
        if (!isInfrastructure(error) || performance.now() + pause > until) throw error;
        await wait(pause);
      }
    }
  }

  return { accept, isIdle: () => waiting.length === 0 && !isCommitting };
}
