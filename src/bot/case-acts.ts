import { UserError } from '../errors.js';
import type { CaseAct } from './case-act.js';
import { decisionActs } from './case-decision.js';
import { caseRights, loadCase, type CaseRight, type CaseRights, type LoadedCase } from './case-facts.js';
import { handlingActs } from './case-handle.js';
import { supervisingActs } from './case-supervise.js';
import type { Turn } from './command.js';

/** A case, and what this person may do with it now. */
export interface FoundCase {
  loaded: LoadedCase;
  rights: CaseRights;
}

/** Every act on a case, by the name its buttons and words carry. */
export const caseActs: Readonly<Record<string, CaseAct>> = { ...handlingActs, ...decisionActs, ...supervisingActs };

/** The turn under the role that this right on the case rests on. */
export const under = (turn: Turn, { roles }: CaseRights, right: CaseRight): Turn => ({ ...turn, role: roles[right] ?? turn.role });

/** Acts this person may do with this case now, in the order of the table. */
export function actsNow(loaded: LoadedCase, rights: CaseRights): { name: string; act: CaseAct }[] {
  return Object.entries(caseActs)
    .filter(([name, act]) => rights[act.right] && act.isOpen(loaded) && !(name === 'handover' && rights.supervise))
    .map(([name, act]) => ({ name, act }));
}

/** A case this person may see; undefined when there is none, or none for him. */
export async function findCase(turn: Turn, idOrNo: string): Promise<FoundCase | undefined> {
  const row = await turn.store.case.find(idOrNo);
  const rights = row ? await caseRights(turn, row) : undefined;
  return row && rights?.view ? { loaded: await loadCase(turn, row), rights } : undefined;
}

/** @throws UserError case-not-found: whether there is none or it is somebody else's reads the same. */
export async function caseFor(turn: Turn, idOrNo: string): Promise<FoundCase> {
  const found = await findCase(turn, idOrNo);
  if (!found) throw new UserError('case-not-found', { no: /^[A-Za-z]{2}-?\d+$/.test(idOrNo) ? idOrNo.toUpperCase() : null });
  return found;
}
