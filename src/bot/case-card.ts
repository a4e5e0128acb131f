import { needsInvestigator, nearestClock, type CaseKind, type CaseState } from '../domain/case/index.js';
import { dateAt } from '../domain/calendar/index.js';
import { actsNow, under, type FoundCase } from './case-acts.js';
import { loadCase, peopleOf, whileUntold, type LoadedCase } from './case-facts.js';
import {
  caseLevelTitle,
  clockRows,
  complainantOf,
  eventWords,
  kindTitle,
  nearestWords,
  openExtensionRequest,
  provisionalYear,
  readableEvents,
  standingWords,
  whoWords,
  type Complainant,
} from './case-words.js';
import type { Outcome, Turn } from './command.js';

/** How many cases one list loads: more than one person has in hand. */
const MOST_LISTED = 60;
const ON_CARD = 5;
const HISTORY_LINES = 10;

/** The acts offered first in each state; the others are behind 更多. */
const FIRST: Readonly<Record<CaseState, readonly string[]>> = {
  received: ['contacted', 'progress', 'handover'],
  accepted: ['contacted', 'progress', 'handover'],
  contacted: ['decide', 'progress', 'reply', 'resume'],
  investigating: ['decide', 'progress', 'reply', 'resume'],
  decided: ['notify', 'reply', 'progress'],
  notified: ['close', 'reply', 'recheck'],
  rechecking: ['rechecked', 'progress', 'reply'],
  rechecked: ['reply', 'close'],
  closed: ['recheck'],
  withdrawn: [],
  merged: [],
  notProcessed: [],
};
const FROM_ABOVE = ['approve', 'refuse', 'rechecked', 'comment', 'assign', 'investigator'] as const;

/** The first screen of a case: state, clocks, words, people, and what this person may do now. Audited. */
export async function caseCard(turn: Turn, found: FoundCase): Promise<Outcome> {
  const { loaded, rights } = found;
  const { row } = loaded;
  const { store, now, user } = turn;
  const person = await complainantOf(store, row, now);
  const names = await namesIn(turn, loaded);
  const last = readableEvents(loaded, user.id)
    .filter((e) => e.kind !== 'taken')
    .at(-1);
  const open = actsNow(loaded, rights);
  const works = row.ownerId === user.id || row.investigatorId === user.id;
  const order =
    rights.supervise && !works
      ? [...FROM_ABOVE, ...FIRST[row.state as CaseState]]
      : [...(rights.supervise ? (['approve'] as const) : []), ...FIRST[row.state as CaseState]];
  const offered = order.flatMap((name) => open.find((one) => one.name === name) ?? []).slice(0, open.length > 4 ? 4 : 5);
  const buttons = offered.map(({ name, act }, i) => ({ key: `caseDo:${row.id}.${name}`, text: act.label, primary: i === 0 }));
  await audited(under(turn, rights, 'view'), row, 'case.view');
  return {
    replies: [
      turn.reply('case-list', {
        list: null,
        one: {
          id: row.id,
          title: `${row.no} ${whoWords(row, person)} ${kindTitle(row)}`,
          major: row.major === 1,
          standing: standingWords(loaded, now),
          words: rights.accused && row.receivedBy !== user.id ? null : row.clientWords,
          rows: [
            ...clockRows(loaded, now),
            {
              title: '受理人',
              words: `${names.get(row.ownerId) ?? row.ownerId}${row.investigatorId ? `，调查人${names.get(row.investigatorId) ?? row.investigatorId}` : ''}`,
            },
            ...(last ? [{ title: '最近', words: eventWords(last, names, now) }] : []),
          ].slice(0, 6),
          sub: [nextStep(loaded, person), provisionalNote(loaded)].filter(Boolean).join(''),
          buttons: [...buttons, ...(buttons.length < 5 ? [{ key: `caseMore:${row.id}`, text: '更多', primary: false }] : [])],
        },
      }),
    ],
    ...(row.clientId === null ? {} : { session: { lastClientId: row.clientId } }),
    why: loaded.clocks.flatMap((clock) => clock.reasons),
  };
}

function nextStep(loaded: LoadedCase, person: Complainant): string {
  const { row } = loaded;
  if (needsInvestigator(row.kind as CaseKind, peopleOf(row)) && !nearestIsOver(loaded)) return '涉及受理人本人，等主管指定调查人。';
  if (whileUntold(loaded) && openExtensionRequest(loaded.events)) return '延期申请等批准，批准前期限不变。';
  const isRegulatorRunning = loaded.clocks.some((clock) => clock.kind === 'regulator' && clock.doneAt === undefined);
  if (isRegulatorRunning && (loaded.facts.pauses ?? []).some((pause) => pause.endedAt === undefined) && !nearestIsOver(loaded))
    return '鉴定或调解中，这几天不算进监管期限。';
  switch (row.state as CaseState) {
    case 'received':
    case 'accepted':
      return `先联系${person.call}，告诉${person.pronoun}已受理。`;
    case 'contacted':
    case 'investigating':
      return '核实清楚就写结论，处理中也要答复客户。';
    case 'decided':
      return '结论还没告知客户，告知了才算答复。';
    case 'notified':
      return '客户没有异议就结案。';
    case 'rechecking':
      return '等上级机构作出核查结论。';
    case 'rechecked':
      return '把核查结论答复客户，再结案。';
    case 'closed':
      return row.rootCause ? `根本原因：${row.rootCause}` : '已办结。';
    case 'withdrawn':
    case 'merged':
    case 'notProcessed':
      return '流程已结束，记录保留。';
  }
}

const nearestIsOver = (loaded: LoadedCase): boolean => nearestClock(loaded.clocks) === undefined;

/** Dates that rest on a year whose days off are not published yet. */
export function provisionalNote(loaded: LoadedCase): string {
  const year = provisionalYear(loaded.clocks);
  return year === null ? '' : `期限用到${year}年的工作日（节假日安排未公布，暂估），公布后重算。`;
}

async function namesIn(turn: Turn, { row, events }: LoadedCase): Promise<Map<string, string>> {
  return turn.store.staff.listNames([
    ...new Set([row.ownerId, row.receivedBy, ...(row.investigatorId ? [row.investigatorId] : []), ...events.map((e) => e.byUserId)]),
  ]);
}

export async function audited(turn: Turn, row: LoadedCase['row'], action: string): Promise<void> {
  await turn.store.audit.append({
    at: turn.now,
    actor: turn.user.id,
    role: turn.role,
    action,
    objectType: 'case',
    objectId: row.id,
    ...(row.clientId ? { clientId: row.clientId } : {}),
    place: turn.place,
    result: 'ok',
  });
}

/** Everything else that can be done, one to be ticked. */
export async function caseMore(turn: Turn, found: FoundCase): Promise<Outcome> {
  const { loaded, rights } = found;
  const acts = [
    ...actsNow(loaded, rights).map(({ name, act }) => ({ id: name, text: act.label })),
    { id: 'history', text: '历程' },
    { id: 'why', text: '依据' },
  ];
  return { replies: [turn.reply('case-more', { id: loaded.row.id, no: loaded.row.no, acts })] };
}

/** What happened, the newest last, as far as this person may read it. */
export async function caseHistory(turn: Turn, { loaded, rights }: FoundCase): Promise<Outcome> {
  const names = await namesIn(turn, loaded);
  const events = readableEvents(loaded, turn.user.id);
  await audited(under(turn, rights, 'view'), loaded.row, 'case.history');
  return {
    replies: [
      turn.reply('case-history', {
        no: loaded.row.no,
        standing: standingWords(loaded, turn.now),
        earlier: Math.max(0, events.length - HISTORY_LINES),
        lines: events.slice(-HISTORY_LINES).map((event) => eventWords(event.kind === 'taken' ? { ...event, text: null } : event, names, turn.now)),
      }),
    ],
  };
}

/** Which rule each clock comes from. */
export async function caseWhy(turn: Turn, found: FoundCase): Promise<Outcome> {
  const reasons = found.loaded.clocks.flatMap((clock) => clock.reasons);
  return { replies: [turn.reply('why', { title: `${found.loaded.row.no}的期限`, reasons })], why: reasons };
}

interface ListedCase {
  loaded: LoadedCase;
  person: Complainant;
}

/** Open cases of this person, and of the team where he supervises; the nearest clock first. */
export async function openCases(turn: Turn): Promise<ListedCase[]> {
  const supervised = turn.user.roles.filter(
    (held) => held.role === 'branchSupervisor' || held.role === 'wealthCentreHead' || held.role === 'branchManager' || held.role === 'compliance',
  );
  const rows = await turn.store.case.listOpen(
    turn.user.id,
    supervised.map((held) => held.orgPath),
    MOST_LISTED,
    dateAt(turn.now),
  );
  const listed = await Promise.all(
    rows.map(async (row) => ({ loaded: await loadCase(turn, row), person: await complainantOf(turn.store, row, turn.now) })),
  );
  const due = ({ loaded }: ListedCase) => nearestClock(loaded.clocks)?.dueAt.getTime() ?? Infinity;
  return listed.sort((a, b) => due(a) - due(b) || a.loaded.row.no.localeCompare(b.loaded.row.no));
}

export async function caseList(turn: Turn, isAll = false): Promise<Outcome> {
  const cases = await openCases(turn);
  const today = dateAt(turn.now);
  const near = cases.flatMap(({ loaded }) => nearestClock(loaded.clocks) ?? []);
  const late = near.filter((clock) => clock.dueAt < turn.now).length;
  const dueToday = near.filter((clock) => clock.dueAt >= turn.now && clock.dueOn === today).length;
  const shown = isAll ? cases.slice(0, 12) : cases.slice(0, cases.length > ON_CARD ? ON_CARD - 1 : ON_CARD);
  await turn.store.audit.append({
    at: turn.now,
    actor: turn.user.id,
    role: turn.role,
    action: 'case.list',
    after: { hits: cases.length },
    place: turn.place,
    result: 'ok',
  });
  return {
    replies: [
      turn.reply(isAll ? 'case-all' : 'case-list', {
        one: null,
        list: {
          total: cases.length,
          late,
          dueToday,
          at: turn.now,
          left: cases.length - shown.length,
          hasMore: cases.length > shown.length,
          cases: shown.map(({ loaded, person }, i) => ({
            n: i + 1,
            id: loaded.row.id,
            no: loaded.row.no,
            name: person.name,
            level: person.isClient ? caseLevelTitle(loaded.row) : null,
            kind: kindTitle(loaded.row),
            when: nearestWords(loaded.clocks, turn.now),
          })),
        },
      }),
    ],
  };
}

/** The cases of one client this person may see: the card of the only one, or a list. */
export async function casesOfClient(turn: Turn, found: FoundCase[], clientName: string, takes: string | null = null): Promise<Outcome> {
  const only = found[0];
  if (found.length === 1 && only) return caseCard(turn, only);
  return {
    replies: [
      turn.reply('case-choose', {
        name: clientName,
        takes,
        cases: found.slice(0, 4).map(({ loaded }, i) => ({
          n: i + 1,
          id: loaded.row.id,
          no: loaded.row.no,
          kind: kindTitle(loaded.row),
          standing: standingWords(loaded, turn.now),
        })),
      }),
    ],
  };
}
