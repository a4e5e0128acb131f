import type { Clock } from '../clock.js';
import { PlatformError } from '../errors.js';
import { wait, type Log } from './faults.js';

const POLL_WAIT_MS = 25_000;
/** The answer must come soon after the wait is over. */
const PATIENCE_MS = 10_000;
const RETRY_MS = 1000;
/** Below this the two clocks are in step: the way there and back takes time as well. */
const STEP_MS = 1000;

export interface FollowedClock extends Clock {
  /** Asks now; answers when the clock is in step. The last known time runs on when nobody answers. */
  refresh(): Promise<void>;
  stop(): void;
}

/**
 * The demo's clock: `GET <url>` says `{now}`, `GET <url>?wait=<ms>` answers early on a jump. Between answers time runs on here.
 * @param options.onJump the clock moved by more than a second.
 * @throws PlatformError when nobody answers at the start.
 */
export async function followClock(options: { url: string; log: Log; onJump(): void; waitMs?: number; retryMs?: number }): Promise<FollowedClock> {
  const waitMs = options.waitMs ?? POLL_WAIT_MS;
  const stopping = new AbortController();
  let base = 0;
  let since = performance.now();
  let refreshing: Promise<void> | undefined;

  const nowMs = (): number => base + (performance.now() - since);

  async function ask(waitFor: number): Promise<number> {
    const url = new URL(options.url);
    if (waitFor > 0) {
      url.searchParams.set('wait', String(waitFor));
      url.searchParams.set('known', new Date(nowMs()).toISOString());
    }
    const response = await fetch(url, { signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(waitFor + PATIENCE_MS)]) });
    const body = (await response.json()) as { now?: unknown };
    const at = typeof body.now === 'string' ? Date.parse(body.now) : NaN;
    if (!response.ok || Number.isNaN(at)) throw new Error(`HTTP ${response.status}, no time in it`);
    return at;
  }

  function adopt(at: number, isFirst = false): void {
    const off = at - nowMs();
    if (!isFirst && Math.abs(off) <= STEP_MS) {
      // In step; a little ahead is caught up, a little behind is waited for: time does not go back over a late answer.
      if (off > 0) {
        base = at;
        since = performance.now();
      }
      return;
    }
    base = at;
    since = performance.now();
    if (isFirst) return;
    options.log.info({ event: 'clock-jump', byMs: Math.round(off) }, 'the clock jumped');
    options.onJump();
  }

  async function follow(): Promise<void> {
    let isLost = false;
    while (!stopping.signal.aborted) {
      try {
        adopt(await ask(isLost ? 0 : waitMs));
        isLost = false;
      } catch (error) {
        if (stopping.signal.aborted) return;
        if (!isLost) options.log.warn({ event: 'clock-lost', error: String(error) }, 'the clock does not answer; time runs on');
        isLost = true;
        await wait(options.retryMs ?? RETRY_MS);
      }
    }
  }

  try {
    adopt(await ask(0), true);
  } catch (error) {
    throw new PlatformError('wecom', 'clock', { retryable: true, message: 'CLOCK_URL does not answer', cause: error });
  }
  void follow();

  return {
    now: () => new Date(Math.floor(nowMs())),
    refresh() {
      refreshing ??= ask(0)
        .then((at) => adopt(at))
        .catch((error: unknown) => options.log.warn({ event: 'clock-lost', error: String(error) }, 'the clock does not answer'))
        .finally(() => {
          refreshing = undefined;
        });
      return refreshing;
    },
    stop: () => stopping.abort(),
  };
}
