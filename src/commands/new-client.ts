import { z } from 'zod';
import { dateArg } from '../bot/args.js';
import { defineCommand } from '../bot/command.js';
import { SERVING } from '../domain/role-group.js';
import { UserError } from '../errors.js';

export default defineCommand({
  name: 'new-client',
  aliases: [
    '新建客户', '新增客户', '认领', '认领客户', '添加客户', '新客户', '建客户', '录入客户', '登记客户', '建档', '新建潜客', '新增潜客', '新建一个客户', '加个客户', '新建行外客户', '创建行外客户',
  ],
  group: 'client',
  summary: '新建一位客户；已有人维护的会说明',
  examples: ['新建客户 王芳 13800001234', '新建客户 赵一鸣 1985年6月1日', '认领 王芳 13800001234'],
  roles: SERVING,
  effect: 'write',
  args: z.object({
    name: z.string().min(1).max(40).describe('姓名'),
    mobile: z.string().optional().describe('手机号'),
    birthDate: dateArg.optional().describe('出生日期'),
    clientNo: z.string().optional().describe('客户号'),
  }),
  slots: [
    { name: 'name', kind: 'name', required: true },
    { name: 'mobile', kind: 'phone' },
    { name: 'birthDate', kind: 'day' },
    { name: 'clientNo', kind: 'clientNo' },
  ],
  handle: async () => {
    throw new UserError('not-ready');
  },
});
