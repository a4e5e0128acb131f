import { clausesOf } from './clauses.js';
import type { Mention } from './client-mention.js';
import type { Clause, Reading } from './reading.js';

const JOINED = /^\s?(?:和|跟|与|、|以及|还有|同)?\s?(?:客户)?$/;
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
}

/** Other clients that a sentence tells of as met too: a record is of one client. `main` is whom it takes. */
export function othersMet(reading: Reading, main: { start: number; end: number }): OthersMet {
  const named = reading.mentions
    .slice(0, MOST_MENTIONS)
    .filter((one) => one.by !== 'pronoun' && one.people.length > 0 && !reading.isQuoted(one.start));
  const found: OthersMet = { names: [], end: main.end, apart: [] };
  if (named.length < 2) return found;
  const { text } = reading;
  const own = named.find((one) => one.start === main.start);
  const isOther = (one: Mention) => one.start !== main.start && idOf(one) !== (own && idOf(own)) && !found.names.includes(nameIn(reading, one));
  for (const one of named) {
    if (one.start < found.end || !isOther(one)) continue;
    const between = text.slice(found.end, one.start);
    if (between.trim() === '' || !JOINED.test(between)) break;
    found.names.push(nameIn(reading, one));
    found.end = one.end;
  }
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

const idOf = (mention: Mention): string => mention.people.map((one) => one.id).join(' ');

/** The full name where it is known who is meant, else the words. */
function nameIn(reading: Reading, mention: Mention): string {
  const only = mention.people.length === 1 ? mention.people[0] : undefined;
  return only?.name ?? reading.verbatim(mention.start, mention.end);
}
