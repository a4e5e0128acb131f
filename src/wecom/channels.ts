/**
 * What delivery/ calls, and what it hands over. The road of one outbox row on the app channel:
 *
 * 1. `appPayloads(reply, …)` gives one payload for each message the reply needs, in order. A `media` one is uploaded first.
 * 2. `appRequest(payload, …)` makes the request's JSON **once**; it is written into the row before the first attempt.
 * 3. `sendApp(json)` sends these bytes, at every attempt the same, so that WeCom's duplicate check drops a repeat.
 *
 * Errors of the app channel are PlatformErrors; `reactionTo(error.code)` says what they ask for. The aibot's calls never throw:
 * they answer an Outcome.
 */
import type { PlatformError } from '../errors.js';

export interface MediaUpload {
  media: 'image' | 'voice' | 'video' | 'file';
  fileName: string;
  /** Empty where `svg` is still to be drawn. */
  bytes: Uint8Array;
  svg?: string;
}

/** The body of one message under the name of its type: `{ msgtype: 'text', text: { content } }`. */
export type AppBody =
  | { msgtype: 'text'; text: { content: string } }
  | { msgtype: 'markdown'; markdown: { content: string } }
  | { msgtype: 'image'; image: { media_id: string } }
  | { msgtype: 'file'; file: { media_id: string } }
  | { msgtype: 'template_card'; template_card: CardJson };

/** A template card as WeCom takes it. */
export type CardJson = { card_type: string; task_id?: string } & Record<string, unknown>;

export type AppPayload = { kind: 'body'; body: AppBody } | { kind: 'media'; upload: MediaUpload & { media: 'image' | 'file' } };

export interface AppSender {
  /** `frozenRequestJson` from `appRequest`. `invalid`: receivers WeCom did not know; it still counts as sent to the others. */
  sendApp(frozenRequestJson: string): Promise<{ msgid?: string; responseCode?: string; invalid: string[] }>;
  /** `frozenRequestJson` from `appCardUpdate`. A used or old code is error 60140. */
  updateCard(frozenRequestJson: string): Promise<{ invalid: string[] }>;
  /** Within 24 hours of sending. */
  recall(msgid: string): Promise<void>;
  /** The media id is good for three days. */
  upload(media: MediaUpload): Promise<{ mediaId: string }>;
}

/** One message on the aibot. `markdown` goes out as a stream frame in an answer, as markdown in a push, as text in a welcome. */
export type AibotPayload =
  | { kind: 'markdown'; content: string }
  | { kind: 'card'; card: CardJson }
  | { kind: 'media'; upload: MediaUpload & { media: 'image' | 'file' } }
  | { kind: 'media-id'; media: 'image' | 'voice' | 'video' | 'file'; mediaId: string };

/**
 * What became of one call on the aibot.
 * `retryable`: not done, may be tried again. `use-push`: the answer's window is closed, push instead.
 * `terminal`: never. `unknown`: sent, but no answer came; it may be shown.
 */
export type Outcome<T = object> = ({ result: 'ok' } & T) | { result: 'retryable' | 'use-push' | 'terminal' | 'unknown'; error: PlatformError };

/** Enough of a callback to answer it, as it stands in a database row. */
export interface AibotReplyTo {
  reqId: string;
}

export interface AibotSender {
  /** Whether the bot is signed on now. While it is not, every call is `retryable` at once. */
  readonly ready: boolean;
  /** `content` is the whole text so far; the same `streamId` replaces it; `finish` ends it. */
  respondStream(to: AibotReplyTo, streamId: string, content: string, finish: boolean): Promise<Outcome>;
  respondCard(to: AibotReplyTo, card: CardJson): Promise<Outcome>;
  respondMedia(to: AibotReplyTo, media: MediaUpload['media'], mediaId: string): Promise<Outcome>;
  /** Within 5 s of an enter_chat event, with that event's id. */
  welcome(to: AibotReplyTo, payload: Extract<AibotPayload, { kind: 'markdown' | 'card' }>): Promise<Outcome>;
  /** Within 5 s of a tap, with that event's id; the card repeats the tapped card's task_id. */
  updateCard(to: AibotReplyTo, card: CardJson, userIds?: string[]): Promise<Outcome>;
  /** Into a chat where the person has written before: `chatId` of a group, or the userid as received. */
  push(chatId: string, chatType: 'single' | 'group', payload: Exclude<AibotPayload, { kind: 'media' }>): Promise<Outcome>;
  upload(media: MediaUpload): Promise<Outcome<{ mediaId: string }>>;
}
