import { describe, expect, test } from 'vitest';
import { createCalendar, dateAt, instantAt } from '../../src/domain/calendar/index.js';
import { nextReminderAt } from '../../src/domain/reminder-recurrence.js';

const calendar = createCalendar();

/** Each reminder counts from the one before it, as the job stores them. */
function days(recurrence: string, words: string, first: string): string[] {
  const found = [first];
  for (let dueAt = instantAt(first, '09:00'); found.length < 20;) {
    const next = nextReminderAt({ recurrence, dueAt, words }, dueAt, calendar);
    if (!next) return found;
    found.push(dateAt(next));
    dueAt = next;
  }
  return found;
}

describe('a repetition with a last day is over behind it', () => {
  test('three days in a row', () => {
    expect(days('FREQ=DAILY;UNTIL=20261126', '连续三天提醒我吃药', '2026-11-24')).toEqual(['2026-11-24', '2026-11-25', '2026-11-26']);
  });

  test('working days of the bank', () => {
    expect(days('FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261201', '每个工作日提醒我打卡，到12月1日为止', '2026-11-26')).toEqual([
      '2026-11-26',
      '2026-11-27',
      '2026-11-30',
      '2026-12-01',
    ]);
  });

  test('Fridays until the end of the year', () => {
    expect(days('FREQ=WEEKLY;BYDAY=FR;UNTIL=20261231', '到12月底之前每周五提醒我报数', '2026-12-11')).toEqual([
      '2026-12-11',
      '2026-12-18',
      '2026-12-25',
    ]);
  });
});
