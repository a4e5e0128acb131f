import { z } from 'zod';
import { changesArg } from '../bot/args.js';
import { defineCommand, type Turn } from '../bot/command.js';
import { amendContact, inItsWeek, type ContactChanges } from '../bot/contact-amend.js';
import { moveTasks } from '../bot/task-acts.js';
import { formatDayTime, formatMoment, instantAt } from '../domain/calendar/index.js';
import { canEdit, MODE_TITLES, OUTCOME_TITLES } from '../domain/contact-record.js';
import { recurrenceWords } from '../domain/recurrence-words.js';
import { SERVING } from '../domain/role-group.js';
import type { TaskRow } from '../store/task.js';

export default defineCommand({
  name: 'amend',
  aliases: [
    '修改上条',
    '修改',
    '改上条',
    '更正',
    '改一下',
    '修改一下',
    '修改上一条',
    '改上一条',
    '更正上条',
    '更正上一条',
    '修正',
    '改成',
    '改为',
    '改下',
    '修改刚才',
    '修改刚才那条',
    '改刚才那条',
    '上条改成',
    '上条改为',
    '上一条改成',
    '上一条改为',
    '刚才那条改成',
    '刚才那条改为',
  ],
  group: 'contact',
  summary: '修改上一条记录，24小时内有效',
  examples: ['修改上条 方式 面访', '修改上条 下次 1个月后', '不对，是周四', '改成面谈'],
  roles: SERVING,
  effect: 'write',
  isNote: true,
  args: z.object({
    changes: changesArg.describe('要改的'),
  }),
  slots: [{ name: 'changes', kind: 'changes', required: true }],
  cues: [{ words: ['不对', '记错了', '说错了', '写错了', '弄错了', '搞错了', '应该是', '更正'], weight: 0.4 }],
  /** What would change, before it does: the act was recognised from its words only. */
  confirm: async ({ args, draftId, ...turn }) => {
    const c = await inItsWeek(turn, args.changes);
    const day = c.dueOn ?? c.at?.date;
    const late = await tooLate(turn, c);
    if (late) return late;
    const what = await wordsOf(turn, await recordMeant(turn, c));
    if (what === null) return turn.reply('amend', { state: 'none', name: '', changes: [], until: null });
    const rows = [
      ...(day
        ? [{ key: '日子', value: formatDayTime(day, c.dueTime ?? c.at?.time, turn.now) }]
        : c.at?.time
          ? [{ key: '时间', value: c.at.time }]
          : []),
      ...(c.recurrence ? [{ key: '重复', value: recurrenceWords(c.recurrence, turn.text) }] : []),
      ...(c.mode ? [{ key: '方式', value: MODE_TITLES[c.mode] }] : []),
      ...(c.outcome ? [{ key: '结果', value: OUTCOME_TITLES[c.outcome] }] : []),
      ...(c.client ? [{ key: '客户', value: c.client.name }] : []),
      ...(c.minutes === undefined ? [] : [{ key: '时长', value: `${c.minutes}分钟` }]),
      ...(c.summary ? [{ key: '内容', value: c.summary }] : []),
      ...(c.addition ? [{ key: '补上', value: c.addition }] : []),
      ...(c.nextContactOn ? [{ key: '下次', value: formatDayTime(c.nextContactOn, undefined, turn.now) }] : []),
    ];
    if (rows.length === 0) return turn.reply('amend', { state: 'same', name: '', changes: [], until: null });
    return turn.reply('amend-confirm', { draftId, what, rows: rows.slice(0, 5) });
  },
  /** Changes the newest thing this person stored: a contact, or a reminder or appointment whose time was wrong. */
  handle: async ({ args, ...turn }) => {
    const changes = await inItsWeek(turn, args.changes);
    const found = await recordMeant(turn, changes);
    if (found.kind === 'none') return turn.reply('amend', { state: 'none', name: '', changes: [], until: null });
    if (found.kind === 'contact') return amendContact(turn, found.id, changes);
    const { task } = found;
    const date = changes.dueOn ?? changes.at?.date ?? task.dueOn;
    const at = instantAt(date, changes.dueTime ?? changes.at?.time ?? task.dueTime ?? turn.rules.calendar.businessDayStart);
    return moveTasks(turn, [task.id], at, changes.recurrence);
  },
});

/** The newest record is no longer its author's to change, and nothing is to be added: said before anybody confirms it. */
async function tooLate(turn: Turn, changes: ContactChanges) {
  const found = await recordMeant(turn, changes);
  if (found.kind !== 'contact' || changes.addition !== undefined || changes.summary !== undefined) return undefined;
  const record = await turn.store.contactRecord.find(found.id);
  if (!record || canEdit({ byUserId: record.byUserId, createdAt: new Date(record.createdAt) }, turn.user.id, turn.now, turn.rules)) return undefined;
  const client = await turn.store.client.getFor(turn.user, record.clientId);
  return turn.reply('amend', { state: 'late', name: client.honorific ?? client.name, changes: [], until: null });
}

type Meant = { kind: 'none' } | { kind: 'contact'; id: string; clientId: string; at: number } | { kind: 'task'; task: TaskRow };

/** What would change: the newest thing this person stored, a reminder or appointment only where its time was wrong. */
async function recordMeant(
  { store, user }: Turn,
  changes: { dueOn?: string | undefined; at?: { date: string; time?: string | undefined } | undefined },
): Promise<Meant> {
  const [contact, task] = [await store.contactRecord.findLastBy(user.id), await store.task.findLastBy(user.id)];
  const isMoved = changes.dueOn !== undefined || changes.at !== undefined;
  if (isMoved && task && (!contact || task.createdAt > contact.createdAt)) return { kind: 'task', task };
  return contact ? { kind: 'contact', id: contact.id, clientId: contact.clientId, at: contact.at } : { kind: 'none' };
}

/** For who decides: whom it is about and when it was; null = there is nothing to change. */
async function wordsOf(turn: Turn, found: Meant): Promise<string | null> {
  if (found.kind === 'none') return null;
  if (found.kind === 'task') return `待办“${found.task.text.slice(0, MOST_WORDS)}”`;
  const [person] = await turn.store.clientSearch.summaries([found.clientId]);
  return `${person?.name ?? ''} ${formatMoment(new Date(found.at), turn.now)}`.trim();
}
const MOST_WORDS = 10;
