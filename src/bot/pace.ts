/** So long one piece of work goes on before others have their turn. */
const TURN_MS = 3;
/** A turn of the event loop that took longer than this had work of somebody else in it. */
const BUSY_MS = 0.4;
const QUIET_TURNS = 3;
/** Others have no more than this at once, or a job would never end on a busy morning. */
const OTHERS_MS = 40;

/** Asked often: a promise to wait for when others have waited long enough, else undefined. */
export type Pace = () => Promise<void> | undefined;

/** Until others have nothing to do any more: an answer to a callback takes several turns, and a job between each would keep it waiting for as many slices. */
export async function letOthers(): Promise<void> {
  const began = performance.now();
  let before = began;
  for (let quiet = 0; quiet < QUIET_TURNS && before - began < OTHERS_MS;) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    const now = performance.now();
    quiet = now - before > BUSY_MS ? 0 : quiet + 1;
    before = now;
  }
}

/** For work outside of transactions that would keep every chat waiting (design §12). */
export function createPace(ms: number = TURN_MS): Pace {
  let since = performance.now();
  return () => {
    if (performance.now() - since < ms) return undefined;
    return letOthers().then(() => void (since = performance.now()));
  };
}

/** Inside a transaction nothing else is waited for. */
export const noPace: Pace = () => undefined;
