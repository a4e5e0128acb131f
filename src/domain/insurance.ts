import { LAW, reason, type Reason } from './reason.js';

/** Yearly and single premiums in fen; absent = does not apply or not known. */
export interface InsurancePolicy {
  /** 分红, 万能, 投连, 变额. */
  hasUncertainBenefits: boolean;
  singlePremiumFen?: number;
  yearlyPremiumFen?: number;
  payYears?: number;
  householdIncomeFen?: number;
  premiumBudgetFen?: number;
  /** False when need and policy do not fit. */
  fitsNeed: boolean;
}

/** Why a policy with uncertain benefits needs the client's signed statement; empty = it does not. */
export function statementReasons(policy: InsurancePolicy, age: number | undefined): Reason[] {
  if (!policy.hasUncertainBenefits) return [];
  const { singlePremiumFen, yearlyPremiumFen, payYears, householdIncomeFen, premiumBudgetFen } = policy;
  const source = `${LAW.suitability}第三十九条`;
  const found: Reason[] = [];
  if (singlePremiumFen !== undefined && householdIncomeFen !== undefined && singlePremiumFen > 4 * householdIncomeFen) {
    found.push(reason('statement-single', '趸交保费超过家庭年收入的4倍', source));
  }
  // ×5 instead of 20 %: whole numbers compare exactly.
  if (yearlyPremiumFen !== undefined && householdIncomeFen !== undefined && yearlyPremiumFen * 5 > householdIncomeFen) {
    found.push(reason('statement-yearly', '年交保费超过家庭年收入的20%', source));
  }
  if (payYears !== undefined && age !== undefined && payYears + age >= 75) found.push(reason('statement-age', '交费年限与年龄之和达到75', source));
  const premium = singlePremiumFen ?? yearlyPremiumFen;
  if (premium !== undefined && premiumBudgetFen !== undefined && premium * 2 >= premiumBudgetFen * 3) {
    found.push(reason('statement-budget', '保费达到预算的150%', source));
  }
  return found;
}
