import { ApiError } from './errors.js';
import { randomText } from './ids.js';
import type { World } from './world.js';

/** Access tokens of the one app: bound to corp and secret, expiring by the emulator's clock. */
export class Tokens {
  readonly #live = new Map<string, { expiresAt: number; state: 'live' | 'invalid' | 'expired' }>();
  #current: string | undefined;

  constructor(private readonly world: World) {}

  /** Answers the living token again, as the older documents promise. Throws an ApiError on wrong credentials. */
  issue(corpid: string, secret: string, ip: string): { access_token: string; expires_in: number } {
    const { world } = this;
    const wrongKey = `wrong-secret ${ip}`;
    const hour = 3_600_000;
    if (world.windows.count(wrongKey, hour) >= world.settings.wrongSecretsPerHour) throw new ApiError(45009);
    if (corpid === '' && secret === '') throw new ApiError(41004);
    if (corpid === '') throw new ApiError(41002);
    if (secret === '') throw new ApiError(41004);
    if (corpid !== world.identity.corpId) throw new ApiError(40013);
    if (secret !== world.identity.secret) {
      world.windows.take(wrongKey, [{ count: Infinity, ms: hour }]);
      throw new ApiError(40001);
    }
    const now = world.clock.now();
    const known = this.#current === undefined ? undefined : this.#live.get(this.#current);
    if (this.#current !== undefined && known?.state === 'live' && known.expiresAt - now > 1_000) {
      return { access_token: this.#current, expires_in: Math.floor((known.expiresAt - now) / 1_000) };
    }
    const token = randomText(86);
    this.#live.set(token, { expiresAt: now + world.settings.tokenSeconds * 1_000, state: 'live' });
    this.#current = token;
    return { access_token: token, expires_in: world.settings.tokenSeconds };
  }

  /** Throws 41001, 40014 or 42001 unless the token is good now. */
  check(token: string): void {
    if (token === '') throw new ApiError(41001);
    const known = this.#live.get(token);
    if (!known || known.state === 'invalid') throw new ApiError(40014);
    if (known.state === 'expired' || known.expiresAt <= this.world.clock.now()) throw new ApiError(42001);
  }

  /** Ends every token now: `invalid` answers 40014 from here on, `expired` 42001. */
  end(state: 'invalid' | 'expired'): void {
    for (const token of this.#live.values()) token.state = state;
    this.#current = undefined;
  }
}
