import {
  canEditFindings,
  caseClocks,
  isEnded,
  isUndecided,
  isUntold,
  type CaseClock,
  type CaseFacts,
  type CasePeople,
  type CaseState,
  type Extension,
  type LevelAt,
  type Pause,
} from '../domain/case/index.js';
import type { AdminLayer, ClientLevel } from '../domain/client-level-name.js';
import { decide, type Action } from '../domain/permission.js';
import type { Role } from '../domain/role.js';
import type { CaseEventRow, CaseRow } from '../store/case.js';
import type { StoreTx } from '../store/index.js';
import type { Turn } from './command.js';

/** What clocks need: a turn of the chat has it, and a job. */
export interface CaseDesk extends Pick<Turn, 'calendarOf' | 'rules' | 'now'> {
  store: Pick<StoreTx, 'case' | 'org'>;
}

/** What an event carries beside its words. */
export const eventData = <T>(event: CaseEventRow): T => (event.data === null ? {} : JSON.parse(event.data)) as T;

/** A contact that was undone is none. */
function standing(events: readonly CaseEventRow[]): CaseEventRow[] {
  const undone = new Set(events.filter((e) => e.kind === 'contactUndone').map((e) => eventData<{ contactId?: string }>(e).contactId));
  return events.filter((e) => !(e.kind === 'contacted' && undone.has(eventData<{ contactId?: string }>(e).contactId ?? '')));
}

/** Reads the facts that the clocks rest on out of the case and what happened in it. */
export function caseFacts(row: CaseRow, all: readonly CaseEventRow[]): CaseFacts {
  const events = standing(all);
  const first = (kind: CaseEventRow['kind']) => events.find((e) => e.kind === kind);
  const last = (kind: CaseEventRow['kind']) => events.filter((e) => e.kind === kind).at(-1);
  const at = (event: CaseEventRow | undefined) => (event ? new Date(event.at) : undefined);
  const data = eventData;

  const pauses: Pause[] = [];
  for (const event of events) {
    if (event.kind === 'paused') pauses.push({ kind: data<{ kind?: Pause['kind'] }>(event).kind ?? 'appraisal', startedAt: new Date(event.at) });
    const open = pauses.at(-1);
    if (event.kind === 'resumed' && open && open.endedAt === undefined) open.endedAt = new Date(event.at);
  }
  const ended = events.find((e) => ['withdrawn', 'merged', 'notProcessed'].includes(e.kind));
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
    ...(recheckAsked
      ? { recheck: { requestedAt: new Date(recheckAsked.at), ...(last('rechecked') ? { decidedAt: at(last('rechecked')) as Date } : {}) } }
      : {}),
  };
  return {
    kind: row.kind as CaseFacts['kind'],
    state: row.state as CaseState,
    receivedAt: new Date(row.receivedAt),
    levelAtIntake: row.levelAtIntake as ClientLevel,
    ...(row.adminLayer === null ? {} : { adminLayerAtIntake: row.adminLayer as AdminLayer }),
    levelChanges: events
      .filter((e) => e.kind === 'levelRise')
      .map((e) => ({ at: new Date(e.at), ...data<Omit<LevelAt, 'at'>>(e) }) satisfies LevelAt),
    extensions: events
      .filter((e) => e.kind === 'extension')
      .map((e) => ({ at: new Date(e.at), reason: e.text ?? '', ...data<Omit<Extension, 'at' | 'reason'>>(e) })),
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

/** A case with its clocks as they stand now, by the working days of its outlet. */
export async function loadCase(desk: CaseDesk, row: CaseRow): Promise<LoadedCase> {
  const events = await desk.store.case.listEvents(row.id);
  const facts = caseFacts(row, events);
  const org = await desk.store.org.find(row.orgId);
  return { row, events, facts, clocks: caseClocks(facts, desk.calendarOf(org?.path ?? ''), desk.rules, desk.now) };
}

/** Keeps the due instants in the row in step with what happened: lists and jobs sort by them. */
export async function settleClocks(desk: CaseDesk, row: CaseRow): Promise<LoadedCase> {
  const loaded = await loadCase(desk, row);
  const due = (kind: CaseClock['kind']) => loaded.clocks.find((c) => c.kind === kind);
  const regulator = due('recheck') ?? due('regulator');
  const changed = await desk.store.case.change(
    row.id,
    {
      contactDueAt: (due('contact') as CaseClock).dueAt.getTime(),
      resultDueAt: (due('result') as CaseClock).dueAt.getTime(),
      regDueAt: regulator ? regulator.dueAt.getTime() : null,
      internalDueOn: regulator?.internalDueOn ?? null,
      provisional: loaded.clocks.some((c) => c.provisional) ? 1 : 0,
    },
    desk.now,
  );
  return { ...loaded, row: changed };
}

export interface CaseRights {
  view: boolean;
  /** Works on it: contacts, progress, replies. */
  handle: boolean;
  /** Findings, decision, notice, closing: not the one accused. */
  findings: boolean;
  /** Stands above it. */
  supervise: boolean;
  /** Stands above the outlet itself: second extension, recheck. */
  superior: boolean;
  major: boolean;
  accused: boolean;
  /** Under which of his roles each is allowed; absent where it comes from the case itself. */
  roles: Partial<Record<CaseRight, Role>>;
}

export type CaseRight = 'view' | 'handle' | 'findings' | 'supervise' | 'superior' | 'major';

const ABOVE_THE_OUTLET = new Set(['wealthCentreHead', 'branchManager']);

/** What this person may do with a case, at this moment. Source: domain §9, §19. */
export async function caseRights(turn: Turn, row: CaseRow): Promise<CaseRights> {
  const actor = { userId: turn.user.id, roles: turn.user.roles, assistsUserIds: turn.user.assistsUserIds ?? [] };
  const path = (await turn.store.org.find(row.orgId))?.path ?? '';
  const client = row.clientId === null ? undefined : await turn.store.client.getSubject(row.clientId);
  // The case's own grants do not count here: they come from the case.
  const own = client && { ...client, grants: [] };
  const org = { kind: 'org' as const, orgPath: path.split('/').filter(Boolean) };
  // His own client first, then the outlet.
  const decideHere = (action: Action) =>
    [...(own === undefined ? [] : [own]), org].map((subject) => decide(actor, action, subject, turn.now)).find((one) => one.allowed);
  const accused = accusedOf(row).includes(turn.user.id);
  const works = row.ownerId === turn.user.id || row.investigatorId === turn.user.id;
  const above = accused ? undefined : decide(actor, 'case.assign', org, turn.now);
  const supervise = above?.allowed === true;
  const views = decideHere('case.view');
  const handles = accused ? undefined : decideHere('case.handle');
  const superior = supervise ? turn.user.roles.find((held) => ABOVE_THE_OUTLET.has(held.role) && path.startsWith(held.orgPath)) : undefined;
  const major = decide(actor, 'case.markMajor', undefined, turn.now);
  return {
    view: works || supervise || row.receivedBy === turn.user.id || views !== undefined,
    handle: works || supervise || handles !== undefined,
    findings: canEditFindings(peopleOf(row), turn.user.id) || supervise,
    supervise,
    superior: superior !== undefined,
    major: supervise || major.allowed,
    accused,
    roles: {
      view: views?.role ?? above?.role,
      handle: handles?.role ?? above?.role,
      findings: works ? handles?.role : above?.role,
      supervise: above?.role,
      superior: superior?.role,
      major: above?.role ?? major.role,
    },
  };
}

export const accusedOf = (row: Pick<CaseRow, 'accusedIds'>): string[] => JSON.parse(row.accusedIds) as string[];

/** Who has to do with it, as the rules of recusal ask. */
export const peopleOf = (row: Pick<CaseRow, 'ownerId' | 'investigatorId' | 'accusedIds'>): CasePeople => ({
  ownerId: row.ownerId,
  accusedUserIds: accusedOf(row),
  ...(row.investigatorId ? { investigatorId: row.investigatorId } : {}),
});

export const isOver = (row: Pick<CaseRow, 'state'>): boolean => isEnded(row.state as CaseState);

/** When an act on a case may be done at all, whoever does it. */
export const whileRunning = ({ row }: LoadedCase): boolean => !isOver(row);
export const whileUndecided = ({ row }: LoadedCase): boolean => isUndecided(row.state as CaseState);
export const whileUntold = ({ row }: LoadedCase): boolean => isUntold(row.state as CaseState);
