import { isDreamt, isImagined, isToldByOthers } from './free-guard.js';
import { ownLead, type Heard } from './free-heard.js';
import { CHARACTERS_OF_CLAUSE, HABIT, isAsking, isOwn, MOST_LEAD, type Named } from './free-report.js';
import { isAlsoAhead, partBegin } from './free-told.js';
import type { Reading } from './reading.js';
import { WAYS } from './free-outline.js';

const TAKES = /(?:跟|和|给|与|同|陪|请|帮|替|代|找|约|为|向|对|问|送|接|去|到|带|同着)(?:了)?(?:客户|那个|这个|那位|这位)?$/;
/** What is done with somebody, and over. */
const OVER_WITH =
  /^[^,。;!?]{0,12}?(?:聊|谈|唠|侃|扯|吹|讲|说|商量|讨论|沟通|交流|对接|碰|见|坐|吃|喝|整|撸|涮|搓|打|通|回|发|送|寄|办|签|填|改|确认|核对|解释|介绍|推荐|演示|汇报|道歉|道|拜|祝|视频|语音|面谈|加|拉|逛|爬|钓|对|核|走|跑|做|弄|搞|处理|操作|转|测|录|过|传|拿|带|交|换|订|报|领|买|取|开|存|查|印|排|续|激活|教|劝|推|补|倾|饮|下|贺|问)(?:去|来|出|过去|过来|回|掉)?(?:了|过|完|好了|妥了|上了|到了|成了|着了|清楚了|明白了|的(?=[\s,。]|$))/;
/** 「跟李阿姨聊天才知道她孙子考上北大」「陪他去医院，花了一上午」 */
const LEARNED_BY =
  /^[^,。]{0,8}?(?:聊天|聊|吃饭|见面|说话|通话|打电话|喝茶)(?:时|的时候|中)?(?:才|就)?(?:知道|得知|了解到|听[他她]说|发现|说起|聊起|提到)/;
const SPENT = /^去?[^,。]{1,16}[,\s](?:花了|用了|忙了|折腾了|排了|跑了)/;
/** 「去了陈晓梅店里」: the way there is told as over, the place is his. */
const HIS_PLACE =
  /^的?(?:(?:花|小|饭|门|药|网|茶)?店|公司|厂|单位|办公室|工作室|铺子|门市|学校|工地|那儿|那里|那边|家(?!的|人|属|长|常|乐))里?(?=[\s,。]|$|一?趟|坐|聊|看|转|逛|参观)/;
const WENT = /(?:去|到|跑|上|来)(?:了|过)(?:一?趟)?$/;
const BUSY_WITH =
  /^[^,。;!?]{0,12}?(?:聊|谈|见面|吃|喝|沟通|交流|打电话|通电话|通话|视频|碰头|碰面|会面|散步|钓鱼|爬山|打球|下棋|逛|打牌|打麻将|徒步|跑步|看展|看电影|喝早茶)/;
const PLANNED = /要|想|得|该|打算|准备|计划|等|如果|帮我|提醒|记得|别|没|未|不|忘|再去|应该|希望|谁|你/;
const HIS_MATTER =
  /^(?:那边|那儿|那里|那头|这边|那个事|的(?:那|这)?个?事(?:儿|情)?|那事)?[\s,]*我(?:也|都|刚才?|刚刚|已经|已|今天|昨天|上午|下午|早上|中午|昨晚|又)*(?:(?:跟|给|和|帮|替|找)(?:他|她))?(?:问|联系|约|拜访|回访|回|打|通|发|说|讲|聊|谈|解释|沟通|催|提|见|看|确认|核实|办|弄)(?:过电话|完|过|好|清楚|明白|到|上|妥)?(?:了|过)/;

/** 「张国强约喝咖啡没约成」「王明约了两次才见上」 */
const TRIED =
  /^(?:那边|又|今天|昨天|上周|这周|前天)*(?:约|找|打|联系)(?:了)?[^,。说问我你]{0,8}?(?:没(?:约|见|聊|吃|联系)(?:成|上|到|着)|才(?:见|约|联系|打)(?:上|到|着|通))/;
/** 「郑总刚才的电话里透露…」 */
const TOLD_BY_WAY =
  /^(?:刚才?|刚刚|今天|昨天|前天|上午|下午|早上|中午|昨晚)(?:的|在)?(电话|微信|企微|视频|语音|短信|邮件)(?:里|上|中)(?:跟我)?(?:透露|说|讲|提|表示|告诉|答应|承诺|确认|解释)/;
/** 「他老爷子住院了，我拎了箱牛奶去医院看了看」 */
const CALLED_ON =
  /^[^;。]{0,16}[,\s]我(?!们)[^,。要想得]{0,10}(?:去|到|上)(?:了)?(?:医院|病房|他家|她家|家里)[^,。]{0,4}?(?:看了看|看了(?=[\s,。他她]|$)|看望了|探望了|慰问了|坐了)/;
/** 「企微上把季报发给顾明了」, before whom. */
const HANDS =
  /(?:^|[,\s我]|刚才?|已经?|今天|上午|下午)(?:(?:企业)?(微信|企微|短信|邮件)(?:上|里)?)?(?:我|已经?|刚才?)*[把将][^,。说问]{1,12}(?:发|传|转|推)(?:给|到)$/;
/** 「上礼拜四见的欧阳雪」, before whom. */
const WAS_SEEN = /^(?:见|聊|拜访|面谈|接待|碰见)的(?:是|客户)?$/;

/** 「前天去马骏厂里看了一圈」: who was called on where he is was met. */
export const isCalledOn = ({ text }: Reading, person: { start: number; end: number }): boolean =>
  /[去到上跑]了?(?:一?趟)?$/.test(text.slice(0, person.start)) && HIS_PLACE.test(text.slice(person.end));

/** What was done, told in forms of their own beside 「跟…聊了」; undefined for none of them. */
function inItsForm(reading: Reading, person: Named): Heard | undefined {
  const { text } = reading;
  const before = text.slice(0, person.start);
  const words = text.slice(person.end, person.end + CHARACTERS_OF_CLAUSE);
  const hands = words.startsWith('了') ? HANDS.exec(before) : null;
  const handed = hands && !PLANNED.test(before.slice(0, hands.index)) ? { end: person.end + 1, mode: WAYS[hands[1] ?? ''] ?? 'digital' } : undefined;
  if (handed) return handed;
  const seen = reading.moments('past').find((span) => span.start === 0 && WAS_SEEN.test(text.slice(span.end, person.start)));
  if (seen && (seen.value.date ?? '9') <= reading.today) return { end: person.end, mode: 'faceToFace' };
  if (before.trim() !== '' || isAsking(reading, person.end)) return undefined;
  const tried = TRIED.exec(words);
  if (tried) return { end: person.end + tried[0].length };
  const told = TOLD_BY_WAY.exec(words);
  if (told) return { end: person.end + told[0].length, mode: WAYS[told[1] as string] };
  const called = CALLED_ON.exec(words);
  return called ? { end: person.end + called[0].length, mode: 'faceToFace' } : undefined;
}

/** What the speaker did with a client, told in any words: 「咱跟吴大勇整了顿烧烤」「孙丽华那边我刚问过了」. */
export function doneWith(reading: Reading, person: Named): Heard | undefined {
  const { text } = reading;
  if (person.mention === undefined || person.mention.by === 'pronoun' || person.start > MOST_LEAD) return undefined;
  if (reading.isQuoted(person.start) || isToldByOthers(reading) || isDreamt(reading, person.start) || isImagined(reading, person.end))
    return undefined;
  if (reading.hits('hearsay').some((hit) => hit.start <= person.start) || reading.has('question', 0, person.start)) return undefined;
  const before = text.slice(0, person.start);
  const words = text.slice(person.end, person.end + CHARACTERS_OF_CLAUSE);
  const matter = HIS_MATTER.exec(words);
  if (matter && isOwn(reading, before) && !isAsking(reading, person.end)) return { end: person.end + matter[0].length };
  const formed = inItsForm(reading, person);
  if (formed) return formed;
  const takes = TAKES.exec(before);
  if (!takes) return undefined;
  const lead = before.slice(0, takes.index);
  if (PLANNED.test(ownLead(lead)) || !isOwn(reading, lead) || HABIT.test(before)) return undefined;
  const over = OVER_WITH.exec(words) ?? LEARNED_BY.exec(words) ?? SPENT.exec(words);
  const isAhead = reading
    .moments('future')
    .some((span) => span.end <= person.end + (over?.[0].length ?? 8) && (span.value.date ?? '') > reading.today && !isPastToo(reading, span));
  if (isAhead || isAsking(reading, person.end)) return undefined;
  const visited = WENT.test(before) ? HIS_PLACE.exec(words) : null;
  if (visited) return { end: person.end + visited[0].length, mode: 'faceToFace' };
  if (over && !/要|想|准备|打算|应该|没|未|不/.test(over[0])) return { end: person.end + over[0].length };
  const isThen = reading.moments('past').some((span) => {
    const { date, time } = span.value;
    if (span.end > person.start || date === undefined || date > reading.today || isAlsoAhead(reading, span)) return false;
    return date < reading.today || (time ?? partBegin(span.text)) <= reading.time;
  });
  const busy = isThen || reading.has('just', 0, person.start) ? BUSY_WITH.exec(words) : null;
  return busy && !/要|想|准备|打算|应该|没|未|不/.test(busy[0]) ? { end: person.end + busy[0].length } : undefined;
}

function isPastToo(reading: Reading, span: { start: number }): boolean {
  return reading.moments('past').some((one) => one.start === span.start && (one.value.date ?? '9') <= reading.today);
}
