import type { RecurrenceRead } from './recurrence.js';
import { DAY_CODES } from './recurrence-date.js';
import { englishWeekdayAt } from './time/english-day.js';

const EVERY = /^every (?:(other|\d{1,2}) )?(day|weekday|workday|working day|weekend|week|month|year)s?(?![a-z])/i;
const EVERY_NAMED = /^every (?:(other) )?(?=[a-z]{3})/i;
const PLAIN: Readonly<Record<string, string>> = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' };

/** every Monday at 9am, every weekday, every other day, every 2 weeks. */
export function readEnglishEvery(text: string, start: number): RecurrenceRead | undefined {
  if (/[A-Za-z0-9]/.test(text[start - 1] ?? '')) return undefined;
  const words = text.slice(start, start + 24);
  const match = EVERY.exec(words);
  if (match) return everyUnit(text, start + match[0].length, (match[2] as string).toLowerCase(), intervalOf(match[1]));
  const named = EVERY_NAMED.exec(words);
  const day = named ? englishWeekdayAt(text, start + named[0].length) : undefined;
  if (!named || !day) return undefined;
  return {
    end: skipAt(text, day.end),
    rule: `FREQ=WEEKLY${intervalOf(named[1])};BYDAY=${DAY_CODES[day.weekday - 1] as string}`,
    reason: '每周固定的日子',
  };
}

function everyUnit(text: string, start: number, unit: string, interval: string): RecurrenceRead | undefined {
  const end = skipAt(text, start);
  if (unit === 'weekend') return { end, rule: `FREQ=WEEKLY${interval};BYDAY=SA,SU`, reason: '周末是周六和周日' };
  const plain = PLAIN[unit];
  if (plain) return { end, rule: `FREQ=${plain}${interval}`, reason: '按间隔重复' };
  return interval === '' ? { end, rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', reason: '每个工作日', workdays: true } : undefined;
}

function intervalOf(said: string | undefined): string {
  if (said === undefined) return '';
  const count = said.toLowerCase() === 'other' ? 2 : Number(said);
  return count > 1 ? `;INTERVAL=${count}` : '';
}

/** " at " in front of an hour belongs to the repetition. */
function skipAt(text: string, end: number): number {
  return /^ at \d/i.test(text.slice(end, end + 5)) ? end + 3 : end;
}
