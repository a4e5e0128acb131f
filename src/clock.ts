/** The service's time. In the demo it follows the emulator's clock; in tests it is set by hand. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands at `start` and runs on with real time from there. */
export function clockFrom(start: Date, monotonic: () => number = () => performance.now()): Clock {
  const zero = monotonic();
  return { now: () => new Date(start.getTime() + (monotonic() - zero)) };
}

/** A clock that only moves when told. */
export function stoppedClock(start: Date): Clock & { set(to: Date): void; advance(ms: number): void } {
  let at = start.getTime();
  return {
    now: () => new Date(at),
    set: (to) => {
      at = to.getTime();
    },
    advance: (ms) => {
      at += ms;
    },
  };
}
