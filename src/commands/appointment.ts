import { z } from 'zod';
import { clientArg, whenArg } from '../bot/args.js';
import { defineCommand } from '../bot/command.js';
import { SERVING } from '../domain/role-group.js';
import { UserError } from '../errors.js';

export default defineCommand({
  name: 'appointment',
  aliases: [
    '预约', '约', '约见', '约面谈', '预约面谈', '约一下', '约访', '约谈', '安排面谈', '安排见面', '预约客户', '约个时间', '约好', '约好了', '约了', '登记预约',
  ],
  group: 'contact',
  summary: '约客户见面，到时提醒',
  examples: ['预约 李秀兰 11月30日 10:00 园区支行', '约王总下周二下午3点面谈', '预约 赵敏 明天上午9点 和何婧一起'],
  roles: SERVING,
  effect: 'write',
  args: z.object({
    client: clientArg.describe('客户'),
    at: whenArg.describe('什么时候'),
    place: z.string().max(60).optional().describe('地点'),
    participants: z.array(z.string()).optional().describe('同去的人'),
  }),
  slots: [
    { name: 'client', kind: 'client', required: true },
    { name: 'at', kind: 'when', required: true },
    { name: 'place', kind: 'text' },
    { name: 'participants', kind: 'staff' },
  ],
  cues: [
    { words: ['约了', '约好', '约定', '约在', '约面谈', '约见', '面谈', '见面', '约我', '约他', '约她', '过来办', '来网点', '来行里', '上门拜访', '一起吃饭'], weight: 0.35 },
  ],
  handle: async () => {
    throw new UserError('not-ready');
  },
});
