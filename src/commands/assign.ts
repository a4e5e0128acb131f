import { z } from 'zod';
import { clientArg } from '../bot/args.js';
import { assignClient, candidatesFor, mayTake, poolLines, waitingReferrals } from '../bot/assign.js';
import { fullCall } from '../bot/client-facts.js';
import { defineCommand, type Outcome, type Turn } from '../bot/command.js';
import { listPage } from '../bot/list-page.js';
import { managerNamed } from '../bot/acting.js';
import { giveTo, referralFor } from '../bot/referral-acts.js';
import { referralCard } from '../bot/referral-card.js';
import { LEVEL_TITLES } from '../domain/client-level-name.js';
import { can } from '../domain/permission.js';
import { ASSIGNING } from '../domain/role-group.js';
import { UserError } from '../errors.js';

export default defineCommand({
  name: 'assign',
  aliases: ['分配', '分配客户', '移交', '移交客户', '分客户'],
  group: 'team',
  summary: '把客户或推荐分给理财经理；也看还没有主办的客户',
  examples: ['分配', '分配 李秀兰 给 陈宇', '分配 TJ-3 给 林涛'],
  roles: ASSIGNING,
  effect: 'read',
  alwaysConfirm: true,
  action: 'client.assign',
  args: z.object({
    client: clientArg.optional().describe('客户'),
    referral: z.string().optional().describe('推荐号'),
    manager: z.string().optional().describe('给谁'),
    who: z.string().optional().describe('说的名字'),
  }),
  slots: [
    { name: 'client', kind: 'client' },
    { name: 'referral', kind: 'referralNo' },
    { name: 'manager', kind: 'staff' },
  ],
  handle: assign,
  taps: {
    /** Whom to give him to, from the list: `<client>`. */
    assignPick: async ({ tap, ...turn }) => propose(turn, tap.id, undefined),
    /** 给…: `<client>.<colleague>`. */
    assignTo: async ({ tap, ...turn }) => carryOut(turn, tap.id.slice(0, tap.id.indexOf('.')), tap.id.slice(tap.id.indexOf('.') + 1)),
    /** 更多 */
    assignMore: async ({ tap, ...turn }) => list(turn, Number(tap.id) || 0),
    /** 先不分 */
    assignDrop: async ({ tap: _tap, ...turn }) => ({ replies: [turn.reply('assign-dropped', {})], change: { kind: 'card-change', after: '没有变' } }),
  },
  clientTaps: { assignPick: 'client.assign', assignTo: 'client.assign' },
  answers: {
    /** 对: as the primary button. */
    'assign-sure': async ({ question, answer, ...turn }) => {
      if (!/^(?:对|对的|是|是的|好|好的|行|可以|嗯|确认|没错)$/u.test(answer.trim())) return undefined;
      return carryOut(turn, String(question.data?.['clientId']), String(question.data?.['userId']));
    },
  },
});

interface Args {
  client?: { id: string; name: string } | undefined;
  referral?: string | undefined;
  manager?: string | undefined;
  who?: string | undefined;
}

async function assign({ args, ...turn }: Turn & { args: Args }): Promise<Outcome> {
  if (turn.place === 'group' && args.manager !== undefined) return { replies: [turn.reply('group-write', {})] };
  if (args.referral !== undefined) return giveReferral(turn, args.referral, args.manager);
  if (args.client) return propose(turn, args.client.id, args.manager);
  if (args.who === undefined) return list(turn, 0);
  // Who is no client yet may have been referred.
  const waiting = (await waitingReferrals(turn)).filter((row) => row.prospectName === args.who);
  if (waiting.length === 1 && waiting[0]) return giveReferral(turn, waiting[0].no, args.manager);
  const found = await turn.store.clientSearch.search(turn.user, args.who);
  const only = found?.hits.length === 1 ? found.hits[0] : undefined;
  if (found && !only) throw new UserError('assign-several', { name: args.who });
  const mine = only && can({ userId: turn.user.id, roles: turn.user.roles }, 'client.assign', await turn.store.client.getSubject(only.id), turn.now);
  if (!only || !mine) throw new UserError('client-not-found', {});
  return propose(turn, only.id, args.manager);
}

/** The colleague of this name, within the speaker's outlets. @throws UserError assign-who, assign-elsewhere */
async function colleague(turn: Turn, name: string): Promise<{ id: string; name: string }> {
  const found = await managerNamed(turn, name);
  if (found === 'none' || found === 'several') throw new UserError('assign-who', { name, several: found === 'several' });
  if (!(await mayTake(turn, found))) throw new UserError('assign-elsewhere', { name: found.name });
  return found;
}

async function giveReferral(turn: Turn, no: string, name: string | undefined): Promise<Outcome> {
  const { row } = await referralFor(turn, no);
  if (name === undefined) {
    return { replies: [await referralCard(turn, row, { form: 'look', to: 'supervisor' })] };
  }
  return giveTo(turn, row.id, (await colleague(turn, name)).id);
}

/** Shows what would change and waits for a tap: a relation never changes by itself (design §2). */
async function propose(turn: Turn, clientId: string, name: string | undefined): Promise<Outcome> {
  const client = await turn.store.client.getFor(turn.user, clientId);
  const named = name === undefined ? undefined : await colleague(turn, name);
  if (named && client.mainManagerId === named.id) return { replies: [turn.reply('assign-same', { name: fullCall(client), to: named.name })] };
  const { candidates, work, main } = await candidatesFor(turn, client);
  const fit = candidates.filter((one) => one.userId !== client.mainManagerId);
  const chosen = named ? fit.find((one) => one.userId === named.id) : undefined;
  const reply = turn.reply('assign-confirm', {
    id: client.id,
    name: client.name,
    level: LEVEL_TITLES[client.level as keyof typeof LEVEL_TITLES],
    main: main ?? null,
    to: named?.name ?? null,
    toId: named?.id ?? null,
    work,
    unlicensed: chosen !== undefined && !chosen.isLicensed,
    away: chosen?.standIn ?? null,
    choices: named ? [] : fit.slice(0, 4).map((one) => ({ userId: one.userId, name: one.name, text: `给${one.name}`.slice(0, 6), why: one.why })),
  });
  const options = named
    ? [{ key: `assignTo:${client.id}.${named.id}`, text: '对' }]
    : fit.slice(0, 4).map((one) => ({ key: `assignTo:${client.id}.${one.userId}`, text: `给${one.name}` }));
  return {
    replies: [reply],
    session: { lastClientId: client.id },
    question: {
      kind: named ? 'assign-sure' : 'list',
      command: 'assign',
      ...(named ? { data: { clientId: client.id, userId: named.id } } : {}),
      options: [...options, { key: 'assignDrop:', text: '先不分' }],
    },
  };
}

async function carryOut(turn: Turn, clientId: string, userId: string): Promise<Outcome> {
  const to = await turn.store.staff.find(userId);
  if (!to || !(await mayTake(turn, to))) return { replies: [turn.reply('card-gone', {})] };
  return assignClient(turn, clientId, to);
}

/** Clients nobody looks after and referrals nobody has, in the speaker's outlets. */
async function list(turn: Turn, offset: number): Promise<Outcome> {
  const lines = await poolLines(turn);
  if (lines.length === 0) return { replies: [turn.reply('assign-empty', {})], hits: 0 };
  return { ...(await listPage(turn, 'assign', lines, offset, { command: 'assign', verb: 'assignMore' })), hits: lines.length };
}
