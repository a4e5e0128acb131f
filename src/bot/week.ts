import { buildBriefing } from '../domain/briefing.js';
import { addDays, dateAt, instantAt, lastWorkdayOnOrBefore, mondayOf, weekdayName } from '../domain/calendar/index.js';
import type { BriefingPerson } from '../store/briefing-rows.js';
import { barPicture, pictureReply, type Bar } from './picture.js';
import type { PictureReply, Reply } from './reply.js';
import { withNumbers } from './reply.js';
import type { DayDesk } from './day-desk.js';
import { loadOwners } from './day-owner.js';
import { lineFacts, lineName } from './day-lines.js';
import { birthdayItem, careDayItem, caseItem, contactItem, maturityItem, referralItem, taskItem, type DayItem } from './day-item.js';
import { dayWindow } from '../domain/day-window.js';
import type { Rules } from '../domain/rules.js';

/** One matter on its day of this week; what is late stands on today. */
export interface WeekItem extends DayItem {
  on: string;
}

export interface Week {
  today: string;
  /** One to seven, one after the other. */
  days: readonly string[];
  items: WeekItem[];
}

const MOST_DAYS = 7;

/** The days of a period from today on, seven at most; without one, or when it is over, today to Sunday. */
export function restOfWeek(today: string, from?: string, until?: string): string[] {
  const isAhead = until !== undefined && until >= today;
  const first = isAhead && from !== undefined && from > today ? from : today;
  const last = isAhead ? until : addDays(mondayOf(today), 6);
  const days: string[] = [];
  for (let day = first; day <= last && days.length < MOST_DAYS; day = addDays(day, 1)) days.push(day);
  return days;
}

/** What these days, today or later, hold for these colleagues. */
export async function weekOf(desk: DayDesk, people: readonly BriefingPerson[], calendarPath: string, days: readonly string[]): Promise<Week> {
  const { store, now, rules } = desk;
  const { briefing } = store;
  const calendar = desk.calendarOf(calendarPath);
  const today = dateAt(now);
  const last = days.at(-1)!;
  const ids = people.map((one) => one.id);
  const items: WeekItem[] = [];
  if (ids.length === 0) return { today, days, items };
  const here = new Set(ids);
  const owners = await loadOwners(desk, people, today);
  const window = { ...dayWindow(now, calendar), until: last };
  const dayOf = (on: string): string => (on < today ? today : on);
  const add = (made: DayItem | undefined, on: string): void => void (made && items.push({ ...made, on: dayOf(on) }));
  for (const row of await briefing.listContactsDue(ids, last)) {
    const on = dayOf(lastWorkdayOnOrBefore(row.nextContactOn, calendar));
    for (const { id } of owners.of(row)) if (here.has(id)) add(contactItem(id, row, dayWindow(instantAt(on), calendar), rules), on);
  }
  const end = instantAt(addDays(last, 1));
  for (const row of await briefing.listTasksDue(ids, end)) add(taskItem(row, window, now), row.dueOn);
  for (const row of await briefing.listCases(ids))
    for (const id of owners.ofCase(row))
      if (here.has(id)) {
        const made = caseItem(id, row, window, now);
        add(made, made?.since ? dateAt(new Date(made.since.getTime() - 1)) : today);
      }
  const referrals = await briefing.listReferralsDue(ids, end);
  const names = await store.staff.listNames([...new Set(referrals.map((row) => row.fromUserId))]);
  for (const row of referrals) add(referralItem(row, names.get(row.fromUserId) ?? row.fromUserId, now), dateAt(new Date(row.dueAt)));
  for (const on of days) {
    const keys = briefing.birthKeysOn(on);
    for (const kind of ['solar', 'lunar'] as const)
      for (const key of keys[kind])
        for (const row of await briefing.listBirthdays(kind, key, { userIds: ids }))
          for (const { id } of owners.of(row)) if (here.has(id)) add(birthdayItem(id, row, on), on);
    for (const row of await briefing.listCareDays({ ...keys, days: [on] }, ids))
      for (const { id } of owners.of(row)) if (here.has(id)) add(careDayItem(id, row, on), on);
    for (const row of await briefing.listMaturing(on, { userIds: ids }))
      for (const { id } of owners.of(row)) if (here.has(id)) add(maturityItem(id, row, dayWindow(instantAt(on), calendar), rules, undefined), on);
  }
  const seen = new Set<string>();
  const isNew = (one: WeekItem): boolean => !seen.has(`${one.userId} ${one.key}`) && seen.add(`${one.userId} ${one.key}`) !== undefined;
  return { today, days, items: items.filter((one) => days.includes(one.on) && isNew(one)) };
}

const KIND_WORDS = [
  ['caseClock', '案件'],
  ['referral', '推荐'],
  ['appointment', '面谈'],
  ['promise', '待办'],
  ['birthday', '生日'],
  ['maturity', '到期'],
  ['contact', '联络'],
] as const;

const isThisWeek = ({ today, days }: Week): boolean => days.at(-1)! <= addDays(mondayOf(today), 6);

type Fill = (template: string, facts: Record<string, unknown>) => Reply;

/** A line a day, what it holds by kind; a number opens the day. */
export function weekReply(fill: Fill, week: Week, isTeam: boolean): Reply {
  const { days, items } = week;
  const lines = days.map((on, i) => {
    const mine = items.filter((one) => one.on === on);
    const counts = KIND_WORDS.flatMap(([kind, word]) => {
      const found = mine.filter((one) => one.kind === kind);
      return found.length === 0
        ? []
        : [{ word, count: found.length, amountFen: kind === 'maturity' ? found.reduce((sum, one) => sum + (one.amountFen ?? 0), 0) : null }];
    });
    return { number: i + 1, weekday: weekdayName(on), on, counts };
  });
  const reply = fill('week', { team: isTeam, thisWeek: isThisWeek(week), total: items.length, from: days[0], to: days.at(-1), lines });
  return withNumbers(
    reply,
    days.map((on, i) => ({ key: `weekDay:${on}`, text: `${i + 1} ${weekdayName(on)}` })),
  );
}

/** Fewer matters, or fewer days with any, are read faster as words. */
const PICTURED = { matters: 6, days: 3 } as const;

/** The load of each day as bars, after the day that has most. */
export function weekPicture(week: Week): PictureReply[] {
  const { today, days, items } = week;
  const bars = days.map((on): Bar => {
    const count = items.filter((one) => one.on === on).length;
    return {
      label: `${weekdayName(on)} ${on === today ? '今天' : `${Number(on.slice(8))}日`}`,
      count,
      figure: count === 0 ? '没有' : `${count}件`,
      own: on === today,
    };
  });
  const [most] = [...bars].sort((a, b) => b.count - a.count);
  if (!most || items.length < PICTURED.matters || bars.filter((bar) => bar.count > 0).length < PICTURED.days) return [];
  return pictureReply(`最忙的一天：${most.label}，${most.figure}`, barPicture(isThisWeek(week) ? '本周每天的事' : '每天的事', bars));
}

/** One day of the week, a line a client. */
export function weekDayReply(fill: Fill, { items }: Week, on: string, rules: Rules, people: ReadonlyMap<string, string> | null): Reply {
  const mine = items.filter((one) => one.on === on);
  if (people) {
    const shown = mine.slice(0, rules.briefing.maxLines);
    const lines = shown.map((one, i) => ({
      ...lineFacts({ number: i + 1, kind: one.kind, ...(one.level === undefined ? {} : { level: one.level }), items: [one] }),
      who: people.get(one.userId) ?? one.userId,
    }));
    return withNumbers(
      fill('week-day', { on, total: mine.length, left: mine.length - shown.length, lines }),
      shown.map((one, i) => ({ key: openKey(one), text: `${i + 1} ${one.name}` })),
    );
  }
  const briefing = buildBriefing(mine, rules);
  const lines = briefing.lines.map((line) => ({ ...lineFacts(line), who: '' }));
  const reply = fill('week-day', { on, total: briefing.total, left: briefing.rest.length, lines });
  return withNumbers(
    reply,
    briefing.lines.map((line) => ({ key: `weekItem:${on}.${line.clientId ?? ''}`, text: `${line.number} ${lineName(line)}` })),
  );
}

/** What opens a matter of somebody else's day. */
const openKey = (one: DayItem): string =>
  one.words.what === 'case'
    ? `case:${one.refId}`
    : one.words.what === 'referral'
      ? `referral:${one.refId}`
      : one.realClientId === null
        ? 'say:本周'
        : `view:${one.realClientId}`;
