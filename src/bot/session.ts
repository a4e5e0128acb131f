import type { Frame } from '../domain/intent.js';

/**
 * A question the bot left open. A typed digit or label, a tap on its card, or words that fit answer it; anything else
 * leaves it open and is handled as new (design §4).
 */
export interface Question {
  /** choose-client, fill-slot, confirm, pick-reading, or a kind of the command's own. */
  kind: string;
  /** The command that goes on with the answer. */
  command: string;
  /** What the buttons of the question's card mean, in order: a typed digit or label taps them. */
  options?: { key: string; text: string }[];
  /** The frame that waits for the answer. */
  frame?: Frame;
  /** fill-slot, choose-client: which argument. */
  slot?: string;
  /** The stored draft, when there is one. */
  draftId?: string;
  /** Ids or words the command needs to go on. */
  data?: Record<string, unknown>;
  /** The message that led to it: what answers a later one lies above it. */
  inboxId?: number;
  /** How often it was asked; the third miss stops asking. */
  tries?: number;
}

export interface SessionState {
  lastClientId: string | null;
  lastContactId: string | null;
  question: Question | null;
  questionAt: Date | null;
  misses: number;
}
