import type { EmulatorClock } from './clock.js';
import { intOf, isObject, textOf } from './shape.js';

export const FAULT_KINDS = ['refuse', 'stall', 'timeout', 'html', 'drop', 'duplicate', 'reorder', 'tokenInvalid', 'rateLimit'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/**
 * A fault that somebody switched on. What each kind does:
 * `refuse` answers `errcode` (-1 unless given) and does nothing; `stall` does the work and answers `ms` late;
 * `timeout` does the work and never answers; `html` answers HTTP 502 with a page and does nothing;
 * `tokenInvalid` answers 40014, `rateLimit` 45009 (846607 on the aibot).
 * `drop`, `duplicate` and `reorder` are about deliveries to the service: lost, sent twice, overtaken by the next.
 * `path` narrows it: part of an API path, `callback` for the app's deliveries, `aibot` for the socket.
 * Aimed at an API path, `drop` cuts the connection; aimed at `callback`, the API kinds make the delivery fail.
 */
export type Fault = {
  id: string;
  kind: FaultKind;
  path?: string;
  errcode?: number;
  ms?: number;
  /** How often it still strikes; without it, until switched off. */
  times?: number;
  /** Epoch milliseconds, emulator time. */
  untilMs?: number;
};

export class FaultError extends Error {
  override name = 'FaultError';
}

const DELIVERY_KINDS: FaultKind[] = ['drop', 'duplicate', 'reorder'];

/** Where something is about to happen: an API call, a delivery to the app, a frame either way on the socket. */
export type FaultPlace =
  { at: 'api'; path: string } | { at: 'callback'; url: string } | { at: 'aibot-delivery' } | { at: 'aibot-command'; cmd: string };

export class Faults {
  readonly #faults: Fault[] = [];
  #next = 1;
  onChange: () => void = () => undefined;

  constructor(private readonly clock: EmulatorClock) {}

  add(input: unknown): string {
    if (!isObject(input)) throw new FaultError('a fault is an object {kind, …}');
    const kind = FAULT_KINDS.find((known) => known === input['kind']);
    if (!kind) throw new FaultError(`kind must be one of ${FAULT_KINDS.join(', ')}`);
    for (const field of ['ms', 'times', 'forMs', 'errcode']) {
      const value = input[field];
      if (value !== undefined && value !== null && intOf(value) === undefined) throw new FaultError(`${field} must be a whole number`);
      if (field !== 'errcode' && (intOf(value) ?? 0) < 0) throw new FaultError(`${field} must not be negative`);
    }
    if (input['path'] !== undefined && input['path'] !== null && typeof input['path'] !== 'string') throw new FaultError('path must be a text');
    const fault: Fault = { id: String(this.#next++), kind };
    if (textOf(input['path']) !== '') fault.path = textOf(input['path']);
    const [errcode, ms, times, forMs] = ['errcode', 'ms', 'times', 'forMs'].map((field) => intOf(input[field]));
    if (errcode !== undefined) fault.errcode = errcode;
    if (ms !== undefined) fault.ms = ms;
    if (times !== undefined) fault.times = times;
    if (forMs !== undefined) fault.untilMs = this.clock.now() + forMs;
    this.#faults.push(fault);
    this.onChange();
    return fault.id;
  }

  list(): Fault[] {
    this.#expire();
    return this.#faults.map((fault) => ({ ...fault }));
  }

  remove(id: string): boolean {
    const at = this.#faults.findIndex((fault) => fault.id === id);
    if (at < 0) return false;
    this.#faults.splice(at, 1);
    this.onChange();
    return true;
  }

  clear(): void {
    this.#faults.length = 0;
    this.onChange();
  }

  /** The first fault that strikes here; counts it. `only` restricts the kinds looked for. */
  strike(place: FaultPlace, only?: FaultKind[]): Fault | undefined {
    this.#expire();
    const fault = this.#faults.find((candidate) => (!only || only.includes(candidate.kind)) && hits(candidate, place));
    if (fault?.times !== undefined) {
      fault.times -= 1;
      if (fault.times <= 0) this.remove(fault.id);
    }
    return fault;
  }

  #expire(): void {
    const now = this.clock.now();
    for (const fault of [...this.#faults]) {
      if ((fault.untilMs !== undefined && now >= fault.untilMs) || fault.times === 0) this.remove(fault.id);
    }
  }
}

function hits(fault: Fault, place: FaultPlace): boolean {
  const path = fault.path;
  const aboutDeliveries = DELIVERY_KINDS.includes(fault.kind);
  switch (place.at) {
    case 'api':
      if (fault.kind === 'duplicate' || fault.kind === 'reorder') return false;
      if (fault.kind === 'tokenInvalid' && place.path.endsWith('/gettoken')) return false;
      if (path === undefined) return !aboutDeliveries;
      return path !== 'callback' && path !== 'aibot' && place.path.includes(path);
    case 'callback':
      if (path === undefined) return aboutDeliveries;
      return (path === 'callback' || place.url.includes(path)) && fault.kind !== 'tokenInvalid' && fault.kind !== 'rateLimit';
    case 'aibot-delivery':
      return aboutDeliveries && (path === undefined || path === 'aibot');
    case 'aibot-command':
      if (aboutDeliveries || fault.kind === 'html' || fault.kind === 'tokenInvalid') return false;
      return path === undefined || path === 'aibot' || place.cmd.includes(path);
  }
}
