import { aesKeyOf, signatureOf, signaturesEqual, unseal } from './cipher.js';
import type { Delivery } from './callback.js';
import { cardFromXml } from './card-xml.js';
import { APP_LIMITS, checkCard, shownCard } from './card-rules.js';
import { ApiError } from './errors.js';
import { messageNumber } from './ids.js';
import { cutToBytes, isObject, listOf, objectOf, textOf, type Json } from './shape.js';
import type { CallbackConfig, World } from './world.js';
import { parseXml } from './xml.js';

const PLAIN_ANSWERS = /^("?success"?|ok)$/i;

/** Shows what the service answered right away. What WeCom would not accept is noted and shows nothing. */
export function applyPassiveReply(world: World, config: CallbackConfig, delivery: Delivery, body: string): void {
  if (PLAIN_ANSWERS.test(body.trim())) return;
  try {
    const reply = openReply(world, config, body);
    if (textOf(reply['ToUserName']).toLowerCase() !== delivery.userid.toLowerCase()) throw new Error('ToUserName is not the member');
    if (textOf(reply['FromUserName']) !== world.identity.corpId) throw new Error('FromUserName is not the corp');
    showReply(world, delivery, reply);
    note(world, delivery, reply, undefined);
  } catch (error) {
    note(world, delivery, body, error instanceof Error ? error.message : String(error));
  }
}

function note(world: World, delivery: Delivery, reply: unknown, problem: string | undefined): void {
  world.wire.add({
    direction: 'in',
    channel: 'callback',
    name: '被动回复',
    people: [delivery.userid],
    refused: problem !== undefined,
    ...(problem === undefined ? {} : { note: problem }),
    request: reply,
  });
}

function openReply(world: World, config: CallbackConfig, body: string): Json {
  const outer = parseXml(body);
  if (!outer) throw new Error('the answer is not XML');
  const encrypted = textOf(outer['Encrypt']);
  if (encrypted === '') throw new Error('the answer has no Encrypt');
  const expected = signatureOf(config.token, textOf(outer['TimeStamp']), textOf(outer['Nonce']), encrypted);
  if (!signaturesEqual(expected, textOf(outer['MsgSignature']))) throw new Error('wrong MsgSignature');
  const inner = parseXml(unseal(aesKeyOf(config.aesKey), encrypted, world.identity.corpId));
  if (!inner) throw new Error('the decrypted answer is not XML');
  return inner;
}

function showReply(world: World, delivery: Delivery, reply: Json): void {
  const conversation = `member:${delivery.userid}` as const;
  const type = textOf(reply['MsgType']);
  const base = { msgid: messageNumber(world.clock.now()), from: 'bot', via: 'app' } as const;
  switch (type) {
    case 'text': {
      const content = textOf(reply['Content']);
      if (content === '') throw new Error('empty Content');
      world.phones.show(conversation, { ...base, kind: 'text', text: cutToBytes(content, 2_048) });
      return;
    }
    case 'image':
    case 'voice':
    case 'video': {
      const block = objectOf(reply[type.charAt(0).toUpperCase() + type.slice(1)]);
      const media = world.media.find(textOf(block['MediaId']));
      if (!media) throw new ApiError(40007);
      world.phones.show(conversation, {
        ...base,
        kind: type === 'image' ? 'image' : 'file',
        text: media.filename,
        media: { id: media.id, filename: media.filename, type: media.type },
      });
      return;
    }
    case 'news': {
      const articles = listOf(objectOf(reply['Articles'])['item'] ?? []);
      const items = articles.length > 0 ? articles : [objectOf(reply['Articles'])['item']].filter(isObject);
      if (items.length < 1 || items.length > 8) throw new Error('news carries 1 to 8 articles');
      world.phones.show(conversation, { ...base, kind: 'card', card: { card_type: 'news', articles: items.map(articleOf) } });
      return;
    }
    case 'update_button':
      replaceCard(world, delivery, (card) => {
        const name = textOf(objectOf(reply['Button'])['ReplaceName']);
        if (name === '') throw new Error('empty ReplaceName');
        return { ...card, replace_text: name };
      });
      return;
    case 'update_template_card': {
      const card = cardFromXml(objectOf(reply['TemplateCard']));
      checkCard(card, { ...APP_LIMITS, update: true });
      replaceCard(world, delivery, () => shownCard(card, { ...APP_LIMITS, update: true }));
      return;
    }
    default:
      throw new Error(`MsgType ${type} is no passive reply`);
  }
}

/** Changes the card of the member who tapped, and nobody else's. */
function replaceCard(world: World, delivery: Delivery, change: (card: Json) => Json): void {
  const conversation = `member:${delivery.userid}` as const;
  const shown = delivery.cardMsgid === undefined ? undefined : world.phones.newest(conversation, delivery.cardMsgid);
  if (!shown?.card) throw new Error('this reply answers no tapped card');
  const next = change(shown.card);
  world.phones.show(conversation, {
    msgid: shown.msgid,
    from: 'bot',
    via: 'app',
    kind: 'card',
    card: next['task_id'] === undefined && shown.card['task_id'] !== undefined ? { ...next, task_id: shown.card['task_id'] } : next,
  });
}

function articleOf(item: unknown): Json {
  const article = objectOf(item);
  return {
    title: cutToBytes(textOf(article['Title']), 128),
    description: cutToBytes(textOf(article['Description']), 512),
    picurl: textOf(article['PicUrl']),
    url: textOf(article['Url']),
  };
}
