import { addDays, weekdayOf } from './calendar/index.js';

const WEEKDAYS = '一二三四五六日';
/** A weekday with no week said: neither 下周四 nor 本周四. */
const ALONE = /(?<![上下本这每个])(?:周|星期|礼拜|週)([一二三四五六日天])(?!期)/g;

/**
 * The day a correction means: 「不对，是周四」 after 下周三 is the Thursday of that week, not the next one to come.
 * @param said the words of the correction, or of its day
 * @param read the day they were read as by themselves
 * @param before the day that is corrected
 * @param today nothing is moved into the past
 */
export function correctedDay(said: string, read: string, before: string, today: string): string {
  if (!isWeekdayAlone(said, read)) return read;
  const meant = addDays(before, weekdayOf(read) - weekdayOf(before));
  return meant > today ? meant : read;
}

/** 「周四」 said of a day, with no week: which one it is, what it is said of tells. */
export function isWeekdayAlone(said: string, day: string): boolean {
  return [...said.matchAll(ALONE)].some(([, name = '']) => WEEKDAYS.indexOf(name === '天' ? '日' : name) + 1 === weekdayOf(day));
}
