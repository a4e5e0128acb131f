import type { ClientLevel } from '../domain/client-level-name.js';
import { hasDualManagers } from '../domain/client-level.js';
import { deputyTask, findActive } from '../domain/manager-relation.js';
import type { Store } from '../store/index.js';

/** What a client's change of level asks the supervisor to do about the second manager, as the client is looked after on a day. */
export async function deputyTaskOf(
  store: Pick<Store, 'managerRelation'>,
  clientId: string,
  before: ClientLevel,
  after: ClientLevel,
  today: string,
): Promise<ReturnType<typeof deputyTask>> {
  const [hadDual, hasDual] = [hasDualManagers(before), hasDualManagers(after)];
  if (hadDual === hasDual) return undefined;
  const relations = await store.managerRelation.listForClient(clientId);
  return deputyTask(hadDual, hasDual, findActive(relations, 'deputy', today) !== undefined);
}
