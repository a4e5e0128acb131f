import { z } from 'zod';
import { actingProblems, actingReason, actingWords, managerNamed, periodKey, startNotices, supervises } from '../bot/acting.js';
import { whenArg } from '../bot/args.js';
import { defineCommand, type Outcome, type Turn } from '../bot/command.js';
import { digestOf, handBack, relay, relaysOf, type Relay } from '../bot/hand-back.js';
import { supervisorsOf } from '../bot/line.js';
import { withNumbers, type Reply } from '../bot/reply.js';
import { dateAt, formatFullDay } from '../domain/calendar/index.js';
import { ACTING_REASON_TITLES, endActingProblems, SPEAKER } from '../domain/manager-relation.js';
import { staffPushAt } from '../domain/quiet-hours.js';
import { UserError } from '../errors.js';
import type { ActingPeriod } from '../store/acting.js';
import type { StaffRow } from '../store/staff.js';

const DIGEST_LINES = 10;

export default defineCommand({
  name: 'acting',
  aliases: ['代理', '回岗', '设代理', '安排代理', '结束代理', '设置代理'],
  group: 'team',
  summary: '主管设代理：客户、待办、提醒交给代理人；回岗时转回并给摘要',
  examples: ['方媛 代理 许诺 至11月27日', '许诺 回岗', '我周三到周五休假，让方媛替我'],
  roles: ['branchSupervisor', 'relationshipManager', 'wealthAdviser'],
  effect: 'write',
  alwaysConfirm: true,
  args: z.object({
    manager: z.string().describe('不在岗的经理'),
    actingManager: z.string().optional().describe('代理人'),
    from: whenArg.optional().describe('开始日'),
    to: whenArg.optional().describe('最后一天'),
  }),
  slots: [
    { name: 'manager', kind: 'staff', required: true },
    { name: 'actingManager', kind: 'staff' },
    { name: 'from', kind: 'when' },
    { name: 'to', kind: 'when' },
  ],
  handle: async ({ args: said, ...turn }) => {
    const args = bySpeaker(turn, said);
    if (await mustAskLead(turn, args)) return args.actingManager === undefined ? askLeadBack(turn, args) : askLead(turn, args);
    return args.actingManager === undefined ? comeBack(turn, args.manager) : start(turn, args);
  },
  confirm: async ({ args: said, draftId, ...turn }) => {
    const args = bySpeaker(turn, said);
    if (await mustAskLead(turn, args)) return confirmAskLead(turn, args, draftId);
    return args.actingManager === undefined ? askBack(turn, args.manager, draftId) : ask(turn, args, draftId);
  },
  taps: {
    /** 收下 */
    handOk: async ({ tap: _tap, ...turn }) => ({ replies: [turn.reply('hand-back-taken', {})], change: { kind: 'card-change', after: '已收下' } }),
    /** 逐户看: `<stand-in>/<manager>/<first day>`. */
    handList: async ({ tap, ...turn }) => clientByClient(turn, tap.id),
    /** 开放私密记录: `<stand-in>/<manager>/<first day>`. */
    actNotes: async ({ tap, ...turn }) => openNotes(turn, tap.id),
    /** 依据 */
    actingWhy: async ({ tap: _tap, ...turn }) =>
      turn.reply('why', {
        title: '代理',
        reasons: [
          { code: 'acting', text: '代理期间待办、提醒、告警归代理人，主办保留查看；案件期限不暂停；到期或主管确认回岗时转回', source: '行内规定' },
        ],
      }),
  },
});

interface Args {
  manager: string;
  actingManager?: string | undefined;
  from?: { date: string } | undefined;
  to?: { date: string; endDate?: string | undefined } | undefined;
}

type Pair = { manager: StaffRow; standIn: StaffRow; from: string; to: string; relays: Relay[] };

/** The supervisor said that restricted and private notes are opened too. */
const WITH_NOTES = /(?<!不)(?:含|看|开放)私密/;

/** Told before anything is asked, so that no question stays open over it. */
const refused = ({ manager, standIn }: { manager: StaffRow; standIn: StaffRow }, problems: readonly { text: string }[]): UserError =>
  new UserError('acting-refused', { manager: manager.name, standIn: standIn.name, reasons: problems.map(({ text }) => text) });

type Part = 'manager' | 'standIn';

/**
 * The colleague called so; of a name nobody has, the nearest ones are offered, `words` being the sentence with each of them, without a space.
 * @throws UserError acting-who
 */
async function colleague(turn: Turn, name: string, words: (name: string) => string): Promise<StaffRow> {
  const found = await managerNamed(turn, name);
  if (found === 'several') throw new UserError('acting-who', { name, several: true, near: [] });
  if (found !== 'none') return found;
  const near = await turn.store.staff.listNearNames(name);
  throw new UserError('acting-who', { name, several: false, near: near.map((one) => ({ name: one, words: words(one) })) });
}

/**
 * Who is meant, from when to when.
 * @throws UserError acting-who, acting-refused
 */
async function settle(turn: Turn, args: Args, setBy: 'speaker' | 'lead' = 'speaker'): Promise<Pair> {
  const from = args.from?.date ?? dateAt(turn.now);
  const to = args.to?.endDate ?? args.to?.date ?? from;
  const why = ACTING_REASON_TITLES[actingReason(turn.text)];
  const said = { manager: args.manager, standIn: args.actingManager ?? '' };
  const find = (part: Part) =>
    colleague(turn, said[part], (name) => {
      const those = { ...said, [part]: name };
      return `${those.standIn},代理,${those.manager},${from}至${to},${why}`;
    });
  const [manager, standIn] = [await find('manager'), await find('standIn')];
  const found = await actingProblems(turn, manager, standIn, from, to);
  const problems = setBy === 'lead' ? found.filter(({ code }) => code !== 'acting-not-supervisor') : found;
  const pair = { manager, standIn, from, to, relays: await relaysOf(turn, { userId: manager.id, from, to }) };
  if (problems.length > 0) throw refused(pair, problems);
  return pair;
}

/** 「让林悦替我」, 「林悦请假，我代她」: the speaker is who is away, or who stands in. */
const bySpeaker = (turn: Turn, args: Args): Args => ({
  ...args,
  ...(args.manager === SPEAKER ? { manager: turn.user.name } : {}),
  ...(args.actingManager === SPEAKER ? { actingManager: turn.user.name } : {}),
});

/** The speaker tells of his own absence and has a supervisor, who alone sets and ends it (domain §5): he is asked. */
async function mustAskLead(turn: Turn, args: Args): Promise<boolean> {
  if (args.manager !== turn.user.name || (await supervises(turn, turn.user))) return false;
  return (await leadsOf(turn)).length > 0;
}

const leadsOf = async (turn: Turn): Promise<string[]> => (await supervisorsOf(turn, turn.user.orgId)).filter((id) => id !== turn.user.id);

const leadNames = async (turn: Turn): Promise<string> => [...(await turn.store.staff.listNames(await leadsOf(turn))).values()].join('、');

async function confirmAskLead(turn: Turn, args: Args, draftId: string): Promise<Reply> {
  const leads = await leadNames(turn);
  if (args.actingManager === undefined) {
    const period = await currentPeriod(turn, turn.user.id, turn.user.name);
    return turn.reply('acting-request-confirm', { draftId, leads, ...(await backWords(turn, period)), isBack: true, clients: 0, levels: [] });
  }
  const pair = await settle(turn, args, 'lead');
  const words = await actingWords(turn, pair.manager, pair.from, pair.to, actingReason(turn.text));
  return turn.reply('acting-request-confirm', { ...words, draftId, leads, standIn: pair.standIn.name, isBack: false });
}

/** The supervisor gets the request with the sentence that sets it behind a button. */
async function askLead(turn: Turn, args: Args): Promise<Outcome> {
  const { manager, standIn, from, to } = await settle(turn, args, 'lead');
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

async function askLeadBack(turn: Turn, args: Args): Promise<Outcome> {
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

/** @throws UserError acting-none */
async function currentPeriod(turn: Turn, managerId: string, name: string): Promise<ActingPeriod> {
  const period = (await turn.store.acting.listForManager(managerId))[0];
  if (!period) throw new UserError('acting-none', { name });
  return period;
}

async function ask(turn: Turn, args: Args, draftId: string): Promise<Reply> {
  const pair = await settle(turn, args);
  const words = await actingWords(turn, pair.manager, pair.from, pair.to, actingReason(turn.text));
  const relays = pair.relays.map(({ manager, period, from }) => ({
    manager: manager.name,
    from: formatFullDay(from, turn.now),
    to: period.toOn === null ? '' : formatFullDay(period.toOn, turn.now),
  }));
  return turn.reply('acting-confirm', {
    ...words,
    draftId,
    manager: pair.manager.name,
    standIn: pair.standIn.name,
    notes: WITH_NOTES.test(turn.text),
    relays: relays.slice(0, 2),
  });
}

async function start(turn: Turn, args: Args): Promise<Outcome> {
  const pair = await settle(turn, args);
  const { store, user, now } = turn;
  const why = actingReason(turn.text);
  const words = await actingWords(turn, pair.manager, pair.from, pair.to, why);
  const notes = WITH_NOTES.test(turn.text);
  const period = {
    userId: pair.standIn.id,
    forUserId: pair.manager.id,
    fromOn: pair.from,
    toOn: pair.to,
    reason: why,
    setBy: user.id,
    confidential: notes ? 1 : 0,
    clients: words.clients,
  };
  await store.acting.add(period, user.id, why, notes, now);
  const begins = pair.from <= dateAt(now);
  if (begins) await store.acting.begin(period, now);
  const notices = begins ? await startNotices(turn, period, why) : [];
  for (const one of pair.relays) notices.push(...(await relay(turn, one, pair.standIn.id, user.id)));
  return {
    replies: [
      turn.reply('acting', {
        ...words,
        manager: pair.manager.name,
        standIn: pair.standIn.name,
        begins,
        key: periodKey(period),
        notes,
        relays: pair.relays.map((one) => one.manager.name),
      }),
    ],
    stored: [{ kind: 'managerRelation', id: periodKey(period) }],
    notices,
  };
}

/**
 * The period 回岗 ends: the one in force, else the next one that is set.
 * @throws UserError acting-who, acting-none, acting-refused
 */
async function periodOf(turn: Turn, name: string): Promise<{ manager: StaffRow; standIn: StaffRow; period: ActingPeriod }> {
  const manager = await colleague(turn, name, (one) => `${one},回岗`);
  const period = await currentPeriod(turn, manager.id, manager.name);
  const standIn = await turn.store.staff.find(period.userId);
  if (!standIn) throw new UserError('acting-none', { name: manager.name });
  const relation = {
    id: '',
    clientId: '',
    userId: period.userId,
    role: 'acting' as const,
    from: period.fromOn,
    setBy: '',
    reason: '',
    state: 'active' as const,
  };
  const problems = endActingProblems(relation, { userId: turn.user.id, isSupervisor: await supervises(turn, manager) });
  if (problems.length > 0) throw refused({ manager, standIn }, problems);
  return { manager, standIn, period };
}

async function askBack(turn: Turn, name: string, draftId: string): Promise<Reply> {
  const found = await periodOf(turn, name);
  const facts = await turn.store.acting.loadFacts(found.period);
  const open = facts.tasks.filter((one) => one.state === 'open').length + facts.referrals.length;
  return turn.reply('acting-back-confirm', {
    draftId,
    manager: found.manager.name,
    standIn: found.standIn.name,
    from: formatFullDay(found.period.fromOn, turn.now),
    to: found.period.toOn === null ? '' : formatFullDay(found.period.toOn, turn.now),
    open,
    cases: facts.cases.length,
    contacts: facts.contacts.length,
  });
}

async function comeBack(turn: Turn, name: string): Promise<Outcome> {
  const found = await periodOf(turn, name);
  const began = found.period.fromOn <= dateAt(turn.now);
  const notices = await handBack(turn, found.period, turn.user.id);
  return {
    replies: [turn.reply('acting-back', { manager: found.manager.name, standIn: found.standIn.name, began })],
    stored: [{ kind: 'managerRelation', id: periodKey(found.period) }],
    notices,
  };
}

/** What happened, client by client; only the two concerned and their supervisor read it. */
async function clientByClient(turn: Turn, key: string): Promise<Outcome> {
  const [userId = '', forUserId = '', fromOn = ''] = key.split('/');
  const manager = await turn.store.staff.find(forUserId);
  if (!manager || (forUserId !== turn.user.id && !(await supervises(turn, manager)))) return { replies: [turn.reply('card-gone', {})] };
  const period = { userId, forUserId, fromOn, toOn: null };
  const orgPath = (await turn.store.org.find(manager.orgId))?.path ?? '';
  const facts = await turn.store.acting.loadFacts(period);
  // What is open lies with its manager again: it is found by its client.
  const digest = digestOf(period, facts, dateAt(turn.now), turn, orgPath);
  const shown = digest.byClient.slice(0, DIGEST_LINES);
  const people = new Map((await turn.store.clientSearch.summaries(shown.map((one) => one.clientId))).map((one) => [one.id, one]));
  const lines = shown.map((one, i) => ({
    number: i + 1,
    name: people.get(one.clientId)?.name ?? '',
    contacts: one.contacts,
    promises: one.promises.map(({ text, dueOn }) => ({ text, on: dueOn })),
    open: one.open.length,
    changed: one.changedFields.length,
    clientId: one.clientId,
  }));
  const reply = turn.reply('hand-back-list', { total: digest.byClient.length, lines });
  return {
    replies: [
      withNumbers(
        reply,
        lines.map((line) => ({ key: `view:${line.clientId}`, text: `${line.number} ${line.name}` })),
      ),
    ],
  };
}

/** The supervisor ticks it after setting the absence; without it restricted and private notes stay closed (domain §5). */
async function openNotes(turn: Turn, key: string): Promise<Outcome> {
  const [userId = '', forUserId = '', fromOn = ''] = key.split('/');
  const manager = await turn.store.staff.find(forUserId);
  const standIn = await turn.store.staff.find(userId);
  if (!manager || !standIn || !(await supervises(turn, manager)) || !(await turn.store.acting.openNotes({ userId, forUserId, fromOn })))
    return { replies: [turn.reply('card-gone', {})] };
  return {
    replies: [turn.reply('acting-notes', { manager: manager.name, standIn: standIn.name })],
    stored: [{ kind: 'managerRelation', id: key }],
    change: { kind: 'card-change', after: '已开放私密记录' },
  };
}
