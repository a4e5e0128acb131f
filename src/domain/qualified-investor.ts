export type QualifiedRegime = 'assetManagement' | 'privateFund';

/** What a natural person proves; amounts in fen, absent = not proven. */
export interface QualifiedFacts {
  investingYears: number;
  householdNetFen?: number;
  householdFinancialFen?: number;
  financialFen?: number;
  /** Mean of the last three years. */
  yearlyIncomeFen?: number;
}

const WAN_FEN = 1_000_000;

/**
 * Bounds of law, not configurable. Private funds under the securities regulator keep their own, older test.
 * Sources: 《关于规范金融机构资产管理业务的指导意见》; 《私募投资基金监督管理暂行办法》.
 */
export const QUALIFIED_BOUNDS = {
  assetManagement: { investingYears: 2, householdNetFen: 300 * WAN_FEN, householdFinancialFen: 500 * WAN_FEN, yearlyIncomeFen: 40 * WAN_FEN },
  privateFund: { financialFen: 300 * WAN_FEN, yearlyIncomeFen: 50 * WAN_FEN },
} as const;

export function isQualifiedInvestor(facts: QualifiedFacts, regime: QualifiedRegime): boolean {
  const atLeast = (value: number | undefined, bound: number): boolean => value !== undefined && value >= bound;
  if (regime === 'privateFund') {
    const bounds = QUALIFIED_BOUNDS.privateFund;
    return atLeast(facts.financialFen, bounds.financialFen) || atLeast(facts.yearlyIncomeFen, bounds.yearlyIncomeFen);
  }
  const bounds = QUALIFIED_BOUNDS.assetManagement;
  return (
    facts.investingYears >= bounds.investingYears &&
    (atLeast(facts.householdNetFen, bounds.householdNetFen) ||
      atLeast(facts.householdFinancialFen, bounds.householdFinancialFen) ||
      atLeast(facts.yearlyIncomeFen, bounds.yearlyIncomeFen))
  );
}
