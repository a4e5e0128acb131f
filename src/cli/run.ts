/** How long a clean stop may take before the process gives up on it. */
const STOP_WITHIN_MS = 15_000;
/** npm and the terminal may both pass on one Ctrl-C. */
const SAME_PRESS_MS = 500;

/**
 * Waits until the process is asked to stop, then stops. Ctrl-C, SIGTERM and a closed terminal end with 0; a second press ends
 * at once. A crash stops the same way and ends with 1.
 */
export async function runUntilStopped(stop: () => Promise<void>, onCrash: (error: unknown) => void): Promise<void> {
  let resolve: (code: number) => void = () => {};
  const asked = new Promise<number>((done) => {
    resolve = done;
  });
  let askedAt: number | undefined;
  const ask = () => {
    if (askedAt === undefined) {
      askedAt = performance.now();
      resolve(0);
    } else if (performance.now() - askedAt > SAME_PRESS_MS) process.exit(130);
  };
  const crash = (error: unknown) => {
    onCrash(error);
    resolve(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  const code = await asked;
  const timer = setTimeout(() => process.exit(1), STOP_WITHIN_MS);
  await stop();
  clearTimeout(timer);
  process.exit(code);
}
