import { z } from 'zod';
import { clientArg, whenArg } from '../bot/args.js';
import { behindItem } from '../bot/behind.js';
import { defineCommand, type Turn } from '../bot/command.js';
import type { Reply } from '../bot/reply.js';
import { putOff, finishTasks } from '../bot/task-acts.js';
import { takeBackTasks } from '../bot/task-undo.js';
import { addDays, dateAt, formatDayTime, formatMoment, HOUR_MS, instantAt, MINUTE_MS, timeAt } from '../domain/calendar/index.js';
import { undoableUntil } from '../domain/contact-record.js';
import type { Frame } from '../domain/intent.js';
import { nextOccurrence } from '../domain/recurrence.js';
import { recurrenceWords } from '../domain/recurrence-words.js';
import { isTooDense, stepMinutes } from '../domain/reminder-recurrence.js';
import { reminderTime, timeTold } from '../domain/reminder-time.js';
import { ROLES } from '../domain/role.js';

export default defineCommand({
  name: 'reminder',
  aliases: [
    '提醒我',
    '提醒',
    '提醒一下',
    '提醒我一下',
    '提醒下',
    '提醒下我',
    '记得提醒我',
    '定个提醒',
    '设个提醒',
    '设一个提醒',
    '定一个提醒',
    '加一个提醒',
    '新建一个提醒',
    '设提醒',
    '新建提醒',
    '加个提醒',
    '设置提醒',
    '定提醒',
    '到时候提醒我',
    '到时提醒我',
    '叫我',
    '闹钟',
    '闹铃',
    '定闹钟',
    '定个闹钟',
    '别忘了提醒我',
    '帮我提醒',
    '记个提醒',
    '记一个提醒',
    '喊我',
  ],
  group: 'reminder',
  summary: '到时候提醒我，可以反复',
  examples: ['提醒我 15:30 回电王总', '明天下午三点提醒我给王总打电话', '每周一早上9点提醒我报周计划', '提醒我 11月30日 李秀兰 到期'],
  roles: ROLES,
  effect: 'write',
  args: z.object({
    at: whenArg.describe('什么时候'),
    text: z.string().min(1).max(500).describe('提醒什么'),
    client: clientArg.optional().describe('客户'),
    recurrence: z.string().optional().describe('RFC 5545 的重复规则'),
    also: z
      .array(z.object({ at: whenArg, text: z.string().min(1).max(500), client: clientArg.optional() }))
      .max(9)
      .optional()
      .describe('同一句话里的其他提醒'),
  }),
  slots: [
    { name: 'at', kind: 'when', required: true },
    { name: 'text', kind: 'text', required: true },
    { name: 'client', kind: 'client' },
  ],
  cues: [{ words: ['提醒我', '提醒一下我', '提醒下我', '记得提醒', '叫我', '喊我', '别让我忘', '别忘了', '不要忘了', '闹钟', '记得'], weight: 0.6 }],
  several: (args: Args, now, said) =>
    args.also && [args, ...args.also].map((one) => ({ key: '提醒', value: `${whenWords(one, said, now)} ${one.text}` })),
  listed: (args: Args, now, said) => [
    { key: ruleOf(args) === undefined ? '时间' : '重复', value: whenWords(args, said, now) },
    ...firstStep(args, now),
    { key: '事情', value: args.text },
    ...(args.client ? [{ key: '客户', value: args.client.name }] : []),
  ],
  passedTime,
  behind: behindItem,
  confirm: async (turn) => tooDense(turn, turn.args),
  handle: async (turn) => tooDense(turn, turn.args) ?? addReminder(turn),
  taps: {
    /** 撤销 on the card that was just made. */
    untask: async ({ tap, ...turn }) => {
      const task = await turn.store.task.find(tap.id);
      if (!task || task.ownerId !== turn.user.id) return turn.reply('undo', { state: 'none', name: '', editable: false, count: 0 });
      return takeBackTasks(turn, task);
    },
    /** 完成 on a reminder. */
    finish1: async ({ tap, ...turn }) => finishTasks(turn, [tap.id]),
    /** 10分钟后, 1小时后, 明天 09:00: `<task>.<minutes>` or `<task>.day`. */
    later: async ({ tap, ...turn }) => putOff(turn, tap.id),
    /** 好: the time offered instead of one that had passed, `<date>T<time>`. */
    remindAt: async ({ tap, ...turn }) => {
      const question = turn.session.question;
      const data = question?.data as Args | undefined;
      if (question?.kind !== 'reminder-past' || !data || !question.options?.some((one) => one.key === `remindAt:${tap.id}`))
        return turn.reply('card-gone', {});
      const [date, time] = tap.id.split('T');
      return addReminder({ ...turn, args: { ...data, at: { date: date ?? '', time: time ?? '' } } });
    },
  },
});

type Args = {
  at: z.infer<typeof whenArg>;
  text: string;
  client?: { id: string; name: string } | undefined;
  recurrence?: string | undefined;
  also?: Pick<Args, 'at' | 'text' | 'client'>[] | undefined;
};

/** 「每周一到周五 08:00」「明天 08:00」. */
function whenWords(told: Pick<Args, 'at' | 'recurrence'>, said: string, now: Date): string {
  const rule = ruleOf(told);
  const time = timeTold(told.at);
  return rule === undefined ? formatDayTime(told.at.date, time, now) : `${recurrenceWords(rule, said)}${time ? ` ${time}` : ''}`;
}

/** When it begins where that was not told. */
function firstStep(args: Args, now: Date): { key: string; value: string }[] {
  const first = stepsFromNow(args, now);
  return first ? [{ key: '第一次', value: formatDayTime(first.date, first.time, now) }] : [];
}

/** 「每小时」, where it repeats within the day. */
const stepWords = (told: Pick<Args, 'at' | 'recurrence'>): string | null => {
  const rule = ruleOf(told);
  return rule !== undefined && stepMinutes(rule) !== undefined ? recurrenceWords(rule) : null;
};

/** 「每10分钟…」「每小时…，到18:00」 without an hour to begin at begins now. One that goes on for days is asked for its first hour. */
function stepsFromNow(told: Pick<Args, 'at' | 'recurrence'>, now: Date): Args['at'] | undefined {
  const rule = ruleOf(told) ?? '';
  const step = stepMinutes(rule);
  const isShown = step !== undefined && (rule.includes('MINUTELY') || rule.includes('UNTIL='));
  if (!isShown || timeTold(told.at) !== undefined || told.at.date !== dateAt(now)) return undefined;
  const first = new Date(now.getTime() + step * MINUTE_MS);
  return { ...told.at, date: dateAt(first), time: timeAt(first) };
}

/** 「每5分钟提醒我」 and no end: why it is not set, and how it can be. */
function tooDense({ reply, now, rules, text }: Turn, args: Args): Reply | undefined {
  const { leastMinutes } = rules.reminder;
  const dense = [args, ...(args.also ?? [])].find((one) => isTooDense(ruleOf(one) ?? '', one.at.date, leastMinutes));
  if (!dense) return undefined;
  const every = recurrenceWords(ruleOf(dense) ?? '', text);
  return reply('reminder-dense', {
    every: every.split('，')[0],
    text: dense.text.slice(0, MOST_TEXT),
    until: timeAt(new Date(now.getTime() + HOUR_MS)),
    leastMinutes,
  });
}

const MOST_TEXT = 12;

const ruleOf = ({ at, recurrence }: Pick<Args, 'at' | 'recurrence'>): string | undefined => at.recurrence ?? recurrence;

async function addReminder(turn: Turn & { args: Args }) {
  if (turn.args.also && turn.args.also.length > 0) return addSeveral(turn, [turn.args, ...turn.args.also]);
  const { args, user, now, rules } = turn;
  const { store } = turn;
  const when = reminderTime(stepsFromNow(args, now) ?? args.at, now, rules.calendar.businessDayStart);
  if (!when.ok) {
    if ('askTime' in when)
      return {
        replies: [turn.reply('reminder-ask', { past: null, offer: null, text: args.text, every: stepWords(args) })],
        question: {
          kind: 'fill-slot',
          command: 'reminder',
          slot: 'at',
          draftId: (await store.draft.add(user.id, turn.text, frameOf(turn, args), now)).id,
          frame: frameOf(turn, args),
        },
      };
    const offer = when.offer;
    return {
      replies: [turn.reply('reminder-ask', { past: when.told, offer, text: args.text, every: null })],
      question: {
        kind: 'reminder-past',
        command: 'reminder',
        data: { ...args },
        options: [
          { key: `remindAt:${offer.date}T${offer.time}`, text: '好' },
          { key: 'say:草稿', text: '先不定' },
        ],
      },
    };
  }
  const { id, client, recurrence } = await keep(turn, args, when);
  return {
    replies: [
      turn.reply('reminder', {
        id,
        text: args.text,
        at: when.at,
        client: client ? (client.honorific ?? client.name) : null,
        clientId: client?.id ?? null,
        every: recurrence === null ? null : recurrenceWords(recurrence, turn.text),
        undoUntil: timeAt(undoableUntil(now, rules)),
      }),
    ],
    stored: [{ kind: 'task', id }],
    ...(client ? { session: { lastClientId: client.id } } : {}),
  };
}

/** A reminder told for a time that has passed. */
function passedTime(frame: Frame, now: Date) {
  const span = frame.spans.find((s) => s.kind === 'time' || s.kind === 'date');
  const value = span?.value as { date?: string; time?: string; vague?: boolean } | undefined;
  if (!span || !value?.date || !value.time || value.vague || frame.args['at'] !== undefined || instantAt(value.date, value.time) > now)
    return undefined;
  const today = dateAt(now);
  const date = instantAt(today, value.time) > now ? today : addDays(today, 1);
  const said = frame.args['text'];
  const text = typeof said === 'string' ? said.replace(span.text, '').trim() : '';
  return { words: formatMoment(instantAt(value.date, value.time), now), offer: { date, time: value.time }, text };
}

type Due = Extract<ReturnType<typeof reminderTime>, { ok: true }>;

async function keep({ store, user, now, rules, text }: Turn, args: Args, when: Due) {
  const client = args.client ? await store.client.getFor(user, args.client.id) : null;
  const recurrence = ruleOf(args) ?? null;
  const id = await store.task.add({
    kind: 'reminder',
    ownerId: user.id,
    clientId: client?.id ?? null,
    text: args.text,
    dueAt: when.at.getTime(),
    dueOn: when.dueOn,
    dueTime: when.dueTime ?? rules.calendar.businessDayStart,
    recurrence,
    words: text,
    createdBy: user.id,
    createdAt: now.getTime(),
  });
  return { id, client, recurrence };
}

/**
 * Several of one sentence: all of those whose time is still to come when they are confirmed. One of today without its hour speaks
 * at the start of business, one that repeats next time when that is over.
 */
async function addSeveral(turn: Turn & { args: Args }, several: readonly Args[]) {
  const { now, rules, text } = turn;
  const kept: { id: string; text: string; at: Date; every: string | null }[] = [];
  const left: { text: string; isPast: boolean }[] = [];
  for (const one of several) {
    const when = dueOf(one, now, rules.calendar.businessDayStart);
    if (!when.ok) {
      left.push({ text: one.text, isPast: 'told' in when });
      continue;
    }
    const { id, recurrence } = await keep(turn, one, when);
    kept.push({
      id,
      text: one.text,
      at: when.at,
      every: recurrence === null ? null : `${recurrenceWords(recurrence, text)} ${timeAt(when.at)}`,
    });
  }
  return {
    replies: [turn.reply('reminders-kept', { ref: kept[0]?.id ?? now.getTime(), kept, left, undoUntil: timeAt(undoableUntil(now, rules)) })],
    stored: kept.map(({ id }) => ({ kind: 'task', id })),
  };
}

function dueOf(told: Args, now: Date, dayStart: string): ReturnType<typeof reminderTime> {
  const at = stepsFromNow(told, now) ?? told.at;
  const when = reminderTime(at, now, dayStart);
  const rule = ruleOf(told);
  if (when.ok || (at.time === undefined && at.period !== undefined)) return when;
  const first = instantAt(at.date, at.time ?? dayStart);
  if (at.time === undefined && first > now) return { ok: true, at: first, dueOn: at.date };
  const next = rule === undefined ? undefined : nextOccurrence(rule, first, now);
  return next ? { ok: true, at: next, dueOn: dateAt(next), dueTime: timeAt(next) } : when;
}

/** The same reminder, waiting for its time of day. */
function frameOf(turn: Turn, args: Args) {
  return {
    text: turn.text,
    now: turn.now.toISOString(),
    intent: 'reminder',
    effect: 'write' as const,
    needsConfirm: false,
    confidence: 1,
    args: { ...args, at: undefined },
    missing: ['at'],
    spans: [],
    alternatives: [],
    reasons: [],
  };
}
