import { addDays, weekdayOf } from './calendar/index.js';

const WEEKDAYS = '一二三四五六日';
/** A weekday with no week said: neither 下周四 nor 本周四. */
const ALONE = /(?<![上下本这每个])(?:周|星期|礼拜|週)([一二三四五六日天])(?!期)/g;

/** Words of a day, or of a length that is reckoned from now. */
const SAYS_DAY = /[今明昨后周月号日天年初底末]|星期|礼拜|小时|分钟|刻钟/u;

/** Words of a time that say an hour at most: 「下午三点」. Which day's it is, what they are said of tells. */
export const isHourAlone = (said: string): boolean => !SAYS_DAY.test(said);

/**
 * The day a correction means: 「不对，是周四」 after 下周三 is the Thursday of that week, not the next one to come; 「下午三点」 is an hour of it.
 * @param said the words of the correction, or of its day
 * @param read the day they were read as by themselves
 * @param before the day that is corrected
 * @param today nothing is moved into the past
 */
export function correctedDay(said: string, read: string, before: string, today: string): string {
  if (isHourAlone(said)) return before > today ? before : read;
  if (!isWeekdayAlone(said, read)) return read;
  const meant = addDays(before, weekdayOf(read) - weekdayOf(before));
  return meant > today ? meant : read;
}

/** The day on which it took place: 「周四」 is the last one. Undefined: that is still to come. */
export function correctedPast(said: string, read: string, before: string | undefined, today: string): string | undefined {
  if (before !== undefined && isHourAlone(said)) return before;
  const day = read > today && isWeekdayAlone(said, read) ? addDays(read, -7) : read;
  return day > today ? undefined : day;
}

/** 「周四」 said of a day, with no week: which one it is, what it is said of tells. */
function isWeekdayAlone(said: string, day: string): boolean {
  return [...said.matchAll(ALONE)].some(([, name = '']) => WEEKDAYS.indexOf(name === '天' ? '日' : name) + 1 === weekdayOf(day));
}
