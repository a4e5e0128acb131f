import { createHash } from 'node:crypto';
import { WSClient, type WsFrame } from '@wecom/aibot-node-sdk';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { anyText, buttonCard, eventually, type Json, type Kit, startKit } from './harness.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
type Frame = Omit<WsFrame, 'body'> & { body: Json };

let kit: Kit;
let bots: WSClient[];
beforeEach(async () => {
  kit = await startKit();
  bots = [];
});
afterEach(async () => {
  for (const bot of bots) bot.disconnect();
  await kit.close();
});

async function connect(more: Json = {}): Promise<{ bot: WSClient; messages: Frame[]; events: Frame[] }> {
  const { botId, botSecret, wsUrl } = kit.emulator;
  const bot = new WSClient({ botId, secret: botSecret, wsUrl, logger: silent, reconnectInterval: 50, maxReconnectAttempts: -1, ...more });
  bots.push(bot);
  const [messages, events]: Frame[][] = [[], []];
  bot.on('message', (frame) => messages?.push(frame as Frame));
  bot.on('event', (frame) => events?.push(frame as unknown as Frame));
  bot.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    bot.on('authenticated', () => resolve());
    bot.connect();
  });
  return { bot, messages: messages ?? [], events: events ?? [] };
}

const say = async (userid: string, text: string, more: Json = {}): Promise<string> =>
  ((await kit.control('POST', `members/${userid}/say`, { text, via: 'aibot', ...more })).body as { msgid: string }).msgid;
const errcode = (promise: Promise<unknown>): Promise<number> =>
  promise.then(
    (frame) => (frame as { errcode: number }).errcode,
    (frame: { errcode: number }) => frame.errcode,
  );

test('the official SDK talks: a text, a stream that is replaced as a whole, frozen at its end', async () => {
  const { bot, messages } = await connect();
  const msgid = await say('zhangsan', '查 李秀兰');
  const frame = await eventually(() => messages[0]);
  expect(frame.body).toMatchObject({
    msgid,
    aibotid: kit.emulator.botId,
    chattype: 'single',
    from: { userid: 'zhangsan' },
    msgtype: 'text',
    text: { content: '查 李秀兰' },
  });
  expect(frame.body).not.toHaveProperty('chatid');
  await bot.replyStream(frame, 's1', '正在查');
  await bot.replyStream(frame, 's1', '正在查\n**李秀兰**', true);
  expect(await errcode(bot.replyStream(frame, 's1', '正在查\n**李秀兰**', true))).toBe(0);
  expect(await errcode(bot.replyStream(frame, 's1', '改一下', true))).toBe(846608);
  const shown = (await kit.messages('zhangsan')).filter((message) => message.from === 'bot');
  expect(shown.map(({ kind, text, replaced }) => ({ kind, text, replaced }))).toEqual([
    { kind: 'stream', text: '正在查', replaced: undefined },
    { kind: 'stream', text: '正在查\n**李秀兰**', replaced: true },
  ]);
  expect(shown[0]?.msgid).toBe(shown[1]?.msgid);
});

test('a stream ends when its time is over, a reply when its 24 hours are', async () => {
  const { bot, messages } = await connect();
  await say('zhangsan', '你好');
  const frame = await eventually(() => messages[0]);
  await bot.replyStream(frame, 's1', '…');
  await kit.advance(6 * 60_000 + 1);
  expect(await errcode(bot.replyStream(frame, 's1', '晚了', true))).toBe(846608);
  expect(await errcode(bot.replyStream(frame, 's2', '还行', true))).toBe(0);
  await kit.advance(24 * 3_600_000);
  expect(await errcode(bot.replyStream(frame, 's3', '太晚', true))).toBe(846605);
});

test('a push reaches only those who have written, under the exact id, and no text message', async () => {
  const { bot } = await connect();
  const push = (chatid: string, body: Json) => errcode(bot.sendMessage(chatid, body as never));
  const markdown = { msgtype: 'markdown', markdown: { content: '**早**' } };
  expect(await push('zhangsan', markdown)).toBe(93006);
  await say('zhangsan', '你好');
  expect(await push('zhangsan', markdown)).toBe(0);
  expect(await push('ZHANGSAN', markdown)).toBe(93006);
  expect(await push('zhangsan', { ...markdown, chat_type: 2 })).toBe(93006);
  expect(await push('zhangsan', { msgtype: 'text', text: { content: '早' } })).toBe(40008);
  expect(await push('zhangsan', { msgtype: 'markdown', markdown: { content: '财'.repeat(6_827) } })).toBe(45002);
});

test('replies and pushes of one chat share 30 a minute; another chat has its own', async () => {
  const { bot, messages } = await connect();
  await say('zhangsan', '你好');
  await say('lisi', '你好');
  await eventually(() => messages[1]);
  const markdown = { msgtype: 'markdown', markdown: { content: '早' } } as const;
  const codes = await Promise.all(Array.from({ length: 32 }, () => errcode(bot.sendMessage('zhangsan', markdown as never))));
  expect(codes.filter((code) => code === 0)).toHaveLength(30);
  expect(codes.filter((code) => code === 846607)).toHaveLength(2);
  expect(await errcode(bot.replyStream(messages[0] as Frame, 's', '满了', true))).toBe(846607);
  expect(await errcode(bot.sendMessage('lisi', markdown as never))).toBe(0);
  await kit.advance(60_000);
  expect(await errcode(bot.sendMessage('zhangsan', markdown as never))).toBe(0);
});

test('a group passes on the mention, takes cards and pushes, and keeps its own history', async () => {
  const { bot, messages, events } = await connect();
  await say('zhangsan', '帮助', { chatid: 'wrGroupA' });
  const frame = await eventually(() => messages[0]);
  expect(frame.body).toMatchObject({ chatid: 'wrGroupA', chattype: 'group', text: { content: '@助手 帮助' } });
  await bot.replyTemplateCard(frame, buttonCard('group-1', { button_list: [{ text: '稍后', key: 'later' }] }) as never);
  await bot.sendMessage('wrGroupA', { msgtype: 'markdown', markdown: { content: '通知' } });
  const shown = await kit.group('wrGroupA');
  expect(shown.map(({ kind }) => kind)).toEqual(['text', 'card', 'markdown']);
  expect(await kit.messages('zhangsan')).toEqual([]);
  await kit.control('POST', 'members/zhangsan/tap', { msgid: shown[1]?.msgid, key: 'later' });
  const event = await eventually(() => events[0]);
  expect(event.body).toMatchObject({
    chatid: 'wrGroupA',
    msgtype: 'event',
    event: { eventtype: 'template_card_event', template_card_event: { event_key: 'later', task_id: 'group-1' } },
  });
});

test('a tap may update its card within five seconds and under its own task_id', async () => {
  const { bot, messages, events } = await connect();
  await say('zhangsan', '投票');
  const frame = await eventually(() => messages[0]);
  const card = {
    card_type: 'vote_interaction',
    main_title: { title: '选一个' },
    task_id: 'vote-7',
    checkbox: {
      question_key: 'q1',
      mode: 1,
      option_list: [
        { id: 'a', text: '甲' },
        { id: 'b', text: '乙' },
      ],
    },
    submit_button: { text: '提交', key: 'go' },
  };
  await bot.replyTemplateCard(frame, card as never);
  const [, shown] = await kit.messages('zhangsan');
  const tap = () => kit.control('POST', 'members/zhangsan/tap', { msgid: shown?.msgid, key: 'go', selected: { q1: ['a', 'b'] } });
  await tap();
  const event = await eventually(() => events[0]);
  expect(event.body['event']).toEqual({
    eventtype: 'template_card_event',
    template_card_event: {
      card_type: 'vote_interaction',
      event_key: 'go',
      task_id: 'vote-7',
      selected_items: { selected_item: [{ question_key: 'q1', option_ids: { option_id: ['a', 'b'] } }] },
    },
  });
  const thanks = { card_type: 'text_notice', main_title: { title: '收到' }, card_action: { type: 1, url: 'https://a.example/' }, task_id: 'vote-7' };
  expect(await errcode(bot.updateTemplateCard(event, { ...thanks, task_id: 'other' } as never))).toBe(42016);
  expect(await errcode(bot.replyStream(event, 's', '错', true))).toBe(846605);
  expect(await errcode(bot.updateTemplateCard(event, thanks as never, ['zhangsan']))).toBe(0);
  expect((await kit.messages('zhangsan')).at(-1)).toMatchObject({ msgid: shown?.msgid, replaced: true, text: '收到' });
  expect((await tap()).status).toBe(409);

  await bot.replyTemplateCard(frame, { ...card, task_id: 'vote-8' } as never);
  const second = (await kit.messages('zhangsan')).at(-1);
  await kit.control('POST', 'members/zhangsan/tap', { msgid: second?.msgid, key: 'go' });
  const late = await eventually(() => events[1]);
  await kit.advance(5_001);
  expect(await errcode(bot.updateTemplateCard(late, { ...thanks, task_id: 'vote-8' } as never))).toBe(846605);
});

test('opening the chat is told once a day and may be welcomed within five seconds, once', async () => {
  const { bot, events } = await connect();
  const enter = () => kit.control('POST', 'members/zhangsan/enter', { via: 'aibot' });
  await enter();
  await enter();
  const event = await eventually(() => events[0]);
  expect(event.body).toMatchObject({ event: { eventtype: 'enter_chat' }, from: { userid: 'zhangsan' } });
  expect(await errcode(bot.replyStream(event, 's', '错', true))).toBe(846605);
  expect(await errcode(bot.replyWelcome(event, { msgtype: 'text', text: { content: '早上好' } }))).toBe(0);
  expect(await errcode(bot.replyWelcome(event, { msgtype: 'text', text: { content: '早上好' } }))).toBe(846605);
  expect(await kit.messages('zhangsan')).toMatchObject([{ kind: 'text', text: '早上好', via: 'aibot' }]);
  await kit.advance(16 * 3_600_000);
  await enter();
  const next = await eventually(() => events[1]);
  expect(events).toHaveLength(2);
  await kit.advance(5_001);
  expect(await errcode(bot.replyWelcome(next, { msgtype: 'text', text: { content: '晚了' } }))).toBe(846605);
});

test('wrong credentials are refused; unsubscribed sockets may only ping and subscribe', async () => {
  const { botId, wsUrl } = kit.emulator;
  const bot = new WSClient({ botId, secret: 'wrong', wsUrl, logger: silent, maxAuthFailureAttempts: 0 });
  bots.push(bot);
  const error = await new Promise<Error>((resolve) => {
    bot.on('error', resolve);
    bot.connect();
  });
  expect(error.message).toMatch(/auth/i);
  const socket = new WebSocket(`${wsUrl}/any/path?x=1`);
  const answers: Json[] = [];
  socket.on('message', (data: Buffer) => answers.push(JSON.parse(data.toString()) as Json));
  await new Promise((resolve) => socket.on('open', resolve));
  socket.send(
    JSON.stringify({
      cmd: 'aibot_send_msg',
      headers: { req_id: 'x1' },
      body: { chatid: 'zhangsan', msgtype: 'markdown', markdown: { content: 'a' } },
    }),
  );
  socket.send(JSON.stringify({ cmd: 'ping', headers: { req_id: 'ping_1' } }));
  await eventually(() => answers[1]);
  expect(answers[0]).toMatchObject({ headers: { req_id: 'x1' }, errcode: 846609 });
  expect(answers[1]).toEqual({ headers: { req_id: 'ping_1' }, errcode: 0, errmsg: 'ok' });
  socket.close();
});

test('a second connection takes over: the first hears it, may do nothing more, and is closed a little later', async () => {
  await kit.control('PUT', 'settings', { aibot: { kickCloseMs: 150 } });
  const first = await connect();
  const reasons: string[] = [];
  first.bot.on('disconnected', (reason) => reasons.push(reason));
  const second = await connect();
  await eventually(() => first.events[0]);
  expect(first.events[0]?.body).toMatchObject({ event: { eventtype: 'disconnected_event' } });
  expect(first.events[0]?.body).not.toHaveProperty('from');
  await eventually(() => reasons[0]);
  await say('zhangsan', '谁在');
  await eventually(() => second.messages[0]);
  expect(first.messages).toHaveLength(0);
});

test('what is said while nobody is connected arrives on the next connection, and what broke in flight again', async () => {
  const before = await say('zhangsan', '有人吗');
  const { messages } = await connect();
  expect((await eventually(() => messages[0])).body['msgid']).toBe(before);
  await kit.control('POST', 'aibot/disconnect', { how: 'terminate' });
  const again = await eventually(() => messages[1]);
  expect(again.body['msgid']).toBe(before);
  expect(again.headers.req_id).not.toBe(messages[0]?.headers.req_id);
});

test('a half-alive link answers pings and refuses the rest; acks can be late or missing', async () => {
  const { bot } = await connect({ heartbeatInterval: 40 });
  await say('zhangsan', '你好');
  await kit.control('PUT', 'settings', { aibot: { halfAlive: true } });
  const push = () => errcode(bot.sendMessage('zhangsan', { msgtype: 'markdown', markdown: { content: '早' } }));
  expect(await push()).toBe(846609);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(bot.isConnected).toBe(true);
  await kit.control('PUT', 'settings', { aibot: { halfAlive: false, answerPings: false } });
  await new Promise<void>((resolve) => bot.once('disconnected', () => resolve()));
  await kit.control('PUT', 'settings', { aibot: { answerPings: true } });
  await new Promise<void>((resolve) => bot.once('authenticated', () => resolve()));
  await kit.control('POST', 'faults', { kind: 'rateLimit', path: 'aibot', times: 1 });
  expect(await push()).toBe(846607);
  expect(await push()).toBe(0);
});

test('the same delivery may come twice', async () => {
  const { messages } = await connect();
  await kit.control('POST', 'faults', { kind: 'duplicate', path: 'aibot', times: 1 });
  await say('zhangsan', '一次');
  await eventually(() => messages[1]);
  expect(messages[0]?.body['msgid']).toBe(messages[1]?.body['msgid']);
});

test('files go up in chunks and come down encrypted', async () => {
  const { bot, messages } = await connect();
  const file = Buffer.alloc(1_300_000, '财伴');
  const uploaded = await bot.uploadMedia(file, { type: 'file', filename: '名单 一.csv' });
  expect(uploaded).toMatchObject({ type: 'file', media_id: anyText });
  await say('zhangsan', '发我');
  await bot.replyMedia(await eventually(() => messages[0]), 'file', uploaded.media_id);
  expect((await kit.messages('zhangsan')).at(-1)).toMatchObject({ kind: 'file', text: '名单 一.csv', from: 'bot' });
  const content = Buffer.from('客户号,姓名\n');
  await say('zhangsan', '', { media: { type: 'file', filename: 'clients.csv', base64: content.toString('base64') } });
  const frame = await eventually(() => messages[1]);
  const { url, aeskey } = (frame.body as { file: { url: string; aeskey: string } }).file;
  const down = await bot.downloadFile(url, aeskey);
  expect(createHash('md5').update(down.buffer).digest('hex')).toBe(createHash('md5').update(content).digest('hex'));
  await kit.advance(5 * 60_000);
  await expect(bot.downloadFile(url, aeskey)).rejects.toThrow();
});
