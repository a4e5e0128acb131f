import type { IncomingMessage, ServerResponse } from 'node:http';
import { DirectoryError, parsePeople } from './directory.js';
import { FaultError } from './faults.js';
import { goneSignal, readBody, sendJson, TooLarge } from './http.js';
import { appEvent, enter, memberOrRefuse, Refused, say, tap, tapMenu } from './members.js';
import { publicView, type Conversation, type Message } from './phones.js';
import { changeSettings } from './settings.js';
import { intOf, isObject, parseJson, textOf, type Json } from './shape.js';
import type { World } from './world.js';

const LONGEST_WAIT_MS = 10 * 60_000;
const LARGEST_BODY = 64 * 1024 * 1024;

/** What a control call may use. `ids` are the parts of the path that stand for something. */
export type ControlCall = { world: World; ids: string[]; query: URLSearchParams; body: Json; gone: AbortSignal; request: IncomingMessage };

export type ControlRoute = { method: string; path: RegExp; run: (call: ControlCall) => unknown };

const done = { ok: true };

/** The control interface of the emulator, by method and path below `/_emulator/`. */
const ROUTES: ControlRoute[] = [
  { method: 'POST', path: /^callback$/, run: setCallback },
  { method: 'PUT', path: /^directory$/, run: ({ world, body }) => (world.directory.replace(parsePeople(body)), done) },
  { method: 'GET', path: /^directory$/, run: ({ world }) => world.directory.people },
  { method: 'POST', path: /^members\/([^/]+)\/say$/, run: ({ world, ids, body }) => say(world, ids[0] ?? '', body) },
  { method: 'POST', path: /^members\/([^/]+)\/tap$/, run: ({ world, ids, body }) => (tap(world, ids[0] ?? '', body), done) },
  {
    method: 'GET',
    path: /^members\/([^/]+)\/messages$/,
    run: (call) => messages(call, `member:${memberOrRefuse(call.world, call.ids[0] ?? '')}`),
  },
  { method: 'GET', path: /^groups\/([^/]+)\/messages$/, run: (call) => messages(call, `group:${call.ids[0] ?? ''}`) },
  {
    method: 'GET',
    path: /^clients\/([^/]+)\/messages$/,
    run: (call) => messages(call, `client:${clientOrRefuse(call.world, call.ids[0] ?? '')}`),
  },
  { method: 'GET', path: /^members\/([^/]+)\/tasks$/, run: ({ world, ids }) => (memberOrRefuse(world, ids[0] ?? ''), []) },
  {
    method: 'POST',
    path: /^members\/([^/]+)\/tasks\/([^/]+)\/confirm$/,
    run: ({ world, ids }) => {
      memberOrRefuse(world, ids[0] ?? '');
      throw new Refused(404, 'there is no such task');
    },
  },
  { method: 'POST', path: /^members\/([^/]+)\/enter$/, run: ({ world, ids, body }) => (enter(world, ids[0] ?? '', body['via']), done) },
  { method: 'POST', path: /^members\/([^/]+)\/menu$/, run: ({ world, ids, body }) => ({ ...done, ...tapMenu(world, ids[0] ?? '', body['key']) }) },
  { method: 'POST', path: /^members\/([^/]+)\/feedback$/, run: sendFeedback },
  { method: 'POST', path: /^members\/([^/]+)\/event$/, run: sendEvent },
  { method: 'POST', path: /^faults$/, run: ({ world, body }) => ({ id: world.faults.add(body) }) },
  { method: 'GET', path: /^faults$/, run: ({ world }) => world.faults.list() },
  { method: 'DELETE', path: /^faults$/, run: ({ world }) => (world.faults.clear(), done) },
  { method: 'DELETE', path: /^faults\/([^/]+)$/, run: dropFault },
  { method: 'GET', path: /^clock$/, run: readClock },
  { method: 'POST', path: /^clock$/, run: setClock },
  { method: 'POST', path: /^clock\/running$/, run: runClock },
  { method: 'GET', path: /^wire$/, run: readWire },
  { method: 'GET', path: /^settings$/, run: ({ world }) => world.settings },
  { method: 'PUT', path: /^settings$/, run: putSettings },
  { method: 'POST', path: /^token$/, run: endTokens },
  { method: 'POST', path: /^raw$/, run: sendRaw },
  { method: 'POST', path: /^aibot\/disconnect$/, run: dropAibot },
  { method: 'POST', path: /^aibot\/raw$/, run: ({ world, body }) => ({ ok: world.aibot.raw(body) }) },
  { method: 'POST', path: /^aibot\/forget$/, run: ({ world }) => (world.aibot.forgetRequests(), done) },
];

/** Answers `/_emulator/…`. Only for callers on this machine that are no page of another site. */
export async function handleControl(world: World, more: ControlRoute[], request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const path = url.pathname.slice('/_emulator/'.length).replace(/\/$/, '');
  const known = [...ROUTES, ...more].filter((route) => route.path.test(path));
  const route = known.find((candidate) => candidate.method === request.method);
  if (!route) {
    request.resume();
    if (known.length > 0) response.setHeader('Allow', known.map((candidate) => candidate.method).join(', '));
    sendJson(response, known.length > 0 ? 405 : 404, { error: known.length > 0 ? 'wrong method for this path' : 'no such path' });
    return;
  }
  try {
    const ids = (route.path.exec(path) ?? []).slice(1).map(decode);
    const body = request.method === 'GET' || request.method === 'DELETE' ? {} : await readObject(request);
    const answer = await route.run({ world, ids, query: url.searchParams, body, gone: goneSignal(response), request });
    if (!response.destroyed) sendJson(response, 200, answer);
  } catch (error) {
    const status = statusOf(error);
    if (status === undefined) throw error;
    sendJson(response, status, { error: error instanceof Error ? error.message : String(error) });
  }
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof Refused) return error.status;
  if (error instanceof TooLarge) return 413;
  return error instanceof DirectoryError || error instanceof FaultError ? 400 : undefined;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Refused(400, 'the path is not percent-encoded UTF-8');
  }
}

async function readObject(request: IncomingMessage): Promise<Json> {
  const raw = await readBody(request, LARGEST_BODY);
  if (raw.length === 0) return {};
  const parsed = parseJson(raw);
  if (!isObject(parsed)) throw new Refused(400, 'the body must be a JSON object');
  return parsed;
}

/** A count of milliseconds or a sequence number from the query; `fallback` when absent. */
export function numberFrom(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name);
  if (text === null || text === '') return fallback;
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Refused(400, `${name} must be a number that is not negative`);
  return value;
}

export function waitFrom(query: URLSearchParams): number {
  return Math.min(numberFrom(query, 'wait', 0), LONGEST_WAIT_MS);
}

async function messages({ world, query, gone }: ControlCall, conversation: Conversation): Promise<Message[]> {
  const after = numberFrom(query, 'after', 0);
  const read = () => {
    const list = world.phones.list(conversation, after);
    return list.length > 0 ? list : undefined;
  };
  return ((await world.phones.signal.until(read, waitFrom(query), gone)) ?? []).map(publicView);
}

function clientOrRefuse(world: World, externalUserid: string): string {
  if (!world.directory.client(externalUserid)) throw new Refused(404, `there is no client ${externalUserid}`);
  return externalUserid;
}

async function setCallback({ world, body }: ControlCall): Promise<Json> {
  const url = textOf(body['url']);
  const token = body['token'] === undefined ? world.identity.callbackToken : textOf(body['token']);
  const aesKey = body['aesKey'] === undefined ? world.identity.callbackAesKey : textOf(body['aesKey']);
  if (!/^https?:\/\/./i.test(url) || !URL.canParse(url)) throw new Refused(400, 'url must be an http or https address');
  if (!/^[A-Za-z0-9]{1,32}$/.test(token)) throw new Refused(400, 'token must be 1 to 32 letters or digits');
  if (!/^[A-Za-z0-9]{43}$/.test(aesKey)) throw new Refused(400, 'aesKey must be 43 letters or digits');
  const problem = await world.callback.configure({ url, token, aesKey });
  return problem === undefined ? { ok: true } : { errcode: 40057, errmsg: `callback url check failed: ${problem}` };
}

function sendFeedback({ world, ids, body }: ControlCall): Json {
  const type = intOf(body['type']);
  if (type === undefined || type < 1 || type > 3) throw new Refused(400, 'type must be 1, 2 or 3');
  world.aibot.feedback(ids[0] ?? '', textOf(body['id']), type, textOf(body['content']));
  return done;
}

/** Any other event of the app, e.g. `{event: "subscribe", xml: "<EventKey>…</EventKey>"}`. */
function sendEvent({ world, ids, body }: ControlCall): Json {
  if (textOf(body['event']) === '') throw new Refused(400, 'event must be a text');
  appEvent(world, memberOrRefuse(world, ids[0] ?? ''), textOf(body['event']), textOf(body['xml']));
  return done;
}

function dropFault({ world, ids }: ControlCall): Json {
  if (!world.faults.remove(ids[0] ?? '')) throw new Refused(404, 'there is no such fault');
  return done;
}

const seenJumps = new WeakMap<object, number>();

/** `wait` answers early on a jump; at once when this connection has not heard of the last one, or `known` is off by over a second. */
async function readClock({ world, query, gone, request }: ControlCall): Promise<Json> {
  const { clock } = world;
  const wait = waitFrom(query);
  const known = query.get('known');
  const jumps = seenJumps.get(request.socket) ?? clock.jumps;
  const isOff = known !== null && Math.abs(Date.parse(known) - clock.now()) > 1_000;
  if (wait > 0 && jumps === clock.jumps && !isOff) {
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        stop();
        resolve();
      };
      const timer = setTimeout(end, wait);
      const stop = clock.onChange(end);
      gone.addEventListener('abort', end);
    });
  }
  seenJumps.set(request.socket, clock.jumps);
  return { now: clock.iso() };
}

function setClock({ world, body }: ControlCall): Json {
  const { clock } = world;
  const { now, advanceMs } = body;
  if ((now === undefined) === (advanceMs === undefined)) throw new Refused(400, 'give either now or advanceMs');
  let target: number;
  if (now !== undefined) {
    target = typeof now === 'string' ? Date.parse(now) : NaN;
    if (Number.isNaN(target)) throw new Refused(400, 'now must be an ISO 8601 time');
  } else {
    if (typeof advanceMs !== 'number' || !Number.isFinite(advanceMs)) throw new Refused(400, 'advanceMs must be a number');
    target = clock.now() + advanceMs;
  }
  if (!Number.isFinite(target) || target > 8e15) throw new Refused(400, 'that is too far in the future');
  if (!clock.jumpTo(target)) throw new Refused(409, 'the clock does not go back');
  world.journal.saveClock(clock.now());
  return { now: clock.iso() };
}

function runClock({ world, body }: ControlCall): Json {
  if (typeof body['running'] !== 'boolean') throw new Refused(400, 'running must be true or false');
  world.clock.setRunning(body['running']);
  return { now: world.clock.iso() };
}

async function readWire({ world, query, gone }: ControlCall): Promise<unknown> {
  const after = numberFrom(query, 'after', 0);
  const read = () => {
    const list = world.wire.list(after);
    return list.length > 0 ? list : undefined;
  };
  return (await world.wire.signal.until(read, waitFrom(query), gone)) ?? [];
}

function putSettings({ world, body }: ControlCall): unknown {
  const changed = structuredClone(world.settings);
  const wrong = changeSettings(changed, body);
  if (wrong !== undefined) throw new Refused(400, `${wrong} is not a setting of that type`);
  Object.assign(world.settings, changed);
  return world.settings;
}

function endTokens({ world, body }: ControlCall): Json {
  const { end } = body;
  if (end !== 'invalid' && end !== 'expired') throw new Refused(400, 'end must be "invalid" or "expired"');
  world.tokens.end(end);
  return done;
}

/** Delivers any decrypted XML to the callback, in line with what concerns that member. */
function sendRaw({ world, body }: ControlCall): Json {
  if (textOf(body['xml']) === '') throw new Refused(400, 'xml must be a text');
  if (!world.callback.config) throw new Refused(409, 'the app has no callback address');
  world.callback.deliver({ userid: textOf(body['userid']) || 'sys', name: '原始 XML', xml: textOf(body['xml']) });
  return done;
}

function dropAibot({ world, body }: ControlCall): Json {
  const how = body['how'] === 'close' ? 'close' : 'terminate';
  if (!world.aibot.disconnect(how, intOf(body['code']) ?? 1012, textOf(body['reason']) || 'restart')) throw new Refused(409, 'no bot is connected');
  return done;
}
