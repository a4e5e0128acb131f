import type { WSClientOptions } from '@wecom/aibot-node-sdk';
import type { Log } from '../log.js';

/**
 * The SDK's own lines carry whole messages, media keys and, in its subscribe frame, the secret. Here they become debug lines
 * without anything in braces and without the secret; what matters of them is logged by the connection itself.
 */
export function sdkLog(log: Log, secret: string): NonNullable<WSClientOptions['logger']> {
  const write = (text: string, ...more: unknown[]): void => {
    const words = [text, ...more.filter((part) => typeof part === 'string')].join(' ');
    log.debug({ event: 'aibot-sdk' }, redacted(words, secret));
  };
  return { debug: () => {}, info: write, warn: write, error: write };
}

/** At most 200 characters, without JSON and without the secret. */
export function redacted(text: string, secret: string): string {
  const plain = secret ? text.replaceAll(secret, '…') : text;
  return plain.replace(/[{[][\s\S]*$/, '{…}').slice(0, 200);
}
