import { defineJob } from '../bot/job.js';
import { DAY_MS } from '../domain/calendar/index.js';

/** A result stands this long before the matter is put away. */
const ENDED_DAYS = 30;
const ROWS_AT_ONCE = 200;

export default defineJob({
  name: 'referral-close',
  summary: '有结果满30天的推荐归为已结束，结果留着',
  cron: '50 3 * * *',
  usefulUntil: (slot) => new Date(slot.getTime() + 7 * DAY_MS),
  catchUp: 'newest',
  async *run({ slot, now, store }) {
    const before = new Date(slot.getTime() - ENDED_DAYS * DAY_MS);
    for (let left = await store.referral.countEnded(before); left > 0; left -= ROWS_AT_ONCE)
      yield (tx) => tx.referral.closeEnded(before, now, ROWS_AT_ONCE);
  },
});
