import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Store } from './store/index.js';

export interface Metrics {
  registry: Registry;
  /** A message was stored: `repeat` when the platform sent it again. */
  received(channel: string, result: 'new' | 'repeat'): void;
  /** From stored to processed, in seconds. */
  processed(channel: string, seconds: number): void;
  failed(channel: string): void;
  givenUp(channel: string, end: 'dead' | 'unknown'): void;
}

/** What operators watch. No label holds anything about a client. */
export function createMetrics(store: Pick<Store, 'inbox' | 'outbox'>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const received = new Counter({
    name: 'caiban_messages_received_total',
    help: 'Messages stored, by channel and result',
    labelNames: ['channel', 'result'],
    registers,
  });
  const processed = new Histogram({
    name: 'caiban_message_seconds',
    help: 'From stored to processed',
    labelNames: ['channel'],
    registers,
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
  });
  const failed = new Counter({ name: 'caiban_messages_failed_total', help: 'Messages that met a fault of ours', labelNames: ['channel'], registers });
  const givenUp = new Counter({
    name: 'caiban_outbox_given_up_total',
    help: 'Outgoing messages given up, by end',
    labelNames: ['channel', 'end'],
    registers,
  });
  new Gauge({
    name: 'caiban_inbox_waiting',
    help: 'Messages stored and not processed',
    registers,
    async collect() {
      this.set((await store.inbox.backlog()).waiting);
    },
  });
  new Gauge({
    name: 'caiban_outbox_rows',
    help: 'Outgoing messages by state',
    labelNames: ['state'],
    registers,
    async collect() {
      for (const [state, count] of Object.entries(await store.outbox.countByState())) this.set({ state }, count);
    },
  });
  return {
    registry,
    received: (channel, result) => received.inc({ channel, result }),
    processed: (channel, seconds) => processed.observe({ channel }, seconds),
    failed: (channel) => failed.inc({ channel }),
    givenUp: (channel, end) => givenUp.inc({ channel, end }),
  };
}
