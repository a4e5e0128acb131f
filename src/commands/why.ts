import { z } from 'zod';
import { defineCommand } from '../bot/command.js';
import { ROLES } from '../domain/role.js';

export default defineCommand({
  name: 'why',
  aliases: [
    '依据', '为什么', '根据', '出处', '凭什么', '理由', '为啥', '依据是什么', '怎么算的', '为什么这样', '根据什么', '依据呢', '怎么来的', '哪条规定',
  ],
  group: 'help',
  summary: '说明上一个回答的依据',
  examples: ['依据', '为什么'],
  roles: ROLES,
  effect: 'read',
  args: z.object({}),
  slots: [],
  handle: async (turn) => {
    const why = (await turn.store.session.get(turn.user.id)).why;
    return turn.reply('why', { title: why?.title ?? null, reasons: why?.reasons ?? [] });
  },
});
