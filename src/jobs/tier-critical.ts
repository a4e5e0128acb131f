import { defineJob } from '../bot/job.js';
import { callOf, levelOf, phoneFor } from '../bot/due-care.js';
import { tierFindings } from '../bot/due-money.js';
import { activeNames } from '../bot/job-days.js';
import { DAY_MS, dateAt, isWorkday } from '../domain/calendar/index.js';
import type { TierCritical } from '../domain/client-level.js';
import { formatFen } from '../domain/money.js';
import type { DueClient } from '../store/due-rows.js';
import type { TierToldRow } from '../store/tier-told.js';

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
      const month = today.slice(0, 7);
      const told = new Set(
        (
          await store.tierTold.listOf(
            found.map(({ row }) => row.clientId),
            month,
          )
        ).map(toldKey),
      );
      for (const { row, averageFen, asOf, tiers } of found) {
        if (row.receiverId === null || !names.has(row.receiverId)) continue;
        const untold = tiers.map((tier) => toldRow(row, tier, month)).filter((one) => !told.has(toldKey(one)));
        if (untold.length === 0) continue;
        const [first, second] = tiers;
        const facts = (tier: TierCritical) => ({
          isUp: tier.direction === 'up',
          title: tier.title,
          gapFen: tier.gapFen,
          neededFen: tier.neededTodayFen ?? null,
        });
        const write = notice({
          to: row.receiverId,
          kind: 'tier-critical',
          dedupeKey: keyOf(row, untold, month),
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
        yield async (tx) => {
          if (await write(tx)) await tx.tierTold.add(untold);
        };
      }
      if (rows.length < CLIENTS_AT_ONCE) return;
    }
  },
});

const toldRow = (row: DueClient, tier: TierCritical, month: string): TierToldRow => ({
  clientId: row.clientId,
  month,
  axis: tier.axis,
  finding: `${tier.direction}:${tier.target}`,
});
const toldKey = ({ clientId, axis, finding }: TierToldRow): string => `${clientId}:${axis}:${finding}`;
const keyOf = (row: DueClient, untold: readonly TierToldRow[], month: string): string =>
  `tier-critical:${row.clientId}:${untold
    .map(({ axis, finding }) => `${axis}:${finding}`)
    .sort()
    .join('+')}:${month}`;
const inWords = (tier: TierCritical): string => (tier.direction === 'up' ? `差${formatFen(tier.gapFen)}到${tier.title}` : `快跌出${tier.title}`);
