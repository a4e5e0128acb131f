import { z } from 'zod';
import { dateArg } from '../bot/args.js';
import { startContactDates } from '../bot/contact-dates.js';
import { defineCommand, type Notice, type Turn } from '../bot/command.js';
import { hasRole } from '../bot/speaker.js';
import { isDate } from '../domain/calendar/index.js';
import { canKnowOwnership } from '../domain/permission.js';
import { supervisorsOf } from '../bot/line.js';
import { CLAIMING, CREATING_CLIENTS } from '../domain/role-group.js';

export default defineCommand({
  name: 'new-client',
  aliases: [
    '新建客户',
    '新增客户',
    '认领',
    '认领客户',
    '添加客户',
    '新客户',
    '建客户',
    '录入客户',
    '登记客户',
    '建档',
    '新建潜客',
    '新增潜客',
    '新建一个客户',
    '加个客户',
    '新建行外客户',
    '创建行外客户',
  ],
  group: 'client',
  summary: '新建一位客户；已有人维护的会说明',
  examples: ['新建客户 王芳 13800001234', '新建客户 赵一鸣 1985年6月1日', '认领 王芳 13800001234'],
  roles: CREATING_CLIENTS,
  effect: 'write',
  isNote: true,
  args: z.object({
    name: z.string().min(1).max(40).describe('姓名'),
    mobile: z.string().optional().describe('手机号'),
    birthDate: dateArg.optional().describe('出生日期'),
    clientNo: z.string().optional().describe('客户号'),
  }),
  slots: [
    { name: 'name', kind: 'name', required: true },
    { name: 'mobile', kind: 'phone' },
    { name: 'birthDate', kind: 'day' },
    { name: 'clientNo', kind: 'clientNo' },
  ],
  handle: newClient,
  answers: {
    /** The phone or birth date asked for. */
    'new-client': async ({ question, answer, ...turn }) => {
      const name = String(question.data?.['name']);
      const mobile = /(?<!\d)1[3-9]\d{9}(?!\d)/.exec(answer.normalize('NFKC').replace(/[\s-]/g, ''))?.[0];
      const birthDate = /(?<!\d)((?:19|20)\d{2})[-./年]?(\d{1,2})[-./月]?(\d{1,2})/.exec(answer.normalize('NFKC'));
      const on = birthDate ? `${birthDate[1]}-${birthDate[2]!.padStart(2, '0')}-${birthDate[3]!.padStart(2, '0')}` : undefined;
      if (!mobile && !(on && isDate(on))) return undefined;
      return newClient({ ...turn, args: { name, ...(mobile ? { mobile } : {}), ...(on && isDate(on) && !mobile ? { birthDate: on } : {}) } });
    },
  },
});

type NewClient = { name: string; mobile?: string | undefined; birthDate?: string | undefined; clientNo?: string | undefined };

/**
 * 新建客户 / 认领: nobody gets a second file, nobody learns whose client somebody is unless name and one more fact agree
 * (domain §5, design §5).
 */
async function newClient(turn: Turn & { args: NewClient }) {
  const { args, store, user, now } = turn;
  const name = args.name.trim();
  // Who looks after him from now on: the manager who speaks, or the one an assistant works for; nobody else serves clients.
  const mine = CLAIMING.some((role) => hasRole(user, role));
  const managerId = mine ? user.id : (user.assistsUserIds?.[0] ?? null);
  const keeper = managerId === null ? null : mine ? '您' : ((await store.staff.listNames([managerId])).get(managerId) ?? managerId);
  if (!args.mobile && !args.birthDate && !args.clientNo)
    return {
      replies: [turn.reply('new-client', { state: 'ask', name, tail: null, mine, keeper })],
      question: { kind: 'new-client', command: 'new-client', data: { name } },
    };
  const same = await store.client.findSamePerson({
    name,
    ...(args.mobile ? { mobile: args.mobile } : {}),
    ...(args.birthDate ? { birthOn: args.birthDate } : {}),
    ...(args.clientNo ? { clientNo: args.clientNo } : {}),
  });
  const certain = same.find((one) => one.match.mobile || one.match.birthDate || one.match.clientNo);
  const tail = args.mobile ? args.mobile.slice(-4) : null;

  if (certain && managerId !== null && certain.mainManagerId === managerId)
    return {
      replies: [turn.reply('new-client', { state: 'mine', name, tail, mine, keeper })],
      session: { lastClientId: certain.id },
    };
  if (certain && certain.mainManagerId === null) {
    if (managerId === null) return { replies: [turn.reply('new-client', { state: 'pooled', name, tail, mine, keeper })] };
    const pooled = await store.client.findRow(certain.id);
    await store.client.claim(certain.id, managerId, now);
    if (pooled) await startContactDates(turn, pooled);
    return {
      replies: [turn.reply('new-client', { state: 'claimed', name, tail, mine, keeper })],
      stored: [{ kind: 'client', id: certain.id }],
      session: { lastClientId: certain.id },
    };
  }
  const actor = { userId: user.id, roles: user.roles };
  if (certain && canKnowOwnership(actor, certain.match)) return { replies: [turn.reply('new-client', { state: 'taken', name, tail, mine, keeper })] };

  const collides = same.length > 0;
  const client = await store.client.add(
    {
      name,
      orgId: user.orgId,
      level: 'general',
      status: 'prospect',
      mobile: args.mobile ?? null,
      birthday: args.birthDate ? { calendar: 'solar', date: args.birthDate } : null,
      flag: collides ? 'same-name' : null,
      ...(managerId === null ? {} : { mainManagerId: managerId }),
    },
    user.id,
    now,
  );
  const notices: Notice[] = collides
    ? (await supervisorsOf(turn, user.orgId)).map((to) => ({
        to,
        kind: 'prospect',
        dedupeKey: `prospect:${client.id}:${to}`,
        reply: turn.reply('prospect-check', { name, by: user.name, clientId: client.id }),
      }))
    : [];
  return {
    replies: [turn.reply('new-client', { state: 'added', name, tail, mine, keeper })],
    stored: [{ kind: 'client', id: client.id }],
    notices,
    session: { lastClientId: client.id },
  };
}
