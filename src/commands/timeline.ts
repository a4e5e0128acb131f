import { z } from 'zod';
import { clientArg } from '../bot/args.js';
import { defineCommand } from '../bot/command.js';
import { LOOKING } from '../domain/role-group.js';
import { UserError } from '../errors.js';

export default defineCommand({
  name: 'timeline',
  aliases: [
    '历史', '联络历史', '联络记录', '接触记录', '跟进记录', '联系记录', '往来记录', '历史记录', '查历史', '看历史',
  ],
  group: 'client',
  summary: '看和客户的往来：联络、案件、答应过的事',
  examples: ['历史 李秀兰', '张国强的联络记录', '上次什么时候联系的王总'],
  roles: LOOKING,
  effect: 'read',
  args: z.object({
    client: clientArg.describe('要看的客户'),
  }),
  slots: [
    { name: 'client', kind: 'client', required: true },
  ],
  cues: [
    { words: ['联络记录', '联系记录', '接触记录', '跟进记录', '往来记录', '联络历史', '历史记录', '上次什么时候联系', '上次联系是', '上次联络是', '上次聊', '最近一次联系', '多久没联系', '聊过什么', '之前聊了什么'], weight: 0.6 },
  ],
  handle: async () => {
    throw new UserError('not-ready');
  },
});
