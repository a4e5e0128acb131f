import path from 'node:path';
import { mkdirSync } from 'node:fs';
import { Command } from 'commander';
import { EMULATOR_PORT, identityFor, refuseInProduction } from './emulator.js';
import { environmentWith, openConfig, type CommonOptions } from './open.js';
import { options } from './options.js';
import { Refused, note } from './output.js';
import { announce } from './ready.js';
import { runUntilStopped } from './run.js';

export function demoCommand(): Command {
  return new Command('demo')
    .description('演示：服务、企业微信模拟器和一家种子银行')
    .addOption(options.port())
    .addOption(options.data())
    .addOption(options.now())
    .addOption(options.json())
    .action(runDemo);
}

/** The service reaches the emulator only through the settings that would point at WeCom. */
async function runDemo(given: CommonOptions): Promise<void> {
  refuseInProduction('演示', environmentWith(given));
  const { config, log } = openConfig(given);
  mkdirSync(config.dataDir, { recursive: true });
  const [{ startEmulator }, { startApp }, { demoConsole, demoDirectory, seedDemo }, { openDb }] = await Promise.all([
    import('../emulator/index.js'),
    import('../app.js'),
    import('../demo/index.js'),
    import('../store/db/index.js'),
  ]);
  const identity = identityFor({});
  const emulator = await startOnUsualPort(startEmulator, given.port === 0 ? 0 : EMULATOR_PORT, {
    ...identity,
    ...(given.now ? { now: given.now } : {}),
    dataDir: path.join(config.dataDir, 'emulator'),
    directory: demoDirectory(),
    console: demoConsole(given.now),
  });
  const clock = (await (await fetch(`${emulator.url}/_emulator/clock`)).json()) as { now: string };
  const db = await openDb(config.databaseUrl);
  await seedDemo({ db, now: new Date(clock.now), log, rules: config.rules });
  await db.close();

  const app = await startApp({
    config: {
      ...config,
      wecom: {
        corpId: identity.corpId,
        agentId: identity.agentId,
        secret: identity.secret,
        callbackToken: identity.callbackToken,
        callbackAesKey: identity.callbackAesKey,
      },
      aibot: { botId: identity.botId, secret: identity.botSecret, wsUrl: emulator.wsUrl },
      wecomApiBase: emulator.apiBase,
      clockUrl: `${emulator.url}/_emulator/clock`,
    },
    log,
  }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? new Refused(`端口 ${config.port} 已被占用，用 --port 换一个。`) : error;
  });
  const set = await fetch(`${emulator.url}/_emulator/callback`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: `${app.url}/wecom/callback`, token: identity.callbackToken, aesKey: identity.callbackAesKey }),
  });
  const verified = (await set.json()) as { ok?: boolean; errmsg?: string };
  if (verified.ok !== true) throw new Error(`the emulator could not verify the callback address: ${verified.errmsg ?? set.status}`);

  await reportEntering(emulator.apiBase, identity);

  if (given.json)
    announce({
      service: app.url,
      console: emulator.consoleUrl,
      emulator: emulator.url,
      apiBase: emulator.apiBase,
      wsUrl: emulator.wsUrl,
      ...identity,
    });
  else {
    const cast = demoConsole().titles ?? {};
    // One of each role is enough to begin with; the console lists everybody.
    const oneOfEach = demoDirectory().members.filter((m, i, all) => all.findIndex((other) => cast[other.userid] === cast[m.userid]) === i);
    const people = oneOfEach.map((m) => `  ${m.name}  ${cast[m.userid] ?? ''}（${m.userid}）`);
    note(
      [
        '',
        '财伴演示已启动，打开演示台：',
        `  ${emulator.consoleUrl}`,
        '',
        '可以扮演：',
        ...people,
        '',
        '数据留在本机，Ctrl-C 停止，再次启动接着用。',
      ].join('\n'),
    );
  }
  await runUntilStopped(
    async () => {
      await app.close();
      await emulator.close();
    },
    (error) => log.fatal({ err: error }, 'crashed'),
  );
}

/** What an administrator switches on for the app: who opens it is greeted, so the first phone hears something as soon as it is looked at. */
async function reportEntering(apiBase: string, { corpId, secret, agentId }: ReturnType<typeof identityFor>): Promise<void> {
  const token = (await (await fetch(`${apiBase}/cgi-bin/gettoken?corpid=${corpId}&corpsecret=${secret}`)).json()) as { access_token?: string };
  const set = (await (
    await fetch(`${apiBase}/cgi-bin/agent/set?access_token=${token.access_token ?? ''}`, {
      method: 'POST',
      body: JSON.stringify({ agentid: agentId, isreportenter: 1 }),
    })
  ).json()) as { errcode?: number; errmsg?: string };
  if (set.errcode !== 0) throw new Error(`the emulator did not take the app's settings: ${set.errmsg ?? ''}`);
}

/** The usual port, so that the console's address stays the same; any free one when it is taken. */
async function startOnUsualPort<Options, Emulator>(
  start: (options: Options & { port: number }) => Promise<Emulator>,
  port: number,
  options: Options,
): Promise<Emulator> {
  return start({ ...options, port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    return start({ ...options, port: 0 });
  });
}
