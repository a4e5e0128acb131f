import { describe, expect, test } from 'vitest';
import { checkText, staleRules, TEXT_RULES, WARNINGS, warningsFor, type TextContext } from '../../../src/domain/text-rule/index.js';

const today = '2026-11-23';
const plain: TextContext = { purpose: 'service', products: [] };
const wealth: TextContext = { purpose: 'marketing', products: [{ kind: 'wealth' }] };

function ids(text: string, context = plain, day = today): string[] {
  return [...new Set(checkText(text, context, day).hits.map((hit) => `${hit.ruleId}${hit.severity === 'block' ? '' : hit.severity}`))];
}

describe('words that promise', () => {
  test.each<[string, string[]]>([
    ['这款保本', ['T01']],
    ['保本保息，稳赚', ['T01']],
    ['这款保 本', ['T01']],
    ['这款保\u200b本', ['T01']],
    ['零风险', ['T01']],
    ['０风险', ['T01']],
    ['没有风险', ['T01']],
    ['银行兜底', ['T01']],
    ['不会亏的', ['T01']],
    ['不仅保本还有分红', ['T01']],
    ['本产品不保本', []],
    ['非保本浮动收益', []],
    ['不承诺保本，也不保证收益', []],
    ['打破刚兑', []],
    ['没有任何产品是保本的', ['T01']],
    ['明天见', []],
  ])('%s: %j', (text, expected) => expect(ids(text)).toEqual(expected));
});

describe('other words', () => {
  test.each<[string, TextContext, string[]]>([
    ['这款低风险', plain, ['T02']],
    ['风险等级R1（低风险）', plain, ['T02review']],
    ['R2(中低风险)产品', plain, ['T02review']],
    ['门槛不高', plain, []],
    ['预期收益率4%', plain, ['T03']],
    ['预期年化4%', plain, ['T03']],
    ['业绩比较基准3.2%', plain, ['T04warn']],
    ['业绩比较基准3.2%，依据中债指数测算', plain, []],
    ['和存款一样', plain, ['T05']],
    ['跟定期差不多', plain, ['T05']],
    ['相当于定期', plain, ['T05']],
    ['不等同于存款', plain, []],
    ['理财不是存款，与存款不同', plain, []],
    ['您的存款下周到期', plain, []],
    ['同业第一', { purpose: 'marketing', products: [] }, ['T06']],
    ['收益最佳', { purpose: 'marketing', products: [] }, ['T06']],
    ['第一次来，第一时间告诉您', { purpose: 'marketing', products: [] }, []],
    ['您是我第一位客户，最佳搭档', { purpose: 'care', products: [] }, []],
    ['最后机会', plain, ['T07warn']],
    ['别错过', plain, ['T07warn']],
    ['监管部门批准，绝对放心', plain, ['T13']],
    ['经银保监会备案的，安全', plain, ['T13']],
    ['按监管要求，请先做测评', plain, []],
    ['打我电话13812345678', plain, ['T14']],
    ['卡号6222021234567896789', plain, ['T14']],
  ])('%s: %j', (text, context, expected) => expect(ids(text, context)).toEqual(expected));

  test('inducing words are forbidden from 30 September 2026 on', () => {
    expect(ids('高收益', plain, '2026-09-29')).toEqual([]);
    expect(ids('高收益', plain, '2026-09-30')).toEqual(['T02']);
  });
});

describe('what must stand there', () => {
  const good =
    '李阿姨，SL180A是理财产品，可能亏损本金，不是存款。风险等级R2，适合C2及以上的客户；管理费0.30%每年。理财非存款、产品有风险、投资须谨慎。';
  test.each<[string, string, TextContext, string[]]>([
    ['a complete wealth text', good, wealth, []],
    ['the warning written with commas', good.replace('理财非存款、产品有风险、投资须谨慎', '理财非存款，产品有风险，投资须谨慎'), wealth, []],
    ['without the warning', good.replace('理财非存款、产品有风险、投资须谨慎。', ''), wealth, ['T08']],
    ['without its level', good.replace('R2', '二级'), wealth, ['T10']],
    ['a bare name', '看看SL180A', wealth, ['T08', 'T10']],
    ['a deposit needs nothing', '看看大额存单', { purpose: 'marketing', products: [{ kind: 'deposit' }] }, []],
    ['past results alone', '成立以来收益12%', plain, ['T09']],
    ['past results of six months', '近6个月收益2.1%', plain, ['T09']],
    [
      'past results with all they need',
      '近6个月收益2.1%，业绩比较基准2.0%（依据中债指数），数据截至11月20日。过往业绩并不预示其未来表现。',
      plain,
      [],
    ],
    ['the warning alone is no result', '过往业绩并不预示其未来表现', plain, []],
    ['insurance', '这份保险R1，适合C1，费用见条款', { purpose: 'marketing', products: [{ kind: 'insurance' }] }, ['T12']],
    ['insurance in full', `这份保险R1，适合C1，费用见条款。${WARNINGS.W7}`, { purpose: 'marketing', products: [{ kind: 'insurance' }] }, []],
  ])('%s', (_name, text, context, expected) => expect(ids(text, context)).toEqual(expected));

  test.each<[string, Partial<TextContext>, boolean]>([
    ['to a qualified investor alone', { isQualifiedRecipient: true }, false],
    ['to anyone', {}, true],
    ['that can be passed on', { isQualifiedRecipient: true, isForwardable: true }, true],
  ])('a private product %s', (_name, more, blocked) => {
    const context: TextContext = { purpose: 'marketing', products: [{ kind: 'trust', isPrivate: true }], ...more };
    expect(ids('R4，适合C4，费用见合同', context)).toEqual(blocked ? ['T11'] : []);
  });
});

test('the sample of the trade', () => {
  const check = checkText('李阿姨，这款理财保本又好，错过就没有了', wealth, today);
  expect(check.verdict).toBe('block');
  expect(check.summary).toBe('这段不能发，改2处补1处');
  expect(check.hits.filter((hit) => hit.start !== undefined).map((hit) => [hit.ruleId, hit.word])).toEqual([
    ['T01', '保本'],
    ['T07', '错过'],
  ]);
  expect(check.hits[0]?.source).toBe('《金融机构产品适当性管理办法》第十三条');
});

test('what a machine finds clear is still confirmed by a person', () => {
  const check = checkText(
    '李阿姨，您有一笔理财产品11月30日 周一到期，款项按合同约定转回您的账户。后面怎么安排，方便时我给您讲讲，不着急。小陈',
    plain,
    today,
  );
  expect(check).toEqual({ verdict: 'clear', hits: [], summary: '未发现规则命中，仍需人工确认' });
});

test('offsets are those of the text as written', () => {
  const text = '这款 保 本 ，好';
  const [hit] = checkText(text, plain, today).hits;
  expect(text.slice(hit?.start, hit?.end)).toBe('保 本');
});

test('a number found is not repeated', () => expect(JSON.stringify(checkText('电话13812345678', plain, today))).not.toContain('13812345678'));

test('every rule has an id of its own, a law and a day it was looked up', () => {
  expect(TEXT_RULES.map((rule) => rule.id)).toEqual(Array.from({ length: 14 }, (_, index) => `T${String(index + 1).padStart(2, '0')}`));
  for (const rule of TEXT_RULES) expect(rule.source).toMatch(/^《.+》/);
  expect(staleRules('2027-04-30')).toEqual([]);
  expect(staleRules('2027-05-01')).toHaveLength(14);
});

test('a hundred thousand characters are read to the end', () => {
  const long = '监管不承诺近一年收益保本和存款'.repeat(7000);
  expect(checkText(`${long}稳赚`, wealth, today).hits.some((hit) => hit.word === '稳赚')).toBe(true);
});

test('warnings are added by kind', () => {
  const of = (facts: Parameters<typeof warningsFor>[0]) => warningsFor(facts).map((one) => one.id);
  expect(of({ context: wealth, showsBenchmark: true, showsSuitability: true })).toEqual(['W1', 'W3', 'W4', 'W9']);
  expect(of({ context: { purpose: 'service', products: [{ kind: 'fund' }], showsPastPerformance: true } })).toEqual(['W2']);
  expect(of({ context: { purpose: 'service', products: [{ kind: 'insurance' }] }, assessmentAging: true, mayLose: true, isAiDrafted: true })).toEqual(
    ['W5', 'W6', 'W7', 'W10'],
  );
  expect(of({ context: { purpose: 'service', products: [{ kind: 'privateFund' }] } })).toEqual(['W8']);
  expect(of({ context: plain })).toEqual([]);
  expect(warningsFor({ context: plain, showsBenchmark: true, benchmarkBasis: '参考中债指数测算' })[0]?.text).toBe(
    '业绩比较基准不是收益承诺，参考中债指数测算',
  );
});
