import { defineJob } from '../bot/job.js';
import { promiseNotices } from '../bot/due-promise.js';
import { spokenBefore } from '../bot/job-days.js';
import { addDays, dateAt, MINUTE_MS } from '../domain/calendar/index.js';
import { isLatePromiseDue } from '../domain/promise.js';

/** Longer than any holiday: what was promised in the night before one is spoken of after it. */
const BACK_DAYS = 14;

export default defineJob({
  name: 'promise-late',
  summary: '早上提醒之后才答应、当天要办的事：下班前1小时提醒',
  cron: '*/10 * * * *',
  // What became due while nothing ran is found by the next look, whatever its slot.
  usefulUntil: (slot) => new Date(slot.getTime() + 15 * MINUTE_MS),
  catchUp: 'newest',
  async *run(context) {
    const { now, store, rules, calendarOf } = context;
    const today = dateAt(now);
    const to = (await spokenBefore(context, today))?.to ?? today;
    const open = await store.task.listUnspoken(addDays(today, -BACK_DAYS), to);
    yield* promiseNotices(
      context,
      open.filter((task) => isLatePromiseDue({ dueOn: task.dueOn, madeAt: new Date(task.updatedAt) }, now, calendarOf(task.orgPath), rules)),
    );
  },
});
