import type { Channel, ReplyTo } from '../bot/message.js';
import type { CardChange, CardReply, Reply } from '../bot/reply.js';
import type { Outbox } from '../generated/sqlite/client.js';
import type { Row } from './db/index.js';

export type OutboxAct = 'reply' | 'change' | 'push' | 'placeholder';
/** `held` leaves with the others of its minute (bot/merge-notices); `merged` left inside another card; `recalled` was taken back before it left. */
export type OutboxState = 'waiting' | 'held' | 'merged' | 'recalled' | 'sent' | 'dead' | 'unknown';

export interface OutboxButton {
  key: string;
  text: string;
}

export interface NewOutboxRow {
  /** A second row under the same key is not made. */
  dedupeKey: string;
  /** `cli` rows are printed by whoever wrote them: they are stored as sent and no sender takes them. */
  channel: Channel;
  /** The member; for a group on the aibot its chat id. */
  recipient: string;
  /** Of the message answered; absent for pushes. */
  replyTo?: ReplyTo | null;
  inboxId?: number | null;
  act: OutboxAct;
  /** Kind of a push (briefing, birthday …). */
  notice?: string | null;
  payload: Reply | CardChange;
  notBefore: Date;
  /** A push that may become one line of a card; it is held until `release`. */
  merge?: { who: string; line: string };
  /** When it is written. Absent: `notBefore`. */
  now?: Date;
}

export interface OutboxRow extends Omit<NewOutboxRow, 'now' | 'merge'> {
  id: number;
  replyTo: ReplyTo | null;
  inboxId: number | null;
  notice: string | null;
  /** The object a card is about: `<name>:<ref>`. */
  about: string | null;
  /** What a typed digit can mean, in order. */
  buttons: OutboxButton[];
  taskId: string | null;
  /** Made by delivery/ before the first attempt, and kept as it is. */
  request: string | null;
  attempts: number;
  leaseUntil: Date;
  state: OutboxState;
  createdAt: Date;
  sentAt: Date | null;
  msgid: string | null;
  responseCode: string | null;
  error: string | null;
}

/** What one attempt, or giving up, leaves in the row. */
export interface OutboxMark {
  id: number;
  state: OutboxState;
  /** `waiting` only: nobody takes the row, nor a later one of this recipient, before. */
  pausedUntil?: Date;
  sentAt?: Date;
  msgid?: string;
  responseCode?: string;
  error?: string;
  /** A new request, where the platform certainly did not take the old one. */
  request?: string | null;
}

/** A recipient on a channel: within it, order holds. */
export interface Lane {
  channel: Channel;
  recipient: string;
}

/** What a person may answer by a number or a label. */
export interface NumberedMessage {
  id: number;
  act: OutboxAct;
  /** The message it answers; null for a push. */
  inboxId: number | null;
  /** Epoch ms. */
  createdAt: number;
  taskId: string | null;
  about: string | null;
  buttons: OutboxButton[];
  check?: { key: string; submitKey: string; options: { id: string; text: string }[] };
  picks?: CardReply['picks'];
  submitKey?: string;
}

const BYTES = '$bytes';

/** Pictures and files inside a payload are kept as base64. */
export function payloadText(payload: Reply | CardChange): string {
  // Words carry no bytes, and are most of what leaves: being asked for every field costs more than writing it.
  if (payload.kind === 'text') return JSON.stringify(payload);
  return JSON.stringify(payload, (_key, value: unknown) =>
    value instanceof Uint8Array ? { [BYTES]: Buffer.from(value).toString('base64') } : value,
  );
}

function payloadOf(text: string): Reply | CardChange {
  if (!text.includes(BYTES)) return JSON.parse(text) as Reply | CardChange;
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    const bytes = (value as Record<string, unknown>)[BYTES];
    return typeof bytes === 'string' ? new Uint8Array(Buffer.from(bytes, 'base64')) : value;
  }) as Reply | CardChange;
}

export const cardOf = (payload: Reply | CardChange): CardReply | undefined =>
  payload.kind === 'card' ? payload : payload.kind === 'card-change' ? payload.card : undefined;

export function numberedOf(row: OutboxRow): NumberedMessage {
  const card = cardOf(row.payload);
  const submitKey = card?.submit?.key;
  return {
    id: row.id,
    act: row.act,
    inboxId: row.inboxId,
    createdAt: row.createdAt.getTime(),
    taskId: row.taskId,
    about: row.about,
    buttons: row.buttons,
    ...(card?.check && submitKey !== undefined ? { check: { key: card.check.key, submitKey, options: card.check.options } } : {}),
    ...(card && card.picks.length > 0 ? { picks: card.picks } : {}),
    ...(submitKey === undefined ? {} : { submitKey }),
  };
}

const dateOf = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

export const toOutboxRow = (row: Row<Outbox>): OutboxRow => ({
  id: row.id,
  dedupeKey: row.dedupeKey,
  channel: row.channel as Channel,
  recipient: row.recipient,
  replyTo: row.replyTo === null ? null : (JSON.parse(row.replyTo) as ReplyTo),
  inboxId: row.inboxId,
  act: row.act as OutboxAct,
  notice: row.notice,
  payload: payloadOf(row.payload),
  buttons: row.buttons === null ? [] : (JSON.parse(row.buttons) as OutboxButton[]),
  about: row.about,
  taskId: row.taskId,
  request: row.request,
  notBefore: new Date(row.notBefore),
  attempts: row.attempts,
  leaseUntil: new Date(row.leaseUntil),
  state: row.state as OutboxState,
  createdAt: new Date(row.createdAt),
  sentAt: dateOf(row.sentAt),
  msgid: row.msgid,
  responseCode: row.responseCode,
  error: row.error,
});
