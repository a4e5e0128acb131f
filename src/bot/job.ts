import type { Calendar } from '../domain/calendar/index.js';
import type { Rules } from '../domain/rules.js';
import type { Store, StoreTx } from '../store/index.js';
import type { Notice } from './command.js';
import type { Reply } from './reply.js';

/** One small write of a job. The scheduler puts up to a hundred into one transaction; each may be run again after a crash. */
export type JobWrite = (store: StoreTx) => Promise<unknown>;

export interface JobContext {
  /** The minute the job was due, not the minute it runs: a late or repeated run gives the same answer. */
  slot: Date;
  /** The slot before this one: what fell due after it and up to `slot` is this run's. */
  since: Date;
  /** When it runs. */
  now: Date;
  /** For reading what is committed. What the job writes, it yields. */
  store: Store;
  rules: Rules;
  /** Where the ends of the audit chain are kept apart from it; absent where nothing is kept. */
  anchorFile?: string;
  calendarOf: (orgPath: string) => Calendar;
  /** Fills templates/chat/<name>.hbs. */
  reply: (template: string, facts: Record<string, unknown>) => Reply;
  /** Writes a push under its key, unless its receiver switched the kind off: then false. */
  notice: (notice: Notice) => (store: StoreTx) => Promise<boolean>;
}

export interface Job {
  /** = file name; the kebab-case of what it announces. */
  name: string;
  summary: string;
  /** Minute, hour, day of month, month, day of week, in Asia/Shanghai: which slots exist. Made from the bank's rules where they say when. */
  cron: string | ((rules: Rules) => string);
  /** A slot missed while nothing ran is caught up before this instant, and skipped afterwards. */
  usefulUntil: (slot: Date) => Date;
  /** `newest`: of several missed slots only the newest runs, and finds by `since` what fell due meanwhile. Absent: each of them runs. */
  catchUp?: 'newest';
  /**
   * Yields its writes in any number. What was yielded commits in slices; the slot is done with the last one, so a crash in between runs it
   * again: keys that name the thing (`birthday:<client>:<date>`) keep that from showing.
   */
  run: (context: JobContext) => AsyncIterable<JobWrite> | Iterable<JobWrite> | Promise<Iterable<JobWrite> | void>;
}

/** Passes its argument through, so that the types inside are known. */
export function defineJob(job: Job): Job {
  return job;
}
