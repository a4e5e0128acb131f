import { z } from 'zod';
import { clientArg } from '../bot/args.js';
import { defineCommand, type Outcome, type Turn } from '../bot/command.js';
import { nearestAbove } from '../bot/case-people.js';
import { supervisorsOf } from '../bot/line.js';
import { colleaguesAt, onSiteNotices, settleOnSite } from '../bot/on-site.js';
import { dateAt, timeAt } from '../domain/calendar/index.js';
import { responsibleFor } from '../domain/manager-relation.js';
import { onSiteAckUntil } from '../domain/referral.js';
import { REPORTING_ON_SITE } from '../domain/role-group.js';
import type { TaskRow } from '../store/task.js';

export default defineCommand({
  name: 'on-site',
  aliases: ['现场', '客户到店', '客户在现场', '现场客户', '到店'],
  group: 'referral',
  summary: '客户在网点，马上告诉他的经理，10分钟没应答通知主管',
  examples: ['现场 赵敏 要转走资金', '客户到店 李秀兰 想见经理'],
  roles: REPORTING_ON_SITE,
  effect: 'write',
  action: 'onSite.report',
  args: z.object({
    client: clientArg.describe('在场的客户'),
    text: z.string().min(1).max(300).describe('来意'),
  }),
  slots: [
    { name: 'client', kind: 'client', required: true },
    { name: 'text', kind: 'text', required: true },
  ],
  handle: report,
  unknownClient: { verb: 'siteCall', text: '叫主管' },
  taps: {
    /** 马上到 */
    siteAck: async ({ tap, ...turn }) => answerAlert(turn, tap.id),
    /** 叫同事接 */
    sitePass: async ({ tap, ...turn }) => pass(turn, tap.id),
    /** 叫主管: who stands in the lobby is not among those the speaker finds. */
    siteCall: async ({ tap, ...turn }) => callSupervisor(turn, tap.id),
  },
});

/** The task whose clock runs until somebody answers. */
async function addAlert(
  { store, user, now, rules }: Turn,
  alert: { ownerId: string; clientId: string | null; text: string; words: string },
): Promise<{ id: string; task: TaskRow; until: Date }> {
  const until = onSiteAckUntil(now, rules);
  const id = await store.task.add({
    kind: 'onSite',
    ...alert,
    dueAt: until.getTime(),
    dueOn: dateAt(until),
    dueTime: timeAt(until),
    priority: 9,
    sourceKind: 'onSite',
    sourceId: user.orgId,
    createdBy: user.id,
    createdAt: now.getTime(),
  });
  return { id, task: (await store.task.find(id))!, until };
}

async function report({ args, ...turn }: Turn & { args: { client: { id: string; name: string }; text: string } }): Promise<Outcome> {
  const { store, user, now } = turn;
  const relations = await store.managerRelation.listForClient(args.client.id);
  const responsible = responsibleFor(relations, dateAt(now));
  if (responsible === user.id) return { replies: [turn.reply('on-site-own', { name: args.client.name, clientId: args.client.id })] };
  const pool = responsible === undefined ? await colleaguesAt(store, user.orgId, [user.id]) : [];
  const ownerId = responsible ?? (await supervisorsOf(turn, user.orgId))[0] ?? pool[0] ?? user.id;
  const { id, task, until } = await addAlert(turn, { ownerId, clientId: args.client.id, text: args.text, words: turn.text });
  const to = responsible === undefined ? [...new Set([...pool, ownerId])] : [ownerId];
  const names = await store.staff.listNames(responsible === undefined ? [] : [responsible]);
  return {
    replies: [
      turn.reply('on-site', { name: args.client.name, to: responsible === undefined ? null : (names.get(responsible) ?? responsible), until }),
    ],
    stored: [{ kind: 'task', id }],
    notices: await onSiteNotices(turn, task, to, responsible !== undefined),
  };
}

/** Somebody nobody knows here: the supervisor comes, with the words of who reported it and nothing of what the bank may know. */
async function callSupervisor(turn: Turn, draftId: string): Promise<Outcome> {
  const { store, user, now } = turn;
  const draft = await store.draft.find(user.id, draftId);
  if (draft?.state !== 'open' || draft.frame?.intent !== 'on-site') return { replies: [turn.reply('card-gone', {})] };
  if (!user.roles.some(({ role }) => REPORTING_ON_SITE.includes(role))) return { replies: [turn.reply('card-gone', {})] };
  const supervisors = (await nearestAbove(store, user.orgId, ['branchSupervisor', 'wealthCentreHead'])).filter((id) => id !== user.id);
  const to = supervisors.length > 0 ? supervisors : await colleaguesAt(store, user.orgId, [user.id]);
  const [ownerId] = to;
  if (ownerId === undefined) return { replies: [turn.reply('on-site-nobody', {})] };
  await store.draft.close(draft.id, 'stored', now);
  const names = await store.staff.listNames(to);
  const { id, task, until } = await addAlert(turn, { ownerId, clientId: null, text: unknownWords(draft.frame.args), words: draft.text });
  return {
    replies: [turn.reply('on-site-called', { names: to.map((one) => names.get(one) ?? one), until })],
    stored: [{ kind: 'task', id }],
    notices: await onSiteNotices(turn, task, to, false),
    change: { kind: 'card-change', after: `已叫主管 ${timeAt(now)}` },
  };
}

/** 「王大力：要转走资金」; of a number its last four digits, as numbers are shown. */
function unknownWords(args: Record<string, unknown>): string {
  const said = (args['client'] as { text?: string } | undefined)?.text?.trim() ?? '';
  const who = /\d{5,}/u.test(said) ? `尾号${said.replace(/\D/gu, '').slice(-4)}` : /^\d{4}$/u.test(said) ? `尾号${said}` : said;
  return [who, typeof args['text'] === 'string' ? args['text'] : ''].filter((part) => part !== '').join('：');
}

/** The first to say so has it; the others read who. */
async function answerAlert(turn: Turn, id: string): Promise<Outcome> {
  const { store, user, now } = turn;
  const task = await store.task.find(id);
  if (!task || task.kind !== 'onSite' || !(await mayAnswer(turn, task.ownerId, task.sourceId))) return { replies: [turn.reply('card-gone', {})] };
  const names = await store.staff.listNames([task.createdBy, ...(task.doneBy === null ? [] : [task.doneBy])]);
  if (task.state !== 'open')
    return {
      replies: [
        turn.reply('on-site-taken', {
          who: task.doneBy === null ? '' : (names.get(task.doneBy) ?? task.doneBy),
          at: task.doneAt ?? task.dueAt,
          mine: task.doneBy === user.id,
        }),
      ],
    };
  const { notices, reporter, client } = await settleOnSite(turn, task, false);
  return {
    replies: [turn.reply('on-site-coming', { reporter, name: client })],
    stored: [{ kind: 'task', id }],
    notices,
    change: { kind: 'card-change', after: `${user.name}马上到 ${timeAt(now)}` },
    ...(task.clientId !== null && task.ownerId === user.id ? { session: { lastClientId: task.clientId } } : {}),
  };
}

/** The one responsible, a manager of that outlet, or who supervises it. */
async function mayAnswer(turn: Turn, ownerId: string, orgId: string | null): Promise<boolean> {
  if (ownerId === turn.user.id) return true;
  const path = orgId === null ? '' : ((await turn.store.org.find(orgId))?.path ?? '');
  return turn.user.roles.some((held) =>
    ['relationshipManager', 'wealthAdviser'].includes(held.role)
      ? held.orgId === orgId
      : held.role === 'branchSupervisor' && path.startsWith(held.orgPath),
  );
}

/** 叫同事接: everybody of the outlet gets the card, the first takes it. */
async function pass(turn: Turn, id: string): Promise<Outcome> {
  const { store, user } = turn;
  const task = await store.task.find(id);
  if (!task || task.kind !== 'onSite' || task.ownerId !== user.id) return { replies: [turn.reply('card-gone', {})] };
  if (task.state !== 'open') return answerAlert(turn, id);
  const to = task.sourceId === null ? [] : await colleaguesAt(store, task.sourceId, [user.id, task.createdBy]);
  const names = await store.staff.listNames(to);
  return {
    replies: [turn.reply('on-site-passed', { names: to.map((one) => names.get(one) ?? one), until: task.dueAt })],
    notices: await onSiteNotices(turn, task, to, false),
  };
}
