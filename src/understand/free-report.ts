import { CUES, rulesByCue } from './cues.js';
import { HABITUAL, isImagined, isSpeakers, isToldByOthers, isDreamt } from './free-guard.js';
import { ownLead, type Heard } from './free-heard.js';
import { subjectBehind } from './free-subject.js';
import { isAlsoAhead } from './free-told.js';
import type { Reading } from './reading.js';

/** Nothing came of the call, or of the meeting. */
const MISSED =
  /^(?:一直|都|还是|怎么都|始终|还|就)?(?:(?:没接|未接|没有接|不接|没人接|无人接听|没接通|未接通|打不通|没打通|拒接|拒绝接听|挂断|挂|关机|停机|占线|忙音|空号|是空号|是关机|失约|爽约|放(?:了)?我?鸽子)(?:了|啦)?(?:我?的?电话)?(?=[\s,。;!]|$)|(?:电话|手机|号码)?(?:的)?(?:号码|电话)?(?:是|已经?|都|打过去是|打不通|停机|关机|空号|没人接|没接|占线|忙音)+(?:了|啦)?(?:停机|关机|空号|占线|忙音|没人接|打不通|没接|别人接的|欠费)?(?:了)?(?=[\s,。;!]|$)|[^,。;]{0,8}(?:就|直接|给|把电话|立马|马上)+(?:给)?挂(?:断)?(?:了|掉))/;
/** 「昨天送来一面锦旗」: what he brought. */
const BROUGHT = /^(?:送|拿|带|寄|捎|提)(?:来|过来|到(?:网点|行里|支行)|了)(?:了)?[^,。]{2,12}/;
/** 「微信没回」「短信一直不回」 */
const NO_ANSWER =
  /^(?:微信|企微|短信|消息|信息|邮件|留言)(?:也|都|还|就|一直|始终|到现在)*(?:没|未|不)(?:有)?(?:回|看|理|读)(?:我|复|信|音)?(?:了|过)?(?=[\s,。;!]|$)/;
const NOT_HERE = /^(?:今天|早上|上午|下午)?(?:又|都|就|一直|还是)?(?:没来|没到|没露面|没出现|没赴约)(?!得及|电|过|信|账|期|手|位|时)/;
/** What the client asked of the speaker, or did towards him. */
const TO_ME =
  /^(?:托|拜托|让|叫|请|求|催|找|喊|麻烦|嘱咐|叮嘱|约|问|告诉|答应|回复?|加|联系|要求|要|提醒|通知|微信|骂|怪|谢谢?|感谢|夸)(?:了|过|下|一下)?(?:我|俺|咱)(?!们?(?:行|这|都|没|是不是|吗|什么|干)|也|俩|是谁)/;
/** 「托人带话」「把体检报告发我了」: by somebody, or something sent. */
const PASSED_TO_US =
  /^(?:托|让|叫|请)(?:人|朋友|家人|[他她](?:女儿|儿子|老公|老婆))?(?:带话|捎话|捎信|带信|传话|转告|转达)|^把[^,。]{1,14}?(?:发|寄|传|转|交|给|送|带|拿)(?:给|到|来|过来)?(?:了)?(?:我|我们|网点|行里|过来|来)(?:了|的|邮箱|微信)/;
/** 「来拿体检卡，聊了会儿…」: what was done then. */
const THEN_DID =
  /^[^,。;]{2,14}[,\s](?:顺便|又|还|我们|跟我|我|他|她|一起)*(?:聊|谈|说|问|坐|办|存|取|做|签|看|讲|填|咨询|了解|喝|等)[^,。;]{0,4}(?:了|完|过)/;
const HOSTED = /^(?:请|约|找|喊|叫|拉|带)(?:了)?我[^,。]{0,8}?(?:吃|喝|聊|谈|坐|打|去|看|玩|见|爬|钓)(?:了|过)/;
/** The same, where it is said when it was. */
const HOSTED_THEN =
  /^(?:请|约|找|喊|叫|拉|带)(?:了)?我(?:去|到|出去|一起|在[^,。;]{1,6})*[^,。;]{0,4}?(?:吃|喝|聊|打球|爬山|钓鱼|见面|坐坐)[^,。;]{0,6}(?=[,。\s])/;
/** 「请我吃饭我没去」 */
export const NOT_GONE = /^[^,。]{0,4}[,\s]*我?(?:没去|没答应|没空去|推了|推掉了|婉拒|谢绝|没敢去|没好意思去)/;
const COMES =
  /^(?:来访|到访|过?来|跑来|找来|走进来|进来|赶来|来到|到|上门|上我这儿?|上咱这儿?|上我们这儿?|来我这儿?|来咱行|来我们行)(?:了|过|的|把|咨询|[,\s。]|$|一趟|网点|店里?|行里?|支行|柜台|柜面|大厅|厅里|我(?:们|这|办公室)|咱|办|取|存|签|问|咨询|买|拿|送|交|坐|聊|看|转|开|补|换|打(?!电)|查|领|续|激活|挂失|销|还|参加|做|提|反映|闹|说|道|喝|退|赎|测|录|领)/;
const CALLS =
  /^(?:(?:回|来|致)电(?:话)?(?:了|说|问|讲|告知|称|[,\s])|打(?:了)?我(?:的)?(?:手机|电话|座机|微信)|(?:给我|跟我|找我|向我)?(?:打(?:了|过)?(?:好几|几|[0-9一二两三])?(?:个|通)?(?:电话|微信电话|视频|语音|来|过来|给我)|来(?:了)?(?:个|条|一个|一条)?(?:电话|电|微信|短信|邮件|消息|信息)|回(?:了)?(?:个|条|我|一条|一个|复|过来)+(?:了)?(?:电话|微信|短信|邮件|消息|信息|话|信)?|回(?:了|的)(?:电话|微信|短信|邮件|消息|信息)|(?:电话|微信)?(?:接的|接了|打的|来的|回的)(?:电话)?|微信(?:我|问|说|发|回|转|找|来|联系)|短信(?:说|问|回|来)|视频(?:了|找)|语音(?:说|来)|留言|(?:转发|分享)了|发(?:邮件|短信|微信|消息|信息|语音|传真)(?:来|过来|给我|说|问|要)|发(?:了|来|我|给我)|加了?我|通过了?我|挂了我?))/;
const SAYS_TO_ME = /^(?:跟|和|给|对|向)(?:我|咱们?)(?:说|讲|提|聊|谈|透露|反映|抱怨|吐槽|唠|念叨|诉苦|解释|道歉|保证|打听|确认|约)(?!话|明天|下)/;
const SAYS =
  /^(?:回复|反馈|回)?(?:说|讲|表示|反映|反馈|提到|提出|透露|问起|问|咨询|打听|抱怨|吐槽|念叨|嫌|担心|惦记|纠结|坚持|没说|没提|不想|不要)(?:了|过|起|到)?(?!话|[:“"「]|不定|实在|到底|起来|好听|[的得](?:那|这|对)|曹操|一声|一下)/;
const DEALS =
  /^(?:成交|下单|签|做(?=完|好)|买|存|取|转存|转|赎回?|续存|续约|续保|续|开户|开通|开|办|退保|退|还清|还|认购|申购|追加|加仓|减仓|定下|销户|测评|面签|双录|投|缴|交|激活|绑|挂失|领|搬)(?:了|完|好|妥|走|成|上)/;
const DECIDES =
  /^(?:同意|不同意|没同意|拒绝|婉拒|答应|没答应|确认|决定|放弃|不考虑|再考虑|考虑|不想|不愿意?|不要|不需要|不买|不赎|不做|不转|不续|不办|没兴趣|不感兴趣|有兴趣|感兴趣|挺?有意向|没意向|有意|愿意|接受|不接受|认可|还在犹豫|犹豫|对[^,。]{1,12}?(?:很|挺|比较|蛮|没什么|没|有点|还)?(?:感兴趣|有兴趣|没兴趣|不感兴趣|心动|不满意|认可|满意|没意见|有顾虑|有疑问|没顾虑)|想清楚|想好|想通|改主意|反悔|松口|心动|看中|看上|选了)(?:了)?/;
/** Business of ours: words without it may be gossip. */
export const BUSINESS =
  /理财|基金|保险|建议书|计划书|黄金|金条|存单|存款|定期|活期|定投|国债|大额|固收|产品|账户|银行|卡|合同|协议|保单|[0-9一二两三四五六七八九十百千]+(?:万|元|块)|款|到期|开户|双录|测评|三方|贷|额度|业务|手续|利率|利息|收益|赎|买|卖|取|存|转|续|亏|涨|跌|信托|外汇|美元|人民币|费|密码|短信|电话|微信|网点|资料|方案|考虑|商量|再说|联系|不需要|没钱|资金|钱|用款|周转|投资|股|养老|教育金|年金/;
/** How somebody is, and what nobody did. */
export const HABIT = new RegExp(`${HABITUAL}|一般|以前|当年|上辈子|小时候`);
const DONE = /(?:了|过(?![来去户年节期生一])|完|的)(?![^,。;]*(?:吗|没有)[\s?]*$)/;

/** A day that can only be to come stands before an offset. */
export function isAheadBefore(reading: Reading, to: number): boolean {
  if (to === 0) return false;
  return reading
    .moments('future')
    .some(
      (span) =>
        span.start < to &&
        ((span.value.date ?? '') > reading.today || span.kind === 'recurrence') &&
        !reading.moments('past').some((one) => one.start === span.start && (one.value.date ?? '9') <= reading.today),
    );
}

export const CHARACTERS_OF_CLAUSE = 40;
export const MOST_LEAD = 40;

/** Whom a sentence names, and where. */
export interface Named {
  start: number;
  end: number;
  mention?: { by: string; guessed: boolean } | undefined;
}

/**
 * What is told of a client as the one who did it: 「王总刚来过」「张伟没接」. `isLast`: nothing else was made of the sentence, and
 * it may be told without a word of when or how: 「刘芳拒绝了」「周岚托我…」.
 */
export function reportedOf(reading: Reading, person: Named, isLast: boolean): Heard | undefined {
  const { text } = reading;
  if (person.mention === undefined || person.mention.by === 'pronoun' || person.start > MOST_LEAD) return undefined;
  if (isLast && person.mention.guessed && person.mention.by !== 'fullName') return undefined;
  const next = text[person.end] ?? '';
  if (next === '' || next === '?') return undefined;
  const subject = subjectBehind(reading, person.end);
  if (!subject || subject.at >= text.length) return undefined;
  const { at } = subject;
  const isTold = subject.isTold || isToldAhead(reading, person.start) || AT_EVENT.test(text.slice(0, person.start));
  const words = text.slice(at, at + CHARACTERS_OF_CLAUSE);
  const found = verbAt(reading, words, at, isTold, text[person.end] === ':') ?? (isLast ? plainVerbAt(reading, words, at) : undefined);
  if (
    !found ||
    isAheadBefore(reading, person.start) ||
    /朋友圈|好看|好听/.test(words.slice(0, 20)) ||
    /^[:“"「]/.test(words.slice(found.length)) ||
    HABIT.test(text.slice(0, at + found.length))
  )
    return undefined;
  if (reading.isQuoted(person.start) || isToldByOthers(reading) || isDreamt(reading, person.start) || isImagined(reading, at)) return undefined;
  if (reading.hits('hearsay').some((hit) => hit.start <= person.start) || reading.has('question', 0, at)) return undefined;
  if (isAsking(reading, at + found.length) || (isLast && reading.has('question') && !isAnswered(reading, at))) return undefined;
  const lead = text.slice(0, person.start);
  if (!isOwn(reading, lead)) return undefined;
  const mode = subject.mode ?? found.mode;
  return { end: at + found.length, ...(mode ? { mode } : {}) };
}

/** 「昨晚王总请我吃饭」「刚才老赵说…」: when it was stands before the name. */
function isToldAhead(reading: Reading, to: number): boolean {
  if (to === 0 || /[跟和给与同向对为帮替陪约请找到去]$|[没未忘想要]/.test(reading.text.slice(Math.max(0, to - 6), to))) return false;
  if (reading.has('just', 0, to)) return true;
  return reading
    .moments('past')
    .some(
      (span) =>
        span.end <= to &&
        span.kind !== 'recurrence' &&
        span.grain !== 'year' &&
        !span.value.vague &&
        (span.value.date ?? '9') < reading.today &&
        !isAlsoAhead(reading, span),
    );
}

/** 「问我要不要换美元，我说再等等」: the question is the client's. */
const isAnswered = ({ text }: Reading, at: number): boolean => /^(?:问|咨询|打听)/.test(text.slice(at)) && I_ANSWERED.test(text.slice(at));

interface Verb {
  length: number;
  mode?: string;
}

/** With what the patterns of `verbAt` begin: asked before them, as hardly a sentence fits any. */
const verbsBegun = rulesByCue([
  '一都还怎始就没未不无打拒挂关停占忙空是失爽放电手号的已',
  '今早上下又都就一直还没',
  '跟和给对向',
  '托拜让叫请求催找喊麻嘱叮约问告答回加联要提通微骂怪谢感夸',
  '请约找喊叫拉带',
  '给跟找向打来回致电微接的短视语留转分发加通挂',
  '来到过跑找走进赶上',
  '托让叫请把',
]);
const BEGUN = { missed: 1, notHere: 2, saysToMe: 4, toMe: 8, hosted: 16, calls: 32, comes: 64, passed: 128 } as const;

const clauseOf = (words: string): string => /^[^,。;!?]*/.exec(words)?.[0] ?? '';

/** What he did, by the words that begin there. */
function verbAt(reading: Reading, words: string, at: number, isTold: boolean, isSpeech: boolean): Verb | undefined {
  const said = isTold && !isSpeech ? SAYS.exec(words) : null;
  if (said && words.length - said[0].length >= 3) return { length: said[0].length };
  const begun = verbsBegun(words[0] ?? '');
  const missed = begun & BEGUN.missed || words.includes('挂') ? MISSED.exec(words) : null;
  if (missed) return { length: missed[0].length, mode: 'phone' };
  const silent = NO_ANSWER.exec(words);
  if (silent && /[,。\s](?:我|只好|就|于是)?(?:又|再|改|只好|就|打|发|给)/.test(words)) return { length: silent[0].length, ...callMode(silent[0]) };
  const mood = isTold && !isSpeech ? /^[^,。;]{1,10}[,\s](?:他|她)?(?:说|讲|问|表示)(?!话|不定|[:“"「])/.exec(words) : null;
  if (mood) return { length: mood[0].length };
  const away = begun & BEGUN.notHere ? NOT_HERE.exec(words) : null;
  if (away && /约|鸽子|改天|下次|白等/.test(reading.text)) return { length: away[0].length, mode: 'faceToFace' };
  if (isSpeech) return undefined;
  const toMe = (begun & BEGUN.saysToMe ? SAYS_TO_ME.exec(words) : null) ?? (isTold && begun & BEGUN.toMe ? TO_ME.exec(words) : null);
  if (toMe && words.length - toMe[0].length >= 2) return { length: toMe[0].length };
  const hosted =
    begun & BEGUN.hosted ? (HOSTED.exec(words) ?? (isTold || /[,。\s](?:说|问|聊|谈|想|提)/.test(words) ? HOSTED_THEN.exec(words) : null)) : null;
  if (hosted) return { length: hosted[0].length, ...(NOT_GONE.test(words.slice(hosted[0].length)) ? {} : { mode: 'faceToFace' }) };
  const calls = begun & BEGUN.calls ? CALLS.exec(words) : null;
  if (calls && (isTold || /我|了|来|的|[回致]电/.test(calls[0])) && !/^(?:发我|转发|分享)/.test(isTold ? '' : calls[0]))
    return { length: calls[0].length, ...callMode(calls[0]) };
  const passed = begun & BEGUN.passed ? PASSED_TO_US.exec(words) : null;
  if (passed) return { length: passed[0].length };
  const comes = begun & BEGUN.comes ? COMES.exec(words) : null;
  const clause = comes ? clauseOf(words) : '';
  // 「下午三点孙丽来 把她的对账单打出来」 said in the morning.
  if (comes && !/[了过]/.test(clause) && isLaterToday(reading, at)) return undefined;
  if (comes && (isTold || DONE.test(clause) || THEN_DID.test(words)) && !/^(?:来说|来着|来看[^了]{0,4}$|到了?(?:年|月|点|期|[0-9]))/.test(clause))
    return { length: comes[0].length, mode: 'faceToFace' };
  const brought = isTold ? BROUGHT.exec(words) : null;
  if (brought) return { length: brought[0].length };
  return isTold ? plainVerbAt(reading, words, at) : undefined;
}

/** An hour of today that is to come stands before an offset. */
const isLaterToday = (reading: Reading, to: number): boolean =>
  reading
    .moments('future')
    .some(({ kind, end, value }) => kind === 'time' && end <= to && value.date === reading.today && (value.time ?? '') > reading.time);

const OWN_WILL =
  /^[\s,]*(?:他|她|自己)?(?:还|也|都|先|暂时|最近|现在|目前|今年|手头|那边)*(?:不要|不需要|不考虑|不想|不愿|没钱|没资金|没闲钱|再考虑|再想|再说|再看|考虑|商量|要(?!跌|涨|降|完)|想|打算|准备|决定|同意|满意|不赎|不买|不续|不急|没要|没说|没提|只是|就是)/;
const ASKED_THING =
  /^(?:托|拜托|让|叫|请|求|麻烦|要|嘱咐|催)(?:了)?我(?:再|先|尽快|也|务必|一定|抽空|有空|(?:下+|这|本)?周[一二三四五六日]|[今明后]天?|今?早|下周.?|[0-9一二三四五六七八九十]+[号日点]半?|月底|上午|下午|中午|晚上|下班)*(?:[之以]?前)?(?:别|不要|少|帮|给|把|替|去|查|问(?!候)|发|送|寄|看[看下]|留意|关注|安排|准备|做|办|找|联系|打听|约|带|捎|开|推荐|介绍|算|盯|整理|提供|出)/;

/** 「把钱转走了」「已签约」「答应给我介绍两个朋友」 */
const MOVED = /^把[^,。]{1,10}?(?:转|取|赎|存|续|退|还|销|办|签|卖|换|挪|提)(?:了|走|出|回|掉|完|好|成)/;
const CONCLUDED = /^(?:签约|成交|下单|购买|认购|申购|续存|转存|办理|开户|赎回|开通|激活|到访|来访)(?=[\s,。了]|$)/;
const PROMISED_US = /^(?:答应|同意|承诺|愿意)(?:了)?[^,。]{0,4}(?:给我|帮我|来|参加|介绍|推荐|提供|配合)/;
/** The speaker tells what he answered, or will do for him. */
const I_ANSWERED =
  /[,。\s](?:我)?(?:已经?|刚才?)(?:让|叫|请|帮|给|跟|替|为|告诉|通知|答复|回复|处理|解决|安排|转|解释|建议)|[,。\s]我(?:说|跟[他她]|给[他她]|帮[他她]|劝|答应|让[他她]|告诉|约|已经|明天|今天|后天|周[一二三四五六日]|下周|回头|晚点|中午|下午|去|先|会|得)/;

/** 「说她下个月搬家」: of his own life, not of the weather. */
function hasNews(reading: Reading, from: number, to: number): boolean {
  const { text } = reading;
  const owner = /^[\s,]*(?:他|她|自己|家里?)/.test(text.slice(from, to));
  return (
    owner &&
    reading.hits('topic', from, to).some((hit) => ['milestone', 'education', 'health', 'travel', 'work', 'housing', 'finance'].includes(hit.value))
  );
}

/** What he did or wants, told without a word of when or how. */
function plainVerbAt(reading: Reading, words: string, at: number): Verb | undefined {
  const clause = clauseOf(words);
  const answered = /^问(?:了)?我/.exec(words);
  if (answered && I_ANSWERED.test(words)) return { length: answered[0].length };
  const asked = ASKED_THING.exec(words);
  if (asked) return { length: asked[0].length };
  const deals = DEALS.exec(words);
  if (deals && BUSINESS.test(clause.slice(deals[0].length)) && clause.length < 30) return { length: deals[0].length };
  const moved =
    MOVED.exec(words) ?? (/已经?$/.test(reading.text.slice(Math.max(0, at - 2), at)) ? CONCLUDED.exec(words) : null) ?? PROMISED_US.exec(words);
  if (moved) return { length: moved[0].length };
  const sold = /^成交|^下单/.exec(words);
  if (sold) return { length: sold[0].length };
  const decides = DECIDES.exec(words);
  if (decides && (/^了?(?:[\s,。]|$)/.test(words.slice(decides[0].length)) || BUSINESS.test(words.slice(decides[0].length))))
    return { length: decides[0].length };
  const says = SAYS.exec(words);
  const rest = says ? words.slice(says[0].length) : '';
  if (says && rest.length >= 3 && (I_ANSWERED.test(rest) || hasNews(reading, at + says[0].length, at + clause.length)))
    return { length: says[0].length };
  if (says && rest.length >= 3 && OWN_WILL.test(rest) && BUSINESS.test(rest)) return { length: says[0].length };
  return undefined;
}

function callMode(words: string): { mode?: string } {
  if (/电话|打|来电|回电|致电|挂|接/.test(words)) return { mode: 'phone' };
  if (/短信/.test(words)) return { mode: 'sms' };
  if (/邮件/.test(words)) return { mode: 'email' };
  return /微信|视频|语音|留言|转发|分享|加|通过/.test(words) ? { mode: 'digital' } : {};
}

/** The rest asks the assistant something: it is no report. */
export function isAsking(reading: Reading, from: number): boolean {
  const { text } = reading;
  const rest = text.slice(from);
  if (
    /你(?:帮|看|说|觉得|查|知道)|怎么办|咋办|怎么弄|怎么处理|怎么回|合规|可以吗|行吗|该不该|要不要(?=[\s。?]*$)|(?:我|咱)们?(?:能|可以|该|要|应该)[^,。]{0,8}(?:吗|么|不|呢)[?\s]*$/.test(
      rest,
    )
  )
    return true;
  if (!reading.hasCue(CUES.ask)) return false;
  const tail = text.trimEnd();
  if (/\?$/.test(tail)) return !/[问说讲]/.test(text.slice(0, Math.max(0, tail.length - 4)));
  return false;
}

/** 「参加沙龙的马骏当场问了…」「今天来网点的…」: where he was met. */
const AT_EVENT =
  /^(?:今天|昨天|上午|下午|早上|刚才?|周[一二三四五六日])*(?:来|参加|到)(?:了|过)?[^,。我他她]{0,8}(?:沙龙|讲座|活动|品鉴会|答谢会|路演|网点|柜台)[^,。我]{0,2}的(?:客户)?$/;

/** Words before the client are the speaker's own: his way there, a time, an aside. */
export function isOwn(reading: Reading, lead: string): boolean {
  if (isSpeakers(reading, lead) || isSpeakers(reading, ownLead(lead))) return true;
  if (AT_EVENT.test(lead)) return true;
  const cut = Math.max(lead.lastIndexOf(','), lead.lastIndexOf('。'), lead.lastIndexOf(' '));
  return cut > 0 && cut >= lead.trimEnd().length - 1 && /^(?:参加完|开完|办完|忙完|吃完|散会|活动结束|沙龙|讲座|对了|还有|另外)/.test(lead);
}
