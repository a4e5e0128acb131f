import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * `msg_signature` of a callback: SHA-1 over the four strings, sorted and joined, as lower-case hex.
 * Strings go in as received: a timestamp turned into a number and back may sign differently.
 * Source: developer.work.weixin.qq.com/document/path/90968.
 */
export function sign(token: string, timestamp: string, nonce: string, payload: string): string {
  return createHash('sha1').update([token, timestamp, nonce, payload].sort().join('')).digest('hex');
}

/** Constant-time, and exact: WeCom writes lower-case hex, so an upper-case signature is another string. */
export function signatureMatches(expected: string, given: string): boolean {
  const a = Buffer.from(expected);
  const b = Buffer.from(given);
  return a.length === b.length && timingSafeEqual(a, b);
}
