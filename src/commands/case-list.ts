import { z } from 'zod';
import { clientArg } from '../bot/args.js';
import { defineCommand } from '../bot/command.js';
import { SEEING_CASES } from '../domain/role-group.js';
import { UserError } from '../errors.js';

export default defineCommand({
  name: 'case-list',
  aliases: [
    '案件', '案件列表', '在办案件', '我的案件', '查案件', '看案件', '投诉列表', '诉求列表', '投诉进度', '案件进度', '在办', '投诉案件', '案件清单', '看投诉', '查投诉', '我的投诉',
  ],
  group: 'case',
  summary: '看在办的投诉和诉求、剩多少时间，或处理其中一件',
  examples: ['案件', '案件 TS-107', '案件 TS-107 进展 已核实流水，等后台回复'],
  roles: SEEING_CASES,
  effect: 'read',
  args: z.object({
    case: z.string().optional().describe('案件号'),
    client: clientArg.optional().describe('客户'),
    act: z.enum(['progress', 'reply', 'extend', 'decide', 'close', 'recheck', 'withdraw', 'merge', 'pause', 'resume', 'assign']).optional().describe('要办的事'),
    text: z.string().max(2000).optional().describe('内容'),
  }),
  slots: [
    { name: 'case', kind: 'caseNo' },
    { name: 'client', kind: 'client' },
    {
      name: 'act',
      kind: 'word',
      values: {
        进展: 'progress', 记进展: 'progress', 答复: 'reply', 回复: 'reply', 延期: 'extend', 申请延期: 'extend', 决定: 'decide', 结论: 'decide', 结案: 'close', 关闭: 'close', 办结: 'close',
        核查: 'recheck', 申请核查: 'recheck', 撤诉: 'withdraw', 撤回: 'withdraw', 合并: 'merge', 暂停: 'pause', 恢复: 'resume', 转办: 'assign', 改派: 'assign',
      },
    },
    { name: 'text', kind: 'text' },
  ],
  cues: [
    { words: ['在办案件', '案件', '投诉办到哪', '投诉处理得', '投诉进度', '投诉进展', '投诉到哪', '投诉还剩', '案子'], weight: 0.5 },
  ],
  handle: async () => {
    throw new UserError('not-ready');
  },
});
