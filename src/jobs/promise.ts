import { defineJob } from '../bot/job.js';
import { promiseNotices } from '../bot/due-promise.js';
import { DUE_USEFUL_MS, spokenBefore } from '../bot/job-days.js';
import { dateAt, lastWorkdayOnOrBefore } from '../domain/calendar/index.js';

export default defineJob({
  name: 'promise',
  summary: '答应客户的事和该打的第一个电话：到期那天早上提醒，遇休息日提前到上个工作日',
  cron: '30 8 * * *',
  usefulUntil: (slot) => new Date(slot.getTime() + DUE_USEFUL_MS),
  async *run(context) {
    const { slot, store, calendarOf } = context;
    const day = dateAt(slot);
    const days = await spokenBefore(context, day);
    if (days === null) return;
    const due = await store.task.listDated(days.from, days.to, slot);
    yield* promiseNotices(
      context,
      due.filter((task) => lastWorkdayOnOrBefore(task.dueOn, calendarOf(task.orgPath)) === day),
    );
  },
});
