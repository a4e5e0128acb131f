import { Agent, errors, type FormData, request } from 'undici';
import type { Dispatcher } from 'undici';
import { z } from 'zod';
import { PlatformError } from '../errors.js';
import { errorOf, reactionTo } from './errcodes.js';
import type { Log } from './log.js';
import { createTokenKeeper } from './token.js';
import type { TokenKeeper } from './token.js';

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 25 * 1024 * 1024;

export interface ClientOptions {
  /** `https://qyapi.weixin.qq.com`, or another place that answers `<apiBase>/cgi-bin/gettoken`. */
  apiBase: string;
  corpId: string;
  secret: string;
  now(): Date;
  log: Log;
  /** For one call, from its first byte to the last of the answer. Default 10 s. */
  timeoutMs?: number;
  /** Calls under way at once. Default 16. */
  connections?: number;
}

type Query = Record<string, string | number>;

export interface WecomClient {
  get<T>(path: string, query: Query, answer: z.ZodType<T>): Promise<T>;
  /** A string is sent byte for byte as it is, so a repeated call is the same to WeCom's duplicate check. */
  post<T>(path: string, body: object | string, answer: z.ZodType<T>, query?: Query): Promise<T>;
  upload<T>(path: string, query: Query, form: () => FormData, answer: z.ZodType<T>): Promise<T>;
  download(path: string, query: Query): Promise<{ bytes: Buffer; contentType: string; disposition: string }>;
  readonly tokens: TokenKeeper;
  close(): Promise<void>;
}

const statusSchema = z.looseObject({ errcode: z.number().optional(), errmsg: z.string().optional() });
const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

interface RawAnswer {
  status: number;
  headers: Dispatcher.ResponseData['headers'];
  bytes: Buffer;
}

/**
 * Calls of the app's API with its token. Every failure is a PlatformError: an errcode with the reaction of the table, or
 * `timeout`, `network`, `html` (no JSON came) and `shape` (JSON without what the call promises).
 * A refused token is renewed and the call repeated once; a second refusal is the caller's to retry.
 */
export function createWecomClient(options: ClientOptions): WecomClient {
  const base = options.apiBase.replace(/\/+$/, '');
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const agent = new Agent({
    connections: options.connections ?? 16,
    maxResponseSize: MAX_ANSWER_BYTES,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: { timeout: timeoutMs },
  });

  async function call(path: string, query: Query, init: Init): Promise<RawAnswer> {
    const search = new URLSearchParams(Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]));
    try {
      const response = await request(`${base}/cgi-bin/${path}?${search.toString()}`, {
        ...init,
        dispatcher: agent,
        // The agent's timers watch for silence only; a body that drips for ever needs this one.
        signal: AbortSignal.timeout(timeoutMs),
      });
      const bytes = Buffer.from(await response.body.arrayBuffer());
      return { status: response.statusCode, headers: response.headers, bytes };
    } catch (error) {
      throw unreachable(error, path);
    }
  }

  function read<T>(raw: RawAnswer, path: string, answer: z.ZodType<T>): T {
    const value = parsed(raw, path);
    const status = statusSchema.safeParse(value);
    if (!status.success) throw broken('shape', path, raw.status);
    const { errcode, errmsg } = status.data;
    if (errcode !== undefined && errcode !== 0) throw errorOf(errcode, errmsg ?? '', path);
    if (errcode === undefined && raw.status >= 400) throw broken('shape', path, raw.status);
    const result = answer.safeParse(value);
    if (!result.success) throw broken('shape', path, raw.status);
    return result.data;
  }

  const tokens = createTokenKeeper(
    async () => {
      try {
        const raw = await call('gettoken', { corpid: options.corpId, corpsecret: options.secret }, { method: 'GET' });
        const token = read(raw, 'gettoken', tokenSchema);
        return { value: token.access_token, expiresIn: token.expires_in };
      } catch (error) {
        if (!(error instanceof PlatformError)) throw error;
        const { fix } = reactionTo(error.code);
        if (fix) options.log.error({ event: 'token-refused', code: error.code, fix }, 'WeCom refuses the app');
        // Whatever became of this call, the one that needed the token was not made.
        throw new PlatformError('wecom', error.code, { ...error.options, outcomeUnknown: false });
      }
    },
    () => options.now(),
  );

  async function withToken<T>(path: string, query: Query, init: () => Init, take: (raw: RawAnswer) => T): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const token = await tokens.get();
      try {
        return take(await call(path, { access_token: token, ...query }, init()));
      } catch (error) {
        if (!isTokenRefusal(error)) throw error;
        tokens.drop(token);
        if (attempt === 2) throw error;
      }
    }
  }

  return {
    tokens,
    get: (path, query, answer) =>
      withToken(
        path,
        query,
        () => ({ method: 'GET' }),
        (raw) => read(raw, path, answer),
      ),
    post: (path, body, answer, query = {}) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const init: Init = { method: 'POST', body: text, headers: { 'content-type': 'application/json; charset=utf-8' } };
      return withToken(
        path,
        query,
        () => init,
        (raw) => read(raw, path, answer),
      );
    },
    upload: (path, query, form, answer) =>
      withToken(
        path,
        query,
        () => ({ method: 'POST', body: form() }),
        (raw) => read(raw, path, answer),
      ),
    download: (path, query) =>
      withToken(
        path,
        query,
        () => ({ method: 'GET' }),
        (raw) => {
          const contentType = String(raw.headers['content-type'] ?? '');
          const disposition = String(raw.headers['content-disposition'] ?? '');
          // An error comes as JSON where a file was asked for.
          if (!disposition || raw.status >= 400) {
            read(raw, path, z.object({ errcode: z.number() }));
            throw broken('shape', path, raw.status);
          }
          return { bytes: raw.bytes, contentType, disposition };
        },
      ),
    close: () => agent.close(),
  };
}

type Init = Pick<Dispatcher.RequestOptions, 'method'> & { body?: string | FormData; headers?: Record<string, string> };

function isTokenRefusal(error: unknown): boolean {
  return error instanceof PlatformError && (error.code === 40014 || error.code === 42001);
}

function parsed(raw: RawAnswer, path: string): unknown {
  try {
    return JSON.parse(raw.bytes.toString('utf8'));
  } catch {
    throw broken('html', path, raw.status);
  }
}

/** The call may have been done: what came back does not say. */
function broken(code: 'html' | 'shape', path: string, status: number): PlatformError {
  return new PlatformError('wecom', code, { retryable: true, outcomeUnknown: true, message: `${path} answered HTTP ${status}` });
}

const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

function unreachable(error: unknown, path: string): PlatformError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isTimeout =
    (error instanceof Error && error.name === 'TimeoutError') ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    error instanceof errors.ConnectTimeoutError;
  return new PlatformError('wecom', isTimeout ? 'timeout' : 'network', {
    retryable: true,
    outcomeUnknown: !NEVER_SENT.has(code),
    message: code ? `${path} ${code}` : path,
    cause: error,
  });
}
