import type { IncomingMessage, ServerResponse } from 'node:http';
import { agentCalls } from './api-agent.js';
import { directoryCalls } from './api-directory.js';
import { mediaCalls } from './api-media.js';
import { ApiError, errorBody, textOfCode } from './errors.js';
import { delay, readBody, sendJson, TooLarge } from './http.js';
import { recallMessage, sendMessage, updateCard } from './send.js';
import { isObject, objectOf, parseJson, textOf, type Json } from './shape.js';
import type { World } from './world.js';

/** What a call may look at. `body` is the parsed JSON of a POST, `raw` its bytes. */
export type ApiCall = { world: World; query: URLSearchParams; body: Json; raw: Buffer; contentType: string; range: string };

/** Bytes in place of JSON, for `media/get`. */
export class Download {
  constructor(
    readonly content: Buffer,
    readonly headers: Record<string, string>,
    readonly status = 200,
  ) {}
}

/** `post`: GET gets 40063. `form`: the body is no JSON. `empty`: list fields an error answer carries as well. */
export type ApiRoute = { run: (call: ApiCall) => Json | Download; post?: boolean; form?: boolean; empty?: Json; unmetered?: boolean };

const MIB = 1024 * 1024;
const MINUTE = 60_000;

const CALLS: Record<string, ApiRoute> = {
  'message/send': { post: true, unmetered: true, run: ({ world, body }) => sendMessage(world, body) },
  'message/update_template_card': { post: true, run: ({ world, body }) => updateCard(world, body) },
  'message/recall': { post: true, run: ({ world, body }) => recallMessage(world, body) },
  ...mediaCalls,
  ...directoryCalls,
  ...agentCalls,
};

/** Answers `/cgi-bin/…`: always HTTP 200 with an errcode, 404 only where there is no such call. */
export async function handleApi(world: World, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const path = url.pathname.replace(/^\/cgi-bin\//, '').replace(/\/$/, '');
  const route = CALLS[path];
  if (!route && path !== 'gettoken') {
    request.resume();
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('404 page not found');
    return;
  }
  const ip = (request.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
  let raw: Buffer;
  try {
    raw = await readBody(request, route?.form ? 32 * MIB : 4 * MIB);
  } catch (error) {
    if (!(error instanceof TooLarge)) return;
    sendJson(response, 200, errorBody(new ApiError(path === 'media/upload' ? 45001 : 45002), ip));
    request.destroy();
    return;
  }
  const fault = world.faults.strike({ at: 'api', path: url.pathname });
  const record = (answer: Json | undefined, note?: string): void => {
    const errcode = typeof answer?.['errcode'] === 'number' ? answer['errcode'] : undefined;
    const body = route?.form ? undefined : parseJson(raw);
    world.wire.add({
      direction: 'in',
      channel: 'api',
      name: path,
      people: peopleOf(body, url.searchParams),
      ...(errcode === undefined ? {} : { errcode }),
      refused: answer === undefined || (errcode ?? 0) !== 0,
      ...(note === undefined ? {} : { note }),
      ...(isObject(body) ? { request: body } : {}),
      ...(answer === undefined ? {} : { response: answer }),
    });
  };
  if (fault?.kind === 'html') {
    record(undefined, '模拟：HTTP 502 网页');
    response
      .writeHead(502, { 'Content-Type': 'text/html' })
      .end('<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>');
    return;
  }
  if (fault?.kind === 'drop') {
    record(undefined, '模拟：断开连接');
    request.socket.destroy();
    return;
  }
  let result: Json | Download;
  try {
    if (fault?.kind === 'refuse') throw new ApiError(fault.errcode ?? -1, textOfCode(fault.errcode ?? -1));
    if (fault?.kind === 'rateLimit') throw new ApiError(fault.errcode ?? 45009);
    if (fault?.kind === 'tokenInvalid') throw new ApiError(fault.errcode ?? 40014);
    result = run(world, path, route, request, raw, url, ip);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    result = errorBody(new ApiError(error.errcode, error.message, { ...route?.empty, ...error.extra }), ip);
  }
  if (fault?.kind === 'timeout') {
    record(undefined, '模拟：做了，不应答');
    await delay(fault.ms ?? MINUTE);
    request.socket.destroy();
    return;
  }
  if (fault?.kind === 'stall') await delay(fault.ms ?? 3_000);
  if (result instanceof Download) {
    record({ errcode: 0 });
    response.writeHead(result.status, { ...result.headers, 'Content-Length': result.content.length }).end(result.content);
    return;
  }
  record(result);
  sendJson(response, 200, result);
}

function run(world: World, path: string, route: ApiRoute | undefined, request: IncomingMessage, raw: Buffer, url: URL, ip: string): Json | Download {
  const query = url.searchParams;
  if (!route) {
    const issued = world.tokens.issue(query.get('corpid') ?? '', query.get('corpsecret') ?? '', ip);
    return { errcode: 0, errmsg: 'ok', ...issued };
  }
  world.tokens.check(query.get('access_token') ?? '');
  const { apiPerMinute, apiPerHour } = world.settings;
  const fits =
    route.unmetered ||
    world.windows.take(`api ${path}`, [
      { count: apiPerMinute, ms: MINUTE },
      { count: apiPerHour, ms: 60 * MINUTE },
    ]);
  if (!fits) throw new ApiError(45009);
  if (route.post && request.method !== 'POST') throw new ApiError(40063);
  let body: Json = {};
  if (route.post && !route.form) {
    const parsed = parseJson(raw);
    if (!isObject(parsed)) throw new ApiError(40035, 'invalid json');
    body = parsed;
  }
  return route.run({ world, query, body, raw, contentType: request.headers['content-type'] ?? '', range: request.headers.range ?? '' });
}

function peopleOf(body: unknown, query: URLSearchParams): string[] {
  const request = objectOf(body);
  const named = [textOf(request['touser']), textOf(request['userid']), query.get('userid') ?? ''].join('|').split('|');
  const listed = Array.isArray(request['userids']) ? request['userids'].map(textOf) : [];
  return [...named, ...listed].filter((userid) => userid !== '').slice(0, 50);
}
