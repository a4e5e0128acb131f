import path from 'node:path';
import { Command } from 'commander';
import { ConfigError, environment, isProduction, readConfig, type Environment } from '../config.js';
import { environmentWith, type CommonOptions } from './open.js';
import { options } from './options.js';
import { Refused, note } from './output.js';
import { announce } from './ready.js';
import { runUntilStopped } from './run.js';

/** Where `emulator` listens when nothing else is said: the port in `.env.example`. */
export const EMULATOR_PORT = 8081;

/** Who the emulated corp is when no WECOM_… setting says otherwise; loopback only, so these are no secrets. Source: .env.example. */
export const LOCAL_IDENTITY = {
  corpId: 'ww7d3c19a04be8f265',
  agentId: 1_000_002,
  secret: 'local-emulator-app-secret',
  callbackToken: 'localEmulatorToken',
  callbackAesKey: 'Y2FpYmFuLWxvY2FsLWVtdWxhdG9yLWNhbGxiYWNrMDE',
  botId: 'aibLocalEmulator',
  botSecret: 'local-emulator-bot-secret',
} as const;

export function emulatorCommand(): Command {
  return new Command('emulator')
    .description('只运行企业微信模拟器，带三位同事')
    .addOption(options.port())
    .addOption(options.data())
    .addOption(options.now())
    .addOption(options.json())
    .action(runEmulator);
}

/** Demo and emulator never run beside the real WeCom. @throws Refused */
export function refuseInProduction(what: string, env: Environment = environment()): void {
  if (isProduction(env)) throw new Refused(`已配置真实的企业微信，不能运行${what}。`);
}

/** The identity the settings name, so that a service with the same settings reaches this emulator. */
export function identityFor(env: Environment): {
  -readonly [Key in keyof typeof LOCAL_IDENTITY]: (typeof LOCAL_IDENTITY)[Key] extends number ? number : string;
} {
  const { wecom, aibot } = configOrNothing(env);
  return { ...LOCAL_IDENTITY, ...wecom, ...(aibot ? { botId: aibot.botId, botSecret: aibot.secret } : {}) };
}

async function runEmulator({ port, data, now, json }: CommonOptions): Promise<void> {
  const env = environmentWith({ data, port });
  refuseInProduction('模拟器', env);
  const { startEmulator } = await import('../emulator/index.js');
  const identity = identityFor(env);
  const emulator = await startEmulator({
    ...identity,
    port: port ?? EMULATOR_PORT,
    ...(now ? { now } : {}),
    // Kept only where a folder is named: an emulator for one test leaves nothing behind.
    ...(data === undefined ? {} : { dataDir: path.join(data, 'emulator') }),
  }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? new Refused(`端口 ${port ?? EMULATOR_PORT} 已被占用，用 --port 换一个。`) : error;
  });
  if (json) {
    announce({
      emulator: emulator.url,
      console: emulator.consoleUrl,
      apiBase: emulator.apiBase,
      wsUrl: emulator.wsUrl,
      ...identity,
    });
  } else note(`模拟器已启动：${emulator.url}\n控制台：${emulator.consoleUrl}\nCtrl-C 停止。`);
  await runUntilStopped(
    () => emulator.close(),
    (error) => note(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  );
}

/** The emulator needs no settings; wrong ones are another command's to report. */
function configOrNothing(env: Environment): Partial<ReturnType<typeof readConfig>> {
  try {
    return readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return {};
    throw error;
  }
}
