import type { IntentSpec } from '../domain/intent.js';
import { draft, type Draft } from './draft.js';
import { skipSeparators } from './keyword.js';
import type { Reading } from './reading.js';
import { takeClient, tokenEnd, type TakenClient } from './slots.js';

export interface FoundNumber {
  start: number;
  end: number;
  value: string;
}

/** TS-107, ts107, SQ-12, TJ-45: the first of these letters and digits. */
export function caseNumber(text: string, from: number, letters: readonly string[] = ['TS', 'SQ']): FoundNumber | undefined {
  for (let at = from; at + 2 < text.length; at++) {
    const unit = text.charCodeAt(at) | 32;
    if (unit !== 0x74 && unit !== 0x73) continue;
    const before = text[at - 1] ?? '';
    if (/[A-Za-z0-9]/.test(before)) continue;
    const prefix = text.slice(at, at + 2).toUpperCase();
    if (!letters.includes(prefix)) continue;
    let digits = at + 2;
    while (text[digits] === '-' || text[digits] === ' ') digits++;
    let end = digits;
    while (end < text.length && text.charCodeAt(end) >= 0x30 && text.charCodeAt(end) <= 0x39) end++;
    if (end === digits || end - digits > 8) continue;
    return { start: at, end, value: `${prefix}-${text.slice(digits, end)}` };
  }
  return undefined;
}

/** The value that a word of the slot's list stands for, the longest word first. */
export function wordOf(reading: Reading, intent: IntentSpec, slot: string, from: number, isAtStart = false): string | undefined {
  const values = intent.slots.find((one) => one.name === slot)?.values ?? {};
  const words = Object.keys(values).sort((one, other) => other.length - one.length);
  const found = words.find((word) => (isAtStart ? reading.text.startsWith(word, from) : reading.text.indexOf(word, from) >= 0));
  return found === undefined ? undefined : values[found];
}

/** 「案件」, 「案件 TS-107」, 「案件 赵敏」, 「案件 TS-107 进展 已核实流水」. Only the last kind changes anything. */
export function fillCaseList(reading: Reading, intent: IntentSpec, from: number, isClosed: boolean): Draft | undefined {
  const { text } = reading;
  const number = caseNumber(text, from);
  const start = skipSeparators(text, from);
  const lead = actEndingAt(text, intent, from);
  if (lead !== undefined) return number && number.start <= start + 1 ? leadAct(reading, intent, lead, number) : undefined;
  if (number && number.start <= start + 1) return actOn(reading, intent, { case: number.value }, number.end);
  const rest = text
    .slice(start)
    .replace(/^(?:的|列表|清单|有哪些|有什么|有几件|有多少|多少|几件|进度|进展|怎么样了?|看看|一下|办到哪了?|还剩多久|[\s,.?!吗呢吧了])+$/, '');
  if (rest === '') return draft(intent, {});
  const taken = takeClient(reading, start, { anyToken: isClosed });
  if (!taken || (!isClosed && !taken.mention)) return undefined;
  return actOn(reading, intent, { client: taken.arg }, taken.end, taken);
}

/** 「答复 TS-107 …」: the act that the keyword itself names. */
function actEndingAt(text: string, intent: IntentSpec, end: number): string | undefined {
  const values = intent.slots.find((slot) => slot.name === 'act')?.values ?? {};
  const word = intent.keywords.find((one) => values[one] !== undefined && text.endsWith(one, end));
  return word === undefined ? undefined : values[word];
}

function leadAct(reading: Reading, intent: IntentSpec, act: string, number: FoundNumber): Draft {
  const words = reading.verbatim(skipSeparators(reading.text, number.end), reading.text.length).trim();
  return draft(intent, { case: number.value, act, ...(words ? { text: words } : {}) }, { effect: 'write' });
}

/** Words of office: said first they are an act even where no case is named, and the bot asks which. */
const OFFICIAL = new Set([
  '批示',
  '改派',
  '转办',
  '换调查人',
  '批准延期',
  '不批',
  '申请延期',
  '记进展',
  '答复客户',
  '回复客户',
  '结案',
  '撤诉',
  '暂停计时',
  '恢复计时',
  '定为重大',
]);

/** 「结案 TS-107 已退手续费」「进展 赵敏 已核实流水」: the act first; an everyday word without a case or a client is talk. */
export function fillCaseAct(reading: Reading, intent: IntentSpec, from: number, isClosed: boolean, act: string): Draft | undefined {
  const { text } = reading;
  const start = skipSeparators(text, from);
  const number = caseNumber(text, from);
  const taken = number && number.start === start ? undefined : takeClient(reading, start, { anyToken: false });
  const end = number && number.start === start ? number.end : taken?.mention && isClosed ? taken.end : undefined;
  if (end === undefined) {
    const word = text.slice(0, from).trim();
    const isAlone = start >= text.length;
    if (!OFFICIAL.has(word) || !(isClosed || isAlone) || reading.has('question', from) || reading.has('hypothetical')) return undefined;
    const rest = reading.verbatim(start, text.length).trim();
    return draft(intent, { act, ...(rest ? { text: rest } : {}) }, { effect: effectOf(act), confidence: 0.85 });
  }
  const words = reading.verbatim(skipSeparators(text, end), text.length).trim();
  const about = taken ? { client: taken.arg } : { case: number?.value };
  return draft(intent, { ...about, act, ...(words ? { text: words } : {}) }, { effect: effectOf(act), ...(taken ? { taken } : {}) });
}

const effectOf = (act: string): 'read' | 'write' => (act === 'history' || act === 'why' ? 'read' : 'write');

/** What is done with a case, by the word of office that begins at an offset: 「进展 已核实流水」. */
export function actOn(reading: Reading, intent: IntentSpec, args: Record<string, unknown>, from: number, taken?: TakenClient): Draft {
  const { text } = reading;
  let at = skipSeparators(text, from);
  if (text[at] === '的') at = skipSeparators(text, at + 1);
  const act = wordOf(reading, intent, 'act', at, true);
  if (act === undefined) return draft(intent, args, taken ? { taken } : {});
  const values = intent.slots.find((slot) => slot.name === 'act')?.values ?? {};
  const word =
    Object.keys(values)
      .filter((one) => text.startsWith(one, at))
      .sort((one, other) => other.length - one.length)[0] ?? '';
  const words = reading.verbatim(skipSeparators(text, at + word.length), text.length).trim();
  return draft(intent, { ...args, act, ...(words ? { text: words } : {}) }, { effect: effectOf(act), ...(taken ? { taken } : {}) });
}

/** 「推荐 顾明 尾号2210 教育金」, 「推荐 顾明 给陈宇 教育金」. */
export function fillReferral(reading: Reading, intent: IntentSpec, taken: TakenClient): Draft {
  const { text, context } = reading;
  let at = skipSeparators(text, taken.end);
  const tail = /^(?:手机)?尾号\s*是?\s*([0-9]{4})/.exec(text.slice(at));
  let client = taken.arg;
  if (tail) {
    const people = (context.clients.byTail.get(tail[1] as string) ?? []).filter((person) => person.folded === text.slice(taken.start, taken.end));
    const only = people[0];
    if (people.length === 1 && only) client = { id: only.id, name: only.name, by: 'phoneTail' };
    else if (!('id' in client) && client.candidates.length === 0) client = { ...client, text: `${client.text} ${tail[1]}` };
    at = skipSeparators(text, at + tail[0].length);
  }
  let to: string | undefined;
  for (let turns = 0; turns < 2; turns++) {
    const lead = ['推荐给', '转给', '给', '到'].find((word) => text.startsWith(word, at));
    if (!lead) break;
    const start = skipSeparators(text, at + lead.length);
    const name = (context.staff ?? []).find((one) => text.startsWith(one, start));
    const end = name ? start + name.length : tokenEnd(text, start);
    if (!name && (end - start < 2 || end - start > 4)) break;
    to = text.slice(start, end);
    at = skipSeparators(text, end);
  }
  const need = reading
    .verbatim(at, text.length)
    .replace(/^(?:想要|需要|需求)\s*/, '')
    .trim();
  return draft(intent, { client, ...(need ? { need } : {}), ...(to ? { to } : {}) }, { missing: need ? [] : ['need'], taken });
}
