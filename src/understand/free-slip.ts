import { CUES } from './cues.js';
import {
  ANY_DAY,
  AT_ITS_HOUR,
  AT_PLACE,
  BROUGHT,
  DEAL_WITH,
  DUE_BY,
  DUE_THEN,
  FOR_THEM,
  isDoneAt,
  ON_ITS_DAY,
  OVER_BY,
  TO_DO,
  WITH_THEM,
} from './errand.js';
import type { IntentSpec, WhenValue } from '../domain/intent.js';
import { draft, type Draft } from './draft.js';
import { fillReminder } from './fill-reminder.js';
import { isDreamt, isQuestion, isToldByOthers, spec } from './free-guard.js';
import { skipSeparators } from './keyword.js';
import type { Reading } from './reading.js';
import { beginOf, onWeekdays, stretchOf } from './reminder-repeats.js';
import { daysIn, fillReminders } from './several-reminders.js';
import { mainMention } from './slots.js';
import { mayBeTime } from './time/index.js';
import type { MomentSpan } from './time/types.js';
import { isVague, whenAhead } from './when.js';

const LONGEST = 40;
/** 「2月30号交材料」: which day is meant, is asked. */
const NO_SUCH_DAY = /^[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}[日号]/;
const LONGEST_SLIPS = 60;
const SUBJECT = /别忘|记得|我们|你|您|他|她|咱|大家|[了吗呢吧啊哦呀嘛哈的][\s。.!~]*$|听|说|新闻|据|太|[累烦困]|讨厌|终于|居然|怎么|想|[?!]/;
/** 「每月10号看看扣款成功没」: what is to be looked up then. */
const ASKED_THEN = /(?:看看|看下|查查|查一下|问问|问一下|确认)[^,。?]{2,14}没有?[\s。.]*$/;
const LONGEST_ITEM = 16;
/** 「12月12日早上抢券提醒」: the slip says itself what it is. */
const CALLED_SO = /^([\u4e00-\u9fffA-Za-z0-9]{2,8})提醒[\s。.]*$/;
/** 「…，地点教学楼」「…，备注带报告」: told besides. */
const NOTES = /[,;]\s*(?:地点|地址|备注|会议室|会议号|腾讯会议|地方)(?:是|在|:)?[^,;。]{1,24}[\s。.]*$/;
/** Said between the time and what is to be done at it. */
const NEEDS = /^(?:我|还|再|都|需要|要|得|该|必须|务必|提前|抽空|有空|早点|顺便|去一?趟?)+/;
/** Of what is to be done by a day. */
const MUST = /^(?:我)?(?:还|必须|务必|一定)*(?:要|得|需要|必须|务必)/;
/** How it is to be done. */
const BESIDES = /^(?:提前|抽空|有空|抽时间|找时间|早点|顺便|记得|[\s,])+/;
/** 「周五早上八点半升旗别忘了穿正装」 */
const URGES_LAST = /[,\s]*(?:别忘了|记得)(?!你)[^,。了啊哦]{2,10}$/;
/** 「每年八月八日是爸爸生日」 */
const IS_DAY_OF = /^(?:都?是|为)(?=.{0,8}(?:生日|纪念日|忌日|祭日|节)$)/;
const FILLERS = /^(?:(?:那个啥?|嗯+|呃+|对了|还有|另外|哦|就是|帮我|记一下|记)[\s,]*|(?:定时|备忘|日程|待办)[\s:]+)/;

/** 「赵德柱 明天10点 回访」「下周三上午十点牙医」「每月10号交物业费」: a time and a thing, typed as on a slip of paper. */
export function slipAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'reminder');
  const { text } = reading;
  if (!intent || text.length > LONGEST || reading.isCoaxing) return undefined;
  const urged = urgedOfClient(reading);
  if (urged) return urged;
  if (!reading.hasCue(CUES.digit | CUES.numeral | CUES.slip)) return isTold(reading) ? undefined : urgedAct(reading, skipSeparators(text, 0));
  if ((isQuestion(reading) && !ASKED_THEN.test(text)) || reading.has('question') || isTold(reading)) return undefined;
  const main = mainMention(reading);
  const start = skipSeparators(text, FILLERS.exec(text)?.[0].length ?? 0);
  const isLed = main !== undefined && main.by !== 'pronoun' && main.start === start && / /.test(text[main.end] ?? '');
  const from = isLed && main ? skipSeparators(text, main.end) : start;
  const isOwn = text[from] === '我';
  const begin = isOwn || text[from] === '从' ? from + 1 : from;
  const first = mayBeTime(text, begin) ? reading.moments('future').find((span) => span.start === begin) : undefined;
  if (!first) return reversedAct(reading, start) ?? urgedAct(reading, start) ?? (main ? owedAct(reading) : undefined);
  const repeated = reading.moments('future').find((span) => span.kind === 'recurrence' && span.start >= first.end);
  const begun = repeated && (stretchOf(reading, repeated) === first || beginOf(reading, repeated) !== undefined) ? repeated : undefined;
  const moment = begun ?? lastOfRun(reading, first);
  const isPassed = first.value.vague === true && OF_SOME_MONTH.test(first.text);
  const isEitherHalf = first.kind === 'time' && first.value.vague === true && HOUR_ONLY.test(first.text);
  const isNoDay = first.value.vague === true && first.value.date === undefined && NO_SUCH_DAY.test(first.text);
  const isOpen = !begun && (moment !== first || isOnWeekend(first) || isPassed || isEitherHalf || isNoDay || TWO_DAYS.test(first.text));
  if (first.kind === 'date' && first.value.date === reading.today && !isLed && !begun)
    return hourApart(reading, intent, first) ?? (main ? owedAct(reading) : undefined);
  if ((isVague(first) && !isOpen && !begun && !onWeekdays(reading, first)) || !(begun || isNoDay || isToCome(reading, first)))
    return main ? owedAct(reading) : undefined;
  const apart = isLed || isOpen || begun ? undefined : hourApart(reading, intent, first);
  if (apart) return apart;
  // 「12月24号平安夜」: one day by two names.
  const same = reading.moments('future').find((span) => span.start === moment.end && span.value.date === moment.value.date);
  const end = same && same.kind !== 'recurrence' ? same.end : moment.end;
  const thing = skipSeparators(text, text[end] === '的' ? end + 1 : end);
  const words = text
    .slice(thing)
    .replace(NOTES, '')
    .replace(moment.value.time === undefined ? /$^/ : URGES_LAST, '')
    .replace(/[,\s]*(?:别忘了|记得|[别不][要能]?误了|别迟到了?)[\s。.]*$/, '');
  if (!isThing(reading, { words, moment, isLed, isOwn, isApart: thing > moment.end, thing })) return undefined;
  const filled = fillReminder(reading, intent, 0, 0);
  const called = CALLED_SO.exec(words)?.[1];
  const args: Record<string, unknown> = { ...filled.args, ...(called ? { text: called } : {}) };
  if (!isOpen || filled.missing.includes('at')) return { ...filled, args, isGuessed: true, confidence: 0.7 };
  const at = { ...(args['at'] as WhenValue), vague: true };
  return { ...filled, args: { ...args, at, text: words }, missing: [...filled.missing, 'at'], isGuessed: true, confidence: 0.7 };
}

interface Thing {
  words: string;
  /** Where the words begin. */
  thing: number;
  moment: MomentSpan;
  isLed: boolean;
  isOwn: boolean;
  isApart: boolean;
}

/** Whether the words behind the time are something to be done or attended then. */
function isThing(reading: Reading, { words, thing, moment, isLed, isOwn, isApart }: Thing): boolean {
  const isTimed = moment.kind === 'recurrence' || moment.value.time !== undefined;
  const dealt = words.replace(BESIDES, '').replace(moment.bound === 'by' ? MUST : /$^/, '');
  const isDealt =
    !isOwn &&
    words.length <= LONGEST_ITEM &&
    (DEAL_WITH.test(dealt) || BROUGHT.test(dealt)) &&
    (moment.bound ? OVER_BY.test(dealt) || BROUGHT.test(dealt) : !NEGATED.test(dealt));
  if (isDealt && !FOR_US.test(words)) return true;
  if (words.length < 2 || SUBJECT.test(words.replace(/^提醒大家/, '')) || words.length > LONGEST_ITEM || /[。;]|^.[,]/.test(words.slice(0, 8)))
    return false;
  if (SEE_THERE.test(words)) return false;
  const needed = words.replace(NEEDS, '').replace(moment.kind === 'recurrence' ? IS_DAY_OF : NEEDS, '');
  if (isOwn && needed === words) return false;
  // 「下周二体检，空腹」: what is to be minded with it.
  const bare = needed.replace(ASIDE, '');
  const place = /^[^ ]{2,6} ([^ ]{2,6})$/.exec(needed);
  const hasHour = moment.value.time !== undefined && (moment.value.date !== undefined || moment.kind === 'recurrence');
  const isExact = isTimed || moment.period !== undefined || isLed;
  const isNamedDay = moment.kind === 'date' && !moment.bound && !isOwn;
  return (
    (isExact &&
      !isOwn &&
      (TO_DO.test(words) || (moment.period !== undefined && AT_ITS_HOUR.test(words) && !NEGATED.test(words) && !words.includes('是')))) ||
    (isTimed && isDoneAt(bare)) ||
    (hasHour && !isLed && isPlainThing(bare)) ||
    (isNamedDay && !isLed && /[天周月期拜]后$/.test(moment.text) && bare.length <= 6 && isPlainThing(bare)) ||
    (isTimed && AT_ITS_HOUR.test(words)) ||
    (isTimed &&
      !isLed &&
      !NEGATED.test(bare) &&
      ((bare.length <= 12 && AT_PLACE.test(bare)) || WITH_THEM.test(bare) || isDoneAt(place?.[1] ?? ''))) ||
    (isNamedDay && !ANY_DAY.test(moment.text) && bare.length <= 8 && (ON_ITS_DAY.test(bare) || MEETS.test(bare) || FOR_THEM.test(words))) ||
    (isNamedDay && words.length <= 8 && DUE_THEN.test(words)) ||
    (moment.bound === 'by' &&
      moment.text.endsWith('前') &&
      !isOwn &&
      !isLed &&
      dealt.length <= 8 &&
      DUE_BY.test(dealt) &&
      !FOR_US.test(words) &&
      !NEGATED.test(words)) ||
    (isNamedDay &&
      !isLed &&
      !NEAR_DAY.test(moment.text) &&
      words.length <= 14 &&
      (GOES_THERE.test(words) || FOR_THEM.test(bare) || CHORE.test(bare)) &&
      !NEGATED.test(bare)) ||
    (isExact && !isLed && CALLED_SO.test(words) && !/到期|风险|温馨|短信|服务|功能|友情|特别/.test(words)) ||
    (isLed && isApart && reading.hits('act', thing).length > 0)
  );
}

/** Of these days people tell each other everything. */
const NEAR_DAY = /^(?:今|明|后天|昨)/;
const GOES_THERE =
  /^(?:我|还|要|得)*去[^,。了过的]{0,8}?(?:拿|取|办|交|领|缴|换|看(?:病|牙|医生|房|车)|签|续|报名|体检|复查|复诊|面试|开会|送|接|寄|买|修|医院|银行|支行|网点|派出所|政务|车管所|税务局|社区|学校|驾校)[^,。了过的]{0,10}$/;
const CHORE = /^(?:大扫除|打扫卫生|搞卫生|换季|洗车|洗牙|搬家|办护照|办签证|办身份证|理发|打疫苗|抽血|拔牙|补牙)$/;
const LONGEST_THING = 10;
/** What happens whether or not somebody thinks of it: no reminder is asked for by saying when. */
const OF_THE_WORLD =
  /下班|放学|收盘|开盘|停牌|复牌|[雨雪雾霜]|降温|大风|台风|决赛|比赛|球|直播(?!课)|新闻|股|基金|利率|[涨跌]|[加降]息|公布|发布|上映|首播|更新|上线|开播|开奖|停电|停水|关门|打烊|营业|开门|放假|过年|节|休市|任务|周[一二三四五六日末]/;

/** 「工厂门口等」「会议室见」: told whoever is to come. */
const SEE_THERE = /[^再约接会面]见$|[口下里处前楼站厅室]等$/;

/** 「驾照换证」「拆石膏」: named in a few words, and nothing told of anybody. */
const isPlainThing = (words: string): boolean =>
  words.length >= 2 && words.length <= LONGEST_THING && !NEGATED.test(words) && !OF_THE_WORLD.test(words) && !/[?你我他她它啦咯过]|那个/.test(words);

const NEGATED = /没|不|别|说|被|让|已|(?<![成首古])都|才|就|过了/;
/** 「，空腹」「 记得带证件」 behind the thing. */
const ASIDE = /(?:[\s,]|(?=别忘了|记得))(?![^,。]*[不哦啊吗呢吧了么嘛就才都])[^,。\s]{1,8}$/;
/** 「开家长会」「家长会」 on a day that is named. */
const MEETS = /^(?:开|去|有|参加)?(?:家长会|班会|董事会|股东会|业主大会|党员大会|体检|复诊|产检|年检|考试|面试|答辩|培训|团建|婚礼|聚会|聚餐)$/;
/** Told by somebody who wants it from us. */
const FOR_US = /给我|发我|交上来|报上来|发上来|发过来|交过来|你们?|大家|各/;

/** 「周二和周四晚上8点」: the last of the days that are named together. */
function lastOfRun(reading: Reading, first: MomentSpan): MomentSpan {
  let last = first;
  for (const span of reading.moments('future')) {
    if (span.start < last.end || last.value.time !== undefined || span.kind === 'recurrence') continue;
    if (!/^(?:周|星期|礼拜)/.test(span.text) || !/^(?:周|星期|礼拜)[一二三四五六日天]$/.test(last.text)) break;
    if (!/^[\s、,]?(?:[和及与跟]|以及)?$/.test(reading.text.slice(last.end, span.start))) break;
    last = span;
  }
  return last;
}

/** 「5号上午10点」 said on the 23rd: of which month, is asked. */
const OF_SOME_MONTH = /^[0-9一二三四五六七八九十]+[号日](?:(?:[上下中]午|早上|晚上|早|晚)?(?:[0-9一二两三四五六七八九十].*)?)$/;
/** 「八点零五分」 said at nine: this evening or tomorrow. */
const HOUR_ONLY = /^[0-9一二两三四五六七八九十]{1,3}(?:点|:)/;

/** 「周二四晚上」: which of them, or both, is asked. */
const TWO_DAYS = /^(?:周|星期|礼拜)[一二三四五六日天]{2,}/;

/** 「周末上午十点」「这周末」: Saturday or Sunday. */
const isOnWeekend = (span: MomentSpan): boolean =>
  (span.kind === 'date' && span.grain === 'weekend' && /周末|礼拜末|星期末/.test(span.text)) ||
  (span.kind === 'time' && span.value.vague === true && /周末|礼拜末|星期末/.test(span.text.slice(0, 4)));

/** Several slips in one message, whoever they are about. */
export function slipsAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'reminder');
  const { text } = reading;
  if (!intent || text.length > LONGEST_SLIPS || reading.isCoaxing || !reading.hasCue(CUES.digit | CUES.numeral)) return undefined;
  const start = skipSeparators(text, FILLERS.exec(text)?.[0].length ?? 0);
  if (!mayBeTime(text, start)) return undefined;
  const first = reading.moments('future').find((span) => span.start === start);
  if (!first || isVague(first) || !isToCome(reading, first) || isQuestion(reading) || reading.has('question') || isTold(reading)) return undefined;
  return severalSlips(reading, intent, first);
}

/** 「周三上午九点查体，周三下午三点拿报告」: several in one message. */
function severalSlips(reading: Reading, intent: IntentSpec, first: MomentSpan): Draft | undefined {
  const { text } = reading;
  const timed = reading.moments('future').filter((span) => span.value.time !== undefined);
  const hours = timed.length < 2 ? (daysIn(reading) ?? []) : timed;
  if (hours.length < 2 || hours[0] !== first) return undefined;
  const isEach = hours.every((span, index) => {
    const words = text.slice(span.end, hours[index + 1]?.start ?? text.length).replace(/^[\s,的]+|[\s,、。;.!]+$|[\s,、。;]*(?:然后|还有|再)$/g, '');
    return words.length >= 2 && !SUBJECT.test(words) && (isDoneAt(words) || isDoneAt(words.replace(NEEDS, '')));
  });
  if (!isEach) return undefined;
  const filled = fillReminders(reading, intent, 0, 0, true);
  return filled.args['also'] ? { ...filled, isGuessed: true, confidence: 0.75 } : undefined;
}

const HOUR_APART = /[,\s](?:时间)?(?:大概|大约|差不多)?(?:是|在)?$/;
const ABOUT = /[\s,](?:时间)?(?:大概|大约|差不多)?(?:是|在)?$/;

/** 「下周日同学婚礼，中午十一点半到酒店」: the day, the thing, and then its hour. */
function hourApart(reading: Reading, intent: IntentSpec, day: MomentSpan): Draft | undefined {
  const { text } = reading;
  const hours = reading.moments('future').filter((span) => span.start >= day.end);
  const [hour] = hours;
  if (day.kind !== 'date' || day.value.endDate || hours.length !== 1 || hour?.value.time === undefined || isVague(hour) || !isToCome(reading, hour))
    return undefined;
  if (hour.value.date !== day.value.date || hour.value.endTime || !HOUR_APART.test(text.slice(0, hour.start))) return undefined;
  const [thing, more] = [text.slice(day.end, hour.start), text.slice(hour.end)].map((part) =>
    part
      .replace(/^[\s,、的]+|[\s,、。.!]+$/g, '')
      .replace(ABOUT, '')
      .replace(NEEDS, ''),
  );
  if (!thing || SUBJECT.test(thing) || !(isDoneAt(thing) || isPlainThing(thing))) return undefined;
  if (more && !BEGINS_THEN.test(more) && (SUBJECT.test(more) || !isPlainThing(more))) return undefined;
  return draft(intent, { at: whenAhead(hour), text: more ? `${thing}，${more}` : thing }, { isGuessed: true, confidence: 0.7 });
}

/** 「…七点五十之前要到」 */
const BEGINS_THEN = /^(?:就|必须|一定)*(?:到|到场|到齐|开始|集合|出发|走)[\s。.]*$/;
const LONGEST_REVERSED = 24;
/** 「…，学校三楼」: where, behind the hour. */
const PLACE_LAST = /^(?:[\s,](?:地点|在)?[\s:]*([^,。;\s]{2,10}))?[\s。.!]*$/;

/** 「面签 周五上午10点」「圣诞晚餐 12月25号晚上七点」: the thing first, its day and hour last. */
function reversedAct(reading: Reading, start: number): Draft | undefined {
  const intent = spec(reading, 'reminder');
  const { text } = reading;
  const moment = text.length > LONGEST_REVERSED ? undefined : reading.moments('future').at(-1);
  if (!intent || !moment || moment.value.time === undefined || moment.value.endTime || isVague(moment) || !isToCome(reading, moment))
    return undefined;
  const where = PLACE_LAST.exec(text.slice(moment.end));
  if (!where || moment.start <= start || (where[1] && (SUBJECT.test(where[1]) || !isPlainThing(where[1])))) return undefined;
  const lead = text.slice(start, moment.start);
  const words = lead.replace(/[\s,:]+$/, '').replace(NEEDS, '');
  const isApart = /[\s,:]$/.test(lead);
  if (words.length < 2 || words.length > 10 || SUBJECT.test(words) || /[,。;]|是|在|到|从|了|过|没|不/.test(words)) return undefined;
  if (!isApart || !(isDoneAt(words) || TO_DO.test(words))) return undefined;
  const filled = fillReminder(reading, intent, 0, 0);
  return { ...filled, isGuessed: true, confidence: 0.7 };
}

const URGED = /^(?:帮我)?(?:记得|记着|记住|别忘了|不要忘了|别忘|不要忘)(?:要|去|得)?/;
/** 「记得买牛奶」 is told oneself; 「记得吃饭」「记得带伞」 are told everybody. */
const OWN_ERRAND =
  /^(?:买|交|缴|还(?!有|是|要|没|可以|得)|取|拿|寄|领|订|抢|续(?:费|保|签)|充(?:值|话费|电费|卡|公交卡)|报(?:名|税|销)|打印|复印|提交|上传|打卡|签到|浇花|喂(?:猫|狗|鱼)|遛狗|倒垃圾|关(?:煤气|电脑|空调|灯|火|门|窗)|带(?:身份证|护照|证件|钥匙|门禁|工牌|合同|资料|材料|印章|公章|文件|电脑|充电器)|给.{1,6}(?:打电话|回电话?|回信|回消息|发(?:邮件|短信|消息|资料|合同|报告|报价)|寄|送)|回(?:电话|邮件|信)|约|改(?:密码|合同|方案|PPT|ppt)|写(?:周报|日报|报告|总结|纪要)|发(?:邮件|周报|日报|快递|合同|材料)|联系|回访|跟进|催)/;

/** 「记得问一下王总的女儿考上没」「别忘了催李阿姨签字」: of a client, so told oneself. */
const OF_CLIENT = /^(?:问|催|联系|回访|跟进|盯|确认|核实)(?:问|一?下|一声|着)?(?:客户)?$/;

function urgedOfClient(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'reminder');
  const { text } = reading;
  const urged = intent && text.length <= LONGEST_ITEM && reading.hasCue(CUES.remind) ? URGED.exec(text) : null;
  if (!intent || !urged || /吗[\s?]*$|[,;~～]/.test(text) || isTold(reading) || reading.moments('future').length > 0) return undefined;
  const from = urged[0].length;
  const isOfClient = reading.mentions.some((one) => one.people.length > 0 && one.start > from && OF_CLIENT.test(text.slice(from, one.start)));
  return isOfClient ? { ...fillReminder(reading, intent, 0, from), isGuessed: true, confidence: 0.7 } : undefined;
}

/** 「记得买牛奶」: something to think of; when, is asked. */
function urgedAct(reading: Reading, start: number): Draft | undefined {
  const intent = spec(reading, 'reminder');
  const { text } = reading;
  const urged = text.length <= LONGEST_ITEM && reading.hasCue(CUES.remind) ? URGED.exec(text.slice(start)) : null;
  if (!intent || !urged || reading.moments('future').length > 0) return undefined;
  const words = text.slice(start + urged[0].length).replace(/[\s。.!]+$/, '');
  if (words.length < 3 || SUBJECT.test(words) || /[,;]|[~～]|给我|回来|一起|亲/.test(words) || !OWN_ERRAND.test(words)) return undefined;
  const filled = fillReminder(reading, intent, start, start + urged[0].length);
  return { ...filled, isGuessed: true, confidence: 0.7 };
}

/** Told by others, imagined or dreamt; a film or a course of training that is to come is neither. */
function isTold(reading: Reading): boolean {
  if (isToldByOthers(reading) || isDreamt(reading, reading.text.length) || reading.has('hearsay') || reading.isQuoted(1)) return true;
  return reading.hits('hypothetical').some((hit) => !/^(?:培训|电影|电视剧)$/.test(reading.text.slice(hit.start, hit.end)));
}

function isToCome(reading: Reading, { kind, value }: MomentSpan): boolean {
  if (kind === 'recurrence') return true;
  return (
    value.date !== undefined &&
    (value.date > reading.today || (value.time !== undefined && value.date === reading.today && value.time > reading.time))
  );
}

/** 「吴大勇的合同月底前要拿到」「欠着周岚一个答复 明天必须给」: owed until a day. */
function owedAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'reminder');
  const main = mainMention(reading);
  const { text } = reading;
  if (!intent || !main || main.by === 'pronoun' || main.start > 3) return undefined;
  const moment = reading.moments('future').find((span) => span.start >= main.end);
  if (!moment || isVague(moment) || !isToCome(reading, moment)) return undefined;
  const isBusy =
    /^(?:那边|这边)/.test(text.slice(main.end)) &&
    /要.{0,3}(?:催|给|办|交|送|拿|签|补|回|打|联系|跟进|准备|确认|续|寄|报|完成)/.test(text.slice(main.end));
  const isOwned = text[main.end] === '的' || isBusy || /^欠[着了]?$/.test(text.slice(0, main.start));
  const must = /^(?:之?前)?(?:要|得|必须|务必|一定要?)(?!是|求|么|不)/.test(text.slice(moment.end));
  if (!isOwned || !must || /[了吗呢吧][\s。.!]*$/.test(text)) return undefined;
  const filled = fillReminder(reading, intent, 0, 0);
  return { ...filled, args: { ...filled.args, text: reading.verbatim(0, text.length).trim() }, isGuessed: true, confidence: 0.75 };
}
