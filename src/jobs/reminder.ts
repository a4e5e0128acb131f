import { clientNames } from '../bot/client-names.js';
import { participantNotices } from '../bot/due-appointment.js';
import { phoneFor } from '../bot/due-care.js';
import { defineJob } from '../bot/job.js';
import { MINUTE_MS } from '../domain/calendar/index.js';
import { nextReminderAt } from '../domain/reminder-recurrence.js';
import type { TaskRow } from '../store/task.js';

/** An appointment is spoken of this long before it begins. */
const APPOINTMENT_LEAD_MS = 30 * MINUTE_MS;
const MOST_AT_ONCE = 500;

export default defineJob({
  name: 'reminder',
  summary: '到点的提醒和面谈，一人一分钟内的并成一张卡',
  cron: '* * * * *',
  // A reminder that was due while nothing ran is still wanted: the next tick says it, whatever its slot.
  usefulUntil: (slot) => new Date(slot.getTime() + 5 * MINUTE_MS),
  catchUp: 'newest',
  async *run(context) {
    const { now, store, calendarOf, notice, reply } = context;
    const due = await store.task.listToAnnounce(now, APPOINTMENT_LEAD_MS, MOST_AT_ONCE);
    const byOwner = new Map<string, TaskRow[]>();
    for (const task of due) byOwner.set(task.ownerId, [...(byOwner.get(task.ownerId) ?? []), task]);
    const people = new Map((await store.clientSearch.summaries([...new Set(due.flatMap((t) => t.clientId ?? []))])).map((c) => [c.id, c]));
    for (const [ownerId, tasks] of byOwner) {
      const owner = await store.staff.findSpeaker(ownerId);
      const calendar = calendarOf(owner?.orgPath ?? '/');
      const names =
        owner &&
        (await clientNames(
          { store, user: owner, now, readGrant: null },
          tasks.map((task) => task.clientId),
        ));
      const phones = new Map(
        (await store.due.byIds(tasks.flatMap((task) => task.clientId ?? []))).map((row) => [row.clientId, phoneFor(row, ownerId)]),
      );
      const makers = await store.staff.listNames(tasks.map((task) => task.createdBy).filter((id) => id !== ownerId));
      const shown = tasks.map((task) => {
        const client = task.clientId === null ? undefined : people.get(task.clientId);
        return {
          id: task.id,
          text: names?.words(task.text, task.clientId) ?? task.text,
          by: makers.get(task.createdBy) ?? null,
          time: task.dueTime,
          on: task.dueOn,
          createdAt: new Date(task.createdAt),
          words: task.words === null ? null : (names?.words(task.words, task.clientId) ?? task.words),
          client: client ? (names?.full(client.id) ?? client.name) : null,
          clientId: client?.id ?? null,
          phone: client && names?.isSeen(client.id) ? (phones.get(client.id) ?? null) : null,
          last: client && names?.isSeen(client.id) ? client.lastContactOn : null,
          participants: task.participants === null ? [] : (JSON.parse(task.participants) as string[]),
          who: '',
          late: false,
          isAppointment: task.kind === 'appointment',
          place: task.place,
        };
      });
      const one = shown.length === 1 ? shown[0] : undefined;
      const key = tasks.map((t) => `${t.id}@${t.dueAt}`).join(',');
      const push = notice({
        to: ownerId,
        kind: 'reminder',
        push: 'namedTime',
        dedupeKey: `reminder:${key}`,
        reply: one ? reply('reminder-due', one) : reply('reminders-due', { ref: now.getTime(), tasks: shown }),
        merge: { who: one?.client ?? '提醒', line: one ? `${one.time === null ? '' : `${one.time} `}${one.text}` : `到点了：${shown.length}件` },
      });
      // Before the mark: a run that begins again tells them once, by their keys.
      for (const task of tasks) if (owner && task.kind === 'appointment') yield* participantNotices(context, task, owner);
      yield async (tx) => {
        await push(tx);
        for (const task of tasks) {
          await tx.task.change(task.id, { remindedAt: now.getTime() }, now);
          if (task.recurrence === null) continue;
          const next = nextReminderAt({ recurrence: task.recurrence, dueAt: new Date(task.dueAt), words: task.words ?? '' }, now, calendar);
          if (next) await tx.task.repeat(task, next, now);
        }
      };
    }
  },
});
