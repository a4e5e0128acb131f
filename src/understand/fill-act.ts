import { lastOfMonth } from '../domain/calendar/index.js';
import type { FiltersArg, IntentSpec } from '../domain/intent.js';
import { RELATIONS } from '../domain/relation-words.js';
import { phoneAt } from './client-mention.js';
import { clausesOf } from './clauses.js';
import { draft, withClient, type Draft } from './draft.js';
import { dayArg, statedFact } from './facts.js';
import { isSeparator, skipSeparators } from './keyword.js';
import { once, type Reading } from './reading.js';
import { itemsIn, lastSpokenOf, mainMention, takeClient, tokenEnd, type TakenClient } from './slots.js';
import { clientArg } from './client-mention.js';
import type { MomentSpan } from './time/types.js';
import { fromNow, isVague, periodOf, whenAhead, whenOf } from './when.js';
import { byHead, wordAt } from './words.js';

/** The client at the front of the words, else the one they name anywhere, else nobody. */
export function clientIn(reading: Reading, from: number, anyToken = true): TakenClient | undefined {
  const front = takeClient(reading, from, { anyToken: false });
  if (front) return front;
  const main = mainMention(reading, from);
  if (main) return { arg: clientArg(reading.text, main), start: main.start, end: main.end, mention: main };
  return anyToken ? takeClient(reading, from) : undefined;
}

export function fillProfile(reading: Reading, intent: IntentSpec, from: number): Draft {
  const missing: string[] = [];
  const taken = clientIn(reading, from);
  const facts = clausesOf(reading, taken ? taken.end : from, reading.text.length)
    .map((clause) => statedFact(reading, clause))
    .filter((fact) => fact.text !== '');
  if (facts.length === 0) missing.push('facts');
  const client = taken?.arg ?? (facts.length > 0 ? lastSpokenOf(reading) : undefined);
  return draft(intent, withClient({ facts }, client, missing), { missing, ...(taken ? { taken } : {}) });
}

const RELATION_WORDS = byHead([...RELATIONS.keys()]);

export function relationAt(text: string, at: number): { end: number; value: string } | undefined {
  const word = wordAt(text, at, RELATION_WORDS);
  return word === undefined ? undefined : { end: at + word.length, value: RELATIONS.get(word) as string };
}

export function fillRelative(reading: Reading, intent: IntentSpec, from: number): Draft {
  const { text } = reading;
  const missing: string[] = [];
  const taken = takeClient(reading, from);
  let at = skipSeparators(text, taken ? taken.end : from);
  while (text[at] === '的') at = skipSeparators(text, at + 1);
  const relation = relationAt(text, at);
  if (relation) at = skipSeparators(text, relation.end);
  else missing.push('relation');
  for (const lead of ['名字叫', '名叫', '叫做', '叫', '是', '姓名']) if (text.startsWith(lead, at)) at = skipSeparators(text, at + lead.length);
  const moment = reading.moments().find((span) => span.start >= at && span.value.date !== undefined && span.grain === 'day');
  const end = Math.min(tokenEnd(text, at), moment ? moment.start : text.length);
  const name = reading
    .verbatim(at, end)
    .replace(/(?:生日|出生|的|是)+$/, '')
    .trim();
  if (name === '') missing.push('name');
  const birthday = moment ? dayArg(moment) : undefined;
  const args = { ...(relation ? { relation: relation.value } : {}), ...(name ? { name } : {}), ...(birthday ? { birthday } : {}) };
  return draft(intent, withClient(args, taken?.arg ?? (relation ? lastSpokenOf(reading) : undefined), missing), {
    missing,
    ...(taken ? { taken } : {}),
  });
}

export function fillNewClient(reading: Reading, intent: IntentSpec, from: number): Draft {
  const { text } = reading;
  const missing: string[] = [];
  let mobile: string | undefined;
  let name = '';
  let clientNo: string | undefined;
  const births = reading.moments('past').filter((span) => span.start >= from && span.value.date !== undefined && span.grain === 'day');
  const birth = births[0];
  for (let at = skipSeparators(text, from); at < text.length; at = skipSeparators(text, at)) {
    const lead = [
      '客户号',
      '手机号码',
      '手机号',
      '手机',
      '电话号码',
      '电话',
      '姓名',
      '名字叫',
      '名叫',
      '叫',
      '客户',
      '生日',
      '出生日期',
      '出生',
      '生于',
      ':',
      '是',
    ].find((word) => text.startsWith(word, at));
    if (lead && !(lead === '叫' && name)) {
      if (lead === '客户号') {
        const start = skipSeparators(text, at + lead.length);
        clientNo = /^[0-9A-Za-z]+/.exec(text.slice(start, tokenEnd(text, start)))?.[0];
        at = start + (clientNo?.length ?? 0);
      } else at += lead.length;
      continue;
    }
    const phone = phoneAt(text, at);
    if (phone) {
      mobile ??= phone.digits;
      at = phone.end;
    } else if (birth && at >= birth.start && at < birth.end) at = birth.end;
    else {
      let end = at;
      while (
        end < text.length &&
        !isSeparator(text.charCodeAt(end)) &&
        !/[0-9]/.test(text[end] as string) &&
        !(birth && end === birth.start) &&
        !(end > at + 1 && /^(?:手机|电话|生日|出生|客户号)/.test(text.slice(end)))
      )
        end++;
      if (end === at) end = Math.max(tokenEnd(text, at), at + 1);
      else if (name === '')
        name = reading
          .verbatim(at, end)
          .replace(/(?:的|,|，)+$/, '')
          .trim();
      at = end;
    }
  }
  if (name === '') missing.push('name');
  return draft(
    intent,
    {
      ...(name ? { name } : {}),
      ...(mobile ? { mobile } : {}),
      ...(birth?.value.date && birth.value.date <= reading.today ? { birthDate: birth.value.date } : {}),
      ...(clientNo ? { clientNo } : {}),
    },
    { missing },
  );
}

const PLACE_LEADS = ['地点', '在', '到', '来', '去'];
const MEETING_WORDS = new Set([
  '面谈',
  '见面',
  '面访',
  '拜访',
  '吃饭',
  '喝茶',
  '喝咖啡',
  '面聊',
  '聊聊',
  '会面',
  '见',
  '谈',
  '上门',
  '打球',
  '办业务',
  '签约',
  '面签',
  '双录',
]);

/** Who, when, where and with whom; `from` is behind the keyword, 0 in a free sentence. */
export function fillAppointment(reading: Reading, intent: IntentSpec, from: number, taken: TakenClient | undefined): Draft {
  const { text, context } = reading;
  const missing: string[] = [];
  const moment = futureMoment(reading, from);
  const args: Record<string, unknown> = {};
  let isGuessed = false;
  if (moment) {
    const time = hourApart(reading, moment);
    args['at'] = isVague(moment) ? { ...whenOf(moment), vague: true } : { ...whenOf(moment), ...(time ? { time } : {}) };
    if (isVague(moment)) missing.push('at');
    else isGuessed = moment.guessed === true;
  } else missing.push('at');
  const people = (context.staff ?? []).filter(
    (name) => text.includes(name) && text.indexOf(name) >= from && name !== taken?.mention?.people[0]?.name,
  );
  if (people.length > 0) args['participants'] = people;
  const place = placeIn(reading, moment ? moment.end : (taken?.end ?? from), people);
  if (place) args['place'] = place;
  return draft(intent, withClient(args, taken?.arg ?? lastSpokenOf(reading), missing), { missing, isGuessed, ...(taken ? { taken } : {}) });
}

const CLOCK_ONLY = /^(?:凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|早|晚)?[0-9零一二两三四五六七八九十]/;

/** 「周三有空，我约了他下午三点」: the hour of a day that was named apart from it; undefined where several hours are named. */
function hourApart(reading: Reading, day: MomentSpan): string | undefined {
  if (day.kind !== 'date' || day.grain !== 'day' || day.value.time !== undefined || day.value.endDate !== undefined) return undefined;
  const later = reading.moments('future').filter((span) => span.start >= day.end && span.value.date !== undefined && !span.value.vague);
  const [hour] = later;
  return later.length === 1 && hour?.kind === 'time' && hour.value.endTime === undefined && CLOCK_ONLY.test(hour.text) ? hour.value.time : undefined;
}

function placeIn(reading: Reading, from: number, staff: readonly string[]): string | undefined {
  const { text } = reading;
  for (let at = skipSeparators(text, from); at < text.length;) {
    const end = tokenEnd(text, at);
    const named = reading.mentions.find((one) => one.start === at && one.end < end);
    const word = text.slice(named?.end ?? at, end);
    const lead = PLACE_LEADS.find((one) => word.startsWith(one) && word.length > one.length + 1);
    let place = lead ? word.slice(lead.length) : word;
    for (const meeting of MEETING_WORDS) if (place.length > meeting.length && place.endsWith(meeting)) place = place.slice(0, -meeting.length);
    const isPlace =
      /(?:支行|网点|分行|银行|公司|办公室|厅|室|楼|家|店|馆|院|园|广场|大厦|中心|酒店|路|街|城|区|厂|学校|小区|单位|咖啡|茶楼|咖啡厅)$/.test(place);
    if (place.length >= 1 && place.length <= 24 && isPlace && !staff.some((name) => place.includes(name)) && !MEETING_WORDS.has(place)) return place;
    at = skipSeparators(text, end);
    if (at === end) break;
  }
  return undefined;
}

/** The first moment that is not over; a part of the day without a day means the coming one. */
export function futureMoment(reading: Reading, from = 0): MomentSpan | undefined {
  return from === 0 ? firstFuture(reading) : futureMomentFrom(reading, from);
}

const firstFuture = once((reading) => futureMomentFrom(reading, 0));

function futureMomentFrom(reading: Reading, from: number): MomentSpan | undefined {
  const spans = reading.moments('future').filter((span) => span.start >= from);
  const usable = spans.filter((span) => !isOver(reading, span));
  const ahead = usable.find((span) => span.ahead);
  if (ahead) return ahead;
  // The one with a time of day says more: 「下周三…15:30」 is normally one span, 「12月18日到期，明天10:00提醒」 is not.
  return usable.find((span) => span.kind === 'recurrence') ?? usable.find((span) => span.value.vague !== true && span.grain !== 'year') ?? usable[0];
}

function isOver(reading: Reading, span: MomentSpan): boolean {
  const { date, time, endDate, recurrence } = span.value;
  if (recurrence || date === undefined) return false;
  return (endDate ?? date) < reading.today || (date === reading.today && time !== undefined && time <= reading.time && endDate === undefined);
}

export function fillItems(reading: Reading, intent: IntentSpec, from: number, to: number): Draft {
  const found = itemsIn(reading.text, from, to, []);
  const missing = found ? [] : ['items'];
  return draft(intent, found ? { items: found.items } : {}, { missing });
}

/** Which items, and until when. A bare length of time counts from now. */
export function fillSnooze(reading: Reading, intent: IntentSpec, from: number): Draft {
  const missing: string[] = [];
  const args: Record<string, unknown> = {};
  const spans = reading.times('future').filter((span) => span.start >= from);
  // 「推迟 2 3天」「推迟 1 3 下周三」: the time is what stands last; what looks like one before it may be an item.
  const moment = spans.filter((span): span is MomentSpan => span.kind !== 'duration').at(-1);
  const duration = spans.filter((span) => span.kind === 'duration').at(-1);
  const length = moment || duration ? null : AHEAD.exec(reading.text.slice(from));
  if (length) {
    const at = from + length.index;
    const ahead = fromNow(reading, daysIn(length[1] as string, length[2] as string) * 1440);
    const before = itemsIn(reading.text, from, at, []);
    return draft(intent, { ...(before ? { items: before.items } : {}), to: ahead }, { missing: before ? [] : ['items'] });
  }
  const taken = moment ?? duration;
  const found = itemsIn(reading.text, from, reading.text.length, taken ? [taken] : []);
  if (found) args['items'] = found.items;
  else missing.push('items');
  if (moment) {
    args['to'] = whenAhead(moment);
    if (isVague(moment)) missing.push('to');
  } else if (duration && duration.kind === 'duration') args['to'] = fromNow(reading, duration.value.minutes);
  else missing.push('to');
  return draft(intent, args, { missing, isGuessed: moment?.guessed === true && !moment.value.vague });
}

const LEVELS: readonly [string, string][] = [
  ['黑金', 'blackGold'],
  ['顶端', 'blackGold'],
  ['白金', 'platinum'],
  ['高端', 'platinum'],
  ['金卡', 'gold'],
  ['大众', 'general'],
];
const FILTER_NOISE = /名下|多少|几个|几位|客户|名单|列表|清单|哪些|有|我|的|所有|全部|列出|查|看|一下|谁|人|和|且|还|吗|呢|是|都|[\s,，、。?？]/g;

/** So long ago that only who was never spoken with is left. */
const NEVER_DAYS = 36_500;

/** 「白金 30天未联系」: conditions in any order; words that are none become `text`. */
export function filtersIn(reading: Reading, from: number): FiltersArg {
  const { text } = reading;
  const filters: FiltersArg = {};
  const used: [number, number][] = [];
  const use = (start: number, end: number) => used.push([start, end]);
  for (const [word, level] of LEVELS) {
    const at = text.indexOf(word, from);
    if (at < 0) continue;
    filters.level = [...(filters.level ?? []), level].filter((one, index, all) => all.indexOf(one) === index);
    use(at, at + word.length);
  }
  const critical = text.indexOf('临界', from);
  if (critical >= 0) {
    filters.tierCritical = true;
    use(critical, critical + 2);
  }
  const silent = firstOf(text, from, [
    '没有联系过',
    '没有联系',
    '没联系过',
    '未联系过',
    '没联系',
    '未联系',
    '没联络',
    '未联络',
    '没回访',
    '未回访',
    '没跟进',
    '未跟进',
    '没见',
    '没打电话',
  ]);
  const spans = reading.times().filter((span) => span.start >= from);
  if (silent) {
    use(silent.start, silent.end);
    const length = LENGTH.exec(text.slice(from));
    filters.notContactedDays = length ? daysIn(length[1] as string, length[2] as string) : /从来|从未|从没|一直没/.test(text) ? NEVER_DAYS : 30;
    if (length) use(from + length.index, from + length.index + length[0].length);
  }
  const late = firstOf(text, from, ['超期', '逾期', '超时']);
  if (late) {
    filters.overdue = true;
    use(late.start, late.end);
  }
  const period = spans.find(
    (span): span is MomentSpan => span.kind !== 'duration' && !used.some(([start, end]) => span.start < end && span.end > start),
  );
  const days = period ? periodOf(period) : undefined;
  for (const [word, key] of [
    ['到期', 'maturing'],
    ['生日', 'birthday'],
  ] as const) {
    const at = text.indexOf(word, from);
    if (at < 0) continue;
    filters[key] = days ?? { date: reading.today, endDate: lastOfMonth(reading.today) };
    use(at, at + word.length);
    if (period && days) use(period.start, period.end);
  }
  const tag = firstOf(text, from, ['标签']);
  if (tag) {
    const start = skipSeparators(text, tag.end);
    const end = tokenEnd(text, start);
    const word = reading
      .verbatim(start, end)
      .replace(/^[是为:：]/, '')
      .trim();
    if (word) filters.tag = word;
    use(tag.start, end);
  }
  let rest = '';
  for (let at = from; at < text.length; at++) if (!used.some(([start, end]) => at >= start && at < end)) rest += text[at];
  rest = rest.replace(FILTER_NOISE, '');
  if (rest.length > 1 && rest.length <= 12) filters.text = rest;
  return filters;
}

function firstOf(text: string, from: number, words: readonly string[]): { start: number; end: number } | undefined {
  for (const word of words) {
    const start = text.indexOf(word, from);
    if (start >= 0) return { start, end: start + word.length };
  }
  return undefined;
}

const AHEAD = /([0-9]{1,3}|[一二两三四五六七八九十]{1,3})\s*个?(天|周|星期|礼拜|月)(?:后|以后|之后)?\s*$/;
const LENGTH = /([0-9]{1,4}|[一二两三四五六七八九十半]{1,3})\s*个?(?:多)?(天|日|周|星期|礼拜|月|季度|年)(?:以上|多|内)?/;
const DAYS: Readonly<Record<string, number>> = { 天: 1, 日: 1, 周: 7, 星期: 7, 礼拜: 7, 月: 30, 季度: 90, 年: 365 };

function daysIn(count: string, unit: string): number {
  return Math.round((/^[0-9]+$/.test(count) ? Number(count) : hanNumber(count)) * (DAYS[unit] ?? 1));
}

function hanNumber(word: string): number {
  if (word === '半') return 0.5;
  const digits = '零一二三四五六七八九';
  const ten = word.indexOf('十');
  const digit = (one: string | undefined, otherwise: number) => (one === undefined ? otherwise : one === '两' ? 2 : digits.indexOf(one));
  return ten < 0 ? digit(word[0], 1) : digit(ten === 0 ? undefined : word[0], 1) * 10 + digit(word[ten + 1], 0);
}
