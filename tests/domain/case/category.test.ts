import { expect, test } from 'vitest';
import { caseAmountFen, caseCategory } from '../../../src/domain/case/index.js';

test.each([
  ['买的时候说保本，现在亏了', 'sales'],
  ['理财经理误导我买了保险', 'sales'],
  ['没告诉我有风险', 'sales'],
  ['理财净值跌了一半', 'wealth'],
  ['赎回的钱三天没到账', 'fund'],
  ['定期到期利息少算了', 'deposit'],
  ['提前还贷排不上号', 'loan'],
  ['信用卡被盗刷了', 'card'],
  ['转账两天还没到', 'payment'],
  ['年费没说就扣了', 'fee'],
  ['柜员态度差', 'service'],
  ['排队等了两个小时', 'service'],
  ['我的手机号被泄露了', 'privacy'],
  ['我要找你们行长', undefined],
])('%s is about %s', (words, category) => {
  expect(caseCategory(words)).toBe(category);
});

const amounts = (words: string, ...found: [string, number][]) => found.map(([said, fen]) => ({ start: words.indexOf(said), fen }));

test.each([
  ['理财亏了20万', [['20万', 20_000_000]], 20_000_000],
  [
    '买了50万理财亏了20万，要求赔我三万',
    [
      ['50万', 50_000_000],
      ['20万', 20_000_000],
      ['三万', 3_000_000],
    ],
    3_000_000,
  ],
  [
    '50万的单子多扣了300元',
    [
      ['50万', 50_000_000],
      ['300元', 30_000],
    ],
    30_000,
  ],
  ['一万的存单', [['一万', 1_000_000]], 1_000_000],
  [
    '一万和两万都没到账',
    [
      ['一万', 1_000_000],
      ['两万', 2_000_000],
    ],
    undefined,
  ],
  ['柜员态度差', [], undefined],
] as [string, [string, number][], number | undefined][])('%s', (words, found, fen) => {
  expect(caseAmountFen(words, amounts(words, ...found))).toBe(fen);
});
