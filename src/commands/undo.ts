import { z } from 'zod';
import { defineCommand } from '../bot/command.js';
import { ROLES } from '../domain/role.js';
import { UserError } from '../errors.js';

export default defineCommand({
  name: 'undo',
  aliases: [
    '撤销', '撤回', '撤消', '取消上条', '取消上一条', '取消刚才的', '取消刚才那条', '撤', '撤销上条', '撤销上一条', '撤回上条', '撤回上一条', '撤回刚才', '删除上条', '删掉上一条', '删掉刚才那条', '撤销刚才', '撤销刚才那条', '撤销刚才的', '刚才记错了撤销', '取消刚才', '撤回刚才的', '撤回刚才那条', '刚才那条不要了', '刚才那条作废', '不算',
  ],
  group: 'contact',
  summary: '撤销刚记下的，10分钟内有效',
  examples: ['撤销', '撤回上条'],
  roles: ROLES,
  effect: 'write',
  args: z.object({}),
  slots: [],
  notCues: ['撤销投诉', '撤回建议书'],
  handle: async () => {
    throw new UserError('not-ready');
  },
});
