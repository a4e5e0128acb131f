import type { IntentSpec } from '../domain/intent.js';
import { SPEAKER } from '../domain/manager-relation.js';
import { draft, type Draft } from './draft.js';
import { isSeparator, skipSeparators } from './keyword.js';
import { surnameAt } from './person-words.js';
import type { Reading } from './reading.js';
import { tokenEnd } from './slots.js';
import { whenOf } from './when.js';

/** 「方媛 代理 许诺 11月23日至27日」「许诺 回岗」: names of colleagues around the word. */
export function fillActing(reading: Reading, intent: IntentSpec, at: number, end: number, isReturn: boolean): Draft {
  const { text } = reading;
  const missing: string[] = [];
  const before = staffNameEnding(reading, at);
  const after = staffNameStarting(reading, end);
  const args: Record<string, unknown> = {};
  if (isReturn) {
    const manager = before ?? after?.name;
    if (manager) args['manager'] = manager;
    else missing.push('manager');
    return draft(intent, args, { missing });
  }
  // 「代理 陈宇 林涛」: both behind the word, who is away first.
  const second = after && !before ? staffNameStarting(reading, after.end) : undefined;
  const standIn = before ?? second?.name;
  if (standIn) args['actingManager'] = standIn;
  if (after) args['manager'] = after.name;
  if (!standIn) missing.push('actingManager');
  if (!after) missing.push('manager');
  const spans = reading.moments('future').filter((span) => span.start >= end);
  const first = spans[0];
  const last = spans.at(-1);
  if (first && last) {
    const isUntil = /[至到]$/.test(text.slice(0, first.start).trimEnd()) || first.bound === 'by';
    if (first === last && first.value.endDate) {
      args['from'] = { date: first.value.date };
      args['to'] = { date: first.value.endDate };
    } else if (first === last && isUntil) {
      args['from'] = { date: reading.today };
      args['to'] = whenOf(first);
    } else {
      args['from'] = whenOf(first);
      if (last !== first) args['to'] = whenOf(last);
    }
  }
  if (args['from'] === undefined) args['from'] = { date: reading.today };
  if (args['to'] === undefined) missing.push('to');
  return draft(intent, args, { missing });
}

function staffNameEnding(reading: Reading, at: number): string | undefined {
  const { text } = reading;
  let end = at;
  while (end > 0 && isSeparator(text.charCodeAt(end - 1))) end--;
  if (text.slice(0, end) === '我') return SPEAKER;
  for (const name of reading.context.staff ?? []) if (text.slice(0, end).endsWith(name)) return name;
  for (const length of [3, 2, 4]) {
    const start = end - length;
    const isAlone = start === 0 || (start > 0 && (isSeparator(text.charCodeAt(start - 1)) || /[让由请叫安排]/.test(text[start - 1] as string)));
    if (start >= 0 && isAlone && surnameAt(text, start) > 0) return reading.verbatim(start, end);
  }
  return undefined;
}

function staffNameStarting(reading: Reading, at: number): { name: string; end: number } | undefined {
  const { text } = reading;
  let start = skipSeparators(text, at);
  if (/^[给由让请]/.test(text.slice(start))) start = skipSeparators(text, start + 1);
  if (/^我(?=$|[\s,。]|[今明后下周星礼0-9从到至])/u.test(text.slice(start))) return { name: SPEAKER, end: start + 1 };
  for (const name of reading.context.staff ?? []) if (text.startsWith(name, start)) return { name, end: start + name.length };
  if (surnameAt(text, start) === 0 || reading.moments('future').some((span) => span.start === start)) return undefined;
  const end = tokenEnd(text, start);
  const cut = /[至到从的,]/.exec(text.slice(start, start + 6));
  const length = end - start >= 2 && end - start <= 4 ? end - start : cut && cut.index >= 2 ? cut.index : 0;
  return length > 0 ? { name: reading.verbatim(start, start + length), end: start + length } : undefined;
}
