import type { IntentSpec } from '../domain/intent.js';
import { standsBeforeName } from './client-mention.js';
import { CUES } from './cues.js';
import { draft } from './draft.js';
import type { Draft } from './draft.js';
import { filtersIn } from './filters.js';
import { argOf, asksOf, spec } from './free-guard.js';
import { skipSeparators } from './keyword.js';
import { once, type Reading } from './reading.js';
import { lastSpokenOf, mainMention, takeClient } from './slots.js';

const LISTED =
  /(?:哪些|多少|几个|几位)[^,。?]{0,2}(?:白金|黑金|金卡|高端|顶端|大众|临界)(?:的|客户)|(?:哪些|多少|几个|几位|列出|列一下|有没有)[^,。?]{0,6}(?:白金|黑金|金卡|高端|顶端|大众|临界)[^,。?]{0,6}客户|^(?:白金|黑金|金卡|高端|顶端|大众|临界)[^,。?]{0,2}客户(?:都)?(?:有哪些|有几[个位]|有多少|有谁|是哪些|是谁|名单|列表)|^(?:白金|黑金|金卡|高端|顶端|大众|临界)客户[\s,].{0,12}(?:没联系|未联系|没联络|未联络|到期|生日|超期)/;

/** 「聊了存单到期续存的事」: told, and asks for no list. */
const TELLS =
  /^(?:我|刚才?|今天|上午|下午|就|也|还|又|主要|都|跟[他她]|和[他她]|[\s,])*(?:聊|谈|说|讲|沟通|介绍|讨论|交流)(?:了(?![吗没么])|过(?![吗没么])|到|起|的(?:是|都|就))/;

/** Words that ask for a list or for a client, without naming it first. Reads only. */
export function freeRead(reading: Reading): Draft | undefined {
  const { text } = reading;
  const scores = cueScores(reading);
  const list = spec(reading, 'client-list');
  if (list && text.length <= 40 && reading.hasCue(CUES.level) && LISTED.test(text) && !reading.has('hearsay') && !reading.has('hypothetical'))
    return draft(list, { filters: filtersIn(reading, 0) }, { confidence: 0.8 });
  if (scores.length === 0 || text.length > 60 || (TELLS.test(text) && asksOf(reading) === undefined)) return undefined;
  const main = mainMention(reading);
  const best = scores.find(
    ({ intent }) =>
      intent.effect === 'read' &&
      (!intent.slots.some((slot) => slot.kind === 'client' && slot.required) || main !== undefined || lastSpokenOf(reading) !== undefined),
  );
  if (!best || best.score < 0.4 || reading.has('hearsay') || reading.has('hypothetical')) return undefined;
  const { intent } = best;
  if (isAboutTheTrade(text, intent, main !== undefined)) return undefined;
  const takesClient = intent.slots.some((slot) => slot.kind === 'client');
  if (takesClient) {
    const isNeeded = intent.slots.some((slot) => slot.kind === 'client' && slot.required);
    const client = main ? argOf(reading, main) : isNeeded && text.length <= LONGEST_BARE_ASK ? lastSpokenOf(reading) : undefined;
    if (client)
      return draft(
        intent,
        { client },
        { confidence: 0.85, ...(main ? { taken: { arg: client, start: main.start, end: main.end, mention: main } } : {}) },
      );
    if (isNeeded) return undefined;
  }
  if (intent.slots.some((slot) => slot.kind === 'filters')) return draft(intent, { filters: filtersIn(reading, 0) }, { confidence: 0.8 });
  const moment = intent.slots.some((slot) => slot.kind === 'period') ? reading.moments('future')[0] : undefined;
  const period =
    moment && moment.value.date && !moment.value.vague ? { date: moment.value.date, endDate: moment.value.endDate ?? moment.value.date } : undefined;
  // 「这周要做什么」 is what 本周 says.
  const isSaid =
    period && !(intent.name === 'week' && period.date <= reading.today && period.endDate >= reading.today && period.date !== period.endDate);
  return draft(intent, isSaid ? { period } : {}, { confidence: 0.8 });
}

/** A question longer than this says whose list is meant, or that it is about us. */
const LONGEST_BARE_ASK = 10;
const OF_MINE = /我|客户|谁|名下|手上|手里|哪几|几个|几位|多少|有没有|列|今天|明天|本周|这周|下周|本月|这个?月|下个?月|最近/;
/** 「逾期利息怎么算」「商机无限」「我的客户太难了」. */
const OF_THE_TRADE = /怎么(?:算|定义)|征信|罚息|利息|什么意思|率(?:上升|下降|高|低|$)|无限|(?<!没|还)做完|太[多难累烦]|都睡|临界点/;
const OF_US = /财伴|你|这个|机器人|系统|功能|命令|指令|这里/;

/** 「个人贷款逾期还款会产生罚息吗」「积分怎么用」: the words of a list in a question about the bank's trade. */
function isAboutTheTrade(text: string, intent: IntentSpec, namesClient: boolean): boolean {
  if (namesClient) return false;
  if (intent.effect === 'read' && intent.name !== 'help' && intent.name !== 'why' && OF_THE_TRADE.test(text)) return true;
  if (text.length < LONGEST_BARE_ASK - 1) return false;
  if (intent.name === 'help') return !OF_US.test(text) || /卡|账户|转账|贷款|存款|支付|银行|密码|积分|利息/.test(text);
  return text.length > LONGEST_BARE_ASK && !OF_MINE.test(text);
}

/** What cue words speak for, strongest first. */
export const cueScores = once(findCueScores);

interface CueScore {
  intent: IntentSpec;
  /** 0 to 1. */
  score: number;
}

function findCueScores(reading: Reading): CueScore[] {
  const { text, context } = reading;
  const scores: CueScore[] = [];
  for (let at = 0; at < text.length; at++) {
    const cues = context.intents.cues.of(text.charCodeAt(at), text.charCodeAt(at + 1));
    if (cues.length === 0) continue;
    const word = cues.find((cue) => text.startsWith(cue.word, at))?.word;
    if (word === undefined || reading.isQuoted(at)) continue;
    for (const { word: own, intent, weight } of cues) {
      if (own !== word) continue;
      const known = scores.find((one) => one.intent === intent);
      if (known) known.score = Math.min(1, known.score + weight);
      else scores.push({ intent, score: Math.min(1, weight) });
    }
  }
  return scores.sort((one, other) => other.score - one.score);
}

/** 「那老赵呢」: the same of another one. */
const OF_ANOTHER = /^那[^,。那个边么时天]{2,6}呢[\s?。]*$/;
const beginOf = (text: string): number => skipSeparators(text, OF_ANOTHER.test(text) ? 1 : 0);

const leadingClient = once((reading) => {
  const start = beginOf(reading.text);
  return takeClient(reading, start, { anyToken: false }) ?? numberAlone(reading, start);
});

/** 「张三」「5678」「王总的持仓」: a client first, and what is asked about him. */
export function clientFirst(reading: Reading, topicOf: (from: number) => IntentSpec | 'other'): Draft | undefined {
  const { text } = reading;
  const start = beginOf(text);
  const taken = leadingClient(reading);
  const intent = spec(reading, 'client');
  if (!intent || !taken || taken.start !== start) return undefined;
  const topic = topicOf(taken.end);
  if (topic === 'other') return undefined;
  if (taken.mention === undefined && standsBeforeName(text, start)) return undefined;
  const isStranger = taken.mention === undefined;
  if (isStranger && text.length - taken.end > LONGEST_BARE_ASK) return undefined;
  return draft(topic, { client: taken.arg }, { confidence: isStranger ? 0.6 : 0.92, taken });
}

/** A tail, phone or client number that is the whole message. */
function numberAlone(reading: Reading, start: number) {
  const rest = reading.text.slice(start).trim();
  if (!reading.hasCue(CUES.digit)) return undefined;
  return /^(?:尾号)?[0-9]{4}$|^1[3-9][0-9]{9}$|^[A-Za-z]?[0-9]{6,20}$/.test(rest) && !isYearLike(rest) ? takeClient(reading, start) : undefined;
}

const isYearLike = (word: string): boolean => /^20[0-9]{6}$/.test(word);
