import { dayNumberOf, fromDayNumber, isWorkday } from '../../domain/calendar/index.js';
import type { Found, Present } from './types.js';
import { copyOf } from './found.js';
import { type NamedDay, byFirstChar } from './named-day-words.js';
import { type NamedDayRead, lastDayOff, readStretch, foundDay } from './named-day.js';

/** When a day with a name is: in a year, next, or last. */

/** 明年春节. Names late in the lunar year have two readings: 今年除夕 is in February or the coming one. */
export function resolveFestivalInYear(text: string, read: NamedDayRead, year: number, present: Present): Found {
  const bySolar = read.day.dates(year);
  const byLunar = read.day.lunarYearDate?.(year);
  if (byLunar !== undefined) {
    return foundDay(
      text,
      read,
      byLunar,
      present,
      bySolar.some((number) => number !== byLunar),
    );
  }
  const number = bySolar[0] ?? dayNumberOf(year, 1, 1);
  return foundDay(text, read, number, present, bySolar.length === 0);
}

/** 春节: the next one, today included; with a lean to the past the last one. */
export function resolveFestival(text: string, read: NamedDayRead, present: Present): Found {
  const years = [present.year - 1, present.year, present.year + 1, present.year + 2];
  const numbers = years.flatMap((year) => read.day.dates(year));
  const isPast = present.lean === 'past';
  const number = isPast ? numbers.filter((candidate) => candidate <= present.today).at(-1) : numbers.find((candidate) => candidate >= present.today);
  // 国庆期间 said on 3 October means the days running now.
  if (!isPast && read.day.isHoliday) {
    const running = numbers.filter((candidate) => candidate < present.today).at(-1);
    if (running !== undefined && lastDayOff(running, present) >= present.today) {
      const stretch = readStretch(text, read, running, present);
      if (stretch) return stretch;
      if (/^(?:之|以)?后/.test(text.slice(read.end, read.end + 2))) return foundDay(text, read, running, present, false);
    }
  }
  const found = copyOf(foundDay(text, read, number as number, present, false));
  found.fixed = undefined;
  return found;
}

/** The first public holiday that ends on or after a day: what 节后 and 节前 speak of. */
export function nextHoliday(present: Present): { from: number; to: number; name: string } {
  const names = ['元旦', '春节', '清明', '劳动节', '端午', '中秋', '国庆'];
  const starts: { number: number; name: string }[] = [];
  for (const name of names) {
    const day = byFirstChar.get(name.charCodeAt(0))?.find((candidate) => candidate.word === name) as NamedDay;
    for (const year of [present.year, present.year + 1]) {
      for (const number of day.dates(year)) starts.push({ number, name });
    }
  }
  starts.sort((a, b) => a.number - b.number);
  for (const { number, name } of starts) {
    let from = number;
    let to = number;
    while (number - from < 9 && !isWorkday(fromDayNumber(from - 1), present.calendar)) from--;
    while (to - number < 12 && !isWorkday(fromDayNumber(to + 1), present.calendar)) to++;
    if (to >= present.today) return { from, to, name };
  }
  throw new RangeError('no public holiday within two years');
}
