import { lastOfMonth } from '../domain/calendar/index.js';
import type { FiltersArg } from '../domain/intent.js';
import { daysIn } from './day-count.js';
import { skipSeparators } from './keyword.js';
import type { Reading } from './reading.js';
import { tokenEnd } from './slots.js';
import type { MomentSpan } from './time/types.js';
import { periodOf } from './when.js';

const LENGTH = /([0-9]{1,4}|[一二两三四五六七八九十半]{1,3})\s*个?(?:多)?(天|日|周|星期|礼拜|月|季度|年)(?:以上|多|内)?/;
const LEVELS: readonly [string, string][] = [
  ['黑金', 'blackGold'],
  ['顶端', 'blackGold'],
  ['白金', 'platinum'],
  ['高端', 'platinum'],
  ['金卡', 'gold'],
  ['大众', 'general'],
];
const FILTER_NOISE =
  /名下|找|手上|手里|拉个?(?:单子?|名单|表)|理个?(?:单子?|名单|表)|捞出来|找出来|翻出来|挑出来|单子|多少|几个|几位|客户|名单|列表|清单|哪些|有|我|的|所有|全部|列出|查|看|一下|谁|人|和|且|还|吗|呢|是|都|[\s,，、。?？]/g;

/** So long ago that only who was never spoken with is left. */
const NEVER_DAYS = 36_500;

/** 「没联系过」「都没打过电话」「没见」 */
const SILENT = /(?:都|还|一直)?(?:没有?|未)(?:联[系络]|回访|拜访|跟进|见|聊|(?:打|通)(?:过|了)?(?:电话|话))(?:过|了|面)?/;

/** 「白金 30天未联系」: conditions in any order; words that are none become `text`. */
export function filtersIn(reading: Reading, from: number): FiltersArg {
  const { text } = reading;
  const filters: FiltersArg = {};
  const used: [number, number][] = [];
  const use = (start: number, end: number) => used.push([start, end]);
  for (const [word, level] of LEVELS) {
    const at = text.indexOf(word, from);
    if (at < 0) continue;
    filters.level = [...(filters.level ?? []), level].filter((one, index, all) => all.indexOf(one) === index);
    use(at, at + word.length);
  }
  const critical = text.indexOf('临界', from);
  if (critical >= 0) {
    filters.tierCritical = true;
    use(critical, critical + 2);
  }
  const silent = SILENT.exec(text.slice(from));
  const spans = reading.times().filter((span) => span.start >= from);
  if (silent) {
    use(from + silent.index, from + silent.index + silent[0].length);
    const length = LENGTH.exec(text.slice(from));
    filters.notContactedDays = length ? daysIn(length[1] as string, length[2] as string) : /从来|从未|从没|一直没/.test(text) ? NEVER_DAYS : 30;
    if (length) use(from + length.index, from + length.index + length[0].length);
  }
  const late = firstOf(text, from, ['超期', '逾期', '超时']);
  if (late) {
    filters.overdue = true;
    use(late.start, late.end);
  }
  const period = spans.find(
    (span): span is MomentSpan => span.kind !== 'duration' && !used.some(([start, end]) => span.start < end && span.end > start),
  );
  const days = period ? periodOf(period) : undefined;
  for (const [word, key] of [
    ['到期', 'maturing'],
    ['生日', 'birthday'],
  ] as const) {
    const at = text.indexOf(word, from);
    if (at < 0) continue;
    filters[key] = days ?? { date: reading.today, endDate: lastOfMonth(reading.today) };
    use(at, at + word.length);
    if (period && days) use(period.start, period.end);
  }
  const tag = firstOf(text, from, ['标签']);
  if (tag) {
    const start = skipSeparators(text, tag.end);
    const end = tokenEnd(text, start);
    const word = reading
      .verbatim(start, end)
      .replace(/^[是为:：]/, '')
      .trim();
    if (word) filters.tag = word;
    use(tag.start, end);
  }
  let rest = '';
  for (let at = from; at < text.length; at++) if (!used.some(([start, end]) => at >= start && at < end)) rest += text[at];
  rest = rest.replace(FILTER_NOISE, '');
  if (rest.length > 1 && rest.length <= 12) filters.text = rest;
  return filters;
}

function firstOf(text: string, from: number, words: readonly string[]): { start: number; end: number } | undefined {
  for (const word of words) {
    const start = text.indexOf(word, from);
    if (start >= 0) return { start, end: start + word.length };
  }
  return undefined;
}
