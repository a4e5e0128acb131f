import { z } from 'zod';
import { filtersArg } from '../bot/args.js';
import type { z as Zod } from 'zod';
import { presenterFor, tailOf, levelTitle } from '../bot/client-facts.js';
import { defineCommand, type Turn } from '../bot/command.js';
import { hasRole } from '../bot/speaker.js';
import { dateAt } from '../domain/calendar/index.js';
import { CLIENT_LEVELS, LEVEL_TITLES, levelOfTitle, type ClientLevel } from '../domain/client-level.js';
import type { ClientFilters } from '../store/client.js';
import { SERVING } from '../domain/role-group.js';

export default defineCommand({
  name: 'client-list',
  aliases: ['我的客户', '客户列表', '客户清单', '客户名单', '名下客户', '我名下的客户', '列客户', '列一下客户', '筛客户', '筛选客户', '我的名单'],
  group: 'client',
  summary: '列出名下客户，可按等级、临界、未联系、到期、生日、标签筛',
  examples: ['我的客户', '我的客户 白金 30天未联系', '我的客户 本月到期', '我的客户 标签 茶友'],
  roles: SERVING,
  effect: 'read',
  args: z.object({
    filters: filtersArg.default({}).describe('筛选条件'),
  }),
  slots: [{ name: 'filters', kind: 'filters' }],
  cues: [
    {
      words: [
        '哪些客户',
        '有哪些客户',
        '我的客户',
        '名下客户',
        '客户名单',
        '列出',
        '多少客户',
        '几个客户',
        '哪些白金',
        '哪些金卡',
        '哪些黑金',
        '没联系的客户',
        '未联系的客户',
        '名下有谁',
        '名下都有谁',
      ],
      weight: 0.5,
    },
  ],
  handle: async ({ args, ...turn }) => clientList(turn, await settled(turn, args.filters), 0),
  taps: {
    clients: async ({ tap, ...turn }) => {
      const page = pageOf(tap.id);
      return page ? clientList(turn, page.filters, page.offset) : turn.reply('card-gone', {});
    },
  },
});

/** `<offset>.<filters>` of the button that turns the page; undefined when it is none of ours. */
function pageOf(key: string): { offset: number; filters: Filters } | undefined {
  const [, offset, packed] = /^(\d{1,7})\.([\w-]+)$/.exec(key) ?? [];
  if (offset === undefined || packed === undefined) return undefined;
  try {
    const filters = filtersArg.safeParse(JSON.parse(Buffer.from(packed, 'base64url').toString()));
    return filters.success ? { offset: Number(offset), filters: filters.data } : undefined;
  } catch {
    return undefined; // no JSON
  }
}

type Filters = Zod.infer<typeof filtersArg>;

/** Words around a condition that are none: 「我名下资产最多的客户」. */
const NO_CONDITION =
  /手上|手里|手头|名下|总共|一共|总数|合计|资产|最多|最大|最有钱|最富|最高|钱|现在|目前|里面?|中|管着?|负责|在|共|户|位|个|数|列出来|列一下|报一下|叫|名字|全|团队|支行|分行|咱们?|们|啊|呀|呢|吧|了|些|要|多|俺/g;
/** What a person says of himself, before what is known of him: 喜欢打高尔夫, 家里是做生意的. */
const VERBS = /^(?:家里?|孩子|是|爱|喜欢|喜|会|打|做|玩|去|有|在|当|搞|从事)+|(?:的|人)+$/g;

/** Words that are no condition of the list are one of the person: a surname, a colleague whose clients they are, something known of them. */
async function settled(turn: Turn, filters: Filters): Promise<Filters> {
  const { text, ...rest } = filters;
  if (text === undefined || Object.keys(rest).length > 0) return filters;
  const surname = /姓([\u4e00-\u9fff]{1,2})/u.exec(text)?.[1];
  if (surname !== undefined) return { surname };
  if (hasRole(turn.user, 'branchSupervisor', 'wealthCentreHead')) {
    const name = (await turn.store.staff.listAllNames()).find((one) => turn.text.includes(one));
    const manager = name === undefined ? undefined : (await turn.store.staff.listByName(name))[0];
    if (manager) return { manager: { id: manager.id, name: manager.name } };
  }
  const word = text.replace(NO_CONDITION, '').replace(VERBS, '').trim();
  if (/资产|钱|最[大富]|aum/iu.test(turn.text) && /最/.test(turn.text)) return { byAssets: true };
  return word.length >= 2 ? { word } : {};
}

const PAGE = 10;
/** From so many days on it is said as never. */
const NEVER_DAYS = 36_500;

async function clientList(turn: Turn, filters: Filters, offset: number) {
  const { store, user, now, rules } = turn;
  const page = await store.client.list(user, storeFilters(filters, dateAt(now), rules), {
    offset,
    limit: PAGE,
    sort: filters.byAssets ? 'aum' : filters.overdue || filters.notContactedDays !== undefined ? 'lastContact' : 'level',
  });
  const lines = await Promise.all(
    page.rows.map(async (row, i) => {
      const shown = await presenterFor(turn, row.id);
      return {
        n: i + 1,
        id: row.id,
        name: shown(row.name, 'name'),
        level: levelTitle(row),
        tail: page.rows.filter(({ name }) => name === row.name).length > 1 ? tailOf(row) : '',
        aum: row.aumFen === null ? null : shown(row.aumFen, 'amountFen'),
        lastOn: row.lastContactOn,
        nextOn: row.nextContactOn,
      };
    }),
  );
  const next = offset + PAGE < page.total ? `${offset + PAGE}.${Buffer.from(JSON.stringify(filters)).toString('base64url')}` : null;
  const asOf =
    page.rows
      .map((r) => r.aumOn)
      .filter((d): d is string => d !== null)
      .sort()[0] ?? null;
  return {
    replies: [
      turn.reply('client-list', {
        team: hasRole(turn.user, 'branchSupervisor', 'wealthCentreHead'),
        total: page.total,
        what: filterWords(filters),
        none: filterWords(filters).replace(/^有/, ''),
        word: filters.word ?? null,
        lines,
        next,
        paged: offset > 0 || next !== null,
        asOf,
        from: offset + 1,
        to: offset + lines.length,
      }),
    ],
    hits: page.total,
    // A list is text without buttons: a number opens a client, the word 更多 turns the page.
    ...(lines.length > 0
      ? {
          question: {
            kind: 'list',
            command: 'client-list',
            options: [
              ...lines.map(({ id, name }) => ({ key: `view:${id}`, text: name })),
              ...(next ? [{ key: `clients:${next}`, text: '更多' }] : []),
            ],
          },
        }
      : {}),
  };
}

function storeFilters(f: Filters, today: string, rules: Turn['rules']): ClientFilters {
  const levels = (f.level ?? [])
    .map((word) => levelOfTitle(word) ?? (CLIENT_LEVELS as readonly string[]).find((l) => l === word))
    .filter((l): l is ClientLevel => l !== undefined);
  return {
    ...(levels.length > 0 ? { levels } : {}),
    ...(f.notContactedDays === undefined ? {} : { notContactedDays: f.notContactedDays }),
    ...(f.overdue ? { contactDueBy: today } : {}),
    ...(f.maturing ? { maturing: { from: f.maturing.date, to: f.maturing.endDate } } : {}),
    ...(f.birthday ? { birthday: { from: f.birthday.date, to: f.birthday.endDate } } : {}),
    ...(f.tag === undefined ? {} : { tag: f.tag }),
    ...(f.surname === undefined ? {} : { surname: f.surname }),
    ...(f.word === undefined ? {} : { word: f.word }),
    ...(f.manager === undefined ? {} : { mainManagerId: f.manager.id }),
    ...(f.tierCritical
      ? {
          aumBands: CLIENT_LEVELS.slice(1).map((level) => ({
            fromFen: Math.ceil(rules.levelFloorFen[level] * (1 - rules.critical.upRatio)),
            toFen: rules.levelFloorFen[level],
          })),
        }
      : {}),
  };
}

/** 「白金 30天未联系」 as the first line says it. */
function filterWords(f: Filters): string {
  return [
    ...(f.level ?? []).map((word) => {
      const level = levelOfTitle(word);
      return level ? LEVEL_TITLES[level] : (LEVEL_TITLES[word as ClientLevel] ?? word);
    }),
    f.tierCritical ? '临界' : '',
    f.notContactedDays === undefined ? '' : f.notContactedDays >= NEVER_DAYS ? '从没联系过' : `${f.notContactedDays}天未联系`,
    f.overdue ? '该联络' : '',
    f.maturing ? '有产品到期' : '',
    f.birthday ? '过生日' : '',
    f.tag === undefined ? '' : `标签${f.tag}`,
    f.surname === undefined ? '' : `姓${f.surname}`,
    f.word === undefined ? '' : `有“${f.word}”`,
    f.manager === undefined ? '' : f.manager.name,
  ]
    .filter(Boolean)
    .join(' ');
}
