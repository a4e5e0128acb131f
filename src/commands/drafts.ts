import { z } from 'zod';
import { defineCommand } from '../bot/command.js';
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
  handle: async (turn) => {
    const drafts = await turn.store.draft.listOpen(turn.user.id, MOST);
    return turn.reply('drafts', {
      drafts: drafts.map((d) => ({ id: d.id, no: d.no, text: d.text.slice(0, 24), at: d.createdAt })),
      count: drafts.length,
    });
  },
  taps: {
    /** 放下: the draft stays in the table, out of the list. */
    forget: async ({ tap, ...turn }) => {
      const draft = await turn.store.draft.find(turn.user.id, tap.id);
      if (draft?.state === 'open') await turn.store.draft.close(draft.id, 'dropped', turn.now);
      return turn.reply('dropped', { draftNo: draft?.no ?? '', recorded: true });
    },
  },
});

const MOST = 4;
