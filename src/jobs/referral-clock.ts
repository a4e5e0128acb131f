import { defineJob } from '../bot/job.js';
import { referralCard, supervisorsFor } from '../bot/referral-card.js';
import { MINUTE_MS } from '../domain/calendar/index.js';

const MOST_AT_ONCE = 500;

export default defineJob({
  name: 'referral-clock',
  summary: '推荐过半未回提醒接手人，超时告诉主管，再过2个工作日可以改派',
  cron: '* * * * *',
  // What became due while nothing ran is found by the next tick, whatever its slot.
  usefulUntil: (slot) => new Date(slot.getTime() + 5 * MINUTE_MS),
  catchUp: 'newest',
  async *run({ now, store, rules, calendarOf, notice, reply }) {
    const desk = { store, rules, calendarOf, now, reply };
    for (const row of await store.referral.listForClock(now, MOST_AT_ONCE)) {
      const at = now.getTime();
      const late = row.breachToldAt === null && row.dueAt <= at;
      const free = row.reassignToldAt === null && row.reassignFromAt <= at;
      const half = row.halfToldAt === null && row.halfAt <= at && row.dueAt > at;
      // While nobody has it, it is the supervisor's turn: half the time is told to him.
      const open = half && row.toUserId === null;
      const supervisors = late || free || open ? await supervisorsFor(desk, row) : [];
      if (row.toUserId !== null && (half || late)) {
        const card = await referralCard(desk, row, { form: late ? 'late' : 'half', to: 'receiver' });
        yield notice({
          to: row.toUserId,
          kind: 'referral',
          dedupeKey: `referral:${row.id}:${late ? 'late' : 'half'}:${row.toUserId}:${row.dueAt}`,
          reply: card,
          push: late ? 'breach' : 'other',
        });
      }
      if (late || free || open) {
        const card = await referralCard(desk, row, { form: free || row.toUserId === null ? 'reassign' : 'late', to: 'supervisor' });
        for (const to of supervisors.filter((id) => id !== row.toUserId))
          yield notice({
            to,
            kind: 'referral',
            dedupeKey: `referral:${row.id}:${free ? 'free' : late ? 'late' : 'half'}:${to}:${row.dueAt}`,
            reply: card,
            push: late ? 'breach' : 'other',
          });
      }
      yield (tx) =>
        tx.referral.change(
          row.id,
          {
            ...(row.halfToldAt === null && row.halfAt <= at ? { halfToldAt: at } : {}),
            ...(late ? { breachToldAt: at } : {}),
            ...(free ? { reassignToldAt: at } : {}),
          },
          now,
        );
    }
  },
});
