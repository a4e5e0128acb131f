import type { BriefingClientRow, BriefingPerson, StandInRow } from '../store/briefing-rows.js';
import { noPace } from './pace.js';
import type { DayDesk } from './day-desk.js';

/** Colleagues whose stand-ins are read at once. */
const OWNERS_AT_ONCE = 20;

/** Whom a client's matters concern: the stand-in, else the main manager; and his adviser. */
export class Owners {
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
