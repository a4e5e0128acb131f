import { z } from 'zod';
import { whenArg } from '../bot/args.js';
import { defineCommand } from '../bot/command.js';
import { moveTasks, tasksByNumber } from '../bot/task-acts.js';
import { reminderTime } from '../domain/reminder-time.js';
import { ROLES } from '../domain/role.js';

export default defineCommand({
  name: 'snooze',
  aliases: ['推迟', '延后', '顺延', '往后推', '推后', '改期', '缓一缓', '推一下', '延迟', '挪到', '推到', '改到'],
  group: 'reminder',
  summary: '把待办推迟到以后',
  examples: ['推迟 2 明天', '把第二条推到下周一', '推迟 1 3 下周三 10:00'],
  roles: ROLES,
  effect: 'write',
  args: z.object({
    items: z.union([z.array(z.number().int().positive()).min(1), z.literal('all')]).describe('序号，全部是 all'),
    to: whenArg.describe('推到什么时候'),
  }),
  slots: [
    { name: 'items', kind: 'items', required: true },
    { name: 'to', kind: 'when', required: true },
  ],
  cues: [{ words: ['推到', '推迟到', '延到', '延后到', '改到', '挪到', '顺延到', '往后推', '推迟', '晚点再'], weight: 0.4 }],
  async handle({ args, ...turn }) {
    const when = reminderTime(args.to, turn.now, turn.rules.calendar.businessDayStart);
    if (!when.ok) return turn.reply('snooze-when', { past: 'told' in when ? when.told : null });
    return moveTasks(turn, await tasksByNumber(turn, args.items), when.at);
  },
});
