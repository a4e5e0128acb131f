import { z } from 'zod';
import { defineCommand } from '../bot/command.js';
import { ROLES } from '../domain/role.js';
import { UserError } from '../errors.js';

export default defineCommand({
  name: 'notices',
  aliases: [
    '关闭', '开启', '关掉', '打开提醒', '关闭提醒', '开启提醒', '恢复提醒', '屏蔽', '提醒设置', '通知设置',
  ],
  group: 'help',
  summary: '关掉或恢复某一类提醒',
  examples: ['关闭 临界客户', '开启 临界客户', '提醒设置'],
  roles: ROLES,
  effect: 'write',
  args: z.object({
    on: z.boolean().optional().describe('开还是关'),
    kind: z.string().max(20).optional().describe('哪一类'),
  }),
  slots: [
    { name: 'on', kind: 'word', values: { 关闭: 'off', 开启: 'on' } },
    { name: 'kind', kind: 'text' },
  ],
  handle: async () => {
    throw new UserError('not-ready');
  },
});
