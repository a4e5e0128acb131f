import { z } from 'zod';
import { defineCommand, type Turn } from '../bot/command.js';
import { mergedCard } from '../bot/merge-notices.js';
import { referralFor } from '../bot/referral-acts.js';
import { referralCard } from '../bot/referral-card.js';
import { replyButtons, type Reply } from '../bot/reply.js';
import { DUTY_NOTICES, NOTICE_KINDS } from '../domain/notice-kind.js';
import { decide } from '../domain/permission.js';
import { ROLES } from '../domain/role.js';
import type { HeldNotice } from '../store/held-notice.js';

export default defineCommand({
  name: 'notices',
  aliases: ['关闭', '开启', '关掉', '打开提醒', '关闭提醒', '开启提醒', '恢复提醒', '屏蔽', '提醒设置', '通知设置'],
  group: 'help',
  summary: '关掉或恢复某一类提醒',
  examples: ['关闭 临界客户', '开启 临界客户', '提醒设置'],
  roles: ROLES,
  effect: 'write',
  args: z.object({
    on: z.boolean().optional().describe('开还是关'),
    kind: z.string().max(20).optional().describe('哪一类'),
  }),
  slots: [
    { name: 'on', kind: 'word', values: { 关闭: 'off', 开启: 'on' } },
    { name: 'kind', kind: 'text' },
  ],
  async handle({ args, ...turn }) {
    const { store, user, now } = turn;
    const on = args.on ?? !/关|屏蔽/.test(turn.text);
    const kind =
      args.kind === undefined
        ? undefined
        : NOTICE_KINDS.find((k) => args.kind!.includes(k.title) || k.title.includes(args.kind!) || k.words.some((w) => args.kind!.includes(w)));
    const duty = args.kind === undefined ? undefined : DUTY_NOTICES.find((word) => args.kind!.includes(word));
    if (!kind) {
      const off = await store.noticeSwitch.listOff(user.id);
      return turn.reply('notices', {
        state: duty ? 'duty' : 'list',
        title: duty ?? '',
        kinds: NOTICE_KINDS.map((k) => ({ title: k.title, off: off.includes(k.kind) })),
      });
    }
    if (on) await store.noticeSwitch.switchOn(user.id, kind.kind);
    else await store.noticeSwitch.switchOff(user.id, kind.kind, now);
    return {
      replies: [turn.reply('notices', { state: on ? 'on' : 'off', title: kind.title, kinds: [] })],
      stored: [{ kind: 'noticeSwitch', id: kind.kind }],
    };
  },
  taps: {
    /** One of several that came as one card. */
    notice: async ({ tap, ...turn }) => {
      const held = await turn.store.heldNotice.find(turn.user.id, Number(tap.id));
      return held ? { replies: [await heldNow(turn, held)] } : turn.reply('card-gone', {});
    },
    /** 更多 of them. */
    noticeMore: async ({ tap, ...turn }) => {
      const [first = 0, last = 0, offset = 0] = tap.id.split('.').map(Number);
      const held = await turn.store.heldNotice.listMerged(turn.user.id, first, last);
      return held.length === 0 ? turn.reply('card-gone', {}) : { replies: [mergedCard(held, offset, turn.reply)] };
    },
  },
});

/** The push behind a line, if this person may still read what stands in it: a relation may have ended since. */
async function heldNow(turn: Turn, { notice, payload }: HeldNotice): Promise<Reply> {
  if (payload.kind !== 'card') return payload;
  if (notice === 'referral' && payload.name === 'referral-in' && payload.ref !== undefined) {
    const { row, right } = await referralFor(turn, payload.ref);
    return referralCard(turn, row, { form: 'look', to: right });
  }
  const actor = { userId: turn.user.id, roles: turn.user.roles, assistsUserIds: turn.user.assistsUserIds ?? [] };
  for (const id of new Set(replyButtons(payload).flatMap(({ key }) => /^(?:view|note):([^.]+)/.exec(key)?.[1] ?? []))) {
    const decision = decide(actor, 'client.view', await turn.store.client.getSubject(id), turn.now, {});
    // Who must give a reason is asked for it when he goes on from the card.
    if (!decision.allowed && decision.needs === undefined) return turn.reply('errors/client-not-found', {});
  }
  return payload;
}
