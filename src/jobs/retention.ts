import { defineJob, type JobContext, type JobWrite } from '../bot/job.js';
import { callOf, levelOf, phoneFor } from '../bot/due-care.js';
import { activeNames } from '../bot/job-days.js';
import { retentionFacts } from '../bot/retention-act.js';
import { aumDailyAverage, lastFullMonth } from '../domain/aum.js';
import { addDays, DAY_MS, dateAt, isWorkday, previousWorkday } from '../domain/calendar/index.js';
import { formatFen } from '../domain/money.js';
import {
  RETENTION_TITLES,
  retentionFindings,
  type Movement,
  type RetentionFacts,
  type RetentionFinding,
  type RetentionTrigger,
} from '../domain/retention.js';
import type { DueClient } from '../store/due-rows.js';
import type { LevelEvaluationRow } from '../store/level-evaluation.js';

const CLIENTS_AT_ONCE = 300;
/** Assets are looked at so long after a trigger. */
const KEPT_AFTER_DAYS = 30;
/** Data that come later than this settle nothing any more. */
const SETTLED_WITHIN_DAYS = 10;
const SETTLED_AT_ONCE = 500;
/** No closure is longer; what was said before is muted, or was nobody's concern. */
const LONGEST_BREAK_DAYS = 12;

export default defineJob({
  name: 'retention',
  summary: '挽留：资产下降、大额转出、可能降级，各带一项待办',
  cron: '30 8 * * *',
  usefulUntil: (slot) => new Date(slot.getTime() + DAY_MS),
  async *run(context) {
    const { slot, store, rules, calendarOf } = context;
    const today = dateAt(slot);
    yield* settled(context);
    const average = lastFullMonth(today);
    const month = average.from.slice(0, 7);
    let last = '';
    for (;;) {
      const rows = await store.due.page(last, CLIENTS_AT_ONCE);
      last = rows.at(-1)?.clientId ?? '';
      const here = rows.filter((row) => isWorkday(today, calendarOf(row.orgPath)));
      const ids = here.map((row) => row.clientId);
      const balances = await store.balance.listMany(ids, average.from, addDays(today, -1));
      const moves = new Map<string, Movement[]>();
      // No closure is longer: the days since the last run of each outlet are picked below.
      for (const one of await store.movement.listOf(ids, addDays(today, -30), addDays(today, -1)))
        moves.set(one.clientId, [
          ...(moves.get(one.clientId) ?? []),
          { date: one.onDate, amountFen: one.amountFen, direction: one.direction as 'in', counterparty: one.counterparty as 'inside' },
        ]);
      const evaluations = new Map((await store.levelEvaluation.listOf(ids, month)).map((one) => [one.clientId, one]));
      const past = await store.retention.listSince(ids, addDays(today, -rules.retention.mutedDays));
      const closing = await store.retention.listClosing(ids, new Date(slot.getTime() - LONGEST_BREAK_DAYS * DAY_MS), slot);
      const names = await activeNames(
        store,
        here.map((row) => row.receiverId),
      );
      for (const row of here) {
        if (row.receiverId === null || !names.has(row.receiverId)) continue;
        const days = balances.get(row.clientId) ?? [];
        const a0 = aumDailyAverage(
          days.filter((one) => one.date <= average.to),
          average.from,
          average.to,
        );
        const since = previousWorkday(today, calendarOf(row.orgPath));
        const facts: RetentionFacts = {
          clientId: row.clientId,
          level: row.level,
          averageFen: a0 === null ? null : a0.averageFen,
          yesterdayFen: days.at(-1)?.aumFen ?? null,
          movements: (moves.get(row.clientId) ?? []).filter((one) => one.date >= since),
          relationStartOn: row.relationStartOn ?? today,
          ...(row.lastEffectiveContactOn === null ? {} : { lastEffectiveOn: row.lastEffectiveContactOn }),
          past: past
            .filter((one) => one.clientId === row.clientId)
            .map((one) => ({ code: one.code as RetentionTrigger, on: one.onDate, measure: one.measure })),
          ...(closing.has(row.clientId) ? { accountClosing: 'applied' as const } : {}),
          ...evaluationOf(evaluations.get(row.clientId), today),
        };
        for (const finding of retentionFindings(facts, slot, today, calendarOf(row.orgPath), rules))
          yield written(context, row, finding, facts.averageFen);
      }
      if (rows.length < CLIENTS_AT_ONCE) return;
    }
  },
});

/** What was kept: the assets on the thirtieth day after the trigger, as soon as they are known. */
async function* settled({ slot, store }: JobContext): AsyncGenerator<JobWrite> {
  const last = addDays(dateAt(slot), -KEPT_AFTER_DAYS - 1);
  for (const row of await store.retention.listUnsettled(addDays(last, -SETTLED_WITHIN_DAYS), last, SETTLED_AT_ONCE)) {
    const day = addDays(row.onDate, KEPT_AFTER_DAYS);
    const kept = (await store.balance.listFor(row.clientId, day, day)).at(-1);
    if (kept) yield (tx) => tx.retention.change(row.id, { keptFen: kept.aumFen }, slot);
  }
}

/** This month's evaluation speaks on the day it was made, once. */
function evaluationOf(row: LevelEvaluationRow | undefined, today: string): Pick<RetentionFacts, 'evaluation'> {
  if (row?.onDate !== today) return {};
  return {
    evaluation: {
      levelState: row.levelState === 'atRisk' ? 'atRisk' : 'steady',
      ...(row.change === null ? {} : { change: row.change as 'up' | 'down' }),
    },
  };
}

/** The trigger, its task and its push are one write. */
function written({ slot, notice, reply }: JobContext, row: DueClient, finding: RetentionFinding, averageFen: number | null): JobWrite {
  const ownerId = row.receiverId as string;
  const title = RETENTION_TITLES[finding.code];
  const amount = finding.amountFen === undefined ? '' : formatFen(finding.amountFen);
  return async (tx) => {
    const id = await tx.retention.add({
      clientId: row.clientId,
      code: finding.code,
      onDate: dateAt(slot),
      measure: finding.measure,
      amountFen: finding.amountFen ?? null,
      averageFen,
      ownerId,
      reasonText: finding.reasons.map((one) => one.text).join('；'),
      createdAt: slot.getTime(),
    });
    if (id === undefined) return;
    const taskId = await tx.task.add({
      kind: 'retention',
      clientId: row.clientId,
      ownerId,
      text: `挽留${row.name}：${title}${amount}`,
      dueOn: finding.dueOn,
      dueAt: finding.dueAt.getTime(),
      priority: finding.code === 'largeOutflow' ? 2 : 1,
      sourceKind: 'retention',
      sourceId: id,
      createdBy: 'job',
      createdAt: slot.getTime(),
    });
    await tx.retention.change(id, { taskId }, slot);
    const stored = await tx.retention.find(id);
    if (!stored) return;
    await notice({
      to: ownerId,
      kind: 'retention',
      dedupeKey: `retention:${row.clientId}:${finding.code}:${dateAt(slot)}`,
      reply: reply(
        'retention',
        retentionFacts(stored, {
          call: callOf(row),
          phone: phoneFor(row, row.receiverId),
          level: levelOf(row),
          last: row.lastContactOn,
          dueAt: finding.dueAt,
        }),
      ),
      merge: { who: row.name, line: `${row.name} ${title}${amount}` },
    })(tx);
  };
}
