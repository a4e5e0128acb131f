import { z } from 'zod';
import { defineCommand, type Turn } from '../bot/command.js';
import { addDays, dateAt, formatFullDay } from '../domain/calendar/index.js';
import { ACTING_REASON_TITLES, type ActingReason } from '../domain/manager-relation.js';

/** Days an ended absence stays in the ledger that is shown. */
const SHOWN_DAYS = 30;
const LISTED = 10;

export default defineCommand({
  name: 'acting-list',
  aliases: ['代理台账', '代理情况', '代理名单', '谁在代理', '代理记录'],
  group: 'team',
  summary: '看谁在代理谁、到哪天，以及近30天结束的',
  examples: ['代理台账', '谁在代理'],
  roles: ['branchSupervisor', 'wealthCentreHead', 'relationshipManager', 'wealthAdviser', 'lobbyManager', 'teller'],
  effect: 'read',
  args: z.object({}),
  slots: [],
  cues: [{ words: ['谁不在', '谁没来', '谁休假', '谁请假', '谁在休假', '谁在请假', '谁在代理', '谁代理谁', '谁替谁'], weight: 0.6 }],
  handle: async (turn) => (await standingOf(turn)) ?? ledger(turn),
  taps: {
    /** 代理 in the team's briefing. */
    actingNow: async ({ tap: _tap, ...turn }) => ledger(turn),
  },
});

/** The supervisor's outlets; a manager reads his own absences and those he stands in for. */
async function ledger(turn: Turn) {
  const { store, user, now } = turn;
  const today = dateAt(now);
  const since = addDays(today, -SHOWN_DAYS);
  const paths = user.roles.filter((held) => held.role === 'branchSupervisor').map((held) => held.orgPath);
  const team = (await Promise.all(paths.map((path) => store.staff.listInSubtree(path)))).flat().map((one) => one.id);
  const rows = await store.acting.listLedger([...new Set([...team, user.id])], user.id, since, LISTED);
  const names = await store.staff.listNames([...new Set(rows.flatMap((row) => [row.userId, row.forUserId, row.setBy]))]);
  const nameOf = (id: string): string => names.get(id) ?? id;
  const lines = rows.map((row) => ({
    manager: nameOf(row.forUserId),
    standIn: nameOf(row.userId),
    from: formatFullDay(row.fromOn, now),
    to: row.toOn === null ? '' : formatFullDay(row.toOn, now),
    clients: row.clients,
    setBy: nameOf(row.setBy),
    why: ACTING_REASON_TITLES[(row.reason ?? 'other') as ActingReason] ?? '',
    notes: row.confidential === 1,
    state: row.state !== 'active' ? 'ended' : row.fromOn > today ? 'planned' : 'running',
  }));
  const running = lines.filter((line) => line.state === 'running');
  return turn.reply('acting-list', {
    total: lines.length,
    running: running.length,
    sets: paths.length > 0,
    back: running[0]?.manager ?? null,
    lines,
  });
}

/** 「林涛今天在不在」: whether a colleague who is named is away now or soon, and who stands in; undefined = nobody is named. */
async function standingOf(turn: Turn) {
  const { store, now, user } = turn;
  const name = (await store.staff.listAllNames()).find((one) => one !== user.name && turn.text.includes(one));
  const one = name === undefined ? undefined : (await store.staff.listByName(name))[0];
  if (!one) return undefined;
  const today = dateAt(now);
  const rows = (await store.acting.listLedger([one.id], one.id, today, LISTED)).filter((row) => row.state === 'active');
  const away = rows.filter((row) => row.forUserId === one.id).sort((a, b) => a.fromOn.localeCompare(b.fromOn))[0];
  const standsFor = rows.filter((row) => row.userId === one.id && row.fromOn <= today);
  const names = await store.staff.listNames(rows.flatMap((row) => [row.userId, row.forUserId]));
  return turn.reply('acting-who', {
    name: one.name,
    away: away ? { from: away.fromOn, to: away.toOn, standIn: names.get(away.userId) ?? away.userId, now: away.fromOn <= today } : null,
    standsForWords: standsFor.map((row) => names.get(row.forUserId) ?? row.forUserId).join('、'),
  });
}
