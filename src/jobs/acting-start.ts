import { startNotices } from '../bot/acting.js';
import { defineJob } from '../bot/job.js';
import { dateAt, HOUR_MS } from '../domain/calendar/index.js';
import type { ActingReason } from '../domain/manager-relation.js';

export default defineJob({
  name: 'acting-start',
  summary: '代理第一天把待办、推荐交给代理人；代理期间每天早上再收一遍',
  cron: '5 8 * * *',
  usefulUntil: (slot) => new Date(slot.getTime() + 15 * HOUR_MS),
  async *run({ slot, now, store, rules, calendarOf, notice, reply }) {
    const today = dateAt(slot);
    for (const period of await store.acting.listRunning(today)) {
      if (period.toOn !== null && period.toOn < today) continue;
      if (period.fromOn === today) for (const card of await startNotices({ store, rules, calendarOf, reply, now }, period, (period.reason ?? 'other') as ActingReason)) yield notice(card);
      yield (tx) => tx.acting.begin(period, now);
    }
  },
});
