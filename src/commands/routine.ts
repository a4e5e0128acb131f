import { z } from 'zod';
import { defineCommand, type Turn } from '../bot/command.js';
import { myDay } from '../bot/day-card.js';
import { UNMET_DAYS, nextMonthOf } from '../bot/day-lines.js';
import { withNumbers } from '../bot/reply.js';
import { addDays, dateAt, formatFullDay, instantAt, mondayOf } from '../domain/calendar/index.js';
import { routineChecklist, ROUTINE_MATURITY_DAYS, type RoutineAct } from '../domain/routine.js';

export default defineCommand({
  name: 'routine',
  aliases: ['规定动作', '今日规定动作', '动作清单', '规定动作清单', '自选动作'],
  group: 'day',
  summary: '每日、每周、每月的规定动作，做没做由数据算出',
  examples: ['规定动作', '动作清单'],
  roles: ['relationshipManager', 'wealthAdviser'],
  effect: 'read',
  args: z.object({}),
  slots: [],
  cues: [{ words: ['规定动作'], weight: 0.7 }],
  handle: routine,
});

async function routine(turn: Turn) {
  const { store, user, now } = turn;
  const { briefing } = store;
  const today = dateAt(now);
  const monday = instantAt(mondayOf(today));
  const firstOfMonth = instantAt(`${today.slice(0, 7)}-01`);
  const contacts = (await myDay(turn)).items.filter((one) => one.kind === 'contact');
  const optional = await briefing.countOptional(user.id, today, nextMonthOf(today), addDays(today, -UNMET_DAYS));
  const rows = routineChecklist({
    readBriefing: await briefing.hasDone(user.id, ['briefing', 'briefing.day', 'briefing.dayMore'], instantAt(today)),
    contactsDue: contacts.length,
    contactsOverdue: contacts.filter((one) => one.words.late).length,
    contactsLoggedToday: await briefing.countContactsBy(user.id, instantAt(today)),
    maturingUnmet: await briefing.countMaturingUnmet(user.id, today, addDays(today, ROUTINE_MATURITY_DAYS), addDays(today, -ROUTINE_MATURITY_DAYS)),
    lookedAtWeek: await briefing.hasDone(user.id, ['week', 'week.weekDay'], monday),
    incompleteFiles: optional.incompleteFiles,
    lookedAtCritical: await briefing.hasDone(user.id, ['tier-critical'], firstOfMonth),
  }).filter((row) => row.act !== 'tierCritical' || knows(turn, 'tier-critical'));
  const open = rows.filter((row) => !row.done);
  const numberOf = new Map(open.map((row, i) => [row.act, i + 1]));
  const reply = turn.reply('routine', {
    date: formatFullDay(today, now),
    done: rows.length - open.length,
    left: open.length,
    cycles: (['day', 'week', 'month'] as const).map((cycle) => ({
      cycle,
      rows: rows.filter((row) => row.cycle === cycle).map((row) => ({ ...row, number: numberOf.get(row.act) ?? 0 })),
    })),
  });
  return withNumbers(
    reply,
    open.map((row, i) => ({ key: wayTo(turn, row.act), text: `${i + 1}` })),
  );
}

const knows = (turn: Turn, name: string): boolean => turn.commands.some((command) => command.name === name);

/** Where an act that is open is done. */
function wayTo(turn: Turn, act: RoutineAct): string {
  switch (act) {
    case 'overdue':
      return knows(turn, 'overdue') ? 'say:逾期' : 'say:今天';
    case 'maturities':
      return knows(turn, 'maturities') ? 'say:到期' : 'say:我的客户 14天内到期';
    case 'weekPlan':
      return 'say:本周';
    case 'files':
      return 'dayFiles:';
    case 'tierCritical':
      return 'say:临界';
    case 'briefing':
    case 'contactsDue':
    case 'logContacts':
      return 'say:今天';
  }
}
