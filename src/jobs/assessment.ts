import { defineJob } from '../bot/job.js';
import { callOf, levelOf, phoneFor, whenWords } from '../bot/due-care.js';
import { activeNames, DUE_USEFUL_MS, parts, shifted, spokenBefore } from '../bot/job-days.js';
import { addDays, addMonths, dateAt, instantAt } from '../domain/calendar/index.js';
import { assessmentNotices } from '../domain/risk-assessment.js';
import type { DueAssessment } from '../store/due-rows.js';

const ROWS_AT_ONCE = 500;
/** Months end on different days: how far the day a year back may be off. */
const MONTH_END_DAYS = 3;

export default defineJob({
  name: 'assessment',
  summary: '风险测评到期：提前30天和7天',
  cron: '30 8 * * *',
  usefulUntil: (slot) => new Date(slot.getTime() + DUE_USEFUL_MS),
  async *run(context) {
    const { slot, now, store, rules, calendarOf, notice, reply } = context;
    const [day, today] = [dateAt(slot), dateAt(now)];
    const days = await spokenBefore(context, day);
    if (days === null) return;
    const seen = new Map<string, DueAssessment>();
    for (const lead of rules.suitability.renewalLead) {
      const { from, to } = shifted(days, lead);
      const made = (validUntil: string, off: number) => instantAt(addDays(addMonths(validUntil, -rules.suitability.validMonths), off));
      for (const row of await store.due.assessments(made(from, -MONTH_END_DAYS), made(to, MONTH_END_DAYS + 1))) seen.set(row.assessmentId, row);
    }
    for (const part of parts([...seen.values()], ROWS_AT_ONCE)) {
      const due = part.flatMap((row) =>
        assessmentNotices(new Date(row.assessedAt), day, day, calendarOf(row.orgPath), rules).map((one) => ({ row, ...one })),
      );
      const names = await activeNames(
        store,
        due.map(({ row }) => row.receiverId),
      );
      for (const { row, lead, validUntil } of due) {
        if (row.receiverId === null || !names.has(row.receiverId)) continue;
        yield notice({
          to: row.receiverId,
          kind: 'assessment',
          dedupeKey: `assessment:${row.assessmentId}:${lead}`,
          reply: reply('assessment-due', {
            clientId: row.clientId,
            call: callOf(row),
            phone: phoneFor(row, row.receiverId),
            level: levelOf(row),
            when: whenWords(validUntil, today),
            until: validUntil,
            tolerance: row.tolerance,
            months: rules.suitability.validMonths,
            last: row.lastContactOn,
          }),
          merge: { who: row.name, line: `${row.name} ${whenWords(validUntil, today)}测评到期` },
        });
      }
    }
  },
});
