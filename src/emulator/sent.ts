import { createHash } from 'node:crypto';
import type { EmulatorClock } from './clock.js';
import type { Journal } from './journal.js';
import type { Json } from './shape.js';

/** A message the app sent, as later calls need it. `taskId` is the one its card carries now. */
export type SentMessage = {
  msgid: string;
  at: number;
  receivers: string[];
  taskId?: string;
  cardType?: string;
  recalled?: boolean;
};

type Duplicate = { hash: string; until: number; answer: Json };

/** Memory of what was sent: for recalls, card updates, task ids that must stay unique, and the duplicate check. */
export class Sent {
  readonly #messages = new Map<string, SentMessage>();
  readonly #taskIds = new Set<string>();
  readonly #duplicates = new Map<string, Duplicate>();

  constructor(
    private readonly clock: EmulatorClock,
    private readonly journal: Journal,
  ) {}

  restoreMessage(message: SentMessage): void {
    this.#messages.set(message.msgid, message);
    if (message.taskId !== undefined) this.#taskIds.add(message.taskId);
  }

  restoreDuplicate(duplicate: Duplicate): void {
    this.#duplicates.set(duplicate.hash, duplicate);
  }

  keep(message: SentMessage): void {
    this.restoreMessage(message);
    this.journal.append('sent', message);
  }

  find(msgid: string): SentMessage | undefined {
    return this.#messages.get(msgid);
  }

  hasTaskId(taskId: string): boolean {
    return this.#taskIds.has(taskId);
  }

  /** The answer given to the same JSON inside its interval, if there was one. */
  duplicateOf(request: Json): Json | undefined {
    const known = this.#duplicates.get(hashOf(request));
    return known && known.until > this.clock.now() ? known.answer : undefined;
  }

  remember(request: Json, intervalMs: number, answer: Json): void {
    const duplicate: Duplicate = { hash: hashOf(request), until: this.clock.now() + intervalMs, answer };
    this.restoreDuplicate(duplicate);
    this.journal.append('duplicate', duplicate);
  }
}

/** The same JSON: same fields in the same order; white space does not count. */
function hashOf(request: Json): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('base64url');
}
