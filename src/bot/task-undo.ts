import { timeAt } from '../domain/calendar/index.js';
import { canUndo, undoableUntil } from '../domain/contact-record.js';
import type { TaskRow } from '../store/task.js';
import { clientNames } from './client-names.js';
import type { Outcome, Turn } from './command.js';

/** 撤销 of items of the worklist: what a sentence made is taken back, what was called off is brought back. */

/** So many are named, the others counted. */
const MOST_NAMED = 3;

/** What one sentence made and is still open; where nothing of it is, the item alone. */
export async function madeTogether({ store }: Turn, task: TaskRow): Promise<TaskRow[]> {
  const open = (await store.task.listMadeWith(task)).filter((one) => one.state === 'open');
  return open.length > 0 ? open : [task];
}

/** 「交月报」, 「交月报、开会等5件」; what is the same at several hours is named once. */
export async function namesOfTasks(turn: Turn, tasks: readonly TaskRow[]): Promise<string> {
  const names = await clientNames(
    turn,
    tasks.map((task) => task.clientId),
  );
  const words = [...new Set(tasks.map((task) => names.words(task.text, task.clientId)))];
  const shown = words.slice(0, MOST_NAMED).join('、');
  return words.length > MOST_NAMED ? `${shown}等${tasks.length}件` : shown;
}

/** Takes back an item just made, with all of the same sentence, within the time of undoing. */
export async function takeBackTasks(turn: Turn, task: TaskRow): Promise<Outcome> {
  const { store, user, now, rules } = turn;
  const answer = (state: string, name: string, count: number) => turn.reply('undo', { state, name, editable: false, count });
  if (task.undoneAt !== null) return { replies: [answer('taskAlready', task.text, 1)] };
  if (!canUndo({ byUserId: task.createdBy, createdAt: new Date(task.createdAt) }, user.id, now, rules))
    return { replies: [answer('late', task.text, 1)] };
  const all = await madeTogether(turn, task);
  for (const { id } of all) await store.task.change(id, { state: 'cancelled', undoneAt: now.getTime() }, now);
  return {
    replies: [answer('task', await namesOfTasks(turn, all), all.length)],
    stored: all.map(({ id }) => ({ kind: 'task', id })),
    change: { kind: 'card-change', after: `已撤销 ${timeAt(now)}` },
  };
}

/** What this person called off last, all of one act; empty when that is no longer to be undone. */
export async function lastCalledOff({ store, user, now, rules }: Turn): Promise<TaskRow[]> {
  const [last, ...before] = await store.task.listCalledOff(user.id);
  if (!last || last.doneAt === null || now >= undoableUntil(new Date(last.doneAt), rules)) return [];
  return [last, ...before.filter((one) => one.doneAt === last.doneAt)];
}

/** They stand in the list again, and speak at their time as before. */
export async function bringBackTasks(turn: Turn, tasks: readonly TaskRow[]): Promise<Outcome> {
  for (const { id } of tasks) await turn.store.task.change(id, { state: 'open', doneAt: null, doneBy: null }, turn.now);
  return {
    replies: [turn.reply('undo', { state: 'back', name: await namesOfTasks(turn, tasks), editable: false, count: tasks.length })],
    stored: tasks.map(({ id }) => ({ kind: 'task', id })),
  };
}
