import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { barPicture, cellAmount, monthPicture, pictureReply } from '../../src/bot/picture.js';
import { projectRoot } from '../../src/config.js';
import { BRIEFING_KINDS } from '../../src/domain/briefing.js';
import { addDays } from '../../src/domain/calendar/index.js';

const fonts = new Set(readFileSync(path.join(projectRoot, 'templates/page/font/characters.txt'), 'utf8'));
const words = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1] as string);
const numbers = (svg: string, name: string): number[] => [...svg.matchAll(new RegExp(` ${name}="([\\d.]+)"`, 'g'))].map((match) => Number(match[1]));

test.each([
  [0, '0.1'],
  [50_000, '0.1'],
  [500_000, '0.5'],
  [8_640_000, '8.6'],
  [99_940_000, '99.9'],
  [99_960_000, '100'],
  [186_400_000, '186'],
  [9_999_000_000, '9999'],
  [12_000_000_000, '1.2亿'],
  [123_000_000_000, '12亿'],
])('%d fen in a cell is %s', (fen, shown) => {
  expect(cellAmount(fen)).toBe(shown);
  expect([...shown].length).toBeLessThanOrEqual(5);
});

describe('the sheet of a month', () => {
  const days = [
    { on: '2026-11-25', fen: 50_000_000 },
    { on: '2026-11-30', fen: 250_000_000 },
  ];
  const sheet = monthPicture('11月到期 300.00万', '2026-11-23', '2026-12-31', days, '2026-11-23') as string;

  test('shows every day once under its weekday, today marked, the first of a month by its month', () => {
    const shown = words(sheet);
    expect(shown.slice(2, 9)).toEqual(['一', '二', '三', '四', '五', '六', '日']);
    expect(shown).toEqual(expect.arrayContaining(['今天', '24', '30', '12月1', '31', '50.0', '250', '单位：万元']));
    expect(shown.filter((word) => word === '25')).toHaveLength(2);
    // Tuesday 24 stands in the second column.
    expect(sheet).toMatch(/x="254\.7\d*" y="\d+"[^>]*>24</);
  });

  test('is darker where more falls due, and figures stay readable on it', () => {
    expect(sheet).toMatch(/#0F2F55[^]*fill="#FFFFFF" text-anchor="middle">250</);
    expect(sheet).toMatch(/fill="#B7D0EC"[^]*fill="#1A1D21" text-anchor="middle">50\.0</);
  });

  test('is 1125 px wide with figures of at least 45 px on white, and nothing red or green', () => {
    expect(sheet).toMatch(/^<svg [^>]*width="1125"/);
    expect(Math.min(...numbers(sheet, 'font-size'))).toBeGreaterThanOrEqual(45);
    expect(sheet).not.toMatch(/#C4161C|#0B7A3E/i);
  });

  test('is not drawn for more than six weeks', () => {
    expect(monthPicture('t', '2026-11-01', '2027-01-31', days, '2026-11-23')).toBeUndefined();
    const august = monthPicture('t', '2026-08-01', '2026-08-31', days, '2026-11-23') as string;
    // A title, a unit, seven weekdays, and every day of it.
    expect(words(august)).toHaveLength(2 + 7 + 31);
    expect(words(august).at(-1)).toBe('31');
  });
});

describe('bars', () => {
  const bars = [
    { label: '周一 今天', count: 12, figure: '12件', own: true },
    { label: '周二 24日', count: 3, figure: '3件' },
    { label: '周三 25日', count: 0, figure: '没有' },
  ];

  test('begin at nought, keep their proportion and stay inside', () => {
    const drawn = barPicture('本周每天的事', bars) as string;
    const [, first = 0, second = 0, none = -1] = numbers(drawn, 'width').slice(1);
    expect(first / second).toBeCloseTo(4, 1);
    expect(none).toBe(0);
    for (const match of drawn.matchAll(/<text x="([\d.]+)"[^>]*>(\d+件)</g)) expect(Number(match[1]) + 45 * 0.6 * 3).toBeLessThanOrEqual(1125);
  });

  test('are at most eight and never none', () => {
    expect(barPicture('t', [])).toBeUndefined();
    expect(
      barPicture(
        't',
        Array.from({ length: 9 }, () => bars[0]!),
      ),
    ).toBeUndefined();
    expect(
      words(
        barPicture(
          't',
          Array.from({ length: 8 }, () => bars[0]!),
        ) as string,
      ).filter((word) => word === '12件'),
    ).toHaveLength(8);
  });

  test('nothing in a label becomes a tag', () => {
    expect(barPicture('<b>&"', [{ label: '<a>', count: 1, figure: '1件' }])).not.toMatch(/<a>|<b>/);
  });
});

test('the font that is shipped has every sign that is drawn', () => {
  const days = Array.from({ length: 31 }, (_none, i) => ({ on: addDays('2026-12-01', i), fen: 10 ** (i % 13) }));
  const titles = ['案件', '挽留', '推荐', '待办', '面谈', '生日', '到期', '联络', '测评', '临界', '建议书', '通报', '其他'];
  expect(titles.length).toBeGreaterThanOrEqual(BRIEFING_KINDS.length);
  const drawn = [
    monthPicture('12月到期 1.23亿', '2026-12-01', '2026-12-31', days, '2026-12-05'),
    ...titles.map((label) => barPicture('今天的事', [{ label, count: 1, figure: '1件' }])),
    ...[1, 2, 3, 4, 5, 6, 7].map((i) =>
      barPicture('本周每天的事', [{ label: `周${'一二三四五六日'[i - 1]} ${20 + i}日`, count: 0, figure: '没有' }]),
    ),
  ];
  const signs = new Set(drawn.flatMap((svg) => words(svg ?? '').flatMap((word) => [...word])));
  expect([...signs].filter((sign) => sign !== ' ' && !fonts.has(sign))).toEqual([]);
});

test('without a picture there is no line about one', () => {
  expect(pictureReply('最多', undefined)).toEqual([]);
  expect(pictureReply('最多', '<svg/>')).toEqual([{ kind: 'image', text: '最多', svg: '<svg/>' }]);
});
