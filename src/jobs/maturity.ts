import { defineJob } from '../bot/job.js';
import { callOf, phoneFor, whenWords } from '../bot/due-care.js';
import { activeNames, DUE_USEFUL_MS, parts, shifted, spokenAfter, spokenBefore } from '../bot/job-days.js';
import { creditDay, isMaturedMoneyIdle, maturityNotices } from '../domain/maturity.js';
import { dateAt, isWorkday } from '../domain/calendar/index.js';
import { formatFen } from '../domain/money.js';
import type { DueHolding } from '../store/due-rows.js';

const ROWS_AT_ONCE = 200;

export default defineJob({
  name: 'maturity',
  summary: '产品到期：提前30天、7天、1天，到期后还在活期的再提一次',
  cron: '30 8 * * *',
  usefulUntil: (slot) => new Date(slot.getTime() + DUE_USEFUL_MS),
  async *run(context) {
    const { slot, now, store, rules, calendarOf, notice, reply } = context;
    const [day, today] = [dateAt(slot), dateAt(now)];
    const [before, after] = [await spokenBefore(context, day), await spokenAfter(context, day)];
    const seen = new Map<string, DueHolding>();
    for (const lead of rules.maturity.remind) {
      const days = lead > 0 ? after : before;
      if (days === null) continue;
      const { from, to } = shifted(days, -lead);
      for (const row of await store.due.maturities(from, to)) seen.set(row.holdingId, row);
    }
    for (const part of parts([...seen.values()], ROWS_AT_ONCE)) {
      const due = part.flatMap((row) =>
        maturityNotices(
          { id: row.holdingId, clientId: row.clientId, productCode: row.productCode, amountFen: row.amountFen, maturesOn: row.maturesOn },
          day,
          day,
          calendarOf(row.orgPath),
          rules,
        ).map((one) => ({ row, ...one })),
      );
      const names = await activeNames(
        store,
        due.map(({ row }) => row.receiverId),
      );
      const current = await store.due.demandBalances([...new Set(due.filter((one) => one.onlyIfIdle).map((one) => one.clientId))]);
      for (const { row, lead, onlyIfIdle, maturesOn } of due) {
        if (row.receiverId === null || !names.has(row.receiverId)) continue;
        if (onlyIfIdle && !isMaturedMoneyIdle(row.amountFen, current.get(row.clientId) ?? 0)) continue;
        const calendar = calendarOf(row.orgPath);
        yield notice({
          to: row.receiverId,
          kind: 'maturity',
          dedupeKey: `maturity:${row.holdingId}:${maturesOn}:${lead}`,
          reply: reply('maturity-due', {
            holdingId: row.holdingId,
            clientId: row.clientId,
            name: row.name,
            call: callOf(row),
            phone: phoneFor(row, row.receiverId),
            product: row.productName,
            amountFen: row.amountFen,
            isIdle: onlyIfIdle,
            on: maturesOn,
            when: whenWords(maturesOn, today),
            creditOn: isWorkday(maturesOn, calendar)
              ? null
              : creditDay({ id: row.holdingId, clientId: row.clientId, productCode: row.productCode, amountFen: row.amountFen, maturesOn }, calendar),
            current: current.get(row.clientId) ?? null,
            last: row.lastContactOn,
          }),
          merge: {
            who: row.name,
            line: onlyIfIdle
              ? `${row.name} 到期${formatFen(row.amountFen)}还在活期`
              : `${row.name} ${whenWords(maturesOn, today)}到期${formatFen(row.amountFen)}`,
          },
        });
      }
    }
  },
});
