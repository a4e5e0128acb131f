import { addMonths, dateAt, formatDay, isDate, lastWorkdayOnOrBefore } from '../domain/calendar/index.js';
import { canEdit, CONTACT_MODES, CONTACT_OUTCOMES, MODE_TITLES, OUTCOME_TITLES } from '../domain/contact-record.js';
import { dateArg, modeArg, outcomeArg } from './args.js';
import type { Turn } from './command.js';
import { amendContact } from './contact-amend.js';

/** 修改: up to three questions on one card; the rest is said in words. */
export async function editCard(turn: Turn & { tap: { id: string } }) {
  const record = await turn.store.contactRecord.find(turn.tap.id);
  if (!record || record.byUserId !== turn.user.id) return turn.reply('card-gone', {});
  const client = await turn.store.client.getFor(turn.user, record.clientId);
  if (!canEdit({ byUserId: record.byUserId, createdAt: new Date(record.createdAt) }, turn.user.id, turn.now, turn.rules))
    return turn.reply('amend', { state: 'late', name: client.honorific ?? client.name, changes: [], until: null });
  const today = dateAt(turn.now);
  return turn.reply('contact-edit', {
    contactId: record.id,
    name: client.honorific ?? client.name,
    at: new Date(record.at),
    modes: CONTACT_MODES.slice(0, 8).map((mode) => ({ id: mode, text: MODE_TITLES[mode], on: record.mode === mode })),
    outcomes: CONTACT_OUTCOMES.map((outcome) => ({ id: outcome, text: OUTCOME_TITLES[outcome], on: record.outcome === outcome })),
    next: [
      {
        id: 'keep',
        text: client.nextContactOn ? `${formatDay(lastWorkdayOnOrBefore(client.nextContactOn, turn.calendar), turn.now)}前` : '不定',
        on: true,
      },
      ...[1, 2, 3].map((n) => ({ id: addMonths(today, n), text: `${n}个月后`, on: false })),
    ],
  });
}

/** 保存修改: what was picked on that card. */
export async function saveEdit(turn: Turn & { tap: { id: string; selected: Record<string, string[]> } }) {
  const picked = (key: string) => turn.tap.selected[key]?.[0];
  const [mode, outcome, next] = [modeArg.safeParse(picked('mode')), outcomeArg.safeParse(picked('outcome')), dateArg.safeParse(picked('next'))];
  return amendContact(turn, turn.tap.id, {
    ...(mode.success ? { mode: mode.data } : {}),
    ...(outcome.success ? { outcome: outcome.data } : {}),
    ...(next.success && isDate(next.data) ? { nextContactOn: next.data } : {}),
  });
}
