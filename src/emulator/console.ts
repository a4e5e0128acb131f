import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { numberFrom, waitFrom, type ControlCall, type ControlRoute } from './control.js';
import { sendJson } from './http.js';
import type { Json } from './shape.js';
import type { World } from './world.js';

/** What the console shows beside the wire; handed over as data, keyed by userid or external_userid. */
export type ConsoleTexts = {
  /** Words beside a name, such as a role. */
  titles?: Record<string, string>;
  /** Example sentences to tap. `*` is for everybody without own ones. */
  chips?: Record<string, string[]>;
  /** Who is on the three phones at first: two members, one client. */
  phones?: string[];
  firstSteps?: FirstStep[];
  /** Moments offered under 跳到…: at an instant, or so long after now. */
  places?: { text: string; at?: string; afterMs?: number }[];
};

/** A step of the strip over the phones; ticked when somebody says something matching `say`, moves the clock, or looks at a client's phone. */
export type FirstStep = { text: string; say?: string; clock?: boolean; client?: boolean };

const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: http: https:",
  "connect-src 'self'",
  'frame-src http: https:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page and its own files, and nothing else of this folder. */
export function serveConsole(request: IncomingMessage, response: ServerResponse, path: string): void {
  request.resume();
  if (path === '/') {
    response.writeHead(302, { Location: '/console' }).end();
    return;
  }
  const name = path === '/console' || path === '/console/' ? 'console.html' : path.replace(/^\/console\//, '');
  const type = TYPES[/^[a-z-]+\.(css|html|js)$/.exec(name)?.[1] ?? ''];
  const file = new URL(`./console/${name}`, import.meta.url);
  if (type === undefined || !existsSync(file)) {
    sendJson(response, 404, { error: 'no such page' });
    return;
  }
  response.writeHead(200, {
    'Content-Type': type,
    'Content-Security-Policy': PAGE_POLICY,
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-cache',
  });
  response.end(readFileSync(file));
}

const SHOWN_AT_ONCE = 600;

/** What the page alone needs: one feed for everything that changes, and 重来. */
export function consoleRoutes(texts: ConsoleTexts, onReset: (() => void | Promise<void>) | undefined): ControlRoute[] {
  return [
    { method: 'GET', path: /^feed$/, run: (call) => feed(call, texts) },
    {
      method: 'POST',
      path: /^reset$/,
      run: async ({ world }) => {
        world.phones.clear();
        world.journal.append('cleared', null);
        world.wire.clear();
        world.faults.clear();
        await onReset?.();
        return { ok: true };
      },
    },
  ];
}

/** Everything newer than `after` (messages) and `wire` (calls), and the state when its `rev` differs; waits for one of them. */
async function feed({ world, query, gone }: ControlCall, texts: ConsoleTexts): Promise<Json> {
  const after = numberFrom(query, 'after', 0);
  const wireAfter = numberFrom(query, 'wire', 0);
  const known = query.get('rev');
  const isNews = () => world.phones.seq > after || world.wire.n > wireAfter || stateOf(world, texts).rev !== known;
  if (!isNews()) await nextChange(world, waitFrom(query), gone);
  const { rev, state } = stateOf(world, texts);
  return {
    now: world.clock.iso(),
    running: world.clock.running,
    rev,
    ...(rev === known ? {} : { state }),
    messages: after === 0 ? world.phones.current(SHOWN_AT_ONCE) : world.phones.all(after),
    seq: world.phones.seq,
    wire: world.wire.list(wireAfter),
    wireN: world.wire.n,
  };
}

function nextChange(world: World, ms: number, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const end = (): void => {
      clearTimeout(timer);
      stop();
      over.abort();
      resolve();
    };
    const timer = setTimeout(end, ms);
    const stop = world.clock.onChange(end);
    gone.addEventListener('abort', end);
    void world.phones.signal.next(ms + 1_000, over.signal).then(end);
    void world.wire.signal.next(ms + 1_000, over.signal).then(end);
  });
}

/** People and switches, with a fingerprint that changes when they do. */
function stateOf(world: World, texts: ConsoleTexts): { rev: string; state: Json } {
  const { members, clients, groups } = world.directory.people;
  const state: Json = {
    members: members.map(({ userid, name, position }) => ({ userid, name, title: texts.titles?.[userid] ?? position })),
    clients: clients.map(({ externalUserid, name }) => ({ externalUserid, name, title: texts.titles?.[externalUserid] ?? '' })),
    groups,
    chips: texts.chips ?? {},
    phones: texts.phones ?? [],
    firstSteps: texts.firstSteps ?? [],
    places: texts.places ?? [],
    faults: world.faults.list().map(({ id, kind, path }) => ({ id, kind, path: path ?? '' })),
    app: { name: world.agent.name, ready: world.callback.config !== undefined, menu: world.agent.menu },
    bot: { name: world.identity.botName, ready: world.aibot.connected },
    running: world.clock.running,
    jumps: world.clock.jumps,
  };
  return { rev: fingerprint(JSON.stringify(state)), state };
}

function fingerprint(text: string): string {
  let hash = 0;
  for (let i = 0; i < text.length; i += 1) hash = (hash * 31 + text.charCodeAt(i)) | 0;
  return `${text.length}.${hash}`;
}
