import { defineJob } from '../bot/job.js';
import { DAY_MS } from '../domain/calendar/index.js';

export default defineJob({
  name: 'audit-anchor',
  summary: '每日留存审计链尾，另存一份',
  cron: '10 0 * * *',
  usefulUntil: (slot) => new Date(slot.getTime() + DAY_MS),
  async run({ store, anchorFile, slot }) {
    if (anchorFile) await store.audit.anchor(anchorFile, slot);
  },
});
