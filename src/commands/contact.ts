import { z } from 'zod';
import { clientArg, dateArg, factArg, modeArg, outcomeArg, promiseArg, whenArg } from '../bot/args.js';
import { defineCommand } from '../bot/command.js';
import { SERVING } from '../domain/role-group.js';
import { UserError } from '../errors.js';

export default defineCommand({
  name: 'contact',
  aliases: [
    '记', '记录', '记一笔', '记一下', '记下', '记个', '记上', '记一条', '补记', '记联络', '登记联络', '联络登记', '记录联络', '记录一下', '记录下', '录一下', '录入联络', '登记一下', '写一笔', '记录一笔', '联系了', '已联系',
  ],
  group: 'contact',
  summary: '记一次联络：方式、时间、内容、答应的事',
  examples: ['记 李秀兰 电话 祝生日', '刚跟老张通了电话，他女儿明年高考，下周三给他送方案', '记 王总 昨天面谈半小时 聊了养老安排'],
  roles: SERVING,
  effect: 'write',
  args: z.object({
    client: clientArg.describe('客户'),
    mode: modeArg.optional().describe('方式'),
    at: whenArg.optional().describe('什么时候，不说就是现在'),
    minutes: z.number().int().positive().optional().describe('多少分钟'),
    outcome: outcomeArg.optional().describe('结果'),
    summary: z.string().default('').describe('内容'),
    facts: z.array(factArg).default([]).describe('得知的情况'),
    promises: z.array(promiseArg).default([]).describe('答应的事'),
    nextContactOn: dateArg.optional().describe('下次联络日'),
  }),
  slots: [
    { name: 'client', kind: 'client', required: true },
    { name: 'mode', kind: 'mode' },
    { name: 'at', kind: 'when' },
    { name: 'minutes', kind: 'minutes' },
    { name: 'outcome', kind: 'outcome' },
    { name: 'summary', kind: 'text', required: true },
    { name: 'facts', kind: 'facts' },
    { name: 'promises', kind: 'promises' },
    { name: 'nextContactOn', kind: 'when' },
  ],
  cues: [
    { words: ['刚跟', '刚和', '刚给', '刚才跟', '刚才和', '刚才给', '通了电话', '通完电话', '打了电话', '打过电话', '打完电话', '聊了', '聊完', '聊过', '见了', '见完', '见过面', '面谈了', '拜访了', '拜访完', '回访了', '联系了', '联系过', '加了微信', '发了微信', '发了短信', '来网点', '来行里', '没接通', '没打通', '打不通', '没接电话', '未接通', '电访了', '上门', '吃了饭', '喝了茶'], weight: 0.5 },
  ],
  handle: async () => {
    throw new UserError('not-ready');
  },
});
