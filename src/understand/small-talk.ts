import { foldWord } from './normalise.js';
import { CharacterSet } from './characters.js';
import { PairTable } from './pair-table.js';
import { isHan } from './syllable.js';

export type SmallTalk = 'greeting' | 'identity' | 'thanks' | 'presence' | 'apology' | 'farewell' | 'praise' | 'assent' | 'complaintAboutBot';

const WORDS: Record<SmallTalk, string> = {
  greeting:
    '你好 您好 早 早上好 上午好 中午好 下午好 晚上好 早安 嗨 哈喽 hi hello 你好呀 你好啊 您好呀 大家好 hey 早啊 早呀 晚安 新年好 新年快乐 节日快乐 周末愉快 hello呀 嘿 哈罗',
  identity: '你是谁 您是谁 你叫什么 你叫什么名字 你叫啥 你是机器人吗 你是人吗 你是真人吗 财伴是什么 财伴是谁',
  thanks:
    '谢谢 谢谢你 谢谢您 谢了 多谢 感谢 谢谢啦 非常感谢 太谢谢了 辛苦了 辛苦 谢谢财伴 3q thanks thx thankyou 谢谢哈 谢啦 辛苦你了 谢谢哦 感谢感谢 谢谢谢谢',
  presence: '在吗 在么 在不在 在不 在 有人吗 在线吗 你在吗 您在吗 在嘛 还在吗 人呢 醒着吗 在没',
  apology: '对不起 抱歉 不好意思 打扰了 sorry 打扰一下 没事 没关系 不要紧',
  farewell: '再见 拜拜 bye 回头见 明天见 下班了 88 回见 走了 先这样 下次聊 回聊 拜',
  praise: '真棒 厉害 不错 很好 牛 太好了 赞 真厉害 你真棒 好厉害 good nice 可以啊 聪明 真好 好用 真好用 你真聪明 牛啊',
  assent:
    '好 好的 嗯 嗯嗯 哦 哦哦 行 可以 收到 知道了 明白 明白了 了解 ok okay 好吧 好嘞 没问题 对 是 是的 对的 好滴 得嘞 哈哈 哈哈哈 呵呵 嘻嘻 嗯呢 噢 行吧 好哒 好好 了解了 懂了 晓得了',
  complaintAboutBot: '你真笨 笨 真笨 太慢了 不好用 真难用 你傻吗 什么破东西 垃圾 你是不是傻 没用',
};

const table = new Map<string, SmallTalk>();
for (const [kind, words] of Object.entries(WORDS)) for (const word of words.split(' ')) table.set(foldWord(word).toLowerCase(), kind as SmallTalk);

const TRIMMED = /[\s,.;:!?~、。…·\-"'“”‘’()（）]+/g;
const PARTICLES = /(?:啊|呀|哦|哈|啦|了|呢|哟|喽|嘛|吧|哒|财伴|小财)+$/;
const LONGEST = 24;
/** Spoken to by name, or with a word of assent, before the rest. */
const LEADS = ['财伴', '小财', '那', '嗯', '哦', '好的'];
/** What small talk may begin with: most other messages are settled by their first character. */
const HEADS = new CharacterSet([...table.keys(), ...LEADS].map((word) => word.charAt(0)).join(''));
/** Its words by how they begin, the shortest first. */
const BEGINNINGS = new PairTable(
  [...table].sort(([one], [other]) => one.length - other.length),
  ([word]) => word,
);

const LEAD = new RegExp(`^(?:${LEADS.join('|')})`);

const TRIMMED_ONE = new RegExp(`^${TRIMMED.source}$`);

function beginsSmallTalk(typed: string): boolean {
  for (let at = 0; at < typed.length; at++) {
    // Most messages begin with a character that is neither folded nor trimmed.
    if (HEADS.has(typed.charCodeAt(at))) return true;
    const text = foldWord(typed[at] as string).toLowerCase();
    if (text !== '' && (isHan(text.charCodeAt(0)) || !TRIMMED_ONE.test(text))) return HEADS.has(text.charCodeAt(0));
  }
  return false;
}

/** A greeting, thanks and the like that make up the whole message; null when the message is anything else. */
export function smallTalk(typed: string): SmallTalk | null {
  if (typed.length > 2 * LONGEST || !beginsSmallTalk(typed)) return null;
  const text = foldWord(typed).toLowerCase().replace(TRIMMED, '');
  // 「8888」 is the end of a telephone number.
  if (text.length === 0 || text.length > LONGEST || /^\d{4,}$/.test(text)) return null;
  const whole = table.get(text) ?? table.get(text.replace(PARTICLES, '')) ?? table.get(text.replace(LEAD, ''));
  if (whole) return whole;
  // Two in a row: 「好的，谢谢」「你好，在吗」.
  for (const [word, first] of BEGINNINGS.of(text.charCodeAt(0), text.charCodeAt(1))) {
    if (word.length >= text.length || !text.startsWith(word)) continue;
    const rest = text.slice(word.length);
    const second = table.get(rest) ?? table.get(rest.replace(PARTICLES, ''));
    if (second) return first === 'assent' || first === 'greeting' ? second : first;
  }
  return null;
}
