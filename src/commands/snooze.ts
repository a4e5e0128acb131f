import { z } from 'zod';
import { clientArg, whenArg } from '../bot/args.js';
import { defineCommand, type Turn } from '../bot/command.js';
import { itemLines, itemMeant, itemsArg, movedTo, moveTasks, tasksByNumber, type MoveTo } from '../bot/task-acts.js';
import { dateAt, daysBetween, formatDayTime, instantAt, MINUTE_MS, timeAt } from '../domain/calendar/index.js';
import { isHourAlone } from '../domain/corrected-day.js';
import type { DayPeriod, WhenValue } from '../domain/intent.js';
import { recurrenceWords } from '../domain/recurrence-words.js';
import { reminderTime, timeTold, type ReminderTime } from '../domain/reminder-time.js';
import { ROLES } from '../domain/role.js';

/** Where to stands behind the last of these that has a time behind it: 「推到明天三点再改」. */
const MOVED =
  /^.*(?:推迟|延后|顺延|往后推|推后|改期|缓一缓|推一下|延迟|[推挪延改放缓]到?)(?=.*(?:[点:：周月号日天年期拜时钟分刻]|晚上|[上下中]午|早上))/su;
/** A clock time or a day of the week: no length, though 小时 may stand beside it. */
const NO_LENGTH = /[0-9一二两三四五六七八九十][点:：]|(?:周|星期|礼拜)[一二三四五六日天]/u;
/** A part of the day, and no day: 「1 下午」. */
const PART_ALONE = /^[\s\d、,，和第条件个]*(?:到|成|在)?(早上|上午|中午|下午|傍晚|晚上)(?:去|吧|了)*[\s。.!]*$/u;
const PARTS: Readonly<Record<string, DayPeriod>> = { 中午: 'noon', 下午: 'afternoon', 傍晚: 'dusk', 晚上: 'evening' };
const HOURS_LONG = /(?:小时|钟头|分钟|刻钟)(?!后?就)/u;
/** 「三天」「一周」「两个月」, which last; 「三天后」 is reckoned from now. */
const DAYS_LONG = /[0-9一二两三四五六七八九十半]\s*个?(?:天|星期|礼拜|周|月)(?!以?之?后|[0-9一二三四五六七八九十日底初末])/u;

/** The items' day is still to come, each of them. */
async function areAllLater(turn: Turn, ids: readonly string[]): Promise<boolean> {
  const tasks = await Promise.all(ids.map((id) => turn.store.task.find(id)));
  return tasks.length > 0 && tasks.every((task) => task !== undefined && task.dueOn > dateAt(turn.now));
}

type Target = { ok: true; at: MoveTo } | Exclude<ReminderTime, { ok: true }>;

/** Where the items go, by what was said behind the word of moving; a time that cannot be is told instead. */
async function targetOf(
  turn: Turn,
  { to, by }: { to?: WhenValue | undefined; by?: number | undefined },
  ids: readonly string[],
): Promise<Target | undefined> {
  const { now, text } = turn;
  const orAt = turn.rules.calendar.businessDayStart;
  if (by !== undefined) return { ok: true, at: { byMs: by * MINUTE_MS } };
  if (to === undefined) return undefined;
  const where = text.replace(MOVED, '');
  // 「改到十一点」 of what is for tomorrow: tomorrow at eleven.
  if (to.time !== undefined && isHourAlone(where) && (await areAllLater(turn, ids))) return { ok: true, at: { onItsDayAt: to.time } };
  // 「改下午」 of what is for tomorrow: tomorrow afternoon.
  const part = to.time === undefined ? PART_ALONE.exec(where)?.[1] : undefined;
  if (part !== undefined && (await areAllLater(turn, ids))) {
    const period = PARTS[part];
    return { ok: true, at: { onItsDayAt: (period && timeTold({ date: to.date, period })) ?? orAt } };
  }
  const isLength = !NO_LENGTH.test(where);
  // 「推迟 1 一小时」 of what is still to come: an hour later than it was to be.
  const length = to.time === undefined ? 0 : instantAt(to.date, to.time).getTime() - Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
  if (isLength && HOURS_LONG.test(where) && length > 0) return { ok: true, at: { byMs: length } };
  const days = daysBetween(dateAt(now), to.date);
  if (isLength && DAYS_LONG.test(where) && days > 0) return { ok: true, at: { byDays: days, orAt } };
  if (to.recurrence !== undefined && to.time === undefined && to.period === undefined) return { ok: true, at: { repeating: to } };
  // 「推迟 1 下周一」: at the hour it was to be.
  const isDayAlone = to.time === undefined && to.period === undefined && days > 0;
  return isDayAlone ? { ok: true, at: { onDay: to.date, orAt } } : reminderTime(to, now, orAt);
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
    due: whenArg.optional().describe('原定什么时候的'),
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
    if (ids.length === 0)
      return turn.reply('snooze', { count: 0, every: null, repeats: null, texts: [], to: turn.now, already: 0, waiting: 0, isEarlier: false });
    const lines = await itemLines(turn, ids);
    const [first] = lines;
    const task = first && (await turn.store.task.find(first.id));
    const target = await targetOf(turn, args, ids);
    const at = task && target?.ok ? movedTo(task, target.at, turn.now) : undefined;
    if (at && lines.length === 1 && at.getTime() === task?.dueAt && args.to?.recurrence === undefined)
      return turn.reply('snooze-same', { at, text: first?.text });
    const to = at ? formatDayTime(dateAt(at), timeAt(at), turn.now) : args.to ? formatDayTime(args.to.date, args.to.time, turn.now) : '';
    const act = args.to?.recurrence ? `改成${recurrenceWords(args.to.recurrence, turn.text)}${args.to.time ? ` ${args.to.time}` : ''}` : `改到${to}`;
    return turn.reply('task-confirm', { draftId, act, lines, more: ids.length - lines.length });
  },
  async handle({ args, ...turn }) {
    const ids = await tasksByNumber(turn, args.items);
    const target = await targetOf(turn, args, ids);
    if (!target) return turn.reply('snooze-when', { past: null });
    if (!target.ok) return turn.reply('snooze-when', { past: 'told' in target ? target.told : null });
    return moveTasks(turn, ids, target.at, args.to?.recurrence);
  },
});
