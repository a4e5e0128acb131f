import { expect, test } from 'vitest';
import { statementReasons, type InsurancePolicy } from '../../src/domain/insurance.js';

const WAN = 1_000_000;
const policy: InsurancePolicy = { hasUncertainBenefits: true, fitsNeed: true };
test.each<[string, Partial<InsurancePolicy>, number | undefined, string[]]>([
  ['single premium of four incomes', { singlePremiumFen: 80 * WAN, householdIncomeFen: 20 * WAN }, 40, []],
  ['a fen more', { singlePremiumFen: 80 * WAN + 1, householdIncomeFen: 20 * WAN }, 40, ['statement-single']],
  ['a fifth of the income a year', { yearlyPremiumFen: 4 * WAN, householdIncomeFen: 20 * WAN }, 40, []],
  ['a fen more a year', { yearlyPremiumFen: 4 * WAN + 1, householdIncomeFen: 20 * WAN }, 40, ['statement-yearly']],
  ['years and age make 74', { payYears: 10 }, 64, []],
  ['years and age make 75', { payYears: 10 }, 65, ['statement-age']],
  ['150 % of the budget', { yearlyPremiumFen: 15, premiumBudgetFen: 10 }, 40, ['statement-budget']],
  ['just under it', { yearlyPremiumFen: 149, premiumBudgetFen: 100 }, 40, []],
  ['certain benefits', { hasUncertainBenefits: false, payYears: 30 }, 65, []],
  ['nothing known', {}, undefined, []],
])('%s', (_name, more, age, codes) => expect(statementReasons({ ...policy, ...more }, age).map((one) => one.code)).toEqual(codes));
