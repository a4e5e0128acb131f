import { z } from 'zod';
import { defineCommand, type Turn } from '../bot/command.js';
import type { Reply } from '../bot/reply.js';
import { ROLES } from '../domain/role.js';

export default defineCommand({
  name: 'drafts',
  aliases: ['草稿', '我的草稿', '草稿箱', '存稿', '看草稿', '草稿列表'],
  group: 'help',
  summary: '找回没说完、没确认的话',
  examples: ['草稿'],
  roles: ROLES,
  effect: 'read',
  args: z.object({}),
  slots: [],
  cues: [
    { words: ['草稿'], weight: 0.3 },
    { words: ['哪些草稿', '什么草稿', '几条草稿', '有草稿吗', '没说完的'], weight: 0.3 },
  ],
  handle: (turn) => draftsFrom(turn, 0),
  taps: {
    /** 更多: the older ones. */
    drafts: async ({ tap, ...turn }) => draftsFrom(turn, /^\d{1,4}$/.test(tap.id) ? Number(tap.id) : 0),
    /** 放下: the draft stays in the table, out of the list. */
    forget: async ({ tap, ...turn }) => {
      const draft = await turn.store.draft.find(turn.user.id, tap.id);
      if (draft?.state === 'open') await turn.store.draft.close(draft.id, 'dropped', turn.now);
      return turn.reply('dropped', { draftNo: draft?.no ?? '', recorded: true });
    },
  },
});

/** What a card has buttons for, beside 更多. */
const MOST = 4;

async function draftsFrom(turn: Turn, offset: number): Promise<Reply> {
  const { store, user } = turn;
  const count = await store.draft.countOpen(user.id);
  const drafts = await store.draft.listOpen(user.id, MOST, offset);
  return turn.reply('drafts', {
    drafts: drafts.map(({ id, no, text }) => ({ id, no, text: text.slice(0, 24) })),
    count,
    next: offset + MOST < count ? offset + MOST : null,
  });
}
