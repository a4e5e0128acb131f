import type { DayOfPerson } from './day.js';
import type { DayDesk } from './day-desk.js';
import { dayOf } from './day.js';
import { dayWindow } from '../domain/day-window.js';
import type { TeamFacts } from './day-lines.js';
import type { Store } from '../store/index.js';

/** A supervisor and the subtree he looks after. */
export interface TeamOf {
  orgId: string;
  orgPath: string;
}

export const isInTeam = (day: DayOfPerson, team: TeamOf): boolean => day.person.orgPath.startsWith(team.orgPath);

/** The day of everybody in these subtrees. */
export async function teamDays(desk: DayDesk, teams: readonly TeamOf[]): Promise<DayOfPerson[]> {
  const people = await desk.store.briefing.listPeople();
  return dayOf(
    desk,
    people.filter((person) => teams.some((team) => person.orgPath.startsWith(team.orgPath))),
  );
}

/** What the supervisor's version tells beside his people's days. */
export async function teamFacts(
  desk: DayDesk & { store: Pick<Store, 'briefing' | 'staff' | 'referral' | 'managerRelation'> },
  days: readonly DayOfPerson[],
  team: TeamOf,
): Promise<TeamFacts> {
  const { store, now, calendarOf } = desk;
  const open = await store.referral.listOpenOfOrg(team.orgId, 100);
  const acting = await store.managerRelation.listPeriods(days.map((day) => day.person.id));
  const names = await store.staff.listNames([...new Set(acting.flatMap((one) => [one.userId, one.forUserId]))]);
  return {
    days,
    window: dayWindow(now, calendarOf(team.orgPath)),
    unassigned: open.filter((one) => one.state === 'identified').length,
    acting: acting.map((one) => ({
      userName: names.get(one.userId) ?? one.userId,
      forName: names.get(one.forUserId) ?? one.forUserId,
      to: one.toOn,
    })),
  };
}
