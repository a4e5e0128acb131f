import { randomBytes, createHash, createCipheriv } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { IncomingMessage } from '../../src/bot/message.js';
import { systemClock } from '../../src/clock.js';
import { createAibot } from '../../src/wecom/aibot/aibot.js';
import type { Aibot, AibotOptions } from '../../src/wecom/aibot/aibot.js';
import type { AibotStatus } from '../../src/wecom/aibot/connection.js';
import { fetchAibotMedia } from '../../src/wecom/aibot/media.js';
import { silentLog } from '../../src/wecom/log.js';
import { startAibotServer } from './aibot-server.js';
import { startLoopback } from './loopback.js';

const bots: Aibot[] = [];
afterEach(async () => {
  await Promise.all(bots.splice(0).map((bot) => bot.stop()));
});

function start(wsUrl: string, options: Partial<AibotOptions> = {}) {
  const messages: IncomingMessage[] = [];
  const states: AibotStatus[] = [];
  const lines: { level: string; text: string; fields: object }[] = [];
  const record = (level: string) => (fields: object, text: string) => void lines.push({ level, text, fields });
  const bot = createAibot({
    botId: 'BOT1',
    secret: 'TOP-SECRET',
    wsUrl,
    now: () => systemClock.now(),
    random: () => 0.5,
    log: { ...silentLog, debug: record('debug'), info: record('info'), warn: record('warn'), error: record('error') },
    onMessage: (message) => void messages.push(message),
    onState: (status) => void states.push(status),
    ...options,
    timing: {
      signOnMs: 300,
      heartbeatMs: 100,
      firstPauseMs: 20,
      longestPauseMs: 80,
      stableMs: 60_000,
      longWaitMs: 250,
      longestWaitMs: 1000,
      busyWaitMs: 200,
      ...options.timing,
    },
  });
  bots.push(bot);
  bot.start();
  return { bot, messages, states, lines, names: () => states.map(({ state }) => state) };
}

const ready = (bot: Aibot): Promise<void> => expect.poll(() => bot.ready, { timeout: 3000 }).toBe(true);
const card = { card_type: 'button_interaction', task_id: 't-1', main_title: { title: 'x' }, button_list: [{ text: '好', key: 'k' }] };
const to = { reqId: 'req-1' };

describe('talking', () => {
  test('signs on, takes a message, answers with a stream', async () => {
    const server = await startAibotServer();
    const { bot, messages, names } = start(server.wsUrl);
    await ready(bot);
    expect(names()).toEqual(['dialing', 'open', 'ready']);
    expect(server.sent('aibot_subscribe')).toMatchObject([{ body: { bot_id: 'BOT1', secret: 'TOP-SECRET' } }]);
    server.call('aibot_msg_callback', 'req-1', {
      msgid: 'm1',
      chattype: 'single',
      from: { userid: 'lina' },
      msgtype: 'text',
      text: { content: '查 李秀兰' },
    });
    await expect.poll(() => messages.length).toBe(1);
    expect(await bot.respondStream(to, 'stream_1', '在查', false)).toEqual({ result: 'ok' });
    expect(await bot.respondStream(to, 'stream_1', '李秀兰 白金', true)).toEqual({ result: 'ok' });
    expect(server.sent('aibot_respond_msg')).toEqual([
      {
        cmd: 'aibot_respond_msg',
        headers: { req_id: 'req-1' },
        body: { msgtype: 'stream', stream: { id: 'stream_1', finish: false, content: '在查' } },
      },
      {
        cmd: 'aibot_respond_msg',
        headers: { req_id: 'req-1' },
        body: { msgtype: 'stream', stream: { id: 'stream_1', finish: true, content: '李秀兰 白金' } },
      },
    ]);
  });

  test('cards, welcome, update, pushes and media each take their command', async () => {
    const server = await startAibotServer();
    const { bot } = start(server.wsUrl);
    await ready(bot);
    const outcomes = [
      await bot.respondCard(to, card),
      await bot.respondMedia(to, 'file', 'M1'),
      await bot.welcome({ reqId: 'ev-1' }, { kind: 'markdown', content: '您好 \\*\\*x\\*\\* [打开](https://a.example/1)' }),
      await bot.welcome({ reqId: 'ev-2' }, { kind: 'card', card }),
      await bot.updateCard({ reqId: 'ev-3' }, card, ['lina']),
      await bot.push('lina', 'single', { kind: 'markdown', content: '**好**' }),
      await bot.push('wrG', 'group', { kind: 'card', card }),
      await bot.push('lina', 'single', { kind: 'media-id', media: 'image', mediaId: 'M2' }),
    ];
    expect(outcomes).toEqual(outcomes.map(() => ({ result: 'ok' })));
    expect(server.frames.slice(1).map(({ cmd, headers, body }) => [cmd, headers.req_id.replace(/_\d{13}_[0-9a-f]{8}$/, '_NEW'), body])).toEqual([
      ['aibot_respond_msg', 'req-1', { msgtype: 'template_card', template_card: card }],
      ['aibot_respond_msg', 'req-1', { msgtype: 'file', file: { media_id: 'M1' } }],
      ['aibot_respond_welcome_msg', 'ev-1', { msgtype: 'text', text: { content: '您好 **x** 打开 https://a.example/1' } }],
      ['aibot_respond_welcome_msg', 'ev-2', { msgtype: 'template_card', template_card: card }],
      ['aibot_respond_update_msg', 'ev-3', { response_type: 'update_template_card', template_card: card, userids: ['lina'] }],
      ['aibot_send_msg', 'aibot_send_msg_NEW', { chatid: 'lina', chat_type: 1, msgtype: 'markdown', markdown: { content: '**好**' } }],
      ['aibot_send_msg', 'aibot_send_msg_NEW', { chatid: 'wrG', chat_type: 2, msgtype: 'template_card', template_card: card }],
      ['aibot_send_msg', 'aibot_send_msg_NEW', { chatid: 'lina', chat_type: 1, msgtype: 'image', image: { media_id: 'M2' } }],
    ]);
  });

  test('a text over 20480 bytes is cut on a character', async () => {
    const server = await startAibotServer();
    const { bot } = start(server.wsUrl);
    await ready(bot);
    await bot.respondStream(to, 's', '中'.repeat(10_000), true);
    const { content } = (server.sent('aibot_respond_msg')[0]!.body as { stream: { content: string } }).stream;
    expect(Buffer.byteLength(content)).toBeLessThanOrEqual(20_480);
    expect(content).toMatch(/^中+…$/);
  });

  test('a file goes up in pieces', async () => {
    const bytes = randomBytes(1_200_000);
    const server = await startAibotServer({
      ack: ({ cmd }) => ({
        errcode: 0,
        errmsg: 'ok',
        ...(cmd === 'aibot_upload_media_init'
          ? { body: { upload_id: 'U' } }
          : cmd === 'aibot_upload_media_finish'
            ? { body: { type: 'file', media_id: 'MEDIA', created_at: '1' } }
            : {}),
      }),
    });
    const { bot } = start(server.wsUrl, { timing: { heartbeatMs: 10_000 } });
    await ready(bot);
    expect(await bot.upload({ media: 'file', fileName: `${'名'.repeat(200)}.xlsx`, bytes })).toEqual({ result: 'ok', mediaId: 'MEDIA' });
    const init = server.sent('aibot_upload_media_init')[0]!.body as { filename: string; md5: string };
    expect(Buffer.byteLength(init.filename)).toBeLessThanOrEqual(256);
    expect(init.filename).toMatch(/\.xlsx$/);
    expect(init.md5).toBe(createHash('md5').update(bytes).digest('hex'));
    expect(await bot.upload({ media: 'image', fileName: 'x.png', bytes: new Uint8Array(0) })).toMatchObject({ result: 'terminal' });
    expect(await bot.upload({ media: 'image', fileName: 'x.png', bytes: new Uint8Array(3 * 1024 * 1024) })).toMatchObject({ result: 'terminal' });
  });

  test('a handler that throws or rejects stops nothing', async () => {
    const server = await startAibotServer();
    const seen: string[] = [];
    const { bot, lines } = start(server.wsUrl, {
      onMessage: (message) => {
        seen.push(message.dedupeKey);
        if (seen.length === 1) throw new Error('bug');
        if (seen.length === 2) return Promise.reject(new Error('disk'));
      },
    });
    await ready(bot);
    for (const id of ['a', 'b', 'c'])
      server.call('aibot_msg_callback', `r-${id}`, { msgid: id, from: { userid: 'u' }, msgtype: 'text', text: { content: 'x' } });
    await expect.poll(() => seen).toEqual(['a', 'b', 'c']);
    await expect.poll(() => lines.filter(({ level }) => level === 'error').length).toBe(2);
    expect(bot.ready).toBe(true);
  });
});

describe('outcomes', () => {
  test.each([
    [846605, 'use-push', false],
    [846608, 'use-push', false],
    [846607, 'retryable', true],
    [45009, 'retryable', true],
    [-1, 'retryable', true],
    [40008, 'terminal', false],
    [93006, 'terminal', false],
    [93001, 'terminal', false],
    [42014, 'terminal', false],
    [777777, 'retryable', true],
  ])('%i is %s', async (errcode, result, retryable) => {
    const server = await startAibotServer({ ack: () => ({ errcode, errmsg: 'no' }) });
    const { bot } = start(server.wsUrl);
    await ready(bot);
    expect(await bot.push('lina', 'single', { kind: 'markdown', content: 'x' })).toMatchObject({
      result,
      error: { system: 'aibot', code: errcode, retryable },
    });
  });

  test('an answer without errcode says nothing', async () => {
    const server = await startAibotServer({ ack: () => ({}) });
    const { bot } = start(server.wsUrl);
    await ready(bot);
    expect(await bot.respondCard(to, card)).toMatchObject({ result: 'unknown', error: { options: { outcomeUnknown: true } } });
  });

  test('before it is signed on nothing is sent', async () => {
    const server = await startAibotServer({ subscribe: () => 'silence' });
    const { bot } = start(server.wsUrl);
    await expect.poll(() => server.sent('aibot_subscribe').length).toBeGreaterThan(0);
    expect(await bot.respondCard(to, card)).toMatchObject({ result: 'retryable', error: { code: 'offline' } });
    expect(await bot.upload({ media: 'file', fileName: 'x', bytes: new Uint8Array(10) })).toMatchObject({ result: 'retryable' });
    expect(server.sent('aibot_respond_msg')).toEqual([]);
  });

  test('no answer within 5 s: unknown, and the next «ok» of that id proves nothing yet', async () => {
    const server = await startAibotServer({ ack: (_frame, count) => (count === 1 ? 'silence' : { errcode: 0, errmsg: 'ok' }) });
    const { bot } = start(server.wsUrl);
    await ready(bot);
    expect(await bot.respondStream(to, 's', '好', true)).toMatchObject({ result: 'unknown', error: { code: 'timeout' } });
    expect(await bot.respondStream(to, 's', '好', true)).toMatchObject({ result: 'unknown', error: { code: 'late' } });
    expect(await bot.respondStream(to, 's', '好', true)).toEqual({ result: 'ok' });
  }, 15_000);

  test('the line breaks while an answer is awaited: unknown', async () => {
    const server = await startAibotServer({ ack: () => 'silence' });
    const { bot } = start(server.wsUrl);
    await ready(bot);
    const call = bot.push('lina', 'single', { kind: 'markdown', content: 'x' });
    await expect.poll(() => server.sent('aibot_send_msg').length).toBe(1);
    server.sockets.at(-1)!.terminate();
    expect(await call).toMatchObject({ result: 'unknown' });
  });

  test('two pushes do not wait for each other', async () => {
    const server = await startAibotServer({ ack: ({ body }) => (body!['chatid'] === 'slow' ? 'silence' : { errcode: 0, errmsg: 'ok' }) });
    const { bot } = start(server.wsUrl);
    await ready(bot);
    void bot.push('slow', 'single', { kind: 'markdown', content: 'x' });
    expect(await bot.push('lina', 'single', { kind: 'markdown', content: 'x' })).toEqual({ result: 'ok' });
  });
});

describe('staying signed on', () => {
  test('comes back after the server closed, with a new client, and serves on', async () => {
    const server = await startAibotServer();
    const { bot, names } = start(server.wsUrl);
    await ready(bot);
    server.sockets[0]!.close(1012, 'restart');
    await expect.poll(() => server.sockets.length, { timeout: 3000 }).toBe(2);
    await ready(bot);
    expect(names()).toEqual(['dialing', 'open', 'ready', 'down', 'dialing', 'open', 'ready']);
    expect(await bot.respondCard(to, card)).toEqual({ result: 'ok' });
  });

  test('never gives up while nobody answers, and is there when somebody does', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const { bot, states, lines } = start(`ws://127.0.0.1:${port}`);
    await expect.poll(() => states.filter(({ state }) => state === 'down').length, { timeout: 5000 }).toBeGreaterThan(12);
    expect(bot.ready).toBe(false);
    expect(lines.filter(({ level }) => level !== 'debug')).toHaveLength(1);
  });

  test('away for long is one alarm, until it is back', async () => {
    let refuse = true;
    const server = await startAibotServer({
      get refuse() {
        return refuse;
      },
    });
    const { bot, lines } = start(server.wsUrl, { timing: { awayAlarmMs: 150 } });
    await expect.poll(() => bot.status.alarm).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(lines.filter(({ level }) => level === 'error')).toMatchObject([{ fields: { event: 'aibot-away' } }]);
    expect(bot.status.awaySince).toBeInstanceOf(Date);
    refuse = false;
    await ready(bot);
    expect(bot.status).toMatchObject({ alarm: false });
    expect(bot.status).not.toHaveProperty('awaySince');
  });

  test('a socket that is open and never answers the sign-on is dropped', async () => {
    const server = await startAibotServer({ subscribe: (count) => (count === 1 ? 'silence' : { errcode: 0, errmsg: 'ok' }) });
    const { bot, states } = start(server.wsUrl);
    await ready(bot);
    expect(server.sockets).toHaveLength(2);
    expect(states.find(({ state }) => state === 'down')).toMatchObject({ reason: 'no answer to the sign-on' });
  });

  test('an upgrade that is never answered is dropped', async () => {
    const sockets: { destroy(): void }[] = [];
    const mute = createServer((socket) => void sockets.push(socket));
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const { names } = start(`ws://127.0.0.1:${(mute.address() as AddressInfo).port}`);
    await expect.poll(() => names().filter((name) => name === 'dialing').length, { timeout: 3000 }).toBeGreaterThan(1);
    await bots.pop()!.stop();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => mute.close(resolve));
  });

  test('a line gone dark is noticed by its heartbeats', async () => {
    let answersPings = false;
    const server = await startAibotServer({ ping: () => (answersPings ? { errcode: 0, errmsg: 'ok' } : 'silence') });
    const { bot } = start(server.wsUrl);
    await ready(bot);
    await expect.poll(() => server.sockets.length, { timeout: 5000 }).toBe(2);
    answersPings = true;
    await ready(bot);
  });

  test('half-alive: pings answered, sends not accepted → a new connection', async () => {
    const server = await startAibotServer({
      ack: (_frame, count) => (count === 1 ? { errcode: 846609, errmsg: 'not subscribed' } : { errcode: 0, errmsg: 'ok' }),
    });
    const { bot } = start(server.wsUrl);
    await ready(bot);
    expect(await bot.push('lina', 'single', { kind: 'markdown', content: 'x' })).toMatchObject({ result: 'retryable', error: { code: 846609 } });
    expect(bot.ready).toBe(false);
    await ready(bot);
    expect(server.sockets).toHaveLength(2);
    expect(await bot.push('lina', 'single', { kind: 'markdown', content: 'x' })).toEqual({ result: 'ok' });
  });

  test('kicked: an alarm, a long wait, one attempt', async () => {
    const server = await startAibotServer();
    const { bot, states, lines, messages } = start(server.wsUrl);
    await ready(bot);
    const at = Date.now();
    server.call('aibot_event_callback', 'ev-10', { msgid: 'e-10', msgtype: 'event', event: { eventtype: 'disconnected_event' } });
    await expect.poll(() => bot.status.state).toBe('kicked');
    expect(bot.status).toMatchObject({ alarm: true, reason: expect.stringContaining('别处上线') as string });
    expect(lines).toContainEqual(expect.objectContaining({ level: 'error', fields: expect.objectContaining({ event: 'aibot-kicked' }) as object }));
    expect(await bot.respondCard(to, card)).toMatchObject({ result: 'retryable' });
    await ready(bot);
    expect(Date.now() - at).toBeGreaterThanOrEqual(240);
    expect(server.sockets).toHaveLength(2);
    expect(bot.status.alarm).toBe(false);
    expect(states.map(({ state }) => state)).not.toContain('down');
    expect(messages).toEqual([]);
    server.call('aibot_event_callback', 'ev-11', { msgid: 'e-11', msgtype: 'event', event: { eventtype: 'disconnected_event' } });
    await expect.poll(() => bot.status.state).toBe('kicked');
    await new Promise((resolve) => setTimeout(resolve, 350));
    expect(bot.status.state, 'the second wait is longer').toBe('kicked');
  });

  test('a wrong secret: an alarm, no hammering', async () => {
    const server = await startAibotServer({ subscribe: () => ({ errcode: 853000, errmsg: 'invalid bot_id or secret' }) });
    const { bot, lines } = start(server.wsUrl, { timing: { longWaitMs: 60_000, longestWaitMs: 60_000 } });
    await expect.poll(() => bot.status.state).toBe('refused');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(server.sent('aibot_subscribe')).toHaveLength(1);
    expect(bot.status).toMatchObject({ alarm: true, reason: expect.stringContaining('WECOM_BOT_SECRET') as string });
    expect(lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  test('too many sign-ons: minutes, not seconds', async () => {
    const server = await startAibotServer({
      subscribe: (count) => (count === 1 ? { errcode: 45009, errmsg: 'freq' } : { errcode: 0, errmsg: 'ok' }),
    });
    const { bot, states } = start(server.wsUrl);
    const at = Date.now();
    await ready(bot);
    expect(Date.now() - at).toBeGreaterThanOrEqual(190);
    expect(states.find(({ state }) => state === 'down')!.reason).toContain('45009');
  });

  test('stop waits for the answer under way and ends for good', async () => {
    const server = await startAibotServer({ ack: () => 'silence' });
    const { bot } = start(server.wsUrl);
    await ready(bot);
    const call = bot.respondCard(to, card);
    await expect.poll(() => server.sent('aibot_respond_msg').length).toBe(1);
    const answer = (): void => server.sockets[0]!.send(JSON.stringify({ headers: { req_id: 'req-1' }, errcode: 0, errmsg: 'ok' }));
    setTimeout(answer, 100);
    await bot.stop();
    expect(await call).toEqual({ result: 'ok' });
    expect(bot.status.state).toBe('stopped');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(server.sockets).toHaveLength(1);
  });
});

test('neither the secret nor a message reaches the log', async () => {
  const server = await startAibotServer({ ack: () => ({ errcode: 40008, errmsg: 'invalid message type' }) });
  const { bot, lines, messages } = start(server.wsUrl);
  await ready(bot);
  server.call('aibot_msg_callback', 'r', {
    msgid: 'm',
    from: { userid: 'u' },
    msgtype: 'image',
    image: { url: 'https://f/private', aeskey: 'PRIVATE-KEY' },
  });
  server.sockets[0]!.send(JSON.stringify({ headers: { req_id: 'stray' }, body: { private: 'PRIVATE-KEY' } }));
  await expect.poll(() => messages.length).toBe(1);
  await bot.respondStream(to, 's', '李秀兰的资产', true);
  expect(lines.length).toBeGreaterThan(0);
  expect(JSON.stringify(lines)).not.toMatch(/TOP-SECRET|PRIVATE-KEY|李秀兰|private/);
});

describe('files from members', () => {
  const key = randomBytes(32);
  const sealed = (bytes: Buffer): Buffer => {
    const pad = 32 - (bytes.length % 32);
    const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    return Buffer.concat([cipher.update(Buffer.concat([bytes, Buffer.alloc(pad, pad)])), cipher.final()]);
  };
  const place = (answer: { status?: number; body: Buffer; name?: string }) =>
    startLoopback(() => ({
      status: answer.status ?? 200,
      headers: { 'content-disposition': `attachment; filename="${answer.name ?? 'x'}"` },
      body: answer.body,
    }));

  test('are fetched and opened', async () => {
    const bytes = Buffer.from('客户号,姓名\n');
    const { apiBase } = await place({ body: sealed(bytes), name: 'my report 100%.csv' });
    expect(await fetchAibotMedia(`${apiBase}/f`, key.toString('base64'), 1000)).toEqual({ bytes, fileName: 'my report 100%.csv' });
  });
  test.each([
    ['too large', { body: Buffer.alloc(5000) }, key.toString('base64'), 'size'],
    ['gone', { status: 404, body: Buffer.from('x') }, key.toString('base64'), 404],
    ['not sealed with this key', { body: Buffer.alloc(64, 7) }, key.toString('base64'), 'media'],
    ['without key', { body: Buffer.alloc(64) }, '', 'media'],
  ])('%s is refused', async (_name, answer, aesKey, code) => {
    const { apiBase } = await place(answer);
    await expect(fetchAibotMedia(`${apiBase}/f`, aesKey, 1000)).rejects.toMatchObject({ system: 'aibot', code, retryable: false });
  });
});
