import type { TaskRow } from '../store/task.js';
import { clientNames } from './client-names.js';
import type { Turn } from './command.js';

/** So many are named, the others counted. */
const MOST_NAMED = 3;

/** 「交月报」, 「交月报、开会等5件」; what is the same at several hours is named once. */
export async function namesOfTasks(turn: Turn, tasks: readonly TaskRow[]): Promise<string> {
  const names = await clientNames(
    turn,
    tasks.map((task) => task.clientId),
  );
  const words = [...new Set(tasks.map((task) => names.words(task.text, task.clientId)))];
  const shown = words.slice(0, MOST_NAMED).join('、');
  return words.length > MOST_NAMED ? `${shown}等${tasks.length}件` : shown;
}
