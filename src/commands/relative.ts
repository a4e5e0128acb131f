import { z } from 'zod';
import { clientArg, dayArg } from '../bot/args.js';
import { shortCall } from '../bot/client-facts.js';
import { defineCommand } from '../bot/command.js';
import { lunarName } from '../domain/calendar/index.js';
import { RELATION_TITLES, relationWordOf } from '../domain/relation-words.js';
import { SERVING } from '../domain/role-group.js';

export default defineCommand({
  name: 'relative',
  aliases: ['关系人', '添加关系人', '新增关系人', '家属', '亲属', '家人', '登记关系人', '登记家属', '加关系人', '关系人登记', '新增家属', '添加家属'],
  group: 'client',
  summary: '登记客户的家人',
  examples: ['关系人 李秀兰 女儿 王小雨 5月12日', '关系人 王总 配偶 张敏'],
  roles: SERVING,
  effect: 'write',
  isNote: true,
  args: z.object({
    client: clientArg.describe('客户'),
    relation: z.enum(['spouse', 'child', 'parent', 'sibling', 'other']).describe('关系'),
    name: z.string().min(1).max(40).describe('姓名'),
    birthday: dayArg.optional().describe('生日'),
  }),
  slots: [
    { name: 'client', kind: 'client', required: true },
    { name: 'relation', kind: 'word', required: true, values: { 配偶: 'spouse', 子女: 'child', 父母: 'parent', 兄弟姐妹: 'sibling', 其他: 'other' } },
    { name: 'name', kind: 'name', required: true },
    { name: 'birthday', kind: 'day' },
  ],
  action: 'client.edit',
  async handle({ args, ...turn }) {
    const client = await turn.store.client.getFor(turn.user, args.client.id);
    const day = args.birthday;
    const birthday =
      !day || day.vague
        ? undefined
        : day.lunar
          ? ({ calendar: 'lunar', month: day.month, day: day.day, leap: day.leap === true, ...(day.year ? { year: day.year } : {}) } as const)
          : ({ calendar: 'solar', date: day.year ? `${day.year}-${pad(day.month)}-${pad(day.day)}` : day.date } as const);
    const row = await turn.store.relatedPerson.put(
      client.id,
      { relation: args.relation, name: args.name.trim(), ...(birthday ? { birthday } : {}) },
      turn.user.id,
      turn.now,
    );
    return {
      replies: [
        turn.reply('relative', {
          client: shortCall(client),
          name: row.name,
          relation: relationWordOf(turn.text, args.name.trim()) ?? RELATION_TITLES[args.relation],
          birthday:
            !day || day.vague
              ? null
              : day.lunar
                ? `农历${lunarName({ month: day.month, day: day.day, leap: day.leap === true })}`
                : `${day.month}月${day.day}日`,
          careAllowed: row.careAllowed === 1,
        }),
      ],
      stored: [{ kind: 'relatedPerson', id: row.id }],
      session: { lastClientId: client.id },
    };
  },
});

const pad = (value: number): string => String(value).padStart(2, '0');
