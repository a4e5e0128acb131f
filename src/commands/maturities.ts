import { z } from 'zod';
import { clientArg, periodArg } from '../bot/args.js';
import { defineCommand, type Outcome, type Turn } from '../bot/command.js';
import { addressOf } from '../bot/due-care.js';
import { listPage, type ListLine } from '../bot/list-page.js';
import { monthPicture, pictureReply, type DayAmount } from '../bot/picture.js';
import { addDays, dateAt, firstOfMonth, formatFullDay, isWorkday, lastOfMonth, mondayOf } from '../domain/calendar/index.js';
import { maturityMonth } from '../domain/maturity.js';
import { formatFen } from '../domain/money.js';
import { kindWords } from '../domain/product.js';
import { SERVING } from '../domain/role-group.js';

const YEARS_AHEAD_DAYS = 3660;
const WEEKS_SHOWN = 6;
/** Up to so many days a list is read faster than a picture. */
const WORDS_SUFFICE = 5;

export default defineCommand({
  name: 'maturities',
  aliases: [
    '到期',
    '到期通知',
    '发到期通知',
    '发 到期通知',
    '到期日历',
    '到期月历',
    '到期产品',
    '到期客户',
    '到期清单',
    '到期的',
    '查到期',
    '看到期',
  ],
  group: 'money',
  summary: '产品到期月历，按天合计；也可看一位客户的',
  examples: ['到期', '到期 12月', '到期 李秀兰'],
  roles: SERVING,
  effect: 'read',
  args: z.object({
    client: clientArg.optional().describe('只看一位客户'),
    period: periodArg.optional().describe('哪段时间，不说就是本月今天起'),
  }),
  slots: [
    { name: 'client', kind: 'client' },
    { name: 'period', kind: 'period' },
  ],
  cues: [
    {
      words: [
        '到期的产品',
        '什么到期',
        '谁到期',
        '有到期',
        '到期的有',
        '到期的客户',
        '哪些到期',
        '快到期',
        '产品到期',
        '存单到期',
        '理财到期',
        '多少到期',
        '几笔到期',
        '有什么到期的',
        '到期多少',
      ],
      weight: 0.5,
    },
  ],
  handle: async ({ args, ...turn }) => {
    const today = dateAt(turn.now);
    if (args.client && NOTICE.test(turn.text)) {
      const [next] = await turn.store.holding.listMaturing([args.client.id], today, addDays(today, NOTICE_AHEAD_DAYS));
      if (next) return noticeDraft(turn, next.id);
    }
    if (args.client) return ofClient(turn, args.client.id, args.period?.date ?? today, args.period?.endDate ?? addDays(today, YEARS_AHEAD_DAYS), 0);
    if (args.period) return month(turn, args.period.date, args.period.endDate, 0);
    const end = lastOfMonth(today);
    // The last days of a month look on into the next.
    return month(turn, today, addDays(end, -7) <= today ? lastOfMonth(addDays(end, 1)) : end, 0);
  },
  taps: {
    /** 发到期通知: words for the client, to be sent by the manager. */
    maturityNotice: async ({ tap, ...turn }) => noticeDraft(turn, tap.id),
    maturities: async ({ tap, ...turn }) => {
      const [offset = '0', from = '', to = ''] = tap.id.split('.');
      return month(turn, from, to, Number(offset));
    },
    maturityDay: async ({ tap, ...turn }) => {
      const [offset = '0', on = ''] = tap.id.split('.');
      return ofDay(turn, on, Number(offset));
    },
    maturityOf: async ({ tap, ...turn }) => {
      const [offset = '0', clientId = '', from = '', to = ''] = tap.id.split('.');
      return ofClient(turn, clientId, from, to, Number(offset));
    },
  },
});

/** 「发到期通知 李秀兰」: not the list, the words for her. */
const NOTICE = /发.{0,4}到期(?:通知|提醒)|到期通知.{0,2}发/;
/** What falls due later is no news for the client yet. */
const NOTICE_AHEAD_DAYS = 60;

/** By day, with what falls due in each week. */
async function month(turn: Turn, from: string, to: string, offset: number) {
  const rows = await turn.store.due.maturities(from, to, turn.user);
  const names = new Map(rows.map((row) => [row.holdingId, row.name]));
  const holdings = rows.map((row) => ({
    id: row.holdingId,
    clientId: row.clientId,
    productCode: row.productCode,
    amountFen: row.amountFen,
    maturesOn: row.maturesOn,
  }));
  const months = [...new Set(holdings.map((one) => firstOfMonth(one.maturesOn)))].map((first) => maturityMonth(holdings, first, turn.calendar));
  const weeks = new Map<string, number>();
  for (const one of holdings) weeks.set(mondayOf(one.maturesOn), (weeks.get(mondayOf(one.maturesOn)) ?? 0) + one.amountFen);
  const lines = months
    .flatMap((one) => one.days)
    .sort((a, b) => a.date.localeCompare(b.date))
    .map((day): ListLine => ({
      key: `maturityDay:0.${day.date}`,
      link: '看单',
      name: formatFullDay(day.date, turn.now),
      clientId: null,
      words: () =>
        `${formatFullDay(day.date, turn.now)}${day.isWorkday ? ' ' : '（休息日）'}${formatFen(day.totalFen)} ${day.holdings
          .slice(0, 3)
          .map((one) => names.get(one.id) ?? '')
          .join('、')}${day.holdings.length > 3 ? `等${day.holdings.length}笔` : ''}`,
    }));
  const page = await listPage(
    turn,
    'maturities',
    lines,
    offset,
    { command: 'maturities', verb: 'maturities', rest: `${from}.${to}` },
    {
      state: 'month',
      from,
      to,
      count: holdings.length,
      sum: holdings.reduce((sum, one) => sum + one.amountFen, 0),
      name: null,
      weeks: [...weeks]
        .sort((a, b) => a[0].localeCompare(b[0]))
        .slice(0, WEEKS_SHOWN)
        .map(([monday, fen]) => `${Number(monday.slice(5, 7))}月${Number(monday.slice(8))}日那周${formatFen(fen)}`),
    },
  );
  if (offset > 0) return page;
  const amounts = months.flatMap((one) => one.days.map((day) => ({ on: day.date, fen: day.totalFen })));
  return { ...page, replies: [...sheet(amounts, from, to, turn.now), ...page.replies] };
}

/** More days than one reads off a list: the month as a sheet, after the day that matters most. */
function sheet(days: readonly DayAmount[], from: string, to: string, now: Date) {
  const [most] = [...days].sort((a, b) => b.fen - a.fen);
  if (!most || days.length <= WORDS_SUFFICE) return [];
  const sum = formatFen(days.reduce((total, day) => total + day.fen, 0));
  const title = from.slice(0, 7) === to.slice(0, 7) ? `${Number(from.slice(5, 7))}月到期 ${sum}` : `到期 ${sum}`;
  return pictureReply(`到期最多的一天：${formatFullDay(most.on, now)}，${formatFen(most.fen)}`, monthPicture(title, from, to, days, dateAt(now)));
}

async function ofDay(turn: Turn, on: string, offset: number) {
  const rows = (await turn.store.due.maturities(on, on, turn.user)).sort((a, b) => b.amountFen - a.amountFen);
  const lines = rows.map((row): ListLine => ({
    key: `view:${row.clientId}`,
    link: '联系',
    name: row.name,
    clientId: row.clientId,
    words: (shown) => `${shown(row.name, 'name')} ${shown(row.amountFen, 'amountFen')} ${row.productName}`,
  }));
  return listPage(
    turn,
    'maturities',
    lines,
    offset,
    { command: 'maturities', verb: 'maturityDay', rest: on },
    {
      state: isWorkday(on, turn.calendar) ? 'day' : 'dayOff',
      from: on,
      to: on,
      count: rows.length,
      sum: rows.reduce((sum, row) => sum + row.amountFen, 0),
      name: null,
      weeks: [],
    },
  );
}

async function ofClient(turn: Turn, clientId: string, from: string, to: string, offset: number) {
  const client = await turn.store.client.getFor(turn.user, clientId);
  if (client.reduced) return { replies: [turn.reply('no-balances', { name: client.name })], session: { lastClientId: clientId } };
  const rows = await turn.store.holding.listMaturing([clientId], from, to);
  const lines = rows.map((row): ListLine => ({
    key: `holdings:${clientId}`,
    name: row.productName,
    clientId,
    words: (shown) => `${formatFullDay(row.maturesOn ?? '', turn.now)} ${shown(row.amountFen, 'amountFen')} ${row.productName}`,
  }));
  const page = await listPage(
    turn,
    'maturities',
    lines,
    offset,
    { command: 'maturities', verb: 'maturityOf', rest: `${clientId}.${from}.${to}` },
    {
      state: 'client',
      from,
      to,
      count: rows.length,
      sum: rows.reduce((sum, row) => sum + row.amountFen, 0),
      name: client.honorific ?? client.name,
      weeks: [],
    },
  );
  return { ...page, session: { lastClientId: clientId } };
}

/** Says when and where the money goes and offers a talk; names no product, so it is service and no marketing. Source: domain §12. */
async function noticeDraft(turn: Turn, holdingId: string): Promise<Outcome> {
  const { store, user } = turn;
  const holding = await store.holding.find(holdingId);
  if (!holding?.maturesOn) return { replies: [turn.reply('card-gone', {})] };
  const client = await store.client.getFor(user, holding.clientId);
  if (client.reduced) return { replies: [turn.reply('no-balances', { name: client.name })], session: { lastClientId: client.id } };
  const [row] = await store.due.byIds([holding.clientId]);
  if (!row) return { replies: [turn.reply('card-gone', {})] };
  const call = addressOf(row, holding.maturesOn);
  return {
    replies: [
      turn.reply('maturity-notice', {
        clientId: row.clientId,
        name: row.name,
        call,
        kind: kindWords(holding.productKind),
        on: holding.maturesOn,
        by: user.name,
      }),
    ],
    change: { kind: 'card-change', after: '已备好，待您发送' },
    session: { lastClientId: row.clientId },
  };
}
