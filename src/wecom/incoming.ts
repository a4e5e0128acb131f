import { createHash } from 'node:crypto';
import type { IncomingMessage, MessageContent, ReplyTo } from '../bot/message.js';
import { listOf, objectsOf, parseXml, textOf, XmlError } from './xml.js';
import type { XmlObject } from './xml.js';

/** Fields every callback has: they are told by the message itself, not by its content. */
const ENVELOPE_FIELDS = new Set(['ToUserName', 'FromUserName', 'CreateTime', 'MsgType', 'Event']);

/**
 * A decrypted callback of the app as a message. Types and events that are not known are kept as `event` with all their fields.
 * The dedupe key is the hash of the text itself: events carry no id, and WeCom repeats the same text when it calls again.
 * Throws XmlError. Source: developer.work.weixin.qq.com/document/path/90239 and 90240.
 */
export function incomingFromXml(xml: string): IncomingMessage {
  const fields = parseXml(xml);
  const type = textOf(fields, 'MsgType');
  const from = textOf(fields, 'FromUserName') || undefined;
  if (from === undefined && type !== undefined && type !== 'event') throw new XmlError('a message without sender');
  const content = contentOf(fields, type);
  const sentAt = instantOf(textOf(fields, 'CreateTime'));
  return {
    dedupeKey: createHash('sha256').update(xml).digest('hex'),
    channel: 'app',
    from: from ?? 'sys',
    place: 'private',
    ...(sentAt ? { sentAt } : {}),
    content,
    replyTo: replyToOf(fields, from ?? 'sys', content),
  };
}

function contentOf(fields: XmlObject, type: string | undefined): MessageContent {
  const text = (name: string): string => textOf(fields, name) ?? '';
  const optional = (name: string): string | undefined => textOf(fields, name) || undefined;
  switch (type) {
    case 'text':
      return { kind: 'text', text: text('Content') };
    case 'image':
      return withoutAbsent({ kind: 'media', media: 'image', mediaId: optional('MediaId'), url: optional('PicUrl') });
    case 'voice':
    case 'video':
    case 'file':
      return withoutAbsent({ kind: 'media', media: type, mediaId: optional('MediaId'), fileName: optional('FileName') });
    case 'location':
      return locationOf(fields);
    case 'link':
      return { kind: 'link', title: text('Title'), description: text('Description'), url: text('Url') };
    case 'event':
      return eventOf(fields);
    default:
      return unknownOf(fields, type ?? textOf(fields, 'InfoType') ?? 'unknown');
  }
}

function locationOf(fields: XmlObject): MessageContent {
  const latitude = Number.parseFloat(textOf(fields, 'Location_X') ?? '');
  const longitude = Number.parseFloat(textOf(fields, 'Location_Y') ?? '');
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) return unknownOf(fields, 'location');
  return { kind: 'location', latitude, longitude, label: textOf(fields, 'Label') ?? '' };
}

function eventOf(fields: XmlObject): MessageContent {
  const name = textOf(fields, 'Event') || 'unknown';
  switch (name) {
    case 'enter_agent':
      return { kind: 'enter' };
    case 'template_card_event':
    case 'template_card_menu_event':
      return {
        kind: 'tap',
        key: textOf(fields, 'EventKey') ?? '',
        taskId: textOf(fields, 'TaskId') ?? '',
        cardType: textOf(fields, 'CardType') ?? '',
        selected: selectedOf(fields),
      };
    default:
      return unknownOf(fields, name);
  }
}

/** One option arrives as a string, several as an array: both become a list. */
function selectedOf(fields: XmlObject): Record<string, string[]> {
  const pairs: [string, string[]][] = [];
  for (const items of objectsOf(fields, 'SelectedItems')) {
    for (const item of objectsOf(items, 'SelectedItem')) {
      const key = textOf(item, 'QuestionKey');
      if (key === undefined) continue;
      const ids = objectsOf(item, 'OptionIds').flatMap((options) => listOf(options, 'OptionId'));
      pairs.push([key, ids.filter((id): id is string => typeof id === 'string')]);
    }
  }
  return Object.fromEntries(pairs);
}

function unknownOf(fields: XmlObject, name: string): MessageContent {
  return { kind: 'event', name, fields: Object.fromEntries(Object.entries(fields).filter(([key]) => !ENVELOPE_FIELDS.has(key))) };
}

function replyToOf(fields: XmlObject, userId: string, content: MessageContent): ReplyTo {
  if (content.kind !== 'tap') return { channel: 'app', userId };
  return withoutAbsent({
    channel: 'app' as const,
    userId,
    responseCode: textOf(fields, 'ResponseCode') || undefined,
    taskId: content.taskId || undefined,
    cardType: content.cardType || undefined,
  });
}

/** Unix seconds → instant; undefined for anything a calendar cannot hold. */
function instantOf(seconds: string | undefined): Date | undefined {
  if (seconds === undefined || !/^\d{1,11}$/.test(seconds.trim())) return undefined;
  return new Date(Number(seconds.trim()) * 1000);
}

function withoutAbsent<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
