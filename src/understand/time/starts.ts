import { CharacterSet } from '../characters.js';
import { isArabicDigit, isChineseNumeral, readSmallNumber } from '../numbers.js';
import { ENGLISH_STARTS } from './english-day.js';
import { PERIODS, SHORT_PERIODS } from './day-period.js';
import { ERA_NAMES } from './era.js';
import { LUNAR_PREFIXES } from './lunar-day.js';
import { OLD_HOURS } from './old-hours.js';
import { foldCharacters } from './normalise.js';
import { NAMED_DAY_WORDS } from './named-day-words.js';
import { VAGUE_WORDS } from './vague.js';

/**
 * What could start a time, before any rule is tried: by its first character which readers are worth asking, and by
 * its second whether it is worth asking at all. Nothing here decides; what passes may still be no time.
 */
export const READER = {
  era: 1,
  solar: 1 << 1,
  lunar: 1 << 2,
  named: 1 << 3,
  holidayEdge: 1 << 4,
  relative: 1 << 5,
  quarter: 1 << 6,
  number: 1 << 7,
  counted: 1 << 8,
  clock: 1 << 9,
  vague: 1 << 10,
  present: 1 << 11,
  length: 1 << 12,
  repetition: 1 << 13,
  ahead: 1 << 14,
  hedge: 1 << 15,
  english: 1 << 16,
} as const;

const NUMERALS = '0123456789零〇一二两俩仨三四五六七八九十百千廿卅壹贰叁肆伍陆柒捌玖拾';

export const SOLAR_PREFIXES = ['阳历', '公历', '新历', '西历'];
export const HOLIDAY_EDGES = ['长假后', '长假前', '假期后', '假期前', '放假前', '节假日后', '节后', '节前', '假后'];
export const PRESENT_WORDS = ['现在', '此刻', '此时', '当前', '而家', '依家', '刚才', '刚刚'];
export const HEDGES = ['大概', '大约', '差不多'];

/** Readers by first character, by UTF-16 code. */
const READERS = new Uint32Array(65_536);

function mark(reader: number, chars: Iterable<string>): void {
  for (const char of chars) {
    const code = char.charCodeAt(0);
    READERS[code] = (READERS[code] as number) | reader;
  }
}

const firstOf = (words: Iterable<string>): string[] => [...words].map((word) => word.charAt(0));

mark(READER.era, firstOf(ERA_NAMES));
mark(READER.solar, firstOf(SOLAR_PREFIXES));
mark(READER.lunar, [...firstOf(LUNAR_PREFIXES), ...'大年初闰正冬腊', ...NUMERALS]);
mark(READER.named, firstOf(NAMED_DAY_WORDS));
mark(READER.holidayEdge, firstOf(HOLIDAY_EDGES));
mark(READER.relative, '今明昨后前大听琴寻去来上下本这中月年季Tt第次翌头双同当那周星礼');
mark(READER.quarter, `Qq第首${NUMERALS}`);
mark(READER.number, `${NUMERALS}半几个分`);
mark(READER.counted, '再过等隔最近未接今往之前后头');
mark(READER.clock, [...firstOf(PERIODS.map(([word]) => word)), ...Object.keys(SHORT_PERIODS), ...NUMERALS, ...'差aApP', ...OLD_HOURS]);
mark(READER.vague, firstOf(VAGUE_WORDS));
mark(READER.present, firstOf(PRESENT_WORDS));
mark(READER.length, `${NUMERALS}半几个分`);
mark(READER.repetition, '每隔逢天周星礼工交单双一二eE');
mark(READER.ahead, '提');
mark(READER.hedge, firstOf(HEDGES));
mark(READER.english, firstOf(ENGLISH_STARTS));

const QUANTITIES = `${NUMERALS}几数半个分 `;

/** Second characters by the first, where words alone do not give them. A first character that is not here takes any. */
const SECOND: Readonly<Record<string, string>> = {
  今: '天日儿早晚晨夜朝年明个星礼后',
  明: '天日儿早晚晨夜朝年后',
  昨: '天日儿早晚晨夜朝',
  后: `天日儿晚年一${QUANTITIES}`,
  前: `天日儿晚年${QUANTITIES}`,
  大: '大后前年上下',
  听: '日晚',
  琴: '日晚',
  寻: '日晚',
  去: '年今',
  来: '年',
  上: `上整周星礼月季年半旬世工交小钟一1${QUANTITIES}`,
  下: `下整周星礼月季年半旬世工交小钟班一1${QUANTITIES}`,
  本: '周星礼月季年半旬世日个整一1',
  这: `周星礼月季年半世整些段阵一1${QUANTITIES}`,
  中: '旬',
  月: '底末尾初中上下前后月',
  年: '内底末初中尾',
  季: '度末底初',
  同: '月',
  当: '月天日晚',
  周: '一二三四五六日天末1234567',
  星: '期',
  礼: '拜',
  T: '+',
  t: '+',
  次: '日月年',
  翌: '日月年',
  头: `一天${QUANTITIES}`,
  那: '天一',
  双: '休周',
  单: '周',
  再: '过等隔',
  过: `去${QUANTITIES}`,
  等: QUANTITIES,
  最: '近',
  近: QUANTITIES,
  ...Object.fromEntries([...OLD_HOURS].map((char) => [char, '时 '])),
  未: '来时',
  接: '下',
  往: '后',
  之: '前后',
  天: '天',
  工: '作',
  一: '三二',
  二: '四',
  交: '易',
  提: '前',
  差: NUMERALS,
  早: '0123456789一二两三四五六七八九十',
  晚: '0123456789一二两三四五六七八九十',
  夜: '0123456789一二两三四五六七八九十',
  晨: '',
  朝: '',
  a: 'mM.',
  A: 'mM.',
  p: 'mM.',
  P: 'mM.',
  闰: `正冬腊${NUMERALS}`,
  正: '月',
  冬: '月',
  腊: '月',
  初: NUMERALS,
  个: '半',
  e: 'v',
  E: 'vV',
  分: '半',
  半: '个小钟分月年季天日星周夜',
  几: '十百千个天日夜旬周星礼月年小分秒刻钟季工交世 ',
};

/** Pairs that begin a time, hashed; two pairs in one place only mean that more is tried. */
const PAIRS = new Uint8Array(65_536);
/** 1 = any second character will do, 2 = the pair decides, 3 = a number, where the pair or what follows it decides. */
const SECOND_RULE = new Uint8Array(65_536);

function pairOf(first: number, second: number): number {
  return (Math.imul(first, 40_503) ^ second) & 0xffff;
}

/** Readers of nothing but words of their lists. */
const BY_WORDS =
  READER.era | READER.solar | READER.named | READER.holidayEdge | READER.clock | READER.vague | READER.present | READER.hedge | READER.english;

for (const words of [
  ERA_NAMES,
  SOLAR_PREFIXES,
  HOLIDAY_EDGES,
  PRESENT_WORDS,
  HEDGES,
  LUNAR_PREFIXES,
  NAMED_DAY_WORDS,
  VAGUE_WORDS,
  ENGLISH_STARTS,
  ['ev', 'Ev', 'EV'],
  PERIODS.map(([word]) => word),
  ...Object.entries(SECOND).map(([first, seconds]) => [...seconds].map((second) => first + second)),
]) {
  for (const word of words) PAIRS[pairOf(word.charCodeAt(0), word.charCodeAt(1))] = 1;
}
for (let code = 0; code < 65_536; code++) {
  const readers = READERS[code] as number;
  const char = String.fromCharCode(code);
  if (readers !== 0) SECOND_RULE[code] = char in SECOND || (readers & ~BY_WORDS) === 0 ? 2 : 1;
}
for (const char of NUMERALS) SECOND_RULE[char.charCodeAt(0)] = 3;

/** Characters a time can begin with, and numerals: a number that is no time is passed over whole. */
const BEGINNINGS = new CharacterSet();
for (let code = 0; code < 65_536; code++) if (READERS[code] !== 0 || isArabicDigit(code) || isChineseNumeral(code)) BEGINNINGS.add(code);

/** The first place from an offset on where a character stands that may begin a time or a number; the length where none does. */
export function nextBeginning(text: string, from: number): number {
  let at = from;
  while (at < text.length && !BEGINNINGS.has(text.charCodeAt(at))) at++;
  return at;
}

/** What may stand right behind a day and change it or go on from it: an hour, an end, 前, 左右, 后第一个工作日. */
const BEHIND_DAY = new Uint8Array(65_536);
for (let code = 0; code < 65_536; code++) if ((READERS[code] as number) & READER.clock) BEHIND_DAY[code] = 1;
for (const char of ' 的之以后前提过最末首头第倒到至直-~和与跟同起始开当那这左上下许为截(周星礼') BEHIND_DAY[char.charCodeAt(0)] = 1;

/** False when the day ends where it was read to. */
export function mayGoOn(text: string, end: number): boolean {
  return BEHIND_DAY[text.charCodeAt(end) | 0] === 1;
}

/** What may stand right behind a number that begins a time. */
const BEHIND_NUMBER = new Uint8Array(65_536);
for (const char of ' .-/:~到至、个天日夜旬秒分钟小时刻周星礼季世工交月年号点余来多几半QqaApPsnrt') BEHIND_NUMBER[char.charCodeAt(0)] = 1;

/** Readers worth asking at an offset; 0 when no time can start there. */
export function readersAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const readers = READERS[code] as number;
  if (readers === 0) return 0;
  const rule = SECOND_RULE[code];
  if (rule === 1) return readers;
  if (PAIRS[pairOf(code, text.charCodeAt(at + 1) | 0)] === 1) return readers;
  if (rule === 2) return 0;
  const number = readSmallNumber(text, at);
  if (!number || number.length === 8 || BEHIND_NUMBER[text.charCodeAt(number.end) | 0] === 1) return readers;
  return 0;
}

/** Whether a time could start at an offset of a text as it is typed: asked before the text is read for times. */
export const mayBeTime = (text: string, at: number): boolean => readersAt(foldCharacters(text), at) !== 0;
