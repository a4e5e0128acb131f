import { z } from 'zod';
import { clientArg, factArg } from '../bot/args.js';
import { shortCall } from '../bot/client-facts.js';
import { defineCommand } from '../bot/command.js';
import { timeAt } from '../domain/calendar/index.js';
import { canUndo, undoableUntil } from '../domain/contact-record.js';
import { leftStanding } from '../bot/undo-left.js';
import { SERVING } from '../domain/role-group.js';

export default defineCommand({
  name: 'profile',
  aliases: [
    '补充资料',
    '补充信息',
    '补资料',
    '补充',
    '更新资料',
    '完善资料',
    '登记资料',
    '加资料',
    '资料补充',
    '记资料',
    '补充一下',
    '补充客户资料',
    '更新信息',
  ],
  group: 'client',
  summary: '补充客户的情况：家人、喜好、忌讳、重要日子',
  examples: ['补充资料 李秀兰 女儿在苏州上学 喜欢喝茶', '补充资料 王总 不吃辣'],
  roles: SERVING,
  effect: 'write',
  isNote: true,
  args: z.object({
    client: clientArg.describe('客户'),
    facts: z.array(factArg).min(1).describe('要补充的情况'),
  }),
  slots: [
    { name: 'client', kind: 'client', required: true },
    { name: 'facts', kind: 'facts', required: true },
  ],
  listed: ({ client, facts }) => [
    { key: '客户', value: client.guessed ? `${client.name}（猜）` : client.name },
    { key: '信息', value: facts.map(({ text }) => text).join('；') },
  ],
  action: 'client.edit',
  async handle({ args, ...turn }) {
    const client = await turn.store.client.getFor(turn.user, args.client.id);
    const stored: { kind: string; id: string }[] = [];
    for (const fact of args.facts) {
      const id = await turn.store.profileFact.add({
        clientId: client.id,
        kind: fact.kind,
        text: fact.text,
        value: fact.year || fact.day ? JSON.stringify({ year: fact.year, day: fact.day, who: fact.who }) : null,
        state: 'confirmed',
        confidentiality: fact.confidentiality ?? 'normal',
        contactId: null,
        createdBy: turn.user.id,
        createdAt: turn.now.getTime(),
      });
      stored.push({ kind: 'profileFact', id });
    }
    return {
      replies: [
        turn.reply('profile', {
          name: shortCall(client),
          facts: args.facts.filter((f) => !f.confidentiality).map((f) => f.text),
          hidden: args.facts.filter((f) => f.confidentiality).length,
          undoUntil: timeAt(undoableUntil(turn.now, turn.rules)),
        }),
      ],
      stored,
      session: { lastClientId: client.id },
    };
  },
  takesBack: 'profileDrop',
  taps: {
    /** 对，收回: what one sentence told, all of it. */
    profileDrop: async ({ tap, ...turn }) => {
      const { store, user, now, rules } = turn;
      const row = await store.profileFact.find(tap.id);
      if (!row || row.createdBy !== user.id) return turn.reply('card-gone', {});
      const name = shortCall(await store.client.getFor(user, row.clientId));
      const isLate = !canUndo({ byUserId: row.createdBy, createdAt: new Date(row.createdAt) }, user.id, now, rules);
      const taken = isLate ? [] : await store.profileFact.undoWith(row, now);
      const stored = taken.map(({ id }) => ({ kind: 'profileFact', id }));
      const shown = taken.filter(({ confidentiality }) => confidentiality === 'normal').map(({ text }) => text);
      return {
        replies: [
          turn.reply('profile-gone', {
            name,
            state: isLate ? 'late' : taken.length > 0 ? 'done' : 'already',
            facts: shown,
            hidden: taken.length - shown.length,
          }),
          ...(await leftStanding(turn, stored)),
        ],
        stored,
        change: { kind: 'card-change' as const, after: taken.length > 0 ? `已收回 ${timeAt(now)}` : '没有变' },
        session: { lastClientId: row.clientId },
      };
    },
  },
});
