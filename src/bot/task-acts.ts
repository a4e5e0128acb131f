import { addDays, dateAt, instantAt, MINUTE_MS, timeAt } from '../domain/calendar/index.js';
import type { Outcome, Turn } from './command.js';

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

export async function finishTasks(turn: Turn, ids: readonly string[]): Promise<Outcome> {
  const { store, user, now } = turn;
  const done: string[] = [];
  let already = 0;
  for (const id of ids) {
    const task = await store.task.find(id);
    if (!task || task.ownerId !== user.id) continue;
    if (task.state !== 'open') {
      already++;
      continue;
    }
    await store.task.change(id, { state: 'done', doneAt: now.getTime(), doneBy: user.id }, now);
    done.push(task.text);
  }
  const left = await store.task.countOpen(user.id);
  return {
    replies: [turn.reply('done', { count: done.length, texts: done.slice(0, 4), left, already })],
    stored: done.length > 0 ? ids.map((id) => ({ kind: 'task', id })) : [],
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
  const moved: string[] = [];
  const movedIds: string[] = [];
  let already = 0;
  for (const id of ids) {
    const task = await store.task.find(id);
    if (!task || task.ownerId !== user.id) continue;
    if (task.state !== 'open') {
      already++;
      continue;
    }
    await store.task.change(
      id,
      { dueAt: to.getTime(), dueOn: dateAt(to), dueTime: timeAt(to), remindedAt: null, kind: task.kind === 'promise' ? 'promise' : 'reminder' },
      now,
    );
    moved.push(task.text);
    movedIds.push(id);
  }
  return {
    replies: [turn.reply('snooze', { count: moved.length, texts: moved.slice(0, 4), to, already })],
    stored: movedIds.map((id) => ({ kind: 'task', id })),
    ...(moved.length > 0
      ? { change: { kind: 'card-change' as const, after: `推迟到 ${dateAt(to) === dateAt(now) ? timeAt(to) : dateAt(to).slice(5)}` } }
      : {}),
  };
}
