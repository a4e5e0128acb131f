import { z } from 'zod';
import { clientArg } from '../bot/args.js';
import { defineCommand, type Turn } from '../bot/command.js';
import { FESTIVAL_OF, greetingCard, nextOccasion, occasionDay } from '../bot/greeting-card.js';
import { timeAt } from '../domain/calendar/index.js';
import { SERVING } from '../domain/role-group.js';

export default defineCommand({
  name: 'greeting',
  aliases: [
    '祝福',
    '写祝福',
    '拟祝福',
    '祝福语',
    '发祝福',
    '写个祝福',
    '写一段祝福',
    '写条祝福',
    '生日祝福',
    '节日祝福',
    '起草祝福',
    '看祝福',
    '拟个祝福',
  ],
  group: 'care',
  summary: '拟一条祝福，复制后自己发',
  examples: ['祝福 李秀兰', '祝福 李秀兰 中秋'],
  roles: SERVING,
  effect: 'write',
  args: z.object({
    client: clientArg.describe('给谁'),
    occasion: z.string().optional().describe('什么日子，不说就按最近的'),
  }),
  slots: [
    { name: 'client', kind: 'client', required: true },
    {
      name: 'occasion',
      kind: 'word',
      values: {
        生日: 'birthday',
        元旦: 'newYear',
        新年: 'newYear',
        除夕: 'newYearEve',
        春节: 'spring',
        过年: 'spring',
        拜年: 'spring',
        元宵: 'lantern',
        妇女节: 'womensDay',
        三八: 'womensDay',
        劳动节: 'labourDay',
        五一: 'labourDay',
        母亲节: 'mothersDay',
        端午: 'dragonBoat',
        父亲节: 'fathersDay',
        七夕: 'qixi',
        中秋: 'midAutumn',
        国庆: 'nationalDay',
        重阳: 'chongyang',
        腊八: 'laba',
        小年: 'xiaonian',
        冬至: 'winterSolstice',
      },
    },
  ],
  cues: [{ words: ['写个祝福', '写段祝福', '写一段祝福', '拟个祝福', '写条祝福', '祝福怎么写', '写个生日祝福', '发个祝福'], weight: 0.6 }],
  async handle({ args, ...turn }) {
    const [row] = await turn.store.due.byIds([args.client.id]);
    if (!row) return greetingCard(turn, args.client.id, 'birthday', '', 0);
    const key = args.occasion === undefined ? undefined : (FESTIVAL_OF[args.occasion] ?? args.occasion);
    const wanted = key === undefined ? nextOccasion(turn, row) : { key, on: occasionDay(turn, row, key) };
    if (!wanted) return noOccasion(turn, args.client);
    return greetingCard(turn, args.client.id, wanted.key, wanted.on, 0);
  },
  taps: {
    /** 看祝福, 换一条: `<client>.<occasion>.<day>.<which>`. */
    greet: async ({ tap, ...turn }) => {
      const [clientId = '', key = 'birthday', on = '', index = '0'] = tap.id.split('.');
      return greetingCard(turn, clientId, key, on, Number(index));
    },
    /** 今年不发: `<client>.<occasion>:<day>`. */
    greetSkip: async ({ tap, ...turn }) => skip(turn, tap.id),
  },
});

/** Neither a birthday nor a festival to write for: what for is said, or the birthday is put down. */
async function noOccasion(turn: Turn, client: { id: string; name: string }) {
  await turn.store.client.getFor(turn.user, client.id); // who may not see him reads what a name that does not exist gets
  return { replies: [turn.reply('greeting', { state: 'unknown', call: client.name })], session: { lastClientId: client.id } };
}

async function skip(turn: Turn, id: string) {
  const cut = id.indexOf('.');
  const [clientId, occasion] = [id.slice(0, cut), id.slice(cut + 1)];
  const client = await turn.store.client.getFor(turn.user, clientId);
  await turn.store.careSkip.put(clientId, occasion, turn.user.id, turn.now);
  const [key = '', on = ''] = occasion.split(':');
  return {
    replies: [turn.reply('greeting-skip', { name: client.honorific ?? client.name, what: key === 'birthday' ? '生日' : key, on })],
    change: { kind: 'card-change' as const, after: `今年不发 ${timeAt(turn.now)}` },
  };
}
