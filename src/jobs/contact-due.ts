import { defineJob, type JobContext, type JobWrite } from '../bot/job.js';
import { callOf, levelOf, phoneFor } from '../bot/due-care.js';
import { contactReason } from '../bot/due-contact.js';
import { activeNames, DUE_USEFUL_MS, parts, spokenBefore, workdaysBack } from '../bot/job-days.js';
import { contactSteps } from '../domain/cadence.js';
import { dateAt, lastWorkdayOnOrBefore, type Calendar } from '../domain/calendar/index.js';
import type { DueClient } from '../store/due-rows.js';

const ROWS_AT_ONCE = 500;
/** Overdue clients a card names; the rest stands behind 看全部. */
const NAMED = 5;

export default defineJob({
  name: 'contact-due',
  summary: '该联络的客户：当天、超5个工作日，超10个工作日告诉主管',
  cron: '30 8 * * *',
  usefulUntil: (slot) => new Date(slot.getTime() + DUE_USEFUL_MS),
  async *run(context) {
    const { slot, store, rules, calendarOf } = context;
    const today = dateAt(slot);
    const days = await spokenBefore(context, today);
    if (days === null) return;
    const { remindAgainAfter, supervisorAfter } = rules.contact;
    const late = (row: DueClient) => stepOf(row, today, calendarOf(row.orgPath), rules);
    yield* mine(
      context,
      (await store.due.contacts(days.from, days.to)).filter((row) => late(row) === 'due'),
      'due',
    );
    // A rise of level shortens the cadence: what that puts into the past was never shown, and is shown now.
    const isPast = (row: DueClient) =>
      row.nextContactOn !== null && lastWorkdayOnOrBefore(row.nextContactOn, calendarOf(row.orgPath)) < today && late(row) === undefined;
    for (const ids of parts(await store.levelEvaluation.listMovedOn(today), ROWS_AT_ONCE))
      yield* mine(context, (await store.due.byIds(ids)).filter(isPast), 'due');
    const past = async (workdays: number) => {
      const back = await workdaysBack(context, today, workdays);
      return back === null ? [] : store.due.contacts(back.from, back.to);
    };
    yield* mine(
      context,
      (await past(remindAgainAfter)).filter((row) => late(row) === 'remindAgain'),
      'remindAgain',
    );
    yield* team(
      context,
      (await past(supervisorAfter)).filter((row) => late(row) === 'supervisor'),
    );
  },
});

/** The step that is spoken of today, if one is. */
function stepOf(row: DueClient, today: string, calendar: Calendar, rules: JobContext['rules']) {
  const dueOn = row.nextContactOn ?? '';
  return contactSteps({ dueOn, shownOn: lastWorkdayOnOrBefore(dueOn, calendar) }, calendar, rules).find((step) => step.on === today)?.kind;
}

async function* mine(
  { now, store, rules, notice, reply }: JobContext,
  rows: readonly DueClient[],
  step: 'due' | 'remindAgain',
): AsyncGenerator<JobWrite> {
  const today = dateAt(now);
  for (const part of parts(rows, ROWS_AT_ONCE)) {
    const names = await activeNames(
      store,
      part.map((row) => row.receiverId),
    );
    for (const row of part) {
      if (row.receiverId === null || !names.has(row.receiverId)) continue;
      const isLate = step === 'remindAgain';
      yield notice({
        to: row.receiverId,
        kind: 'contact-due',
        dedupeKey: `contact-due:${row.clientId}:${row.nextContactOn}:${step}`,
        reply: reply('contact-due', {
          clientId: row.clientId,
          call: callOf(row),
          phone: phoneFor(row, row.receiverId),
          level: levelOf(row),
          isLate,
          workdays: rules.contact.remindAgainAfter,
          on: row.nextContactOn,
          isToday: row.nextContactOn === today,
          last: row.lastContactOn,
          aumFen: row.aumFen,
          aumOn: row.aumOn,
          why: contactReason(row, rules),
        }),
        merge: { who: row.name, line: `${row.name} ${levelOf(row)} ${isLate ? `联络超${rules.contact.remindAgainAfter}个工作日` : '该联络'}` },
      });
    }
  }
}

/** One card a supervisor and manager. */
async function* team({ slot, store, rules, notice, reply }: JobContext, rows: readonly DueClient[]): AsyncGenerator<JobWrite> {
  const names = await activeNames(
    store,
    rows.map((row) => row.receiverId),
  );
  const groups = new Map<string, DueClient[]>();
  for (const row of rows) {
    const key = `${row.orgId}|${row.receiverId}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  for (const [key, group] of groups) {
    const [orgId = '', managerId = ''] = key.split('|');
    const manager = names.get(managerId) ?? managerId;
    const first = group.map((row) => row.nextContactOn ?? '').sort()[0] ?? '';
    const asOf = group.flatMap((row) => (row.aumOn === null ? [] : [row.aumOn])).sort()[0] ?? null;
    for (const to of await store.staff.listIdsByRole(orgId, ['branchSupervisor'])) {
      yield notice({
        to,
        kind: 'contact-overdue',
        dedupeKey: `contact-overdue:${to}:${managerId}:${dateAt(slot)}`,
        reply: reply('overdue-escalation', {
          managerId,
          manager,
          count: group.length,
          workdays: rules.contact.supervisorAfter,
          on: first,
          asOf,
          clients: group
            .slice(0, NAMED)
            .map((row) => ({ name: row.name.slice(0, 5), level: levelOf(row), aumFen: row.aumFen, last: row.lastContactOn })),
        }),
        merge: { who: manager, line: `${manager}${group.length}户联络超${rules.contact.supervisorAfter}个工作日` },
      });
    }
  }
}
