import { z } from 'zod';
import { clientArg, whenArg } from '../bot/args.js';
import { behindItem } from '../bot/behind.js';
import { shortCall, fullCall } from '../bot/client-facts.js';
import { defineCommand, type Turn } from '../bot/command.js';
import { formatDayTime, instantAt, timeAt } from '../domain/calendar/index.js';
import { undoableUntil } from '../domain/contact-record.js';
import { SERVING } from '../domain/role-group.js';
import type { TaskRow } from '../store/task.js';

export default defineCommand({
  name: 'appointment',
  aliases: [
    '预约',
    '约',
    '约见',
    '约面谈',
    '预约面谈',
    '约一下',
    '约访',
    '约谈',
    '安排面谈',
    '安排见面',
    '预约客户',
    '约个时间',
    '约好',
    '约好了',
    '约了',
    '登记预约',
    '记个约',
    '记一个约',
    '加个约',
    '定个约',
  ],
  group: 'contact',
  label: '约面谈',
  summary: '约客户见面，到时提醒',
  examples: ['预约 李秀兰 11月30日 10:00 园区支行', '约王总下周二下午3点面谈', '预约 赵敏 明天上午9点 和何婧一起'],
  roles: SERVING,
  effect: 'write',
  args: z.object({
    client: clientArg.describe('客户'),
    at: whenArg.describe('什么时候'),
    place: z.string().max(60).optional().describe('地点'),
    participants: z.array(z.string()).optional().describe('同去的人'),
    instead: z.string().optional().describe('改哪一条预约'),
  }),
  slots: [
    { name: 'client', kind: 'client', required: true },
    { name: 'at', kind: 'when', required: true },
    { name: 'place', kind: 'text' },
    { name: 'participants', kind: 'staff' },
  ],
  cues: [
    {
      words: [
        '约了',
        '约好',
        '约定',
        '约在',
        '约面谈',
        '约见',
        '面谈',
        '见面',
        '约我',
        '约他',
        '约她',
        '过来办',
        '来网点',
        '来行里',
        '上门拜访',
        '一起吃饭',
      ],
      weight: 0.35,
    },
  ],
  listed: ({ client, at, place, participants = [] }, now) => [
    { key: '客户', value: client.guessed ? `${client.name}（猜）` : client.name },
    { key: '时间', value: formatDayTime(at.date, at.time, now) },
    ...(place ? [{ key: '地点', value: place }] : []),
    ...(participants.length > 0 ? [{ key: '同去', value: participants.join('、') }] : []),
  ],
  clientTaps: { meet: 'contact.write' },
  taps: {
    /** 约面谈, from a card about a client: the time is asked for. */
    meet: async ({ tap, ...turn }) => {
      const { id, name } = await turn.store.client.getFor(turn.user, tap.id);
      return { replies: [], again: { words: `预约 ${name}`, client: { id, name } } };
    },
  },
  behind: behindItem,
  async handle({ args, ...turn }) {
    const { store, user, now, rules } = turn;
    const client = await store.client.getFor(user, args.client.id);
    const at = instantAt(args.at.date, args.at.time ?? rules.calendar.businessDayStart);
    if (at <= now) return turn.reply('appointment-past', { name: shortCall(client), at });
    const text = `${shortCall(client)} 面谈${args.place ? `，${args.place}` : ''}`;
    const { place, participants = [] } = args;
    const { id, isNew } = await keep(turn, args.instead, {
      text,
      clientId: client.id,
      dueAt: at.getTime(),
      dueOn: args.at.date,
      dueTime: args.at.time ?? null,
      place: place ?? null,
      participants: participants.length > 0 ? JSON.stringify(participants) : null,
    });
    return {
      replies: [
        turn.reply('appointment', {
          id,
          clientId: client.id,
          name: fullCall(client),
          short: shortCall(client),
          on: args.at.date,
          time: args.at.time ?? null,
          place: place ?? null,
          participants,
          // What 撤销 would take back is the appointment, not its new place.
          undoUntil: isNew ? timeAt(undoableUntil(now, rules)) : null,
        }),
      ],
      stored: [{ kind: 'task', id }],
      session: { lastClientId: client.id },
    };
  },
});

type Arranged = Pick<TaskRow, 'text' | 'clientId' | 'dueAt' | 'dueOn' | 'dueTime' | 'place' | 'participants'>;

/** A new appointment, or the open one of his own that it is put in the place of. */
async function keep({ store, user, now, text }: Turn, instead: string | undefined, arranged: Arranged): Promise<{ id: string; isNew: boolean }> {
  const old = instead === undefined ? undefined : await store.task.find(instead);
  if (old?.ownerId === user.id && old.state === 'open') {
    await store.task.change(old.id, { ...arranged, remindedAt: null }, now);
    return { id: old.id, isNew: false };
  }
  const made = { kind: 'appointment', ownerId: user.id, words: text, createdBy: user.id, createdAt: now.getTime() };
  return { id: await store.task.add({ ...made, ...arranged }), isNew: true };
}
