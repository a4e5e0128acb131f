import { z } from 'zod';
import { defineCommand } from '../bot/command.js';
import { ROLES } from '../domain/role.js';
import { UserError } from '../errors.js';

export default defineCommand({
  name: 'todo',
  aliases: [
    '待办', '我的待办', '待办事项', '待办清单', '待办列表', '代办', '任务', '我的任务', '任务清单', '还有什么没做', '有什么没做', '还有什么事', 'todo', '查待办', '看待办', '未完成', '没办的',
  ],
  group: 'reminder',
  summary: '看没办完的事',
  examples: ['待办', '还有什么没做'],
  roles: ROLES,
  effect: 'read',
  args: z.object({}),
  slots: [],
  cues: [
    { words: ['待办', '还有什么没做', '还有哪些没做', '要做什么', '有什么事要', '还有什么事', '什么没办', '没做完', '答应过'], weight: 0.5 },
  ],
  handle: async () => {
    throw new UserError('not-ready');
  },
});
