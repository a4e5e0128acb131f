/** What a clock runs on: milliseconds that only ever grow. An argument, so that tests can hold it still. */
export type Ticks = () => number;

/**
 * The emulator's own time. Runs on from a start, can jump forward, never back; may be held.
 * Every window, expiry and limit asks this clock; only network time-outs are real seconds.
 */
export class EmulatorClock {
  #base: number;
  #since: number;
  #running = true;
  #jumps = 0;
  readonly #listeners = new Set<() => void>();

  constructor(
    startMs: number,
    private readonly ticks: Ticks = () => performance.now(),
  ) {
    this.#base = startMs;
    this.#since = ticks();
  }

  /** Epoch milliseconds, whole. */
  now(): number {
    return Math.floor(this.#running ? this.#base + (this.ticks() - this.#since) : this.#base);
  }

  seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  iso(): string {
    return new Date(this.now()).toISOString();
  }

  get running(): boolean {
    return this.#running;
  }

  /** How often somebody changed the clock: a poller that knows an older number has missed something. */
  get jumps(): number {
    return this.#jumps;
  }

  /** Moves to an instant. False when that lies in the past: the clock then stays as it is. */
  jumpTo(ms: number): boolean {
    if (ms < this.now()) return false;
    this.#base = ms;
    this.#since = this.ticks();
    this.#changed();
    return true;
  }

  setRunning(running: boolean): void {
    if (running === this.#running) return;
    this.#base = this.now();
    this.#since = this.ticks();
    this.#running = running;
    this.#changed();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed(): void {
    this.#jumps += 1;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Calendar day in China, e.g. `2026-11-23`. */
export function dayInChina(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);
}
