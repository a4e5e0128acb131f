import { addDays, firstWorkdayOnOrAfter, isWorkday, lastOfMonth, lastWorkdayOnOrBefore, mondayOf, type Calendar } from './calendar/index.js';
import type { Rules } from './rules.js';

export interface MaturingHolding {
  id: string;
  clientId: string;
  productCode: string;
  amountFen: number;
  /** Absent = no end. */
  maturesOn?: string;
  autoRenew?: boolean;
  /** Where the product says when the money is credited; absent = the maturity day or the next workday. */
  creditOn?: string;
}

/** When the money is on the account: shown beside the maturity when that is no workday. */
export function creditDay(holding: MaturingHolding & { maturesOn: string }, calendar: Calendar): string {
  return holding.creditOn ?? firstWorkdayOnOrAfter(holding.maturesOn, calendar);
}

export interface MaturityDay {
  date: string;
  isWorkday: boolean;
  totalFen: number;
  holdings: (MaturingHolding & { maturesOn: string; creditOn: string })[];
}

export interface MaturityMonth {
  days: MaturityDay[];
  weeks: { monday: string; totalFen: number; count: number }[];
  totalFen: number;
  count: number;
}

/** 到期月历 of the month a day lies in: by day, largest amount first, with totals per day, week (Monday to Sunday) and month. */
export function maturityMonth(holdings: readonly MaturingHolding[], month: string, calendar: Calendar): MaturityMonth {
  const from = `${month.slice(0, 7)}-01`;
  const to = lastOfMonth(from);
  const byDay = new Map<string, MaturityDay>();
  const byWeek = new Map<string, { monday: string; totalFen: number; count: number }>();
  for (const holding of holdings) {
    const { maturesOn } = holding;
    if (maturesOn === undefined || maturesOn < from || maturesOn > to) continue;
    const day = byDay.get(maturesOn) ?? { date: maturesOn, isWorkday: isWorkday(maturesOn, calendar), totalFen: 0, holdings: [] };
    day.totalFen += holding.amountFen;
    day.holdings.push({ ...holding, maturesOn, creditOn: creditDay({ ...holding, maturesOn }, calendar) });
    byDay.set(maturesOn, day);
    const monday = mondayOf(maturesOn);
    const week = byWeek.get(monday) ?? { monday, totalFen: 0, count: 0 };
    week.totalFen += holding.amountFen;
    week.count++;
    byWeek.set(monday, week);
  }
  const days = [...byDay.values()].sort((a, b) => a.date.localeCompare(b.date));
  for (const day of days) day.holdings.sort((a, b) => b.amountFen - a.amountFen || a.id.localeCompare(b.id));
  return {
    days,
    weeks: [...byWeek.values()].sort((a, b) => a.monday.localeCompare(b.monday)),
    totalFen: days.reduce((sum, day) => sum + day.totalFen, 0),
    count: days.reduce((sum, day) => sum + day.holdings.length, 0),
  };
}

export interface MaturityNotice {
  holdingId: string;
  clientId: string;
  maturesOn: string;
  /** Days from the maturity: -30, -7, -1 before, 1 after. */
  lead: number;
  speakOn: string;
  /** Only when the money still lies idle that day. */
  onlyIfIdle: boolean;
}

/** Before maturity on the last workday on or before the day, after it on the first workday on or after. */
export function maturitySpeakOn(maturesOn: string, lead: number, calendar: Calendar): string {
  const day = addDays(maturesOn, lead);
  return lead > 0 ? firstWorkdayOnOrAfter(day, calendar) : lastWorkdayOnOrBefore(day, calendar);
}

/** All notices of one holding spoken of between two days, both included. A holding that renews itself says nothing after. */
export function maturityNotices(holding: MaturingHolding, from: string, to: string, calendar: Calendar, rules: Rules): MaturityNotice[] {
  const { maturesOn } = holding;
  if (maturesOn === undefined) return [];
  return [...new Set(rules.maturity.remind)]
    .filter((lead) => !(lead > 0 && holding.autoRenew === true))
    .map((lead) => ({
      holdingId: holding.id,
      clientId: holding.clientId,
      maturesOn,
      lead,
      speakOn: maturitySpeakOn(maturesOn, lead, calendar),
      onlyIfIdle: lead > 0,
    }))
    .filter((notice) => from <= notice.speakOn && notice.speakOn <= to)
    .sort((a, b) => a.lead - b.lead);
}

/** Whether matured money still lies on the current account: at least as much is there as came due. */
export function isMaturedMoneyIdle(maturedFen: number, currentBalanceFen: number): boolean {
  return maturedFen > 0 && currentBalanceFen >= maturedFen;
}

/**
 * Idle money: on each of the last `idle.days` days the current balance was above `idle.spendMultiple` × the average
 * monthly spending and above `idle.minFen`. Unknown spending counts as 0. Newest day last; fewer days are not enough.
 */
export function isMoneyIdle(currentBalancesFen: readonly number[], monthlySpendFen: number | undefined, rules: Rules): boolean {
  const { days, spendMultiple, minFen } = rules.idle;
  const bound = Math.max(minFen, spendMultiple * (monthlySpendFen ?? 0));
  const last = currentBalancesFen.slice(-days);
  return last.length === days && last.every((fen) => fen > bound);
}
