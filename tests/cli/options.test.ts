import { describe, expect, test } from 'vitest';
import { isoInShanghai, parseInstant, readPort } from '../../src/cli/options.js';

describe('instants as people type them', () => {
  test.each([
    ['2026-11-23T08:39:00+08:00', '2026-11-23T00:39:00.000Z'],
    ['2026-11-23T08:39', '2026-11-23T00:39:00.000Z'],
    ['2026-11-23 08:39:30', '2026-11-23T00:39:30.000Z'],
    ['2026-11-23T00:39:00Z', '2026-11-23T00:39:00.000Z'],
    ['2026-11-23T00:39:00.250Z', '2026-11-23T00:39:00.250Z'],
    ['2026-11-23', '2026-11-22T16:00:00.000Z'],
    ['2026-11-22T19:39:00-05:00', '2026-11-23T00:39:00.000Z'],
  ])('%s', (text, instant) => {
    expect(parseInstant(text)?.toISOString()).toBe(instant);
  });

  test.each(['', 'now', '2026-02-30', '2026-11-23T25:00', '2026-11-23T08:60', '23.11.2026', '1795000000', '2026-11-23T08:39+25:99'])(
    '%j is none',
    (text) => {
      expect(parseInstant(text)).toBeUndefined();
    },
  );

  test('are written with the offset of Shanghai', () => {
    expect(isoInShanghai(new Date('2026-11-22T16:00:05.900Z'))).toBe('2026-11-23T00:00:05+08:00');
  });
});

describe('ports', () => {
  test.each([
    ['0', 0],
    ['65535', 65_535],
  ])('%s', (text, port) => {
    expect(readPort(text)).toBe(port);
  });
  test.each(['-1', '65536', '80a', '', '1.5'])('%j is refused', (text) => {
    expect(() => readPort(text)).toThrow('0到65535');
  });
});
