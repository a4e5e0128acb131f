import { defineJob } from '../bot/job.js';
import { nearestAbove } from '../bot/case-people.js';
import { onSiteCard } from '../bot/on-site.js';
import { MINUTE_MS } from '../domain/calendar/index.js';

const MOST_AT_ONCE = 200;

export default defineJob({
  name: 'on-site-clock',
  summary: '现场客户10分钟无人应答，通知主管',
  cron: '* * * * *',
  usefulUntil: (slot) => new Date(slot.getTime() + 5 * MINUTE_MS),
  catchUp: 'newest',
  async *run({ now, store, notice, reply }) {
    for (const task of await store.task.listUnanswered(now, MOST_AT_ONCE)) {
      const orgId = task.sourceId ?? (await store.staff.find(task.createdBy))?.orgId ?? '';
      const supervisors = await nearestAbove(store, orgId, ['branchSupervisor', 'wealthCentreHead']);
      const card = await onSiteCard({ store, reply }, task, true, false);
      // Whoever is in charge hears of it whatever the hour, and the one responsible once more.
      for (const to of new Set([...supervisors, task.ownerId]))
        yield notice({ to, kind: 'onSite', dedupeKey: `on-site:${task.id}:late:${to}`, reply: card, push: 'onSite' });
      yield (tx) => tx.task.change(task.id, { remindedAt: now.getTime() }, now);
    }
  },
});
