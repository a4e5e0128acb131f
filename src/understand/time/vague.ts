import { byCharacter } from '../characters.js';
import { FoundDay } from './found.js';
import type { Found, Present } from './types.js';

interface VaguePhrase {
  word: string;
  /** Days from today to the best guess; absent when the words name none. */
  days?: number;
  /** Only when nothing else was said. */
  weak?: true;
}

/** Words that put a day off without naming one. Longest first. */
const PHRASES: readonly VaguePhrase[] = [
  { word: '过几个月', days: 90 },
  { word: '过几天', days: 3 },
  { word: '过些天', days: 5 },
  { word: '过些日子' },
  { word: '过几周', days: 21 },
  { word: '过几年', days: 1095 },
  { word: '过段时间' },
  { word: '过一段时间' },
  { word: '过阵子' },
  { word: '过一阵子' },
  { word: '过一阵' },
  { word: '过一会儿', days: 0 },
  { word: '过一会', days: 0 },
  { word: '过会儿', days: 0 },
  { word: '隔几天', days: 3 },
  { word: '改天' },
  { word: '改日' },
  { word: '择日' },
  { word: '有空的时候' },
  { word: '有空时' },
  { word: '有空了' },
  { word: '有空' },
  { word: '得空' },
  { word: '有时间的时候' },
  { word: '有时间' },
  { word: '哪天' },
  { word: '某天' },
  { word: '回头再' },
  { word: '回头给' },
  { word: '晚些时候', days: 0 },
  { word: '晚一点', days: 0 },
  { word: '晚点', days: 0 },
  { word: '晚些', days: 0 },
  { word: '稍后', days: 0 },
  { word: '稍晚', days: 0 },
  { word: '待会儿', days: 0 },
  { word: '待会', days: 0 },
  { word: '等会儿', days: 0 },
  { word: '等会', days: 0 },
  { word: '等一会儿', days: 0 },
  { word: '等一会', days: 0 },
  { word: '一会儿', days: 0 },
  { word: '前几天', days: -3 },
  { word: '前些天', days: -5 },
  { word: '前阵子' },
  { word: '前段时间' },
  { word: '近几天', days: 2 },
  { word: '最近几天', days: 2 },
  { word: '近日', weak: true },
  { word: '近期', weak: true },
  { word: '最近', weak: true },
  { word: '下次', weak: true },
  { word: '以后', weak: true },
  { word: '新年', weak: true },
  { word: '年后' },
  { word: '年前' },
  { word: '尽快', weak: true },
  { word: '回头', weak: true },
  { word: '随时', weak: true },
  { word: '开春' },
  { word: '入冬' },
];

/** By the UTF-16 code of the first character. */
const byFirstChar = new Map<number, VaguePhrase[]>();
for (const phrase of PHRASES) {
  const first = phrase.word.charCodeAt(0);
  byFirstChar.set(
    first,
    [...(byFirstChar.get(first) ?? []), phrase].sort((a, b) => b.word.length - a.word.length),
  );
}

export const VAGUE_WORDS: readonly string[] = PHRASES.map(({ word }) => word);

/** Characters before a phrase that make it another word: 没有空, 只有时间, 成年后, 五年前. */
const NOT_AFTER = byCharacter({
  有: '没所只还具享拥',
  年: '0123456789一二三四五六七八九十两几多数百千半成青少往早中近每今明去当老童常全整周度',
  晚: '今明昨早夜傍',
  以: '从自今',
  开: '',
  最: '',
  前: '以之',
  一: '',
  过: '不经',
  改: '',
  稍: '',
  近: '最将靠接附',
  回: '',
  哪: '',
  等: '',
  待: '等',
  入: '',
});

/** Words after a phrase that make it another: 晚点名, 有空间, 有空调. */
const NOT_BEFORE: Readonly<Record<string, RegExp>> = {
  有空: /^[间调白缺子位军气格难]/,
  有时间: /^(?:限制|成本|价值|差|表|安排吗)/,
  晚点: /^[名]/,
  晚些: /^(?:年)/,
  年后: /^(?:的?[0-9])/,
  年前: /^(?:的?[0-9])/,
  改天: /^[换]/,
};

export function readVague(text: string, start: number, present: Present): Found | undefined {
  const phrase = byFirstChar.get(text.charCodeAt(start))?.find(({ word }) => text.startsWith(word, start));
  if (!phrase) return undefined;
  if (start > 0 && (NOT_AFTER.get(text.charCodeAt(start)) ?? '').includes(text[start - 1] as string)) return undefined;
  let end = start + phrase.word.length;
  if (NOT_BEFORE[phrase.word]?.test(text.slice(end, end + 4))) return undefined;
  // 回头再, 回头给: the second word is the sentence's.
  if (phrase.word.startsWith('回头') && phrase.word.length === 3) end--;
  const from = phrase.days === undefined ? undefined : present.today + phrase.days;
  const found = new FoundDay(end, from, undefined, 'day', `“${phrase.word}”没有确切的日子`);
  found.vague = true;
  found.weak = phrase.weak;
  found.fixed = true;
  return found;
}
