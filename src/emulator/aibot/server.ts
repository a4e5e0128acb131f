import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { encryptRaw } from '../cipher.js';
import { dayInChina } from '../clock.js';
import { openUseridOf } from '../directory.js';
import { ApiError, errorBody, textOfCode } from '../errors.js';
import { delay } from '../http.js';
import { randomText } from '../ids.js';
import { memberOrRefuse, Refused, shownId, type Selection } from '../members.js';
import type { Media } from '../media.js';
import type { Conversation, NewMessage, StoredMessage } from '../phones.js';
import { isObject, objectOf, parseJson, textOf, type Json } from '../shape.js';
import type { World } from '../world.js';
import { BotCommands } from './commands.js';
import { Deliveries, type Receiver } from './deliveries.js';
import { BotRequests, type BotRequest, type RequestKind } from './requests.js';
import { Uploads } from './uploads.js';

const MINUTE = 60_000;
const LARGEST_FRAME = 16 * 1024 * 1024;
const MEDIA_URL_MS = 5 * MINUTE;
const ANSWERS: Record<string, RequestKind> = {
  aibot_respond_msg: 'message',
  aibot_respond_welcome_msg: 'enter_chat',
  aibot_respond_update_msg: 'template_card_event',
};

type Connection = Receiver & { subscribed: boolean };

type MediaUrl = { content: Buffer; filename: string; at: number };

/** The bot's side of WeCom: one active socket, callbacks out, commands in. Contract: wecom-aibot §11.1. */
export class AibotServer {
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME });
  readonly #requests = new BotRequests();
  readonly #uploads: Uploads;
  readonly #deliveries: Deliveries;
  readonly commands: BotCommands;
  readonly #talked = new Set<Conversation>();
  readonly #entered = new Map<string, string>();
  readonly #mediaUrls = new Map<string, MediaUrl>();
  #active: Connection | undefined;
  #connections = 0;
  onChange: () => void = () => undefined;

  constructor(private readonly world: World) {
    this.#uploads = new Uploads(world);
    this.#deliveries = new Deliveries(world, this.#requests, () => this.#active);
    this.commands = new BotCommands(world, this.#requests, (conversation) => this.#talked.has(conversation));
  }

  get connected(): boolean {
    return this.#active !== undefined;
  }

  restoreTalked(conversation: Conversation): void {
    this.#talked.add(conversation);
  }

  restoreEntered(userid: string, day: string): void {
    this.#entered.set(userid, day);
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#sockets.handleUpgrade(request, socket, head, (accepted) => this.#accept(accepted));
  }

  /** A member writes to the bot; in a group the words carry the mention, as WeCom leaves it in. */
  say(userid: string, chatid: string | undefined, words: string, media: Pick<Media, 'id' | 'type' | 'filename'> | undefined): { msgid: string } {
    if (media && chatid !== undefined) throw new Refused(400, 'a group passes on texts only');
    const msgid = randomText(32);
    const mention = `@${this.world.identity.botName} `;
    const text = chatid === undefined || words.startsWith(mention) ? words : mention + words;
    const conversation: Conversation = chatid === undefined ? `member:${userid}` : `group:${chatid}`;
    if (chatid === undefined && this.world.settings.aibot.enterOnSay) this.enter(userid);
    this.#talk(conversation);
    const shown: NewMessage = { msgid, from: 'member', via: 'aibot', kind: 'text', text, ...(chatid === undefined ? {} : { sender: userid }) };
    const body: Json = {
      msgid,
      aibotid: this.world.identity.botId,
      ...this.#place(chatid, userid),
      create_time: this.world.clock.seconds(),
      msgtype: 'text',
    };
    if (media) {
      shown.kind = media.type === 'image' ? 'image' : 'file';
      shown.text = media.filename;
      shown.media = media;
      body['msgtype'] = media.type;
      body[media.type] = media.type === 'voice' ? { content: words } : this.#mediaUrl(media);
    } else body['text'] = { content: text };
    this.world.phones.show(conversation, shown);
    this.#deliveries.deliver({ kind: 'message', cmd: 'aibot_msg_callback', body, conversation, userid, name: `aibot ${textOf(body['msgtype'])}` });
    return { msgid };
  }

  /** The member opens the single chat: told to the bot for the first time in a day only, and only while it is there. */
  enter(asked: string): void {
    const userid = memberOrRefuse(this.world, asked);
    const today = dayInChina(this.world.clock.now());
    if (this.#entered.get(userid) === today || !this.#active) return;
    this.#entered.set(userid, today);
    this.world.journal.append('entered', { userid, day: today });
    this.#event('enter_chat', userid, `member:${userid}`, {});
  }

  tap(userid: string, conversation: Conversation, message: StoredMessage, key: string, selection: Selection): void {
    const card = objectOf(message.card);
    const items = [...selection].map(([question, ids]) => ({ question_key: question, option_ids: { option_id: ids } }));
    const data: Json = { card_type: card['card_type'], event_key: key, task_id: textOf(card['task_id']) };
    if (items.length > 0) data['selected_items'] = { selected_item: items };
    this.#event('template_card_event', userid, conversation, { template_card_event: data }, message.msgid);
  }

  /** 👍, 👎 or neither on a reply. */
  feedback(asked: string, id: string, type: number, content: string): void {
    const userid = memberOrRefuse(this.world, asked);
    this.#event('feedback_event', userid, `member:${userid}`, { feedback_event: { id, type, content } });
  }

  /** Ends the active connection: `close` says goodbye with a code, `terminate` just breaks it. */
  disconnect(how: 'close' | 'terminate', code = 1012, reason = 'restart'): boolean {
    const active = this.#active;
    if (!active) return false;
    if (how === 'close') active.socket.close(code, reason);
    else active.socket.terminate();
    this.#lost(active);
    return true;
  }

  /** Sends any frame as it is to the active connection. */
  raw(frame: Json): boolean {
    if (!this.#active) return false;
    this.#active.socket.send(JSON.stringify(frame));
    return true;
  }

  forgetRequests(): void {
    this.#requests.clear();
  }

  /** Ciphertext of a file a member sent, for the five minutes its address is good. */
  mediaAt(token: string): MediaUrl | undefined {
    const found = this.#mediaUrls.get(token);
    return found && this.world.clock.now() - found.at < MEDIA_URL_MS ? found : undefined;
  }

  reset(): void {
    this.#deliveries.clear();
    this.#talked.clear();
    this.#entered.clear();
  }

  close(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
  }

  #talk(conversation: Conversation): void {
    if (this.#talked.has(conversation)) return;
    this.#talked.add(conversation);
    this.world.journal.append('talked', conversation);
  }

  #place(chatid: string | undefined, userid: string): Json {
    const shown = this.world.settings.aibot.encryptedUserids ? openUseridOf(userid) : userid;
    return chatid === undefined ? { chattype: 'single', from: { userid: shown } } : { chatid, chattype: 'group', from: { userid: shown } };
  }

  #mediaUrl(media: Pick<Media, 'id' | 'filename'>): Json {
    const key = randomBytes(32);
    const token = randomText(43);
    const content = encryptRaw(key, this.world.media.content(media.id) ?? Buffer.alloc(0));
    this.#mediaUrls.set(token, { content, filename: media.filename, at: this.world.clock.now() });
    return { url: `${this.world.origin}/_media/aibot/${token}`, aeskey: key.toString('base64') };
  }

  #event(eventtype: RequestKind | 'feedback_event', userid: string, conversation: Conversation, data: Json, cardMsgid?: string): void {
    const chatid = conversation.startsWith('group:') ? conversation.slice('group:'.length) : undefined;
    const kind: RequestKind = eventtype === 'enter_chat' || eventtype === 'template_card_event' ? eventtype : 'other';
    const body: Json = {
      msgid: randomText(32),
      create_time: this.world.clock.seconds(),
      aibotid: this.world.identity.botId,
      ...this.#place(chatid, userid),
      msgtype: 'event',
      event: { eventtype, ...data },
    };
    this.#deliveries.deliver({
      kind,
      cmd: 'aibot_event_callback',
      body,
      conversation,
      userid,
      name: `aibot ${eventtype}`,
      ...(cardMsgid === undefined ? {} : { cardMsgid }),
    });
  }

  #accept(socket: WebSocket): void {
    this.#connections += 1;
    const connection: Connection = { id: this.#connections, socket, subscribed: false, recent: [] };
    socket.on('message', (data) => void this.#frame(connection, data));
    socket.on('close', () => this.#lost(connection));
    socket.on('error', () => socket.terminate());
  }

  #lost(connection: Connection): void {
    if (this.#active !== connection) return;
    this.#active = undefined;
    this.#deliveries.lost(connection);
    this.onChange();
  }

  async #frame(connection: Connection, data: RawData): Promise<void> {
    const frame = parseJson(Buffer.isBuffer(data) ? data : Buffer.from(data as ArrayBuffer));
    if (!isObject(frame)) return;
    const cmd = textOf(frame['cmd']);
    const headers = objectOf(frame['headers']);
    const body = objectOf(frame['body']);
    const { settings, faults } = this.world;
    if (cmd === 'ping' && !settings.aibot.answerPings) return;
    if (cmd === 'aibot_subscribe' && !settings.aibot.answerSubscribe) return;
    const fault = cmd === 'ping' || cmd === 'aibot_subscribe' ? undefined : faults.strike({ at: 'aibot-command', cmd });
    let answer: Json = { errcode: 0, errmsg: 'ok' };
    try {
      if (fault?.kind === 'refuse') throw new ApiError(fault.errcode ?? -1, textOfCode(fault.errcode ?? -1));
      if (fault?.kind === 'rateLimit') throw new ApiError(fault.errcode ?? 846607);
      const result = this.#run(connection, cmd, textOf(headers['req_id']), body);
      if (result) answer['body'] = result;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      answer = errorBody(error, '127.0.0.1');
    }
    if (cmd !== 'ping') this.#recordCommand(cmd, textOf(headers['req_id']), body, answer, fault?.kind === 'timeout');
    const pause = settings.aibot.ackDelayMs + (fault?.kind === 'stall' ? (fault.ms ?? 3_000) : 0);
    if (fault?.kind === 'timeout') return;
    if (pause > 0) await delay(pause);
    if (connection.socket.readyState !== connection.socket.OPEN) return;
    connection.socket.send(JSON.stringify({ headers: { req_id: headers['req_id'] }, ...answer }));
    if (cmd === 'aibot_subscribe' && answer['errcode'] === 0 && this.#active === connection) this.#deliveries.flush();
  }

  #run(connection: Connection, cmd: string, reqId: string, body: Json): Json | undefined {
    if (cmd === 'ping') return undefined;
    if (cmd === 'aibot_subscribe') {
      this.#subscribe(connection, body);
      return undefined;
    }
    if (!connection.subscribed || this.#active !== connection || this.world.settings.aibot.halfAlive) throw new ApiError(846609);
    const kind = ANSWERS[cmd];
    if (kind) {
      const request = this.#requests.find(reqId, this.world.clock.now());
      if (!request || request.kind !== kind) throw new ApiError(846605);
      if (request.connection !== connection.id && !this.world.settings.aibot.keepRequestsAcrossConnections) throw new ApiError(846605);
      this.#answer(cmd, request, body);
      return undefined;
    }
    switch (cmd) {
      case 'aibot_send_msg':
        this.commands.send(body);
        return undefined;
      case 'aibot_upload_media_init':
        return this.#uploads.init(body);
      case 'aibot_upload_media_chunk':
        this.#uploads.chunk(body);
        return undefined;
      case 'aibot_upload_media_finish':
        return this.#uploads.finish(body);
      default:
        throw new ApiError(40058, `unknown cmd ${cmd}`);
    }
  }

  #answer(cmd: string, request: BotRequest, body: Json): void {
    if (cmd === 'aibot_respond_msg') this.commands.respond(request, body);
    else if (cmd === 'aibot_respond_welcome_msg') this.commands.welcome(request, body);
    else this.commands.update(request, body);
    request.answered = true;
  }

  #subscribe(connection: Connection, body: Json): void {
    const { identity, settings, windows } = this.world;
    if (!windows.take('aibot-subscribe', [{ count: settings.aibot.subscribesPerMinute, ms: MINUTE }])) throw new ApiError(45009);
    if (body['bot_id'] !== identity.botId || body['secret'] !== identity.botSecret) throw new ApiError(853000);
    const before = this.#active;
    connection.subscribed = true;
    this.#active = connection;
    if (before && before !== connection) this.#kick(before);
    this.onChange();
  }

  #kick(connection: Connection): void {
    const body = {
      msgid: shownId(),
      create_time: this.world.clock.seconds(),
      aibotid: this.world.identity.botId,
      msgtype: 'event',
      event: { eventtype: 'disconnected_event' },
    };
    connection.socket.send(JSON.stringify({ cmd: 'aibot_event_callback', headers: { req_id: `cb-${randomText(24)}` }, body }));
    setTimeout(() => connection.socket.close(1000, 'another connection subscribed'), this.world.settings.aibot.kickCloseMs).unref();
  }

  #recordCommand(cmd: string, reqId: string, body: Json, answer: Json, silent: boolean): void {
    const errcode = Number(answer['errcode']);
    const request = this.#requests.find(reqId, this.world.clock.now());
    this.world.wire.add({
      direction: 'in',
      channel: 'aibot',
      name: cmd,
      people: [request?.userid ?? textOf(body['chatid'])].filter((userid) => userid !== ''),
      errcode,
      refused: errcode !== 0 || silent,
      ...(silent ? { note: '模拟：做了，不应答' } : {}),
      request: body,
      response: answer,
    });
  }
}
