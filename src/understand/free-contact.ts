import type { ClientArg, IntentSpec } from '../domain/intent.js';
import { isAgreedAhead, isArranged, willCome } from './agreed-ahead.js';
import type { Mention } from './client-mention.js';
import { CUES } from './cues.js';
import { draft } from './draft.js';
import type { Draft } from './draft.js';
import { futureMoment } from './future-moment.js';
import { fillContact } from './fill-contact.js';
import { argOf, HABITUAL, isNotOwn, isGossip, isQuestion, isSighed, isSpeakers, isToldBefore, spec } from './free-guard.js';
import { skipSeparators } from './keyword.js';
import { isAlsoAhead, isToldMode, ledByMode, toldPlainly } from './free-told.js';
import type { Hit } from './lexicon.js';
import type { Reading } from './reading.js';
import { heardFrom, isFelt, ownLead } from './free-heard.js';
import { outlinedOf } from './free-outline.js';
import { doneWith, isCalledOn } from './free-done-with.js';
import { reportedOf } from './free-report.js';
import { othersMet } from './others-met.js';
import { strangersMet } from './strangers-met.js';
import { mayBeTime } from './time/index.js';

/** What is not the speaker's own doing, though it was done. */
const OTHERS =
  /(?:同事|领导|行长|主管|朋友|我妈|我爸|我老婆|我老公|我们行|他们|隔壁|师傅|小组|大家|别人|有人|孩子|我儿子|我女儿|主任|经理)[^,。;]{0,4}$/;

/** 「刚跟老张通了电话，…」「昨天拜访了赵敏」「李阿姨来网点了」. */
export function contactAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'contact');
  if (!intent || isQuestion(reading) || asksWayOut(reading) || isAgreedAhead(reading) || isGossip(reading)) return undefined;
  const found = contactWith(reading);
  if (found && isSighed(reading)) return undefined;
  return found && contactOf(reading, intent, found);
}

/** The draft of a contact with somebody, whatever told that it was one. */
export function contactOf(reading: Reading, intent: IntentSpec, found: Met): Draft {
  const { names: others, apart, ownEnd } = othersMet(reading, found.mention ?? { start: 0, end: found.end });
  const filled = fillContact(reading, 0, found.end, false, apart, ownEnd);
  const mode = found.mode ?? (found.mention && isCalledOn(reading, found.mention) ? 'faceToFace' : undefined);
  if (mode) filled.args['mode'] ??= mode;
  const confidence = found.isSure ? 0.9 : 0.75;
  return draft(
    intent,
    { client: found.client, ...filled.args, ...(others.length > 0 ? { others } : {}) },
    {
      missing: filled.missing,
      isGuessed: true,
      confidence,
      ...(found.mention ? { taken: { arg: found.client, start: found.mention.start, end: found.mention.end, mention: found.mention } } : {}),
    },
  );
}

/** What nothing else was made of, and yet tells of a contact: 「刘芳拒绝了」「孙丽华那边我问过了」. */
export function plainContactAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'contact');
  if (!intent || isQuestion(reading) || asksWayOut(reading) || isGossip(reading)) return undefined;
  const mention = reading.mentions.find((one) => one.people.length > 0 && one.by !== 'pronoun' && !reading.isQuoted(one.start));
  if (!mention || isToldBefore(reading, mention.start) || isFelt(reading, mention.start) || willCome(reading, mention.end)) return undefined;
  if (MOVED.test(reading.text.slice(mention.end))) return undefined;
  const person = { start: mention.start, end: mention.end, mention };
  const told = doneWith(reading, person) ?? reportedOf(reading, person, true) ?? outlinedOf(reading, person);
  return told ? contactOf(reading, intent, { client: argOf(reading, mention), mention, end: told.end, isSure: false, mode: told.mode }) : undefined;
}

/** 「跟高洁改到周四了」: a meeting was moved, and nobody met. */
const MOVED = /^[^,。;]{0,6}(?:改到|改成|改约|改在|推到|挪到)(?:了)?[今明后大下本这周星礼0-9一二三四五六七八九十]/;

/** 「王总的电话打不通怎么办」. */
const ASKS_WAY_OUT = /(?:怎么办|咋办|怎么弄|怎么处理|怎么回复|怎么回)[\s。.!~]*$/;
const asksWayOut = (reading: Reading): boolean => reading.hasCue(CUES.how) && ASKS_WAY_OUT.test(reading.text);
/** Whoever is met is named among the first. */
const MOST_PEOPLE = 12;

/** A contact as it was found. */
export interface Met {
  client: ClientArg;
  mention?: Mention;
  end: number;
  isSure: boolean;
  /** How it was, where only the form of the words tells it. */
  mode?: string;
}

function contactWith(reading: Reading): Met | undefined {
  const { text } = reading;
  const people: { start: number; end: number; client: ClientArg; mention?: Mention }[] = reading.mentions
    .filter((one) => !reading.isQuoted(one.start) && (one.people.length > 0 || one.by === 'pronoun'))
    .slice(0, MOST_PEOPLE)
    .map((mention) => ({ start: mention.start, end: mention.end, client: argOf(reading, mention), mention }));
  leadWithFirst(reading, people);
  if (people.every((one) => one.mention?.by === 'pronoun')) people.unshift(...strangersMet(reading));
  if (people.length === 0) return undefined;
  const acts: Hit[] = reading.words.filter(
    (hit) =>
      (hit.tag === 'met' ||
        hit.tag === 'did' ||
        hit.tag === 'cameIn' ||
        (hit.tag === 'outcome' && hit.value === 'notReached' && !reading.text.startsWith('没见', hit.start)) ||
        isReplied(hit) ||
        isHungUp(reading, hit)) &&
      !isNotOwn(reading, hit.start),
  );
  const modes = reading.hits('mode');
  for (const hit of modes) if (isToldMode(reading, hit)) acts.push(hit);
  const done = acts.filter((act) => !isDenied(reading, act));
  for (const person of people) {
    if (isToldBefore(reading, person.start) || isFelt(reading, person.start) || isArranged(reading, person) || willCome(reading, person.end))
      continue;
    for (const act of done) {
      if (isHabit(reading, person.end, act)) continue;
      const relation = relationOf(reading, person, act);
      if (!relation) continue;
      if (
        reading
          .hits('question', 0, Math.min(act.start, text.length))
          .some((hit) => hit.start < act.start && !/[问说聊]/.test(text.slice(Math.max(0, hit.start - 6), hit.start)))
      )
        continue;
      const heard = heardFrom(reading, person);
      return {
        client: person.client,
        mention: person.mention,
        end: Math.max(person.end, act.end),
        isSure: relation === 'sure',
        ...modeOf(text.slice(act.start, act.end), heard?.mode),
      };
    }
    const led = ledByMode(reading, person, modes);
    if (led !== undefined) return { client: person.client, ...(person.mention ? { mention: person.mention } : {}), end: led, isSure: true };
    const plain = toldPlainly(reading, person);
    if (plain !== undefined) return { client: person.client, mention: person.mention, end: plain, isSure: true };
    const heard = heardFrom(reading, person);
    if (heard) return { client: person.client, mention: person.mention, end: heard.end, isSure: true, ...(heard.mode ? { mode: heard.mode } : {}) };
    const reported = reportedOf(reading, person, false);
    if (reported)
      return { client: person.client, mention: person.mention, end: reported.end, isSure: false, ...(reported.mode ? { mode: reported.mode } : {}) };
    // 「李秀兰 电话 祝生日」: client, mode, words, each by itself.
    const behind = skipSeparators(text, person.end);
    const mode = modes.find(
      (hit) => hit.start >= person.end && hit.start <= skipDay(reading, behind) && !(hit.value === 'onSite' && isEitherDay(reading, behind)),
    );
    const first = skipSeparators(text, HEADED.exec(text)?.[0].length ?? 0);
    if (
      person.start === first &&
      person.mention &&
      mode &&
      !text.startsWith('朋友圈', mode.start) &&
      (mode.start > person.end ||
        SAID_BEHIND_MODE.test(text.slice(mode.end)) ||
        (text[mode.end] === ',' && !ASKS_FOR_IT.test(text.slice(mode.end)))) &&
      skipSeparators(text, mode.end) < text.length &&
      !reading.has('question') &&
      !reading.moments('future').some((span) => span.start >= mode.end && span.start <= mode.end + 1 && span === futureMoment(reading, mode.end)) &&
      !reading.has('hypothetical')
    ) {
      return { client: person.client, mention: person.mention, end: mode.end, isSure: true };
    }
  }
  return undefined;
}

/** 「李秀兰电话，帮我查一下」 */
const ASKS_FOR_IT = /^,(?:帮我|查|给我|多少|发我|麻烦|要|需要)/;
const CAME_ONESELF = /^过?来(?:取|办|存|签|领|续|转|开|拿|查|买|过|咨询|问|聊|看|网点|柜台|厅堂|行)/;

/** Who came to fetch or to sign was met. */
function modeOf(act: string, heard: string | undefined): { mode?: string } {
  const mode = heard ?? (CAME_ONESELF.test(act) ? 'faceToFace' : undefined);
  return mode ? { mode } : {};
}

/** 「联络记录 吴大勇 …」 */
const HEADED = /^\s*(?:联络|联系|沟通|接触|拜访|回访)(?:记录|纪要|小结)[\s:,]/;

/** 「王总和赵敏今天来网点」: the two stand for one, and the first is taken. */
function leadWithFirst(reading: Reading, people: { start: number; end: number; client: ClientArg; mention?: Mention }[]): void {
  for (let i = people.length - 1; i > 0; i--) {
    const [one, next] = [people[i - 1], people[i]];
    if (!one?.mention || !next?.mention || next.mention.by === 'pronoun' || one.mention.by === 'pronoun') continue;
    if (!/^(?:\s?(?:和|跟|与|、|以及|还有|,)\s?|\s)$/.test(reading.text.slice(one.end, next.start))) continue;
    one.end = next.end;
    people.splice(i, 1);
  }
}

/** 「吴大勇周三下午两点到网点开户」: the Wednesday gone or the one to come. */
const isEitherDay = (reading: Reading, at: number): boolean =>
  reading.moments('past').some((span) => span.start === at && isAlsoAhead(reading, span));

/** 「郑强今天电话 …」: past the day. */
function skipDay(reading: Reading, at: number): number {
  if (!mayBeTime(reading.text, at)) return at;
  const day = reading.moments('past').find((span) => span.start === at && (span.value.date ?? '9') <= reading.today);
  return day ? skipSeparators(reading.text, day.end) : at;
}

/** 「欧阳静电话 通 兴趣不大」「陈晓梅电话 她要流水明细」: what came of it, set apart. */
const SAID_BEHIND_MODE = /^[\s,](?:通了?|没通|没接|接了|已接|打通|刚挂|他|她|说|问|聊|谈|同意|不同意|答应|拒绝|婉拒|告知|通知|祝|解释|核实)/;

/** 「郑强把我电话挂了」. */
const isHungUp = ({ text }: Reading, hit: Hit): boolean =>
  hit.tag === 'outcome' && hit.value === 'refused' && /^(?:把我|挂)/.test(text.slice(hit.start));

/** 「今天短信回复了」「回了微信」: the client answered. */
const isReplied = (hit: Hit): boolean => hit.tag === 'outcome' && hit.value === 'replied';

/** A character of every word that says it did not happen. */
const DENIES = /[没未不别忘备算想要该划等得]/;

/** 还没联系, 没见到: it did not happen. 没接通 and the like are an outcome. */
function isDenied(reading: Reading, act: Hit): boolean {
  if (act.tag === 'outcome' || (act.value === 'met' && /^没|^未|^打不/.test(reading.text.slice(act.start, act.end)))) return false;
  const before = reading.text.slice(Math.max(0, act.start - 6), act.start);
  if (!DENIES.test(before)) return false;
  return (
    /(?:没有?|还没有?|未|不|别|忘了|忘记|没来得及|准备|打算|想|要|应该|该|计划|等|我得|还得|还需)(?:再|去|给|跟|和|他|她|联系)?$/.test(
      before.replace(/(?:给|跟|和|与).*$/, (part) => (part.length < 5 ? '' : part)),
    ) && !/[要想]$/.test(before.slice(0, -2))
  );
}

const HABIT = new RegExp(HABITUAL);

const clauseStart = (text: string, at: number): number => Math.max(text.lastIndexOf(',', at - 1), text.lastIndexOf('。', at - 1)) + 1;

/** 「从来不接电话」「每次面谈都要抽烟」: how somebody is, not what happened. */
function isHabit({ text }: Reading, from: number, act: Hit): boolean {
  return (
    HABIT.test(text.slice(clauseStart(text, Math.min(from, act.start)), Math.max(from, act.start))) &&
    !/刚|今天|昨天|上午|下午/.test(text.slice(0, act.start))
  );
}

/** Whether the act is the speaker's with this client: 'sure' when it is said so, 'likely' when the order tells. */
function relationOf(reading: Reading, person: { start: number; end: number; mention?: Mention }, act: Hit): 'sure' | 'likely' | undefined {
  const { text } = reading;
  const isBehind = act.start >= person.end;
  const between = isBehind ? text.slice(person.end, act.start) : text.slice(act.end, person.start);
  if (between.length > 14 || /[。;!?]/.test(between)) return undefined;
  // 「唐晓岚 我跟她说了」: a pronoun may mean whoever stands before it.
  const isNamed = person.mention !== undefined && person.mention.by !== 'pronoun';
  const before = isNamed ? ownLead(text.slice(0, person.start)) : text.slice(0, person.start);
  if (OTHERS.test(before.replace(/(?:刚才?|刚刚|昨天|今天|上午|下午|已经|[跟和给与陪约])+$/, ''))) return undefined;
  const future = futureMoment(reading);
  // 「下午三点张敏来」 said in the morning.
  if (act.tag === 'cameIn' && future?.kind === 'time' && isStillToday(reading, future, act)) return undefined;
  const isFutureBefore =
    future !== undefined &&
    future.start < Math.max(act.start, person.start) &&
    !reading.has('just', future.end, Math.max(act.start, person.start)) &&
    future.value.date !== undefined &&
    future.value.date > reading.today &&
    reading.moments('past').every((span) => span.start !== future.start || (span.value.date ?? '9') > reading.today);
  if (isFutureBefore) return undefined;
  const isObject =
    /(?:跟|和|给|与|同|陪|约|请|带|找|为|向|对|去|到|帮|替|打给|送走|接待|见|看望|探望|拜访|回访|走访|慰问|碰见|遇到|参加)(?:那个|这个|客户|那位|这位|了|趟)?$/.test(
      before,
    );
  if (isBehind && isObject) {
    // 「跟他开玩笑去了」: 去了 closes another act.
    if (act.tag === 'cameIn' && person.mention === undefined) return undefined;
    if (text.startsWith('去了', act.start) && between.trim() !== '') return undefined;
    const comma = between.indexOf(',');
    if (comma > 6 && act.tag !== 'outcome') return undefined;
    const lead = before
      .replace(/(?:客户|那个|这个|那位|这位|了|趟)?$/, '')
      .replace(/(?:打给|送走|接待|看望|探望|拜访|回访|走访|慰问|碰见|遇到|参加|.)$/, '');
    return isSpeakers(reading, lead) ? 'sure' : undefined;
  }
  if (!isBehind) {
    const word = text.slice(act.start, act.end);
    if (between.replace(/一下|下|客户|到|了|的|[\s]/g, '').length > 0) return undefined;
    if (word === '看了' && VISITED_SICK.test(text.slice(0, act.start))) return 'sure';
    if (/^(?:看了|发了|送了|说了|做了|办了|签了|问了|去了|吃了|喝了|讲了|介绍了|聊到|谈到|聊起|提到|说到|加了|寄了|反馈|没接|未接|约了)$/.test(word))
      return undefined;
    return isSpeakers(reading, ownLead(text.slice(0, act.start))) ? 'sure' : undefined;
  }
  // The client is the subject.
  if (person.mention === undefined) return undefined;
  if (/[跟和与给向对]/.test(between) && !/给我|跟我|和我/.test(text.slice(person.end, act.end))) return undefined;
  if (!isSpeakers(reading, before)) return undefined;
  if (between.includes('朋友圈') || text.startsWith('朋友圈', act.start)) return undefined;
  if (act.tag === 'cameIn') return isPlan(reading, person.end, act) ? undefined : 'sure';
  if (act.tag === 'outcome' && /说|讲|告诉/.test(between)) return undefined;
  if (/^(?:不在家|不在)/.test(text.slice(act.start)) && !WENT_THERE.test(text) && !reading.has('mode')) return undefined;
  if (/^参加了?/.test(text.slice(act.start, act.end))) return reading.hits('mode', act.end).some((hit) => hit.value === 'salon') ? 'sure' : undefined;
  if (act.tag === 'outcome')
    return reading.has('mode', person.end) || /电话|打|微信|短信/.test(text.slice(person.end, act.end + 6)) || between.length <= 3
      ? 'sure'
      : undefined;
  if (text.startsWith('刚挂', act.start)) return /[\s,]$/.test(between) || between === '' ? 'sure' : undefined;
  const isTalk =
    /^已?(?:聊|唠|谈|通|打|视频|语音|微信了|说完|讲完|面签|签完|双录|面谈|面访|拜访|回访|电访|沟通|联系|联络|接了?电话|没接|没打通|打不通|未接|来电|打来|见)/.test(
      text.slice(act.start, act.end),
    );
  if (!isTalk) return undefined;
  const others = text.slice(person.end, act.start);
  return /电话|微信|面谈|视频|语音|上门|昨天|今天|上午|下午|刚|[跟和]我$/.test(others) ||
    /^(?:那边|那头|那儿|那里)?[都也均全]?$/.test(others.trim()) ||
    (/^[^,。;!?\s]{1,8}[,\s]$/.test(others) && /^(?:见|聊|谈|面谈|通)/.test(text.slice(act.start))) ||
    reading.moments('past').some((span) => span.start >= person.end && span.end <= act.start)
    ? 'likely'
    : undefined;
}

/** An hour of today that is not over, before the act, and nothing that says it was. */
function isStillToday(reading: Reading, { start, value }: { start: number; value: { date?: string; time?: string } }, act: Hit): boolean {
  if (start > act.start || value.date !== reading.today || (value.time ?? '') <= reading.time) return false;
  return !reading.has('just', 0, act.start) && !/[了过]/.test(/^[^,。;\s]*/.exec(reading.text.slice(start))?.[0] ?? '');
}

/** 「去医院看了单秀英」. */
const VISITED_SICK = /(?:去|到)[\u4e00-\u9fff]{0,6}(?:医院|家里?|病房|单位|公司)?$/;
/** 「他不在家」 is an outcome only for who went there. */
const WENT_THERE = /去|到|敲|登门|上门|白跑|刚|今天|昨天|上午|下午/;

/** 「王总明天来网点」「王总要来办」: to come, not over. */
function isPlan(reading: Reading, from: number, act: Hit): boolean {
  const between = reading.text.slice(from, act.start);
  if (/要|会|想|准备|打算|约|可能|说/.test(between)) return true;
  const after = reading.text.slice(act.end, act.end + 8);
  const word = reading.text.slice(act.start, act.end);
  if (word.includes('跟我') && /^[\s]*[:“"「]/.test(after)) return true;
  const isOver =
    word.endsWith('了') ||
    (/^(?:过?来|到)/.test(word) && reading.moments('future').length === 0) ||
    /了|过/.test(after) ||
    (word.startsWith('给我') && /^[^,。]{0,6}[,\s](?:问|说|讲|叫|让|他|她)/.test(reading.text.slice(act.end))) ||
    reading.has('just') ||
    /^(?:来电|打来|来电话|回的电话|打的电话|来的电话|跟我说|跟我讲|给我说|跟我提|找我|打电话|电话里|微信|发来|发微信来|发消息来|加我|回复我)/.test(
      word,
    ) ||
    reading.moments('past').some((span) => span.end <= act.start && (span.value.date ?? '9') <= reading.today && !isAlsoAhead(reading, span));
  return !isOver;
}
