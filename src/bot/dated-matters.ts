import { addDays, addMonths, instantAt } from '../domain/calendar/index.js';
import type { AssessedRow, BirthdayRow, BriefingClientRow, CareDayRow, ExpiringRow, MaturingRow } from '../store/briefing-rows.js';
import type { BriefingReach } from '../store/briefing-scope.js';
import { noPace, type Pace } from './pace.js';
import { assessmentItem, birthdayItem, careDayItem, maturityItem, type DayItem } from './day-item.js';
import { maturityDays, type DayWindow } from '../domain/day-window.js';
import type { DayDesk } from './day-desk.js';
import type { Owners } from './day-owner.js';

/** Clients of one page of a bank-wide read: some milliseconds, and a seek costs little beside them. */
const PAGE = 200;
/** Of a read of ids alone. */
const LEAN_PAGE = 1000;
const EXPIRING_DAYS = 30;

/** Facts of clients that dates bring up: read by day, not by colleague. */
interface DatedFacts {
  birthdays: { row: BirthdayRow; on: string }[];
  careDays: CareDayRow[];
  maturing: MaturingRow[];
  current: Map<string, number>;
  expiring: ExpiringRow[];
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
export async function loadDated({ store, rules, pace = noPace }: DayDesk, window: DayWindow, userIds?: readonly string[]): Promise<DatedFacts> {
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
export async function sortDated(
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
