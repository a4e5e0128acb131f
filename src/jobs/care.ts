import { defineJob, type JobContext, type JobWrite } from '../bot/job.js';
import { careDayFacts, careDateOf, callOf, festivalClient, greetingFor, relativeBirth, birthdayRule, whenWords } from '../bot/due-care.js';
import { saidInSlot } from '../bot/due-care-slot.js';
import { DUE_USEFUL_MS, shifted, spokenBefore, type Days } from '../bot/job-days.js';
import { dateAt } from '../domain/calendar/index.js';
import { festivalAnswer, festivalsAhead, leadsOf, type CareDate, type CareKind } from '../domain/care/index.js';
import type { DueCareDate, DueClient, DueRelative } from '../store/due-rows.js';

/** What a manager may have written down himself; the client's own birthday has its own job. */
const NOTED: readonly CareKind[] = ['anniversary', 'milestone', 'relativeBirthday', 'travel', 'illness'];

export default defineJob({
  name: 'care',
  summary: '关怀日历：亲属生日、纪念日、出行、探望、人生大事和节日',
  cron: '30 8 * * *',
  usefulUntil: (slot) => new Date(slot.getTime() + DUE_USEFUL_MS),
  async *run(context) {
    const days = await spokenBefore(context, dateAt(context.slot));
    if (days === null) return;
    yield* relatives(context, days);
    yield* noted(context, days);
    yield* festivals(context);
  },
});

async function* relatives(context: JobContext, days: Days): AsyncGenerator<JobWrite> {
  const rows = (await context.store.due.relatives(leadsOf('relativeBirthday', context.rules).map((lead) => shifted(days, lead)))).flatMap((row) => {
    const when = birthdayRule(relativeBirth(row));
    return when
      ? [
          {
            row,
            date: { id: row.relativeId, clientId: row.clientId, kind: 'relativeBirthday', when, careAllowed: true, active: true } satisfies CareDate,
          },
        ]
      : [];
  });
  yield* said(context, rows);
}

async function* noted(context: JobContext, days: Days): AsyncGenerator<JobWrite> {
  const leads = [...new Set(NOTED.flatMap((kind) => leadsOf(kind, context.rules)))];
  const rows = (await context.store.due.careDates(leads.map((lead) => shifted(days, lead)))).flatMap((row) => {
    const date = NOTED.includes(row.kind as CareKind) ? careDateOf(row) : undefined;
    return date ? [{ row, date }] : [];
  });
  yield* said(context, rows);
}

async function* said(context: JobContext, rows: readonly { row: DueRelative | DueCareDate; date: CareDate }[]): AsyncGenerator<JobWrite> {
  const { now, notice, reply } = context;
  const today = dateAt(now);
  for await (const due of saidInSlot(context, rows))
    for (const { row, date, on, lead, to } of due) {
      const facts = careDayFacts(row, date, on, today, to);
      yield notice({
        to,
        kind: 'care',
        dedupeKey: `care:${date.id}:${on}:${lead}`,
        reply: reply('care-day', facts),
        merge: { who: row.name, line: `${callOf(row)} ${whenWords(on, today)}${facts.what}` },
      });
    }
}

/** One list a manager and festival: who may be greeted, and how many are left out. */
async function* festivals({ slot, now, store, rules, calendarOf, notice, reply }: JobContext): AsyncGenerator<JobWrite> {
  const [day, today] = [dateAt(slot), dateAt(now)];
  const paths = (await store.org.listAll()).map((org) => org.path);
  if (!paths.some((path) => festivalsAhead(day, day, calendarOf(path), rules).length > 0)) return;
  const staff = await store.staff.listAll();
  const names = new Map(staff.map((one) => [one.id, one.name]));
  for (const { id } of staff) {
    const clients = await store.due.clientsOf(id);
    const [first] = clients;
    if (!first) continue;
    const known = await store.due.festivalFacts(clients.map((row) => row.clientId));
    for (const { name: festival, on, lead } of festivalsAhead(day, day, calendarOf(first.orgPath), rules).filter((one) => one.on >= today)) {
      const skipped = await store.careSkip.listFor(
        clients.map((row) => row.clientId),
        `${festival}:${on}`,
      );
      for (const [to, rows] of byReceiver(clients)) {
        const signature = names.get(to);
        if (signature === undefined) continue;
        const answers = rows.map((row) => ({ row, answer: festivalAnswer(festival, on, festivalClient(row, known.get(row.clientId)), rules) }));
        const greeted = answers.filter(({ row, answer }) => answer.greet && !skipped.has(row.clientId)).map(({ row }) => row);
        const sample = greeted[0] && greetingFor(greeted[0], { kind: 'festival', name: festival }, on, signature, 0);
        if (!sample) continue;
        const bereaved = answers.filter(({ answer }) => answer.reasons[0]?.code === 'festival-bereaved').length;
        yield notice({
          to,
          kind: 'care',
          dedupeKey: `festival:${festival}:${on}:${lead}:${id}:${to}`,
          reply: reply('festival-day', {
            id,
            festival,
            on,
            when: whenWords(on, today),
            count: greeted.length,
            draft: sample.text,
            bereaved,
            name: greeted[0]?.name,
          }),
          merge: { who: festival, line: `${whenWords(on, today)}${festival}，可祝福${greeted.length}位` },
        });
      }
    }
  }
}

function byReceiver(rows: readonly DueClient[]): Map<string, DueClient[]> {
  const map = new Map<string, DueClient[]>();
  for (const row of rows) if (row.receiverId !== null) map.set(row.receiverId, [...(map.get(row.receiverId) ?? []), row]);
  return map;
}
