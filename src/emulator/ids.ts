import { randomBytes, randomInt } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export function randomText(length: number): string {
  return Array.from(randomBytes(length), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

let counter = randomInt(1_000_000);

/** An int64 as WeCom numbers messages: above 2^53, different every time, growing with time. */
export function messageNumber(nowMs: number): string {
  counter = (counter + 1) % 1_000_000;
  return String(BigInt(nowMs) * 1_000_000n + BigInt(counter));
}
