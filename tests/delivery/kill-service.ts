/** A service small enough to be killed often: inbox, outbox and the real client of WeCom's API. Started by kill.test.ts. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IncomingMessage } from '../../src/bot/message.js';
import { systemClock } from '../../src/clock.js';
import { silentLog } from '../../src/delivery/faults.js';
import { createInbox } from '../../src/delivery/inbox.js';
import { createSender } from '../../src/delivery/sender.js';
import * as appWire from '../../src/wecom/app-payload.js';
import { taskIdOf } from '../../src/wecom/card-json.js';
import { createWecomClient } from '../../src/wecom/client.js';
import { reactionTo } from '../../src/wecom/errcodes.js';
import { createAppSender } from '../../src/wecom/send.js';
import { openParts, type PartsTx } from './parts.js';

const [url = '', apiBase = ''] = process.argv.slice(2);
const store = await openParts(url);
const client = createWecomClient({ apiBase, corpId: 'ww1', secret: 's', now: () => new Date(), log: silentLog, timeoutMs: 400 });

const sender = createSender<PartsTx>({
  store,
  clock: systemClock,
  log: silentLog,
  instanceId: `pid-${process.pid}`,
  app: { sender: createAppSender(client), agentId: 1, wire: { ...appWire, taskIdOf, reactionTo } },
  onGivenUp: async (tx, row) => void (await tx.sql.run('INSERT INTO Counter(name, value) VALUES (?, 1)', [`given-up:${row.dedupeKey}`])),
  limits: { perMinute: 1_000_000, perHour: 1_000_000 },
  pauses: { firstMs: 20, mostMs: 200 },
  pollMs: 50,
});
const inbox = createInbox<PartsTx>({
  store,
  clock: systemClock,
  log: silentLog,
  process: async (tx, row) => {
    const words = row.content.kind === 'text' ? row.content.text : '';
    await tx.sql.run('INSERT INTO Counter(name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = Counter.value + 1', [
      `effect:${words}`,
    ]);
    if (words.endsWith(':13')) throw new Error('the handler’s own bug');
    for (const part of ['a', 'b'])
      await tx.outbox.add({
        dedupeKey: `in:${row.id}:${part}`,
        channel: 'app',
        recipient: row.from,
        inboxId: row.id,
        act: 'reply',
        payload: { kind: 'text', text: `${words}${part}` },
        notBefore: new Date(),
      });
  },
  onBug: async (tx, row) => {
    const words = row.content.kind === 'text' ? row.content.text : '';
    await tx.outbox.add({
      dedupeKey: `in:${row.id}:bug`,
      channel: 'app',
      recipient: row.from,
      inboxId: row.id,
      act: 'reply',
      payload: { kind: 'text', text: `${words}!` },
      notBefore: new Date(),
    });
  },
  onCommitted: () => sender.wake(),
});
await sender.start();
inbox.start();

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += String(chunk)));
  request.on('end', () => {
    inbox.accept(JSON.parse(body) as IncomingMessage).then(
      () => response.end(),
      () => response.writeHead(503).end(),
    );
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
