import { clausesOf } from './clauses.js';
import type { Mention } from './client-mention.js';
import { typedStart } from './normalise.js';
import type { Clause, Reading } from './reading.js';

/** 「李秀兰和张伟」「李秀兰、张伟」: what may stand between names of one list. */
export const JOINED = /^\s?(?:和|跟|与|、|以及|还有|同)?\s?(?:客户)?$/;
/** 「李秀兰 张伟 都已回访」: a list, and no 「李秀兰 张伟介绍来的」. */
const STANDS_BESIDE = /^(?:\s*(?:都|两|俩|一起|一块|三|几|各)|\s|[,、和跟]|$)/;
/** 「见了 …」「回访了 …」 right before a name, 「… 没接」 right behind it: a contact of his own. */
const MET_BEFORE =
  /(?:[见访约看][了到过完]|见到了|拜访了?|回访了?|走访了?|面谈了|联系了|打给了?|打电话给了?|(?:跟|和|与|给|陪|同)(?:客户)?)(?:客户)?$/;
const MET_AFTER =
  /^(?:那边)?(?:也|就|还|的电话|电话)?(?:没接|没打通|打不通|未接|没接通|没人接|关机|占线|不在家|来了|来过|接了|接通了|聊了|通了|打了|谈了|见了|打了电话|通了电话|吃了)/;
const TOLD = /说|讲|听|问|介绍|提到|聊到|谈到|推荐|想|要|约/;
const MOST_MENTIONS = 12;

export interface OthersMet {
  /** As the words name them, in their order; empty when the sentence is about one client. */
  names: string[];
  /** Where the names joined to the first one end: 「李秀兰和赵敏」. */
  end: number;
  /** Clauses that tell of one of them only. */
  apart: Clause[];
  /** Where what is told of the first one ends, where each has a line or an item of his own. */
  ownEnd?: number;
}

/** 「1.」「2、」「(3)」「③」「-」 before an item. */
export const ITEM_MARK = /^[\s,;.、]*(?:[(]?[0-9]{1,2}[).、:\s]|[\u2460-\u2473]|[-·*])?[\s]*/;
const FIRST_WORDS = 8;

/** Where the items of a list begin: at a line's end, a semicolon or a bullet. Empty for one item. */
function itemStarts(reading: Reading): number[] {
  const { text, typed, normalised } = reading;
  if (!/[\n\r;；\u2460-\u2473]/.test(typed)) return [];
  const starts = [0];
  for (let at = 1; at < text.length; at++) {
    const last = typed[typedStart(normalised, at - 1)] ?? '';
    const isBullet = text.charCodeAt(at) >= 0x2460 && text.charCodeAt(at) <= 0x2473;
    if (isBullet || last === '\n' || last === '\r' || text[at - 1] === ';') starts.push(at);
  }
  return starts.length > 1 ? starts : [];
}

/** Items of a list that begin with other clients: each is a contact of its own. */
function itemsApart(reading: Reading, main: { start: number; end: number }, named: readonly Mention[], found: OthersMet): void {
  const starts = itemStarts(reading);
  const own = named.find((one) => one.start === main.start);
  if (starts.length === 0 || !own) return;
  const { text } = reading;
  let isOthers = false;
  for (const [place, start] of starts.entries()) {
    const end = starts[place + 1] ?? text.length;
    const first = start + (ITEM_MARK.exec(text.slice(start, end))?.[0].length ?? 0);
    const lead = named.find((one) => one.start >= first && one.start <= first + FIRST_WORDS && one.end <= end);
    if (lead) isOthers = idOf(lead) !== idOf(own);
    if (isOthers) {
      found.ownEnd ??= start;
      found.apart.push({ start, end });
      if (lead && !found.names.includes(nameIn(reading, lead))) found.names.push(nameIn(reading, lead));
    }
  }
}

/** Who is named, outside of quotations. */
export const namedIn = (reading: Reading): Mention[] =>
  reading.mentions.slice(0, MOST_MENTIONS).filter((one) => one.by !== 'pronoun' && one.people.length > 0 && !reading.isQuoted(one.start));

/** Other clients that a sentence tells of as met too: a record is of one client. `main` is whom it takes. */
export function othersMet(reading: Reading, main: { start: number; end: number }): OthersMet {
  const named = namedIn(reading);
  const found: OthersMet = { names: [], end: main.end, apart: [] };
  if (named.length < 2) return found;
  const { text } = reading;
  const own = named.find((one) => one.start === main.start);
  const isOther = (one: Mention) => one.start !== main.start && idOf(one) !== (own && idOf(own)) && !found.names.includes(nameIn(reading, one));
  for (const one of named) {
    if (one.start < found.end || !isOther(one)) continue;
    const between = text.slice(found.end, one.start);
    if (between.trim() === '' ? !(between !== '' && STANDS_BESIDE.test(text.slice(one.end))) : !JOINED.test(between)) break;
    found.names.push(nameIn(reading, one));
    found.end = one.end;
  }
  itemsApart(reading, main, named, found);
  if (found.ownEnd !== undefined) return found;
  if (found.names.length > 0) toldApart(reading, named, found, (one) => found.names.includes(nameIn(reading, one)));
  const rest = named.filter((one) => one.start >= found.end && isOther(one));
  if (rest.length === 0) return found;
  for (const clause of clausesOf(reading, found.end, text.length)) {
    const one = rest.find((mention) => mention.start >= clause.start && mention.end <= clause.end);
    if (!one) continue;
    const before = text.slice(clause.start, one.start);
    const after = text.slice(one.end, clause.end);
    const isAhead = reading
      .moments('future')
      .some((span) => span.start >= clause.start && span.end <= clause.end && (span.value.date ?? '9') > reading.today);
    if (isAhead || TOLD.test(before)) continue;
    const isMet = MET_AFTER.test(after) || (MET_BEFORE.test(before) && (/了|过/.test(before) || /了|过|没/.test(after.slice(0, 8))));
    if (!isMet || !isOther(one)) continue;
    found.names.push(nameIn(reading, one));
    found.apart.push(clause);
  }
  return found;
}

/** 「跟张伟、刘芳都打了电话，张伟没接，刘芳说下周来」: what follows a name is told of him, up to the next one. */
function toldApart(reading: Reading, named: readonly Mention[], found: OthersMet, isOther: (one: Mention) => boolean): void {
  let isOthers = false;
  for (const clause of clausesOf(reading, found.end, reading.text.length)) {
    const lead = named.find((one) => one.start >= clause.start && one.start <= clause.start + 1);
    if (lead) isOthers = isOther(lead);
    if (isOthers) found.apart.push(clause);
  }
}

export const idOf = (mention: Mention): string => mention.people.map((one) => one.id).join(' ');

/** The full name where it is known who is meant, else the words. */
function nameIn(reading: Reading, mention: Mention): string {
  const only = mention.people.length === 1 ? mention.people[0] : undefined;
  return only?.name ?? reading.verbatim(mention.start, mention.end);
}
