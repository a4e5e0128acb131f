import type { ClientNaming } from './intent.js';

/** How a guess at a client came about, as the confirmation says it. */
export const NAMING_TITLES: Partial<Record<ClientNaming, string>> = {
  honorific: '按称呼猜',
  partOfName: '按名字的一部分猜',
  pinyin: '按拼音猜',
  initials: '按首字母猜',
  pronoun: '按刚说到的客户猜',
  lastSpokenOf: '按刚说到的客户猜',
  fuzzy: '按读音相近猜',
};
