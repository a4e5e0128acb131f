import { readSmallNumber } from '../numbers.js';
import { clockOf, type Clock } from './clock.js';

/** The twelve double hours of old; 子 begins at 23:00. */
export const OLD_HOURS = '子丑寅卯辰巳午未申酉戌亥';

/** 端午时, 下午时, 尚未时 …: the character belongs to the word before. */
const NOT_AFTER = '上下中正晌端过尚从并还仍甲乙丙丁戊己庚辛壬癸';

/** 午时, 戌时一刻, 午时三刻: two hours, or the quarter said. Undefined where another word stands. */
export function readOldHour(text: string, start: number): { from: Clock; to?: Clock } | undefined {
  const nth = OLD_HOURS.indexOf(text[start] ?? ' ');
  if (nth < 0 || NOT_AFTER.includes(text[start - 1] ?? ' ')) return undefined;
  const unitAt = text[start + 1] === ' ' ? start + 2 : start + 1;
  if (text[unitAt] !== '时' || '间候期段代髦常刻光差机区效'.includes(text[unitAt + 1] ?? ' ')) return undefined;
  const hour = (nth * 2 + 23) % 24;
  const quarters = readSmallNumber(text, unitAt + 1);
  if (quarters && quarters.value >= 1 && quarters.value <= 7 && text[quarters.end] === '刻') {
    const minutes = hour * 60 + quarters.value * 15;
    return { from: clockOf(quarters.end + 1, Math.floor(minutes / 60) % 24, minutes % 60, undefined, true, true) };
  }
  const end = unitAt + 1;
  return { from: clockOf(end, hour, 0, undefined, true, true), to: clockOf(end, (hour + 2) % 24, 0, undefined, true, true) };
}
