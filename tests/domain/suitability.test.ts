import { describe, expect, test } from 'vitest';
import { createCalendar } from '../../src/domain/calendar/index.js';
import { portfolioRisk, riskLevelOf, RISK_LEVELS, type RiskLevel } from '../../src/domain/product.js';
import { RISK_TOLERANCES, type RiskTolerance } from '../../src/domain/risk-assessment.js';
import { DEFAULT_RULES as rules } from '../../src/domain/rules.js';
import { checkSuitability, type SuitabilityClient, type SuitabilityFacts, type SuitabilityProduct } from '../../src/domain/suitability.js';

const calendar = createCalendar();
const now = new Date('2026-11-23T10:00:00+08:00');
const WAN = 1_000_000;

function assessed(level: RiskTolerance, on = '2026-03-11') {
  return { assessments: [{ level, assessedAt: new Date(`${on}T10:00:00+08:00`) }] };
}

function check(client: Partial<SuitabilityClient> = {}, product: Partial<SuitabilityProduct> = {}, more: Partial<SuitabilityFacts> = {}) {
  const facts: SuitabilityFacts = {
    client: { birthDate: '1980-01-01', hasCapacity: true, assessment: assessed('C3'), ...client },
    product: {
      code: 'SL180A',
      name: '示例180天',
      kind: 'bond',
      regime: 'nfra',
      riskLevel: 'R2',
      isPrivate: false,
      minFirstFen: 0,
      requiredLicences: [],
      onShelf: { from: '2026-01-01' },
      updatedOn: '2026-11-20',
      ...product,
    },
    amountFen: 10 * WAN,
    seller: { licences: [{ name: '基金从业', validUntil: '2026-11-23' }] },
    initiative: 'bank',
    ...more,
  };
  const result = checkSuitability(facts, calendar, rules, now);
  return { ...result, codes: result.reasons.map((one) => one.code) };
}

describe('the match table', () => {
  const pairs = RISK_TOLERANCES.flatMap((level) => RISK_LEVELS.map((risk) => [level, risk, Number(risk[1]) <= Number(level[1])] as const));
  test.each(pairs)('%s with %s under the financial regulator: %s', (level, riskLevel, fits) => {
    expect(check({ assessment: assessed(level) }, { riskLevel }).verdict).toBe(fits ? 'pass' : 'block');
    // No way round for the client who insists.
    expect(check({ assessment: assessed(level) }, { riskLevel }, { initiative: 'client' }).verdict).toBe(fits ? 'pass' : 'block');
  });

  test.each(pairs)('%s with %s under the securities regulator', (level, riskLevel, fits) => {
    const product = { riskLevel, regime: 'csrc' as const };
    expect(check({ assessment: assessed(level) }, product).verdict).toBe(fits ? 'pass' : 'block');
    const asked = check({ assessment: assessed(level) }, product, { initiative: 'client' });
    expect(asked.verdict).toBe(fits ? 'pass' : level === 'C1' ? 'block' : 'manual');
    if (asked.verdict === 'manual') expect(asked.duties).toContain('specialWarning');
  });

  test('the article is named', () => {
    expect(check({ assessment: assessed('C2') }, { riskLevel: 'R3' }).reasons[0]).toEqual({
      code: 'risk-exceeds',
      text: '理财产品风险等级高于客户承受等级，不能推介、不能销售',
      source: '《金融机构产品适当性管理办法》第十二条',
    });
  });
});

describe('capacity', () => {
  test.each<[string, string | undefined, Partial<SuitabilityClient>, RiskLevel, string]>([
    ['a child of 7', '2018-11-24', { guardianConsent: true }, 'R1', 'block'],
    ['8 with consent, R1', '2018-11-23', { guardianConsent: true }, 'R1', 'manual'],
    ['8 with consent, R2', '2018-11-23', { guardianConsent: true }, 'R2', 'block'],
    ['17 without consent', '2008-11-24', {}, 'R1', 'block'],
    ['18', '2008-11-23', {}, 'R1', 'pass'],
    ['18 without capacity', '2008-11-23', { hasCapacity: false }, 'R1', 'block'],
    ['unknown age', undefined, {}, 'R1', 'block'],
  ])('%s', (_name, birthDate, more, riskLevel, verdict) => expect(check({ birthDate, ...more }, { riskLevel }).verdict).toBe(verdict));
});

test('deposits pass, whatever else is wrong', () => {
  expect(
    check(
      { birthDate: undefined, hasCapacity: false, assessment: { assessments: [] } },
      { kind: 'deposit', riskLevel: undefined, updatedOn: '2020-01-01' },
    ),
  ).toMatchObject({ verdict: 'pass', duties: [] });
});

test.each<[string, Partial<SuitabilityClient>]>([
  ['missing', { assessment: { assessments: [] } }],
  ['expired', { assessment: assessed('C5', '2025-11-22') }],
  ['a change told', { assessment: { ...assessed('C5'), needsReassessment: true } }],
])('an assessment %s blocks', (_name, client) => {
  const result = check(client);
  expect(result.verdict).toBe('block');
  expect(result.codes).toContain('assessmentRequired');
});

test('an assessment on its last day serves', () => expect(check({ assessment: assessed('C3', '2025-11-23') }).verdict).toBe('pass'));

describe('means', () => {
  test.each([
    ['all of the liquid money', { liquidFen: 10 * WAN }, 'pass', false],
    ['a fen more than liquid', { liquidFen: 10 * WAN - 1 }, 'block', false],
    ['half of all known', { financialFen: 20 * WAN }, 'pass', false],
    ['more than half', { financialFen: 20 * WAN - 2 }, 'pass', true],
    ['nothing known', {}, 'pass', false],
  ])('%s', (_name, client, verdict, review) => {
    const result = check(client);
    expect(result.verdict).toBe(verdict);
    expect(result.duties.includes('supervisorReview')).toBe(review);
  });
});

describe('private products', () => {
  const product = { isPrivate: true, minFirstFen: 10 * WAN };
  test.each([
    ['proven', '2025-11-23', {}, 'pass'],
    ['proof older than a year', '2025-11-22', {}, 'block'],
    ['never proven', undefined, {}, 'block'],
    ['under the minimum', '2026-11-01', { amountFen: 10 * WAN - 1 }, 'block'],
  ])('%s', (_name, qualifiedProofOn, more, verdict) => {
    const result = check({ qualifiedProofOn }, product, more);
    expect(result.verdict).toBe(verdict);
    expect(result.duties).toEqual(expect.arrayContaining(['coolingOff24h', 'recipientBound']));
  });
});

describe('elders', () => {
  test.each([
    ['65 on the day, R4', '1961-11-23', 'R4', true],
    ['64, R4', '1961-11-24', 'R4', false],
    ['65, R3', '1961-11-23', 'R3', false],
    ['80, R5', '1946-01-01', 'R5', true],
  ] as const)('%s', (_name, birthDate, riskLevel, extra) => {
    const { duties, verdict } = check({ birthDate, assessment: assessed('C5') }, { riskLevel });
    expect(verdict).toBe('pass');
    for (const duty of ['elderExtraConfirm', 'extraTime', 'supervisorReview', 'callback5wd', 'largePrint'] as const)
      expect(duties.includes(duty)).toBe(extra);
  });
});

test.each<[string, Partial<SuitabilityProduct>, string]>([
  ['a licence valid to today', { requiredLicences: ['基金从业'] }, 'pass'],
  ['a licence the seller lacks', { requiredLicences: ['保险从业'] }, 'block'],
  ['on its last day on the shelf', { onShelf: { from: '2026-01-01', to: '2026-11-23' } }, 'pass'],
  ['off the shelf', { onShelf: { from: '2026-01-01', to: '2026-11-22' } }, 'block'],
  ['not yet on the shelf', { onShelf: { from: '2026-11-24' } }, 'block'],
  ['data of Friday on Monday', { updatedOn: '2026-11-20' }, 'pass'],
  ['data of Thursday on Monday', { updatedOn: '2026-11-19' }, 'block'],
  ['not rated', { riskLevel: undefined }, 'block'],
  ['not rated and nobody asks for it', { riskLevel: undefined, regime: 'none', kind: 'metal' }, 'pass'],
])('%s: %s', (_name, product, verdict) => expect(check({}, product).verdict).toBe(verdict));

test('an expired licence does not count', () => {
  expect(check({}, { requiredLicences: ['基金从业'] }, { seller: { licences: [{ name: '基金从业', validUntil: '2026-11-22' }] } }).verdict).toBe(
    'block',
  );
});

test('double recording by kind', () => {
  expect(check({}, { kind: 'wealth' }).duties).toEqual(['dualRecording']);
  expect(check({}, { kind: 'bond' }).duties).toEqual([]);
});

test('professional investors are served by hand', () => {
  expect(check({ isProfessional: true, birthDate: undefined, assessment: { assessments: [] } })).toMatchObject({ verdict: 'manual' });
});

test('every hindrance is told, the worst decides', () => {
  const result = check({ assessment: assessed('C1'), liquidFen: 1 }, { riskLevel: 'R3', requiredLicences: ['x'], updatedOn: '2026-01-01' });
  expect(result.verdict).toBe('block');
  expect(result.codes).toEqual(['risk-exceeds', 'means-liquid', 'seller-licence', 'product-stale']);
});
test('an insurance policy that does not fit is advised against', () => {
  const result = check({}, {}, { insurance: { hasUncertainBenefits: true, fitsNeed: false, payYears: 40 } });
  expect(result.verdict).toBe('manual');
  expect(result.duties).toEqual(['signedStatement', 'writtenConfirmation']);
});

test('the higher rating counts; a portfolio without one takes the highest of its parts', () => {
  expect(riskLevelOf({ issuerRisk: 'R3', sellerRisk: 'R2' })).toBe('R3');
  expect(riskLevelOf({ issuerRisk: 'R2', sellerRisk: 'R4' })).toBe('R4');
  expect(riskLevelOf({ sellerRisk: 'R1' })).toBe('R1');
  expect(riskLevelOf({})).toBeUndefined();
  expect(portfolioRisk('R2', ['R5'])).toBe('R2');
  expect(portfolioRisk(undefined, ['R1', 'R4', 'R2'])).toBe('R4');
  expect(portfolioRisk(undefined, ['R1', undefined])).toBeUndefined();
  expect(portfolioRisk(undefined, [])).toBeUndefined();
});
