import { addDays } from '../domain/calendar/index.js';
import type { IntentSpec, WhenValue } from '../domain/intent.js';
import type { MomentSpan } from './time/types.js';
import { CUES } from './cues.js';
import { hanNumber } from './day-count.js';
import { draft, type Draft } from './draft.js';
import { argOf, isQuestion, isSighed, spec } from './free-guard.js';
import { dueNamed } from './item-due.js';
import { skipSeparators } from './keyword.js';
import type { Reading } from './reading.js';
import { mainMention } from './slots.js';
import { fromNow, isVague, whenAhead } from './when.js';

/** Items of the worklist by what they are about: done, called off, put off. Which one is meant, the list itself tells. */

const OF_LIST =
  /[这那](?:个|件)?事|的(?:电话|短信|微信)(?=晚点|先|再)|待办|任务|这项|那项|(?:视频|电话|沟通|签约)会|的(?:约|饭局|签约|双录)|那条|这条|那个|这个|那件|这件|回访|回电|跟进|提醒|材料|的事|预约|面签|面谈|见面|日程|闹钟/;
const TICK = '(?:打勾|勾|划|销|消)(?:了|掉|上|一下|去)?';
const TICKED = new RegExp(
  `[\\s,](?:那条|这条|可以|帮我|给我|把它)*(?:${TICK}|已?完成|搞定|已?办结|已办|完事|收工|done|ok)(?:了|啦|吧)*[\\s。.!]*$`,
  'iu',
);
/** 「对比表我已经发了，勾掉待办」 */
const TICK_IT = /[,\s](?:帮我|请|把|可以)*(?:勾|划|销)(?:掉|了|一下)?(?:这|那)?[条个]?(?:待办|任务)[\s。.!]*$/u;
/** 「任务13 划掉」: a tick, behind whatever names the item. */
const ONLY_TICK = new RegExp(`(?:那条|这条|那个|这个|待办|任务|提醒|的事)(?:可以|帮我|给我|就)*${TICK}(?:吧|了)*[\\s。.!]*$`, 'u');
const FINISHED = '(?:整完|整好|办好|办完|搞定|做完|做好|弄好|弄完|完成|办妥|处理完|处理好|搞完|搞好|解决|结束)';
const OVER = new RegExp(`${FINISHED}(?:了|啦)?[\\s。.!]*$`, 'u');
/** 「给孙丽华送保温杯那个任务完成了」「已办:陈晓梅寄回执」: one that was on the list. */
const THAT_OVER =
  /(?:那个|这个|那条|这条)(?:任务|待办)(?:我)?(?:已经|都)?(?:完成|办完|办好|搞定|做完|弄完)了?(?:[\s,。].{0,8})?$|(?:那|这)[条件项](?:事|待办|任务)?(?:我)?(?:已经|都)?(?:完成|办完|办好|搞定|做完|弄完|办|做|弄)(?:了|啦)[\s。.!]*$|^(?:已|已经)(?:办结|办|完成|办完|搞定|做完|处理|办妥)[\s:,]/;
/** 「那个送资料的弄好了」「刚才提醒的事办完了」: pointed at, and over. */
const POINTED_OVER = new RegExp(
  `^(?:我|把|将|刚才|刚刚|刚|之前|上面|昨天|提醒(?:我)?的?|说的|[\\s,])*(?:那个|那条|那件|这个|这条|这件|那项|那单)[^,。;?!]{0,16}?(?:的|事儿?|事情)?(?:我)?(?:已经|都|全|刚)?(?:${FINISHED}|[送寄发打回交取买签做办弄](?:好|完|到|过)?)(?:了|啦)[\\s。.!]*$|^(?:刚才|刚刚|刚|之前)?提醒(?:我)?的?(?:那个|那件|那条)?(?:事情?|事儿)?(?:我)?(?:已经|都|全|刚)?(?:${FINISHED}|办|做|弄)(?:了|啦)[\\s。.!]*$`,
  'u',
);
/** 「吴大勇签字办好了」「刘芳的续保手续弄好了」: a client, one thing of the trade, and over. */
const THING_OVER = new RegExp(
  `^(?:的|那边|那个|那份|那笔)*(?:签字|签约|签单|续保|续存|续期|开户|销户|开卡|换卡|补卡|挂失|激活|双录|测评|面签|材料|资料|合同|协议|授权书?|申请表?|手续|转账|汇款|赎回|预约|存单|保单|证明|流水|回执|对账单|U盾|网银|贷款|提额|解冻|更新|登记|回访|电话|快递|礼品|礼物)(?:手续|资料|材料|的事|这事|那事)?(?:我)?(?:已经|都|全)?${FINISHED}(?:了|啦)[\\s。.!]*$|^(?:的)?[\u4e00-\u9fff]{2,6}(?:做完|办完|搞定|办好|办妥|弄好|弄完)(?:了|啦)[\\s。.!]*$|^(?:的)?[\u4e00-\u9fff]{2,6}(?:搞定|办结|办妥)[\\s。.!]*$`,
  'u',
);
/** 「…做完了，没啥问题」 */
const WITH_REMARK = /[,\s](?:都|一切)?(?:没(?:啥|什么)?(?:问题|毛病|事)|正常|顺利|挺好)[\s。.!]*$/u;
/** 「王总搞定了」: which of his items, is asked. */
const WHOLLY_OVER = /^(?:那边|这边|那头)?(?:我)?(?:已经|都|全)*(?:搞定|办妥|办好|办完|弄好|弄完|处理完|处理好)(?:了|啦)[\s。.!]*$/u;
const ALL_OVER = /^(?:都|全都?)?(?:搞定了?|办完了?|做完了?)?[\s,]*(?:今天的?|待办|任务|全部|所有|都|全|的|了)*(?:完成|搞定|办完|做完)了?[\s。.!]*$/;
/** Told of somebody else or as news: no item of the speaker's list. */
const OTHERS = /[他她您你]们?(?!的)|我们|大家|会议|航班|比赛|演出|活动/;

/** 「完成给刘芳续保的待办」「完成 李秀兰 送挂历」: the word first, and what it is about. */
const BEGINS_DONE = /^(?:请|帮我|把)?(?:完成|办完|搞定|勾掉|划掉)(?:了)?[\s:,]*(?:给|跟|和|帮|约)?$/u;

/** 「王总那条勾了吧」「那个送资料的弄好了」. */
export function doneAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'done');
  const { text } = reading;
  if (!intent) return undefined;
  if (/今天|待办|任务/.test(text) && /全|都|所有/.test(text) && ALL_OVER.test(text))
    return draft(intent, { items: 'all' }, { isGuessed: true, confidence: 0.8 });
  const main = mainMention(reading);
  const isTicked =
    (TICKED.test(text) && (main !== undefined || OF_LIST.test(text)) && !/说|[吗呢]/.test(text)) ||
    ONLY_TICK.test(text) ||
    (main !== undefined && TICK_IT.test(text));
  const over = OVER.exec(text.replace(WITH_REMARK, ''));
  const isNamed =
    over !== null &&
    main !== undefined &&
    main.by !== 'pronoun' &&
    (main.start <= skipSeparators(text, 0) + 1 || /^(?:寄给|送给|发给|给|跟|和|把|将|帮|约|刚才?)+$/.test(text.slice(0, main.start).trim())) &&
    (OF_LIST.test(text.slice(main.end, over.index)) ||
      over[0].startsWith('完成') ||
      (/^(?:给|帮|替)$/.test(text.slice(0, main.start)) && /^[\u4e00-\u9fff]{2,8}(?:搞定|办妥|办结)[\s。.!]*$/u.test(text.slice(main.end)))) &&
    !/投诉|案|诉求/.test(text) &&
    over.index - main.end <= 14 &&
    !/[,。;]|说|帮我|给我/.test(text.slice(main.end, over.index));
  const isWhole =
    over !== null && main !== undefined && main.by !== 'pronoun' && main.start === skipSeparators(text, 0) && WHOLLY_OVER.test(text.slice(main.end));
  const isToBeDone =
    main !== undefined &&
    main.by !== 'pronoun' &&
    BEGINS_DONE.test(text.slice(0, main.start)) &&
    /^[\s\u4e00-\u9fff]{2,14}[\s。.!]*$/u.test(text.slice(main.end));
  const isPointed = text.length <= 24 && !OTHERS.test(text) && !/投诉|案|诉求|说/.test(text) && POINTED_OVER.test(text);
  const isThing = main !== undefined && main.by !== 'pronoun' && main.start === skipSeparators(text, 0) && THING_OVER.test(text.slice(main.end));
  return isTicked ||
    isNamed ||
    (main !== undefined && CLOSED.test(text)) ||
    isThing ||
    isWhole ||
    isToBeDone ||
    isPointed ||
    THAT_OVER.test(text) ||
    IS_DONE.test(besideDue(reading) ?? '')
    ? byWords(reading, intent, {}, ['items'], 0.75)
    : undefined;
}

/** 「台历寄出去了，这项完成」 */
const CLOSED = /[,。\s][这那](?:项|条|个|件|件?事)(?:就|也|已经?|算|可以)*(?:完成|办完|搞定|结束|勾掉|划掉)(?:了|啦|吧)?[\s。.!]*$/u;

const REMINDED = '(?:提醒|叫|喊|催|通知)';
/** 「给王总送月饼那条不用提醒了」「别提醒了」 */
const NO_MORE = new RegExp(
  `(?:不用|别|不要|甭|不需要|取消|停止|无需|以后(?:都|就)?不|不再)(?:再|继续)*${REMINDED}(?:我)?(?:这个|那个|这件事|这事)?(?:了|啦|吧)*[\\s。.!]*$`,
  'u',
);
const NOT_ANY_MORE = '(?:不用|别|不要|不需要|甭|不必|无需)(?:再|你)*';
const THEN = '(?:[0-9一二两三四五六七八九十半点:整刻分日号月周今明后大天早晚上下中午每的]|星期|礼拜|凌晨|傍晚){1,12}';
/** 「不用九点叫醒我了」「明天不用叫我起床了」: a time, and that it is not to be. */
const THEN_NOT = new RegExp(
  `^(?:请|那就?|以后)*(?:${THEN}(?:的?(?:闹钟|提醒))?${NOT_ANY_MORE}(?:${THEN})?|${NOT_ANY_MORE}${THEN})(?:提醒|叫醒|喊醒|[叫喊]|通知)我?[^,。;?!说]{0,16}了?[\\s。.!]*$`,
  'u',
);
/** 「不用提醒我给刘芳打电话了」 */
const OF_WHAT = /^(?:请|那就?|以后)*(?:不用|别|不要|不需要)(?:再)?提醒我[^,。;?!]{2,20}了[\s。.!]*$/u;
const CALLED_OFF = '(?:移除|关闭|取消|删掉?|删除|去掉|撤掉|撤|作废|不要|停掉?|关掉?)';
/** 「把每周五的那个提醒停了」「李阿姨周五的预约取消」. */
const ITEM_OFF = new RegExp(
  `(?:提醒|待办|任务|闹钟|日程|预约|面谈|面签|见面|拜访|那条|这条|那件事|这件事|那事|这事)(?:黄了|吹了|泡汤了|不成了|没戏了|不去了|不办了)?[\\s,]*(?:就|都|给我|帮我|先|可以|我)*${CALLED_OFF}(?:了|吧|掉|啦)*(?:[\\s,。.!].{0,10})?$`,
  'u',
);
/** 「取消明天早上的闹钟」「删掉给王总送月饼那条」. */
const OFF_ITEM = new RegExp(
  `^(?:请|帮我|把|那个|麻烦|给我|我要|我想|[\\s,])*(?:取消|删掉?|删除|撤掉?|去掉|停掉|关掉|关闭|移除)(?:掉|一下|了)?[^,。;?!]{0,16}?(?:提醒|待办|任务|闹钟|日程|预约|面谈|见面|那[条个]|那件事)(?!费|的|栏|框|我|他|她|功能|短信|铃声)(?:吧|了)?(?:[\\s,。.!].{0,10})?$`,
  'u',
);
/** 「待办里送资料那个删掉」. */
const LISTED_OFF = new RegExp(
  `^(?:把)?(?:待办|任务|提醒|日程)(?:里|里面|中|列表里?)的?[^,。;?!]{1,14}(?:那个|那条|那件|这个|这条)?(?:给我|帮我)?${CALLED_OFF}(?:了|吧|掉)*[\\s。.!]*$`,
  'u',
);

/** 「从日程里移除明天的会议」「把明天的会议从日程里删掉」. */
const OUT_OF_LIST = new RegExp(
  `^(?:请|帮我|麻烦)*[把将]?([^,。;?!]{0,16})从(?:我的)?(?:待办|任务|提醒|日程|日历|清单|行程)(?:表|单|列表)?(?:里面?|中|上)?(?:移除|移走|删掉?|删除|去掉|拿掉|取消|划掉)([^,。;?!]{0,16}?)[\\s。.!吧]*$`,
  'u',
);

/** 「周岚那个不用跟了，取消吧」. */
const POINTED_OFF =
  /(?:那[个条件](?:待办|任务|事|提醒)?|的事|那边)(?:就|可以|已经)*(?:不用|不要|别|不必)(?:再)?[跟管办做弄打送约催][\u4e00-\u9fff]{0,3}了[\s,]*(?:取消|删|去)掉?(?:了|吧|掉)*[\s。.!]*$|^(?:给|送|寄|发|打|交|取|拿)[^,。说我你他她]{1,8}那[个条件](?:就|先|可以)*(?:不用|不要|别|不必|不)(?:再)?[跟管办做弄打送约催]了[\s。.!]*$/u;

/** 「周岚的营业执照不要了，取消」 */
const NO_MORE_OF =
  /^的?[^,。;说问]{1,10}(?:不要|不用|不办|不做|不送|不弄)了[\s,]+(?:就|可以|帮我|给我)?(?:取消|删|去|划|勾|撤)掉?(?:了|吧)*[\s。.!]*$/u;

/** 「不用给王总准备茶叶了」 */
const NOT_NEEDED =
  /^(?:明天|今天|后天|周[一二三四五六日]|下周[一二三四五六日]?)*(?:不用|不必|甭|不需要)(?:再|去)*(?:给|帮|替|约|联系|拜访|回访|催|提醒)[^,。;?!你他她]{3,16}了[\s。.!]*$/u;

const AROUND = '(?:请|那|把|帮我|麻烦|给我|我|就|都|先|了|吧|掉|啦|[\\s,。.!])*';
/** 「三点那个不用了」: all that is said besides the item. */
const IS_OFF = new RegExp(`^${AROUND}(?:${CALLED_OFF}|不用(?:办|管|提醒|做|弄|去)?|不办|不去|不弄)${AROUND}$`, 'u');
/** 「三点那个办完了」 */
const IS_DONE = new RegExp(`^${AROUND}(?:已经)?(?:${FINISHED}|办了|做了|弄了)${AROUND}$`, 'u');

/** What a sentence says besides the item it names by its hour; undefined where it names none so. */
function besideDue(reading: Reading): string | undefined {
  const named = dueNamed(reading);
  return named && reading.text.slice(0, named.start) + reading.text.slice(named.end);
}

/** What is on the list and is not to be any more. */
export function calledOffAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'done');
  const { text } = reading;
  if (!intent || (isQuestion(reading) && !/吧[\s。.!]*$/u.test(text))) return undefined;
  const noMore = NO_MORE.exec(text);
  // 「春节回老家，不用提醒」: nothing was on the list.
  const said = noMore && (/[了啦吧][\s。.!]*$|那|这/.test(text) || !/,\s*$/.test(text.slice(0, noMore.index))) ? noMore : null;
  // 「别再提醒我了」 alone may mean anything the bot says.
  const off =
    (said !== null && text.slice(0, said.index).replace(/请|你|帮我|麻烦|以后|再|都|就|我|[\s,]/g, '').length > 1) ||
    OF_WHAT.test(text) ||
    THEN_NOT.test(text) ||
    ITEM_OFF.test(text) ||
    OFF_ITEM.test(text) ||
    LISTED_OFF.test(text) ||
    OUT_OF_LIST.test(text) ||
    POINTED_OFF.test(text) ||
    (NOT_NEEDED.test(text) && mainMention(reading) !== undefined) ||
    IS_OFF.test(besideDue(reading) ?? '') ||
    isNotWanted(reading);
  if (
    !off ||
    /^(?:他|她|它|你|客户|同事|领导|老[婆公板])们?(?!的)|订阅|订閱|频道|推送|怎么|如何|所有人|客户们|他们|功能|短信提醒|动账|余额/.test(text)
  )
    return undefined;
  // 「客户让我别提醒他了」 is his wish, and tells of no item.
  if (/(?:让|叫|请|要)我?(?:们)?(?:不用|别|不要)/.test(text)) return undefined;
  return byWords(reading, intent, { cancel: true }, ['items'], 0.75);
}

function isNotWanted(reading: Reading): boolean {
  const main = mainMention(reading);
  return (
    main !== undefined && main.by !== 'pronoun' && main.start <= skipSeparators(reading.text, 0) && NO_MORE_OF.test(reading.text.slice(main.end))
  );
}

const LATER =
  /(?:推迟|调[到成为至]|推后|后推|后延|延后|延到|延迟|顺延|延期|改期|改时间|改(?=(?:今|明|后天|下午|下周|上午|中午|晚上|周|星期|礼拜|[0-9一二三四五六七八九十]))|往后(?:挪|推|延|放|移|拖)|后移|移到|移至|拖到|晚(?=个?(?:[一二两三几半0-9]))|挪到|挪|放到(?=(?:今|明|后|大后)天|下+个?(?:周|星期|礼拜|月)|这?(?:周|星期|礼拜)|[0-9])|改到|改成|改为|换到|换成|改约|(?<=(?:修改|更改|变更|调整)[^,。;]{0,16}(?:提醒|闹钟|闹铃|日程)的?(?:时间|日期)?)[到为至成]|推到|推(?=[一二两三几半0-9])|延(?=[一二两三几半0-9])|再缓|缓一?缓|缓到|先放放|放一放|先放着)/;
/** 改成 changes an item only where one is named; else it corrects what was recorded. */
const ONLY_NAMED = /放到|调[到成为至]|改成|改为|换成|换到|改约|改期|改时间|晚|改(?!到)|挪(?!到)/;
const LENGTH_ON =
  /(?:推迟|推后|后推|后延|延后|延迟|顺延|往后(?:推|挪|延|放|移|拖)|后移|推|延|晚)(?:个)?([0-9]{1,3}|[一二两三四五六七八九十半]{1,3})\s*个?(天|周|星期|礼拜|月|小时|钟头|分钟|刻钟)(?!到)/;
const UNITS: Readonly<Record<string, number>> = {
  天: 1440,
  周: 10_080,
  星期: 10_080,
  礼拜: 10_080,
  月: 43_200,
  小时: 60,
  钟头: 60,
  分钟: 1,
  刻钟: 15,
};

export function laterAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'snooze');
  const { text } = reading;
  if (!intent) return undefined;
  const again = againAct(reading, intent);
  if (again) return again;
  const later = reading.hasCue(CUES.later) ? LATER.exec(text) : null;
  if (!later || /[拖推]到[^,。]{1,8}才/.test(text) || reading.has('question') || isSighed(reading) || /了[嘛啊呢吧]?[\s。.!]*$|被|不要|别/.test(text))
    return undefined;
  const main = mainMention(reading);
  // 「见面地点改成…」: where, not when.
  if (/(?:地点|地方|地址)$/.test(text.slice(0, later.index))) return undefined;
  // 「晚点再说，推到四点」: put off, and told by nobody.
  const before = text.slice(0, later.index).replace('再说', '');
  // 「三刻钟后提醒我挪车」: what is to be done then.
  if (/(?:提醒|叫|喊|通知)我[^,。的]{0,2}$/.test(before) && !/^[把将]/.test(text)) return undefined;
  const isNamed = OF_LIST.test(before) || (dueNamed(reading)?.end ?? text.length) <= later.index;
  if (!isNamed && ONLY_NAMED.test(later[0])) return undefined;
  if (!isNamed && !(main && main.start <= 3 && main.end < later.index)) return undefined;
  if (/[,。;]|说|问|想|希望|要求|申请/.test(text.slice(main?.end ?? 0, later.index)) && !isNamed) return undefined;
  if (/说|问/.test(before) || /我们|你|他们|投诉|案件|案子|诉求/.test(text)) return undefined;
  // 「会议改到四点」 tells; 「把开会的提醒改到四点」 asks.
  if (/会议|开会|航班|比赛|演出/.test(text) && !/(?:提醒|闹钟|闹铃|待办|日程)(?:的?时间)?(?:给我|帮我|都)?$/.test(before)) return undefined;
  const length = LENGTH_ON.exec(text);
  const minutes = length ? countIn(length[1] as string) * (UNITS[length[2] as string] ?? 0) : 0;
  if (minutes > 0) return byWords(reading, intent, { by: minutes }, ['items'], 0.75);
  const moment = reading.moments('future').findLast((span) => span.start >= later.index - 1 && (span.value.date ?? '') >= reading.today);
  const isHour = moment?.kind === 'time' && OWN_HOUR.test(moment.text);
  const to = moment && (!isVague(moment) || isHour) ? hourOf(reading, moment, later.index) : undefined;
  return byWords(reading, intent, to ? { to } : {}, to ? ['items'] : ['items', 'to'], 0.75);
}

const OWN_HOUR = /^(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|早|晚)?[0-9一二两三四五六七八九十]+[点:]/;
const BARE_HOUR = /^[0-9一二两三四五六七八九十]/;
const OF_24 = /^(?:1[3-9]|2[0-4]|十[三四五六七八九]|二十|0)/;

/** 「把明早的闹钟改成七点」「八点的提醒改到九点」: a bare hour is on the day of the item that is named, and near its hour. */
function hourOf(reading: Reading, moment: MomentSpan, before: number): WhenValue | undefined {
  const { vague: isOpen, ...said } = whenAhead(moment);
  const item = reading.moments('future').findLast((span) => span.end <= before && span.value.date !== undefined && !span.value.endDate);
  if (said.time === undefined || moment.kind !== 'time' || !OWN_HOUR.test(moment.text)) return isOpen ? undefined : said;
  const date = item && !item.value.recurrence ? (item.value.date as string) : said.date;
  if (!BARE_HOUR.test(moment.text) || OF_24.test(moment.text)) return isOpen && !item ? undefined : { ...said, date };
  const isAlarm = /闹[钟铃]|起床|早/.test(reading.text.slice(0, before));
  const near = item?.value.time ?? (isAlarm ? '07:00' : undefined);
  if (near === undefined && isOpen) return undefined;
  const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const half = (hours: number): string => `${String((Number(said.time?.slice(0, 2)) % 12) + hours).padStart(2, '0')}${said.time?.slice(2)}`;
  const isEarly = near !== undefined && Math.abs(minutes(half(0)) - minutes(near)) <= Math.abs(minutes(half(12)) - minutes(near));
  const time = near === undefined ? said.time : isEarly ? half(0) : half(12);
  return { ...said, date: date === reading.today && time <= reading.time ? addDays(date, 1) : date, time };
}

/** 「晚点再提醒我」「过一小时再叫我」「先放一放，明天再说」: what was reminded of, once more and later. */
function againAct(reading: Reading, intent: IntentSpec): Draft | undefined {
  const { text } = reading;
  if (text.length > LONGEST_AGAIN) return undefined;
  const again = AGAIN.exec(text) ?? AGAIN_POINTED.exec(text) ?? PUT_ASIDE.exec(text) ?? OF_WHOM_LATER.exec(text);
  if (!again || isQuestion(reading)) return undefined;
  let rest = '';
  const when = again[1] ?? again[2];
  const from = when === undefined ? 0 : again[0].indexOf(when);
  const spans = reading.times('future');
  for (let at = from; at < from + (when?.length ?? 0); at++) {
    const span = spans.find((one) => at >= one.start && at < one.end);
    if (span) at = span.end - 1;
    else rest += text[at];
  }
  if (
    rest.replace(
      /晚点儿?|晚些时候?|晚一点|待会儿?|等会儿?|等一?下|一会儿?|过会儿?|过一会儿?|回头|稍后|改天|过|等|后|以后|之后|的时候|的|[\s,]/g,
      '',
    ) !== ''
  )
    return undefined;
  const moment = reading.moments('future').at(-1);
  const duration = reading.durations().at(-1);
  if (moment && !isVague(moment)) return byWords(reading, intent, { to: whenAhead(moment) }, ['items'], 0.8);
  if (duration) return byWords(reading, intent, { to: fromNow(reading, duration.value.minutes) }, ['items'], 0.8);
  return byWords(reading, intent, {}, ['items', 'to'], 0.75);
}

const LONGEST_AGAIN = 30;
/** 「刘芳的事下周再说」 */
const OF_WHOM_LATER =
  /^[^,。;说]{2,6}?(?:的|那|这)(?:件|个|条|项)?(?:事(?:儿|情)?|待办|任务|提醒|回访|回电|电话|短信|微信|材料|合同)[\s,]*(?:不急|不着急)?[\s,]*(?:就|先|放到?|等)*([^,。;]{1,10}?)再(?:说|弄|办|处理|跟|看|做|打|联系)(?:吧)?[\s。.!]*$/u;
/** 「王总那个回电，半小时之后再提醒我」「再过一个小时提醒我 刚才那个」. */
const AGAIN_POINTED = new RegExp(
  `^(?:把)?[^,。;]{0,12}?(?:那个|那条|那件|那项|这个|这条|这件|这项|的(?:提醒|待办|事))[^,。;]{0,8}?[,\\s]+([^,。;]{1,12}?)(?:再|重新)${REMINDED}(?:我)?(?:一?下|一次|一遍)?[\\s。.!]*$|^(?:那)?(?:再)?([^,。;]{1,12}?)(?:再)?${REMINDED}(?:我)?(?:一?下|一次)?[,\\s]*(?:刚才|刚刚|上面|前面)的?(?:那个|那条|那件事?)[\\s。.!]*$`,
  'u',
);
const AGAIN = new RegExp(
  `^(?:那就|那|先不急|不急|好的?|行|嗯|你|请|麻烦|这个|这条|[\\s,])*([^,。;]{0,12}?)(?:再|重新)${REMINDED}(?:一?下|一次|一遍)?(?:我)?(?:一?下|一次|一遍)?(?:吧|哈|啊|哦)*[\\s。.!]*$`,
  'u',
);
const PUT_ASIDE =
  /^(?:这个|这条|这件|这事|那个|那条|那件|它|就)?(?:先|再)?(?:放一?放|放放|缓一?缓|缓缓|放着|搁一?搁|推一推|压一压|不急)[\s,]*(?:吧)?[\s,]*([^,。;]{1,10}?)(?:再说|再弄|再办|再做|再处理|再看)?(?:吧)?[\s。.!]*$/u;

const countIn = (word: string): number => (/^[0-9]+$/.test(word) ? Number(word) : hanNumber(word));

function byWords(reading: Reading, intent: IntentSpec, args: Record<string, unknown>, missing: string[], confidence: number): Draft {
  const main = mainMention(reading);
  const client = main && main.by !== 'pronoun' && intent.slots.some((slot) => slot.kind === 'client') ? argOf(reading, main) : undefined;
  const named = dueNamed(reading);
  return draft(intent, { ...(client ? { client } : {}), ...args, ...(named ? { due: named.due } : {}) }, { missing, isGuessed: true, confidence });
}
