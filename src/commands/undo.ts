import { z } from 'zod';
import { undoCase } from '../bot/case-intake.js';
import { defineCommand } from '../bot/command.js';
import { canUndo, undoableUntil } from '../domain/contact-record.js';
import { undoContact } from './contact.js';
import { ROLES } from '../domain/role.js';

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
  /** Takes back the newest thing this person stored: a contact with all that came from it, a reminder, an appointment, a case nobody acted on yet. */
  handle: async (turn) => {
    const { store, user, now, rules } = turn;
    const [contact, task] = [await store.contactRecord.findLastBy(user.id), await store.task.findLastBy(user.id)];
    const taken = await store.case.findLastTaken(user.id);
    const newest = Math.max(contact?.createdAt ?? 0, task?.createdAt ?? 0);
    if (taken && taken.state !== 'notProcessed' && taken.createdAt >= newest && now < undoableUntil(new Date(taken.createdAt), rules))
      return undoCase(turn, taken);
    // What was stored days ago is not what he means.
    if (newest < now.getTime() - rules.contact.editHours * 3_600_000) return turn.reply('undo', { state: 'none', name: '', editable: false });
    if (contact && (!task || contact.createdAt >= task.createdAt)) return undoContact(turn, contact.id);
    if (!task) return turn.reply('undo', { state: 'none', name: '', editable: false });
    if (!canUndo({ byUserId: task.createdBy, createdAt: new Date(task.createdAt) }, user.id, now, rules))
      return turn.reply('undo', { state: 'late', name: task.text, editable: false });
    await store.task.change(task.id, { state: 'cancelled', undoneAt: now.getTime() }, now);
    return { replies: [turn.reply('undo', { state: 'task', name: task.text, editable: false })], stored: [{ kind: 'task', id: task.id }] };
  },
});
