import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { decrypt, getSignature } from '@wecom/crypto';
import express from 'express';
import { XMLParser } from 'fast-xml-parser';
import { systemClock } from '../clock.js';
import { projectRoot } from '../config.js';
import { createInbox } from '../delivery/inbox.js';
import { createLog } from '../log.js';
import { createMetrics } from '../metrics.js';
import { openDb } from '../store/db/index.js';
import { SqliteConnection } from '../store/db/sqlite.js';
import { openStore, type StoreTx } from '../store/index.js';
import { createCallbackHandler } from '../wecom/callback.js';
import { CALLBACK_PATH, createWeb, iconDirOf } from '../web.js';
import { inTempDir } from './bank.js';
import { startChild } from './child.js';
import type { LoadKeys, LoadResult, LoadTask } from './load.js';
import { rate, type Bench } from './report.js';

const KEYS: LoadKeys = { token: 'benchToken', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', corpId: 'wwbench' };
const CONNECTIONS = 64;
const SLICE_MS = 500;
/** Made ready for a first slice. Later ones get twice what the one before used; a slice that runs out ends early and still counts rightly. */
const FIRST_REQUESTS = 3000;

interface Side {
  name: string;
  server: Server;
  close(): Promise<void>;
  done: number;
  ms: number;
  times: number[];
  /** Requests per second in the slice before. */
  last: number;
}

export const callbackBench: Bench = {
  name: 'callback',
  summary: '回调收到、验签、解密、落盘、应答，对照不落盘的 Express',
  sizes: { clients: 0, managers: 0, seconds: 5 },
  run: ({ seconds }, note) =>
    inTempDir(async (dir) => {
      const sides = [await service(path.join(dir, 'service.db')), plainExpress('express'), await durableExpress(path.join(dir, 'express.db'))];
      const load = startChild<LoadTask, LoadResult>('./load.js');
      try {
        await measure(sides, load.ask, seconds, note);
      } finally {
        await load.stop();
        for (const side of sides) await side.close();
      }
      const perSecond = ({ done, ms }: Side) => (done / ms) * 1000;
      const [ours, plain, durable] = sides as [Side, Side, Side];
      return [
        rate('callback', 'requests/s', perSecond(ours), { times: ours.times, limit: perSecond(plain) }),
        rate('callback-durable', 'requests/s', perSecond(ours), { times: ours.times, limit: perSecond(durable) }),
      ];
    }),
};

/** In turns of half a second; the first turn of each warms up and does not count. */
async function measure(
  sides: readonly Side[],
  ask: (task: LoadTask) => Promise<LoadResult>,
  seconds: number,
  note: (line: string) => void,
): Promise<void> {
  const sliceMs = Math.min(SLICE_MS, (seconds * 1000) / 2);
  const rounds = Math.max(1, Math.round((seconds * 1000) / sliceMs));
  for (let round = 0; round <= rounds; round++)
    for (const side of sides) {
      const { port } = side.server.address() as AddressInfo;
      const requests = side.last === 0 ? FIRST_REQUESTS : Math.ceil((2 * side.last * sliceMs) / 1000) + CONNECTIONS;
      const result = await ask({ keys: KEYS, path: CALLBACK_PATH, connections: CONNECTIONS, port, ms: sliceMs, requests });
      if (result.refused > 0) throw new Error(`${side.name} refused ${result.refused} callbacks`);
      side.last = (result.done / result.ms) * 1000;
      note(`${side.name}: ${Math.round(side.last)}/s`);
      if (round === 0) continue;
      side.done += result.done;
      side.ms += result.ms;
      for (const time of result.times) side.times.push(time);
    }
}

/** The service's own web server, callback handler, metrics and inbox on SQLite. What is stored rests: `command` measures the rest of the road. */
async function service(file: string): Promise<Side> {
  const log = createLog('silent');
  const db = await openDb(`file:${file}`);
  const store = openStore(db);
  const metrics = createMetrics(store);
  const inbox = createInbox<StoreTx>({ store, clock: systemClock, log, workers: 0, process: async () => {}, onBug: async () => {} });
  const callback = createCallbackHandler({
    ...KEYS,
    now: () => systemClock.now(),
    receive: async (message) => metrics.received(message.channel, await inbox.accept(message)),
    log,
  });
  const server = createWeb({ callback, notReady: async () => [], metrics: metrics.registry, iconDir: iconDirOf(projectRoot), log });
  await listen(server);
  return sideOf('service', server, async () => {
    await inbox.stop();
    await db.close();
  });
}

const plainExpress = (name: string, store?: (fields: Record<string, unknown>) => void): Side => {
  const parser = new XMLParser();
  const app = express();
  app.use(express.text({ type: () => true, limit: '1mb' }));
  app.post(CALLBACK_PATH, (req, res) => {
    const { msg_signature: signature, timestamp, nonce } = req.query as Record<string, string>;
    const { Encrypt: encrypt } = (parser.parse(req.body as string) as { xml: { Encrypt: string } }).xml;
    if (getSignature(KEYS.token, timestamp ?? '', nonce ?? '', encrypt) !== signature) return void res.status(403).end();
    const { message } = decrypt(KEYS.aesKey, encrypt);
    const fields = (parser.parse(message) as { xml: Record<string, unknown> }).xml;
    store?.(fields);
    res.status(200).end();
  });
  const server = createServer(app);
  server.listen(0, '127.0.0.1');
  return sideOf(name, server, async () => {});
};

async function durableExpress(file: string): Promise<Side> {
  const connection = new SqliteConnection(file);
  connection.exec('CREATE TABLE Message(id INTEGER PRIMARY KEY, msgid TEXT UNIQUE, fromUser TEXT, content TEXT, receivedAt INTEGER)');
  const insert = connection.prepare('INSERT INTO Message(msgid, fromUser, content, receivedAt) VALUES (?, ?, ?, ?)');
  const side = plainExpress(
    'express-durable',
    (fields) => void insert.run([String(fields['MsgId']), String(fields['FromUserName']), String(fields['Content']), Date.now()]),
  );
  return {
    ...side,
    close: async () => {
      await side.close();
      connection.close();
    },
  };
}

const listen = (server: Server): Promise<void> => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

function sideOf(name: string, server: Server, closeMore: () => Promise<void>): Side {
  const close = async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await closeMore();
  };
  return { name, server, close, done: 0, ms: 0, times: [], last: 0 };
}
