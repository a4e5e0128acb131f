/** Wakes whoever waits for something new, at once; used by every long poll. */
export class Signal {
  readonly #waiting = new Set<() => void>();

  notify(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  /** Resolves on the next `notify`, or after `ms` real milliseconds, or when `gone` resolves. */
  next(ms: number, gone?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        gone?.removeEventListener('abort', done);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      gone?.addEventListener('abort', done);
      this.#waiting.add(done);
    });
  }

  /** Waits until `read` yields something, at most `ms`; then returns its last answer, which may be nothing. */
  async until<T>(read: () => T | undefined, ms: number, gone?: AbortSignal): Promise<T | undefined> {
    const end = performance.now() + ms;
    for (;;) {
      const found = read();
      const left = end - performance.now();
      if (found !== undefined || left <= 0 || gone?.aborted) return found;
      await this.next(left, gone);
    }
  }
}
