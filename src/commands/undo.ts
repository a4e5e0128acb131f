import { z } from 'zod';
import { undoCase } from '../bot/case-undo.js';
import { shortCall } from '../bot/client-facts.js';
import { defineCommand, type CommandWords, type Outcome, type Turn } from '../bot/command.js';
import { undoContact } from '../bot/contact-undo.js';
import type { Reply } from '../bot/reply.js';
import { namesOfTasks } from '../bot/task-names.js';
import { bringBackTasks, lastClosed, madeTogether, takeBackTasks } from '../bot/task-undo.js';
import { HOUR_MS, MINUTE_MS } from '../domain/calendar/index.js';
import { canUndo, undoableUntil } from '../domain/contact-record.js';
import { ROLES } from '../domain/role.js';
import type { CaseRow } from '../store/case.js';
import type { ContactRow } from '../store/contact-record.js';
import type { TaskRow } from '../store/task.js';

export default defineCommand({
  name: 'undo',
  aliases: [
    '撤销',
    '撤回',
    '撤消',
    '取消上条',
    '取消上一条',
    '取消刚才的',
    '取消刚才那条',
    '撤',
    '撤销上条',
    '撤销上一条',
    '撤回上条',
    '撤回上一条',
    '撤回刚才',
    '删除上条',
    '删掉上一条',
    '删掉刚才那条',
    '撤销刚才',
    '撤销刚才那条',
    '撤销刚才的',
    '刚才记错了撤销',
    '取消刚才',
    '撤回刚才的',
    '撤回刚才那条',
    '刚才那条不要了',
    '刚才那条作废',
    '不算',
  ],
  group: 'contact',
  summary: '撤销刚记下的，10分钟内有效',
  examples: ['撤销', '撤回上条'],
  roles: ROLES,
  effect: 'write',
  args: z.object({}),
  slots: [],
  notCues: ['撤销投诉', '撤回建议书'],
  taps: {
    /** 先不撤 */
    undoKeep: async ({ tap: _tap, ...turn }) => ({ replies: [turn.reply('undo-kept', {})], change: { kind: 'card-change', after: '没有变' } }),
  },
  confirm: ({ draftId, ...turn }) => asks(turn, draftId),
  handle: takeBackNewest,
});

type Newest =
  | { kind: 'case'; row: CaseRow }
  | { kind: 'later'; later: Later; contact: ContactRow | undefined; task: TaskRow | undefined }
  | { kind: 'closed'; tasks: TaskRow[] }
  | { kind: 'contact'; contact: ContactRow }
  | { kind: 'task'; task: TaskRow }
  | { kind: 'none' };

/** What 撤销 means: the newest thing this person stored, did or called off. */
async function newestOf(turn: Turn): Promise<Newest> {
  const { store, user, now, rules } = turn;
  const [contact, task] = [await store.contactRecord.findLastBy(user.id), await store.task.findLastBy(user.id)];
  const taken = await store.case.findLastTaken(user.id);
  const closed = await lastClosed(turn);
  const newest = Math.max(contact?.createdAt ?? 0, task?.createdAt ?? 0, closed[0]?.doneAt ?? 0);
  if (taken && taken.state !== 'notProcessed' && taken.createdAt >= newest && now < undoableUntil(new Date(taken.createdAt), rules))
    return { kind: 'case', row: taken };
  const later = await laterAct(turn, newest);
  if (later !== undefined) return { kind: 'later', later, contact, task };
  if (closed[0]?.doneAt === newest) return { kind: 'closed', tasks: closed };
  // What was stored days ago is not what he means.
  if (newest < now.getTime() - rules.contact.editHours * HOUR_MS) return { kind: 'none' };
  if (contact && (!task || contact.createdAt >= task.createdAt)) return { kind: 'contact', contact };
  return task ? { kind: 'task', task } : { kind: 'none' };
}

/**
 * Takes it back: a contact with all that came from it, what he had himself reminded of, an appointment, a case nobody acted on yet. What
 * he finished or called off comes back.
 */
async function takeBackNewest(turn: Turn): Promise<Reply | Outcome> {
  const newest = await newestOf(turn);
  switch (newest.kind) {
    case 'case':
      return undoCase(turn, newest.row);
    case 'later':
      return ownWayBack(turn, newest.later) ?? askOlder(turn, newest.later.word, newest.contact, newest.task);
    case 'closed':
      return bringBackTasks(turn, newest.tasks);
    case 'contact':
      return undoContact(turn, newest.contact.id);
    case 'task':
      return takeBackTasks(turn, newest.task);
    case 'none':
      return nothing(turn);
  }
}

const nothing = (turn: Turn): Reply => turn.reply('undo', { state: 'none', name: '', editable: false, count: 0 });

/** 「登错了，撤销」: heard rather than named, so what it would take back is said; undefined where that asks by itself. */
async function asks(turn: Turn, draftId: string): Promise<Reply | undefined> {
  const newest = await newestOf(turn);
  if (newest.kind === 'none') return nothing(turn);
  if (newest.kind === 'later') return undefined;
  return turn.reply('undo-confirm', { draftId, what: await wordsOf(turn, newest), back: newest.kind === 'closed' });
}

async function wordsOf(turn: Turn, newest: Exclude<Newest, { kind: 'later' | 'none' }>): Promise<string> {
  if (newest.kind === 'case') return `${newest.row.no}的登记`;
  if (newest.kind === 'contact') return `${shortCall(await turn.store.client.getFor(turn.user, newest.contact.clientId))}的那次联络`;
  return namesOfTasks(turn, newest.kind === 'closed' ? newest.tasks : await madeTogether(turn, newest.task));
}

/** Acts that 撤销 takes back, or that changed what it takes back. */
const UNDOABLE = ['contact', 'reminder', 'appointment', 'case', 'amend'];

/**
 * The word of what he did after that, within the time of undoing, and what cannot be taken back: that is what he means.
 * What was taken back already is not.
 */
async function laterAct(turn: Turn, newest: number): Promise<Later | undefined> {
  const { store, user, now, rules } = turn;
  const since = Math.max(newest + 1, now.getTime() - rules.contact.undoMinutes * MINUTE_MS);
  const undone = new Set<string>();
  for (const { action, stored } of await store.audit.listStored(user.id, new Date(since))) {
    const keys = stored.map(({ kind, id }) => `${kind} ${id}`);
    const isTakenBack = action === 'undo' || turn.commands.some(({ name, takesBack }) => action === `${name}.${takesBack}`);
    if (isTakenBack) for (const key of keys) undone.add(key);
    const command = turn.commands.find((one) => one.name === action && one.effect === 'write');
    if (!command || action === 'undo' || UNDOABLE.includes(action) || keys.every((key) => undone.has(key))) continue;
    return { command, word: command.aliases[0] ?? command.name, id: stored[0]?.id };
  }
  return undefined;
}

interface Later {
  command: CommandWords;
  word: string;
  /** What it stored first. */
  id: string | undefined;
}

/** Waits for the tap that takes it back, or leaves it. */
const asksBack = (key: string, text: string): NonNullable<Outcome['question']> => ({
  kind: 'undo-older',
  command: 'undo',
  options: [
    { key, text },
    { key: 'undoKeep:', text: '先不撤' },
  ],
});

/** What has a button of its own that takes it back: offered here as well. */
function ownWayBack(turn: Turn, { command, word, id }: Later): Outcome | undefined {
  if (command.takesBack === undefined || id === undefined) return undefined;
  const key = `${command.takesBack}:${id}`;
  return {
    replies: [turn.reply('undo-own', { word, key })],
    question: asksBack(key, '对，收回'),
  };
}

/** Says that what he means cannot be taken back, and offers the older one that can. */
async function askOlder(turn: Turn, word: string, contact: ContactRow | undefined, task: TaskRow | undefined): Promise<Outcome> {
  const { store, user, now, rules } = turn;
  const isContact = contact !== undefined && (!task || contact.createdAt >= task.createdAt);
  const found = isContact ? contact : task;
  const by = isContact ? contact.byUserId : (task?.createdBy ?? '');
  const may = found !== undefined && canUndo({ byUserId: by, createdAt: new Date(found.createdAt) }, user.id, now, rules);
  if (!may) return { replies: [turn.reply('undo-older', { word, what: null, key: null })] };
  const what = isContact
    ? `${shortCall(await store.client.getFor(user, contact.clientId))}的那次联络`
    : task
      ? await namesOfTasks(turn, await madeTogether(turn, task))
      : '';
  const key = isContact ? `undo:${contact.id}` : `untask:${task?.id ?? ''}`;
  return {
    replies: [turn.reply('undo-older', { word, what, key })],
    question: asksBack(key, '撤销这件'),
  };
}
