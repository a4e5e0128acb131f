import { intentOf, type Command } from './bot/command.js';
import type { RoadDeps } from './bot/road.js';
import type { Speaker } from './bot/speaker.js';
import type { Calendars } from './calendars.js';
import type { Frame } from './domain/intent.js';
import type { StoreTx } from './store/index.js';
import type { StoredSession } from './store/session.js';
import { buildClientIndex, compileIntents, understand, type ClientIndex } from './understand/index.js';
import { withLaterIntents } from './understand/later-intents.js';

/** So many names are kept in indexes, about 250 MiB of them; the people who spoke last keep theirs. */
const MOST_NAMES = 300_000;

/**
 * Understanding with what this person may see. An index of names is only a hint and is kept with the version of the set it
 * was made from; whether somebody may see a client is asked of the database each time.
 */
export function createHearing(commands: readonly Command[], calendars: Calendars): RoadDeps['understand'] {
  const intents = compileIntents(withLaterIntents(commands.map(intentOf)));
  const indexes = new Map<string, { version: number; index: ClientIndex }>();
  let names = 0;

  function forget(userId: string): void {
    names -= indexes.get(userId)?.index.people.length ?? 0;
    indexes.delete(userId);
  }

  async function indexOf(store: StoreTx, user: Speaker): Promise<ClientIndex> {
    const known = indexes.get(user.id);
    if (known && known.version === user.clientsVersion) {
      indexes.delete(user.id);
      indexes.set(user.id, known);
      return known.index;
    }
    const index = buildClientIndex(await store.client.listNames(user));
    forget(user.id);
    indexes.set(user.id, { version: user.clientsVersion, index });
    names += index.people.length;
    for (const [oldest] of indexes) {
      if (names <= MOST_NAMES || oldest === user.id) break;
      forget(oldest);
    }
    return index;
  }

  return async (text: string, { store, user, session, now }: { store: StoreTx; user: Speaker; session: StoredSession; now: Date }): Promise<Frame> => {
    const clients = await indexOf(store, user);
    const last = session.lastClientId === null ? undefined : clients.byId.get(session.lastClientId);
    const lastClient = last ?? (session.lastClientId === null ? undefined : (await store.clientSearch.summaries([session.lastClientId]))[0]);
    return understand(text, {
      now,
      calendar: calendars.of(user.orgPath),
      intents,
      clients,
      ...(lastClient ? { lastClient: { id: lastClient.id, name: lastClient.name } } : {}),
      ...(session.question ? { question: session.question } : {}),
    });
  };
}
