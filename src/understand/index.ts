import type { ClientArg, Frame, Span } from '../domain/intent.js';
import { findAmountSpans } from './amount.js';
import { CUES } from './cues.js';
import { caseNumber } from './fill-case.js';
import { freeAct } from './free-act.js';
import { contactAct } from './free-contact.js';
import { bareAsk, countAsk, freeAsk } from './free-ask.js';
import { asksOf } from './free-guard.js';
import { clientFirst, cueScores, freeRead } from './free-read.js';
import type { Draft } from './draft.js';
import { helpFirst } from './help-topic.js';
import { keywordAct } from './keyword-act.js';
import { inPlainWords, withoutSounds } from './plain-words.js';
import { plainQuestion, ruleAsked } from './plain-question.js';
import { askingWho, isTold, somebodyIn } from './somebody.js';
import { inUsualWords, putRight } from './usual-words.js';
import { typedEnd, typedStart } from './normalise.js';
import { plainlyNamed } from './named.js';
import { nearMentions } from './near-name.js';
import { isNothingMore, readTopic } from './read-topic.js';
import { Reading, type UnderstandContext } from './reading.js';
import { isDoubtful, isResolved } from './slots.js';
import { smallTalk } from './small-talk.js';
import { phoneAt } from './client-mention.js';
import { twoActs } from './two-acts.js';
import { whenOf } from './when.js';

export { compileIntents, type CompiledIntents } from './keyword.js';
export { buildClientIndex, type ClientIndex, type ClientRow } from './client-index.js';
export { LATER_INTENTS, withLaterIntents } from './later-intents.js';
export { smallTalk, type SmallTalk } from './small-talk.js';
export type { ProductIndex, UnderstandContext } from './reading.js';

/** A write below this is shown first even when nothing in it was guessed. */
const SURE_ENOUGH = 0.9;

/**
 * What a sentence means, within what the speaker may see. Pure and synchronous; any string is allowed, and its time grows
 * with its length only up to 2,000 characters. Source: design §2, §4.
 */
export function understand(text: string, context: UnderstandContext): Frame {
  const reading = plainlyNamed(new Reading(text, context));
  if (reading.text.trim() === '' || smallTalk(text) !== null) return nothing(reading, []);
  const rule = ruleAsked(reading);
  if (rule) return nothing(reading, [], rule);
  const two = twoActs(reading, understand);
  if (two) return two;
  const early =
    helpFirst(reading) ?? headedRecord(reading) ?? keywordAct(reading) ?? wholeClient(reading, false) ?? bareAsk(reading) ?? countAsk(reading);
  const isSettled = early !== undefined && early.intent.name !== 'reminder' && (early.intent.effect === 'write' || early.intent.name === 'help');
  const retold = isSettled ? undefined : retoldAct(reading, inPlainWords);
  if (retold) return frameOf(retold.reading, retold.found);
  const found = early ?? freeAct(reading) ?? freeAsk(reading) ?? wholeClient(reading, true) ?? freeRead(reading);
  const near = isAboutNobody(reading, found) ? nearAct(reading, found) : undefined;
  if (near) return frameOf(near.reading, near.found);
  const usual = usualAct(reading, found);
  if (usual) return frameOf(usual.reading, usual.found);
  const spoken = found ? undefined : retoldAct(reading, withoutSounds);
  if (spoken) return frameOf(spoken.reading, spoken.found);
  const isStranger = found?.intent.name === 'client' && reading.text.length > LEAST_STORY && isNobody(found.args['client'] as ClientArg | undefined);
  const who = found && !isStranger ? undefined : somebodysAct(reading);
  if (who) return frameOf(who.reading, who.found);
  if (!found) return nothing(reading, alternativesOf(reading, undefined), plainQuestion(reading));
  return frameOf(reading, found);
}

/** 「联络记录 刘芳 短信 已告知网点搬迁」: the heading of a record, not a question for those there are. */
function headedRecord(reading: Reading): Draft | undefined {
  const { text } = reading;
  return text.startsWith('记录', 2) && text.length > LEAST_HEADED && HEADS_RECORD.test(text) ? contactAct(reading) : undefined;
}

const HEADS_RECORD = /^(?:联络|联系|沟通|接触|拜访|回访)记录[\s:,]/;
const LEAST_HEADED = 12;

/** Nobody among the clients was recognised, and nothing that needs none was understood. */
function isAboutNobody(reading: Reading, found: Draft | undefined): boolean {
  if (reading.mentions.some((one) => one.by !== 'pronoun')) return false;
  return !found || isNobody(found.args['client'] as ClientArg | undefined);
}

const NEAR_ACTS = new Set(['contact', 'appointment', 'reminder']);

/** What the sentence tells of somebody whose name it holds nearly: 「孙立华刚打电话来」. Always shown before it is stored. */
function nearAct(reading: Reading, found: Draft | undefined): { reading: Reading; found: Draft } | undefined {
  if (reading.text.length > LONGEST_NEAR || (found?.isGuessed === false && found.intent.effect === 'write')) return undefined;
  const mentions = nearMentions(reading.text, reading.context.clients);
  if (mentions.length === 0) return undefined;
  const again = new Reading(reading.typed, reading.context, mentions);
  const act = freeAct(again);
  if (!act || !NEAR_ACTS.has(act.intent.name) || (found && act.intent.name !== 'contact')) return undefined;
  const client = act.args['client'] as ClientArg | undefined;
  if (!client || isNobody(client)) return undefined;
  return { reading: again, found: { ...act, isGuessed: true } };
}

const LONGEST_NEAR = 300;
const LONGEST_RETOLD = 80;

/** A reminder that is asked for in words of home, mistyped, or while thinking. Always shown before it is stored. */
function retoldAct(reading: Reading, retell: typeof inPlainWords): { reading: Reading; found: Draft } | undefined {
  if (reading.text.length > LONGEST_RETOLD || !reading.hasCue(CUES.retold) || !reading.hasCue(CUES.digit | CUES.numeral | CUES.slip))
    return undefined;
  const retold = retell(reading.normalised);
  const again = retold && new Reading(reading.typed, reading.context, undefined, retold);
  const act = again && (keywordAct(again) ?? freeAct(again));
  if (act?.missing.includes('at') && !reading.hasCue(CUES.remind)) return undefined;
  return again && act?.intent.name === 'reminder' ? { reading: again, found: { ...act, isGuessed: true } } : undefined;
}

/** More than a stranger's name and a word of asking. */
const LEAST_STORY = 9;
const TOLD_ACTS = new Set(['contact', 'case']);
const LONGEST_TOLD = 120;

/** What is told in words that were mistyped, or as they are said at home; always shown before it is stored. */
function usualAct(reading: Reading, found: Draft | undefined): { reading: Reading; found: Draft } | undefined {
  const lacksMode = found?.intent.name === 'contact' && found.args['mode'] === undefined;
  if ((found && !lacksMode) || reading.text.length > LONGEST_TOLD) return undefined;
  const usual = found ? putRight(reading.normalised) : inUsualWords(reading.normalised);
  const again = usual && new Reading(reading.typed, reading.context, undefined, usual, true);
  const act = again && (keywordAct(again) ?? freeAct(again) ?? freeAsk(again));
  if (!again || !act || (found && act.intent.name !== 'contact')) return undefined;
  return { reading: again, found: act.intent.effect === 'write' ? { ...act, isGuessed: true } : act };
}

/** What is told of somebody whose name is not said, or is not among the clients: the act stands, and who it was is asked. */
function somebodysAct(reading: Reading): { reading: Reading; found: Draft } | undefined {
  if (reading.text.length > LONGEST_TOLD || reading.mentions.some((one) => one.people.length > 0 || one.by === 'pronoun')) return undefined;
  const usual = inUsualWords(reading.normalised);
  const plain = usual ? new Reading(reading.typed, reading.context, undefined, usual, true) : reading;
  const who = somebodyIn(plain);
  const again = who && new Reading(reading.typed, reading.context, [who.mention], usual ?? reading.normalised, true);
  const act = again && freeAct(again);
  return again && act && TOLD_ACTS.has(act.intent.name) && isTold(again, act.intent.name, who)
    ? { reading: again, found: askingWho(again, act, who) }
    : undefined;
}

/** A client's name alone, or with what is asked about him. */
function wholeClient(reading: Reading, withTopic: boolean): Draft | undefined {
  const intent = reading.context.intents.byName.get('client');
  if (!intent) return undefined;
  return clientFirst(reading, (from) => {
    if (withTopic) return readTopic(reading, from, intent);
    return isNothingMore(reading, from) ? intent : 'other';
  });
}

function frameOf(reading: Reading, found: Draft): Frame {
  const { intent, args } = found;
  const effect = found.effect ?? intent.effect;
  const client = args['client'] as ClientArg | undefined;
  explainClient(reading, client);
  const isLeftOut = isNobody(client) && !intent.slots.some((slot) => slot.kind === 'client' && slot.required);
  const isGuessed = found.isGuessed || (isDoubtful(client) && !isLeftOut);
  const needsConfirm = effect === 'write' && (intent.alwaysConfirm === true || isGuessed || found.confidence < SURE_ENOUGH);
  const asks = asksOf(reading) ?? (found.asked ? 'any' : undefined);
  if (found.missing.length > 0) reading.reasons.push(`还缺：${found.missing.join('、')}`);
  return {
    text: reading.typed,
    now: nowOf(reading),
    intent: intent.name,
    effect,
    needsConfirm,
    confidence: confidenceOf(found, isLeftOut ? undefined : client),
    args,
    missing: found.missing,
    spans: spansOf(reading, found),
    alternatives: found.confidence < 0.95 ? alternativesOf(reading, found) : [],
    reasons: reading.reasons,
    ...(asks ? { asks } : {}),
  };
}

/** Nobody within reach is called so: where no client is needed, the words stay in the text and nothing was guessed. */
function isNobody(client: ClientArg | undefined): boolean {
  return client !== undefined && !('id' in client) && client.candidates.length === 0;
}

function confidenceOf(found: Draft, client: ClientArg | undefined): number {
  let confidence = found.confidence;
  if (client && !isResolved(client)) confidence = Math.min(confidence, client.candidates.length > 0 ? 0.7 : 0.6);
  else if (client && isResolved(client) && client.guessed) confidence = Math.min(confidence, 0.85);
  if (found.missing.length > 0) confidence = Math.min(confidence, 0.7);
  return confidence;
}

const NAMED_BY: Readonly<Record<string, string>> = {
  fullName: '按全名',
  clientNo: '按客户号',
  phone: '按手机号',
  phoneTail: '按手机尾号',
  honorific: '按称呼',
  partOfName: '按名字的一部分猜',
  pinyin: '按拼音猜',
  initials: '按首字母猜',
  pronoun: '按刚才说到的客户猜',
  lastSpokenOf: '按刚才说到的客户猜',
  fuzzy: '按读音猜',
  chosen: '您选的',
};

function explainClient(reading: Reading, client: ClientArg | undefined): void {
  if (!client) return;
  if (isResolved(client))
    reading.reasons.push(`客户是${client.name}，${client.by === 'honorific' && client.guessed ? '按称呼猜' : NAMED_BY[client.by]}`);
  else if (client.candidates.length > 0) reading.reasons.push(`“${client.text}”有${client.candidates.length}位，要选一位`);
  else reading.reasons.push(`“${client.text}”不在您的客户里`);
}

function nothing(reading: Reading, alternatives: Frame['alternatives'], about?: Frame['about']): Frame {
  return {
    text: reading.typed,
    now: nowOf(reading),
    intent: null,
    effect: null,
    needsConfirm: false,
    confidence: 0,
    args: {},
    missing: [],
    spans: reading.text.trim() === '' ? [] : spansOf(reading, undefined),
    alternatives,
    reasons: reading.reasons,
    ...(about ? { about } : {}),
  };
}

/** The next two to four acts: cue words first, then what the spans allow. */
function alternativesOf(reading: Reading, found: Draft | undefined): Frame['alternatives'] {
  const { byName } = reading.context.intents;
  const ranked: { intent: string; confidence: number }[] = [];
  const add = (intent: string, confidence: number) => {
    if (intent !== found?.intent.name && byName.has(intent) && !ranked.some((one) => one.intent === intent)) ranked.push({ intent, confidence });
  };
  for (const { intent, score } of cueScores(reading)) add(intent.name, Math.min(0.5, score * 0.6));
  const hasClient = reading.mentions.some((one) => one.people.length > 0);
  const hasDay = reading.momentPlaces().length > 0;
  if (hasClient && hasDay) for (const name of ['appointment', 'reminder', 'contact', 'maturities']) add(name, 0.3);
  else if (hasClient) for (const name of ['client', 'contact', 'reminder', 'appointment']) add(name, 0.3);
  else if (hasDay && ranked.length > 0) add('reminder', 0.25);
  if (ranked.length === 1) add('help', 0.1);
  return ranked.sort((one, other) => other.confidence - one.confidence).slice(0, 4);
}

/** Everything recognised, in the order it stands in the text as typed. */
function spansOf(reading: Reading, found: Draft | undefined): Span[] {
  const { text, normalised } = reading;
  const spans: Span[] = [];
  const push = (kind: Span['kind'], start: number, end: number, value: unknown, guessed = false) => {
    if (start >= end) return;
    const from = typedStart(normalised, start);
    const to = typedEnd(normalised, end);
    spans.push({ kind, text: normalised.typed.slice(from, to), start: from, end: to, value, ...(guessed ? { guessed } : {}) });
  };
  const taken = found?.taken;
  if (taken) {
    const { arg } = taken;
    const value = isResolved(arg) ? { id: arg.id, name: arg.name } : { name: arg.text, candidates: arg.candidates };
    push('client', taken.start, taken.end, value, isDoubtful(arg));
    if (taken.start === 0 && taken.end === text.length) return spans;
    if (found.intent.effect === 'read' && taken.end === text.length) return spans;
  }
  const last = reading.context.lastClient;
  for (const mention of reading.mentions) {
    if (taken && mention.start < taken.end && mention.end > taken.start) continue;
    const only = mention.people[0];
    if (mention.by === 'pronoun' && last) push('client', mention.start, mention.end, { id: last.id, name: last.name }, true);
    else if (mention.people.length === 1 && only) push('client', mention.start, mention.end, { id: only.id, name: only.name }, mention.guessed);
    else if (mention.people.length > 1)
      push(
        'client',
        mention.start,
        mention.end,
        { name: text.slice(mention.start, mention.end), candidates: mention.people.map(({ id, name }) => ({ id, name })) },
        true,
      );
  }
  const lean = found?.intent.name === 'contact' ? 'past' : found && found.intent.effect === 'write' ? 'future' : undefined;
  for (const span of reading.times(lean)) {
    if (span.kind === 'duration') push('duration', span.start, span.end, { minutes: span.value.minutes });
    else push(span.kind, span.start, span.end, whenOf(plannedReading(reading, span, lean)), span.guessed === true || span.value.vague === true);
  }
  if (reading.hasCue(CUES.money) && reading.hasCue(CUES.digit | CUES.numeral))
    for (const amount of findAmountSpans(text)) push('amount', amount.start, amount.end, { fen: amount.value.fen });
  for (const hit of reading.hits('mode')) push('mode', hit.start, hit.end, hit.value);
  if (reading.hasCue(CUES.digit)) {
    const number = caseNumber(text, 0);
    if (number) push('caseNo', number.start, number.end, { caseNo: number.value });
    const referral = caseNumber(text, 0, ['TJ']);
    if (referral) push('referralNo', referral.start, referral.end, { referralNo: referral.value });
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit < 0x30 || unit > 0x39) continue;
      const phone = phoneAt(text, at);
      if (phone) push('phone', at, phone.end, phone.digits);
      while (at + 1 < text.length && text.charCodeAt(at + 1) >= 0x30 && text.charCodeAt(at + 1) <= 0x39) at++;
    }
  }
  for (const product of reading.context.products?.find(text) ?? [])
    push('product', product.start, product.end, { code: product.code, name: product.name });
  const clients = spans.filter((span) => span.kind === 'client');
  for (const name of reading.context.staff ?? []) {
    const at = text.indexOf(name);
    const isClient = at >= 0 && clients.some((span) => typedStart(normalised, at) < span.end && typedEnd(normalised, at + name.length) > span.start);
    if (at >= 0 && !isClient) push('staff', at, at + name.length, { name });
  }
  return spans.sort((one, other) => one.start - other.start || other.end - one.end);
}

/** In a contact, a day to come is read as what it is to come, not as its last occurrence. */
function plannedReading(
  reading: Reading,
  span: Extract<ReturnType<Reading['times']>[number], { kind: 'time' | 'date' | 'recurrence' }>,
  lean: 'past' | 'future' | undefined,
) {
  if (lean !== 'past') return span;
  const ahead = reading.moments('future').find((one) => one.start === span.start && one.end === span.end);
  return ahead && span.start > (reading.hits('met')[0]?.end ?? Infinity) ? ahead : span;
}

/** ISO 8601 with China's offset. */
function nowOf({ today, time, context }: Reading): string {
  return `${today}T${time}:${String(context.now.getUTCSeconds()).padStart(2, '0')}+08:00`;
}
