/** Kinds of products (类别) as people read them. Source: design §9. */
export const KIND_TITLES: Readonly<Record<string, string>> = {
  deposit: '存款',
  wealth: '理财',
  fund: '基金',
  insurance: '保险',
  metal: '贵金属',
  bond: '债券',
  trust: '信托',
  structuredDeposit: '结构性存款',
  privateFund: '私募',
};
