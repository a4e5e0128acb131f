import { characterBefore } from '../characters.js';
import { isArabicDigit, readSmallNumber, type SmallNumber } from '../numbers.js';
import { PERIODS, SHORT_PERIODS } from './day-period.js';
import { wordAt } from './present.js';

/** A time of day as it was said, before it is joined to a day. Made by `clockOf` only, so that all have one shape. */
export interface Clock {
  end: number;
  /** Absent for 下午, 晚上 alone. */
  hour: number | undefined;
  minute: number;
  /** 上午, 晚上 … as said; am and pm give 上午 and 下午. */
  period: string | undefined;
  /** 15:30 and 03:30 leave no choice of half-day; 3:30 and 三点 do. */
  digital: boolean;
  /** 左右, and readings that were chosen. */
  guessed: boolean;
  /** 三四点. */
  approx: boolean;
}

export function clockOf(
  end: number,
  hour: number | undefined,
  minute: number,
  period: string | undefined,
  digital: boolean,
  guessed: boolean,
  approx = false,
): Clock {
  return { end, hour, minute, period, digital, guessed, approx };
}

export function withPeriod({ end, hour, minute, digital, guessed, approx }: Clock, period: string | undefined): Clock {
  return clockOf(end, hour, minute, period, digital, guessed, approx);
}

/** Words for the half of the day, and the short ones, by the UTF-16 code of the first character. */
const PERIODS_BY_FIRST = new Map<number, string[]>();
for (const [word] of PERIODS) {
  const first = word.charCodeAt(0);
  const words = PERIODS_BY_FIRST.get(first);
  if (words) words.push(word);
  else PERIODS_BY_FIRST.set(first, [word]);
}
const SHORT_STARTS = Object.keys(SHORT_PERIODS).join('');

/** Characters a time of day can start with. */
const CLOCK_STARTS = new Uint8Array(65_536);
for (const char of [
  ...PERIODS.map(([word]) => word.charAt(0)),
  ...SHORT_STARTS,
  ...'0123456789零〇一二两俩三四五六七八九十廿壹贰叁肆伍陆柒捌玖拾差aApP',
]) {
  CLOCK_STARTS[char.charCodeAt(0)] = 1;
}

/** 早上好, 下午茶, 早上班: the word belongs to what follows. */
const AFTER_PERIOD_STOPS = '好茶班映安饭餐市';
const AFTER_SHORT_STOPS = '点些期就已年于间班安饭餐市会报操';

function skipSpaces(text: string, at: number): number {
  let next = at;
  while (next - at < 2 && text[next] === ' ') next++;
  return next;
}

interface ClockContext {
  /** A day stands right before, so short forms and bare hours are times. */
  afterDay: boolean;
  /** Offset where the whole expression began, for looking at what stands before. */
  origin: number;
}

/** The time of day that starts at an offset. */
export function readClock(text: string, start: number, { afterDay, origin }: ClockContext): Clock | undefined {
  let at = start;
  let period: string | undefined;
  const code = text.charCodeAt(start) | 0;
  if (CLOCK_STARTS[code] !== 1) return undefined;
  const words = PERIODS_BY_FIRST.get(code);
  if (words) period = wordAt(text, start, words);
  if (period) at = start + period.length;
  const first = text[start] as string;
  // 最晚14号
  if (!period && SHORT_STARTS.includes(first) && text[start - 1] !== '最') {
    const next = text[start + 1] ?? '';
    const leadsHour = '0123456789一二两三四五六七八九十'.includes(next || ' ') && !text.startsWith('一点', start + 1);
    if (
      afterDay
        ? (!AFTER_SHORT_STOPS.includes(next) && !(first === '晨' && '跑练读'.includes(next))) || next === ''
        : leadsHour && first !== '朝' && first !== '晨'
    ) {
      period = first;
      at = start + 1;
    }
  }
  const periodEnd = at;
  if (period) {
    at = skipSpaces(text, at);
    if (text[at] === '的' && readSmallNumber(text, at + 1)) at++;
  }
  const latin = period ? undefined : readMeridiem(text, at);
  if (latin) {
    const hour = readHour(text, skipSpaces(text, latin.end), true, origin);
    return hour && withPeriod(hour, latin.period);
  }
  const hour = readHour(text, at, afterDay || period !== undefined, origin, period);
  if (hour) {
    if (period) hour.period = period;
    return hour;
  }
  if (!period || (period.length > 1 && AFTER_PERIOD_STOPS.includes(text[periodEnd] ?? ' '))) return undefined;
  return clockOf(periodEnd, undefined, 0, period, false, false);
}

const MORNING_ACTS = /^[ ,]?(?:就|要|去|准时|该|得|叫我|吃|做|上|开)?(?:起床|起来|晨[跑练会读]|早[饭餐操读会课])/;
const EVENING_ACTS = /^[ ,]?(?:就|要|去|准时|该|得|吃|上|下)?(?:晚[饭餐宴]|晚自习|夜宵|睡觉|睡了|就寝)/;

/** 6点起床, 8点睡觉: the half of the day that what is done then leaves no doubt about. */
export function periodOfWhatFollows(text: string, end: number, { hour = 0, period, digital }: Clock): string | undefined {
  if (period !== undefined || digital || hour < 4 || hour > 11) return undefined;
  const after = text.slice(end, end + 7);
  if (MORNING_ACTS.test(after)) return '早上';
  return hour > 4 && EVENING_ACTS.test(after) ? '晚上' : undefined;
}

/** `isShort`: behind minutes a and p are enough, as in 3:15p. */
function readMeridiem(text: string, at: number, isShort = false): { end: number; period: string } | undefined {
  if (!'aApP'.includes(text[at] ?? ' ')) return undefined;
  const match = (isShort ? /^(am|pm|a\.m\.|p\.m\.|a|p)(?![a-z0-9])/i : /^(am|pm|a\.m\.|p\.m\.)(?![a-z])/i).exec(text.slice(at, at + 5));
  if (!match) return undefined;
  return { end: at + match[0].length, period: match[0][0]?.toLowerCase() === 'a' ? '上午' : '下午' };
}

function readHour(text: string, start: number, isExpected: boolean, origin: number, period?: string): Clock | undefined {
  if (text[start] === '差') return readBefore(text, start);
  const hour = readSmallNumber(text, start);
  if (!hour || hour.length > 3) return undefined;
  const clock = clockOf(hour.end, hour.value, 0, undefined, false, false);
  if (hour.form === 'arabic' && text[hour.end] === ':') return readDigital(text, start, hour.end, clock, isExpected);
  // 下午 3 : 30
  if (hour.form === 'arabic' && isExpected && text.startsWith(' : ', hour.end) && hour.length <= 2) {
    const minute = readSmallNumber(text, hour.end + 3);
    const isMinute = minute?.form === 'arabic' && minute.length === 2 && minute.value < 60 && hour.value < 24;
    return isMinute ? clockOf(minute.end, hour.value, minute.value, undefined, hour.length === 2, false) : undefined;
  }
  const meridiem = hour.form === 'arabic' ? readMeridiem(text, skipSpaces(text, hour.end), false) : undefined;
  if (meridiem && hour.value <= 12) return clockOf(meridiem.end, hour.value, 0, meridiem.period, false, false);
  const at = skipSpaces(text, hour.end);
  if (isHourByHalf(text, hour, period)) return clock;
  if (text[at] !== '点' && text[at] !== '时') return undefined;
  if (hour.value > 24 && !hour.approx) return undefined;
  if (hour.approx) {
    clock.hour = hour.approx.low;
    clock.approx = true;
  } else if (hour.sequence) return undefined;
  if (isPartOfDecimal(text, start)) return undefined;
  const minutes = readMinutes(text, at + 1, period !== undefined) ?? readDialOfTwelve(text, at + 1, period);
  if (!minutes) return undefined;
  // 6点30pm
  const late = hour.value <= 12 ? readMeridiem(text, skipSpaces(text, minutes.end)) : undefined;
  if (!late && !isExpected && !minutes.said && !isBareHour(text, start, at, hour.value, origin)) return undefined;
  clock.minute = minutes.minute;
  clock.end = late?.end ?? minutes.end;
  if (late) clock.period = late.period;
  if (clock.minute < 0) {
    clock.minute += 60;
    clock.hour = (clock.hour as number) - 1;
  }
  return clock;
}

const HALVES = /^(?:早上?|上午|下午|晚上?|傍晚)$/;
const BEHIND_BARE_HOUR = /^(?:$|[,。;!]| (?![0-9a-zA-Z点时半个位人万元块只条件斤号])|提醒|[叫喊]我|准时|开会)/;

/** 「明晚8 直播」「下午3提醒我」: the half of the day stands before, and nothing is counted. */
function isHourByHalf(text: string, { value, form, end, approx, sequence }: SmallNumber, period: string | undefined): boolean {
  if (period === undefined || form !== 'arabic' || approx || sequence || value < 1 || value > 12) return false;
  return HALVES.test(period) && BEHIND_BARE_HOUR.test(text.slice(end, end + 4));
}

/** 3.5点, 百分之三点: the number began before. */
function isPartOfDecimal(text: string, start: number): boolean {
  const before = characterBefore(text, start);
  return before === '.' || before === '之' || (before === ':' && isArabicDigit(text.charCodeAt(start - 2)));
}

/** 差五分三点, 差一刻三点. */
function readBefore(text: string, start: number): Clock | undefined {
  const lead = readSmallNumber(text, start + 1);
  if (!lead || lead.value > 30 || lead.value < 1) return undefined;
  const isQuarter = text[lead.end] === '刻';
  if (!isQuarter && text[lead.end] !== '分') return undefined;
  const at = lead.end + 1;
  const hour = readSmallNumber(text, text[at] === '钟' ? at + 1 : at);
  if (!hour || text[hour.end] !== '点' || hour.value > 24 || hour.value < 1) return undefined;
  const end = text[hour.end + 1] === '钟' || isOnTheDot(text, hour.end + 1) ? hour.end + 2 : hour.end + 1;
  const minute = 60 - (isQuarter ? 15 * lead.value : lead.value);
  return clockOf(end, hour.value - 1, minute, undefined, false, false);
}

/** `isGlued`: a day ends right before, as in 6月2911:30. */
function readDigital(text: string, start: number, colon: number, clock: Clock, isGlued: boolean): Clock | undefined {
  const hour = clock.hour as number;
  const isTwoDigits = isArabicDigit(text.charCodeAt(colon + 1)) && isArabicDigit(text.charCodeAt(colon + 2));
  if (!isTwoDigits || isArabicDigit(text.charCodeAt(colon + 3)) || hour > 24 || colon - start > 2) return undefined;
  if (isPartOfDecimal(text, start) || (!isGlued && isArabicDigit(text.charCodeAt(start - 1)))) return undefined;
  const minute = Number(text.slice(colon + 1, colon + 3));
  if (minute > 59 || (hour === 24 && minute > 0)) return undefined;
  let end = colon + 3;
  const hasSeconds = text[end] === ':' && isArabicDigit(text.charCodeAt(end + 1)) && isArabicDigit(text.charCodeAt(end + 2));
  if (hasSeconds) {
    end += 3;
    if (isArabicDigit(text.charCodeAt(end)) || text[end] === ':') return undefined;
  }
  const meridiem = readMeridiem(text, skipSpaces(text, end), true);
  if (meridiem && hour <= 12) return clockOf(meridiem.end, hour, minute, meridiem.period, false, false);
  if (text[end] === '分' || (text[end] === '时' && !'候间段代期'.includes(text[end + 1] ?? ' '))) end++;
  const isTwelveHour = colon - start === 1 && hour >= 1 && hour <= 6;
  return clockOf(end, hour, minute, undefined, !isTwelveHour, isTwelveHour);
}

/** 「七点一起吃饭」: the 一 of another word. */
const TOGETHER = /^一[起块同道定边]/;

/** What follows 点 or 时. `said` is false when nothing settled that it is a time. */
function readMinutes(text: string, start: number, hasPeriod: boolean): { minute: number; end: number; said: boolean } | undefined {
  let at = start;
  if (text[at] === '钟' || isOnTheDot(text, at) || text[at] === '正') return { minute: 0, end: at + 1, said: true };
  if (text[at] === '半' && !'天年月个小'.includes(text[at + 1] ?? ' ')) return { minute: 30, end: skipSeconds(text, at + 1), said: true };
  const fives = readFives(text, at);
  if (fives) return fives;
  if (text[at] === '过') {
    const next = text[at + 2] === '刻' || text[at + 2] === '分' || text[at + 3] === '分';
    if (next) at++;
  }
  if (text[at] === '差') {
    const lead = readSmallNumber(text, at + 1);
    if (lead && lead.value <= 30 && (text[lead.end] === '分' || text[lead.end] === '刻')) {
      const minutes = text[lead.end] === '刻' ? lead.value * 15 : lead.value;
      return { minute: -minutes, end: lead.end + 1, said: true };
    }
  }
  at = skipSpaces(text, at);
  const number = TOGETHER.test(text.slice(at, at + 2)) ? undefined : readSmallNumber(text, at);
  if (!number) return { minute: 0, end: start, said: false };
  if (isLength(text, number.end)) {
    // 三点五小时 is a decimal; 10点 20分钟 an hour, and how long it took.
    const isDecimal = !hasPeriod && at === start && number.form === 'chinese' && number.value < 10;
    return isDecimal ? undefined : { minute: 0, end: start, said: false };
  }
  if (text[number.end] === '刻' && number.value <= 3) {
    return { minute: number.value * 15, end: text[number.end + 1] === '钟' ? number.end + 2 : number.end + 1, said: true };
  }
  const hasUnit = text[number.end] === '分' && text[number.end + 1] !== '之' && text[number.end + 1] !== '钟';
  const isPadded = text[at] === '零' || text[at] === '〇' || text[at] === '0';
  const isMinute = number.value < 60 && number.length <= 3 && (!number.sequence || isPadded);
  if (isMinute && hasUnit) return { minute: number.value, end: skipSeconds(text, number.end + 1), said: true };
  // 三点五 and 3点5 are decimals; 三点十五 and 3点05 are not.
  const isBareMinute = isMinute && (number.value >= 10 || isPadded) && number.length >= (number.form === 'arabic' ? 2 : 1);
  if (isBareMinute && !isCounted(text, number.end)) return { minute: number.value, end: number.end, said: true };
  // 四点一到就走
  const isReached = number.value === 1 && text[number.end] === '到' && !readSmallNumber(text, number.end + 1);
  if (number.value < 10 && !isCounted(text, number.end) && number.length === 1 && !isReached) return undefined;
  return { minute: 0, end: start, said: false };
}

const CANTONESE = new Set(['晏昼', '下昼', '朝早', '晏']);

/** 晏昼三点一: after a Cantonese half-day the figure is read from the dial, five minutes each. */
function readDialOfTwelve(text: string, at: number, period: string | undefined): { minute: number; end: number; said: boolean } | undefined {
  const number = period !== undefined && CANTONESE.has(period) ? readSmallNumber(text, at) : undefined;
  return number && number.value >= 1 && number.value <= 11 ? { minute: number.value * 5, end: number.end, said: true } : undefined;
}

/** 三点踏三, 三点搭半, 三点三个字: in Cantonese a 字 is five minutes. */
function readFives(text: string, start: number): { minute: number; end: number; said: boolean } | undefined {
  const isMarked = text[start] === '踏' || text[start] === '搭';
  const at = isMarked ? start + 1 : start;
  if (isMarked && text[at] === '半') return { minute: 30, end: at + 1, said: true };
  const number = readSmallNumber(text, at);
  if (!number || number.sequence || number.value < 1 || number.value > 11) return undefined;
  const hasUnit = text.startsWith('个字', number.end);
  if (!hasUnit && !(isMarked && (text[number.end] === undefined || !isCounted(text, number.end)))) return undefined;
  return { minute: number.value * 5, end: hasUnit ? number.end + 2 : number.end, said: true };
}

function skipSeconds(text: string, at: number): number {
  const seconds = readSmallNumber(text, at);
  return seconds && seconds.value < 60 && text[seconds.end] === '秒' ? seconds.end + 1 : at;
}

function isLength(text: string, at: number): boolean {
  const unitAt = text[at] === '个' ? at + 1 : at;
  return text.startsWith('分钟', at) || text.startsWith('小时', unitAt) || text.startsWith('钟头', unitAt) || text.startsWith('秒', at);
}

/** A number that counts things is not minutes: 三点20个人, 三点十万. */
function isCounted(text: string, at: number): boolean {
  return '个位人万亿元块号日天年月件户笔楼岁%.折倍次条项家名张'.includes(text[at] ?? ' ') && at < text.length;
}

const POINT_NOUNS =
  /^(?:建议|意见|说明|要求|看法|想法|疑问|问题|体会|原因|理由|好处|不足|内容|注意|共识|希望|提示|补充|感受|心得|启示|需求|措施|方案|优势|风险|变化|区别|计划|安排|个|儿|钱|都|也|不|小|是|为|如|内容|东西|时间|心意|信心|关系|收益|点|声明|承诺|规定|思考|考虑|结论|发现|情况|亮点|特点|经验|教训|困难|诉求|理财|基金|零|位|:|;|、)/;
const BEFORE_POINTS = '提说讲有共这那哪第列出谈分谈加减涨跌升降回反差';
const BEFORE_ONE = '快慢早晚多少好差有大小高低远近轻重长短了这那点给强弱亮贵便宜紧松甜美热冷细简单';
const AFTER_ONE = /^(?:以?前|以?后|之[前后]|到|至|-|~|见|开会|开始|提醒|叫我|喊我|来|出发|联系|打|约|左右|面谈|回电|吃)/;

/** Whether 三点 without a day, a half-day or minutes is a time rather than "three points". */
function isBareHour(text: string, start: number, unitAt: number, hour: number, origin: number): boolean {
  const before = text[origin - 1] ?? '';
  const after = text.slice(unitAt + 1, unitAt + 5);
  if (before === '第') return false;
  if (text[unitAt] === '时') {
    // 一时, 二时: words; 9时, 十五时 stand as times when nothing is glued on.
    return hour <= 24 && (isArabicDigit(text.charCodeAt(start)) || hour >= 10) && !'代期候常光间刻效段机差尚'.includes(after[0] ?? ' ');
  }
  // 「八点、十二点、九点」: one of a list of hours.
  const isListed =
    after[0] === '、' && (/[点半刻分]、$/.test(text.slice(Math.max(0, origin - 2), origin)) || /^、[0-9一二两三四五六七八九十]{1,2}点/.test(after));
  if (!isListed && POINT_NOUNS.test(after)) return false;
  if (before === '.' || ('涨跌升降加减'.includes(before) && before !== '')) return false;
  const isEnd = after === '' || /^[,。;!?\s]/.test(after);
  if (hour === 1) return before === '' || !BEFORE_ONE.includes(before) ? AFTER_ONE.test(after) : false;
  if (before !== '' && BEFORE_POINTS.includes(before)) return !isEnd && before !== '第' && before !== '这' && before !== '有' && hour <= 24;
  if (before === '了' && isEnd) return false;
  return hour <= 24;
}

/** 整 of 三点整, not that of 三点整理资料. */
function isOnTheDot(text: string, at: number): boolean {
  return text[at] === '整' && !'理顿改合治装修套个'.includes(text[at + 1] ?? '-');
}
