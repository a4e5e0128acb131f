import type { IntentSpec } from '../domain/intent.js';
import { RELATIONS } from '../domain/relation-words.js';
import { phoneAt } from './client-mention.js';
import { clausesOf } from './clauses.js';
import { draft, withClient, type Draft } from './draft.js';
import { dayArg, statedFact } from './facts.js';
import { isSeparator, skipSeparators } from './keyword.js';
import type { Reading } from './reading.js';
import { clientIn, lastSpokenOf, takeClient, tokenEnd } from './slots.js';
import { byHead, wordAt } from './words.js';

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
  const relation = relationAt(text, at) ?? (/[小大二三]/.test(text[at] ?? '') ? relationAt(text, at + 1) : undefined);
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
