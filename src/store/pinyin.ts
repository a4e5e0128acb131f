import { pinyin } from 'pinyin-pro';

/** How a name is found by letters: lower case, no spaces, ü as v. */
export interface NameLetters {
  /** liyang; for a name in letters the name itself without spaces: johnsmith. */
  pinyin: string;
  /** ly, js. */
  initials: string;
  /** The same with the second reading of a polyphonic surname; null when there is none. */
  pinyinAlt: string | null;
  initialsAlt: string | null;
}

/**
 * Surnames with two readings in use: as a surname first, then what people type as well. A second entry also serves
 * surnames that the library reads wrongly (种, 祭, 洗, 重) and ü typed as u (吕).
 */
const SURNAME_READINGS: Readonly<Record<string, readonly [string, string]>> = {
  单: ['shan', 'dan'],
  仇: ['qiu', 'chou'],
  区: ['ou', 'qu'],
  查: ['zha', 'cha'],
  解: ['xie', 'jie'],
  曾: ['zeng', 'ceng'],
  朴: ['piao', 'pu'],
  盖: ['ge', 'gai'],
  缪: ['miao', 'mou'],
  员: ['yun', 'yuan'],
  折: ['she', 'zhe'],
  召: ['shao', 'zhao'],
  繁: ['po', 'fan'],
  句: ['gou', 'ju'],
  能: ['nai', 'neng'],
  种: ['chong', 'zhong'],
  祭: ['zhai', 'ji'],
  洗: ['xian', 'xi'],
  重: ['chong', 'zhong'],
  乐: ['yue', 'le'],
  覃: ['qin', 'tan'],
  翟: ['zhai', 'di'],
  隗: ['wei', 'kui'],
  牟: ['mou', 'mu'],
  郗: ['xi', 'chi'],
  谌: ['chen', 'shen'],
  黑: ['he', 'hei'],
  秘: ['bi', 'mi'],
  粘: ['nian', 'zhan'],
  柏: ['bai', 'bo'],
  车: ['che', 'ju'],
  盛: ['sheng', 'cheng'],
  薄: ['bo', 'bao'],
  都: ['du', 'dou'],
  莘: ['shen', 'xin'],
  宓: ['mi', 'fu'],
  六: ['lu', 'liu'],
  那: ['na', 'nuo'],
  尉: ['wei', 'yu'],
  长: ['zhang', 'chang'],
  角: ['jue', 'jiao'],
  瞿: ['qu', 'ju'],
  适: ['kuo', 'shi'],
  行: ['xing', 'hang'],
  宿: ['su', 'xiu'],
  佴: ['nai', 'er'],
  吕: ['lv', 'lu'],
  尉迟: ['yu chi', 'wei chi'],
  万俟: ['mo qi', 'wan si'],
  单于: ['chan yu', 'shan yu'],
  长孙: ['zhang sun', 'chang sun'],
  澹台: ['tan tai', 'dan tai'],
};
/** Characters that the library does not know, or reads as another one. */
const CHARACTER_READINGS: Readonly<Record<string, string>> = { 𬱖: 'wei', 䶮: 'yan', 〇: 'ling' };

const COMPOUND_SURNAMES = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 ' +
    '司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 ' +
    '西门 第五 南荣 东里 仲长 即墨 达奚 褚师 纳兰 叶赫 单于 完颜 耶律 那拉 富察 佟佳 淳于 东门 西陵 北堂 贺兰'
  ).split(' '),
);

/** True when a name begins with a surname of two characters. */
export const hasCompoundSurname = (name: string): boolean => COMPOUND_SURNAMES.has([...name].slice(0, 2).join(''));

const HAN = /[\p{Script=Han}〇]/u;
const LETTER = /[\p{L}\p{N}]/u;
const SYLLABLE = /^[a-z]+$/;
const options = { toneType: 'none', type: 'array', v: true } as const;
const characters = new Map<string, string>();
const surnames = new Map<string, readonly string[]>();

/** One character as it is read in a name; '' when nobody knows. Kept, as a million names have few characters. */
function readingOf(character: string): string {
  let reading = characters.get(character);
  if (reading === undefined) {
    const found = CHARACTER_READINGS[character] ?? pinyin(character, options)[0] ?? '';
    reading = SYLLABLE.test(found) ? found : '';
    characters.set(character, reading);
  }
  return reading;
}

/** The syllables of a surname of one or two characters. */
function surnameSyllables(surname: string): readonly string[] {
  let syllables = surnames.get(surname);
  if (!syllables) {
    const listed = SURNAME_READINGS[surname]?.[0].split(' ') ?? (CHARACTER_READINGS[surname] ? [CHARACTER_READINGS[surname]] : undefined);
    syllables = (listed ?? pinyin(surname, { ...options, mode: 'surname', surname: 'head' })).filter((syllable) => SYLLABLE.test(syllable));
    surnames.set(surname, syllables);
  }
  return syllables;
}

/** Chinese characters one word each, letters that stand together one word. */
function wordsOf(text: readonly string[]): string[] {
  const words: string[] = [];
  let latin = '';
  const endWord = () => {
    if (latin !== '') words.push(latin);
    latin = '';
  };
  for (const character of text) {
    if (HAN.test(character)) {
      endWord();
      const reading = readingOf(character);
      if (reading !== '') words.push(reading);
    } else if (LETTER.test(character)) latin += character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    else endWord();
  }
  endWord();
  return words;
}

const initialsOf = (words: readonly string[]): string => words.map((word) => word.charAt(0)).join('');

/**
 * The letters of a person's name: Chinese, in Latin letters, or both. Characters nobody can read are left out.
 */
export function nameLetters(name: string): NameLetters {
  const all = [...name.normalize('NFKC').trim()];
  const first = all[0];
  const surname = first === undefined || !HAN.test(first) ? '' : hasCompoundSurname(all.join('')) ? all.slice(0, 2).join('') : first;
  const head = surname === '' ? [] : surnameSyllables(surname);
  const rest = wordsOf(all.slice([...surname].length));
  const main = [...head, ...rest];
  const initials = initialsOf(main);
  const other = SURNAME_READINGS[surname]?.[1].split(' ');
  if (!other) return { pinyin: main.join(''), initials, pinyinAlt: null, initialsAlt: null };
  const otherInitials = initialsOf([...other, ...rest]);
  return { pinyin: main.join(''), initials, pinyinAlt: [...other, ...rest].join(''), initialsAlt: otherInitials === initials ? null : otherInitials };
}

/** What somebody typed as pinyin or initials, in the letters names are kept in; '' when it is none. */
export function typedLetters(text: string): string {
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/u\u0308/g, 'v')
    .replace(/\p{M}/gu, '')
    .replace(/['’·\s.-]/g, '');
  return /^[a-z0-9]+$/.test(letters) ? letters : '';
}
