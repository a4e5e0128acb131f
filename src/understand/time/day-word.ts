import { byCharacter, characterBefore } from '../characters.js';
import { copyOf, fixedDay, fixedStretch, FoundDay } from './found.js';
import { followsSurname, wordAt } from './present.js';
import { BEFORE_CLOSING_MINUTE, CLOSING_WORDS, type Found, type Present } from './types.js';
import { readQuantity } from '../duration.js';
import { readSmallNumber } from '../numbers.js';
import { readClock } from './clock.js';
import { resolveClock } from './resolve-clock.js';
import { inWeek } from './week.js';

const DAY_UNITS = ['天', '日', '儿个', '儿'];
/** 明早, 今晚: the half-day is left for the clock. */
const HALF_DAY_CHARS = '早晚晨夜朝';

const DAY_STEMS = byCharacter({ 今: 0, 明: 1, 后: 2, 昨: -1, 前: -2, 听: 1, 琴: -1, 寻: -1 });

/** Characters that make the stem part of another word: 说明天气, 以后天天, 目前天气, 证明年收入. */
const NOT_AFTER = byCharacter({
  明: '证表声文聪透光鲜清黎昆查注标阐',
  后: '以之然今最背落先幕售',
  前: '以之目提从先眼',
  今: '至如当古现而',
  去: '过失',
  来: '以从未将近历向',
  昨: '',
  本: '基根成版资日',
  听: '打收好',
  寻: '',
  琴: '钢',
});

/** Whether the character before a stem makes it part of another word. */
export function isPartOfWord(text: string, at: number): boolean {
  // 可以后天
  if (text[at] === '后' && text.startsWith('可以', at - 2)) return false;
  return at > 0 && (NOT_AFTER.get(text.charCodeAt(at)) ?? '').includes(text[at - 1] as string);
}

function dayFound(present: Present, end: number, offset: number): Found {
  return fixedDay(end, present.today + offset, '按今天推算');
}

/** 今天, 明早, 大后天, 昨晚, 今明两天, 听日. */
export function readDayWord(text: string, start: number, present: Present): Found | undefined {
  let at = start;
  while (text[at] === '大' && at - start < 4) at++;
  const larger = at - start;
  const stem = text[at] ?? '';
  const base = DAY_STEMS.get(text.charCodeAt(at) | 0);
  if (base === undefined) return undefined;
  if (larger && stem !== '后' && stem !== '前') return undefined;
  // 叫我一声明天上午
  const isCall = text[start - 1] === '声' && text[start - 2] === '一';
  if (!larger && !isCall && isPartOfWord(text, start)) return undefined;
  const offset = base + (base > 0 ? larger : -larger);
  const next = text[at + 1] ?? '';
  const pair = stem === '今' || stem === '明' ? readPair(text, at, present) : undefined;
  if (pair) return pair;
  if ('听琴寻'.includes(stem)) return next === '日' || next === '晚' ? dayFound(present, at + (next === '日' ? 2 : 1), offset) : undefined;
  const unit = wordAt(text, at + 1, DAY_UNITS);
  if (unit) {
    if (stem === '明' && unit === '天' && (followsSurname(text, start) || isExplained(text, start))) return undefined;
    if (unit === '日' && (stem === '后' || stem === '前') && /[0-9一二三四五六七八九十月]/.test(characterBefore(text, start))) return undefined;
    if (unit === '天' && stem === '后' && text.startsWith('天天', at + 1)) return undefined;
    const found = dayFound(present, at + 1 + unit.length, offset);
    const within = unit === '天' || unit === '日' ? wordAt(text, found.end, ['之内', '以内', '内']) : undefined;
    if (!within || offset < 0 || /^内[容部控行]/.test(text.slice(found.end, found.end + 2))) return found;
    const inside = fixedDay(found.end + within.length, present.today + offset, '当天之内');
    inside.bound = 'by';
    return inside;
  }
  if (!HALF_DAY_CHARS.includes(next) || next === '') return undefined;
  if (stem === '后' || stem === '前') return next === '晚' && larger === 0 ? dayFound(present, at + 1, offset) : undefined;
  if (stem === '明' && (next === '朝' || followsSurname(text, start))) return undefined;
  return dayFound(present, at + 1, offset);
}

/** 说明天气: 说明 and 天气. */
function isExplained(text: string, start: number): boolean {
  return text[start - 1] === '说' && text[start + 2] === '气';
}

function readPair(text: string, at: number, present: Present): Found | undefined {
  const next = text[at + 1];
  if (next !== '明' && next !== '后') return undefined;
  const pair = PAIRS.find(([word]) => text.startsWith(word, at));
  if (!pair) return undefined;
  const [word, from, to] = pair;
  const found = fixedStretch(at + word.length, present.today + from, present.today + to, 'days', '两天里没有说哪天');
  if (word === '明后天') found.vague = true;
  return found;
}

/** Days beside each other, by their distance from today. Each goes on with 明 or 后. */
const PAIRS: readonly (readonly [word: string, from: number, to: number])[] = [
  ['今明两天', 0, 1],
  ['今明两日', 0, 1],
  ['今明后三天', 0, 2],
  ['明后两天', 1, 2],
  ['明后天', 1, 2],
  ['明后两日', 1, 2],
];

/** 这N天, 这几天, 这两天: around now. */
export function readTheseDays(text: string, start: number, present: Present): Found | undefined {
  if (text[start] !== '这') return undefined;
  const word = wordAt(text, start + 1, ['几天', '两天', '些天', '几日', '两日', '几周', '段时间', '阵子']);
  if (word === '段时间' || word === '阵子') return undefined;
  if (word) {
    const found = fixedStretch(start + 1 + word.length, present.today, present.today + 2, 'days', '没有确切的日子');
    found.vague = true;
    return found;
  }
  const isSeveral = text.startsWith('半年', start + 1) || (readSmallNumber(text, start + 1)?.value ?? 0) > 1;
  const quantity = isSeveral ? readQuantity(text, start + 1) : undefined;
  const days = quantity ? Math.round(quantity.days + quantity.months * 30) : 0;
  if (!quantity || quantity.bareMonth || quantity.minutes > 0 || days < 2 || '后前内之以里'.includes(text[quantity.end] ?? '-')) return undefined;
  const from = present.lean === 'past' ? present.today - days + 1 : present.today;
  const found = fixedStretch(quantity.end, from, from + days - 1, 'days', '没有说是过去的还是接下来的');
  found.vague = true;
  return found;
}

const NOON = 12 * 60;
const LONGEST_BEFORE_CLOSING = 4 * 60;

/** 下班前五点半: the hour that is said, which is one of the afternoon; 下班前十分钟: so long before the day's end. */
export function clockBeforeClosing(text: string, end: number): { end: number; minute: number } | undefined {
  const length = readQuantity(text, end);
  if (length && !length.approx && length.days === 0 && length.minutes > 0 && length.minutes < LONGEST_BEFORE_CLOSING)
    return { end: length.end, minute: BEFORE_CLOSING_MINUTE - length.minutes };
  const clock = readClock(text, end, { afterDay: true, origin: end });
  if (clock?.hour === undefined || clock.approx) return undefined;
  const { minute, open } = resolveClock(clock);
  return { end: clock.end, minute: open && minute < NOON && minute + NOON <= BEFORE_CLOSING_MINUTE + 60 ? minute + NOON : minute };
}

/** 下班前: today, while that is still to come; said later, no hour is named. */
export function readBeforeClosing(text: string, start: number, present: Present): Found | undefined {
  const word = wordAt(text, start, CLOSING_WORDS);
  if (word === undefined) return undefined;
  const clock = clockBeforeClosing(text, start + word.length);
  if (clock) {
    const atHour = fixedDay(clock.end, present.today, '没有说哪天，按今天');
    atHour.grain = 'minute';
    atHour.minute = clock.minute;
    return atHour;
  }
  const isAhead = present.minute < BEFORE_CLOSING_MINUTE;
  const found = fixedDay(start + word.length, present.today, isAhead ? '下班前按17:30' : '没有说哪天，按今天');
  found.bound = 'by';
  if (isAhead) {
    found.grain = 'minute';
    found.minute = BEFORE_CLOSING_MINUTE;
  }
  return found;
}

/** 双休日: the coming Saturday and Sunday. */
export function readDaysOff(text: string, start: number, present: Present): Found | undefined {
  if (!text.startsWith('双休日', start) || text[start - 1] === '每') return undefined;
  const found = inWeek('周末', 1, present.lean === 'past' && present.weekday < 6 ? -1 : 0, present, false);
  if (!found) return undefined;
  const daysOff = copyOf(found);
  daysOff.end = start + 3;
  daysOff.fixed = undefined;
  return daysOff;
}

/** Days told by the one named before in the same text. */
const BESIDE: readonly (readonly [word: string, by: number])[] = [
  ['前一天', -1],
  ['头一天', -1],
  ['头天', -1],
  ['后一天', 1],
  ['次日', 1],
  ['翌日', 1],
  ['当天', 0],
  ['当日', 0],
  ['当晚', 0],
  ['那天', 0],
  ['那一天', 0],
];

/** 「那天」「头天」 point at the day named before only where an hour, a part of the day or the asking follows. */
const THAT_DAY = /^的?(?:一?[早晚]|[上下中]午|凌晨|傍晚|[0-9一二两三四五六七八九十]{1,3}[点:]|提醒|[叫喊]我)/;

/** 12月10号办沙龙,当天早上8点; 次日 alone is tomorrow. */
export function readBesideNamed(text: string, start: number, present: Present): Found | undefined {
  const found = '一日天晚'.includes(text[start + 1] ?? '-') ? BESIDE.find(([word]) => text.startsWith(word, start)) : undefined;
  if (!found || '以之目先应每正屡几首多再初本最'.includes(characterBefore(text, start) || '-')) return undefined;
  const [word, by] = found;
  if ((word.startsWith('那') || word === '头天') && !THAT_DAY.test(text.slice(start + word.length, start + word.length + 5))) return undefined;
  if (by === 1 && present.lastDay === undefined && /[日节]$/.test(text.slice(0, start))) return undefined;
  const end = start + (word === '当晚' ? 1 : word.length);
  if (present.lastDay !== undefined) {
    const beside = fixedDay(end, present.lastDay + by, '按前面说的日子');
    beside.ahead = true;
    return beside;
  }
  if (by !== 1 || word === '后一天') return undefined;
  const next = fixedDay(end, present.today + 1, '没有说哪天的次日，按明天');
  next.guessed = true;
  return next;
}

/** 12月5号出差,第二天上午10点: counted from the day named before; without one nobody knows from which. */
export function readNthDayBeside(text: string, start: number, present: Present): Found | undefined {
  const number = readSmallNumber(text, start + 1);
  if (!number || number.sequence || number.approx || number.value < 2 || number.value > 31 || text[number.end] !== '天') return undefined;
  const end = number.end + 1;
  if (present.lastDay !== undefined) {
    const found = fixedDay(end, present.lastDay + number.value - 1, '从前面说的日子数起');
    found.ahead = true;
    found.guessed = true;
    return found;
  }
  if (!/^的?(?:[早晚]|[上下中]午|凌晨|[0-9一二两三四五六七八九十]+[点:])/.test(text.slice(end, end + 4))) return undefined;
  // The hour belongs to that day, whichever it is.
  const clock = readClock(text, end, { afterDay: true, origin: start });
  const found = new FoundDay(clock?.end ?? end, undefined, undefined, 'day', '没有说从哪天数起');
  found.vague = true;
  found.fixed = true;
  return found;
}
