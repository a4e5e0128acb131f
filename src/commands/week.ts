import { z } from 'zod';
import { periodArg } from '../bot/args.js';
import { defineCommand, type Outcome, type Turn } from '../bot/command.js';
import { lineCard, personOf } from '../bot/day-card.js';
import { hasRole } from '../bot/speaker.js';
import { restOfWeek, weekDayReply, weekOf, weekPicture, weekReply, type Week } from '../bot/week.js';
import { dateAt } from '../domain/calendar/index.js';
import { ROLES } from '../domain/role.js';

export default defineCommand({
  name: 'week',
  aliases: ['本周', '这周', '这一周', '这周安排', '本周安排', '本周的安排', '本周有什么事', '这周有什么事', '看本周', '这星期', '这个星期'],
  group: 'day',
  summary: '这周每天有什么，打序号看那一天',
  examples: ['本周', '这周安排'],
  roles: ROLES,
  effect: 'read',
  args: z.object({
    period: periodArg.optional().describe('哪几天；不说是今天到周日'),
  }),
  slots: [{ name: 'period', kind: 'period' }],
  cues: [
    { words: ['本周有什么事', '这周有什么事', '这周要做什么', '本周安排', '这周安排', '本周要做什么', '这周有啥事', '这周忙什么'], weight: 0.7 },
    { words: ['有什么安排', '有啥安排', '什么安排', '有安排', '的安排', '有哪些安排', '要做什么', '有什么事', '有啥事'], weight: 0.45 },
  ],
  handle: async ({ args, ...turn }) => {
    const days = restOfWeek(dateAt(turn.now), args.period?.date, args.period?.endDate);
    const { week, names } = await weekFor(turn, days);
    if (days.length === 1 && args.period) return weekDayReply(turn.reply, week, days[0]!, turn.rules, names);
    return { replies: [...weekPicture(week), weekReply(turn.reply, week, names !== null)] };
  },
  taps: {
    /** A day of it. */
    weekDay: async ({ tap, ...turn }) => {
      const { week, names } = await weekFor(turn, [tap.id]);
      return weekDayReply(turn.reply, week, tap.id, turn.rules, names);
    },
    /** What is due with one client on that day: `<date>.<client>`. */
    weekItem: async ({ tap, ...turn }): Promise<Outcome> => {
      const [on, groupId] = [tap.id.slice(0, 10), tap.id.slice(11)];
      const { week } = await weekFor(turn, [on]);
      return lineCard(
        turn,
        week.items.filter((one) => one.on === on),
        groupId,
      );
    },
  },
});

/** One's own matters of these days; who leads others and has no clients of his own reads theirs, with names. */
async function weekFor(turn: Turn, days: readonly string[]): Promise<{ week: Week; names: ReadonlyMap<string, string> | null }> {
  const teams = turn.user.roles.filter((held) => held.role === 'branchSupervisor' || held.role === 'wealthCentreHead');
  if (teams.length === 0 || hasRole(turn.user, 'relationshipManager', 'wealthAdviser'))
    return { week: await weekOf(turn, [personOf(turn)], turn.user.orgPath, days), names: null };
  const people = (await turn.store.briefing.listPeople()).filter((person) => teams.some((team) => person.orgPath.startsWith(team.orgPath)));
  return { week: await weekOf(turn, people, turn.user.orgPath, days), names: new Map(people.map((one) => [one.id, one.name])) };
}
