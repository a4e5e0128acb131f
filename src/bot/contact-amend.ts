import { correctedDay, correctedPast, isHourAlone } from '../domain/corrected-day.js';
import { dateAt, formatDayTime, formatMoment, instantAt } from '../domain/calendar/index.js';
import {
  canEdit,
  editableUntil,
  isEffectiveContact,
  MODE_TITLES,
  OUTCOME_TITLES,
  type ContactMode,
  type ContactOutcome,
} from '../domain/contact-record.js';
import type { WhenValue } from '../domain/intent.js';
import type { ContactDatesBefore } from '../store/contact-record.js';
import type { Param } from '../store/db/index.js';
import type { Outcome, Turn } from './command.js';
import { moveContactDates } from './contact-dates.js';

export interface ContactChanges {
  client?: { id: string; name: string } | undefined;
  mode?: ContactMode | undefined;
  outcome?: ContactOutcome | undefined;
  at?: WhenValue | undefined;
  minutes?: number | undefined;
  summary?: string | undefined;
  dueOn?: string | undefined;
  dueTime?: string | undefined;
  recurrence?: string | undefined;
  nextContactOn?: string | undefined;
  addition?: string | undefined;
}

/** Within 24 hours the author changes the record, and each change stays readable; after that words are added (domain §6). */
export async function amendContact(turn: Turn, id: string, changes: ContactChanges): Promise<Outcome> {
  const { store, user, now, rules } = turn;
  const record = await store.contactRecord.find(id);
  if (!record || record.byUserId !== user.id) return { replies: [turn.reply('amend', { state: 'none', name: '', changes: [], until: null })] };
  const client = await store.client.getFor(user, record.clientId);
  const name = client.honorific ?? client.name;
  const createdAt = new Date(record.createdAt);
  if (!canEdit({ byUserId: record.byUserId, createdAt }, user.id, now, rules)) {
    const words = changes.addition ?? changes.summary;
    if (!words) return { replies: [turn.reply('amend', { state: 'late', name, changes: [], until: null })] };
    await store.contactRecord.addAmendment(id, user.id, { text: words }, now);
    return { replies: [turn.reply('amend', { state: 'added', name, changes: [words], until: null })], stored: [{ kind: 'contactRecord', id }] };
  }

  const row: Partial<Record<keyof typeof record, Param>> = {};
  const log: Record<string, [unknown, unknown]> = {};
  const said: string[] = [];
  const set = (field: keyof typeof record, value: Param, words: string): void => {
    if (record[field] === value) return;
    row[field] = value;
    log[field] = [record[field], value];
    said.push(words);
  };

  const promises = (await store.task.listBySource('contact', id)).filter((t) => t.state === 'open' && t.kind === 'promise');
  const day = changes.dueOn ?? changes.at?.date;
  // A day still to come corrects what was promised; one that has been, when it took place.
  const promise = day !== undefined && (changes.dueOn !== undefined || day > dateAt(now)) ? promises.at(-1) : undefined;
  if (promise && day !== undefined) {
    const time = changes.dueTime ?? changes.at?.time ?? promise.dueTime ?? null;
    await store.task.change(
      promise.id,
      { dueOn: day, dueTime: time, dueAt: instantAt(day, time ?? rules.calendar.businessDayEnd).getTime(), remindedAt: null },
      now,
    );
    log['promise'] = [promise.dueOn, day];
    said.push(`待办改为${formatDayTime(day, time ?? undefined, now)} ${promise.text}`);
  } else if (day !== undefined && day <= dateAt(now)) {
    // Of a day without an hour, an hour that is over.
    const noon = instantAt(day, '12:00');
    const time = changes.at?.time ?? changes.dueTime;
    const at = time === undefined ? (noon <= now ? noon : now) : instantAt(day, time);
    if (at <= now) {
      set('at', at.getTime(), time === undefined ? `时间改为${formatDayTime(day, undefined, now)}` : `时间改为${formatMoment(at, now)}`);
      if (record.onDate !== day) row.onDate = day;
    }
  }
  if (changes.mode) set('mode', changes.mode, `方式改为${MODE_TITLES[changes.mode]}`);
  if (changes.outcome) set('outcome', changes.outcome, `结果改为${OUTCOME_TITLES[changes.outcome]}`);
  if (changes.minutes !== undefined) set('minutes', changes.minutes, `时长改为${changes.minutes}分钟`);
  if (changes.summary) set('summary', changes.summary, '内容已换');
  if (changes.addition) set('summary', `${record.summary}；${changes.addition}`, `补上“${changes.addition}”`);
  if (changes.nextContactOn) set('nextContactOn', changes.nextContactOn, `下次改为${formatDayTime(changes.nextContactOn, undefined, now)}前`);

  const mode = (row.mode ?? record.mode) as ContactMode | null;
  const outcome = (row.outcome ?? record.outcome) as ContactOutcome | null;
  const effective = isEffectiveContact({ ...(mode ? { mode } : {}), ...(outcome ? { outcome } : {}) });
  row.effective = effective ? 1 : 0;
  const moved = changes.client && changes.client.id !== record.clientId ? await store.client.getFor(user, changes.client.id) : undefined;
  const before = record.before === null ? null : (JSON.parse(record.before) as ContactDatesBefore);
  if (before) await store.client.setContactDates(record.clientId, before);
  if (moved) {
    row.clientId = moved.id;
    row.before = JSON.stringify({
      lastContactOn: moved.lastContactOn,
      lastEffectiveContactOn: moved.lastEffectiveContactOn,
      nextContactOn: moved.nextContactOn,
    });
    log['client'] = [record.clientId, moved.id];
    said.push(`客户改为${moved.name}`);
    await store.contactRecord.moveTo(id, moved.id);
  }
  if (said.length === 0) {
    if (before)
      await store.client.setContactDates(record.clientId, {
        lastContactOn: client.lastContactOn,
        lastEffectiveContactOn: client.lastEffectiveContactOn,
        nextContactOn: client.nextContactOn,
      });
    return { replies: [turn.reply('amend', { state: 'same', name, changes: [], until: null })] };
  }
  await store.contactRecord.change(id, row, now);
  await store.contactRecord.addAmendment(id, user.id, log, now);
  const agreedOn = (row.nextContactOn ?? record.nextContactOn) as string | null;
  const target = await store.client.getFor(user, moved?.id ?? record.clientId);
  await moveContactDates(turn, target, { onDate: (row.onDate ?? record.onDate) as string, effective, ...(agreedOn ? { agreedOn } : {}) });
  return {
    replies: [turn.reply('amend', { state: 'done', name: moved?.name ?? name, changes: said, until: editableUntil(createdAt, rules) })],
    stored: [{ kind: 'contactRecord', id }, ...(promise ? [{ kind: 'task', id: promise.id }] : [])],
    change: { kind: 'card-change', after: `已改 ${formatMoment(now, now).replace(/^今天 /, '')}` },
    session: { lastContactId: id, ...(moved ? { lastClientId: moved.id } : {}) },
  };
}

/**
 * 「不对，是周四」 about the newest thing stored: the Thursday of the week that was promised, or the last one where nothing was;
 * 「不对，下午三点」: an hour of its day.
 */
export async function inItsWeek(turn: Turn, changes: ContactChanges): Promise<ContactChanges> {
  const day = changes.dueOn ?? changes.at?.date;
  const today = dateAt(turn.now);
  const isHour = isHourAlone(turn.text);
  if (day === undefined || (day <= today && !isHour)) return changes;
  const contact = await turn.store.contactRecord.findLastBy(turn.user.id);
  const task = await turn.store.task.findLastBy(turn.user.id);
  const isOfTask = task !== undefined && (!contact || task.createdAt > contact.createdAt);
  const promised = isOfTask
    ? task
    : contact && (await turn.store.task.listBySource('contact', contact.id)).filter((one) => one.state === 'open' && one.kind === 'promise').at(-1);
  const meant = promised
    ? correctedDay(turn.text, day, promised.dueOn, today)
    : ((contact && correctedPast(turn.text, day, contact.onDate, today)) ?? day);
  if (contact && !promised && meant > today) return asNext(changes, meant);
  if (meant === day) return changes;
  return changes.dueOn === undefined ? { ...changes, at: { ...changes.at, date: meant } } : { ...changes, dueOn: meant };
}

/** A record that promised nothing shows one day to come: that of the next contact. */
const asNext = ({ at: _at, dueOn: _dueOn, dueTime: _dueTime, ...others }: ContactChanges, nextContactOn: string): ContactChanges => ({
  ...others,
  nextContactOn,
});
