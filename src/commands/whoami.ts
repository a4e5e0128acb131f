import { z } from 'zod';
import { defineCommand } from '../bot/command.js';
import { ROLES } from '../domain/role.js';
import { UserError } from '../errors.js';

export default defineCommand({
  name: 'whoami',
  aliases: [
    '我是谁', '我的身份', '我的权限', '我的账号', '我的角色', 'whoami',
  ],
  group: 'help',
  summary: '看自己的身份和权限',
  examples: ['我是谁'],
  roles: ROLES,
  effect: 'read',
  args: z.object({}),
  slots: [],
  handle: async () => {
    throw new UserError('not-ready');
  },
});
