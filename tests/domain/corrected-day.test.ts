import { expect, test } from 'vitest';
import { correctedDay, correctedPast } from '../../src/domain/corrected-day.js';

const MONDAY = '2026-11-23';

test.each([
  // said, read by itself, corrected day, meant
  ['不对，是周四', '2026-11-26', '2026-12-02', '2026-12-03'],
  ['不是周三是星期五', '2026-11-27', '2026-12-02', '2026-12-04'],
  ['周日', '2026-11-29', '2026-12-02', '2026-12-06'],
  ['是礼拜天', '2026-11-29', '2026-12-02', '2026-12-06'],
  ['是下周四', '2026-12-03', '2026-12-09', '2026-12-03'],
  ['本周四', '2026-11-26', '2026-12-02', '2026-11-26'],
  ['26号', '2026-11-26', '2026-12-02', '2026-11-26'],
  ['周四', '2026-11-26', '2026-11-25', '2026-11-26'],
  // An hour is one of the day it was to be.
  ['下午三点', '2026-11-23', '2026-12-02', '2026-12-02'],
  ['不对，八点半', '2026-11-24', '2026-11-27', '2026-11-27'],
  ['半小时后', '2026-11-23', '2026-12-02', '2026-11-23'],
  ['明早八点', '2026-11-24', '2026-12-02', '2026-11-24'],
  // Nothing goes into the past.
  ['九点', '2026-11-24', '2026-11-23', '2026-11-24'],
  ['周一', '2026-11-30', '2026-11-25', '2026-11-30'],
])('「%s」 read as %s for %s means %s', (said, read, before, meant) => {
  expect(correctedDay(said, read, before, MONDAY)).toBe(meant);
});

test.each([
  // said, read by itself, when it was said to be, meant
  ['不对，是周五', '2026-11-27', '2026-11-22', '2026-11-20'],
  ['昨天', '2026-11-22', '2026-11-23', '2026-11-22'],
  ['下午三点', '2026-11-23', '2026-11-20', '2026-11-20'],
  ['下午三点', '2026-11-23', undefined, '2026-11-23'],
  ['12月4号', '2026-12-04', '2026-11-20', undefined],
  ['下周五', '2026-12-04', undefined, undefined],
])('「%s」 read as %s of what was on %s means %s', (said, read, before, meant) => {
  expect(correctedPast(said, read, before, MONDAY)).toBe(meant);
});
