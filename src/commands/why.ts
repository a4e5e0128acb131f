import { z } from 'zod';
import { defineCommand } from '../bot/command.js';
import { formatFullDay } from '../domain/calendar/index.js';
import { ROLES } from '../domain/role.js';

export default defineCommand({
  name: 'why',
  aliases: [
    '依据',
    '为什么',
    '根据',
    '出处',
    '凭什么',
    '理由',
    '为啥',
    '依据是什么',
    '怎么算的',
    '为什么这样',
    '根据什么',
    '依据呢',
    '怎么来的',
    '哪条规定',
  ],
  group: 'help',
  summary: '说明上一个回答的依据',
  examples: ['依据', '为什么'],
  roles: ROLES,
  effect: 'read',
  args: z.object({}),
  slots: [],
  cues: [
    {
      words: [
        '为什么这么算',
        '为什么这样算',
        '怎么算的',
        '为什么提醒',
        '为啥提醒',
        '为什么说',
        '为什么是',
        '怎么算出来',
        '哪来的规定',
        '依据是什么',
        '根据什么',
      ],
      weight: 0.6,
    },
  ],
  handle: async (turn) => {
    const why = (await turn.store.session.get(turn.user.id)).why;
    return turn.reply('why', {
      title: why?.title ?? null,
      reasons: (why?.reasons ?? []).map((r, i, all) => ({
        ...r,
        text: datesInWords(r.text, turn.now),
        source: all[i + 1]?.source === r.source ? null : r.source,
      })),
    });
  },
});

/** Rules write days as 2026-11-22; people read 11月22日 周日. */
const datesInWords = (text: string, now: Date): string => text.replace(/\d{4}-\d{2}-\d{2}/g, (date) => formatFullDay(date, now));
