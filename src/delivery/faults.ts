import { PlatformError } from '../errors.js';

/** What this folder asks of a logger; pino has it. Fields carry ids and codes, never texts or names. */
export interface Log {
  debug(fields: object, text: string): void;
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/* SQLite by name; PostgreSQL by class: connection, resources, operator's hand, system, and what a repeat cures. */
const SQLITE = /^SQLITE_(BUSY|LOCKED|IOERR|FULL|NOMEM|CANTOPEN|PROTOCOL|INTERRUPT)/;
const POSTGRES = /^(08...|53...|57...|58...|40001|40P01|55P03)$/;
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

/** The database could not, rather than we were wrong: the same work may succeed later. */
export function isInfrastructure(error: unknown): boolean {
  if (error instanceof PlatformError) return error.system === 'database' && error.retryable;
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  if (SQLITE.test(code) || POSTGRES.test(code) || NETWORK.has(code)) return true;
  return /database is locked|Connection terminated|Query read timeout/.test(error.message);
}

const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Four signs a person can read out: the same stand in the log beside the stack. */
export function faultNumber(random: () => number): string {
  return Array.from({ length: 4 }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join('');
}

/**
 * Pause before the next attempt: doubling, with a third of it left to chance so that a crowd does not return at once.
 * @param attempt from 1.
 */
export function growingPause(attempt: number, firstMs: number, mostMs: number, random: () => number): number {
  const full = Math.min(mostMs, firstMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(full * (2 / 3 + random() / 3));
}

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Lets what waits in the event loop go first. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
