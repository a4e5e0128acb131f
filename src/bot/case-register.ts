import { timeAt, type Deadline } from '../domain/calendar/index.js';
import { caseCategory, needsInvestigator, recusalDue, repeatOutcome, type CaseKind } from '../domain/case/index.js';
import { SERVING } from '../domain/role-group.js';
import type { CaseRow, NewCase } from '../store/case.js';
import { provisionalNote } from './case-card.js';
import { loadCase, peopleOf, settleClocks, type LoadedCase } from './case-facts.js';
import { caseNotices, caseSupervisors, supervisorButtons } from './case-people.js';
import { doneOutcome, step, tellLine } from './case-step.js';
import { clockRows, complainantOf, kindTitle, whoWords } from './case-words.js';
import type { Notice, Outcome, Turn } from './command.js';
import { hasRole } from './speaker.js';
import { receivedAt, type CaseArgs, type IntakeFacts } from './case-intake.js';

/** Stores it: the instant of the words starts the clocks, the one who took it owns it, the line is told. */
export async function registerCase(turn: Turn, args: CaseArgs, facts: IntakeFacts, kind: CaseKind): Promise<Outcome> {
  const { store, user, now } = turn;
  const saidAt = receivedAt(turn, args);
  const { client } = facts;
  const fields: NewCase = {
    kind,
    clientId: client?.id ?? null,
    complainantName: client ? null : facts.name,
    complainantContact: facts.phone,
    proxy: 0,
    channel: /12378|监管|金管局|银保监/.test(args.text) ? 'regulator' : 'staff',
    receivedAt: saidAt.getTime(),
    receivedBy: user.id,
    clientWords: args.text,
    category: caseCategory(args.text) ?? null,
    amountFen: args.amountFen ?? null,
    accusedIds: JSON.stringify(facts.accused),
    levelAtIntake: client?.level ?? 'general',
    clockLevel: client?.level ?? 'general',
    adminLayer: client?.adminLayer ?? null,
    ownerId: user.id,
    investigatorId: null,
    notifyIds: '[]',
    orgId: facts.orgId,
    state: 'received',
    contactDueAt: saidAt.getTime(),
    contactedAt: null,
    resultDueAt: saidAt.getTime(),
    regDueAt: null,
    internalDueOn: null,
    provisional: 0,
    extensions: 0,
    pausedDays: 0,
    pausedFromOn: null,
    decidedAt: null,
    notifiedAt: null,
    closedAt: null,
    major: 0,
    rootCause: null,
    mergedIntoId: null,
    createdAt: now.getTime(),
  };
  const row = await store.case.add(fields);
  const eventId = await store.case.addEvent(row.id, 'taken', user.id, saidAt, args.text, { accused: facts.accused });
  const supervisors = await caseSupervisors(store, row);
  const main =
    client?.mainManagerId && client.mainManagerId !== user.id && !facts.accused.includes(client.mainManagerId) ? [client.mainManagerId] : [];
  const told = [...new Set([...supervisors, ...main])].filter((id) => id !== user.id);
  const settled = await settleClocks(turn, await store.case.change(row.id, { notifyIds: JSON.stringify(told) }, now));
  await store.audit.append({
    at: now,
    actor: user.id,
    role: turn.role,
    action: 'case.taken',
    objectType: 'case',
    objectId: row.id,
    ...(client ? { clientId: client.id } : {}),
    after: { no: row.no, kind, receivedAt: row.receivedAt, resultDueAt: settled.row.resultDueAt, regDueAt: settled.row.regDueAt, told: told.length },
    place: turn.place,
    result: 'ok',
  });
  const recusal = await askForInvestigator(turn, settled, supervisors);
  const notices = await intakeNotices(turn, settled, supervisors, main, eventId, recusal);
  const names = await store.staff.listNames(told);
  const person = await complainantOf(store, settled.row, now);
  return {
    replies: [
      turn.reply('case', {
        id: row.id,
        no: row.no,
        kind: kindTitle(row),
        who: whoWords(row, person),
        from: saidAt,
        owner: user.name,
        words: args.text,
        clocks: clockRows(settled, now),
        told:
          [
            supervisors.length > 0
              ? `主管${supervisors
                  .filter((id) => id !== user.id)
                  .map((id) => names.get(id) ?? id)
                  .join('、')}`
              : '',
            main.length > 0 ? `主办${main.map((id) => names.get(id) ?? id).join('、')}` : '',
          ]
            .filter((words) => words.length > 2)
            .join('、') || null,
        sub: [
          recusal ? `涉及您本人，主管会在${timeWords(recusal)}前另定调查人。` : '',
          `先联系${person.call}，告诉${person.pronoun}已受理。`,
          person.isClient
            ? hasRole(user, ...SERVING)
              ? `联系后回「联系了 ${person.name}」，首次联系就算完成。`
              : '联系后点「联系了」，首次联系就算完成。'
            : facts.phone
              ? ''
              : '还没有联系方式，问到了记一句进展。',
          provisionalNote(settled),
        ].join(''),
      }),
    ],
    stored: [{ kind: 'case', id: row.id }],
    notices,
    ...(client ? { session: { lastClientId: client.id } } : {}),
    why: settled.clocks.flatMap((clock) => clock.reasons),
  };
}

const timeWords = (due: Deadline): string => `${Number(due.date.slice(5, 7))}月${Number(due.date.slice(8))}日 ${timeAt(due.at)}`;

/** Where the owner is the one complained about, a supervisor names another investigator within a workday: it stands in his worklist. */
async function askForInvestigator(turn: Turn, { row }: LoadedCase, supervisors: readonly string[]): Promise<Deadline | null> {
  if (!needsInvestigator(row.kind as CaseKind, peopleOf(row))) return null;
  const org = await turn.store.org.find(row.orgId);
  const due = recusalDue(new Date(row.receivedAt), turn.calendarOf(org?.path ?? ''), turn.rules);
  for (const ownerId of supervisors) {
    await turn.store.task.add({
      kind: 'recusal',
      ownerId,
      clientId: row.clientId,
      text: `${row.no} 指定调查人`,
      dueAt: due.at.getTime(),
      dueOn: due.date,
      dueTime: timeAt(due.at),
      sourceKind: 'case',
      sourceId: row.id,
      createdBy: turn.user.id,
      createdAt: turn.now.getTime(),
      priority: 1,
    });
  }
  return due;
}

async function intakeNotices(
  turn: Turn,
  settled: LoadedCase,
  supervisors: readonly string[],
  main: readonly string[],
  eventId: string,
  recusal: Deadline | null,
): Promise<Notice[]> {
  const { row } = settled;
  const what = `${kindTitle(row)}已登记`;
  const investigator = { key: `caseDo:${row.id}.investigator`, text: '换调查人', primary: true };
  const buttons = recusal
    ? [
        investigator,
        ...supervisorButtons(row)
          .filter((one) => one.text !== '换调查人')
          .map((one) => ({ ...one, primary: false })),
      ]
    : supervisorButtons(row);
  const sub = recusal ? `涉及受理人${turn.user.name}，请在${timeWords(recusal)}前另定调查人。` : null;
  return [
    ...(await caseNotices(
      turn,
      settled,
      supervisors.filter((id) => id !== turn.user.id),
      { what, text: row.clientWords, by: `受理人${turn.user.name}`, buttons, sub },
      eventId,
    )),
    ...(await caseNotices(
      turn,
      settled,
      main.filter((id) => !supervisors.includes(id)),
      { what, text: row.clientWords, by: `受理人${turn.user.name}` },
      eventId,
    )),
  ];
}

/** The same again while the first runs: put to it, and with new facts its period starts anew. */
export async function repeatCase(turn: Turn, args: CaseArgs, running: CaseRow): Promise<Outcome> {
  const loaded = await loadCase(turn, running);
  const outcome = repeatOutcome({ running: true }, { hasNewFacts: args.again === 'newFacts', at: turn.saidAt });
  const restarts = outcome.action === 'merge' && outcome.restartedAt !== undefined;
  const next = await step(turn, loaded, { kind: restarts ? 'newFacts' : 'progress', text: restarts ? args.text : `客户再次提出：${args.text}` });
  const notices = await tellLine(turn, next, {
    what: restarts ? '有新情况，重新起算' : '客户再次提出',
    text: args.text,
    buttons: supervisorButtons(next.row),
  });
  const clocks = clockRows(next, turn.now)
    .slice(1)
    .map(({ title, words }) => ({ title, words }));
  return doneOutcome(
    turn,
    next,
    { what: restarts ? '已记新情况' : '已并入', rows: clocks, sub: restarts ? '答复期限从新情况那天重新起算。' : '还按原来的期限办。' },
    notices,
  );
}
