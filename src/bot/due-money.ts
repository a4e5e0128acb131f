import { aumDailyAverage } from '../domain/aum.js';
import { addDays, addMonths, firstOfMonth, formatFullDay } from '../domain/calendar/index.js';
import { tierCritical, type AdminLayer, type TierCritical } from '../domain/client-level.js';
import { isMoneyIdle } from '../domain/maturity.js';
import { formatFen } from '../domain/money.js';
import type { OpportunityCategory } from '../domain/opportunity.js';
import { isRiskAbove, RISK_TOLERANCES } from '../domain/risk-assessment.js';
import type { Rules } from '../domain/rules.js';
import type { DueClient } from '../store/due-rows.js';
import type { Store, StoreTx } from '../store/index.js';

type Reads = Pick<Store | StoreTx, 'balance' | 'due' | 'movement' | 'holding' | 'riskAssessment'>;

export interface TierFinding {
  row: DueClient;
  averageFen: number;
  asOf: string;
  /** One or both axes, upward first. */
  tiers: readonly [TierCritical, ...TierCritical[]];
}

/** 临界 by the month's average so far; on the first of a month nothing of it is known yet. */
export async function tierFindings(store: Pick<Reads, 'balance'>, rows: readonly DueClient[], today: string, rules: Rules): Promise<TierFinding[]> {
  const from = firstOfMonth(today);
  const to = addDays(today, -1);
  if (to < from) return [];
  const known = rows.filter((row) => row.aumOn !== null);
  const balances = await store.balance.listMany(
    known.map((row) => row.clientId),
    from,
    to,
  );
  return known.flatMap((row) => {
    const average = aumDailyAverage(balances.get(row.clientId) ?? [], from, to);
    if (average === null || average.knownDays < average.days) return [];
    const adminLayer = row.adminLayer as AdminLayer | null;
    const facts = { level: row.level, ...(adminLayer === null ? {} : { adminLayer }), averageFen: average.averageFen };
    const [first, ...more] = tierCritical(facts, today, rules);
    return first ? [{ row, averageFen: average.averageFen, asOf: to, tiers: [first, ...more] as const }] : [];
  });
}

export interface Lead {
  row: DueClient;
  category: OpportunityCategory;
  source: 'idleMoney' | 'maturing' | 'riskMismatch' | 'tierUp';
  /** One lead per client, rule and thing. */
  ref: string;
  reason: string;
  expectedFen: number | null;
  dueOn: string;
}

const DAYS_TO_ACT = 14;
const MATURING_DAYS = 30;
const SPEND_MONTHS = 3;

/** Leads in the four categories, all from rules: idle money, maturing products, risk above the client's tolerance, the next level near. */
export async function findLeads(store: Reads, rows: readonly DueClient[], today: string, now: Date, rules: Rules): Promise<Lead[]> {
  const leads: Lead[] = [...(await idleLeads(store, rows, today, rules))];
  const ids = rows.map((row) => row.clientId);
  const byId = new Map(rows.map((row) => [row.clientId, row]));
  const end = addDays(today, MATURING_DAYS);
  for (const one of await store.holding.listMaturing(ids, today, end)) {
    const row = byId.get(one.clientId);
    if (row)
      leads.push({
        row,
        category: 'product',
        source: 'maturing',
        ref: one.id,
        reason: `${one.productName}${formatFullDay(one.maturesOn ?? today, now)}到期${formatFen(one.amountFen)}`,
        expectedFen: one.amountFen,
        dueOn: one.maturesOn ?? end,
      });
  }
  for (const one of await store.due.ratedHoldings(ids, today)) {
    const row = byId.get(one.clientId);
    if (row && isRiskAbove(one.riskLevel, one.tolerance))
      leads.push({
        row,
        category: 'allocation',
        source: 'riskMismatch',
        ref: `${one.productCode}:${one.tolerance}`,
        reason: `持有${one.productName} R${one.riskLevel}，测评${RISK_TOLERANCES[one.tolerance - 1]}，约谈调整`,
        expectedFen: one.fen,
        dueOn: addDays(today, DAYS_TO_ACT),
      });
  }
  for (const { row, tiers } of await tierFindings(store, rows, today, rules)) {
    const [tier] = tiers;
    if (tier.direction === 'up')
      leads.push({
        row,
        category: 'benefit',
        source: 'tierUp',
        ref: `${tier.target}:${today.slice(0, 7)}`,
        reason: `差${formatFen(tier.gapFen)}到${tier.title}，可讲权益`,
        expectedFen: tier.gapFen,
        dueOn: addDays(addMonths(firstOfMonth(today), 1), -1),
      });
  }
  return leads;
}

/**
 * Idle money: the current account of each of the last days is today's less what came in since and plus what left, as far as
 * movements tell; spending is what left for other banks, a month on average.
 */
export async function idleLeads(store: Reads, rows: readonly DueClient[], today: string, rules: Rules): Promise<Lead[]> {
  const current = await store.due.demandBalances(rows.map((row) => row.clientId));
  const rich = rows.filter((row) => (current.get(row.clientId) ?? 0) > rules.idle.minFen);
  const yesterday = addDays(today, -1);
  const since = addMonths(today, -SPEND_MONTHS);
  const byClient = new Map<string, { onDate: string; direction: string; counterparty: string; amountFen: number }[]>();
  for (const one of await store.movement.listOf(
    rich.map((row) => row.clientId),
    since,
    yesterday,
  ))
    byClient.set(one.clientId, [...(byClient.get(one.clientId) ?? []), one]);
  return rich.flatMap((row): Lead[] => {
    const moves = byClient.get(row.clientId) ?? [];
    const spent = moves.filter((one) => one.direction === 'out' && one.counterparty === 'outside').reduce((sum, one) => sum + one.amountFen, 0);
    let fen = current.get(row.clientId) ?? 0;
    const days: number[] = [];
    for (let back = 0; back < rules.idle.days; back++) {
      const day = addDays(yesterday, -back);
      days.unshift(fen);
      for (const one of moves) if (one.onDate === day) fen += one.direction === 'in' ? -one.amountFen : one.amountFen;
    }
    const monthly = spent / SPEND_MONTHS;
    if (!isMoneyIdle(days, monthly, rules)) return [];
    const amount = current.get(row.clientId) ?? 0;
    const last = moves.findLast((one) => one.direction === 'in')?.onDate;
    return [
      {
        row,
        category: 'asset',
        source: 'idleMoney',
        ref: last ?? 'standing',
        expectedFen: amount,
        dueOn: addDays(today, DAYS_TO_ACT),
        reason: `活期${formatFen(amount)}连续${rules.idle.days}天超过${formatFen(Math.max(rules.idle.minFen, Math.round(rules.idle.spendMultiple * monthly)))}`,
      },
    ];
  });
}
