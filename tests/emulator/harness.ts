import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { XMLParser } from 'fast-xml-parser';
import { expect } from 'vitest';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/index.js';

export type Json = Record<string, unknown>;
type Shown = {
  seq: number;
  msgid: string;
  from: string;
  via: string;
  kind: string;
  text: string;
  card?: Json;
  buttons?: { key: string; text: string; url?: string }[];
  replaced?: true;
  at: string;
};

/** What a service received, and how to answer it. */
export type Received = { xml: string; message: Json; query: URLSearchParams; at: number };

/** A service of somebody else's making: official crypto, plain http. */
export type Service = {
  url: string;
  received: Received[];
  /** What to answer a delivery with: nothing, a status, an inner XML to be encrypted, or any other body as it is. */
  answer: (received: Received) => Promise<string | number | undefined> | string | number | undefined;
  close(): Promise<void>;
};

const parser = new XMLParser({ parseTagValue: false, ignoreAttributes: true });

export async function startService(emulator: Emulator, breakCheck = false): Promise<Service> {
  const received: Received[] = [];
  const service: Service = { url: '', received, answer: () => undefined, close: () => Promise.resolve() };
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const query = url.searchParams;
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const [timestamp, nonce] = [query.get('timestamp') ?? '', query.get('nonce') ?? ''];
      const echostr = query.get('echostr');
      const payload = echostr ?? (parser.parse(Buffer.concat(parts).toString()) as { xml: { Encrypt: string } }).xml.Encrypt;
      if (getSignature(emulator.callbackToken, timestamp, nonce, payload) !== query.get('msg_signature')) {
        response.writeHead(403).end();
        return;
      }
      const { message, id } = decrypt(emulator.callbackAesKey, payload);
      if (id !== emulator.corpId) {
        response.writeHead(403).end();
        return;
      }
      if (echostr !== null) {
        response.end(breakCheck ? `"${message}"` : message);
        return;
      }
      const entry: Received = { xml: message, message: (parser.parse(message) as { xml: Json }).xml, query, at: performance.now() };
      received.push(entry);
      void Promise.resolve(service.answer(entry)).then((answer) => {
        if (typeof answer === 'number') response.writeHead(answer).end();
        else if (answer === undefined) response.end();
        else response.end(answer.startsWith('<xml><Encrypt>') || !answer.startsWith('<xml>') ? answer : sealReply(emulator, answer));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  service.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wecom/callback?from=test`;
  service.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return service;
}

export function sealReply(emulator: Emulator, inner: string): string {
  const encrypted = encrypt(emulator.callbackAesKey, inner, emulator.corpId);
  const signature = getSignature(emulator.callbackToken, '1760000001', 'n0nce', encrypted);
  return `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature><TimeStamp>1760000001</TimeStamp><Nonce><![CDATA[n0nce]]></Nonce></xml>`;
}

/** Calls of both sides: `api` as the service, `control` as the tester. */
export type Kit = {
  emulator: Emulator;
  control: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: never }>;
  api: (path: string, body?: unknown, query?: Json) => Promise<Json>;
  send: (message: Json) => Promise<Json>;
  messages: (userid: string, after?: number, wait?: number) => Promise<Shown[]>;
  group: (chatid: string) => Promise<Shown[]>;
  advance: (ms: number) => Promise<void>;
  service: () => Promise<Service>;
  close: () => Promise<void>;
};

export const START = '2026-11-23T08:39:00+08:00';

export async function startKit(options: EmulatorOptions = {}): Promise<Kit> {
  const emulator = await startEmulator({ now: new Date(START), ...options });
  const services: Service[] = [];
  let token = '';
  const control: Kit['control'] = async (method, path, body) => {
    const response = await fetch(`${emulator.url}/_emulator/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
    return { status: response.status, body: (await response.json()) as never };
  };
  const api: Kit['api'] = async (path, body, query = {}) => {
    if (token === '') {
      const answer = await fetch(`${emulator.apiBase}/cgi-bin/gettoken?corpid=${emulator.corpId}&corpsecret=${emulator.secret}`);
      token = ((await answer.json()) as { access_token?: string }).access_token ?? '';
    }
    const url = new URL(`${emulator.apiBase}/cgi-bin/${path}`);
    url.searchParams.set('access_token', token);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    const response = await fetch(url, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) });
    const answer = (await response.json()) as Json;
    if (answer['errcode'] === 42001) token = '';
    return answer;
  };
  return {
    emulator,
    control,
    api,
    send: (message) => api('message/send', { touser: 'zhangsan', agentid: emulator.agentId, ...message }),
    messages: async (userid, after = 0, wait = 0) => (await control('GET', `members/${userid}/messages?after=${after}&wait=${wait}`)).body,
    group: async (chatid) => (await control('GET', `groups/${chatid}/messages`)).body,
    advance: async (ms) => {
      await control('POST', 'clock', { advanceMs: ms });
    },
    service: async () => {
      const service = await startService(emulator);
      services.push(service);
      const { body } = await control('POST', 'callback', { url: service.url, token: emulator.callbackToken, aesKey: emulator.callbackAesKey });
      if (!(body as { ok?: boolean }).ok) throw new Error(`callback not accepted: ${JSON.stringify(body)}`);
      return service;
    },
    close: async () => {
      await emulator.close();
      await Promise.all(services.map((service) => service.close()));
    },
  };
}

/** Waits until `read` gives something, at most a few seconds. */
export async function eventually<T>(read: () => T | undefined | Promise<T | undefined>, ms = 5_000): Promise<T> {
  const end = performance.now() + ms;
  for (;;) {
    const found = await read();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export function buttonCard(taskId: string, more: Json = {}): Json {
  return {
    card_type: 'button_interaction',
    source: { desc: '测试' },
    main_title: { title: '到期提醒', desc: '3 位客户' },
    task_id: taskId,
    button_list: [
      { text: '接受', style: 1, key: 'ack' },
      { text: '稍后', style: 2, key: 'later' },
      { type: 1, text: '看客户', style: 3, url: 'https://rm.bank.example/c/1' },
    ],
    ...more,
  };
}

/** Matchers without the `any` of their declarations. */
export const anyText: unknown = expect.any(String);
export const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);
export const containing = (part: string): unknown => expect.stringContaining(part);
