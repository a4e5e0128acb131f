import { caseClocks, type CaseClock, type CaseFacts, type CaseState, type Extension, type LevelAt, type Pause } from '../domain/case/index.js';
import type { ClientLevel } from '../domain/client-level.js';
import { can, type Action } from '../domain/permission.js';
import type { CaseEventRow, CaseRow } from '../store/case.js';
import type { Turn } from './command.js';

/** Reads the facts that the clocks rest on out of the case and what happened in it. */
export function caseFacts(row: CaseRow, events: readonly CaseEventRow[]): CaseFacts {
  const first = (kind: CaseEventRow['kind']) => events.find((e) => e.kind === kind);
  const last = (kind: CaseEventRow['kind']) => events.filter((e) => e.kind === kind).at(-1);
  const at = (event: CaseEventRow | undefined) => (event ? new Date(event.at) : undefined);
  const data = <T>(event: CaseEventRow): T => (event.data === null ? {} : JSON.parse(event.data)) as T;

  const pauses: Pause[] = [];
  for (const event of events) {
    if (event.kind === 'paused') pauses.push({ kind: data<{ kind?: Pause['kind'] }>(event).kind ?? 'appraisal', startedAt: new Date(event.at) });
    const open = pauses.at(-1);
    if (event.kind === 'resumed' && open && open.endedAt === undefined) open.endedAt = new Date(event.at);
  }
  const ended = events.find((e) => ['withdrawn', 'merged', 'notProcessed'].includes(e.kind) && row.state !== 'received');
  const resultAt = row.kind === 'complaint' ? at(last('notified')) : (at(last('notified')) ?? at(last('decided')));
  const recheckAsked = last('recheckAsked');
  const restartedAt = at(last('newFacts'));
  const contactAt = at(first('contacted')) ?? at(first('reply'));
  const optional = {
    ...(restartedAt ? { restartedAt } : {}),
    ...(contactAt ? { firstContactAt: contactAt } : {}),
    ...(resultAt ? { resultAt } : {}),
    ...(last('notified') ? { noticeAt: at(last('notified')) as Date } : {}),
    ...(ended ? { endedAt: new Date(ended.at) } : {}),
    ...(recheckAsked ? { recheck: { requestedAt: new Date(recheckAsked.at), ...(last('rechecked') ? { decidedAt: at(last('rechecked')) as Date } : {}) } } : {}),
  };
  return {
    kind: row.kind as CaseFacts['kind'],
    state: row.state as CaseState,
    receivedAt: new Date(row.receivedAt),
    levelAtIntake: row.levelAtIntake as ClientLevel,
    levelChanges: events.filter((e) => e.kind === 'levelRise').map((e) => ({ at: new Date(e.at), level: data<{ level: ClientLevel }>(e).level }) satisfies LevelAt),
    extensions: events.filter((e) => e.kind === 'extension').map((e) => ({ at: new Date(e.at), reason: e.text ?? '', ...data<Omit<Extension, 'at' | 'reason'>>(e) })),
    pauses,
    ...optional,
  };
}

export interface LoadedCase {
  row: CaseRow;
  events: CaseEventRow[];
  facts: CaseFacts;
  clocks: CaseClock[];
}

/** A case with its clocks as they stand now. */
export async function loadCase(turn: Pick<Turn, 'store' | 'calendar' | 'rules' | 'now'>, row: CaseRow): Promise<LoadedCase> {
  const events = await turn.store.case.listEvents(row.id);
  const facts = caseFacts(row, events);
  return { row, events, facts, clocks: caseClocks(facts, turn.calendar, turn.rules, turn.now) };
}

/** Keeps the due instants in the row in step with what happened: lists and jobs sort by them. */
export async function settleClocks(turn: Turn, row: CaseRow): Promise<LoadedCase> {
  const loaded = await loadCase(turn, row);
  const due = (kind: CaseClock['kind']) => loaded.clocks.find((c) => c.kind === kind);
  const regulator = due('recheck') ?? due('regulator');
  const changed = await turn.store.case.change(
    row.id,
    {
      contactDueAt: (due('contact') as CaseClock).dueAt.getTime(),
      resultDueAt: (due('result') as CaseClock).dueAt.getTime(),
      regDueAt: regulator ? regulator.dueAt.getTime() : null,
      internalDueOn: regulator?.internalDueOn ?? null,
      provisional: loaded.clocks.some((c) => c.provisional) ? 1 : 0,
    },
    turn.now,
  );
  return { ...loaded, row: changed };
}

/** What this person may do with a case: work on it, or stand above it. */
export async function caseRights(turn: Turn, row: CaseRow): Promise<{ view: boolean; handle: boolean; supervise: boolean; findings: boolean }> {
  const actor = { userId: turn.user.id, roles: turn.user.roles, assistsUserIds: turn.user.assistsUserIds ?? [] };
  const org = await turn.store.org.find(row.orgId);
  const subject = { kind: 'org' as const, orgPath: (org?.path ?? '').split('/').filter(Boolean) };
  const may = (action: Action) => can(actor, action, subject, turn.now);
  const accused = (JSON.parse(row.accusedIds) as string[]).includes(turn.user.id);
  const works = row.ownerId === turn.user.id || row.investigatorId === turn.user.id;
  const supervise = may('case.assign') && !accused;
  return {
    view: works || supervise || row.receivedBy === turn.user.id || may('case.view'),
    handle: works || supervise,
    supervise,
    findings: !accused && ((row.investigatorId ?? row.ownerId) === turn.user.id || supervise),
  };
}
