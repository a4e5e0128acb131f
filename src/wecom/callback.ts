import type { IncomingMessage as HttpRequest, ServerResponse } from 'node:http';
import type { IncomingMessage } from '../bot/message.js';
import { aesKeyOf, CipherError, open } from './cipher.js';
import { encryptedPart } from './envelope.js';
import { incomingFromXml } from './incoming.js';
import type { Log } from './log.js';
import { sign, signatureMatches } from './signature.js';
import { XmlError } from './xml.js';

const MAX_BODY_BYTES = 1024 * 1024;
/** A too large body is read on to here, so that its sender is still there to read the 413. */
const MAX_DRAIN_BYTES = 16 * MAX_BODY_BYTES;
/** A body may hold so much of memory as it comes; what it has above that, all bodies under way share. WeCom's messages are below. */
const OWN_BYTES = 64 * 1024;
const SHARED_BYTES = 64 * MAX_BODY_BYTES;
const MAX_AGE_MS = 15 * 60_000;

export interface CallbackKeys {
  token: string;
  /** EncodingAESKey, 43 letters and digits. */
  aesKey: string;
}

export interface CallbackOptions extends CallbackKeys {
  corpId: string;
  /** The key set before or after a change in the console: either opens a callback. */
  otherKeys?: CallbackKeys;
  now(): Date;
  /** Reads the service's time again; awaited once when a callback looks stale, before it is refused. */
  refreshClock?(): Promise<void>;
  /** Stores the message. The callback is answered when this resolves; when it rejects WeCom is told to call again. */
  receive(message: IncomingMessage, raw: { xml: string }): Promise<void>;
  log: Log;
}

const EXTRA_HEADERS: Partial<Record<number, Record<string, string>>> = {
  405: { allow: 'GET, POST' },
  413: { connection: 'close' },
  503: { connection: 'close' },
};

type Refusal = { status: 400 | 403 | 405 | 413 | 503; reason: string };

interface Opened {
  text: string;
}

interface KeySet {
  token: string;
  key: Buffer;
}

/**
 * The handler of the app's callback address, for a bare node:http server (it is the one road worth keeping off a framework).
 * GET is WeCom's check of the address; POST is a message or event, answered with an empty 200 once `receive` has it.
 * Refused with one log line each: 400 malformed, truncated, undecryptable, DOCTYPE; 403 bad or missing signature, stale, wrong
 * receiver; 405 other methods; 413 over 1 MiB. 503 when `receive` fails, or when too many large bodies are under way at once. Throws
 * at once on an impossible key.
 */
export function createCallbackHandler(options: CallbackOptions): (req: HttpRequest, res: ServerResponse) => void {
  const keySets: KeySet[] = [options, ...(options.otherKeys ? [options.otherKeys] : [])].map((keys) => ({
    token: keys.token,
    key: aesKeyOf(keys.aesKey),
  }));

  const shared = { left: SHARED_BYTES };

  function refuse(res: ServerResponse, method: string | undefined, refusal: Refusal): void {
    options.log.warn({ event: 'callback-refused', method, status: refusal.status, reason: refusal.reason }, 'callback refused');
    answer(res, refusal.status, '', EXTRA_HEADERS[refusal.status] ?? {});
  }

  async function isStale(timestamp: string): Promise<boolean> {
    if (!/^\d{1,11}$/.test(timestamp)) return true;
    const sentMs = Number(timestamp) * 1000;
    const tooOld = (): boolean => Math.abs(options.now().getTime() - sentMs) > MAX_AGE_MS;
    if (!tooOld()) return false;
    await options.refreshClock?.();
    return tooOld();
  }

  /** The checks in the order of design §13: signature first, then age, then the envelope. */
  async function verify(query: URLSearchParams, payload: string): Promise<Opened | Refusal> {
    const timestamp = query.get('timestamp');
    const nonce = query.get('nonce');
    const signature = query.get('msg_signature');
    if (!signature || timestamp === null || nonce === null) return { status: 403, reason: 'no signature' };
    const keySet = keySets.find(({ token }) => signatureMatches(sign(token, timestamp, nonce, payload), signature));
    if (!keySet) return { status: 403, reason: 'bad signature' };
    if (await isStale(timestamp)) return { status: 403, reason: 'stale' };
    try {
      return { text: open(keySet.key, payload, options.corpId) };
    } catch (error) {
      if (!(error instanceof CipherError)) throw error;
      return error.reason === 'receiver' ? { status: 403, reason: 'wrong receiver' } : { status: 400, reason: 'undecryptable' };
    }
  }

  async function checkAddress(query: URLSearchParams): Promise<Opened | Refusal> {
    // Some proxies turn the plus signs of base64 into spaces.
    const echo = query.get('echostr')?.replace(/ /g, '+');
    if (!echo) return query.get('msg_signature') ? { status: 400, reason: 'no echostr' } : { status: 403, reason: 'no signature' };
    return verify(query, echo);
  }

  async function takeMessage(query: URLSearchParams, body: string): Promise<{ message: IncomingMessage; xml: string } | Refusal> {
    if (!query.get('msg_signature')) return { status: 403, reason: 'no signature' };
    try {
      const opened = await verify(query, encryptedPart(body));
      if ('status' in opened) return opened;
      return { message: incomingFromXml(opened.text), xml: opened.text };
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      return { status: 400, reason: error.message };
    }
  }

  async function handle(req: HttpRequest, res: ServerResponse): Promise<void> {
    const query = new URLSearchParams(queryOf(req.url ?? ''));
    if (req.method === 'GET') {
      const opened = await checkAddress(query);
      if ('status' in opened) refuse(res, 'GET', opened);
      else answer(res, 200, opened.text, { 'content-type': 'text/plain; charset=utf-8' });
      return;
    }
    const body = await readBody(req, shared);
    if (req.method !== 'POST') return refuse(res, req.method, { status: 405, reason: 'method' });
    if (body === 'too large') return refuse(res, 'POST', { status: 413, reason: 'too large' });
    if (body === 'too many') return refuse(res, 'POST', { status: 503, reason: 'too many large bodies' });
    if (body === 'broken off') return refuse(res, 'POST', { status: 400, reason: 'broken off' });
    const taken = await takeMessage(query, body.text);
    if ('status' in taken) return refuse(res, 'POST', taken);
    await options.receive(taken.message, { xml: taken.xml });
    answer(res, 200, '', {});
  }

  return (req, res) => {
    handle(req, res).catch((error: unknown) => {
      options.log.error({ event: 'callback-not-stored', err: error }, 'callback not stored, WeCom is asked to call again');
      answer(res, 503, '', {});
    });
  };
}

function queryOf(url: string): string {
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark + 1);
}

function answer(res: ServerResponse, status: number, body: string, headers: Record<string, string>): void {
  if (res.headersSent || res.destroyed) return;
  res.writeHead(status, { 'content-length': String(Buffer.byteLength(body)), ...headers });
  res.end(body);
}

type Body = { text: string } | 'too large' | 'too many' | 'broken off';

/** `shared`: what all bodies of this server may hold together above their own share. */
function readBody(req: HttpRequest, shared: { left: number }): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let borrowed = 0;
    const finish = (body: Body): void => {
      shared.left += borrowed;
      borrowed = 0;
      chunks.length = 0;
      resolve(body);
    };
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      const more = Math.max(0, Math.min(size, MAX_BODY_BYTES) - OWN_BYTES) - borrowed;
      if (size > MAX_DRAIN_BYTES || more > shared.left) {
        req.pause();
        return finish(size > MAX_DRAIN_BYTES ? 'too large' : 'too many');
      }
      shared.left -= more;
      borrowed += more;
      if (size <= MAX_BODY_BYTES) chunks.push(chunk);
    });
    req.on('end', () => finish(size > MAX_BODY_BYTES ? 'too large' : { text: Buffer.concat(chunks).toString('utf8') }));
    req.on('error', () => finish('broken off'));
    req.on('close', () => finish('broken off'));
  });
}
