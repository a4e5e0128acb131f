import type { IncomingMessage } from '../bot/message.js';
import type { Reply } from '../bot/reply.js';
import type { Clock } from '../clock.js';
import { streamIdOf, type AibotPort } from './aibot-road.js';
import type { Log } from './faults.js';
import { frozenText } from './frozen.js';
import type { Limits } from './limits.js';
import type { OutboxParts } from './sender.js';

const AFTER_MS = 1000;

export interface Placeholders {
  expect(inboxId: number, message: IncomingMessage): void;
  stop(): void;
}

/**
 * The first frame of a stream, shown when an answer takes long; the answer ends the same stream. It is in the outbox before it
 * is sent, so that whoever sends the answer, in this process or the next, knows there is a stream to end.
 */
export function createPlaceholders<S extends OutboxParts>(options: {
  store: { tx<T>(work: (store: S) => Promise<T>): Promise<T> };
  clock: Clock;
  log: Log;
  aibot?: AibotPort;
  limits: Limits;
  placeholder?: { reply: Reply; afterMs?: number };
}): Placeholders {
  const { store, clock, log, aibot, placeholder, limits } = options;
  const timers = new Set<NodeJS.Timeout>();

  async function show(inboxId: number, message: IncomingMessage, port: AibotPort, reply: Reply): Promise<void> {
    const { replyTo } = message;
    const [payload] = port.wire.aibotPayloads(reply, { taskId: '', ...(port.publicUrl ? { publicUrl: port.publicUrl } : {}) });
    if (payload?.kind !== 'markdown' || !replyTo.reqId || !port.sender.ready) return;
    const key = `aibot:${replyTo.chatId ?? message.from}`;
    const now = clock.now();
    // The answer itself needs room as well.
    if (limits.isSeeded(key) && limits.free(key, now) < 3) return;
    const at = now.getTime();
    const frozen = frozenText({ at, steps: [{ do: 'markdown', content: payload.content, streamId: streamIdOf(inboxId) }], done: 1, unsure: false });
    const isShown = await store.tx(async (tx) => {
      const rows = await tx.outbox.listByInbox(inboxId);
      if (rows.some((row) => row.attempts > 0 || row.state !== 'waiting')) return false;
      return tx.outbox.addPlaceholder({ inboxId, recipient: message.from, replyTo, request: frozen, payload: reply, at: now });
    });
    if (!isShown) return;
    const outcome = await port.sender.respondStream({ reqId: replyTo.reqId }, streamIdOf(inboxId), payload.content, false);
    if (outcome.result === 'ok') limits.used(key, clock.now());
    else log.info({ event: 'placeholder', inboxId, result: outcome.result }, 'a placeholder was not shown');
  }

  return {
    expect(inboxId, message) {
      if (!placeholder || !aibot || message.channel !== 'aibot' || message.replyTo.reqKind !== 'message') return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        show(inboxId, message, aibot, placeholder.reply).catch((error: unknown) =>
          log.warn({ event: 'placeholder', inboxId, error: String(error) }, 'a placeholder could not be shown'),
        );
      }, placeholder.afterMs ?? AFTER_MS);
      timers.add(timer);
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
