import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { AibotServer } from './aibot/server.js';
import { handleApi } from './api.js';
import { contentTypeOf, dispositionOf } from './api-media.js';
import { CallbackSender } from './callback.js';
import { aesKeyOf } from './cipher.js';
import { EmulatorClock, type Ticks } from './clock.js';
import { Codes } from './codes.js';
import { consoleRoutes, serveConsole, type ConsoleTexts } from './console.js';
import { handleControl } from './control.js';
import { DEFAULT_DIRECTORY, Directory, parsePeople } from './directory.js';
import { Faults } from './faults.js';
import { isLocalCaller, isOwnOrigin } from './guard.js';
import { sendJson } from './http.js';
import { randomText } from './ids.js';
import { Journal } from './journal.js';
import { MediaStore } from './media.js';
import { Phones } from './phones.js';
import { restoreWorld } from './restore.js';
import { Sent } from './sent.js';
import { defaultSettings } from './settings.js';
import { Tokens } from './tokens.js';
import { Windows } from './windows.js';
import { Wire } from './wire.js';
import type { Identity, World } from './world.js';

export type { ConsoleTexts } from './console.js';

const SAVE_CLOCK_MS = 2_000;

export type EmulatorOptions = Partial<Identity> & {
  /** 0 or absent: any free port. */
  port?: number;
  /** Only the loopback address is allowed. */
  host?: '127.0.0.1';
  /** Where the clock starts; absent: the system's time. A kept later clock wins, for time does not go back. */
  now?: Date;
  /** Folder for what survives a restart; absent: nothing does. */
  dataDir?: string;
  /** `{members, clients, departments?, tags?, groups?}`. Absent: the kept one, on a first start three members. */
  directory?: unknown;
  /** What the console says beside the phones. */
  console?: ConsoleTexts;
  /** Called by the console's 重来, after the phones have been cleared. */
  onReset?: () => void | Promise<void>;
  ticks?: Ticks;
};

export type Emulator = Identity & {
  port: number;
  url: string;
  /** What `WECOM_API_BASE` takes: `<apiBase>/cgi-bin/gettoken` answers. */
  apiBase: string;
  wsUrl: string;
  consoleUrl: string;
  close(): Promise<void>;
};

/** Starts a WeCom for this machine: API, callbacks, bot socket, control interface and console on one loopback port. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  if (options.host !== undefined && options.host !== '127.0.0.1') throw new Error('the emulator listens on 127.0.0.1 only');
  const journal = new Journal(options.dataDir);
  const startMs = Math.max(journal.clockMs ?? -Infinity, options.now?.getTime() ?? (journal.clockMs === undefined ? Date.now() : -Infinity));
  const clock = new EmulatorClock(startMs, options.ticks);
  const world = makeWorld(journal, clock, options);
  restoreWorld(world);
  const kept = world.directory.people;
  if (options.directory !== undefined || kept.members.length === 0) {
    const people = parsePeople(options.directory ?? DEFAULT_DIRECTORY);
    const groups = kept.groups.filter(({ chatid }) => !people.groups.some((group) => group.chatid === chatid));
    world.directory.replace({ ...people, groups: [...people.groups, ...groups] });
  }

  const routes = consoleRoutes(options.console ?? {}, options.onReset);
  const server = createServer((request, response) => {
    answer(world, routes, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { error: error instanceof Error ? error.message : String(error) });
    });
  });
  server.keepAliveTimeout = 60_000;
  server.on('upgrade', (request, socket: Socket, head: Buffer) => {
    if (isOwnOrigin(request.headers.origin, request.headers.host ?? '')) world.aibot.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  world.origin = `http://127.0.0.1:${port}`;
  const saving = setInterval(() => journal.saveClock(clock.now()), SAVE_CLOCK_MS);
  saving.unref();

  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= new Promise<void>((resolve) => {
      clearInterval(saving);
      world.callback.close();
      world.aibot.close();
      server.close(() => {
        journal.saveClock(clock.now());
        journal.close();
        resolve();
      });
      server.closeAllConnections();
    });
    return closing;
  };
  const { origin, identity } = world;
  return { ...identity, port, url: origin, apiBase: origin, wsUrl: `ws://127.0.0.1:${port}/aibot`, consoleUrl: `${origin}/console`, close };
}

function makeWorld(journal: Journal, clock: EmulatorClock, options: EmulatorOptions): World {
  const world = {
    identity: identityFrom(journal, options),
    settings: defaultSettings(),
    clock,
    journal,
    directory: new Directory(journal),
    phones: new Phones(clock, journal),
    wire: new Wire(clock),
    faults: new Faults(clock),
    windows: new Windows(clock),
    media: new MediaStore(clock, journal, options.dataDir),
    codes: new Codes(clock, journal),
    sent: new Sent(clock, journal),
    agent: { name: '应用', description: '', redirectDomain: '', homeUrl: '', reportEnter: 0, reportLocation: 0, menu: null },
    origin: '',
  } as unknown as World;
  world.tokens = new Tokens(world);
  world.callback = new CallbackSender(world);
  world.aibot = new AibotServer(world);
  world.faults.onChange = world.aibot.onChange = () => world.wire.signal.notify();
  return world;
}

/** Given values win over kept ones; what is neither given nor kept is made up and kept. */
function identityFrom(journal: Journal, options: EmulatorOptions): Identity {
  const kept = (journal.entries.filter((entry) => entry.kind === 'identity').at(-1)?.value ?? {}) as Partial<Identity>;
  const identity: Identity = {
    corpId: options.corpId ?? kept.corpId ?? 'ww' + randomBytes(8).toString('hex'),
    agentId: options.agentId ?? kept.agentId ?? 1_000_002,
    secret: options.secret ?? kept.secret ?? randomText(43),
    callbackToken: options.callbackToken ?? kept.callbackToken ?? randomText(24),
    callbackAesKey: options.callbackAesKey ?? kept.callbackAesKey ?? randomBytes(32).toString('hex').slice(0, 43),
    botId: options.botId ?? kept.botId ?? 'aib' + randomText(30),
    botSecret: options.botSecret ?? kept.botSecret ?? randomText(43),
    botName: options.botName ?? kept.botName ?? '助手',
  };
  aesKeyOf(identity.callbackAesKey);
  if (JSON.stringify(identity) !== JSON.stringify(kept)) journal.append('identity', identity);
  return identity;
}

async function answer(world: World, routes: ReturnType<typeof consoleRoutes>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (url.pathname.startsWith('/cgi-bin/')) return handleApi(world, request, response, url);
  if (!isLocalCaller(request)) {
    request.resume();
    sendJson(response, 403, { error: 'only this machine, and no page of another site, may call the emulator' });
    return;
  }
  if (url.pathname.startsWith('/_emulator/')) return handleControl(world, routes, request, response, url);
  if (url.pathname.startsWith('/_media/')) {
    sendMedia(world, url.pathname.slice('/_media/'.length), response);
    return;
  }
  serveConsole(request, response, url.pathname);
}

function sendMedia(world: World, path: string, response: ServerResponse): void {
  const secret = path.startsWith('aibot/') ? world.aibot.mediaAt(path.slice('aibot/'.length)) : undefined;
  if (secret) {
    response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Disposition': dispositionOf(secret.filename) });
    response.end(secret.content);
    return;
  }
  const media = world.media.find(path);
  const content = media && world.media.content(media.id);
  if (!media || !content) {
    sendJson(response, 404, { error: 'no such file, or its time is over' });
    return;
  }
  response.writeHead(200, { 'Content-Type': contentTypeOf(media.type, content), 'Content-Security-Policy': "default-src 'none'; sandbox" });
  response.end(content);
}
