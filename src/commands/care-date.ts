import { z } from 'zod';
import { clientArg, dayArg } from '../bot/args.js';
import { shortCall } from '../bot/client-facts.js';
import { defineCommand } from '../bot/command.js';
import { dateAt, instantAt, lunarName, timeAt } from '../domain/calendar/index.js';
import { SERVING } from '../domain/role-group.js';

const KINDS = ['birthday', 'anniversary', 'travel', 'illness', 'milestone'] as const;
const TITLES: Readonly<Record<(typeof KINDS)[number], string>> = {
  birthday: '生日',
  anniversary: '纪念日',
  travel: '出行',
  illness: '问候',
  milestone: '大事',
};
const WORDS: Readonly<Record<string, (typeof KINDS)[number]>> = {
  生日: 'birthday',
  过寿: 'birthday',
  寿辰: 'birthday',
  纪念日: 'anniversary',
  结婚纪念日: 'anniversary',
  开户纪念日: 'anniversary',
  出行: 'travel',
  出差: 'travel',
  旅行: 'travel',
  旅游: 'travel',
  出国: 'travel',
  商旅: 'travel',
  探望: 'illness',
  生病: 'illness',
  住院: 'illness',
  手术: 'illness',
  大事: 'milestone',
  升学: 'milestone',
  高考: 'milestone',
  中考: 'milestone',
  毕业: 'milestone',
  结婚: 'milestone',
  生子: 'milestone',
  退休: 'milestone',
  乔迁: 'milestone',
  搬家: 'milestone',
  满月: 'milestone',
};
const pad = (value: number): string => String(value).padStart(2, '0');

export default defineCommand({
  name: 'care-date',
  aliases: ['登记日子', '记日子', '登记生日', '登记纪念日', '记生日', '记纪念日', '加个日子', '添加日子', '登记个日子'],
  group: 'care',
  summary: '登记客户的生日、纪念日、出行、探望或大事，到时提醒',
  examples: ['登记日子 李秀兰 结婚纪念日 5月20日', '登记日子 王建国 出差 12月3日'],
  roles: SERVING,
  effect: 'write',
  isNote: true,
  args: z.object({
    client: clientArg.describe('客户'),
    kind: z.enum(KINDS).describe('哪一类日子'),
    date: dayArg.describe('哪一天'),
  }),
  slots: [
    { name: 'client', kind: 'client', required: true },
    { name: 'kind', kind: 'word', required: true, values: WORDS },
    { name: 'date', kind: 'day', required: true },
  ],
  cues: [{ words: ['生日是', '生日在', '纪念日是', '结婚纪念日'], weight: 0.4 }],
  action: 'client.edit',
  async handle({ args, ...turn }) {
    const { store, user, now, rules } = turn;
    const client = await store.client.getFor(user, args.client.id);
    const { kind, date: day } = args;
    const yearly = kind === 'birthday' || kind === 'anniversary';
    const isHidden = kind === 'illness';
    // The longest word that was said names it: 结婚纪念日 rather than 纪念日.
    const word =
      Object.keys(WORDS)
        .filter((one) => WORDS[one] === kind && turn.text.includes(one))
        .sort((a, b) => b.length - a.length)[0] ?? null;
    if (kind === 'birthday')
      for (const one of await store.careDate.listByClient(client.id))
        if (one.kind === 'birthday' && one.relatedPersonId === null) await store.careDate.drop(one.id, now);
    const id = await store.careDate.add({
      clientId: client.id,
      relatedPersonId: null,
      kind,
      rule: yearly ? (day.lunar ? 'lunarYearly' : 'solarYearly') : kind === 'travel' ? 'range' : 'once',
      month: day.month,
      day: day.day,
      leap: day.leap ? 1 : 0,
      year: day.year ?? null,
      onDate: yearly ? null : day.date,
      endDate: null,
      leadDays: null,
      yearKey: yearly ? `${pad(day.month)}-${pad(day.day)}` : null,
      note: isHidden ? null : word,
      confidentiality: isHidden ? 'restricted' : 'normal',
      source: 'command',
      contactId: null,
      createdBy: user.id,
      createdAt: now.getTime(),
    });
    const stored = [{ kind: 'careDate', id }];
    const isDue = isHidden && day.date <= dateAt(now);
    if (isDue)
      stored.push({
        kind: 'task',
        id: await store.task.add({
          kind: 'care',
          clientId: client.id,
          ownerId: user.id,
          text: `问候${shortCall(client)}，打电话或上门`,
          dueOn: dateAt(now),
          dueAt: instantAt(dateAt(now), rules.calendar.businessDayEnd).getTime(),
          sourceKind: 'careDate',
          sourceId: id,
          createdBy: user.id,
          createdAt: now.getTime(),
        }),
      });
    return {
      replies: [
        turn.reply('care-date', {
          id,
          clientId: client.id,
          name: shortCall(client),
          title: (isHidden ? null : word) ?? TITLES[kind],
          kind,
          yearly,
          isDue,
          isNow: day.date === dateAt(now),
          on: day.date,
          lunar: day.lunar ? `农历${lunarName({ month: day.month, day: day.day, leap: day.leap === true })}` : null,
          month: day.month,
          date: day.day,
          leads:
            kind === 'birthday'
              ? [...rules.care.birthdayLead].filter((n) => n > 0)
              : kind === 'anniversary'
                ? rules.care.anniversaryLead
                : kind === 'milestone'
                  ? rules.care.milestoneLead
                  : [],
        }),
      ],
      stored,
      session: { lastClientId: client.id },
    };
  },
  takesBack: 'careDrop',
  taps: {
    /** 不要了: the day is put out of use. */
    careDrop: async ({ tap, ...turn }) => {
      const row = await turn.store.careDate.find(tap.id);
      if (!row) return turn.reply('card-gone', {});
      const client = await turn.store.client.getFor(turn.user, row.clientId);
      await turn.store.careDate.drop(row.id, turn.now);
      for (const task of await turn.store.task.listBySource('careDate', row.id))
        if (task.state === 'open') await turn.store.task.change(task.id, { state: 'cancelled' }, turn.now);
      return {
        replies: [turn.reply('care-date-gone', { name: shortCall(client) })],
        stored: [{ kind: 'careDate', id: row.id }],
        change: { kind: 'card-change' as const, after: `已删 ${timeAt(turn.now)}` },
      };
    },
  },
});
