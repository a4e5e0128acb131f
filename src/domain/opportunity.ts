import { ratio } from './money.js';

export const OPPORTUNITY_CATEGORIES = ['product', 'asset', 'allocation', 'benefit'] as const;
export type OpportunityCategory = (typeof OPPORTUNITY_CATEGORIES)[number];

export const OPPORTUNITY_CATEGORY_TITLES: Readonly<Record<OpportunityCategory, string>> = {
  product: '产品',
  asset: '资金',
  allocation: '配置',
  benefit: '权益',
};

export const OPPORTUNITY_STATES = ['open', 'contacted', 'won', 'lost', 'expired'] as const;
export type OpportunityState = (typeof OPPORTUNITY_STATES)[number];

export interface Opportunity {
  id: string;
  clientId: string;
  category: OpportunityCategory;
  expectedFen?: number;
  dueOn: string;
  state: OpportunityState;
  /** Day of the last change of state; absent while open. */
  handledOn?: string;
}

const NEXT: Readonly<Record<OpportunityState, readonly OpportunityState[]>> = {
  open: ['contacted', 'won', 'lost', 'expired'],
  contacted: ['won', 'lost'],
  won: [],
  lost: [],
  expired: [],
};

export function canMoveOpportunity(from: OpportunityState, to: OpportunityState): boolean {
  return NEXT[from].includes(to);
}

/** An untouched lead runs out after its day. */
export function isOpportunityExpired(opportunity: Opportunity, today: string): boolean {
  return opportunity.state === 'open' && today > opportunity.dueOn;
}

/** 商机处理率: handled by their day ÷ all that were due in the period; null when none was. */
export function handlingRate(opportunities: readonly Opportunity[], from: string, to: string): number | null {
  const due = opportunities.filter((one) => from <= one.dueOn && one.dueOn <= to);
  const handled = due.filter((one) => ['contacted', 'won', 'lost'].includes(one.state) && one.handledOn !== undefined && one.handledOn <= one.dueOn);
  return ratio(handled.length, due.length);
}

/** Lists: nearest day first, then the larger amount. */
export function compareOpportunities(a: Opportunity, b: Opportunity): number {
  return a.dueOn.localeCompare(b.dueOn) || (b.expectedFen ?? 0) - (a.expectedFen ?? 0) || a.id.localeCompare(b.id);
}
