import { partsOf } from '../domain/calendar/index.js';
import type { DayArg, FactArg, FactKind } from '../domain/intent.js';
import { OWN_TURNS } from './clauses.js';
import type { Clause, Reading } from './reading.js';
import type { MomentSpan } from './time/types.js';
import { byHead, wordAt } from './words.js';

/** Filler in front of what was learned. */
const LEADS = byHead([
  '刚微信发语音说',
  '微信发语音说',
  '发来微信说',
  '发来消息说',
  '发来短信说',
  '微信说',
  '打电话说',
  '电话里说',
  '电话说',
  '电话他',
  '电话她',
  '来电话说',
  '来电说',
  '打电话来说',
  '打电话过来说',
  '主要聊了',
  '主要聊',
  '主要讲',
  '主要谈',
  '主要是',
  '他说',
  '她说',
  '客户说',
  '说',
  '还说',
  '又说',
  '聊到',
  '谈到',
  '提到',
  '透露',
  '席间',
  '唠了唠',
  '唠到',
  '唠起',
  '唠',
  '聊了聊',
  '聊了',
  '聊起',
  '聊',
  '谈了',
  '谈',
  '得知',
  '了解到',
  '知道',
  '另外',
  '大概',
  '还有',
  '然后',
  '最近',
  '顺便',
  '问起',
  '问了',
  '他的',
  '她的',
  '他家',
  '她家',
  '他',
  '她',
  '其',
  '客户',
  '的',
]);
const RELATIVE_YEARS = Object.entries({ 大前年: -3, 前年: -2, 去年: -1, 今年: 0, 明年: 1, 后年: 2, 大后年: 3 });
/** A greeting or a question is no news of the client. */
const NO_NEWS = byHead([
  ...OWN_TURNS,
  '祝',
  '问候',
  '拜年',
  '恭喜',
  '介绍',
  '推荐',
  '讲解',
  '讲了',
  '解释',
  '发了',
  '送了',
  '提醒他',
  '提醒她',
  '告知',
  '沟通',
  '没接',
  '未接',
  '打电话',
  '电话',
  '约',
]);
/** 陈静老师, 单秀英老人家: how a client is called, no news of him. */
const ADDRESSED = /^(?:老师|医生|老板|老人家?|先生|太太|夫人|公子|奶奶|爷爷|阿姨|姥姥|外婆)(?!的)/;
/** What a clause is about though another word stands before it: 「去英国读书」 is no journey. */
const TELLING = new Set(['milestone', 'health', 'birthday']);
/** 下月初, 中旬: no day of its own. */
const ROUGHLY = /初$|左右|前后|上旬|中旬|下旬/;
/** 「不喜欢晚上接电话」: of any day. */
const PART_OF_ANY_DAY =
  /^(?:大?清早|早[上晨]|上午|中午|午后|下午|傍晚|晚上|夜里|半夜|晚|早)(?:[0-9一二两三四五六七八九十]+点半?)?(?:[以之]?[前后])?$/;
/** Kept out of lists. Source: domain §7. */
const RESTRICTED = ['health'];
const GRIEF = ['去世', '过世', '丧', '走了', '离世', '病逝'];

/** Something learned in a clause; undefined when it tells nothing about the client or his people. */
export function factOf(reading: Reading, clause: Clause): FactArg | undefined {
  const { text } = reading;
  let { start } = clause;
  start = skipLead(reading, start, clause.end);
  const isName = (hit: { start: number; end: number }) =>
    reading.mentions.some(
      (one) =>
        one.by !== 'pronoun' && ((hit.start < one.end && hit.end > one.start) || (hit.start === one.end && ADDRESSED.test(text.slice(hit.start)))),
    );
  const kin = reading
    .hits('kin', start, clause.end)
    .filter((hit) => !isName(hit) && !(text.startsWith('太太', hit.start) && text[hit.start - 1] === '老'))[0];
  const topics = reading
    .hits('topic', start, clause.end)
    .filter((hit) => !isName(hit) && !isWeak(reading, hit.start, hit.value) && (kin !== undefined || !text.startsWith('走了', hit.start)));
  const topic = topics.find((hit) => TELLING.has(hit.value)) ?? topics.find((hit) => hit.value === 'education') ?? topics[0];
  const said = clause.end - start;
  if (said < 2 || wordAt(text, start, NO_NEWS, clause.end)) return undefined;
  if (!kin && !topic) return undefined;
  if (kin && !topic && /[送去到在上寄回](?:了|客户)?$/.test(beforeHouse(reading, kin))) return undefined;
  if (!topic && said < (kin ? kin.end - kin.start : 0) + 2) return undefined;
  if (!kin && topic?.value === 'finance' && said < 4) return undefined;
  if (kin && !topic && (NO_NEWS_OF_KIN.test(text.slice(kin.end, clause.end)) || KIN_CAME.test(text.slice(start, kin.start)))) return undefined;
  const told = reading
    .hits('met', start, clause.end)
    .filter((hit) => hit.end <= (kin ?? topic ?? hit).start)
    .at(-1);
  if (told) start = skipLead(reading, told.end, clause.end);
  // 「签了个大额存单」: the deal, told already.
  if (!kin && topic?.value === 'finance' && (clause.end - start < 4 || (told && /^[个张份笔]/.test(text.slice(start))))) return undefined;
  if (kin && kin.start - start > 4 && clause.end - kin.end > 1) start = kin.start;
  if (topic?.value === 'finance') start = withProduct(text, start, clause.end);
  return build(
    reading,
    { start, end: clause.end },
    (topic?.value as FactKind | undefined) ?? 'family',
    kin ? text.slice(kin.start, kin.end) : undefined,
  );
}

/** 「她的保单30号到期」: what falls due stands before the day, and the clause begins with the day. */
function withProduct(text: string, start: number, end: number): number {
  if (!DAY_DUE.test(text.slice(start, end))) return start;
  return start - (PRODUCT.exec(text.slice(Math.max(0, start - LONGEST_PRODUCT), start))?.[0].length ?? 0);
}

const DAY_DUE = /^[0-9一二三四五六七八九十月年今明后天下个底本日号周]{1,10}(?:就要?|要|快要?)?(?:到期|过期|兑付)/;
const PRODUCT =
  /(?:大额存单|存单|定期(?:存款)?|结构性存款|存款|保单|保险|理财(?:产品)?|基金|信托|国债|产品|经营贷|房贷|车贷|贷款|信用卡|授信|身份证|护照)$/;
const LONGEST_PRODUCT = 6;

/** 「女儿打来的」: how it was said. */
const NO_NEWS_OF_KIN =
  /^(?:刚才?|也|都|今天|一起|在|他|她)*(?:打来|来电|来了|过来|接的|接了|打的|陪|带|在场|旁边|一起|不在|说(?!话)|问|没接)|怎么回事|怎么[样办]|多少|什么|[吗呢][\s?]*$/;
/** 「今天带了个朋友来」「电话是她妈妈」: who was there, and no news of him. */
const KIN_CAME = /(?:带|陪|领)(?:了|着)[一两]?[个位名]?$|是[^,。]{0,6}(?:的|他|她)?$|问(?:他|她)?的?$/;

/** What stands before 「赵敏家里」, its client left out: a place to go to is no news. Empty for other people. */
function beforeHouse(reading: Reading, kin: { start: number; end: number }): string {
  if (!reading.text.startsWith('家里', kin.start) || kin.end - kin.start > 2) return '';
  const owner = reading.mentions.find((one) => one.end === kin.start);
  return reading.text.slice(0, owner?.start ?? kin.start);
}

/** Every clause of 「补充资料 …」 is something to keep, whatever it is about. */
export function statedFact(reading: Reading, clause: Clause): FactArg {
  const start = skipLead(reading, clause.start, clause.end);
  const found = factOf(reading, clause);
  const kin = reading.hits('kin', start, clause.end)[0];
  return found ?? build(reading, { start, end: clause.end }, kin ? 'family' : 'other', kin ? reading.text.slice(kin.start, kin.end) : undefined);
}

function skipLead(reading: Reading, from: number, to: number): number {
  let start = from;
  for (let turns = 0; turns < 4; turns++) {
    const word = wordAt(reading.text, start, LEADS, to - 1);
    const mention = reading.mentions.find((one) => one.start === start && one.end < to);
    const length = reading.durations().find((span) => span.start === start && span.end < to);
    // 「孙丽家小孩」
    if (mention) start = mention.end + (mention.by !== 'pronoun' && HIS_FAMILY.test(reading.text.slice(mention.end, mention.end + 2)) ? 1 : 0);
    else if (length) start = length.end;
    else if (word && !(word === '最近' && turns === 0 && start === from)) start += word.length;
    else break;
    while (reading.text[start] === ' ' || reading.text[start] === ',' || reading.text[start] === ':') start++;
  }
  return Math.min(start, to);
}

const HIS_FAMILY = /^家(?![里人庭长属具电住务境乡])/;

/** 理财 in 理财经理, 产品到期 that only names the subject of a talk, and the like, tell nothing. */
function isWeak(reading: Reading, at: number, value: string): boolean {
  const { text } = reading;
  if (text.startsWith('理财经理', at) || text.startsWith('风险测评', at) || text.startsWith('生日快乐', at) || text.startsWith('生日祝福', at))
    return true;
  if (value === 'hobby' && text.startsWith('爱人', at)) return true;
  if (value === 'birthday') return text[at - 1] === '祝' || text.slice(Math.max(0, at - 3), at).includes('祝');
  return value === 'finance' && !/[0-9万亿一二三四五六七八九十想有卖要亏]/.test(text.slice(Math.max(0, at - 6), at + 8));
}

function build(reading: Reading, { start, end }: Clause, kind: FactKind, who: string | undefined): FactArg {
  let text = reading.verbatim(start, end);
  let year: number | undefined;
  const hasYear = text.includes('年');
  for (const [word, shift] of RELATIVE_YEARS) {
    if (!hasYear || !text.includes(word)) continue;
    year = reading.year + shift;
    // 「明年」 would be read wrong next year.
    text = text.replace(word, `${year}年`);
    break;
  }
  if (hasYear && year === undefined) {
    const match = /((?:19|20)\d{2})年/.exec(text);
    if (match) year = Number(match[1]);
  }
  const moment = reading
    .moments()
    .find((span) => span.start >= start && span.end <= end && span.value.date && (span.grain === 'day' || span.grain === 'minute'));
  const isDay = moment !== undefined && moment.kind !== 'recurrence' && !PART_OF_ANY_DAY.test(moment.text);
  const day = isDay && !moment.value.vague && !ROUGHLY.test(moment.text) ? dayArg(moment) : undefined;
  const isGrief = GRIEF.some((word) => text.includes(word)) && !(text.includes('走了') && !who);
  return {
    kind: isGrief ? 'family' : kind,
    text,
    ...(who ? { who } : {}),
    ...(year === undefined ? {} : { year }),
    ...(day ? { day } : {}),
    ...(isGrief || RESTRICTED.includes(kind) ? { confidentiality: 'restricted' as const } : {}),
  };
}

/** The day a moment names, with its year only when one was said. */
export function dayArg(span: MomentSpan): DayArg | undefined {
  const { date, lunar, vague } = span.value;
  if (!date) return undefined;
  const { year, month, day } = partsOf(date);
  const saysYear = /(?:\d{4}|[〇零一二三四五六七八九]{4})\s*[年\-/.]|^\d{8}$|今年|明年|后年|去年|前年/.test(span.text);
  if (lunar)
    return {
      date,
      ...(saysYear ? { year } : {}),
      month: lunar.month,
      day: lunar.day,
      lunar: true,
      ...(lunar.leap ? { leap: true } : {}),
      ...(vague ? { vague } : {}),
    };
  return { date, ...(saysYear ? { year } : {}), month, day, ...(vague ? { vague } : {}) };
}
