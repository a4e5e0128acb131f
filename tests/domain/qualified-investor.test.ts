import { expect, test } from 'vitest';
import { isQualifiedInvestor, type QualifiedFacts } from '../../src/domain/qualified-investor.js';

const WAN = 1_000_000;

test.each<[string, QualifiedFacts, boolean, boolean]>([
  ['net 300 万', { investingYears: 2, householdNetFen: 300 * WAN }, true, false],
  ['net just under', { investingYears: 2, householdNetFen: 300 * WAN - 1 }, false, false],
  ['financial 500 万', { investingYears: 2, householdFinancialFen: 500 * WAN }, true, false],
  ['income 40 万', { investingYears: 2, yearlyIncomeFen: 40 * WAN }, true, false],
  ['income 50 万, one year', { investingYears: 1, yearlyIncomeFen: 50 * WAN }, false, true],
  ['own assets 300 万', { investingYears: 0, financialFen: 300 * WAN }, false, true],
  ['nothing', { investingYears: 10 }, false, false],
])('qualified: %s', (_name, facts, management, fund) => {
  expect(isQualifiedInvestor(facts, 'assetManagement')).toBe(management);
  expect(isQualifiedInvestor(facts, 'privateFund')).toBe(fund);
});
