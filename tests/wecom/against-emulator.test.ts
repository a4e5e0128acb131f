import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { IncomingMessage } from '../../src/bot/message.js';
import type { CardReply, Reply } from '../../src/bot/reply.js';
import { startEmulator } from '../../src/emulator/index.js';
import { createAibot } from '../../src/wecom/aibot/aibot.js';
import { aibotCardUpdate, aibotPayloads } from '../../src/wecom/aibot-payload.js';
import { appCardUpdate, appPayloads, appRequest, markdownBody, mediaBody } from '../../src/wecom/app-payload.js';
import { createCallbackHandler } from '../../src/wecom/callback.js';
import { createWecomClient } from '../../src/wecom/client.js';
import { createDirectory } from '../../src/wecom/directory.js';
import { silentLog } from '../../src/wecom/log.js';
import { getMedia } from '../../src/wecom/media.js';
import { createAppSender } from '../../src/wecom/send.js';

interface Shown {
  seq: number;
  msgid: string;
  from: string;
  kind: string;
  text: string;
  replaced?: boolean;
  buttons?: { key: string; text: string; url?: string }[];
}

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function start() {
  const emulator = await startEmulator();
  stops.push(() => emulator.close());
  const now = (): Date => new Date();
  const client = createWecomClient({ apiBase: emulator.apiBase, corpId: emulator.corpId, secret: emulator.secret, now, log: silentLog });
  stops.push(() => client.close());
  const received: IncomingMessage[] = [];
  const take = (message: IncomingMessage): Promise<void> => {
    received.push(message);
    return Promise.resolve();
  };
  const server = createServer(
    createCallbackHandler({
      token: emulator.callbackToken,
      aesKey: emulator.callbackAesKey,
      corpId: emulator.corpId,
      now,
      receive: take,
      log: silentLog,
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())));
  const control = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${emulator.url}/_emulator/${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    });
    return response.json();
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wecom/callback`;
  expect(await control('POST', 'callback', { url, token: emulator.callbackToken, aesKey: emulator.callbackAesKey })).toMatchObject({ ok: true });
  const messages = async (): Promise<Shown[]> => (await control('GET', 'members/zhangsan/messages?after=0')) as Shown[];
  const fromBot = async (): Promise<Shown[]> => (await messages()).filter((message) => message.from === 'bot');
  return { emulator, client, sender: createAppSender(client), received, take, control, fromBot };
}

const card: CardReply = {
  kind: 'card',
  form: 'button_interaction',
  name: 'contact-saved',
  ref: '8812',
  source: { word: '联络' },
  title: '已记：李阿姨 电话15分钟，接通',
  rows: Array.from({ length: 8 }, (_none, i) => ({ key: `键${i}`, value: `值${i}` })),
  buttons: [
    { text: '撤销', key: 'undo:8812', primary: true },
    { text: '看客户', href: '/c/1' },
  ],
  picks: [],
};

test('a message comes in, every kind of reply goes out, a tap greys its card', async () => {
  const { emulator, client, sender, received, control, fromBot } = await start();
  const to = { userId: 'zhangsan', agentId: emulator.agentId };
  let row = 0;
  const send = async (reply: Reply): Promise<{ responseCode?: string }[]> => {
    const answers = [];
    for (const payload of appPayloads(reply, { taskId: `task-${++row}`, publicUrl: 'https://caiban.bank.example' })) {
      const body = payload.kind === 'body' ? payload.body : mediaBody(payload.upload.media, (await sender.upload(payload.upload)).mediaId);
      answers.push(await sender.sendApp(appRequest(body, { ...to, rowOffset: ++row })));
    }
    return answers;
  };

  await control('POST', 'members/zhangsan/say', { text: '记 李秀兰 <!DOCTYPE> & 电话' });
  await expect.poll(() => received.length).toBe(1);
  expect(received[0]).toMatchObject({ channel: 'app', from: 'zhangsan', content: { kind: 'text', text: '记 李秀兰 <!DOCTYPE> & 电话' } });

  await send({ kind: 'text', text: '今天3件' });
  await send({ kind: 'text', text: '今天3件' });
  await send({
    kind: 'image',
    png: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
    text: '本周过半',
  });
  await send({ kind: 'file', fileName: '名单.csv', bytes: Buffer.from('客户号,姓名\n'), text: '已生成' });
  await sender.sendApp(appRequest(markdownBody('**本周**过半'), { ...to, rowOffset: ++row }));
  await send(card);
  expect((await fromBot()).map(({ kind }) => kind)).toEqual(['text', 'text', 'text', 'image', 'text', 'file', 'markdown', 'text', 'card']);

  const shown = (await fromBot()).at(-1)!;
  await control('POST', 'members/zhangsan/tap', { msgid: shown.msgid, key: 'undo:8812' });
  await expect.poll(() => received.length).toBe(2);
  const tap = received[1]!;
  expect(tap.content).toMatchObject({ kind: 'tap', key: 'undo:8812', cardType: 'button_interaction', selected: {} });
  const update = appCardUpdate(
    { kind: 'card-change', after: '已撤销 09:33' },
    { ...to, responseCode: tap.replyTo.responseCode!, cardType: tap.replyTo.cardType!, taskId: 'unused' },
  );
  expect(await sender.updateCard(update!)).toEqual({ invalid: [] });
  expect((await fromBot()).at(-1)).toMatchObject({ msgid: shown.msgid, replaced: true, text: expect.stringContaining('已撤销 09:33') as string });
  await expect(sender.updateCard(update!)).rejects.toMatchObject({ code: 60140, retryable: false });

  const files = (await fromBot()).length;
  const { mediaId } = await sender.upload({ media: 'file', fileName: '名单.csv', bytes: Buffer.from('客户号,姓名\n') });
  expect(await getMedia(client, mediaId)).toEqual({ bytes: Buffer.from('客户号,姓名\n'), fileName: '名单.csv' });
  expect(await createDirectory(client).getMember('zhangsan')).toMatchObject({ userId: 'zhangsan' });
  expect((await createDirectory(client).getAgent(emulator.agentId)).isClosed).toBe(false);
  expect(await fromBot()).toHaveLength(files);
});

test('the same bytes twice show once, also after an answer that never came', async () => {
  const { emulator, sender, control, fromBot } = await start();
  const json = appRequest({ msgtype: 'text', text: { content: '只一次' } }, { userId: 'zhangsan', agentId: emulator.agentId, rowOffset: 1 });
  await sender.sendApp(json);
  await sender.sendApp(json);
  expect(await fromBot()).toHaveLength(1);
  await control('POST', 'faults', { kind: 'tokenInvalid', times: 1 });
  await sender.sendApp(
    appRequest({ msgtype: 'text', text: { content: '换过令牌' } }, { userId: 'zhangsan', agentId: emulator.agentId, rowOffset: 2 }),
  );
  expect(await fromBot()).toHaveLength(2);
});

test.each([
  ['html', {}, { code: 'html', retryable: true }],
  ['rateLimit', {}, { code: 45009, retryable: true }],
  ['refuse', { errcode: 60020 }, { code: 60020, retryable: false }],
])('fault %s is told as what it is', async (kind, more, expected) => {
  const { emulator, sender, control } = await start();
  await sender.recall('none').catch(() => undefined);
  await control('POST', 'faults', { kind, path: 'message/send', times: 1, ...more });
  const json = appRequest({ msgtype: 'text', text: { content: 'x' } }, { userId: 'zhangsan', agentId: emulator.agentId, rowOffset: 1 });
  await expect(sender.sendApp(json)).rejects.toMatchObject(expected);
});

test('the aibot: words, stream, card, tap, closed card, welcome, push, file', async () => {
  const { emulator, received, take, control, fromBot } = await start();
  const bot = createAibot({
    botId: emulator.botId,
    secret: emulator.botSecret,
    wsUrl: emulator.wsUrl,
    botName: emulator.botName,
    now: () => new Date(),
    log: silentLog,
    onMessage: take,
  });
  stops.push(() => bot.stop());
  bot.start();
  await expect.poll(() => bot.ready).toBe(true);
  await control('POST', 'members/zhangsan/say', { text: '查 **x**', via: 'aibot' });
  await expect.poll(() => received.some(({ content }) => content.kind === 'text')).toBe(true);
  const asked = received.find(({ content }) => content.kind === 'text')!;
  const enter = received.find(({ content }) => content.kind === 'enter');
  if (enter) expect(await bot.welcome({ reqId: enter.replyTo.reqId! }, { kind: 'markdown', content: '在' })).toEqual({ result: 'ok' });
  const to = { reqId: asked.replyTo.reqId! };
  expect(asked).toMatchObject({ channel: 'aibot', from: 'zhangsan', place: 'private', content: { text: '查 **x**' } });
  expect(await bot.respondStream(to, 's1', '在查', false)).toEqual({ result: 'ok' });
  expect(await bot.respondStream(to, 's1', '没找到', true)).toEqual({ result: 'ok' });
  expect(await bot.respondStream(to, 's1', '没找到', true), 'repeating the same last frame').toEqual({ result: 'ok' });
  for (const payload of aibotPayloads(card, { taskId: 'card-1', publicUrl: 'https://caiban.bank.example' })) {
    expect(
      payload.kind === 'card'
        ? await bot.respondCard(to, payload.card)
        : await bot.push('zhangsan', 'single', payload as { kind: 'markdown'; content: string }),
    ).toEqual({ result: 'ok' });
  }
  const shown = (await fromBot()).filter(({ kind }) => kind === 'card').at(-1)!;
  expect(shown.buttons?.map(({ key }) => key)).toEqual(['undo:8812', 'open:/c/1']);
  await control('POST', 'members/zhangsan/tap', { msgid: shown.msgid, key: 'undo:8812' });
  await expect.poll(() => received.at(-1)!.content.kind).toBe('tap');
  const tap = received.at(-1)!;
  expect(tap.replyTo).toMatchObject({ reqKind: 'tap', taskId: 'card-1' });
  const closed = aibotCardUpdate(
    { kind: 'card-change', after: '已撤销' },
    { taskId: tap.replyTo.taskId!, publicUrl: 'https://caiban.bank.example' },
    card,
  );
  expect(await bot.updateCard({ reqId: tap.replyTo.reqId! }, closed!)).toEqual({ result: 'ok' });
  expect((await fromBot()).at(-1)).toMatchObject({ msgid: shown.msgid, replaced: true, text: expect.stringContaining('已撤销') as string });
  const uploaded = await bot.upload({ media: 'file', fileName: '名单.csv', bytes: Buffer.from('客户号,姓名\n') });
  expect(uploaded).toMatchObject({ result: 'ok' });
  if (uploaded.result === 'ok') expect(await bot.respondMedia(to, 'file', uploaded.mediaId)).toEqual({ result: 'ok' });
  expect(await bot.respondStream({ reqId: tap.replyTo.reqId! }, 's2', 'x', true)).toMatchObject({ result: 'use-push' });
  expect(await bot.push('lisi', 'single', { kind: 'markdown', content: 'x' })).toMatchObject({ result: 'terminal', error: { code: 93006 } });
});
