import { canFindBy, NAMED_AT_COUNTER } from '../domain/permission.js';
import type { ClientArg, ClientNaming } from '../domain/intent.js';
import type { Command } from './command.js';
import type { Road } from './road.js';

export interface FoundClients {
  text: string;
  hits: { id: string; name: string }[];
  similar: { id: string; name: string }[];
  by?: ClientNaming;
  guessed?: boolean;
}

/**
 * Who is meant, within what the speaker may see. Understanding already looked among the clients he works with; whoever
 * sees more than fits in memory, or only what he asks for (lobby, teller, head office), is looked up here.
 */
export async function resolveClient(road: Road, arg: ClientArg, command: Command): Promise<FoundClients> {
  if ('id' in arg)
    return { text: arg.name, hits: [{ id: arg.id, name: arg.name }], similar: [], by: arg.by, ...(arg.guessed ? { guessed: true } : {}) };
  if (arg.candidates.length > 0) return { text: arg.text, hits: [...arg.candidates], similar: [] };
  const similar = ('similar' in arg && arg.similar) || [];
  const found = await road.store.clientSearch.search(road.user, arg.text, NAMED_AT_COUNTER.includes(command.name));
  if (found && found.hits.length > 0) {
    const actor = { userId: road.user.id, roles: road.user.roles };
    const by = FIND_BY[found.by] ?? 'other';
    if (canFindBy(actor, by, command.name, found.hits.length)) {
      const guessed = !['fullName', 'clientNo', 'phone', 'phoneTail'].includes(found.by) || found.hits.length > 1;
      return { text: arg.text, hits: found.hits, similar: [], by: found.by, ...(guessed ? { guessed: true } : {}) };
    }
  }
  return { text: arg.text, hits: [], similar };
}

const FIND_BY: Partial<Record<ClientNaming, 'clientNo' | 'mobile' | 'phoneTail' | 'fullName'>> = {
  clientNo: 'clientNo',
  phone: 'mobile',
  phoneTail: 'phoneTail',
  fullName: 'fullName',
};
