import { z } from 'zod';
import { defineCommand } from '../bot/command.js';
import { ROLES } from '../domain/role.js';
import { UserError } from '../errors.js';

export default defineCommand({
  name: 'drafts',
  aliases: [
    '草稿', '我的草稿', '草稿箱', '存稿', '看草稿', '草稿列表',
  ],
  group: 'help',
  summary: '找回没说完、没确认的话',
  examples: ['草稿'],
  roles: ROLES,
  effect: 'read',
  args: z.object({}),
  slots: [],
  cues: [
    { words: ['草稿'], weight: 0.3 },
  ],
  handle: async () => {
    throw new UserError('not-ready');
  },
});
