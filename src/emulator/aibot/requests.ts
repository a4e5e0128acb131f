import type { Conversation } from '../phones.js';

const REPLY_WINDOW_MS = 24 * 3_600_000;

export type RequestKind = 'message' | 'enter_chat' | 'template_card_event' | 'other';

/** A callback the bot may answer: what it was, where, when. */
export type BotRequest = {
  reqId: string;
  kind: RequestKind;
  at: number;
  conversation: Conversation;
  userid: string;
  /** The connection it went out on. */
  connection: number;
  /** The card behind a tap. */
  cardMsgid?: string;
  answered?: boolean;
};

/** A stream bubble: `content` is the whole text so far. */
export type Stream = { msgid: string; firstAt: number; content: string; finished: boolean };

/** What the bot was told in the last 24 hours, and the streams it has begun. */
export class BotRequests {
  readonly #requests = new Map<string, BotRequest>();
  readonly #streams = new Map<string, Stream>();

  add(request: BotRequest): void {
    this.#requests.set(request.reqId, request);
    if (this.#requests.size % 1_000 === 0) this.#forget(request.at);
  }

  /** Undefined when unknown, or older than the 24 hours a reply may take. */
  find(reqId: string, now: number): BotRequest | undefined {
    const request = this.#requests.get(reqId);
    return request && now - request.at <= REPLY_WINDOW_MS ? request : undefined;
  }

  stream(reqId: string, id: string): Stream | undefined {
    return this.#streams.get(`${reqId}\n${id}`);
  }

  keepStream(reqId: string, id: string, stream: Stream): void {
    this.#streams.set(`${reqId}\n${id}`, stream);
  }

  clear(): void {
    this.#requests.clear();
    this.#streams.clear();
  }

  #forget(now: number): void {
    for (const [reqId, request] of this.#requests) if (now - request.at > REPLY_WINDOW_MS) this.#requests.delete(reqId);
    for (const [key, stream] of this.#streams) if (now - stream.firstAt > REPLY_WINDOW_MS) this.#streams.delete(key);
  }
}
