import { z } from 'zod';
import { clientArg } from '../bot/args.js';
import { defineCommand } from '../bot/command.js';
import { LOOKING } from '../domain/role-group.js';
import { UserError } from '../errors.js';

export default defineCommand({
  name: 'holdings',
  aliases: [
    '持仓', '持有', '资产', '资产情况', '持有产品', '仓位', '买了什么', '产品持有', '查持仓', '看持仓',
  ],
  group: 'client',
  summary: '看客户持有的存款、理财、基金和到期日',
  examples: ['持仓 李秀兰', '王总的持仓', '李阿姨都买了什么'],
  roles: LOOKING,
  effect: 'read',
  args: z.object({
    client: clientArg.describe('要看的客户'),
  }),
  slots: [
    { name: 'client', kind: 'client', required: true },
  ],
  cues: [
    { words: ['持仓', '持有', '仓位', '买了什么', '买了哪些', '买了啥', '有什么产品', '有哪些产品', '持有什么', '有多少钱', '多少资产', '资产有多少', '资产多少', '资产情况'], weight: 0.6 },
  ],
  handle: async () => {
    throw new UserError('not-ready');
  },
});
