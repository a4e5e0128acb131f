import { defineJob } from '../bot/job.js';
import { DAY_MS } from '../domain/calendar/index.js';

/** Longer than any slot is useful (`Job.usefulUntil`), so that what may still run has its row. */
const KEEP_DAYS = 14;
const ROWS_AT_ONCE = 200;

export default defineJob({
  name: 'job-run-erase',
  summary: '满14天的任务记录清掉，每个任务的最后一次留着',
  cron: '40 3 * * *',
  usefulUntil: (slot) => new Date(slot.getTime() + 7 * DAY_MS),
  catchUp: 'newest',
  async *run({ slot, store }) {
    const before = new Date(slot.getTime() - KEEP_DAYS * DAY_MS);
    for (const job of await store.jobRun.listNames()) {
      const from = await store.jobRun.neededFrom(job, before);
      if (from === null) continue;
      for (let left = await store.jobRun.countBefore(job, from); left > 0; left -= ROWS_AT_ONCE)
        yield (tx) => tx.jobRun.eraseBefore(job, from, ROWS_AT_ONCE);
    }
  },
});
