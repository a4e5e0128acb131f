import { z } from 'zod';
import { clientArg } from '../bot/args.js';
import { defineCommand } from '../bot/command.js';
import { LOOKING } from '../domain/role-group.js';
import { UserError } from '../errors.js';

export default defineCommand({
  name: 'client',
  aliases: [
    '查', '查询', '查一下', '查查', '查下', '查看', '看', '看看', '看一下', '看下', '画像', '客户画像', '找', '找一下', '找找', '搜', '搜索', '搜一下', '客户', '客户信息', '客户资料', '打开', '调出', '翻一下',
  ],
  group: 'client',
  summary: '看一位客户的全貌：等级、资产、产品、上次联络、下一步',
  examples: ['查 李秀兰', '王总', '5678', '看看张三的画像'],
  roles: LOOKING,
  effect: 'read',
  args: z.object({
    client: clientArg.describe('要看的客户'),
  }),
  slots: [
    { name: 'client', kind: 'client', required: true },
  ],
  cues: [
    { words: ['画像', '什么情况', '怎么样了', '基本情况', '客户情况', '资料调出来'], weight: 0.5 },
  ],
  handle: async () => {
    throw new UserError('not-ready');
  },
});
