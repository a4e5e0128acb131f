import { defineJob } from '../bot/job.js';
import { endRoaming, roamingStart } from '../bot/roaming.js';
import { dateAt, HOUR_MS } from '../domain/calendar/index.js';

export default defineJob({
  name: 'roaming',
  summary: '漫游服务第一天告诉当地经理；过了最后一天收回，告诉主办做了什么',
  cron: '2 0 * * *',
  usefulUntil: (slot) => new Date(slot.getTime() + 23 * HOUR_MS),
  async *run({ slot, now, store, rules, notice, reply }) {
    const today = dateAt(slot);
    for (const row of await store.managerRelation.listRoaming()) {
      if (row.fromOn === today) for (const card of await roamingStart({ store, rules, reply, now }, row)) yield notice(card);
      if (row.toOn === null || row.toOn >= today) continue;
      yield async (tx) => {
        for (const card of await endRoaming({ store: tx, rules, reply, now }, row, 'job')) await notice(card)(tx);
      };
    }
  },
});
