import { addDays, dateAt, instantAt, MINUTE_MS, timeAt } from '../domain/calendar/index.js';
import type { TaskRow } from '../store/task.js';
import { clientNames } from './client-names.js';
import type { Notice, Outcome, Turn } from './command.js';
import { settleOnSite } from './on-site.js';

/** What can be done with items of the worklist, from cards and from words. */

/** Open tasks in the order a list shows them: what 「完成 1 3」 counts. */
export const LIST_LENGTH = 20;

/** The tasks behind list numbers: of the newest list shown, else of the list as it would be shown now. */
export async function tasksByNumber(turn: Turn, items: readonly number[] | 'all'): Promise<string[]> {
  const list = await turn.store.outbox.findByButton(turn.user.id, 'finish:todo');
  const ticks = list?.payload.kind === 'card' ? list.payload.check?.options : undefined;
  const shown = ticks ? ticks.map((o) => o.id) : (await turn.store.task.listOpen(turn.user.id, LIST_LENGTH)).map((t) => t.id);
  return items === 'all' ? shown : items.flatMap((n) => shown[n - 1] ?? []);
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

export async function finishTasks(turn: Turn, ids: readonly string[]): Promise<Outcome> {
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
    else await store.task.change(id, { state: 'done', doneAt: now.getTime(), doneBy: user.id }, now);
    done.push(task);
  }
  const left = await store.task.countOpen(user.id);
  return {
    replies: [turn.reply('done', { count: done.length, texts: await textsOf(turn, done), left, already })],
    stored: done.map(({ id }) => ({ kind: 'task', id })),
    notices,
    ...(done.length > 0
      ? { change: { kind: 'card-change' as const, after: ids.length === 1 ? `已完成 ${timeAt(now)}` : `完成${done.length}件，剩${left}件` } }
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

export async function moveTasks(turn: Turn, ids: readonly string[], to: Date): Promise<Outcome> {
  const { store, user, now } = turn;
  const moved: TaskRow[] = [];
  let already = 0;
  let waiting = 0;
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
    await store.task.change(
      id,
      {
        dueAt: to.getTime(),
        dueOn: dateAt(to),
        dueTime: timeAt(to),
        remindedAt: null,
        kind: KEPT_KINDS.includes(task.kind) ? task.kind : 'reminder',
      },
      now,
    );
    moved.push(task);
  }
  return {
    replies: [turn.reply('snooze', { count: moved.length, texts: await textsOf(turn, moved), to, already, waiting })],
    stored: moved.map(({ id }) => ({ kind: 'task', id })),
    ...(moved.length > 0
      ? { change: { kind: 'card-change' as const, after: `推迟到 ${dateAt(to) === dateAt(now) ? timeAt(to) : dateAt(to).slice(5)}` } }
      : {}),
  };
}
