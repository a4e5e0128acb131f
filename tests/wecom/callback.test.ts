import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { IncomingMessage } from '../../src/bot/message.js';
import { createCallbackHandler } from '../../src/wecom/callback.js';
import type { CallbackOptions } from '../../src/wecom/callback.js';
import { aesKeyOf, seal } from '../../src/wecom/cipher.js';
import { silentLog } from '../../src/wecom/log.js';
import { sign } from '../../src/wecom/signature.js';
import { SAMPLES } from './samples.js';
import { V2_BODY, VECTOR_KEYS, VECTORS } from './vectors.js';

interface Line {
  level: string;
  fields: Record<string, unknown>;
}

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

async function start(options: Partial<CallbackOptions> = {}) {
  const received: { message: IncomingMessage; xml: string }[] = [];
  const lines: Line[] = [];
  const record = (level: string) => (fields: object) => void lines.push({ level, fields: { ...fields } });
  const handler = createCallbackHandler({
    ...VECTOR_KEYS,
    now: () => new Date(Number(VECTORS.V2.timestamp) * 1000 + 1000),
    receive: async (message, { xml }) => void received.push({ message, xml }),
    log: { ...silentLog, info: record('info'), warn: record('warn'), error: record('error') },
    ...options,
  });
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  stops.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const call = async (query: string, init: RequestInit = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}/wecom/callback${query ? `?${query}` : ''}`, init);
    return { status: response.status, body: await response.text(), allow: response.headers.get('allow') };
  };
  return { call, received, lines, port };
}

interface PostParts {
  text?: string;
  encrypt?: string;
  corpId?: string;
  token?: string;
  aesKey?: string;
  timestamp?: string;
  nonce?: string;
  signature?: string;
  body?: (encrypt: string) => string;
}

/** A callback as WeCom would send it, with any part replaced. */
function post(parts: PostParts = {}): [string, RequestInit] {
  const {
    token = VECTOR_KEYS.token,
    aesKey = VECTOR_KEYS.aesKey,
    corpId = VECTOR_KEYS.corpId,
    timestamp = VECTORS.V2.timestamp,
    nonce = 'n1',
  } = parts;
  const encrypt = parts.encrypt ?? seal(aesKeyOf(aesKey), parts.text ?? SAMPLES.text, corpId);
  const signature = parts.signature ?? sign(token, timestamp, nonce, encrypt);
  const body = parts.body?.(encrypt) ?? `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>`;
  return [new URLSearchParams({ msg_signature: signature, timestamp, nonce }).toString(), { method: 'POST', body }];
}

describe('URL check', () => {
  const v1 = VECTORS.V1;
  const query = (changes: Record<string, string> = {}) =>
    new URLSearchParams({ msg_signature: v1.signature, timestamp: v1.timestamp, nonce: v1.nonce, echostr: v1.encrypt, ...changes }).toString();

  test('answers the bare text', async () => {
    const { call } = await start();
    expect(await call(query())).toMatchObject({ status: 200, body: v1.plain });
  });
  test('survives plus signs that became spaces', async () => {
    const { call } = await start();
    expect(await call(query().replaceAll('%2B', '+'))).toMatchObject({ status: 200, body: v1.plain });
  });
  test.each([
    ['a wrong signature', query({ msg_signature: 'a'.repeat(40) }), 403],
    ['an upper-case signature', query({ msg_signature: v1.signature.toUpperCase() }), 403],
    ['another echostr', query({ echostr: VECTORS.V4.encrypt }), 403],
    ['no parameters', '', 403],
    ['no echostr', 'msg_signature=x&timestamp=1&nonce=2', 400],
    ['a signed echostr that does not open', query({ echostr: 'AAAA', msg_signature: sign(VECTOR_KEYS.token, v1.timestamp, v1.nonce, 'AAAA') }), 400],
  ])('refuses %s', async (_name, search, status) => {
    const { call, lines } = await start();
    expect(await call(search)).toMatchObject({ status, body: '' });
    expect(lines).toHaveLength(1);
  });
});

describe('delivery', () => {
  test("takes WeCom's own sample and answers an empty 200", async () => {
    const { call, received, lines } = await start();
    const v2 = VECTORS.V2;
    expect(await call(`msg_signature=${v2.signature}&timestamp=${v2.timestamp}&nonce=${v2.nonce}`, { method: 'POST', body: V2_BODY })).toMatchObject({
      status: 200,
      body: '',
    });
    expect(received).toMatchObject([{ xml: v2.plain, message: { from: 'mycreate', content: { kind: 'text', text: 'hello' } } }]);
    expect(lines).toEqual([]);
  });

  test('answers only when the message is stored', async () => {
    let stored = false;
    const { call } = await start({
      receive: async () => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        stored = true;
      },
    });
    expect((await call(...post())).status).toBe(200);
    expect(stored).toBe(true);
  });

  test('asks WeCom to call again when storing fails', async () => {
    const { call, lines } = await start({ receive: () => Promise.reject(new Error('disk full')) });
    expect(await call(...post())).toMatchObject({ status: 503, body: '' });
    expect(lines).toMatchObject([{ level: 'error' }]);
  });

  test('an envelope in another order, with a declaration and spaces, is one too', async () => {
    const { call, received } = await start();
    expect(
      (await call(...post({ body: (e) => `<?xml version="1.0"?>\n<xml>\n  <Encrypt>${e}</Encrypt>\n  <AgentID></AgentID>\n</xml>\n` }))).status,
    ).toBe(200);
    expect(received).toHaveLength(1);
  });

  test('a message over several packets', async () => {
    const { call, received } = await start();
    const text = SAMPLES.text.replace('查一下王女士的持仓', '长'.repeat(100_000));
    expect((await call(...post({ text }))).status).toBe(200);
    expect(received[0]!.message.content).toEqual({ kind: 'text', text: '长'.repeat(100_000) });
  });

  test('either of two key sets opens it', async () => {
    const other = { token: 'OtherToken', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' };
    const { call, received } = await start({ otherKeys: other });
    expect((await call(...post(other))).status).toBe(200);
    expect((await call(...post())).status).toBe(200);
    expect((await call(...post({ token: other.token }))).status).toBe(400);
    expect(received).toHaveLength(2);
  });

  const flip = (base64: string): string =>
    base64[10] === 'A' ? `${base64.slice(0, 10)}B${base64.slice(11)}` : `${base64.slice(0, 10)}A${base64.slice(11)}`;
  const v2 = VECTORS.V2;
  test.each<[string, PostParts, number]>([
    ['a tampered envelope', { encrypt: flip(v2.encrypt), signature: sign(VECTOR_KEYS.token, v2.timestamp, 'n1', v2.encrypt) }, 403],
    ['a wrong signature', { signature: 'f'.repeat(40) }, 403],
    ['an upper-case signature', { encrypt: v2.encrypt, signature: sign(VECTOR_KEYS.token, v2.timestamp, 'n1', v2.encrypt).toUpperCase() }, 403],
    ['an empty signature', { signature: '' }, 403],
    ['another token', { token: 'Else' }, 403],
    ['another receiver', { corpId: 'wx0000000000000000' }, 403],
    ['no receiver', { corpId: '' }, 403],
    ['16 minutes ago', { timestamp: String(Number(v2.timestamp) - 16 * 60) }, 403],
    ['16 minutes ahead', { timestamp: String(Number(v2.timestamp) + 16 * 60) }, 403],
    ['no time', { timestamp: 'now' }, 403],
    ['another key', { aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' }, 400],
    ['a signed scrap', { encrypt: 'c2hvcnQ=' }, 400],
    ['an empty body', { body: () => '' }, 400],
    ['a body that is no XML', { body: () => '{"encrypt":"x"}' }, 400],
    ['a body cut short', { body: (e) => `<xml><Encrypt><![CDATA[${e}` }, 400],
    ['a body without its end', { body: (e) => `<xml><Encrypt><![CDATA[${e}]]></Encrypt>` }, 400],
    ['a body without envelope', { body: () => '<xml><ToUserName>x</ToUserName></xml>' }, 400],
    ['a body with a DOCTYPE', { body: (e) => `<!DOCTYPE xml [<!ENTITY a "x">]><xml><Encrypt>${e}</Encrypt></xml>` }, 400],
    ['an inner DOCTYPE', { text: `<!DOCTYPE xml [<!ENTITY a "x">]>${SAMPLES.text}` }, 400],
    ['an inner text that is no XML', { text: 'hello' }, 400],
    ['an inner text cut short', { text: SAMPLES.text.slice(0, -20) }, 400],
    ['a message without sender', { text: '<xml><MsgType>text</MsgType></xml>' }, 400],
    ['more than 1 MiB', { body: () => `<xml><Encrypt>${'A'.repeat(1024 * 1024)}</Encrypt></xml>` }, 413],
  ])('refuses: %s', async (_name, parts, status) => {
    const { call, received, lines } = await start();
    expect(await call(...post(parts))).toMatchObject({ status, body: '' });
    expect(received).toEqual([]);
    expect(lines).toMatchObject([{ level: 'warn', fields: { event: 'callback-refused', status } }]);
    expect(JSON.stringify(lines)).not.toContain('王女士');
  });

  test.each(['msg_signature', 'timestamp', 'nonce'])('refuses a callback without %s', async (name) => {
    const { call } = await start();
    const [query, init] = post();
    const rest = new URLSearchParams(query);
    rest.delete(name);
    expect((await call(rest.toString(), init)).status).toBe(403);
  });

  test('exactly 15 minutes is still fresh', async () => {
    const { call } = await start({ now: () => new Date(Number(VECTORS.V2.timestamp) * 1000 + 15 * 60_000) });
    expect((await call(...post())).status).toBe(200);
  });

  test('reads the clock again before refusing as stale', async () => {
    let now = new Date(0);
    const options = {
      now: () => now,
      refreshClock: async () => {
        now = new Date(Number(VECTORS.V2.timestamp) * 1000);
      },
    };
    const { call } = await start(options);
    expect((await call(...post())).status).toBe(200);
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])('refuses %s', async (method) => {
    const { call, lines } = await start();
    expect(await call('', { method })).toMatchObject({ status: 405, allow: 'GET, POST' });
    expect(lines).toHaveLength(1);
  });

  test('a caller that hangs up midway leaves one line and the next one is served', async () => {
    const { call, port, lines } = await start();
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /wecom/callback?msg_signature=a&timestamp=1&nonce=1 HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n<xml>');
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await expect.poll(() => lines.length).toBe(1);
    expect((await call(...post())).status).toBe(200);
  });

  test('large bodies that do not end share what memory there is; messages still come in, and it is free again when they hang up', async () => {
    const { call, port, lines, received } = await start();
    const bytes = 1000 * 1024;
    const head = `POST /wecom/callback?msg_signature=a&timestamp=1&nonce=1 HTTP/1.1\r\nHost: x\r\nContent-Length: ${2 * bytes}\r\n\r\n`;
    const sockets = Array.from({ length: 72 }, () =>
      connect(port, '127.0.0.1', function (this: Socket) {
        this.on('error', () => {});
        this.write(head);
        this.write(Buffer.alloc(bytes, 'A'));
      }),
    );
    await expect.poll(() => lines.some(({ fields }) => fields['status'] === 503), { timeout: 10_000 }).toBe(true);
    expect((await call(...post())).status).toBe(200);
    for (const socket of sockets) socket.destroy();
    await expect.poll(() => lines.length, { timeout: 10_000 }).toBe(sockets.length);
    const text = SAMPLES.text.replace('查一下王女士的持仓', '长'.repeat(200_000));
    expect((await call(...post({ text }))).status).toBe(200);
    expect(received).toHaveLength(2);
  });

  test('what a person types never breaks the envelope', async () => {
    const { call, received } = await start();
    const words = '<!DOCTYPE html> &amp; <b>查</b> \u{20BB7}野家 😀';
    await call(...post({ text: SAMPLES.text.replace('查一下王女士的持仓', words) }));
    expect(received[0]!.message.content).toEqual({ kind: 'text', text: words });
  });
});

test('an impossible key is said at once', () => {
  expect(() =>
    createCallbackHandler({ token: 't', aesKey: 'short', corpId: 'c', now: () => new Date(), receive: async () => {}, log: silentLog }),
  ).toThrow(/EncodingAESKey/);
});
