import { z } from 'zod';
import { defineCommand, type Outcome, type Turn } from '../bot/command.js';
import { lineCard, personOf } from '../bot/day-card.js';
import { hasRole } from '../bot/speaker.js';
import { weekDayReply, weekOf, weekPicture, weekReply, type Week } from '../bot/week.js';
import { ROLES } from '../domain/role.js';

export default defineCommand({
  name: 'week',
  aliases: ['本周', '这周', '这一周', '这周安排', '本周安排', '本周的安排', '本周有什么事', '这周有什么事', '看本周', '这星期', '这个星期'],
  group: 'day',
  summary: '这周每天有什么，打序号看那一天',
  examples: ['本周', '这周安排'],
  roles: ROLES,
  effect: 'read',
  args: z.object({}),
  slots: [],
  cues: [
    { words: ['本周有什么事', '这周有什么事', '这周要做什么', '本周安排', '这周安排', '本周要做什么', '这周有啥事', '这周忙什么'], weight: 0.7 },
  ],
  handle: async (turn) => {
    const { week, names } = await weekFor(turn);
    return { replies: [...weekPicture(week), weekReply(turn.reply, week, names !== null)] };
  },
  taps: {
    /** A day of it. */
    weekDay: async ({ tap, ...turn }) => {
      const { week, names } = await weekFor(turn);
      return weekDayReply(turn.reply, week, tap.id, turn.rules, names);
    },
    /** What is due with one client on that day: `<date>.<client>`. */
    weekItem: async ({ tap, ...turn }): Promise<Outcome> => {
      const [on, groupId] = [tap.id.slice(0, 10), tap.id.slice(11)];
      const { week } = await weekFor(turn);
      return lineCard(
        turn,
        week.items.filter((one) => one.on === on),
        groupId,
      );
    },
  },
});

/** One's own week; a supervisor who has no clients of his own reads his team's, with names. */
async function weekFor(turn: Turn): Promise<{ week: Week; names: ReadonlyMap<string, string> | null }> {
  const teams = turn.user.roles.filter((held) => held.role === 'branchSupervisor');
  if (teams.length === 0 || hasRole(turn.user, 'relationshipManager', 'wealthAdviser'))
    return { week: await weekOf(turn, [personOf(turn)], turn.user.orgPath), names: null };
  const people = (await turn.store.briefing.listPeople()).filter((person) => teams.some((team) => person.orgPath.startsWith(team.orgPath)));
  return { week: await weekOf(turn, people, turn.user.orgPath), names: new Map(people.map((one) => [one.id, one.name])) };
}
