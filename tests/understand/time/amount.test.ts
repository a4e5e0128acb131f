import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findAmountSpans } from '../../../src/understand/amount.js';
import { parseNumber } from '../../../src/understand/numbers.js';

describe('numbers', () => {
  test.each([
    ['0', 0],
    ['12', 12],
    ['1.5', 1.5],
    ['12,345.67', 12_345.67],
    ['1,234,567', 1_234_567],
    ['零', 0],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['二十五', 25],
    ['廿三', 23],
    ['一百', 100],
    ['一百零五', 105],
    ['一百二', 120],
    ['一百二十', 120],
    ['三千五', 3500],
    ['三千零五', 3005],
    ['两千零二十六', 2026],
    ['二零二六', 2026],
    ['一万', 10_000],
    ['三万五', 35_000],
    ['十万零五百', 100_500],
    ['一百二十万', 1_200_000],
    ['一千二百三十四万五千六百七十八', 12_345_678],
    ['一亿', 100_000_000],
    ['一亿二千万', 120_000_000],
    ['1.2亿', 120_000_000],
    ['三万亿', 3_000_000_000_000],
    ['50万', 500_000],
    ['二点五', 2.5],
    ['三点一四', 3.14],
    ['壹佰贰拾', 120],
    ['伍仟', 5000],
    ['2个亿', 200_000_000],
  ])('%s is %d', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  test.each(['', '一二三十', '十十', '百千', '万', 'abc', '1.2.3', '三万五亿万'])('%s is no number', (text) => {
    expect(parseNumber(text)).toBeUndefined();
  });

  test('what is written in Chinese is read back', () => {
    const digits = '零一二三四五六七八九';
    const write = (n: number): string => {
      if (n >= 10_000) {
        const rest = n % 10_000;
        const tail = rest === 0 ? '' : (rest < 1000 ? '零' : '') + write(rest);
        return `${write(Math.floor(n / 10_000))}万${tail}`;
      }
      let text = '';
      let gap = false;
      for (const [size, unit] of [
        [1000, '千'],
        [100, '百'],
        [10, '十'],
        [1, ''],
      ] as const) {
        const digit = Math.floor(n / size) % 10;
        if (digit === 0) gap = text !== '';
        else {
          if (gap) text += '零';
          text += (digits[digit] as string) + unit;
          gap = false;
        }
      }
      return text || '零';
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (n) => {
        expect(parseNumber(write(n))).toBe(n);
        expect(parseNumber(n.toLocaleString('en-US'))).toBe(n);
      }),
    );
  });
});

describe('amounts', () => {
  test.each([
    ['50万', 50_000_000],
    ['一百二十万', 120_000_000],
    ['1.2亿', 12_000_000_000],
    ['3000元', 300_000],
    ['五千块', 500_000],
    ['20w', 20_000_000],
    ['20W', 20_000_000],
    ['2个亿', 20_000_000_000],
    ['12,345.67元', 1_234_567],
    ['￥1,200.50', 120_050],
    ['¥300', 30_000],
    ['三万五', 3_500_000],
    ['50萬', 50_000_000],
    ['５０万', 50_000_000],
    ['半个亿', 5_000_000_000],
    ['五元三角二分', 532],
    ['100块钱', 10_000],
    ['186.40万', 186_400_000],
    ['二十万元', 20_000_000],
    ['0.5万', 500_000],
    ['一个亿', 10_000_000_000],
  ])('%s is %d fen', (text, fen) => {
    expect(findAmountSpans(text)).toMatchObject([{ kind: 'amount', text, value: { fen } }]);
    expect(findAmountSpans(text)[0]).not.toHaveProperty('guessed');
  });

  test.each([
    ['10-20万', 10_000_000, 20_000_000],
    ['10万到20万', 10_000_000, 20_000_000],
    ['十到二十万', 10_000_000, 20_000_000],
    ['10–20万', 10_000_000, 20_000_000],
    ['50万-1亿', 50_000_000, 10_000_000_000],
    ['3000到5000元', 300_000, 500_000],
  ])('%s is a range', (text, fen, maxFen) => {
    expect(findAmountSpans(text)).toMatchObject([{ value: { fen, maxFen } }]);
  });

  test.each([
    ['三十来万', 30_000_000],
    ['20多万', 20_000_000],
    ['二十多万', 20_000_000],
    ['50万左右', 50_000_000],
    ['一万多', 1_000_000],
  ])('%s is guessed', (text, fen) => {
    expect(findAmountSpans(text)).toMatchObject([{ text, guessed: true, value: { fen } }]);
  });

  test('foreign money is told apart', () => {
    expect(findAmountSpans('换5万美元')).toMatchObject([{ currency: 'USD', guessed: true, value: { fen: 5_000_000 } }]);
  });

  test('amounts inside a sentence', () => {
    const text = '王总想买50万理财，另外转3000元到活期';
    expect(findAmountSpans(text).map((span) => [span.text, text.slice(span.start, span.end)])).toEqual([
      ['50万', '50万'],
      ['3000元', '3000元'],
    ]);
  });

  test.each([
    '万一出问题',
    '千万别忘了',
    '十万火急',
    '3万人',
    '20万股',
    '一万个理由',
    '客户编号20250018',
    '12月5日',
    '收益率12.5%',
    '13800138000',
    '三点半',
    '第3单元',
    '5号楼301',
    '百分之五',
    '万分感谢',
    '90天理财',
    'R3',
    '一点建议',
    '十分满意',
    '2026年',
    '100万户家庭',
    '三千年',
  ])('%s names no money', (text) => {
    expect(findAmountSpans(text)).toEqual([]);
  });

  test('hostile lengths stay linear', () => {
    for (const unit of ['1', '一', '万', '1,', '十', '亿', '1.', '¥', '半', '1万']) {
      const started = performance.now();
      findAmountSpans(unit.repeat(100_000 / unit.length));
      expect(performance.now() - started).toBeLessThan(1500);
    }
  });
});
