import { z } from 'zod';
import { clientArg } from '../bot/args.js';
import { defineCommand } from '../bot/command.js';
import { TAKING_CASES } from '../domain/role-group.js';
import { UserError } from '../errors.js';

export default defineCommand({
  name: 'case',
  aliases: [
    '投诉', '诉求', '登记投诉', '客户投诉', '投诉登记', '登记诉求', '客户诉求', '新建投诉', '新建诉求', '记投诉', '接到投诉', '收到投诉', '登记案件', '新建案件', '诉求登记',
  ],
  group: 'case',
  summary: '登记投诉或诉求，开始计时',
  examples: ['投诉 赵敏 到账晚了三天', '诉求 李秀兰 想换一张大额存单', '赵敏说要投诉我们，赎回的钱三天没到账'],
  roles: TAKING_CASES,
  effect: 'write',
  alwaysConfirm: true,
  args: z.object({
    client: clientArg.optional().describe('客户'),
    kind: z.enum(['complaint', 'request']).optional().describe('投诉还是诉求'),
    text: z.string().min(1).max(2000).describe('客户的原话'),
  }),
  slots: [
    { name: 'client', kind: 'client' },
    { name: 'kind', kind: 'word', values: { 投诉: 'complaint', 诉求: 'request' } },
    { name: 'text', kind: 'text', required: true },
  ],
  cues: [
    { words: ['投诉', '赔偿', '误导', '欺骗', '骗我', '监管', '12378', '银保监', '金管局', '举报', '讨说法', '要个说法', '要说法', '维权', '曝光', '很生气', '非常不满', '很不满', '态度差', '态度恶劣'], weight: 0.5 },
  ],
  handle: async () => {
    throw new UserError('not-ready');
  },
});
