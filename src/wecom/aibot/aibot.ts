import { generateReqId, WsCmd } from '@wecom/aibot-node-sdk';
import type { IncomingMessage } from '../../bot/message.js';
import { AIBOT_MEDIA_BYTES } from '../aibot-payload.js';
import type { AibotSender, CardJson, MediaUpload, Outcome } from '../channels.js';
import { cutBytes } from '../fit.js';
import type { Log } from '../log.js';
import { plainText } from '../rich-text.js';
import { createConnection } from './connection.js';
import type { AibotStatus, AibotTiming } from './connection.js';
import { incomingFromFrame } from './incoming.js';
import type { CallbackFrame } from './incoming.js';
import { failure, failureOf, NOT_SUBSCRIBED, offline, uploadFailureOf } from './outcome.js';

const CONTENT_BYTES = 20_480;
const MIN_UPLOAD_BYTES = 6;
const DRAIN_MS = 5_500;
/** How long a late answer to a timed-out frame may still be taken for the next frame's. */
const LATE_MS = 60_000;

export interface AibotOptions {
  botId: string;
  secret: string;
  /** Absent = WeCom itself. */
  wsUrl?: string;
  /** As members mention it in groups. */
  botName?: string;
  timing?: Partial<AibotTiming>;
  now(): Date;
  random?(): number;
  log: Log;
  /** Stores the message. A repeat of one already stored is its to notice (by dedupeKey). */
  onMessage(message: IncomingMessage): Promise<void> | void;
  onState?(status: AibotStatus): void;
}

export interface Aibot extends AibotSender {
  readonly status: AibotStatus;
  start(): void;
  /** Waits for answers still under way (at most 5.5 s), then leaves. */
  stop(): Promise<void>;
}

type Body = Record<string, unknown>;

/** The aibot channel: the official SDK, kept signed on, its calls turned into outcomes that never throw. */
export function createAibot(options: AibotOptions): Aibot {
  const underWay = new Set<Promise<unknown>>();
  const late = new Map<string, number>();

  const connection = createConnection({
    ...options,
    random: () => options.random?.() ?? Math.random(),
    onFrame,
    onState: (status) => options.onState?.(status),
  });

  function onFrame(frame: CallbackFrame): void {
    const message = incomingFromFrame(frame, options);
    if (!message) return;
    Promise.resolve(options.onMessage(message)).catch((error: unknown) => {
      options.log.error({ event: 'aibot-not-stored', dedupeKey: message.dedupeKey, err: error }, 'aibot message not stored');
    });
  }

  async function command(cmd: string, reqId: string, body: Body): Promise<Outcome> {
    const client = connection.client;
    if (!client) return offline();
    const call = client.reply({ headers: { req_id: reqId } }, body, cmd);
    underWay.add(call);
    try {
      await call;
      return isLateAnswer(reqId) ? failure('unknown', 'late', 'the answer may be that of an earlier frame') : { result: 'ok' };
    } catch (rejection) {
      const failed = failureOf(rejection);
      if (failed.error.code === 'timeout') late.set(reqId, options.now().getTime());
      // Pings are answered but sends are not accepted: only a new connection helps.
      if (failed.error.code === NOT_SUBSCRIBED) connection.rebuild('no longer subscribed');
      return failed;
    } finally {
      underWay.delete(call);
    }
  }

  /** The SDK gives the late answer to a timed-out frame to the next frame of the same id, so one «ok» after a timeout proves nothing. */
  function isLateAnswer(reqId: string): boolean {
    if (late.size === 0) return false;
    const now = options.now().getTime();
    for (const [id, at] of late) if (now - at > LATE_MS) late.delete(id);
    return late.delete(reqId);
  }

  return {
    get ready() {
      return connection.client !== undefined;
    },
    get status() {
      return connection.status;
    },
    start: () => connection.start(),
    async stop() {
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise((resolve) => {
        timer = setTimeout(resolve, DRAIN_MS);
      });
      await Promise.race([Promise.allSettled(underWay), limit]);
      clearTimeout(timer);
      connection.stop();
    },
    respondStream: (to, streamId, content, finish) =>
      command(WsCmd.RESPONSE, to.reqId, { msgtype: 'stream', stream: { id: streamId, finish, content: cutBytes(content, CONTENT_BYTES) } }),
    respondCard: (to, card) => command(WsCmd.RESPONSE, to.reqId, cardBody(card)),
    respondMedia: (to, media, mediaId) => command(WsCmd.RESPONSE, to.reqId, mediaBody(media, mediaId)),
    welcome: (to, payload) =>
      command(
        WsCmd.RESPONSE_WELCOME,
        to.reqId,
        payload.kind === 'card'
          ? cardBody(payload.card)
          : { msgtype: 'text', text: { content: cutBytes(plainText(payload.content), CONTENT_BYTES) } },
      ),
    updateCard: (to, card, userIds) =>
      command(WsCmd.RESPONSE_UPDATE, to.reqId, {
        response_type: 'update_template_card',
        template_card: card,
        ...(userIds ? { userids: userIds } : {}),
      }),
    push: (chatId, chatType, payload) => {
      const body =
        payload.kind === 'card'
          ? cardBody(payload.card)
          : payload.kind === 'media-id'
            ? mediaBody(payload.media, payload.mediaId)
            : { msgtype: 'markdown', markdown: { content: cutBytes(payload.content, CONTENT_BYTES) } };
      return command(WsCmd.SEND_MSG, generateReqId(WsCmd.SEND_MSG), { chatid: chatId, chat_type: chatType === 'group' ? 2 : 1, ...body });
    },
    upload: (media) => upload(media),
  };

  async function upload({ media, fileName, bytes }: MediaUpload): Promise<Outcome<{ mediaId: string }>> {
    if (bytes.length < MIN_UPLOAD_BYTES || bytes.length > AIBOT_MEDIA_BYTES[media]) return failure('terminal', 'size', `${bytes.length} bytes`);
    const client = connection.client;
    if (!client) return offline();
    const call = client.uploadMedia(Buffer.from(bytes), { type: media, filename: cutFileName(fileName) });
    underWay.add(call);
    try {
      return { result: 'ok', mediaId: (await call).media_id };
    } catch (rejection) {
      return uploadFailureOf(rejection);
    } finally {
      underWay.delete(call);
    }
  }
}

function cardBody(card: CardJson): Body {
  return { msgtype: 'template_card', template_card: card };
}

function mediaBody(media: MediaUpload['media'], mediaId: string): Body {
  return { msgtype: media, [media]: { media_id: mediaId } };
}

/** At most 256 bytes, its ending kept. */
function cutFileName(name: string): string {
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? '';
  return cutBytes(name.slice(0, name.length - ending.length), 250 - Buffer.byteLength(ending)) + ending;
}
