import { dayOfAll, type DayOfPerson } from '../bot/day.js';
import { teamReply } from '../bot/day-lines.js';
import { isInTeam, teamFacts } from '../bot/day-team.js';
import { defineJob } from '../bot/job.js';
import { createPace } from '../bot/pace.js';
import { HOUR_MS, dateAt, isWorkday } from '../domain/calendar/index.js';
import { dailyAt } from '../domain/cron.js';

export default defineJob({
  name: 'briefing-lead',
  summary: '工作日团队早报，发给支行主管',
  cron: (rules) => dailyAt(rules.briefing.supervisor),
  usefulUntil: (slot) => new Date(slot.getTime() + 4 * HOUR_MS),
  async *run({ slot, store, rules, calendarOf, notice, reply }) {
    const pace = createPace();
    const desk = { store, rules, calendarOf, now: slot, pace };
    const today = dateAt(slot);
    const leads = (await store.briefing.listSupervisors()).filter((lead) => isWorkday(today, calendarOf(lead.orgPath)));
    const days = leads.map((): DayOfPerson[] => []);
    if (leads.length > 0) for await (const day of dayOfAll(desk)) leads.forEach((lead, i) => void (isInTeam(day, lead) && days[i]?.push(day)));
    for (const [i, lead] of leads.entries()) {
      const shown = teamReply(reply, await teamFacts(desk, days[i] ?? [], lead), rules, slot);
      yield notice({ to: lead.id, kind: 'briefing', dedupeKey: `briefing-lead:${lead.id}:${lead.orgId}:${today}`, reply: shown });
      await pace();
    }
  },
});
