import { z } from 'zod';
import { periodArg } from '../bot/args.js';
import { defineCommand, type Turn } from '../bot/command.js';
import { levelOf } from '../bot/due-care.js';
import { tierFindings, type TierFinding } from '../bot/due-money.js';
import { listPage, type ListLine } from '../bot/list-page.js';
import { dateAt } from '../domain/calendar/index.js';
import { SERVING } from '../domain/role-group.js';

const CLIENTS_AT_ONCE = 500;
/** More than a person reads; wider roles narrow it by outlet in the lists of their managers. */
const MOST_FOUND = 300;

export default defineCommand({
  name: 'tier-critical',
  aliases: ['临界', '临界客户', '临界名单', '快升级的', '快升级', '快降级的', '差一点升级'],
  group: 'client',
  summary: '看快升级和快降级的客户，差多少',
  examples: ['临界', '快升级的'],
  roles: SERVING,
  effect: 'read',
  args: z.object({
    period: periodArg.optional().describe('只看本月，其他时间不算'),
  }),
  slots: [{ name: 'period', kind: 'period' }],
  cues: [{ words: ['临界', '快升级', '快降级', '差一点到', '快到白金', '快到黑金', '快到金卡', '差多少升级'], weight: 0.6 }],
  handle: ({ args: _args, ...turn }) => list(turn, 0),
  taps: {
    critical: async ({ tap, ...turn }) => list(turn, Number(tap.id)),
  },
});

async function list(turn: Turn, offset: number) {
  const found: TierFinding[] = [];
  let last = '';
  for (;;) {
    const rows = await turn.store.due.page(last, CLIENTS_AT_ONCE, turn.user);
    found.push(...(await tierFindings(turn.store, rows, dateAt(turn.now), turn.rules)));
    last = rows.at(-1)?.clientId ?? '';
    if (rows.length < CLIENTS_AT_ONCE || found.length >= MOST_FOUND) break;
  }
  // A client stands once, by the first of his axes; both are told.
  const sorted = found.sort(({ tiers: [a] }, { tiers: [b] }) => (a.direction === b.direction ? a.gapFen - b.gapFen : a.direction === 'up' ? -1 : 1));
  const lines = sorted.map(({ row, averageFen, tiers }): ListLine => ({
    key: `view:${row.clientId}`,
    name: row.name,
    clientId: row.clientId,
    words: (shown) => {
      const near = tiers.map((tier) =>
        tier.direction === 'up' ? `差${shown(tier.gapFen, 'amountFen')}到${tier.title}` : `只比${tier.title}下限高${shown(tier.gapFen, 'amountFen')}`,
      );
      return `${shown(row.name, 'name')} ${levelOf(row)} 日均${shown(averageFen, 'amountFen')}，${near.join('，')}`;
    },
  }));
  const page = await listPage(
    turn,
    'tier-critical',
    lines,
    offset,
    { command: 'tier-critical', verb: 'critical' },
    {
      up: sorted.filter(({ tiers: [first] }) => first.direction === 'up').length,
      down: sorted.filter(({ tiers: [first] }) => first.direction === 'down').length,
      asOf: sorted[0]?.asOf ?? null,
    },
  );
  return {
    ...page,
    why: sorted
      .slice(0, 5)
      .flatMap(({ row, tiers }) => tiers.flatMap(({ reasons }) => reasons.map((one) => ({ ...one, text: `${row.name}：${one.text}` })))),
  };
}
