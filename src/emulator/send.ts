import { callsBack, APP_LIMITS, checkCard, isInteractive, needsCallback, shownCard } from './card-rules.js';
import { ApiError } from './errors.js';
import { randomText } from './ids.js';
import type { NewMessage } from './phones.js';
import { receiversOf, resolve } from './receivers.js';
import { bytesOf, cutToBytes, intOf, isObject, listOf, objectOf, textOf, type Json } from './shape.js';
import type { World } from './world.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LONGEST_CHECK_SECONDS = 14_400;

type Shown = Pick<NewMessage, 'kind' | 'text' | 'card' | 'media'>;

/** `message/send`: checks as WeCom does, shows the message on the receivers' phones. */
export function sendMessage(world: World, request: Json): Json {
  checkAgent(world, request['agentid']);
  const checked = intOf(request['enable_duplicate_check']) === 1;
  if (checked) {
    const earlier = world.sent.duplicateOf(request);
    if (earlier) return earlier;
  }
  const type = textOf(request['msgtype']);
  const shown = intOf(request['enable_id_trans']) === 1 ? bodyOf(world, type, translated(world, request) as Json) : bodyOf(world, type, request);
  const receivers = receiversOf(world.directory, request);
  if (intOf(request['safe']) === 1 && type === 'news') throw new ApiError(40074);
  const accounts = Math.max(200, world.directory.people.members.length);
  if (!world.windows.take('app-day', [{ count: accounts * world.settings.accountFactor, ms: DAY }], receivers.userids.length))
    throw new ApiError(45009);

  const msgid = randomText(86);
  const taskId = textOf(shown.card?.['task_id']);
  world.sent.keep({
    msgid,
    at: world.clock.now(),
    receivers: receivers.userids,
    ...(taskId === '' ? {} : { taskId }),
    ...(type === 'template_card' ? { cardType: textOf(shown.card?.['card_type']) } : {}),
  });
  for (const userid of receivers.userids) {
    const fits = world.windows.take(`app-member ${userid}`, [
      { count: world.settings.memberPerMinute, ms: MINUTE },
      { count: world.settings.memberPerHour, ms: HOUR },
    ]);
    if (fits) world.phones.show(`member:${userid}`, { msgid, from: 'bot', via: 'app', ...shown });
  }
  const answer: Json = {
    errcode: 0,
    errmsg: 'ok',
    invaliduser: receivers.invaliduser.join('|'),
    invalidparty: receivers.invalidparty.join('|'),
    invalidtag: receivers.invalidtag.join('|'),
    unlicenseduser: '',
    msgid,
  };
  if (type === 'template_card' && shown.card && callsBack(shown.card)) answer['response_code'] = world.codes.issue(msgid);
  if (checked) {
    const seconds = Math.min(intOf(request['duplicate_check_interval']) ?? 1_800, LONGEST_CHECK_SECONDS);
    world.sent.remember(request, seconds * 1_000, answer);
  }
  return answer;
}

/** `$userName=…$` and `$departmentName=…$` in any text become names, as the phone shows them (wecom-app §4.5). */
function translated(world: World, value: unknown): unknown {
  if (typeof value === 'string') {
    return value
      .replace(/\$userName=([^$]+)\$/g, (token, userid: string) => world.directory.member(userid)?.name ?? token)
      .replace(/\$departmentName=(\d+)\$/g, (token, id: string) => world.directory.department(Number(id))?.name ?? token);
  }
  if (Array.isArray(value)) return value.map((item) => translated(world, item));
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, translated(world, item)])) : value;
}

/** 40056 when there is no such number, 301002 when it is not the token's app. */
export function checkAgent(world: World, value: unknown): void {
  const agentid = intOf(value);
  if (agentid === undefined || agentid <= 0) throw new ApiError(40056);
  if (agentid !== world.identity.agentId) throw new ApiError(301002);
}

function bodyOf(world: World, type: string, request: Json): Shown {
  const body = objectOf(request[type]);
  switch (type) {
    case 'text':
    case 'markdown': {
      const content = textOf(body['content']);
      if (content === '') throw new ApiError(44004);
      return { kind: type, text: cutToBytes(content, 2_048) };
    }
    case 'image':
    case 'voice':
    case 'video':
    case 'file':
      return mediaShown(world, type, textOf(body['media_id']), textOf(body['title']));
    case 'textcard': {
      if (textOf(body['title']) === '' || textOf(body['description']) === '') throw new ApiError(44004);
      const card = {
        card_type: 'textcard',
        title: cutToBytes(textOf(body['title']), 128),
        description: cutToBytes(textOf(body['description']), 512),
        url: urlOf(body['url']),
        btntxt: [...(textOf(body['btntxt']) || '详情')].slice(0, 4).join(''),
      };
      return { kind: 'card', card };
    }
    case 'news':
    case 'mpnews':
      return articlesShown(world, type, listOf(body['articles']).map(objectOf));
    case 'miniprogram_notice': {
      const title = textOf(body['title']);
      if (textOf(body['appid']) === '') throw new ApiError(40058, 'miniprogram_notice.appid is needed');
      if ([...title].length < 4 || [...title].length > 12) throw new ApiError(40058, 'miniprogram_notice.title must be 4 to 12 characters');
      return { kind: 'card', card: { card_type: 'miniprogram_notice', title, description: textOf(body['description']) } };
    }
    case 'template_card': {
      if (!isObject(request['template_card'])) throw new ApiError(42031, 'template_card is missing');
      checkCard(body, APP_LIMITS);
      const taskId = textOf(body['task_id']);
      if (taskId !== '' && world.sent.hasTaskId(taskId)) throw new ApiError(42014, 'duplicate task_id');
      const card = shownCard(body, APP_LIMITS);
      if (needsCallback(card) && !world.callback.config) throw new ApiError(43012);
      return { kind: 'card', card };
    }
    default:
      throw new ApiError(40008);
  }
}

/** A file on the phone; 40007 when the id is unknown, expired or of another type. */
export function mediaShown(world: World, type: 'image' | 'voice' | 'video' | 'file', id: string, title = ''): Shown {
  const media = world.media.find(id);
  if (!media || (media.type !== type && type !== 'file')) throw new ApiError(40007);
  return {
    kind: type === 'image' ? 'image' : 'file',
    text: title === '' ? media.filename : `${cutToBytes(title, 128)}\n${media.filename}`,
    media: { id: media.id, filename: media.filename, type: media.type },
  };
}

function urlOf(value: unknown): string {
  const url = textOf(value);
  if (url === '') throw new ApiError(40058, 'url is needed');
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) throw new ApiError(40094);
  if (bytesOf(url) > 2_048) throw new ApiError(40058, 'url exceed max length 2048');
  return url;
}

function articlesShown(world: World, type: 'news' | 'mpnews', articles: Json[]): Shown {
  if (articles.length < 1) throw new ApiError(40058, `${type}.articles is needed`);
  if (articles.length > 8) throw new ApiError(45008);
  const items = articles.map((article) => {
    const title = textOf(article['title']);
    if (title === '') throw new ApiError(44004);
    if (type === 'mpnews') {
      if (!world.media.find(textOf(article['thumb_media_id']))) throw new ApiError(40007);
      if (bytesOf(textOf(article['content'])) > 666 * 1024) throw new ApiError(45002);
      return { title: cutToBytes(title, 128), description: cutToBytes(textOf(article['digest']), 512) };
    }
    const url = textOf(article['appid']) === '' ? urlOf(article['url']) : textOf(article['url']);
    const picurl = textOf(article['picurl']);
    return { title: cutToBytes(title, 128), description: cutToBytes(textOf(article['description']), 512), url, picurl };
  });
  return { kind: 'card', card: { card_type: 'news', articles: items } };
}

/** `message/update_template_card`: form A greys the buttons, form B puts a whole new card. The code is spent only on success. */
export function updateCard(world: World, request: Json): Json {
  const msgid = world.codes.find(textOf(request['response_code']));
  const agentid = intOf(request['agentid']);
  if (agentid === undefined) throw new ApiError(40056);
  if (agentid !== world.identity.agentId) throw new ApiError(42015);
  const sent = world.sent.find(msgid);
  if (!sent) throw new ApiError(60140);
  const button = request['button'];
  const card = request['template_card'];
  if (isObject(button) === isObject(card)) throw new ApiError(40058, 'either button or template_card is needed');
  if (isObject(card)) {
    checkCard(card, { ...APP_LIMITS, update: true });
    const taskId = textOf(card['task_id']);
    if (taskId !== '' && taskId !== sent.taskId && world.sent.hasTaskId(taskId)) throw new ApiError(42014, 'duplicate task_id');
    if (needsCallback(card) && !world.callback.config) throw new ApiError(43012);
  }
  const { userids, invaliduser } = updateReceivers(world, request, sent.receivers);
  const name = textOf(objectOf(button)['replace_name']);
  if (isObject(button) && name === '') throw new ApiError(40058, 'button.replace_name is needed');
  if (isObject(button) && sent.cardType !== undefined && !isInteractive({ card_type: sent.cardType })) {
    throw new ApiError(40058, 'button applies to interaction cards only');
  }
  world.codes.use(textOf(request['response_code']));
  for (const userid of userids) {
    const shown = world.phones.newest(`member:${userid}`, msgid);
    if (!shown?.card || shown.recalled) continue;
    const next = isObject(card) ? shownCard(card, { ...APP_LIMITS, update: true }) : { ...shown.card, replace_text: name };
    if (next['task_id'] === undefined && shown.card['task_id'] !== undefined) next['task_id'] = shown.card['task_id'];
    world.phones.show(`member:${userid}`, { msgid, from: 'bot', via: 'app', kind: 'card', card: next });
  }
  if (isObject(card)) {
    const taskId = textOf(card['task_id']);
    world.sent.keep({ ...sent, cardType: textOf(card['card_type']), ...(taskId === '' ? {} : { taskId }) });
  }
  return { errcode: 0, errmsg: 'ok', invaliduser };
}

function updateReceivers(world: World, request: Json, receivers: string[]): { userids: string[]; invaliduser: string[] } {
  if (intOf(request['atall']) === 1) return { userids: receivers, invaliduser: [] };
  const users = listOf(request['userids']).map(textOf);
  const parties = listOf(request['partyids']).map(String);
  const tags = listOf(request['tagids']).map(String);
  if (users.length + parties.length + tags.length === 0) throw new ApiError(82001);
  if (users.length > 1_000) throw new ApiError(40032);
  if (parties.length > 100) throw new ApiError(82002);
  if (tags.length > 100) throw new ApiError(82003);
  const found = resolve(world.directory, users, parties, tags);
  const got = new Set(receivers);
  const reached = found.userids.filter((userid) => got.has(userid));
  const strangers = users.filter((userid) => {
    const member = world.directory.member(userid);
    return member && !got.has(member.userid);
  });
  const invaliduser = [...found.invaliduser, ...strangers.map((userid) => userid.toLowerCase())];
  if (reached.length === 0) throw new ApiError(81013, undefined, { invaliduser });
  return { userids: reached, invaliduser };
}

/** `message/recall`: within 24 hours; the message leaves every receiver's phone. */
export function recallMessage(world: World, request: Json): Json {
  const msgid = textOf(request['msgid']);
  if (msgid === '') throw new ApiError(41047);
  const sent = world.sent.find(msgid);
  if (!sent || sent.recalled) throw new ApiError(40058, 'msgid is not of this agent');
  if (world.clock.now() - sent.at > DAY) throw new ApiError(42052);
  world.sent.keep({ ...sent, recalled: true });
  for (const userid of sent.receivers) {
    if (!world.phones.newest(`member:${userid}`, msgid)) continue;
    world.phones.show(`member:${userid}`, { msgid, from: 'bot', via: 'app', kind: 'text', text: '此消息已撤回', recalled: true });
  }
  return { errcode: 0, errmsg: 'ok' };
}
