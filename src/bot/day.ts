import { addDays, addMonths, instantAt, isWorkday, type Calendar } from '../domain/calendar/index.js';
import type { Rules } from '../domain/rules.js';
import type {
  AssessedRow,
  BirthdayRow,
  BriefingClientRow,
  BriefingPerson,
  CareDayRow,
  ExpiringRow,
  MaturingRow,
  StandInRow,
} from '../store/briefing-rows.js';
import type { BriefingReach } from '../store/briefing-scope.js';
import type { Store } from '../store/index.js';
import { createPace, noPace, type Pace } from './pace.js';
import {
  assessmentItem,
  birthdayItem,
  careDayItem,
  caseItem,
  contactItem,
  dayWindow,
  leadItem,
  maturityDays,
  maturityItem,
  referralItem,
  retentionItem,
  taskItem,
  windowEnd,
  type DayItem,
  type DayWindow,
} from './day-item.js';

/** What loading a day needs: a turn of the chat has it, and a job. */
export interface DayDesk {
  store: Pick<Store, 'briefing' | 'staff'>;
  rules: Rules;
  calendarOf: (orgPath: string) => Calendar;
  now: Date;
  /** Absent: read in one go, as a turn of the chat must. */
  pace?: Pace;
}

export interface DayOfPerson {
  person: BriefingPerson;
  window: DayWindow;
  items: DayItem[];
}

/** Colleagues whose own work is read at once: some milliseconds of reading. */
const SLICE_PEOPLE = 10;
/** Colleagues whose stand-ins are read at once. */
const OWNERS_AT_ONCE = 20;
/** Clients of one page of a bank-wide read: some milliseconds, and a seek costs little beside them. */
const PAGE = 200;
/** Of a read of ids alone. */
const LEAN_PAGE = 1000;
const EXPIRING_DAYS = 30;

/** Whom a client's matters concern: the stand-in, else the main manager; and his adviser. */
class Owners {
  private readonly standIns: Map<string, { userId: string; forUserId?: string | null }>;
  private readonly advisers: Map<string, string[]>;
  private readonly people: ReadonlyMap<string, BriefingPerson>;
  constructor(
    people: readonly BriefingPerson[],
    standIns: readonly { clientId: string; userId: string; forUserId?: string | null }[],
    advised: readonly { clientId: string; userId: string }[],
  ) {
    this.people = new Map(people.map((one) => [one.id, one]));
    this.standIns = new Map(standIns.map((one) => [one.clientId, one]));
    this.advisers = new Map();
    for (const { clientId, userId } of advised) {
      const known = this.advisers.get(clientId);
      if (known) known.push(userId);
      else this.advisers.set(clientId, [userId]);
    }
  }
  of(row: BriefingClientRow): BriefingPerson[] {
    const responsible = this.standIns.get(row.clientId)?.userId ?? row.mainManagerId;
    const found = responsible === null ? undefined : this.people.get(responsible);
    const concerned = found ? [found] : [];
    for (const id of this.advisers.get(row.clientId) ?? []) {
      const adviser = id === responsible ? undefined : this.people.get(id);
      if (adviser && !concerned.includes(adviser)) concerned.push(adviser);
    }
    return concerned;
  }
  /** Who works on a case now: its owner, or who stands in for him, and its investigator. */
  ofCase(row: { clientId: string | null; ownerId: string; investigatorId: string | null }): string[] {
    const standIn = row.clientId === null ? undefined : this.standIns.get(row.clientId);
    const owner = standIn?.forUserId === row.ownerId ? standIn.userId : row.ownerId;
    return [...new Set([owner, ...(row.investigatorId === null ? [] : [row.investigatorId])])];
  }
}

/** Facts of clients that dates bring up: read by day, not by colleague. */
interface DatedFacts {
  birthdays: { row: BirthdayRow; on: string }[];
  careDays: CareDayRow[];
  maturing: MaturingRow[];
  current: Map<string, number>;
  expiring: ExpiringRow[];
}

/** The widest window of several: one read serves all calendars, each colleague's own decides. */
function widest(windows: readonly DayWindow[]): DayWindow {
  const [first, ...rest] = windows as [DayWindow, ...DayWindow[]];
  return rest.reduce(
    (wide, one) => ({
      ...wide,
      last: one.last < wide.last ? one.last : wide.last,
      until: one.until > wide.until ? one.until : wide.until,
      days: one.days.length > wide.days.length ? one.days : wide.days,
    }),
    first,
  );
}

async function pages<Row>(read: (after: Row | null) => Promise<Row[]>, take: (rows: Row[]) => void, pace: Pace, size = PAGE): Promise<void> {
  for (let last: Row | null = null; ;) {
    const rows: Row[] = await read(last);
    take(rows);
    await pace();
    if (rows.length < size) return;
    last = rows.at(-1) as Row;
  }
}

/** Sorted lists as one without repeats: sorting it all at once would keep others waiting. */
async function merged(lists: readonly (readonly string[])[], pace: Pace): Promise<readonly string[]> {
  let left = lists;
  while (left.length > 1) {
    const halved: string[][] = [];
    for (let i = 0; i < left.length; i += 2) {
      halved.push(mergeTwo(left[i] ?? [], left[i + 1] ?? []));
      await pace();
    }
    left = halved;
  }
  return left[0] ?? [];
}

function mergeTwo(a: readonly string[], b: readonly string[]): string[] {
  const both: string[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const [left, right] = [a[i], b[j]];
    const next = right === undefined || (left !== undefined && left <= right) ? left : right;
    if (next === left) i++;
    if (next === right) j++;
    both.push(next as string);
  }
  return both;
}

/** @param userIds absent: all clients of the bank, in pages. */
async function loadDated({ store, rules, pace = noPace }: DayDesk, window: DayWindow, userIds?: readonly string[]): Promise<DatedFacts> {
  const { briefing } = store;
  const facts: DatedFacts = { birthdays: [], careDays: [], maturing: [], current: new Map(), expiring: [] };
  const reach = (after: string): BriefingReach => (userIds ? { userIds } : { after, limit: PAGE });
  /** One read for a few colleagues, pages for the whole bank. */
  const readAll = <Row>(read: (after: Row | null) => Promise<Row[]>, take: (rows: Row[]) => void) =>
    userIds ? read(null).then(take) : pages(read, take, pace);

  const keys = { solar: new Set<string>(), lunar: new Set<string>(), days: window.days };
  for (const on of window.days) {
    const found = briefing.birthKeysOn(on);
    for (const calendar of ['solar', 'lunar'] as const)
      for (const key of found[calendar]) {
        keys[calendar].add(key);
        await readAll<BirthdayRow>(
          (last) => briefing.listBirthdays(calendar, key, reach(last?.clientId ?? '')),
          (rows) => facts.birthdays.push(...rows.map((row) => ({ row, on }))),
        );
      }
  }
  facts.careDays = await briefing.listCareDays({ solar: [...keys.solar], lunar: [...keys.lunar], days: window.days }, userIds);
  for (const day of maturityDays(window, rules)) {
    await readAll<MaturingRow>(
      (last) => briefing.listMaturing(day, reach(last?.holdingId ?? '')),
      (rows) => facts.maturing.push(...rows),
    );
  }
  const matured = [...new Set(facts.maturing.filter((row) => row.maturesOn < window.today).map((row) => row.clientId))];
  for (let from = 0; from < matured.length; from += PAGE) {
    for (const [clientId, fen] of await briefing.sumCurrent(matured.slice(from, from + PAGE))) facts.current.set(clientId, fen);
    await pace();
  }
  const from = instantAt(addMonths(addDays(window.last, 1), -rules.suitability.validMonths)).getTime();
  const before = instantAt(addMonths(addDays(window.today, EXPIRING_DAYS + 1), -rules.suitability.validMonths)).getTime();
  if (userIds) facts.expiring = await briefing.listExpiring(from, before, window.today, { userIds });
  else {
    const assessed: string[][] = [];
    await pages<AssessedRow>(
      (last) => briefing.listAssessed(from, before, last, LEAN_PAGE),
      (rows) => assessed.push([...new Set(rows.map((row) => row.clientId))].sort()),
      pace,
      LEAN_PAGE,
    );
    // Clients in the order they are stored in: neighbours lie in the same pages of every table.
    const clientIds = await merged(assessed, pace);
    for (let at = 0; at < clientIds.length; at += PAGE) {
      facts.expiring.push(...(await briefing.listExpiring(from, before, window.today, { clientIds: clientIds.slice(at, at + PAGE) })));
      await pace();
    }
  }
  return facts;
}

/** Matters of clients, by colleague. */
async function sortDated(
  desk: DayDesk,
  facts: DatedFacts,
  owners: Pick<Owners, 'of' | 'ofCase'>,
  windows: ReadonlyMap<string, DayWindow>,
): Promise<Map<string, DayItem[]>> {
  const { pace = noPace } = desk;
  const byUser = new Map<string, DayItem[]>();
  const put = (row: BriefingClientRow, make: (userId: string, window: DayWindow) => DayItem | undefined): void => {
    for (const { id } of owners.of(row)) {
      const window = windows.get(id);
      const made = window && make(id, window);
      if (!made) continue;
      const list = byUser.get(id);
      if (list) list.push(made);
      else byUser.set(id, [made]);
    }
  };
  for (const { row, on } of facts.birthdays) {
    put(row, (id, window) => (window.days.includes(on) ? birthdayItem(id, row, on) : undefined));
    await pace();
  }
  for (const row of facts.careDays) {
    put(row, (id, window) => {
      const on = window.days.find((day) =>
        row.rule === 'once'
          ? row.onDate === day
          : desk.store.briefing.birthKeysOn(day)[row.rule === 'lunarYearly' ? 'lunar' : 'solar'].includes(row.yearKey ?? ''),
      );
      return on === undefined ? undefined : careDayItem(id, row, on);
    });
    await pace();
  }
  for (const row of facts.maturing) {
    put(row, (id, window) => maturityItem(id, row, window, desk.rules, facts.current.get(row.clientId)));
    await pace();
  }
  for (const row of facts.expiring) {
    put(row, (id) => assessmentItem(id, row, desk.rules));
    await pace();
  }
  return byUser;
}

/** Whose matters are whose on a day. */
export async function loadOwners(
  { store, pace = noPace }: Pick<DayDesk, 'store' | 'pace'>,
  people: readonly BriefingPerson[],
  today: string,
): Promise<Pick<Owners, 'of' | 'ofCase'>> {
  const standIns: StandInRow[] = [];
  const advised: StandInRow[] = [];
  for (let from = 0; from < people.length; from += OWNERS_AT_ONCE) {
    const ids = people.slice(from, from + OWNERS_AT_ONCE).map((one) => one.id);
    standIns.push(...(await store.briefing.listStandIns(today, ids)));
    advised.push(...(await store.briefing.listAdvised(today, ids)));
    await pace();
  }
  return new Owners(people, standIns, advised);
}

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
