import { handBack, successorOf } from '../bot/hand-back.js';
import { defineJob } from '../bot/job.js';
import { dateAt, HOUR_MS } from '../domain/calendar/index.js';

export default defineJob({
  name: 'hand-back',
  summary: '代理最后一天18:00回岗：未办完的转回主办，给出交接摘要',
  cron: '0 18 * * *',
  // A period whose slot was missed is found by the next one.
  usefulUntil: (slot) => new Date(slot.getTime() + 24 * HOUR_MS),
  async *run({ slot, now, store, rules, calendarOf, notice, reply }) {
    const today = dateAt(slot);
    for (const period of await store.acting.listRunning(today)) {
      if (period.toOn === null || period.toOn > today) continue;
      yield async (tx) => {
        const next = await successorOf({ store: tx }, period);
        for (const card of await handBack({ store: tx, rules, calendarOf, reply, now }, period, 'job', next)) await notice(card)(tx);
      };
    }
  },
});
