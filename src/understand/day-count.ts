const DAYS: Readonly<Record<string, number>> = { 天: 1, 日: 1, 周: 7, 星期: 7, 礼拜: 7, 月: 30, 季度: 90, 年: 365 };

/** Days of 「三周」, 「2 个月」: a number in figures or up to 九十九, and its unit. */
export function daysIn(count: string, unit: string): number {
  return Math.round((/^[0-9]+$/.test(count) ? Number(count) : hanNumber(count)) * (DAYS[unit] ?? 1));
}

/** 两, 十五, 半. */
export function hanNumber(word: string): number {
  if (word === '半') return 0.5;
  const digits = '零一二三四五六七八九';
  const ten = word.indexOf('十');
  const digit = (one: string | undefined, otherwise: number) => (one === undefined ? otherwise : one === '两' ? 2 : digits.indexOf(one));
  return ten < 0 ? digit(word[0], 1) : digit(ten === 0 ? undefined : word[0], 1) * 10 + digit(word[ten + 1], 0);
}
