/** What somebody is to a client, as it is stored. */
export type Relation = 'spouse' | 'child' | 'parent' | 'sibling' | 'other';

/** How each is called where the words it was told with are not known. */
export const RELATION_TITLES: Readonly<Record<Relation, string>> = {
  spouse: '配偶',
  child: '子女',
  parent: '父母',
  sibling: '兄弟姐妹',
  other: '关系人',
};

/** Words for who somebody is to a client, longer ones first, and the kind each is stored as (design §9). */
export const RELATIONS: ReadonlyMap<string, Relation> = new Map(
  (
    [
      ['spouse', '配偶 老伴 爱人 老公 老婆 妻子 丈夫 太太 媳妇 先生 夫人'],
      ['child', '子女 女儿 儿子 大女儿 小女儿 大儿子 小儿子 孩子 闺女 小孩 独子 独女'],
      ['parent', '父母 父亲 母亲 爸爸 妈妈 老父亲 老母亲 爸 妈 父 母'],
      ['sibling', '兄弟姐妹 哥哥 弟弟 姐姐 妹妹 兄弟 姐妹 兄 弟 姐 妹'],
      ['other', '其他 孙女 孙子 外孙女 外孙 侄子 侄女 外甥 外甥女 儿媳 女婿 岳父 岳母 公公 婆婆 爷爷 奶奶 外公 外婆 朋友 保姆 司机'],
    ] as const
  )
    .flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind] as const))
    .sort(([one], [other]) => other.length - one.length),
);

const BETWEEN = /(?:的?名字|名)?(?:叫做|叫|是|为|的|[\s,，:：、])*$/u;

/** The word a sentence has for a relative of this name: the one it stands behind; undefined when it has none. */
export function relationWordOf(text: string, name: string): string | undefined {
  const before = text.slice(0, Math.max(0, text.indexOf(name))).replace(BETWEEN, '');
  for (const word of RELATIONS.keys()) if (before.endsWith(word)) return word;
  return undefined;
}
