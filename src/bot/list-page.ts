import { presenterFor } from './client-facts.js';
import type { Outcome, Turn } from './command.js';
import { withNumbers } from './reply.js';

export type Present = Awaited<ReturnType<typeof presenterFor>>;

/** One line of a list: its link or a typed number brings what its key opens. */
export interface ListLine {
  key: string;
  /** Who or what it is about: a typed name answers as well. */
  name: string;
  /** null = about no client. */
  clientId: string | null;
  /** What its link says: the act it leads to. Absent: 看看. */
  link?: string;
  /** The line, with what this person may see of the client. */
  words: (shown: Present) => string;
}

export const PAGE_LINES = 10;
const asIs: Present = (value) => String(value ?? '—');

/**
 * A page of a list as text: numbered lines, each opened by its number, 更多 behind them. `more` is the tap that turns the
 * page: the offset follows the verb.
 */
export async function listPage(
  turn: Turn,
  template: string,
  lines: readonly ListLine[],
  offset: number,
  more: { command: string; verb: string; rest?: string },
  facts: Record<string, unknown> = {},
): Promise<Outcome> {
  const shown = lines.slice(offset, offset + PAGE_LINES);
  const next = offset + PAGE_LINES < lines.length ? offset + PAGE_LINES : null;
  const options = shown.map(({ key, name }) => ({ key, text: name }));
  if (next !== null) options.push({ key: `${more.verb}:${next}${more.rest === undefined ? '' : `.${more.rest}`}`, text: '更多' });
  const words: { n: number; words: string; link: string }[] = [];
  for (const [i, line] of shown.entries())
    words.push({ n: i + 1, link: line.link ?? '看看', words: line.words(line.clientId === null ? asIs : await presenterFor(turn, line.clientId)) });
  const reply = turn.reply(template, {
    ...facts,
    total: lines.length,
    lines: words,
    next,
    page: offset > 0 ? `，第${offset + 1}到${offset + shown.length}位` : '',
  });
  return {
    // The links need to know what the numbers bring.
    replies: [withNumbers(reply, options)],
    ...(options.length > 0 ? { question: { kind: 'list', command: more.command, options } } : {}),
  };
}
