import { z } from 'zod';
import { addDays, dateAt, HOUR_MS, instantAt, MINUTE_MS, timeAt } from '../domain/calendar/index.js';
import { undoableUntil } from '../domain/contact-record.js';
import type { WhenValue } from '../domain/intent.js';
import { nextOccurrence } from '../domain/recurrence.js';
import { recurrenceWords } from '../domain/recurrence-words.js';
import { namesNoTask, tasksDue, tasksMeantBy } from '../domain/task-words.js';
import type { TaskRow } from '../store/task.js';
import { clientNames } from './client-names.js';
import type { Notice, Outcome, Turn } from './command.js';
import { settleOnSite } from './on-site.js';
import { comesBack } from './task-undo.js';

/** What can be done with items of the worklist, from cards and from words. */

/** Open tasks in the order a list shows them: what 「完成 1 3」 counts. */
export const LIST_LENGTH = 20;

/** List numbers, all of the list, or the ones the words were found to mean. */
export const itemsArg = z.union([z.array(z.number().int().positive()).min(1), z.literal('all'), z.object({ ids: z.array(z.string()).min(1) })]);
export type ItemsArg = z.infer<typeof itemsArg>;

/** Reminded of this recently, it is what 「晚点再提醒我」 means. */
const JUST_REMINDED_MS = 4 * HOUR_MS;
const MOST_READ = 200;

/** What a sentence says of the item it means, beside its words. */
export interface ItemSaid {
  client?: { id?: string; name?: string };
  /** When it is due, 「三点那个」. */
  due?: WhenValue;
}

/** The open items that a sentence may mean, the likeliest only; without any word of what it is about, what was reminded of or made last. */
export async function tasksMeant(turn: Turn, { client, due }: ItemSaid): Promise<TaskRow[]> {
  const { store, user, now, text } = turn;
  const all = await store.task.listOpen(user.id, MOST_READ);
  const open = due ? tasksDue(all, due) : all;
  if (due && client?.id === undefined && open.length < 2) return open;
  if (client?.id === undefined && namesNoTask(text)) {
    const spokenOf = (task: TaskRow): number => {
      const remindedAt = task.remindedAt !== null && task.remindedAt >= now.getTime() - JUST_REMINDED_MS ? task.remindedAt : 0;
      const isNew = task.createdBy === user.id && task.createdAt > now.getTime() - turn.rules.contact.undoMinutes * MINUTE_MS;
      return Math.max(remindedAt, isNew ? task.createdAt : 0);
    };
    const recent = open.filter((task) => spokenOf(task) > 0).sort((a, b) => spokenOf(b) - spokenOf(a));
    return recent.slice(0, 1).concat(recent.length === 0 && open.length === 1 ? open : []);
  }
  const people = new Map((await store.clientSearch.summaries([...new Set(open.flatMap((task) => task.clientId ?? []))])).map((one) => [one.id, one]));
  const items = open.map((task) => {
    const person = task.clientId === null ? undefined : people.get(task.clientId);
    return { ...task, names: person ? [person.name, ...(person.honorific ? [person.honorific] : [])] : [] };
  });
  return tasksMeantBy(text, items, client?.id === undefined ? {} : { client: { id: client.id, name: client.name ?? '' } });
}

/** `defaults` of what is done with items: the one the words name. Numbers that were said win. */
export async function itemMeant(turn: Turn & { args: Record<string, unknown> }): Promise<Record<string, unknown>> {
  if (turn.args['items'] !== undefined) return {};
  const found = await tasksMeant(turn, turn.args);
  return found.length === 1 ? { items: { ids: found.map(({ id }) => id) } } : {};
}

/** What a card says of items before something is done with them. */
export async function itemLines(turn: Turn, ids: readonly string[]): Promise<{ id: string; text: string; on: string; time: string | null }[]> {
  const tasks = (await Promise.all(ids.slice(0, 4).map((id) => turn.store.task.find(id)))).filter((task) => task !== undefined);
  const names = await clientNames(
    turn,
    tasks.map((task) => task.clientId),
  );
  return tasks.map((task) => {
    const text = names.words(task.text, task.clientId);
    const name = names.call(task.clientId);
    return { id: task.id, text: name !== '' && !text.includes(name) ? `${name} ${text}` : text, on: task.dueOn, time: task.dueTime };
  });
}

/** The tasks behind list numbers: of the newest list shown, else of the list as it would be shown now. */
export async function tasksByNumber(turn: Turn, items: ItemsArg): Promise<string[]> {
  if (items !== 'all' && !Array.isArray(items)) return items.ids;
  const list = await turn.store.outbox.findByButton(turn.user.id, 'finish:todo');
  const ticks = list?.payload.kind === 'card' ? list.payload.check?.options : undefined;
  const shown = ticks ? ticks.map((o) => o.id) : (await turn.store.task.listOpen(turn.user.id, LIST_LENGTH)).map((t) => t.id);
  return items === 'all' ? shown : (items as readonly number[]).flatMap((n) => shown[n - 1] ?? []);
}

/**
 * An instant, how long or how many days after its own time each goes, an hour of its own day, or another day at its own hour.
 * `orAt`: HH:mm of what has no hour of its own. `repeating`: each day of a repetition, at the item's hour.
 */
export type MoveTo =
  Date | { repeating: WhenValue } | { byMs: number } | { byDays: number; orAt: string } | { onItsDayAt: string } | { onDay: string; orAt: string };

/** When it is to be; what is over already is put off from now. */
export function movedTo(task: Pick<TaskRow, 'dueAt' | 'dueOn' | 'dueTime'>, to: MoveTo, now: Date): Date {
  if (to instanceof Date) return to;
  if ('repeating' in to) {
    // 「改成每天」 begins when the item was due, 「改成每周四」 on that Thursday.
    const { date, recurrence = '' } = to.repeating;
    const due = new Date(task.dueAt);
    const first = /;BY(?:MONTH)?DAY=/.test(recurrence) ? instantAt(date, timeAt(due)) : due;
    return first > now ? first : (nextOccurrence(recurrence, first, now) ?? due);
  }
  if ('byMs' in to) return new Date(Math.max(task.dueAt, now.getTime()) + to.byMs);
  if ('onItsDayAt' in to) return instantAt(task.dueOn, to.onItsDayAt);
  const time = task.dueTime ?? to.orAt;
  if ('onDay' in to) return instantAt(to.onDay, time);
  const today = dateAt(now);
  return instantAt(addDays(task.dueOn > today ? task.dueOn : today, to.byDays), time);
}

/** 每周四; null = it does not come back, or as it did. */
const everyOf = (recurrence: string | undefined, { text }: Turn): string | null =>
  recurrence === undefined ? null : recurrenceWords(recurrence, text);

/** How the one that was moved goes on coming back: 每周五. */
function repeatsOf([task, ...others]: readonly TaskRow[], changed: string | undefined): string | null {
  if (!task?.recurrence || others.length > 0 || changed !== undefined) return null;
  return recurrenceWords(task.recurrence, task.words ?? '');
}

/** What keeps its kind when its time moves; everything else becomes a reminder, which speaks at the new time. */
const KEPT_KINDS = ['promise', 'appointment', 'recusal'];

/** The first few of them, in words. */
async function textsOf(turn: Turn, tasks: readonly TaskRow[]): Promise<string[]> {
  const shown = tasks.slice(0, 4);
  const names = await clientNames(
    turn,
    shown.map((task) => task.clientId),
  );
  return shown.map((task) => names.words(task.text, task.clientId));
}

/** Done; `isOff`: called off, because nobody needs it any more. */
export async function finishTasks(turn: Turn, ids: readonly string[], isOff = false): Promise<Outcome> {
  const { store, user, now } = turn;
  const done: TaskRow[] = [];
  const notices: Notice[] = [];
  let already = 0;
  for (const id of ids) {
    const task = await store.task.find(id);
    if (!task || task.ownerId !== user.id) continue;
    if (task.state !== 'open') {
      already++;
      continue;
    }
    if (task.kind === 'onSite') notices.push(...(await settleOnSite(turn, task, true)).notices);
    else if (isOff) await store.task.change(id, { state: 'cancelled', doneAt: now.getTime(), doneBy: user.id }, now);
    else await store.task.change(id, { state: 'done', doneAt: now.getTime(), doneBy: user.id }, now);
    done.push(task);
  }
  const left = await store.task.countOpen(user.id);
  return {
    replies: [
      turn.reply('done', {
        count: done.length,
        texts: await textsOf(turn, done),
        left,
        already,
        isOff,
        undoUntil: done.some(comesBack) ? timeAt(undoableUntil(now, turn.rules)) : null,
      }),
    ],
    stored: done.map(({ id }) => ({ kind: 'task', id })),
    notices,
    ...(done.length > 0
      ? {
          change: {
            kind: 'card-change' as const,
            after: isOff ? '已取消' : ids.length === 1 ? `已完成 ${timeAt(now)}` : `完成${done.length}件，剩${left}件`,
          },
        }
      : {}),
  };
}

/** `<task>.<minutes>` from now, or `<task>.day`: tomorrow when business begins. */
export async function putOff(turn: Turn, key: string): Promise<Outcome> {
  const [id = '', by = ''] = key.split('.');
  if (by !== 'day' && !/^\d{1,4}$/.test(by)) return { replies: [turn.reply('card-gone', {})] };
  const to =
    by === 'day'
      ? instantAt(addDays(dateAt(turn.now), 1), turn.rules.calendar.businessDayStart)
      : new Date(turn.now.getTime() + Number(by) * MINUTE_MS);
  return moveTasks(turn, [id], to);
}

export async function moveTasks(turn: Turn, ids: readonly string[], to: MoveTo, recurrence?: string): Promise<Outcome> {
  const { store, user, now } = turn;
  const moved: TaskRow[] = [];
  let already = 0;
  let waiting = 0;
  let earlier = 0;
  let last = to instanceof Date ? to : now;
  for (const id of ids) {
    const task = await store.task.find(id);
    if (!task || task.ownerId !== user.id) continue;
    if (task.state !== 'open') {
      already++;
      continue;
    }
    // Somebody stands in the lobby: there is no later.
    if (task.kind === 'onSite') {
      waiting++;
      continue;
    }
    const at = movedTo(task, to, now);
    last = at;
    if (at.getTime() < task.dueAt && task.dueTime !== null) earlier++;
    await store.task.change(
      id,
      {
        dueAt: at.getTime(),
        dueOn: dateAt(at),
        dueTime: timeAt(at),
        ...(recurrence === undefined ? {} : { recurrence }),
        remindedAt: null,
        kind: KEPT_KINDS.includes(task.kind) ? task.kind : 'reminder',
      },
      now,
    );
    moved.push(task);
  }
  return {
    replies: [
      turn.reply('snooze', {
        count: moved.length,
        every: everyOf(recurrence, turn),
        texts: await textsOf(turn, moved),
        to: last,
        repeats: repeatsOf(moved, recurrence),
        already,
        waiting,
        isEarlier: earlier > 0 && earlier === moved.length,
      }),
    ],
    stored: moved.map(({ id }) => ({ kind: 'task', id })),
    ...(moved.length > 0
      ? { change: { kind: 'card-change' as const, after: `改到 ${dateAt(last) === dateAt(now) ? timeAt(last) : dateAt(last).slice(5)}` } }
      : {}),
  };
}
