import { startNotices } from '../bot/acting.js';
import { defineJob } from '../bot/job.js';
import { addDays, dateAt, HOUR_MS } from '../domain/calendar/index.js';
import type { ActingReason } from '../domain/manager-relation.js';

/** The card of the first day is still of use after so many more. */
const LATE_DAYS = 3;

export default defineJob({
  name: 'acting-start',
  summary: '代理第一天把待办、推荐交给代理人；代理期间每天早上再收一遍',
  // Before anything else of the day speaks; the cards leave when the night is over.
  cron: '1 0 * * *',
  usefulUntil: (slot) => new Date(slot.getTime() + 23 * HOUR_MS),
  async *run({ slot, now, store, rules, calendarOf, notice, reply }) {
    const today = dateAt(slot);
    for (const period of await store.acting.listRunning(today)) {
      if (period.toOn !== null && period.toOn < today) continue;
      // A first morning that was missed is told on the next.
      if (addDays(period.fromOn, LATE_DAYS) >= today)
        for (const card of await startNotices({ store, rules, calendarOf, reply, now }, period, (period.reason ?? 'other') as ActingReason))
          yield notice(card);
      yield (tx) => tx.acting.begin(period, now);
    }
  },
});
