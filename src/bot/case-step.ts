import { canMove, type CaseKind, type CaseState } from '../domain/case/index.js';
import type { Param } from '../store/db/index.js';
import type { CaseEventKind, CaseRow } from '../store/case.js';
import { UserError } from '../errors.js';
import { settleClocks, type LoadedCase } from './case-facts.js';
import { caseNotices, caseSupervisors, type CaseNews } from './case-people.js';
import { clockOf, complainantOf, standingWords, stateTitle } from './case-words.js';
import type { Notice, Outcome, Turn } from './command.js';

/** One thing that happens in a case. */
export interface CaseStep {
  kind: CaseEventKind;
  text?: string | null;
  data?: Record<string, unknown>;
  /** When it happened; absent: now. */
  at?: Date;
  /** Moves the state; absent: it stays. */
  to?: CaseState;
  set?: Partial<Record<keyof CaseRow, Param>>;
}

/**
 * Writes what happened, the state and clocks that follow, and the audit row, together.
 * @throws UserError case-not-now when the state does not allow it.
 */
export async function step(turn: Turn, loaded: LoadedCase, what: CaseStep): Promise<LoadedCase & { eventId: string }> {
  const { store, now, user } = turn;
  const { row } = loaded;
  const from = row.state as CaseState;
  if (what.to !== undefined && what.to !== from && !canMove(from, what.to, row.kind as CaseKind)) throw notNow(row);
  const eventId = await store.case.addEvent(row.id, what.kind, user.id, what.at ?? now, what.text ?? null, what.data ?? null);
  const set = { ...(what.to === undefined || what.to === from ? {} : { state: what.to }), ...what.set };
  const changed = Object.keys(set).length > 0 ? await store.case.change(row.id, set, now) : row;
  const settled = await settleClocks(turn, changed);
  await store.audit.append({
    at: now,
    actor: user.id,
    role: turn.role,
    action: `case.${what.kind}`,
    objectType: 'case',
    objectId: row.id,
    ...(row.clientId ? { clientId: row.clientId } : {}),
    before: { state: from, resultDueAt: row.resultDueAt, regDueAt: row.regDueAt },
    after: {
      state: settled.row.state,
      resultDueAt: settled.row.resultDueAt,
      regDueAt: settled.row.regDueAt,
      ...(what.data ? { data: Object.keys(what.data) } : {}),
    },
    place: turn.place,
    result: 'ok',
  });
  return { ...settled, eventId };
}

export const notNow = (row: CaseRow): UserError =>
  new UserError('case-not-now', { no: row.no, state: stateTitle(row), way: WAY_ON[row.state as CaseState] });

/** What comes next from each state, said where something else was asked for. */
const WAY_ON: Readonly<Record<CaseState, string>> = {
  received: '先联系客户，告诉已受理，再往下办。',
  accepted: '先联系客户，告诉已受理，再往下办。',
  contacted: '核实清楚了就写结论。',
  investigating: '核实清楚了就写结论。',
  decided: '接着把结论告知客户。',
  notified: '接着结案；客户有异议可以申请核查。',
  closed: '已经办结。投诉人不服，30日内可以申请核查。',
  withdrawn: '客户已撤诉，流程在那天就结束了。',
  merged: '已并入另一件，到那一件里接着办。',
  notProcessed: '已按不予办理结束。',
  rechecking: '等上级机构作出核查结论。',
  rechecked: '核查已有结论，接着结案。',
};

export interface DoneWords {
  /** 「已记进展」. */
  what: string;
  sub?: string | null;
  /** What is likely next, before 看案件. */
  next?: { key: string; text: string }[];
  /** On the tapped card; absent: `what`. */
  after?: string;
  rows?: { title: string; words: string }[];
}

/** The short card that says what is now stored, and what comes next. */
export async function doneOutcome(turn: Turn, loaded: LoadedCase, words: DoneWords, notices: Notice[] = []): Promise<Outcome> {
  const { row } = loaded;
  const person = await complainantOf(turn.store, row, turn.now);
  return {
    replies: [
      turn.reply('case-done', {
        id: row.id,
        no: row.no,
        name: person.name,
        what: words.what,
        standing: standingWords(loaded, turn.now),
        rows: words.rows ?? [],
        sub: words.sub ?? null,
        next: words.next ?? [],
      }),
    ],
    stored: [{ kind: 'case', id: row.id }],
    closes: 'case-sentence',
    notices,
    change: { kind: 'card-change', after: `${words.after ?? words.what} ${clockOf(turn.now)}` },
    ...(row.clientId === null ? {} : { session: { lastClientId: row.clientId } }),
    why: loaded.clocks.flatMap((clock) => clock.reasons),
  };
}

/** Tells the supervisors, and the owner where somebody else did it. */
export async function tellLine(
  turn: Turn,
  loaded: LoadedCase & { eventId: string },
  news: Omit<CaseNews, 'by'>,
  to?: readonly string[],
): Promise<Notice[]> {
  const line = to ?? [...(await caseSupervisors(turn.store, loaded.row)), loaded.row.ownerId];
  return caseNotices(
    turn,
    loaded,
    line.filter((id) => id !== turn.user.id),
    { ...news, by: turn.user.name },
    loaded.eventId,
  );
}

/** Tells who works on it, where it was somebody else who acted. */
export function tellOwner(turn: Turn, loaded: LoadedCase & { eventId: string }, news: Omit<CaseNews, 'by'>): Promise<Notice[]> {
  const { ownerId, investigatorId } = loaded.row;
  return tellLine(turn, loaded, news, [ownerId, ...(investigatorId === null ? [] : [investigatorId])]);
}

export const doButton = (row: Pick<CaseRow, 'id'>, act: string, text: string): { key: string; text: string } => ({
  key: `caseDo:${row.id}.${act}`,
  text,
});
