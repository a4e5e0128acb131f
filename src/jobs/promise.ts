import { defineJob } from '../bot/job.js';
import { callOf } from '../bot/due-care.js';
import { activeNames, DUE_USEFUL_MS, parts, spokenBefore } from '../bot/job-days.js';
import { dateAt, formatPlainDay, lastWorkdayOnOrBefore } from '../domain/calendar/index.js';

const ROWS_AT_ONCE = 200;

export default defineJob({
  name: 'promise',
  summary: '答应客户的事和该打的第一个电话：到期那天早上提醒，遇休息日提前到上个工作日',
  cron: '30 8 * * *',
  usefulUntil: (slot) => new Date(slot.getTime() + DUE_USEFUL_MS),
  async *run(context) {
    const { slot, now, store, calendarOf, notice, reply } = context;
    const [day, today] = [dateAt(slot), dateAt(now)];
    const days = await spokenBefore(context, day);
    if (days === null) return;
    const due = (await store.task.listDated(days.from, days.to, slot)).filter(
      (task) => lastWorkdayOnOrBefore(task.dueOn, calendarOf(task.orgPath)) === day,
    );
    for (const part of parts(due, ROWS_AT_ONCE)) {
      const names = await activeNames(
        store,
        part.map((task) => task.ownerId),
      );
      const clients = new Map((await store.due.byIds([...new Set(part.flatMap((task) => task.clientId ?? []))])).map((row) => [row.clientId, row]));
      for (const task of part) {
        if (!names.has(task.ownerId)) continue;
        const client = task.clientId === null ? undefined : clients.get(task.clientId);
        const isCall = task.kind === 'firstCall';
        const push = notice({
          to: task.ownerId,
          kind: 'promise',
          dedupeKey: `promise:${task.id}:${task.dueOn}`,
          reply: reply('promise-due', {
            id: task.id,
            text: task.text,
            call: client ? callOf(client) : null,
            clientId: client?.clientId ?? null,
            isCall,
            isToday: task.dueOn === today,
            on: task.dueOn,
            time: task.dueTime,
            madeAt: new Date(task.createdAt),
            madeOn: dateAt(new Date(task.createdAt)),
            last: client?.lastContactOn ?? null,
          }),
          merge: {
            who: client?.name ?? '待办',
            line: `${isCall ? '' : '答应'}${client && !task.text.includes(client.name) ? `${client.name} ` : ''}${task.dueOn === today ? '今天' : formatPlainDay(task.dueOn, now)}${task.dueTime ?? ''}${task.text}`,
          },
        });
        // The mark keeps a time of its own later that day from speaking once more.
        yield async (tx) => {
          await push(tx);
          await tx.task.change(task.id, { remindedAt: now.getTime() }, now);
        };
      }
    }
  },
});
