import type { JobRun } from '../generated/sqlite/client.js';
import { insertInto, type Row, type Sql } from './db/index.js';

export interface StoredJobRun {
  job: string;
  slotAt: Date;
  /** `baseline`: from here on slots count; the installation knew this job from then. */
  state: 'running' | 'done' | 'skipped' | 'failed' | 'baseline';
  /** Times somebody began it, the killed ones too. */
  attempts: number;
  /** Times it threw. */
  faults: number;
  startedAt: Date | null;
  finishedAt: Date | null;
  durationMs: number | null;
  result: string | null;
  error: string | null;
}

export type JobAttempt = Pick<StoredJobRun, 'attempts' | 'faults'>;

const toRun = (row: Row<JobRun>): StoredJobRun => ({
  job: row.job,
  slotAt: new Date(row.slotAt),
  state: row.state as StoredJobRun['state'],
  attempts: row.attempts,
  faults: row.faults,
  startedAt: row.startedAt === null ? null : new Date(row.startedAt),
  finishedAt: row.finishedAt === null ? null : new Date(row.finishedAt),
  durationMs: row.durationMs,
  result: row.result,
  error: row.error,
});

/** Which slots of which job ran: the truth about the clock's work, whoever does it. Source: design §3 «Clock». */
export function jobRunStore(sql: Sql) {
  return {
    /** The newest slot the clock began, skipped or set as the start; null for a job never seen. What people ran by hand does not count. */
    async lastSlot(job: string): Promise<Date | null> {
      const row = await sql.get<{ slot: number }>(
        `SELECT slotAt AS slot FROM JobRun WHERE job = ? AND COALESCE(leaseBy, '') NOT LIKE 'manual:%' ORDER BY slotAt DESC LIMIT 1`,
        [job],
      );
      return row === undefined ? null : new Date(Number(row.slot));
    },

    /** The slot before this one that the clock began, skipped or set as the start; null when there is none. */
    async slotBefore(job: string, slotAt: Date): Promise<Date | null> {
      const row = await sql.get<{ slot: number }>(
        `SELECT slotAt AS slot FROM JobRun WHERE job = ? AND slotAt < ? AND COALESCE(leaseBy, '') NOT LIKE 'manual:%' ORDER BY slotAt DESC LIMIT 1`,
        [job, slotAt.getTime()],
      );
      return row === undefined ? null : new Date(Number(row.slot));
    },

    /** Writes a slot nobody runs: skipped, or the baseline. False when the slot is there already. */
    async note(job: string, slotAt: Date, state: 'skipped' | 'baseline', now: Date, result: string | null): Promise<boolean> {
      return (
        (await sql.run(
          ...insertInto(
            'JobRun',
            { job, slotAt: slotAt.getTime(), state, attempts: 0, leaseUntil: 0, finishedAt: now.getTime(), result },
            'ON CONFLICT ("job", "slotAt") DO NOTHING',
          ),
        )) === 1
      );
    },

    /**
     * Takes the slot: a new one, one whose holder's time ran out, or one whose pause after a fault is over.
     * Answers which attempt this is and how many threw, or null when it is somebody else's or finished.
     */
    async claim(job: string, slotAt: Date, by: string, now: Date, until: Date): Promise<JobAttempt | null> {
      const row = await sql.get<JobAttempt>(
        `INSERT INTO JobRun(job, slotAt, state, leaseBy, leaseUntil, attempts, startedAt) VALUES (?, ?, 'running', ?, ?, 1, ?)
         ON CONFLICT (job, slotAt) DO UPDATE SET leaseBy = excluded.leaseBy, leaseUntil = excluded.leaseUntil,
           attempts = JobRun.attempts + 1, startedAt = excluded.startedAt
         WHERE JobRun.state = 'running' AND JobRun.leaseUntil <= ? RETURNING attempts, faults`,
        [job, slotAt.getTime(), by, until.getTime(), now.getTime(), now.getTime()],
      );
      return row ?? null;
    },

    /** Takes it whatever became of it before: a person asked for this slot by name. `by` starts with `manual:`. */
    async claimAgain(job: string, slotAt: Date, by: string, now: Date, until: Date): Promise<JobAttempt> {
      const row = await sql.get<JobAttempt>(
        `INSERT INTO JobRun(job, slotAt, state, leaseBy, leaseUntil, attempts, startedAt) VALUES (?, ?, 'running', ?, ?, 1, ?)
         ON CONFLICT (job, slotAt) DO UPDATE SET state = 'running', leaseBy = excluded.leaseBy, leaseUntil = excluded.leaseUntil,
           attempts = JobRun.attempts + 1, startedAt = excluded.startedAt RETURNING attempts, faults`,
        [job, slotAt.getTime(), by, until.getTime(), now.getTime()],
      );
      return row!;
    },

    /** False when the lease went to somebody else meanwhile: then what this run writes must not be kept. */
    async renew(job: string, slotAt: Date, by: string, until: Date): Promise<boolean> {
      return (
        (await sql.run(`UPDATE JobRun SET leaseUntil = ? WHERE job = ? AND slotAt = ? AND leaseBy = ? AND state = 'running'`, [
          until.getTime(),
          job,
          slotAt.getTime(),
          by,
        ])) === 1
      );
    },

    async finish(
      job: string,
      slotAt: Date,
      by: string,
      end: { state: 'done' | 'failed'; at: Date; durationMs: number; result?: string; error?: string },
    ): Promise<boolean> {
      return (
        (await sql.run(
          `UPDATE JobRun SET state = ?, faults = faults + ?, leaseUntil = 0, finishedAt = ?, durationMs = ?, result = ?, error = ? WHERE job = ? AND slotAt = ? AND leaseBy = ? AND state = 'running'`,
          [
            end.state,
            end.state === 'failed' ? 1 : 0,
            end.at.getTime(),
            end.durationMs,
            end.result ?? null,
            end.error ?? null,
            job,
            slotAt.getTime(),
            by,
          ],
        )) === 1
      );
    },

    /** Lets it rest after a fault, or a stop of the process; any instance takes it up again after `retryAt`. `faults`: so far. */
    async pause(job: string, slotAt: Date, by: string, retryAt: Date, error: string, faults: number): Promise<void> {
      await sql.run(
        `UPDATE JobRun SET leaseBy = NULL, leaseUntil = ?, error = ?, faults = ? WHERE job = ? AND slotAt = ? AND leaseBy = ? AND state = 'running'`,
        [retryAt.getTime(), error, faults, job, slotAt.getTime(), by],
      );
    },

    /** Ends what is no longer useful to repeat. */
    async giveUp(job: string, slotAt: Date, now: Date, state: 'failed' | 'skipped', result: string): Promise<boolean> {
      return (
        (await sql.run(
          `UPDATE JobRun SET state = ?, finishedAt = ?, result = ?, leaseUntil = 0 WHERE job = ? AND slotAt = ? AND state = 'running' AND leaseUntil <= ?`,
          [state, now.getTime(), result, job, slotAt.getTime(), now.getTime()],
        )) === 1
      );
    },

    /** SQLite has one service: what a killed one held is free as soon as the next starts. Pauses after a fault stay. */
    async releaseAll(): Promise<number> {
      return sql.run(`UPDATE JobRun SET leaseBy = NULL, leaseUntil = 0 WHERE state = 'running' AND leaseBy IS NOT NULL`);
    },

    /** Begun, not finished, and free to be taken up. */
    async listOpen(now: Date): Promise<StoredJobRun[]> {
      const rows = await sql.all<Row<JobRun>>(`SELECT * FROM JobRun WHERE state = 'running' AND leaseUntil <= ? ORDER BY slotAt, job`, [
        now.getTime(),
      ]);
      return rows.map(toRun);
    },

    async find(job: string, slotAt: Date): Promise<StoredJobRun | undefined> {
      const row = await sql.get<Row<JobRun>>('SELECT * FROM JobRun WHERE job = ? AND slotAt = ?', [job, slotAt.getTime()]);
      return row && toRun(row);
    },

    /** Every job that has runs, also those this version no longer knows. */
    async listNames(): Promise<string[]> {
      return (await sql.all<{ job: string }>('SELECT DISTINCT job FROM JobRun ORDER BY job')).map((row) => row.job);
    },

    /**
     * From where on a job's runs are still needed, given that all since `before` are kept: its newest run and the clock's newest slot, which
     * tell what was done already, the slot before each one that is kept, and whatever has not ended. null = nothing is older.
     */
    async neededFrom(job: string, before: Date): Promise<Date | null> {
      // The few that have not ended are found by their state: the job's own rows are as many as its minutes.
      const open = await sql.get<{ slot: number | null }>(`SELECT MIN(slotAt) AS slot FROM JobRun WHERE state = 'running' AND job || '' = ?`, [job]);
      const until = Math.min(before.getTime(), Number(open?.slot ?? before.getTime()));
      const newest = async (which: string): Promise<number | null> => {
        const row = await sql.get<{ slot: number }>(
          `SELECT slotAt AS slot FROM JobRun WHERE job = ? AND slotAt < ? AND ${which} ORDER BY slotAt DESC LIMIT 1`,
          [job, until],
        );
        return row === undefined ? null : Number(row.slot);
      };
      const [ofClock, shown] = [await newest(`COALESCE(leaseBy, '') NOT LIKE 'manual:%'`), await newest(`state <> 'baseline'`)];
      const kept = Math.min(ofClock ?? until, shown ?? until);
      return ofClock === null && shown === null ? null : new Date(kept);
    },

    async countBefore(job: string, from: Date): Promise<number> {
      return (await sql.get<{ n: number }>('SELECT COUNT(*) AS n FROM JobRun WHERE job = ? AND slotAt < ?', [job, from.getTime()]))!.n;
    },

    /** Takes away at most so many of the oldest; what has not ended stays. */
    async eraseBefore(job: string, from: Date, limit: number): Promise<number> {
      return sql.run(
        `DELETE FROM JobRun WHERE job = ? AND slotAt IN (SELECT slotAt FROM JobRun WHERE job = ? AND slotAt < ? AND state <> 'running' ORDER BY slotAt LIMIT ?)`,
        [job, job, from.getTime(), limit],
      );
    },

    /** The newest run of a job that somebody really began or skipped. */
    async last(job: string): Promise<StoredJobRun | undefined> {
      const row = await sql.get<Row<JobRun>>(`SELECT * FROM JobRun WHERE job = ? AND state <> 'baseline' ORDER BY slotAt DESC LIMIT 1`, [job]);
      return row && toRun(row);
    },
  };
}
