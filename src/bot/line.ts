import type { Role } from '../domain/role.js';
import type { Turn } from './command.js';

const SUPERVISING: readonly Role[] = ['branchSupervisor'];

/** Who supervises an outlet: told of what needs a second look. */
export async function supervisorsOf(turn: Pick<Turn, 'store'>, orgId: string): Promise<string[]> {
  return turn.store.staff.listIdsByRole(orgId, SUPERVISING);
}
