import type { CaseRow } from '../store/case.js';
import { caseFor } from './case-acts.js';
import { accusedOf } from './case-facts.js';
import { step, tellLine } from './case-step.js';
import type { Outcome, Turn } from './command.js';
import { leftStanding } from './undo-left.js';

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
  const stored = [{ kind: 'case', id: row.id }];
  const told = JSON.parse(row.notifyIds) as string[];
  const notices = await tellLine(turn, next, { what: '登记错了，已撤销', text: null, sub: '要是客户确实提过，请让受理人重新登记。' }, told);
  return {
    replies: [turn.reply('case-undo', { no: row.no, done: true, told: told.length > 0, id: row.id }), ...(await leftStanding(turn, stored))],
    stored,
    notices,
  };
}
