import { isWorkday, type Calendar } from '../domain/calendar/index.js';
import type { BriefingPerson } from '../store/briefing-rows.js';
import { createPace, noPace } from './pace.js';
import { caseItem, contactItem, leadItem, referralItem, retentionItem, taskItem, type DayItem } from './day-item.js';
import { dayWindow, widest, windowEnd, type DayWindow } from '../domain/day-window.js';
import { loadOwners, type Owners } from './day-owner.js';
import { loadDated, sortDated } from './dated-matters.js';
import type { DayDesk } from './day-desk.js';

export interface DayOfPerson {
  person: BriefingPerson;
  window: DayWindow;
  items: DayItem[];
}

/** Colleagues whose own work is read at once: some milliseconds of reading. */
const SLICE_PEOPLE = 10;

/** What colleagues own themselves, and the contacts due with their clients. */
async function loadOwn(
  desk: DayDesk,
  people: readonly BriefingPerson[],
  windows: ReadonlyMap<string, DayWindow>,
  owners: Pick<Owners, 'of' | 'ofCase'>,
): Promise<DayItem[]> {
  const { briefing, staff } = desk.store;
  const { now, rules, pace = noPace } = desk;
  const ids = people.map((one) => one.id);
  const here = new Set(ids);
  const wide = widest(ids.map((id) => windows.get(id) as DayWindow));
  const end = windowEnd(wide);
  const items: DayItem[] = [];
  const add = (made: DayItem | undefined): void => void (made && items.push(made));
  for (const row of await briefing.listContactsDue(ids, wide.until)) {
    for (const { id } of owners.of(row)) if (here.has(id)) add(contactItem(id, row, windows.get(id) as DayWindow, rules));
    await pace();
  }
  const retentions = await briefing.listRetentions(ids);
  await pace();
  const spoken = new Set(retentions.map((row) => row.taskId));
  for (const row of await briefing.listTasksDue(ids, end)) if (!spoken.has(row.id)) add(taskItem(row, windows.get(row.ownerId) as DayWindow, now));
  await pace();
  for (const row of await briefing.listCases(ids))
    for (const id of owners.ofCase(row)) if (here.has(id)) add(caseItem(id, row, windows.get(id) as DayWindow, now));
  await pace();
  const referrals = await briefing.listReferralsDue(ids, end);
  const names = await staff.listNames([...new Set(referrals.map((row) => row.fromUserId))]);
  for (const row of referrals) add(referralItem(row, names.get(row.fromUserId) ?? row.fromUserId, now));
  for (const row of retentions) add(retentionItem(row));
  for (const row of await briefing.listLeadsDue(ids, wide.until)) add(leadItem(row));
  return items;
}

const windowsOf = (desk: DayDesk, people: readonly BriefingPerson[]): Map<string, DayWindow> => {
  const byCalendar = new Map<Calendar, DayWindow>();
  return new Map(
    people.map((person) => {
      const calendar = desk.calendarOf(person.orgPath);
      let window = byCalendar.get(calendar);
      if (!window) byCalendar.set(calendar, (window = dayWindow(desk.now, calendar)));
      return [person.id, window];
    }),
  );
};

/** The day of a few colleagues: read by their clients. */
export async function dayOf(desk: DayDesk, people: readonly BriefingPerson[]): Promise<DayOfPerson[]> {
  if (people.length === 0) return [];
  const windows = windowsOf(desk, people);
  const window = widest([...windows.values()]);
  const ids = people.map((one) => one.id);
  const owners = await loadOwners(desk, people, window.today);
  const dated = await sortDated(desk, await loadDated(desk, window, ids), owners, windows);
  const own = await loadOwn(desk, people, windows, owners);
  return people.map((person) => ({
    person,
    window: windows.get(person.id) as DayWindow,
    items: [...own.filter((one) => one.userId === person.id), ...(dated.get(person.id) ?? [])],
  }));
}

/** The day of everybody who works today, in slices: sets are read for the whole bank, and chats come between them. */
export async function* dayOfAll(given: DayDesk): AsyncGenerator<DayOfPerson> {
  const pace = given.pace ?? createPace();
  const desk = { ...given, pace };
  const everybody = await desk.store.briefing.listPeople();
  await pace();
  const windows = windowsOf(desk, everybody);
  const people = everybody.filter((person) => isWorkday((windows.get(person.id) as DayWindow).today, (windows.get(person.id) as DayWindow).calendar));
  if (people.length === 0) return;
  const window = widest(people.map((person) => windows.get(person.id) as DayWindow));
  await pace();
  const owners = await loadOwners(desk, people, window.today);
  await pace();
  const dated = await sortDated(desk, await loadDated(desk, window), owners, windows);
  for (let from = 0; from < people.length; from += SLICE_PEOPLE) {
    const slice = people.slice(from, from + SLICE_PEOPLE);
    const byUser = new Map<string, DayItem[]>();
    for (const made of await loadOwn(desk, slice, windows, owners)) {
      const list = byUser.get(made.userId);
      if (list) list.push(made);
      else byUser.set(made.userId, [made]);
    }
    for (const person of slice) {
      yield { person, window: windows.get(person.id) as DayWindow, items: [...(byUser.get(person.id) ?? []), ...(dated.get(person.id) ?? [])] };
      dated.delete(person.id);
      await pace();
    }
  }
}
