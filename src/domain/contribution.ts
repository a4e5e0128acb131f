import type { Rules } from './rules.js';

/** 综合贡献, three amounts of one client. Null = not known, counts as the lowest. */
export interface ContributionFacts {
  clientId: string;
  /** Investable assets known, own and stated elsewhere. */
  investableFen: number | null;
  /** Assets with us. */
  assetsFen: number | null;
  /** Income of the last 12 months. */
  incomeFen: number | null;
}

export type ContributionGrade = 'A' | 'B' | 'C' | 'D';

export interface Contribution {
  clientId: string;
  score: number;
  grade: ContributionGrade;
}

/**
 * Where each value stands among all, 0 (lowest) to 1 (highest): the share of the others that are lower, ties counting
 * half. A single value stands at 1, an unknown one at 0.
 */
export function percentiles(values: readonly (number | null)[]): number[] {
  const known = values.filter((value): value is number => value !== null).sort((a, b) => a - b);
  const others = values.length - 1;
  const unknown = values.length - known.length;
  const first = new Map<number, number>();
  const last = new Map<number, number>();
  known.forEach((value, index) => {
    if (!first.has(value)) first.set(value, index);
    last.set(value, index);
  });
  return values.map((value) => {
    if (value === null) return 0;
    if (others === 0) return 1;
    const lower = first.get(value) ?? 0;
    const equal = (last.get(value) ?? 0) - lower;
    return (unknown + lower + equal / 2) / others;
  });
}

/** Grades all clients of one branch against each other. */
export function contributions(clients: readonly ContributionFacts[], rules: Rules): Contribution[] {
  const { investable, assets, income, gradeA, gradeB, gradeC } = rules.contribution;
  const ofInvestable = percentiles(clients.map((client) => client.investableFen));
  const ofAssets = percentiles(clients.map((client) => client.assetsFen));
  const ofIncome = percentiles(clients.map((client) => client.incomeFen));
  return clients.map(({ clientId }, index) => {
    const raw = investable * (ofInvestable[index] ?? 0) + assets * (ofAssets[index] ?? 0) + income * (ofIncome[index] ?? 0);
    const score = Number(raw.toPrecision(12));
    return { clientId, score, grade: score >= gradeA ? 'A' : score >= gradeB ? 'B' : score >= gradeC ? 'C' : 'D' };
  });
}
