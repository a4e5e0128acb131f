import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_LENGTH = 10;
const RANDOM_LENGTH = 16;

let lastMs = 0;
let lastRandom: number[] = [];

/**
 * A new ULID: 26 characters that sort by the time they were made, also within one millisecond of this process.
 * @param at the instant it carries.
 */
export function newId(at: Date = new Date()): string {
  const ms = at.getTime();
  if (ms === lastMs) increment(lastRandom);
  else lastRandom = Array.from(randomBytes(RANDOM_LENGTH), (byte) => byte & 31);
  lastMs = ms;
  let time = '';
  for (let rest = ms, i = 0; i < TIME_LENGTH; i++, rest = Math.floor(rest / 32)) time = ALPHABET.charAt(rest % 32) + time;
  return time + lastRandom.map((value) => ALPHABET.charAt(value)).join('');
}

function increment(digits: number[]): void {
  for (let i = digits.length - 1; i >= 0; i--) {
    const value = digits[i] as number;
    if (value < 31) {
      digits[i] = value + 1;
      return;
    }
    digits[i] = 0;
  }
}
