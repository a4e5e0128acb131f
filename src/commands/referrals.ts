import { z } from 'zod';
import { defineCommand, type Turn } from '../bot/command.js';
import { referredOf } from '../bot/referral-card.js';
import { withNumbers } from '../bot/reply.js';
import { referralStateWords, type ReferralState } from '../domain/referral.js';
import { REFERRING } from '../domain/role-group.js';
import type { ReferralRow } from '../store/referral.js';

const LISTED = 10;

export default defineCommand({
  name: 'referrals',
  aliases: ['我的推荐', '推荐列表', '推荐结果', '推荐进度', '我推荐的', '推荐记录', '推荐清单'],
  group: 'referral',
  summary: '看推荐办到哪一步；经理看转给自己的，主管看待分配的',
  examples: ['我的推荐', '推荐进度'],
  roles: REFERRING,
  effect: 'read',
  args: z.object({}),
  slots: [],
  cues: [{ words: ['我推荐的', '我的推荐', '推荐的客户怎么样', '推荐结果', '推荐进度'], weight: 0.6 }],
  handle: list,
});

async function list(turn: Turn) {
  const { store, user, now } = turn;
  const mine = await store.referral.listFrom(user.id, LISTED);
  const toMe = await store.referral.listOpenTo(user.id, LISTED);
  const teams = user.roles.filter((held) => held.role === 'branchSupervisor').map((held) => held.orgId);
  const team = (await Promise.all(teams.map((orgId) => store.referral.listOpenOfOrg(orgId, LISTED))))
    .flat()
    .filter((row) => row.toUserId !== user.id && row.fromUserId !== user.id)
    // What waits for a name comes first.
    .sort((a, b) => Number(b.state === 'identified') - Number(a.state === 'identified') || a.dueAt - b.dueAt);
  const rows = [
    ...toMe.map((row) => ({ row, part: 'in' })),
    ...team.map((row) => ({ row, part: 'team' })),
    ...mine.map((row) => ({ row, part: 'out' })),
  ].slice(0, LISTED);
  const names = await store.staff.listNames([
    ...new Set(rows.flatMap(({ row }) => [row.fromUserId, ...(row.toUserId === null ? [] : [row.toUserId])])),
  ]);
  const lines = await Promise.all(
    rows.map(async ({ row, part }, i) => ({
      number: i + 1,
      part,
      no: row.no,
      name: (await referredOf(store, row)).name,
      from: names.get(row.fromUserId) ?? '',
      to: row.toUserId === null ? '' : (names.get(row.toUserId) ?? ''),
      state: referralStateWords(row.state as ReferralState, row.result),
      dueAt: isWaiting(row) ? row.dueAt : null,
      late: isWaiting(row) && row.dueAt < now.getTime(),
      at: row.closedAt ?? row.followedUpAt ?? row.acceptedAt ?? row.createdAt,
    })),
  );
  const waiting = rows.filter(({ row }) => isWaiting(row)).length;
  return withNumbers(
    turn.reply('referrals', { total: rows.length, waiting, lines }),
    rows.map(({ row }, i) => ({ key: `referral:${row.id}`, text: `${i + 1} ${row.no}` })),
  );
}

const isWaiting = (row: ReferralRow): boolean => row.state === 'identified' || row.state === 'assigned' || row.state === 'accepted';
