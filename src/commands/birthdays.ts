import { z } from 'zod';
import { periodArg } from '../bot/args.js';
import { defineCommand, type Turn } from '../bot/command.js';
import { birthdayFacts, birthdayRule, careDateOf, levelOf, lunarWords } from '../bot/due-care.js';
import { listPage, type ListLine } from '../bot/list-page.js';
import { addDays, dateAt, formatFullDay, listSpan } from '../domain/calendar/index.js';
import { careDays, type CareRule } from '../domain/care/index.js';
import { SERVING } from '../domain/role-group.js';
import type { DueClient } from '../store/due-rows.js';

const AHEAD_DAYS = 7;

export default defineCommand({
  name: 'birthdays',
  aliases: ['生日', '生日客户', '寿星', '谁过生日', '谁生日', '生日名单', '生日提醒', '过生日的', '过生日的客户'],
  group: 'care',
  summary: '看谁过生日，不说时间就是7天内',
  examples: ['生日', '生日 本月', '谁过生日'],
  roles: SERVING,
  effect: 'read',
  args: z.object({
    period: periodArg.optional().describe('哪段时间'),
  }),
  slots: [{ name: 'period', kind: 'period' }],
  cues: [
    {
      words: [
        '谁过生日',
        '谁生日',
        '过生日的',
        '有没有人过生日',
        '生日的客户',
        '有人生日',
        '几个生日',
        '哪些客户生日',
        '谁快过生日',
        '谁快生日',
        '谁要生日',
        '谁要过生日',
        '快过生日',
        '快生日',
        '有谁生日',
        '有没有生日',
        '生日的有',
        '客户过生日',
        '客户生日',
        '最近谁生日',
        '最近生日',
      ],
      weight: 0.6,
    },
  ],
  handle: ({ args, ...turn }) => {
    const today = dateAt(turn.now);
    return list(turn, args.period?.date ?? today, args.period?.endDate ?? addDays(today, AHEAD_DAYS), 0);
  },
  taps: {
    birthdays: async ({ tap, ...turn }) => {
      const [offset = '0', from = '', to = ''] = tap.id.split('.');
      return list(turn, from, to, Number(offset));
    },
    /** One birthday's card: `<client>.<day>`. */
    birthday: async ({ tap, ...turn }) => {
      const [clientId = '', on = ''] = tap.id.split('.');
      await turn.store.client.getFor(turn.user, clientId);
      const [row] = await turn.store.due.byIds([clientId]);
      if (!row) return turn.reply('card-gone', {});
      const today = dateAt(turn.now);
      return { replies: [turn.reply('birthday', birthdayFacts(row, on, today, turn.user.name, turn.user.id))], session: { lastClientId: clientId } };
    },
  },
});

async function list(turn: Turn, first: string, last: string, offset: number) {
  const { from, to } = listSpan(first, last);
  const { store, user, rules } = turn;
  const windows = [{ from, to }];
  const dated: { row: DueClient; when: CareRule }[] = [
    ...(await store.due.birthdays(windows, user)).flatMap((row) => {
      const when = birthdayRule(row);
      return when ? [{ row, when }] : [];
    }),
    ...(await store.due.careDates(windows, user)).flatMap((row) => {
      const date = row.kind === 'birthday' && row.relatedPersonId === null ? careDateOf(row) : undefined;
      return date ? [{ row, when: date.when }] : [];
    }),
  ];
  const today = dateAt(turn.now);
  const found = dated
    .flatMap(({ row, when }) => careDays(when, from, to, rules).map((on) => ({ row, on, when })))
    .sort((a, b) => a.on.localeCompare(b.on) || a.row.clientId.localeCompare(b.row.clientId));
  const lines = found.map(({ row, on, when }): ListLine => ({
    key: `birthday:${row.clientId}.${on}`,
    link: '祝福',
    name: row.name,
    clientId: row.clientId,
    words: (shown) =>
      `${shown(row.name, 'name')} ${levelOf(row)} ${on === today ? '今天' : formatFullDay(on, turn.now)}${when.rule === 'lunarYearly' ? `（${lunarWords(row) ?? '农历'}）` : ''}`,
  }));
  return listPage(
    turn,
    'birthdays',
    lines,
    offset,
    { command: 'birthdays', verb: 'birthdays', rest: `${from}.${to}` },
    { from, to, today: found.filter((one) => one.on === today).length, isSpan: from !== to },
  );
}
