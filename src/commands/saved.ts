import { z } from 'zod';
import { kindTitle } from '../bot/case-words.js';
import { clientNames } from '../bot/client-names.js';
import { defineCommand, type Turn } from '../bot/command.js';
import { DAY_MS, formatDayTime, timeAt } from '../domain/calendar/index.js';
import { MODE_TITLES, undoableUntil, type ContactMode } from '../domain/contact-record.js';
import { ROLES } from '../domain/role.js';

export default defineCommand({
  name: 'saved',
  aliases: [
    '存了吗',
    '改好了吗',
    '改好了没',
    '改了吗',
    '改了没',
    '存了没',
    '存上了吗',
    '存上了没',
    '进系统了吗',
    '录进去了吗',
    '刚才那条进系统了吗',
    '刚才那条录进去了吗',
    '存上没有',
    '刚才记的存上了没',
    '刚才记的存上了吗',
    '刚才记的存了吗',
    '刚才记的存了没',
    '存好了吗',
    '存下了吗',
    '保存了吗',
    '记上了吗',
    '记上了没',
    '记上没有',
    '记下了吗',
    '记下了没',
    '记下没有',
    '记好了吗',
    '记好了没',
    '记住了吗',
    '记了吗',
    '记了没',
    '刚才那条存了吗',
    '刚才那条存了没',
    '刚才那条存上了吗',
    '刚才那条记上了吗',
    '刚才那条记上了没',
    '刚才那条记下了吗',
    '刚才那条记了吗',
    '刚才的存了吗',
    '刚才的记上了吗',
    '刚才记上了吗',
    '刚刚那条存了吗',
    '刚刚那条记上了吗',
    '上一条存了吗',
    '上一条记上了吗',
    '上条存了吗',
    '上条记上了吗',
  ],
  group: 'contact',
  summary: '看刚才那条存了没有',
  examples: ['记上了吗', '刚才那条存了吗'],
  roles: ROLES,
  effect: 'read',
  args: z.object({}),
  slots: [],
  /** What was stored last, in its own first words; a sentence said since that still waits comes before it. */
  handle: async (turn) => {
    const { store, user, now, rules } = turn;
    const since = now.getTime() - DAY_MS;
    const wordOf = (action: string) => turn.commands.find((command) => command.name === action)?.aliases[0];
    const act = (await store.audit.listStored(user.id, new Date(since))).find((row) => wordOf(row.action) !== undefined);
    const kept = await newestKept(turn);
    const lastAt = Math.max(act?.at ?? 0, kept?.at ?? 0, since);
    const [draft] = await store.draft.listOpen(user.id, 1);
    if (draft && draft.frame !== null && draft.frame.intent !== null && draft.createdAt.getTime() > lastAt) {
      const question = turn.session.question?.draftId === draft.id ? turn.session.question.kind : null;
      return answer(turn, {
        state: 'waiting',
        line: draft.text.slice(0, LINE_LENGTH),
        draftNo: draft.no,
        asks: question === 'confirm' ? 'tap' : question,
      });
    }
    if (act?.action === 'undo' && act.at > (kept?.at ?? 0)) return answer(turn, { state: 'undone' });
    if (kept && kept.at >= lastAt) {
      const until = undoableUntil(new Date(kept.at), rules);
      return answer(turn, { state: 'kept', line: kept.line, at: kept.at, undoUntil: now < until ? timeAt(until) : null });
    }
    return act ? answer(turn, { state: 'act', line: wordOf(act.action), at: act.at }) : answer(turn, { state: 'none' });
  },
});

/** As much of a sentence as one line takes. */
const LINE_LENGTH = 40;

const answer = (turn: Turn, facts: Record<string, unknown>) =>
  turn.reply('saved', { line: '', at: null, undoUntil: null, draftNo: null, asks: null, ...facts });

/** The newest contact, item or case this person put down himself, and its first line. */
async function newestKept(turn: Turn): Promise<{ at: number; line: string } | undefined> {
  const { store, user, now } = turn;
  const [contact, task] = [await store.contactRecord.findLastBy(user.id), await store.task.findLastBy(user.id)];
  const taken = await store.case.findLastTaken(user.id);
  const names = await clientNames(turn, [contact?.clientId ?? null, task?.clientId ?? null]);
  const found: { at: number; line: string }[] = [];
  if (contact) {
    const mode = contact.mode === null ? '联络' : MODE_TITLES[contact.mode as ContactMode];
    found.push({ at: contact.createdAt, line: `${names.call(contact.clientId)} ${mode} ${names.words(contact.summary, contact.clientId)}` });
  }
  if (task)
    found.push({ at: task.createdAt, line: `${formatDayTime(task.dueOn, task.dueTime ?? undefined, now)} ${names.words(task.text, task.clientId)}` });
  if (taken) found.push({ at: taken.createdAt, line: `${kindTitle(taken)} ${taken.no}` });
  const newest = found.sort((one, other) => other.at - one.at)[0];
  return newest && newest.at > now.getTime() - DAY_MS ? { at: newest.at, line: newest.line.trim().slice(0, LINE_LENGTH) } : undefined;
}
