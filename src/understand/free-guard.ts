import type { ClientArg, IntentSpec } from '../domain/intent.js';
import { clientArg, strangerAt } from './client-mention.js';
import type { Mention } from './client-mention.js';
import { CUES } from './cues.js';
import { skipSeparators } from './keyword.js';
import { once, type Reading } from './reading.js';
import { mainMention, notFound } from './slots.js';

export const spec = (reading: Reading, name: string): IntentSpec | undefined => reading.context.intents.byName.get(name);

const ENDS_ASKING = /(?:[?？]|吗|呢|(?<!(?:没|不|别)[^,。;]{0,5}什)么|吧|没有|了没|没|来着|(?<![没有说])的?啥)[\s。.!~]*$/;

/** The sentence asks something, so far as the part before `to` tells; what others asked does not count. */
export function isQuestion(reading: Reading): boolean {
  return reading.hasCue(CUES.ask) && endsAsking(reading);
}

const endsAsking = once((reading) => {
  const text = reading.text.trimEnd();
  if (!ENDS_ASKING.test(text)) return false;
  const reported = Math.max(text.lastIndexOf('问'), text.lastIndexOf('咨询'), text.lastIndexOf('想知道'));
  return reported < 0 || text.lastIndexOf(',') > reported;
});

/** 「谁逾期最多」: nobody's report or instruction begins so. */
const ASKS_WHICH = /^\s*(?:谁|哪|有没有|有[几多]|还有(?:谁|哪|几|多少|没有))/;
/** Words of asking that a report may hold too, in 「他问什么时候到账」. */
const ASKED_OF_US = /[问询](?:了|我|起|一下|到)?[^,。]{0,12}$|想知道[^,。]{0,12}$/;

/** How the speaker asks; undefined where he tells. */
export const asksOf = once(howAsked);

function howAsked(reading: Reading): 'which' | 'any' | undefined {
  if (reading.hasCue(CUES.which) && ASKS_WHICH.test(reading.text)) return 'which';
  if (isQuestion(reading)) return 'any';
  return reading.hits('question').some((hit) => !ASKED_OF_US.test(reading.text.slice(0, hit.start))) ? 'any' : undefined;
}

const DREAMT = /做[^,。]{0,4}梦|噩梦|梦里|梦见|梦到/;

/** 「昨晚做梦给王总打了一晚上电话」: the words before an offset begin a dream. */
export const isDreamt = ({ text }: Reading, at: number): boolean => text.includes('梦') && DREAMT.test(text.slice(0, at));

/** How somebody is, and not what happened; the source of an expression. */
export const HABITUAL = '从来|从不|永远|每次|每回|总是|总爱|老是|经常|常常|一向|向来|平时|动不动|天天';

const MUSES = /(?:死了|佛了|服了|醉了|绝了|没谁了|真难[\u4e00-\u9fff]{1,2}|没心情|可能好点)[啊呀吧]?[\s。~.!]*$/;

/** 「…，真难聊」「…，佛了」: a sigh at the end, and nothing to write down. */
export const isSighed = ({ text }: Reading): boolean => MUSES.test(text);

const OFFICE = /请假|调休|轮休|值班|加班|排班|指标|业绩|KPI|绩效|考核|吹牛|竞聘|晋升|内训|签了[^,。;]{0,5}[百千]?万/iu;
const THEIR_TALK = /^[她他]?的?(?:邻居|同事|朋友|同学|亲戚|闺蜜|老乡|领导|老板|牌友|舍友)们?[^,。;]{0,3}[说讲]/u;
const OF_BUSINESS = /想|需要|打算|准备|[问办买存转]|投诉|推荐|介绍|我(?:答应|给|帮|跟|会|去)/u;

/**
 * 「小王跟我讲他明天要请假」: a colleague who is called as a client might be; 「李秀兰她邻居说美元要涨」: what her neighbour says and
 * nobody wants anything. Neither was a contact.
 */
export function isGossip({ text, mentions }: Reading): boolean {
  const who = mentions.find((one) => one.people.length > 0 && one.by !== 'pronoun');
  if (!who) return false;
  if (who.guessed && /^[小老]/u.test(text.slice(who.start, who.end)) && OFFICE.test(text)) return true;
  const behind = text.slice(who.end);
  return THEIR_TALK.test(behind) && !OF_BUSINESS.test(behind);
}

/** Told by others, imagined, or asked before the words at `at`. */
export function isNotOwn(reading: Reading, at: number): boolean {
  if (reading.isQuoted(at) || isToldByOthers(reading) || isDreamt(reading, at)) return true;
  return isImagined(reading, at) || reading.hits('hearsay').some((hit) => hit.start <= at && !reading.isQuoted(hit.start));
}

/** An if that is the speaker's: what a client says behind 「她说」 may hold one of his own. */
export function isImagined(reading: Reading, at: number): boolean {
  return reading
    .hits('hypothetical')
    .some((hit) => hit.start < at || !/(?:说|讲|问|表示|回复|提到|觉得|答应)[^。;]{0,24}$/.test(reading.text.slice(at, hit.start)));
}

/** 「小李说王总昨天来网点了」: somebody else speaks before the client is named. 「我说」 and 「跟您说」 are the speaker's. */
export function isToldByOthers(reading: Reading): boolean {
  return reading.hasCue(CUES.told) && isToldBeforeClient(reading);
}

const isToldBeforeClient = once((reading) => isToldBefore(reading, mainMention(reading)?.start ?? 0));

/** 说明书 and 讲座 tell nothing, 说好 is agreed by the speaker too. */
const TOLD = /说(?!明|法|服|好|定|妥)|讲(?!座|义|稿|台)|告诉|转告|听/;

export function isToldBefore(reading: Reading, at: number): boolean {
  if (!reading.hasCue(CUES.told)) return false;
  const before = reading.text.slice(0, at);
  const told = TOLD.exec(before);
  return told !== null && !/(?:我|跟您|跟你|客户|刚|就是)$/.test(before.slice(0, told.index)) && !before.slice(told.index).includes(',');
}

export function argOf(reading: Reading, mention: Mention): ClientArg {
  const last = reading.context.lastClient;
  if (mention.by === 'pronoun' && last) return { id: last.id, name: last.name, by: 'pronoun', guessed: last.isSure !== true };
  return clientArg(reading.text, mention);
}

/** 在咖啡馆, 去医院: where it was. */
const PLACE =
  /(?:在|去|到)[\u4e00-\u9fff]{0,8}?(?:馆|店|厅|室|楼|公司|网点|支行|银行|单位|门口|医院|学校|小区|球场|家里|病房|茶社|会所|食堂|路上|饭局上?|活动上?|沙龙上?|电梯[里口]?|楼道|菜市?场|市场|超市|街上|车站|机场|公园|停车场|饭桌上|群里|地铁上?|高铁上?|大堂|厅堂|柜台)/;

/** Nothing before the act but times, courtesy and the speaker himself. */
export function isSpeakers(reading: Reading, lead: string): boolean {
  if (lead === '') return true;
  if (lead.length <= 2 && !/[妈爸友谁猜]/.test(lead) && lead !== '同事' && lead !== '领导' && lead !== '行长') return true;
  let rest = '';
  for (let at = 0; at < lead.length; at++) {
    const span = reading.times('past').find((one) => at >= one.start && at < one.end);
    const mention = reading.mentions.find((one) => at >= one.start && at < one.end);
    if (span) at = span.end - 1;
    else if (mention) at = mention.end - 1;
    else rest += lead[at];
  }
  rest = rest
    .replace(PLACE, '')
    .replace(
      /(?:上班|下班|回家|来的|去的)?路上|(?:吃饭|散步|遛弯|开会|买菜|接孩子)(?:时|的时候)|就是说|就是|一上班就|刚上班就|一上班|刚上班|一开门|刚开门|一大早|一早|哎呀|所以|因为|提前|俺|话说|忙到现在|拨|两次|三次|几次|那个|这个|然后|嗯+|呃+|额+|呢|啊|刚刚|刚才|刚|方才|才|我|已经|已|又|再|也|今天|昨天|前天|上午|下午|中午|早上|晚上|终于|和何婧一起|电话|微信|短信|视频|上门|去|到|来|在|了|打|通过|用|接到|收到|客户|那边|完|个|的|们|一起|约|陪|记一下|记录|记|汇报一下|汇报|跟您说|跟你说|补一个|补|[\s,:、]/g,
      '',
    );
  for (const name of reading.context.staff ?? []) {
    // 「林悦昨天跟欧阳静吃饭去了」: her meeting, not the speaker's.
    if (rest.startsWith(name) && !/我|咱|一[起块道]/.test(lead)) return false;
    rest = rest.replace(name, '');
  }
  return rest.length <= 2 && !/同事|领导|行长|妈|爸|友|谁|猜/.test(rest);
}

/** 「客户张三说要投诉」, where nobody among the clients is called so. */
export function strangerSubject(reading: Reading): ClientArg | undefined {
  const { text } = reading;
  const start = skipSeparators(text, 0);
  for (const lead of ['', '客户', '刚才', '接到', '收到', '今天', '刚接到', '刚刚']) {
    if (!text.startsWith(lead, start)) continue;
    const at = start + lead.length;
    const length = strangerAt(text, at);
    if (length > 0) return notFound(reading, at, at + length).arg;
  }
  return undefined;
}

export function strangerBeside(reading: Reading): ClientArg | undefined {
  const match = /(?:跟|和|与|约|给|陪|拜访)(?=[\u4e00-\u9fff]{2})/.exec(reading.text);
  if (!match) return undefined;
  const at = match.index + match[0].length;
  const length = strangerAt(reading.text, at);
  return length > 0 && !(reading.context.staff ?? []).includes(reading.text.slice(at, at + length))
    ? notFound(reading, at, at + length).arg
    : undefined;
}
