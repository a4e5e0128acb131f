import { z } from 'zod';
import { clientArg, factArg } from '../bot/args.js';
import { defineCommand } from '../bot/command.js';
import { SERVING } from '../domain/role-group.js';
import { UserError } from '../errors.js';

export default defineCommand({
  name: 'profile',
  aliases: [
    '补充资料', '补充信息', '补资料', '补充', '更新资料', '完善资料', '登记资料', '加资料', '资料补充', '记资料', '补充一下', '补充客户资料', '更新信息',
  ],
  group: 'client',
  summary: '补充客户的情况：家人、喜好、忌讳、重要日子',
  examples: ['补充资料 李秀兰 女儿在苏州上学 喜欢喝茶', '补充资料 王总 不吃辣'],
  roles: SERVING,
  effect: 'write',
  args: z.object({
    client: clientArg.describe('客户'),
    facts: z.array(factArg).min(1).describe('要补充的情况'),
  }),
  slots: [
    { name: 'client', kind: 'client', required: true },
    { name: 'facts', kind: 'facts', required: true },
  ],
  handle: async () => {
    throw new UserError('not-ready');
  },
});
