import { describe, expect, test } from 'vitest';
import { createCalendar } from '../../../src/domain/calendar/index.js';
import { findTimeSpans, type TimeSpan } from '../../../src/understand/time/index.js';

const calendar = createCalendar();

/** date time ..endDate –endTime R:rule ?, as far as present; a duration is 'n分'. */
export function show(span: TimeSpan | undefined): string {
  if (!span) return '';
  if (span.kind === 'duration') return `${span.value.minutes}分`;
  const { date, time, endDate, endTime, recurrence, vague } = span.value;
  return [date ?? '—', time, endDate && `..${endDate}`, endTime && `–${endTime}`, recurrence && `R:${recurrence}`, vague && '?']
    .filter(Boolean)
    .join(' ');
}

/** `now` is 'YYYY-MM-DDTHH:mm' in China. */
export function spansOf(text: string, now: string, lean?: 'future' | 'past'): TimeSpan[] {
  return findTimeSpans(text, { now: new Date(`${now}:00+08:00`), calendar, lean });
}

/** One row a line: expression = meaning. Nothing behind the sign: no time in it. */
export function table(title: string, now: string, rows: string, lean?: 'future' | 'past'): void {
  const cases = rows
    .trim()
    .split('\n')
    .map((row) => row.split(' =').map((part) => part.trim()) as [string, string]);
  describe(`${title}, said at ${now}${lean ? `, of the ${lean}` : ''}`, () => {
    test.each(cases)('%s = %s', (text, expected) => {
      expect(
        spansOf(text, now, lean)
          .map((span) => show(span))
          .join(' | '),
      ).toBe(expected);
    });
  });
}
