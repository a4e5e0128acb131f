import { z } from 'zod';
import { clientArg, whenArg } from '../bot/args.js';
import { defineCommand, type Turn } from '../bot/command.js';
import { itemLines, itemMeant, itemsArg, moveTasks, tasksByNumber } from '../bot/task-acts.js';
import { dateAt, formatDayTime, instantAt, MINUTE_MS, timeAt } from '../domain/calendar/index.js';
import { reminderTime } from '../domain/reminder-time.js';
import { ROLES } from '../domain/role.js';

/** An hour or some minutes, and no time of day. */
const LENGTH = /^(?!.*(?:[0-9一二两三四五六七八九十][点:：]|周[一二三四五六日天])).*(?:小时|钟头|分钟|刻钟)(?!后?就)/u;
/** Words of a day; without one an hour says nothing of it. */
const SAYS_DAY = /[今明昨后周月号日天年初底末]|星期|礼拜|小时|分钟|刻钟/u;

/** The day of each of them is still to come. */
async function areAllLater(turn: Turn, ids: readonly string[]): Promise<boolean> {
  const tasks = await Promise.all(ids.map((id) => turn.store.task.find(id)));
  return tasks.length > 0 && tasks.every((task) => task !== undefined && task.dueOn > dateAt(turn.now));
}

export default defineCommand({
  name: 'snooze',
  aliases: ['推迟', '延后', '顺延', '往后推', '推后', '改期', '缓一缓', '推一下', '延迟', '挪到', '推到', '改到'],
  group: 'reminder',
  summary: '把待办推迟到以后',
  examples: ['推迟 2 明天', '把第二条推到下周一', '推迟 1 3 下周三 10:00'],
  roles: ROLES,
  effect: 'write',
  args: z.object({
    items: itemsArg.describe('序号，全部是 all'),
    to: whenArg.optional().describe('推到什么时候'),
    by: z.number().int().positive().optional().describe('往后推多久，分钟'),
    client: clientArg.optional().describe('哪位客户的'),
  }),
  slots: [
    { name: 'items', kind: 'items', required: true },
    { name: 'to', kind: 'when' },
    { name: 'client', kind: 'client' },
  ],
  cues: [{ words: ['推到', '推迟到', '延到', '延后到', '改到', '挪到', '顺延到', '往后推', '推迟', '晚点再'], weight: 0.4 }],
  action: 'client.find',
  defaults: itemMeant,
  async confirm({ args, draftId, ...turn }) {
    const ids = await tasksByNumber(turn, args.items);
    if (ids.length === 0) return turn.reply('snooze', { count: 0, texts: [], to: turn.now, already: 0, waiting: 0 });
    const lines = await itemLines(turn, ids);
    const [first] = lines;
    const from = first && (await turn.store.task.find(first.id));
    const by = args.by !== undefined && from ? new Date(Math.max(from.dueAt, turn.now.getTime()) + args.by * MINUTE_MS) : undefined;
    const isItsDay = args.to?.time !== undefined && !SAYS_DAY.test(turn.text) && (await areAllLater(turn, ids));
    const day = isItsDay && from ? from.dueOn : args.to?.date;
    const to = by ? formatDayTime(dateAt(by), timeAt(by), turn.now) : day ? formatDayTime(day, args.to?.time, turn.now) : '';
    return turn.reply('task-confirm', { draftId, act: `改到${to}`, lines, more: ids.length - lines.length });
  },
  async handle({ args, ...turn }) {
    if (args.by !== undefined) return moveTasks(turn, await tasksByNumber(turn, args.items), { byMs: args.by * MINUTE_MS });
    if (args.to === undefined) return turn.reply('snooze-when', { past: null });
    const { time } = args.to;
    const ids = await tasksByNumber(turn, args.items);
    // 「改到十一点」 of what is for tomorrow: tomorrow at eleven.
    if (time !== undefined && !SAYS_DAY.test(turn.text) && (await areAllLater(turn, ids))) return moveTasks(turn, ids, { onItsDayAt: time });
    // 「推迟 1 一小时」 of what is still to come: an hour later than it was to be.
    const length =
      time !== undefined && LENGTH.test(turn.text)
        ? instantAt(args.to.date, time).getTime() - Math.floor(turn.now.getTime() / MINUTE_MS) * MINUTE_MS
        : 0;
    if (length > 0) return moveTasks(turn, ids, { byMs: length });
    const when = reminderTime(args.to, turn.now, turn.rules.calendar.businessDayStart);
    if (!when.ok) return turn.reply('snooze-when', { past: 'told' in when ? when.told : null });
    return moveTasks(turn, ids, when.at, args.to.recurrence);
  },
});
