import { PlatformError } from '../errors.js';
import { reactionTo } from './errcodes.js';

const EARLY_MS = 5 * 60_000;
const HOLD_MS = 10 * 60_000;
/** A newly listed trusted address counts after about a minute. */
const HOLD_IP_MS = 60_000;

export interface Token {
  value: string;
  /** Seconds, as gettoken says. */
  expiresIn: number;
}

export interface TokenKeeper {
  /** The present token; asks for a new one when there is none or it runs out within five minutes. */
  get(): Promise<string>;
  /** The platform refused this token. A newer one that is already here stays. */
  drop(token: string): void;
}

/**
 * One refresh at a time, however many ask. After an error of the set-up (wrong secret, untrusted address) the same error is
 * given again without a call until a pause is over: WeCom blocks an address for an hour after too many wrong secrets.
 */
export function createTokenKeeper(fetchToken: () => Promise<Token>, now: () => Date): TokenKeeper {
  let current: { value: string; until: number } | undefined;
  let running: Promise<string> | undefined;
  let refused: { error: PlatformError; until: number } | undefined;

  async function refresh(): Promise<string> {
    try {
      const token = await fetchToken();
      const lifetimeMs = token.expiresIn * 1000;
      current = { value: token.value, until: now().getTime() + lifetimeMs - Math.min(EARLY_MS, lifetimeMs / 2) };
      refused = undefined;
      return token.value;
    } catch (error) {
      if (error instanceof PlatformError && reactionTo(error.code).class === 'C') {
        refused = { error, until: now().getTime() + (error.code === 60020 ? HOLD_IP_MS : HOLD_MS) };
      }
      throw error;
    } finally {
      running = undefined;
    }
  }

  return {
    async get() {
      const at = now().getTime();
      if (current && at < current.until) return current.value;
      if (refused && at < refused.until) throw refused.error;
      running ??= refresh();
      return running;
    },
    drop(token) {
      if (current?.value === token) current = undefined;
    },
  };
}
