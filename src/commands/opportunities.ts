import { z } from 'zod';
import { periodArg } from '../bot/args.js';
import { defineCommand, type Turn } from '../bot/command.js';
import { findLeads, type Lead } from '../bot/due-money.js';
import { listPage, type ListLine } from '../bot/list-page.js';
import { moveOpportunity, opportunityCard } from '../bot/opportunity-act.js';
import { dateAt, formatDay } from '../domain/calendar/index.js';
import { OPPORTUNITY_CATEGORIES, OPPORTUNITY_CATEGORY_TITLES } from '../domain/opportunity.js';
import type { OpportunityCategory } from '../domain/opportunity.js';
import { SERVING } from '../domain/role-group.js';

const CLIENTS_AT_ONCE = 500;
const MOST_FOUND = 300;
const SOURCES: Readonly<Record<Lead['source'], string>> = {
  idleMoney: '闲置活期',
  maturing: '将到期',
  riskMismatch: '超出测评等级',
  tierUp: '升级还差',
};

export default defineCommand({
  name: 'opportunities',
  aliases: ['商机', '机会', '商机列表', '销售机会', '我的商机', '商机清单'],
  group: 'money',
  summary: '看商机：产品、资金、配置、权益四类',
  examples: ['商机', '我的商机'],
  roles: SERVING,
  effect: 'read',
  args: z.object({
    period: periodArg.optional().describe('哪段时间内要办的'),
  }),
  slots: [{ name: 'period', kind: 'period' }],
  cues: [{ words: ['商机', '有什么机会', '有哪些机会', '有啥机会', '什么机会可以'], weight: 0.5 }],
  handle: ({ args, ...turn }) => list(turn, restOf(args.period?.endDate ?? '', turn.text), 0),
  taps: {
    leads: async ({ tap, ...turn }) => {
      const cut = tap.id.indexOf('.');
      return list(turn, tap.id.slice(cut + 1), Number(tap.id.slice(0, cut)));
    },
    /** One lead found now: it is written down when somebody opens it. */
    lead: async ({ tap, ...turn }) => openLead(turn, tap.id),
    /** 联系了, 暂不需要: `<id>.<state>`. */
    leadTo: async ({ tap, ...turn }) => moveOpportunity(turn, tap.id),
  },
});

async function openOnes(turn: Turn, until: string): Promise<Lead[]> {
  const found: Lead[] = [];
  const today = dateAt(turn.now);
  let last = '';
  for (;;) {
    const rows = await turn.store.due.page(last, CLIENTS_AT_ONCE, turn.user);
    const leads = await findLeads(turn.store, rows, today, turn.now, turn.rules);
    const known = new Map(
      (await turn.store.opportunity.listOf([...new Set(leads.map((one) => one.row.clientId))])).map((one) => [
        `${one.clientId}|${one.source}|${one.ref}`,
        one.state,
      ]),
    );
    found.push(
      ...leads.filter(
        (one) => (known.get(`${one.row.clientId}|${one.source}|${one.ref}`) ?? 'open') === 'open' && (until === '' || one.dueOn <= until),
      ),
    );
    last = rows.at(-1)?.clientId ?? '';
    if (rows.length < CLIENTS_AT_ONCE || found.length >= MOST_FOUND) break;
  }
  const rank = (one: Lead) => OPPORTUNITY_CATEGORIES.indexOf(one.category);
  return found.sort((a, b) => rank(a) - rank(b) || a.dueOn.localeCompare(b.dueOn) || (b.expectedFen ?? 0) - (a.expectedFen ?? 0));
}

/** 「有闲钱的客户有哪些」: one category is asked for; the days and it go with the page. */
const ASKED: readonly [category: OpportunityCategory, words: RegExp][] = [
  ['asset', /闲|活期|未动|没续|没接/],
  ['allocation', /测评|评估|错配/],
  ['benefit', /升级|权益/],
];

const restOf = (until: string, text: string): string => {
  const category = ASKED.find(([, words]) => words.test(text))?.[0];
  return category === undefined ? until : `${until}~${category}`;
};

async function list(turn: Turn, rest: string, offset: number) {
  const [until = '', category] = rest.split('~');
  const all = await openOnes(turn, until);
  const found = category === undefined ? all : all.filter((one) => one.category === category);
  const counts = OPPORTUNITY_CATEGORIES.map((category) => ({
    title: OPPORTUNITY_CATEGORY_TITLES[category],
    n: all.filter((one) => one.category === category).length,
  }));
  const lines = found.map((one): ListLine => ({
    key: `lead:${one.row.clientId}|${one.source}|${one.ref}`,
    link: '联系',
    name: one.row.name,
    clientId: one.row.clientId,
    words: (shown) =>
      `${OPPORTUNITY_CATEGORY_TITLES[one.category]} ${shown(one.row.name, 'name')} ${one.source === 'maturing' ? formatDay(one.dueOn, turn.now) : ''}${SOURCES[one.source]}${shown(one.expectedFen, 'amountFen')}`,
  }));
  return listPage(
    turn,
    'opportunities',
    lines,
    offset,
    { command: 'opportunities', verb: 'leads', rest },
    { counts: counts.map(({ title, n }) => `${title}${n}`).join(' ') },
  );
}

async function openLead(turn: Turn, id: string) {
  const [clientId = '', source = '', ref = ''] = id.split('|');
  await turn.store.client.getFor(turn.user, clientId);
  const stored = (await turn.store.opportunity.listOf([clientId])).find((one) => one.source === source && one.ref === ref);
  if (stored) return opportunityCard(turn, stored);
  const lead = (await findLeads(turn.store, await turn.store.due.byIds([clientId], turn.user), dateAt(turn.now), turn.now, turn.rules)).find(
    (one) => one.source === source && one.ref === ref,
  );
  if (!lead) return turn.reply('card-gone', {});
  const added = await turn.store.opportunity.add({
    clientId,
    ownerId: lead.row.receiverId ?? turn.user.id,
    category: lead.category,
    source,
    ref,
    reason: lead.reason,
    expectedFen: lead.expectedFen,
    dueOn: lead.dueOn,
    createdAt: turn.now.getTime(),
  });
  const row = added === undefined ? undefined : await turn.store.opportunity.find(added);
  return row ? opportunityCard(turn, row) : turn.reply('card-gone', {});
}
