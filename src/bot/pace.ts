/** So long one piece of work goes on before others have their turn. */
const TURN_MS = 5;

/** Asked often: a promise to wait for when others have waited long enough, else undefined. */
export type Pace = () => Promise<void> | undefined;

/** For work outside of transactions that would keep every chat waiting (design §12). */
export function createPace(ms: number = TURN_MS): Pace {
  let since = performance.now();
  return () => {
    if (performance.now() - since < ms) return undefined;
    return new Promise((resolve) =>
      setImmediate(() => {
        since = performance.now();
        resolve();
      }),
    );
  };
}

/** Inside a transaction nothing else is waited for. */
export const noPace: Pace = () => undefined;
