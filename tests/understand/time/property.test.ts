import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  createCalendar,
  daysBetween,
  fromDayNumber,
  instantAt,
  isDate,
  mondayOf,
  partsOf,
  timeOfMinutes,
  toDayNumber,
  weekdayOf,
} from '../../../src/domain/calendar/index.js';
import { readRecurrence } from '../../../src/understand/recurrence.js';
import { nextRepetitionDay } from '../../../src/domain/reminder-recurrence.js';
import { findTimeSpans, type TimeValue } from '../../../src/understand/time/index.js';

const calendar = createCalendar();
const days = fc.integer({ min: toDayNumber('2026-01-01'), max: toDayNumber('2027-12-31') }).map(fromDayNumber);
const minutes = fc.integer({ min: 0, max: 1439 });

const DIGITS = '〇一二三四五六七八九';
function chinese(n: number): string {
  if (n < 10) return DIGITS[n] as string;
  const tens = Math.floor(n / 10);
  return `${tens === 1 ? '' : DIGITS[tens]}十${n % 10 === 0 ? '' : DIGITS[n % 10]}`;
}
const WEEK = '一二三四五六日';
const traditional = (text: string): string => text.replace(/周/g, '週').replace(/号/g, '號').replace(/后/g, '後').replace(/点/g, '點');
const wide = (text: string): string => text.replace(/[0-9:]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

/** Ways to write a day so that it has one reading, whatever today is. */
function fullForms(date: string): string[] {
  const { year, month, day } = partsOf(date);
  const yearDigits = [...String(year)].map((digit) => DIGITS[Number(digit)]).join('');
  const two = (n: number): string => String(n).padStart(2, '0');
  const forms = [
    date,
    `${year}/${month}/${day}`,
    `${year}.${month}.${day}`,
    `${year}${two(month)}${two(day)}`,
    `${year}年${month}月${day}日`,
    `${year}年${month}月${day}号`,
    `${year}年${two(month)}月${two(day)}日`,
    `${yearDigits}年${chinese(month)}月${chinese(day)}日`,
    `${yearDigits}年${chinese(month)}月${chinese(day)}号`,
    `${year} 年 ${month} 月 ${day} 日`,
    `${year % 100}年${month}月${day}号`,
    `${year}年${month}月${day}`,
    `公历${year}年${month}月${day}日`,
    `${date}（周${WEEK[weekdayOf(date) - 1]}）`,
    `${year}年${month}月${day}日 星期${WEEK[weekdayOf(date) - 1]}`,
  ];
  return [...forms, wide(forms[4] as string), traditional(forms[5] as string), wide(date), traditional(forms[8] as string), wide(forms[3] as string)];
}

/** Ways that depend on today; only those that apply. */
function relativeForms(date: string, today: string): string[] {
  const distance = daysBetween(today, date);
  const weeks = daysBetween(mondayOf(today), mondayOf(date)) / 7;
  const name = WEEK[weekdayOf(date) - 1] as string;
  const forms: string[] = [];
  const near: Record<number, string[]> = {
    0: ['今天', '今日'],
    1: ['明天', '明日'],
    2: ['后天'],
    3: ['大后天'],
    [-1]: ['昨天', '昨日'],
    [-2]: ['前天'],
    [-3]: ['大前天'],
  };
  forms.push(...(near[distance] ?? []));
  if (distance > 0 && distance < 100)
    forms.push(
      `${distance}天后`,
      `${chinese(distance)}天后`.replace('二天', '两天').replace('十两天', '十二天'),
      `再过${distance}天`,
      `${distance}天以后`,
    );
  if (distance < 0 && distance > -100) forms.push(`${-distance}天前`, `${-distance}天之前`);
  if (weeks === 0) forms.push(`本周${name}`, `这周${name}`, `这个星期${name}`);
  if (weeks === 1) forms.push(`下周${name}`, `下星期${name}`, `下个礼拜${name}`, `下周周${name}`);
  if (weeks === 2) forms.push(`下下周${name}`, `下下个星期${name}`);
  if (weeks === -1) forms.push(`上周${name}`, `上个星期${name}`);
  if (distance >= 0 && distance < 7) forms.push(`周${name}`, `星期${name}`, `礼拜${name}`);
  const months = (partsOf(date).year - partsOf(today).year) * 12 + partsOf(date).month - partsOf(today).month;
  const { day } = partsOf(date);
  if (months === 0) forms.push(`本月${day}号`, `这个月${day}日`);
  if (months === 1) forms.push(`下个月${day}号`, `下月${chinese(day)}号`);
  if (months === -1) forms.push(`上个月${day}号`);
  if (months === 0 && distance > 0) forms.push(`${day}号`, `${chinese(day)}号`, `${day}日`);
  return [...forms, ...forms.map(traditional)];
}

function only(text: string, now: Date): TimeValue {
  const spans = findTimeSpans(text, { now, calendar });
  expect(
    spans.map((span) => span.text),
    text,
  ).toEqual([text]);
  const [span] = spans;
  if (!span || span.kind === 'duration') throw new Error(`no day in ${text}`);
  return span.value;
}

describe('a day written down is read back', () => {
  test('in twenty ways with its year', () => {
    fc.assert(
      fc.property(days, days, minutes, (date, today, minute) => {
        const now = instantAt(today, timeOfMinutes(minute));
        const forms = fullForms(date);
        expect(forms.length).toBe(20);
        for (const form of forms) expect(only(form, now), form).toEqual({ date });
      }),
      { numRuns: 150 },
    );
  });

  test('from today', () => {
    const offsets = fc.integer({ min: -40, max: 60 });
    fc.assert(
      fc.property(days, offsets, minutes, (today, offset, minute) => {
        const date = addDays(today, offset);
        const now = instantAt(today, timeOfMinutes(minute));
        for (const form of relativeForms(date, today)) expect(only(form, now), form).toEqual({ date });
      }),
      { numRuns: 300 },
    );
  });

  test('with a time', () => {
    fc.assert(
      fc.property(days, minutes, (date, minute) => {
        const now = instantAt('2026-11-23', '08:39');
        const hour = Math.floor(minute / 60);
        const rest = minute % 60;
        const time = timeOfMinutes(minute);
        const { year, month, day } = partsOf(date);
        const said = `${year}年${month}月${day}日`;
        const forms = [`${said} ${time}`, `${said}${time}`, `${date} ${time}`, `${date} ${time}:30`];
        if (hour >= 13 || hour === 0) forms.push(`${said}${hour}点${rest}分`, `${said}${hour}时${rest}分`);
        if (hour >= 13 && hour < 18)
          forms.push(
            `${said}下午${hour - 12}点${rest}分`,
            `${said}下午${hour - 12}:${time.slice(3)}`,
            `${said}的下午${chinese(hour - 12)}点${rest === 0 ? '' : `${chinese(rest)}分`}`,
          );
        if (hour >= 18 && hour < 24) forms.push(`${said}晚上${hour - 12}点${rest}分`);
        if (hour >= 7 && hour < 12) forms.push(`${said}上午${hour}点${rest}分`, `${said}早上${hour}点${rest === 30 ? '半' : `${rest}分`}`);
        if (hour >= 1 && hour < 6) forms.push(`${said}凌晨${hour}点${rest}分`);
        for (const form of forms) {
          expect(only(form, now), form).toEqual({ date, time });
          expect(only(traditional(form), now), form).toEqual({ date, time });
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('whatever is typed', () => {
  const scraps = fc.constantFrom(
    ...'今明后昨前大上下本周星期礼拜一二三四五六七八九十两半几天日月年号点时分刻钟个工作节春秋国庆农历闰腊正初廿底末中旬季度每隔逢到至从前后内提差早晚午0123456789:-/.~ ，。说了的和或不是🙂\u200b'.split(
      '',
    ),
    '王总',
    '提醒我',
    '下午',
    '小时',
    '分钟',
    '工作日',
    '最后一个',
    '第',
    'pm',
    'Q3',
  );
  const texts = fc.array(scraps, { maxLength: 25 }).map((parts) => parts.join(''));

  test('spans are ordered, apart, true to the text, and their days exist', () => {
    fc.assert(
      fc.property(texts, days, minutes, fc.constantFrom(undefined, 'future' as const, 'past' as const), (text, today, minute, lean) => {
        let end = 0;
        for (const span of findTimeSpans(text, { now: instantAt(today, timeOfMinutes(minute)), calendar, lean })) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          expect(text.slice(span.start, span.end)).toBe(span.text);
          ({ end } = span);
          if (span.kind === 'duration') {
            expect(Number.isInteger(span.value.minutes)).toBe(true);
            continue;
          }
          const { date, endDate, time, endTime, vague } = span.value;
          if (date === undefined) expect(vague).toBe(true);
          else expect(isDate(date), text).toBe(true);
          if (endDate !== undefined) expect(isDate(endDate) && endDate > (date as string), text).toBe(true);
          for (const clock of [time, endTime]) if (clock !== undefined) expect(clock).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('hostile lengths stay linear', () => {
    const units = [
      '周',
      '1',
      '年',
      '下',
      '上',
      '大',
      '一',
      '十',
      '月',
      '第',
      '的',
      ' ',
      '每',
      '前',
      '1-',
      '1/',
      '1.',
      '1:',
      '三点',
      '十二月',
      '下周',
      '明天',
      '一个半',
      '2小时',
      '农历',
      '闰',
      '初',
      '节后',
      '最后一个',
      '提前3天',
      '过',
      '每周一',
      '到',
      '周三到',
      '今年',
      '12月5日至',
      '不是周三',
      '或',
      'a',
      '０',
      '半',
      '差五分',
      '春节前',
      '零',
    ];
    for (const unit of units) {
      const text = unit.repeat(Math.ceil(30_000 / unit.length));
      const started = performance.now();
      findTimeSpans(text, { now: instantAt('2026-11-23', '08:39'), calendar });
      // Generous for a busy machine: anything superlinear takes minutes at this length.
      expect(performance.now() - started, unit).toBeLessThan(10_000);
    }
    for (const unit of ['周', '1', '年', '下', '一']) {
      const started = performance.now();
      findTimeSpans(unit.repeat(100_000), { now: instantAt('2026-11-23', '08:39'), calendar });
      expect(performance.now() - started, unit).toBeLessThan(20_000);
    }
  }, 180_000);
});

describe('repetitions', () => {
  const present = { today: toDayNumber('2026-11-23'), year: 2026, month: 11, day: 23, weekday: 1, minute: 519, calendar, lean: undefined };
  const rule = (text: string): { recurrence: string; workdays?: boolean; lunar?: { month: number; day: number; leap: boolean } } => {
    const read = readRecurrence(text, 0, present);
    if (!read) throw new Error(text);
    return { recurrence: read.rule, workdays: read.workdays, lunar: read.lunar };
  };

  test.each([
    ['每天', '2026-11-23', '2026-11-23', ['2026-11-24', '2026-11-25']],
    ['隔天', '2026-11-23', '2026-11-23', ['2026-11-25', '2026-11-27']],
    ['每周一三五', '2026-11-23', '2026-11-23', ['2026-11-25', '2026-11-27', '2026-11-30']],
    ['每两周周三', '2026-11-25', '2026-11-25', ['2026-12-09', '2026-12-23']],
    ['每个工作日', '2026-09-18', '2026-09-18', ['2026-09-20', '2026-09-21']],
    ['每个工作日', '2026-09-30', '2026-09-30', ['2026-10-08', '2026-10-09', '2026-10-10', '2026-10-12']],
    ['每月15号', '2026-12-15', '2026-12-15', ['2027-01-15', '2027-02-15']],
    ['每月31号', '2026-12-31', '2026-12-31', ['2027-01-31', '2027-02-28', '2027-03-31']],
    ['每月30号', '2026-12-30', '2026-12-30', ['2027-01-30', '2027-02-28', '2027-03-30']],
    ['每月最后一个工作日', '2026-09-30', '2026-09-30', ['2026-10-30', '2026-11-30', '2026-12-31']],
    ['每月第一个周一', '2026-12-07', '2026-12-07', ['2027-01-04', '2027-02-01']],
    ['每季度末', '2026-12-31', '2026-12-31', ['2027-03-31', '2027-06-30']],
    ['每年12月5日', '2026-12-05', '2026-12-05', ['2027-12-05', '2028-12-05']],
    ['每年农历八月十五', '2026-09-25', '2026-09-25', ['2027-09-15', '2028-10-03']],
    ['每3个月', '2026-11-23', '2026-11-23', ['2027-02-23', '2027-05-23']],
    ['每年', '2024-02-29', '2024-02-29', ['2028-02-29']],
    ['每逢初一十五', '2026-11-23', '2026-11-23', ['2026-12-09', '2026-12-23']],
  ])('%s from %s', (text, date, after, expected) => {
    const repetition = { startOn: date, ...rule(text) };
    const found: string[] = [];
    let last = after;
    while (found.length < expected.length) {
      last = nextRepetitionDay(repetition, last, calendar) as string;
      found.push(last);
    }
    expect(found).toEqual(expected);
  });

  test('inside a day there is no next day', () => {
    expect(nextRepetitionDay({ startOn: '2026-11-23', recurrence: 'FREQ=HOURLY;INTERVAL=2' }, '2026-11-23', calendar)).toBeUndefined();
  });
});
