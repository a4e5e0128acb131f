import { z } from 'zod';
import { clientArg } from '../bot/args.js';
import { defineCommand, type Outcome, type Turn } from '../bot/command.js';
import { addReferral, assign, giveBack, giveTo, moveReferral, referralFor, type Referred } from '../bot/referral-acts.js';
import { reasonsOf, referralCard, referredOf, tellAssigned } from '../bot/referral-card.js';
import { isAtCounter } from '../bot/speaker.js';
import { introducerIn } from '../domain/introducer.js';
import { REFERRING } from '../domain/role-group.js';

export default defineCommand({
  name: 'referral',
  aliases: ['推荐', '转介', '转介绍', '推荐客户', '转推荐', '引荐'],
  group: 'referral',
  summary: '把客户推荐给理财经理，每一步都告诉您',
  examples: ['推荐 赵敏 教育金', '推荐 李秀兰 想了解养老规划'],
  roles: REFERRING,
  effect: 'write',
  action: 'referral.create',
  args: z.object({
    client: clientArg.optional().describe('客户'),
    to: z.string().optional().describe('推荐给谁'),
    need: z.string().min(1).max(300).describe('客户的需要'),
  }),
  slots: [
    { name: 'client', kind: 'client' },
    { name: 'to', kind: 'staff' },
    { name: 'need', kind: 'text', required: true },
  ],
  insteadOf: ({ slots }, user) => isAtCounter(user) && slots.some((slot) => slot.kind === 'client'),
  handle: refer,
  taps: {
    /** 看推荐 */
    referral: async ({ tap, ...turn }) => look(turn, tap.id),
    /** 接下 */
    refTake: async ({ tap, ...turn }) => moveReferral(turn, tap.id, 'accepted'),
    /** 已联系 */
    refMet: async ({ tap, ...turn }) => moveReferral(turn, tap.id, 'followedUp'),
    /** 已签约, 暂不需要, 无效: `<referral>.<state>`. */
    refEnd: async ({ tap, ...turn }) => {
      const [id = '', state] = tap.id.split('.');
      return state === 'signed' || state === 'declined' || state === 'invalid' ? moveReferral(turn, id, state) : turn.reply('card-gone', {});
    },
    /** 约时间: asks when. */
    refMeet: async ({ tap, ...turn }) => {
      const { row, right } = await referralFor(turn, tap.id);
      if (right !== 'receiver' || row.closedAt !== null) return look(turn, tap.id);
      return {
        replies: [turn.reply('referral-when', { name: (await referredOf(turn.store, row)).name })],
        question: { kind: 'referral-when', command: 'referral', data: { id: row.id } },
      };
    },
    /** 转回 */
    refBack: async ({ tap, ...turn }) => giveBack(turn, tap.id),
    /** 给…: `<referral>.<colleague>`. */
    refGive: async ({ tap, ...turn }) => giveTo(turn, tap.id.slice(0, tap.id.indexOf('.')), tap.id.slice(tap.id.indexOf('.') + 1)),
    /** 依据 */
    refWhy: async ({ tap, ...turn }) => {
      const { row } = await referralFor(turn, tap.id);
      const reasons = [...reasonsOf(row), { code: 'referral-clock', text: '推荐要在1个工作日内跟进并回复推荐人', source: '行内规定' }];
      return { replies: [turn.reply('why', { title: `推荐${row.no}`, reasons })], why: reasons };
    },
  },
  answers: {
    /** When they meet: it is the follow-up, and with a client also an appointment. */
    'referral-when': async ({ question, answer, ...turn }) => {
      if (!MEETING_TIME.test(answer.normalize('NFKC')) || /[?？]|吗$/.test(answer) || answer.length > 60) return undefined;
      const id = String(question.data?.['id']);
      const { row } = await referralFor(turn, id);
      const done = await moveReferral(turn, id, 'followedUp', `约了${answer.trim()}面谈，谈完再告诉您。`);
      const client = row.clientId === null ? undefined : (await turn.store.clientSearch.summaries([row.clientId]))[0];
      // Who is no client yet has no appointments: the meeting becomes a reminder.
      const words = client ? `预约 ${client.name} ${answer}` : `提醒我 ${answer} 和${row.prospectName ?? row.no}面谈`;
      return { ...done, again: { words, ...(client ? { client: { id: client.id, name: client.name } } : {}) } };
    },
  },
});

/** An hour, a day or a part of one: anything else is no answer to 「约在什么时候」. */
const MEETING_TIME =
  /\d{1,2}:\d{2}|[\d一二三四五六七八九十两]+\s*[点号日]|\d+\s*月|今天|明天|后天|今晚|明早|(?:周|星期|礼拜)[一二三四五六日天]|上午|下午|中午|晚上/;

interface Args {
  client?: { id: string; name: string } | undefined;
  to?: string | undefined;
  need: string;
}

async function look(turn: Turn, id: string): Promise<Outcome> {
  const { row, right } = await referralFor(turn, id);
  return {
    replies: [await referralCard(turn, row, { form: 'look', to: right })],
    ...(row.clientId !== null && right !== 'referrer' ? { session: { lastClientId: row.clientId } } : {}),
    why: reasonsOf(row),
  };
}

async function refer({ args, ...turn }: Turn & { args: Args }): Promise<Outcome> {
  const { store, user } = turn;
  const who = args.client ? await clientOf(turn, args.client.id) : await strangerOf(turn, args.need);
  if (who === 'several') return { replies: [turn.reply('referral-which', { name: wordsBefore(turn.text, args.need, turn)[0] ?? '' })] };
  if (who === null) return { replies: [turn.reply('referral-whom', {})] };
  const orgId = who.client?.orgId ?? user.orgId;
  const named = args.to === undefined ? undefined : await colleagueNamed(turn, args.to, orgId);
  if (args.to !== undefined && named === undefined) return { replies: [turn.reply('referral-nobody', { to: args.to })] };
  const { need, sentBy } = await introduced(turn, args.need, who.client?.id);
  const same = await store.referral.findSame(user.id, who.client?.id ?? null, who.client ? null : who.name, need);
  if (same) return { replies: [await referralCard(turn, same, { form: 'look', to: 'referrer' })] };
  // Who hands somebody on does not want him himself.
  const assignment = await assign(turn, who, orgId, named, who.client ? [] : [user.id]);
  if (assignment.userId === user.id) return { replies: [turn.reply('referral-own', { name: who.name, clientId: who.client?.id ?? null })] };
  const row = await addReferral(turn, who, need, orgId, assignment, sentBy);
  const names = await store.staff.listNames(row.toUserId === null ? [] : [row.toUserId]);
  return {
    replies: [
      turn.reply('referral', {
        no: row.no,
        name: who.name,
        to: row.toUserId === null ? null : (names.get(row.toUserId) ?? row.toUserId),
        dueAt: row.dueAt,
        need: row.need,
        introducer: sentBy?.name ?? null,
        provisional: row.provisional === 1,
      }),
    ],
    stored: [{ kind: 'referral', id: row.id }],
    notices: await tellAssigned(turn, row),
    why: assignment.reasons,
  };
}

/** The client who sent this one, if the words name somebody the speaker may name; the need without those words. */
async function introduced(
  turn: Turn,
  need: string,
  referredId: string | undefined,
): Promise<{ need: string; sentBy?: { id: string; name: string } }> {
  const found = introducerIn(need);
  for (const name of found?.names ?? []) {
    const known = await turn.store.clientSearch.search(turn.user, name, true);
    const named: readonly { id: string; name: string }[] = known?.by === 'fullName' ? known.hits : [];
    const [only, ...others] = named.length > 0 ? named : (await turn.store.client.listNames(turn.user)).filter((one) => one.honorific === name);
    if (only && others.length === 0 && only.id !== referredId)
      return { need: found?.rest ? found.rest : need, sentBy: { id: only.id, name: only.name } };
  }
  return { need };
}

async function clientOf(turn: Turn, id: string): Promise<Referred> {
  const row = await turn.store.client.findRow(id);
  return { client: row ? { id: row.id, name: row.name, level: row.level, orgId: row.orgId } : null, name: row?.name ?? '', tail: null };
}

/** Words between the act and the need: the name, and what goes with it. */
function wordsBefore(text: string, need: string, turn: Turn): string[] {
  const at = text.lastIndexOf(need);
  const words = (at > 0 ? text.slice(0, at) : '').trim().split(/[\s，,、：:]+/);
  return words.filter((word) => word !== '' && !turn.commands.some((command) => command.aliases.includes(word)));
}

/** Somebody who is not among the clients found by name: with a phone tail he may be one all the same. */
/** 王总, 李阿姨: how somebody is called; who that is nobody can find again. */
const ONLY_CALLED = /^[\p{Script=Han}](?:总|董|阿姨|叔叔?|先生|女士|老师|经理|主任|大姐|大哥|姐|哥|爷爷|奶奶|大爷|大妈|老板)$/u;

async function strangerOf(turn: Turn, need: string): Promise<Referred | 'several' | null> {
  const words = wordsBefore(turn.text, need, turn);
  const name = words.find((word) => /^[\p{Script=Han}·]{2,8}$/u.test(word));
  if (name === undefined || ONLY_CALLED.test(name)) return null;
  const rest = words.join(' ').normalize('NFKC');
  const phone = /(?<!\d)1\d{10}(?!\d)/.exec(rest)?.[0];
  const tail = phone?.slice(-4) ?? /(?<!\d)(\d{4})(?!\d)/.exec(rest)?.[1] ?? null;
  const same = await turn.store.referral.listNamed(name, tail, tail === null ? turn.user.orgId : null);
  if (same.length === 1 && same[0]) return { client: same[0], name: same[0].name, tail: null };
  if (same.length > 1) return 'several';
  return { client: null, name, tail };
}

/** A colleague of the outlet or its branch by full name. */
async function colleagueNamed(turn: Turn, name: string, orgId: string): Promise<string | undefined> {
  const found = await turn.store.staff.listByName(name.trim());
  const here = found.filter((one) => one.orgId === orgId);
  const only = here.length === 1 ? here[0] : found.length === 1 ? found[0] : undefined;
  if (!only) return undefined;
  const roles = await turn.store.staff.rolesOf(only.id);
  return roles.some((held) => held.role === 'relationshipManager' || held.role === 'wealthAdviser' || held.role === 'branchSupervisor')
    ? only.id
    : undefined;
}
