import { draft, type Draft } from './draft.js';
import { fillAssign, fillRoaming } from './fill-relation.js';
import { caseIntake } from './keyword-case.js';
import { newClient, profile, relative, careDate, greeting } from './keyword-client.js';
import { contact, appointment, onSite } from './keyword-contact.js';
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
import { reminder, done, snooze, amend } from './keyword-task.js';
import { isSeparator, keywordAt, openings, skipSeparators, typoAt, type CompiledIntents, type Keyword } from './keyword.js';
import { readTopic } from './read-topic.js';
import type { Reading } from './reading.js';
import { isResolved, lastSpokenOf, takeClient, type TakenClient } from './slots.js';
import { findTimeSpans } from './time/index.js';
import { foldCharacters } from './time/normalise.js';
import { readersAt } from './time/starts.js';
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
  if (readersAt(foldCharacters(text), first) === 0) return undefined;
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
