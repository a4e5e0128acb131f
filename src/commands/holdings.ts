import { z } from 'zod';
import { clientArg } from '../bot/args.js';
import { presenterFor, shortCall } from '../bot/client-facts.js';
import { defineCommand, type Turn } from '../bot/command.js';
import { dateAt } from '../domain/calendar/index.js';
import type { Present } from '../bot/list-page.js';
import { PRODUCT_KIND_TITLES, type ProductKind } from '../domain/product.js';
import { SEEING_HOLDINGS } from '../domain/role-group.js';

export default defineCommand({
  name: 'holdings',
  aliases: ['持仓', '持有', '资产', '资产情况', '持有产品', '仓位', '买了什么', '产品持有', '查持仓', '看持仓'],
  group: 'client',
  summary: '看客户持有的存款、理财、基金和到期日',
  examples: ['持仓 李秀兰', '王总的持仓', '李阿姨都买了什么'],
  roles: SEEING_HOLDINGS,
  effect: 'read',
  args: z.object({
    client: clientArg.describe('要看的客户'),
  }),
  slots: [{ name: 'client', kind: 'client', required: true }],
  cues: [
    {
      words: [
        '持仓',
        '持有',
        '仓位',
        '买了什么',
        '买了哪些',
        '买了啥',
        '有什么产品',
        '有哪些产品',
        '持有什么',
        '有多少钱',
        '多少资产',
        '资产有多少',
        '资产多少',
        '资产情况',
      ],
      weight: 0.6,
    },
  ],
  handle: ({ args, ...turn }) => holdings(turn, args.client.id),
  clientTaps: { holdings: 'client.view' },
  taps: { holdings: async ({ tap, ...turn }) => holdings(turn, tap.id) },
});

/** As many lines as a phone shows; the rest is counted. */
const MOST_LINES = 8;

async function holdings(turn: Turn, clientId: string) {
  const client = await turn.store.client.getFor(turn.user, clientId);
  const shown = await presenterFor(turn, clientId);
  const today = dateAt(turn.now);
  const session = { lastClientId: clientId };
  if (client.reduced) return { replies: [turn.reply('no-balances', { name: shown(client.name, 'name') })], session };
  const held = (await turn.store.holding.listForClient(clientId)).filter((h) => h.maturesOn === null || h.maturesOn >= today);
  const total = held.reduce((sum, h) => sum + (h.valueFen ?? h.amountFen), 0);
  const lines = held
    .sort((a, b) => (b.valueFen ?? b.amountFen) - (a.valueFen ?? a.amountFen))
    .slice(0, MOST_LINES)
    .map((h, i) => {
      const gain = h.valueFen !== null && h.costFen !== null ? h.valueFen - h.costFen : null;
      return {
        n: i + 1,
        name: h.productName,
        kind: PRODUCT_KIND_TITLES[h.productKind],
        risk: h.productKind === 'deposit' ? null : h.riskLevel,
        amount: shown(h.valueFen ?? h.amountFen, 'amountFen'),
        gain: gain !== null && gain !== 0 ? gain : null,
        rate: gain !== null && h.costFen !== null && h.costFen > 0 ? gain / h.costFen : null,
        maturesOn: h.maturesOn,
      };
    });
  const dates = held.flatMap((h) => (h.valueOn === null ? [] : [h.valueOn])).sort();
  return {
    replies: [
      turn.reply('holdings', {
        name: shortCall(client),
        total: shown(total, 'amountFen'),
        count: held.length,
        lines,
        more: held.length - lines.length,
        asOf: dates[0] ?? client.aumOn,
        asked: kindAsked(turn.text.replace(client.name, ''), held, shown),
      }),
    ],
    session,
    why: [{ code: 'holdings', text: '各产品按市值，没有市值的按金额', source: '行内数据，按导入的市值日期' }],
  };
}

const KIND_WORDS: readonly [word: RegExp, kinds: readonly ProductKind[]][] = [
  [/保险/, ['insurance']],
  [/基金/, ['fund']],
  [/理财/, ['wealth']],
  [/存款|存单|定期|活期/, ['deposit', 'structured']],
  [/信托/, ['trust']],
  [/私募/, ['privateFund']],
  [/贵金属|黄金/, ['metal']],
  [/债券?/, ['bond']],
];

/** 「赵敏有没有买保险」: the kind that is asked about, and what of it he holds; null = all are. */
function kindAsked(text: string, held: readonly { productKind: ProductKind; valueFen: number | null; amountFen: number }[], shown: Present) {
  const found = KIND_WORDS.map(([word, kinds]) => ({ word: word.exec(text)?.[0], kinds })).filter((one) => one.word !== undefined);
  const only = found.length === 1 ? found[0] : undefined;
  if (!only) return null;
  const own = held.filter((one) => only.kinds.includes(one.productKind));
  return {
    word: only.word,
    count: own.length,
    amount: shown(
      own.reduce((sum, one) => sum + (one.valueFen ?? one.amountFen), 0),
      'amountFen',
    ),
  };
}
