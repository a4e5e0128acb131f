import type { EmulatorClock } from './clock.js';
import { buttonsOf, cardText, type CardButton } from './card-view.js';
import type { Journal } from './journal.js';
import type { Json } from './shape.js';
import { Signal } from './signal.js';

export type MessageKind = 'text' | 'markdown' | 'image' | 'file' | 'card' | 'stream' | 'task';
export type Via = 'app' | 'aibot';

/** Whose screen: a member's chat with the app and the bot, a group, or a client's WeChat. */
export type Conversation = `member:${string}` | `group:${string}` | `client:${string}`;

/** A message as the control interface shows it. */
export type Message = {
  seq: number;
  msgid: string;
  at: string;
  from: 'bot' | 'member';
  via: Via;
  kind: MessageKind;
  text: string;
  card?: Json;
  buttons?: CardButton[];
  replaced?: true;
};

/** The same with what only the console needs: where it stands, who spoke, which file, whether a stream still runs. */
export type StoredMessage = Message & {
  conversation: Conversation;
  sender?: string;
  media?: { id: string; filename: string; type: string };
  open?: boolean;
  recalled?: boolean;
};

export type NewMessage = Omit<StoredMessage, 'seq' | 'at' | 'conversation' | 'buttons' | 'text'> & { text?: string };

export function publicView(message: StoredMessage): Message {
  const { seq, msgid, at, from, via, kind, text, card, buttons, replaced } = message;
  return {
    seq,
    msgid,
    at,
    from,
    via,
    kind,
    text,
    ...(card ? { card } : {}),
    ...(buttons ? { buttons } : {}),
    ...(replaced ? { replaced } : {}),
  };
}

/** What the phones show: one growing list; a changed message is listed again under a new number. */
export class Phones {
  readonly #all: StoredMessage[] = [];
  readonly #by = new Map<Conversation, StoredMessage[]>();
  readonly #newest = new Map<string, StoredMessage>();
  readonly signal = new Signal();
  #seq = 0;

  constructor(
    private readonly clock: EmulatorClock,
    private readonly journal: Journal,
  ) {}

  restore(message: StoredMessage): void {
    this.#seq = Math.max(this.#seq, message.seq);
    this.#keep(message);
  }

  get seq(): number {
    return this.#seq;
  }

  /** Shows a message; one with a known msgid replaces what stood there. */
  show(conversation: Conversation, message: NewMessage): StoredMessage {
    const buttons = message.card ? buttonsOf(message.card) : undefined;
    const replaced = this.newest(conversation, message.msgid) !== undefined;
    this.#seq += 1;
    const stored: StoredMessage = {
      ...message,
      seq: this.#seq,
      at: this.clock.iso(),
      text: message.card ? cardText(message.card) : (message.text ?? ''),
      ...(buttons ? { buttons } : {}),
      ...(replaced ? { replaced: true as const } : {}),
      conversation,
    };
    this.#keep(stored);
    this.journal.append('message', stored);
    this.signal.notify();
    return stored;
  }

  newest(conversation: Conversation, msgid: string): StoredMessage | undefined {
    return this.#newest.get(`${conversation}\n${msgid}`);
  }

  list(conversation: Conversation, after = 0): StoredMessage[] {
    return newerThan(this.#by.get(conversation) ?? [], after);
  }

  all(after = 0): StoredMessage[] {
    return newerThan(this.#all, after);
  }

  /** What stands there now, older states left out; the last `limit`. */
  current(limit: number): StoredMessage[] {
    return this.#all.filter((message) => this.newest(message.conversation, message.msgid) === message).slice(-limit);
  }

  clear(): void {
    this.#all.length = 0;
    this.#by.clear();
    this.#newest.clear();
    this.signal.notify();
  }

  #keep(message: StoredMessage): void {
    this.#all.push(message);
    const list = this.#by.get(message.conversation);
    if (list) list.push(message);
    else this.#by.set(message.conversation, [message]);
    this.#newest.set(`${message.conversation}\n${message.msgid}`, message);
  }
}

function newerThan(sorted: StoredMessage[], seq: number): StoredMessage[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.seq ?? 0) > seq) high = middle;
    else low = middle + 1;
  }
  return sorted.slice(low);
}
