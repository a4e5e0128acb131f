import type { Turn } from './command.js';
import { presenterFor, type Looking } from './client-facts.js';

/** How a client is called in a list of one's own things, and words of one's own in which he is called by name. */
export interface ClientNames {
  /** 称呼, else the name; masked where this person may not see him now. '' = no such client. */
  call(clientId: string | null): string;
  /** The full name, masked in the same way; null = no such client. */
  full(clientId: string): string | null;
  /** Whether this person may see him now; false for no such client. */
  isSeen(clientId: string): boolean;
  /** The words, with the client's name masked where he may not be seen. */
  words(text: string, clientId: string | null): string;
}

/**
 * Names for what hangs on a client and outlives the right to see him: a task stays with who wrote it when the relation ends.
 * Asked at the moment of reading. Source: domain §19, §20.
 */
export async function clientNames(
  turn: Looking & { store: Pick<Turn['store'], 'clientSearch'> },
  clientIds: readonly (string | null)[],
): Promise<ClientNames> {
  const ids = [...new Set(clientIds.filter((id): id is string => id !== null))];
  const known = new Map<string, { call: string; names: string[]; masked: string | null }>();
  for (const client of await turn.store.clientSearch.summaries(ids)) {
    const shown = (await presenterFor(turn, client.id))(client.name, 'name');
    const names = [client.name, ...(client.honorific === null ? [] : [client.honorific])];
    known.set(
      client.id,
      shown === client.name ? { call: client.honorific ?? client.name, names, masked: null } : { call: shown, names, masked: shown },
    );
  }
  return {
    call: (clientId) => (clientId === null ? '' : (known.get(clientId)?.call ?? '')),
    full: (clientId) => {
      const client = known.get(clientId);
      return client ? (client.masked ?? client.names[0] ?? null) : null;
    },
    isSeen: (clientId) => known.get(clientId)?.masked === null,
    words(text, clientId) {
      const client = clientId === null ? undefined : known.get(clientId);
      if (!client || client.masked === null) return text;
      return client.names.reduce((words, name) => words.replaceAll(name, client.masked!), text);
    },
  };
}
