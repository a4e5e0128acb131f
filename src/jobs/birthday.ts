import { defineJob } from '../bot/job.js';
import { birthdayFacts, birthdayRule, callOf, careDateOf, whenWords } from '../bot/due-care.js';
import { saidInSlot } from '../bot/due-care-slot.js';
import { DUE_USEFUL_MS, shifted, spokenBefore } from '../bot/job-days.js';
import { dateAt } from '../domain/calendar/index.js';
import { leadsOf, type CareDate } from '../domain/care/index.js';

export default defineJob({
  name: 'birthday',
  summary: '客户生日：提前7天、1天和当天，带祝福草稿',
  cron: '30 8 * * *',
  usefulUntil: (slot) => new Date(slot.getTime() + DUE_USEFUL_MS),
  async *run(context) {
    const { slot, now, store, rules, notice, reply } = context;
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
    for await (const due of saidInSlot(context, [...own, ...noted])) {
      const left = new Map<string, Set<string>>();
      for (const on of new Set(due.map((one) => one.on)))
        left.set(
          on,
          await store.careSkip.listFor(
            due.filter((one) => one.on === on).map(({ row }) => row.clientId),
            `birthday:${on}`,
          ),
        );
      for (const { row, date, on, lead, to, name } of due) {
        if (left.get(on)?.has(row.clientId)) continue;
        yield notice({
          to,
          kind: 'birthday',
          dedupeKey: `birthday:${row.clientId}:${on}:${lead}`,
          reply: reply('birthday', birthdayFacts(row, on, today, name, to, date.when)),
          merge: { who: row.name, line: `${callOf(row)} ${whenWords(on, today)}生日` },
        });
      }
    }
  },
});
