import { expect, test } from 'vitest';
import fc from 'fast-check';
import { amountFen, birthday, day, instant, listOf, phone, text, whole, yesNo } from '../../src/import/cells.js';

const value = (read: { value: unknown } | { problem: string }) => ('value' in read ? read.value : 'problem');

test.each([
  ['2026-11-23', '2026-11-23'],
  ['2026/11/23', '2026-11-23'],
  ['2026/1/3', '2026-01-03'],
  ['20261123', '2026-11-23'],
  ['２０２６－１１－２３', '2026-11-23'],
  ['2026-11-23 00:00:00', '2026-11-23'],
  ['2026-02-29', 'problem'],
  ['2024-02-29', '2024-02-29'],
  ['26-11-23', 'problem'],
  ['2026-13-01', 'problem'],
  ['23/11/2026', 'problem'],
  ['2026-11-23 09:00', 'problem'],
  ['今天', 'problem'],
])('day %s', (cell, expected) => {
  expect(value(day(cell))).toBe(expected);
});

test.each([
  ['农历八月十五', { calendar: 'lunar', month: 8, day: 15, leap: false }],
  ['1958年农历八月十五', { calendar: 'lunar', year: 1958, month: 8, day: 15, leap: false }],
  ['农历1958年八月十五', { calendar: 'lunar', year: 1958, month: 8, day: 15, leap: false }],
  ['一九五八年农历八月十五', { calendar: 'lunar', year: 1958, month: 8, day: 15, leap: false }],
  ['农历正月初一', { calendar: 'lunar', month: 1, day: 1, leap: false }],
  ['农历腊月廿九', { calendar: 'lunar', month: 12, day: 29, leap: false }],
  ['农历冬月二十', { calendar: 'lunar', month: 11, day: 20, leap: false }],
  ['农历十二月三十', { calendar: 'lunar', month: 12, day: 30, leap: false }],
  ['农历十月初十', { calendar: 'lunar', month: 10, day: 10, leap: false }],
  ['阴历8月15日', { calendar: 'lunar', month: 8, day: 15, leap: false }],
  ['2025年农历闰六月初十', { calendar: 'lunar', year: 2025, month: 6, day: 10, leap: true }],
  ['农历闰四月初一', { calendar: 'lunar', month: 4, day: 1, leap: true }],
  ['1958-11-25', { calendar: 'solar', date: '1958-11-25' }],
  ['19581125', { calendar: 'solar', date: '1958-11-25' }],
  ['2026年农历闰六月初十', 'problem'],
  ['农历十三月初一', 'problem'],
  ['农历八月三十一', 'problem'],
  ['农历八月', 'problem'],
  ['八月十五', 'problem'],
  ['农历八月十五左右', 'problem'],
])('birthday %s', (cell, expected) => {
  expect(value(birthday(cell))).toEqual(expected);
});

test.each([
  ['1234.56', 123_456],
  ['1,234.5', 123_450],
  ['0', 0],
  ['-0.01', -1],
  ['￥12元', 1200],
  ['１２．３０', 1230],
  ['0.10', 10],
  ['9999999999999.99', 999_999_999_999_999],
  ['1.234', 'problem'],
  ['1e3', 'problem'],
  ['一百', 'problem'],
  ['', 'problem'],
  ['1.2.3', 'problem'],
  ['10000000000000', 'problem'],
])('amount %s', (cell, expected) => {
  expect(value(amountFen(cell))).toBe(expected);
});

test('every amount of whole fen is read exactly', () => {
  fc.assert(
    fc.property(fc.integer({ min: -(10 ** 14), max: 10 ** 14 }), (fen) => {
      const magnitude = String(Math.abs(fen)).padStart(3, '0');
      return value(amountFen(`${fen < 0 ? '-' : ''}${magnitude.slice(0, -2)}.${magnitude.slice(-2)}`)) === fen;
    }),
  );
});

test.each([
  ['2026-03-11 10:20', '2026-03-11T02:20:00Z'],
  ['2026/03/11 10:20:30', '2026-03-11T02:20:30Z'],
  ['20260311', '2026-03-10T16:00:00Z'],
  ['2026-03-11T10:20:00+08:00', '2026-03-11T02:20:00Z'],
])('instant %s', (cell, iso) => {
  expect(value(instant(cell))).toBe(Date.parse(iso));
});
test.each(['2026-03-11 25:00', '2026-03-11 10:61', '10:20', '昨天 10:00'])('instant %s is none', (cell) => {
  expect(value(instant(cell))).toBe('problem');
});

test('yes and no, whole numbers, lists, phones', () => {
  expect([yesNo('是'), yesNo('否'), yesNo('Y'), yesNo('false'), yesNo('也许')].map(value)).toEqual([1, 0, 1, 0, 'problem']);
  expect([whole(0, 60)('12'), whole(0, 60)('0'), whole(0, 60)('61'), whole(0, 60)('1.5'), whole(0, 60)('2.0')].map(value)).toEqual([
    12,
    0,
    'problem',
    'problem',
    2,
  ]);
  expect(value(listOf(text(3))('一；二; 一 ;'))).toEqual(['一', '二']);
  expect(value(listOf(text(1))('一；二三'))).toBe('problem');
  expect(
    [phone('138 0000-1234'), phone('+86 13800001234'), phone('0512-66667777'), phone('123'), phone('abc')].map((read) => 'value' in read),
  ).toEqual([true, true, true, false, false]);
});
