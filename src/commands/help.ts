import { z } from 'zod';
import { defineCommand } from '../bot/command.js';
import { ROLES } from '../domain/role.js';
import { UserError } from '../errors.js';

export default defineCommand({
  name: 'help',
  aliases: [
    '帮助', '怎么用', '使用说明', '使用帮助', '功能', '你会什么', '你能做什么', '你能干什么', '你会干什么', '能干什么', '能做什么', 'help', '说明书', '指令', '命令', '菜单', '怎么说', '全部说法', '怎么操作', '怎么使用', '有什么功能', '有哪些功能',
  ],
  group: 'help',
  summary: '可以怎样说',
  examples: ['帮助', '怎么用'],
  roles: ROLES,
  effect: 'read',
  args: z.object({}),
  slots: [],
  cues: [
    { words: ['怎么用', '你会什么', '你能做什么', '有什么功能', '有哪些功能'], weight: 0.5 },
  ],
  handle: async () => {
    throw new UserError('not-ready');
  },
});
