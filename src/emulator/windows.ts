import type { EmulatorClock } from './clock.js';

export type Limit = { count: number; ms: number };

/** Counts events per key in sliding windows of emulator time. */
export class Windows {
  readonly #times = new Map<string, number[]>();

  constructor(private readonly clock: EmulatorClock) {}

  /** Counts one more event (or `weight`), unless that would exceed a limit: then false, and nothing is counted. */
  take(key: string, limits: Limit[], weight = 1): boolean {
    const now = this.clock.now();
    const longest = Math.max(...limits.map((limit) => limit.ms));
    const times = this.#since(key, now - longest);
    for (const { count, ms } of limits) {
      if (times.length - firstAfter(times, now - ms) + weight > count) return false;
    }
    for (let i = 0; i < weight; i += 1) times.push(now);
    return true;
  }

  count(key: string, ms: number): number {
    return this.#since(key, this.clock.now() - ms).length;
  }

  clear(): void {
    this.#times.clear();
  }

  #since(key: string, from: number): number[] {
    let times = this.#times.get(key);
    if (!times) this.#times.set(key, (times = []));
    const gone = firstAfter(times, from);
    if (gone > 0) times.splice(0, gone);
    return times;
  }
}

function firstAfter(sorted: number[], from: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) > from) high = middle;
    else low = middle + 1;
  }
  return low;
}
