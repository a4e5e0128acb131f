import type { IntentSpec } from '../domain/intent.js';
import { draft, withClient, type Draft } from './draft.js';
import { clientIn, fillAppointment, fillItems, fillNewClient, fillProfile, fillRelative, fillSnooze } from './fill-act.js';
import { fillContact } from './fill-contact.js';
import { changesIn } from './fill-amend.js';
import { fillReminder } from './fill-reminder.js';
import { caseNumber, wordOf } from './fill-case.js';
import { fillAssign, fillRoaming } from './fill-relation.js';
import {
  acting,
  bare,
  caseList,
  clientList,
  generic,
  isBare,
  maturities,
  notices,
  referral,
  supervise,
  withPeriod,
  type Filler,
} from './keyword-list.js';
import { isSeparator, keywordAt, openings, skipSeparators, typoAt, type CompiledIntents, type Keyword } from './keyword.js';
import type { Reading } from './reading.js';
import { surnameAt } from './person-words.js';
import { readTopic } from './read-topic.js';
import { isHan } from './syllable.js';
import { isResolved, lastSpokenOf, takeClient, tokenEnd, type TakenClient } from './slots.js';
import { dayArg } from './facts.js';
import { findTimeSpans } from './time/index.js';
import { periodOf } from './when.js';

/** The act a sentence begins with by its name; undefined when it begins with none, or the words go on as something else. */
export function keywordAct(reading: Reading): Draft | undefined {
  const { intents } = reading.context;
  const starts = openings(reading.text);
  for (const start of starts) {
    const keyword = keywordAt(reading.text, start, intents);
    const isCut = keyword !== undefined && goesOnInLetters(reading.text, start, keyword.end, intents);
    const found = keyword && !isCut && accept(reading, keyword);
    if (found) {
      reading.reasons.unshift(`“${reading.verbatim(keyword.start, keyword.end)}”是「${found.intent.keywords[0]}」`);
      return found;
    }
  }
  const dated = periodFirst(reading);
  if (dated) return dated;
  for (const start of starts) {
    const exact = keywordAt(reading.text, start, intents);
    if (exact && !goesOnInLetters(reading.text, start, exact.end, intents)) continue;
    const keyword = typoAt(reading.text, start, intents);
    if (!keyword) continue;
    const isClient = reading.mentions.some((one) => one.start <= keyword.start && one.end >= keyword.end);
    if (isClient) continue;
    const found = accept(reading, keyword);
    if (!found || (found.intent.effect === 'write' && !isBorneOut(reading, keyword, found))) continue;
    // 「你是白痴吗」 sounds like 历史: of nobody we know, it is talk.
    if (found.taken && !found.taken.mention && !isClosed(reading, keyword)) continue;
    reading.reasons.unshift(`“${reading.verbatim(keyword.start, keyword.end)}”像是「${keyword.word}」`);
    return { ...found, isGuessed: true, confidence: Math.min(found.confidence, 0.85) };
  }
  return undefined;
}

/** 提醒wo: a keyword, and letters that make it a longer one. */
function goesOnInLetters(text: string, start: number, end: number, intents: CompiledIntents): boolean {
  const unit = (text.charCodeAt(end) | 32) >>> 0;
  return unit >= 0x61 && unit <= 0x7a && (typoAt(text, start, intents)?.end ?? 0) > end;
}

/** A word that only sounds like that of a write counts where a client of ours or a day goes with it, or nothing is missing behind a space. */
function isBorneOut(reading: Reading, keyword: Keyword, found: Draft): boolean {
  if (found.taken?.mention) return true;
  if (/[?]|什么|怎么|多少|吗|呢/.test(reading.text) || (found.intent !== keyword.intent && !found.taken)) return false;
  if (found.intent.slots.some((slot) => slot.kind === 'client' && slot.required)) return found.taken !== undefined && isClosed(reading, keyword);
  return found.args['at'] !== undefined || (found.missing.length === 0 && isClosed(reading, keyword));
}

/** 「本月到期」「下周的生日」: a period, then the name of a list. */
function periodFirst(reading: Reading): Draft | undefined {
  const { text, context } = reading;
  if (text.length > 24) return undefined;
  const first = skipSeparators(text, 0);
  for (let at = first + 2; at < Math.min(text.length, first + 12); at++) {
    const keyword = keywordAt(text, at, context.intents);
    if (!keyword || keyword.intent.effect !== 'read' || !keyword.intent.slots.some((slot) => slot.kind === 'period') || !isBare(text, keyword.end))
      continue;
    // Read by themselves: 下周到 would begin a stretch of days.
    const words = text.slice(first, at).replace(/(?:有哪些|有什么|哪些|有谁|谁|的|有|我|要|该|客户|过|\s)+$/, '');
    const spans = findTimeSpans(words, { now: context.now, calendar: context.calendar, lean: 'future' });
    const span = spans[0];
    const period = span && span.kind !== 'duration' ? periodOf(span) : undefined;
    if (spans.length === 1 && span && period && span.start === 0 && span.end === words.length) return draft(keyword.intent, { period });
  }
  return undefined;
}

const isClosed = ({ text }: Reading, keyword: Keyword): boolean => keyword.end >= text.length || isSeparator(text.charCodeAt(keyword.end));

function accept(reading: Reading, keyword: Keyword): Draft | undefined {
  const closed = isClosed(reading, keyword);
  const filler = FILLERS[keyword.intent.name];
  return filler ? filler(reading, keyword, closed) : generic(reading, keyword, closed);
}

/** 「帮助」, 「帮助 投诉」: alone, or with the word of an act behind it. */
const helpWith: Filler = (reading, keyword, closed) => {
  const { text } = reading;
  const start = skipSeparators(text, keyword.end);
  const about = closed && start < text.length ? keywordAt(text, start, reading.context.intents) : undefined;
  return about && isBare(text, about.end) ? draft(keyword.intent, { topic: reading.verbatim(start, about.end) }) : bare(reading, keyword, closed);
};

/** 「查 张三」, 「看看张三的持仓」, 「查待办」. */
const look: Filler = (reading, keyword, closed) => {
  const { text } = reading;
  const intent = keyword.intent;
  const start = skipSeparators(text, keyword.end);
  if (start >= text.length || isBare(text, keyword.end)) return bareLook(reading, keyword);
  const exact = takeClient(reading, start, { anyToken: false });
  const named = exact && isNamed(exact) ? exact : undefined;
  if (!named) {
    const other = keywordAt(text, start, reading.context.intents);
    if (other && other.end > other.start && other.intent.effect === 'read' && other.intent !== intent) {
      const found = accept(reading, other);
      if (found) return found;
    }
  }
  const pronoun = reading.mentions.find((one) => one.start === start && one.by === 'pronoun');
  const taken = named ?? exact ?? (pronoun ? undefined : closed ? takeClient(reading, start) : undefined);
  if (!taken && !pronoun) return undefined;
  const end = taken?.end ?? pronoun?.end ?? start;
  const client = taken?.arg ?? lastSpokenOf(reading);
  if (!client) return undefined;
  const arg = pronoun && isResolved(client) ? { ...client, by: 'pronoun' as const } : client;
  const topic = readTopic(reading, end, intent);
  if (topic === 'other')
    return closed || intent.name !== 'client'
      ? text.length - end > 12
        ? undefined
        : draft(intent, { client: arg }, { confidence: 0.8, ...(taken ? { taken } : {}) })
      : undefined;
  return draft(topic, { client: arg }, taken ? { taken } : {});
};

function isNamed(taken: TakenClient): boolean {
  return (
    taken.mention !== undefined &&
    (taken.mention.by === 'fullName' ||
      taken.mention.by === 'honorific' ||
      taken.mention.by === 'phone' ||
      taken.mention.by === 'clientNo' ||
      taken.mention.by === 'phoneTail')
  );
}

function bareLook(reading: Reading, keyword: Keyword): Draft | undefined {
  if (['看', '找', '客户', '搜', '打开', '看看', '找找', '看下', '看一下', '资产'].includes(keyword.word)) return undefined;
  const last = lastSpokenOf(reading);
  return last ? draft(keyword.intent, { client: last }) : draft(keyword.intent, {}, { missing: ['client'], confidence: 0.9 });
}

const contact: Filler = (reading, keyword, closed) => {
  const { text } = reading;
  const start = skipFillers(text, keyword.end);
  if (start >= text.length)
    return keyword.word.length > 1 || closed ? draft(keyword.intent, {}, { missing: ['client', 'summary'], confidence: 0.9 }) : undefined;
  const front = takeClient(reading, start, { anyToken: false });
  const isOpen = !closed && keyword.word.length === 1;
  if (isOpen && !front) return undefined;
  const taken = front ?? clientIn(reading, start, false) ?? (closed ? strangerAhead(reading, start) : undefined);
  const isFront = taken !== undefined && taken.start <= skipWords(reading, start);
  if (!taken && !reading.context.lastClient && keyword.word.length > 1) {
    const plan = rememberTo(reading, keyword);
    if (plan) return plan;
  }
  if (!taken && !closed) return undefined;
  if (!taken && isTalk(reading, start)) return undefined;
  if (!closed && !isFront && !reading.has('met', start) && !reading.has('mode', start)) return undefined;
  const filled = fillContact(reading, start, isFront && taken ? taken.end : start, true);
  const missing = [...filled.missing];
  const pronoun = reading.mentions.find((one) => one.by === 'pronoun' && one.start >= start);
  const last = lastSpokenOf(reading);
  const client = taken?.arg ?? (last && pronoun && isResolved(last) ? { ...last, by: 'pronoun' as const } : last);
  return draft(keyword.intent, withClient(filled.args, client, missing), { missing, isGuessed: filled.isGuessed, ...(taken ? { taken } : {}) });
};

/** Past 啊, 就是, 那个: what is said while thinking. */
function skipFillers(text: string, from: number): number {
  let at = skipSeparators(text, from);
  for (let turns = 0; turns < 4; turns++) {
    const word = ['就是说', '就是', '那个', '啊', '呀', '哈', '哦', '嗯', '呃', '额'].find((one) => text.startsWith(one, at));
    if (!word) break;
    at = skipSeparators(text, at + word.length);
  }
  return at;
}

/** 「记一下明天下午开会」: nobody was met; it is to be remembered. */
function rememberTo(reading: Reading, keyword: Keyword): Draft | undefined {
  const intent = specOf(reading, 'reminder');
  const moment = reading.moments('future').find((span) => span.start >= keyword.end && (span.value.date ?? '') >= reading.today);
  if (!intent || !moment || reading.has('met', keyword.end) || isTalk(reading, keyword.end)) return undefined;
  const isNamed = reading.text.startsWith('提醒', keyword.end);
  const filled = fillReminder(reading, intent, keyword.start, keyword.end + (isNamed ? 2 : 0));
  return filled.args['text'] ? { ...filled, isGuessed: true, confidence: 0.8 } : undefined;
}

/** 「记 昨天 张三 电话 …」: a name that is not at the very front, of nobody among the clients. */
function strangerAhead(reading: Reading, start: number): TakenClient | undefined {
  const first = takeClient(reading, start);
  if (first) return first;
  const end = tokenEnd(reading.text, start);
  return end < reading.text.length && reading.times().some((span) => span.start === start)
    ? takeClient(reading, end, { anyToken: false })
    : undefined;
}

/** Past 和, 跟, 刚才, a day: what may stand before the client. */
function skipWords(reading: Reading, start: number): number {
  let at = start;
  for (let turns = 0; turns < 3; turns++) {
    const word = ['刚才', '刚刚', '刚', '一下', '客户', '跟', '和', '给', '与', '见见', '见一下', '见', '拜访', '陪'].find((one) =>
      reading.text.startsWith(one, at),
    );
    if (!word) break;
    at = skipSeparators(reading.text, at + word.length);
  }
  return at;
}

function isTalk(reading: Reading, from: number): boolean {
  return /[?]$|吗$|呢$/.test(reading.text.trimEnd()) || reading.has('hearsay', from) || reading.has('hypothetical', from);
}

const appointment: Filler = (reading, keyword, closed) => {
  const { text } = reading;
  const start = skipSeparators(text, keyword.end);
  const taken = takeClient(reading, start, { anyToken: closed && keyword.word !== '约' }) ?? clientIn(reading, start, false);
  const isFront = taken !== undefined && taken.start <= skipWords(reading, start);
  if (!closed && !isFront) return undefined;
  if (closed && !taken && !reading.moments('future').some((span) => span.start >= start)) {
    return start >= text.length && keyword.word.length > 1 ? draft(keyword.intent, {}, { missing: ['client', 'at'], confidence: 0.85 }) : undefined;
  }
  // 「约了王总好几次今天终于见到了」: they met.
  if (/见到了|见上了|见了面|聊了|谈了/.test(text.slice(start))) return undefined;
  if (/[?]$|吗$|呢$/.test(text.trimEnd()) || /没来(?!得及|电|过)|没赴约|爽约|失约|放了?鸽子/.test(text.slice(start))) return undefined;
  return fillAppointment(reading, keyword.intent, start, taken);
};

const caseIntake: Filler = (reading, keyword, closed) => {
  const { text } = reading;
  const start = skipSeparators(text, keyword.end);
  const kind = keyword.word.includes('诉求') ? 'request' : keyword.word.includes('投诉') ? 'complaint' : undefined;
  if (start >= text.length) return closed ? draft(keyword.intent, kind ? { kind } : {}, { missing: ['text'], confidence: 0.9 }) : undefined;
  const front = takeClient(reading, start, { anyToken: closed });
  const number = caseNumber(text, start);
  if (number) return undefined;
  if (!closed && (!front || (front.mention === undefined && reading.has('question', start)))) return undefined;
  if (reading.words.some((hit) => hit.tag === 'complaintTalk' && hit.start <= keyword.start && hit.end > keyword.end)) return undefined;
  if (!front && /^(?:怎么|如何|流程|处理|是不是|有没有|多少|率|量|的)/.test(text.slice(start))) return undefined;
  if (!front && closed && isTalk(reading, start)) return undefined;
  const words = reading.verbatim(skipSeparators(text, front ? front.end : start), text.length).trim();
  const missing = words === '' ? ['text'] : [];
  const told = kind ?? (reading.has('complaint', start) ? 'complaint' : undefined);
  const client = front?.arg;
  return draft(
    keyword.intent,
    { ...(client ? { client } : {}), ...(told ? { kind: told } : {}), ...(words ? { text: words } : {}) },
    { missing, ...(front ? { taken: front } : {}) },
  );
};

const reminder: Filler = (reading, keyword, closed) => {
  const { text } = reading;
  const isMine = keyword.word.includes('我') || keyword.word.length > 2;
  const start = skipSeparators(text, keyword.end);
  if (start >= text.length) return draft(keyword.intent, {}, { missing: ['at', 'text'], confidence: 0.9 });
  if (
    /^(?:我?们|了|过(?![几两一二三半]|[0-9]|会|阵|段|些)|的|得|着|才)/.test(text.slice(keyword.end)) ||
    (keyword.word.endsWith('我') && text[keyword.end] === '们')
  )
    return undefined;
  const moment = reading.moments('future').some((span) => span.start >= keyword.end || span.end <= keyword.start);
  if (!isMine && !moment && !closed) return undefined;
  if (!isMine && !moment && !takeClient(reading, start, { anyToken: false })) return undefined;
  if (['叫我', '喊我'].includes(keyword.word) && !moment) return undefined;
  if (!moment && /[?]$|吗$|呢$|什么|怎么|多少/.test(text.trimEnd())) return undefined;
  return fillReminder(reading, keyword.intent, keyword.start, keyword.end);
};

const done: Filler = (reading, keyword, closed) => {
  const start = skipSeparators(reading.text, keyword.end);
  if (start >= reading.text.length) return draft(keyword.intent, {}, { missing: ['items'], confidence: 0.8 });
  const filled = fillItems(reading, keyword.intent, start, reading.text.length);
  if (!filled.args['items']) return undefined;
  const rest = reading.text.slice(start).replace(/第|条|号|项|个|件|和|跟|了|的|全部|所有|都|[0-9一二三四五六七八九十\s,.、;:~-]/g, '');
  return closed || rest.length === 0 ? (rest.length > 4 ? undefined : filled) : undefined;
};

const snooze: Filler = (reading, keyword, closed) => {
  const filled = fillSnooze(reading, keyword.intent, keyword.end);
  if (!filled.args['to'] && !filled.args['items'])
    return keyword.end >= reading.text.length && closed ? draft(keyword.intent, {}, { missing: ['items', 'to'], confidence: 0.8 }) : undefined;
  const rest = reading.text.slice(keyword.end).replace(/第|条|号|项|个|件|和|跟|了|的|到|全部|所有|都|至|吧|[\s,.、;:~-]/g, '');
  if (!filled.args['items'] && rest.length > 14) return undefined;
  return /[?]$|吗$|呢$/.test(reading.text.trimEnd()) ? undefined : filled;
};

const amend: Filler = (reading, keyword) => {
  const changes = changesIn(reading, keyword.end);
  const isWhole = skipSeparators(reading.text, keyword.end) >= reading.text.length;
  if (Object.keys(changes.changes).length === 0) {
    return isWhole && keyword.word.length > 1 && /上|刚才|更正|修改/.test(keyword.word)
      ? draft(keyword.intent, { changes: {} }, { missing: ['changes'], confidence: 0.9 })
      : undefined;
  }
  // 「修改明天和张三去步行街的提醒为…」: another thing than what was recorded last.
  if (/提醒|闹钟|日程|会议|密码|额度|手机号|密保|限额|资料|信息/.test(reading.text.slice(keyword.end)) && !/上|刚才|更正/.test(keyword.word))
    return undefined;
  return draft(keyword.intent, { changes: changes.changes }, { missing: changes.missing, isGuessed: changes.isGuessed });
};

const newClient: Filler = (reading, keyword, closed) => {
  const filled = fillNewClient(reading, keyword.intent, keyword.end);
  const name = filled.args['name'];
  if (
    typeof name === 'string' &&
    (name.length > 20 ||
      (!closed && (!/^(?:[\u4e00-\u9fff·]{2,4}|[A-Za-z ]{2,20})$/.test(name) || (isHan(name.charCodeAt(0)) && surnameAt(name, 0) === 0))))
  )
    return undefined;
  if (/[?]$|吗$|呢$|怎么|流程|多少/.test(reading.text.trimEnd())) return undefined;
  return filled;
};

const profile: Filler = (reading, keyword, closed) => {
  if (keyword.word === '补充' && !closed) return undefined;
  const filled = fillProfile(reading, keyword.intent, keyword.end);
  return !filled.taken && !closed ? undefined : filled;
};

const relative: Filler = (reading, keyword, closed) => {
  const filled = fillRelative(reading, keyword.intent, keyword.end);
  const isEmpty = skipSeparators(reading.text, keyword.end) >= reading.text.length;
  if (!isEmpty && filled.missing.length > 1) return undefined;
  if (!isEmpty && ['家人', '家属', '亲属'].includes(keyword.word) && (!closed || !filled.taken)) return undefined;
  return filled;
};

const careDate: Filler = (reading, keyword) => {
  const { text } = reading;
  const missing: string[] = [];
  const taken = clientIn(reading, keyword.end);
  const kind =
    wordOf(reading, keyword.intent, 'kind', taken?.end ?? keyword.end) ??
    (/生日/.test(keyword.word) ? 'birthday' : /纪念日/.test(keyword.word) ? 'anniversary' : undefined);
  const moment = reading.moments('future').find((span) => span.start >= keyword.end);
  const date = moment ? dayArg(moment) : undefined;
  if (!kind) missing.push('kind');
  if (!date || date.vague) missing.push('date');
  if (skipSeparators(text, keyword.end) < text.length && !taken && !date) return undefined;
  return draft(keyword.intent, withClient({ ...(kind ? { kind } : {}), ...(date ? { date } : {}) }, taken?.arg ?? lastSpokenOf(reading), missing), {
    missing,
    ...(taken ? { taken } : {}),
  });
};

const greeting: Filler = (reading, keyword, closed) => {
  const missing: string[] = [];
  const taken = clientIn(reading, keyword.end, closed);
  const occasion = wordOf(reading, keyword.intent, 'occasion', keyword.start);
  if (!taken && !closed) return undefined;
  if (!taken && skipSeparators(reading.text, keyword.end) < reading.text.length && !occasion) return undefined;
  return draft(keyword.intent, withClient(occasion ? { occasion } : {}, taken?.arg ?? lastSpokenOf(reading), missing), {
    missing,
    ...(taken ? { taken } : {}),
  });
};

const onSite: Filler = (reading, keyword, closed) => {
  const { text } = reading;
  const taken = clientIn(reading, keyword.end, closed);
  if (!taken || (!closed && !taken.mention))
    return closed && skipSeparators(text, keyword.end) >= text.length
      ? draft(keyword.intent, {}, { missing: ['client', 'text'], confidence: 0.85 })
      : undefined;
  const words = reading.verbatim(skipSeparators(text, taken.end), text.length).trim();
  return draft(keyword.intent, { client: taken.arg, ...(words ? { text: words } : {}) }, { missing: words ? [] : ['text'], taken });
};

const FILLERS: Readonly<Record<string, Filler>> = {
  assign: fillAssign,
  roaming: fillRoaming,
  client: look,
  holdings: look,
  timeline: look,
  'client-list': clientList,
  'new-client': newClient,
  profile,
  relative,
  contact,
  undo: bare,
  amend,
  appointment,
  case: caseIntake,
  'case-list': caseList,
  reminder,
  todo: bare,
  done,
  snooze,
  'contact-plan': withPeriod,
  overdue: withPeriod,
  'tier-critical': withPeriod,
  birthdays: withPeriod,
  care: withPeriod,
  maturities,
  opportunities: withPeriod,
  'care-date': careDate,
  greeting,
  briefing: bare,
  week: bare,
  routine: bare,
  referral,
  referrals: bare,
  'on-site': onSite,
  acting,
  supervise,
  drafts: bare,
  help: helpWith,
  why: bare,
  whoami: bare,
  notices,
};

export function specOf(reading: Reading, name: string): IntentSpec | undefined {
  return reading.context.intents.byName.get(name);
}
