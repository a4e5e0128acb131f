import type { TaskRow } from '../store/task.js';
import { clientNames } from './client-names.js';
import type { JobContext, JobWrite } from './job.js';

/**
 * Tells those who come along to a meeting, when its owner is reminded. A name that several colleagues share, or nobody has, tells nobody;
 * the client is named as far as each may see him. Source: domain §6, §19.
 */
export async function* participantNotices(context: JobContext, task: TaskRow, owner: { id: string; name: string }): AsyncGenerator<JobWrite> {
  const { store, now, notice, reply } = context;
  for (const name of task.participants === null ? [] : (JSON.parse(task.participants) as string[])) {
    const [colleague, ...others] = await store.staff.listByName(name);
    const user = colleague && others.length === 0 && colleague.id !== owner.id ? await store.staff.findSpeaker(colleague.id) : undefined;
    if (!user) continue;
    const names = await clientNames({ store, user, now, readGrant: null }, [task.clientId]);
    const text = names.words(task.text, task.clientId);
    yield notice({
      to: user.id,
      kind: 'reminder',
      push: 'namedTime',
      dedupeKey: `reminder:${task.id}@${task.dueAt}:${user.id}`,
      reply: reply('appointment-with', {
        id: task.id,
        owner: owner.name,
        text,
        time: task.dueTime,
        on: task.dueOn,
        place: task.place,
        clientId: task.clientId !== null && names.isSeen(task.clientId) ? task.clientId : null,
      }),
      merge: { who: owner.name, line: `${task.dueTime ?? ''} 和${owner.name}：${text}`.trim() },
    });
  }
}
