import { defineJob } from '../bot/job.js';
import { activeNames, DUE_USEFUL_MS, parts, shifted, spokenBefore } from '../bot/job-days.js';
import { birthdayFacts, birthdayRule, callOf, careDateOf, whenWords } from '../bot/due-care.js';
import { dateAt } from '../domain/calendar/index.js';
import { careNotices, leadsOf, type CareDate } from '../domain/care/index.js';

const ROWS_AT_ONCE = 500;

export default defineJob({
  name: 'birthday',
  summary: '客户生日：提前7天、1天和当天，带祝福草稿',
  cron: '30 8 * * *',
  usefulUntil: (slot) => new Date(slot.getTime() + DUE_USEFUL_MS),
  async *run(context) {
    const { slot, now, store, rules, calendarOf, notice, reply } = context;
    const day = dateAt(slot);
    const today = dateAt(now);
    const days = await spokenBefore(context, day);
    const windows = leadsOf('birthday', rules).flatMap((lead) => (lead === 0 ? [{ from: day, to: day }] : days ? [shifted(days, lead)] : []));
    const own = (await store.due.birthdays(windows)).flatMap((row) => {
      const when = birthdayRule(row);
      return when ? [{ row, date: { id: row.clientId, clientId: row.clientId, kind: 'birthday', when, active: true } satisfies CareDate }] : [];
    });
    const noted = (await store.due.careDates(windows)).flatMap((row) => {
      const date = row.kind === 'birthday' && row.relatedPersonId === null ? careDateOf(row) : undefined;
      return date ? [{ row, date }] : [];
    });
    for (const part of parts([...own, ...noted], ROWS_AT_ONCE)) {
      const due = part
        .flatMap(({ row, date }) => careNotices(date, row.status, day, day, calendarOf(row.orgPath), rules).map((one) => ({ row, date, ...one })))
        .filter((one) => one.on >= today);
      const names = await activeNames(
        store,
        due.map(({ row }) => row.receiverId),
      );
      const left = new Map<string, Set<string>>();
      for (const on of new Set(due.map((one) => one.on)))
        left.set(
          on,
          await store.careSkip.listFor(
            due.filter((one) => one.on === on).map((one) => one.clientId),
            `birthday:${on}`,
          ),
        );
      for (const { row, date, on, lead } of due) {
        const name = row.receiverId === null ? undefined : names.get(row.receiverId);
        if (row.receiverId === null || name === undefined || left.get(on)?.has(row.clientId)) continue;
        yield notice({
          to: row.receiverId,
          kind: 'birthday',
          dedupeKey: `birthday:${row.clientId}:${on}:${lead}`,
          reply: reply('birthday', birthdayFacts(row, on, today, name, row.receiverId, date.when)),
          merge: { who: row.name, line: `${callOf(row)} ${whenWords(on, today)}生日` },
        });
      }
    }
  },
});
