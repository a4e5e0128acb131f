import { actingReason, actingWords, periodKey, supervises } from './acting.js';
import { type Outcome, type Turn } from './command.js';
import { supervisorsOf } from './line.js';
import type { Reply } from './reply.js';
import { dateAt, formatFullDay } from '../domain/calendar/index.js';
import { ACTING_REASON_TITLES } from '../domain/manager-relation.js';
import { staffPushAt } from '../domain/quiet-hours.js';
import type { ActingPeriod } from '../store/acting-work.js';
import { currentPeriod, settlePair, type ActingArgs } from './acting-pair.js';

/** The speaker tells of his own absence and has a supervisor, who alone sets and ends it (domain §5): he is asked. */
export async function mustAskLead(turn: Turn, args: ActingArgs): Promise<boolean> {
  if (args.manager !== turn.user.name || (await supervises(turn, turn.user))) return false;
  return (await leadsOf(turn)).length > 0;
}

const leadsOf = async (turn: Turn): Promise<string[]> => (await supervisorsOf(turn, turn.user.orgId)).filter((id) => id !== turn.user.id);

const leadNames = async (turn: Turn): Promise<string> => [...(await turn.store.staff.listNames(await leadsOf(turn))).values()].join('、');

export async function confirmAskLead(turn: Turn, args: ActingArgs, draftId: string): Promise<Reply> {
  const leads = await leadNames(turn);
  if (args.actingManager === undefined) {
    const period = await currentPeriod(turn, turn.user.id, turn.user.name);
    return turn.reply('acting-request-confirm', { draftId, leads, ...(await backWords(turn, period)), isBack: true, clients: 0, levels: [] });
  }
  const pair = await settlePair(turn, args, 'lead');
  const words = await actingWords(turn, pair.manager, pair.from, pair.to, actingReason(turn.text));
  return turn.reply('acting-request-confirm', { ...words, draftId, leads, standIn: pair.standIn.name, isBack: false });
}

/** The supervisor gets the request with the sentence that sets it behind a button. */
export async function askLead(turn: Turn, args: ActingArgs): Promise<Outcome> {
  const { manager, standIn, from, to } = await settlePair(turn, args, 'lead');
  const why = ACTING_REASON_TITLES[actingReason(turn.text)];
  const words = await actingWords(turn, manager, from, to, actingReason(turn.text));
  const reply = turn.reply('acting-request', {
    ...words,
    manager: manager.name,
    standIn: standIn.name,
    words: `${standIn.name},代理,${manager.name},${from}至${to},${why}`,
    isBack: false,
  });
  return toLeads(turn, reply, `acting-request:${manager.id}:${standIn.id}:${from}:${to}`, { ...words, standIn: standIn.name, isBack: false });
}

export async function askLeadBack(turn: Turn, args: ActingArgs): Promise<Outcome> {
  const period = await currentPeriod(turn, turn.user.id, turn.user.name);
  const words = await backWords(turn, period);
  const reply = turn.reply('acting-request', {
    ...words,
    manager: args.manager,
    words: `${args.manager},回岗`,
    isBack: true,
    clients: 0,
    levels: [],
  });
  return toLeads(turn, reply, `acting-back-request:${periodKey(period)}:${dateAt(turn.now)}`, { ...words, isBack: true });
}

async function toLeads(turn: Turn, reply: Reply, key: string, words: Record<string, unknown>): Promise<Outcome> {
  const to = await leadsOf(turn);
  return {
    replies: [turn.reply('acting-requested', { ...words, leads: await leadNames(turn) })],
    notices: to.map((one) => ({
      to: one,
      kind: 'acting',
      dedupeKey: `${key}:${one}`,
      reply,
      notBefore: staffPushAt(turn.now, 'other', turn.rules),
    })),
  };
}

async function backWords(turn: Turn, period: ActingPeriod): Promise<{ standIn: string; from: string; to: string; reasonTitle: null }> {
  const standIn = (await turn.store.staff.listNames([period.userId])).get(period.userId) ?? period.userId;
  return {
    standIn,
    from: formatFullDay(period.fromOn, turn.now),
    to: period.toOn === null ? '' : formatFullDay(period.toOn, turn.now),
    reasonTitle: null,
  };
}
