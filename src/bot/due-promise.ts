import { dateAt, formatPlainDay } from '../domain/calendar/index.js';
import type { TaskRow } from '../store/task.js';
import { clientNames } from './client-names.js';
import { callOf, phoneFor } from './due-care.js';
import type { JobContext, JobWrite } from './job.js';
import { parts } from './job-days.js';

const ROWS_AT_ONCE = 200;

/**
 * The pushes that speak of promises and first calls, each once for its day. A client whom the owner may not see now is masked, and his
 * card has no way to him. Source: domain §6, §19.
 */
export async function* promiseNotices(context: JobContext, tasks: readonly TaskRow[]): AsyncGenerator<JobWrite> {
  const { now, store, notice, reply } = context;
  const today = dateAt(now);
  for (const part of parts(tasks, ROWS_AT_ONCE)) {
    const clients = new Map((await store.due.byIds([...new Set(part.flatMap((task) => task.clientId ?? []))])).map((row) => [row.clientId, row]));
    const owners = new Map<string, TaskRow[]>();
    for (const task of part) owners.set(task.ownerId, [...(owners.get(task.ownerId) ?? []), task]);
    for (const [ownerId, own] of owners) {
      const user = await store.staff.findSpeaker(ownerId);
      if (!user) continue;
      const names = await clientNames(
        { store, user, now, readGrant: null },
        own.map((task) => task.clientId),
      );
      for (const task of own) {
        const client = task.clientId === null ? undefined : clients.get(task.clientId);
        const isSeen = client !== undefined && names.isSeen(client.clientId);
        const name = task.clientId === null ? null : names.full(task.clientId);
        const text = names.words(task.text, task.clientId);
        const isCall = task.kind === 'firstCall';
        const push = notice({
          to: ownerId,
          kind: 'promise',
          dedupeKey: `promise:${task.id}:${task.dueOn}`,
          reply: reply('promise-due', {
            id: task.id,
            text,
            call: isSeen ? callOf(client) : name,
            phone: isSeen ? phoneFor(client, ownerId) : null,
            clientId: isSeen ? client.clientId : null,
            isCall,
            isToday: task.dueOn === today,
            on: task.dueOn,
            time: task.dueTime,
            madeAt: new Date(task.createdAt),
            madeOn: dateAt(new Date(task.createdAt)),
            last: isSeen ? client.lastContactOn : null,
          }),
          merge: {
            who: name ?? '待办',
            line: `${isCall ? '' : '答应'}${name !== null && !text.includes(name) ? `${name} ` : ''}${task.dueOn === today ? '今天' : formatPlainDay(task.dueOn, now)}${task.dueTime ?? ''}${text}`,
          },
        });
        // The mark keeps a time of its own later that day from speaking once more.
        yield async (tx) => {
          await push(tx);
          await tx.task.change(task.id, { remindedAt: now.getTime() }, now);
        };
      }
    }
  }
}
