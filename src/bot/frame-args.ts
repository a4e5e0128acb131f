import type { Frame } from '../domain/intent.js';
import type { Road } from './road.js';

/** The instant of the message that the frame came from; it may have waited for a tap since. */
export function saidAt(frame: Frame, road: Road): Date {
  const said = new Date(frame.now);
  return said < road.now ? said : road.now;
}

export function clientIdOf(frame: Frame): string | undefined {
  const client = frame.args['client'] as { id?: string } | undefined;
  return client?.id;
}

/** Without the keys that say nothing, so that zod's `.optional()` holds. */
export function plainArgs(args: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null && value !== undefined));
}
