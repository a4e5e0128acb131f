import { z } from 'zod';
import { clientArg } from '../bot/args.js';
import { claimOf, shortCall } from '../bot/client-facts.js';
import { defineCommand, type Turn } from '../bot/command.js';
import { MODE_TITLES, outcomeTitle, type ContactMode, type ContactOutcome } from '../domain/contact-record.js';
import { can, canReadNote } from '../domain/permission.js';
import { READING_CONTACTS } from '../domain/role-group.js';

export default defineCommand({
  name: 'timeline',
  aliases: ['历史', '联络历史', '联络记录', '接触记录', '跟进记录', '联系记录', '往来记录', '历史记录', '查历史', '看历史'],
  group: 'client',
  summary: '看和客户的往来：联络、案件、答应过的事',
  examples: ['历史 李秀兰', '张国强的联络记录', '上次什么时候联系的王总'],
  roles: READING_CONTACTS,
  effect: 'read',
  args: z.object({
    client: clientArg.describe('要看的客户'),
  }),
  slots: [{ name: 'client', kind: 'client', required: true }],
  cues: [
    {
      words: [
        '上回聊',
        '上回说',
        '联络记录',
        '联系记录',
        '接触记录',
        '跟进记录',
        '往来记录',
        '联络历史',
        '历史记录',
        '上次',
        '最近一次',
        '多久没',
        '上次什么时候联系',
        '上次联系是',
        '上次联络是',
        '上次聊',
        '最近一次联系',
        '多久没联系',
        '聊过什么',
        '之前聊了什么',
      ],
      weight: 0.6,
    },
  ],
  action: 'contact.read',
  handle: ({ args, ...turn }) => timeline(turn, args.client.id),
  clientTaps: { timeline: 'contact.read' },
  taps: {
    timeline: async ({ tap, ...turn }) => {
      const [clientId, before] = tap.id.split('.');
      return timeline(turn, clientId ?? '', before !== undefined && /^\d{1,15}$/.test(before) ? Number(before) : undefined);
    },
  },
});

const PAGE = 6;

/** Newest first; notes this person may not read are counted, not shown. */
async function timeline(turn: Turn, clientId: string, before?: number) {
  const { store, user, now } = turn;
  const client = await store.client.getFor(user, clientId);
  const subject = await store.client.getSubject(clientId);
  const actor = { userId: user.id, roles: user.roles, assistsUserIds: user.assistsUserIds ?? [] };
  const records = await store.contactRecord.listByClient(clientId, PAGE, before);
  const open = records.filter((r) => canReadNote(actor, r.confidentiality as 'normal', subject, now, claimOf(turn, clientId)));
  const writers = await store.staff.listNames([...new Set(open.map((r) => r.byUserId))]);
  const total = await store.contactRecord.countByClient(clientId);
  const last = records.at(-1);
  return {
    replies: [
      turn.reply('timeline', {
        clientId,
        name: shortCall(client),
        mayNote: can(actor, 'contact.write', subject, now, claimOf(turn, clientId)),
        total,
        first: before === undefined,
        hidden: records.length - open.length,
        lines: open.map((r) => ({
          on: r.onDate,
          mode: r.mode ? MODE_TITLES[r.mode as ContactMode] : '联络',
          outcome: r.outcome ? outcomeTitle(r.outcome as ContactOutcome, (r.mode ?? undefined) as ContactMode | undefined) : null,
          minutes: r.minutes,
          summary: r.summary,
          by: r.byUserId === user.id ? null : (writers.get(r.byUserId) ?? r.byUserId),
        })),
        next: records.length === PAGE && last && total > PAGE ? `${clientId}.${last.at}` : null,
      }),
    ],
    session: { lastClientId: clientId },
  };
}
