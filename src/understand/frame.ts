import type { ClientArg, Frame, Span } from '../domain/intent.js';
import { findAmountSpans } from './amount.js';
import { phoneAt } from './client-mention.js';
import { CUES } from './cues.js';
import type { Draft } from './draft.js';
import { caseNumber } from './fill-case.js';
import { asksOf } from './free-guard.js';
import { cueScores } from './free-read.js';
import { typedEnd, typedStart } from './normalise.js';
import type { Reading } from './reading.js';
import { isDoubtful, isResolved } from './slots.js';
import { whenOf } from './when.js';

/** A write below this is shown first even when nothing in it was guessed. */
const SURE_ENOUGH = 0.9;

/** An act as commands get it. */
export function frameOf(reading: Reading, found: Draft): Frame {
  const { intent, args } = found;
  const effect = found.effect ?? intent.effect;
  const client = args['client'] as ClientArg | undefined;
  explainClient(reading, client);
  const isLeftOut = isNobody(client) && !intent.slots.some((slot) => slot.kind === 'client' && slot.required);
  const isGuessed = found.isGuessed || (isDoubtful(client) && !isLeftOut);
  const needsConfirm = effect === 'write' && (intent.alwaysConfirm === true || isGuessed || found.confidence < SURE_ENOUGH);
  const asks = asksOf(reading) ?? (found.asked ? 'any' : undefined);
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
export function isNobody(client: ClientArg | undefined): boolean {
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

/** A sentence that is no act; `about`: what it asks instead. */
export function nothing(reading: Reading, alternatives: Frame['alternatives'], about?: Frame['about']): Frame {
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
export function alternativesOf(reading: Reading, found: Draft | undefined): Frame['alternatives'] {
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
