import { z } from 'zod';
import { periodArg } from '../bot/args.js';
import { defineCommand, type Notice, type Turn } from '../bot/command.js';
import { openCases } from '../bot/case-card.js';
import { contactLines, standingsOf, type Standing } from '../bot/due-contact.js';
import { listPage } from '../bot/list-page.js';
import { sealClient } from '../bot/client-lost.js';
import { askCause, askForHelp, falseAlarm, setCause, setResult } from '../bot/retention-act.js';
import { hasRole } from '../bot/speaker.js';
import { addDays, dateAt, timeAt } from '../domain/calendar/index.js';
import { nearestClock } from '../domain/case/index.js';
import { SERVING } from '../domain/role-group.js';

const TASKS_COUNTED = 100;

export default defineCommand({
  name: 'overdue',
  aliases: ['逾期', '超时', '超期', '逾期客户', '逾期的', '超时的', '超期的', '过期未办', '逾期清单'],
  group: 'team',
  summary: '看过了日子没联络的客户；主管按理财经理看',
  examples: ['逾期', '超期的'],
  roles: SERVING,
  effect: 'read',
  args: z.object({
    period: periodArg.optional().describe('应联络日在哪段时间'),
  }),
  slots: [{ name: 'period', kind: 'period' }],
  cues: [{ words: ['超期', '超时', '逾期', '过期没办', '没按时', '谁没做联络', '谁没联络', '谁没联系客户'], weight: 0.45 }],
  handle: ({ args, ...turn }) => (isLead(turn) ? team(turn, 0) : mine(turn, 0, args.period)),
  clientTaps: { seal: 'relation.set' },
  taps: {
    /** 封存, of a client who closed his account. */
    seal: async ({ tap, ...turn }) => sealClient(turn, tap.id),
    overdue: async ({ tap, ...turn }) => (isLead(turn) ? team(turn, Number(tap.id)) : mine(turn, Number(tap.id))),
    /** 看全部, of one manager. */
    overdueOf: async ({ tap, ...turn }) => {
      const [managerId = '', offset = '0'] = tap.id.split('.');
      return ofManager(turn, managerId, Number(offset));
    },
    overdueMore: async ({ tap, ...turn }) => {
      const [offset = '0', managerId = ''] = tap.id.split('.');
      return ofManager(turn, managerId, Number(offset));
    },
    /** 记原因, 误报, of a retention card. */
    retention: async ({ tap, ...turn }) => askCause(turn, tap.id),
    retCause: async ({ tap, ...turn }) => setCause(turn, tap.id),
    /** 留住, 留住一部分, 流失. */
    retResult: async ({ tap, ...turn }) => setResult(turn, tap.id),
    retFalse: async ({ tap, ...turn }) => falseAlarm(turn, tap.id),
    retHelp: async ({ tap, ...turn }) => askForHelp(turn, tap.id),
    /** 问林涛 */
    overdueAsk: async ({ tap, ...turn }) => askManager(turn, tap.id.split('.')[0] ?? ''),
  },
});

const isLead = (turn: Turn): boolean => hasRole(turn.user, 'branchSupervisor', 'wealthCentreHead');

async function lateOnes(turn: Turn, period?: { date: string; endDate: string }): Promise<Standing[]> {
  const yesterday = addDays(dateAt(turn.now), -1);
  const to = period && period.endDate < yesterday ? period.endDate : yesterday;
  return standingsOf(turn, await turn.store.due.contacts(period?.date ?? '0000-01-01', to, turn.user)).filter((one) => one.state === 'overdue');
}

async function mine(turn: Turn, offset: number, period?: { date: string; endDate: string }) {
  const late = await lateOnes(turn, period);
  const tasks = (await turn.store.task.listOpen(turn.user.id, TASKS_COUNTED, turn.now.getTime())).length;
  return listPage(
    turn,
    'overdue',
    contactLines(turn, late),
    offset,
    { command: 'overdue', verb: 'overdue' },
    { team: false, manager: null, tasks, cases: await lateCases(turn) },
  );
}

/** Cases a clock of which has run out, of his own and where he supervises. */
const lateCases = async (turn: Turn): Promise<number> =>
  (await openCases(turn)).filter(({ loaded }) => (nearestClock(loaded.clocks)?.dueAt ?? turn.now) < turn.now).length;

/** By manager, the most overdue first; the number brings his list. */
async function team(turn: Turn, offset: number) {
  const groups = new Map<string, Standing[]>();
  for (const one of await lateOnes(turn)) {
    const id = one.row.receiverId ?? '';
    groups.set(id, [...(groups.get(id) ?? []), one]);
  }
  const names = await turn.store.staff.listNames([...groups.keys()]);
  const { supervisorAfter } = turn.rules.contact;
  const lines = [...groups]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([id, list]) => {
      const longest = Math.max(...list.map((one) => one.overdueWorkdays));
      const serious = list.filter((one) => one.overdueWorkdays >= supervisorAfter).length;
      const name = names.get(id) ?? id;
      return {
        key: `overdueOf:${id}.0`,
        link: '看单',
        name,
        clientId: null,
        words: () => `${name} ${list.length}户，最久${longest}个工作日${serious > 0 ? `，${serious}户超${supervisorAfter}个` : ''}`,
      };
    });
  return listPage(
    turn,
    'overdue',
    lines,
    offset,
    { command: 'overdue', verb: 'overdue' },
    { team: true, manager: null, tasks: 0, cases: await lateCases(turn) },
  );
}

async function ofManager(turn: Turn, managerId: string, offset: number) {
  const late = (await lateOnes(turn)).filter((one) => one.row.receiverId === managerId);
  const manager = (await turn.store.staff.listNames([managerId])).get(managerId);
  if (manager === undefined) return turn.reply('card-gone', {});
  return listPage(
    turn,
    'overdue',
    contactLines(turn, late),
    offset,
    { command: 'overdue', verb: 'overdueMore', rest: managerId },
    { team: false, manager, tasks: 0, cases: 0 },
  );
}

/** One question a day to a manager of the own team; he reads who asks and how many. */
async function askManager(turn: Turn, managerId: string) {
  const late = (await lateOnes(turn)).filter((one) => one.row.receiverId === managerId);
  if (!isLead(turn) || late.length === 0) return turn.reply('card-gone', {});
  const manager = (await turn.store.staff.listNames([managerId])).get(managerId) ?? managerId;
  const notices: Notice[] = [
    {
      to: managerId,
      kind: 'supervise',
      dedupeKey: `overdue-ask:${turn.user.id}:${managerId}:${dateAt(turn.now)}`,
      reply: turn.reply('overdue-ask', { by: turn.user.name, count: late.length }),
    },
  ];
  return {
    replies: [turn.reply('overdue-asked', { manager, count: late.length })],
    notices,
    change: { kind: 'card-change' as const, after: `已问${manager} ${timeAt(turn.now)}` },
  };
}
