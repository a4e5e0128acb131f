import { dateAt, timeAt } from '../domain/calendar/index.js';
import { canMoveOpportunity, OPPORTUNITY_CATEGORY_TITLES, type OpportunityCategory, type OpportunityState } from '../domain/opportunity.js';
import type { OpportunityRow } from '../store/opportunity.js';
import { mayDial } from './client-facts.js';
import type { Outcome, Turn } from './command.js';

const STATE_WORDS: Readonly<Record<OpportunityState, string>> = {
  open: '待办',
  contacted: '已联系',
  won: '已办成',
  lost: '暂不需要',
  expired: '已过期',
};

/** The facts of one lead's card, the same when the clock shows it and when somebody asks. */
export function opportunityFacts(row: OpportunityRow, { name, phone }: { name: string; phone: string | null }): Record<string, unknown> {
  return {
    id: row.id,
    clientId: row.clientId,
    name,
    phone,
    category: OPPORTUNITY_CATEGORY_TITLES[row.category as OpportunityCategory],
    reason: row.reason,
    expectedFen: row.expectedFen,
    dueOn: row.dueOn,
    state: row.state,
    stateWords: STATE_WORDS[row.state as OpportunityState],
    isOpen: row.state === 'open',
    isContacted: row.state === 'contacted',
  };
}

export async function opportunityCard(turn: Turn, row: OpportunityRow): Promise<Outcome> {
  const client = await turn.store.client.getFor(turn.user, row.clientId);
  const phone = (await mayDial(turn, row.clientId)) ? client.mobile : null;
  return { replies: [turn.reply('opportunity', opportunityFacts(row, { name: client.name, phone }))], session: { lastClientId: row.clientId } };
}

/** `<id>.<state>`: a state that cannot follow is answered with the present one. */
export async function moveOpportunity(turn: Turn, id: string): Promise<Outcome> {
  const [opportunityId = '', to = ''] = id.split('.');
  const row = await turn.store.opportunity.find(opportunityId);
  if (!row) return { replies: [turn.reply('card-gone', {})] };
  const client = await turn.store.client.getFor(turn.user, row.clientId);
  if (!canMoveOpportunity(row.state as OpportunityState, to as OpportunityState)) return opportunityCard(turn, row);
  await turn.store.opportunity.change(row.id, { state: to, handledOn: dateAt(turn.now) }, turn.now);
  return {
    replies: [
      turn.reply('opportunity-moved', {
        name: client.honorific ?? client.name,
        what: STATE_WORDS[to as OpportunityState],
        isContacted: to === 'contacted',
      }),
    ],
    stored: [{ kind: 'opportunity', id: row.id }],
    change: { kind: 'card-change', after: `${STATE_WORDS[to as OpportunityState]} ${timeAt(turn.now)}` },
    session: { lastClientId: row.clientId },
  };
}
