import { z } from 'zod';
import { clientArg, whenArg } from '../bot/args.js';
import { defineCommand } from '../bot/command.js';
import { ROLES } from '../domain/role.js';
import { UserError } from '../errors.js';

export default defineCommand({
  name: 'reminder',
  aliases: [
    '提醒我', '提醒', '提醒一下', '提醒我一下', '提醒下', '提醒下我', '记得提醒我', '定个提醒', '设个提醒', '设提醒', '新建提醒', '加个提醒', '设置提醒', '定提醒', '到时候提醒我', '到时提醒我', '叫我', '闹钟', '定闹钟', '定个闹钟', '别忘了提醒我', '帮我提醒', '喊我',
  ],
  group: 'reminder',
  summary: '到时候提醒我，可以反复',
  examples: ['提醒我 15:30 回电王总', '明天下午三点提醒我给王总打电话', '每周一早上9点提醒我报周计划', '提醒我 11月30日 李秀兰 到期'],
  roles: ROLES,
  effect: 'write',
  args: z.object({
    at: whenArg.describe('什么时候'),
    text: z.string().min(1).max(500).describe('提醒什么'),
    client: clientArg.optional().describe('客户'),
    recurrence: z.string().optional().describe('RFC 5545 的重复规则'),
  }),
  slots: [
    { name: 'at', kind: 'when', required: true },
    { name: 'text', kind: 'text', required: true },
    { name: 'client', kind: 'client' },
  ],
  cues: [
    { words: ['提醒我', '提醒一下我', '提醒下我', '记得提醒', '叫我', '喊我', '别让我忘', '别忘了', '不要忘了', '闹钟', '记得'], weight: 0.6 },
  ],
  handle: async () => {
    throw new UserError('not-ready');
  },
});
