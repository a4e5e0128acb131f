import type { ClientArg, IntentSpec } from '../domain/intent.js';
import type { TakenClient } from './slots.js';

/** What an act was filled with, before it becomes a frame. */
export interface Draft {
  intent: IntentSpec;
  args: Record<string, unknown>;
  missing: string[];
  /** Something was guessed besides the client. */
  isGuessed: boolean;
  /** 0..1. */
  confidence: number;
  /** Differs from the intent's own: 「案件 TS-107 结案」 writes. */
  effect?: 'read' | 'write';
  /** The client as found, for its span. */
  taken?: TakenClient;
  /** It was heard as a question, with or without a word of asking. */
  asked?: true;
}

export const SURE = 0.98;

export function draft(intent: IntentSpec, args: Record<string, unknown>, rest: Partial<Omit<Draft, 'intent' | 'args'>> = {}): Draft {
  const { missing = [], isGuessed = false, confidence = SURE, effect, taken, asked } = rest;
  return { intent, args, missing, isGuessed, confidence, effect, taken, asked };
}

/** Adds the client, or says that it is missing. */
export function withClient(args: Record<string, unknown>, client: ClientArg | undefined, missing: string[]): Record<string, unknown> {
  if (client === undefined) {
    missing.push('client');
    return args;
  }
  return { client, ...args };
}
