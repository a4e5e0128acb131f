import { defineJob, type JobContext, type JobWrite } from '../bot/job.js';
import { callOf } from '../bot/due-care.js';
import { activeNames } from '../bot/job-days.js';
import { aumDailyAverage } from '../domain/aum.js';
import { movedContactOn } from '../domain/cadence.js';
import { addDays, DAY_MS, dateAt, instantAt } from '../domain/calendar/index.js';
import {
  evaluateLevel,
  hasDualManagers,
  isLevelEvaluationDay,
  isPrivateBanking,
  layerOf,
  LEVEL_TITLES,
  levelEvaluationPeriod,
  type AdminLayer,
  type LevelResult,
} from '../domain/client-level.js';
import { staffPushAt } from '../domain/quiet-hours.js';
import type { DueClient } from '../store/due-rows.js';

const CLIENTS_AT_ONCE = 300;
/** A month missed for so long is evaluated no more. */
const USEFUL_DAYS = 10;

export default defineJob({
  name: 'level',
  summary: '每月第一个工作日按上月日均评定等级：升级当月，降级满3个月',
  cron: '20 8 * * *',
  usefulUntil: (slot) => new Date(slot.getTime() + USEFUL_DAYS * DAY_MS),
  async *run(context) {
    const { slot, store, rules, calendarOf } = context;
    const today = dateAt(slot);
    const { from, to } = levelEvaluationPeriod(today);
    const month = from.slice(0, 7);
    const monthBefore = addDays(from, -1).slice(0, 7);
    const paths = (await store.org.listAll()).map((org) => org.path);
    if (!paths.some((path) => isLevelEvaluationDay(today, calendarOf(path)))) return;
    let last = '';
    for (;;) {
      const rows = await store.due.page(last, CLIENTS_AT_ONCE);
      last = rows.at(-1)?.clientId ?? '';
      const here = rows.filter((row) => row.aumOn !== null && isLevelEvaluationDay(today, calendarOf(row.orgPath)));
      const ids = here.map((row) => row.clientId);
      const balances = await store.balance.listMany(ids, from, to);
      const before = new Map((await store.levelEvaluation.listOf(ids, monthBefore)).map((one) => [one.clientId, one.monthsBelow]));
      const done = new Set((await store.levelEvaluation.listOf(ids, month)).map((one) => one.clientId));
      const overrides = await store.levelOverride.listFor(ids, today);
      const names = await activeNames(
        store,
        here.map((row) => row.receiverId),
      );
      for (const row of here) {
        const average = aumDailyAverage(balances.get(row.clientId) ?? [], from, to);
        if (done.has(row.clientId) || average === null) continue;
        const held = overrides.get(row.clientId);
        const override = held && { level: held.level as DueClient['level'], until: held.untilOn, reason: held.reason };
        const result = evaluateLevel(
          { level: row.level, monthsBelow: before.get(row.clientId) ?? 0, average, ...(override ? { override } : {}) },
          today,
          rules,
        );
        const layer = layerOf(average.averageFen, isPrivateBanking(row.privateBanking === 1, average.averageFen, rules), rules) ?? null;
        const isLayerKept = average.knownDays < average.days || layer === row.adminLayer;
        if (result.change === undefined && result.levelState === 'steady' && result.monthsBelow === 0 && isLayerKept) continue;
        yield* judged(
          context,
          row,
          result,
          { month, averageFen: average.averageFen, layer: isLayerKept ? (row.adminLayer as AdminLayer | null) : layer },
          row.receiverId !== null && names.has(row.receiverId),
        );
      }
      if (rows.length < CLIENTS_AT_ONCE) return;
    }
  },
});

async function* judged(
  { slot, now, store, rules, notice, reply }: JobContext,
  row: DueClient,
  result: LevelResult,
  known: { month: string; averageFen: number; layer: AdminLayer | null },
  isTold: boolean,
): AsyncGenerator<JobWrite> {
  const [day, change] = [dateAt(slot), result.change];
  const why = result.reasons[0]?.text ?? '';
  // With the other pushes of the morning; late runs speak when they run, but not at night.
  const morning = instantAt(day, '08:30');
  const speaksAt = now > morning ? staffPushAt(now, 'other', rules) : morning;
  const supervisors =
    change && hasDualManagers(result.level) !== hasDualManagers(row.level) ? await store.staff.listIdsByRole(row.orgId, ['branchSupervisor']) : [];
  const isDual = hasDualManagers(result.level);
  const facts = {
    clientId: row.clientId,
    name: row.name,
    call: callOf(row),
    isUp: change === 'up',
    from: LEVEL_TITLES[row.level],
    to: LEVEL_TITLES[result.level],
    why,
    month: known.month,
    isDual,
  };
  const to =
    change === undefined
      ? []
      : [...(isTold && row.receiverId !== null ? [{ id: row.receiverId, forLead: false }] : []), ...supervisors.map((id) => ({ id, forLead: true }))];
  // One write: evaluation, client, tasks and pushes stand or fall together, and a second run finds the evaluation.
  yield async (tx) => {
    const isNew = await tx.levelEvaluation.put({
      clientId: row.clientId,
      month: known.month,
      level: result.level,
      levelState: result.levelState,
      monthsBelow: result.monthsBelow,
      change: change ?? null,
      averageFen: known.averageFen,
      onDate: day,
      reasonText: why,
    });
    if (!isNew) return;
    const before = { ...row, adminLayer: row.adminLayer as AdminLayer | null };
    const after = { ...before, level: result.level, adminLayer: known.layer };
    if (change !== undefined || known.layer !== row.adminLayer) {
      await tx.client.setLevel(
        row.clientId,
        { level: result.level, adminLayer: known.layer, nextContactOn: movedContactOn(before, after, rules) },
        slot,
      );
      await tx.audit.append({
        at: slot,
        actor: 'job',
        action: 'client.level',
        objectType: 'client',
        objectId: row.clientId,
        clientId: row.clientId,
        place: 'job',
        before: { level: row.level, adminLayer: row.adminLayer },
        after: { level: result.level, adminLayer: known.layer },
        purpose: why,
        result: 'ok',
      });
    }
    for (const ownerId of supervisors)
      await tx.task.add({
        kind: isDual ? 'addDeputy' : 'removeDeputy',
        clientId: row.clientId,
        ownerId,
        text: isDual ? `${row.name}升为${LEVEL_TITLES[result.level]}，增设副办` : `${row.name}降为${LEVEL_TITLES[result.level]}，解除副办`,
        dueOn: day,
        dueAt: instantAt(day, rules.calendar.businessDayEnd).getTime(),
        sourceKind: 'level',
        sourceId: `${row.clientId}:${known.month}`,
        createdBy: 'job',
        createdAt: slot.getTime(),
      });
    for (const { id, forLead } of to)
      await notice({
        to: id,
        kind: 'level',
        dedupeKey: `level:${row.clientId}:${known.month}:${id}`,
        notBefore: speaksAt,
        reply: reply('level', { ...facts, forLead }),
        merge: { who: row.name, line: `${row.name} ${change === 'up' ? '升为' : '降为'}${LEVEL_TITLES[result.level]}` },
      })(tx);
  };
}
