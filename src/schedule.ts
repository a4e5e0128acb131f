import { createTask, setLogger, type ScheduledTask } from 'node-cron';
import type { Job } from './bot/job.js';
import { releaseNotices } from './bot/merge-notices.js';
import { nextSlot, parseCron, slotsBetween, type CronRule } from './domain/cron.js';
import { createSlotRunner, LEASE_MS, MOST_FAULTS, type SlotOptions } from './slot-run.js';
import type { StoredJobRun } from './store/job-run.js';

const MINUTE_MS = 60_000;
/** Begun so often and never ended: whoever runs it dies of it, while being killed for other reasons hits one slot a few times only. */
const MOST_STARTS = 40;
/** Slots looked back over after a long downtime; older ones are nobody's concern any more. */
const MOST_SLOTS = 500;
/** People whose held pushes leave in one transaction. */
const RELEASE_AT_ONCE = 20;
/** Pushes wait this long for jobs of their minute that are still running. */
const PATIENCE_MS = MINUTE_MS;

export interface ScheduleOptions extends SlotOptions {
  jobs: readonly Job[];
}

export interface JobListing {
  name: string;
  summary: string;
  cron: string;
  last: StoredJobRun | null;
  next: Date | null;
}

export interface Schedule {
  /** Ticks at every minute, and once at once: what was missed while nothing ran. */
  start(): Promise<void>;
  /** Looks what is due by the clock; a jump of the demo's clock calls it as well. */
  tick(): Promise<void>;
  /** Until everything begun has ended. */
  drain(): Promise<void>;
  /** Runs one slot whatever the clock says, again if need be. Default: the newest slot that is due. */
  runJob(name: string, slot?: Date): Promise<StoredJobRun>;
  listJobs(): Promise<JobListing[]>;
  stop(): Promise<void>;
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * The clock's work. A slot is a minute a job is due; the table of runs says which were done, so several instances share them
 * and a killed process loses none (design §3 «Clock»).
 */
export function createSchedule(options: ScheduleOptions): Schedule {
  const { store, clock, log } = options;
  const jobs = new Map<string, { job: Job; cron: string; rule: CronRule }>();
  for (const job of options.jobs) {
    if (jobs.has(job.name)) throw new Error(`two jobs are called ${job.name}`);
    const cron = typeof job.cron === 'function' ? job.cron(options.rules) : job.cron;
    jobs.set(job.name, { job, cron, rule: parseCron(cron) });
  }
  /** One run of a job at a time in this process. */
  const running = new Map<string, Promise<void>>();
  let runs = 0;
  let ticking: Promise<void> | undefined;
  let releasing: Promise<void> | undefined;
  let isTickWanted = false;
  let isReleaseWanted = false;
  let isPassedOver = false;
  let isStopping = false;
  let cron: ScheduledTask | undefined;
  const run = createSlotRunner(options, () => isStopping);

  function tick(): Promise<void> {
    if (isStopping) return Promise.resolve();
    isTickWanted = true;
    ticking ??= (async () => {
      try {
        while (isTickWanted && !isStopping) {
          isTickWanted = false;
          await look();
          await release();
        }
      } catch (error) {
        log.error({ event: 'schedule', error: String(error) }, 'the table of runs could not be read');
      } finally {
        ticking = undefined;
      }
    })();
    return ticking;
  }

  async function look(): Promise<void> {
    const now = clock.now();
    isPassedOver = false;
    const open = await store.jobRun.listOpen(now);
    for (const { job, rule } of jobs.values()) {
      if (running.has(job.name)) {
        isPassedOver = true; // its slots are found when it has ended
        continue;
      }
      const again = open.filter((run) => run.job === job.name);
      const due = await newSlots(job, rule, now);
      if (again.length === 0 && due.length === 0) continue;
      const work = runAll(job, again, due)
        .catch((error: unknown) => log.error({ event: 'schedule', job: job.name, error: String(error) }, 'a job’s slots could not be worked on'))
        .then(() => {
          running.delete(job.name);
          if (running.size === 0) void release();
        });
      running.set(job.name, work);
    }
  }

  /** Once no job runs, what was held until now leaves; beside jobs only what waited a minute for them. */
  function release(): Promise<void> {
    isReleaseWanted = true;
    releasing ??= (async () => {
      try {
        let released = 0;
        while (isReleaseWanted && !isStopping) {
          isReleaseWanted = false;
          const now = clock.now();
          const upTo = running.size === 0 ? now : new Date(now.getTime() - PATIENCE_MS);
          const count = await store.tx((tx) => releaseNotices(tx, upTo, (template, facts) => options.render(template, facts, now), RELEASE_AT_ONCE));
          released += count;
          isReleaseWanted ||= count === RELEASE_AT_ONCE;
          await nextTurn();
        }
        if (released > 0) options.onCommitted?.();
      } catch (error) {
        log.error({ event: 'schedule', error: String(error) }, 'held pushes could not be released');
      } finally {
        releasing = undefined;
      }
    })();
    return releasing;
  }

  async function newSlots(job: Job, rule: CronRule, now: Date): Promise<Date[]> {
    const last = await store.jobRun.lastSlot(job.name);
    if (last) {
      const missed = slotsBetween(rule, last, now, MOST_SLOTS);
      if (job.catchUp !== 'newest' || missed.length <= 1) return missed;
      log.info({ event: 'job-caught-up', job: job.name, since: last.toISOString() }, 'missed slots are caught up by the newest one');
      return missed.slice(-1);
    }
    // A job is new here: what lay before this minute is not its concern, and a crash from now on loses no slot.
    const baseline = new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS - MINUTE_MS);
    await store.tx((tx) => tx.jobRun.note(job.name, baseline, 'baseline', now, null));
    return slotsBetween(rule, baseline, now, MOST_SLOTS);
  }

  async function runAll(job: Job, again: StoredJobRun[], due: Date[]): Promise<void> {
    for (const run of again) {
      if (isStopping) return;
      await takeUp(job, run);
    }
    for (const slot of due) {
      if (isStopping) return;
      const now = clock.now();
      if (job.usefulUntil(slot) <= now) {
        const isNew = await store.tx((tx) => tx.jobRun.note(job.name, slot, 'skipped', now, 'no longer useful'));
        if (isNew) log.info({ event: 'job-skipped', job: job.name, slot: slot.toISOString() }, 'a missed slot is no longer useful and is skipped');
        continue;
      }
      const by = leaseName();
      const attempt = await store.tx((tx) => tx.jobRun.claim(job.name, slot, by, now, new Date(now.getTime() + LEASE_MS)));
      if (attempt) await run({ job, slot, by, attempt, mayRetry: true });
    }
  }

  /** A run that a killed process left, or that pauses after a fault. */
  async function takeUp(job: Job, found: StoredJobRun): Promise<void> {
    const now = clock.now();
    const isStale = job.usefulUntil(found.slotAt) <= now;
    if (isStale || found.faults >= MOST_FAULTS || found.attempts >= MOST_STARTS) {
      const words = isStale ? 'no longer useful' : `given up: begun ${found.attempts} times, ${found.faults} of them threw`;
      const isMine = await store.tx((tx) => tx.jobRun.giveUp(job.name, found.slotAt, now, isStale ? 'skipped' : 'failed', words));
      if (isMine) log.warn({ event: 'job-given-up', job: job.name, slot: found.slotAt.toISOString(), words }, 'a slot is given up');
      return;
    }
    const by = leaseName();
    const attempt = await store.tx((tx) => tx.jobRun.claim(job.name, found.slotAt, by, now, new Date(now.getTime() + LEASE_MS)));
    if (attempt) await run({ job, slot: found.slotAt, by, attempt, mayRetry: true });
  }

  const leaseName = (): string => `${options.instanceId}#${++runs}`;

  async function drain(): Promise<void> {
    while (ticking || releasing || running.size > 0) {
      await ticking;
      await Promise.all(running.values());
      await releasing;
      // A job that was running at a tick may have slots that nobody looked at yet.
      if (isPassedOver && !isStopping) await tick();
    }
  }

  const get = (name: string) => {
    const known = jobs.get(name);
    if (!known) throw new Error(`there is no job ${name}; there are: ${[...jobs.keys()].join(', ')}`);
    return known;
  };

  return {
    async start() {
      if (store.sql.dialect === 'sqlite') await store.tx((tx) => tx.jobRun.releaseAll());
      setLogger({
        info: () => undefined,
        debug: () => undefined,
        warn: (words) => log.warn({ event: 'node-cron' }, words),
        error: (words) => log.error({ event: 'node-cron' }, String(words)),
      });
      // A tick only says "look": a minute that node-cron misses is found at the next one.
      cron = createTask('* * * * *', () => tick(), { timezone: 'Asia/Shanghai', noOverlap: true, suppressMissedWarning: true });
      await cron.start();
      cron.unref();
      await tick();
    },
    tick,
    drain,
    async runJob(name, slot) {
      const { job, rule } = get(name);
      const now = clock.now();
      const at = slot ?? slotsBetween(rule, new Date(now.getTime() - 400 * 24 * 60 * MINUTE_MS), now, 1)[0];
      if (!at) throw new Error(`${name} was never due yet`);
      const by = `manual:${leaseName()}`;
      const attempt = await store.tx((tx) => tx.jobRun.claimAgain(name, at, by, now, new Date(now.getTime() + LEASE_MS)));
      await run({ job, slot: at, by, attempt, mayRetry: false });
      await release();
      return (await store.jobRun.find(name, at))!;
    },
    async listJobs() {
      const now = clock.now();
      const list: JobListing[] = [];
      for (const { job, cron, rule } of jobs.values())
        list.push({ name: job.name, summary: job.summary, cron, last: (await store.jobRun.last(job.name)) ?? null, next: nextSlot(rule, now) });
      return list;
    },
    async stop() {
      isStopping = true;
      await cron?.destroy();
      await ticking;
      await Promise.all(running.values());
      await releasing;
    },
  };
}
