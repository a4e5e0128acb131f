import { timeAt } from '../domain/calendar/index.js';
import { canUndo } from '../domain/contact-record.js';
import { reopenFirstContacts } from './case-contact.js';
import type { Turn } from './command.js';
import { reopenReferrals } from './referral-contact.js';
import { leftStanding } from './undo-left.js';

/** What came of a record and goes with it: 「信息和待办」; '' = nothing. */
export const togetherWords = (facts: boolean, tasks: boolean): string => [facts ? '信息' : '', tasks ? '待办' : ''].filter(Boolean).join('和');

/** Takes back a record with all that came from it, within the time of undoing. */
export async function undoContact(turn: Turn, id: string) {
  const { now, rules, user } = turn;
  const record = await turn.store.contactRecord.findAny(id);
  if (!record || record.byUserId !== user.id) return turn.reply('undo', { state: 'none', name: '', editable: false, count: 1 });
  const client = await turn.store.client.getFor(user, record.clientId);
  const name = client.honorific ?? client.name;
  if (record.undoneAt !== null) return turn.reply('undo', { state: 'already', name, editable: false, count: 1 });
  if (!canUndo({ byUserId: record.byUserId, createdAt: new Date(record.createdAt) }, user.id, now, rules))
    return turn.reply('undo', { state: 'late', name, editable: true, count: 1 });
  const taken = await turn.store.contactRecord.undo(id, now);
  const reopened = await reopenFirstContacts(turn, id, record.clientId);
  const referrals = await reopenReferrals(turn, record);
  const stored = [{ kind: 'contactRecord', id }];
  const newer = (await turn.store.contactRecord.listByClient(record.clientId, 1))[0];
  const before = record.before === null ? null : (JSON.parse(record.before) as Record<string, string | null>);
  // A later record stands on its own dates; only the newest one's are put back.
  if (before && !(newer && newer.createdAt > record.createdAt)) await turn.store.client.setContactDates(record.clientId, before);
  return {
    replies: [
      turn.reply('undo', { state: 'done', name, editable: false, count: 1, together: togetherWords(taken.facts > 0, taken.tasks > 0) }),
      ...(reopened.length > 0 ? [turn.reply('case-reopened', { nos: reopened.join('、') })] : []),
      ...(referrals.nos.length > 0 ? [turn.reply('referral-reopened', { nos: referrals.nos })] : []),
      ...(await leftStanding(turn, stored)),
    ],
    notices: referrals.notices,
    stored,
    change: { kind: 'card-change' as const, after: `已撤销 ${timeAt(now)}` },
    session: { lastContactId: null },
  };
}
