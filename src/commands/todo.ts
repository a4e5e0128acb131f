import { z } from 'zod';
import { clientNames } from '../bot/client-names.js';
import { defineCommand, type Turn } from '../bot/command.js';
import { finishTasks, LIST_LENGTH } from '../bot/task-acts.js';
import { ROLES } from '../domain/role.js';

export default defineCommand({
  name: 'todo',
  aliases: [
    '待办',
    '我的待办',
    '待办事项',
    '待办清单',
    '待办列表',
    '代办',
    '任务',
    '我的任务',
    '任务清单',
    '还有什么没做',
    '有什么没做',
    '还有什么事',
    'todo',
    '查待办',
    '看待办',
    '未完成',
    '没办的',
  ],
  group: 'reminder',
  summary: '看没办完的事',
  examples: ['待办', '还有什么没做'],
  roles: ROLES,
  effect: 'read',
  args: z.object({}),
  slots: [],
  cues: [{ words: ['待办', '还有什么没做', '还有哪些没做', '要做什么', '有什么事要', '还有什么事', '什么没办', '没做完', '答应过'], weight: 0.5 }],
  handle: todo,
  taps: {
    /** 完成所选 */
    finish: async ({ tap, ...turn }) => {
      const ids = Object.values(tap.selected).flat();
      return ids.length === 0
        ? turn.reply('done', { count: 0, texts: [], left: await turn.store.task.countOpen(turn.user.id), already: 0, isOff: false, undoUntil: null })
        : finishTasks(turn, ids);
    },
  },
});

async function todo(turn: Turn) {
  const { store, user, now } = turn;
  const tasks = await store.task.listOpen(user.id, LIST_LENGTH);
  if (tasks.length === 0) return turn.reply('todo-empty', {});
  const names = await clientNames(
    turn,
    tasks.map((t) => t.clientId),
  );
  const total = await store.task.countOpen(user.id);
  return turn.reply('todo', {
    total,
    late: tasks.filter((t) => t.dueAt < now.getTime()).length,
    more: total - tasks.length,
    ref: now.getTime(),
    tasks: tasks.map((t) => {
      const name = names.call(t.clientId);
      const text = names.words(t.text, t.clientId);
      return { id: t.id, late: t.dueAt < now.getTime(), on: t.dueOn, time: t.dueTime, who: name !== '' && !text.includes(name) ? name : '', text };
    }),
  });
}
