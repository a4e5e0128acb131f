import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText, cutBytes, cutChars, graphemes, oneLine } from '../../src/wecom/fit.js';

const anyText = fc.string({
  unit: fc.constantFrom('a', '中', '，', ' ', '\u{20BB7}', '👨‍👩‍👧', '🇨🇳', 'é', 'e\u0301', '\n', '\ud800', '\udc00'),
  maxLength: 80,
});

test.each([
  ['短', 5, '短'],
  ['正好五个字', 5, '正好五个字'],
  ['这里有六个字', 5, '这里有六…'],
  ['三个，逗号之后', 4, '三个…'],
  ['\u{20BB7}野家的客户', 4, '\u{20BB7}野…'],
  ['一家👨‍👩‍👧来', 4, '一家…'],
  ['🇨🇳🇨🇳', 5, '🇨🇳…'],
])('%j in %i characters is %j', (text, max, cut) => {
  expect(cutChars(text, max)).toBe(cut);
});

test.each([
  ['中文', 6, '中文'],
  ['中文字', 8, '中…'],
  ['ab👨‍👩‍👧', 10, 'ab…'],
])('%j in %i bytes is %j', (text, max, cut) => {
  expect(cutBytes(text, max)).toBe(cut);
});

describe('cutting', () => {
  test('never exceeds, never splits, never changes what fits', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 3, max: 60 }), (raw, max) => {
        const text = cleanText(raw);
        for (const [cut, size] of [
          [cutChars(text, max), (s: string) => s.length],
          [cutBytes(text, max), (s: string) => Buffer.byteLength(s)],
        ] as const) {
          expect(size(cut)).toBeLessThanOrEqual(max);
          if (size(text) <= max) expect(cut).toBe(text);
          else {
            const head = cut.slice(0, -1);
            expect(cut.endsWith('…')).toBe(true);
            const units = graphemes(text);
            expect(units.some((_unit, i) => units.slice(0, i).join('') === head)).toBe(true);
          }
        }
      }),
    );
  });
});

test('half a pair and control characters do not get through', () => {
  expect(cleanText('a\ud842b\udfb7c\u{20BB7}')).toBe('a\uFFFDb\uFFFDc\u{20BB7}');
  expect(cleanText('a\u0000b\u0007\r\nc\rd\te')).toBe('ab\nc\nd\te');
  fc.assert(
    fc.property(anyText, (text) => {
      expect(JSON.stringify(cleanText(text))).not.toMatch(/\\u/);
    }),
  );
});

test('a field has one line', () => {
  expect(oneLine(' 第一行 \n\n 第二行\r\n')).toBe('第一行 第二行');
});
