import { buttonsOf, isGreyed } from './card-view.js';
import { messageNumber, randomText } from './ids.js';
import { checkMedia, isMediaType, type MediaType } from './media.js';
import type { Conversation, NewMessage, StoredMessage } from './phones.js';
import { intOf, isObject, listOf, objectOf, textOf, type Json } from './shape.js';
import { ApiError } from './errors.js';
import type { World } from './world.js';
import { element } from './xml.js';

/** Something asked of the emulator that cannot be done; `status` is the HTTP status of the control interface. */
export class Refused extends Error {
  override name = 'Refused';
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export function memberOrRefuse(world: World, userid: string): string {
  const member = world.directory.member(userid);
  if (!member) throw new Refused(404, `there is no member ${userid}`);
  return member.userid;
}

/** Ticks of a card: `question key → option ids`. */
export type Selection = Map<string, string[]>;

function head(world: World, userid: string, type: string): string {
  return (
    element('ToUserName', world.identity.corpId) +
    element('FromUserName', userid) +
    element('CreateTime', world.clock.seconds()) +
    element('MsgType', type)
  );
}

function wrap(...parts: string[]): string {
  return `<xml>${parts.join('')}</xml>`;
}

/** A member writes to the app, to the bot, or in a group: the message stands on the phone and goes to the service. */
export function say(world: World, asked: string, body: Json): { msgid: string } {
  const userid = memberOrRefuse(world, asked);
  const via = body['via'] === undefined || body['via'] === null ? 'app' : body['via'];
  if (via !== 'app' && via !== 'aibot') throw new Refused(400, 'via must be "app" or "aibot"');
  const chatid = body['chatid'];
  if (chatid !== undefined && chatid !== null && (typeof chatid !== 'string' || chatid === '')) throw new Refused(400, 'chatid must be a text');
  if (typeof chatid === 'string' && via !== 'aibot') throw new Refused(400, 'a group is reached via "aibot" only');
  const media = body['media'] === undefined ? undefined : incomingMedia(world, body['media']);
  const text = body['text'];
  if (!media && (typeof text !== 'string' || text.trim() === '')) throw new Refused(400, 'text must be a text that is not empty');
  const words = textOf(text);
  if (via === 'app') return sayToApp(world, userid, words, media);
  const group = typeof chatid === 'string' ? world.directory.joinGroup(chatid, userid).chatid : undefined;
  return world.aibot.say(userid, group, words, media);
}

type IncomingMedia = { id: string; type: MediaType; filename: string };

function incomingMedia(world: World, value: unknown): IncomingMedia {
  if (!isObject(value)) throw new Refused(400, 'media must be {type, filename, base64}');
  const { type } = value;
  if (!isMediaType(type)) throw new Refused(400, 'media.type must be image, voice, video or file');
  const content = Buffer.from(textOf(value['base64']), 'base64');
  try {
    checkMedia(type, content);
  } catch (error) {
    throw new Refused(400, error instanceof ApiError ? error.message : String(error));
  }
  return world.media.add(type, textOf(value['filename']) || type, content);
}

function sayToApp(world: World, userid: string, text: string, media: IncomingMedia | undefined): { msgid: string } {
  const msgid = messageNumber(world.clock.now());
  const tail = `<MsgId>${msgid}</MsgId>` + element('AgentID', world.identity.agentId);
  const type = media?.type ?? 'text';
  if (type === 'file') throw new Refused(400, 'a member cannot send a file to an app; use via "aibot"');
  const shown: NewMessage = { msgid, from: 'member', via: 'app', kind: 'text', text };
  let fields = element('Content', text);
  if (media) {
    shown.kind = type === 'image' ? 'image' : 'file';
    shown.text = media.filename;
    shown.media = media;
    fields =
      type === 'image'
        ? element('PicUrl', `${world.origin}/_media/${media.id}`) + element('MediaId', media.id)
        : element('MediaId', media.id) + (type === 'voice' ? element('Format', 'amr') : element('ThumbMediaId', media.id));
  }
  world.phones.show(`member:${userid}`, shown);
  world.callback.deliver({ userid, name: `消息 ${type}`, xml: wrap(head(world, userid, type), fields, tail) });
  return { msgid };
}

/** A member opens the app (told only with `isreportenter`) or the chat with the bot (told once a day). */
export function enter(world: World, asked: string, via: unknown): void {
  const userid = memberOrRefuse(world, asked);
  if (via === 'aibot') world.aibot.enter(userid);
  else if (world.agent.reportEnter === 1) appEvent(world, userid, 'enter_agent', element('EventKey', ''));
}

/** A member taps an item of the app's menu: the name of the event follows its type. */
export function tapMenu(world: World, asked: string, key: unknown): { url?: string } {
  const userid = memberOrRefuse(world, asked);
  const top = listOf(objectOf(world.agent.menu)['button']).map(objectOf);
  const all = top.flatMap((button) => [button, ...listOf(button['sub_button']).map(objectOf)]);
  const item = all.find((button) => key !== undefined && key !== '' && (button['key'] === key || button['url'] === key));
  if (!item) throw new Refused(404, 'the menu has no such item');
  const type = textOf(item['type']);
  const eventKey = textOf(item['key']) || textOf(item['url']) || textOf(item['pagepath']);
  appEvent(world, userid, type, element('EventKey', eventKey));
  return type === 'view' ? { url: textOf(item['url']) } : {};
}

export function appEvent(world: World, userid: string, event: string, fields: string): void {
  const xml = wrap(head(world, userid, 'event'), element('Event', event), fields, element('AgentID', world.identity.agentId));
  world.callback.deliver({ userid, name: `事件 ${event}`, xml });
}

/** A member taps a card on the own phone or, with `chatid`, in a group. Refused with 409 when that card takes no tap. */
export function tap(world: World, asked: string, body: Json): void {
  const userid = memberOrRefuse(world, asked);
  const msgid = textOf(body['msgid']);
  const key = textOf(body['key']);
  if (msgid === '') throw new Refused(400, 'msgid must be a text');
  if (key === '') throw new Refused(400, 'key must be a text');
  const { conversation, message } = findCard(world, userid, msgid, textOf(body['chatid']));
  const card = message.card;
  if (!card || message.recalled) throw new Refused(409, 'this message takes no tap');
  if (isGreyed(card)) throw new Refused(409, 'the buttons of this card have been replaced');
  const button = buttonsOf(card)?.find((candidate) => candidate.key === key);
  if (!button) throw new Refused(409, `this card has no button ${key}`);
  if (button.url !== undefined) throw new Refused(409, 'this button opens a page; nothing is told to the service');
  const fromMenu = listOf(objectOf(card['action_menu'])['action_list']).some((action) => objectOf(action)['key'] === key);
  const selection = fromMenu ? new Map<string, string[]>() : selectionOf(card, body['selected']);
  if (message.via === 'aibot') {
    world.aibot.tap(userid, conversation, message, key, selection);
    return;
  }
  const code = world.codes.issue(msgid);
  const event = fromMenu ? 'template_card_menu_event' : 'template_card_event';
  const fields =
    element('EventKey', key) +
    element('TaskId', textOf(card['task_id'])) +
    element('CardType', textOf(card['card_type'])) +
    element('ResponseCode', code) +
    element('AgentID', world.identity.agentId) +
    selectedXml(selection);
  const xml = wrap(head(world, userid, 'event'), element('Event', event), fields);
  world.callback.deliver({ userid, name: `点按 ${key}`, xml, cardMsgid: msgid });
}

function findCard(world: World, userid: string, msgid: string, chatid: string): { conversation: Conversation; message: StoredMessage } {
  const groups = world.directory.people.groups.filter((group) => group.members.includes(userid)).map((group) => group.chatid);
  const places: Conversation[] = chatid === '' ? [`member:${userid}`, ...groups.map((id) => `group:${id}` as const)] : [`group:${chatid}`];
  for (const conversation of places) {
    const message = world.phones.newest(conversation, msgid);
    if (message) return { conversation, message };
  }
  throw new Refused(404, 'this phone shows no such message');
}

/** What the member ticked; a question left out keeps what the card preselects. Refuses options that are not there. */
export function selectionOf(card: Json, given: unknown): Selection {
  if (given !== undefined && given !== null && !isObject(given)) throw new Refused(400, 'selected must be {questionKey: [optionId]}');
  const picked = objectOf(given);
  const questions = [
    ...(isObject(card['button_selection']) ? [card['button_selection']] : []),
    ...(isObject(card['checkbox']) ? [card['checkbox']] : []),
    ...listOf(card['select_list']).map(objectOf),
  ];
  const selection: Selection = new Map();
  for (const question of questions) {
    const key = textOf(question['question_key']);
    const options = listOf(question['option_list']).map(objectOf);
    const ids = options.map((option) => textOf(option['id']));
    const isCheckbox = question === card['checkbox'];
    const many = isCheckbox && intOf(question['mode']) === 1;
    const value = picked[key];
    const chosen: unknown[] | undefined = value === undefined ? undefined : Array.isArray(value) ? value : [value];
    if (chosen === undefined || question['disable'] === true) {
      const checked = options.filter((option) => option['is_checked'] === true).map((option) => textOf(option['id']));
      const selected = textOf(question['selected_id']);
      const preset = isCheckbox ? (many ? checked : checked.slice(0, 1)) : [ids.includes(selected) ? selected : (ids[0] ?? '')];
      selection.set(key, preset);
      continue;
    }
    const unknown = chosen.find((id) => typeof id !== 'string' || !ids.includes(id));
    if (unknown !== undefined) throw new Refused(400, `question ${key} has no option ${JSON.stringify(unknown)}`);
    if (!many && chosen.length > 1) throw new Refused(400, `question ${key} takes one option`);
    if (!isCheckbox && chosen.length === 0) throw new Refused(400, `question ${key} needs an option`);
    selection.set(
      key,
      ids.filter((id) => chosen.includes(id)),
    );
  }
  const stray = Object.keys(picked).find((key) => !selection.has(key));
  if (stray !== undefined) throw new Refused(400, `this card has no question ${stray}`);
  return selection;
}

function selectedXml(selection: Selection): string {
  if (selection.size === 0) return '';
  const items = [...selection].map(([key, ids]) => {
    const options = ids.map((id) => element('OptionId', id)).join('');
    return `<SelectedItem>${element('QuestionKey', key)}<OptionIds>${options}</OptionIds></SelectedItem>`;
  });
  return `<SelectedItems>${items.join('')}</SelectedItems>`;
}

/** A fresh id for something a bot shows without one of its own. */
export function shownId(): string {
  return randomText(32);
}
