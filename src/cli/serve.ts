import { Command } from 'commander';
import { openConfig, type CommonOptions } from './open.js';
import { options } from './options.js';
import { Refused, note } from './output.js';
import { announce, keysOf } from './ready.js';
import { runUntilStopped } from './run.js';

export function serveCommand(): Command {
  return new Command('serve')
    .description('运行服务，连接设置里的企业微信')
    .addOption(options.port())
    .addOption(options.data())
    .addOption(options.now())
    .addOption(options.json())
    .action(runServe);
}

async function runServe(given: CommonOptions): Promise<void> {
  const { config, log } = openConfig(given);
  if (!config.wecom && !config.aibot) throw new Refused('还没有配置企业微信。照 .env.example 填好 .env，或用 npm start 运行演示。');
  if (given.now && config.production) throw new Refused('连接真实企业微信时不能用 --now。');
  const [{ startApp }, { clockFrom }] = await Promise.all([import('../app.js'), import('../clock.js')]);
  const app = await startApp({ config, log, ...(given.now ? { clock: clockFrom(given.now) } : {}) }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? new Refused(`端口 ${config.port} 已被占用，用 --port 换一个。`) : error;
  });
  if (given.json) announce({ service: app.url, ...keysOf(config) });
  else note(`服务已启动：${app.url}\nCtrl-C 停止。`);
  await runUntilStopped(
    () => app.close(),
    (error) => log.fatal({ err: error }, 'crashed'),
  );
}
