import { draft, type Draft } from './draft.js';
import { filtersIn } from './filters.js';
import { fillActing } from './fill-acting.js';
import { caseNumber, fillCaseAct, fillCaseList, fillReferral } from './fill-case.js';
import { skipSeparators, type Keyword } from './keyword.js';
import type { Reading } from './reading.js';
import { takeClient } from './slots.js';
import { periodOf } from './when.js';

export type Filler = (reading: Reading, keyword: Keyword, closed: boolean) => Draft | undefined;

/** What may stand behind a word that takes nothing, without changing it. */
const PARTICLES =
  /^(?:的|了|吧|呢|吗|啊|呀|一下|下|看看|看一下|看下|列表|清单|情况|有哪些|有什么|有多少|有几个|有没有|是什么|怎么说|多少|几个|呗|哈|我看看|我看下|给我看看|给我看|查一下|是啥|有啥|安排|谢谢|多谢|了吗|[\s,.。、!?~;:])*$/;

export const isBare = (text: string, from: number): boolean => text.length - from <= 24 && PARTICLES.test(text.slice(from));

/** Lists and helps: nothing behind the word, or a period. */
export const bare: Filler = (reading, keyword) => {
  const asks = keyword.intent.effect === 'write' && /(?:能不能|可不可以|能否|可以|怎么|能)$|[?]$|(?:吗|么|呢)$/;
  if (asks && (asks.test(reading.text.slice(0, keyword.start).trimEnd()) || asks.test(reading.text.trimEnd()))) return undefined;
  return isBare(reading.text, keyword.end) ? draft(keyword.intent, {}) : undefined;
};

export const withPeriod: Filler = (reading, keyword) => {
  const { text } = reading;
  if (isBare(text, keyword.end)) return draft(keyword.intent, {});
  const span = reading.moments('future').find((one) => one.start >= keyword.end);
  const period = span && periodOf(span);
  if (!span || !period) return undefined;
  const around = text.slice(keyword.end, span.start) + text.slice(span.end);
  return isBare(around, 0) || /^[\s,的客户有哪些]*$/.test(around) ? draft(keyword.intent, { period }) : undefined;
};

export const maturities: Filler = (reading, keyword, closed) => {
  const { text } = reading;
  const list = withPeriod(reading, keyword, closed);
  if (list) return list;
  const taken = takeClient(reading, keyword.end, { anyToken: false });
  return taken && (taken.mention || closed) && isBare(text, taken.end) ? draft(keyword.intent, { client: taken.arg }, { taken }) : undefined;
};

const POINTS_AT_ITEM = /^(?:[这那](?:个|条|件|一条|一个)|(?:刚才|刚刚|上面|前面)的?(?:[这那][个条])?)$/u;

export const notices: Filler = (reading, keyword, closed) => {
  const { text } = reading;
  const on = /开启|恢复|打开/.test(keyword.word) ? true : /关|屏蔽/.test(keyword.word) ? false : undefined;
  const words = text
    .slice(skipSeparators(text, keyword.end))
    .replace(/(?:的|类)?(?:提醒|通知|消息|推送)?[\s,.。!吧]*$/, '')
    .trim();
  // 「关掉这个提醒」: an item, and no kind of notices.
  if (POINTS_AT_ITEM.test(words)) return undefined;
  if (words === '' && on !== undefined && !keyword.word.includes('提醒'))
    return draft(keyword.intent, { on }, { missing: ['kind'], confidence: 0.8 });
  if (words.length > 8 || (words !== '' && !closed && !/提醒|通知|推送/.test(text))) return undefined;
  if (reading.has('question', keyword.end)) return undefined;
  return draft(keyword.intent, { ...(on === undefined ? {} : { on }), ...(words ? { kind: words } : {}) });
};

export const clientList: Filler = (reading, keyword, closed) => {
  const filters = filtersIn(reading, keyword.end);
  if (!closed && filters.text && Object.keys(filters).length === 1) return undefined;
  return draft(keyword.intent, { filters });
};

export const caseList: Filler = (reading, keyword, closed) => {
  const act = keyword.intent.slots.find((slot) => slot.name === 'act')?.values?.[keyword.word];
  return act === undefined
    ? fillCaseList(reading, keyword.intent, keyword.end, closed)
    : fillCaseAct(reading, keyword.intent, keyword.end, closed, act);
};

export const supervise: Filler = (reading, keyword, closed) => {
  const { text } = reading;
  const start = skipSeparators(text, keyword.end);
  if (start >= text.length) return draft(keyword.intent, {}, { missing: ['case'], confidence: 0.9 });
  const said = (from: number) => {
    const words = reading.verbatim(skipSeparators(text, from), text.length).trim();
    return words === '' ? {} : { text: words };
  };
  const number = caseNumber(text, keyword.end);
  if (number) return draft(keyword.intent, { case: number.value, ...said(number.end) });
  const taken = takeClient(reading, start, { anyToken: false });
  return taken && (taken.mention || closed) ? draft(keyword.intent, { client: taken.arg, ...said(taken.end) }, { taken }) : undefined;
};

export const referral: Filler = (reading, keyword, closed) => {
  const { text } = reading;
  if (skipSeparators(text, keyword.end) >= text.length)
    return keyword.word === '推荐' ? draft(keyword.intent, {}, { missing: ['client', 'need'], confidence: 0.8 }) : undefined;
  const taken = takeClient(reading, keyword.end, { anyToken: closed });
  if (!taken || (!closed && !taken.mention) || reading.has('question', taken.end)) return undefined;
  return fillReferral(reading, keyword.intent, taken);
};

export const acting: Filler = (reading, keyword) => {
  const isReturn = keyword.word.includes('回岗') || keyword.word.includes('结束');
  const filled = fillActing(reading, keyword.intent, keyword.start, keyword.end, isReturn);
  const isKnown = (reading.context.staff ?? []).includes(String(filled.args['manager'] ?? filled.args['actingManager']));
  return filled.missing.length > 1 && !isKnown && skipSeparators(reading.text, keyword.end) < reading.text.length ? undefined : filled;
};

/** A later issue's word: its client where it takes one, nothing that needs more. */
export const generic: Filler = (reading, keyword, closed) => {
  const { text } = reading;
  if (isBare(text, keyword.end)) {
    const needs = keyword.intent.slots.filter((slot) => slot.required).map((slot) => slot.name);
    return draft(keyword.intent, {}, { missing: needs, confidence: 0.9 });
  }
  if (keyword.intent.slots.some((slot) => slot.kind === 'client')) {
    const taken = takeClient(reading, keyword.end, { anyToken: closed });
    if (taken && (closed || taken.mention)) return draft(keyword.intent, { client: taken.arg }, { taken });
    return undefined;
  }
  if (!closed || reading.has('question', keyword.end)) return undefined;
  const slot = keyword.intent.slots[0];
  const words = reading.verbatim(skipSeparators(text, keyword.end), text.length).trim();
  return slot && words.length <= 30 ? draft(keyword.intent, { [slot.name]: words }, { confidence: 0.9 }) : undefined;
};

/** A question, somebody else's words or a story behind a keyword. */
export function isTalk(reading: Reading, from: number): boolean {
  return /[?]$|吗$|呢$/.test(reading.text.trimEnd()) || reading.has('hearsay', from) || reading.has('hypothetical', from);
}
