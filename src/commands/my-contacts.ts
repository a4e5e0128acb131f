import { z } from 'zod';
import { periodArg } from '../bot/args.js';
import { defineCommand, type Turn } from '../bot/command.js';
import { listPage, type ListLine } from '../bot/list-page.js';
import { hasRole } from '../bot/speaker.js';
import { addDays, dateAt, formatDayRange, formatPlainDay } from '../domain/calendar/index.js';
import { MODE_TITLES, outcomeTitle, type ContactMode, type ContactOutcome } from '../domain/contact-record.js';
import { SERVING } from '../domain/role-group.js';
import type { ContactOfDays } from '../store/contact-record.js';

/** Days shown where none are said, today included. */
const USUAL_DAYS = 7;
/** Of one list; more are counted up to here. */
const MOST = 500;
/** Characters of what was said, in a line of the list. */
const LONGEST_SUMMARY = 24;

export default defineCommand({
  name: 'my-contacts',
  aliases: ['我的联络', '我的记录', '我记的', '联络量', '团队联络'],
  group: 'contact',
  summary: '看记过的联络：几次、几位、怎么联系的；主管按理财经理看',
  examples: ['我的联络', '我的联络 上周', '昨天我联系了谁'],
  roles: SERVING,
  effect: 'read',
  args: z.object({
    period: periodArg.optional().describe('哪几天；不说是近7天'),
  }),
  slots: [{ name: 'period', kind: 'period' }],
  handle: async ({ args, ...turn }) => {
    const today = dateAt(turn.now);
    const from = args.period?.date ?? addDays(today, 1 - USUAL_DAYS);
    const last = args.period?.endDate ?? today;
    return show(turn, from, last > today ? today : last, 0);
  },
  taps: {
    /** 更多, and a colleague of the team: `<offset>.<from>.<to>[.<colleague>]`. */
    myContacts: async ({ tap, ...turn }) => {
      const [offset = '0', from = '', to = '', ...who] = tap.id.split('.');
      return show(turn, from, to, Number(offset) || 0, who.join('.'));
    },
  },
});

async function show(turn: Turn, from: string, to: string, offset: number, who = '') {
  const team = await teamOf(turn, who);
  const rows = await turn.store.contactRecord.listOfDays(team ? [...team.keys()] : [turn.user.id], from, to, MOST);
  const byManager = team !== null && team.size > 1;
  const lines = byManager ? managerLines(rows, team, `${from}.${to}`) : rows.map((row) => contactLine(turn, row));
  const modes = new Map<string, number>();
  for (const { mode } of rows) {
    const title = mode === null ? '没说方式' : MODE_TITLES[mode as ContactMode];
    modes.set(title, (modes.get(title) ?? 0) + 1);
  }
  return listPage(
    turn,
    'my-contacts',
    lines,
    offset,
    { command: 'my-contacts', verb: 'myContacts', rest: `${from}.${to}${who === '' ? '' : `.${who}`}` },
    {
      times: rows.length,
      clients: new Set(rows.map((row) => row.clientId)).size,
      who: team !== null && team.size === 1 ? [...team.values()][0] : byManager ? '团队' : null,
      days: formatDayRange(from, to, turn.now),
      modes: [...modes].sort((one, other) => other[1] - one[1]).map(([title, n]) => `${title}${n}`),
      byManager,
    },
  );
}

/** Whose records who leads others reads: those of the colleague he named or tapped, else of all his people; null = one's own. */
async function teamOf(turn: Turn, who: string): Promise<ReadonlyMap<string, string> | null> {
  const teams = turn.user.roles.filter((held) => held.role === 'branchSupervisor' || held.role === 'wealthCentreHead');
  if (teams.length === 0 || hasRole(turn.user, 'relationshipManager', 'wealthAdviser')) return null;
  const people = (await turn.store.briefing.listPeople()).filter((person) => teams.some((team) => person.orgPath.startsWith(team.orgPath)));
  const named = people.filter((person) => (who === '' ? turn.text.includes(person.name) : person.id === who));
  return new Map((named.length > 0 ? named : people).map(({ id, name }) => [id, name]));
}

function managerLines(rows: readonly ContactOfDays[], team: ReadonlyMap<string, string>, days: string): ListLine[] {
  return [...team]
    .map(([id, name]) => ({ id, name, own: rows.filter((row) => row.byUserId === id) }))
    .sort((one, other) => other.own.length - one.own.length)
    .map(({ id, name, own }) => ({
      key: `myContacts:0.${days}.${id}`,
      link: '看单',
      name,
      clientId: null,
      words: () => `${name} ${own.length}次，${new Set(own.map((row) => row.clientId)).size}位客户`,
    }));
}

function contactLine(turn: Turn, row: ContactOfDays): ListLine {
  const mode = row.mode as ContactMode | null;
  const outcome = row.outcome === null ? '' : `，${outcomeTitle(row.outcome as ContactOutcome, mode ?? undefined)}`;
  const summary = row.confidentiality === 'normal' && row.summary ? `：${row.summary.slice(0, LONGEST_SUMMARY)}` : '';
  return {
    key: `view:${row.clientId}`,
    name: row.clientName,
    clientId: row.clientId,
    words: (shown) =>
      `${shown(row.clientName, 'name')} ${formatPlainDay(row.onDate, turn.now)}${mode === null ? '联络' : MODE_TITLES[mode]}${outcome}${summary}`,
  };
}
