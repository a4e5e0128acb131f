import { dayOfAll } from '../bot/day.js';
import { dayReply, nextMonthOf, quietReply, UNMET_DAYS } from '../bot/day-lines.js';
import { defineJob } from '../bot/job.js';
import { createPace } from '../bot/pace.js';
import { addDays, HOUR_MS } from '../domain/calendar/index.js';
import { dailyAt } from '../domain/cron.js';

export default defineJob({
  name: 'briefing',
  summary: '工作日早报，发给每位理财经理和理财师',
  cron: (rules) => dailyAt(rules.briefing.rm),
  usefulUntil: (slot) => new Date(slot.getTime() + 4 * HOUR_MS),
  async *run({ slot, store, rules, calendarOf, notice, reply }) {
    const pace = createPace();
    for await (const day of dayOfAll({ store, rules, calendarOf, now: slot, pace })) {
      const { today } = day.window;
      const shown =
        day.items.length > 0
          ? dayReply(reply, day, rules, slot)
          : quietReply(
              reply,
              day.window,
              {
                ...(await store.briefing.countOptional(day.person.id, today, nextMonthOf(today), addDays(today, -UNMET_DAYS))),
                openOpportunities: 0,
              },
              slot,
            );
      yield notice({ to: day.person.id, kind: 'briefing', dedupeKey: `briefing:${day.person.id}:${today}`, reply: shown });
      await pace();
    }
  },
});
