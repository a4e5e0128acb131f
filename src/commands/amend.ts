import { z } from 'zod';
import { changesArg } from '../bot/args.js';
import { defineCommand } from '../bot/command.js';
import { amendContact, type ContactChanges } from '../bot/contact-amend.js';
import { moveTasks } from '../bot/task-acts.js';
import { instantAt } from '../domain/calendar/index.js';
import { SERVING } from '../domain/role-group.js';

export default defineCommand({
  name: 'amend',
  aliases: [
    '修改上条', '修改', '改上条', '更正', '改一下', '修改一下', '修改上一条', '改上一条', '更正上条', '更正上一条', '修正', '改成', '改为', '改下', '修改刚才', '修改刚才那条', '改刚才那条', '上条改成', '上条改为', '上一条改成', '上一条改为', '刚才那条改成', '刚才那条改为',
  ],
  group: 'contact',
  summary: '修改上一条记录，24小时内有效',
  examples: ['修改上条 方式 面访', '修改上条 下次 1个月后', '不对，是周四', '改成面谈'],
  roles: SERVING,
  effect: 'write',
  args: z.object({
    changes: changesArg.describe('要改的'),
  }),
  slots: [
    { name: 'changes', kind: 'changes', required: true },
  ],
  cues: [
    { words: ['不对', '记错了', '说错了', '写错了', '弄错了', '搞错了', '应该是', '更正'], weight: 0.4 },
  ],
  /** Changes the newest thing this person stored: a contact, or a reminder or appointment whose time was wrong. */
  handle: async ({ args, ...turn }) => {
    const { store, user, rules } = turn;
    const [contact, task] = [await store.contactRecord.findLastBy(user.id), await store.task.findLastBy(user.id)];
    const changes = args.changes as ContactChanges;
    if (task && (!contact || task.createdAt > contact.createdAt)) {
      const date = changes.dueOn ?? changes.at?.date;
      if (date !== undefined || changes.at?.time) return moveTasks(turn, [task.id], instantAt(date ?? task.dueOn, changes.dueTime ?? changes.at?.time ?? task.dueTime ?? rules.calendar.businessDayStart));
    }
    if (!contact) return turn.reply('amend', { state: 'none', name: '', changes: [], until: null });
    return amendContact(turn, contact.id, changes);
  },
});
