import { z } from 'zod';
import { clientArg, dayArg } from '../bot/args.js';
import { defineCommand } from '../bot/command.js';
import { SERVING } from '../domain/role-group.js';
import { UserError } from '../errors.js';

export default defineCommand({
  name: 'relative',
  aliases: [
    '关系人', '添加关系人', '新增关系人', '家属', '亲属', '家人', '登记关系人', '登记家属', '加关系人', '关系人登记', '新增家属', '添加家属',
  ],
  group: 'client',
  summary: '登记客户的家人',
  examples: ['关系人 李秀兰 女儿 王小雨 5月12日', '关系人 王总 配偶 张敏'],
  roles: SERVING,
  effect: 'write',
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
  handle: async () => {
    throw new UserError('not-ready');
  },
});
