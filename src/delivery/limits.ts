/** Sliding windows per receiver. WeCom drops what exceeds them without a word, so what exceeds them must wait here. */
export interface LimitRules {
  perMinute: number;
  perHour: number;
}

/** App: developer.work.weixin.qq.com/document/path/90236 «频率»; aibot: 101463, per conversation. */
export const WECOM_LIMITS: LimitRules = { perMinute: 30, perHour: 1000 };

/** Longer than WeCom's own windows: two clocks never agree, and what comes too early is dropped without a word. */
const SLACK_MS = 1000;
const MINUTE_MS = 60_000 + SLACK_MS;
const HOUR_MS = 3_600_000 + SLACK_MS;

export interface Limits {
  isSeeded(key: string): boolean;
  /** Instants (epoch ms) already used, from the database; replaces what is remembered. */
  seed(key: string, sentAt: readonly number[]): void;
  /** How many may leave now. */
  free(key: string, now: Date): number;
  /** When `count` may leave together; `now` when they may already. A count above the limit itself is taken as the limit. */
  freeAt(key: string, now: Date, count: number): Date;
  reserve(key: string, count: number): void;
  /** One reserved message was answered. Counted from the answer: WeCom's own clock started before it. */
  used(key: string, now: Date): void;
  unreserve(key: string, count: number): void;
  /** Forgets receivers that were quiet for an hour. */
  sweep(now: Date): void;
}

export function createLimits(rules: LimitRules = WECOM_LIMITS): Limits {
  const windows = new Map<string, { sentAt: number[]; reserved: number }>();

  function windowOf(key: string) {
    let window = windows.get(key);
    if (!window) windows.set(key, (window = { sentAt: [], reserved: 0 }));
    return window;
  }

  /** The oldest first, at most an hour old. */
  function recent(key: string, now: Date) {
    const window = windowOf(key);
    const from = now.getTime() - HOUR_MS;
    const first = window.sentAt.findIndex((at) => at > from);
    if (first === -1) window.sentAt.length = 0;
    else if (first > 0) window.sentAt.splice(0, first);
    return window;
  }

  function free(key: string, now: Date): number {
    const { sentAt, reserved } = recent(key, now);
    const minute = sentAt.filter((at) => at > now.getTime() - MINUTE_MS).length;
    return Math.max(0, Math.min(rules.perMinute - minute, rules.perHour - sentAt.length) - reserved);
  }

  return {
    isSeeded: (key) => windows.has(key),
    seed(key, sentAt) {
      windowOf(key).sentAt = [...sentAt].sort((a, b) => a - b);
    },
    free,
    freeAt(key, now, count) {
      const { sentAt } = recent(key, now);
      const need = Math.min(count, rules.perMinute, rules.perHour);
      let at = now.getTime();
      const minute = sentAt.filter((t) => t > at - MINUTE_MS);
      if (minute.length + need > rules.perMinute) at = Math.max(at, minute[minute.length + need - rules.perMinute - 1]! + MINUTE_MS);
      if (sentAt.length + need > rules.perHour) at = Math.max(at, sentAt[sentAt.length + need - rules.perHour - 1]! + HOUR_MS);
      return new Date(at);
    },
    reserve(key, count) {
      windowOf(key).reserved += count;
    },
    used(key, now) {
      const window = windowOf(key);
      window.reserved = Math.max(0, window.reserved - 1);
      window.sentAt.push(now.getTime());
    },
    unreserve(key, count) {
      const window = windowOf(key);
      window.reserved = Math.max(0, window.reserved - count);
    },
    sweep(now) {
      for (const [key, window] of windows) {
        const last = window.sentAt.at(-1) ?? 0;
        if (window.reserved === 0 && last < now.getTime() - HOUR_MS) windows.delete(key);
      }
    },
  };
}
