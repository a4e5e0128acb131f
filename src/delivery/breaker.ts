import { growingPause } from './faults.js';

const MINUTE_MS = 60_000;
/** 45009 blocks for as long as its window lasts: the minute first, then the hour. */
const LIMITED_MS = [MINUTE_MS, 60 * MINUTE_MS] as const;
const FAILURES_TO_OPEN = 3;

/** Keeps us from calling a path of the platform that refuses everybody. One per path. */
export interface Breaker {
  isOpen(path: string, now: Date): boolean;
  /** Not proven well since it was open: one call at a time. */
  isDoubtful(path: string): boolean;
  openUntil(path: string): Date | null;
  /** An answer that concerns one message only, or success. */
  well(path: string): void;
  /** 45009. */
  limited(path: string, now: Date): void;
  /** Unreachable, too slow, or answers that are none. */
  failed(path: string, now: Date): void;
  /** The set-up is wrong: nothing passes until a person acts. */
  blocked(path: string, now: Date): void;
}

export function createBreaker(random: () => number, pauses: { firstMs: number; mostMs: number }): Breaker {
  const paths = new Map<string, { until: number; strikes: number; failures: number }>();
  const of = (path: string) => {
    let state = paths.get(path);
    if (!state) paths.set(path, (state = { until: 0, strikes: 0, failures: 0 }));
    return state;
  };
  return {
    isOpen: (path, now) => of(path).until > now.getTime(),
    isDoubtful: (path) => of(path).strikes > 0 || of(path).failures >= FAILURES_TO_OPEN,
    openUntil: (path) => (of(path).until === 0 ? null : new Date(of(path).until)),
    well(path) {
      paths.delete(path);
    },
    limited(path, now) {
      const state = of(path);
      if (state.until > now.getTime()) return; // calls that were under way together are one strike
      state.until = now.getTime() + LIMITED_MS[Math.min(state.strikes, 1)]!;
      state.strikes++;
    },
    failed(path, now) {
      const state = of(path);
      state.failures++;
      if (state.failures < FAILURES_TO_OPEN || state.until > now.getTime()) return;
      state.until = now.getTime() + growingPause(state.failures - FAILURES_TO_OPEN + 1, pauses.firstMs, pauses.mostMs, random);
    },
    blocked(path, now) {
      const state = of(path);
      state.strikes = Math.max(state.strikes, 1);
      state.until = Math.max(state.until, now.getTime() + MINUTE_MS);
    },
  };
}
