import type { CardChange, Reply } from '../bot/reply.js';
import { replyText } from '../bot/reply.js';
import { afterText, cardJson } from './card-json.js';
import type { AppBody, AppPayload } from './channels.js';
import { cleanText, cutBytes } from './fit.js';
import { canUpload } from './media.js';
import { appText } from './rich-text.js';

const TEXT_BYTES = 2048;
const CHECK_SECONDS = 14_400;
/** Offsets spread over two hours: a repeat within the other two is still dropped, whatever the row's offset. */
const OFFSET_SECONDS = 7_200;
const INTERACTIVE = new Set(['button_interaction', 'vote_interaction', 'multiple_interaction']);

export interface AppContext {
  publicUrl?: string;
  /** Of the card, if the reply is one: see `taskIdOf`. */
  taskId: string;
}

/** The messages a reply becomes in the app chat, in the order they are sent, each within WeCom's limits. Never empty. */
export function appPayloads(reply: Reply, { publicUrl, taskId }: AppContext): AppPayload[] {
  const text = (words: string): AppPayload => ({
    kind: 'body',
    body: { msgtype: 'text', text: { content: appText(words, publicUrl, TEXT_BYTES) || '—' } },
  });
  switch (reply.kind) {
    case 'text':
      return [text(reply.text)];
    case 'card': {
      const fitted = cardJson(reply, { publicUrl, taskId, channel: 'app' });
      if (!fitted) return [text(replyText(reply))];
      const card: AppPayload = { kind: 'body', body: { msgtype: 'template_card', template_card: fitted.card } };
      return fitted.rest.length > 0 ? [text(fitted.rest.join('\n')), card] : [card];
    }
    case 'image': {
      const upload = reply.svg !== undefined ? drawingUpload(reply.svg) : reply.png && pictureUpload(reply.png);
      return upload ? [text(reply.text), { kind: 'media', upload }] : [text(reply.text)];
    }
    case 'file': {
      const upload = { media: 'file' as const, fileName: reply.fileName, bytes: reply.bytes };
      return canUpload(upload) ? [text(reply.text), { kind: 'media', upload }] : [text(reply.text)];
    }
  }
}

/** A picture that is drawn before it is uploaded. */
export const drawingUpload = (svg: string) => ({ media: 'image' as const, fileName: 'picture.png', bytes: new Uint8Array(), svg });

/** As a picture where WeCom takes its size, else as a file, else not at all. */
export function pictureUpload(png: Uint8Array): { media: 'image' | 'file'; fileName: string; bytes: Uint8Array } | undefined {
  for (const media of ['image', 'file'] as const) {
    const upload = { media, fileName: 'picture.png', bytes: png };
    if (canUpload(upload)) return upload;
  }
  return undefined;
}

/** The body of an uploaded payload. */
export function mediaBody(media: 'image' | 'file', mediaId: string): AppBody {
  return media === 'image' ? { msgtype: 'image', image: { media_id: mediaId } } : { msgtype: 'file', file: { media_id: mediaId } };
}

/** A markdown message. The content is taken as written: values in it are the caller's to escape. */
export function markdownBody(content: string): AppBody {
  return { msgtype: 'markdown', markdown: { content: cutBytes(cleanText(content), TEXT_BYTES) } };
}

export interface AppRequestTarget {
  userId: string;
  agentId: number;
  /** Differs between rows that may say the same to the same person, e.g. the row's number: keeps both from looking like one. */
  rowOffset: number;
}

/**
 * The request as bytes, made once per row and kept with it. WeCom drops a second request with the same JSON within the interval,
 * so a repeat of these bytes shows once, while two rows never equal each other.
 */
export function appRequest(body: AppBody, { userId, agentId, rowOffset }: AppRequestTarget): string {
  return JSON.stringify({
    touser: userId,
    agentid: agentId,
    ...body,
    enable_duplicate_check: 1,
    duplicate_check_interval: CHECK_SECONDS - (Math.abs(Math.trunc(rowOffset)) % OFFSET_SECONDS),
  });
}

export interface CardUpdateTarget {
  userId: string;
  agentId: number;
  /** From the sending or the tap; good once, for 72 hours. */
  responseCode: string;
  /** Of the tapped card. */
  cardType: string;
  /** For the card that takes its place. */
  taskId: string;
  publicUrl?: string;
}

/** The request that changes a tapped card; undefined when WeCom has no such change and a new message must say it. */
export function appCardUpdate(change: CardChange, to: CardUpdateTarget): string | undefined {
  const target = { userids: [to.userId], agentid: to.agentId, response_code: to.responseCode };
  if (change.card) {
    const fitted = cardJson(change.card, { publicUrl: to.publicUrl, taskId: to.taskId, channel: 'app' });
    if (!fitted || fitted.rest.length > 0) return undefined;
    const after = change.after && INTERACTIVE.has(fitted.card.card_type) ? { replace_text: afterText(change.after) } : {};
    return JSON.stringify({ ...target, template_card: { ...fitted.card, ...after } });
  }
  if (!INTERACTIVE.has(to.cardType)) return undefined;
  return JSON.stringify({ ...target, button: { replace_name: afterText(change.after ?? '') } });
}
