import { alertFacts, alertLine, alertListeners, type CaseAlert } from '../bot/case-alert.js';
import { caseFacts, type LoadedCase } from '../bot/case-facts.js';
import { raiseCaseLevel } from '../bot/case-level.js';
import { caseNotices, caseSupervisors } from '../bot/case-people.js';
import { defineJob, type JobContext, type JobWrite } from '../bot/job.js';
import { dateAt, HOUR_MS, type Calendar } from '../domain/calendar/index.js';
import { caseClocks, caseReminders, type CaseClock, type CaseReminder } from '../domain/case/index.js';
import { compareLayers, compareLevels, LEVEL_TITLES, type AdminLayer, type ClientLevel } from '../domain/client-level-name.js';
import { staffPushAt } from '../domain/quiet-hours.js';

export default defineJob({
  name: 'case-clock',
  summary: '投诉和诉求的期限：过半、八成、到点提醒，超时后每个工作日再提醒',
  cron: '* * * * *',
  usefulUntil: (slot) => new Date(slot.getTime() + 12 * HOUR_MS),
  catchUp: 'newest',
  async *run(context) {
    yield* levelRises(context);
    yield* alerts(context);
  },
});

/** A client's level rose while his case runs: the stricter promise holds from now on, and the owner is told. */
async function* levelRises(context: JobContext): AsyncGenerator<JobWrite> {
  const { store, now } = context;
  for (const row of await store.case.listLevelChanged()) {
    const isHigher = compareLevels(row.newLevel as ClientLevel, row.clockLevel as ClientLevel) > 0;
    const isHigherLayer =
      compareLayers((row.newLayer ?? undefined) as AdminLayer | undefined, (row.adminLayer ?? undefined) as AdminLayer | undefined) > 0;
    if (!isHigher && !isHigherLayer) continue;
    yield async (tx) => {
      const to = { level: row.newLevel as ClientLevel, ...(row.newLayer ? { adminLayer: row.newLayer as AdminLayer } : {}) };
      const raised = await raiseCaseLevel({ ...context, store: tx }, row, to, 'job:case-clock');
      if (!raised) return;
      await tx.audit.append({
        at: now,
        actor: 'job:case-clock',
        action: 'case.levelRise',
        objectType: 'case',
        objectId: row.id,
        ...(row.clientId ? { clientId: row.clientId } : {}),
        before: { level: row.clockLevel },
        after: { level: raised.row.clockLevel, resultDueAt: raised.row.resultDueAt },
        place: 'job',
        result: 'ok',
      });
      const listeners = [row.ownerId, ...(row.investigatorId ? [row.investigatorId] : []), ...(await caseSupervisors(tx, row))];
      const news = {
        what: isHigher ? `客户升为${LEVEL_TITLES[to.level]}，期限收紧` : '客户分层上升，期限收紧',
        by: null,
        sub: '按更严的期限办，已过的从升级那刻起算。',
        buttons: [{ key: `caseDo:${row.id}.progress`, text: '记进展', primary: true }],
      };
      for (const notice of await caseNotices({ ...context, store: tx }, raised, listeners, news, raised.eventId)) await context.notice(notice)(tx);
    };
  }
}

/** What every clock has to say since the last run, one card a person and minute. */
async function* alerts(context: JobContext): AsyncGenerator<JobWrite> {
  const { slot, since, store, rules, calendarOf } = context;
  const rows = await store.case.listAllOpen();
  if (rows.length === 0) return;
  const events = await store.case.listOpenEvents();
  const byCase = new Map<string, typeof events>();
  for (const event of events) byCase.set(event.caseId, [...(byCase.get(event.caseId) ?? []), event]);
  const paths = new Map((await store.org.listAll()).map((org) => [org.id, org.path]));
  const minutes = new Map<number, Map<string, CaseAlert[]>>();
  const together = new Map<string, string[]>();
  for (const row of rows) {
    const own = byCase.get(row.id) ?? [];
    const facts = caseFacts(row, own);
    const calendar = calendarOf(paths.get(row.orgId) ?? '');
    const clocks = caseClocks(facts, calendar, rules, slot).filter((clock) => clock.startedAt <= slot);
    const running = clocks.filter((clock) => clock.doneAt === undefined);
    for (const reminder of caseReminders(running, slot, calendar, rules)) {
      if (reminder.at <= since || isOvertaken(reminder, running, calendar, context)) continue;
      const loaded: LoadedCase = { row, events: own, facts, clocks };
      const nearest = [...reminder.clocks].sort((a, b) => dueOf(loaded, a.kind) - dueOf(loaded, b.kind))[0]!;
      const listeners = await alertListeners(store, loaded, reminder.to, dateAt(slot));
      together.set(row.id, [...listeners.keys()]);
      const minute = reminder.at.getTime();
      const people = minutes.get(minute) ?? new Map<string, CaseAlert[]>();
      minutes.set(minute, people);
      for (const [id, role] of listeners)
        people.set(id, [...(people.get(id) ?? []), { loaded, role, kind: nearest.kind, isBreach: nearest.share >= 1 }]);
    }
  }
  for (const [minute, people] of [...minutes].sort((a, b) => a[0] - b[0]))
    for (const [to, list] of people) yield alertTo(context, new Date(minute), to, list, together);
}

/** When what this minute says leaves: what was missed leaves now, what is no breach not at night. */
const leavesAt = (minute: Date, isBreach: boolean, { slot, now, rules }: JobContext): Date =>
  staffPushAt(minute < slot && minute < now ? now : minute, isBreach ? 'breach' : 'other', rules);

/** Held over night or missed, it would leave beside a later word on the same clock: that one says it, to everybody this one had. */
function isOvertaken(reminder: CaseReminder, running: readonly CaseClock[], calendar: Calendar, context: JobContext): boolean {
  const leaves = leavesAt(
    reminder.at,
    reminder.clocks.some((one) => one.share >= 1),
    context,
  );
  if (leaves <= reminder.at) return false;
  const later = caseReminders(running, leaves, calendar, context.rules).filter((one) => one.at > reminder.at);
  return reminder.clocks.every(({ kind }) => later.some((one) => one.clocks.some((other) => other.kind === kind)));
}

const dueOf = (loaded: LoadedCase, kind: CaseAlert['kind']): number => loaded.clocks.find((clock) => clock.kind === kind)?.dueAt.getTime() ?? 0;

function alertTo(context: JobContext, minute: Date, to: string, list: CaseAlert[], together: ReadonlyMap<string, string[]>): JobWrite {
  const isBreach = list.some((alert) => alert.isBreach);
  const late = list.filter((alert) => alert.isBreach).length;
  return async (tx) => {
    const only = list.length === 1 ? list[0] : undefined;
    // What is left is told as it stands when the card leaves, not when it was held.
    const notBefore = leavesAt(minute, isBreach, context);
    const card = only
      ? context.reply('case-clock', { one: await alertFacts(tx, only, together.get(only.loaded.row.id) ?? [], notBefore), many: null })
      : context.reply('case-clock', {
          one: null,
          many: { total: list.length, isBreach, late, cases: await linesOf(tx, list, notBefore), more: list.length > 4 },
        });
    const line = only && (await alertLine(tx, only, notBefore));
    await context.notice({
      to,
      kind: 'case',
      dedupeKey: `case-clock:${minute.toISOString().slice(0, 16)}:${to}`,
      reply: card,
      notBefore,
      merge: {
        who: line ? line.name : '案件',
        line: line ? `${line.no} ${line.words}` : `${list.length}件案件要盯${late > 0 ? `，${late}件超时` : ''}`,
        urgent: isBreach,
      },
    })(tx);
  };
}

async function linesOf(tx: Parameters<JobWrite>[0], list: readonly CaseAlert[], at: Date) {
  const near = [...list].sort((a, b) => dueOf(a.loaded, a.kind) - dueOf(b.loaded, b.kind)).slice(0, 4);
  return Promise.all(near.map(async (alert, i) => ({ n: i + 1, ...(await alertLine(tx, alert, at)) })));
}
