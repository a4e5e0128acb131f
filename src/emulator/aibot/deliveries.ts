import type { WebSocket } from 'ws';
import { randomText } from '../ids.js';
import type { Conversation } from '../phones.js';
import type { Json } from '../shape.js';
import type { World } from '../world.js';
import type { BotRequests, RequestKind } from './requests.js';

const HOLD_MS = 2_000;

/** Something to tell the bot. `cardMsgid` is the card behind a tap. */
export type Outgoing = { kind: RequestKind; cmd: string; body: Json; conversation: Conversation; userid: string; name: string; cardMsgid?: string };

/** A connection that callbacks go to, and what went to it lately. */
export type Receiver = { id: number; socket: WebSocket; recent: { at: number; outgoing: Outgoing; reqId: string }[] };

/** Callbacks to the bot: in order, kept while nobody is connected, sent again when the connection broke under them. */
export class Deliveries {
  #backlog: Outgoing[] = [];
  #held: Outgoing | undefined;

  constructor(
    private readonly world: World,
    private readonly requests: BotRequests,
    private readonly active: () => Receiver | undefined,
  ) {}

  deliver(outgoing: Outgoing): void {
    const fault = this.world.faults.strike({ at: 'aibot-delivery' });
    if (fault?.kind === 'drop') {
      this.#record(outgoing, '这次推送被丢弃', true);
      return;
    }
    if (fault?.kind === 'reorder' && !this.#held) {
      this.#held = outgoing;
      setTimeout(() => this.#release(), fault.ms ?? HOLD_MS).unref();
      return;
    }
    this.#push(outgoing);
    if (fault?.kind === 'duplicate') this.#push(outgoing);
    this.#release();
  }

  /** Sends what waited for a connection. */
  flush(): void {
    const waiting = this.#backlog;
    this.#backlog = [];
    for (const outgoing of waiting) this.#push(outgoing);
  }

  /** What went out just before a connection broke and was not answered may not have arrived: it goes out again. */
  lost(receiver: Receiver): void {
    const { backlog, redeliverMs } = this.world.settings.aibot;
    if (!backlog) return;
    const unsure = receiver.recent.filter(
      ({ at, reqId, outgoing }) =>
        performance.now() - at < redeliverMs && outgoing.kind !== 'enter_chat' && !this.requests.find(reqId, this.world.clock.now())?.answered,
    );
    this.#backlog = [...unsure.map(({ outgoing }) => outgoing), ...this.#backlog];
  }

  clear(): void {
    this.#backlog = [];
    this.#held = undefined;
  }

  #release(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held) this.#push(held);
  }

  #push(outgoing: Outgoing): void {
    const active = this.active();
    if (!active) {
      const kept = this.world.settings.aibot.backlog;
      if (kept) this.#backlog.push(outgoing);
      this.#record(outgoing, kept ? '机器人没有连接，连上后再推' : '机器人没有连接，丢失', !kept);
      return;
    }
    const reqId = `cb-${randomText(24)}`;
    this.requests.add({
      reqId,
      kind: outgoing.kind,
      at: this.world.clock.now(),
      conversation: outgoing.conversation,
      userid: outgoing.userid,
      connection: active.id,
      ...(outgoing.cardMsgid === undefined ? {} : { cardMsgid: outgoing.cardMsgid }),
    });
    active.recent = active.recent.filter(({ at }) => performance.now() - at < this.world.settings.aibot.redeliverMs);
    active.recent.push({ at: performance.now(), outgoing, reqId });
    active.socket.send(JSON.stringify({ cmd: outgoing.cmd, headers: { req_id: reqId }, body: outgoing.body }));
    this.#record(outgoing, undefined, false);
  }

  #record(outgoing: Outgoing, note: string | undefined, refused: boolean): void {
    this.world.wire.add({
      direction: 'out',
      channel: 'aibot',
      name: outgoing.name,
      people: [outgoing.userid],
      refused,
      ...(note === undefined ? {} : { note }),
      request: outgoing.body,
    });
  }
}
