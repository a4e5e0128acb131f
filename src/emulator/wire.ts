import { Signal } from './signal.js';
import type { EmulatorClock } from './clock.js';

/** One call over the wire, either way, as the console's record shows it. */
export type WireEntry = {
  n: number;
  at: string;
  /** `in`: the service called WeCom; `out`: WeCom called the service. */
  direction: 'in' | 'out';
  channel: 'api' | 'callback' | 'aibot';
  /** API path, event or frame name. */
  name: string;
  people: string[];
  /** errcode of the answer; absent when none was given. */
  errcode?: number;
  refused: boolean;
  note?: string;
  request?: unknown;
  response?: unknown;
};

const KEPT = 2_000;
const LONGEST_TEXT = 4_000;

/** The last calls, newest last, without secrets. */
export class Wire {
  readonly #entries: WireEntry[] = [];
  readonly signal = new Signal();
  #n = 0;

  constructor(private readonly clock: EmulatorClock) {}

  get n(): number {
    return this.#n;
  }

  add(entry: Omit<WireEntry, 'n' | 'at'>): void {
    this.#n += 1;
    this.#entries.push({
      n: this.#n,
      at: this.clock.iso(),
      ...entry,
      ...(entry.request === undefined ? {} : { request: redact(entry.request) }),
      ...(entry.response === undefined ? {} : { response: redact(entry.response) }),
    });
    if (this.#entries.length > KEPT * 2) this.#entries.splice(0, this.#entries.length - KEPT);
    this.signal.notify();
  }

  list(after = 0): WireEntry[] {
    return this.#entries.slice(-KEPT).filter((entry) => entry.n > after);
  }

  clear(): void {
    this.#entries.length = 0;
  }
}

const SECRET_FIELDS = /^(corpsecret|secret|access_token|aeskey|base64_data|ticket)$/i;

function redact(value: unknown): unknown {
  if (typeof value === 'string') return value.length > LONGEST_TEXT ? value.slice(0, LONGEST_TEXT) + '…' : value;
  if (Array.isArray(value)) return value.slice(0, 200).map(redact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, SECRET_FIELDS.test(key) ? '…' : redact(inner)]));
}
