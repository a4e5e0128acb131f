import os from 'node:os';

/**
 * One measured figure. `limit` is the bare limit measured in the same run; `ratio` is value ÷ limit for rates and limit ÷
 * value for times, so 1 is the limit and more is better. Contract: design §12.
 */
export interface BenchCase {
  case: string;
  /** `…/s` is a rate, `µs` and `ms` are times, `MiB` is memory. */
  unit: string;
  value: number;
  /** Of the times behind a rate, in ms; of the times themselves in their unit. */
  p50?: number;
  p99?: number;
  limit?: number;
  ratio?: number;
}

export interface BenchReport {
  bench: string;
  machine: string;
  cases: BenchCase[];
}

export interface BenchSizes {
  /** Clients in the bank. */
  clients: number;
  /** Managers they are spread over. */
  managers: number;
  /** How long one case is measured, at most. */
  seconds: number;
}

export interface Bench {
  name: string;
  /** What is measured, and against what, in Chinese. */
  summary: string;
  sizes: BenchSizes;
  /** @param note Progress, one line each. */
  run(sizes: BenchSizes, note: (line: string) => void): Promise<BenchCase[]>;
}

/** The machine as a reader needs it to compare; the load tells whether it was alone. */
export function machine(): string {
  const cpus = os.cpus();
  const load = os.loadavg()[0] ?? 0;
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${cpus.length} × ${(cpus[0]?.model ?? process.arch).trim()}, ${memory} GiB, ${os.platform()} ${os.arch()}, Node ${process.versions.node}, load ${load.toFixed(1)}`;
}

/** Three digits that count. */
export const rounded = (value: number): number => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));

/** A rate beside its limit, with the times of single ones in ms. */
export function rate(name: string, unit: string, value: number, more: { times?: readonly number[]; limit?: number } = {}): BenchCase {
  return {
    case: name,
    unit,
    value: rounded(value),
    ...(more.times && more.times.length > 0 ? { p50: rounded(quantile(more.times, 0.5)), p99: rounded(quantile(more.times, 0.99)) } : {}),
    ...(more.limit === undefined ? {} : { limit: rounded(more.limit), ratio: rounded(value / more.limit) }),
  };
}

/** Two figures of one kind of work: its median, and under `<name>/p99` its 99th percentile, each beside that of the limit. */
export function times(name: string, unit: string, values: readonly number[], limits: readonly number[]): BenchCase[] {
  return [0.5, 0.99].map((share) => {
    const value = quantile(values, share);
    const limit = limits.length > 0 ? quantile(limits, share) : undefined;
    return {
      case: share === 0.5 ? name : `${name}/p99`,
      unit,
      value: rounded(value),
      p50: rounded(quantile(values, 0.5)),
      p99: rounded(quantile(values, 0.99)),
      ...(limit === undefined ? {} : { limit: rounded(limit), ratio: rounded(limit / value) }),
    };
  });
}

/** The value below which this share lies; 0 of nothing. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return 0;
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
}
