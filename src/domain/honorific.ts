import { ageOn } from './age.js';
import { characters } from './masking.js';

const COMPOUND_SURNAMES: ReadonlySet<string> = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 ' +
    '司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五 淳于 单于 纳兰 完颜 耶律 叶赫'
  ).split(' '),
);

/**
 * The surname of a Chinese name: two characters when they are a compound surname and a given name follows. Of a name
 * with a dot (阿卜杜·买买提) the part before it; of a name in letters the last word.
 */
export function surnameOf(name: string): string {
  const text = name.trim();
  const dot = text.search(/[·•・]/u);
  if (dot > 0) return text.slice(0, dot);
  if (!/\p{Script=Han}/u.test(text)) return text.split(/\s+/).at(-1) ?? '';
  const all = characters(text);
  const two = all.slice(0, 2).join('');
  return all.length > 2 && COMPOUND_SURNAMES.has(two) ? two : (all[0] ?? '');
}

export interface HonorificFacts {
  name: string;
  gender?: 'male' | 'female';
  birthDate?: string;
  occupation?: string;
  /** As stored: what the manager really calls the client. */
  honorific?: string;
}

/** Occupations that are a form of address; the first that fits wins. */
const BY_OCCUPATION: readonly [RegExp, string][] = [
  [/教授/, '教授'],
  [/校长/, '校长'],
  [/院长/, '院长'],
  [/教师|老师|教员|讲师/, '老师'],
  [/医生|医师|大夫/, '医生'],
  [/律师/, '律师'],
  [/董事长|总经理|总裁|副总|企业主|私营业主|老板|创始人|法人代表|总监|合伙人|CEO|CFO/i, '总'],
  [/主任/, '主任'],
  [/工程师/, '工'],
];

const ELDER_AGE = 60;
const ADULT_AGE = 18;

/** 「王总」「李阿姨」「张老师」「刘先生」; the stored one first. Unknown gender leaves the full name. */
export function honorificOf(facts: HonorificFacts, today: string): string {
  const stored = facts.honorific?.trim();
  if (stored) return stored;
  const surname = surnameOf(facts.name);
  const occupation = facts.occupation?.trim() ?? '';
  const age = facts.birthDate === undefined ? undefined : ageOn(facts.birthDate, today);
  if (age !== undefined && age < ADULT_AGE) return `${facts.name.trim()}同学`;
  const title = BY_OCCUPATION.find(([words]) => words.test(occupation) && !/退休前|原/.test(occupation))?.[1];
  if (title !== undefined) return surname + title;
  if (facts.gender === undefined) return facts.name.trim();
  if (age !== undefined && age >= ELDER_AGE) return surname + (facts.gender === 'female' ? '阿姨' : '叔叔');
  return surname + (facts.gender === 'female' ? '女士' : '先生');
}

const EVERYBODY = [
  '总',
  '老师',
  '经理',
  '主任',
  '医生',
  '律师',
  '工',
  '教授',
  '院长',
  '校长',
  '董',
  '局',
  '处',
  '科长',
  '行长',
  '书记',
  '老板',
  '师傅',
  '同学',
] as const;
const MEN = ['先生', '哥', '叔', '叔叔', '伯伯', '大哥', '爷爷', '大爷', '兄', '公'] as const;
const WOMEN = ['女士', '姐', '阿姨', '姨', '大姐', '奶奶', '大妈', '小姐', '太太'] as const;

/** Every way colleagues may speak of the client by surname, the derived one first: 王总, 王哥, 老王, 小王 … */
export function spokenForms(facts: HonorificFacts, today: string): string[] {
  const surname = surnameOf(facts.name);
  const gendered = facts.gender === 'male' ? MEN : facts.gender === 'female' ? WOMEN : [...MEN, ...WOMEN];
  const forms = [
    honorificOf(facts, today),
    ...EVERYBODY.map((title) => surname + title),
    ...gendered.map((title) => surname + title),
    `老${surname}`,
    `小${surname}`,
  ];
  return [...new Set(forms)];
}
