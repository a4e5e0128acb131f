import { z } from 'zod';
import { periodArg } from '../bot/args.js';
import { defineCommand, type Turn } from '../bot/command.js';
import { birthdayRule, careDateOf, careDayFacts, festivalClient, relativeBirth } from '../bot/due-care.js';
import { listPage, type ListLine } from '../bot/list-page.js';
import { addDays, dateAt, festivalDatesIn, festivals, formatFullDay, listSpan } from '../domain/calendar/index.js';
import { careDays, festivalAnswer, type CareDate } from '../domain/care/index.js';
import { SERVING } from '../domain/role-group.js';

const AHEAD_DAYS = 14;

export default defineCommand({
  name: 'care',
  aliases: ['关怀', '客户关怀', '关怀日历', '关怀清单', '关怀计划'],
  group: 'care',
  summary: '看近期的关怀日子：节日、亲属生日、纪念日、出行、大事',
  examples: ['关怀', '关怀 本月'],
  roles: SERVING,
  effect: 'read',
  args: z.object({
    period: periodArg.optional().describe('哪段时间，不说就是14天内'),
  }),
  slots: [{ name: 'period', kind: 'period' }],
  cues: [{ words: ['要关怀', '该关怀', '关怀日历', '关怀谁', '关怀的'], weight: 0.5 }],
  handle: ({ args, ...turn }) => {
    const today = dateAt(turn.now);
    return list(turn, args.period?.date ?? today, args.period?.endDate ?? addDays(today, AHEAD_DAYS), 0);
  },
  taps: {
    careList: async ({ tap, ...turn }) => {
      const [offset = '0', from = '', to = ''] = tap.id.split('.');
      return list(turn, from, to, Number(offset));
    },
    /** Who may be greeted on a festival: `<festival>.<day>.<manager>.<offset>`. */
    festival: async ({ tap, ...turn }) => {
      const [name = '', on = '', managerId = '', offset = '0'] = tap.id.split('.');
      return greeted(turn, name, on, managerId, Number(offset));
    },
    festivalMore: async ({ tap, ...turn }) => {
      const [offset = '0', name = '', on = '', managerId = ''] = tap.id.split('.');
      return greeted(turn, name, on, managerId, Number(offset));
    },
  },
});

async function list(turn: Turn, first: string, last: string, offset: number) {
  const { from, to } = listSpan(first, last);
  const { store, user, rules } = turn;
  const windows = [{ from, to }];
  const dated = [
    ...(await store.due.relatives(windows, user)).flatMap((row) => {
      const when = birthdayRule(relativeBirth(row));
      return when
        ? [
            {
              row,
              date: {
                id: row.relativeId,
                clientId: row.clientId,
                kind: 'relativeBirthday',
                when,
                careAllowed: true,
                active: true,
              } satisfies CareDate,
            },
          ]
        : [];
    }),
    // A visit to somebody ill is kept out of lists (domain §7).
    ...(await store.due.careDates(windows, user)).flatMap((row) => {
      const date = row.kind === 'birthday' || row.kind === 'illness' || row.confidentiality !== 'normal' ? undefined : careDateOf(row);
      return date && (date.kind !== 'relativeBirthday' || date.careAllowed === true) ? [{ row, date }] : [];
    }),
  ];
  const days = dated.flatMap(({ row, date }) => careDays(date.when, from, to, rules).map((on) => ({ on, row, date })));
  const years = [...new Set([from.slice(0, 4), to.slice(0, 4)])].map(Number);
  const feasts = festivals
    .filter((one) => one.greeted)
    .flatMap((one) =>
      years
        .flatMap((year) => festivalDatesIn(one, year))
        .filter((on) => from <= on && on <= to)
        .map((on) => ({ on, name: one.name })),
    );
  const lines = [
    ...feasts.map(({ on, name }) => ({
      on,
      line: {
        key: `festival:${name}.${on}.${user.id}.0`,
        link: '看单',
        name,
        clientId: null,
        words: () => `${formatFullDay(on, turn.now)} ${name}`,
      } satisfies ListLine,
    })),
    ...days.map(({ on, row, date }) => {
      const facts = careDayFacts(row, date, on, dateAt(turn.now), turn.user.id);
      const line: ListLine = {
        key: `view:${row.clientId}`,
        name: row.name,
        clientId: row.clientId,
        words: (shown) =>
          `${formatFullDay(on, turn.now)} ${shown(row.name, 'name')} ${typeof facts['note'] === 'string' ? facts['note'] : typeof facts['relative'] === 'string' ? `${facts['relative']}生日` : facts.what}`,
      };
      return { on, line };
    }),
  ]
    .sort((a, b) => a.on.localeCompare(b.on))
    .map((one) => one.line);
  return listPage(turn, 'care', lines, offset, { command: 'care', verb: 'careList', rest: `${from}.${to}` }, { from, to, feast: null });
}

async function greeted(turn: Turn, name: string, on: string, managerId: string, offset: number) {
  const { store, user, rules } = turn;
  // Of a manager's clients those the reader is told about: himself, or whom he stands in for.
  const rows = (await store.due.clientsOf(managerId)).filter((row) => row.receiverId === user.id || row.mainManagerId === user.id);
  const known = await store.due.festivalFacts(rows.map((row) => row.clientId));
  const skipped = await store.careSkip.listFor(
    rows.map((row) => row.clientId),
    `${name}:${on}`,
  );
  const lines = rows
    .filter((row) => !skipped.has(row.clientId) && festivalAnswer(name, on, festivalClient(row, known.get(row.clientId)), rules).greet)
    .map((row): ListLine => ({
      key: `greet:${row.clientId}.${name}.${on}.0`,
      link: '祝福',
      name: row.name,
      clientId: row.clientId,
      words: (shown) => `${shown(row.name, 'name')}${row.honorific && row.honorific !== row.name ? `（${row.honorific}）` : ''}`,
    }));
  return listPage(
    turn,
    'care',
    lines,
    offset,
    { command: 'care', verb: 'festivalMore', rest: `${name}.${on}.${managerId}` },
    { from: on, to: on, feast: name },
  );
}
