import { z } from 'zod';
import { actingReason, actingWords, periodKey, startNotices, supervises } from '../bot/acting.js';
import { whenArg } from '../bot/args.js';
import { defineCommand, type Outcome, type Turn } from '../bot/command.js';
import { digestOf, handBack, relay } from '../bot/hand-back.js';
import { hasRole } from '../bot/speaker.js';
import { SPEAKER } from '../domain/manager-relation.js';
import { withNumbers, type Reply } from '../bot/reply.js';
import { dateAt, formatFullDay } from '../domain/calendar/index.js';
import { bySpeaker, knowStandIn, periodToEnd, settlePair, type ActingArgs } from '../bot/acting-pair.js';
import { askLead, askLeadBack, confirmAskLead, mustAskLead } from '../bot/acting-request.js';
import { reason } from '../domain/reason.js';

const DIGEST_LINES = 10;
/** Nobody is named. */
const BACK = /^\s*(?:我)?回岗(?:了)?[\s。.]*$/u;

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
  defaults: async ({ args, ...turn }) => {
    if (args['from'] !== undefined && ONE_DAY.test(turn.text)) return { to: args['from'] };
    // 「回岗」 of who has nobody to supervise is his own.
    if (args['manager'] === undefined && BACK.test(turn.text)) return hasRole(turn.user, 'branchSupervisor') ? {} : { manager: SPEAKER };
    if (args['to'] === undefined && args['manager'] !== undefined) await knowStandIn(turn, args);
    return {};
  },
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
    actingWhy: async ({ tap: _tap, ...turn }) => turn.reply('why', { title: '代理', reasons: ACTING_REASONS }),
  },
});

const ACTING_REASONS = [reason('acting', '代理期间待办、提醒、告警归代理人，主办保留查看；案件期限不暂停；到期或主管确认回岗时转回', '行内规定')];

/** 「11月24日至11月24日」: one day, told by its first and its last. */
const ONE_DAY = /(\d{4}-\d{2}-\d{2}|\d{1,2}月\d{1,2}日)[至到]\1(?!\d)/;

/** The supervisor said that restricted and private notes are opened too. */
const WITH_NOTES = /(?<!不)(?:含|看|开放)私密/;

async function ask(turn: Turn, args: ActingArgs, draftId: string): Promise<Reply> {
  const pair = await settlePair(turn, args);
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

async function start(turn: Turn, args: ActingArgs): Promise<Outcome> {
  const pair = await settlePair(turn, args);
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
    why: ACTING_REASONS,
  };
}

async function askBack(turn: Turn, name: string, draftId: string): Promise<Reply> {
  const found = await periodToEnd(turn, name);
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
  const found = await periodToEnd(turn, name);
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
