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

/** As it is said to a client: 一笔理财产品, 一笔存款. */
export function kindWords(kind: string): string {
  const title = KIND_TITLES[kind] ?? '';
  return title.endsWith('存款') ? title : `${title}产品`;
}
