import { AIBOT_LIMITS, checkCard, shownCard } from '../card-rules.js';
import { ApiError } from '../errors.js';
import { shownId } from '../members.js';
import type { Conversation } from '../phones.js';
import { mediaShown } from '../send.js';
import { bytesOf, intOf, isObject, listOf, objectOf, textOf, type Json } from '../shape.js';
import type { World } from '../world.js';
import type { BotRequest, BotRequests } from './requests.js';

const MINUTE = 60_000;
const EVENT_WINDOW_MS = 5_000;
const LONGEST_CONTENT = 20_480;
const LONGEST_FEEDBACK_ID = 256;
const MEDIA_TYPES = ['file', 'image', 'voice', 'video'] as const;

/** Carries out what the bot asks for over its socket; throws an ApiError with the code of the refusal. */
export class BotCommands {
  readonly #taskIds = new Set<string>();

  constructor(
    private readonly world: World,
    private readonly requests: BotRequests,
    /** Whether somebody has written to the bot in that conversation. */
    private readonly talked: (conversation: Conversation) => boolean,
  ) {}

  restoreTask(taskId: string): void {
    this.#taskIds.add(taskId);
  }

  respond(request: BotRequest, body: Json): void {
    const type = textOf(body['msgtype']);
    const bot = { from: 'bot', via: 'aibot' } as const;
    switch (type) {
      case 'stream':
        this.#stream(request, objectOf(body['stream']));
        return;
      case 'stream_with_template_card':
        this.#stream(request, objectOf(body['stream']));
        if (isObject(body['template_card'])) this.#card(request.conversation, body['template_card']);
        return;
      case 'markdown':
        this.#markdown(request.conversation, body);
        return;
      case 'template_card':
        this.#card(request.conversation, objectOf(body['template_card']));
        return;
      default: {
        const media = MEDIA_TYPES.find((known) => known === type);
        if (!media) throw new ApiError(40008);
        const shown = mediaShown(this.world, media, textOf(objectOf(body[media])['media_id']), textOf(objectOf(body[media])['title']));
        this.#spend(request.conversation);
        this.world.phones.show(request.conversation, { msgid: shownId(), ...bot, ...shown });
      }
    }
  }

  welcome(request: BotRequest, body: Json): void {
    this.#within5s(request);
    if (request.answered) throw new ApiError(846605);
    if (body['msgtype'] === 'text') {
      const content = textOf(objectOf(body['text'])['content']);
      if (content === '') throw new ApiError(44004);
      checkSize(content);
      this.#spend(request.conversation);
      this.world.phones.show(request.conversation, { msgid: shownId(), from: 'bot', via: 'aibot', kind: 'text', text: content });
    } else if (body['msgtype'] === 'template_card') this.#card(request.conversation, objectOf(body['template_card']));
    else throw new ApiError(40008);
    request.answered = true;
  }

  update(request: BotRequest, body: Json): void {
    this.#within5s(request);
    if (body['response_type'] !== 'update_template_card') throw new ApiError(40058, 'response_type must be update_template_card');
    const card = objectOf(body['template_card']);
    checkCard(card, { ...AIBOT_LIMITS, update: true });
    const shown = request.cardMsgid === undefined ? undefined : this.world.phones.newest(request.conversation, request.cardMsgid);
    if (!shown?.card) throw new ApiError(846605);
    const taskId = textOf(card['task_id']);
    if (taskId !== '' && taskId !== textOf(shown.card['task_id'])) throw new ApiError(42016);
    const named = listOf(body['userids']).map(textOf);
    const isGroup = request.conversation.startsWith('group:');
    const mine = named.length === 0 || named.some((userid) => userid.toLowerCase() === request.userid.toLowerCase());
    if (!mine && !isGroup) return;
    const next = shownCard(card, { ...AIBOT_LIMITS, update: true });
    if (next['task_id'] === undefined && shown.card['task_id'] !== undefined) next['task_id'] = shown.card['task_id'];
    this.world.phones.show(request.conversation, { msgid: shown.msgid, from: 'bot', via: 'aibot', kind: 'card', card: next });
  }

  send(body: Json): void {
    const type = textOf(body['msgtype']);
    if (type !== 'markdown' && type !== 'template_card' && !MEDIA_TYPES.some((known) => known === type)) throw new ApiError(40008);
    const conversation = this.#target(textOf(body['chatid']), intOf(body['chat_type']) ?? 0);
    if (type === 'markdown') this.#markdown(conversation, body);
    else if (type === 'template_card') this.#card(conversation, objectOf(body['template_card']));
    else {
      const media = objectOf(body[type]);
      const shown = mediaShown(this.world, type as (typeof MEDIA_TYPES)[number], textOf(media['media_id']), textOf(media['title']));
      this.#spend(conversation);
      this.world.phones.show(conversation, { msgid: shownId(), from: 'bot', via: 'aibot', ...shown });
    }
  }

  /** Chat ids are case sensitive; without a type a group is tried first. */
  #target(chatid: string, chatType: number): Conversation {
    const single = this.world.directory.member(chatid) ?? this.world.directory.byOpenUserid(chatid);
    const isSame = single && (single.userid === chatid || this.world.directory.byOpenUserid(chatid) === single);
    const candidates: Conversation[] = [];
    if (chatType !== 1) candidates.push(`group:${chatid}`);
    if (chatType !== 2 && isSame) candidates.push(`member:${single.userid}`);
    const found = candidates.find((conversation) => this.talked(conversation));
    if (chatid === '' || !found) throw new ApiError(93006);
    return found;
  }

  #stream(request: BotRequest, stream: Json): void {
    const id = textOf(stream['id']);
    if (id === '') throw new ApiError(40058, 'stream.id is needed');
    const content = textOf(stream['content']);
    checkSize(content);
    checkFeedback(stream);
    const finished = stream['finish'] === true;
    const now = this.world.clock.now();
    const known = this.requests.stream(request.reqId, id);
    if (known?.finished) {
      // The same last frame once more is what a client sends when it never saw the ack: nothing changes.
      if (finished && content === known.content) return;
      throw new ApiError(846608);
    }
    if (known && now - known.firstAt > this.world.settings.aibot.streamMs) throw new ApiError(846608);
    if (!known) this.#spend(request.conversation);
    const msgid = known?.msgid ?? shownId();
    this.requests.keepStream(request.reqId, id, { msgid, firstAt: known?.firstAt ?? now, content, finished });
    if (known && known.content === content && !finished) return;
    this.world.phones.show(request.conversation, { msgid, from: 'bot', via: 'aibot', kind: 'stream', text: content, open: !finished });
  }

  #markdown(conversation: Conversation, body: Json): void {
    const content = textOf(objectOf(body['markdown'])['content']);
    if (content === '') throw new ApiError(44004);
    checkSize(content);
    checkFeedback(objectOf(body['markdown']));
    this.#spend(conversation);
    this.world.phones.show(conversation, { msgid: shownId(), from: 'bot', via: 'aibot', kind: 'markdown', text: content });
  }

  #card(conversation: Conversation, card: Json): void {
    checkCard(card, AIBOT_LIMITS);
    checkFeedback(card);
    const taskId = textOf(card['task_id']);
    if (taskId !== '' && this.#taskIds.has(taskId)) throw new ApiError(42014, 'duplicate task_id');
    this.#spend(conversation);
    if (taskId !== '') {
      this.#taskIds.add(taskId);
      this.world.journal.append('bot-task', taskId);
    }
    this.world.phones.show(conversation, { msgid: shownId(), from: 'bot', via: 'aibot', kind: 'card', card: shownCard(card, AIBOT_LIMITS) });
  }

  /** Replies and pushes of a conversation share one budget. */
  #spend(conversation: Conversation): void {
    const { perMinute, perHour } = this.world.settings.aibot;
    const fits = this.world.windows.take(`aibot ${conversation}`, [
      { count: perMinute, ms: MINUTE },
      { count: perHour, ms: 60 * MINUTE },
    ]);
    if (!fits) throw new ApiError(846607);
  }

  #within5s(request: BotRequest): void {
    if (this.world.clock.now() - request.at > EVENT_WINDOW_MS) throw new ApiError(846605);
  }
}

function checkSize(content: string): void {
  if (bytesOf(content) > LONGEST_CONTENT) throw new ApiError(45002);
}

function checkFeedback(body: Json): void {
  if (bytesOf(textOf(objectOf(body['feedback'])['id'])) > LONGEST_FEEDBACK_ID) throw new ApiError(40058, 'feedback.id exceed max length 256');
}
