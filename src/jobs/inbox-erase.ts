import { defineJob } from '../bot/job.js';
import { DAY_MS } from '../domain/calendar/index.js';

/** Raw texts are kept this long after processing (design §13). */
const KEEP_DAYS = 30;
const ROWS_AT_ONCE = 500;

export default defineJob({
  name: 'inbox-erase',
  summary: '处理满30天的原文清掉',
  cron: '20 3 * * *',
  usefulUntil: (slot) => new Date(slot.getTime() + 7 * DAY_MS),
  async *run({ slot, store }) {
    const before = new Date(slot.getTime() - KEEP_DAYS * DAY_MS);
    for (let left = await store.inbox.countOld(before); left > 0; left -= ROWS_AT_ONCE) yield (tx) => tx.inbox.eraseOld(before, ROWS_AT_ONCE);
  },
});
