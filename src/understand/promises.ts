import { addDays, weekdayOf } from '../domain/calendar/index.js';
import type { PromiseArg } from '../domain/intent.js';
import { promiseText } from './promise-text.js';
import { FOR_HIM, isClientsOwn, isOthersWill, isTheirs } from './promise-whose.js';
import type { Clause, Reading } from './reading.js';
import type { MomentSpan } from './time/types.js';
import { dueOf, isVague } from './when.js';

export interface Plan {
  promise?: PromiseArg;
  nextContactOn?: string;
  /** The day words stand in `missing`. */
  vague?: boolean;
  /** Where the day was read. */
  moment?: MomentSpan;
  /** 「到时候打电话提醒她」: on the day named before. */
  isThen?: boolean;
  /** Where in the clause the plan begins: what stands before it was done. */
  start: number;
}

/** 「中午回她 刘芳微信问我年费」: a clause before the one that tells, in which nobody was met. */
function isAhead(reading: Reading, clause: Clause, headEnd: number): boolean {
  return (
    clause.end < headEnd &&
    !['met', 'cameIn', 'outcome', 'mode', 'just'].some((tag) => reading.has(tag as 'met', clause.start, clause.end)) &&
    !reading.mentions.some((one) => one.by !== 'pronoun' && one.start >= clause.start && one.end <= clause.end)
  );
}

/** 「下周三再跟她碰一次」: whom stands between. */
function againWith({ text }: Reading, clause: Clause): { start: number; end: number } | undefined {
  const at = text.indexOf('再', clause.start);
  if (at < 0 || at >= clause.end) return undefined;
  const match = /^再(?:跟|和|给|找)(?:他|她|客户)(?:碰|聊|谈|见|联系|沟通|打|约)/.exec(text.slice(at, clause.end));
  return match ? { start: at, end: at + match[0].length } : undefined;
}

/** What a clause says is to be done; undefined when it is not about something to come. */
export function planOf(reading: Reading, clause: Clause, headEnd: number): Plan | undefined {
  const { text } = reading;
  const again = reading.hits('again', clause.start, clause.end)[0] ?? againWith(reading, clause);
  const moments = reading
    .moments('future')
    .filter(
      (span) =>
        span.start >= clause.start &&
        span.end <= clause.end &&
        (span.grain !== 'year' || span.value.vague) &&
        !isPast(reading, span) &&
        !wasToday(reading, clause, headEnd, span),
    );
  // 「上午跟王芳电访…下月再约」: the day right before it.
  const moment = (again && moments.findLast((span) => span.end <= again.start)) ?? moments[0];
  const apart = moment && (dayApart(reading, moment) ?? inWeekBefore(reading, moment));
  if (moment && isClientsOwn(reading, clause, moment)) return { moment, start: moment.start };
  const commit = reading.hits('commit', clause.start, clause.end).find((hit) => !isOthersWill(reading, clause, hit.start));
  // 「明天的见面改到下周」「年底可能有大额资金进来」: what is moved, or may be, and nothing to be done then.
  if (moment && !commit && (MOVED.test(text.slice(moment.end, clause.end)) || MAY_BE.test(text.slice(clause.start, clause.end)))) return undefined;
  // 「约了好几次今天终于见到了」: arranged once, and over.
  if (moment && commit && text[commit.start] === '约' && isDone(reading, clause, moment)) return undefined;
  if (again && moment) {
    const isOnlyContact = text.startsWith('下', again.start) || ONLY_CONTACT.test(text.slice(again.start));
    const start = Math.min(again.start, moment.start);
    // 「晚点再打」「让我下午三点再打」: today still, which is no next contact but something to be done.
    if (isOnlyContact && (moment.value.date === reading.today || SOON.test(moment.text)) && !text.startsWith('下', again.start)) {
      const { time } = moment.value;
      const isRough = isVague(moment) || time === undefined;
      return {
        promise: {
          text: reading.verbatim(again.start, clause.end).trim(),
          ...(isVague(moment) ? {} : { dueOn: reading.today }),
          ...(isRough ? {} : { dueTime: time }),
        },
        moment,
        start,
      };
    }
    if (isOnlyContact)
      return {
        ...(moment.value.date && !isVague(moment) ? { nextContactOn: apart ?? moment.value.date } : {}),
        ...(isVague(moment) ? { vague: true } : {}),
        moment,
        start,
      };
  }
  // 「叫我别烦她，过俩礼拜再说」: not before then.
  const later = moment && !commit && !isVague(moment) && moment.value.date ? PUT_OFF_UNTIL.test(text.slice(moment.end, clause.end)) : false;
  if (later && moment && text.slice(clause.start, moment.start).trim().length <= 3)
    return { nextContactOn: moment.value.date, moment, start: moment.start };
  if (again && !moment && PUT_OFF.test(text.slice(clause.start, clause.end)))
    return { promise: { text: promiseText(reading, clause, undefined) }, start: clause.start };
  const mayHelp = !moment && !commit && '先再得要帮替'.includes(text[clause.start] ?? '|');
  const help = mayHelp ? BARE_HELP.exec(text.slice(clause.start, clause.end)) : null;
  if (help && !isOver(reading, clause, clause.start) && clause.start >= headEnd)
    return { promise: { text: reading.verbatim(clause.start, clause.end).trim() }, start: clause.start };
  if (!moment && !commit) return undefined;
  // 「今日联系：王总、孙丽」 heads a list.
  if (moment && !commit && text[clause.end] === ':' && moment.value.date === reading.today) return undefined;
  if (!moment && commit && !isDaylessPromise(reading, clause, commit)) return undefined;
  if (clause.start < headEnd && moment && !commit && !isAhead(reading, clause, headEnd)) return undefined;
  const acts = reading.hits('act', clause.start, clause.end).some((hit) => !moment || hit.start >= moment.start - 6);
  const meets = reading.has('meeting', clause.start, clause.end);
  if (!acts && !meets && !commit) return undefined;
  if (!commit && TO_US.test(text.slice(clause.start, clause.end))) return undefined;
  if (moment && !commit && (isFound(reading, clause, moment) || JUST_GIVEN.test(text.slice(clause.start, moment.start)))) return undefined;
  if (moment && !commit && NARRATED.test(text.slice(moment.end, clause.end))) return undefined;
  if (moment && (!commit || commit.start > moment.end) && text[moment.end] === '的' && OF_TALK.test(text.slice(clause.start, moment.start)))
    return undefined;
  // 「聊了聊年底资金安排」: what was talked of, and nothing to be done.
  if (
    moment &&
    (!commit || commit.start >= moment.end) &&
    !FOR_HIM.some((word) => text.startsWith(word, moment.end)) &&
    TALKED_ABOUT.test(text.slice(Math.max(0, moment.start - 8), moment.start))
  )
    return undefined;
  if (!commit && ASKED_BY_HIM.test(text.slice(clause.start, clause.end))) return undefined;
  if (commit && REFUSED.test(text.slice(commit.end, clause.end + 14))) return undefined;
  if (moment && !commit && (isTold(reading, clause, moment) || isDone(reading, clause, moment))) return undefined;
  const isForHim = moment !== undefined && FOR_HIM.some((word) => text.startsWith(word, moment.end));
  if (!commit && !meets && !isForHim && /^(?:他|她|客户)?(?:回复|反馈|回)?(?:说|表示|讲)/.test(text.slice(clause.start))) return undefined;
  if (moment && !commit && (NAMED_DAY.test(text.slice(moment.end, clause.end)) || isTooFar(moment, text.slice(moment.end, clause.end))))
    return undefined;
  if (moment && !commit && isTheirs(reading, clause, moment) && !meets) return undefined;
  if (moment && /^\s?(?:没|未|不在)/.test(text.slice(moment.end, clause.end))) return undefined;
  if (moment && isVague(moment) && !commit && /^(?:然后)?(?:他|她|客户)?(?:回复|反馈|回)?(?:说|表示|讲)/.test(text.slice(clause.start)))
    return undefined;
  const words = promiseText(reading, clause, moment);
  if (words === '' || (!commit && NO_THING.test(words)) || COUNTED.test(words)) return undefined;
  const start = Math.min(moment?.start ?? clause.end, commit?.start ?? clause.end);
  if (!moment) return { promise: { text: words }, start, isThen: commit !== undefined && text.startsWith('到时', commit.start) };
  const { time } = moment.value;
  const date = apart ?? dueOf(moment);
  const vague = isVague(moment);
  return {
    promise: { text: words, ...(date ? { dueOn: date } : {}), ...(time ? { dueTime: time } : {}), ...(vague ? { vague: true } : {}) },
    ...(vague ? { vague: true } : {}),
    moment,
    start,
  };
}

/** The day of something that will happen, not of what is to be done: 「15号到期不想续了」「九月开学」. */
const NAMED_DAY =
  /^[\s的]?(?:[^,。;给帮约跟和送发]{0,6}到期(?!前|之前|后|之后)|开学|毕业|结婚|办婚礼|办酒|出院|退休|搬家|报到|满月|生日|预产|才?回来|回国|出差|发工资|发奖金|拆迁|交房|发行|发售|开售|起息|开放|截止|上线|开始|结束|(?:大概|才)?能?(?:下来|到账|到手|到位)|出殡|下葬|追悼|头七|开庭|出海|动手术|全家|一家|他们|她们|公司|单位|两口子)/;

/** Next year and half-years: of wishes, unless somebody is named for whom it is done. */
function isTooFar(moment: MomentSpan, after: string): boolean {
  return (
    (moment.grain === 'year' || moment.grain === 'quarter' || /上半年|下半年/.test(moment.text)) && !FOR_HIM.some((word) => after.includes(word))
  );
}

const MOVED = /^的?[^,。;给]{0,8}(?:改到|改在|改成|推到|推迟|挪到|延到|延后|改期|取消)/;
const MAY_BE = /可能|估计|有望|或许|说不定|大概率/;
const SOON = /^(?:回头|晚点|晚些|待会|等会|等下|稍后|一会|过会)/;
/** 「再联系」「下次再碰」: another contact and nothing else. */
const ONLY_CONTACT =
  /^再(?:(?:跟|和|给|找)(?:他|她|客户)?)?(?:去)?(?:联系|联络|回访|打|约|沟通|跟进|聊|谈|拜访|见|问|电话|碰)(?:$|[^\u4e00-\u9fff]|[一下他她吧面话头个过])/;
/** Words of promising strong enough without a day. */
const DAYLESS_COMMITS = new Set([
  '答应',
  '承诺',
  '说好',
  '要给',
  '得给',
  '需要给',
  '要帮',
  '得帮',
  '回头',
  '待会',
  '待会儿',
  '等会',
  '等会儿',
  '晚点',
  '稍后',
  '准备给',
  '打算给',
  '改天',
  '到时',
  '到时候',
  '记得',
]);
/** What the client asks of the speaker, and what he offers: a thing to do without a day. */
const ASKED_THING =
  /^(?:让我|叫我|请我|要我|麻烦我|嘱咐我|拜托我|托我|求我|催我)(?:再|先|尽快|也|务必|一定|抽空|有空|提前|早点|赶紧|马上)*(?:帮|给|把|替|去|跟|和|查|问|发|送|寄|看[看下]|留意|关注|安排|准备|做|办|找|联系|打听|打(?!扰)|约|带|捎|开|转|推荐|介绍|算|盯|催|整理|回|提供|出|核|弄|搞)/;
const OFFERED =
  /^(?:我(?:说|这边)?我?(?:帮|给|替|去|来|先)(?:他|她|客户|您)?(?:们)?(?:去|再|先)?(?:帮|给|替)?(?:他|她|客户)?(?:问|查|打听|看看|找|留意|盯|催|争取|申请|联系|核|准备|整理|安排|算|测算|留|占|预留|做个|做一份|做份|出个|出一份|办理|报名|约|送|寄|发|回|反映|反馈|想想办法|想办法|对比|打印|落实|处理|解决|搞|弄|推荐))/;
const OFFERS = new Set([
  '我帮他',
  '我帮她',
  '我帮客户',
  '我给他',
  '我给她',
  '我替他',
  '我替她',
  '我去',
  '我来',
  '我先',
  '我说给',
  '我说帮',
  '我说替',
  '我说我',
  '我说去',
  '我这边',
]);

function isDaylessPromise(reading: Reading, clause: Clause, commit: { start: number; end: number }): boolean {
  const word = reading.text.slice(commit.start, commit.end);
  // 「我说好的」 agrees, and promises nothing.
  if (word === '说好' && /^[的吧啊呀]/.test(reading.text.slice(commit.end))) return false;
  if (DAYLESS_COMMITS.has(word)) return true;
  const words = reading.text.slice(commit.start, clause.end);
  return (ASKED_THING.test(words) || (OFFERS.has(word) && OFFERED.test(words))) && !isOver(reading, clause, commit.start);
}

/** The clause tells that it was done: 「我帮她开了手机银行」. */
const isOver = ({ text }: Reading, clause: Clause, from: number): boolean =>
  /[\u4e00-\u9fff](?:了(?!解)|过(?!去|来|户))|完(?!成)|好了|已|没|不|别/.test(text.slice(from, clause.end));

/** 「帮她们报名」 at the front of a clause: for the speaker to do. */
const BARE_HELP = /^(?:先|再|得|要)?(?:帮|替)(?:他|她|客户)(?:们)?[\u4e00-\u9fff]{2,}/;
/** 「我说等过了头七再联系」 */
const PUT_OFF = /^(?:我说|我跟[他她]说|答应|约好|说好)等[^,。;]{2,16}再/;
/** 「过两周再说」「下周三再看」 */
const PUT_OFF_UNTIL = /^[\s]*(?:以?后|之后)?再(?:说|看看?|谈|定|议)(?:吧|了)?[\s。]*$/;
/** 「过会儿发短信说在开会」: what came then. */
const NARRATED = /^[^我给跟对和]{0,6}(?:说|问|讲)(?:在|他|她|已|没|刚|正|了)/;
/** 「问明天几点开门」: the day is in what he asked. */
const ASKED_BY_HIM =
  /^[\s]*(?:他|她|客户)?(?:来)?(?:问|咨询|打听)(?:我|了|起|一下)?[^,。]*(?:几|什么|吗|多少|哪|能不能|可不可以|怎么|([\u4e00-\u9fff])不\1|是否|能否|有没有)/;
/** 「让我这两天别找她」「叫我去吃饺子，我没去」 */
const REFUSED = /^[^,。]{0,6}(?:别|不要|勿)|^[^,。]*[,\s]我(?:说[^,。]{0,6}不|没去|没答应|没要|没收|推了|婉拒|拒绝|谢绝)/;
/** 「送了重阳礼」: the day names what was given. */
const JUST_GIVEN = /(?:送|发|寄|买|带|订|给|拜|贺|办|做|吃|聊|谈)(?:了|的|过)(?:个|份|盒|点|一下)?$/;

/** Left alone, these name nothing to be done. */
const NO_THING = /^(?:去?打球|去?旅游|去?钓鱼|去?爬山|去玩|定下来|[看说想定讲问来到走发]|回来|回去|回国|回家|出差|出院|出发|休假|请假|旅游|上班)$/;
/** 「承诺她三样:…」: what they are stands behind. */
const COUNTED = /^[他她]?[一二两三四五六0-9]+(?:样|件|件事|个事|点)$/;
const ASKED_OF_ME = /(?:让|叫|要|请|麻烦|嘱咐|拜托|催|约)(?:我|咱)/;

/** 「前台说出差到周四」: somebody else tells where he will be; what he asks of me is mine to do. */
function isTold(reading: Reading, clause: Clause, moment: MomentSpan): boolean {
  const before = reading.text.slice(clause.start, moment.start);
  return (
    /^(?!.{0,3}我)[\u4e00-\u9fff]{1,4}(?:说|表示|讲|透露|提到|告知|反馈)/.test(before) &&
    !ASKED_OF_ME.test(reading.text.slice(clause.start, clause.end))
  );
}

/** 「查了是周五就到的」, 「想参加元旦的讲座」: the day of what was found or wished for. */
function isFound({ text }: Reading, clause: Clause, moment: MomentSpan): boolean {
  const before = text.slice(clause.start, moment.start);
  return /(?:查|看|问|核实|确认)(?:了|过|到)(?:是|说)?$/.test(before) || (text[moment.end] === '的' && /想|希望|考虑|打算/.test(before));
}

/** 「今天上午来网点办了续存」: the part of today that is not over yet, and the thing is done. */
function isDone(reading: Reading, clause: Clause, moment: MomentSpan): boolean {
  if (moment.value.date !== reading.today) return false;
  return /(?:[\u4e00-\u9fff]了(?!解)|过了|完(?!成))/.test(reading.text.slice(moment.end, clause.end));
}

/** 「把钱转到我们这」: the client will. */
const TO_US =
  /(?:转|存|搬|买|交|放)(?:回|到|给|进|在|来)*我们|把[^,。;我]{0,4}(?:钱|款|资金|理财|存款)[^,。;]{0,6}(?:转|存|打|汇|挪|搬|取)[^,。;]{0,2}(?:来|进去|到账)/;
/** Right before a day: it is of what was talked about. */
const TALKED_ABOUT = /(?:聊|谈|讨论|沟通|交流|介绍|讲|说)(?:了聊|了谈|了一下|了下|一下|了|到|起|过)$/;
/** 「聊了聊年底的资金安排」: the day of what was talked about. */
const OF_TALK = /(?:聊|谈|说|讲|讨论|商量|问|确认|介绍|核对|梳理|回顾)(?:了|过|到|起|完|[聊谈讲]|一?下)+[^,。;]{0,6}$/;

/** 「说周五下午有空，三点来网点」: an hour by itself belongs to the day named right before it. */
function dayApart(reading: Reading, hour: MomentSpan): string | undefined {
  if (hour.kind !== 'time' || !BARE_HOUR.test(hour.text)) return undefined;
  const day = reading.moments('future').findLast((span) => span.end <= hour.start && span.value.date !== undefined);
  const isDay = day && day.grain === 'day' && !day.value.endDate && day.value.time === undefined && (day.value.date ?? '') > reading.today;
  return isDay && hour.start - day.end <= NEAR ? day.value.date : undefined;
}

/** 「下周二他不在，让我周三再打」: a weekday by itself is of the week that was named right before it. */
function inWeekBefore(reading: Reading, day: MomentSpan): string | undefined {
  if (!BARE_WEEKDAY.test(day.text) || day.value.date === undefined || day.value.vague) return undefined;
  const named = reading.moments('future').findLast((span) => span.end <= day.start);
  const date = named?.grain === 'day' && !named.value.vague && /下+个?(?:周|星期|礼拜)/.test(named.text) ? named.value.date : undefined;
  if (date === undefined || date <= day.value.date) return undefined;
  return addDays(date, weekdayOf(day.value.date) - weekdayOf(date));
}

const BARE_WEEKDAY = /^(?:周|星期|礼拜)[一二三四五六日天]/;
const BARE_HOUR = /^[0-9零一二两三四五六七八九十]+[点:]/;
/** What may stand between a day and its hour: 有空, */
const NEAR = 6;

/** 「李阿姨早上七点半就给我打电话」: in the clause that tells of the contact, an hour that is over today is today's. */
function wasToday(reading: Reading, clause: Clause, headEnd: number, span: MomentSpan): boolean {
  if (clause.start >= headEnd || span.kind !== 'time' || SAYS_AHEAD.test(span.text) || !reading.has('cameIn', span.end, clause.end)) return false;
  return reading
    .moments('past')
    .some((one) => one.start === span.start && one.value.date === reading.today && (one.value.time ?? '99') <= reading.time);
}

const SAYS_AHEAD = /[明后下次]|[0-9一二三四五六日天]号/;

function isPast(reading: Reading, span: MomentSpan): boolean {
  const { date, time } = span.value;
  return date !== undefined && (date < reading.today || (date === reading.today && time !== undefined && time < reading.time));
}
