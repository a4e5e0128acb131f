import { expect, test } from 'vitest';
import { correctedDay } from '../../src/domain/corrected-day.js';

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
  // Nothing goes into the past.
  ['周一', '2026-11-30', '2026-11-25', '2026-11-30'],
])('「%s」 read as %s for %s means %s', (said, read, before, meant) => {
  expect(correctedDay(said, read, before, MONDAY)).toBe(meant);
});
