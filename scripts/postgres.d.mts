/** Starts a cluster: `url` and `stop`, or `reason` saying why there is none. */
export function startCluster(): Promise<
  { url: string; stop: () => Promise<void>; reason?: undefined } | { url?: undefined; stop?: undefined; reason: string }
>;
