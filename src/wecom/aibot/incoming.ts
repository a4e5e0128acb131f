import { createHash } from 'node:crypto';
import type { IncomingMessage, MessageContent, ReplyTo } from '../../bot/message.js';

type Json = Record<string, unknown>;

/** The part of a callback frame that is read. */
export interface CallbackFrame {
  headers?: { req_id?: string };
  body?: unknown;
}

export interface FrameReading {
  /** As members mention it in groups. Without it the first mention at the start of a group message is taken for the bot's. */
  botName?: string;
}

/**
 * A callback of the aibot as a message; types and events that are not known are kept as `event`. Undefined for frames by nobody
 * (a kick) and for what has no body. Source: developer.work.weixin.qq.com/document/path/100719 and 101027; the data of card and
 * feedback events is one level deeper than the SDK's types say.
 */
export function incomingFromFrame(frame: CallbackFrame, { botName }: FrameReading = {}): IncomingMessage | undefined {
  const body = objectOf(frame.body);
  const from = textOf(objectOf(body['from'])['userid']);
  const reqId = frame.headers?.req_id;
  if (from === '') return undefined;
  const chatId = textOf(body['chatid']) || undefined;
  const isGroup = body['chattype'] === 'group' || (body['chattype'] !== 'single' && chatId !== undefined);
  const read = isGroup ? (text: string): string => withoutMention(text, botName) : (text: string): string => text;
  const content = body['msgtype'] === 'event' ? eventOf(objectOf(body['event'])) : messageOf(body, read);
  const sentAt = instantOf(body['create_time']);
  const quoted = quotedText(objectOf(body['quote']));
  return {
    dedupeKey: textOf(body['msgid']) || createHash('sha256').update(JSON.stringify(body)).digest('hex'),
    channel: 'aibot',
    from,
    place: isGroup ? 'group' : 'private',
    ...(sentAt ? { sentAt } : {}),
    ...(quoted ? { quoted } : {}),
    content,
    replyTo: {
      channel: 'aibot',
      userId: from,
      ...(isGroup && chatId ? { chatId } : {}),
      ...(reqId ? { reqId, reqKind: reqKindOf(body, content) } : {}),
      ...(content.kind === 'tap' ? { taskId: content.taskId, cardType: content.cardType } : {}),
    },
  };
}

/** Whether another connection took the bot over. */
export function isKick(frame: CallbackFrame): boolean {
  return objectOf(objectOf(frame.body)['event'])['eventtype'] === 'disconnected_event';
}

function reqKindOf(body: Json, content: MessageContent): ReplyTo['reqKind'] {
  if (body['msgtype'] !== 'event') return 'message';
  return content.kind === 'tap' ? 'tap' : content.kind === 'enter' ? 'enter' : undefined;
}

function messageOf(body: Json, read: (text: string) => string): MessageContent {
  const type = textOf(body['msgtype']);
  const part = objectOf(body[type]);
  switch (type) {
    case 'text':
      return { kind: 'text', text: read(textOf(part['content'])) };
    case 'voice':
      return { kind: 'media', media: 'voice', text: textOf(part['content']) };
    case 'image':
    case 'file':
    case 'video':
      return { kind: 'media', media: type, ...mediaOf(part) };
    case 'mixed': {
      const items = listOf(part['msg_item']);
      const text = read(mixedText(items));
      const image = items.find((item) => item['msgtype'] === 'image');
      return { kind: 'media', media: 'mixed', ...(text ? { text } : {}), ...(image ? mediaOf(objectOf(image['image'])) : {}) };
    }
    default:
      return { kind: 'event', name: type || 'unknown', fields: part };
  }
}

function eventOf(event: Json): MessageContent {
  const name = textOf(event['eventtype']) || 'unknown';
  const data = objectOf(event[name]);
  if (name === 'enter_chat') return { kind: 'enter' };
  if (name !== 'template_card_event') return { kind: 'event', name, fields: data };
  return {
    kind: 'tap',
    key: textOf(data['event_key']),
    taskId: textOf(data['task_id']),
    cardType: textOf(data['card_type']),
    selected: selectedOf(objectOf(data['selected_items'])),
  };
}

function selectedOf(items: Json): Record<string, string[]> {
  const pairs = listOf(items['selected_item']).map((item): [string, string[]] => {
    const ids = objectOf(item['option_ids'])['option_id'];
    return [textOf(item['question_key']), (Array.isArray(ids) ? ids : [ids]).filter((id): id is string => typeof id === 'string')];
  });
  return Object.fromEntries(pairs.filter(([key]) => key !== ''));
}

function mediaOf(part: Json): { url?: string; aesKey?: string } {
  const url = textOf(part['url']);
  const aesKey = textOf(part['aeskey']);
  return { ...(url ? { url } : {}), ...(aesKey ? { aesKey } : {}) };
}

function mixedText(items: Json[]): string {
  const texts = items.filter((item) => item['msgtype'] === 'text').map((item) => textOf(objectOf(item['text'])['content']));
  return texts.filter((text) => text !== '').join('\n');
}

function quotedText(quote: Json): string {
  const type = textOf(quote['msgtype']);
  const part = objectOf(quote[type]);
  return type === 'mixed' ? mixedText(listOf(part['msg_item'])) : textOf(part['content']);
}

/** WeCom leaves `@name ` in group messages; the space after it may be one of several kinds. */
function withoutMention(text: string, botName: string | undefined): string {
  if (botName) {
    const parts = text.split(`@${botName}`);
    if (parts.length > 1)
      return parts
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .join(' ');
  }
  return text.replace(/^\s*@\S+\s*/u, '').trim();
}

function instantOf(seconds: unknown): Date | undefined {
  const value = typeof seconds === 'string' && /^\d{1,11}$/.test(seconds) ? Number(seconds) : seconds;
  return typeof value === 'number' && Number.isFinite(value) && value > 0 && value < 1e11 ? new Date(value * 1000) : undefined;
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
