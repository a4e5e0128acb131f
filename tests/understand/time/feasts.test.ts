import { describe, expect, test } from 'vitest';
import { fromDayNumber } from '../../../src/domain/calendar/index.js';
import { earthHour, easter, hebrewYear, islamicDays, orthodoxEaster } from '../../../src/understand/time/faith-calendars.js';
import { spansOf, table } from './table.js';

describe('calendars of other faiths', () => {
  test.each([
    [1999, '1999-04-04', '1999-04-11'],
    [2000, '2000-04-23', '2000-04-30'],
    [2008, '2008-03-23', '2008-04-27'],
    [2016, '2016-03-27', '2016-05-01'],
    [2017, '2017-04-16', '2017-04-16'],
    [2026, '2026-04-05', '2026-04-12'],
    [2027, '2027-03-28', '2027-05-02'],
    [2038, '2038-04-25', '2038-04-25'],
  ])('Easter of %i is %s in the west and %s in the east', (year, west, east) => {
    expect(fromDayNumber(easter(year))).toBe(west);
    expect(fromDayNumber(orthodoxEaster(year))).toBe(east);
  });

  test.each([
    // Rosh Hashanah, first day of Hanukkah, Passover, Tu BiShvat
    [2013, '2013-09-05', '2013-11-28', '2013-03-26', '2013-01-26'],
    [2016, '2016-10-03', '2016-12-25', '2016-04-23', '2016-01-25'],
    [2024, '2024-10-03', '2024-12-26', '2024-04-23', '2024-01-25'],
    [2026, '2026-09-12', '2026-12-05', '2026-04-02', '2026-02-02'],
  ])('the Hebrew year in %i', (year, newYear, hanukkah, passover, trees) => {
    const hebrew = hebrewYear(year);
    expect(fromDayNumber(hebrew.tishri)).toBe(newYear);
    expect(fromDayNumber(hebrew.hanukkah)).toBe(hanukkah);
    expect(fromDayNumber(hebrew.nisan + 14)).toBe(passover);
    expect(fromDayNumber(hebrew.trees)).toBe(trees);
  });

  test.each([
    [2024, 10, 1, ['2024-04-10']],
    [2026, 10, 1, ['2026-03-20']],
    [2026, 12, 10, ['2026-05-27']],
    [2013, 1, 10, ['2013-11-13']],
    // Ramadan begins twice in 2030.
    [2030, 9, 1, ['2030-01-05', '2030-12-26']],
  ])('of the Hijri calendar in %i, month %i, day %i', (year, month, day, dates) => {
    expect(islamicDays(year, month, day).map(fromDayNumber)).toEqual(dates);
  });

  test('Easter is a Sunday and the Hebrew new year never a Sunday, Wednesday or Friday', () => {
    for (let year = 1900; year < 2200; year++) {
      const weekday = (number: number): number => new Date(number * 86_400_000).getUTCDay();
      expect(weekday(easter(year))).toBe(0);
      expect(weekday(orthodoxEaster(year))).toBe(0);
      expect(orthodoxEaster(year)).toBeGreaterThanOrEqual(easter(year));
      expect([0, 3, 5]).not.toContain(weekday(hebrewYear(year).tishri));
    }
  });

  test.each([
    [2024, '2024-03-23'],
    [2025, '2025-03-29'],
    [2016, '2016-03-19'],
  ])('Earth hour of %i', (year, date) => {
    expect(fromDayNumber(earthHour(year))).toBe(date);
  });
});

table(
  'feasts of other faiths',
  '2026-11-23T08:39',
  `
复活节 = 2027-03-28
復活節 = 2027-03-28
明年复活节 = 2027-03-28
2029年耶稣受难日 = 2029-03-30
复活节前夜 = 2027-03-27
复活节后第一个工作日 = 2027-03-29
复活节假期 = 2027-03-28
圣灰星期三 = 2027-02-10
圣灵降临节 = 2027-05-16
东正教复活节 = 2027-05-02
東正教聖週五 = 2027-04-30
2028年复活节星期一 = 2028-04-17
开斋节 = 2027-03-09
2026年开斋节 = 2026-03-20
古尔邦节前三天 = 2027-05-13
2027年斋月 = 2027-02-08 ..2027-03-09
犹太新年 = 2027-10-01 ..2027-10-03
2026年光明节 = 2026-12-04 ..2026-12-12
卫塞节 = 2027-05-20
`,
);

table(
  'days of remembrance',
  '2026-11-23T08:39',
  `
国家公祭日 = 2026-12-13
宪法日 = 2026-12-04
澳門回歸紀念日 = 2026-12-20
明年护士节 = 2027-05-12
世界读书日 = 2027-04-23
龙抬头 = 2027-03-09
寒衣节 = 2027-10-29
丰收节 = 2027-09-23
寒食节 = 2027-04-04
2027年黑色星期五 = 2027-11-26
520那天 =
双十二那天 = 2026-12-12
520万 =
双十二折扣 =
印度丰收节 = 2027-01-15
美国丰收节 =
`,
);

table(
  'days told by the feast beside them',
  '2026-11-23T08:39',
  `
中秋前夜 = 2027-09-14
中秋节次日 = 2027-09-16
春节第三天 = 2027-02-08
国庆节的第二天 = 2027-10-02
圣诞节翌日 = 2026-12-26
元旦第二天上午十点 = 2027-01-02 10:00
`,
);

test('what is announced by those who keep it is shown for confirmation', () => {
  expect(spansOf('开斋节', '2026-11-23T08:39')[0]).toMatchObject({ guessed: true });
  expect(spansOf('赎罪日', '2026-11-23T08:39')[0]).toMatchObject({ guessed: true });
  expect(spansOf('复活节', '2026-11-23T08:39')[0]?.guessed).toBeUndefined();
});
