import { MINUTE_MS } from '../domain/calendar/index.js';
import { shortCall } from './client-facts.js';
import type { Turn } from './command.js';
import type { Reply } from './reply.js';
import { namesOfTasks } from './task-names.js';

/** Acts that 撤销 takes back by itself; others that it can have a `takesBack` of their own. */
const TAKEN_BACK = ['contact', 'reminder', 'appointment', 'case'];

/** 撤销 by word, and by the button of a record or of an item. */
const WAYS_BACK = ['undo', 'contact.undo', 'reminder.untask'];

interface Stored {
  kind: string;
  id: string;
}

const keyOf = ({ kind, id }: Stored): string => `${kind} ${id}`;

/**
 * After 撤销: what the same sentence stored besides, which stands until 撤销 is said again, and what waits for a yes. One sentence may be
 * of two acts, one of them confirmed in a later message. Empty where nothing was taken back, or nothing is left.
 */
export async function leftStanding(turn: Turn, taken: readonly Stored[]): Promise<Reply[]> {
  if (taken.length === 0) return [];
  const standing = await standingBeside(turn, taken);
  const { question } = turn.session;
  const waiting = question?.kind === 'confirm' ? (question.frame?.part ?? question.frame?.text ?? null) : null;
  return standing === undefined && waiting === null
    ? []
    : [turn.reply('undo-left', { standing: standing ?? null, waiting: waiting?.slice(0, MOST_QUOTED) ?? null })];
}

const MOST_QUOTED = 40;

async function standingBeside(turn: Turn, taken: readonly Stored[]): Promise<string | undefined> {
  const { store, user, now, rules } = turn;
  const since = new Date(now.getTime() - rules.contact.undoMinutes * MINUTE_MS + 1);
  const events = await store.audit.listStored(user.id, since);
  const gone = new Set(taken.map(keyOf));
  const at = events.find(({ stored, action }) => action !== 'undo' && stored.some((one) => gone.has(keyOf(one))))?.at;
  if (at === undefined) return undefined;
  const saidAt = (await store.draft.findSaidAt(user.id, at, since)) ?? at;
  for (const { stored } of events.filter(({ action }) => isWayBack(turn, action))) for (const one of stored) gone.add(keyOf(one));
  const left = events.find(
    (one) => (one.at === at || one.at === saidAt) && canBeTakenBack(turn, one.action) && !one.stored.some((each) => gone.has(keyOf(each))),
  );
  return left && wordsOf(turn, left);
}

const isWayBack = ({ commands }: Turn, action: string): boolean =>
  WAYS_BACK.includes(action) || commands.some(({ name, takesBack }) => takesBack !== undefined && action === `${name}.${takesBack}`);

const canBeTakenBack = ({ commands }: Turn, action: string): boolean =>
  TAKEN_BACK.includes(action) || commands.some(({ name, takesBack }) => name === action && takesBack !== undefined);

/** 「交表」「张敏的那次联络」; of what has neither, the word of the act. */
async function wordsOf(turn: Turn, { action, stored }: { action: string; stored: readonly Stored[] }): Promise<string | undefined> {
  const { store, user, commands } = turn;
  const [first] = stored;
  if (!first) return undefined;
  if (first.kind === 'contactRecord') {
    const record = await store.contactRecord.findAny(first.id);
    return record && `${shortCall(await store.client.getFor(user, record.clientId))}的那次联络`;
  }
  const task = first.kind === 'task' ? await store.task.find(first.id) : undefined;
  if (task) return task.state === 'open' ? namesOfTasks(turn, [task]) : undefined;
  return `「${commands.find(({ name }) => name === action)?.aliases[0] ?? action}」那条`;
}
