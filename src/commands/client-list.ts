import { z } from 'zod';
import { filtersArg } from '../bot/args.js';
import { defineCommand } from '../bot/command.js';
import { SERVING } from '../domain/role-group.js';
import { UserError } from '../errors.js';

export default defineCommand({
  name: 'client-list',
  aliases: [
    '我的客户', '客户列表', '客户清单', '客户名单', '名下客户', '我名下的客户', '列客户', '列一下客户', '筛客户', '筛选客户', '我的名单',
  ],
  group: 'client',
  summary: '列出名下客户，可按等级、临界、未联系、到期、生日、标签筛',
  examples: ['我的客户', '我的客户 白金 30天未联系', '我的客户 本月到期', '我的客户 标签 茶友'],
  roles: SERVING,
  effect: 'read',
  args: z.object({
    filters: filtersArg.default({}).describe('筛选条件'),
  }),
  slots: [
    { name: 'filters', kind: 'filters' },
  ],
  cues: [
    { words: ['哪些客户', '有哪些客户', '我的客户', '名下客户', '客户名单', '列出', '多少客户', '几个客户', '哪些白金', '哪些金卡', '哪些黑金', '没联系的客户', '未联系的客户'], weight: 0.5 },
  ],
  handle: async () => {
    throw new UserError('not-ready');
  },
});
