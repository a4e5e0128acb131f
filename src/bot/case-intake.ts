import { dateAt, DAY_MS, instantAt, timeAt, type Deadline } from '../domain/calendar/index.js';
import { caseAmountFen, caseCategory, needsInvestigator, presetKind, recusalDue, repeatOutcome, type CaseKind } from '../domain/case/index.js';
import { SERVING } from '../domain/role-group.js';
import type { ClientRow } from '../store/client.js';
import type { CaseRow, NewCase } from '../store/case.js';
import { caseFor } from './case-acts.js';
import { provisionalNote } from './case-card.js';
import { accusedOf, loadCase, peopleOf, settleClocks, type LoadedCase } from './case-facts.js';
import { caseNotices, caseSupervisors, colleaguesNamed, supervisorButtons } from './case-people.js';
import { doneOutcome, step, tellLine } from './case-step.js';
import { clockRows, complainantOf, kindTitle, whoWords } from './case-words.js';
import type { Notice, Outcome, Turn } from './command.js';
import { hasRole } from './speaker.js';

/** A client's words that are older are told as a story, not taken in. */
const MOST_LATE_MS = 15 * DAY_MS;

export interface CaseArgs {
  client?: { id: string; name: string; guessed?: boolean | undefined; by: string } | undefined;
  kind?: CaseKind | undefined;
  text: string;
  /** When the client said it, where the sentence tells a time of day. */
  receivedAt?: string | undefined;
  /** The money it is about, fen. */
  amountFen?: number | undefined;
  again?: 'new' | 'newComplaint' | 'newRequest' | 'merge' | 'newFacts' | undefined;
}

/** What is known before it is stored: who complains, of whom, and whether he has a case already. */
export interface IntakeFacts {
  client: ClientRow | null;
  /** Of somebody who is no client: as far as the words tell. */
  name: string | null;
  phone: string | null;
  orgId: string;
  kind: CaseKind | null;
  accused: string[];
  running: CaseRow[];
}

export async function intakeFacts(turn: Turn, args: CaseArgs): Promise<IntakeFacts> {
  const client = args.client ? ((await turn.store.client.findRow(args.client.id)) ?? null) : null;
  const orgId = client?.orgId ?? turn.user.orgId;
  const kind =
    args.again === 'newComplaint' ? 'complaint' : args.again === 'newRequest' ? 'request' : (args.kind ?? presetKind(args.text)?.kind ?? null);
  const words = turn.text.includes(args.text) ? turn.text : `${turn.text} ${args.text}`;
  return {
    client,
    name: client ? null : strangerName(turn, args.text),
    phone: client ? null : (/(?<!\d)1\d{10}(?!\d)/.exec(words.normalize('NFKC'))?.[0] ?? null),
    orgId,
    kind,
    accused: await colleaguesNamed(turn, words, orgId, client?.name ?? ''),
    running: client ? await turn.store.case.listOpenByClient(client.id) : [],
  };
}

/** 「投诉 王五 排队太久」: the name between the act's word and the words of the complaint. */
function strangerName(turn: Turn, text: string): string | null {
  const at = turn.text.lastIndexOf(text);
  if (at <= 0) return null;
  const words = turn.text
    .slice(0, at)
    .trim()
    .split(/[\s，,、：:]+/);
  const name = words.find((word) => /^[\p{Script=Han}·]{2,6}$/u.test(word) && !turn.commands.some((command) => command.aliases.includes(word)));
  return name ?? null;
}

/** Asked before anything is stored: the words, who is meant, the kind where nothing tells it, and what already runs. */
export async function confirmIntake(turn: Turn & { draftId: string }, given: CaseArgs) {
  const args = await settleDraft(turn, given);
  const facts = await intakeFacts(turn, args);
  // 「诉求」 typed over a complaint's words: neither of the two is taken for granted.
  if (given.kind !== undefined && args.kind === undefined) facts.kind = null;
  const names = await turn.store.staff.listNames(facts.accused);
  const running = facts.running[0];
  const runningLoaded = running ? await loadCase(turn, running) : null;
  return turn.reply('case-confirm', {
    draftId: turn.draftId,
    kind: facts.kind === null ? null : facts.kind === 'complaint' ? '投诉' : '诉求',
    name: facts.client?.name ?? facts.name,
    isClient: facts.client !== null,
    level: facts.client ? whoWords({ clockLevel: facts.client.level }, { name: facts.client.name, isClient: true }) : null,
    guessed: args.client?.guessed === true,
    from: receivedAt(turn, args),
    told: args.receivedAt !== undefined,
    signal: facts.kind === null ? (presetKind(args.text)?.word ?? null) : null,
    words: args.text,
    accused: facts.accused.map((id) => names.get(id) ?? id).join('、') || null,
    running: running && runningLoaded ? { no: running.no, kind: kindTitle(running), since: dateAt(new Date(running.receivedAt)) } : null,
  });
}

/** 「昨天下午三点来网点说」: the clock starts when the client said it. */
const SAID_BY_CLIENT = /^[\s,，]*[^，。,；]{0,6}?(?:来电|打电话|打来|来网点|来行|到网点|上门|投诉|反映|提出)/u;

/**
 * Puts into the waiting draft what the card is about to say: the time the sentence tells, and no kind where 「诉求」 was typed
 * over words that are a complaint's: then the card asks.
 */
async function settleDraft(turn: Turn & { draftId: string }, given: CaseArgs): Promise<CaseArgs> {
  const draft = await turn.store.draft.find(turn.user.id, turn.draftId);
  if (!draft?.frame) return given;
  const { frame } = draft;
  const args: CaseArgs = { ...given };
  if (given.kind === 'request' && presetKind(given.text)?.kind === 'complaint') delete args.kind;
  const told = frame.spans.find((span) => {
    const value = span.value as { date?: string; time?: string; vague?: boolean } | null;
    return (
      span.kind === 'time' && value?.date !== undefined && value.time !== undefined && !value.vague && SAID_BY_CLIENT.test(frame.text.slice(span.end))
    );
  })?.value as { date: string; time: string } | undefined;
  const at = told && instantAt(told.date, told.time);
  if (at && at < turn.saidAt && turn.saidAt.getTime() - at.getTime() <= MOST_LATE_MS) args.receivedAt = at.toISOString();
  const amounts = frame.spans.flatMap(({ kind, start, value }) => (kind === 'amount' ? [{ start, fen: (value as { fen: number }).fen }] : []));
  args.amountFen = caseAmountFen(frame.text, amounts) ?? given.amountFen;
  await turn.store.draft.setFrame(
    draft.id,
    { ...frame, args: { ...frame.args, kind: args.kind, receivedAt: args.receivedAt, amountFen: args.amountFen } },
    turn.now,
  );
  return args;
}

/** The instant of the client's words: the time told, else that of the message, never that of the confirmation. */
const receivedAt = (turn: Turn, args: CaseArgs): Date => (args.receivedAt === undefined ? turn.saidAt : new Date(args.receivedAt));

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

/** What 「撤销」 may take back: a case taken minutes ago by mistake, before anybody acted on it; the record and its number stay. */
export async function undoCase(turn: Turn, row: CaseRow): Promise<Outcome> {
  const found = await caseFor(turn, row.id);
  const untouched = found.loaded.events.every((event) => event.kind === 'taken') && row.state === 'received';
  if (!untouched || accusedOf(row).includes(turn.user.id))
    return { replies: [turn.reply('case-undo', { no: row.no, done: false, told: false, id: row.id })] };
  const next = await step(turn, found.loaded, {
    kind: 'notProcessed',
    text: '登记错了，已撤销',
    data: { why: 'mistake' },
    to: 'notProcessed',
    set: { closedAt: turn.now.getTime() },
  });
  const told = JSON.parse(row.notifyIds) as string[];
  const notices = await tellLine(turn, next, { what: '登记错了，已撤销', text: null, sub: '要是客户确实提过，请让受理人重新登记。' }, told);
  return {
    replies: [turn.reply('case-undo', { no: row.no, done: true, told: told.length > 0, id: row.id })],
    stored: [{ kind: 'case', id: row.id }],
    notices,
  };
}
