import { addDays } from '../domain/calendar/index.js';
import type { IntentSpec } from '../domain/intent.js';
import { SPEAKER } from '../domain/manager-relation.js';
import { CUES } from './cues.js';
import { draft, type Draft } from './draft.js';
import { absenceTold, AWAY, daysAway, exactDays } from './fill-absence.js';
import { fillActing } from './fill-acting.js';
import { isQuestion, isToldByOthers, spec } from './free-guard.js';
import { surnameAt } from './person-words.js';
import type { Reading } from './reading.js';

/** Somebody else's words or a story; 培训 is a reason to be away, and no story here. */
function isActingTold(reading: Reading, at: number): boolean {
  if (reading.isQuoted(at) || isToldByOthers(reading)) return true;
  const story = reading.hits('hypothetical').some((hit) => reading.text.slice(hit.start, hit.end) !== '培训');
  return story || reading.hits('hearsay').some((hit) => hit.start <= at && !reading.isQuoted(hit.start));
}

export function actingAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'acting');
  const { text } = reading;
  if (!intent || text.length > 60 || !(reading.hasCue(CUES.acting) || text.includes('提前回'))) return undefined;
  if (isQuestion(reading) || isActingTold(reading, 0)) return undefined;
  const told = text.includes('代') ? absenceTold(reading, intent) : undefined;
  if (told) return told;
  const covered = coveredByMe(reading, intent) ?? untilMyReturn(reading, intent) ?? askedForOne(reading, intent);
  if (covered) return covered;
  if (OWN_RETURN.test(text)) return draft(intent, { manager: SPEAKER }, { isGuessed: true, confidence: 0.85 });
  return namedAct(reading, intent) ?? ownAbsence(reading, intent) ?? plainlyAway(reading, intent);
}

/** Besides days and a reason, what 「我明天开始休假到周五」 is made of. */
const OF_ABSENCE =
  /^(?:我|本人|要|会|得|将|去|到|在|上|请|休|参加|申请|因|有事|总行|分行|省行|外地|[去到赴](?:[京沪穗深]|[\u4e00-\u9fff]{2}(?![着过]))|从|自|起|开始|至|直到|[-~,。.!\s]|的|了|一共|共|都|[0-9一二两三四五六七八九十]+天)*$/u;
/** Both ends, or how long: a day by itself, or 下周, is news. */
const SAYS_HOW_LONG = /[到至~-]|[0-9一二两三四五六七八九十]+天/u;

/** 「后天请一天假」: leave, and how long. */
const ASKS_LEAVE = /请[一两二三四五六七八九十0-9]+天(?:年|病|事)?假/u;

/** 「我明天开始休假到周五」, several days and nothing else: who stands in is asked. */
function plainlyAway(reading: Reading, intent: IntentSpec): Draft | undefined {
  const { text } = reading;
  const asksLeave = ASKS_LEAVE.test(text);
  if (!(asksLeave || /我|本人/u.test(text)) || !SAYS_HOW_LONG.test(text)) return undefined;
  const spans = exactDays(reading);
  if (spans.length === 0 || spans.some((span) => span.kind === 'recurrence' || (span.value.date ?? '') < reading.today)) return undefined;
  const taken = [...reading.times('future').map(({ start, end }) => ({ start, end })), ...awayIn(text)];
  if (
    taken.length === spans.length ||
    !OF_ABSENCE.test([...text].map((one, at) => (taken.some(({ start, end }) => at >= start && at < end) ? '' : one)).join(''))
  )
    return undefined;
  const { args } = daysAway(reading, spans);
  if (args.to === undefined || args.to.date < args.from.date || (args.to.date === args.from.date && !asksLeave)) return undefined;
  return draft(intent, { manager: SPEAKER, ...args }, { missing: ['actingManager'], isGuessed: true, confidence: 0.8 });
}

const awayIn = (text: string): { start: number; end: number }[] =>
  [...text.matchAll(AWAY_WORD)].map((away) => ({ start: away.index, end: away.index + away[0].length }));

/** 「让林涛代理许诺」「许诺明天回岗」: who is away is named too. */
function namedAct(reading: Reading, intent: IntentSpec): Draft | undefined {
  const { text } = reading;
  const back = text.indexOf('回岗');
  const at = back >= 0 ? back : text.indexOf('代理');
  if ((at < 2 && text.slice(0, at) !== '我') || isActingTold(reading, at)) return undefined;
  const filled = fillActing(reading, intent, at, at + 2, back >= 0);
  const names = (reading.context.staff ?? []).filter((name) => text.includes(name));
  if (filled.missing.some((name) => name !== 'to') || (names.length === 0 && !/^[\s让由请叫安排]*[\u4e00-\u9fff]{2,4}\s+(?:代理|回岗)/.test(text)))
    return undefined;
  return { ...filled, confidence: 0.9 };
}

/** 「我回岗了」「休假结束，今天回来上班」 */
const OWN_RETURN =
  /^(?:我|本人)?的?(?:(?:休完(?:年|产|婚|病)?假(?=回来|了)|(?:休假|年假|产假|婚假|病假|假期|假|培训|轮训|出差)(?:提前)?(?:结束|休完|完|取消))了?[\s,]*(?:我|本人)?(?:今天|今早|已经|已)*(?:正式)?(?:回来|回岗|上班|到岗|返岗)(?:上班)?|(?:今天|今早|已经|已|昨天|昨晚)*提前(?:[几两一二三四五][天日])?(?:回来|回岗|返岗|到岗|销假|结束(?:休假|年假|病假|培训|出差))(?:上班)?|(?:今天|今早|已经|已)*(?:来)?销假|(?:今天|今早|已经|已|正式)*(?:回来)?回岗(?:上班)?|(?:今天|今早|已经|已)*回来(?:了)?上班)了?(?:[\s,]*代理(?:可以|就|该|请|帮我)*(?:停|结束|取消|撤|收|终止|解除)(?:了|掉|吧)*)?[\s。.!]*$/u;

/** 「她的客户我来代」「我顶她的班」: the speaker will stand in. */
const I_COVER =
  /(?:^|[,。\s由]|的?(?:客户|工作|业务|活儿?|事儿?|事情|班|岗|手头(?:上)?的(?:事|活)|[他她]?那边|[他她]?这边))(?:们)?(?:都|先|就|全|暂时|这几天|期间)*(?:由|归|给)?我(?:先|来|去|这边|暂时|临时|帮忙|全权|帮|给|可以|负责)*(?:代|替|顶|接|负责|管|看(?!见|到)|盯|跟进|跟|照看|处理|打理|兜|对接)/u;

/** 「林悦明天请假，我代她」: a colleague is away, and the speaker stands in. */
function coveredByMe(reading: Reading, intent: IntentSpec): Draft | undefined {
  const { text } = reading;
  const named = (reading.context.staff ?? []).filter((one) => text.includes(one));
  const name = named[0];
  if (name === undefined || named.length > 1 || IS_OVER.test(text) || /谁|不用|不要|别|没人|心想|说/u.test(text)) return undefined;
  const start = text.indexOf(name);
  const away = new RegExp(AWAY_WORD.source, 'u').exec(text.slice(start + name.length));
  const from = start + name.length + (away?.index ?? 0) + (away?.[0].length ?? 0);
  if (!away || start > MOST_AHEAD || !I_COVER.test(text.slice(from)) || /我/u.test(text.slice(start, start + name.length + away.index)))
    return undefined;
  const { args, isOpen } = daysAway(reading, exactDays(reading));
  return draft(intent, { manager: name, actingManager: SPEAKER, ...args }, { missing: isOpen ? ['to'] : [], isGuessed: true, confidence: 0.85 });
}

/** Days before a colleague's name: 12月1号到4号. */
const MOST_AHEAD = 16;
const RETURN = /^(?:我|本人)?(?:才|就|再)?(?:回岗|回来|回行里|上班|返岗)(?:上班)?(?:之|以)?前/u;

/** 「下周三我回岗之前，客户先交给林悦」: up to the day before. */
function untilMyReturn(reading: Reading, intent: IntentSpec): Draft | undefined {
  const { text } = reading;
  if (!text.includes('前') || !/回岗|回来|回行|上班|返岗/u.test(text)) return undefined;
  const spans = exactDays(reading);
  const until = spans.find((span) => RETURN.test(text.slice(span.end)));
  const standIn = until && standInOf(reading);
  const lead = standIn && new RegExp(`${ASKED}$`, 'u').exec(text.slice(0, standIn.start).trimEnd());
  if (!until?.value.date || !standIn || !lead || !/客户|工作|业务|替|代|顶|手[上头]/u.test(text)) return undefined;
  const first = spans.find((span) => span !== until && span.value.date !== undefined && span.value.date < (until.value.date as string));
  return draft(
    intent,
    {
      manager: SPEAKER,
      actingManager: standIn.name,
      from: { date: first?.value.date ?? reading.today },
      to: { date: addDays(until.value.date, -1) },
    },
    { isGuessed: true, confidence: 0.82 },
  );
}

const WANTS_ONE = /^(?:请|麻烦|帮我|给我|我(?:要|想)?|[\s,])*(?:申请|办|设|开|找|安排|登记)(?:一?个|一下|一位)?代理(?:人)?/u;

/** 「帮我申请个代理 我28号到下月3号出国」: who stands in is asked. */
function askedForOne(reading: Reading, intent: IntentSpec): Draft | undefined {
  const { text } = reading;
  const wants = text.includes('代理') ? WANTS_ONE.exec(text) : null;
  if (!wants || !new RegExp(AWAY_WORD.source, 'u').test(text) || (reading.context.staff ?? []).some((name) => text.includes(name))) return undefined;
  const { args, isOpen } = daysAway(reading, exactDays(reading));
  return draft(intent, { manager: SPEAKER, ...args }, { missing: ['actingManager', ...(isOpen ? ['to'] : [])], isGuessed: true, confidence: 0.82 });
}

const ASKED = '(?:由|让|请|叫|安排|麻烦|拜托给|托付给|委托给|托给|拜托|托付|委托|辛苦|找|托|转给|转到|转|交给|交|移交给|交接给|归|给)';
/** What a stand-in does: 代一下, 顶我, 看着, 接手. */
const STANDS =
  /^\s*(?:同事|经理)?\s*(?:来|先|帮忙|帮我|替我|代我|临时|暂时|全权|会|可以|给我|帮)*(?:代理|代班|代管|代办|代看|代|替班|替岗|替|顶班|顶岗|顶替|顶上|顶|接手|接管|接|负责|盯着|盯|照看|看着|看一下|看|照应|照管|管着|管|跟进|跟|处理|打理|对接)(?:一下|一下子|一天|[几两三四五六七]天|着|我|班|客户|我的|工作|业务|的|一阵子?|一段时间|下|手上|手头|这边|事情?|活儿?|岗)*(?=$|[\s,。.;!]|了?(?:吧|哈|哦|啊)[\s。.]*$|到|至|从|下周|明天|周|[0-9])/u;
const FOR_ME = /^\s*(?:来|先|帮忙|临时|暂时)*(?:替|代|顶|代理|顶替|接|帮)(?:一下)?我/u;
/** The work, then whom it goes to. */
const HANDED =
  /(?:客户|工作|业务|事情?|活儿?|手[上头](?:的)?(?:客户|工作|事情?|活儿?)?|岗位?)(?:们)?(?:来|找|问|有事)*(?:就|都|全|先|暂时|全部|统一|请|可以|直接|一律)*$/u;
/** Done and over: no request. */
const IS_OVER = /(?:替|顶|代|盯|管|接|看)(?:了|过)|(?:替|顶|代|帮|接)(?:了)?我(?:的班)?.{0,6}了[\s。.!]*$/u;
const OWN_LEAD =
  /^(?:我|本人|俺|自己|休|请|放|要|想|准备|打算|得|需要|已经|刚|批了|(?:去|到|上|在)(?:总行|分行|省行|市行|外地|外省|省里|市里|[京沪穗深]|[\u4e00-\u9fff]{2,3}(?=$))|去|参加|上|外出|因为|由于|在家|发烧|因|有事|家里有事|申请|请好了|这边|会|将|[\s,了的])*$/u;
const AWAY_WORD = new RegExp(
  `${AWAY}|不上班|开会|考试|办事|体检|回老家|(?:做|动)(?:一?个)?(?:小|大)?手术|开刀|隔离|发烧|感冒|病了|病倒|摔了|骨折|家里有事|家里出事|有急事|(?:请|休|歇|放)了?[几两一二三四五六七八九十0-9半]+(?:天|周|个?星期|个?礼拜|个?月)的?(?:年|病|事|产|婚|丧|小|长)?假?`,
  'gu',
);

/** 「让林悦」「代理人林悦」, and 「…，林悦代一下」. */
const NAMES_ONE = new RegExp(`代理人(?:是|为|:)?\\s*|${ASKED}|(?<=[,。;\\s])`, 'gu');

/** 小林, 老周. */
const NICKNAMES = /[小老阿]/u;
const NO_NAME_END = /[代替顶接管看盯帮照负来先]/u;

interface StandIn {
  name: string;
  start: number;
  end: number;
}

/** A colleague known by name, else a name behind 让, 由, 转给 … that is followed by what a stand-in does. */
function standInOf(reading: Reading): StandIn | undefined {
  const { text } = reading;
  for (const name of reading.context.staff ?? []) {
    const start = text.indexOf(name);
    if (start >= 0) return { name, start, end: start + name.length };
  }
  for (const match of text.matchAll(NAMES_ONE)) {
    const start = match.index + match[0].length;
    const isBare = match[0] === '';
    const isNickname = NICKNAMES.test(text[start] ?? '') && surnameAt(text, start + 1) > 0;
    if ((surnameAt(text, start) === 0 && !isNickname) || reading.mentions.some((one) => one.start === start && one.people.length > 0)) continue;
    for (const length of isNickname ? [2] : [3, 2]) {
      const rest = text.slice(start + length);
      // 「张三代管」: what he does is no part of his name.
      if (length === 3 && NO_NAME_END.test(text[start + 2] ?? '')) continue;
      if (start + length <= text.length && (STANDS.test(rest) || FOR_ME.test(rest) || (!isBare && /^[\s,。]*$/u.test(rest))))
        return { name: reading.verbatim(start, start + length), start, end: start + length };
    }
  }
  return undefined;
}

/** 「我周三到周五请假 客户让林悦代一下」「让林悦替我」: the speaker is away, and who stands in for him. */
function ownAbsence(reading: Reading, intent: IntentSpec): Draft | undefined {
  const { text } = reading;
  if (!/[替代顶转交接盯看管找归跟处打对托给]/u.test(text) || IS_OVER.test(text) || /谁|不用|不要|别|没人/u.test(text)) return undefined;
  const standIn = standInOf(reading);
  // Two colleagues: one of them is away.
  if (!standIn || (reading.context.staff ?? []).filter((name) => text.includes(name)).length > 1) return undefined;
  const before = text.slice(0, standIn.start);
  const rest = text.slice(standIn.end);
  const lead = new RegExp(`${ASKED}$`, 'u').exec(before.trimEnd());
  const isOpening = lead !== null || ONLY_DAYS.test(before) || /[\s,。;]$/u.test(before);
  const stands = STANDS.test(rest);
  const forMe = stands && FOR_ME.test(rest);
  const isNamed = /代理人(?:是|为|:)?\s*$/u.test(before);
  const handed = lead !== null && HANDED.test(before.slice(0, lead.index)) && /^[\s,。.]*$|^\s*(?:吧|哈|了)?[\s,。.]*$/u.test(rest);
  const isAway = isOwnAway(reading, standIn);
  const isMine = forMe && (lead !== null || isAway || ONLY_DAYS.test(before));
  if (!(isOpening || isNamed) || !(isMine || (isAway && (stands || handed || forMe || isNamed)))) return undefined;
  const spans = exactDays(reading);
  const last = spans.at(-1);
  if (last && (last.value.endDate ?? last.value.date ?? '9') < reading.today) return undefined;
  const { args, isOpen } = daysAway(reading, spans);
  return draft(
    intent,
    { manager: SPEAKER, actingManager: standIn.name, ...args },
    { missing: isOpen ? ['to'] : [], isGuessed: true, confidence: isAway ? 0.88 : 0.82 },
  );
}

const ONLY_DAYS = /^[今明后大两三四五天下周星期礼拜一二日六这几到至和、号月0-9\s,]*$/u;

/** 请假, 培训, 不在 with nobody before it but the speaker. */
function isOwnAway(reading: Reading, standIn: StandIn): boolean {
  const { text } = reading;
  return [...text.matchAll(AWAY_WORD)].some((away) => isSaidOfSelf(reading, standIn, away));
}

function isSaidOfSelf(reading: Reading, standIn: StandIn, away: RegExpExecArray): boolean {
  const { text } = reading;
  if (away.index >= standIn.start && away.index < standIn.end) return false;
  let lead = '';
  const clauseStart = away.index > standIn.end ? standIn.end : 0;
  for (let at = clauseStart; at < away.index; at++) {
    const span = reading.times('future').find((one) => at >= one.start && at < one.end);
    if (span) at = span.end - 1;
    else lead += text[at];
  }
  if (away.index > standIn.end) lead = lead.slice(Math.max(lead.lastIndexOf(','), lead.lastIndexOf(' ')) + 1);
  // 「我妈住院我请三天假」: the last one named before it is the speaker.
  return OWN_LEAD.test(
    lead
      .slice(Math.max(0, lead.lastIndexOf('我')))
      .replace(/[从自至到起开始\-~,\s]|这(?:两|几)天|[二三四五六日]$|上午|下午|全天|半天|都|也|就/gu, ''),
  );
}
