import { ApiError } from './errors.js';
import { randomText } from './ids.js';
import type { EmulatorClock } from './clock.js';
import type { Journal } from './journal.js';

const LIFETIME_MS = 72 * 3_600_000;

type Code = { code: string; msgid: string; at: number; used: boolean };

/** Response codes of cards: each good once, for 72 hours; kept with the card's message. */
export class Codes {
  readonly #codes = new Map<string, Code>();

  constructor(
    private readonly clock: EmulatorClock,
    private readonly journal: Journal,
  ) {}

  restore(code: Code): void {
    this.#codes.set(code.code, code);
  }

  issue(msgid: string): string {
    const code: Code = { code: randomText(43), msgid, at: this.clock.now(), used: false };
    this.#keep(code);
    return code.code;
  }

  /** The message a code belongs to; throws 60140 when it is unknown, used or expired. */
  find(code: string): string {
    const known = this.#codes.get(code);
    if (!known || known.used || this.clock.now() - known.at >= LIFETIME_MS) throw new ApiError(60140);
    return known.msgid;
  }

  use(code: string): void {
    const known = this.#codes.get(code);
    if (known) this.#keep({ ...known, used: true });
  }

  #keep(code: Code): void {
    this.#codes.set(code.code, code);
    this.journal.append('code', code);
  }
}
