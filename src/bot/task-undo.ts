import { MINUTE_MS, timeAt } from '../domain/calendar/index.js';
import { canUndo } from '../domain/contact-record.js';
import type { TaskRow } from '../store/task.js';
import type { Outcome, Turn } from './command.js';
import { namesOfTasks } from './task-names.js';
import { leftStanding } from './undo-left.js';

/** 撤销 of items of the worklist: what a sentence made is taken back, what was done or called off is brought back. */

/** What one sentence made and is still open; where nothing of it is, the item alone. */
export async function madeTogether({ store }: Turn, task: TaskRow): Promise<TaskRow[]> {
  const open = (await store.task.listMadeWith(task)).filter((one) => one.state === 'open');
  return open.length > 0 ? open : [task];
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
  const stored = all.map(({ id }) => ({ kind: 'task', id }));
  return {
    replies: [answer('task', await namesOfTasks(turn, all), all.length), ...(await leftStanding(turn, stored))],
    stored,
    change: { kind: 'card-change', after: `已撤销 ${timeAt(now)}` },
  };
}

/** Who waited in the lobby has been answered, and whoever waits for word of it knows: that stays done. */
export const comesBack = (task: Pick<TaskRow, 'kind'>): boolean => task.kind !== 'onSite';

/**
 * What this person did or called off last, all of one act; empty when that is no longer to be undone. Items that were
 * done with something else, a case or a client to be kept, do not come back without it: the audit tells them apart.
 */
export async function lastClosed({ store, user, now, rules }: Turn): Promise<TaskRow[]> {
  const since = new Date(now.getTime() - rules.contact.undoMinutes * MINUTE_MS + 1);
  const closed = (await store.task.listClosed(user.id, since)).filter(comesBack);
  if (closed.length === 0) return [];
  const acts = await store.audit.listStored(user.id, since);
  const own = closed.filter(
    (task) =>
      task.state === 'cancelled' ||
      acts.some(({ at, stored }) => at === task.doneAt && stored.some(({ kind, id }) => kind === 'task' && id === task.id)),
  );
  return own.filter((one) => one.doneAt === own[0]?.doneAt);
}

/** They stand in the list again as they stood; what has not spoken yet does so at its time. */
export async function bringBackTasks(turn: Turn, tasks: readonly TaskRow[]): Promise<Outcome> {
  for (const { id } of tasks) await turn.store.task.change(id, { state: 'open', doneAt: null, doneBy: null }, turn.now);
  return {
    replies: [
      turn.reply('undo', {
        state: 'back',
        name: await namesOfTasks(turn, tasks),
        editable: false,
        count: tasks.length,
        speaks: tasks.some((task) => task.remindedAt === null),
      }),
    ],
    stored: tasks.map(({ id }) => ({ kind: 'task', id })),
  };
}
