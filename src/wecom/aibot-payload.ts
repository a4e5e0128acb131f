import type { CardChange, CardReply, Reply } from '../bot/reply.js';
import { replyText } from '../bot/reply.js';
import { cardJson, closedCard } from './card-json.js';
import type { AibotPayload, CardJson } from './channels.js';
import { markdownText } from './rich-text.js';

const MARKDOWN_BYTES = 20_480;
const MIB = 1024 * 1024;
const MIN_BYTES = 6;
/** The smaller figures where WeCom's pages differ. Source: developer.work.weixin.qq.com/document/path/101463. */
export const AIBOT_MEDIA_BYTES = { image: 2 * MIB, voice: 2 * MIB, video: 10 * MIB, file: 20 * MIB } as const;

export interface AibotContext {
  publicUrl?: string;
  /** Of the card, if the reply is one: see `taskIdOf`. */
  taskId: string;
}

/** The messages a reply becomes on the aibot, in the order they are sent, each within its limits. Never empty. */
export function aibotPayloads(reply: Reply, { publicUrl, taskId }: AibotContext): AibotPayload[] {
  const text = (words: string): AibotPayload => ({ kind: 'markdown', content: markdownText(words, publicUrl, MARKDOWN_BYTES) || '—' });
  switch (reply.kind) {
    case 'text':
      return [text(reply.text)];
    case 'card': {
      const fitted = cardJson(reply, { publicUrl, taskId, channel: 'aibot' });
      if (!fitted) return [text(replyText(reply))];
      const card: AibotPayload = { kind: 'card', card: fitted.card };
      return fitted.rest.length > 0 ? [text(fitted.rest.join('\n')), card] : [card];
    }
    case 'image': {
      if (reply.svg !== undefined)
        return [text(reply.text), { kind: 'media', upload: { media: 'image', fileName: 'picture.png', bytes: new Uint8Array(), svg: reply.svg } }];
      if (!reply.png) return [text(reply.text)];
      const media = fits('image', reply.png) ? 'image' : fits('file', reply.png) ? 'file' : undefined;
      return media ? [text(reply.text), { kind: 'media', upload: { media, fileName: 'picture.png', bytes: reply.png } }] : [text(reply.text)];
    }
    case 'file':
      return fits('file', reply.bytes)
        ? [text(reply.text), { kind: 'media', upload: { media: 'file', fileName: reply.fileName, bytes: reply.bytes } }]
        : [text(reply.text)];
  }
}

function fits(media: 'image' | 'file', bytes: Uint8Array): boolean {
  return bytes.length >= MIN_BYTES && bytes.length <= AIBOT_MEDIA_BYTES[media];
}

/**
 * The card that takes the tapped one's place; it repeats its task id, as WeCom asks. `tapped`: the card that was sent, where it is
 * known; without it a greyed card shows only the words of `after`. Undefined when a new message must say it.
 */
export function aibotCardUpdate(change: CardChange, context: AibotContext, tapped?: CardReply): CardJson | undefined {
  const forCard = { ...context, channel: 'aibot' as const };
  if (!change.card) return closedCard(tapped, change.after ?? '', forCard);
  const fitted = cardJson(change.card, forCard);
  return fitted && fitted.rest.length === 0 ? fitted.card : undefined;
}
