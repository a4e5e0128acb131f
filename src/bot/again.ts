import type { Outcome } from './command.js';
import type { Reply } from './reply.js';
import type { Road } from './road.js';
import { runFrame } from './run.js';

/** Goes on with the sentence a tap or an answer asked for, about its client where one is settled. `text`: what the person typed, '' for a tap. */
export async function goOnWith(road: Road, outcome: Reply | Outcome, text: string): Promise<void> {
  if (!('again' in outcome) || !outcome.again) return;
  const { words, client } = outcome.again;
  const frame = await road.deps.understand(words, { store: road.store, user: road.user, session: road.session, now: road.now });
  if (client) {
    frame.args['client'] = { ...client, by: 'chosen' };
    frame.missing = frame.missing.filter((slot) => slot !== 'client');
  }
  road.out.frame = { ...frame, text: text === '' ? words : text };
  await runFrame(road, road.out.frame);
}
