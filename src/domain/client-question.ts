import type { FactKind } from './intent.js';

/** What is asked about one client that a single line answers; anything else is answered by his card. */
export type ClientQuestion =
  | { about: 'phone' | 'age' | 'birthday' | 'risk' | 'manager' | 'next' | 'cadence' | 'job' | 'idNo' | 'address' | 'consent' }
  /** Of what was learned: the word asked for as it may stand in a fact, what it is called in an answer, and the kinds of fact it belongs to. */
  | { about: 'facts'; word: string; title: string; kinds: readonly FactKind[]; relation?: 'spouse' | 'child' | 'parent' | 'sibling' | 'any' };

const PLAIN: readonly [about: Exclude<ClientQuestion['about'], 'facts'>, words: RegExp, not?: RegExp][] = [
  ['idNo', /身份证|证件号/],
  ['phone', /电话|手机|号码|尾号(?!\d)|联系方式/, /接电话|打电话|电话里|聊|几点|愿意|喜欢|习惯/],
  ['age', /多大|几岁|多少岁|年龄|岁数|年纪|哪年(?:的|生)|几几年|属什么/, /女儿|儿子|孩子|娃|老公|老婆|爱人|爸|妈|老伴|孙/],
  ['birthday', /生日|出生|几月几号生/, /女儿|儿子|孩子|娃|老公|老婆|爱人|爸|妈|老伴|孙/],
  ['risk', /测评|风险(?!大|高)|评估/],
  ['manager', /经理|谁管|谁在管|归谁|谁的客户|谁负责|谁在跟|谁跟|主办|副办|是谁的|是.{0,3}谁的/],
  ['cadence', /多久联[系络]|多久打|多久见|几个月联[系络]|联[系络]周期/],
  ['next', /下次|下一次|该联[系络]|该不该联[系络]|要联[系络]|到联[系络]的时候/],
  ['address', /住哪|住在|地址|家在哪/],
  ['consent', /营销|(?:同意|愿意|能).{0,3}(?:收|发).{0,3}(?:广告|产品|推荐)/],
  ['job', /职业|做什么|干什么|干啥|干嘛的|什么工作|哪.{0,2}上班|什么单位|什么生意/, /女儿|儿子|孩子|娃|老公|老婆|爱人|爸|妈|老伴|要干|今天|明天/],
];

const FACTS: readonly [
  words: RegExp,
  title: string | null,
  kinds: readonly FactKind[],
  relation?: 'spouse' | 'child' | 'parent' | 'sibling' | 'any',
][] = [
  [/女儿|儿子|孩子|小孩|闺女|娃/, null, ['family', 'education', 'milestone'], 'child'],
  [/老公|老婆|爱人|丈夫|妻子|太太|老伴|配偶/, null, ['family'], 'spouse'],
  [/父母|爸爸?|妈妈?|父亲|母亲|老人/, null, ['family', 'health'], 'parent'],
  [/兄弟|姐妹|哥哥?|弟弟?|姐姐?|妹妹?/, null, ['family'], 'sibling'],
  [/孙女|孙子|外孙/, null, ['family', 'education'], 'any'],
  [/家里|家庭|家人|几口|结婚|成家/, '家人', ['family', 'education', 'milestone'], 'any'],
  [/忌讳|注意|不喜欢|讨厌|不能(?!买)|过敏|怕/, '忌讳', ['preference', 'health']],
  [/习惯|方便|愿意|几点|什么时候打|时候接/, '习惯', ['preference']],
  [/喜欢|爱好|兴趣|爱喝|爱吃/, '喜好', ['hobby', 'preference']],
  [/身体|病|住院|手术/, '身体情况', ['health']],
  [/买房|房子|装修|搬家/, '房子的事', ['housing']],
  [/旅游|出国|去哪玩|出差/, '出行', ['travel']],
  [/留学|上学|高考|几年级|哪个学校/, '上学的事', ['education'], 'child'],
];

/** Pure. */
export function clientQuestionOf(text: string): ClientQuestion | undefined {
  if (text.length > 32) return undefined;
  const plain = PLAIN.find(([, words, not]) => words.test(text) && !(not?.test(text) ?? false));
  if (plain) return { about: plain[0] };
  for (const [words, title, kinds, relation] of FACTS) {
    const found = words.exec(text);
    if (found) return { about: 'facts', word: found[0], title: title ?? found[0], kinds, ...(relation ? { relation } : {}) };
  }
  return undefined;
}
