import type { Draft } from './draft.js';
import type { Mention } from './client-mention.js';
import type { Person } from './client-index.js';
import { strangerAt, titleAt } from './client-mention.js';
import { isCommonSurnameAt, surnameAt } from './person-words.js';
import type { Reading } from './reading.js';
import { notFound } from './slots.js';

/** Somebody told of without a name we know: 「有个客户」, 「何小姐」 of nobody's clients, 「他」 when nobody was spoken of. */
export interface Somebody {
  mention: Mention;
  /** He is called by a name, so that is what is asked about. */
  isNamed: boolean;
}

/** Stands for him while the sentence is read; nothing of it reaches a frame. */
const NOBODY: Person = { id: '', name: '', folded: '', surname: '', honorific: null, pinyin: '', initials: '' };

const CLIENT =
  /(?:(?<=^|[\s,。])(?:那边|这边)?有|来了?|进来了?)?(?:[一某]?[个位名]|好?几个)?(?:姓[\u4e00-\u9fff]的)?(?:外地|外籍|年轻|陌生|本行|他行|私行|对公|企业|贵宾|[男女老新大])?(?:的)?客户(?!经理|们|关系|群|部|数|量|流|端|信|资|活|服|名|满|投诉率|源|画|标|分|等|的|是|说话|多|少|总|都|永|往|大多|一般|通常)/;
/** Whom a verb of meeting takes, or who begins the sentence. */
const PERSON =
  /有?(?:[一那这]?[个位名])(?:姓[\u4e00-\u9fff]的|(?:做|开|搞|卖|住|干)[^,。的]{1,6}的)?(?:老)?(?:阿姨|大爷|大妈|大姐|大哥|老人|太太|先生|老板|小伙子?|姑娘|女士|企业主|奶奶|爷爷|叔叔|大叔|宝妈|同志)/;
const LED = /(?:^|[\s,。]|[跟和给与陪约到了刚才有个位天午上]|今早|昨晚|接待|拜访|回访|联系)$/;
const PRONOUN =
  /(?<=[跟和给与])(?:他|她|那个谁|那谁|对方)(?![们家人])(?=.*(?:[\s,。](?:他|她|对方)(?:说|讲|问|要|想|同意|答应)|也给了|记一下|记一笔))/;
/** Right behind a call that was told: who was called. */
const CALLED =
  /(?<=[了完](?:一?[个通])?(?:电话|微信|视频|语音|短信|消息)?(?:过去|过来|来|回去)?了?[\s,](?:结果|那边)?)(?:客户|对方|人家|他|她)(?=[\u4e00-\u9fff]{2})(?![们家]|经理)/;
const POINTED = /(?:那|这)(?:个|位)(?:女|男|老|新)?客户/;

/** Colleagues as often as clients. */
const OFFICE = /经理|行长|主任|主管|总监|科长|处长|老师|师傅|工$/;

function named(text: string): { start: number; end: number } | undefined {
  for (let at = 0; at < Math.min(text.length, FURTHEST); at++) {
    const surname = surnameAt(text, at);
    const title = surname === 0 ? undefined : titleAt(text, at + surname);
    if (
      !title ||
      title.word === '老' ||
      (surname === 1 && !isCommonSurnameAt(text, at)) ||
      OFFICE.test(title.word) ||
      strangerAt(text, at) !== surname + title.word.length
    )
      continue;
    if (LED.test(text.slice(0, at))) return { start: at, end: at + surname + title.word.length };
  }
  return undefined;
}

const FURTHEST = 30;

/** The one somebody a sentence tells of; undefined where it names a client, or nobody at all. */
export function somebodyIn(reading: Reading): Somebody | undefined {
  const { text } = reading;
  const titled = named(text);
  const at = (place: { start: number; end: number }, isNamed: boolean): Somebody => ({
    mention: { ...place, by: 'fullName', guessed: false, people: [NOBODY] },
    isNamed,
  });
  if (titled) return at(titled, true);
  const found = text.includes('客户') ? (POINTED.exec(text) ?? CLIENT.exec(text)) : (PERSON.exec(text) ?? PRONOUN.exec(text) ?? CALLED.exec(text));
  // 「唐晓岚 我跟她说了」: whoever is named before him is meant.
  if (found && found[0].length <= 3 && /^(?:他|她)/.test(found[0]) && !/^[^\s,。]{0,8}$/.test(text.slice(0, found.index))) return undefined;
  if (!found || found.index > FURTHEST || !(found[0].length > 2 || LED.test(text.slice(0, found.index)))) return undefined;
  return at({ start: found.index, end: found.index + found[0].length }, false);
}

/** How it made the speaker feel: told to be heard, not to be kept. */
const MOOD = /委屈|郁闷|心累|难受|崩溃|烦死|无语|想哭|气死我|唉|哎|哈哈|笑死|头疼|头大|醉了|服了|倒霉|真[是的难烦累]|好[烦累难气慌]/;
const COUNTED = /[个位名]|姓|^有|^(?:他|她|那|对方)/;
/** 「刚跟客户打完电话」: the speaker's own doing with one whom he does not name. */
const MET_WITH = /^(?:我|刚才?|刚刚|今天|上午|下午|中午|早上|昨天|昨晚|[\s,])*(?:跟|和|与|给|约|陪|见了|拜访了|回访了|联系了)$/u;
const MEETING = /^(?:刚)?(?:打完|打了|通完|通了|聊完|聊了|谈完|谈了|见完|见了|吃完|吃了|开完|碰了|视频完?|,)/u;
/** 「刚打完电话，客户说再想想」「打了个电话过去，对方直接挂了」: the call is told before him. */
const CALLED_FIRST =
  /^(?:我|刚才?|刚刚|今天|上午|下午|中午|早上|昨天|昨晚|已经?|又|就|[\s,])*(?:打完|打了|拨了|通完|通了|挂了?|接完|接了|回完|回了|聊完|发了|见完|谈完)[^,。;给跟和]{0,4}(?:电话|微信|视频|语音|短信|消息|面|天)?(?:过去|过来|来|回去)?(?:了)?[\s,]+(?:结果|那边)?$/u;
const KEPT = /记一?[下笔条个]|登记|备案|建档/;

/** What is told of somebody is an act where it says when it was, and more than that somebody came. */
export function isTold(reading: Reading, act: string, { mention, isNamed }: Somebody): boolean {
  const { text } = reading;
  if (MOOD.test(text)) return false;
  if (KEPT.test(text)) return true;
  if (act === 'case') return isNamed || mention.end - mention.start > BARE_LENGTH || (mention.start === 0 && LOUDLY.test(text));
  if (CALLED_FIRST.test(text.slice(0, mention.start))) return text.length - mention.end >= LEAST_SAID;
  const isMet = MET_WITH.test(text.slice(0, mention.start)) && MEETING.test(text.slice(mention.end));
  if (!isNamed && !isMet && !COUNTED.test(text.slice(mention.start, mention.end))) return false;
  const isThen =
    reading.has('just') || reading.durations().length > 0 || reading.moments('past').some((span) => (span.value.date ?? '9') <= reading.today);
  const isHere = isNamed || /谁$/.test(text.slice(mention.start, mention.end)) || POINTED.test(text) || TALKED.test(text.slice(mention.end));
  return (isThen || isHere) && text.length - mention.end >= LEAST_STORY;
}

const TALKED =
  /^(?:刚才?|今天|上午|下午)*(?:来(?:了|网点|行里|咨询|问|办|柜台)|打(?:来|了)?电话|加(?:了)?我|微信|来电|找我|到(?:网点|店|柜台))[^,。]{2}/;
/** A scene that happened, not a client as such. */
const LOUDLY =
  /^客户(?:刚才?|今天|上午|下午|一早)*(?:在(?:电话里|大堂|大厅|柜台|网点)|打电话来?|来电|来网点|跑来)[^,。]{0,6}(?:发火|骂|闹|吵|拍桌|投诉|发脾气)|^客户(?:刚才?|今天|上午|下午)*(?:说|闹着|吵着|扬言)?[要想]投诉[,\s:]+(?:说|讲|反映|因为|嫌|等了?|排了?)[^,。]{3}/;
const LEAST_STORY = 6;
const LEAST_SAID = 3;
/** 客户, with nothing that says there was one. */
const BARE_LENGTH = 2;

/** What was made of the sentence, with the question who it was in the place of the client. */
export function askingWho(reading: Reading, found: Draft, { mention, isNamed }: Somebody): Draft {
  const { client: _nobody, others: _others, ...args } = found.args;
  const { taken: _taken, ...rest } = found;
  if (isNamed) return { ...rest, args: { client: notFound(reading, mention.start, mention.end).arg, ...args }, isGuessed: true };
  return { ...rest, args, missing: ['client', ...found.missing], isGuessed: true };
}
