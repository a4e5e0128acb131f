import type { ClientArg } from '../domain/intent.js';
import { similarTo } from './client-index.js';
import { clientArg, cutsNumber, mentionOfToken, phoneAt, strangerAt, type Mention } from './client-mention.js';
import { isSeparator, skipSeparators } from './keyword.js';
import { EVERYDAY } from './person-words.js';
import { once, type Reading } from './reading.js';
import { isHan } from './syllable.js';
import { byHead, wordAt } from './words.js';

/** A client named where one must stand. */
export interface TakenClient {
  arg: ClientArg;
  start: number;
  end: number;
  mention?: Mention;
}

const LEADS = byHead(['客户是', '客户叫', '客户', '一下', '下', '给', '跟', '和', '与', '为', '关于', '是', '位']);
const TAIL_LEADS = byHead(['手机尾号', '尾号是', '尾号为', '尾号', '后四位', '尾数', '手机号', '手机', '电话', '客户号', '编号']);

export function tokenEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && !isSeparator(text.charCodeAt(end))) end++;
  return end;
}

/**
 * The client whose name begins at an offset. A whole token that names one wins (so 「查 秀兰」 and 「查 5678」 work), then
 * a client's name at its front, then what looks like the name of somebody not among the clients.
 */
export function takeClient(reading: Reading, from: number, options: { anyToken?: boolean } = {}): TakenClient | undefined {
  const { text, context, year } = reading;
  const start = skipSeparators(text, from);
  if (start >= text.length) return undefined;
  const direct = clientAt(reading, start);
  if (direct) return direct;
  const lead = wordAt(text, start, LEADS);
  if (lead) {
    const behind = clientAt(reading, skipSeparators(text, start + lead.length));
    if (behind && (lead.length > 1 || behind.mention)) return behind;
  }
  const tailLead = wordAt(text, start, TAIL_LEADS);
  if (tailLead) {
    const digits = skipSeparators(text, start + tailLead.length);
    const end = tokenEnd(text, digits);
    if (/^[0-9A-Za-z]{4,20}/.test(text.slice(digits, end))) {
      const run = /^[0-9A-Za-z]+/.exec(text.slice(digits, end))?.[0] ?? '';
      const found = mentionOfToken(text, digits, digits + run.length, context.clients, year);
      if (found) return { arg: clientArg(text, found), start, end: found.end, mention: found };
      return { arg: { text: run, candidates: [] }, start, end: digits + run.length };
    }
  }
  if (options.anyToken === false) return undefined;
  return unknownToken(reading, start);
}

function clientAt(reading: Reading, start: number): TakenClient | undefined {
  const { text, context, year } = reading;
  if (start >= text.length) return undefined;
  const end = tokenEnd(text, start);
  const whole = mentionOfToken(text, start, end, context.clients, year);
  const running = reading.mentions.find((one) => one.start === start && one.people.length > 0);
  // li xiu lan goes on over spaces.
  const mention = running && whole && running.end > whole.end ? running : (whole ?? running);
  if (mention && mention.people.length > 0) return { arg: clientArg(text, mention), start, end: mention.end, mention };
  const stranger = strangerAt(text, start);
  if (stranger > 0) {
    const inside = frontName(reading, start, end, stranger);
    if (inside) return inside;
    return notFound(reading, start, start + stranger);
  }
  return frontName(reading, start, end, 0);
}

/** A full name at the front of a token that running text would doubt: 「记 高兴 …」, 「查 王明天…」. */
function frontName(reading: Reading, start: number, end: number, stranger: number): TakenClient | undefined {
  const { text, context } = reading;
  for (const form of context.clients.forms.get(text.charCodeAt(start)) ?? []) {
    if (form.text.length <= stranger - 1 || form.by === 'partOfName' || !text.startsWith(form.text, start) || start + form.text.length > end)
      continue;
    if (EVERYDAY.has(form.text) && start + form.text.length < end) continue;
    if (stranger > form.text.length || cutsNumber(text, start, start + form.text.length)) continue;
    const mention: Mention = { start, end: start + form.text.length, by: form.by, guessed: true, people: form.people };
    return { arg: clientArg(text, mention), start, end: mention.end, mention };
  }
  return undefined;
}

export function notFound(reading: Reading, start: number, end: number): TakenClient {
  const word = reading.text.slice(start, end);
  const similar = similarTo(word, reading.context.clients).map(({ id, name }) => ({ id, name }));
  return { arg: { text: reading.verbatim(start, end), candidates: [], ...(similar.length > 0 ? { similar } : {}) }, start, end };
}

/** A short token that could be a name, a number or letters; ordinary words are not. */
function unknownToken(reading: Reading, start: number): TakenClient | undefined {
  const { text } = reading;
  const end = tokenEnd(text, start);
  const word = text.slice(start, end);
  const phone = phoneAt(text, start);
  if (phone) return { arg: { text: phone.digits, candidates: [] }, start, end: phone.end };
  if (/^[0-9]{4}$/.test(word) || /^[A-Za-z]?[0-9]{5,20}$/.test(word) || /^[A-Za-z]{2,20}$/.test(word)) return notFound(reading, start, end);
  if (word.length < 2 || word.length > 4 || EVERYDAY.has(word) || !isHan(word.charCodeAt(0))) return undefined;
  if (reading.words.some((hit) => hit.start >= start && hit.start < end && hit.tag !== 'just' && hit.tag !== 'not')) return undefined;
  if (reading.times().some((span) => span.start < end && span.end > start)) return undefined;
  return notFound(reading, start, end);
}

/** The client at the front of the words, else the one they name anywhere, else nobody. */
export function clientIn(reading: Reading, from: number, anyToken = true): TakenClient | undefined {
  const front = takeClient(reading, from, { anyToken: false });
  if (front) return front;
  const main = mainMention(reading, from);
  if (main) return { arg: clientArg(reading.text, main), start: main.start, end: main.end, mention: main };
  return anyToken ? takeClient(reading, from) : undefined;
}

/** The first client a sentence names, pronouns last. */
export function mainMention(reading: Reading, from = 0): Mention | undefined {
  return from === 0 ? firstMention(reading) : mainMentionFrom(reading, from);
}

const firstMention = once((reading) => mainMentionFrom(reading, 0));

function mainMentionFrom(reading: Reading, from: number): Mention | undefined {
  const named = reading.mentions.filter((one) => one.start >= from && one.people.length > 0 && !reading.isQuoted(one.start));
  return named.find((one) => one.by !== 'pronoun') ?? named[0];
}

/** Who was talked about last, when the sentence names nobody. */
export function lastSpokenOf(reading: Reading): ClientArg | undefined {
  const last = reading.context.lastClient;
  return last ? { id: last.id, name: last.name, by: 'lastSpokenOf', guessed: last.isSure !== true } : undefined;
}

export function isResolved(arg: ClientArg | undefined): arg is Extract<ClientArg, { id: string }> {
  return arg !== undefined && 'id' in arg;
}

/** Several people fit, or the words leave a doubt: the bot must ask before it writes. */
export function isDoubtful(arg: ClientArg | undefined): boolean {
  return arg !== undefined && (!('id' in arg) || arg.guessed === true);
}

/** Numbers of list items: 1 3, 1、3, 第二条, 1和3, 1-3, 全部. Digits inside `not` belong to something else. */
export function itemsIn(
  text: string,
  from: number,
  to: number,
  not: readonly { start: number; end: number }[],
): { items: number[] | 'all'; start: number; end: number } | undefined {
  const piece = text.slice(from, to);
  const all = /全部|所有|都(?=完|办|做|推|延|搞)|全都/.exec(piece);
  const items: number[] = [];
  let start = -1;
  let end = -1;
  const pattern =
    /(?:第\s*)?((?<![0-9])[0-9]{1,3}(?![0-9])|一(?![下会起些直定次样半])|[二三四五六七八九十][一二三四五六七八九十]{0,2}|十[一二三四五六七八九])(?:\s*[-到至~]\s*([0-9]{1,2})(?![0-9:点月日号]))?\s*(?:条|号|项|个|件|笔)?/g;
  for (let match = pattern.exec(piece); match; match = pattern.exec(piece)) {
    const at = from + match.index;
    if (not.some((span) => at < span.end && at + match[0].length > span.start)) continue;
    const first = readItem(match[1] as string);
    const isMarked = match[0].startsWith('第') || /[条号项件笔]$/.test(match[0]);
    if (first === undefined || (!/[0-9]/.test(match[1] as string) && !isMarked && items.length === 0)) continue;
    const last = match[2] ? Number(match[2]) : first;
    for (let item = first; item <= Math.min(last, first + 30); item++) if (!items.includes(item)) items.push(item);
    if (start < 0) start = at;
    end = at + match[0].length;
  }
  if (items.length > 0) return { items, start, end };
  return all ? { items: 'all', start: from + all.index, end: from + all.index + all[0].length } : undefined;
}

const HAN_DIGITS = '零一二三四五六七八九';

function readItem(word: string): number | undefined {
  if (/^[0-9]+$/.test(word)) return Number(word) > 0 ? Number(word) : undefined;
  const ten = word.indexOf('十');
  if (ten < 0) return word.length === 1 ? HAN_DIGITS.indexOf(word) : undefined;
  const tens = ten === 0 ? 1 : HAN_DIGITS.indexOf(word[0] as string);
  const ones = ten + 1 < word.length ? HAN_DIGITS.indexOf(word[ten + 1] as string) : 0;
  return tens * 10 + ones;
}
