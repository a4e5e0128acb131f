import { defineJob } from '../bot/job.js';
import { phoneFor } from '../bot/due-care.js';
import { idleLeads } from '../bot/due-money.js';
import { activeNames } from '../bot/job-days.js';
import { opportunityFacts } from '../bot/opportunity-act.js';
import { DAY_MS, dateAt, isWorkday } from '../domain/calendar/index.js';
import { formatFen } from '../domain/money.js';
import type { OpportunityRow } from '../store/opportunity.js';

const CLIENTS_AT_ONCE = 300;
const EXPIRED_AT_ONCE = 500;

export default defineJob({
  name: 'opportunity',
  summary: '闲置资金：活期连续10天偏高，记成商机并告诉理财经理',
  cron: '30 8 * * *',
  usefulUntil: (slot) => new Date(slot.getTime() + DAY_MS),
  async *run({ slot, store, rules, calendarOf, notice, reply }) {
    const today = dateAt(slot);
    yield (tx) => tx.opportunity.expire(today, slot, EXPIRED_AT_ONCE);
    let last = '';
    for (;;) {
      const rows = await store.due.page(last, CLIENTS_AT_ONCE);
      last = rows.at(-1)?.clientId ?? '';
      const found = await idleLeads(
        store,
        rows.filter((row) => isWorkday(today, calendarOf(row.orgPath))),
        today,
        rules,
      );
      const known = new Set(
        (await store.opportunity.listOf(found.map(({ row }) => row.clientId))).map((one) => `${one.clientId}|${one.source}|${one.ref}`),
      );
      const names = await activeNames(
        store,
        found.map(({ row }) => row.receiverId),
      );
      for (const { row, category, source, ref, reason, expectedFen, dueOn } of found) {
        const ownerId = row.receiverId;
        if (ownerId === null || !names.has(ownerId) || known.has(`${row.clientId}|${source}|${ref}`)) continue;
        // The lead and its push are one write: what is stored was said.
        yield async (tx) => {
          const id = await tx.opportunity.add({
            clientId: row.clientId,
            ownerId,
            category,
            source,
            ref,
            reason,
            expectedFen,
            dueOn,
            createdAt: slot.getTime(),
          });
          const stored: OpportunityRow | undefined = id === undefined ? undefined : await tx.opportunity.find(id);
          if (!stored) return;
          await notice({
            to: ownerId,
            kind: 'opportunity',
            dedupeKey: `opportunity:${row.clientId}:${source}:${ref}`,
            reply: reply('opportunity', opportunityFacts(stored, { name: row.name, phone: phoneFor(row, ownerId) })),
            merge: { who: row.name, line: `${row.name} 活期闲置${formatFen(expectedFen)}` },
          })(tx);
        };
      }
      if (rows.length < CLIENTS_AT_ONCE) return;
    }
  },
});
