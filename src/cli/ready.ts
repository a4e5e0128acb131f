import type { AibotConfig, WecomAppConfig } from '../config.js';
import { answerJson } from './output.js';

/** The first line on stdout with `--json`: what applies of where things are and how to reach them. */
export interface Ready {
  pid: number;
  /** Addresses, without a closing slash. */
  service?: string;
  console?: string;
  emulator?: string;
  /** What WECOM_API_BASE takes. */
  apiBase?: string;
  wsUrl?: string;
  corpId?: string;
  agentId?: number;
  secret?: string;
  callbackToken?: string;
  callbackAesKey?: string;
  botId?: string;
  botSecret?: string;
}

export function announce(ready: Omit<Ready, 'pid'>): void {
  answerJson({ pid: process.pid, ...ready } satisfies Ready);
}

/** Keys a client or a test needs to speak with the emulator. */
export function keysOf({ wecom, aibot }: { wecom?: WecomAppConfig; aibot?: AibotConfig }): Omit<Ready, 'pid'> {
  return { ...wecom, ...(aibot ? { botId: aibot.botId, botSecret: aibot.secret, wsUrl: aibot.wsUrl } : {}) };
}
