import path from 'node:path';
import { request, Agent } from 'undici';
import { systemClock } from '../clock.js';
import { createSender } from '../delivery/sender.js';
import { createLog } from '../log.js';
import { openDb, type Sql } from '../store/db/index.js';
import { SqliteConnection } from '../store/db/sqlite.js';
import { openStore, type StoreTx } from '../store/index.js';
import * as appPayload from '../wecom/app-payload.js';
import * as cardJson from '../wecom/card-json.js';
import { createWecomClient } from '../wecom/client.js';
import { reactionTo } from '../wecom/errcodes.js';
import { createAppSender } from '../wecom/send.js';
import { insertRows } from '../import/bulk.js';
import { inTempDir, sqlOn } from './bank.js';
import { startChild } from './child.js';
import { managerId } from './people.js';
import { rate, type Bench } from './report.js';

/** Below what WeCom takes per member and minute. */
const ROWS_A_PERSON = 5;
const ROUNDS = 4;
const TEXT = '李秀兰 下周三送方案，今天到期。\n> 上次联络 11月20日，电话，接通';

export const outboxBench: Bench = {
  name: 'outbox',
  summary: '发件箱送到一个立即应答的对端，对照逐行更新加 HTTP',
  sizes: { clients: 0, managers: 1000, seconds: 5 },
  run: ({ managers, seconds }, note) =>
    inTempDir(async (dir) => {
      const peer = startChild<{ do: 'listen' } | { do: 'count' }, number>('./peer.js');
      try {
        const apiBase = `http://127.0.0.1:${await peer.ask({ do: 'listen' })}`;
        const ours = { done: 0, ms: 0 };
        const limit = { done: 0, ms: 0 };
        for (let round = 0; round <= ROUNDS; round++) {
          const sent = await send(path.join(dir, `ours${round}.db`), apiBase, managers);
          const raw = await sendOneByOne(path.join(dir, `raw${round}.db`), apiBase, managers, (seconds * 1000) / ROUNDS);
          note(`service ${Math.round((sent.done / sent.ms) * 1000)}/s, one by one ${Math.round((raw.done / raw.ms) * 1000)}/s`);
          if (round === 0) continue; // warms up
          ours.done += sent.done;
          ours.ms += sent.ms;
          limit.done += raw.done;
          limit.ms += raw.ms;
        }
        return [rate('outbox', 'rows/s', (ours.done / ours.ms) * 1000, { limit: (limit.done / limit.ms) * 1000 })];
      } finally {
        await peer.stop();
      }
    }),
};

async function fill(sql: Sql, managers: number): Promise<number> {
  const payload = JSON.stringify({ kind: 'text', text: TEXT });
  const rows = Array.from({ length: managers * ROWS_A_PERSON }, (_one, i) => ({
    dedupeKey: `bench:${i}`,
    channel: 'app',
    recipient: managerId(i % managers),
    act: 'push',
    notice: 'reminder',
    payload,
    notBefore: 0,
    attempts: 0,
    leaseUntil: 0,
    state: 'waiting',
    createdAt: 0,
  }));
  await insertRows(sql, 'Outbox', Object.keys(rows[0] ?? {}), rows);
  return rows.length;
}

/** The service's sender, limits and leases, with its own WeCom client, until the table is empty. */
async function send(file: string, apiBase: string, managers: number): Promise<{ done: number; ms: number }> {
  const log = createLog('silent');
  const db = await openDb(`file:${file}`);
  const rows = await db.tx((tx) => fill(tx, managers));
  const store = openStore(db);
  const client = createWecomClient({ apiBase, corpId: 'wwbench', secret: 'bench', now: () => systemClock.now(), log });
  const sender = createSender<StoreTx>({
    store,
    clock: systemClock,
    log,
    instanceId: 'bench',
    app: { sender: createAppSender(client), agentId: 1_000_002, wire: { ...appPayload, taskIdOf: cardJson.taskIdOf, reactionTo } },
    onGivenUp: async (_tx, row, end, error) => {
      throw new Error(`row ${row.id} ended ${end}: ${error}`);
    },
  });
  const began = performance.now();
  await sender.start();
  await sender.drain();
  const ms = performance.now() - began;
  await sender.stop();
  await client.close();
  const { waiting = 0 } = await store.outbox.countByState();
  await db.close();
  return { done: rows - waiting, ms };
}

/** Read a row, send it, mark it, next: each mark its own commit. */
async function sendOneByOne(file: string, apiBase: string, managers: number, ms: number): Promise<{ done: number; ms: number }> {
  await (await openDb(`file:${file}`)).close();
  const bare = new SqliteConnection(file);
  await fill(sqlOn(bare), managers);
  const dispatcher = new Agent({ connections: 1 });
  const next = bare.prepare(`SELECT * FROM Outbox WHERE state = 'waiting' AND notBefore <= ? ORDER BY notBefore, id LIMIT 1`);
  const mark = bare.prepare(`UPDATE Outbox SET state = 'sent', sentAt = ?, msgid = ? WHERE id = ?`);
  let done = 0;
  const began = performance.now();
  while (performance.now() - began < ms) {
    const [row] = next.all([Date.now()]);
    if (!row) break;
    const text = (JSON.parse(String(row['payload'])) as { text: string }).text;
    const answer = await request(`${apiBase}/cgi-bin/message/send?access_token=bench`, {
      dispatcher,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ touser: row['recipient'], msgtype: 'text', agentid: 1_000_002, text: { content: text } }),
    });
    const { msgid } = (await answer.body.json()) as { msgid: string };
    mark.run([Date.now(), msgid, Number(row['id'])]);
    done++;
  }
  const took = performance.now() - began;
  await dispatcher.close();
  bare.close();
  return { done, ms: took };
}
