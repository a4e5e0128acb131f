/** So long one piece of work goes on before others have their turn. */
const TURN_MS = 3;
/** A turn of the event loop that worked longer than this had something of somebody else in it. Processor time: on a busy machine a turn may last without any work. */
const BUSY_MS = 0.4;
const US_PER_MS = 1000;
const QUIET_TURNS = 3;
/** Others have no more than this at once, or a job would never end on a busy morning. */
const OTHERS_MS = 15;

/** Asked often: a promise to wait for when others have waited long enough, else undefined. */
export type Pace = () => Promise<void> | undefined;

/** Until others have nothing to do any more: an answer to a callback takes several turns, and a job between each would keep it waiting for as many slices. */
export async function letOthers(): Promise<void> {
  let began = performance.now();
  const until = began + OTHERS_MS;
  let worked = process.cpuUsage();
  for (let quiet = 0; quiet < QUIET_TURNS && began < until;) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    const now = performance.now();
    // Asking for processor time costs a tenth of a millisecond on some machines; a short turn needs no asking.
    const isLong = now - began > BUSY_MS;
    began = now;
    if (!isLong) {
      quiet++;
      continue;
    }
    const { user, system } = process.cpuUsage(worked);
    quiet = (user + system) / US_PER_MS > BUSY_MS ? 0 : quiet + 1;
    worked = process.cpuUsage();
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
