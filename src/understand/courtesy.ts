import { Heads } from './heads.js';
import type { Normalised } from './normalise.js';
import { byHead, byTail, wordAt, wordBefore } from './words.js';

/** Before what is meant, whatever follows. */
const OPENS = byHead([
  '如果方便的话',
  '要是方便的话',
  '方便的话',
  '如果可以的话',
  '可以的话',
  '天猫精灵',
  '小爱同学',
  '小度小度',
  '小艺小艺',
  '哦对了',
  '噢对了',
  '对了对了',
  '对了',
  '话说',
  '嗯嗯',
  '嗯',
  '呃呃',
  '呃',
  '哦',
  '噢',
]);

/** Before what is meant, where a mark or a space follows. */
const GREETS = byHead(
  (
    '你好 您好 你好啊 您好啊 哈喽 嗨 早 早安 早上好 上午好 中午好 下午好 晚上好 在吗 在么 打扰了 打扰一下 不好意思 抱歉 辛苦了 辛苦 麻烦了 麻烦你了 麻烦您了 ' +
    '啊 额 哎 哎呀 诶 欸 喂 那个 那个啥 那什么 还有 另外 好的 好 好嘞 收到 忘了说 忘记说了 忘说了 差点忘了 补充一下 ' +
    '忙死了 今天忙死了 累死了 累死我了 好累 终于忙完了 刚忙完 才忙完 忙完了 刚开完会 刚下会 刚散会 哈哈 哈哈哈 嘿嘿'
  )
    .split(' ')
    .sort((one, other) => other.length - one.length),
);

/** Thanks and farewell behind what is meant, and how the speaker is. */
const THANKS = byTail(
  (
    '谢谢 谢谢你 谢谢您 谢谢啊 谢谢哈 谢谢啦 谢谢了 谢谢哦 多谢 多谢了 谢啦 谢了 感谢 感谢感谢 非常感谢 thanks thx 3q 3Q ' +
    '辛苦 辛苦了 辛苦啦 辛苦你了 辛苦您了 麻烦了 麻烦啦 麻烦你了 麻烦您了 麻烦你 麻烦您 拜托 拜托了 拜托啦 有劳 有劳了 ' +
    '先这样 先这样吧 就这样 就这样吧 先忙了 我先忙了 我先忙去了 先去忙了 我先去吃饭了 忙死了 今天忙死了 累 好累 累死了 累死我了 哈哈 哈哈哈 嘿嘿 嘻嘻'
  )
    .split(' ')
    .sort((one, other) => other.length - one.length),
);
/** What may be thanked with no mark before it. */
const ALONE = /^(?:多谢|谢|感谢|thanks|thx|3[qQ])/;
/** 「替我跟王总说谢谢」: the thanks are what is meant. */
const SAYS = '说道声句讲我表再个要不好先非常他她你您客户的很太别';

/** Asked of whoever is to do it. */
const ASKS = ['辛苦', '劳驾', '烦请', '有劳'];
const ASKED_BEFORE = /^(?:你|您)?(?:提醒|叫我|喊我|帮|记|查|[0-9今明后下周星礼每]|[上中]午|.*(?:提醒|叫|喊)我)/;

/** 「提醒我开会，可以吗」: how it is asked for, no question. */
const MAY_I = /[\s,]*(?:可以吗|好吗|行吗|好不好|行不行|可以不|成吗)\??$/;

/** Said after a wish, to soften it. */
const PARTICLES = '啊呀哦哈呗哟喔噢嗷';

/** Of which such a character is a part. */
const WORDS_WITH = /^(?:是啊|好啊|哎呀|天哪|牙呀|哈哈|嘻哈|马哈|啊啊|呵哈|哦哦|花呗)$/;

/** How a picture of a face is written by the application: [抱拳]. */
const LONGEST_FACE = 6;
const LONGEST = 300;
/** Fewer than these are left: nothing is taken away. */
const FEWEST = 2;
const MOST_TURNS = 6;

const ENDS = new Heads();
const STARTS = new Heads();
for (const mark of ` ,.;!~。、…^]${PARTICLES}`) ENDS.add(mark.charCodeAt(0));
for (const unit of THANKS.firsts) ENDS.add(unit);
for (const unit of [...OPENS.firsts, ...GREETS.firsts]) STARTS.add(unit);
for (const word of ASKS) STARTS.add(word.charCodeAt(0));
STARTS.add(0x20);

const isMark = (unit: number): boolean =>
  unit === 0x20 ||
  unit === 0x2c ||
  unit === 0x2e ||
  unit === 0x3b ||
  unit === 0x21 ||
  unit === 0x7e ||
  unit === 0x3002 ||
  unit === 0x3001 ||
  unit === 0x2026;

/** Faces, hands and signs; a low surrogate closes one. */
const isPicture = (unit: number): boolean => (unit >= 0xdc00 && unit <= 0xdfff) || (unit >= 0x2600 && unit <= 0x27bf);

/**
 * The sentence without greeting, hesitation, thanks, pictures and closing marks around it: rules then need not know them.
 * What is typed is kept; an offset leads to it as before. The same object where nothing is taken away.
 */
export function withoutCourtesy(normalised: Normalised): Normalised {
  const { text } = normalised;
  if (text.length > LONGEST || text.length <= FEWEST) return normalised;
  const start = openedAt(text);
  const { end, isCoaxing } = closedAt(text, start);
  if ((start === 0 && end === text.length) || end - start < FEWEST) return normalised;
  const known = normalised.origin;
  const origin =
    known || start > 0 ? Int32Array.from({ length: end - start }, (_one, at) => (known ? (known[at + start] as number) : at + start)) : null;
  return { text: text.slice(start, end), typed: normalised.typed, origin, isCoaxing };
}

function openedAt(text: string): number {
  let at = 0;
  for (let turn = 0; turn < MOST_TURNS && STARTS.mayHave(text.charCodeAt(at)); turn++) {
    while (at < text.length && isMark(text.charCodeAt(at))) at++;
    const greeting = wordAt(text, at, GREETS);
    const isApart = greeting !== undefined && isMark(text.charCodeAt(at + greeting.length));
    const word = isApart ? greeting : wordAt(text, at, OPENS);
    const asked = word ? undefined : ASKS.find((one) => text.startsWith(one, at));
    const length = word?.length ?? (asked && (asked === '劳驾' || ASKED_BEFORE.test(text.slice(at + asked.length))) ? asked.length : 0);
    if (length === 0 || '吗么没呢不的'.includes(text[at + length] ?? '-')) break;
    at += length;
    while (at < text.length && isMark(text.charCodeAt(at))) at++;
  }
  return text.length - at < FEWEST ? 0 : at;
}

function closedAt(text: string, start: number): { end: number; isCoaxing: boolean } {
  let end = text.length;
  let isThanked = false;
  let isCoaxing = false;
  for (let turn = 0; turn < MOST_TURNS && end > start; turn++) {
    const unit = text.charCodeAt(end - 1);
    if (isMark(unit)) end--;
    else if (isPicture(unit)) end -= unit >= 0xdc00 && unit <= 0xdfff ? 2 : 1;
    else if (PARTICLES.includes(text.charAt(end - 1)) && !isCoaxing && !WORDS_WITH.test(text.slice(end - 2, end))) {
      isCoaxing = !isThanked;
      end--;
    } else if (unit === 0x5d) {
      const open = text.lastIndexOf('[', end);
      if (open < start || end - open - 2 > LONGEST_FACE || end - open < 3) break;
      end = open;
    } else {
      const word = ENDS.mayHave(unit) ? wordBefore(text, end, THANKS) : undefined;
      const before = word === undefined ? '' : (text[end - word.length - 1] ?? '');
      if (word === undefined || !(before === '' || isMark(before.charCodeAt(0)) || (ALONE.test(word) && !SAYS.includes(before)))) break;
      end -= word.length;
      isThanked = true;
      turn = 0;
    }
  }
  const asks = text.charCodeAt(end - 1) === 0x5417 || text.includes('不', end - 2) ? MAY_I.exec(text.slice(start, end)) : null;
  if (asks && text.includes('提醒我')) end = start + asks.index;
  return end - start < FEWEST ? { end: text.length, isCoaxing: false } : { end, isCoaxing };
}
