import { z } from 'zod';
import { clientArg, whenArg } from '../bot/args.js';
import { fullCall, levelTitle } from '../bot/client-facts.js';
import { defineCommand, type Outcome, type Turn } from '../bot/command.js';
import type { Reply } from '../bot/reply.js';
import { endRoaming, lastRoamingDay, roamingProblems, roamingStart, servingNamed } from '../bot/roaming.js';
import { dateAt, formatFullDay } from '../domain/calendar/index.js';
import { findActive } from '../domain/manager-relation.js';
import { SETTING_ROAMING } from '../domain/role-group.js';
import { UserError } from '../errors.js';
import type { ClientView } from '../store/client.js';
import type { ManagerRelationRow } from '../store/manager-relation.js';
import type { StaffRow } from '../store/staff.js';

export default defineCommand({
  name: 'roaming',
  aliases: ['漫游', '漫游服务', '结束漫游', '取消漫游'],
  group: 'team',
  summary: '客户出行，请当地的理财经理临时服务；只看得到姓名、等级和联系方式',
  examples: ['漫游 李秀兰 给 方媛 至11月30日', '结束漫游 李秀兰'],
  roles: SETTING_ROAMING,
  effect: 'write',
  alwaysConfirm: true,
  action: 'roaming.set',
  args: z.object({
    client: clientArg.describe('出行的客户'),
    manager: z.string().optional().describe('当地的经理'),
    from: whenArg.optional().describe('开始日，不说就是今天'),
    to: whenArg.optional().describe('最后一天'),
    stop: z.boolean().optional().describe('提前结束'),
  }),
  slots: [
    { name: 'client', kind: 'client', required: true },
    { name: 'manager', kind: 'staff' },
    { name: 'from', kind: 'when' },
    { name: 'to', kind: 'when' },
  ],
  handle: async ({ args, ...turn }) => (args.stop ? stop(turn, args) : start(turn, args)),
  confirm: async ({ args, draftId, ...turn }) => (args.stop ? askStop(turn, args, draftId) : ask(turn, args, draftId)),
});

interface Args {
  client: { id: string; name: string };
  manager?: string | undefined;
  from?: { date: string; endDate?: string | undefined } | undefined;
  to?: { date: string; endDate?: string | undefined } | undefined;
}

interface Plan {
  client: ClientView;
  guest: StaffRow;
  from: string;
  until: string;
  main: string | null;
}

/**
 * Who serves whom from when to when.
 * @throws UserError roaming-who, roaming-refused
 */
async function settle(turn: Turn, args: Args): Promise<Plan> {
  const client = await turn.store.client.getFor(turn.user, args.client.id);
  const guest = await servingNamed(turn, args.manager ?? '');
  if (guest === 'none' || guest === 'several')
    throw new UserError('roaming-who', { name: args.manager ?? '', client: client.name, several: guest === 'several' });
  const from = args.from?.date ?? dateAt(turn.now);
  const until = args.to?.endDate ?? args.to?.date ?? args.from?.endDate ?? lastRoamingDay(from, turn.rules);
  const held = await turn.store.managerRelation.listForClient(client.id);
  const problems = roamingProblems(turn, held, guest, from, until);
  if (problems.length > 0)
    throw new UserError('roaming-refused', { client: client.name, guest: guest.name, reasons: problems.map(({ text }) => text) });
  return { client, guest, from, until, main: findActive(held, 'main', dateAt(turn.now))?.userId ?? null };
}

async function ask(turn: Turn, args: Args, draftId: string): Promise<Reply> {
  const { client, guest, from, until, main } = await settle(turn, args);
  const org = await turn.store.org.find(guest.orgId);
  const names = await turn.store.staff.listNames(main === null ? [] : [main]);
  return turn.reply('roaming-confirm', {
    draftId,
    name: fullCall(client),
    who: client.honorific && client.honorific !== client.name ? `${fullCall(client)}${levelTitle(client)}` : `${client.name} ${levelTitle(client)}`,
    guest: guest.name,
    place: (org?.name ?? '').replace(/^.*银行/u, ''),
    from: formatFullDay(from, turn.now),
    to: formatFullDay(until, turn.now),
    main: main === null ? null : (names.get(main) ?? main),
  });
}

async function start(turn: Turn, args: Args): Promise<Outcome> {
  const { client, guest, from, until, main } = await settle(turn, args);
  const { store, user, now } = turn;
  // The same colleague again: the new days replace the old ones.
  for (const one of await store.managerRelation.listForClient(client.id))
    if (one.role === 'roaming' && one.userId === guest.id) await store.managerRelation.end(one.id, now);
  const row = await store.managerRelation.add(
    {
      clientId: client.id,
      userId: guest.id,
      role: 'roaming',
      fromOn: from,
      toOn: until,
      setBy: user.id,
      reason: 'travel',
      ...(main === null ? {} : { forUserId: main }),
    },
    now,
  );
  const begins = from <= dateAt(now);
  const told = begins ? await roamingStart(turn, row) : [];
  const words = { id: client.id, name: client.name, guest: guest.name, from: formatFullDay(from, now), to: formatFullDay(until, now), begins };
  const notices =
    main === null || main === user.id
      ? told
      : [...told, { to: main, kind: 'acting', dedupeKey: `roaming:${row.id}:set`, reply: turn.reply('roaming-set', words) }];
  return {
    replies: [turn.reply('roaming', words)],
    stored: [{ kind: 'managerRelation', id: row.id }],
    notices,
    session: { lastClientId: client.id },
  };
}

/** @throws UserError roaming-none */
async function running(turn: Turn, clientId: string): Promise<{ client: ClientView; rows: ManagerRelationRow[] }> {
  const client = await turn.store.client.getFor(turn.user, clientId);
  const rows = (await turn.store.managerRelation.listHistory(clientId)).filter((one) => one.role === 'roaming' && one.state === 'active');
  if (rows.length === 0) throw new UserError('roaming-none', { client: client.name });
  return { client, rows };
}

async function askStop(turn: Turn, args: Args, draftId: string): Promise<Reply> {
  const { client, rows } = await running(turn, args.client.id);
  const names = await turn.store.staff.listNames(rows.map((one) => one.userId));
  return turn.reply('roaming-stop-confirm', { draftId, name: fullCall(client), guests: rows.map((one) => names.get(one.userId) ?? one.userId) });
}

async function stop(turn: Turn, args: Args): Promise<Outcome> {
  const { client, rows } = await running(turn, args.client.id);
  const notices = [];
  for (const row of rows) notices.push(...(await endRoaming(turn, row, turn.user.id)));
  return {
    replies: [turn.reply('roaming-stopped', { name: client.name })],
    stored: rows.map(({ id }) => ({ kind: 'managerRelation', id })),
    notices,
    session: { lastClientId: client.id },
  };
}
