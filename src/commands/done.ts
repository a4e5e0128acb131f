import { z } from 'zod';
import { clientArg, whenArg } from '../bot/args.js';
import { defineCommand } from '../bot/command.js';
import { finishTasks, itemLines, itemMeant, itemsArg, tasksByNumber } from '../bot/task-acts.js';
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
  summary: '把待办标成完成，不办的取消',
  examples: ['完成 1 3', '完成 2', '第2条办完了'],
  roles: ROLES,
  effect: 'write',
  args: z.object({
    items: itemsArg.describe('序号，全部是 all'),
    client: clientArg.optional().describe('哪位客户的'),
    due: whenArg.optional().describe('原定什么时候的'),
    cancel: z.boolean().optional().describe('不办了，取消'),
  }),
  slots: [
    { name: 'items', kind: 'items', required: true },
    { name: 'client', kind: 'client' },
  ],
  action: 'client.find',
  cues: [{ words: ['办完了', '做完了', '搞定了', '完成了', '弄好了', '办好了', '处理完了'], weight: 0.3 }],
  defaults: itemMeant,
  confirm: async ({ args, draftId, ...turn }) => {
    const ids = await tasksByNumber(turn, args.items);
    if (ids.length === 0 && args.items === 'all') return turn.reply('todo-empty', {});
    if (ids.length === 0)
      return turn.reply('done', {
        count: 0,
        texts: [],
        left: await turn.store.task.countOpen(turn.user.id),
        already: 0,
        isOff: false,
        undoUntil: null,
      });
    const lines = await itemLines(turn, ids);
    return turn.reply('task-confirm', { draftId, act: args.cancel ? '取消' : '完成', lines, more: ids.length - lines.length });
  },
  handle: async ({ args, ...turn }) => finishTasks(turn, await tasksByNumber(turn, args.items), args.cancel === true),
});
