import { z } from 'zod';
import { clientArg } from '../bot/args.js';
import { caseFor, findCase, type FoundCase } from '../bot/case-acts.js';
import { isOver } from '../bot/case-facts.js';
import { caseCard, caseHistory, caseList, caseMore, casesOfClient, caseWhy, openCases } from '../bot/case-card.js';
import { complainantOf, kindTitle, standingWords } from '../bot/case-words.js';
import { answerAct, asksFirst, canAct, doAct, isDropped, tapAct } from '../bot/case-flow.js';
import { defineCommand, type Outcome, type Turn } from '../bot/command.js';
import type { Frame } from '../domain/intent.js';
import { SEEING_CASES } from '../domain/role-group.js';

/** Words for what can be done, by the act they stand for. */
const ACT_WORDS = {
  联系了: 'contacted',
  已联系: 'contacted',
  联系: 'contacted',
  进展: 'progress',
  记进展: 'progress',
  答复客户: 'reply',
  回复客户: 'reply',
  答复: 'reply',
  回复: 'reply',
  延期: 'extend',
  申请延期: 'extend',
  批准延期: 'approve',
  不批: 'refuse',
  决定: 'decide',
  结论: 'decide',
  告知: 'notify',
  结案: 'close',
  关闭: 'close',
  办结: 'close',
  核查: 'recheck',
  申请核查: 'recheck',
  核查结论: 'rechecked',
  撤诉: 'withdraw',
  撤回: 'withdraw',
  合并: 'merge',
  并入: 'merge',
  暂停: 'pause',
  暂停计时: 'pause',
  恢复: 'resume',
  恢复计时: 'resume',
  转办: 'assign',
  改派: 'assign',
  换调查人: 'investigator',
  调查人: 'investigator',
  批示: 'comment',
  不予办理: 'notProcess',
  新情况: 'newFacts',
  有新情况: 'newFacts',
  重大: 'major',
  定为重大: 'major',
  改为诉求: 'downgrade',
  改为投诉: 'upgrade',
  历程: 'history',
  经过: 'history',
  依据: 'why',
} as const;
const ACTS = [...new Set(Object.values(ACT_WORDS))] as [string, ...string[]];

export default defineCommand({
  name: 'case-list',
  aliases: [
    '案件',
    '案件列表',
    '在办案件',
    '我的案件',
    '查案件',
    '看案件',
    '投诉列表',
    '诉求列表',
    '投诉进度',
    '案件进度',
    '在办',
    '投诉案件',
    '案件清单',
    '看投诉',
    '查投诉',
    '我的投诉',
    '答复',
    '答复客户',
    '回复客户',
    '记进展',
    '进展',
    '结论',
    '告知',
    '结案',
    '申请延期',
    '延期',
    '批准延期',
    '撤诉',
    '批示',
    '改派',
    '转办',
    '换调查人',
    '不批',
    '合并',
    '核查',
    '申请核查',
    '核查结论',
    '不予办理',
    '暂停计时',
    '恢复计时',
    '有新情况',
    '定为重大',
    '改为诉求',
    '改为投诉',
  ],
  group: 'case',
  summary: '看在办的投诉和诉求、剩多少时间，或处理其中一件',
  examples: ['案件', '案件 TS-107', '案件 TS-107 进展 已核实流水，等后台回复'],
  roles: SEEING_CASES,
  effect: 'read',
  args: z.object({
    case: z.string().optional().describe('案件号'),
    client: clientArg.optional().describe('客户'),
    act: z.enum(ACTS).optional().describe('要办的事'),
    text: z.string().max(2000).optional().describe('内容'),
  }),
  slots: [
    { name: 'case', kind: 'caseNo' },
    { name: 'client', kind: 'client' },
    { name: 'act', kind: 'word', values: ACT_WORDS },
    { name: 'text', kind: 'text' },
  ],
  cues: [
    {
      words: [
        '在办案件',
        '案件',
        '投诉办到哪',
        '投诉处理得',
        '投诉进度',
        '投诉进展',
        '投诉到哪',
        '投诉还剩',
        '案子',
        '有没有投诉',
        '投诉情况',
        '投诉怎么样',
        '有投诉吗',
        '投诉快',
        '投诉要到',
        '投诉超',
        '投诉有几',
        '投诉没办',
        '投诉还没',
        '没处理的投诉',
        '哪些投诉',
        '几个投诉',
        '几件投诉',
        '手上的投诉',
        '在办的投诉',
        '未结的投诉',
      ],
      weight: 0.5,
    },
  ],
  action: 'client.find',
  // What another act asked is answered no more.
  handle: async (turn) => ({ ...(await open(turn)), ...(turn.args.act === undefined ? {} : { closes: 'case-sentence' as const }) }),
  givenUp: 'case-dropped',
  hears: async (turn) => {
    const number = /^\s*((?:TS|SQ)-?\d{1,8})[\s。.]*$/i.exec(turn.text.normalize('NFKC'))?.[1];
    if (number !== undefined) return { case: number.toUpperCase().replace(/^([A-Z]+)-?/, '$1-') };
    // 「结论」, 「告知 短信 回执0911」
    const [word = '', ...rest] = turn.text.trim().split(/\s+/);
    const named = bareAct(turn.text) ?? bareAct(word);
    if (named === undefined || (await likelyCases(turn, named)).length === 0) return undefined;
    return { act: named, ...(bareAct(turn.text) === undefined ? { text: rest.join(' ') } : {}) };
  },
  taps: {
    /** 看案件 */
    case: async ({ tap, ...turn }) => caseCard(turn, await caseFor(turn, tap.id)),
    /** An act, or an option of its question: `<case>.<act>[.<step>.<value>]`. */
    caseDo: async ({ tap, ...turn }) => tapAct(turn, tap.id),
    /** 更多 */
    caseMore: async ({ tap, ...turn }) => caseMore(turn, await caseFor(turn, tap.id)),
    /** 就办这件: the one ticked. */
    caseMoreDo: async ({ tap, ...turn }) => act(turn, await caseFor(turn, tap.id), tap.selected['act']?.[0] ?? '', undefined),
    /** 依据 */
    caseWhy: async ({ tap, ...turn }) => caseWhy(turn, await caseFor(turn, tap.id)),
    /** 全部 */
    caseAll: async ({ tap: _tap, ...turn }) => caseList(turn, true),
    /** 先不办 */
    caseDrop: async ({ tap: _tap, ...turn }) => ({ replies: [turn.reply('case-dropped', {})] }),
    /** 对，就是这件: the client was guessed. */
    caseSure: async ({ tap, ...turn }) => {
      const question = turn.session.question;
      const data = question?.kind === 'case-sure' ? (question.data as unknown as Unsure) : undefined;
      if (!data?.caseIds.includes(tap.id)) return turn.reply('card-gone', {});
      return act(turn, await caseFor(turn, tap.id), data.act, data.text);
    },
  },
  answers: {
    'case-sure': async ({ question, answer, ...turn }) => {
      if (isDropped(answer)) return turn.reply('case-dropped', {});
      const { caseIds, act: named, text } = question.data as unknown as Unsure;
      const only = caseIds.length === 1 ? caseIds[0] : undefined;
      return only && SURE.test(answer.trim()) ? act(turn, await caseFor(turn, only), named, text) : undefined;
    },
    // A case's number in front, or the word of another act alone, begins something else: it is no reason for what was asked.
    'case-sentence': async ({ question, answer, ...turn }) =>
      /^(?:[把将]\s*)?(?:TS|SQ)-?\d/i.test(answer.normalize('NFKC').trim()) || bareAct(answer) !== undefined
        ? undefined
        : answerAct(turn, question, answer),
  },
});

/** Said to 「是…的TS-1吗」, and by who is asked to approve. */
const SURE = /^(?:对|对的|是|是的|好|好的|行|可以|嗯|没错|确认|同意)$/;

interface Args {
  case?: string | undefined;
  client?: { id: string; name: string; guessed?: boolean | undefined } | undefined;
  act?: string | undefined;
  text?: string | undefined;
}

/** 「案件」 the list, 「案件 TS-1」 one, 「案件 TS-1 进展 …」 an act; by client the same. */
async function open({ args, ...turn }: Turn & { args: Args }): Promise<Outcome> {
  const { case: no, client, act: named, text } = args;
  const found = no ? [await caseFor(turn, no)] : client ? await casesFor(turn, client.id) : undefined;
  if (!found && named === undefined) return caseList(turn);
  if (named !== undefined && turn.place === 'group') return { replies: [turn.reply('group-write', {})] };
  if (!found) return withoutNumber(turn, named as string, text);
  const only = found[0];
  if (!only && client && named === undefined) return noneOf(turn, client);
  if (named === undefined || found.length === 0 || !only) return casesOfClient(turn, found, client?.name ?? '');
  if (found.length > 1 || client?.guessed === true) return askWhich(turn, found, named, text);
  return turn.isGuessed === true && (await waitsForYes(turn, only, named, text)) ? askWhich(turn, found, named, text) : act(turn, only, named, text);
}

/** 「TS-2 客户不想投诉了，撤了」: heard rather than named, and it would be done at once. A line of progress is only put down. */
async function waitsForYes(turn: Turn, found: FoundCase, named: string, text: string | undefined): Promise<boolean> {
  if (named === 'progress' || !canAct(found, named)) return false;
  const isFirst = await asksFirst(turn, found, named);
  return text !== undefined || !isFirst;
}

/** Who, and that he complains or wants something: nothing is asked, and nothing told of what. */
const COMPLAINS = /^[^有没查看办问]{1,8}(?:要|想|来)?(投诉|诉求)了?[\s。.]*$/u;

/** 「刘芳投诉」 of whom no case runs: what she says next is the complaint, where this person takes them in. */
async function noneOf(turn: Turn, client: { id: string; name: string }): Promise<Outcome> {
  const kind = COMPLAINS.exec(turn.text.normalize('NFKC'))?.[1];
  const command = turn.commands.find(({ name }) => name === 'case');
  if (kind === undefined || !turn.user.roles.some(({ role }) => command?.roles.includes(role))) return casesOfClient(turn, [], client.name);
  const frame: Frame = {
    // As its keyword says it, so that what is told next is read behind it and only that is quoted.
    text: `${kind} ${client.name}`,
    now: turn.now.toISOString(),
    intent: 'case',
    effect: 'write',
    needsConfirm: true,
    confidence: 0.8,
    args: { client, kind: kind === '投诉' ? 'complaint' : 'request' },
    missing: ['text'],
    spans: [],
    alternatives: [],
    reasons: [],
  };
  const draft = await turn.store.draft.add(turn.user.id, turn.text, frame, turn.now);
  return {
    ...(await casesOfClient(turn, [], client.name, kind)),
    question: { kind: 'fill-slot', command: 'case', slot: 'text', frame, draftId: draft.id, tries: 1, options: [] },
  };
}

/** Words that are an act by themselves, as the label of a button is: 「结论」「告知了」. */
function bareAct(typed: string): string | undefined {
  const words = typed
    .normalize('NFKC')
    .replace(/[\s，。、,.;；！!：:]/g, '')
    .replace(/了$/, '');
  const acts: Readonly<Record<string, string>> = ACT_WORDS;
  return acts[words] ?? acts[`${words}了`] ?? BARE_ACTS[words];
}

const BARE_ACTS: Readonly<Record<string, string>> = {
  改成诉求: 'downgrade',
  改成投诉: 'upgrade',
  有进展: 'progress',
  告知客户: 'notify',
  写结论: 'decide',
};

/**
 * No case was said. Where only one can be meant, what the act asks for names it, and so does why it cannot be done now; with its words
 * there already, and where it asks for nothing, the case is asked about first.
 */
async function withoutNumber(turn: Turn, named: string, text: string | undefined): Promise<Outcome> {
  const likely = await likelyCases(turn, named);
  const fit = likely.filter((found) => canAct(found, named));
  const only = likely.length === 1 ? likely[0] : fit.length === 1 ? fit[0] : undefined;
  if (!only) return askWhich(turn, fit.length > 0 ? fit : likely, named, text);
  const isFirst = text === undefined && (await asksFirst(turn, only, named));
  return isFirst || !canAct(only, named) ? act(turn, only, named, text) : askWhich(turn, [only], named, text);
}

const NUMBERED = /(?:TS|SQ)-?\d/i;

/** What waits while the case is asked for. */
interface Unsure {
  caseIds: string[];
  act: string;
  text?: string;
}

const MOST_ASKED = 5;

/** The act and its words wait until the case is said. */
async function askWhich(turn: Turn, found: readonly FoundCase[], named: string, text: string | undefined): Promise<Outcome> {
  if (found.length === 0) return caseList(turn);
  const cases = await Promise.all(
    found.slice(0, MOST_ASKED).map(async ({ loaded }, i) => {
      const person = await complainantOf(turn.store, loaded.row, turn.now);
      return {
        n: i + 1,
        id: loaded.row.id,
        no: loaded.row.no,
        name: person.name,
        kind: kindTitle(loaded.row),
        standing: standingWords(loaded, turn.now),
      };
    }),
  );
  const one = cases.length === 1 ? cases[0] : undefined;
  const act = wordOfAct(named);
  const sure = cases.map(({ id, n, no }) => ({ key: `caseSure:${id}`, text: one ? '对，就是这件' : `${n} ${no}` }));
  const data: Unsure = { caseIds: cases.map(({ id }) => id), act: named, ...(text ? { text } : {}) };
  return {
    replies: [
      one
        ? turn.reply('case-sure', {
            ...one,
            act,
            into: named === 'merge' ? (text ?? null) : null,
            quoted: named === 'merge' ? null : (text ?? null),
            isNamed: NUMBERED.test(turn.text),
          })
        : turn.reply('case-which', { cases, act, text: text ?? null }),
    ],
    question: { kind: 'case-sure', command: 'case-list', data: { ...data }, options: [...sure, { key: 'caseDrop:', text: '先不办' }] },
  };
}

const wordOfAct = (named: string): string => Object.entries(ACT_WORDS).find(([, act]) => act === named)?.[0] ?? '';

/** What is done once a case is over, or only looks at it. */
const AFTER_THE_END = ['history', 'why', 'recheck'];

/** No case was said: that of the client last spoken of, else any this person works on or supervises. */
async function likelyCases(turn: Turn, named: string): Promise<FoundCase[]> {
  const last = turn.session.lastClientId;
  const ofLast = last === null ? [] : (await casesFor(turn, last)).filter(({ loaded }) => !isOver(loaded.row) || AFTER_THE_END.includes(named));
  if (ofLast.length > 0) return ofLast;
  const open = await openCases(turn);
  const found = await Promise.all(open.slice(0, MOST_ASKED).map(({ loaded }) => findCase(turn, loaded.row.id)));
  return found.filter((one) => one !== undefined);
}

function act(turn: Turn, found: FoundCase, named: string, text: string | undefined): Promise<Outcome> {
  if (named === 'history') return caseHistory(turn, found);
  if (named === 'why') return caseWhy(turn, found);
  return doAct(turn, found, named, text ? [{ text }] : []);
}

/** The open cases of a client that this person may see; where none is open, the newest one. */
async function casesFor(turn: Turn, clientId: string): Promise<FoundCase[]> {
  const running = await turn.store.case.listOpenByClient(clientId);
  const last = running.length === 0 ? await turn.store.case.findLastByClient(clientId) : undefined;
  const found = await Promise.all([...running, ...(last ? [last] : [])].map((row) => findCase(turn, row.id)));
  return found.filter((one) => one !== undefined);
}
