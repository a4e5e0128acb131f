import { z } from 'zod';
import { clientArg, whenArg } from '../bot/args.js';
import { fullCall } from '../bot/client-facts.js';
import { defineCommand, type Notice, type Outcome, type Turn } from '../bot/command.js';
import { movedContactOn } from '../domain/cadence.js';
import { dateAt, dateOf, formatFullDay, instantAt, isRealDay } from '../domain/calendar/index.js';
import { CLIENT_LEVELS, hasDualManagers, LEVEL_TITLES, type AdminLayer, type ClientLevel } from '../domain/client-level.js';

export default defineCommand({
  name: 'set-level',
  aliases: ['定级', '调整等级', '改等级', '定等级', '人工定级'],
  group: 'team',
  summary: '主管定客户等级，写明理由和到哪天；期间按月评定不改',
  examples: ['定级 王建国 白金 至12月31日 资金在途'],
  roles: ['branchSupervisor'],
  effect: 'write',
  alwaysConfirm: true,
  action: 'client.assign',
  args: z.object({
    client: clientArg.describe('客户'),
    level: z.enum(CLIENT_LEVELS).describe('等级'),
    to: whenArg.describe('到哪天'),
    reason: z.string().max(200).describe('理由'),
  }),
  slots: [
    { name: 'client', kind: 'client', required: true },
    { name: 'level', kind: 'word', required: true, values: { 大众: 'general', 金卡: 'gold', 白金: 'platinum', 黑金: 'blackGold' } },
    { name: 'to', kind: 'when', required: true },
    { name: 'reason', kind: 'text', required: true },
  ],
  defaults: async ({ args, ...turn }) => said(turn, args['client'] as { name?: string } | undefined),
  confirm: ({ args, draftId, ...turn }) =>
    Promise.resolve(
      turn.reply('confirm', {
        word: '定级',
        quote: turn.text.slice(0, 80),
        draftId,
        hasClient: true,
        hasDate: true,
        rows: [
          { key: '客户', value: args.client.name },
          { key: '等级', value: LEVEL_TITLES[args.level] },
          { key: '到', value: formatFullDay(args.to.endDate ?? args.to.date, turn.now) },
          { key: '理由', value: args.reason },
        ],
      }),
    ),
  handle: setLevel,
});

const LEVEL_WORDS: Readonly<Record<string, ClientLevel>> = { 大众: 'general', 金卡: 'gold', 白金: 'platinum', 黑金: 'blackGold' };

/** Level, last day and reason, as the sentence tells them behind the client; what it does not tell is asked for. */
function said(turn: Pick<Turn, 'text' | 'now'>, client: { name?: string } | undefined): Record<string, unknown> {
  const [, level, rest = ''] = /(大众|金卡|白金|黑金)(.*)$/u.exec(turn.text) ?? [];
  if (level === undefined) return {};
  const found = /(?:至|到|截至)?\s*(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]|(?:至|到)?(年底)/u.exec(rest);
  const today = dateAt(turn.now);
  const year = Number(today.slice(0, 4));
  const [month, day] = found?.[4] ? [12, 31] : [Number(found?.[2] ?? 0), Number(found?.[3] ?? 0)];
  const inYear = (one: number): string | undefined => (isRealDay(one, month, day) ? dateOf(one, month, day) : undefined);
  // A day without a year is the next one of its kind.
  const named =
    found?.[1] === undefined ? [inYear(year), inYear(year + 1)].find((date) => date !== undefined && date >= today) : inYear(Number(found[1]));
  const reason = (found ? rest.replace(found[0], '') : rest).replace(client?.name ?? '\0', '').replace(/^[\s，,。]+|[\s，,。]+$/gu, '');
  return { level: LEVEL_WORDS[level], ...(named === undefined ? {} : { to: { date: named } }), ...(reason === '' ? {} : { reason }) };
}

interface Args {
  client: { id: string };
  level: ClientLevel;
  to: { date: string; endDate?: string | undefined };
  reason: string;
}

/** The decision, the client's level, the tasks a second manager asks for and the word to the manager are one. Source: domain §4.2. */
async function setLevel({ args, ...turn }: Turn & { args: Args }): Promise<Outcome> {
  const { store, user, now, rules } = turn;
  const client = await store.client.getFor(user, args.client.id);
  const untilOn = args.to.endDate ?? args.to.date;
  const today = dateAt(now);
  if (untilOn < today) return { replies: [turn.reply('set-level-past', { on: untilOn })] };
  const before = { ...client, level: client.level as ClientLevel, adminLayer: client.adminLayer as AdminLayer | null };
  const { level } = args;
  const id = await store.levelOverride.add({ clientId: client.id, level, untilOn, reason: args.reason, setBy: user.id, createdAt: now.getTime() });
  await store.client.setLevel(
    client.id,
    { level, adminLayer: before.adminLayer, nextContactOn: movedContactOn(before, { ...before, level }, rules) },
    now,
  );
  const stored = [{ kind: 'levelOverride', id }];
  const isDual = hasDualManagers(level);
  if (isDual !== hasDualManagers(before.level))
    stored.push({
      kind: 'task',
      id: await store.task.add({
        kind: isDual ? 'addDeputy' : 'removeDeputy',
        clientId: client.id,
        ownerId: user.id,
        text: isDual ? `${client.name}定为${LEVEL_TITLES[level]}，增设副办` : `${client.name}定为${LEVEL_TITLES[level]}，解除副办`,
        dueOn: today,
        dueAt: instantAt(today, rules.calendar.businessDayEnd).getTime(),
        sourceKind: 'levelOverride',
        sourceId: id,
        createdBy: user.id,
        createdAt: now.getTime(),
      }),
    });
  const facts = {
    clientId: client.id,
    call: fullCall(client),
    from: LEVEL_TITLES[before.level],
    to: LEVEL_TITLES[level],
    isSame: level === before.level,
    until: formatFullDay(untilOn, now),
    reason: args.reason,
    by: user.name,
  };
  const [row] = await store.due.byIds([client.id]);
  const notices: Notice[] =
    row?.receiverId && row.receiverId !== user.id
      ? [
          {
            to: row.receiverId,
            kind: 'level',
            dedupeKey: `level-override:${id}`,
            reply: turn.reply('set-level', { ...facts, forManager: true, isDual: false, wasDual: false }),
          },
        ]
      : [];
  return {
    replies: [
      turn.reply('set-level', {
        ...facts,
        forManager: false,
        isDual: isDual && !hasDualManagers(before.level),
        wasDual: !isDual && hasDualManagers(before.level),
      }),
    ],
    stored,
    notices,
    session: { lastClientId: client.id },
    why: [{ code: 'level-override', text: `${user.name}定为${LEVEL_TITLES[level]}，至${untilOn}：${args.reason}`, source: '行内规定' }],
  };
}
