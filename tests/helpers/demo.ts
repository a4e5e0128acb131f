import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDb, type Sql } from '../../src/store/db/index.js';
import { startCli, type RunningCli } from './cli.js';
import { MONDAY } from './bank.js';

/** What a phone shows, as the emulator's control interface lists it (design §7). */
export interface Shown {
  seq: number;
  msgid: string;
  at: string;
  from: 'bot' | 'member';
  via: 'app' | 'aibot';
  kind: 'text' | 'markdown' | 'image' | 'file' | 'card' | 'stream' | 'task';
  text: string;
  buttons?: { key: string; text: string; url?: string }[];
  replaced?: true;
}

/** The emulator of a running process, through its control interface. */
export interface Wecom {
  url: string;
  /** @throws with the status and the body when it is not 2xx. */
  call<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<T>;
  /** `hears`: what of this phone is read, the chat spoken in or, with `any`, both. */
  phone(userid: string, via?: 'app' | 'aibot', hears?: 'any'): Phone;
  group(chatid: string): Promise<Shown[]>;
  /** Moves the clock by this much, or to this instant. */
  advance(ms: number): Promise<void>;
  moveTo(iso: string): Promise<void>;
  now(): Promise<Date>;
}

export interface Phone {
  userid: string;
  /** @returns the message's id. */
  say(text: string, chatid?: string): Promise<string>;
  tap(msgid: string, key: string, selected?: Record<string, string[]>): Promise<void>;
  /** Everything as it came, changed cards once more. */
  log(): Promise<Shown[]>;
  /** Everything heard, in the order it first appeared, each message in its newest form. */
  read(): Promise<Shown[]>;
  /** The newest message of the bot that fits; waits for it. `after` is a seq. */
  hear(fits: string | RegExp | ((message: Shown) => boolean), options?: { after?: number; patience?: number }): Promise<Shown>;
  /** Says something and waits for the first answer to it. */
  ask(text: string, patience?: number): Promise<Shown>;
  /** Taps the button of this label on that message. */
  press(message: Shown, label: string): Promise<void>;
}

const PATIENCE_MS = 20_000;

export function wecomAt(url: string): Wecom {
  async function call<T>(method: string, where: string, body?: object): Promise<T> {
    const response = await fetch(`${url}/_emulator/${where}`, {
      method,
      ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${where}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  }

  function phone(userid: string, via: 'app' | 'aibot' = 'app', hears?: 'any'): Phone {
    const isHere = (message: Shown) => hears === 'any' || message.via === via;
    const own = `members/${encodeURIComponent(userid)}`;
    const list = (after: number, wait: number) => call<Shown[]>('GET', `${own}/messages?after=${after}&wait=${wait}`);
    const self: Phone = {
      userid,
      say: async (text, chatid) => (await call<{ msgid: string }>('POST', `${own}/say`, { text, via, ...(chatid ? { chatid } : {}) })).msgid,
      tap: async (msgid, key, selected) => void (await call('POST', `${own}/tap`, { msgid, key, ...(selected ? { selected } : {}) })),
      log: async () => (await list(0, 0)).filter(isHere),
      async read() {
        const newest = new Map<string, Shown>();
        for (const message of await self.log()) newest.set(message.msgid, message);
        return [...newest.values()];
      },
      async hear(fits, { after = 0, patience = PATIENCE_MS } = {}) {
        const isIt =
          typeof fits === 'function' ? fits : typeof fits === 'string' ? (m: Shown) => m.text.includes(fits) : (m: Shown) => fits.test(m.text);
        const until = performance.now() + patience;
        let seen: Shown[] = [];
        for (let from = after; ;) {
          const found = seen.filter((m) => m.from === 'bot' && isHere(m) && isIt(m)).at(-1);
          if (found) return found;
          const left = until - performance.now();
          if (left <= 0)
            throw new Error(
              `${userid} did not hear ${String(fits)} within ${patience} ms; heard:\n${seen.map((m) => `${m.from} ${m.text}`).join('\n---\n')}`,
            );
          const more = await list(from, Math.min(left, 5000));
          from = more.at(-1)?.seq ?? from;
          seen = [...seen, ...more];
        }
      },
      async ask(text, patience) {
        const before = (await list(0, 0)).at(-1)?.seq ?? 0;
        await self.say(text);
        return self.hear(() => true, { after: before, ...(patience === undefined ? {} : { patience }) });
      },
      async press(message, label) {
        const button = message.buttons?.find((one) => one.text === label);
        if (!button) throw new Error(`no button ${label} on: ${message.text}\n${JSON.stringify(message.buttons)}`);
        await self.tap(message.msgid, button.key);
      },
    };
    return self;
  }

  return {
    url,
    call,
    phone,
    group: (chatid) => call('GET', `groups/${encodeURIComponent(chatid)}/messages`),
    advance: async (advanceMs) => void (await call('POST', 'clock', { advanceMs })),
    moveTo: async (now) => void (await call('POST', 'clock', { now })),
    now: async () => new Date((await call<{ now: string }>('GET', 'clock')).now),
  };
}

/** A folder of its own below the system's, with a way to remove it. */
export function tempFolder(): { path: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'caiban-run-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export interface RunningDemo extends RunningCli {
  wecom: Wecom;
  /** Where the service listens, and its console. */
  service: string;
  console: string;
}

/** `caiban demo` as a process of its own on free ports, with the data of `folder`. */
export async function startDemo(folder: string, now: string | undefined = MONDAY): Promise<RunningDemo> {
  const running = await startCli(['demo', '--port', '0', '--data', folder, ...(now ? ['--now', now] : [])], { env: { LOG_LEVEL: 'error' } });
  return {
    ...running,
    wecom: wecomAt(String(running.ready['emulator'])),
    service: String(running.ready['service']),
    console: String(running.ready['console']),
  };
}

export interface RunningEmulator extends RunningCli {
  wecom: Wecom;
}

export async function startEmulatorAlone(now: string = MONDAY): Promise<RunningEmulator> {
  const running = await startCli(['emulator', '--port', '0', '--now', now]);
  return { ...running, wecom: wecomAt(String(running.ready['emulator'])) };
}

export interface ServiceOptions {
  /** 0 or absent: any free port. */
  port?: number;
  /** Over the emulator's settings. */
  env?: Record<string, string>;
}

export interface RunningService extends RunningCli {
  url: string;
  port: number;
}

/** `caiban serve` against that emulator, with both channels. The emulator calls back to the same port from then on. */
export async function startService(emulator: RunningEmulator, folder: string, { port = 0, env = {} }: ServiceOptions = {}): Promise<RunningService> {
  const { ready, wecom } = emulator;
  const running = await startCli(['serve', '--port', String(port), '--data', folder], {
    env: {
      LOG_LEVEL: 'error',
      WECOM_API_BASE: String(ready['apiBase']),
      WECOM_CORP_ID: String(ready['corpId']),
      WECOM_AGENT_ID: String(ready['agentId']),
      WECOM_SECRET: String(ready['secret']),
      WECOM_CALLBACK_TOKEN: String(ready['callbackToken']),
      WECOM_CALLBACK_AES_KEY: String(ready['callbackAesKey']),
      WECOM_BOT_ID: String(ready['botId']),
      WECOM_BOT_SECRET: String(ready['botSecret']),
      WECOM_BOT_WS_URL: String(ready['wsUrl']),
      CLOCK_URL: `${wecom.url}/_emulator/clock`,
      ...env,
    },
  });
  const url = String(running.ready['service']);
  if (port === 0) {
    const set = await wecom.call<{ ok?: boolean; errmsg?: string }>('POST', 'callback', {
      url: `${url}/wecom/callback`,
      token: ready['callbackToken'],
      aesKey: ready['callbackAesKey'],
    });
    if (set.ok !== true) throw new Error(`the emulator did not take the callback: ${set.errmsg}`);
  }
  return { ...running, url, port: Number(new URL(url).port) };
}

/** Reads the database of a data folder, beside or after the service. */
export async function readData<T>(folder: string, read: (sql: Sql) => Promise<T>): Promise<T> {
  const db = await openDb(`file:${path.join(folder, 'caiban.db')}`);
  try {
    return await read(db);
  } finally {
    await db.close();
  }
}
