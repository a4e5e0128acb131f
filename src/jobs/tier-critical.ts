import { defineJob, type JobContext } from '../bot/job.js';
import { callOf, levelOf, phoneFor } from '../bot/due-care.js';
import { tierFindings } from '../bot/due-money.js';
import { activeNames } from '../bot/job-days.js';
import { DAY_MS, dateAt, isWorkday } from '../domain/calendar/index.js';
import { ADMIN_LAYERS, CLIENT_LEVELS, type TierCritical } from '../domain/client-level.js';
import { formatFen } from '../domain/money.js';
import type { DueClient } from '../store/due.js';

const CLIENTS_AT_ONCE = 300;

export default defineJob({
  name: 'tier-critical',
  summary: '临界客户：本月日均快到上一级，或快跌出本级，每月说一次',
  cron: '30 8 * * *',
  usefulUntil: (slot) => new Date(slot.getTime() + DAY_MS),
  async *run(context) {
    const { slot, store, rules, calendarOf, notice, reply } = context;
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
      for (const { row, averageFen, asOf, tiers } of found) {
        if (row.receiverId === null || !names.has(row.receiverId)) continue;
        const month = today.slice(0, 7);
        const unsaid = await notSaid(context, row, tiers, month);
        if (unsaid.length === 0) continue;
        const [first, second] = tiers;
        const facts = (tier: TierCritical) => ({
          isUp: tier.direction === 'up',
          title: tier.title,
          gapFen: tier.gapFen,
          neededFen: tier.neededTodayFen ?? null,
        });
        yield notice({
          to: row.receiverId,
          kind: 'tier-critical',
          dedupeKey: keyOf(row, unsaid, month),
          reply: reply('tier-critical-due', {
            clientId: row.clientId,
            call: callOf(row),
            phone: phoneFor(row, row.receiverId),
            level: levelOf(row),
            ...facts(first),
            also: second ? facts(second) : null,
            averageFen,
            asOf,
            last: row.lastContactOn,
          }),
          merge: { who: row.name, line: `${row.name} ${tiers.map(inWords).join('，')}` },
        });
      }
      if (rows.length < CLIENTS_AT_ONCE) return;
    }
  },
});

const keyOf = (row: DueClient, names: readonly string[], month: string): string => `tier-critical:${row.clientId}:${names.join('+')}:${month}`;
const nameOf = (tier: TierCritical): string => `${tier.axis}:${tier.direction}:${tier.target}`;
const inWords = (tier: TierCritical): string => (tier.direction === 'up' ? `差${formatFen(tier.gapFen)}到${tier.title}` : `快跌出${tier.title}`);

const AXES = { level: CLIENT_LEVELS, layer: ADMIN_LAYERS } as const;

/** What of it this month has not heard: one card tells both axes, and its key both. */
async function notSaid({ store }: JobContext, row: DueClient, tiers: readonly TierCritical[], month: string): Promise<string[]> {
  const names = tiers.map(nameOf).sort();
  // Who has one axis was told of it alone: the key itself says so.
  if (names.length === 1 && row.adminLayer === null) return names;
  const keys = tiers.flatMap((tier) => {
    const name = nameOf(tier);
    const axis = tier.axis === 'level' ? 'layer' : 'level';
    const beside = AXES[axis].flatMap((target) => [`${axis}:up:${target}`, `${axis}:down:${target}`]);
    return [[name], ...beside.map((other) => [name, other].sort())].map((said) => ({ name, key: keyOf(row, said, month) }));
  });
  const written = new Set(await store.heldNotice.listWritten(keys.map(({ key }) => key)));
  return names.filter((name) => !keys.some((one) => one.name === name && written.has(one.key)));
}
