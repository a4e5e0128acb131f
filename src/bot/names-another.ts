import type { Frame } from '../domain/intent.js';

const OF_PRONOUN = /^[他她]/u;

/** Clients named in a sentence, 他 and 她 left out. */
export const clientsNamed = ({ spans }: Pick<Frame, 'spans'>): (string | undefined)[] =>
  spans.filter(({ kind, text }) => kind === 'client' && !OF_PRONOUN.test(text)).map(({ value }) => (value as { id?: string }).id);

/** A client is named, and what waits is about somebody else. */
export function namesAnother(frame: Pick<Frame, 'spans'>, waiting: Pick<Frame, 'args'>): boolean {
  const own = (waiting.args['client'] as { id?: string } | undefined)?.id;
  const named = clientsNamed(frame);
  return own !== undefined && named.length > 0 && !named.includes(own);
}
