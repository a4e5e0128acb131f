/** Kinds of products (类别). Source: domain §13, design §9. */
export const PRODUCT_KINDS = ['deposit', 'wealth', 'fund', 'insurance', 'metal', 'bond', 'trust', 'structured', 'privateFund'] as const;
export type ProductKind = (typeof PRODUCT_KINDS)[number];

export const PRODUCT_KIND_TITLES: Readonly<Record<ProductKind, string>> = {
  deposit: '存款',
  wealth: '理财',
  fund: '基金',
  insurance: '保险',
  metal: '贵金属',
  bond: '债券',
  trust: '信托',
  structured: '结构性存款',
  privateFund: '私募',
};

/** As it is said to a client: 一笔理财产品, 一笔存款. */
export function kindWords(kind: ProductKind): string {
  const title = PRODUCT_KIND_TITLES[kind];
  return title.endsWith('存款') ? title : `${title}产品`;
}

/** Whose suitability rules apply: the financial or the securities regulator's, or nobody's. */
export const REGIMES = ['nfra', 'csrc', 'none'] as const;
export type Regime = (typeof REGIMES)[number];

export const REGIME_TITLES: Readonly<Record<Regime, string>> = { nfra: '金融监管', csrc: '证券监管', none: '无' };

export const RISK_LEVELS = ['R1', 'R2', 'R3', 'R4', 'R5'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

/** 1–5 of R1–R5 or C1–C5. */
export function riskNumber(level: string): number {
  return Number(level.slice(1));
}

/** The higher of the issuer's and the seller's rating counts; undefined when neither rated. Source: 《金融机构产品适当性管理办法》第二十二条. */
export function riskLevelOf(product: { issuerRisk?: RiskLevel; sellerRisk?: RiskLevel }): RiskLevel | undefined {
  const { issuerRisk, sellerRisk } = product;
  if (issuerRisk === undefined || sellerRisk === undefined) return issuerRisk ?? sellerRisk;
  return riskNumber(issuerRisk) >= riskNumber(sellerRisk) ? issuerRisk : sellerRisk;
}

/** A portfolio's own rating, else the highest of its parts; undefined when any part is unrated. */
export function portfolioRisk(own: RiskLevel | undefined, parts: readonly (RiskLevel | undefined)[]): RiskLevel | undefined {
  if (own !== undefined) return own;
  if (parts.length === 0 || parts.includes(undefined)) return undefined;
  return RISK_LEVELS[Math.max(...parts.map((part) => riskNumber(part ?? 'R5'))) - 1];
}
