import { draft, withClient } from './draft.js';
import { dayArg } from './facts.js';
import { fillNewClient, fillProfile, fillRelative } from './fill-person.js';
import { wordOf } from './fill-case.js';
import type { Filler } from './keyword-list.js';
import { skipSeparators } from './keyword.js';
import { surnameAt } from './person-words.js';
import { clientIn, lastSpokenOf } from './slots.js';
import { isHan } from './syllable.js';

export const newClient: Filler = (reading, keyword, closed) => {
  const filled = fillNewClient(reading, keyword.intent, keyword.end);
  const name = filled.args['name'];
  if (
    typeof name === 'string' &&
    (name.length > 20 ||
      (!closed && (!/^(?:[\u4e00-\u9fff·]{2,4}|[A-Za-z ]{2,20})$/.test(name) || (isHan(name.charCodeAt(0)) && surnameAt(name, 0) === 0))))
  )
    return undefined;
  if (/[?]$|吗$|呢$|怎么|流程|多少/.test(reading.text.trimEnd())) return undefined;
  return filled;
};

export const profile: Filler = (reading, keyword, closed) => {
  if (keyword.word === '补充' && !closed) return undefined;
  if (/^(?:一?下|到|在)?(?:上一?条|刚才)/.test(reading.text.slice(skipSeparators(reading.text, keyword.end)))) return undefined;
  const filled = fillProfile(reading, keyword.intent, keyword.end);
  return !filled.taken && !closed ? undefined : filled;
};

export const relative: Filler = (reading, keyword, closed) => {
  const filled = fillRelative(reading, keyword.intent, keyword.end);
  const isEmpty = skipSeparators(reading.text, keyword.end) >= reading.text.length;
  if (!isEmpty && filled.missing.length > 1) return undefined;
  if (!isEmpty && ['家人', '家属', '亲属'].includes(keyword.word) && (!closed || !filled.taken)) return undefined;
  return filled;
};

export const careDate: Filler = (reading, keyword) => {
  const { text } = reading;
  const missing: string[] = [];
  const taken = clientIn(reading, keyword.end);
  const kind =
    wordOf(reading, keyword.intent, 'kind', taken?.end ?? keyword.end) ??
    (/生日/.test(keyword.word) ? 'birthday' : /纪念日/.test(keyword.word) ? 'anniversary' : undefined);
  const moment = reading.moments('future').find((span) => span.start >= keyword.end);
  const date = moment ? dayArg(moment) : undefined;
  if (!kind) missing.push('kind');
  if (!date || date.vague) missing.push('date');
  if (skipSeparators(text, keyword.end) < text.length && !taken && !date) return undefined;
  return draft(keyword.intent, withClient({ ...(kind ? { kind } : {}), ...(date ? { date } : {}) }, taken?.arg ?? lastSpokenOf(reading), missing), {
    missing,
    ...(taken ? { taken } : {}),
  });
};

export const greeting: Filler = (reading, keyword, closed) => {
  const missing: string[] = [];
  const taken = clientIn(reading, keyword.end, closed);
  const occasion = wordOf(reading, keyword.intent, 'occasion', keyword.start);
  if (!taken && !closed) return undefined;
  if (!taken && skipSeparators(reading.text, keyword.end) < reading.text.length && !occasion) return undefined;
  return draft(keyword.intent, withClient(occasion ? { occasion } : {}, taken?.arg ?? lastSpokenOf(reading), missing), {
    missing,
    ...(taken ? { taken } : {}),
  });
};
