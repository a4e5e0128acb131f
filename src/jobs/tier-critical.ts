import { defineJob } from '../bot/job.js';
import { callOf, levelOf } from '../bot/due-care.js';
import { tierFindings } from '../bot/due-money.js';
import { activeNames } from '../bot/job-days.js';
import { DAY_MS, dateAt, isWorkday } from '../domain/calendar/index.js';
import { formatFen } from '../domain/money.js';

const CLIENTS_AT_ONCE = 300;

export default defineJob({
  name: 'tier-critical',
  summary: '临界客户：本月日均快到上一级，或快跌出本级，每月说一次',
  cron: '30 8 * * *',
  usefulUntil: (slot) => new Date(slot.getTime() + DAY_MS),
  async *run({ slot, store, rules, calendarOf, notice, reply }) {
    const today = dateAt(slot);
    let last = '';
    for (;;) {
      const rows = await store.due.page(last, CLIENTS_AT_ONCE);
      last = rows.at(-1)?.clientId ?? '';
      const found = await tierFindings(
        store,
        rows.filter((row) => isWorkday(today, calendarOf(row.orgPath))),
        today,
        rules,
      );
      const names = await activeNames(
        store,
        found.map(({ row }) => row.receiverId),
      );
      for (const { row, averageFen, asOf, tier } of found) {
        if (row.receiverId === null || !names.has(row.receiverId)) continue;
        const isUp = tier.direction === 'up';
        yield notice({
          to: row.receiverId,
          kind: 'tier-critical',
          dedupeKey: `tier-critical:${row.clientId}:${tier.axis}:${tier.direction}:${tier.target}:${today.slice(0, 7)}`,
          reply: reply('tier-critical-due', {
            clientId: row.clientId,
            call: callOf(row),
            level: levelOf(row),
            isUp,
            title: tier.title,
            gapFen: tier.gapFen,
            averageFen,
            asOf,
            neededFen: tier.neededTodayFen ?? null,
            last: row.lastContactOn,
          }),
          merge: { who: row.name, line: isUp ? `${row.name} 差${formatFen(tier.gapFen)}到${tier.title}` : `${row.name} 快跌出${tier.title}` },
        });
      }
      if (rows.length < CLIENTS_AT_ONCE) return;
    }
  },
});
