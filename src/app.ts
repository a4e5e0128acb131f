import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { openItem } from './bot/open-item.js';
import type { IncomingMessage } from './bot/message.js';
import type { Clock } from './clock.js';
import { systemClock } from './clock.js';
import type { Config } from './config.js';
import { isLoopback, projectRoot } from './config.js';
import { linkSecretOf } from './cli/open.js';
import { openCore, type Core } from './core.js';
import { followClock } from './delivery/clock-follow.js';
import { createInbox, type InboxRunner } from './delivery/inbox.js';
import { createSender, type Sender } from './delivery/sender.js';
import type { Logger } from './log.js';
import { jobs } from './jobs/index.js';
import { createMetrics } from './metrics.js';
import { createSchedule, type Schedule } from './schedule.js';
import { openDb, type Db } from './store/db/index.js';
import type { Store, StoreTx } from './store/index.js';
import { itemPath } from './pages/item-link.js';
import { itemPages, type ItemMessage } from './pages/item.js';
import { createPageRenderer } from './render/page.js';
import { createDraw } from './render/png.js';
import { CALLBACK_PATH, createWeb, iconDirOf, styleDirOf } from './web.js';
import { createAibot, type Aibot } from './wecom/aibot/aibot.js';
import * as aibotPayload from './wecom/aibot-payload.js';
import * as appPayload from './wecom/app-payload.js';
import { createCallbackHandler } from './wecom/callback.js';
import * as cardJson from './wecom/card-json.js';
import { createWecomClient } from './wecom/client.js';
import { reactionTo } from './wecom/errcodes.js';
import { createAppSender } from './wecom/send.js';

const AIBOT_LEASE = 'aibot';
const AIBOT_LEASE_MS = 30_000;
const AIBOT_LEASE_EVERY_MS = 10_000;
const CLOSE_PATIENCE_MS = 3000;
/** Whose windows may show our pages. */
const WECOM_FRAMES = ['https://*.work.weixin.qq.com'];
const LOCAL_FRAMES = ['http://127.0.0.1:*', 'http://localhost:*'];

type ItemRow = Parameters<typeof itemPath>[1];

/** The key that opens what a card is about (column `about`: `<template>:<ref>`). */
function aboutKey(about: string | null): string | null {
  const [name = '', ...ref] = (about ?? '').split(':');
  const verb = { 'briefing-item': 'day', client: 'view' }[name];
  return verb === undefined || ref.join(':') === '' ? null : `${verb}:${ref.join(':')}`;
}

export interface App {
  store: Store;
  core: Core;
  clock: Clock;
  schedule: Schedule;
  /** Where it listens, without a closing slash. */
  url: string;
  /** Until every stored message is processed and everything due is sent. For tests and the demo. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

export interface AppOptions {
  config: Config;
  log: Logger;
  /** Absent: the system's, or CLOCK_URL's. */
  clock?: Clock;
}

/** Starts the service: database, inbox, outbox, channels, clock, web. Nothing starts by importing this. */
export async function startApp({ config, log, clock: given }: AppOptions): Promise<App> {
  const db: Db = await openDb(config.databaseUrl);
  const instanceId = randomUUID();
  const followed =
    config.clockUrl && !given
      ? await followClock({
          url: config.clockUrl,
          log,
          onJump: () => {
            void schedule.tick();
            sender?.wake();
          },
        })
      : undefined;
  const clock: Clock = given ?? followed ?? systemClock;
  const core = await openCore({
    db,
    rules: config.rules,
    now: () => clock.now(),
    pushChannel: config.wecom ? 'app' : config.aibot ? 'aibot' : 'cli',
  });
  const { store } = core;
  const metrics = createMetrics(store);
  let sender: Sender | undefined;

  const schedule = createSchedule({
    jobs,
    store,
    clock,
    log,
    instanceId,
    rules: config.rules,
    calendarOf: (orgPath) => core.calendars.of(orgPath),
    render: core.deps.render,
    pushChannel: core.deps.pushChannel,
    anchorFile: path.join(config.dataDir, 'audit-anchors.jsonl'),
    onFault: (job, slot, error, isLast) => log.error({ event: 'job-fault', job, slot: slot.toISOString(), isLast, err: error }, 'a job failed'),
    onCommitted: () => sender?.wake(),
  });

  const client = config.wecom
    ? createWecomClient({ apiBase: config.wecomApiBase, corpId: config.wecom.corpId, secret: config.wecom.secret, now: () => clock.now(), log })
    : undefined;

  const inbox: InboxRunner = createInbox<StoreTx>({
    store,
    // SQLite has one writer; PostgreSQL serves several people side by side.
    ...(store.sql.dialect === 'postgresql' ? { workers: 4 } : {}),
    clock,
    log,
    process: async (tx, row) => {
      await core.process(tx, row);
      metrics.processed(row.channel, Math.max(0, clock.now().getTime() - row.receivedAt.getTime()) / 1000);
    },
    onBug: (tx, row, faultNo, error) => {
      metrics.failed(row.channel);
      log.error({ event: 'fault', faultNo, inboxId: row.id, err: error }, 'a message met a fault of ours');
      return core.onBug(tx, row, faultNo);
    },
    onCommitted: () => sender?.wake(),
    onAccepted: (id, message) => sender?.expectAnswer(id, message),
  });

  async function accept(message: IncomingMessage): Promise<void> {
    metrics.received(message.channel, await inbox.accept(message));
  }

  const aibot: Aibot | undefined = config.aibot
    ? createAibot({
        botId: config.aibot.botId,
        secret: config.aibot.secret,
        wsUrl: config.aibot.wsUrl,
        now: () => clock.now(),
        log,
        onMessage: accept,
        onState: () => sender?.wake(),
      })
    : undefined;

  const linkSecret = linkSecretOf(config);
  const pages = itemPages({
    secret: linkSecret,
    now: () => clock.now(),
    find: async (id) => {
      const row = await store.outbox.find(id);
      return (
        row &&
        ({ id: row.id, recipient: row.recipient, createdAt: row.createdAt, buttons: row.buttons, about: aboutKey(row.about) } satisfies ItemMessage)
      );
    },
    open: (userId, key) => store.tx((tx) => openItem(tx, core.deps, userId, key, clock.now())),
    act: (userId, key, once) => {
      const channel = core.deps.pushChannel;
      return accept({
        dedupeKey: `page:${once}`,
        channel,
        from: userId,
        place: 'private',
        sentAt: clock.now(),
        content: { kind: 'tap', key, taskId: '', cardType: 'button_interaction', selected: {} },
        replyTo: { channel, userId },
      });
    },
    render: createPageRenderer(path.join(projectRoot, 'templates', 'page')),
  });

  const web = createWeb({
    ...(config.wecom
      ? {
          callback: createCallbackHandler({
            token: config.wecom.callbackToken,
            aesKey: config.wecom.callbackAesKey,
            corpId: config.wecom.corpId,
            now: () => clock.now(),
            ...(followed ? { refreshClock: () => followed.refresh() } : {}),
            receive: accept,
            log,
          }),
        }
      : {}),
    notReady: async () => {
      const missing: string[] = [];
      await store.inbox.backlog().catch(() => missing.push('database'));
      if (aibot && !config.wecom && !aibot.ready) missing.push('aibot');
      return missing;
    },
    metrics: metrics.registry,
    ...(config.opsToken ? { opsToken: config.opsToken } : {}),
    iconDir: iconDirOf(projectRoot),
    pages: { router: pages, styleDir: styleDirOf(projectRoot) },
    frameAncestors: config.production ? WECOM_FRAMES : LOCAL_FRAMES,
    isSecure: config.publicUrl?.startsWith('https:') === true && !isLoopback(config.publicUrl),
    log,
  });

  await new Promise<void>((resolve, reject) => {
    web.once('error', reject);
    web.listen(config.port, config.production ? undefined : '127.0.0.1', resolve);
  });
  const port = (web.address() as AddressInfo).port;
  // In the demo and on a developer's machine the service is its own public address; its port is known only now.
  const publicUrl = config.publicUrl ?? (config.production ? undefined : `http://127.0.0.1:${port}`);
  const draw = createDraw(
    path.join(projectRoot, 'templates', 'page', 'font'),
    (why) => log.warn({ event: 'no-pictures', why }, 'pictures cannot be drawn here; words stand alone'),
    (why) => log.error({ event: 'picture-fault', why }, 'a picture could not be drawn; its words stand alone'),
  );
  const reach = { draw, ...(publicUrl ? { publicUrl, itemPath: (row: ItemRow, n: number) => itemPath(linkSecret, row, n) } : {}) };
  const sending: Sender = (sender = createSender<StoreTx>({
    store,
    clock,
    log,
    instanceId,
    ...(client && config.wecom
      ? {
          app: {
            sender: createAppSender(client),
            agentId: config.wecom.agentId,
            wire: { ...appPayload, taskIdOf: cardJson.taskIdOf, reactionTo },
            ...reach,
          },
        }
      : {}),
    ...(aibot ? { aibot: { sender: aibot, wire: { ...aibotPayload, taskIdOf: cardJson.taskIdOf }, ...reach } } : {}),
    onGivenUp: async (tx, row, end, error) => {
      metrics.givenUp(row.channel, end);
      log.error({ event: 'outbox-given-up', outboxId: row.id, end, error }, 'an outgoing message was given up');
      await tellOperators(tx, core, row.id, end, clock.now());
    },
    onAlarm: (code, fix) => log.error({ event: 'wecom-set-up', code, fix }, 'WeCom refuses this set-up'),
    placeholder: { reply: core.deps.render('placeholder', {}, clock.now()) },
  }));

  void core.prepare();
  inbox.start();
  await sending.start();
  await schedule.start();
  const stopAibot = aibot ? keepAibot(aibot, store, instanceId) : async () => {};
  log.info({ event: 'started', port, callback: config.wecom ? CALLBACK_PATH : undefined }, 'service started');

  return {
    store,
    core,
    clock,
    schedule,
    url: `http://127.0.0.1:${port}`,
    async drain() {
      await inbox.drain();
      await schedule.tick();
      await schedule.drain();
      await sending.drain();
    },
    /** Socket and jobs first, then what is under way, then HTTP, then the database. */
    async close() {
      await stopAibot();
      await schedule.stop();
      const closed = new Promise<void>((resolve) => web.close(() => resolve()));
      web.closeIdleConnections();
      await inbox.stop();
      await sending.stop();
      setTimeout(() => web.closeAllConnections(), CLOSE_PATIENCE_MS).unref();
      await closed;
      followed?.stop();
      await client?.close();
      await db.close();
    },
  };
}

/** Of several instances one holds the bot's only socket: who has the lease. */
function keepAibot(aibot: Aibot, store: Store, instanceId: string): () => Promise<void> {
  let isOn = false;
  const check = async (): Promise<void> => {
    const now = new Date(); // leases are between processes: real time, not the demo's
    const mine = await store.lease.take(AIBOT_LEASE, instanceId, now, new Date(now.getTime() + AIBOT_LEASE_MS)).catch(() => isOn);
    if (mine === isOn) return;
    isOn = mine;
    if (mine) aibot.start();
    else await aibot.stop();
  };
  void check();
  const timer = setInterval(() => void check(), AIBOT_LEASE_EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    if (isOn) await aibot.stop();
    await store.lease.release(AIBOT_LEASE, instanceId).catch(() => undefined);
  };
}

/** One message to each administrator; a notice that cannot be sent itself is only logged. */
async function tellOperators(tx: StoreTx, core: Core, outboxId: number, end: 'dead' | 'unknown', now: Date): Promise<void> {
  if (core.deps.pushChannel === 'cli') return;
  for (const to of await tx.staff.listAdmins()) {
    await tx.outbox.add({
      dedupeKey: `operator:${outboxId}:${to}`,
      channel: core.deps.pushChannel,
      recipient: to,
      act: 'push',
      notice: 'operator',
      payload: core.deps.render('operator', { outboxId, end }, now),
      notBefore: now,
    });
  }
}
