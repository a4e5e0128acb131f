import { isDoneAt } from './errand.js';
import { isQuestion, isToldByOthers } from './free-guard.js';
import { futureMoment } from './future-moment.js';
import type { Reading } from './reading.js';
import { mainMention } from './slots.js';
import type { MomentSpan } from './time/types.js';

export const BLOCKS_CUE =
  /说|问|讲|让|(?<![开例晨夕早晚周年班个有])会(?!议)|没|不|忘了|怎么|咋|如何|什么|哪|谁|经常|总是|每次|已经|昨天|谢谢|感谢|多亏|还好|幸好|你们|他们|老婆|老公|领导|同事|妈妈?|爸爸?|告诉|要求|以前|之前你|还|一直|都|才/;

/** Where the clause of a cue begins: behind a mark, or behind a space that closes words with a time of their own. */
export function clauseBefore(reading: Reading, at: number): number {
  const { text } = reading;
  const mark = Math.max(...[',', '。', ';', '!', '?'].map((one) => text.lastIndexOf(one, at - 1))) + 1;
  const space = text.lastIndexOf(' ', at - 1);
  const isTimed = space > mark && reading.moments('future').some((span) => span.start >= mark && span.end <= space);
  const from = isTimed && !/说|讲|问|让/.test(text.slice(mark, space)) ? space + 1 : mark;
  return Math.max(from, turnsToAsk(reading, at)?.start ?? 0);
}

const GOES_ON_SO = '(?:以后|往后|今后|就|先|得|再|也|还|都|可以|记得|帮我|给我|到时候?|请|在|[\\s,])*';
/** 「…你」「…所以」 with nothing behind it but the time. */
const TURNS = new RegExp(`(你|您|麻烦你?|所以|然后|那(?:你|您)?)${GOES_ON_SO}$`);
const ONLY_ASKING = new RegExp(`^${GOES_ON_SO}$`);
/** 「…四点二十到站到时候提醒我去接」 */
const THEN = /(?:到时候?|到点)(?:再|你|就|记得|请|[\s,])*$/;
const AHEAD_OF_IT = /提前[^,。;提]{1,8}$/;
/** 「他说你八点提醒我」: whom somebody else spoke to. */
const SPOKEN_TO = /[说讲让叫要请跟给和对找帮替问诉得道谢][\s,]*$/;

/** 「…人多你八点十分就提醒我出门」「…所以五点半提醒我走」: where a run-on turns to the assistant with the time and the asking. */
export function turnsToAsk(reading: Reading, at: number): { start: number; end: number; isAddressed: boolean } | undefined {
  const { text } = reading;
  if (saysSo(text, at)) return undefined;
  const then = THEN.exec(text.slice(0, at));
  if (then && !SPOKEN_TO.test(text.slice(0, then.index))) return { start: then.index, end: at, isAddressed: true };
  const ahead = AHEAD_OF_IT.exec(text.slice(0, at));
  const span = ahead
    ? undefined
    : reading.moments('future').findLast((one) => one.end <= at && one.value.date !== undefined && ONLY_ASKING.test(text.slice(one.end, at)));
  const to = ahead?.index ?? span?.start;
  const turn = to === undefined ? null : TURNS.exec(text.slice(0, to));
  if (!turn || SPOKEN_TO.test(text.slice(0, turn.index))) return undefined;
  return { start: turn.index, end: turn.index + turn[0].length, isAddressed: turn[1] !== '然后' };
}

/** 「跟张国强吃了个午饭…记得送份贺礼」: the sentence tells of a contact, and this is a promise in it. */
export function tellsBefore(reading: Reading, at: number): boolean {
  const main = mainMention(reading);
  return (
    main !== undefined &&
    main.end <= at &&
    reading.words.some((hit) => (hit.tag === 'met' || hit.tag === 'did' || hit.tag === 'cameIn' || hit.tag === 'outcome') && hit.end <= at)
  );
}

export const CALLS_ME = new Set(['叫我', '喊我', '催我', '记得', '记着']);

/** 「刚电话孙丽华，她忙着，叫我别烦她，过俩礼拜再说」: what the client asked, in a report; a time right before it is an instruction. */
export function isAskedByClient(reading: Reading, at: number): boolean {
  const main = mainMention(reading);
  if (!main || main.by === 'pronoun' || main.start >= at) return false;
  const isTold = tellsBefore(reading, at) || (reading.has('just', 0, at) && reading.has('mode', 0, at));
  const from = clauseBefore(reading, at);
  return isTold && !reading.moments('future').some((span) => span.start >= from && span.end <= at);
}

/** 别忘了, 记得 said to somebody else: 「咱们中午一起去，别忘了」. */
const TO_OTHERS = /你|您|咱|大家|我们|给我|亲|(?:带|拿|送|捎|搬|借|还)过来/;

const COAXING = /[啊哦哈呀哟啦嘛呗噢喔][\s。.!~]*$/;

/** 「今天下雨了，记得带伞」「记得晚上回家啊」: the day is told apart from the urging, or the tone is one for people. */
export function isSaidToOthers({ text, isCoaxing }: Reading, at: number, moment: { start: number; end: number } | undefined): boolean {
  if (isCoaxing || TO_OTHERS.test(text) || COAXING.test(text)) return true;
  return moment !== undefined && moment.end <= at && /[,。;!?]/.test(text.slice(moment.end, at)) && /[了的]/.test(text.slice(moment.end, at));
}

const SAYS = /[\u4e00-\u9fff](?:说|讲|问|喊|嚷|回|写|来了?一?句|冒出?一?句|丢下?一?句|发(?:来|了)?(?:一?条)?(?:微信|短信|消息|语音))$/;
const LONGEST_SAYS = 10;

/** 「老公来了一句：你明天提醒我…」: whose words stand behind the colon, up to the offset. */
function saysSo(text: string, at: number): boolean {
  const colon = text.lastIndexOf(':', at - 1);
  return colon > 0 && SAYS.test(text.slice(Math.max(0, colon - LONGEST_SAYS), colon)) && !/[。;!?]/.test(text.slice(colon, at));
}

/** 「他说提醒我…」, 「如果提醒我…」; what stands behind the cue is what to remind of, films and training too; before it they are what has its time. */
export function isToldOrImagined(reading: Reading, at: number): boolean {
  if (reading.isQuoted(at) || isToldByOthers(reading) || saysSo(reading.text, at)) return true;
  return reading.words.some(
    (hit) =>
      (hit.tag === 'hypothetical' || hit.tag === 'hearsay') &&
      hit.start < at &&
      !reading.isQuoted(hit.start) &&
      !EVENT.test(reading.text.slice(hit.start, hit.end)) &&
      !reading.text.startsWith('新闻联播', hit.start),
  );
}

/** 「等我到家提醒我收衣服」: a time no clock tells; it is asked. */
export const WHEN_IT_HAPPENS =
  /^(?:等(?:我|他|她)?|一|快)?(?:起来|起床|(?:上班|下班|回家)?路上|到家|到网点|到支行|到行里|到单位|到公司|到了|下雨|下雪|天黑|下班|上班|出门|回家|回来|睡前|睡觉|早饭|午饭|晚饭|饭|吃完?[早午晚中]?饭|散会|开完会|忙完|有空)(?:了|前|后|时|之前|之后|以后|的时候)?$/;

/** 「考前一周」「开会前10分钟」「生日那天」: reckoned from something whose day may not be in the words. */
const BEFORE_EVENT =
  /^(?:(?![^,。]{0,5}(?:每次|都|总|修|改|取消|删))[^,。]{0,6}?(?:考试?|会议?|开会|面试|面签|手术|起飞|发车|开车|开赛|开课|上课|开始|出发|登机|到期|截止|婚礼|生日|体检|比赛|演出|活动|过期)(?:(?:之|以)?[前后](?:的)?(?:[0-9一二两三四五六七八九十半]{1,3}个?半?(?:天|周|星期|礼拜|月|小时|钟头|分钟|刻钟))?|的?时候?|那天|当天)|(?:过完|过了)[\u4e00-\u9fff]{1,3}|下午茶(?:时间|时候?)?|饭点|茶歇|午休(?:时间|时候?|前|后)?)$/;

/** What has its time and is to be thought of before it: 「周四的会提前一天提醒我」. */
const EVENT =
  /(?:[早晨午晚例周班夕]?会|会议|培训|考试|面试|面签|双录|课|比赛|航班|飞机|火车|高铁|动车|车|船|演出|电影|聚会|聚餐|饭局|婚礼|手术|体检|复诊|回诊|复查|出院|开学|放学|开盘|收盘|门诊|活动|路演|答辩|验收|讲座|直播|值班|生日|纪念日|约)(?:我?主持|我?参加|我?主讲)?(?:的)?$/;
/** 「如果三点张伟还没来，提醒我打电话」: the hour is told, what depends on something stays in the words. */
export function isOwnCondition(reading: Reading, at: number): boolean {
  if (reading.isQuoted(at) || isToldByOthers(reading) || reading.has('hearsay') || isQuestion(reading)) return false;
  const conditions = reading.hits('hypothetical', 0, at).filter((hit) => !reading.text.startsWith('的话', hit.start));
  return (
    conditions.length === 1 &&
    conditions.every((hit) => /^(?:如果|要是|万一|若是)$/.test(reading.text.slice(hit.start, hit.end))) &&
    /没|不|忘/.test(reading.text.slice(0, at)) &&
    !/你们|他们|谢谢|应该|就好/.test(reading.text)
  );
}

/** 25点, 三十点, 70分 behind an hour: nothing a clock shows. 「周四十点」 is ten o'clock of a Thursday. */
export const NO_SUCH_HOUR =
  /(?<![0-9.:])(?:2[5-9]|[3-9][0-9])(?:点(?![心位数卡了])(?:钟|半|整)?|:[0-5][0-9])|(?<!周|星期|礼拜)(?:二十[五六七八九]|[三四五六七八九]十[一二三四五六七八九]?)点(?:钟|半|整)?|(?<=[点时])(?:[6-9][0-9]|[六七八九]十[一二三四五六七八九]?)分/;

/** At some time that is not said. */
const LATER =
  /回头|改天|得闲|待一?会儿?|等一?会儿?|等一?下|等等|过一?会儿?|一会儿?|尽快|尽早|抽空|有空|得空|晚点|晚些|稍后|稍晚|或者?|还是|每隔一?段时间|隔三差五|时不时|到点了|[一每]?[天日]?[一两二三四五六]次|周末两天/g;
/** 「妈妈回诊提醒我带健保卡」: whose thing it is; she does not do the reminding. */
const OF_FAMILY =
  /^我?(?:妈妈?|爸爸?|老婆|老公|孩子|儿子|女儿|媳妇|爱人|父母|爷爷|奶奶|外婆|姥姥|岳母|岳父|公公|婆婆|宝宝|狗狗|猫咪?)的?(?=(?:过?生日|回诊|复诊|复查|体检|手术|出院|开学|放假|放学|家长会|考试|比赛|飞机|高铁|火车|航班)$)/;
/** 「我妈九点四十到高铁站到时候提醒我去接」: what they do then, and the asking behind it. */
const FAMILY_COMES =
  /^我?(?:妈妈?|爸爸?|老婆|老公|孩子|儿子|女儿|闺女|媳妇|爱人|父母|爸妈|爷爷|奶奶|外婆|外公|姥姥|岳母|岳父|公公|婆婆|对象|弟弟|妹妹|[哥姐弟妹])(?:要|该|得|也|会|的[\u4e00-\u9fff]{2})?(?:到(?!时|点)[^,。]{1,8}?|过来|回来|回家|落地|降落|起飞|出站|到站|出发|下(?:车|飞机|班|课|学)|放学|上课|打针|吃药|面试|演出|值班|开会)[\s,]*(?:到时候?|到点|记得|再|请|就|[\s,])*$/;
const LONGEST_LEAD = 12;
/** 提醒一下我 */
const LONGEST_CUE = 5;
/** Who is said to do the reminding, or of whom it is told. */
export const SUBJECT =
  /他|她|它|(?:老师|医生|护士|物业|系统|手机|银行|公司|客户|同事|领导)[长们]?(?:又|都|总|老|常|会|就|刚|已经?|还|也|一直|[\s,])*$|每次|总是|老是|[总老](?=提|叫|喊|让)|上次/;

/**
 * What stands before 提醒我 in its clause besides times, courtesy and clients. `isBlocked`: somebody else who reminds, a story.
 * `isLed`: something that has its time stands there.
 */
export function before(reading: Reading, from: number, to: number, isLast = false): { rest: string; isBlocked: boolean; isLed: boolean } {
  const { text } = reading;
  let rest = '';
  for (let at = from; at < to; at++) {
    const span = reading.times('future').find((one) => at >= one.start && at < one.end);
    const mention = reading.mentions.find((one) => at >= one.start && at < one.end);
    if (span) at = span.end - 1;
    else if (mention) at = mention.end - 1;
    else rest += text[at];
  }
  if (WHEN_IT_HAPPENS.test(rest.trim()) || BEFORE_EVENT.test(rest.trim())) return { rest: '', isBlocked: false, isLed: false };
  if (FAMILY_COMES.test(rest)) return { rest: '', isBlocked: false, isLed: true };
  rest = rest
    .replace(LATER, '')
    .replace(NO_SUCH_HOUR, '')
    .replace(
      /一到就?|到时候?|到点|到时间|提前[^,。;]{1,6}(?:分钟|小时|钟头|刻钟|天|周)|(?:连续|连着|一连)(?:[0-9一二两三四五六七八九十]+(?:天|周|个?星期|个?礼拜|个月)|半个月)/g,
      '',
    )
    .replace(/^(?:从|自)?(?:起|开始|往后)|^(?:从|自)|早中?晚|^中?晚$|就$|^(?:所以|然后)/g, '')
    .replace(/[周星期礼拜][一二三四五六日天]|每天|工作日|到|至|提前|各|分别|和|跟|还有/g, '')
    .replace(
      /我?(?:是|想|就)说(?!明)|我?的?意思是(?:说)?|不好意思|我?(?:想|就)问(?:一?下)?|我?想(?=请|麻烦|让|能|可以)|让?(?:小助理|助理)|之间|就是说|那个|这个|就是|呃|额|啊|呢|请问|请|麻烦|帮我|给我|帮忙|帮|能不能|可不可以|能否|可以|能|你|您|那|嗯|好的|到时候|到时|别忘了?|不要忘了?|记得|再|也|先|另外|还有|对了|财伴|小财|小助手|小助理|助手|务必|千万|一定|准时|按时|准点|番茄钟|从|起|于|整|要|在|的|设置|设定|设|定|创建|新建|添加|安排|预约|弄|搞|加|建|一?个|[\s,、]/g,
      '',
    );
  // 「每天早上八点都提醒我」「周六周日都提醒我」「上午九点游泳，下午三点钢琴，都提醒我」
  const isOfSeveral = ({ kind, value }: MomentSpan): boolean => kind === 'recurrence' || value.endDate !== undefined;
  const timed = /^(?:以后|今后)?都$/.test(rest) ? reading.moments('future').filter((span) => span.end <= to) : [];
  if (timed.length > 1 || timed.some(isOfSeveral)) rest = '';
  if (rest === '') return { rest, isBlocked: false, isLed: false };
  rest = rest.replace(OF_FAMILY, '');
  const isBlocking = BLOCKS_CUE.test(rest);
  const hasClient = reading.mentions.some((one) => one.start >= from && one.end <= to && one.people.length > 0);
  if (!isBlocking && (hasClient || /(?:前|后|时|时候|之前|之后|到期|开会|个会|有会|过期)$/.test(rest)))
    return { rest, isBlocked: false, isLed: false };
  // 「周四晚上练琴提醒我」: what to do, and then the asking.
  if (isLast && !isBlocking && rest.length <= 10 && !SUBJECT.test(rest) && isDoneAt(rest.replace(BEFORE_IT, '')))
    return { rest: '', isBlocked: false, isLed: true };
  const event = EVENT.exec(rest);
  const moment = futureMoment(reading);
  const isOfEvent = event !== null && (moment !== undefined || rest.length <= 6) && rest.length <= 10 && !BLOCKS_CUE.test(rest.slice(0, event.index));
  // 「护照快过期了 12月5号提醒我去换」「周日大扫除提醒一下」: what it is about, and a time of its own.
  // 「车子年检提醒我12月28号去」, not 「丈母娘提醒我冬至回家」.
  const isBeside = moment !== undefined && moment.start >= to && moment.start <= to + LONGEST_CUE && isDoneAt(rest);
  const isInside = moment !== undefined && reading.moments('future').some((span) => span.start >= from && span.end <= to);
  const isTimed = (isInside || isBeside) && rest.length <= LONGEST_LEAD && !isBlocking;
  const isLed = (isOfEvent || isTimed) && !SUBJECT.test(rest) && !SOMEBODY.test(rest);
  return { rest, isBlocked: !isLed, isLed };
}

/** 「护理师每半小时提醒我一次」: somebody, and nothing that is to be done. */
const SOMEBODY =
  /^我?的?[\u4e00-\u9fff]{0,3}(?:[老护药律厨园教]师|理师|师傅|护工|保安|店[员长]|组长|班长|室友|朋友|闺蜜|邻居|秘书|教练|客服|同学|舍友|管家)$/;

/** 「考试前一天整理资料」: when it is to be done. */
const BEFORE_IT =
  /^(?:睡前|睡觉前|饭前|饭后|下班后|下班前|上班前|出门前|起床后|[\u4e00-\u9fff]{0,3}(?:考试?|开会|面试|出发|登机|比赛|手术|出差|到期)[前后](?:[一两二三四五六七][天周]|[一两三]个?(?:小时|月))?)/;

/** 「明天提醒我开会的是妈妈」: who does the reminding is told. */
export const WHO_REMINDS =
  /^(?![^,。;]{0,6}要[^,。;]{1,4}的是)[^,。;]{0,10}?的(?:人|那[个位][\u4e00-\u9fff]{0,4}|系统|同事|老师|邻居)?(?:可能|应该|会|不会|不|不只|到底|究竟|就)*(?:是(?!否|不是)|姓|名叫|住)/;
