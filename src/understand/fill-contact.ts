import { daysBetween } from '../domain/calendar/index.js';
import type { FactArg, PromiseArg, WhenValue } from '../domain/intent.js';
import { clausesOf } from './clauses.js';
import { factOf } from './facts.js';
import { impliedMode } from './free-told.js';
import { isSeparator, skipSeparators } from './keyword.js';
import { planOf } from './promises.js';
import type { Clause, Reading } from './reading.js';
import type { MomentSpan } from './time/types.js';
import { whenOf } from './when.js';

export interface ContactDraft {
  args: Record<string, unknown>;
  missing: string[];
  /** A day was chosen among readings. */
  isGuessed: boolean;
}

/**
 * What a sentence tells about a contact that was. Days in it lie in the past; days of what was promised, in the future.
 * `from` is where the words behind the keyword begin, `bodyStart` where they go on behind the client; what stands in `apart` is
 * about somebody else, and what follows `ownEnd` is not part of the summary.
 */
export function fillContact(
  reading: Reading,
  from: number,
  bodyStart: number,
  byKeyword: boolean,
  apart: readonly Clause[] = [],
  ownEnd?: number,
): ContactDraft {
  const { text } = reading;
  const clauses = clausesOf(reading, from, text.length);
  const head = byKeyword ? undefined : clauses.find((clause) => bodyStart > clause.start && bodyStart <= clause.end);
  const headEnd = Math.max(headOf(reading, clauses), head?.end ?? 0);
  const promises: PromiseArg[] = [];
  const facts: FactArg[] = [];
  const missing: string[] = [];
  const planned: Clause[] = [...apart];
  let nextContactOn: string | undefined;
  let isGuessed = false;
  for (const clause of clauses) {
    if (apart.some((one) => clause.start >= one.start && clause.end <= one.end)) continue;
    const due = dueAlone(reading, clause);
    const undated = due && promises.at(-1);
    if (undated && undated.dueOn === undefined && !undated.vague) {
      undated.dueOn = due.value.date;
      if (due.value.time) undated.dueTime = due.value.time;
      planned.push({ start: clause.start, end: clause.end });
      continue;
    }
    const plan = planOf(reading, clause, headEnd);
    const then = plan?.isThen ? dayBefore(reading, clauses, clause) : undefined;
    if (plan && !(plan.isThen && then === undefined)) {
      planned.push({ start: plan.start, end: clause.end });
      if (plan.nextContactOn) nextContactOn = plan.nextContactOn;
      else if (plan.promise) {
        if (then) plan.promise.dueOn = then;
        if (plan.vague) missing.push(`promises.${promises.length}.dueOn`);
        if (!answersLast(promises, plan.promise)) promises.push(plan.promise);
        if (plan.promise.dueOn)
          reading.reasons.push(
            `“${reading.verbatim(plan.moment?.start ?? clause.start, plan.moment?.end ?? clause.end)}”按${plan.promise.dueOn}，记成待办`,
          );
      } else if (plan.vague) missing.push('nextContactOn');
      if (plan.moment?.guessed) isGuessed = true;
      continue;
    }
    const fact = factOf(reading, clause);
    if (fact && !(fact.kind === 'hobby' && reading.has('mode', clause.start, clause.end))) facts.push(fact);
  }
  if (promises.length > 0 && DONE_ALREADY.test(text)) promises.splice(0, promises.length, ...promises.filter((one) => one.dueOn !== undefined));
  const isFree = (at: number) => !planned.some((clause) => at >= clause.start && at < clause.end);
  const modeHits = reading.hits('mode', from).filter((hit) => isFree(hit.start) && !isNumberGiven(reading, hit));
  const modeHit = modeHits.length > 1 ? (modeHits.find((hit) => !isSubjectMatter(reading, hit)) ?? modeHits[0]) : modeHits[0];
  const anew = anewToday(reading, from, clauses);
  const outcome = outcomeOf(reading, anew?.start ?? from, isFree);
  const at = anew ?? pastMoment(reading, from, isFree, facts, clauses, modeHit?.start, byKeyword);
  // The day of the contact is no day of what was learned.
  for (const fact of facts) if (at && fact.day && fact.text.includes(at.text)) delete fact.day;
  const mode = modeHit?.value ?? impliedMode(text.slice(from, Math.min(text.length, ...planned.map((one) => one.start))));
  if (at?.guessed && !at.value.vague) isGuessed = true;
  const minutes = reading.durations().find((span) => span.start >= from && isFree(span.start) && span.value.minutes <= 600 && span.text !== '半天')
    ?.value.minutes;
  const open = at === undefined ? openDay(reading, from, clauses[0]) : undefined;
  const when: WhenValue = at ? whenOf(at) : open ? { ...whenOf(open), vague: true } : { date: reading.today, time: reading.time };
  // 「下午三点去了他公司」 said in the morning: which day it was is not said.
  const isUnsaid = at?.value.time !== undefined && (at.value.date ?? '') < reading.today && !SAYS_DAY.test(at.text);
  if (isUnsaid) when.vague = true;
  if (at?.value.vague || open || isUnsaid) missing.push('at');
  const told =
    ownEnd === undefined ? reading.typed : reading.verbatim(0, ownEnd).replace(/^\s*(?:[(（]?[0-9]{1,2}[)）.、．]|[\u2460-\u2473])\s*/, '');
  const summary = (byKeyword ? summaryOf(reading, bodyStart, at, isFree, ownEnd) : told)
    .trim()
    .replace(/[;；、,，\s]+$/, (end) => (ownEnd === undefined ? end : ''));
  if (byKeyword && summary === '' && !modeHit && !outcome && promises.length === 0 && minutes === undefined) missing.push('summary');
  const args: Record<string, unknown> = {};
  if (mode) args['mode'] = mode;
  args['at'] = when;
  if (minutes !== undefined) args['minutes'] = minutes;
  if (outcome) args['outcome'] = outcome;
  args['summary'] = summary;
  args['facts'] = facts;
  args['promises'] = promises;
  if (nextContactOn) args['nextContactOn'] = nextContactOn;
  if (modeHit) reading.reasons.push(`方式看“${text.slice(modeHit.start, modeHit.end)}”`);
  if (at?.value.date)
    reading.reasons.push(`时间看“${reading.verbatim(at.start, at.end)}”，按${at.value.date}${at.value.time ? ` ${at.value.time}` : ''}`);
  return { args, missing, isGuessed };
}

/** 「回头要给他们一份报价，26号之前」: a day to come that stands alone behind what was promised. */
function dueAlone(reading: Reading, clause: Clause): MomentSpan | undefined {
  const span = reading.moments('future').find((one) => one.start >= clause.start && one.start <= clause.start + 1 && one.end <= clause.end);
  if (!span || span.kind === 'recurrence' || span.grain !== 'day' || span.value.vague || (span.value.date ?? '') < reading.today) return undefined;
  return /^(?:之前|以前|前|给|要|内|交|就要)?$/.test(reading.text.slice(span.end, clause.end)) ? span : undefined;
}

/** 「我说帮他问下利率，下周二给回话」: one thing, and its day. The last promise gets it. */
function answersLast(promises: PromiseArg[], then: PromiseArg): boolean {
  const last = promises.at(-1);
  if (!last || last.dueOn !== undefined || last.vague || then.dueOn === undefined || !GIVES_ANSWER.test(then.text)) return false;
  Object.assign(last, { text: `${last.text}，${then.text}`, dueOn: then.dueOn, ...(then.dueTime ? { dueTime: then.dueTime } : {}) });
  if (then.vague) last.vague = true;
  return true;
}

/** 「让我帮他查利息，查好了已经回给他了」 */
const DONE_ALREADY =
  /[,。\s](?:[^,。]{0,6}了)?[,\s]?(?:我)?(?:都|也)?已(?:经)?(?:帮|给|跟|替|回|发|查|办|处理|解决|弄|告诉|告知|答复|寄|送|转)[^,。]{0,8}了(?:[\s。,.!]|$)/;

const GIVES_ANSWER = /^(?:给|给[他她])?(?:个)?(?:回话|回信|回复|答复|结果|消息|准信|信|回电|给|发|回)[他她]?$/;

/** 「昨天没联系上张伟 今天又打 接了」: the contact is the later one. */
function anewToday(reading: Reading, from: number, clauses: readonly Clause[]): MomentSpan | undefined {
  if (!reading.text.includes('今')) return undefined;
  return reading
    .moments('past')
    .find(
      (span) =>
        span.start > from &&
        span.value.date === reading.today &&
        span.value.time === undefined &&
        clauses.some((one, place) => place > 0 && one.start === span.start) &&
        /^(?:上午|下午|早上)?(?:(?:打通|接通|联系上|见到|见上)了?|(?:又|再|才|终于|总算)(?:打|联系|去|来|见|通|约)(?:了|上|到|通|过去)?)(?:[\s,]|$)/.test(
          reading.text.slice(span.end),
        ),
    );
}

/** 「嫌我们短信太多，刚电话里抱怨」「短信费」: what was talked of, no way of meeting. */
function isSubjectMatter({ text }: Reading, hit: { start: number; end: number }): boolean {
  return (
    /^(?:太多|费|提醒|通知|轰炸|骚扰|验证|服务)/.test(text.slice(hit.end)) || /(?:我们|营销|垃圾|诈骗|动账)(?:的)?$/.test(text.slice(0, hit.start))
  );
}

/** 「把公证处电话给她」: a number, no way of meeting. */
function isNumberGiven({ text }: Reading, hit: { start: number; end: number }): boolean {
  return (
    text.slice(hit.start, hit.end) === '电话' &&
    /^(?:给[他她我]|号)/.test(text.slice(hit.end)) &&
    /[处所行店家司部的新]$/.test(text.slice(0, hit.start))
  );
}

/** The exact day to come named last before a clause that says 到时候; undefined where none is, or it is no exact one. */
function dayBefore(reading: Reading, clauses: readonly Clause[], to: Clause): string | undefined {
  const from = clauses[0]?.start ?? 0;
  const last = reading
    .moments('future')
    .findLast((span) => span.start >= from && span.end <= to.start && (span.value.date === undefined || span.value.date > reading.today));
  return last && last.grain === 'day' && !last.value.vague && last.text.length > 1 && !last.value.endDate ? last.value.date : undefined;
}

/** The end of the clause that tells of the contact itself: a day there is when it was. */
function headOf(reading: Reading, clauses: readonly Clause[]): number {
  const told = clauses.find(
    (clause) =>
      reading.has('met', clause.start, clause.end) ||
      reading.has('cameIn', clause.start, clause.end) ||
      reading.has('mode', clause.start, clause.end),
  );
  const first = clauses[0];
  return told && told === first ? told.end : 0;
}

/** 「同意参加周六沙龙」「邀约她参加」: not yet. */
const TO_ATTEND = /(?:[想要愿会能]|希望|打算|同意|答应|确认|可以|报名|没|不)$|(?:邀请?|邀约|通知|请|约|问)[^,。]{0,8}$/;

/** 「约了他今天早上8点，他没来」 */
const STOOD_UP = /约(?:了|好)?[^。;]{0,20}?(?:没来(?!得及|电|过|信)|没到(?!账|期|位)|放了?我?鸽子)/;

function outcomeOf(reading: Reading, from: number, isFree: (at: number) => boolean): string | undefined {
  const hits = reading.hits('outcome', from).filter((hit) => isFree(hit.start));
  const order = ['notReached', 'refused', 'attended', 'replied', 'reached'];
  for (const outcome of order) {
    const hit = hits.find((one) => one.value === outcome);
    if (!hit) continue;
    if (outcome === 'attended' && TO_ATTEND.test(reading.text.slice(Math.max(0, hit.start - 12), hit.start))) continue;
    if (outcome === 'reached' && '没未不'.includes(reading.text[hit.start - 1] || '-')) return 'notReached';
    return outcome;
  }
  return STOOD_UP.test(reading.text.slice(from)) ? 'notReached' : undefined;
}

/** The day is that of a birthday or a maturity. */
const NAMES_A_DAY = /^[\s的]?(?:是|就是|过)?[他她]?(?:生日(?!蛋糕|礼|贺)|到期|出生|开户|买的|存的)/;
/** 「送了重阳礼」「发了中秋祝福」: the day names what was given. */
const GIFT_OF_DAY = /^的?(?:节?礼|祝福|慰问|问候|月饼|粽子|贺卡|红包|春联|对联|福字)/;
const SAYS_DAY = /[昨前周年月日号礼拜星期天夜]|上个?|[0-9][-\/.][0-9]/;
/** 「生日12号」. */
const NAMED_BEFORE = /(?:生日|纪念日|到期日?|预产期|婚礼|寿宴|酒席|手术)(?:是|在|定在)?$/;
/** Words after which a day is what was talked of, not when. */
const TALKED_OF =
  /确认|敲定|预约|说好|定好|通知|提醒|邀请了|推荐|同意|答应|邀请|邀约|报名|改到|定在|说|提到|表示|告知|得知|问|聊到|谈到|聊了|谈了|聊起|想|打算|准备|计划|希望|他要|她要|客户要/;
/** A day without a year this long ago was put into the year before by us: nobody logs a contact that late. */
const LONGEST_AGO_DAYS = 120;

/** The day or time of the contact: the first that is not part of a plan or of what was learned, and is not to come. */
function pastMoment(
  reading: Reading,
  from: number,
  isFree: (at: number) => boolean,
  facts: readonly FactArg[],
  clauses: readonly Clause[],
  modeAt: number | undefined,
  byKeyword: boolean,
): MomentSpan | undefined {
  const { text, today } = reading;
  const told = facts.map((fact) => fact.day?.date);
  const isJust = reading.hits('just', from).some((hit) => hit.start < (clauses[0]?.end ?? 0));
  const found = reading.moments('past').filter((span) => {
    if (span.start < from && span.end > from) return false;
    if (!isFree(span.start) || span.kind === 'recurrence') return false;
    // 「26号之前」 bounds what is to be done.
    if (span.bound === 'by' && (span.value.date ?? '') < today) return false;
    if (span.grain !== 'minute' && span.grain !== 'day' && !span.value.vague) return false;
    const { date, time } = span.value;
    if (date === undefined || date > today || (isJust && date !== today)) return false;
    if (date === today && time !== undefined && time > reading.time) return false;
    if (told.includes(date) && date !== today && span.start > (reading.mentions[0]?.end ?? 0) + 6) return false;
    if (GIFT_OF_DAY.test(text.slice(span.end)) && /[送发带给拜贺寄][了过去的]?$/.test(text.slice(0, span.start))) return false;
    if (span.value.vague && /^(?:过|等|待|晚点|晚些|稍|回头|改天)/.test(span.text)) return false;
    if (NAMES_A_DAY.test(text.slice(span.end)) || NAMED_BEFORE.test(text.slice(0, span.start)) || isOfKin(reading, span)) return false;
    const clause = clauses.find((one) => span.start >= one.start && span.start < one.end);
    if (clause && TALKED_OF.test(text.slice(clause.start, span.start))) return false;
    if (clause && clause !== clauses[0] && isOfOthers(reading, clause, span)) return false;
    if (clause && clause !== clauses[0] && isLater(reading, clause, span)) return false;
    return !(span.guessed && daysBetween(date, today) > LONGEST_AGO_DAYS && !/年/.test(span.text) && !(byKeyword && isHead(reading, span)));
  });
  const clauseOfMode = modeAt === undefined ? undefined : clauses.find((one) => modeAt >= one.start && modeAt < one.end);
  return found.find((span) => clauseOfMode && span.start >= clauseOfMode.start && span.end <= clauseOfMode.end) ?? found[0];
}

/** 「周末在小区碰到」「上周见了一面」: it was then, and the day is not said. */
function openDay(reading: Reading, from: number, first: Clause | undefined): MomentSpan | undefined {
  if (!first || reading.has('just', from, first.end)) return undefined;
  return reading
    .moments('past')
    .find(
      (span) =>
        span.start >= Math.max(from, first.start) &&
        span.end <= first.end &&
        span.kind !== 'recurrence' &&
        (span.grain === 'week' || span.grain === 'weekend') &&
        (span.value.endDate ?? span.value.date ?? '9') < reading.today &&
        !TALKED_OF.test(reading.text.slice(first.start, span.start)) &&
        reading.words.some(
          (hit) =>
            (hit.tag === 'met' || hit.tag === 'outcome' || hit.tag === 'cameIn' || hit.tag === 'mode') &&
            hit.start >= span.end &&
            hit.end <= first.end,
        ),
    );
}

/** 「周五晚上回」 in a later clause: a weekday that lies ahead as well, and nothing there tells of the contact. */
function isLater(reading: Reading, clause: Clause, span: MomentSpan): boolean {
  if (clause.end - clause.start <= span.end - span.start) return false;
  if (['met', 'cameIn', 'mode', 'outcome', 'did'].some((tag) => reading.has(tag as 'met', clause.start, clause.end))) return false;
  return reading.moments('future').some((one) => one.start === span.start && (one.value.date ?? '') > reading.today);
}

/** 「岳父前天去世了」: the day of what happened to somebody else. */
function isOfKin(reading: Reading, span: MomentSpan): boolean {
  return (
    reading.words.some((hit) => hit.tag === 'kin' && hit.end === span.start) &&
    /^[\s]*(?:刚)?(?:去世|过世|走了|病逝|生了|住院|出院|手术|做|结婚|摔|考|回国|出生|毕业)/.test(reading.text.slice(span.end))
  );
}

/** 「她女儿12月8号结婚」: a later clause about somebody, in which nothing was done. */
function isOfOthers(reading: Reading, clause: Clause, span: MomentSpan): boolean {
  if (['met', 'cameIn', 'mode', 'outcome'].some((tag) => reading.has(tag as 'met', clause.start, clause.end))) return false;
  if (/^[\s的]*(?:再|去|要|得|来)/.test(reading.text.slice(span.end, clause.end))) return true;
  return (
    reading.has('kin', clause.start, clause.end) ||
    reading.has('topic', span.end, clause.end) ||
    reading.mentions.some((one) => one.by === 'pronoun' && one.start >= clause.start && one.end <= span.start)
  );
}

/** Only the client and marks stand between the keyword and the day. */
function isHead(reading: Reading, span: MomentSpan): boolean {
  return span.start <= (reading.mentions[0]?.end ?? 0) + 2;
}

/** What is left behind client, day, mode and minutes when they stand in front by themselves. */
function summaryOf(reading: Reading, bodyStart: number, at: MomentSpan | undefined, isFree: (at: number) => boolean, to?: number): string {
  const { text } = reading;
  let start = skipSeparators(text, bodyStart);
  const modes = reading.hits('mode', bodyStart);
  const outcomes = reading.hits('outcome', bodyStart);
  const durations = reading.durations();
  for (let turns = 0; turns < 6 && start < text.length; turns++) {
    const duration = durations.find((span) => span.start === start);
    const isOwnTime = at !== undefined && at.start === start;
    const mode = modes.find((hit) => hit.start === start);
    const outcome = outcomes.find((hit) => hit.start === start);
    let end: number;
    if (isOwnTime) end = at.end;
    else if (duration && isFree(start)) end = duration.end;
    else if (mode && isFree(start) && standsAlone(reading, mode.end))
      end = text[mode.end] === '了' && standsAlone(reading, mode.end + 1) ? mode.end + 1 : mode.end;
    else if (outcome && (outcome.end >= text.length || isSeparator(text.charCodeAt(outcome.end)))) end = outcome.end;
    else break;
    start = skipSeparators(text, end);
  }
  return reading.verbatim(start, to ?? text.length).trim();
}

function standsAlone(reading: Reading, end: number): boolean {
  const { text } = reading;
  if (end >= text.length || isSeparator(text.charCodeAt(end))) return true;
  if (
    text[end] === '了' &&
    (end + 1 >= text.length || isSeparator(text.charCodeAt(end + 1)) || reading.durations().some((span) => span.start === end + 1))
  )
    return true;
  if (reading.durations().some((span) => span.start === end) || reading.hits('outcome', end).some((hit) => hit.start === end)) return true;
  // 电话祝生日: the mode is glued to the words.
  return /^[祝聊谈说问讲告介沟提催约回]/.test(text.slice(end, end + 1));
}
