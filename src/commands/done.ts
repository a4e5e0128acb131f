import { z } from 'zod';
import { defineCommand } from '../bot/command.js';
import { finishTasks, tasksByNumber } from '../bot/task-acts.js';
import { ROLES } from '../domain/role.js';

export default defineCommand({
  name: 'done',
  aliases: [
    '完成',
    '完成了',
    '办完',
    '已完成',
    '做完',
    '做完了',
    '搞定',
    '搞定了',
    '办好',
    '办好了',
    '办完了',
    '已办',
    'done',
    '打勾',
    '勾掉',
    '划掉',
  ],
  group: 'reminder',
  summary: '把待办标成完成',
  examples: ['完成 1 3', '完成 2', '第2条办完了'],
  roles: ROLES,
  effect: 'write',
  args: z.object({
    items: z.union([z.array(z.number().int().positive()).min(1), z.literal('all')]).describe('序号，全部是 all'),
  }),
  slots: [{ name: 'items', kind: 'items', required: true }],
  cues: [{ words: ['办完了', '做完了', '搞定了', '完成了', '弄好了', '办好了', '处理完了'], weight: 0.3 }],
  handle: async ({ args, ...turn }) => finishTasks(turn, await tasksByNumber(turn, args.items)),
});
