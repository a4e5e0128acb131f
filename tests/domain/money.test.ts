import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fenFromYuan,
  formatAssetBand,
  formatFen,
  formatGain,
  formatPercent,
  formatPercentChange,
  formatSignedFen,
  formatSignedPercent,
  ratio,
} from '../../src/domain/money.js';

describe('formatFen', () => {
  test.each([
    [0, '0.00元'],
    [1, '0.01元'],
    [99, '0.99元'],
    [123_456, '1,234.56元'],
    [999_999, '9,999.99元'],
    [1_000_000, '1.00万'],
    [1_004_999, '1.00万'],
    [1_005_000, '1.01万'],
    [56_780_000, '56.78万'],
    [186_400_000, '186.40万'],
    [9_999_994_999, '9999.99万'],
    [10_000_000_000, '1.00亿'],
    [12_349_999_999, '1.23亿'],
    [12_350_000_000, '1.24亿'],
    [-320_000, '-3,200.00元'],
    [-1_005_000, '-1.01万'],
    [123_456_789_012_345, '12345.68亿'],
  ])('%d fen reads %s', (fen, text) => expect(formatFen(fen)).toBe(text));

  test.each([[null], [undefined], [Number.NaN], [1.5], [Infinity]])('%s is unknown', (fen) => expect(formatFen(fen)).toBe('—'));

  test('never differs from the exact amount by more than half of the last digit shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 15 }), (fen) => {
        const match = /^([\d,]+)\.(\d\d)([亿万元])$/.exec(formatFen(fen));
        if (!match) return false;
        const unit = BigInt({ 亿: 10_000_000_000, 万: 1_000_000, 元: 100 }[match[3] as '亿' | '万' | '元']);
        const shown = BigInt((match[1] as string).replaceAll(',', '') + (match[2] as string)) * unit;
        const twice = (shown - BigInt(fen) * 100n) * 2n;
        return twice <= unit && twice > -unit;
      }),
    );
  });
});

test.each([
  [1_250_000, '+1.25万'],
  [-320_000, '-3,200.00元'],
  [0, '0.00元'],
  [null, '—'],
])('a change of %s fen reads %s', (fen, text) => expect(formatSignedFen(fen)).toBe(text));

test.each([
  [1_250_000, 0.0231, '浮盈+1.25万（+2.31%）'],
  [-320_000, -0.0064, '浮亏-3,200.00元（-0.64%）'],
  [0, 0, '持平0.00元（0.00%）'],
  [100, null, '浮盈+1.00元（—）'],
  [null, 0.1, '—'],
])('a gain of %s fen, rate %s reads %s', (fen, rate, text) => expect(formatGain(fen, rate)).toBe(text));

test.each([
  [0.875, '87.50%'],
  [0.0325, '3.25%'],
  [0.01005, '1.01%'],
  [0.010049, '1.00%'],
  [0.1305, '13.05%'],
  [-0.0064, '-0.64%'],
  [-0.00001, '0.00%'],
  [0, '0.00%'],
  [null, '—'],
  [Number.NaN, '—'],
])('rate %s reads %s', (rate, text) => expect(formatPercent(rate)).toBe(text));

test('a rate with its sign', () => {
  expect(formatSignedPercent(0.0231)).toBe('+2.31%');
  expect(formatSignedPercent(-0.0231)).toBe('-2.31%');
  expect(formatSignedPercent(0.000001)).toBe('0.00%');
});

test.each([
  [0.0625, '升6.25个百分点'],
  [-0.005, '降0.50个百分点'],
  [0, '持平'],
  [null, '—'],
])('a difference of %s reads %s', (difference, text) => expect(formatPercentChange(difference)).toBe(text));

describe('formatAssetBand', () => {
  const bounds = [0, 5_000_000, 50_000_000, 300_000_000];
  test.each([
    [0, '不足5万'],
    [4_999_999, '不足5万'],
    [5_000_000, '5万–50万'],
    [49_999_999, '5万–50万'],
    [50_000_000, '50万–300万'],
    [299_999_999, '50万–300万'],
    [300_000_000, '300万以上'],
    [null, '—'],
  ])('%s fen lies in %s', (fen, text) => expect(formatAssetBand(fen, bounds)).toBe(text));

  test('bounds that are not round keep their digits', () => {
    expect(formatAssetBand(1, [12_500_000, 15_000_000_000])).toBe('不足12.5万');
    expect(formatAssetBand(15_000_000_000, [12_500_000, 15_000_000_000])).toBe('1.5亿以上');
  });
});

describe('fenFromYuan', () => {
  test.each([
    ['0', 0],
    ['1', 100],
    ['1,234.56', 123_456],
    [' 50000.5 ', 5_000_050],
    ['0.29', 29],
    [0.29, 29],
    [500_000, 50_000_000],
    ['-3.20', -320],
    ['1.100', 110],
  ])('%s 元', (yuan, fen) => expect(fenFromYuan(yuan)).toBe(fen));

  test.each([['1.234'], ['abc'], [''], ['1e3'], ['12345678901234'], [Number.NaN], ['１']])('%s is no amount', (yuan) =>
    expect(fenFromYuan(yuan)).toBeUndefined(),
  );

  test('reads back every amount below 1万 exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), (fen) => {
        expect(fenFromYuan(formatFen(fen).replace('元', ''))).toBe(fen);
      }),
    );
  });
});

test('a ratio without a denominator is null', () => {
  expect(ratio(1, 0)).toBeNull();
  expect(ratio(1, 4)).toBe(0.25);
});
