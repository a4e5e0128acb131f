import type { Reason } from '../domain/reason.js';
import { UserError } from '../errors.js';
import type { LoadedCase } from './case-facts.js';
import type { Outcome, Turn } from './command.js';

/** What was said or picked to one question of an act. */
export interface CaseAnswer {
  text: string;
  /** Of the option picked, or the colleague named. */
  value?: string;
}

/** One missing thing, asked for in one line. */
export interface CaseAsk {
  title: string;
  hint: string;
  options?: { value: string; text: string }[];
  /** Words that are none of the options do not answer it. */
  isClosed?: boolean;
  /** Refuses an answer that ends the matter, before the next is asked. */
  check?: (answer: CaseAnswer) => void;
  /** Typed words that cannot be it are asked for again. */
  fits?: (text: string) => boolean;
  /** What typed words stand for; undefined: they do not answer it. */
  resolve?: (text: string) => Promise<CaseAnswer | undefined>;
}

export type ActRight = 'handle' | 'findings' | 'supervise' | 'superior' | 'major';

/** Something that can be done with a case: who may, when, what has to be said first, and what it does. */
export interface CaseAct {
  label: string;
  right: ActRight;
  isOpen: (loaded: LoadedCase) => boolean;
  /** What there is nothing of when it is not open, where the state of the case is not the reason: 「等批的延期」. */
  wants?: string;
  asks: (turn: Turn, loaded: LoadedCase) => CaseAsk[] | Promise<CaseAsk[]>;
  run: (turn: Turn, loaded: LoadedCase, answers: CaseAnswer[]) => Promise<Outcome>;
}

/** A no in three parts: what not, why with its source, what can be done instead. */
export function refused(loaded: LoadedCase, what: string, reasons: readonly Pick<Reason, 'text' | 'source'>[], way: string): UserError {
  return new UserError('case-refused', { no: loaded.row.no, what, reasons: reasons.map(({ text, source }) => ({ text, source })), way });
}

export const said = (answers: readonly CaseAnswer[], at = 0): string => answers[at]?.text.trim() ?? '';
