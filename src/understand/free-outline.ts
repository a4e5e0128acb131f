import { isDreamt, isImagined, isSpeakers, isToldByOthers } from './free-guard.js';
import { ownLead, type Heard } from './free-heard.js';
import { isAlsoAhead } from './free-told.js';
import { BUSINESS, isAheadBefore, isAsking, isOwn, type Named } from './free-report.js';
import { subjectBehind } from './free-subject.js';
import type { Reading } from './reading.js';

/**
 * Reports by their outline alone: who, with whom, a verb of dealing with people, and what says that it is over. Read last of
 * all, for sentences of which nothing else was made; whatever it finds is shown before it is stored.
 */

/** Somebody wonders, imagines, praises or jokes: nothing is reported. */
const MUSES =
  /羡慕|觉得|感觉|估计|大概是|也许|好像|似乎|是不是|会不会|不知道|不晓得|但愿|纠结|要不要|早知道|其实|本来|差点|[最真]怕|难怪|居然|哈哈|笑死|笑醒|吓|懒得|不如|宁可|你|您|咱俩|好久没|名字|长得|每次|每回|总是|老是|从来|天天|梦|我猜|琢磨|想起|要是|如果|万一|假如|上辈子|朋友圈|抖音|第一个|一般|以前|当年|去年|真[是的]|有意思|好玩|可爱|应该|该不会|八成|怕是|希望(?:他|她)/;
/** To be done, not done. */
const PLANNED = /要|想|得|该|打算|准备|计划|等|如果|帮我|提醒我|记得|别|没|未|不|忘|再|希望|谁|先|请你|麻烦|让|叫/;

const WAY = '(?:电话|手机|微信|企微|企业微信|短信|邮件|视频|语音|上门|当面|登门|口头|书面|线上|私信|电邮|传真|快递)';
/** What a manager does with a client, by word, thing or visit. */
const DEAL =
  '(?:联系|联络|电联|致电|去电|拜访|回访|走访|看望|探望|慰问|通知|告知|告诉|提醒|催促?|答复|回复|反馈|沟通|交流|聊|谈|说|讲|问|打|拨|发|寄|送|递|交|转发?|传|推送|推荐|介绍|解释|解答|说明|讲解|演示|展示|指导|协助|帮忙?|教|陪同?|带|领|约见?|会见|面见|见|接待|邀请|邀约|请|安抚|劝|祝贺?|贺|道喜|道贺|拜年|问候|对接|跟进|跟踪|核实|核对|确认|对账|补发|补寄|办理?|处理|操作|续|开通|开具?|出具|打印|做|测|录|签|填|改|更新|查|批|成|放款|赎|退|看|坐|吃|喝|碰|遇|逛|爬|打球|下棋|散步)';
const OVER = '(?:了|过|完|好|妥|到|上|成|清楚|明白|毕)';

const OBJECT = /(?:给|跟|和|与|同|向|对|为|帮|替|陪|请|约)(?:了)?(?:客户)?$/;
/** Told as done by its own form: 「给周岚致电祝贺…」. */
const BY_ITSELF = new RegExp(
  `^(?:致电|去电|去信|去函|电告|(?:打(?:个)?电话|发(?:个|条)?(?:短信|微信|邮件|消息|信息))(?:祝|问|告|说|通|讲|道|提醒|解释|核))(?=[^,。;!?]{2})`,
);
const DONE_WITH = new RegExp(`^[^,。;!?]{0,8}?${DEAL}[^,。;!?]{0,16}(?:了|过|完|好)(?:[\\s。.!]*$|[,。;\\s])`);
/** What he answered to it. */
const REACTS =
  /^[^,。;!?]{0,14}[,。\s](?:结果)?(?:他|她|客户|对方|人家|那边)?(?:已经|也|都|很|挺|还|就|暂时|正|在电话里|电话里)*(?:说|讲|表示|回|答应|同意|没|不|想|要|觉得|接|在(?:忙|开会|外地|开车|上班|家)|让我|叫我|问|知道了|认可|满意|考虑|犹豫|拒|谢|道谢|高兴|感兴趣|有兴趣|有意向|兴趣)/;

const LED_BY = new RegExp(
  `(?:(${WAY})?(?:(?:上门|登门|去|到)(?:看|探|参观|坐)(?=了)|(?:回答?|解答)(?=了)|联系|联络|电联|致电|去电|拜访|外访|回访|走访|面访|看望|探望|慰问|通知|告知|告诉|提醒|催|答复|回复|打给|(?:拨打?|打)(?:了|过)?(?:好?[几一二两三四五六0-9多][遍次个通回])?(?:给)?|拨通|发给|寄给|送给|转给|传给|约见|会见|面见|接待|邀请|邀约|安抚|劝|协助|指导|祝贺?|恭喜|推送|发|问候|跟进|对接|核实|沟通|找|(?:视频|语音|电话|微信|面谈|约谈|约访|会谈|座谈)(?:连线|通话|聊天)?(?=了|过|完))(了看|了|过|到|完|上了|好)?)(?:客户)?$`,
);
/** What came of trying. */
const CAME_OF_IT =
  /^(?:本人|的|电话|手机|号码|家里?|公司|座机|那边){0,3}[\s,]*(?:一直|始终|多次|两次|三次|几次|暂时|目前|又|还是|都|均)*(?:未果|无果|不成|失败|成功|没(?:有)?(?:联系上|联系到|接|通|回|应|人|见|找|碰|遇)|未(?:接|通|回|遇|能|联系)|联系不上|打不通|不通|不接|不回|语音信箱|语音留言|留言|彩铃|来电提醒|呼叫转移|关机|停机|欠费|占线|忙线|忙音|无人|没人|不在(?!乎|意)|拒[绝接]|挂断|被挂|接通|通了|接了|接听)|^[^。;]{0,16}[,\s](?:没见[着到]|没碰[着到]|扑空|扑了个空|白跑|吃了?闭门羹|没进去|不在家)/;

const OF_HIS =
  /^(?:那边|那儿|那里|那头|这边|家里?|的?(?:那|这)[个张份笔件次单][^,。;!?我]{0,10}?|的(?:那|这)?(?:[个张份笔件次])?[^,。;!?的]{1,10}?)(?=[,\s]|我|已|刚|都|全|也|补|电话|短信|微信|邮件|发|寄|送|办|打|说|告|通|联|核|查|更|续|处|弄|解|签|批|成|谈|退|赎|放)/;
/** 「那边合同已经寄出去了」: a thing of his between. */
const THEIR_THING = /^(?:那边|那儿|那里|这边)?的?(?:那|这)?(?:[个张份笔件次])?[^,。;!?我已刚都的那这]{2,8}(?=(?:我)?(?:已经?|刚才?|都)(?![\s,。]))/;
const DEALT = new RegExp(
  `^[\\s,]*(?:(?:我|已经?|刚才?|刚刚|都|全部?|也|今天|上午|下午|昨天|中午|给他|给她|帮他|帮她|跟他|跟她)*)(?:已经?)(?:${WAY})?(?:给他|给她|跟他|跟她|向他|向她)?${DEAL}|^[\\s,]*(?:我|刚才?|刚刚|都|全部?|也|今天|上午|下午|昨天|中午)*(?:${WAY}(?:里|上|中)?)?(?:给他|给她|帮他|帮她|跟他|跟她)?${DEAL}[^,。;!?]{0,8}${OVER}了?(?=[,。;\\s]|$)`,
);
/** A second half that tells it was passed on: 「…补发了，短信跟他说了一声」. */
const PASSED_ON = new RegExp(
  `[,\\s](?:我|也|已|已经)*(?:${WAY})?(?:[上下中]午|早上|晚上|昨天|前天|今天|周[一二三四五六日天]|刚才?|也|就|又|还|特意|专门|顺路)*(?:(?:跟|和|给|向|陪|帮|找|约|请)(?:他|她|客户)(?:本人)?(?:${WAY})?(?:把[^,。]{1,10}?)?(?:${DEAL}|买|存|取|领|换|激活|挂失|开)|(?:上|去|到)(?:了)?(?:他|她|客户)?(?:家|公司|单位|店|办公室|病房)(?:里)?(?:${DEAL}|去))[^,。;!?]{0,4}(?:了|过)`,
);

/** 「李秀兰今天生日，打电话祝贺了」: by a way, in a second half, and over. */
const THEN_BY_WAY = new RegExp(
  `[,\\s](?:我|也|已|已经|就|刚)*(?:打了?个?(?:电话|视频)|发了?[个条]?(?:微信|短信|消息|信息|邮件)|${WAY})[^,。;!?他她没不]{1,8}(?:了|过)(?:一?[声下趟]|[两几]句|喜|贺|谢|歉|喜酒|礼|早安)?(?:[\\s。.!]*$|[,。;])`,
);

const AT_OURS =
  /^(?:又|还|自己|亲自|一个人|今天|刚才?|上午|下午|早上|中午|已经?)*(?:在|到|来|去)?(?:我们)?(?:网点|支行|行里|银行|柜台|柜面|柜上|厅堂|大厅|大堂|窗口|自助区|贵宾室|理财室|机器上|手机银行上?|网银上?|APP上?)(?:里|上|这边)?/;
const HE_DID =
  /^(?:又|还|自己|亲自|先|都|已经?|刚才?|也|就|把[^,。]{1,10}?|将[^,。]{1,10}?)*(?:填|签|做|办|买|卖|存|取|转|赎|续|开|销|换|改|补|交|缴|还|领|拿|测|录|认购|申购|追加|加仓|减仓|清仓|定投|测评|激活|挂失|更新|提供|补充|体验|参加|报名|下载|绑定|升级|打印|咨询|问|看|回|接|收|寄|发|投|到账|入账|转正|成交|下单|签约|退)[^,。;!?]{0,8}?(?:了|过|完|好|妥|成|掉|走|到|上)/;
const BROUGHT =
  /^(?:陪|带|领|代|替|帮|跟|拉)(?:着|了)?(?:他|她|老人|客户)?(?:一起|一块儿?)?(?:过)?来(?:的|了|过|办|咨询|签|取|存|网点|行里|银行|柜台)/;
const HIS_PEOPLE =
  /^(?:的|他|她|家的?|家里)?(?:老公|老婆|爱人|老伴|女儿|儿子|闺女|爸爸?|妈妈?|父亲|母亲|媳妇|先生|太太|孙女|孙子|弟弟?|妹妹?|哥哥?|姐姐?|女婿|儿媳)/;
/** He answered by a way that is named: 「短信回复：同意续作」. */
const ANSWERED_BY =
  /^(?:在)?(电话|手机|微信|企微|短信|邮件|视频|语音)(?:上|里|中)?(?:回复|回|答复|反馈|留言|通知|告知|发来)(?:了|说|我|我们|过来|消息|信息)*[\s:,]*(?=[^\s:,])/;
const WROTE_BACK =
  /^(?:已经?|刚才?|今天|终于|也|就)*(?:回(?:了)?(?:我)?(?:个|条)?(?:信|话|消息|信息|微信|短信|电话|邮件|复)|有(?:回音|回信|回复|答复|消息|反馈))(?:了|说|过来)+/;
/** A way of meeting by the word for it. */
export const WAYS: Readonly<Record<string, string>> = {
  电话: 'phone',
  手机: 'phone',
  微信: 'digital',
  企微: 'digital',
  视频: 'digital',
  语音: 'digital',
  短信: 'sms',
  邮件: 'email',
};

const TELLS =
  /^(?:也|还|又|就|都|今天|刚才?|最近|目前|现在|暂时)*(?:说|表示|讲|透露|提到|反馈|提出|答应|同意|承诺|愿意|确认|决定)(?:了|过)?(?!话|不定|实在|到底|起来|[:“"「]|一声|[的得](?:那|这|对))/;
/** Of his own plans and money, not of the weather. */
const HIS_NEWS =
  /打算|准备|计划|下个?月|下周|明年|年底|年后|月底|周[一二三四五六日]|礼拜|到时|回头|手头|手里|家里|孩子|儿子|女儿|老公|老婆|爸|妈|房|车|生意|店|工作|退休|手术|住院|出差|出国|搬|装修|拆迁|回来|过来|来行|来网点/;
/** 「要一份净值表，后天给他」: what he wants, and that the speaker will see to it. */
const WANTS_THEN =
  /^(?:今天|刚才?|上午|下午|还|也|又|就)*(?:想要?|要|需要|托我|让我|叫我|请我|求我|催我|催)[^,。;!?]{2,20}[,。\s](?:我)?(?:[^,。;!?]{0,8})(?:给|发|送|寄|带|打|回|办|查|问|弄|做|准备|答应|安排|约)(?:给)?(?:他|她)?/;

/** What a sentence reports of a client, told by its slots. */
export function outlinedOf(reading: Reading, person: Named): Heard | undefined {
  const { text } = reading;
  if (person.mention === undefined || person.mention.by === 'pronoun' || person.start > MOST_LEAD || text.length > LONGEST) return undefined;
  if (person.end > text.length - 2 || MUSES.test(text) || isToldByOthers(reading) || isDreamt(reading, person.start)) return undefined;
  if (reading.isQuoted(person.start) || reading.isQuoted(person.end + 1) || isImagined(reading, person.end) || reading.has('hearsay'))
    return undefined;
  if (reading.has('question') && !/问/.test(text)) return undefined;
  if (isAsking(reading, person.end) || FOR_ME.test(text)) return undefined;
  return withWhom(reading, person) ?? ledBy(reading, person) ?? ofHis(reading, person) ?? byHimself(reading, person);
}

/** 「王总的情况给我看一下」 asks. */
const FOR_ME = /(?:给我|帮我|让我|替我|发我|麻烦|请)(?:看|查|找|调|翻|列|报|发|说|讲|念|拉|打开)/;
const MOST_LEAD = 40;
const LONGEST = 120;

/** 周三 alone may lie ahead as well: no word says which. */
const isEitherDay = (reading: Reading, to: number): boolean =>
  reading.moments('past').some((span) => span.start < to && (span.value.date ?? '9') <= reading.today && isAlsoAhead(reading, span));

/** 「给张伟发短信提醒他还款了」「给周岚致电祝贺…」. */
function withWhom(reading: Reading, person: Named): Heard | undefined {
  const { text } = reading;
  const before = text.slice(0, person.start);
  const takes = OBJECT.exec(before);
  if (!takes) return undefined;
  const lead = ownLead(before.slice(0, takes.index));
  if (PLANNED.test(lead) || !isOwn(reading, lead)) return undefined;
  const words = text.slice(person.end);
  const told = BY_ITSELF.exec(words) ?? DONE_WITH.exec(words);
  if (told && !isAheadBefore(reading, person.end + told[0].length) && !/[没未不别]/.test(told[0].slice(0, 6)))
    return { end: person.end + told[0].trimEnd().length };
  return undefined;
}

const TOLD_BY_WAY = /(?:通知|告知|告诉|提醒|答复|回复|问候|祝贺?|恭喜|回访|核实|推送)(?:客户)?$/;

/** 「联系周岚未果」「打给欧阳静，语音信箱」「已电话通知陈晓梅理财到期」. */
function ledBy(reading: Reading, person: Named): Heard | undefined {
  const { text } = reading;
  const before = text.slice(0, person.start);
  const led = LED_BY.exec(before);
  if (!led) return undefined;
  const lead = ownLead(before.slice(0, led.index));
  const words = text.slice(person.end);
  if (PLANNED.test(lead.replace(/再次|又再/, '')) || !isSpeakers(reading, lead) || isAheadBefore(reading, person.end)) return undefined;
  const isDone = led[2] !== undefined || /已|刚|[上下中]午|早上|今早|昨/.test(lead);
  const isCome = CAME_OF_IT.test(words) || REACTS.test(words);
  const isByWay = led[1] !== undefined && (isDone || TOLD_BY_WAY.test(led[0]) || /了[\s。.!]*$/.test(words)) && words.trim().length >= 3;
  // 「跟进王建国：仍在犹豫」
  const isNoted = /^\s*:\s*[^\s]{3}/.test(words);
  if (!(isDone || isCome || isByWay || isNoted) || isEitherDay(reading, person.end)) return undefined;
  const isCalled = /打|拨|致电|去电|电联/.test(led[0]);
  return { end: person.end, ...(isCalled ? { mode: 'phone' } : {}) };
}

/** 「张伟那边已短信告知测评到期」「张伟的账单补发了，短信跟他说了一声」. */
function ofHis(reading: Reading, person: Named): Heard | undefined {
  const { text } = reading;
  if (!isOwn(reading, text.slice(0, person.start))) return undefined;
  const words = text.slice(person.end, person.end + CLAUSE);
  const his = THEIR_THING.exec(words) ?? OF_HIS.exec(words);
  const rest = words.slice(his?.[0].length ?? 0);
  const dealt =
    his || /^[\s,]*(?:我|已|电话|短信|微信|邮件)/.test(rest)
      ? (DEALT.exec(rest) ?? PASSED_ON.exec(rest) ?? THEN_BY_WAY.exec(rest))
      : (PASSED_ON.exec(rest) ?? THEN_BY_WAY.exec(rest));
  if (!dealt || isAheadBefore(reading, person.end + (his?.[0].length ?? 0)) || /[没未不别][^,。]{0,3}$/.test(rest.slice(0, dealt.index)))
    return undefined;
  return { end: person.end + (his?.[0].length ?? 0) + dealt[0].length };
}

const CLAUSE = 60;

/** 「孙丽华短信回复：同意续作」「吴大勇在网点填了问卷」「吴大勇说下个月有笔拆迁款到账，…」. */
function byHimself(reading: Reading, person: Named): Heard | undefined {
  const { text } = reading;
  if (!isOwn(reading, text.slice(0, person.start))) return undefined;
  const first = text.slice(person.end, person.end + CLAUSE);
  const answered = ANSWERED_BY.exec(first);
  if (answered) return { end: person.end + answered[0].length, ...modeOf(answered[1]) };
  const back = WROTE_BACK.exec(first);
  if (back) return { end: person.end + back[0].length };
  const subject = subjectBehind(reading, person.end);
  if (!subject) return undefined;
  const words = text.slice(subject.at, subject.at + CLAUSE);
  const place = AT_OURS.exec(words);
  const did = HE_DID.exec(words.slice(place?.[0].length ?? 0));
  if (did && !isAheadBefore(reading, subject.at + did[0].length) && (place || (subject.isTold && BUSINESS.test(words))))
    return {
      end: subject.at + (place?.[0].length ?? 0) + did[0].length,
      ...(place && !/手机|网银|APP/i.test(place[0]) ? { mode: 'onSite' } : subject.mode ? { mode: subject.mode } : {}),
    };
  const people = HIS_PEOPLE.exec(first);
  const brought = people ? BROUGHT.exec(first.slice(people[0].length)) : null;
  if (people && brought) return { end: person.end + people[0].length + brought[0].length, mode: 'onSite' };
  const tells = TELLS.exec(words);
  const rest = tells ? words.slice(tells[0].length) : '';
  if (tells && !person.mention?.guessed && rest.length >= 4 && BUSINESS.test(rest) && HIS_NEWS.test(rest) && !/[?]|好听|厉害|股市|大盘/.test(rest))
    return { end: subject.at + tells[0].length, ...modeOf(undefined, subject.mode) };
  const wants = WANTS_THEN.exec(words);
  return wants ? { end: subject.at + Math.max(1, wants[0].search(/[,。\s]/)) } : undefined;
}

function modeOf(way: string | undefined, otherwise?: string): { mode?: string } {
  const mode = way === undefined ? otherwise : WAYS[way];
  return mode ? { mode } : {};
}
