import type { Notice } from './bot/command.js';
import type { Job, JobContext, JobWrite } from './bot/job.js';
import { noticeRow } from './bot/notice-row.js';
import { letOthers } from './bot/pace.js';
import type { Channel } from './bot/message.js';
import type { Clock } from './clock.js';
import type { Store, StoreTx } from './store/index.js';
import type { JobAttempt } from './store/job-run.js';

const MINUTE_MS = 60_000;
/** How long a slot is somebody's; every slice renews it. */
export const LEASE_MS = 2 * MINUTE_MS;
const SLICE_ROWS = 100;
/** The first slice of a run: what a row costs here is not known yet. */
const FIRST_ROWS = 8;
/** Chats wait no longer for a slice than this; a slower one makes the next smaller. */
const SLICE_MS = 5;
/** No write transaction holds the database over 50 ms (design §3). */
const LONGEST_MS = 40;
/** A run that threw so often is given up. */
export const MOST_FAULTS = 5;
const PAUSE_MS = [10_000, MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS] as const;

/** Rows of the next slice. A few share a COMMIT even when they are slow, as it costs more than they do; unless they hold the database too long. */
function nextSize(size: number, tookMs: number): number {
  if (tookMs > LONGEST_MS) return Math.max(1, Math.floor(size / 2));
  if (tookMs > SLICE_MS) return Math.max(Math.min(size, FIRST_ROWS), Math.floor(size / 2));
  return Math.min(SLICE_ROWS, tookMs < SLICE_MS / 3 ? size * 2 : size + 1);
}

class LostLease extends Error {}

export interface ScheduleLog {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

/** What every run needs, whatever the job. */
export interface SlotOptions {
  store: Store;
  clock: Clock;
  log: ScheduleLog;
  /** Names this process in leases. */
  instanceId: string;
  rules: JobContext['rules'];
  calendarOf: JobContext['calendarOf'];
  anchorFile?: string;
  render: (template: string, facts: Record<string, unknown>, now: Date) => ReturnType<JobContext['reply']>;
  pushChannel: Channel;
  /** A run threw; `isLast`: it is not tried again. For the operator. */
  onFault?(job: string, slot: Date, error: unknown, isLast: boolean): void;
  /** Rows were committed; the outbox may have work. */
  onCommitted?(): void;
}

/** One slot of one job, leased by `by`. */
export interface SlotRun {
  job: Job;
  slot: Date;
  by: string;
  attempt: JobAttempt;
  /** False for what people run by hand: a fault ends it. */
  mayRetry: boolean;
}

/**
 * Runs one slot: what the job yields goes out in slices, each one transaction that renews the lease, so that chats come between them
 * and a process that lost its lease writes no more. A fault is noted with the time of the next try.
 */
export function createSlotRunner(options: SlotOptions, isStopping: () => boolean): (run: SlotRun) => Promise<void> {
  const { store, clock, log } = options;

  async function contextOf(job: Job, slot: Date, by: string): Promise<JobContext> {
    const now = clock.now();
    // What people run by hand is one slot and no more.
    const before = by.startsWith('manual:') ? null : await store.jobRun.slotBefore(job.name, slot);
    return {
      slot,
      since: before ?? new Date(slot.getTime() - MINUTE_MS),
      now,
      store,
      rules: options.rules,
      calendarOf: options.calendarOf,
      ...(options.anchorFile ? { anchorFile: options.anchorFile } : {}),
      reply: (template, facts) => options.render(template, facts, slot),
      notice: (notice) => (tx) => writeNotice(tx, notice),
    };
  }

  async function writeNotice(tx: StoreTx, notice: Notice): Promise<boolean> {
    if (await tx.noticeSwitch.isOff(notice.to, notice.kind)) return false;
    await tx.outbox.add(noticeRow(notice, { now: clock.now(), rules: options.rules, pushChannel: options.pushChannel, gathers: 'minute' }));
    return true;
  }

  async function run(task: SlotRun): Promise<void> {
    const { job, slot, attempt } = task;
    const began = performance.now();
    const elapsedMs = (): number => Math.round(performance.now() - began);
    try {
      const count = await writeAll(task, elapsedMs);
      log.info({ event: 'job-done', job: job.name, slot: slot.toISOString(), attempt: attempt.attempts, count, ms: elapsedMs() }, 'a job ran');
    } catch (error) {
      if (error instanceof LostLease) {
        log.warn({ event: 'job-lost', job: job.name, slot: slot.toISOString() }, 'another instance has this slot by now');
        return;
      }
      await afterFault(task, elapsedMs(), error);
    } finally {
      options.onCommitted?.();
    }
  }

  /** Slices of what the job yields; the last one says the slot is done. */
  async function writeAll({ job, slot, by }: SlotRun, ms: () => number): Promise<number> {
    let size: number = FIRST_ROWS;
    let count = 0;
    let slice: JobWrite[] = [];
    const commit = async (isLast: boolean): Promise<void> => {
      const part = slice;
      slice = [];
      let took = 0;
      await store.tx(async (tx) => {
        const began = performance.now();
        const now = clock.now();
        for (const write of part) await write(tx);
        const isMine = isLast
          ? await tx.jobRun.finish(job.name, slot, by, { state: 'done', at: now, durationMs: ms(), result: String(count) })
          : await tx.jobRun.renew(job.name, slot, by, new Date(now.getTime() + LEASE_MS));
        if (!isMine) throw new LostLease();
        took = performance.now() - began;
      });
      size = nextSize(size, took);
      await letOthers(); // chats come between slices
    };
    const yielded = await job.run(await contextOf(job, slot, by));
    if (yielded)
      for await (const write of yielded) {
        if (isStopping()) throw new Error('the process is stopping');
        slice.push(write);
        count++;
        if (slice.length >= size) await commit(false);
      }
    await commit(true);
    return count;
  }

  async function afterFault({ job, slot, by, attempt, mayRetry }: SlotRun, durationMs: number, error: unknown): Promise<void> {
    const words = error instanceof Error ? error.message : String(error);
    const now = clock.now();
    const isStop = isStopping() && mayRetry;
    const faults = attempt.faults + 1;
    const retryAt = new Date(now.getTime() + (isStop ? 0 : PAUSE_MS[Math.min(faults, PAUSE_MS.length) - 1]!));
    const isLast = !isStop && (!mayRetry || faults >= MOST_FAULTS || job.usefulUntil(slot) <= retryAt);
    if (!isStop) {
      log.error(
        {
          event: 'job-fault',
          job: job.name,
          slot: slot.toISOString(),
          attempt: attempt.attempts,
          isLast,
          error: error instanceof Error ? error.stack : words,
        },
        'a job failed',
      );
      options.onFault?.(job.name, slot, error, isLast);
    }
    try {
      await store.tx(async (tx) => {
        if (isLast) await tx.jobRun.finish(job.name, slot, by, { state: 'failed', at: now, durationMs, error: words });
        else await tx.jobRun.pause(job.name, slot, by, retryAt, words, isStop ? attempt.faults : faults);
      });
    } catch (second) {
      // The lease runs out by itself, and the slot is taken up again.
      log.error({ event: 'job-fault', job: job.name, error: String(second) }, 'a job’s end could not be stored');
    }
  }

  return run;
}
