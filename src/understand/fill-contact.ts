import type { FactArg, PromiseArg, WhenValue } from '../domain/intent.js';
import { clausesOf } from './clauses.js';
import { anewToday, openDay, pastMoment, SAYS_DAY } from './contact-day.js';
import { factOf } from './facts.js';
import { NOT_GONE } from './free-report.js';
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
    const wish = grantedWish(reading, clause, clauses[clauses.indexOf(clause) + 1]);
    if (wish) {
      planned.push(clause);
      promises.push(wish);
      continue;
    }
    const plan = planOf(reading, clause, headEnd);
    const then = plan?.isThen ? dayBefore(reading, clauses, clause) : undefined;
    if (plan?.moment?.kind === 'recurrence' && DONE_ALREADY.test(text)) continue;
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
    if (
      fact &&
      !(fact.kind === 'hobby' && reading.has('mode', clause.start, clause.end)) &&
      !isDeed(reading, bodyStart, fact) &&
      !isOfOther(reading, clause, bodyStart, fact)
    ) {
      // 「大额存单」 and then 「大额存单下个月5号到期」: the longer says both.
      const last = facts.at(-1);
      if (last?.kind === fact.kind && fact.text.startsWith(last.text)) facts.pop();
      facts.push(fact);
    }
  }
  if (promises.length > 0 && DONE_ALREADY.test(text)) promises.splice(0, promises.length, ...promises.filter((one) => one.dueOn !== undefined));
  const isFree = (at: number) => !planned.some((clause) => at >= clause.start && at < clause.end);
  const modeHits = reading
    .hits('mode', from)
    .filter((hit) => isFree(hit.start) && !isNumberGiven(reading, hit) && !NOT_GONE.test(text.slice(hit.end)));
  const modeHit =
    modeHits.length > 1
      ? (modeHits.find((hit) => SENT_BY.test(text.slice(hit.end))) ?? modeHits.find((hit) => !isSubjectMatter(reading, hit)) ?? modeHits[0])
      : modeHits[0];
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
  const said = SAID_I.exec(reading.text.slice(clause.start, clause.end))?.[0].length ?? 0;
  const span = reading
    .moments('future')
    .find((one) => one.start >= clause.start && one.start <= clause.start + Math.max(1, said) && one.end <= clause.end);
  if (!span || span.kind === 'recurrence' || span.grain !== 'day' || span.value.vague || (span.value.date ?? '') < reading.today) return undefined;
  return /^(?:之前|以前|前|给|要|内|交|就要|(?:一定|准|肯定|保证)(?:到|去|来|有|给|行))?$/.test(reading.text.slice(span.end, clause.end))
    ? span
    : undefined;
}

const SAID_I = /^我(?:说|答应|跟[他她]说|回)(?:了)?/;

/** 「他周三前要一份持仓明细，我答应了」: what he wants by a day, and that it was granted. */
function grantedWish(reading: Reading, clause: Clause, next: Clause | undefined): PromiseArg | undefined {
  const { text } = reading;
  if (!next || text[next.start] !== '我' || !GRANTED.test(text.slice(next.start, next.end))) return undefined;
  const span = reading.moments('future').find((one) => one.start >= clause.start && one.end <= clause.end);
  const wants = span && WANTS_THING.exec(text.slice(span.end, clause.end));
  const date = span && !span.value.vague ? span.value.date : undefined;
  if (!span || !wants || date === undefined || date < reading.today) return undefined;
  const from = span.end + wants[0].length;
  return {
    text: `给${reading.verbatim(from, clause.end).trim()}`,
    dueOn: date,
    ...(span.value.time ? { dueTime: span.value.time } : {}),
  };
}

const GRANTED = /^我(?:都|就|当场|已经|也)*(?:答应|应|同意|说(?:行|好|可以|没问题))(?:下来|他|她)?了?$/;
const WANTS_THING = /^(?:之前|以前|前|内|就|想|还|急着|等着)*要(?!求|是)(?=[^,。]{2})/;

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
  /[,。\s](?:[^,。]{0,6}了)?[,\s]?(?:我)?(?:都|也)?已(?:经)?(?:帮|给|跟|替|回|发|查|办|处理|解决|弄|告诉|告知|答复|寄|送|转)[^,。]{0,8}了(?:[\s。,.!]|$)|[,\s](?:我)?(?:问|查|打听|办|弄)[^,。]{0,8}了?[,\s]+(?:已|都)?(?:回|告诉|答复|给|发给?)[他她]了(?:[\s。.!]|$)/;

const GIVES_ANSWER = /^(?:给|给[他她])?(?:个)?(?:回话|回信|回复|答复|结果|消息|准信|信|回电|给|发|回)[他她]?$/;

/** 「嫌我们短信太多，刚电话里抱怨」「短信费」: what was talked of, no way of meeting. */
function isSubjectMatter({ text, mentions }: Reading, hit: { start: number; end: number }): boolean {
  // 「短信通知刘芳…」: how she was told.
  if (mentions.some((one) => one.start > hit.end && one.start <= hit.end + 3)) return false;
  return (
    /^(?:太多|费|提醒|通知|轰炸|骚扰|验证|服务)/.test(text.slice(hit.end)) || /(?:我们|营销|垃圾|诈骗|动账)(?:的)?$/.test(text.slice(0, hit.start))
  );
}

/** 「发了贺卡，微信发的」 */
const SENT_BY = /^[上里]?(?:给[他她])?[发说打聊讲定问回](?:给[他她])?的(?=[\s,。]|$)/;

/** 「把公证处电话给她」「换个近点的网点」: what was talked of, no way of meeting. */
function isNumberGiven({ text }: Reading, hit: { start: number; end: number }): boolean {
  const word = text.slice(hit.start, hit.end);
  if (word === '网点' && /(?:换|近|附近|哪|转到|改到)[^,。来到]{0,6}$/.test(text.slice(0, hit.start))) return true;
  return word === '电话' && /^(?:给[他她我]|号)/.test(text.slice(hit.end)) && /[处所行店家司部的新]$/.test(text.slice(0, hit.start));
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

/** 「王总来了，说老赵住院了」: learned of somebody else, and his name is not in it. */
const isOfOther = (reading: Reading, clause: Clause, bodyStart: number, fact: FactArg): boolean =>
  reading.mentions.some(
    (one) =>
      one.start >= Math.max(clause.start, bodyStart) &&
      one.end <= clause.end &&
      one.by !== 'pronoun' &&
      one.people.length > 0 &&
      !one.people.some(({ id }) => id === reading.mentions.find((first) => first.end <= bodyStart && first.people.length > 0)?.people[0]?.id) &&
      !fact.text.includes(reading.verbatim(one.start, one.end)),
  );

/** 「刚陪周岚办完房贷面签」: what was done, with the client in it, is no news of her. */
const isDeed = (reading: Reading, bodyStart: number, fact: FactArg): boolean =>
  (fact.kind === 'finance' || fact.kind === 'housing') &&
  reading.mentions.some((one) => one.end <= bodyStart && one.people.length > 0 && fact.text.indexOf(reading.verbatim(one.start, one.end)) > 0);
