import type { IntentSpec } from '../domain/intent.js';
import { draft, type Draft } from './draft.js';
import { caseNumber } from './fill-case.js';
import { skipSeparators, type Keyword } from './keyword.js';
import { surnameAt } from './person-words.js';
import type { Reading } from './reading.js';
import { takeClient, tokenEnd, type TakenClient } from './slots.js';
import { whenOf } from './when.js';

/** Who looks after a client: 「分配 顾明 给 陈宇」「把 顾明 分给 陈宇」「漫游 王建国 给 方媛 至12月5日」. Source: domain §5. */

const GIVE = ['分配给', '分给', '移交给', '交给', '转给', '划给', '给', '到', '归', '由', '请', '→'];

interface Colleague {
  name: string;
  start: number;
  end: number;
}

/** A colleague's name at an offset: one of those known, else what looks like a name and stands alone. */
function colleagueAt(reading: Reading, at: number): Colleague | undefined {
  const { text } = reading;
  const start = skipSeparators(text, at);
  const known = (reading.context.staff ?? []).find((name) => text.startsWith(name, start));
  if (known) return { name: known, start, end: start + known.length };
  const whole = tokenEnd(text, start);
  if (whole - start >= 2 && whole - start <= 4 && surnameAt(text, start) > 0) return { name: reading.verbatim(start, whole), start, end: whole };
  const cut = /^.{2,4}?(?=[至到从，,服来代管跟维接调办])/u.exec(text.slice(start, start + 6));
  return cut && surnameAt(text, start) > 0 ? { name: reading.verbatim(start, start + cut[0].length), start, end: start + cut[0].length } : undefined;
}

/** Behind 给, 分给 …; a name that only follows a space counts too. */
function colleagueAfter(reading: Reading, from: number): Colleague | undefined {
  const { text } = reading;
  const start = skipSeparators(text, from);
  const lead = GIVE.find((word) => text.startsWith(word, start));
  return lead ? colleagueAt(reading, start + lead.length) : start > from ? colleagueAt(reading, start) : undefined;
}

function subjectAt(reading: Reading, from: number): { taken?: TakenClient; referral?: string; who?: string; end: number } | undefined {
  const { text } = reading;
  let start = skipSeparators(text, from);
  if (text[start] === '把' || text[start] === '将') start = skipSeparators(text, start + 1);
  const number = caseNumber(text, start, ['TJ']);
  if (number && number.start === start) return { referral: number.value, end: number.end };
  const taken = takeClient(reading, start);
  return taken ? { taken, who: reading.verbatim(taken.start, taken.end).trim(), end: taken.end } : undefined;
}

/** The word, then whom and to whom; the word alone asks for the list. */
export function fillAssign(reading: Reading, keyword: Keyword): Draft | undefined {
  const { text } = reading;
  const { intent } = keyword;
  if (skipSeparators(text, keyword.end) >= text.length) return draft(intent, {});
  const subject = subjectAt(reading, keyword.end);
  if (!subject || reading.has('question', subject.end)) return undefined;
  return drafted(intent, subject, colleagueAfter(reading, subject.end));
}

/** 「把 顾明 分给 陈宇」「TJ-3 分给林涛」: whom first. Without 把 only a number is meant surely. */
export function fillAssignTo(reading: Reading, intent: IntentSpec): Draft | undefined {
  const { text } = reading;
  const give = /(?:分配给|分给|移交给|划给)/u.exec(text);
  if (!give || text.length > 40) return undefined;
  const start = skipSeparators(text, 0);
  const subject = subjectAt(reading, start);
  const isLed = /^[把将]/u.test(text.slice(start));
  if (!subject || (!isLed && subject.referral === undefined && !subject.taken?.mention)) return undefined;
  if (skipSeparators(text, subject.end) !== give.index) return undefined;
  const to = colleagueAfter(reading, subject.end);
  if (!to || skipSeparators(text, to.end) < text.length) return undefined;
  return drafted(intent, subject, to);
}

function drafted(intent: IntentSpec, subject: NonNullable<ReturnType<typeof subjectAt>>, to: Colleague | undefined): Draft {
  const { taken, referral, who } = subject;
  // Who is no client within reach may have been referred: then only his name goes on.
  const isKnown = taken !== undefined && ('id' in taken.arg || taken.arg.candidates.length > 0);
  const args = {
    ...(isKnown ? { client: taken.arg } : {}),
    ...(who ? { who } : {}),
    ...(referral ? { referral } : {}),
    ...(to ? { manager: to.name } : {}),
  };
  return draft(intent, args, { ...(to ? { effect: 'write' as const } : {}), ...(isKnown ? { taken } : {}) });
}

/** 「把TS-1改派给陈宇」「TS-1 换调查人 林涛」: the case first, then what is done with it and to whom. */
export function fillCaseTo(reading: Reading, intent: IntentSpec): Draft | undefined {
  const { text } = reading;
  let start = skipSeparators(text, 0);
  if (text[start] === '把' || text[start] === '将') start = skipSeparators(text, start + 1);
  const number = caseNumber(text, start);
  if (!number || number.start !== start) return undefined;
  const act = /^\s*(?:改派|转办|移交|交|转)给?|^\s*换调查人(?:为|成|给)?|^\s*(?:由|让|请)(?=.{2,4}调查)/u.exec(text.slice(number.end));
  if (!act) return undefined;
  const to = colleagueAt(reading, number.end + act[0].length);
  if (!to) return undefined;
  const isInquiry = /调查|^\s*[由让请]/u.test(act[0]);
  return draft(intent, { case: number.value, act: isInquiry ? 'investigator' : 'assign', text: to.name }, { effect: 'write' });
}

/** 「漫游 王建国 给 方媛 11月25日至12月5日」「结束漫游 王建国」. */
export function fillRoaming(reading: Reading, keyword: Keyword): Draft | undefined {
  const { text } = reading;
  const isEnd = /结束|取消/u.test(keyword.word);
  if (skipSeparators(text, keyword.end) >= text.length)
    return draft(keyword.intent, isEnd ? { stop: true } : {}, { missing: isEnd ? ['client'] : ['client', 'manager'], confidence: 0.9 });
  const taken = takeClient(reading, keyword.end);
  if (!taken || reading.has('question', taken.end)) return undefined;
  if (isEnd) return draft(keyword.intent, { client: taken.arg, stop: true }, { taken });
  const to = colleagueAfter(reading, taken.end);
  const args: Record<string, unknown> = { client: taken.arg, ...(to ? { manager: to.name } : {}) };
  const spans = reading.moments('future').filter((span) => span.start >= (to?.end ?? taken.end));
  const [first] = spans;
  const last = spans.at(-1);
  if (first && last) {
    const isUntil = /[至到]$/u.test(text.slice(0, first.start).trimEnd()) || first.bound === 'by';
    if (first === last && first.value.endDate) {
      args['from'] = { date: first.value.date };
      args['to'] = { date: first.value.endDate };
    } else if (first === last && isUntil) args['to'] = whenOf(first);
    else {
      args['from'] = whenOf(first);
      if (last !== first) args['to'] = whenOf(last);
    }
  }
  return draft(keyword.intent, args, { missing: to ? [] : ['manager'], taken });
}
